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
# What the schemes are that are enough together, and their scopes, by name.
Way = dict[str, Scheme]


def compare_security(old: Node, new: Node) -> Iterator[Difference]:
    """How the credentials that one operation asks for differ."""
    before, after = _alternatives(old), _alternatives(new)
    for schemes in before:
        if not any(_enough(schemes, other) for other in after):
            sentence = f"{_told(schemes)} was enough and is not any more"
            yield difference("security-demanded", SENDERS, sentence, new=_where(new, schemes, after))
    for schemes in after:
        if not any(_enough(schemes, other) for other in before):
            where = _where(new, schemes, before)
            yield difference("security-offered", SENDERS, f"{_told(schemes)} is enough now", new=where)


def _where(operation: Node, schemes: Way, ways: list[Way]) -> str:
    """The scheme that became another one, else the list of what is enough."""
    others = next((way for way in ways if way.keys() == schemes.keys()), None)
    for name, (scheme, _) in schemes.items():
        if others is not None and others[name][0] != scheme:
            return f"/components/securitySchemes/{name}"
    return f"{(operation if 'security' in operation.value else root(operation.document)).pointer}/security"


def _alternatives(operation: Node) -> list[Way]:
    """Each way that is enough; the same schemes may come in several, with other scopes."""
    document = root(operation.document)
    holder = operation if "security" in operation.value else document
    found = []
    for requirement in holder.value.get("security") or [{}]:
        schemes: Way = {}
        for name, scopes in requirement.items():
            scheme = document.get("components", "securitySchemes", name)
            schemes[name] = ({} if scheme is None else _meant(scheme.value), frozenset(scopes))
        found.append(schemes)
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


def _enough(credentials: Way, asked: Way) -> bool:
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


def _told(way: Way) -> str:
    named = [f"{name} ({', '.join(sorted(scopes))})" if scopes else name for name, (_, scopes) in way.items()]
    return " with ".join(named) or "a request without credentials"
