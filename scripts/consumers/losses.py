"""What a client loses, measured: probes beside the vectors, and the violations that it takes for answers."""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from scripts.consumers.calls import calls, values
from scripts.consumers.judging import Line, Vector, difference, sent
from scripts.document import resolve

PROBES = {"2^53 - 1": 2**53 - 1, "2^53 + 1": 2**53 + 1}


def asked(vectors: list[Vector], document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The vectors and the probes as drivers get them, of the operations that drivers call.

    Each has the ``model`` of an error's body, if it has one, whether its answer is documented as a text (``isText``),
    the ``values`` of the request's path by name, ``inPath`` and as they are ``declared``, and its operation's ``tag``
    as classes are named.
    """
    known = calls(document)
    found = []
    for vector in [*vectors, *probes(vectors)]:
        if vector["operation"] not in known:
            continue
        responses = known[vector["operation"]].raw["responses"]
        response = resolve(document, responses.get(str(vector["expected"]["status"]), {}))
        content = response.get("content", {})
        references = [media.get("schema", {}).get("$ref", "") for media in content.values()]
        model = next((one.rpartition("/")[2] for one in references if one), None)
        operation = known[vector["operation"]]
        given = values(operation, vector["request"]["path"])
        tag = next(iter(operation.raw.get("tags", [])), "default")
        found.append(
            {
                **vector,
                "model": model,
                "isText": bool(content) and not any("json" in name for name in content),
                "values": given,
                "inPath": [*given.values()],
                "declared": [given[one["name"]] for one in operation.parameters if one["name"] in given],
                "tag": tag[:1].upper() + tag[1:],
            }
        )
    return found


def probes(vectors: list[Vector]) -> Iterator[dict[str, Any]]:
    """For each operation that answers with integers: one such vector, with each of them at the edge of exactness."""
    seen = set()
    for vector in vectors:
        whole = vector["expected"]["outcome"] == "value" and vector["origin"] == "recording"
        if not whole or vector["operation"] in seen or not _integers(vector["expected"]["value"]):
            continue
        seen.add(vector["operation"])
        for name, number in PROBES.items():
            probe = copy.deepcopy(dict(vector))
            probe |= {"name": f"{vector['operation']}/probe/{number}", "origin": "probe", "description": name}
            body = _replaced(json.loads(vector["response"]["body"]), number)
            probe["response"]["body"] = json.dumps(body, ensure_ascii=False)
            probe["expected"]["value"] = _replaced(vector["expected"]["value"], number)
            yield probe


def losses(
    vectors: Sequence[Vector], lines: Mapping[str, Line], noticed: Mapping[str, bool], schemas: Path
) -> list[str]:
    """What is lost, a phrase each; ``schemas`` is the bundle's folder of that name."""
    found = []
    for name in PROBES:
        of_it = [one for one in vectors if one["origin"] == "probe" and one["description"] == name]
        lost = [_probed(one, lines.get(one["name"], {})) for one in of_it]
        found += sorted({f"integers at {name} {how}" for how in lost if how})
    if any(line.get("value") is not None and line.get("status") is None for line in lines.values()):
        found.append("the status of a success is not told")
    if any(_kept_less(one, lines[one["name"]]) for one in vectors if one["origin"] == "recording"):
        found.append("unknown fields are dropped")
    lawful = [one for one in vectors if one["origin"] == "recording" and one["name"] in lines]
    apart = {_not_apart(one, lines[one["name"]]) for one in lawful}
    found += sorted(one for one in apart if one)
    missed: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for vector in vectors:
        if vector["name"] in noticed:
            keyword = broken_keyword(vector, schemas)
            every[keyword] += 1
            missed[keyword] += not noticed[vector["name"]]
    unchecked = [f"{keyword} {missed[keyword]}/{every[keyword]}" for keyword in sorted(every) if missed[keyword]]
    return [*found, *([f"unnoticed: {', '.join(unchecked)}"] if unchecked else [])]


def broken_keyword(vector: Vector, schemas: Path) -> str:
    """The keyword of JSON Schema that a violation breaks, else what else is wrong with it."""
    if vector["expected"]["outcome"] == "undocumented":
        return "status"
    path = schemas / f"{vector['operation']}-{vector['response']['status']}.json"
    if not path.exists():
        return "media type"  # the document has no JSON there
    try:
        body = json.loads(vector["response"]["body"])
    except ValueError:
        return "JSON"
    try:
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator(schema, validate_formats=True).validate(body)
    except ValidationError as error:
        return str(error.schema_path[-1])
    return "media type"


def _probed(vector: Vector, line: Line) -> str | None:
    if line.get("error") is not None or "value" not in line:
        return "refused"
    wrong = difference(vector["expected"]["value"], line["value"], sent(vector))
    return "changed" if wrong else None


def _kept_less(vector: Vector, line: Line) -> bool:
    """Whether what was sent and is not documented is not there any more."""
    whole, expected = sent(vector), vector["expected"]["value"]
    return difference(expected, whole, whole) is None and bool(
        _names(whole) - _names(expected) - _names(line.get("value"))
    )


def _not_apart(vector: Vector, line: Line) -> str | None:
    """What the client does not tell apart from nothing: an empty collection, or null."""
    wrong = difference(vector["expected"]["value"], line.get("value"), sent(vector), strict=True)
    if wrong is None:
        return None
    return "a null is told as absent" if wrong.endswith(" is missing") else "an absent list is told as an empty one"


def _names(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(_names, value))
    if isinstance(value, dict):
        return set(value).union(*map(_names, value.values()))
    return set()


def _integers(value: Any) -> bool:
    if isinstance(value, list | dict):
        return any(map(_integers, value.values() if isinstance(value, dict) else value))
    return type(value) is int


def _replaced(value: Any, number: int) -> Any:
    if isinstance(value, list):
        return [_replaced(item, number) for item in value]
    if isinstance(value, dict):
        return {name: _replaced(item, number) for name, item in value.items()}
    return number if type(value) is int else value
