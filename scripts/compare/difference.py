"""One difference between two contracts, and what all of them come to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

READERS = "readers of responses"
SENDERS = "senders of requests"
CLIENT = "users of the Python client"
AUDIENCES = (READERS, SENDERS, CLIENT)


class Verdict(IntEnum):
    """How much a difference asks of those whom it concerns; the worst one counts."""

    NONE = 0
    PATCH = 1
    """Nothing that anyone meets: words, examples, the same thing said in another way."""
    ADDITIVE = 2
    """Whoever keeps to the old contract is safe under the new one."""
    BREAKING = 3
    """Something that was right under the old contract is wrong under the new one."""
    UNJUDGED = 4
    """Neither a rule nor a value decides it, so a person has to."""

    def __str__(self) -> str:
        """The word that reports use."""
        return self.name.lower()


@dataclass(frozen=True)
class Nothing:
    """No value shows the difference; ``None`` would be a JSON value."""


NOTHING = Nothing()


@dataclass(frozen=True)
class Difference:
    """One difference: whom it concerns, where it stands, a plain sentence, and a value that shows it.

    ``pointer`` is a JSON pointer into the new document, or into the old one for what is gone; a difference of the
    client has a dotted name instead. ``old`` and ``new`` are the places in both documents, each None where there is
    none. ``value`` is JSON that one of the two contracts allows and the other does not.
    """

    verdict: Verdict
    audiences: tuple[str, ...]
    pointer: str
    sentence: str
    value: Any = field(default=NOTHING)
    rule: str = ""
    old: str | None = None
    new: str | None = None

    @property
    def fingerprint(self) -> str:
        """Twelve digits that stay the same as long as the same rule tells of the same place to the same people."""
        text = "\n".join([self.rule, self.pointer, *self.audiences])
        return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]

    def told(self) -> dict[str, Any]:
        """The difference as JSON."""
        told: dict[str, Any] = {
            "rule": self.rule,
            "fingerprint": self.fingerprint,
            "verdict": str(self.verdict),
            "for": list(self.audiences),
            "where": self.pointer,
            "sentence": self.sentence,
        }
        return told if self.value is NOTHING else {**told, "value": self.value}


def worst(differences: Iterable[Difference], audience: str | None = None) -> Verdict:
    """What the differences come to, for one audience or for everyone."""
    concerned = (d.verdict for d in differences if audience is None or audience in d.audiences)
    return max(concerned, default=Verdict.NONE)
