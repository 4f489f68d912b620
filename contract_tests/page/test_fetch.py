"""Is the page asked for over https alone, without a token, and within bounds of time, size and place?"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from scripts.judge.page import fetch
from scripts.judge.page.fetch import from_network
from scripts.judge.page.source import LARGEST, Source, UnreadableError, from_file

AGENT = "tests/1 (of a page)"
Answer = Callable[[BaseHTTPRequestHandler], None]
Ask = Callable[..., Source]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def serve(authority: trustme.CA) -> Iterator[Callable[[Answer], str]]:
    """Serve answers on loopback over TLS; the function gives the address."""
    running: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        running.append(server)
        return f"https://127.0.0.1:{server.server_port}/docs/page"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def ask(authority: trustme.CA) -> Ask:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return lambda url: from_network(url, AGENT, context)


def reply(
    status: int = 200,
    body: bytes = b"<h1>A page</h1>",
    *,
    type_: str | None = "text/html; charset=utf-8",
    **headers: str,
) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        if type_ is not None:
            request.send_header("Content-Type", type_)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def test_page_is_asked_for_honestly_and_without_a_token(
    serve: Callable[[Answer], str], ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login me password secret\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("USEAPI_TOKEN", "user:1-secret")
    # A proxy has no business between this machine and itself; this one would not answer.
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    seen: list[dict[str, str]] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.append({name.lower(): value for name, value in request.headers.items()})
        reply()(request)

    assert ask(serve(answer)).text == "<h1>A page</h1>"
    (headers,) = seen
    assert headers["user-agent"] == AGENT
    assert set(headers) == {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert "secret" not in str(headers)


def test_redirect_on_the_same_host_is_followed(serve: Callable[[Answer], str], ask: Ask) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        moved = request.path.endswith("page.html")
        (reply(body=b"moved") if moved else reply(301, b"", Location="/docs/page.html", Set_Cookie="a=b"))(request)

    source = ask(serve(answer))
    assert source.text == "moved"
    assert source.name.endswith("/docs/page.html")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("https://other.test/docs/page", "sends on to https://other.test/docs/page, another host"),
        ("http://127.0.0.1/docs/page", "another host"),
        ("//other.test/", "another host"),
        ("javascript:alert(1)", "the connection failed"),
        ("https://[::1/", "the connection failed"),
        ("/docs/page", "sends on more than 3 times"),
    ],
)
def test_redirect_elsewhere_is_not_followed(target: str, said: str, serve: Callable[[Answer], str], ask: Ask) -> None:
    with pytest.raises(UnreadableError) as error:
        ask(serve(reply(302, b"", Location=target)))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (reply(404), "answers 404 Not Found"),
        (reply(410), "answers 410 Gone"),
        (reply(503), "answers 503 Service Unavailable"),
        (reply(599), "answers 599"),
        (reply(403, cf_mitigated="challenge"), "answers 403 with a challenge for browsers, not with the page"),
        (reply(200, cf_mitigated="challenge"), "with a challenge for browsers"),
        (reply(type_="application/pdf"), "is application/pdf, neither HTML nor text"),
        (reply(type_="image/png"), "is image/png"),
        (reply(body=b"a" * (LARGEST + 1)), f"has more than {LARGEST} bytes"),
    ],
    ids=["404", "410", "503", "599", "403-challenge", "200-challenge", "pdf", "png", "too-large"],
)
def test_what_is_no_page_is_one_sentence(answer: Answer, said: str, serve: Callable[[Answer], str], ask: Ask) -> None:
    with pytest.raises(UnreadableError) as error:
        ask(serve(answer))
    assert said in str(error.value)


def test_page_that_breaks_off_is_no_page(serve: Callable[[Answer], str], ask: Ask) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "5000")
        request.end_headers()
        request.wfile.write(b"<h1>A")
        request.close_connection = True

    with pytest.raises(UnreadableError, match="RemoteProtocolError"):
        ask(serve(answer))


def test_page_that_drips_ends_in_time(
    serve: Callable[[Answer], str], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "DEADLINE", 0.6)
    ended = threading.Event()

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not ended.wait(0.05):
            try:
                request.wfile.write(b"<")
            except OSError:
                return

    started = time.monotonic()
    with pytest.raises(UnreadableError, match=r"no whole answer from https://.* in 1 s"):
        ask(serve(answer))
    ended.set()
    assert time.monotonic() - started < 5


def test_certificate_that_nobody_vouches_for_is_not_trusted(serve: Callable[[Answer], str]) -> None:
    with pytest.raises(UnreadableError, match="no TLS connection with it can be trusted"):
        from_network(serve(reply()), AGENT)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1/docs", "is no https address"),
        ("ftp://127.0.0.1/docs", "is no https address"),
        ("file:///etc/passwd", "is no https address"),
        ("https://me:secret@127.0.0.1/", "is no https address without credentials"),
        ("https://[::1/", "is no https address"),
        ("https:///docs", "is no https address"),
        ("", "is no https address"),
        ("https://127.0.0.1:9/docs", "nothing listens there"),
        ("https://name.invalid/docs", "no answer from https://name.invalid/docs: "),
    ],
)
def test_address_that_cannot_be_asked_is_one_sentence(url: str, said: str) -> None:
    with pytest.raises(UnreadableError) as error:
        from_network(url, AGENT)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSL_CERT_FILE", "/no/such/file"),
        ("HTTPS_PROXY", "socks9://127.0.0.1:9"),
        ("HTTPS_PROXY", "http://[::1"),
        ("HTTPS_PROXY", "http://127.0.0.1:9"),
        ("NO_PROXY", "[::1]"),
    ],
)
def test_broken_environment_is_one_sentence(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UnreadableError, match=r"^no answer from https://name.invalid/: [^\n]+$"):
        from_network("https://name.invalid/", AGENT)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("né".encode(), "né"),
        ("né".encode("utf-8-sig"), "né"),
        ("né".encode("utf-16"), "né"),
        ("né".encode("cp1252"), "né"),
        (b'<meta charset="iso-8859-2"><p>\xb9', '<meta charset="iso-8859-2"><p>š'),
        (b'<meta charset="no-such"><p>', '<meta charset="no-such"><p>'),
        (b'<meta charset="base64"><p>', '<meta charset="base64"><p>'),
    ],
    ids=["utf-8", "byte-order-mark", "utf-16", "cp1252", "meta", "unknown", "no-charset"],
)
def test_characters_are_told(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    assert from_file(path).text == expected


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is empty"), (b" \n", "is empty"), (b"\x89PNG\0\0", "neither HTML nor text"), (b"%PDF-1.7", "neither")],
    ids=["empty", "blank", "png", "pdf"],
)
def test_file_that_is_no_page_is_one_sentence(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=said):
        _ = from_file(path).text


def test_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"a" * (LARGEST + 1))
    with pytest.raises(UnreadableError, match=f"has more than {LARGEST} bytes"):
        from_file(path)
