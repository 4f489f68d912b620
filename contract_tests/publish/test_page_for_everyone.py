"""Can everybody use the reference page: by ear, by keyboard, and on a telephone?"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from contract_tests.sandbox.test_page import FIND, TRY
from contract_tests.sandbox.webdriver import Browser
from scripts.document import ROOT, load, operations
from scripts.publish.page import page
from scripts.sandbox import TOKEN

pytestmark = pytest.mark.extended

AXE = ROOT / "scripts" / "publish" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
DRAWN = FIND + """wait("[part~='btn-try']").then(() => setTimeout(arguments[0], 300))"""
AUDIT = """
const done = arguments[0];
axe.run(document, { resultTypes: ["violations"] }).then((found) => done(found.violations
  .filter((one) => /serious|critical/.test(one.impact))
  .map((one) => [one.id, one.nodes.map((node) => node.html)])));
"""
# The texts that are smaller than they should be, and what stands out of the window to the right.
SMALL = """
const small = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
  ...(element.shadowRoot ? small(element.shadowRoot) : []),
  ...([...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
    && element.checkVisibility() && !/^(STYLE|SCRIPT|OPTION)$/.test(element.nodeName)
    && parseFloat(getComputedStyle(element).fontSize) < 14 ? [element.outerHTML] : []),
]);
arguments[0](small(document));
"""
WIDE = "arguments[0](document.scrollingElement.scrollWidth - innerWidth)"
REACHED = (
    FIND
    + """
const box = find(document, arguments[0]).getBoundingClientRect();
arguments[1]([box.width, box.height, box.left, innerWidth - box.right]);
"""
)

HEADINGS = """
const headings = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
  ...(element.shadowRoot ? headings(element.shadowRoot) : []),
  ...(/^H[1-6]$/.test(element.nodeName) || element.role === "heading" ? [element.textContent.trim()] : []),
]);
arguments[0](headings(document));
"""


@pytest.fixture(params=[1280, 360, 320])
def shown(request: pytest.FixtureRequest, window: Browser, url: str, tmp_path: Path) -> Browser:
    (tmp_path / "index.html").write_bytes(page(load()))
    window.resize(request.param, 800)
    window.open(f"{(tmp_path / 'index.html').as_uri()}?port={urlsplit(url).port}")
    window.run(DRAWN)
    return window


def audit(window: Browser) -> list[Any]:
    window.run(AXE.read_text(encoding="utf-8") + ";arguments[0]()")
    found: list[Any] = window.run(AUDIT)
    return found


def test_axe_finds_nothing_serious_before_or_after_an_answer(shown: Browser) -> None:
    assert audit(shown) == []
    shown.run(TRY, TOKEN)
    assert audit(shown) == []


def test_axe_finds_what_is_pale_in_a_shadow_tree(shown: Browser) -> None:
    shown.run(
        "const p = document.createElement('p'); p.textContent = 'pale'; p.style.color = '#ccc';"
        "document.querySelector('rapi-doc').shadowRoot.querySelector('.main-content').prepend(p); arguments[0]()"
    )
    assert [name for name, _ in audit(shown)] == ["color-contrast"]


def test_no_text_is_small(shown: Browser) -> None:
    assert shown.run(SMALL) == []


def test_page_is_no_wider_than_its_window(shown: Browser) -> None:
    assert shown.run(WIDE) <= 0
    shown.run(
        "const div = document.createElement('div'); div.style.width = '5000px'; div.textContent = 'wide';"
        "document.body.append(div); arguments[0]()"
    )
    assert shown.run(WIDE) > 0


@pytest.mark.parametrize("part", ["[part~='btn-try']", ".api-key-input", "#api-title"])
def test_what_one_needs_is_within_the_window(part: str, shown: Browser) -> None:
    width, height, left, right = shown.run(REACHED, part)
    # A target of WCAG 2.2 is 24 pixels in each direction.
    assert min(width, height) >= 24
    assert left >= 0
    assert right >= 0


def test_every_operation_can_be_reached_by_its_heading(shown: Browser) -> None:
    headings = shown.run(HEADINGS)
    for operation in operations(load()):
        assert any(operation.raw["summary"] in heading for heading in headings)
