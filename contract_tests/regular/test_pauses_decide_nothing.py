"""Is what a small pattern gives the same on a machine that stands still for a while?"""

from __future__ import annotations

import itertools
from random import Random

import pytest

from scripts.regular import drawing, terms
from scripts.regular.drawing import Drawer
from scripts.regular.terms import both, shortest
from scripts.regular.texts import between, matching

TERM = both(matching("^[a-z]*$"), matching("x"), between(30, 40))


@pytest.fixture(autouse=True)
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which each look takes a minute."""
    minutes = itertools.count(step=60)
    for module in (drawing, terms):
        monkeypatch.setattr(module, "thread_time", lambda: next(minutes))


def test_texts_are_drawn_as_ever() -> None:
    draw, random = Drawer(TERM), Random(7)
    assert len({draw.text(random) for _ in range(20)}) > 15


def test_shortest_text_is_found() -> None:
    assert len(shortest(TERM) or "") == 30
