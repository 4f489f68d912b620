# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""What a call can raise because of the service's answer, or for want of one; and what a client refuses to start with.

``SchedulerError`` is above all that a call can raise.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC
from typing import TYPE_CHECKING, Any

from ._answer import Answer

if TYPE_CHECKING:
    from .models.error_response import ErrorResponse
    from .models.unauthorized_response import UnauthorizedResponse


class ConfigurationError(ValueError):
    """The client cannot be used as it was set up: no token, a token that no header can carry, an unusable base URL."""


class SchedulerError(Exception):
    """A call came to no success.

    Attributes:
        operation: The operation that was called.
        attempts: How often it was asked.
    """

    operation: str
    attempts: int = 1


class NoAnswer(SchedulerError):
    """The service could not be reached, or it broke off."""

    def __init__(self, operation: str, reason: str) -> None:
        """Describe in one line why ``operation`` has no answer."""
        super().__init__(f"{operation}: no answer: {reason}")
        self.operation = operation

    def __reduce__(self) -> tuple[Callable[..., NoAnswer], tuple[Any, ...]]:
        """Pickle without the constructor, which writes the text."""
        return _revive_none, (type(self), self.args, self.__dict__)


class TimedOut(NoAnswer):
    """The answer took longer than it may."""


class ApiError(SchedulerError):
    """The service's answer is not the success that the call promises.

    Attributes:
        status_code: The HTTP status, any integer.
        headers: The response's headers.
        content: The body as far as it was read, its content encoding undone.
        parsed: The body as the document describes it for this status; None when it describes none or does not fit.
        request_id: What the service calls the request, when it says so in ``X-Request-Id``; else None.
        retry_after: Seconds to wait before the next attempt, when the answer has a ``Retry-After`` header; else None.
    """

    status_code: int
    headers: Mapping[str, str]
    content: bytes
    parsed: Any
    request_id: str | None
    retry_after: float | None

    def __init__(self, answer: Answer, parsed: object = None, reason: str | None = None) -> None:
        """Describe ``answer`` in one line: its status, then ``reason`` or how its body begins."""
        super().__init__(f"{answer.operation}: {_status(answer.status_code)}: {reason or answer.excerpt()}")
        self.operation = answer.operation
        self.attempts = answer.attempts
        self.request_id = answer.headers.get("X-Request-Id")
        self.status_code = answer.status_code
        self.headers = answer.headers
        self.content = answer.content
        self.parsed = parsed
        self.retry_after = seconds_of(answer.headers.get("Retry-After", ""))

    def __reduce__(self) -> tuple[Callable[..., ApiError], tuple[Any, ...]]:
        """Pickle without the constructor, which needs the answer."""
        return _revive, (type(self), self.args, self.__dict__)


class UnexpectedStatus(ApiError):
    """The service answered with a status that the document does not name for this operation."""


class TooManyRequests(UnexpectedStatus):
    """429: The service was asked too often; the document does not name this status."""


class ServerError(UnexpectedStatus):
    """500 or above: The service, or what stands before it, failed."""


def unexpected(answer: Answer, parsed: object = None) -> ApiError:
    """The exception for an answer whose status the document does not name for the operation."""
    if answer.status_code == 429:
        return TooManyRequests(answer, parsed)
    if answer.status_code >= 500:
        return ServerError(answer, parsed)
    return UnexpectedStatus(answer, parsed)


class InvalidResponse(ApiError):
    """The body is not what the document describes for its status.

    Attributes:
        path: Where it departs from the document, as a JSON path such as ``$[3].id``; ``$`` for the body as a whole.
    """

    path: str

    def __init__(self, answer: Answer, path: str, reason: str) -> None:
        """Describe ``answer`` in one line: its status, the JSON path and the reason."""
        super().__init__(answer, None, f"at {path}: {reason}")
        self.path = path


class BadRequest(ApiError):
    """400: The service could not take the request."""

    parsed: ErrorResponse | None


class Unauthorized(ApiError):
    """401: The token is missing, malformed or not accepted."""

    parsed: UnauthorizedResponse | None


def _status(code: int) -> str:
    from http import HTTPStatus

    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def seconds_of(value: str) -> float | None:
    """The seconds that a ``Retry-After`` asks to wait: a number, or a date in any form of HTTP's; None for neither."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        # More digits than a century has seconds are no wait that anybody means.
        return float(text) if len(text) < 10 else None
    # Few answers have such a date, and this module is slow to import.
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
        # A date without its zone is in that of HTTP.
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return max(0.0, moment.timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _revive_none(kind: type[NoAnswer], arguments: tuple[Any, ...], state: dict[str, Any]) -> NoAnswer:
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    error.__dict__.update(state)
    return error


def _revive(kind: type[ApiError], arguments: tuple[Any, ...], state: dict[str, Any]) -> ApiError:
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    error.__dict__.update(state)
    return error


__all__ = [
    "ApiError",
    "BadRequest",
    "ConfigurationError",
    "InvalidResponse",
    "NoAnswer",
    "SchedulerError",
    "ServerError",
    "TimedOut",
    "TooManyRequests",
    "Unauthorized",
    "UnexpectedStatus",
]
