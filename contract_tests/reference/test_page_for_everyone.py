"""Can everybody use the reference page: by ear, by keyboard, on a telephone, on paper and without scripts?"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from contract_tests.axe import audit
from contract_tests.browser import Window
from contract_tests.reference.conftest import SEND, Write
from scripts.document import load, operations

pytestmark = pytest.mark.extended

SMALL = """
arguments[0]([...document.querySelectorAll("body *")].filter((element) =>
  [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
    && element.checkVisibility() && !/^(STYLE|SCRIPT|OPTION)$/.test(element.nodeName)
    && parseFloat(getComputedStyle(element).fontSize) < 14).map((element) => element.outerHTML));
"""
WIDE = "arguments[0](document.scrollingElement.scrollWidth - innerWidth)"
TARGETS = """
arguments[0]([...document.querySelectorAll("button, input, select, nav a")].filter((one) => one.checkVisibility())
  .map((one) => [one.outerHTML, one.getBoundingClientRect()])
  .filter(([, box]) => box.left < 0 || box.right > innerWidth || box.height < 16).map(([html]) => html));
"""


@pytest.fixture(params=[(1280, False), (1280, True), (375, False), (375, True), (320, False)], ids=str)
def shown(request: pytest.FixtureRequest, window: Window, url: str, write: Write) -> Window:
    width, dark = request.param
    window.open(f"{write()}?port={urlsplit(url).port}", width=width, dark=dark)
    return window


def test_axe_finds_nothing_before_or_after_an_answer(shown: Window) -> None:
    assert audit(shown) == []
    for token in (None, "user:2-wrong"):
        shown.run(SEND, token)
        assert audit(shown) == []


def test_axe_finds_what_is_pale(shown: Window) -> None:
    shown.run(
        "const p = document.createElement('p'); p.textContent = 'pale'; p.style.color = '#888';"
        "p.style.background = '#999'; document.querySelector('main').prepend(p); arguments[0]()"
    )
    assert [name for name, *_ in audit(shown)] == ["color-contrast"]


def test_no_text_is_small(shown: Window) -> None:
    assert shown.run(SMALL) == []


def test_page_is_no_wider_than_its_window(shown: Window) -> None:
    assert shown.run(WIDE) <= 0
    assert shown.run(TARGETS) == []
    shown.run(
        "const div = document.createElement('div'); div.style.width = '5000px'; div.textContent = 'wide';"
        "document.body.append(div); arguments[0]()"
    )
    assert shown.run(WIDE) > 0


def test_themes_differ(window: Window, write: Write) -> None:
    ground = "arguments[0](getComputedStyle(document.body).backgroundColor)"
    window.open(write())
    light = window.run(ground)
    window.open(write(), dark=True)
    assert window.run(ground) != light


def test_everything_is_there_without_scripts(window: Window, write: Write) -> None:
    window.open(write(), scripts=False)
    text = window.driver.find_element("tag name", "body").text
    for operation in operations(load()):
        assert operation.raw["summary"] in text
        assert operation.path in text
        assert [status for status in operation.responses if status not in text] == []
    for name, schema in load()["components"]["schemas"].items():
        assert name in text
        assert [field for field in schema["properties"] if field not in text] == []
    assert "Send" not in text


def test_keyboard_reaches_the_answer(window: Window, url: str, write: Write) -> None:
    window.open(f"{write()}?port={urlsplit(url).port}")
    reached = window.driver.switch_to.active_element
    for _ in range(60):
        reached.send_keys("\ue004")
        reached = window.driver.switch_to.active_element
        if reached.text == "Send":
            break
    reached.send_keys("\ue007")
    kind = window.run(
        "const look = (done) => { const a = document.querySelector('.answer');"
        "a.hidden || a.dataset.kind === 'waiting' ? setTimeout(look, 50, done) : done(a.dataset.kind); };"
        "look(arguments[0])"
    )
    assert kind == "success"


def test_paper_has_every_sample_and_no_form(window: Window, write: Write) -> None:
    window.open(write())
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    seen = window.run(
        "arguments[0]([[...document.querySelectorAll('.tabs pre')].every((one) => one.checkVisibility()),"
        "document.querySelector('form.try').checkVisibility(), document.querySelector('nav').checkVisibility()])"
    )
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert seen == [True, False, False]
