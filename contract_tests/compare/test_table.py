"""Does each edit of a document get the verdict that it deserves, at its place, with a value that shows it?"""

from __future__ import annotations

import pytest

from contract_tests.compare.table import EDITS, Edit, base
from scripts.compare.difference import READERS, SENDERS, worst
from scripts.compare.documents import compare_documents

pytestmark = pytest.mark.extended


@pytest.mark.parametrize("edit", EDITS, ids=[edit.name for edit in EDITS])
def test_edit_has_its_verdict(edit: Edit) -> None:
    found = compare_documents(base(), edit.of(base()))

    assert (worst(found, READERS), worst(found, SENDERS)) == (edit.readers, edit.senders), found
    assert edit.pointer in {d.pointer for d in found if d.verdict == worst(found)}
