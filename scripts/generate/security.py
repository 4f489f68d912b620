"""How an operation's token is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.document import pointer_of
from scripts.generate.flat import Place
from scripts.generate.source import Source


@dataclass(frozen=True)
class Credential:
    """Where the token goes: ``place`` is header, query or cookie; ``optional`` when it may be left out."""

    place: str
    name: str
    scheme: str
    optional: bool


def credential(source: Source, operation: Place) -> Credential | None:
    """What an operation asks for; the first alternative that one token can meet. Raises DocumentError."""
    node, pointer = operation
    requirements: Any = node.get("security", source.data.get("security"))
    pointer = f"{pointer}/security" if "security" in node else "/security"
    if not requirements:
        return None
    if not isinstance(requirements, list) or not all(isinstance(one, Mapping) for one in requirements):
        raise source.fault(pointer, "security is a list of requirements")
    optional = any(not one for one in requirements)
    reasons = []
    for index, requirement in enumerate(requirements):
        if len(requirement) > 1:
            reasons.append((f"{pointer}/{index}", "the client has one token and cannot meet two schemes at once"))
        for name in requirement if len(requirement) == 1 else ():
            here = pointer_of(["components", "securitySchemes", name])
            schemes = (source.data.get("components") or {}).get("securitySchemes") or {}
            if name not in schemes:
                raise source.fault(f"{pointer}/{index}", f"nothing stands at #{here}")
            scheme, here = source.resolve(schemes[name], here)
            found = _sent(scheme, optional)
            if found is not None:
                return found
            reasons.append((here, "the generated client can send a bearer token, a key, or a name and password"))
    if optional:
        return None
    raise source.fault(*reasons[0])


def _sent(scheme: Mapping[str, Any], optional: bool) -> Credential | None:
    kind = scheme.get("type")
    if kind == "http":
        name = str(scheme.get("scheme", "")).lower()
        return Credential("header", "Authorization", name, optional) if name in ("bearer", "basic") else None
    if kind in ("oauth2", "openIdConnect"):
        return Credential("header", "Authorization", "bearer", optional)
    if kind == "apiKey" and scheme.get("in") in ("header", "query", "cookie") and scheme.get("name"):
        return Credential(str(scheme["in"]), str(scheme["name"]), "", optional)
    return None
