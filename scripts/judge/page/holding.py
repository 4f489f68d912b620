"""Which facts a page still states, which are gone or changed, and what is new on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from scripts.judge.page.facts import ABSENT, ANY, PAGE, Fact, Facts, is_below, parent
from scripts.judge.page.plain import fingerprint, is_address, squeezed
from scripts.judge.page.reading import Reading
from scripts.judge.page.typescript import DENIALS

GONE, CHANGED, NEW, WORDING = "page_fact_gone", "page_fact_changed", "page_fact_new", "page_wording"
CODES = {
    GONE: "The page no longer states a fact that the contract rests on.",
    CHANGED: "The page states a fact that the contract rests on otherwise than the contract took it.",
    NEW: "The page states something that the contract does not know.",
    WORDING: "The page says in other words, or by other means, what still stands; a person should read it.",
}


@dataclass(frozen=True)
class Finding:
    """One difference between a page and the facts: its code, its place, what the page has now and what it had.

    ``rests`` has the JSON pointers of the clauses that rest on the place. ``now`` is empty for what is gone.
    """

    code: str
    place: str
    now: str
    was: str
    rests: tuple[str, ...]
    is_notice: bool = False


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
    values = _aligned(facts, reading.values)
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


def _aligned(facts: Facts, values: Mapping[str, Any]) -> dict[str, Any]:
    """The page's values with the items of each list in the order in which they are most like the facts'."""
    aligned = dict(values)
    lists = [place for place, fact in facts.facts.items() if fact.value == "array" and "#" not in place]
    for place in sorted(lists, key=len):
        wanted = _items(place, {other: fact.value for other, fact in facts.facts.items()})
        given = _items(place, aligned)
        pairs = sorted(
            ((one, other) for one in given for other in wanted),
            key=lambda pair: (-_likeness(given[pair[0]], wanted[pair[1]]), pair[0] != pair[1]),
        )
        order: dict[str, str] = {}
        for one, other in pairs:
            if one not in order and other not in order.values():
                order[one] = other
        free = (number for number in map(str, count()) if number not in wanted)
        order |= {one: next(free) for one in given if one not in order}
        moved = {}
        for other, value in aligned.items():
            if is_below(other, place):
                step, slash, rest = other[len(place) + 1 :].partition("/")
                moved[f"{place}/{order[step]}{slash}{rest}"] = value
            else:
                moved[other] = value
        aligned = moved
    return aligned


def _items(place: str, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The members of each item of a list, by the item's number."""
    items: dict[str, dict[str, Any]] = {}
    for other, value in values.items():
        if other.startswith(f"{place}/"):
            step, _, rest = other[len(place) + 1 :].partition("/")
            items.setdefault(step, {})[rest] = value
    return items


def _likeness(given: Mapping[str, Any], wanted: Mapping[str, Any]) -> int:
    return sum(1 for name, value in wanted.items() if name in given and given[name] == value)


def shown(value: Any) -> str:
    """A value as JSON has it, a text without its quotes."""
    return value if isinstance(value, str) else _typed(value)


def _typed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def described(place: str) -> str:
    """A place in words."""
    name, _, about = place.partition("#")
    kind, *steps = [step.replace("~2", "#").replace("~1", "/").replace("~0", "~") for step in name.split("/")]
    last = steps[-1] if steps else ""
    words = {
        PAGE: "the page",
        "edited": "the date of the page",
        "url": "the address of the endpoint",
        "method": "the method",
        "about": "what the endpoint is for",
        "title": "the title",
        "section": f'the section "{last}"' if steps else "the sections",
        "header": f"the header {last}" if steps else "the headers",
        "parameter": f"the parameter {last}" if steps else "the parameters",
        "body": "an example that belongs to no status",
        "status": _status(steps),
        "model": f'the field "{".".join(steps)}" of the model' if steps else "the model",
        "sample": _sample(steps),
    }.get(kind, place)
    if not about:
        return words
    if about == "comment":
        return f'what the model says of "{".".join(steps)}"' if steps else "what the model says at its head"
    about = {"optional": "that every field is optional", "list": "whether it is a list", "text": "the text"}.get(
        about, about
    )
    return f"{about}, in {words}"


def _status(steps: list[str]) -> str:
    match steps:
        case []:
            return "the statuses"
        case [code]:
            return f"the status {code}"
        case [code, _]:
            return f"the example of {code}"
        case [code, _, *inner]:
            return f"/{'/'.join(inner)} in the example of {code}"
    return "a status"


def _sample(steps: list[str]) -> str:
    match steps:
        case []:
            return "the samples"
        case [tool]:
            return f"the sample with {tool}"
        case _:
            return f"the header {steps[1]} in the sample with {steps[0]}"
