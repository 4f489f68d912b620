"""What an answer holds beyond the document: properties, headers of interest and statuses, each with a patch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import lru_cache, partial
from typing import Any

from scripts.document import Operation, pointer_of, pointer_to
from scripts.judge.notices import Notice
from scripts.judge.patches import as_yaml, header, member, response, shape, spelled
from scripts.schemas import Schemas

# Headers by which services announce a change or a limit, as patterns in lower case, and what each tells.
HEADERS_OF_INTEREST = {
    "deprecation": "the operation is going to be withdrawn (RFC 9745)",
    "sunset": "the day on which it stops answering (RFC 8594)",
    "retry-after": "when to ask again (RFC 9110, section 10.2.3)",
    "ratelimit*": "how much may be asked",
    "x-ratelimit*": "how much may be asked",
    "x-rate-limit*": "how much may be asked",
    "warning": "the answer may be stale or changed (RFC 9111, section 5.5)",
    "api-version": "the service has versions that the document does not know",
    "x-api-version": "the service has versions that the document does not know",
}
# Schemas of bodies that are kept at hand, over all documents.
REMEMBERED = 256
_KNOWN: dict[tuple[int, int], tuple[Schemas, Any, Any]] = {}


def drift(operation: Operation, status: int, headers: Mapping[str, list[str]], content: bytes) -> Iterator[Notice]:
    """Everything in one response that the operation does not document. ``headers`` has names in lower case."""
    notice = partial(Notice, operation=operation.id, status=status)
    media_type = headers.get("content-type", [""])[0].partition(";")[0].strip().lower()
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        body = ...
    reasons = {name: reason for name in headers if (reason := _reason(name))}
    found = operation.response_for(status)
    if found is None:
        yield notice(
            kind="undocumented_status",
            subject=str(status),
            received=str(status),
            documented=", ".join(operation.responses),
            place=pointer_to(operation.document, operation.raw["responses"]),
            patch=as_yaml({str(status): response(reasons, media_type, body)}),
        )
        return
    documented = found[1]
    known = {str(name).lower() for name in documented.get("headers", {})}
    for name in [one for one in reasons if one not in known]:
        place, entry = member(operation.document, documented, "headers", spelled(name), header(reasons[name]))
        yield notice(
            kind="undocumented_header",
            subject=name,
            received=f"{spelled(name)}: {', '.join(headers[name])[:120]}",
            documented=f"no header that tells {reasons[name]}",
            place=place,
            patch=as_yaml(entry),
        )
    if body is ... or media_type not in documented.get("content", {}):
        return
    schemas = _schemas(operation.document, documented["content"][media_type].get("schema"))
    for tokens, home, value in undocumented(schemas, body):
        described = {"description": "To be described.", **shape(value)}
        place, entry = member(operation.document, home, "properties", tokens[-1], described)
        yield notice(
            kind="undocumented_property",
            subject=str(tokens[-1]),
            # The value itself may be anybody's.
            received=f"a value of type {shape(value)['type']}",
            documented="no such property",
            pointer=pointer_of(tokens),
            place=place,
            patch=as_yaml(entry),
        )


def undocumented(
    schemas: Schemas, value: Any, tokens: tuple[str | int, ...] = ()
) -> Iterator[tuple[list[str | int], Mapping[str, Any], Any]]:
    """Each property of ``value`` that no schema allows by name, by pattern or in general, and the schema that could.

    An object whose schemas name no property at all is free to hold what it likes.
    """
    if isinstance(value, dict):
        homes = [node for node in schemas.nodes if "properties" in node or "patternProperties" in node]
        for name, inner in value.items():
            named = schemas.property(name)
            if named.allow:
                yield from undocumented(named, inner, (*tokens, name))
            elif homes:
                yield [*tokens, name], homes[0], inner
    elif isinstance(value, list) and schemas.nodes:
        for index, item in enumerate(value):
            yield from undocumented(schemas.item(index), item, (*tokens, index))


def _schemas(document: Mapping[str, Any], node: Any) -> Schemas:
    """What speaks about a body, found once for each schema of each document."""
    key = (id(document), id(node))
    if key not in _KNOWN:
        if len(_KNOWN) >= REMEMBERED:
            _KNOWN.clear()
        # What is kept beside it lives on, so that no other takes its identity.
        _KNOWN[key] = (Schemas(document, node), document, node)
    return _KNOWN[key][0]


@lru_cache(maxsize=1024)
def _reason(name: str) -> str:
    return next((reason for pattern, reason in HEADERS_OF_INTEREST.items() if fnmatch(name, pattern)), "")
