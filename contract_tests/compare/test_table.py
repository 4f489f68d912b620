"""Does each edit of a document get the verdict that it deserves, at its place, with a value that shows it?"""

from __future__ import annotations

import pytest

from contract_tests.compare.edits import MORE
from contract_tests.compare.table import EDITS, PATCH, Edit
from scripts.compare.difference import READERS, SENDERS, worst
from scripts.compare.documents import compare_documents

ALL = [*EDITS, *MORE]


@pytest.mark.parametrize("edit", ALL, ids=[edit.name for edit in ALL])
def test_edit_has_its_verdict(edit: Edit) -> None:
    old = edit.old()
    found = compare_documents(old, edit.of(old))

    assert (worst(found, READERS), worst(found, SENDERS)) == (edit.readers, edit.senders), found
    if worst(found) > PATCH:
        assert edit.pointer in {d.pointer for d in found if d.verdict == worst(found)}
