"""Can everybody read the pages that are made from a template: by ear, by night and on a telephone?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract_tests.axe import audit
from contract_tests.browser import Window
from contract_tests.browser import window as opened
from contract_tests.compare.two import CHANGES, written
from scripts.compare.__main__ import compare
from scripts.compare.history import Release, write
from scripts.compare.releases import contract
from scripts.consumers.facts import on_file
from scripts.document import load
from scripts.judge.about import About
from scripts.judge.reports import page
from scripts.judge.verdict import Verdict
from scripts.publish.facts import facts, facts_page
from scripts.publish.vectors import vectors
from scripts.sandbox import TOKEN

pytestmark = pytest.mark.extended

WIDE = "arguments[0](document.scrollingElement.scrollWidth - innerWidth)"


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    with opened() as found:
        yield found


def relied_on(folder: Path) -> Path:
    path = folder / "facts.html"
    path.write_bytes(facts_page(facts(vectors(load(), TOKEN), on_file())))
    return path


def history(folder: Path) -> Path:
    old, new = (contract(name) for name in written(folder, "2.0.0", CHANGES))
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    write([Release("v2.0.0", moment, compare(old, new)), Release("v1.2.3", moment)], "a title", folder)
    return folder / "history.html"


def verdict(folder: Path) -> Path:
    path = folder / "verdict.html"
    path.write_text(page(Verdict(about=About())), encoding="utf-8")
    return path


@pytest.mark.parametrize("make", [relied_on, history, verdict])
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (375, False), (375, True)])
def test_axe_finds_nothing_and_nothing_is_cut(
    make: Callable[[Path], Path], width: int, dark: bool, window: Window, tmp_path: Path
) -> None:
    window.open(make(tmp_path).as_uri(), width=width, dark=dark)
    assert audit(window) == []
    assert window.run(WIDE) <= 0
