"""The reference page beside those that others make of the same document: ``python -m scripts.bench page``.

Exit codes: 0 measured, and ours keeps its promises; 1 it does not; 2 it could not be measured.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from scripts.bench.peers import AXE, UnavailableError, peers
from scripts.document import DOCUMENT, load
from scripts.publish.page import page
from scripts.reference.notes import notes_of

OURS = "ours"
MOST_BYTES = 120_000
ROUNDS = 5
SETTLED_SECONDS = 2
# When the document's description can be read, within shadow roots too, and when anything was painted first.
READABLE = r"""
const [text, done] = arguments;
const roots = (root) => [root, ...[...root.querySelectorAll("*")].filter((one) => one.shadowRoot)
  .flatMap((one) => roots(one.shadowRoot))];
const shown = (root) => [...(root.body || root).children]
  .some((one) => (one.innerText || "").replace(/\s+/g, " ").includes(text));
const look = () => {
  const [first] = performance.getEntriesByName("first-contentful-paint");
  if (!first || !roots(document).some(shown)) { requestAnimationFrame(look); return; }
  done([Math.max(performance.now(), first.startTime), first.startTime]);
};
look();
"""
AUDIT = """
const done = arguments[0];
axe.run(document, {resultTypes: ["violations"]}).then((found) =>
  done(found.violations.flatMap((one) => one.nodes.map(() => one.impact))));
"""


def main(arguments: list[str]) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="bench page", description="Measure the reference page beside its peers.")
    parser.add_argument("--screenshots", type=Path, metavar="FOLDER", help="write a picture of each page there, too")
    options = parser.parse_args(arguments)
    if shutil.which("chromium") is None or shutil.which("chromedriver") is None:
        print("bench: no chromium and chromedriver on PATH (apt-get install chromium chromium-driver)", file=sys.stderr)
        return 2
    document = load()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        try:
            pages = {OURS: page(document, notes_of(DOCUMENT)), **peers(document, folder)}
            axe = AXE.text(folder)
        except UnavailableError as error:
            print(f"bench: {error}", file=sys.stderr)
            return 2
        findings = measured(pages, axe, folder, options.screenshots)
    broken = [f"{len(pages[OURS])} bytes, more than {MOST_BYTES}"] if len(pages[OURS]) > MOST_BYTES else []
    broken += ["axe has findings"] if findings else []
    print(f"verdict: {'the promises hold' if not broken else '; '.join(broken)}")
    return 1 if broken else 0


def measured(pages: dict[str, bytes], axe: str, folder: Path, screenshots: Path | None) -> int:
    """Print a line for each page; the number of axe's findings on ours."""
    urls = {}
    for number, (name, content) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_bytes(content)
        urls[name] = path.as_uri()
    text = " ".join(str(load()["info"]["description"]).split()).partition(".")[0]
    readable: dict[str, list[float]] = {name: [] for name in pages}
    paint: dict[str, list[float]] = {name: [] for name in pages}
    with browser() as driver:
        for _ in range(ROUNDS):
            for name, url in urls.items():
                driver.get(url)
                seen, first = driver.execute_async_script(READABLE, text)
                readable[name].append(seen)
                paint[name].append(first)
        found = {name: _findings(driver, url, text, axe, name, screenshots) for name, url in urls.items()}
    for name, content in pages.items():
        ratio = median(one / ours for one, ours in zip(readable[name], readable[OURS], strict=True))
        severities = ", ".join(f"{count} {kind}" for kind, count in sorted(found[name].items())) or "none"
        print(
            f"{name:30} {len(content):9} bytes   first paint {median(paint[name]):6.0f} ms"
            f"   readable {median(readable[name]):6.0f} ms ({ratio:4.1f} times ours)   axe: {severities}"
        )
    return sum(found[OURS].values())


def _findings(
    driver: webdriver.Chrome, url: str, text: str, axe: str, name: str, screenshots: Path | None
) -> Counter[str]:
    driver.get(url)
    driver.execute_async_script(READABLE, text)
    # Some draw the rest bit by bit.
    time.sleep(SETTLED_SECONDS)
    if screenshots is not None:
        screenshots.mkdir(parents=True, exist_ok=True)
        driver.save_screenshot(str(screenshots / f"{name.replace('/', '-').replace(' ', '-')}.png"))
    driver.execute_script(axe)
    return Counter(driver.execute_async_script(AUDIT))


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """A headless Chromium that reaches nothing but files and this machine."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in ("headless=new", "no-sandbox", "disable-dev-shm-usage", "window-size=1280,900"):
        options.add_argument(f"--{flag}")
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    # Named, so that selenium looks for no browser of its own elsewhere.
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(60)
    try:
        yield driver
    finally:
        driver.quit()
