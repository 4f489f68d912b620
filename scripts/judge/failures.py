"""What Schemathesis found, in this project's words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from schemathesis import Response
from schemathesis.core.failures import (
    AcceptedNegativeData,
    ContentTypeServerError,
    Failure,
    MalformedJson,
    ResponseTimeExceeded,
    ServerError,
)
from schemathesis.openapi.checks import (
    AllowHeaderMismatch,
    AuthScenario,
    ContentDeserializationError,
    IgnoredAuth,
    JsonSchemaError,
    MalformedMediaType,
    MissingContentType,
    MissingHeaderNotRejected,
    MissingHeaders,
    RejectedPositiveData,
    UndefinedContentType,
    UndefinedStatusCode,
    UnsupportedMethodResponse,
)

from scripts.document import Operation, pointer_of
from scripts.judge.clause import clause_of
from scripts.judge.promise import Broken
from scripts.judge.violation import Violation
from scripts.schemas import Schemas
from scripts.telling import excerpt

# How Schemathesis tells a header from a body, of which it says the same otherwise.
OF_A_HEADER = "Response header does not conform to the schema"
# What is quoted of a response in a message, in characters.
QUOTED = 120
_CREDENTIALS = {
    AuthScenario.NO_AUTH: "without credentials",
    AuthScenario.INVALID_AUTH: "with credentials that are not the token",
    AuthScenario.GENERATED_AUTH: "with made-up credentials",
}


def violation(operation: Operation, response: Response, failure: Failure) -> Violation:
    """What a failed check found in a response."""
    status, check = response.status_code, failure.checks[0] if failure.checks else "custom"
    pointer, variant = "", ""
    documented = "an answer that the document allows"
    received = excerpt(failure.message.strip().split("\n")[0] or failure.title, QUOTED)
    media_type = response.headers.get("content-type", [""])[0]
    match failure:
        case Broken():
            check, pointer, variant = failure.check, failure.pointer, failure.variant
            received, documented = failure.received, failure.documented
        case JsonSchemaError() if failure.title == OF_A_HEADER:
            check, variant = "response_headers_conformance", _header(operation, response, failure.instance)
            received = f"header {variant}: {quoted(failure.instance)}"
            documented = f"{failure.schema_path[-1] if failure.schema_path else 'schema'} {quoted(_demand(failure))}"
        case JsonSchemaError():
            pointer, received = pointer_of(list(failure.instance_path)), quoted(failure.instance)
            documented = f"{failure.schema_path[-1] if failure.schema_path else 'schema'} {quoted(_demand(failure))}"
        case MalformedJson():
            received, documented = f"no JSON ({failure.validation_message})", "JSON"
        case ContentDeserializationError():
            received, documented = f"a body that is no {excerpt(media_type, QUOTED)}", "one that can be read as such"
        case UndefinedStatusCode():
            received, documented = _status(response), ", ".join(failure.defined_status_codes)
        case UndefinedContentType():
            received, documented = excerpt(failure.content_type, QUOTED), ", ".join(failure.defined_content_types)
            variant = received
        case MalformedMediaType():
            received = f"Content-Type {quoted(failure.actual)}, which is none"
            documented = ", ".join(operation.media_types(status)) or "a media type"
        case MissingContentType():
            received, documented = "no Content-Type", ", ".join(failure.media_types)
        case MissingHeaders():
            variant = ", ".join(failure.missing_headers)
            received, documented = f"no header {variant}", f"header {variant}, which is required"
        case ServerError() | ContentTypeServerError():
            received, documented = _status(response), "no server error"
        case ResponseTimeExceeded():
            received, documented = f"an answer after {failure.elapsed:.1f} ms", f"one within {failure.deadline} ms"
        case IgnoredAuth():
            received, documented = f"{status} {_CREDENTIALS[failure.scenario]}", "a refusal of all but the token"
            variant = failure.scenario.value
        case MissingHeaderNotRejected():
            received, variant = f"{failure.status_code} without {failure.header_name}", failure.header_name
            documented = ", ".join(map(str, failure.expected_statuses))
        case AcceptedNegativeData():
            received = f"{failure.status_code} for a request that the document does not allow"
            documented = ", ".join(map(str, failure.expected_statuses))
        case RejectedPositiveData():
            received = f"{failure.status_code} for a request that the document allows"
            documented = ", ".join(map(str, failure.allowed_statuses))
        case UnsupportedMethodResponse():
            received, documented = f"{failure.status_code} for {failure.method}", "405 with Allow"
            variant = failure.method
        case AllowHeaderMismatch():
            received = f"Allow: {excerpt(failure.allow_header, QUOTED)}"
            documented = f"{', '.join(sorted(failure.missing_methods))} as well"
    place = clause_of(operation, check, status, media_type)
    if isinstance(failure, JsonSchemaError) and not variant:
        keyword = str(failure.schema_path[-1]) if failure.schema_path else ""
        place = clause_of(operation, check, status, media_type, failure.instance_path, keyword)
    return Violation(check, operation.id, status, pointer, received, documented, variant=variant, place=place)


def is_lawful(failure: Failure, response: Response, documented: str, *, is_named: bool) -> bool:
    """Whether Schemathesis objects to what HTTP allows for another method than the ``documented`` one.

    Nor is a server error one for which the document has more than a ``default``: that the status ``is_named`` says
    that it may come.

    A server need not know that a path exists for other methods (404), nor know the method (501), and may answer TRACE
    with what was sent (RFC 9110, section 9.3.8); one that says 405 must say what is allowed (section 15.5.6). ``Allow``
    may name methods that the document leaves out.
    """
    status, method = response.status_code, str(response.request.method)
    match failure:
        case UnsupportedMethodResponse():
            traced = method == "TRACE" and response.headers.get("content-type", [""])[0].startswith("message/http")
            return traced or (status >= HTTPStatus.BAD_REQUEST and status != HTTPStatus.METHOD_NOT_ALLOWED)
        case AllowHeaderMismatch():
            return not failure.missing_methods
        case ContentTypeServerError():
            return False
        case ServerError():
            return is_named or (status == HTTPStatus.NOT_IMPLEMENTED and method != documented)
    return False


def allows_path(operation: Operation, values: Mapping[str, Any] | None) -> bool:
    """Whether the document allows the values of a path, each of which may be the text that stands in the URL."""
    for one in operation.parameters:
        if one["in"] == "path" and one["name"] in (values or {}):
            schemas, value = Schemas(operation.document, one.get("schema", True)), (values or {})[one["name"]]
            readings = [value]
            with suppress(ValueError):
                readings += [json.loads(value)] if isinstance(value, str) else []
            if all(schemas.first_fault(reading) is not None for reading in readings):
                return False
    return True


def quoted(value: Any) -> str:
    """A JSON value, cut where it is long, as a part of one line."""
    return excerpt(json.dumps(value, ensure_ascii=False, default=str), QUOTED + 1)


def _header(operation: Operation, response: Response, value: Any) -> str:
    """The documented header that the answer has with that value, or with one that contains it."""
    found = operation.response_for(response.status_code)
    named = list(found[1].get("headers", {})) if found else []
    given = {name: response.headers.get(name.lower(), [""])[0] for name in named}
    text = value if isinstance(value, str) else json.dumps(value)
    return next((name for name in named if text in given[name]), next(iter(named), "of the answer"))


def _status(response: Response) -> str:
    """The status, and what it is plainly the page of."""
    media_type = response.headers.get("content-type", [""])[0].split(";")[0].strip().lower()
    said = " with a page of HTML" if media_type == "text/html" else ""
    if "cf-mitigated" in response.headers:
        said = " with a challenge of Cloudflare's (cf-mitigated)"
    waits = " ".join(response.headers.get("retry-after", []))
    return f"{response.status_code}{said}{f', Retry-After: {excerpt(waits, 40)}' if waits else ''}"


def _demand(failure: JsonSchemaError) -> Any:
    return failure.schema.get(str(failure.schema_path[-1]), failure.schema) if failure.schema_path else failure.schema
