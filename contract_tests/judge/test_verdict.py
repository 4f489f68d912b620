"""Does the verdict say what was found, with the right exit code?"""

from dataclasses import replace

from scripts.judge.judgement import Judgement
from scripts.judge.screen import lines
from scripts.judge.verdict import Verdict
from scripts.judge.violation import Violation

VIOLATION = Violation("a_check", "anOperation", 200, "/0/id", '"x"', 'type "integer"')


def judged(*statuses: int, violations: list[Violation] | None = None) -> Verdict:
    verdict = Verdict()
    for status in statuses:
        verdict.add("target", Judgement("anOperation", status, 3, status < 300, violations or []))
    return verdict


def test_success_without_violations_holds() -> None:
    verdict = judged(200, 401)
    assert verdict.exit_code == 0
    assert list(lines(verdict)) == [
        "target  operation    statuses seen  checks  violations",
        "target  anOperation  200 401        6       0",
        "",
        "verdict: the contract holds",
    ]


def test_violation_breaks_and_is_told_once() -> None:
    verdict = judged(200, 200, violations=[VIOLATION])
    assert verdict.exit_code == 1
    assert list(lines(verdict))[3:] == [
        'violation: target: J999 anOperation 200: a_check at #/0/id: received "x"; documented type "integer" (2 times)',
        "verdict: the contract is broken",
    ]


def test_run_without_any_success_could_not_be_judged() -> None:
    verdict = judged(401, 401)
    assert verdict.exit_code == 2
    assert list(lines(verdict))[3:] == [
        "not judged: target: no request for anOperation was answered with success (401)",
        "verdict: the contract could not be judged",
    ]


def test_one_silent_target_spoils_the_run() -> None:
    verdict = judged(200)
    verdict.add("other", Judgement("anOperation", 401, 3))
    assert verdict.exit_code == 2


def test_violation_weighs_more_than_silence() -> None:
    assert judged(401, violations=[VIOLATION]).exit_code == 1


def test_failed_test_breaks_without_a_violation() -> None:
    verdict = judged(200)
    verdict.failures.append("test_file.py::test_name")
    assert verdict.exit_code == 1
    assert "failed: test_file.py::test_name" in list(lines(verdict))


def test_nothing_judged_is_no_pass() -> None:
    assert Verdict().exit_code == 2


def test_success_of_another_method_is_none_of_the_operation() -> None:
    verdict = judged(401)
    verdict.add("target", Judgement("anOperation", 204, 3))
    assert verdict.exit_code == 2


def test_first_finding_is_told_again_where_it_has_left_the_screen() -> None:
    many = [replace(VIOLATION, variant=str(number)) for number in range(30)]
    told = list(lines(judged(200, violations=many)))
    assert told[-2].startswith("first: J999 anOperation 200: a_check at #/0/id: received")
    assert told[-1] == "verdict: the contract is broken"
    assert not any(line.startswith("first: ") for line in lines(judged(200, violations=many[:1])))
