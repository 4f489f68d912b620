"""One broken promise, told as what was received and what was documented."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from schemathesis import Response
from schemathesis.core.failures import AcceptedNegativeData, Failure, MalformedJson, ServerError
from schemathesis.openapi.checks import (
    AuthScenario,
    IgnoredAuth,
    JsonSchemaError,
    MissingContentType,
    MissingHeaderNotRejected,
    UndefinedContentType,
    UndefinedStatusCode,
    UnsupportedMethodResponse,
)

from scripts.document import pointer_of
from scripts.judge.promise import Broken
from scripts.secret import blotted

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# What is quoted of a response in a message, in characters.
QUOTED = 120


@dataclass(frozen=True)
class Violation:
    """One broken promise: which check saw it, where, what was received and what was documented."""

    check: str
    operation: str
    status: int
    pointer: str
    received: str
    documented: str

    def without(self, secret: str) -> Violation:
        """The same, every text blotted."""
        return replace(self, **blotted_texts(self, secret))

    def __str__(self) -> str:
        """One line."""
        place = f" at #{self.pointer}" if self.pointer else ""
        return (
            f"{self.operation} {self.status}: {self.check}{place}: "
            f"received {self.received}; documented {self.documented}"
        )


def blotted_texts(finding: DataclassInstance, secret: str) -> dict[str, Any]:
    """The fields of a finding that are text, with every mention of ``secret`` blotted out."""
    texts = {one.name: getattr(finding, one.name) for one in fields(finding)}
    return {name: blotted(value, secret) for name, value in texts.items() if isinstance(value, str)}


_CREDENTIALS = {
    AuthScenario.NO_AUTH: "without credentials",
    AuthScenario.INVALID_AUTH: "with credentials that are not the token",
    AuthScenario.GENERATED_AUTH: "with made-up credentials",
}


def from_failure(operation: str, status: int, failure: Failure) -> Violation:
    """What Schemathesis found in a response, in this project's words."""
    pointer, check = "", failure.checks[0] if failure.checks else "custom"
    documented = f"what {check} demands"
    received = failure.message.split("\n")[0] or failure.title
    match failure:
        case Broken():
            return Violation(failure.check, operation, status, failure.pointer, failure.received, failure.documented)
        case JsonSchemaError():
            pointer, received = pointer_of(list(failure.instance_path)), _quoted(failure.instance)
            documented = f"{failure.schema_path[-1]} {_quoted(_keyword_value(failure))}"
        case MalformedJson():
            received, documented = f"no JSON ({failure.validation_message})", "JSON"
        case UndefinedStatusCode():
            received, documented = str(failure.status_code), ", ".join(failure.defined_status_codes)
        case UndefinedContentType():
            received, documented = failure.content_type, ", ".join(failure.defined_content_types)
        case MissingContentType():
            received, documented = "no Content-Type", ", ".join(failure.media_types)
        case ServerError():
            received, documented = str(failure.status_code), "no server error"
        case IgnoredAuth():
            received, documented = f"{status} {_CREDENTIALS[failure.scenario]}", "a refusal of all but the token"
        case MissingHeaderNotRejected():
            received = f"{failure.status_code} without {failure.header_name}"
            documented = ", ".join(map(str, failure.expected_statuses))
        case AcceptedNegativeData():
            received = f"{failure.status_code} for a request that the document does not allow"
            documented = ", ".join(map(str, failure.expected_statuses))
        case UnsupportedMethodResponse():
            received, documented = f"{failure.status_code} for {failure.method}", "405 with Allow"
    return Violation(check, operation, status, pointer, received, documented)


def turned_down(failure: Failure, response: Response, documented: str) -> bool:
    """Whether what Schemathesis objects to is a lawful way to turn down another method than the ``documented`` one.

    A server need not know that a path exists for other methods (404), nor know the method (501). Whoever says 405
    must say what is allowed (RFC 9110, section 15.5.6).
    """
    status = response.status_code
    if isinstance(failure, UnsupportedMethodResponse):
        return status >= HTTPStatus.BAD_REQUEST and status != HTTPStatus.METHOD_NOT_ALLOWED
    return (
        isinstance(failure, ServerError)
        and status == HTTPStatus.NOT_IMPLEMENTED
        and response.request.method != documented
    )


def _keyword_value(failure: JsonSchemaError) -> Any:
    return failure.schema.get(str(failure.schema_path[-1]), failure.schema)


def _quoted(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"
