"""Are accepted findings passed over for as long as they were accepted, and no longer?"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from scripts.document import ROOT
from scripts.judge.judgement import Judgement
from scripts.judge.known import KnownError, known
from scripts.judge.verdict import Verdict
from scripts.judge.violation import Violation

TODAY = date(2026, 11, 25)
VIOLATION = Violation("response_schema_conformance", "anOperation", 200, "/3/id", '"x"', 'type "integer"')
ACCEPTED = "- {code: J101, pointer: /0/id, reason: told to the vendor, until: 2026-12-31}\n"


def judged(text: str, folder: Path, *violations: Violation) -> Verdict:
    path = folder / "known.yaml"
    path.write_text(text, encoding="utf-8")
    verdict = Verdict(known=known(path, TODAY))
    verdict.add("live", Judgement("anOperation", 200, 1, True, list(violations)))
    return verdict


@pytest.mark.parametrize(
    "text",
    [
        ACCEPTED,
        ACCEPTED.replace("J101", "response_schema_conformance"),
        ACCEPTED.replace("/0/id", "'#/*/id'"),
        ACCEPTED.replace("}", ", operation: anOperation}"),
        ACCEPTED.replace("2026-12-31", "2026-11-25"),
    ],
    ids=["code", "check", "star", "operation", "last-day"],
)
def test_accepted_finding_breaks_nothing_and_is_told(text: str, tmp_path: Path) -> None:
    verdict = judged(text, tmp_path, VIOLATION)
    assert (verdict.exit_code, len(verdict.accepted), verdict.stale) == (0, 1, [])


@pytest.mark.parametrize(
    "text",
    [ACCEPTED.replace("J101", "J102"), ACCEPTED.replace("/id", "/email"), ACCEPTED.replace("}", ", operation: other}")],
    ids=["other-code", "other-place", "other-operation"],
)
def test_other_finding_is_not_accepted(text: str, tmp_path: Path) -> None:
    assert judged(text, tmp_path, VIOLATION).exit_code == 1


def test_acceptance_that_expired_fails_and_says_so(tmp_path: Path) -> None:
    verdict = judged(ACCEPTED.replace("2026-12-31", "2026-11-24"), tmp_path, VIOLATION)
    assert verdict.exit_code == 1
    assert verdict.stale == ["J101 at #/0/id was accepted until 2026-11-24, which is over: told to the vendor"]


def test_acceptance_of_what_does_not_occur_fails_and_says_so(tmp_path: Path) -> None:
    verdict = judged(ACCEPTED, tmp_path)
    assert (verdict.exit_code, verdict.stale) == (
        1,
        ["J101 at #/0/id is accepted and does not occur any more: take it out"],
    )


def test_example_of_the_readme_is_taken(tmp_path: Path) -> None:
    readme = (ROOT / "scripts/judge/README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(- code.*?)```", readme, re.DOTALL)
    assert judged(example, tmp_path, VIOLATION).exit_code == 0


def test_run_that_could_not_be_judged_proves_no_absence(tmp_path: Path) -> None:
    verdict = judged(ACCEPTED, tmp_path)
    verdict.could_not_judge("live", "it kept silent")
    assert (verdict.exit_code, verdict.stale) == (2, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("code: J101", "is a list"),
        ("- {code: J101, until: 2026-12-31}", "entry 1: it lacks reason"),
        ("- {code: J101, reason: x}", "it lacks until"),
        ("- {code: J999999, reason: x, until: 2026-12-31}", "there is no code J999999"),
        ("- {code: J101, reason: x, until: soon}", "until is a day"),
        ("- {code: J101, reason: x, until: 2026-12-31, pointr: /0}", "it has code, pointer"),
        ("- [", "not YAML"),
    ],
)
def test_file_that_is_none_is_one_line(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "known.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnownError, match=told) as caught:
        known(path, TODAY)
    assert len(str(caught.value).splitlines()) == 1
