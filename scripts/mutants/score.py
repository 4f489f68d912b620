"""How many mutants are caught, by what, and which are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from scripts.cases.on_file import FOLDER
from scripts.mutants.jury import Jury
from scripts.mutants.mutations import Mutant
from scripts.mutants.pins import Pin
from scripts.mutants.writing import as_yaml, distinct


@dataclass
class Score:
    """What came of judging the mutants of the document at ``path``.

    ``pins`` has for each of the ``survivors`` the case that would catch it, or None where none was found.
    """

    path: Path
    caught: Counter[str] = field(default_factory=Counter)
    survivors: list[Mutant] = field(default_factory=list)
    implied: list[Mutant] = field(default_factory=list)
    pins: list[Pin | None] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Each survivor with the case that would catch it, what caught how many, and the score in the last line."""
        for mutant, pin in zip_longest(self.survivors, self.pins):
            yield f"survivor: {mutant.told(self.path)}"
            yield f"  add to cases/{pin.operation}.yaml, under {pin.kind}:" if pin else "  no case was found for it"
            yield from as_yaml(pin, indent=2).splitlines() if pin else ()
        if self.caught:
            yield "caught by " + ", ".join(f"{catcher}: {count}" for catcher, count in self.caught.most_common())
        rest = f"; {len(self.implied)} more only repeat what another clause says" if self.implied else ""
        yield f"mutants: {self.caught.total()} of {self.caught.total() + len(self.survivors)} caught{rest}"


def score(path: Path, jury: Jury, mutants: Iterable[Mutant], folder: Path = FOLDER) -> Score:
    """Judge ``mutants`` of the document at ``path``, whose cases lie in ``folder``. Raises CaseError."""
    result = Score(path)
    for mutant in mutants:
        if mutant.implied:
            result.implied.append(mutant)
        elif catcher := jury.catcher(mutant):
            result.caught[catcher] += 1
        elif jury.is_equivalent(mutant):
            result.implied.append(mutant)
        else:
            result.survivors.append(mutant)
    result.pins = distinct([jury.pin(mutant, folder) for mutant in result.survivors])
    return result
