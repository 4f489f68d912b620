"""Which documented operation a request asked for, by method, host and path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from scripts.document import Operation, base_url, operations, resolve

PORTS = {"http": 80, "https": 443}
_PARAMETER = re.compile(r"\{[^{}/]+\}")
_CODED = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True)
class Address:
    """Where a URL leads: its scheme and host in lower case, the port, and the path with no needless escape."""

    scheme: str
    host: str
    port: int | None
    path: str

    def __str__(self) -> str:
        """The URL without credentials, query and fragment."""
        return f"{self.scheme}://{self.place}{self.path}"

    @property
    def place(self) -> str:
        """Host and port, the latter where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port in {None, PORTS.get(self.scheme)} else f"{host}:{self.port}"


@dataclass(frozen=True)
class Found:
    """An operation and the documented URL of what was asked, without the query."""

    operation: Operation
    url: str


def address(url: str) -> Address:
    """Where ``url`` leads. Raises ValueError for what is no URL."""
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    path = _CODED.sub(_plain, parts.path) or "/"
    return Address(scheme, host, parts.port or PORTS.get(scheme), path)


def _plain(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


class Routes:
    """The operations of a document at its own servers and at ``others``, each a base URL."""

    def __init__(self, document: Mapping[str, Any], others: Iterable[str] = ()) -> None:
        self._others = [_base(url) for url in others]
        own = base_url(document)
        # A server without a host is some host's.
        self._documented = own if "//" in own else f"https://localhost{own}"
        # A path without parameters goes before one with them (OpenAPI 3.1, 4.8.8.2).
        listed = sorted(operations(document), key=lambda one: (one.path.count("{"), -len(one.path)))
        self._routes = [(one, re.compile(_pattern(one.path)), self._bases(one)) for one in listed]
        self.bases = list(dict.fromkeys(base for _, _, bases in self._routes for base in bases))
        self.find = lru_cache(maxsize=4096)(self._find)
        self.elsewhere = lru_cache(maxsize=4096)(self._elsewhere)

    def _bases(self, operation: Operation) -> list[Address]:
        document = operation.document
        item = resolve(document, document["paths"][operation.path])
        servers = operation.raw.get("servers") or item.get("servers") or document.get("servers") or []
        own = (_base(url) for server in servers for url in _urls(server))
        return [*(base for base in own if base.host), *self._others]

    def _find(self, method: str, asked: Address) -> Found | None:
        """The operation that was asked for at a known server; None for anything else."""
        for operation, pattern, bases in self._routes:
            for base in bases:
                match = pattern.fullmatch(asked.path[len(base.path) :])
                if match and operation.method == method and _is_under(asked, base):
                    return Found(operation, self._documented + _filled(operation.path, match.groups()))
        return None

    def _elsewhere(self, method: str, asked: Address) -> str:
        """The base URL at which a request to an unknown server would have asked for an operation; else empty."""
        if asked.scheme not in PORTS:
            return ""
        for operation, pattern, _ in self._routes:
            named = _PARAMETER.sub("", operation.path).strip("/")
            if operation.method != method or not named:
                continue
            for start in [match.start() for match in re.finditer("/", asked.path)]:
                if pattern.fullmatch(asked.path[start:]):
                    return str(Address(asked.scheme, asked.host, asked.port, asked.path[:start]))
        return ""

    def is_known(self, asked: Address) -> bool:
        """Whether a request went to a known server."""
        return any((asked.scheme, asked.host, asked.port) == (one.scheme, one.host, one.port) for one in self.bases)


def _is_under(asked: Address, base: Address) -> bool:
    same = (asked.scheme, asked.host, asked.port) == (base.scheme, base.host, base.port)
    return same and asked.path.startswith(base.path)


def _base(url: str) -> Address:
    found = address(url)
    return Address(found.scheme, found.host, found.port, found.path.rstrip("/"))


def _urls(server: Mapping[str, Any]) -> Iterator[str]:
    """The URLs that a server of the document may have, by the values that its variables list."""
    urls: Sequence[str] = [str(server["url"])]
    for name, variable in server.get("variables", {}).items():
        values = variable.get("enum") or [variable["default"]]
        urls = [url.replace(f"{{{name}}}", str(value)) for url in urls for value in values]
    yield from urls


def _pattern(template: str) -> str:
    literal = _PARAMETER.split(template)
    return "([^/]+)".join(re.escape(_CODED.sub(_plain, part)) for part in literal)


def _filled(template: str, values: Iterable[str]) -> str:
    """The path as the document spells it, with the values as they were sent."""
    left = iter(values)
    return _PARAMETER.sub(lambda _match: next(left), template)
