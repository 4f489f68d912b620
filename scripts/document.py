"""Read an OpenAPI document and walk its operations.

Everything that depends on the API goes through here, so that no other module names a path, a status or a field.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from scripts.yaml_text import composed, loaded, place_in

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "openapi.yaml"

# Statuses of answers that have no body, whatever a document says (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
BODILESS = frozenset({204, 205, 304})
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class DocumentError(Exception):
    """The document cannot be used; the text is one line with the file, then the line or the JSON pointer."""


@dataclass(frozen=True)
class Operation:
    """One method on one path of a document, its references resolved where it is read.

    ``path`` is the template as written, without the server's base path; ``method`` is upper case.
    """

    document: Mapping[str, Any]
    path: str
    method: str
    raw: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The operationId, or ``METHOD path`` for an operation that has none."""
        return str(self.raw.get("operationId", f"{self.method} {self.path}"))

    @cached_property
    def responses(self) -> dict[str, Mapping[str, Any]]:
        """Documented responses by status, in document order."""
        statuses = {str(status): node for status, node in self.raw["responses"].items()}
        return {key: resolve(self.document, node) for key, node in statuses.items() if not key.startswith("x-")}

    @property
    def security(self) -> list[Mapping[str, Any]]:
        """The security requirements in force: the operation's own, else the document's."""
        return list(self.raw.get("security", self.document.get("security", [])))

    @property
    def parameters(self) -> list[Mapping[str, Any]]:
        """Documented parameters, those of the path item included; the operation's own come last."""
        shared = resolve(self.document, self.document["paths"][self.path]).get("parameters", [])
        return [resolve(self.document, node) for node in [*shared, *self.raw.get("parameters", [])]]

    def path_values(self, path: str) -> dict[str, str]:
        """The values that a URL's path, without the server's base path, gives the template's parameters.

        Raises DocumentError when the path is not one of this operation's.
        """
        names = re.findall(r"\{([^}]+)\}", self.path)
        pattern = "([^/]+)".join(map(re.escape, re.split(r"\{[^}]+\}", self.path)))
        match = re.fullmatch(pattern, path)
        if match is None:
            raise DocumentError(f"{path} is not {self.path}")
        return dict(zip(names, map(unquote, match.groups()), strict=True))

    def response_for(self, status: int) -> tuple[str, Mapping[str, Any]] | None:
        """The documented response that covers ``status``, under its key: exact, then a range, then ``default``."""
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in self.responses:
                return key, self.responses[key]
        return None

    def names(self, status: int) -> bool:
        """Whether a response is for ``status`` itself or its range, and not merely for whatever else may come."""
        found = self.response_for(status)
        return found is not None and found[0] != "default"

    def media_types(self, status: int) -> list[str]:
        """The documented media types of the answer that covers ``status``."""
        found = self.response_for(status)
        return list(found[1].get("content", {})) if found else []


def load(path: Path = DOCUMENT) -> dict[str, Any]:
    """Parse the YAML or JSON document at ``path``.

    Raises DocumentError when it cannot be read, is not YAML, repeats a key or is no mapping.
    """
    data = load_yaml(path)
    if not isinstance(data, dict):
        raise DocumentError(f"{path}:1: an OpenAPI document is a mapping, this is {type(data).__name__}")
    return data


def load_yaml(path: Path) -> Any:
    """Whatever the YAML or JSON at ``path`` holds. Raises DocumentError when it cannot be read, or is not YAML."""
    try:
        text = path.read_text(encoding="utf-8")
        # A parser of YAML takes longer by far, and tells what is wrong.
        with suppress(ValueError, RecursionError):
            return json.loads(text, object_pairs_hook=_each_once, parse_constant=_refused, parse_float=_finite)
        return loaded(text)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise DocumentError(f"{path}: cannot be read: {reason}") from None
    except MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise DocumentError(f"{path}{line}: not YAML: {_first_line(error.problem or error.context)}") from None
    except YAMLError as error:
        raise DocumentError(f"{path}: not YAML: {_first_line(str(error))}") from None
    except RecursionError:
        raise DocumentError(f"{path}: nested too deeply") from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is repeated")
    return found


def _refused(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _finite(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise ValueError(f"{text} is beyond every float")
    return number


def operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    """Every operation, in document order."""
    for path, item in document.get("paths", {}).items():
        if path.startswith("x-"):
            continue
        resolved = resolve(document, item)
        for method in METHODS:
            if method in resolved:
                yield Operation(document, path, method.upper(), resolved[method])


def base_url(document: Mapping[str, Any]) -> str:
    """The first server's URL without a trailing slash, its variables at their defaults; ``/`` when there is none."""
    servers = document.get("servers") or [{"url": "/"}]
    url = str(servers[0]["url"])
    for name, variable in servers[0].get("variables", {}).items():
        url = url.replace(f"{{{name}}}", str(variable["default"]))
    return url.rstrip("/")


def base_path(document: Mapping[str, Any]) -> str:
    """The path part of ``base_url``, which stands before every path of the document."""
    return urlsplit(base_url(document)).path


def resolve(document: Mapping[str, Any], node: Any) -> Any:
    """Follow local references from ``node`` until something that is no reference.

    Raises DocumentError for a reference that is external, dangling or circular.
    """
    seen: set[str] = set()
    while isinstance(node, Mapping) and isinstance(reference := node.get("$ref"), str):
        if not reference.startswith("#/") or reference in seen:
            raise DocumentError(f"reference {reference!r} is {'circular' if reference in seen else 'not local'}")
        seen.add(reference)
        node = at(document, reference[1:])
    return node


def at(document: Any, pointer: str) -> Any:
    """The value at a JSON pointer. Raises DocumentError when there is none."""
    node = document
    for token in pointer_tokens(pointer):
        try:
            node = node[int(token)] if isinstance(node, list) else node[token]
        except (KeyError, IndexError, ValueError, TypeError):
            raise DocumentError(f"nothing stands at #{pointer}") from None
    return node


def pointer_tokens(pointer: str) -> list[str]:
    """The unescaped steps of a JSON pointer, percent-encoding undone (RFC 6901, section 6)."""
    return [unquote(step).replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def pointer_of(tokens: list[str | int]) -> str:
    """The JSON pointer made of unescaped steps."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


class _Places:
    """The pointers of every object of the documents that were asked for last, by identity."""

    # A document and its mutant are asked for in turns.
    MOST = 4

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, dict[int, str]]] = {}

    def of(self, document: Mapping[str, Any], node: Any) -> str | None:
        """The pointer of ``node``, which is known for as long as it still stands there."""
        if id(document) not in self._known:
            if len(self._known) == self.MOST:
                del self._known[next(iter(self._known))]
            self._known[id(document)] = document, dict(_walked(document))
        pointer = self._known[id(document)][1].get(id(node))
        try:
            return pointer if pointer is not None and at(document, pointer) is node else None
        except DocumentError:
            return None

    def forget(self, document: Mapping[str, Any]) -> None:
        """Look anew: the document may have changed."""
        self._known.pop(id(document), None)


_PLACES = _Places()


def pointer_to(document: Mapping[str, Any], node: Any) -> str:
    """The JSON pointer of ``node``, which is one of the document's own objects.

    Raises DocumentError when it is none of them.
    """
    found = _PLACES.of(document, node)
    if found is None:
        _PLACES.forget(document)
        found = _PLACES.of(document, node)
    if found is None:
        raise DocumentError("this is no part of the document")
    return found


def _walked(document: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    places: list[tuple[Any, str]] = [(document, "")]
    seen: set[int] = set()
    while places:
        here, pointer = places.pop()
        if isinstance(here, Mapping | list) and id(here) not in seen:
            seen.add(id(here))
            yield id(here), pointer
            members = here.items() if isinstance(here, Mapping) else enumerate(here)
            places += [(inner, pointer + pointer_of([token])) for token, inner in members]


def line_of(path: Path, pointer: str) -> int | None:
    """The line (from 1) in the file at ``path`` on which the value at ``pointer`` starts, as near as it can be told."""
    root = composed(path.read_text(encoding="utf-8"))
    return place_in(root, pointer_tokens(pointer))[0] if root is not None else None


def _first_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip().split("\n\n")[0])
