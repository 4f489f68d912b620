"""What the tests of the page share: a browser, a sandbox to try, and pages in files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from contract_tests.browser import Window
from contract_tests.browser import window as opened
from scripts.document import DOCUMENT, load
from scripts.publish.page import page
from scripts.reference.notes import notes_of
from scripts.sandbox import create_app, serving

Write = Callable[..., str]
# Fills in a token where one is given, sends, and waits for what is shown.
SEND = """
const [token, done] = [arguments[0], arguments[arguments.length - 1]];
const form = document.querySelector("form.try");
if (token !== null && document.querySelector("#token")) document.querySelector("#token").value = token;
form.requestSubmit();
const look = () => {
  const answer = form.querySelector(".answer");
  if (answer.hidden || answer.dataset.kind === "waiting") { setTimeout(look, 50); return; }
  answer.scrollIntoView();
  done([answer.dataset.kind, answer.querySelector("p").textContent, answer.querySelector("code").textContent]);
};
look();
"""


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    with opened() as found:
        yield found


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(create_app()) as serving_at:
        yield serving_at


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """The URL of a file that holds the bundle's page of a document."""

    def written(document: Mapping[str, Any] | None = None) -> str:
        path = tmp_path / "index.html"
        path.write_bytes(page(load() if document is None else document, notes_of(DOCUMENT)))
        return path.as_uri()

    return written
