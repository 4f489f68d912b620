"""Does the reference page work, and may a page from elsewhere call the sandbox?"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from ruamel.yaml import YAML

from contract_tests.sandbox.webdriver import CHROMIUM, DRIVER, Browser, browser
from scripts.document import load, operations
from scripts.sandbox import TOKEN

NO_BROWSER = "no chromium and chromedriver on PATH (apt-get install chromium chromium-driver)"

# Waits for an element in the page's nested shadow trees, then acts on it.
FIND = """
const find = (root, selector) => {
  const direct = root.querySelector(selector);
  if (direct) return direct;
  for (const element of root.querySelectorAll("*")) {
    const inner = element.shadowRoot && find(element.shadowRoot, selector);
    if (inner) return inner;
  }
  return null;
};
const wait = async (selector, fits = () => true) => {
  for (;;) {
    const element = find(document, selector);
    if (element && fits(element)) return element;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
"""
TRY = (
    FIND
    + """
const [token, done] = arguments;
(async () => {
  const input = await wait(".api-key-input");
  input.value = token;
  input.nextElementSibling.click();
  await wait("[part~='btn-try']");
  // The page draws itself anew when it takes the token.
  await new Promise((resolve) => setTimeout(resolve, 500));
  find(document, "[part~='btn-try']").click();
  const status = await wait(".response-message", (element) => /: *\\d{3}/.test(element.textContent));
  // The first preformatted text beside the button is the body, an hourglass until it is there.
  const beside = (await wait("api-request")).shadowRoot;
  await wait("api-request", () => /[\\[{]/.test(beside.querySelector("pre").textContent));
  const shown = beside.querySelector("pre");
  shown.scrollIntoView({ block: "center" });
  done([status.textContent, shown.textContent]);
})();
"""
)


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    if CHROMIUM is None or DRIVER is None:
        pytest.skip(NO_BROWSER)
    with browser() as opened:
        yield opened


@pytest.fixture
def page(window: Browser, root: str) -> Browser:
    window.open(f"{root}/reference")
    return window


def test_try_it_shows_the_tasks_to_the_holder_of_the_token(page: Browser, tmp_path: Path) -> None:
    status, body = page.run(TRY, TOKEN)
    (tmp_path / "page.png").write_bytes(page.screenshot())
    assert "200" in status
    operation = next(operations(load()))
    (media,) = operation.responses["200"]["content"].values()
    shown = json.loads(body)
    assert shown
    assert shown == next(iter(media["examples"].values()))["value"]


def test_try_it_shows_the_refusal_of_a_wrong_token(page: Browser) -> None:
    status, body = page.run(TRY, "user:2-wrong")
    assert "401" in status
    assert "Unauthorized" in body


def test_page_asks_nobody_else_for_anything(page: Browser, root: str) -> None:
    page.run(FIND + "wait('.api-key-input').then(() => arguments[0]())")
    loaded = page.run("arguments[0](performance.getEntriesByType('resource').map((entry) => entry.name))")
    assert any("rapidoc" in url for url in loaded)
    assert [url for url in loaded if not url.startswith(root)] == []


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
