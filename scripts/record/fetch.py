"""Ask a server once."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

import httpx

from scripts.document import Operation, base_url, resolve
from scripts.har import Exchange, Origin
from scripts.record.redact import accept_of
from scripts.server import Server

# Seconds for the whole exchange, and bytes of the body after content decoding.
DEADLINE = 60.0
LARGEST = 5_000_000


class FetchError(Exception):
    """There is no answer to record; one sentence that names no secret."""


def fetch(operation: Operation, server: Server) -> Exchange:
    """Send one request, without following a redirect. Raises FetchError."""
    body = resolve(operation.document, operation.raw.get("requestBody", {}))
    if "{" in operation.path or body.get("required"):
        raise FetchError(f"{operation.id} needs input, which a person gives elsewhere: record it with --har")
    results: list[Exchange | FetchError] = []
    # A server that sends a byte now and then outlasts every timeout of the connection's own.
    thread = threading.Thread(target=lambda: results.append(_try(operation, server)), daemon=True)
    thread.start()
    thread.join(DEADLINE)
    result = results[0] if results else FetchError(f"no whole answer in {DEADLINE:.0f} s")
    if isinstance(result, FetchError):
        raise result
    return result


def _try(operation: Operation, server: Server) -> Exchange | FetchError:
    try:
        return _exchange(operation, server)
    except FetchError as error:
        return error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        # The text of an error may quote what was sent or received, its name does not.
        return FetchError(f"no answer: {type(error).__name__}")


def _exchange(operation: Operation, server: Server) -> Exchange:
    headers, query = _credentials(operation, server.token)
    started = time.monotonic()
    # A proxy of the environment has no business between this machine and itself.
    with (
        httpx.Client(timeout=DEADLINE / 4, follow_redirects=False, trust_env=not server.is_local) as client,
        client.stream(
            operation.method,
            server.base_url + operation.path,
            headers={"Accept": accept_of(operation), **headers},
            params=query or None,
        ) as response,
    ):
        content = b""
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > LARGEST:
                raise FetchError(f"the answer has more than {LARGEST} bytes")
    own = server.base_url == base_url(operation.document)
    return Exchange(
        operation_id=operation.id,
        method=operation.method,
        url=str(response.request.url),
        request_headers=list(response.request.headers.items()),
        status=int(response.status_code),
        headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw],
        content=content,
        elapsed=time.monotonic() - started,
        origin=Origin.LIVE,
        date=datetime.now(UTC).date(),
        changes=[] if own else ["Another server than the document's own answered; its address was removed."],
    )


def _credentials(operation: Operation, token: str | None) -> tuple[dict[str, str], dict[str, str]]:
    """The headers and the query that carry the token in the first documented way."""
    headers: dict[str, str] = {}
    query: dict[str, str] = {}
    for name in next(iter(operation.security), {}) if token is not None else ():
        scheme = resolve(operation.document, operation.document["components"]["securitySchemes"][name])
        if scheme["type"] != "apiKey":
            headers["Authorization"] = f"Bearer {token}"
        elif scheme["in"] == "header":
            headers[scheme["name"]] = str(token)
        elif scheme["in"] == "query":
            query[scheme["name"]] = str(token)
        else:
            raise FetchError(f"{operation.id} takes its token as a cookie: record it with --har")
    return headers, query
