"""All that the templates say, worked out from the document before any file is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from openapi_python_client.strings import PythonIdentifier

from scripts.document import METHODS, base_url, pointer_of
from scripts.generate.bodies import Body, bodies
from scripts.generate.chains import check_chains
from scripts.generate.flat import Place
from scripts.generate.kinds import DEPRECATED, NONE, Kind, Kinds, union
from scripts.generate.names import GROUPS, Names, variable
from scripts.generate.parameters import Parameter, parameters
from scripts.generate.responses import Answer, answers
from scripts.generate.security import Credential, credential
from scripts.generate.source import Source
from scripts.generate.statuses import error_name

NEVER = Kind("NoReturn", shape="never")


@dataclass
class ErrorClass:
    """An exception class for one documented error status, over all operations."""

    name: str
    statuses: str
    descriptions: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The type of its parsed body."""
        return union(self.kinds)


@dataclass
class Operation:
    """One operation, in the words of the generated code."""

    id: str
    tag: str
    name: str
    method: str
    path: str
    pointer: str
    summary: str
    description: str
    url: str
    parameters: list[Parameter]
    bodies: list[Body]
    body_required: bool
    answers: list[Answer]
    credential: Credential | None
    server: str | None

    @property
    def accept(self) -> str:
        """The media types of its answers."""
        return ", ".join(dict.fromkeys(one.media_type for answer in self.answers for one in answer.bodies)) or "*/*"

    @property
    def success(self) -> Kind:
        """What a call returns."""
        return _any_of([answer for answer in self.answers if answer.success])

    @property
    def any(self) -> Kind:
        """What any documented answer holds."""
        return _any_of(self.answers)

    @property
    def body(self) -> Kind:
        """What its body may be."""
        return union([one.kind for one in self.bodies])

    @property
    def chooses(self) -> bool:
        """Whether a caller may say which media type a body is sent as."""
        return chooses(self.bodies)

    @property
    def must_choose(self) -> bool:
        """Whether the body alone does not tell its media type."""
        alike = [one.writer for one in self.bodies if one.writer in ("binary", "text")]
        return len(alike) > len(set(alike)) or any("*" in one.media_type for one in self.bodies)

    @property
    def content_types(self) -> str:
        """The type of the argument that says so."""
        if any("*" in one.media_type for one in self.bodies):
            return "str"
        return f"Literal[{', '.join(repr(one.media_type) for one in self.bodies)}]"

    @property
    def needs_token(self) -> bool | None:
        """Whether it needs the token; None when it may have one."""
        return self.credential is not None and (not self.credential.optional or None)

    @property
    def uses(self) -> list[str]:
        """The classes that its module names."""
        kinds = [one.kind for one in self.parameters] + [one.kind for one in self.bodies]
        kinds += [one.kind for answer in self.answers for one in answer.bodies]
        return sorted({name for kind in kinds for name in kind.uses})


@dataclass
class Plan:
    """What the package will hold."""

    title: str
    version: str
    server: str
    operations: list[Operation]
    kinds: Kinds
    errors: list[ErrorClass]
    # What each group of operations is called in the document.
    tags: dict[str, str]

    @property
    def listing(self) -> Operation | None:
        """The first operation that lists objects and asks for nothing, unless another has the name of the command."""
        if any(one.name == "wait" for one in self.operations):
            return None
        names = [f"list[{name}]" for name in self.kinds.models]
        fitting = [one for one in self.operations if one.method == "GET" and one.success.code in names]
        return next((one for one in fitting if not any(given.required for given in one.parameters)), None)

    def error_base(self, package: str) -> str:
        """The name, in ``package``, of what is above every exception of a call: the package's last word, and Error."""
        taken = {"ApiError", "ConfigurationError", "ServerError", *(error.name for error in self.errors)}
        words = [word for word in package.split("_") if word]
        names = [f"{''.join(word.capitalize() for word in words[-count:])}Error" for count in range(1, len(words) + 1)]
        return next((name for name in names if name.isidentifier() and name not in taken), "CallError")

    @property
    def unnamed_errors(self) -> list[tuple[str, str]]:
        """Exceptions for statuses that services have whether the document names them or not."""
        names = {error.name for error in self.errors}
        found = [
            ("TooManyRequests", "429: The service was asked too often; the document does not name this status."),
            ("ServerError", "500 or above: The service, or what stands before it, failed."),
        ]
        return [(name, meaning) for name, meaning in found if name not in names]

    @property
    def sample(self) -> Operation | None:
        """The first operation that reads, with nothing but the token: what a reader can try; None if there is none."""
        plain = (one for one in self.operations if one.method == "GET" and one.needs_token)
        return next((one for one in plain if not any(given.required for given in one.parameters)), None)

    @property
    def error_uses(self) -> list[str]:
        """The classes that the exceptions' annotations name."""
        return sorted({name for error in self.errors for name in error.kind.uses})


def plan(source: Source) -> Plan:
    """Survey the document. Raises DocumentError for what no package could say truly."""
    data = source.data
    found = list(_operations(source))
    errors = frozenset(
        error_name(*bounds)
        for _, _, operation in found
        for status in _responses(source, operation)
        if (bounds := _bounds(status)) is not None and bounds[0] // 100 != 2
    )
    kinds = Kinds(source, errors)
    schemas = (data.get("components") or {}).get("schemas") or {}
    check_chains(source, schemas)
    # Those that have names of their own have them first, whoever uses them.
    places = {name: Place(node, pointer_of(["components", "schemas", name])) for name, node in schemas.items()}
    for name, place in places.items():
        kinds.reserve(place, name)
    for name, place in places.items():
        kinds.of(place, "", name)
    tags, ids, seen = Names(GROUPS), Names(frozenset(("detailed",))), {}
    by_tag: dict[str, str] = {}
    operations: list[Operation] = []
    for path, item, place in found:
        id_ = place.node.get("operationId", f"{place.pointer.rpartition('/')[2].upper()} {path}")
        if not isinstance(id_, str):
            raise source.fault(f"{place.pointer}/operationId", "an operationId is text")
        if id_ in seen:
            raise source.fault(f"{place.pointer}/operationId", f"the operationId {id_!r} is given twice")
        seen[id_] = place.pointer
        operations.append(_operation(source, kinds, path, item, place, id_, by_tag, tags, ids))
    info = data.get("info") or {}
    server = base_url(data) if data.get("servers") else "/"
    words = {name: word for word, name in by_tag.items()}
    return Plan(str(info.get("title")), str(info.get("version")), server, operations, kinds, _errors(operations), words)


def _operations(source: Source) -> Iterator[tuple[str, Place, Place]]:
    paths = source.data.get("paths") or {}
    for path, node in paths.items():
        if path.startswith("x-"):
            continue
        item = Place(*source.resolve(node, pointer_of(["paths", path])))
        if not path.startswith("/") or not isinstance(item.node, Mapping):
            raise source.fault(pointer_of(["paths", path]), "a path starts with / and holds operations")
        for method in METHODS:
            if method in item.node:
                place = item.below(method)
                if not isinstance(place.node, Mapping):
                    raise source.fault(place.pointer, "an operation is a mapping")
                yield path, item, place


def _operation(
    source: Source, kinds: Kinds, path: str, item: Place, place: Place, id_: str, by_tag: dict[str, str], tags: Names,
    ids: Names,
) -> Operation:  # fmt: skip
    node, pointer = place
    method = pointer.rpartition("/")[2]
    word = str((node.get("tags") or ["default"])[0])
    tag = by_tag.get(word) or by_tag.setdefault(word, tags.take(_tag(word), f"{_tag(word)}_api"))
    raw = str(node.get("operationId") or f"{method}_{re.sub('[{}]', '', path).strip('/').replace('/', '_')}")
    name = ids.take(variable(raw))
    found, required = bodies(source, kinds, place, name)
    taken = ["client"] + (["body"] if found else []) + (["content_type"] if chooses(found) else [])
    shared, own = (_listed(source, one, "parameters") for one in (item, place))
    given = parameters(source, kinds, shared, own, path, name, frozenset(taken))
    missing = [
        one for one in re.findall(r"\{([^{}]*)\}", path) if one not in [g.wire for g in given if g.place == "path"]
    ]
    if missing:
        raise source.fault(pointer, f"the path parameter {missing[0]!r} is not described")
    responses = _responses(source, place)
    if not responses:
        raise source.fault(pointer, "no responses are documented: there is nothing that a call could return")
    for status in responses:
        if status != "default" and _bounds(status) is None:
            raise source.fault(
                f"{pointer}/responses/{status}", f"{status!r} is no status: a number, a range such as 4XX, or default"
            )
    summary = (DEPRECATED if node.get("deprecated") is True else "") + str(node.get("summary") or id_)
    docs = node.get("externalDocs") or source.data.get("externalDocs") or {}
    return Operation(
        id=id_, tag=tag, name=name, method=method.upper(), path=path, pointer=pointer,
        summary=summary, description=str(node.get("description") or ""),
        url=str(docs.get("url", "")), parameters=given, bodies=found, body_required=required,
        answers=answers(source, kinds, place, name, responses), credential=credential(source, place),
        server=_server(source, item, place),
    )  # fmt: skip


def _tag(word: str) -> str:
    name = PythonIdentifier(word, "tag")
    return variable(name) if name.isidentifier() else "tag"


def chooses(found: list[Body]) -> bool:
    """Whether a body may be sent as one of several media types."""
    return len(found) > 1 or any("*" in one.media_type for one in found)


def _listed(source: Source, place: Place, key: str) -> list[Place]:
    values = place.node.get(key) or []
    if not isinstance(values, list):
        raise source.fault(f"{place.pointer}/{key}", f"{key} are a list")
    return [place.below(key, index) for index in range(len(values))]


def _responses(source: Source, place: Place) -> list[str]:
    responses = place.node.get("responses") or {}
    if not isinstance(responses, Mapping):
        raise source.fault(f"{place.pointer}/responses", "responses are a mapping by status")
    return [status for status in responses if not status.startswith("x-")]


def _bounds(status: str) -> tuple[int, int] | None:
    if re.fullmatch("[1-9]XX", status):
        return int(status[0]) * 100, int(status[0]) * 100 + 99
    return (int(status), int(status)) if re.fullmatch("[1-9][0-9]{2}", status) else None


def _any_of(answers: list[Answer]) -> Kind:
    kinds = [kind for answer in answers for kind in ([one.kind for one in answer.bodies] or [NONE])]
    return union(kinds) if kinds else NEVER


def _errors(operations: list[Operation]) -> list[ErrorClass]:
    classes: dict[str, ErrorClass] = {}
    for answer in (answer for operation in operations for answer in operation.answers):
        if answer.success or answer.error == "UnexpectedStatus":
            continue
        known = classes.setdefault(answer.error, ErrorClass(answer.error, answer.status))
        if answer.description not in known.descriptions:
            known.descriptions.append(answer.description)
        known.kinds += [one.kind for one in answer.bodies] or [NONE]
    return [classes[name] for name in sorted(classes)]


def _server(source: Source, item: Place, place: Place) -> str | None:
    """Where the operation is, when that is not where the others are."""
    for one in (place, item):
        servers = one.node.get("servers")
        if servers:
            if not isinstance(servers, list) or not isinstance(servers[0], Mapping) or "url" not in servers[0]:
                raise source.fault(f"{one.pointer}/servers", "a server has a url")
            general = base_url(source.data) if source.data.get("servers") else ""
            url = urljoin(general + "/", base_url({"servers": servers}))
            if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
                raise source.fault(f"{one.pointer}/servers/0/url", f"{url!r} is no http or https URL")
            return None if url.rstrip("/") == general else url.rstrip("/")
    return None
