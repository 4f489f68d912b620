"""Get a page over https, as anybody who has no account would, or from a file."""

from __future__ import annotations

import codecs
import ipaddress
import re
import socket
import ssl
import threading
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

# Seconds for everything, bytes of the page, and how often the same host may send on.
DEADLINE = 30.0
LARGEST = 2_000_000
REDIRECTS = 3
TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
REDIRECTING = (301, 302, 303, 307, 308)
CHALLENGE = re.compile(
    r"just a moment\.\.\.|attention required!|checking your browser|verify(ing)? (that )?you are (a )?human|"
    r"enable javascript and cookies|cf-chl|_cf_chl_opt|g-recaptcha|h-captcha|access denied",
    re.IGNORECASE,
)


class UnreadableError(Exception):
    """There is no page to judge; one sentence."""


@dataclass(frozen=True)
class Source:
    """A page as it came: where it stands, and its bytes with the character set that its server named."""

    name: str
    content: bytes
    charset: str | None = None

    @property
    def text(self) -> str:
        """Its text. Raises UnreadableError when it is empty or no text."""
        if self.content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = self.content.decode("utf-16", errors="replace")
        else:
            text = self._decoded(self.content.removeprefix(codecs.BOM_UTF8))
        if not text.strip():
            raise UnreadableError(f"{self.name} is empty")
        if "\0" in text or text.startswith("%PDF"):
            raise UnreadableError(f"{self.name} is neither HTML nor text")
        return text

    def _decoded(self, content: bytes) -> str:
        named = re.search(rb"""<meta[^>]{0,200}charset=["']?([\w-]+)""", content[:2048], re.IGNORECASE)
        for name in (self.charset, named[1].decode() if named else None, "utf-8"):
            try:
                # Codecs such as base64 are names that Python knows, too, and no character sets.
                return str(content, name or "utf-8")
            except (LookupError, UnicodeError):
                continue
        return content.decode("cp1252", errors="replace")


def from_file(path: Path) -> Source:
    """The page in a file. Raises UnreadableError."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > LARGEST:
        raise UnreadableError(f"{path} has more than {LARGEST} bytes")
    return Source(str(path), content)


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
        timeout=DEADLINE / 3, follow_redirects=False, trust_env=not _is_local(first), verify=verify, headers=headers
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


def _is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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
