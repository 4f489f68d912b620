"""Do programs get each difference with its rule, its places and a fingerprint that stays?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from contract_tests.compare.two import CHANGES, written
from scripts.compare.__main__ import main
from scripts.document import ROOT

Capture = pytest.CaptureFixture[str]
SCHEMA = json.loads((ROOT / "scripts" / "compare" / "report.schema.json").read_text("utf-8"))


def report(capsys: Capture, *arguments: str) -> Any:
    main([*arguments, "--json"])
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("version", "changes"), [("1.2.4", CHANGES), ("1.2.3", {}), ("v2", CHANGES), ("2.0.0", CHANGES)]
)
def test_json_is_what_its_schema_says(version: str, changes: dict[str, str], tmp_path: Path, capsys: Capture) -> None:
    told = report(capsys, *written(tmp_path, version, changes))
    assert list(jsonschema_rs.validator_for(SCHEMA).iter_errors(told)) == []
    # No member is without a word.
    assert told.keys() == SCHEMA["properties"].keys()
    known = SCHEMA["$defs"]["difference"]["properties"].keys()
    assert all(one.keys() <= known for one in told["differences"])


def test_places_are_lines_and_columns_on_both_sides(tmp_path: Path, capsys: Capture) -> None:
    old, new = written(tmp_path)
    for one in report(capsys, old, new)["differences"]:
        for side, path in (("old", old), ("new", new)):
            if one[side] is not None:
                place = one[side]
                line = Path(path).read_text("utf-8").splitlines()[place["line"] - 1]
                assert place["file"] == path
                assert 0 < place["column"] <= len(line)
    gone = next(one for one in report(capsys, old, new)["differences"] if one["rule"] == "operation-removed")
    assert (gone["new"], gone["old"]["line"]) == (None, 12)
    assert "deprecated, with its end on 2027-01-01" in gone["sentence"]


def test_fingerprints_differ_and_stay_when_other_things_change(tmp_path: Path, capsys: Capture) -> None:
    first = report(capsys, *written(tmp_path))["differences"]
    marks = {one["fingerprint"] for one in first}
    assert len(marks) == len(first) == 4
    fewer = {before: after for before, after in CHANGES.items() if "type: integer" not in before}
    second = {one["fingerprint"] for one in report(capsys, *written(tmp_path, "3.0.0", fewer))["differences"]}
    assert len(second) == 3
    assert second < marks


def test_github_puts_each_difference_at_its_line_and_nothing_of_the_documents_is_a_command(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main([*written(tmp_path), "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith(("::error ", "::notice ", "::error::")) for line in lines)
    assert sum(f"file={tmp_path / 'new.yaml'},line=" in line for line in lines) == 4
    # A name of the document with a command, a comma and a line break in it.
    hostile = next(line for line in lines if "error::,%250A" in line)
    assert hostile.count("\n") == 0
    assert lines[-1].startswith("::error::version 1.2.4 does not fit")


def test_sarif_names_rules_places_and_fingerprints(tmp_path: Path, capsys: Capture) -> None:
    accepted = tmp_path / "accepted.yaml"
    accepted.write_text(
        "- {rule: max-length-narrowed, pointer: /paths/~1a/get/parameters/0/schema/maxLength,"
        " reason: nobody sends more, until: 2.0.0}\n",
        "utf-8",
    )
    main([*written(tmp_path), "--format", "sarif", "--accepted", str(accepted)])
    told = json.loads(capsys.readouterr().out)
    (run,) = told["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert told["version"] == "2.1.0"
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "note", "none")
        assert result["partialFingerprints"]
        place = (result.get("locations") or result["relatedLocations"])[0]["physicalLocation"]
        assert place["region"]["startLine"] > 0
    (suppressed,) = [one for one in run["results"] if "suppressions" in one]
    assert suppressed["suppressions"][0]["justification"] == "nobody sends more"


def test_every_rule_that_is_told_can_be_explained(tmp_path: Path, capsys: Capture) -> None:
    for one in report(capsys, *written(tmp_path))["differences"]:
        assert main(["--explain", one["rule"]]) == 0
        assert one["rule"] in capsys.readouterr().out
    assert main(["--explain", "no-rule"]) == 2
