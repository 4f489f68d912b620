"""Random parameters that hold arrays or plain values, edits of them, and whether what was sent is refused."""

from __future__ import annotations

import copy
import itertools
import random

from contract_tests.compare.random_parts import Json, a_text, texts

STYLES: dict[str, list[Json]] = {
    "query": [
        {},
        {"style": "form", "explode": True},
        {"style": "form", "explode": False},
        {"style": "spaceDelimited", "explode": False},
        {"style": "pipeDelimited", "explode": False},
    ],
    "header": [{}, {"style": "simple", "explode": False}, {"style": "simple", "explode": True}],
    "path": [{}, {"style": "simple", "explode": True}],
    "cookie": [{"style": "form", "explode": False}],
}
SEPARATORS = {"form": ",", "simple": ",", "spaceDelimited": "%20", "pipeDelimited": "|"}
# Items of the longest array that is looked at where there is no bound.
LONGEST = 4


def operation(draw: random.Random) -> Json:
    place = draw.choice(["query", "query", "query", "header", "path", "cookie"])
    return {"name": "a", "in": place, "required": True, "schema": _schema(draw), **draw.choice(STYLES[place])}


def _schema(draw: random.Random) -> Json:
    if draw.random() < 0.35:
        return a_text(draw)
    made: Json = {"type": "array", "items": a_text(draw), "minItems": draw.choice([1, 1, 2])}
    if draw.random() < 0.6:
        made["maxItems"] = max(made["minItems"], draw.choice([1, 2, 3]))
    if draw.random() < 0.2:
        made["uniqueItems"] = True
    return made


def edited(draw: random.Random, old: Json) -> Json:
    new = copy.deepcopy(old)
    for _ in range(draw.choice([1, 1, 2])):
        kind = draw.choice(["style", "schema", "clause", "clause"])
        if kind == "style":
            new = {key: value for key, value in new.items() if key not in {"style", "explode"}}
            new |= draw.choice(STYLES[new["in"]])
        elif kind == "schema":
            new["schema"] = _schema(draw)
        elif "items" in new["schema"]:
            _change_clause(draw, new["schema"])
        else:
            new["schema"] = {"type": "array", "items": new["schema"], "minItems": 1, "maxItems": draw.choice([1, 2])}
    return new


def _change_clause(draw: random.Random, array: Json) -> None:
    kind = draw.choice(["items", "maxItems", "minItems", "uniqueItems"])
    if kind == "items":
        array["items"] = a_text(draw)
    elif kind == "uniqueItems":
        array["uniqueItems"] = not array.get("uniqueItems", False)
    else:
        array[kind] = draw.choice([1, 2, 3])
        if array.get("maxItems", LONGEST) < array["minItems"]:
            array["minItems"] = array["maxItems"] = array[kind]


def breaks(old: Json, new: Json) -> str | None:
    """What was right to send and is no more; None where nothing can be sent by the old or by the new contract."""
    before, after = _written(old), _written(new)
    return ", ".join(sorted(before - after)) if before and after else None


def _written(parameter: Json) -> set[str]:
    """Each way in which its values are sent."""
    schema = parameter["schema"]
    if "items" not in schema:
        return {f"a={text}" for text in texts(parameter)}
    style = parameter.get("style", "form" if parameter["in"] in {"query", "cookie"} else "simple")
    apart = "&a=" if style == "form" and parameter.get("explode", True) else SEPARATORS[style]
    found: set[str] = set()
    for count in range(schema["minItems"], schema.get("maxItems", LONGEST) + 1):
        for items in itertools.product(texts({"schema": schema["items"]}), repeat=count):
            if not schema.get("uniqueItems") or len({*items}) == count:
                found.add(f"a={apart.join(items)}")
    return found


def document(_draw: random.Random, held: Json) -> Json:
    """A document whose one operation takes the parameter."""
    path = "/x/{a}" if held["in"] == "path" else "/x"
    operation = {"operationId": "x", "parameters": [held], "responses": {"200": {"description": "."}}}
    return {"openapi": "3.1.0", "info": {"title": "t", "version": "1.0.0"}, "paths": {path: {"get": operation}}}
