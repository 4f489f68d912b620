"""Is what the old contract called deprecated told so when it is gone, with its end where it said one?"""

from __future__ import annotations

from typing import Any

import pytest

from contract_tests.compare.table import DELETE, GONE, JOB, LIST, NONE, Edit, base
from scripts.compare.difference import Verdict
from scripts.compare.documents import compare_documents

PLACES = {
    "operation": DELETE,
    "parameter": f"{LIST}/parameters/0",
    "header": f"{LIST}/responses/200/headers/X-Total",
    "property": f"{JOB}/properties/note",
}


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, ""),
        ({"deprecated": True}, "; the old contract called it deprecated"),
        (
            {"deprecated": True, "x-sunset": "2026-12-31"},
            "; the old contract called it deprecated, with its end on 2026-12-31",
        ),
    ],
    ids=["no word of it", "deprecated", "deprecated with an end"],
)
def test_what_is_gone_is_told_with_the_end_that_it_was_given(kind: str, said: dict[str, Any], told: str) -> None:
    place = PLACES[kind]
    old = Edit("before", {f"{place}/{key}": value for key, value in said.items()}, NONE, NONE).of(base())
    new = Edit("after", {place: GONE}, NONE, NONE).of(old)

    found = [d for d in compare_documents(old, new) if d.rule == f"{kind}-removed"]

    assert {d.verdict for d in found} == {Verdict.BREAKING}
    assert all(d.sentence.endswith(told) and ("deprecated" in d.sentence) is bool(told) for d in found)
