"""Does a live run ask the server that was named, with the token alone, whatever the environment holds?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from scripts.judge.guard import Bounds, Guard
from scripts.judge.target import live_target
from scripts.judge.unreachable import reason
from scripts.server import SettingError

SEEN: list[tuple[str, str]] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        SEEN.append((self.path, self.headers.get("Authorization", "")))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def other() -> Iterator[str]:
    """A server that nobody meant to ask; a proxy is asked as one."""
    SEEN.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_proxy_does_not_stand_between_this_machine_and_itself(
    name: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    target = live_target({"USEAPI_TOKEN": "user:1-secret", "USEAPI_BASE_URL": other}, "https://service.example/v1")
    assert target.guard().get(f"{other}/v1").status_code == 200


def test_proxy_of_the_environment_leads_to_other_machines(other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", other)
    assert Guard(Bounds(), local=False).get("http://service.example/v1").status_code == 200
    assert SEEN == [("http://service.example/v1", "")]


def test_dead_proxy_is_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(requests.exceptions.ProxyError) as caught:
        Guard(Bounds(), local=False).get("http://service.example/v1")
    assert "proxy" in reason(caught.value, "http://service.example/v1", 1)


@pytest.mark.parametrize("local", [True, False])
def test_netrc_does_not_take_the_tokens_place(
    local: bool, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("default login me password canary\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    guard = Guard(Bounds(), local=local)
    guard.get(other, headers={"Authorization": "Bearer token"})
    guard.get(other)
    assert [credentials for _, credentials in SEEN] == ["Bearer token", ""]


@pytest.mark.parametrize(
    "url",
    [
        "http://service.example/v1",
        "HTTP://203.0.113.7/v1",
        "http://localhost.example/v1",
        "http://127.0.0.1.example/v1",
        "http://[::1/v1",
        "http://127.0.0.1/v1?key=abc",
        "http://127.0.0.1/v1#x",
        "http://127.0.0.1/v1?",
        "http://127.0.0.1/v1 ",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1:0/v1",
        "http://me:secret@127.0.0.1/v1",
        "ftp://127.0.0.1/v1",
        "127.0.0.1:4010",
    ],
)
def test_base_url_that_cannot_be_asked_safely_is_one_sentence(url: str) -> None:
    with pytest.raises(SettingError, match=r"^USEAPI_BASE_URL is ") as caught:
        live_target({"USEAPI_TOKEN": "user:1-secret", "USEAPI_BASE_URL": url}, "https://service.example/v1")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:4010/v1/", "http://127.0.0.1:4010/v1"),
        ("HTTP://LOCALHOST/v1", "http://localhost/v1"),
        ("http://[::1]:4010/v1", "http://[::1]:4010/v1"),
        ("https://Service.example", "https://service.example"),
    ],
)
def test_usable_base_url_is_asked_as_it_is(url: str, expected: str) -> None:
    found = live_target({"USEAPI_TOKEN": "user:1-secret", "USEAPI_BASE_URL": url}, "https://service.example/v1")
    assert found.base_url == expected
