"""What of an answer is no HTTP, in words."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPException, RemoteDisconnected

import requests
from urllib3.exceptions import IncompleteRead


def fault(error: requests.RequestException) -> str:
    """How the answer breaks HTTP; empty when the request failed otherwise, without any answer to speak of."""
    causes = list(chain(error))
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return "a body that is not what its Content-Encoding says"
    if any(isinstance(cause, IncompleteRead) for cause in causes):
        return "a body that ends before its stated end"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "a body that breaks off"
    if isinstance(error, requests.exceptions.InvalidHeader):
        return "headers that contradict each other"
    if any(isinstance(cause, HTTPException) and not isinstance(cause, RemoteDisconnected) for cause in causes):
        return "something that is no HTTP"
    return ""


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what caused it; urllib3 hands causes on as arguments too."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        for argument in error.args:
            if isinstance(argument, BaseException):
                yield from chain(argument)
        error = error.__cause__ or error.__context__
