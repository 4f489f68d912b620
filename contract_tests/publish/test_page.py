"""Does the reference page of the bundle work from a file, with no network but for what its reader asks?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from contract_tests.sandbox.test_page import FIND, NO_BROWSER, TRY
from contract_tests.sandbox.webdriver import CHROMIUM, DRIVER, Browser, browser
from scripts.document import load, operations
from scripts.publish.page import page
from scripts.sandbox import TOKEN, create_app, serving

pytestmark = pytest.mark.extended

DOCUMENT = load()
PICK = "document.querySelector('rapi-doc').setApiServer(arguments[0]); arguments[1]();"
LOADED = "arguments[0](performance.getEntriesByType('resource').map((entry) => entry.name))"
TEXT = (
    FIND
    + """
const text = (root) => [...root.childNodes].map((node) =>
  (node.shadowRoot ? text(node.shadowRoot) : "") +
  (/^(STYLE|SCRIPT)$/.test(node.nodeName) ? "" : node.nodeType === 3 ? node.textContent : text(node))).join(" ");
wait("[part~='btn-try']").then(() => arguments[0](text(document.body)));
"""
)


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    if CHROMIUM is None or DRIVER is None:
        pytest.skip(NO_BROWSER)
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(create_app()) as serving_at:
        yield serving_at


@pytest.fixture
def opened(window: Browser, url: str, tmp_path: Path) -> Browser:
    (tmp_path / "index.html").write_bytes(page(DOCUMENT))
    window.open(f"{(tmp_path / 'index.html').as_uri()}?port={urlsplit(url).port}")
    return window


def test_document_is_shown_and_nothing_is_loaded(opened: Browser) -> None:
    shown = " ".join(str(opened.run(TEXT)).split())
    for operation in operations(DOCUMENT):
        assert operation.raw["summary"] in shown
        assert operation.path in shown
    for schema in DOCUMENT["components"]["schemas"]["RunningTask"]["properties"]:
        assert schema in shown
    assert DOCUMENT["info"]["title"] in shown
    assert opened.run(LOADED) == []


@pytest.mark.parametrize(("token", "status"), [(TOKEN, "200"), ("user:2-wrong", "401")])
def test_try_it_asks_the_sandbox(token: str, status: str, opened: Browser, url: str) -> None:
    opened.run(FIND + "wait('.api-key-input').then(() => arguments[0]())")
    opened.run(PICK, url)
    told, body = opened.run(TRY, token)
    assert status in told
    assert json.loads(body)
    assert {urlsplit(loaded).netloc for loaded in opened.run(LOADED)} == {urlsplit(url).netloc}


@pytest.mark.parametrize("text", ["</script><b>", "<!-- <script>", "\u2028", "$& @PROGRAM@", "&lt;"])
def test_text_of_the_document_cannot_end_the_page(text: str, window: Browser, tmp_path: Path) -> None:
    info = {**DOCUMENT["info"], "title": f"one {text} two"}
    (tmp_path / "index.html").write_bytes(page({**DOCUMENT, "info": info}))
    window.open((tmp_path / "index.html").as_uri())
    held = "arguments[0](JSON.parse(document.querySelector('#document').textContent).info.title)"
    assert window.run(held) == info["title"]
