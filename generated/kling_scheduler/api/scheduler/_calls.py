# Written from openapi.yaml by scripts/generate. Do not edit: change the document, then `tox run -e generate`.
"""The operations of one tag, as methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.error_response import ErrorResponse
from ...models.running_task import RunningTask
from ...models.unauthorized_response import UnauthorizedResponse
from ...types import Response
from . import get_running_tasks as _get_running_tasks

if TYPE_CHECKING:
    from ...client import Client


class Calls:
    """The operations."""

    __slots__ = ("_client",)

    def __init__(self, client: Client) -> None:
        """Call by way of ``client``."""
        self._client: Any = client

    def __repr__(self) -> str:
        """Tell whose operations they are."""
        return f"{self._client!r}.scheduler"

    @property
    def detailed(self) -> DetailedCalls:
        """The same operations; each returns status, headers and content too, and raises for no documented status."""
        return DetailedCalls(self._client)

    def get_running_tasks(self) -> list[RunningTask]:
        """List running tasks.

        Returns every task that runs at this moment for the token's owner, over all linked accounts.
        A task that has ended is no longer listed.

        Operation ``getRunningTasks``, ``GET /kling/scheduler``. See https://useapi.net/docs/api-kling-v1/get-kling-scheduler.

        Returns:
            The tasks that are running now; an empty list when there are none.

        Raises:
            errors.BadRequest: 400: The service could not take the request.
            errors.Unauthorized: 401: The token is missing, malformed or not accepted.
            errors.UnexpectedStatus: A status that the document does not name.
            errors.InvalidResponse: A body that is not what the document describes.
            errors.NoAnswer: No answer; ``errors.TimedOut`` when it took too long.
        """
        return _get_running_tasks.sync(client=self._client)


class DetailedCalls:
    """The operations; each returns status, headers and content too."""

    __slots__ = ("_client",)

    def __init__(self, client: Client) -> None:
        """Call by way of ``client``."""
        self._client: Any = client

    def __repr__(self) -> str:
        """Tell whose operations they are."""
        return f"{self._client!r}.scheduler.detailed"

    def get_running_tasks(self) -> Response[list[RunningTask] | ErrorResponse | UnauthorizedResponse]:
        """List running tasks.

        Returns every task that runs at this moment for the token's owner, over all linked accounts.
        A task that has ended is no longer listed.

        Operation ``getRunningTasks``, ``GET /kling/scheduler``. See https://useapi.net/docs/api-kling-v1/get-kling-scheduler.

        Returns:
            The status, the headers, the content and the parsed body of any documented answer.

        Raises:
            errors.UnexpectedStatus: A status that the document does not name.
            errors.InvalidResponse: A body that is not what the document describes.
            errors.NoAnswer: No answer; ``errors.TimedOut`` when it took too long.
        """
        return _get_running_tasks.sync_detailed(client=self._client)


class AsyncCalls:
    """The operations, to be awaited."""

    __slots__ = ("_client",)

    def __init__(self, client: Client) -> None:
        """Call by way of ``client``."""
        self._client: Any = client

    def __repr__(self) -> str:
        """Tell whose operations they are."""
        return f"{self._client!r}.aio.scheduler"

    @property
    def detailed(self) -> AsyncDetailedCalls:
        """The same operations; each returns status, headers and content too, and raises for no documented status."""
        return AsyncDetailedCalls(self._client)

    async def get_running_tasks(self) -> list[RunningTask]:
        """List running tasks.

        Returns every task that runs at this moment for the token's owner, over all linked accounts.
        A task that has ended is no longer listed.

        Operation ``getRunningTasks``, ``GET /kling/scheduler``. See https://useapi.net/docs/api-kling-v1/get-kling-scheduler.

        Returns:
            The tasks that are running now; an empty list when there are none.

        Raises:
            errors.BadRequest: 400: The service could not take the request.
            errors.Unauthorized: 401: The token is missing, malformed or not accepted.
            errors.UnexpectedStatus: A status that the document does not name.
            errors.InvalidResponse: A body that is not what the document describes.
            errors.NoAnswer: No answer; ``errors.TimedOut`` when it took too long.
        """
        return await _get_running_tasks.asyncio(client=self._client)


class AsyncDetailedCalls:
    """The operations, to be awaited; each returns status, headers and content too."""

    __slots__ = ("_client",)

    def __init__(self, client: Client) -> None:
        """Call by way of ``client``."""
        self._client: Any = client

    def __repr__(self) -> str:
        """Tell whose operations they are."""
        return f"{self._client!r}.aio.scheduler.detailed"

    async def get_running_tasks(self) -> Response[list[RunningTask] | ErrorResponse | UnauthorizedResponse]:
        """List running tasks.

        Returns every task that runs at this moment for the token's owner, over all linked accounts.
        A task that has ended is no longer listed.

        Operation ``getRunningTasks``, ``GET /kling/scheduler``. See https://useapi.net/docs/api-kling-v1/get-kling-scheduler.

        Returns:
            The status, the headers, the content and the parsed body of any documented answer.

        Raises:
            errors.UnexpectedStatus: A status that the document does not name.
            errors.InvalidResponse: A body that is not what the document describes.
            errors.NoAnswer: No answer; ``errors.TimedOut`` when it took too long.
        """
        return await _get_running_tasks.asyncio_detailed(client=self._client)
