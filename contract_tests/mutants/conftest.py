"""Print the score of the mutants."""

from __future__ import annotations

import pytest

from contract_tests.mutants.score import Score

SCORE = pytest.StashKey[Score]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the score, if the mutants were judged."""
    if SCORE in config.stash:
        terminalreporter.section("mutants")
        for line in config.stash[SCORE].lines():
            terminalreporter.write_line(line)
