"""Is every violation on file noticed in a HAR file, and nothing found in the lawful answers?"""

import json
from pathlib import Path
from typing import Any

from contract_tests.exchanges import KEPT
from contract_tests.har.files import judged, write
from scripts.cases.on_file import RECORDING, VIOLATION
from scripts.har import text_of


def entries(kind: str) -> list[Any]:
    return [json.loads(text_of(one.exchange))["log"]["entries"][0] for one in KEPT if one.kind == kind]


def test_each_violation_is_noticed(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{number}.har", one) for number, one in enumerate(entries(VIOLATION))]
    assert len(files) >= 64
    assert [path.name for path in files if judged(path)[0].exit_code != 1] == []


def test_nothing_is_found_in_lawful_answers(tmp_path: Path) -> None:
    verdict, findings = judged(write(tmp_path / "lawful.har", *entries(RECORDING)))
    assert (findings.entries, findings.judged) == (len(entries(RECORDING)), len(entries(RECORDING)))
    assert verdict.violations == []
    assert verdict.exit_code == 0
