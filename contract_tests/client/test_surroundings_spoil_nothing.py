"""Does what surrounds the client, environment, output and options, end in a sentence, and no token leave in clear?"""

from __future__ import annotations

import asyncio
import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator

import httpx
import kling_scheduler
import pytest
import respx
from kling_scheduler import AuthenticatedClient, errors
from kling_scheduler.__main__ import COMMANDS, main
from kling_scheduler.transports import Httpx, Httpx2, Pyreqwest, Transport

from contract_tests.client_calls import module_of
from scripts.document import load, operations
from scripts.sandbox import TOKEN, create_app, serving

FIRST = next(one for one in operations(load()) if one.method == "GET" and "{" not in one.path)
OPERATION = module_of(FIRST.id)
COMMAND = next(name for name, (module, _, _) in COMMANDS.items() if module is OPERATION)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving(create_app()) as url:
        yield url


@pytest.fixture
def proxy() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        yield listener


def run(server: str, *arguments: str, redirect: str = "", **environment: str) -> tuple[int, str, str]:
    words = [sys.executable, "-m", "kling_scheduler", COMMAND, *arguments]
    known = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {redirect}', "sh", *words],
        env={**known, "USEAPI_TOKEN": TOKEN, "USEAPI_BASE_URL": server, **environment},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_this_machine_is_asked_without_a_proxy(
    server: str, proxy: socket.socket, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"http://127.0.0.1:{proxy.getsockname()[1]}")

    async def asked(client: AuthenticatedClient) -> object:
        async with client:
            return await OPERATION.asyncio(client=client)

    with AuthenticatedClient(token=TOKEN, base_url=server, timeout=5, max_retries=0) as client:
        assert OPERATION.sync(client=client) == asyncio.run(asked(client))
    with pytest.raises(TimeoutError):
        proxy.accept()


def test_plain_http_that_was_permitted_goes_to_its_host_alone(
    proxy: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
    with (
        AuthenticatedClient(
            token=TOKEN, base_url="http://nowhere.invalid/v1", allow_http=True, timeout=2, max_retries=0
        ) as client,
        pytest.raises(errors.NoAnswer),
    ):
        OPERATION.sync(client=client)
    with pytest.raises(TimeoutError):
        proxy.accept()


def test_proxy_that_was_asked_for_is_used(server: str, proxy: socket.socket) -> None:
    through = Httpx(proxy=f"http://127.0.0.1:{proxy.getsockname()[1]}")
    with (
        AuthenticatedClient(token=TOKEN, base_url=server, timeout=0.2, max_retries=0, transport=through) as client,
        pytest.raises(errors.TimedOut),
    ):
        OPERATION.sync(client=client)
    proxy.accept()[0].close()


@pytest.mark.parametrize(
    "environment",
    [
        {"ALL_PROXY": "socks5://127.0.0.1:9"},
        {"HTTPS_PROXY": "ftp://x"},
        {"HTTPS_PROXY": "http://[::1"},
        {"SSL_CERT_FILE": "/nonexistent/file.pem"},
    ],
    ids=str,
)
def test_settings_that_cannot_be_used_are_told(environment: dict[str, str]) -> None:
    code, out, err = run("https://nowhere.invalid/v1", **environment)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("kling-scheduler: the proxy or certificate settings cannot be used: ")


@pytest.mark.parametrize(
    "environment",
    [{"NO_PROXY": "[::1]"}, {"ALL_PROXY": "socks5://127.0.0.1:9"}, {"HTTPS_PROXY": "http://[::1"}],
    ids=str,
)
def test_settings_that_do_not_concern_the_call_are_nobody_s_fault(server: str, environment: dict[str, str]) -> None:
    assert run(server, **environment)[0::2] == (0, "")


@pytest.mark.parametrize("redirect", [">/dev/full", ">&-"])
@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_output_that_takes_nothing_is_told(server: str, redirect: str, arguments: list[str]) -> None:
    code, _, err = run(server, *arguments, redirect=redirect)
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith("kling-scheduler: standard output ")


@pytest.mark.parametrize("option", ["--timeout", "--watch"])
@pytest.mark.parametrize("value", ["1e30", "inf", "nan", "0", "-1", "x"])
def test_seconds_that_no_clock_knows_are_wrong_usage(server: str, option: str, value: str) -> None:
    code, out, err = run(server, option, value)
    assert (code, out) == (2, "")
    assert f"argument {option}: " in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "url",
    [
        "http://xn--/",
        f"https://{'a' * 300}.com/v1",
        "https://.example/v1",
        "https://a..b/v1",
        "http://.localhost/v1",
        "http://127.0.0.1:1/v1?",
        "http://127.0.0.1:1/v1#",
        "https://exa mple/v1",
        "https://[::1/v1",
        "https://x:99999/v1",
        "http://sub.localhost/v1",
        "\u00ad",
    ],
)
def test_base_url_that_cannot_be_used_is_told(url: str) -> None:
    code, out, err = run(url)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("kling-scheduler: USEAPI_BASE_URL ")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("text", ["\U0001f600", "\ud800", "é"])
def test_text_that_the_output_cannot_write_is_escaped(
    encoding: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding=encoding))
    monkeypatch.setenv("USEAPI_TOKEN", "t")
    monkeypatch.setattr("kling_scheduler._command._call", lambda *_: [{"text": text}])
    assert main([COMMAND, "--json"]) == 0
    sys.stdout.flush()
    written = raw.getvalue().decode(encoding)
    assert '"text"' in written
    # What is escaped by name is still JSON where JSON has that escape.
    assert encoding != "utf-8" or json.loads(written) == [{"text": text}]


@pytest.mark.parametrize("seconds", [1e30, float("inf"), float("nan"), 0.0, -1.0])
def test_timeout_that_no_clock_knows_is_refused(seconds: float) -> None:
    with pytest.raises(errors.ConfigurationError, match="timeout"):
        AuthenticatedClient(token="t", timeout=seconds)
    with pytest.raises(errors.ConfigurationError, match="timeout"):
        AuthenticatedClient(token="t").with_timeout(seconds)


@pytest.mark.parametrize("status", [status for status in FIRST.responses if status.isdecimal()])
def test_number_beyond_every_range_ends_as_documented(status: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(int(status), text='[{"id":1e99999999999999999999,"code":1e99999999999999999999}]')

    client = AuthenticatedClient(token="t", transport=Httpx(httpx.MockTransport(answer)), max_retries=0)
    with pytest.raises(errors.ApiError) as raised:
        OPERATION.sync(client=client)
    assert isinstance(raised.value, errors.InvalidResponse) == status.startswith("2")


def test_version_is_at_hand() -> None:
    assert kling_scheduler.__version__ == load()["info"]["version"]


@pytest.mark.parametrize(
    "text", ["\u009b31mred", "\u202egnp.exe", "bell\u0007", "tag\U000e0041", "two\nlines", "ümläut 日本"]
)
def test_what_the_service_sends_steers_no_terminal(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("USEAPI_TOKEN", "t")
    monkeypatch.setenv("USEAPI_BASE_URL", "https://example.com")
    with respx.mock as router:
        router.get(host="example.com").respond(200, json=[{"id": 1, "email": text}])
        assert main(["get-running-tasks", "--json"]) == 0
    out = capsys.readouterr().out
    assert out.replace("\n", "").isprintable()
    assert json.loads(out)[0]["email"] == text
    assert ("ü" in out) == ("ü" in text)


@pytest.mark.parametrize(("transport", "package"), [(Httpx2, "httpx2"), (Pyreqwest, "pyreqwest")])
def test_extra_that_is_not_installed_is_told(
    transport: Callable[[], Transport], package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"{package}.exceptions", raising=False)
    client = AuthenticatedClient(token="t", transport=transport())
    with pytest.raises(errors.ConfigurationError, match=f"{package}.* is not installed"):
        OPERATION.sync(client=client)
    with pytest.raises(errors.ConfigurationError, match=f"{package}.* is not installed"):
        asyncio.run(OPERATION.asyncio(client=client))


def test_completion_without_its_package_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    with pytest.raises(SystemExit) as ended:
        main(["--completion", "bash"])
    assert ended.value.code == 2
    assert "pip install shtab" in capsys.readouterr().err
