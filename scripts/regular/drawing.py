"""Draw texts that patterns allow."""

from __future__ import annotations

import functools
from contextlib import suppress
from random import Random
from time import thread_time

from scripts.regular.classes import readable
from scripts.regular.terms import BEGIN, NOTHING, Term, Undecided, after, both, letters, shortest
from scripts.regular.texts import between, matching

STATES = 3000
# So many are explored however long it takes: what is drawn must not depend on a pause of the machine's.
SURE = 300
SECONDS = 0.5
USUAL = 12  # characters, above which a text ends as soon as it can


class Drawer:
    """Draws texts of one set; it goes only where the text can still end."""

    def __init__(self, term: Term) -> None:
        self._signs = list(letters(term).items())
        self._only: str | None = None
        try:
            self._moves, self._ends = self._explored(term)
        except Undecided:
            self._moves, self._ends = [], set()
            with suppress(Undecided):
                self._only = shortest(term)
        self._far = _distances(self._moves, self._ends)

    def text(self, random: Random) -> str | None:
        """One of the texts; None when there is none, or none is found in time."""
        if 0 not in self._far:
            return self._only
        here, signs = 0, ""
        while self._far[here]:
            moves = [move for move in self._moves[here] if move[1] in self._far]
            if len(signs) >= USUAL:
                nearest = min(self._far[there] for _, there in moves)
                moves = [move for move in moves if self._far[move[1]] == nearest]
            sign, here = random.choice(moves)
            if self._signs[sign][0] < BEGIN:
                signs += chr(readable(self._signs[sign][1], random))
        return signs

    def _explored(self, term: Term) -> tuple[list[list[tuple[int, int]]], set[int]]:
        """By state, which kind of character leads to which state; and the states in which a text may end."""
        states = {term: 0}
        known: dict[tuple[Term, int], Term] = {}
        moves: list[list[tuple[int, int]]] = []
        end = thread_time() + SECONDS
        waiting = [term]
        for here in waiting:
            if len(states) > STATES or (len(states) > SURE and thread_time() > end):
                raise Undecided
            moves.append([])
            for number, (letter, _) in enumerate(self._signs):
                there = after(here, letter, known)
                if there is not NOTHING:
                    if there not in states:
                        states[there] = len(states)
                        waiting.append(there)
                    moves[-1].append((number, states[there]))
        return moves, {number for here, number in states.items() if here.empty}


def _distances(moves: list[list[tuple[int, int]]], ends: set[int]) -> dict[int, int]:
    """By state, how many characters are missing at least; none for a state from which no text ends."""
    before: dict[int, list[int]] = {}
    for here, ways in enumerate(moves):
        for _, there in ways:
            before.setdefault(there, []).append(here)
    far = dict.fromkeys(sorted(ends), 0)
    waiting = list(far)
    for here in waiting:
        for earlier in before.get(here, []):
            if earlier not in far:
                far[earlier] = far[here] + 1
                waiting.append(earlier)
    return far


@functools.lru_cache(maxsize=500)
def drawer(patterns: tuple[str, ...], least: int = 0, most: int | None = None) -> Drawer:
    """What draws texts in which every pattern is found, of so many characters.

    Raises UnsupportedError for a pattern that is not understood.
    """
    sized = [between(least, most)] if least or most is not None else []
    return Drawer(both(*map(matching, patterns), *sized))
