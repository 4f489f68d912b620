"""Random values that a schema allows."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from scripts.making.arrays import MORE, length, made_items
from scripts.making.gathering import DEPTH, Gathered, Impossible, gathered
from scripts.making.numbers import number
from scripts.making.objects import Names
from scripts.making.texts import text


class Maker:
    """Makes values for the schemas of ``document`` out of ``random``.

    ``shown`` makes the value that a reader would want to see: documented examples where there are some, and every
    property. What is made is likely to be lawful, not certain: alternatives may overlap, and what is forbidden by
    ``not`` is avoided where that is easy. Whoever needs to be sure checks it.
    """

    def __init__(self, document: Mapping[str, Any], random: Random, *, shown: bool = False) -> None:
        self._document = document
        self._random = random
        self._shown = shown

    def make(self, *nodes: Any, depth: int = 0) -> Any:
        """A value for all of ``nodes``. Raises Impossible where none is found."""
        asked = gathered(self._document, self._random, nodes, depth)
        if self._shown and (examples := _examples(asked)):
            return examples[0]
        values = asked.values()
        kinds = asked.kinds()
        if values is not None:
            fitting = [value for value in values if asked.allows(value)]
            if not fitting:
                raise Impossible
            return fitting[0] if self._shown else self._random.choice(fitting)
        if not kinds:
            raise Impossible
        kind = kinds[0] if self._shown else self._random.choice(kinds)
        if depth >= DEPTH and "null" in kinds:
            kind = "null"
        return self._of(kind, asked, depth)

    def _of(self, kind: str, asked: Gathered, depth: int) -> Any:
        match kind:
            case "object":
                return self._object(asked, depth)
            case "array":
                return self._array(asked, depth)
            case "integer" | "number":
                return number(asked, self._random, whole=kind == "integer")
            case "boolean":
                return self._shown or self._random.random() < 0.5
            case "null":
                return None
        return text(asked, self._random, self.make)

    def _object(self, asked: Gathered, depth: int) -> dict[str, Any]:
        share = 0.0 if depth >= DEPTH else 1.0 if self._shown else 0.75
        names = Names(asked, self._random, lambda *nodes: str(self.make(*nodes, depth=depth + 1)))
        wanted = {name: None for name in names.listed() if name in names.required or self._random.random() < share}
        while more := [node for name in names.closed(wanted) for node in names.depending(name)]:
            # What a property brings along may ask for others, and say more of those that there are.
            asked = gathered(self._document, self._random, [*asked.parts, *more], depth)
            names = names.anew(asked, more)
        made: dict[str, Any] = {}
        for name in names.closed(wanted):
            try:
                made[name] = self.make(*names.nodes(name), depth=depth + 1)
            except Impossible:
                if name in names.required:
                    raise
        for name in names.others(made, usual=0 if depth >= DEPTH or self._shown else self._random.randint(1, 2)):
            made[name] = self.make(*names.nodes(name), depth=depth + 1)
        return made

    def _array(self, asked: Gathered, depth: int) -> list[Any]:
        more = 0 if depth >= DEPTH else 1 if self._shown else self._random.randint(0, MORE)
        wanted = length(asked, more)
        return made_items(asked, self._random, wanted, lambda *nodes: self.make(*nodes, depth=depth + 1))


def _examples(asked: Gathered) -> list[Any]:
    found = [value for values in asked.said("examples") if isinstance(values, list) for value in values]
    return [*found, *asked.said("example"), *asked.said("default")]
