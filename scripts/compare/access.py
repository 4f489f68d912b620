"""What a change of servers and of security means for those who send requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.compare.difference import SENDERS, Difference, Verdict
from scripts.compare.node import Node, root
from scripts.document import base_url

# Clauses of a security scheme that no request depends on.
SILENT = {"description", "bearerFormat"}
Scheme = tuple[Any, frozenset[str]]


def compare_servers(old: Node, new: Node) -> Iterator[Difference]:
    """How the servers differ; ``old`` and ``new`` hold the list: the document, a path item or an operation."""
    before, after = _urls(old), _urls(new)
    where = f"{new.pointer}/servers"
    if not before or not after:
        if before != after:
            what = f"servers of its own are {'gone' if before else 'new'}: requests go elsewhere"
            yield Difference(Verdict.BREAKING, (SENDERS,), where if after else f"{old.pointer}/servers", what)
        return
    for url in before:
        if url not in after:
            yield Difference(Verdict.BREAKING, (SENDERS,), f"{old.pointer}/servers", f"server {url} is gone")
    for url in after:
        if url not in before:
            yield Difference(Verdict.ADDITIVE, (SENDERS,), where, f"server {url} is new")
    if before[0] in after and before[0] != after[0]:
        sentence = f"clients now ask {after[0]} unless told otherwise"
        yield Difference(Verdict.ADDITIVE, (SENDERS,), where, sentence)


def compare_security(old: Node, new: Node) -> Iterator[Difference]:
    """How the credentials that one operation asks for differ."""
    before, after = _alternatives(old), _alternatives(new)
    for names, schemes in before.items():
        if not any(_enough(schemes, other) for other in after.values()):
            sentence = f"{_told(names)} was enough and is not any more"
            yield Difference(Verdict.BREAKING, (SENDERS,), _where(new, schemes, after.get(names)), sentence)
    for names, schemes in after.items():
        if not any(_enough(schemes, other) for other in before.values()):
            where = _where(new, schemes, before.get(names))
            yield Difference(Verdict.ADDITIVE, (SENDERS,), where, f"{_told(names)} is enough now")


def _where(operation: Node, schemes: dict[str, Scheme], others: dict[str, Scheme] | None) -> str:
    """The scheme that became another one, else the list of what is enough."""
    for name, (scheme, _) in schemes.items():
        if others is not None and others[name][0] != scheme:
            return f"/components/securitySchemes/{name}"
    return f"{(operation if 'security' in operation.value else root(operation.document)).pointer}/security"


def _urls(holder: Node) -> list[str]:
    return [base_url({"servers": [server.value]}) for server in holder.list("servers")]


def _alternatives(operation: Node) -> dict[tuple[str, ...], dict[str, Scheme]]:
    """Each set of schemes that is enough: what the schemes are, and the scopes, by name."""
    document = root(operation.document)
    holder = operation if "security" in operation.value else document
    found: dict[tuple[str, ...], dict[str, Scheme]] = {}
    for requirement in holder.value.get("security") or [{}]:
        schemes = {}
        for name, scopes in requirement.items():
            scheme = document.get("components", "securitySchemes", name)
            schemes[name] = ({} if scheme is None else _meant(scheme.value), frozenset(scopes))
        found[tuple(requirement)] = schemes
    return found


def _meant(scheme: Mapping[str, Any]) -> dict[str, Any]:
    """What a request depends on; which scopes there are is none of it, but which are asked for is."""
    said = {key: value for key, value in scheme.items() if key not in SILENT and not key.startswith("x-")}
    if "flows" in said:
        flows = said["flows"].items()
        said["flows"] = {name: {k: v for k, v in flow.items() if k != "scopes"} for name, flow in flows}
    return said


def _enough(credentials: dict[str, Scheme], asked: dict[str, Scheme]) -> bool:
    """Whether who has these credentials has what is asked; names of schemes count for nothing."""
    return all(
        any(scheme == mine and scopes <= had for mine, had in credentials.values()) for scheme, scopes in asked.values()
    )


def _told(names: tuple[str, ...]) -> str:
    return " with ".join(names) if names else "a request without credentials"
