"""Which facts a page still states, which are gone or changed, and what is new on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.judge.codes import code_of
from scripts.judge.page.aligning import aligned
from scripts.judge.page.facts import ABSENT, ANY, Fact, Facts
from scripts.judge.page.places import is_below, parent
from scripts.judge.page.plain import fingerprint, is_address, squeezed
from scripts.judge.page.reading import Reading
from scripts.judge.page.typescript import DENIALS

GONE, CHANGED, NEW, WORDING = "page_fact_gone", "page_fact_changed", "page_fact_new", "page_wording"


@dataclass(frozen=True)
class Finding:
    """One difference between a page and the facts: its kind, its place, what the page has now and what it had.

    ``rests`` has the JSON pointers of the clauses that rest on the place. ``now`` is empty for what is gone.
    """

    check: str
    place: str
    now: str
    was: str
    rests: tuple[str, ...]
    is_notice: bool = False

    @property
    def code(self) -> str:
        """The stable code of its kind."""
        return code_of(self.check)


@dataclass(frozen=True)
class Held:
    """What a page was found to be: how many of its facts stand, of how many, and the differences."""

    standing: int
    total: int
    differences: tuple[Finding, ...]

    @property
    def findings(self) -> list[Finding]:
        """The differences that leave the contract without ground."""
        return [one for one in self.differences if not one.is_notice]

    @property
    def notices(self) -> list[Finding]:
        """The differences that do not."""
        return [one for one in self.differences if one.is_notice]


def hold(facts: Facts, reading: Reading) -> Held:
    """Compare what a page states with the facts on file."""
    values = aligned(facts, reading.values)
    lost: dict[str, Finding] = {}
    for place, fact in facts.facts.items():
        found = _lost(fact, values) if place else None
        if found is not None:
            lost[place] = found
    told = [one for place, one in lost.items() if not any(is_below(place, other) for other in lost)]
    told += _new(facts, values, reading.words, lost)
    told += _wordings(facts, reading, told)
    total = len(facts.facts) - 1
    return Held(total - len(lost), total, tuple(told))


def _lost(fact: Fact, values: Mapping[str, Any]) -> Finding | None:
    """The finding on a fact that does not stand."""
    place = fact.place
    if place not in values:
        if fact.unsaid or any(is_below(other, place) for other in values):
            return None
        return Finding(GONE, place, "", _was(fact), fact.rests)
    now = values[place]
    if fact.is_address:
        stands = is_address(now)
    elif fact.says:
        stands = all(_says(phrase, now) for phrase in fact.says) and not DENIALS.search(now)
    else:
        stands = fact.value is None or (type(now) is type(fact.value) and _same(now, fact.value))
    if stands:
        return None
    if fact.value is not None and type(now) is not type(fact.value):
        return Finding(CHANGED, place, _typed(now), _typed(fact.value), fact.rests)
    return Finding(CHANGED, place, shown(now), _was(fact), fact.rests)


def _same(now: Any, then: Any) -> bool:
    return bool(squeezed(now) == squeezed(then) if isinstance(now, str) else now == then)


def _was(fact: Fact) -> str:
    if fact.is_address:
        return "a mail address"
    if fact.says:
        return "the words " + ", ".join(phrase.replace("|", " or ").replace("*", "...") for phrase in fact.says)
    return "" if fact.value is None else shown(fact.value)


def _says(phrase: str, text: str) -> bool:
    """Whether a text has the words of a phrase: "one|other", with "prefix*"."""
    for words in phrase.split("|"):
        pattern = r"\s+".join(re.escape(word.rstrip("*")) + r"\w*" * word.endswith("*") for word in words.split())
        if re.search(rf"(?<![\w:]){pattern}(?![\w]|:\w)", text, re.IGNORECASE):
            return True
    return False


def _new(
    facts: Facts, values: Mapping[str, Any], words: Mapping[str, str], lost: Mapping[str, Finding]
) -> list[Finding]:
    """What the page has at places of which nothing is known, each with all that is below it."""
    found: dict[str, list[str]] = {}
    for place, value in values.items():
        if facts.known(place) or any(is_below(place, other) for other in lost):
            continue
        top = place
        while not facts.known(parent(top)) and parent(top):
            top = parent(top)
        found.setdefault(top, []).append(_told(place, top, value))
    new = []
    for place, texts in found.items():
        above = facts.above(place)
        now = words.get(f"{place}#text") or squeezed(", ".join(text for text in texts if text))
        new.append(Finding(NEW, place, now, "", above.rests, is_notice=above.lenient))
    return new


def _told(place: str, top: str, value: Any) -> str:
    name = place.rpartition("/")[2] if place != top and "#" not in place[len(top) :] else ""
    text = shown(value) if value != "" and value not in {"object", "array"} else ""
    return f"{name}: {text}" if name and text else text or name


def _wordings(facts: Facts, reading: Reading, told: list[Finding]) -> Iterator[Finding]:
    """Texts that have other words than they had, where no finding tells of them."""
    for place in {**facts.wording, **reading.words}:
        hashes = facts.wording.get(place, (ABSENT,))
        text = reading.words.get(place, "")
        if ANY in hashes or (fingerprint(text) if text else ABSENT) in hashes:
            continue
        if any(place == one.place or is_below(place, one.place) for one in told):
            continue
        if place == "model#comment" and any(one.place == "model#optional" for one in told):
            continue
        yield Finding(WORDING, place, text, "", facts.above(place).rests, is_notice=True)


def shown(value: Any) -> str:
    """A value as JSON has it, a text without its quotes."""
    return value if isinstance(value, str) else _typed(value)


def _typed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
