"""Which version does a change ask for?"""

from __future__ import annotations

import pytest

from contract_tests.compare.table import ADDITIVE, BREAKING, NONE, PATCH, UNJUDGED
from scripts.compare.difference import Verdict
from scripts.compare.version import due, parsed, told
from scripts.document import DocumentError


@pytest.mark.parametrize(
    ("old", "verdict", "expected"),
    [
        ("1.2.3", NONE, "1.2.3"),
        ("1.2.3", PATCH, "1.2.4"),
        ("1.2.3", ADDITIVE, "1.3.0"),
        ("1.2.3", BREAKING, "2.0.0"),
        ("1.2.3", UNJUDGED, "2.0.0"),
        ("0.1.0", NONE, "0.1.0"),
        ("0.1.0", PATCH, "0.1.1"),
        ("0.1.0", ADDITIVE, "0.1.1"),
        ("0.1.9", BREAKING, "0.2.0"),
        ("0.1.9", UNJUDGED, "0.2.0"),
    ],
)
def test_version_that_is_due(old: str, verdict: Verdict, expected: str) -> None:
    assert told(due(parsed(old), verdict)) == expected


@pytest.mark.parametrize("text", ["1.0", "v1.0.0", "1.0.0-beta", "01.0.0", "1.0.0\n", "\u0661.0.0"])
def test_other_versions_are_refused(text: str) -> None:
    with pytest.raises(DocumentError, match=r"no MAJOR\.MINOR\.PATCH"):
        parsed(text)
