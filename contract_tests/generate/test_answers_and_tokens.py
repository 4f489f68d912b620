"""Is every documented answer read as what it is, and does the token go where the document says, and nowhere else?"""

from __future__ import annotations

import importlib
import logging
from types import ModuleType
from typing import Any

import httpx
import pytest

from contract_tests.generate.building import Wire, answered, built, document, operation

PART = {"type": "object", "properties": {"a": {"type": "string"}}}
JSON = {"application/json": {"schema": PART}}
SCHEMES = {
    "token": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "inUrl": {"type": "apiKey", "in": "query", "name": "api key"},
    "crumb": {"type": "apiKey", "in": "cookie", "name": "sid"},
    "basic": {"type": "http", "scheme": "Basic"},
    "oauth": {"type": "oauth2", "flows": {}},
    "digest": {"type": "http", "scheme": "digest"},
}
# By operation: what it asks for.
ASKED: dict[str, Any] = {
    "global": None,
    "bearer": [{"token": []}],
    "key": [{"key": []}],
    "in_url": [{"inUrl": []}],
    "crumb": [{"crumb": []}],
    "basic": [{"basic": []}],
    "oauth": [{"oauth": ["read"]}],
    "optional": [{"token": []}, {}],
    "open": [],
    "either": [{"digest": []}, {"key": []}],
}


def described() -> dict[str, Any]:
    paths: dict[str, Any] = {
        f"/s/{name}": {"get": operation(f"asks {name}", **({} if asked is None else {"security": asked}))}
        for name, asked in ASKED.items()
    }
    paths["/r"] = {
        "get": operation("default only", {"default": {"description": "d", "content": JSON}}),
        "post": operation(
            "success and default",
            {"200": {"description": "d", "content": JSON}, "default": {"description": "d", "content": JSON}},
        ),
        "head": operation("head", {"200": {"description": "d", "content": JSON}}),
        "put": operation(
            "several",
            {
                "200": {
                    "description": "d",
                    "content": {**JSON, "text/csv": {"schema": {"type": "string"}}, "image/*": {}},
                },
                "2XX": {"description": "d"},
                "409": {"description": 'not "good"'},
            },
        ),
        "patch": operation("octets", {"200": {"description": "d", "content": {"application/octet-stream": {}}}}),
        "delete": operation(
            "gone",
            {
                "204": {"description": "d", "content": JSON},
                "413": {"description": "big"},
                "422": {"description": "odd", "content": JSON},
                "418": {"description": "tea"},
                "596": {"description": "vendor's own", "content": JSON},
            },
        ),
    }
    paths["/image"] = {"get": operation("image", answered({"type": "string", "format": "binary"}, "image/png"))}
    paths["/page"] = {"get": operation("page", answered({"type": "string"}, "text/html; charset=utf-8"))}
    paths["/failing"] = {"get": operation("failing", {"404": {"description": "no", "content": JSON}})}
    busy = {"description": "busy", "content": JSON}
    paths["/busy"] = {"get": operation("busy", {"200": {"description": "d"}, "429": busy, "5XX": busy})}
    paths["/upload"] = {
        "servers": [{"url": "https://path.example.com/base/"}],
        "get": operation("path server"),
        "post": operation(
            "own server", servers=[{"url": "https://{r}.example.com", "variables": {"r": {"default": "eu"}}}]
        ),
        "put": operation("relative server", servers=[{"url": "/v2"}]),
    }
    whole = document(paths)
    whole["components"]["securitySchemes"] = SCHEMES
    return whole


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return built(described(), tmp_path_factory.mktemp("answers"), "answers_package")


@pytest.mark.parametrize(
    ("name", "place", "sent"),
    [
        ("global", "authorization", "Bearer tok"),
        ("bearer", "authorization", "Bearer tok"),
        ("oauth", "authorization", "Bearer tok"),
        ("optional", "authorization", "Bearer tok"),
        ("key", "x-key", "tok"),
        ("either", "x-key", "tok"),
        ("crumb", "cookie", "sid=tok"),
        ("basic", "authorization", "Basic dG9r"),
        ("open", "authorization", None),
        ("in_url", "authorization", None),
    ],
)
def test_token_goes_where_the_document_has_it(package: ModuleType, name: str, place: str, sent: str | None) -> None:
    wire = Wire(package)
    wire.call(f"asks_{name}")
    headers = wire.sent[0].headers
    assert headers.get(place) == sent
    carriers = [one for one in headers if headers[one] and ("tok" in headers[one] or "dG9r" in headers[one])]
    assert carriers == ([place] if sent else [])


def test_token_in_a_cookie_begins_no_other(package: ModuleType) -> None:
    wire = Wire(package, token='a;admin=1,"')
    wire.call("asks_crumb")
    assert wire.sent[0].headers["cookie"] == "sid=a%3Badmin=1%2C%22"


def test_operation_that_needs_a_token_says_so_to_a_client_without(package: ModuleType) -> None:
    with pytest.raises(package.errors.ConfigurationError, match="asks bearer needs a token"):
        package.Client().t.asks_bearer()


def test_token_in_a_url_shows_in_no_log_and_no_exception(package: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wire = Wire(package, token="s3cret&x")
    wire.call("asks_in_url")
    assert wire.sent[0].url.params["api key"] == "s3cret&x"
    assert "s3cret" not in caplog.text

    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no", request=request)

    failing = Wire(package, token="s3cret&x", transport=package.transports.Httpx(httpx.MockTransport(broken)))
    with pytest.raises(package.errors.NoAnswer) as caught:
        failing.call("asks_in_url")
    assert "s3cret" not in str(caught.value)
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_optional_token_may_be_missing(package: ModuleType) -> None:
    sent: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(204)

    transport = httpx.MockTransport(handle)
    module = importlib.import_module("answers_package.api.t.asks_optional")
    module.sync(client=package.Client(transport=package.transports.Httpx(transport)))
    assert "authorization" not in sent[0].headers


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("path_server", "https://path.example.com/base/upload"),
        ("own_server", "https://eu.example.com/upload"),
        ("relative_server", "http://127.0.0.1:4999/v2/upload"),
        ("page", "http://127.0.0.1:4999/v1/page"),
    ],
)
def test_operation_goes_to_its_own_server_unless_another_is_named(
    package: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str, url: str
) -> None:
    wire = Wire(package, httpx.Response(204 if name != "page" else 200))
    wire.call(name)
    assert str(wire.sent[0].url) == url
    answer = httpx.Response(204 if name != "page" else 200)
    named = Wire(package, answer, base_url="http://127.0.0.1:5000")
    named.call(name)
    assert named.sent[0].url.host == "127.0.0.1"
    monkeypatch.setenv("USEAPI_BASE_URL", "http://localhost:5001")
    set_up = Wire(package, answer)
    set_up.call(name)
    assert set_up.sent[0].url.host == "localhost"


@pytest.mark.parametrize(
    ("name", "answer", "accept", "expected"),
    [
        ("default_only", httpx.Response(200, json={"a": "x"}), "application/json", "x"),
        ("success_and_default", httpx.Response(200, json={"a": "x"}), "application/json", "x"),
        ("head", httpx.Response(200), "*/*", None),
        ("several", httpx.Response(200, json={"a": "x"}), "application/json, text/csv, image/*", "x"),
        ("several", httpx.Response(200, text="a,b", headers={"content-type": "text/csv; header=present"}), None, "a,b"),
        ("several", httpx.Response(200, content=b"\0", headers={"content-type": "image/png"}), None, b"\0"),
        ("several", httpx.Response(201), None, None),
        ("octets", httpx.Response(200, content=b"\0\xff"), "application/octet-stream", b"\0\xff"),
        ("image", httpx.Response(200, content=b"\0\xff"), "image/png", b"\0\xff"),
        ("page", httpx.Response(200, text="<p>"), "text/html; charset=utf-8", "<p>"),
        ("gone", httpx.Response(204), "application/json", None),
    ],
)
def test_answer_is_read_as_what_it_is(
    package: ModuleType, name: str, answer: httpx.Response, accept: str | None, expected: Any
) -> None:
    wire = Wire(package, answer)
    result = wire.call(name)
    assert getattr(result, "a", result) == expected
    assert accept is None or wire.sent[0].headers["accept"] == accept


@pytest.mark.parametrize(
    ("name", "status", "error", "parsed"),
    [
        ("default_only", 500, "ServerError", "x"),
        ("success_and_default", 404, "UnexpectedStatus", "x"),
        ("several", 409, "Conflict", None),
        ("gone", 413, "RequestEntityTooLarge", None),
        ("gone", 422, "UnprocessableEntity", "x"),
        ("gone", 418, "ImATeapot", None),
        ("gone", 596, "Status596", "x"),
        ("failing", 404, "NotFound", "x"),
        ("failing", 200, "UnexpectedStatus", None),
    ],
)
def test_error_has_its_class_on_every_python(
    package: ModuleType, name: str, status: int, error: str, parsed: str | None
) -> None:
    with pytest.raises(package.errors.ApiError) as caught:
        Wire(package, httpx.Response(status, json={"a": "x"})).call(name)
    assert type(caught.value).__name__ == error
    assert getattr(caught.value.parsed, "a", None) == parsed


def test_answer_of_an_undocumented_media_type_is_invalid(package: ModuleType) -> None:
    wire = Wire(package, httpx.Response(200, text="x", headers={"content-type": "application/xml"}))
    with pytest.raises(package.errors.InvalidResponse, match="media type"):
        wire.call("several")


@pytest.mark.parametrize("asked", ["busy", "page"])
@pytest.mark.parametrize(("status", "name"), [(429, "TooManyRequests"), (503, "ServerError")])
def test_status_that_one_operation_names_is_the_same_class_for_the_others(
    package: ModuleType, asked: str, status: int, name: str
) -> None:
    wire = Wire(package, httpx.Response(status, json={"a": "x"}))
    with pytest.raises(package.errors.ApiError) as caught:
        wire.call(asked)
    assert type(caught.value).__name__ == name
    assert (caught.value.parsed is not None) is (asked == "busy")
