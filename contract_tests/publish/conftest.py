"""What the tests of the page share: a browser, and a sandbox to try."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contract_tests.sandbox.test_page import NO_BROWSER
from contract_tests.sandbox.webdriver import CHROMIUM, DRIVER, Browser, browser
from scripts.sandbox import create_app, serving


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
