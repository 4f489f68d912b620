"""Which servers clients may ask, and what a change of them means for those who send requests."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from urllib.parse import urlsplit

from scripts.compare.difference import SENDERS, Difference
from scripts.compare.node import Node, root
from scripts.compare.wording import difference

PORTS = {"http": ":80", "https": ":443"}
MOST = 500


def compare_servers(old: tuple[Node, ...], new: tuple[Node, ...]) -> Iterator[Difference]:
    """How the servers in force differ; each side is the document, and perhaps the path item and the operation."""
    holders = _holder(old), _holder(new)
    before, after = _urls(holders[0]), _urls(holders[1])
    places = [f"{holder.pointer}/servers" if holder.list("servers") else None for holder in holders]
    if places[1] is None and places[0] is None:
        return
    here = {"old": places[0], "new": places[1] if places[1] else None}
    for url in before:
        if url not in after:
            gone = {"old": places[0], "new": places[1]} if places[0] is None else {"old": places[0]}
            where = {"new": places[1]} if holders[1].pointer != holders[0].pointer and places[1] else gone
            yield difference("server-removed", SENDERS, f"server {url} is gone", **where)
    for url in after:
        if url not in before:
            yield difference("server-added", SENDERS, f"server {url} is new", **here)
    firsts = _default(holders[0]), _default(holders[1])
    if firsts[0] in after and firsts[0] != firsts[1]:
        sentence = f"clients now ask {firsts[1]} unless told otherwise"
        yield difference("server-first-changed", SENDERS, sentence, **here)


def _holder(holders: tuple[Node, ...]) -> Node:
    """The innermost that has servers of its own; the document when none has."""
    return next((holder for holder in reversed(holders) if holder.list("servers")), root(holders[0].document))


def _urls(holder: Node) -> list[str]:
    """Every URL in one spelling; a variable without a list of values is left open."""
    servers = holder.list("servers")
    return list(dict.fromkeys(url for server in servers for url in _expanded(server))) if servers else ["/"]


def _expanded(server: Node) -> Iterator[str]:
    url, variables = str(server.says("url")), server.map("variables")
    listed = {name: variable.says("enum") for name, variable in variables.items()}
    listed = {name: values for name, values in listed.items() if isinstance(values, list) and f"{{{name}}}" in url}
    for values in itertools.islice(itertools.product(*listed.values()), MOST):
        made = url
        for name, value in zip(listed, values, strict=True):
            made = made.replace(f"{{{name}}}", str(value))
        for name in variables:
            made = made.replace(f"{{{name}}}", "{}")
        yield _spelled(made)


def _default(holder: Node) -> str:
    servers = holder.list("servers")
    if not servers:
        return "/"
    url = str(servers[0].says("url"))
    for name, variable in servers[0].map("variables").items():
        values = variable.says("enum")
        url = url.replace(f"{{{name}}}", str(variable.says("default")) if isinstance(values, list) else "{}")
    return _spelled(url)


def _spelled(url: str) -> str:
    """Scheme and host in lower case, no default port, no slash at the end; no server is the document's own."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    port = PORTS.get(parts.scheme.lower(), "")
    host = parts.netloc.lower().removesuffix(port) if port else parts.netloc.lower()
    made = parts._replace(scheme=parts.scheme.lower(), netloc=host).geturl().rstrip("/")
    return made or "/"
