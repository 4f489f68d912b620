"""As much of the WebDriver protocol as a test of one page needs."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


class Browser:
    """One window of a browser."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def open(self, url: str) -> None:
        """Load a page."""
        self._call("url", {"url": url})

    def run(self, script: str, *arguments: object) -> Any:
        """The value of an asynchronous script, which ends by calling its last argument."""
        return self._call("execute/async", {"script": script, "args": list(arguments)})

    def resize(self, width: int, height: int) -> None:
        """Show pages as a window of that size would, in CSS pixels, however small."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": size})

    def requested(self) -> list[str]:
        """The URL of every request that was sent, or tried, since this was asked last."""
        lines = [json.loads(line["message"])["message"] for line in self._call("se/log", {"type": "performance"})]
        return [
            str(line["params"]["request"]["url"]) for line in lines if line["method"] == "Network.requestWillBeSent"
        ]

    def screenshot(self) -> bytes:
        """What is seen, as PNG."""
        return base64.b64decode(self._client.get("screenshot").raise_for_status().json()["value"])

    def _call(self, command: str, payload: dict[str, Any]) -> Any:
        answer = self._client.post(command, json=payload).json()["value"]
        assert not (isinstance(answer, dict) and "error" in answer), answer
        return answer


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium that cannot reach any name but this machine's."""
    assert DRIVER is not None
    flags = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1000"]
    flags += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]
    with subprocess.Popen(
        [DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as driver:
        try:
            assert driver.stdout is not None
            port = next(found[1] for line in driver.stdout if (found := re.search(r"successfully on port (\d+)", line)))
            with httpx.Client(timeout=60) as client:
                chrome = {"binary": CHROMIUM, "args": flags}
                match = {"goog:chromeOptions": chrome, "timeouts": {"script": 20000}}
                wanted = {"capabilities": {"alwaysMatch": {**match, "goog:loggingPrefs": {"performance": "ALL"}}}}
                root = f"http://127.0.0.1:{port}/session"
                session = client.post(root, json=wanted).raise_for_status().json()["value"]["sessionId"]
                client.base_url = httpx.URL(f"{root}/{session}/")
                try:
                    yield Browser(client)
                finally:
                    client.delete(f"{root}/{session}").raise_for_status()
        finally:
            driver.terminate()
