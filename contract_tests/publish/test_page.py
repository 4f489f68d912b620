"""Does the reference page of the bundle work from a file, with no network but for what its reader asks?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from contract_tests.sandbox.test_page import FIND, TRY
from contract_tests.sandbox.webdriver import Browser
from scripts.document import load, operations, resolve
from scripts.publish.page import page
from scripts.sandbox import TOKEN

pytestmark = pytest.mark.extended

DOCUMENT = load()
TEXT = (
    FIND
    + """
const text = (root) => [...root.childNodes].map((node) =>
  (node.shadowRoot ? text(node.shadowRoot) : "") +
  (/^(STYLE|SCRIPT)$/.test(node.nodeName) ? "" : node.nodeType === 3 ? node.textContent : text(node))).join(" ");
wait("[part~='btn-try']").then(() => arguments[0](text(document.body)));
"""
)


@pytest.fixture
def opened(window: Browser, url: str, tmp_path: Path) -> Browser:
    (tmp_path / "index.html").write_bytes(page(DOCUMENT))
    window.requested()
    window.open(f"{(tmp_path / 'index.html').as_uri()}?port={urlsplit(url).port}")
    return window


def places(urls: list[str]) -> set[str]:
    """Whom the URLs ask; what a page holds itself asks nobody."""
    return {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in urls if not url.startswith("data:")}


def names(schema: Any) -> set[str]:
    """The properties that a schema names, at any depth."""
    inner = resolve(DOCUMENT, schema)
    found = set(inner.get("properties", {}))
    for part in [*inner.get("properties", {}).values(), *([inner["items"]] if "items" in inner else [])]:
        found |= names(part)
    return found


def test_document_is_shown_and_nothing_is_loaded(opened: Browser) -> None:
    shown = " ".join(str(opened.run(TEXT)).split())
    for operation in operations(DOCUMENT):
        assert operation.raw["summary"] in shown
        assert operation.path in shown
        success = next(iter(operation.responses.values()))
        for media in success.get("content", {}).values():
            assert [name for name in names(media["schema"]) if name not in shown] == []
        assert [status for status in operation.responses if status not in shown] == []
    assert DOCUMENT["info"]["title"] in shown
    assert places(opened.requested()) == {"file://"}


def test_page_that_loads_something_would_be_seen(window: Browser, url: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<img src='{url}/a.png'>", encoding="utf-8")
    window.requested()
    window.open((tmp_path / "page.html").as_uri())
    assert f"{url}/a.png" in window.requested()


@pytest.mark.parametrize(("token", "status"), [(TOKEN, "200"), ("user:2-wrong", "401")])
def test_try_it_asks_the_sandbox(token: str, status: str, opened: Browser, url: str) -> None:
    told, body = opened.run(TRY, token)
    assert status in told
    assert json.loads(body)
    assert places(opened.requested()) == {"file://", f"http://{urlsplit(url).netloc}"}


def test_page_may_ask_nobody_but_the_service_and_this_machine(opened: Browser) -> None:
    blocked = """
const done = arguments[1];
document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
fetch(arguments[0]).then(() => done("asked"), () => {});
"""
    assert opened.run(blocked, "http://127.0.0.2:1/") == "http://127.0.0.2:1/"


@pytest.mark.parametrize("text", ["</script><b>", "<!-- <script>", "\u2028", "$& @PROGRAM@", "&lt;"])
def test_text_of_the_document_cannot_end_the_page(text: str, window: Browser, tmp_path: Path) -> None:
    info = {**DOCUMENT["info"], "title": f"one {text} two"}
    (tmp_path / "index.html").write_bytes(page({**DOCUMENT, "info": info}))
    window.open((tmp_path / "index.html").as_uri())
    held = "arguments[0](JSON.parse(document.querySelector('#document').textContent).info.title)"
    assert window.run(held) == info["title"]
