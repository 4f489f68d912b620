"""What two schemas say themselves: made into a pair that differs in nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from scripts.compare.node import Node
from scripts.compare.normal import enforced, nested, normal
from scripts.compare.witness import Schema
from scripts.document import DocumentError

MODELS = "#/components/schemas/"
LED = re.compile(rf'"{MODELS}((?:old|new)\.[^"]*)"')


class Own:
    """Two schemas, their children made alike where both have them, so that a value shows what they say themselves."""

    def __init__(self, old: Node, new: Node) -> None:
        self._models = {**_models(old, "old"), **_models(new, "new")}
        self._before: dict[str, Any] = _led(normal(old.value), "old")
        self._after: dict[str, Any] = _led(normal(new.value), "new")
        self.whole_before, self.whole_after = self._schema(self._before), self._schema(self._after)
        self.fresh = _names(self._reach(self._after)) - _names(self._reach(self._before))
        if nested(old.value, new.value):
            self._before, self._after = _alike(self._before, self._after)

    @cached_property
    def changed(self) -> list[str]:
        """The clauses that differ, in the order of their names."""
        keys = sorted(self._before.keys() | self._after.keys())
        before, after = self._before, self._after
        return [key for key in keys if self._reach(before.get(key)) != self._reach(after.get(key))]

    @cached_property
    def before(self) -> Schema:
        """The old schema."""
        return self._schema(self._before)

    @cached_property
    def after(self) -> Schema:
        """The new schema with the old one's children."""
        return self._schema(self._after)

    def gone(self, key: str) -> bool:
        """Whether the new schema lacks the clause."""
        return key not in self._after

    def change(self, key: str) -> str:
        """What became of one clause, in words."""
        if key not in self._before:
            return f"{key} {told(self._after[key])} is new"
        if self.gone(key):
            return f"{key} {told(self._before[key])} is gone"
        return f"{key} {told(self._before[key])} became {told(self._after[key])}"

    def _schema(self, said: Any) -> Schema:
        return Schema(enforced(said), {"schemas": enforced(self._models)})

    def _reach(self, clause: Any) -> str:
        """A clause as text, with every model that it leads to, under names without their age."""
        waiting, reached = [json.dumps(clause, sort_keys=True)], dict[str, str]()
        text = waiting[0]
        while waiting:
            for name in LED.findall(waiting.pop()):
                if name not in reached:
                    reached[name] = json.dumps(self._models.get(name), sort_keys=True)
                    waiting.append(reached[name])
        whole = "\n".join([text, *(f"{name[4:]}: {model}" for name, model in reached.items())])
        return LED.sub(lambda found: f'"{MODELS}{found[1][4:]}"', whole)


def told(value: Any) -> str:
    """A JSON value in one line that stays readable."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _alike(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both with the old one's children, and with nothing about a property that one of them does not name."""
    named = [schema.get("properties", {}) for schema in (before, after)]
    both = {name: part for name, part in named[0].items() if name in named[1]}
    alone = (named[0].keys() | named[1].keys()) - both.keys()
    made = []
    for schema in (before, after):
        required = [name for name in schema.get("required", []) if name not in alone]
        children = {"properties": both, "required": required}
        for key in ("items", "additionalProperties"):
            if isinstance(before.get(key), Mapping) and isinstance(after.get(key), Mapping):
                children[key] = before[key]
        made.append({key: part for key, part in {**schema, **children}.items() if part or key not in children})
    return made[0], made[1]


def _models(node: Node, age: str) -> dict[str, Any]:
    models = node.document.get("components", {}).get("schemas", {})
    return {f"{age}.{name}": _led(normal(model), age) for name, model in models.items()}


def _led(schema: Any, age: str) -> Any:
    """``schema`` with its references led to the models of that age."""
    text = json.dumps(schema)
    if text.count('"$ref": "') != text.count(f'"$ref": "{MODELS}'):
        raise DocumentError("a schema refers to something other than components/schemas, which is not compared")
    return json.loads(text.replace(f'"$ref": "{MODELS}', f'"$ref": "{MODELS}{age}.'))


def _names(text: str) -> set[str]:
    """The names of properties in what ``_reach`` gives."""
    return {name for part in re.findall(r'"properties": (\{.*)', text) for name in re.findall(r'"([^"]+)": \{', part)}
