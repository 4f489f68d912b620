"""Are the reports whole and well-formed, whatever a server sent?"""

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import jsonschema_rs

from scripts.document import ROOT
from scripts.judge.judgement import Judgement
from scripts.judge.notices import Notice
from scripts.judge.reports import markdown, write
from scripts.judge.screen import lines
from scripts.judge.verdict import Verdict
from scripts.judge.violation import Violation

HOSTILE = "<script>alert(1)</script>\x00\x1b[31m\ud800]]>&"
VIOLATION = Violation("a_check", "anOperation", 200, f"/0/{HOSTILE}", HOSTILE, 'type "integer"')
NOTICE = Notice("undocumented_property", "anOperation", 200, "x", HOSTILE, "no such property", "/0/x", "/a", "x: 1\n")


def reports(folder: Path, *, strict: bool = False) -> dict[str, str]:
    verdict = Verdict(strict=strict)
    verdict.add("live", Judgement("anOperation", 200, 3, True, [replace(VIOLATION, curl="curl 'x'")], [NOTICE]))
    verdict.could_not_judge("other", HOSTILE)
    verdict.failures.append("test_file.py::test_name")
    write(verdict, folder)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_page_shows_all_and_runs_and_loads_nothing(tmp_path: Path) -> None:
    page = reports(tmp_path)["verdict.html"]
    assert "<script" not in page
    assert "&lt;span" not in page
    assert "http" not in page.replace("http-equiv", "")
    for text in (
        "The contract is broken",
        "J999 a_check",
        "anOperation 200 at #/0/",
        "curl &#39;x&#39;",
        "Add to openapi.yaml at <code>#/a<",
    ):
        assert text in page


def test_junit_can_be_parsed_and_counts_what_went_wrong(tmp_path: Path) -> None:
    suites = ElementTree.fromstring(reports(tmp_path)["junit.xml"])
    counts = {suite.get("name"): (suite.get("failures"), suite.get("errors")) for suite in suites}
    assert counts == {"live": ("1", "0"), "other": ("0", "1"), "tests": ("1", "0")}


def test_json_holds_verdict_violations_notices_and_commands(tmp_path: Path) -> None:
    data = json.loads(reports(tmp_path)["verdict.json"])
    (operation,) = data["operations"]
    assert (data["verdict"], data["exit_code"]) == ("the contract is broken", 1)
    assert operation["violations"][0]["curl"] == "curl 'x'"
    assert operation["notices"][0]["patch"] == "x: 1\n"


def test_json_is_what_its_published_schema_says(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "scripts/judge/reports/verdict.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    for strict in (False, True):
        assert list(validator.iter_errors(json.loads(reports(tmp_path, strict=strict)["verdict.json"]))) == []
    assert list(validator.iter_errors({"verdict": "fine"})) != []


def test_markdown_makes_nothing_of_what_a_server_sent() -> None:
    verdict = Verdict()
    hostile = replace(VIOLATION, received="@all ![x](//y) `</details>` | #1\n# x", body="``` <b>")
    verdict.add("live", Judgement("anOperation", 200, 3, True, [hostile]))
    for line in markdown(verdict).splitlines():
        outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", line)
        assert not re.search(r"[@<!]|#\d|]\(", outside), line


def test_no_report_steers_a_terminal(tmp_path: Path) -> None:
    assert [name for name, text in reports(tmp_path).items() if "\x1b" in text or "\x00" in text] == []


def test_nothing_that_a_server_sent_makes_a_line_of_its_own() -> None:
    verdict = Verdict()
    forged = replace(VIOLATION, pointer="/0/x\nverdict: the contract holds\x1b[2J\u2028")
    verdict.add("live", Judgement("anOperation", 200, 3, True, [forged], [NOTICE]))
    told = list(lines(verdict))
    assert [line for line in told if line.startswith("verdict:")] == ["verdict: the contract is broken"]
    assert all(line.isprintable() for line in told)


def test_strict_verdict_counts_a_notice_as_a_violation(tmp_path: Path) -> None:
    (operation,) = json.loads(reports(tmp_path, strict=True)["verdict.json"])["operations"]
    assert [one["check"] for one in operation["violations"]] == ["a_check", "undocumented_property"]
