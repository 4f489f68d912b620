"""How many mutants are caught, by what, and which are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contract_tests.mutants.jury import Jury
from contract_tests.mutants.mutations import Mutant


@dataclass
class Score:
    """What came of judging the mutants of the document at ``path``."""

    path: Path
    caught: Counter[str] = field(default_factory=Counter)
    survivors: list[Mutant] = field(default_factory=list)
    implied: list[Mutant] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The score in one line, what caught how many in another, then each survivor."""
        total = self.caught.total() + len(self.survivors)
        rest = f"; {len(self.implied)} more only repeat what another clause says" if self.implied else ""
        yield f"mutants: {self.caught.total()} of {total} caught{rest}"
        if self.caught:
            yield "caught by " + ", ".join(f"{catcher}: {count}" for catcher, count in self.caught.most_common())
        for mutant in self.survivors:
            yield f"survivor: {mutant.told(self.path)}"


def score(path: Path, jury: Jury, mutants: Iterable[Mutant]) -> Score:
    """Judge ``mutants`` of the document at ``path``."""
    result = Score(path)
    for mutant in mutants:
        if mutant.implied:
            result.implied.append(mutant)
        elif catcher := jury.catcher(mutant):
            result.caught[catcher] += 1
        else:
            result.survivors.append(mutant)
    return result
