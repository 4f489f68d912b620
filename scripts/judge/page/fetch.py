"""Get a page over https, as anybody who has no account would."""

from __future__ import annotations

import socket
import ssl
import threading
from urllib.parse import urljoin, urlsplit

import httpx

from scripts.judge.page.source import LARGEST, Source, UnreadableError
from scripts.server import Server

# Seconds for everything, and how often the same host may send on.
DEADLINE = 30.0
REDIRECTS = 3
TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
REDIRECTING = (301, 302, 303, 307, 308)


def from_network(url: str, agent: str, verify: ssl.SSLContext | bool = True) -> Source:
    """The page at an https URL; ``agent`` says who asks. No token goes out. Raises UnreadableError."""
    results: list[Source | UnreadableError] = []
    # A server that sends a byte now and then outlasts every timeout of the connection's own.
    thread = threading.Thread(target=lambda: results.append(_try(url, agent, verify)), daemon=True)
    thread.start()
    thread.join(DEADLINE)
    result = results[0] if results else UnreadableError(f"no whole answer from {url} in {DEADLINE:.0f} s")
    if isinstance(result, UnreadableError):
        raise result
    return result


def _try(url: str, agent: str, verify: ssl.SSLContext | bool) -> Source | UnreadableError:
    try:
        return _page(url, agent, verify)
    except UnreadableError as error:
        return error
    except httpx.TimeoutException:
        return UnreadableError(f"no answer from {url} in time")
    # What the environment names (a proxy, certificates) may be broken in ways that are no HTTP errors.
    except (httpx.HTTPError, httpx.InvalidURL, ImportError, OSError, ValueError) as error:
        return UnreadableError(f"no answer from {url}: {_cause(error)}")


def _cause(error: BaseException) -> str:
    """Why there is no answer, in words."""
    causes: list[BaseException] = [error]
    while (inner := causes[-1].__cause__ or causes[-1].__context__) is not None and inner not in causes:
        causes.append(inner)
    if any(isinstance(cause, httpx.ProxyError | ImportError) for cause in causes):
        return "the proxy that the environment names cannot be used"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "its name cannot be resolved"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "nothing listens there"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "no TLS connection with it can be trusted"
    return f"the connection failed ({type(error).__name__})"


def _page(url: str, agent: str, verify: ssl.SSLContext | bool) -> Source:
    first = _checked(url)
    headers = {"User-Agent": agent, "Accept": ", ".join(TYPES), "Accept-Encoding": "identity"}
    # A proxy of the environment has no business between this machine and itself.
    with httpx.Client(
        timeout=DEADLINE / 3,
        follow_redirects=False,
        trust_env=not Server(first, None).is_local,
        verify=verify,
        headers=headers,
    ) as client:
        for _ in range(REDIRECTS + 1):
            client.cookies.clear()
            with client.stream("GET", url) as response:
                if response.status_code not in REDIRECTING:
                    return Source(url, _content(url, response), response.charset_encoding)
                target = urljoin(url, response.headers.get("location", ""))
            if urlsplit(target).scheme != "https" or urlsplit(target).netloc != urlsplit(first).netloc:
                raise UnreadableError(f"{url} sends on to {target}, another host: look whether the page has moved")
            url = target
    raise UnreadableError(f"{first} sends on more than {REDIRECTS} times")


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme == "https" and parts.hostname and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        usable = False
    if not usable:
        raise UnreadableError(f"{url} is no https address without credentials")
    return url


def _content(url: str, response: httpx.Response) -> bytes:
    if response.headers.get("cf-mitigated"):
        raise UnreadableError(f"{url} answers {response.status_code} with a challenge for browsers, not with the page")
    if response.status_code != 200:
        raise UnreadableError(f"{url} answers {response.status_code} {response.reason_phrase}".rstrip())
    media_type = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if media_type not in TYPES:
        raise UnreadableError(f"{url} is {media_type}, neither HTML nor text")
    content = b""
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > LARGEST:
            raise UnreadableError(f"{url} has more than {LARGEST} bytes")
    return content
