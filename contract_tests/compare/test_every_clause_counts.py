"""Is a change of any clause of openapi.yaml more than words to the comparison?"""

from __future__ import annotations

import pytest

from scripts.compare.difference import Verdict, worst
from scripts.compare.documents import compare_documents
from scripts.document import load
from scripts.mutants.mutations import Mutant, mutants

DOCUMENT = load()
MUTANTS = [mutant for mutant in mutants(DOCUMENT) if not mutant.implied]

pytestmark = pytest.mark.extended


@pytest.mark.parametrize("mutant", MUTANTS, ids=[f"{m.pointer} {m.change} {m.what}" for m in MUTANTS])
def test_changed_clause_is_told(mutant: Mutant) -> None:
    assert worst(compare_documents(DOCUMENT, mutant.of(DOCUMENT))) in {Verdict.ADDITIVE, Verdict.BREAKING}
