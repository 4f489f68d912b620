"""Is a verdict the same on a machine that has other work to do?"""

from __future__ import annotations

import time
from typing import Any

import pytest

from scripts.compare.strings import term_of
from scripts.regular import terms


def test_time_that_other_work_takes_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    after = terms.after

    def paused(*given: Any) -> Any:
        time.sleep(0.004)
        return after(*given)

    monkeypatch.setattr(terms, "after", paused)
    term = term_of("^[0-9]{12}$")
    assert term is not None
    found = terms.shortest(term)
    assert found is not None
    assert len(found) == 12
