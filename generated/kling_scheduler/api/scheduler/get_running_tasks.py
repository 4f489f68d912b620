# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""List running tasks: ``GET /kling/scheduler``."""

from __future__ import annotations

from ... import errors as _errors
from ..._answer import Answer, Credential, Request
from ..._body import JsonBody
from ..._wire import ask as _ask
from ...client import AuthenticatedClient
from ...client import acall as _acall
from ...client import call as _call
from ...models.error_response import ErrorResponse
from ...models.running_task import RunningTask
from ...models.unauthorized_response import UnauthorizedResponse
from ...types import Response

_BODY_200: JsonBody[list[RunningTask]] = JsonBody(list[RunningTask])
_BODY_400: JsonBody[ErrorResponse] = JsonBody(ErrorResponse)
_BODY_401: JsonBody[UnauthorizedResponse] = JsonBody(UnauthorizedResponse)


def _request() -> Request:
    return _ask(
        "getRunningTasks",
        "GET",
        "/kling/scheduler",
        "application/json",
        credential=Credential("header", "Authorization", "bearer"),
    )


def _detailed(answer: Answer) -> Response[list[RunningTask] | ErrorResponse | UnauthorizedResponse]:
    parsed: list[RunningTask] | ErrorResponse | UnauthorizedResponse
    if answer.status_code == 200:
        parsed = _BODY_200.read(answer)
    elif answer.status_code == 400:
        parsed = _BODY_400.read(answer)
    elif answer.status_code == 401:
        parsed = _BODY_401.read(answer)
    else:
        raise _errors.unexpected(answer)
    return Response(answer.status_code, answer.content, answer.headers, parsed)


def _success(answer: Answer) -> list[RunningTask]:
    if answer.status_code == 200:
        return _BODY_200.read(answer)
    if answer.status_code == 400:
        raise _errors.BadRequest(answer, _BODY_400.peek(answer))
    if answer.status_code == 401:
        raise _errors.Unauthorized(answer, _BODY_401.peek(answer))
    raise _errors.unexpected(answer)


def sync(
    *,
    client: AuthenticatedClient,
) -> list[RunningTask]:
    """List running tasks.

    Returns every task that runs at this moment for the token's owner, over all linked accounts.
    A task that has ended is no longer listed.

    Operation ``getRunningTasks``, ``GET /kling/scheduler``. See https://useapi.net/docs/api-kling-v1/get-kling-scheduler.

    Args:
        client: Where to send the request, and with what token.

    Returns:
        The tasks that are running now; an empty list when there are none.

    Raises:
        errors.BadRequest: 400: The service could not take the request.
        errors.Unauthorized: 401: The token is missing, malformed or not accepted.
        errors.UnexpectedStatus: A status that the document does not name.
        errors.InvalidResponse: A body that is not what the document describes.
        errors.NoAnswer: No answer; ``errors.TimedOut`` when it took too long.
    """
    return _success(_call(client, _request()))


def sync_detailed(
    *,
    client: AuthenticatedClient,
) -> Response[list[RunningTask] | ErrorResponse | UnauthorizedResponse]:
    """List running tasks.

    Returns every task that runs at this moment for the token's owner, over all linked accounts.
    A task that has ended is no longer listed.

    Operation ``getRunningTasks``, ``GET /kling/scheduler``. See https://useapi.net/docs/api-kling-v1/get-kling-scheduler.

    Args:
        client: Where to send the request, and with what token.

    Returns:
        The status, the headers, the content and the parsed body of any documented answer.

    Raises:
        errors.UnexpectedStatus: A status that the document does not name.
        errors.InvalidResponse: A body that is not what the document describes.
        errors.NoAnswer: No answer; ``errors.TimedOut`` when it took too long.
    """
    return _detailed(_call(client, _request()))


async def asyncio(
    *,
    client: AuthenticatedClient,
) -> list[RunningTask]:
    """List running tasks.

    Returns every task that runs at this moment for the token's owner, over all linked accounts.
    A task that has ended is no longer listed.

    Operation ``getRunningTasks``, ``GET /kling/scheduler``. See https://useapi.net/docs/api-kling-v1/get-kling-scheduler.

    Args:
        client: Where to send the request, and with what token.

    Returns:
        The tasks that are running now; an empty list when there are none.

    Raises:
        errors.BadRequest: 400: The service could not take the request.
        errors.Unauthorized: 401: The token is missing, malformed or not accepted.
        errors.UnexpectedStatus: A status that the document does not name.
        errors.InvalidResponse: A body that is not what the document describes.
        errors.NoAnswer: No answer; ``errors.TimedOut`` when it took too long.
    """
    return _success(await _acall(client, _request()))


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
) -> Response[list[RunningTask] | ErrorResponse | UnauthorizedResponse]:
    """List running tasks.

    Returns every task that runs at this moment for the token's owner, over all linked accounts.
    A task that has ended is no longer listed.

    Operation ``getRunningTasks``, ``GET /kling/scheduler``. See https://useapi.net/docs/api-kling-v1/get-kling-scheduler.

    Args:
        client: Where to send the request, and with what token.

    Returns:
        The status, the headers, the content and the parsed body of any documented answer.

    Raises:
        errors.UnexpectedStatus: A status that the document does not name.
        errors.InvalidResponse: A body that is not what the document describes.
        errors.NoAnswer: No answer; ``errors.TimedOut`` when it took too long.
    """
    return _detailed(await _acall(client, _request()))
