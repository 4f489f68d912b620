"""Is a random edit of an operation called breaking exactly where a request or an answer shows that it is?"""

from __future__ import annotations

import json
import random
from types import ModuleType

import pytest

from contract_tests.compare import random_answers, random_requests, random_writing
from scripts.compare.difference import READERS, SENDERS, Verdict, worst
from scripts.compare.documents import compare_documents

# Edits that were once told wrong.
SHOWN = {
    "random_requests": [2, 792, 1463, 1866, 2297],
    "random_writing": [89, 105, 148, 218],
    "random_answers": [243, 318, 439, 506, 554],
}
KINDS = [
    pytest.param(random_requests, SENDERS, id="requests"),
    pytest.param(random_writing, SENDERS, id="writing"),
    pytest.param(random_answers, READERS, id="answers"),
]


def faults(kind: ModuleType, audience: str, seed: int) -> list[str]:
    """Where the verdict is not what the lists say."""
    draw = random.Random(seed)
    old = kind.operation(draw)
    new = kind.edited(draw, old)
    told = worst(compare_documents(kind.document(draw, old), kind.document(draw, new)), audience)
    shown = kind.breaks(old, new)
    right = told != Verdict.UNJUDGED and (shown is None or (told == Verdict.BREAKING) == bool(shown))
    return [] if right else [f"{seed}: {told}, but {shown or 'nothing'}: {json.dumps(old)} became {json.dumps(new)}"]


@pytest.mark.parametrize(("kind", "audience"), KINDS)
def test_verdict_is_what_is_shown(kind: ModuleType, audience: str) -> None:
    seeds = [*SHOWN[kind.__name__.rpartition(".")[2]], *range(60)]
    assert [told for seed in seeds for told in faults(kind, audience, seed)] == []


@pytest.mark.extended
@pytest.mark.parametrize(("kind", "audience"), KINDS)
@pytest.mark.parametrize("thousand", range(3))
def test_the_same_for_many_more(kind: ModuleType, audience: str, thousand: int) -> None:
    seeds = range(1000 * thousand, 1000 * thousand + 1000)
    assert [told for seed in seeds for told in faults(kind, audience, seed)] == []
