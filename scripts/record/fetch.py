"""Ask a server once."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
import requests

from scripts.document import Operation, base_url
from scripts.har import Exchange, Origin
from scripts.judge.credentials import right_for
from scripts.judge.unreachable import reason
from scripts.record.asking import Asked, Values, request
from scripts.redaction.redact import accept_of
from scripts.server import Server

# Seconds for the whole exchange, and bytes of the body after content decoding.
DEADLINE = 60.0
LARGEST = 5_000_000


class FetchError(Exception):
    """There is no answer to record; one sentence that names no secret."""


def fetch(operation: Operation, server: Server, values: Values) -> Exchange:
    """Send one request, without following a redirect. Raises FetchError and AskingError."""
    asked = request(operation, values)
    results: list[Exchange | FetchError] = []
    # A server that sends a byte now and then outlasts every timeout of the connection's own.
    thread = threading.Thread(target=lambda: results.append(_try(operation, server, asked)), daemon=True)
    thread.start()
    thread.join(DEADLINE)
    result = results[0] if results else FetchError(f"no whole answer in {DEADLINE:.0f} s")
    if isinstance(result, FetchError):
        raise result
    return result


def _try(operation: Operation, server: Server, asked: Asked) -> Exchange | FetchError:
    try:
        return _exchange(operation, server, asked)
    except FetchError as error:
        return error
    except httpx.RequestError as error:
        return FetchError(reason(_as_judged(error, server), server.base_url, DEADLINE / 4))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        # The text of an error may quote what was sent or received, its name does not.
        return FetchError(f"no answer: {type(error).__name__}")


def _as_judged(error: httpx.RequestError, server: Server) -> requests.RequestException:
    """The error as the judge's own client would raise it, whose causes stay the same."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    parts = urlsplit(server.base_url)
    has_proxy = not server.is_local and parts.scheme in getproxies() and not proxy_bypass(parts.hostname or "")
    if isinstance(error, httpx.ProxyError) or (has_proxy and isinstance(error, httpx.ConnectError)):
        return requests.exceptions.ProxyError(error)
    if any(isinstance(one, ssl.SSLError) for one in causes):
        return requests.exceptions.SSLError(error)
    if isinstance(error, httpx.TimeoutException):
        return requests.Timeout(error)
    return requests.ConnectionError(error)


def _exchange(operation: Operation, server: Server, asked: Asked) -> Exchange:
    headers, query = _credentials(operation, server.token)
    url = httpx.URL(server.base_url + asked.target)
    started = time.monotonic()
    # A proxy of the environment has no business between this machine and itself.
    with (
        httpx.Client(timeout=DEADLINE / 4, follow_redirects=False, trust_env=not server.is_local) as client,
        client.stream(
            asked.method,
            url.copy_merge_params(query) if query else url,
            headers={"Accept": accept_of(operation), **asked.headers, **headers},
            content=asked.body or None,
        ) as response,
    ):
        content = b""
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > LARGEST:
                raise FetchError(f"the answer has more than {LARGEST} bytes")
    own = server.base_url == base_url(operation.document)
    answered = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw]
    return Exchange(
        operation_id=operation.id,
        method=operation.method,
        url=str(response.request.url),
        request_headers=list(response.request.headers.items()),
        status=int(response.status_code),
        headers=answered,
        content=content,
        elapsed=time.monotonic() - started,
        origin=Origin.of(answered),
        date=datetime.now(UTC).date(),
        changes=[] if own else ["Another server than the document's own answered; its address was removed."],
        request_content=asked.body,
    )


def _credentials(operation: Operation, token: str | None) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The headers and the query that carry the token in the first documented way. Raises FetchError."""
    try:
        right = right_for(operation) if token is not None else None
    except LookupError as error:
        raise FetchError(f"{error}: record it with --har") from None
    return ({}, {}) if right is None or token is None else (right.headers(token), right.query(token))
