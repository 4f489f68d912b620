"""Where in the document the clause stands that an answer breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scripts.document import DocumentError, Operation, pointer_of, pointer_to
from scripts.schemas import Schemas

_OF_SECURITY = {"authentication", "ignored_auth"}
_OF_THE_PATH = {"unsupported_method", "allow_header_conformance"}
_OF_A_BODY = {"response_schema_conformance"}
_OF_HEADERS = {"response_headers_conformance"}
_OF_A_MEDIA_TYPE = {"content_type_conformance"}
_OF_REQUESTS = {"negative_data_rejection", "positive_data_acceptance", "missing_required_header"}


def clause_of(
    operation: Operation,
    check: str,
    status: int,
    media_type: str,
    path: Sequence[str | int] = (),
    keyword: str = "",
) -> str:
    """The JSON pointer of what a check holds an answer to, as near as it can be told; else that of the operation.

    ``path`` leads to the value in the body that breaks ``keyword`` of its schema.
    """
    here = pointer_of(["paths", operation.path, operation.method.lower()])
    if check in _OF_SECURITY:
        return f"{here}/security" if "security" in operation.raw else here
    if check in _OF_THE_PATH:
        return pointer_of(["paths", operation.path])
    if check in _OF_REQUESTS:
        return f"{here}/parameters" if "parameters" in operation.raw else here
    found = operation.response_for(status)
    if found is None or check == "status_code_conformance":
        return f"{here}/responses"
    response = found[1]
    place = pointer_to(operation.document, response)
    if check in _OF_HEADERS:
        return f"{place}/headers"
    content = response.get("content", {})
    if check in _OF_A_MEDIA_TYPE:
        return f"{place}/content" if content else place
    if check in _OF_A_BODY:
        names = {str(name).partition(";")[0].strip().lower(): name for name in content}
        name = names.get(media_type.partition(";")[0].strip().lower())
        if name is None:
            return place
        return _within(operation.document, content[name].get("schema"), path, keyword) or f"{place}/content"
    return here


def _within(document: Mapping[str, Any], schema: Any, path: Sequence[str | int], keyword: str) -> str:
    """The pointer of the clause that speaks about the value at ``path`` of a body with ``keyword``.

    Validators put references together under names of their own, so their path through the schema says little.
    """
    try:
        schemas = Schemas(document, schema)
        for step in path:
            schemas = schemas.item(step) if isinstance(step, int) else schemas.property(step)
        home = next((node for node in schemas.nodes if keyword in node), None)
        return f"{pointer_to(document, home)}/{keyword}" if home is not None else ""
    except DocumentError:
        return ""
