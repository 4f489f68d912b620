"""Which properties an object has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import Any

from scripts.making.gathering import Gathered
from scripts.making.texts import text_validator

_TRIES = 20  # for each name that is wanted


class Names:
    """The names of the properties that ``asked`` speaks of; ``name_of`` makes a text for a schema."""

    def __init__(
        self, asked: Gathered, random: Random, name_of: Callable[..., str], brought: tuple[int, ...] = ()
    ) -> None:
        self._asked = asked
        self._random = random
        self._name_of = name_of
        self._brought = brought
        self.required = dict.fromkeys(name for names in asked.said("required") for name in names)
        self._barred = {
            name for node in asked.excluded if set(node) == {"required"} and len(node["required"]) == 1
            for name in node["required"]
        }  # fmt: skip

    def anew(self, asked: Gathered, brought: Iterable[Any]) -> Names:
        """The same for ``asked``, to which ``brought`` has been added."""
        return Names(asked, self._random, self._name_of, (*self._brought, *map(id, brought)))

    def listed(self) -> list[str]:
        """Every name that is declared or required, and may be there."""
        declared = dict.fromkeys(name for properties in self._asked.said("properties") for name in properties)
        return [name for name in declared | self.required if name not in self._barred and False not in self.nodes(name)]

    def closed(self, wanted: Iterable[str]) -> list[str]:
        """``wanted``, with all that is required, or asked for by one of them."""
        names = dict.fromkeys([*wanted, *self.required])
        for needs in self._asked.said("dependentRequired"):
            for name, needed in needs.items():
                if name in names:
                    names |= dict.fromkeys(needed)
        return list(names)

    def depending(self, name: str) -> list[Any]:
        """What the presence of ``name`` asks for, as far as it was not brought yet."""
        found = [schemas[name] for schemas in self._asked.said("dependentSchemas") if name in schemas]
        return [node for node in found if id(node) not in self._brought]

    def nodes(self, name: str) -> list[Any]:
        """Every schema for the property ``name``."""
        return [node for part in self._asked.parts for node in _nodes(part, name)] + self._unevaluated(name)

    def others(self, made: Mapping[str, Any], *, usual: int) -> Iterator[str]:
        """Names beside those of ``made``: as many as are demanded, or usual where there is a schema for them."""
        least, most = self._asked.least("minProperties") - len(made), self._asked.most("maxProperties")
        patterns = [pattern for patterns in self._asked.said("patternProperties") for pattern in patterns]
        has_schema = patterns or any(isinstance(node, Mapping) for node in self._asked.said("additionalProperties"))
        wanted = max(usual if has_schema else 0, least)
        wanted = wanted if most is None else min(wanted, most - len(made))
        names: dict[str, None] = {}
        for _ in range(_TRIES * wanted):
            name = self._other(patterns)
            if len(names) < wanted and name not in made and name not in self._barred and False not in self.nodes(name):
                names[name] = None
        yield from names

    def _other(self, patterns: list[str]) -> str:
        named = [node for node in self._asked.said("propertyNames") if isinstance(node, Mapping)]
        pattern = self._random.choice([None, *patterns])
        shaped = [] if pattern is None else [{"pattern": pattern}]
        return self._name_of({"type": "string"}, *shaped, *named)

    def _unevaluated(self, name: str) -> list[Any]:
        if any(_nodes(part, name) for part in self._asked.parts):
            return []
        return self._asked.said("unevaluatedProperties")


def _nodes(part: Mapping[str, Any], name: str) -> list[Any]:
    declared, patterns = part.get("properties", {}), part.get("patternProperties", {})
    found = [declared[name]] if name in declared else []
    found += [node for pattern, node in patterns.items() if text_validator((), (pattern,)).is_valid(name)]
    return found if found or "additionalProperties" not in part else [part["additionalProperties"]]
