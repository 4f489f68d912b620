"""Random operations that take something, edits of them, and whether a request that was right is wrong afterwards."""

from __future__ import annotations

import copy
import random

from contract_tests.compare.random_parts import MEDIA_TYPES as KNOWN
from contract_tests.compare.random_parts import SENT, Json, a_text, a_value, content, plain, schema_for, texts, values

PLACES = [("a", "query"), ("b", "query"), ("X-A", "header"), ("c", "cookie")]
WAYS: list[list[Json]] = [
    [],
    [{}],
    [{"k1": []}],
    [{"k1": []}, {"k2": []}],
    [{"k1": [], "k2": []}],
    [{"k1": []}, {}],
    [{"k2": []}],
    [{"k1": [], "k2": []}, {"k2": []}],
    [{"k3": []}],
    [{"k3": ["read"]}],
    [{"k3": ["read", "write"]}],
    [{"k3": ["read"]}, {"k3": ["write"]}],
    [{"k1": [], "k3": ["read"]}, {"k3": ["write"]}],
]
FLOW = {"tokenUrl": "https://a.example/token", "scopes": {"read": "", "write": ""}}
SCHEMES = {
    "k1": {"type": "http", "scheme": "bearer"},
    "k2": {"type": "apiKey", "in": "header", "name": "K"},
    "k3": {"type": "oauth2", "flows": {"clientCredentials": FLOW}},
}


def operation(draw: random.Random) -> Json:
    made: Json = {"operationId": "x", "responses": {"200": {"description": "."}}}
    if parameters := [_parameter(draw, *place) for place in PLACES if draw.random() < 0.5]:
        made["parameters"] = parameters
    if draw.random() < 0.6:
        made["requestBody"] = _body(draw)
    if draw.random() < 0.5:
        made["security"] = copy.deepcopy(draw.choice(WAYS))
    return made


def _parameter(draw: random.Random, name: str, place: str) -> Json:
    made: Json = {"name": name, "in": place, "required": draw.random() < 0.4}
    if draw.random() < 0.15:
        return {**made, "content": {"application/json": {"schema": a_value(draw)}}}
    return {**made, "schema": a_text(draw)}


def _body(draw: random.Random) -> Json:
    return {"content": content(draw, draw.choice([1, 1, 2, 2, 3])), "required": draw.random() < 0.5}


def edited(draw: random.Random, old: Json) -> Json:
    new = copy.deepcopy(old)
    for _ in range(draw.choice([1, 1, 2])):
        kind = draw.choice(["parameter", "parameter", "parameters", "body", "body", "security"])
        if kind == "parameter" and new.get("parameters"):
            _change_parameter(draw, draw.choice(new["parameters"]))
        elif kind == "parameters":
            _change_parameters(draw, new)
        elif kind == "body":
            _change_body(draw, new)
        elif kind == "security":
            new["security"] = copy.deepcopy(draw.choice(WAYS))
    return new


def _change_parameter(draw: random.Random, parameter: Json) -> None:
    if draw.random() < 0.4:
        parameter["required"] = not parameter["required"]
    elif "schema" in parameter:
        parameter["schema"] = a_text(draw)
    else:
        parameter["content"]["application/json"]["schema"] = a_value(draw)


def _change_parameters(draw: random.Random, new: Json) -> None:
    known = new.setdefault("parameters", [])
    left = [place for place in PLACES if place not in {(one["name"], one["in"]) for one in known}]
    if known and draw.random() < 0.5:
        known.remove(draw.choice(known))
    elif left:
        known.append(_parameter(draw, *draw.choice(left)))


def _change_body(draw: random.Random, new: Json) -> None:
    if "requestBody" not in new or draw.random() < 0.3:
        new["requestBody"] = _body(draw)
    elif draw.random() < 0.2:
        del new["requestBody"]
    elif draw.random() < 0.4:
        new["requestBody"]["required"] = not new["requestBody"]["required"]
    else:
        known = new["requestBody"]["content"]
        name = draw.choice(KNOWN)
        if name in known and len(known) > 1:
            del known[name]
        elif plain(name) not in set(map(plain, known)) - {plain(name) if name in known else ""}:
            known[name] = {"schema": a_value(draw)}


def breaks(old: Json, new: Json) -> str:
    """Why some request that is right under ``old`` is wrong under ``new``; nothing where none is."""
    return _by_parameters(old, new) or _by_body(old.get("requestBody"), new.get("requestBody")) or _by_access(old, new)


def _by_parameters(old: Json, new: Json) -> str:
    before, after = ({(p["name"], p["in"]): p for p in one.get("parameters", [])} for one in (old, new))
    for place, parameter in before.items():
        if place not in after:
            return f"{place} is gone"
        if not texts(parameter) <= texts(after[place]):
            return f"{place} takes less"
    must = {place for place, parameter in after.items() if parameter["required"]}
    return "".join(f"{place} must be sent" for place in must if not before.get(place, {}).get("required"))


def _by_body(old: Json | None, new: Json | None) -> str:
    if old is None:
        return "there must be a body" if new is not None and new["required"] else ""
    if new is None:
        return "there must be no body"
    if new["required"] and not old["required"]:
        return "there must be a body"
    for name in SENT:
        before, after = schema_for(old["content"], name), schema_for(new["content"], name)
        if before is not None and (after is None or not values(before) <= values(after)):
            return f"{name} takes less"
    return ""


def _by_access(old: Json, new: Json) -> str:
    ways, enough = (one.get("security") or [{}] for one in (old, new))
    return "".join(f"{way} is not enough" for way in ways if not any(_asks_no_more(one, way) for one in enough))


def _asks_no_more(one: Json, way: Json) -> bool:
    return all(name in way and set(scopes) <= set(way[name]) for name, scopes in one.items())


def document(draw: random.Random, held: Json) -> Json:
    """A document with the operation, its parts put in one place or another."""
    made = copy.deepcopy(held)
    item: Json = {"post": made}
    components: Json = {"securitySchemes": SCHEMES}
    found: Json = {"openapi": "3.1.0", "info": {"title": "t", "version": "1.0.0"}, "paths": {"/x": item}}
    if "security" in made and draw.random() < 0.5:
        found["security"] = made.pop("security")
    if "parameters" in made and draw.random() < 0.5:
        components["parameters"] = {f"p{n}": one for n, one in enumerate(made["parameters"])}
        made["parameters"] = [{"$ref": f"#/components/parameters/{name}"} for name in components["parameters"]]
    if "parameters" in made and draw.random() < 0.5:
        item["parameters"] = made.pop("parameters")
    if "requestBody" in made and draw.random() < 0.5:
        components["requestBodies"] = {"b": made["requestBody"]}
        made["requestBody"] = {"$ref": "#/components/requestBodies/b"}
    return {**found, "components": components}
