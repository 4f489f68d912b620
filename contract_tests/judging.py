"""Let a test fail for what an answer breaks, and count it in the run's verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scripts.judge.asker import Asker, Unasked
from scripts.judge.judgement import Judgement
from scripts.judge.verdict import Verdict


def settle(asker: Asker, verdict: Verdict, judge: Callable[[], Judgement | None]) -> None:
    """Count what ``judge`` finds; fail for its violations, and skip where the server could not be asked."""
    try:
        judgement = judge()
    except Unasked as error:
        verdict.could_not_judge(asker.target.name, str(error))
        pytest.skip(str(error))
    if judgement is None:
        return
    verdict.add(asker.target.name, judgement)
    if judgement.violations:
        pytest.fail("\n".join(map(str, judgement.violations)), pytrace=False)
