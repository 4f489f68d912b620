"""What a change of security means for those who send requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.compare.difference import SENDERS, Difference
from scripts.compare.node import Node, root
from scripts.compare.wording import difference

# Clauses of a security scheme that no request depends on.
SILENT = {"description", "bearerFormat"}
Scheme = tuple[Any, frozenset[str]]


def compare_security(old: Node, new: Node) -> Iterator[Difference]:
    """How the credentials that one operation asks for differ."""
    before, after = _alternatives(old), _alternatives(new)
    for names, schemes in before.items():
        if not any(_enough(schemes, other) for other in after.values()):
            sentence = f"{_told(names)} was enough and is not any more"
            yield difference("security-demanded", SENDERS, sentence, new=_where(new, schemes, after.get(names)))
    for names, schemes in after.items():
        if not any(_enough(schemes, other) for other in before.values()):
            where = _where(new, schemes, before.get(names))
            yield difference("security-offered", SENDERS, f"{_told(names)} is enough now", new=where)


def _where(operation: Node, schemes: dict[str, Scheme], others: dict[str, Scheme] | None) -> str:
    """The scheme that became another one, else the list of what is enough."""
    for name, (scheme, _) in schemes.items():
        if others is not None and others[name][0] != scheme:
            return f"/components/securitySchemes/{name}"
    return f"{(operation if 'security' in operation.value else root(operation.document)).pointer}/security"


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
    if said.get("type") == "http":
        said["scheme"] = str(said.get("scheme")).lower()
    if said.get("in") == "header":
        said["name"] = str(said.get("name")).lower()
    if isinstance(said.get("flows"), Mapping):
        flows = said["flows"].items()
        said["flows"] = {
            name: {k: v for k, v in flow.items() if k != "scopes"} for name, flow in flows if not name.startswith("x-")
        }
    return said


def _enough(credentials: dict[str, Scheme], asked: dict[str, Scheme]) -> bool:
    """Whether who has these credentials has what is asked; names of schemes count for nothing."""
    return all(
        any(_takes(scheme, mine) and scopes <= had for mine, had in credentials.values())
        for scheme, scopes in asked.values()
    )


def _takes(scheme: dict[str, Any], mine: dict[str, Any]) -> bool:
    """Whether a scheme takes what another one gave: each flow of that one, with what it says."""
    flows, had = scheme.get("flows"), mine.get("flows")
    if not isinstance(flows, dict) or not isinstance(had, dict):
        return scheme == mine
    rest = [{k: v for k, v in each.items() if k != "flows"} for each in (scheme, mine)]
    return rest[0] == rest[1] and all(flow.items() <= flows.get(name, {}).items() for name, flow in had.items())


def _told(names: tuple[str, ...]) -> str:
    return " with ".join(names) if names else "a request without credentials"
