"""What every test shares: the contract, the verdict, and the run's last word."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from scripts.document import load
from scripts.judge.contract import Contract
from scripts.judge.reports import write
from scripts.judge.screen import lines
from scripts.judge.verdict import Verdict

VERDICT = pytest.StashKey[Verdict]()
# What else is to be read at the end: lines under a heading.
SECTIONS = pytest.StashKey[dict[str, list[str]]]()
JUDGING = {"contract", "live"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the user ask for reports."""
    parser.addoption("--report", metavar="DIR", help="write the verdict there as text, JSON, JUnit XML and HTML")


def pytest_configure(config: pytest.Config) -> None:
    """Start a verdict; pytest's own ``--strict`` makes it a strict one."""
    if folder := config.getoption("--report"):
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise pytest.UsageError(f"--report {folder}: {error.strerror}") from None
    config.stash[VERDICT] = Verdict(strict=bool(config.option.strict))
    config.stash[SECTIONS] = {}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: many tests wait for a program or a server."""
    return (os.cpu_count() or 1) + 1


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the repository's own tests, and what only they need, out of a run that judges."""
    ours = collection_path.is_dir() and collection_path.parent == Path(__file__).parent
    return True if ours and config.option.markexpr in JUDGING else None


@pytest.fixture(scope="session")
def verdict(pytestconfig: pytest.Config) -> Verdict:
    """The run's verdict, to which tests add what they judged."""
    return pytestconfig.stash[VERDICT]


@pytest.fixture(scope="session")
def sections(pytestconfig: pytest.Config) -> dict[str, list[str]]:
    """Lines that the run prints at its end, by heading."""
    return pytestconfig.stash[SECTIONS]


@pytest.fixture(scope="session")
def contract() -> Contract:
    """The document, ready to judge responses."""
    return Contract(load())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a failed judging test break the verdict, whatever it failed for."""
    report = yield
    if report.failed and JUDGING & {mark.name for mark in item.iter_markers()}:
        item.config.stash[VERDICT].failures.append(item.nodeid)
    return report


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what a worker of pytest-xdist found out; one that broke off has not judged what it should."""
    verdict = node.config.stash[VERDICT]
    if found := getattr(node, "workeroutput", {}).get("found"):
        others, sections = pickle.loads(found)
        verdict.merge(others)
        node.config.stash[SECTIONS] |= sections
    else:
        verdict.failures.append(f"worker {node.gateway.id} broke off")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Give a run that judged the verdict's exit code, unless it failed otherwise."""
    verdict = session.config.stash[VERDICT]
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["found"] = pickle.dumps((verdict, session.config.stash[SECTIONS]))
        return
    if exitstatus == pytest.ExitCode.OK and (verdict.rows or verdict.unjudged):
        session.exitstatus = verdict.exit_code
    if folder := session.config.getoption("--report"):
        try:
            write(verdict, Path(folder))
        except OSError as error:
            session.exitstatus = session.exitstatus or pytest.ExitCode.USAGE_ERROR
            print(f"ERROR: --report {folder}: {error.strerror}", file=sys.stderr)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what there is to be read, and the verdict."""
    for heading, section in config.stash[SECTIONS].items():
        terminalreporter.section(heading)
        for line in section:
            terminalreporter.write_line(line)
    verdict = config.stash[VERDICT]
    if verdict.rows or verdict.unjudged or verdict.failures:
        terminalreporter.section("verdict")
        for line in lines(verdict):
            terminalreporter.write_line(line)
