"""A headless Chromium that reaches this machine alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
NO_BROWSER = "no chromium and chromedriver on PATH (apt-get install chromium chromium-driver)"


@contextmanager
def chromium() -> Iterator[Chrome]:
    """A window; the test is skipped where no browser is installed."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip(NO_BROWSER)
    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1000"):
        options.add_argument(flag)
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options, Service(DRIVER))
    try:
        driver.set_script_timeout(20)
        yield driver
    finally:
        driver.quit()
