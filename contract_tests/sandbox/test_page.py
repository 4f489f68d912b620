"""Is the sandbox's page its own, and may a page from elsewhere call the sandbox?"""

from __future__ import annotations

import io
import re

import httpx
from ruamel.yaml import YAML

from scripts.document import load
from scripts.sandbox import TOKEN, create_app, serving


def test_page_talks_to_the_sandbox_that_serves_it(root: str) -> None:
    served = httpx.get(f"{root}/reference")
    assert served.headers["content-type"] == "text/html; charset=utf-8"
    assert TOKEN in served.text
    assert load()["servers"][0]["url"] not in served.text
    assert root in "".join(re.findall(r"<pre>.*?</pre>", served.text, re.DOTALL))


def test_policy_lets_nothing_in_and_nobody_frame_it(root: str) -> None:
    policy = httpx.get(f"{root}/reference").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_token_of_the_users_own_is_in_no_page() -> None:
    app = create_app(token="user:9-secret")
    with serving(app) as url:
        assert "user:9-secret" not in httpx.get(f"{url.removesuffix(app.base_path)}/reference").text


def test_document_is_served_whole_in_both_notations(root: str) -> None:
    document = load()
    assert httpx.get(f"{root}/openapi.json").json() == document
    text = httpx.get(f"{root}/openapi.yaml").text
    assert YAML(typ="safe", pure=True).load(io.StringIO(text)) == document


def test_health_is_told(root: str) -> None:
    assert httpx.get(f"{root}/healthz").json() == {"status": "ok"}


def test_page_from_elsewhere_may_send_the_token_and_read_the_answer(root: str, path: str) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    wants = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization, prefer"}
    leave = httpx.options(f"{root}{path}", headers={**origin, **wants})
    assert leave.status_code == 204
    assert leave.headers["access-control-allow-origin"] == "*"
    assert "GET" in leave.headers["access-control-allow-methods"]
    assert leave.headers["access-control-allow-headers"] == "authorization, prefer"
    refused = httpx.get(f"{root}{path}", headers=origin)
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, "*")


def test_options_from_no_browser_is_an_undocumented_method(root: str, path: str) -> None:
    answer = httpx.options(f"{root}{path}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
