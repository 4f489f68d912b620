"""Random operations that answer something, edits of them, and whether an answer is new to whoever read the old ones."""

from __future__ import annotations

import copy
import random

from contract_tests.compare.random_parts import (
    MEDIA_TYPES,
    SENT,
    Json,
    a_text,
    a_value,
    content,
    plain,
    schema_for,
    texts,
    values,
)

KEYS = ["200", "201", "2XX", "3XX", "4XX", "404", "500", "default"]
# One that each key speaks of, and more that only a range or the default does.
STATUSES = [200, 201, 202, 301, 400, 404, 500]


def operation(draw: random.Random) -> Json:
    keys = draw.sample(KEYS, draw.choice([1, 2, 2, 3]))
    return {"operationId": "x", "responses": {key: _response(draw) for key in keys}}


def _response(draw: random.Random) -> Json:
    made: Json = {"description": "."}
    if found := content(draw, draw.choice([0, 1, 1, 2, 2])):
        made["content"] = found
    if headers := {name: _header(draw) for name in ("X-A", "X-B") if draw.random() < 0.35}:
        made["headers"] = headers
    return made


def _header(draw: random.Random) -> Json:
    return {"schema": a_text(draw), "required": draw.random() < 0.5}


def edited(draw: random.Random, old: Json) -> Json:
    new = copy.deepcopy(old)
    responses = new["responses"]
    for _ in range(draw.choice([1, 1, 2])):
        key = draw.choice(list(responses))
        kind = draw.choice(["gone", "new", "content", "headers", "headers", "other"])
        if kind == "gone" and len(responses) > 1:
            del responses[key]
        elif kind == "new":
            alike = copy.deepcopy(responses[key])
            responses.setdefault(draw.choice(KEYS), alike if draw.random() < 0.4 else _response(draw))
        elif kind == "content":
            _change_content(draw, responses[key].setdefault("content", {}))
        elif kind == "headers":
            _change_headers(draw, responses[key].setdefault("headers", {}))
        elif kind == "other":
            responses[key] = _response(draw)
    return new


def _change_content(draw: random.Random, known: Json) -> None:
    if known and draw.random() < 0.6:
        name = draw.choice(list(known))
        known[name] = {"schema": a_value(draw)}
        if draw.random() < 0.5:
            del known[name]
    elif plain(name := draw.choice(MEDIA_TYPES)) not in map(plain, known):
        known[name] = {"schema": a_value(draw)}


def _change_headers(draw: random.Random, known: Json) -> None:
    if not known or draw.random() < 0.25:
        known[draw.choice(["X-A", "X-B"])] = _header(draw)
        return
    name = draw.choice(list(known))
    kind = draw.choice(["gone", "required", "schema"])
    if kind == "gone":
        del known[name]
    elif kind == "required":
        known[name]["required"] = not known[name]["required"]
    else:
        known[name]["schema"] = a_text(draw)


def breaks(old: Json, new: Json) -> str | None:
    """What a reader of ``old`` meets that is new or missing; None where that is a matter of taste."""
    taste = False
    for status in STATUSES:
        before, after = (_covering(one["responses"], status) for one in (old, new))
        success = status < 300
        if before is not None and after is None:
            if success and str(status) in old["responses"]:
                return f"{status} is gone"
            # Of a range that went, somebody may have waited for one.
            taste |= success and f"{status // 100}XX" in old["responses"]
        elif before is None and after is not None:
            if status < 400:
                return f"{status} is new"
        elif before is not None and after is not None:
            found = _by_headers(before, after) or _by_content(before.get("content", {}), after.get("content", {}))
            if found:
                return f"{status}: {found}"
            taste |= found is None
    return None if taste else ""


def _covering(responses: Json, status: int) -> Json | None:
    found: Json | None = next(
        (responses[key] for key in (str(status), f"{status // 100}XX", "default") if key in responses), None
    )
    return found


def _by_headers(old: Json, new: Json) -> str:
    after = new.get("headers", {})
    for name, header in old.get("headers", {}).items():
        if name not in after:
            return f"{name} is gone"
        if header["required"] and not after[name]["required"]:
            return f"{name} may be missing"
        if not texts(after[name]) <= texts(header):
            return f"{name} has other values"
    return ""


def _by_content(old: Json, new: Json) -> str | None:
    taste = False
    named = {plain(name) for name in old}
    for media_type in SENT:
        before, after = schema_for(old, media_type), schema_for(new, media_type)
        if before is not None and after is None:
            if media_type in named:
                return f"{media_type} is gone"
            taste = True
        elif before is not None and after is not None and not values(after) <= values(before):
            return f"{media_type} has other values"
        elif before is None and after is not None and media_type not in {plain(name) for name in new}:
            # A range where one was named brings what nobody asked for.
            taste = True
    return None if taste else ""


def document(draw: random.Random, held: Json) -> Json:
    """A document with the operation, its parts put in one place or another."""
    made = copy.deepcopy(held)
    components: Json = {}
    if draw.random() < 0.5:
        components["responses"] = {f"r{n}": one for n, one in enumerate(made["responses"].values())}
        made["responses"] = {key: {"$ref": f"#/components/responses/r{n}"} for n, key in enumerate(made["responses"])}
    responses = list((components.get("responses") or made["responses"]).values())
    if draw.random() < 0.5:
        components["headers"] = {
            f"h{n}-{name}": header for n, one in enumerate(responses) for name, header in one.get("headers", {}).items()
        }
        for n, one in enumerate(responses):
            one["headers"] = {name: {"$ref": f"#/components/headers/h{n}-{name}"} for name in one.get("headers", {})}
    if draw.random() < 0.5:
        for one in responses:
            one["headers"] = {name.lower(): header for name, header in one.get("headers", {}).items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1.0.0"},
        "paths": {"/x": {"get": made}},
        "components": components,
    }
