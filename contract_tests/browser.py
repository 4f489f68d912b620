"""A headless Chromium that cannot reach any name but this machine's, by selenium."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
NO_BROWSER = "no chromium and chromedriver on PATH (apt-get install chromium chromium-driver)"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


class Window:
    """One window of a browser."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, url: str, *, width: int = 1280, dark: bool = False, scripts: bool = True) -> None:
        """Load a page as somebody sees it, ``width`` in CSS pixels."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        self.requested()
        self.complaints()
        self.driver.get(url)

    def run(self, script: str, *arguments: object) -> Any:
        """The value of an asynchronous script, which ends by calling its last argument."""
        return self.driver.execute_async_script(script, *arguments)

    def requested(self) -> list[str]:
        """The URL of every request that was sent, or tried, since this was asked last."""
        lines = [json.loads(line["message"])["message"] for line in self.driver.get_log("performance")]  # type: ignore[no-untyped-call]
        return [
            str(line["params"]["request"]["url"]) for line in lines if line["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """What the browser had to say against the page."""
        return [str(line["message"]) for line in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]


@contextmanager
def window() -> Iterator[Window]:
    """A window of its own; the test is skipped, and says so, where no browser is installed."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip(NO_BROWSER)
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    # Named, so that selenium looks for no browser of its own elsewhere.
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_script_timeout(20)
    try:
        yield Window(driver)
    finally:
        driver.quit()
