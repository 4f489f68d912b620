"""Whether a document can be compared at all."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import jsonschema_rs

from scripts.document import DocumentError, pointer_of
from scripts.references import NAMED, check_references
from scripts.telling import excerpt

LONGEST = 200


def check(name: str, document: Mapping[str, Any]) -> None:
    """Raise DocumentError, with the place, unless ``document`` is valid OpenAPI 3.1; ``name`` tells it apart.

    Nothing is fetched: a reference that leads outside of the document is refused.
    """
    if not str(document.get("openapi")).startswith("3.1."):
        raise DocumentError(
            f"{name}: openapi is {_line(str(document.get('openapi')))}: only documents of 3.1 are compared"
        )
    try:
        check_references(document)
    except DocumentError as error:
        raise DocumentError(f"{name}: {_line(str(error))}") from None
    found = list(_schemas(document, [], names=False))
    for wrong in _openapi().iter_errors(_bare(document, [], names=False)):
        raise DocumentError(f"{name}: #{_line(pointer_of(list(wrong.instance_path)))}: {_line(wrong.message)}")
    for steps, schema in found:
        _check_schema(name, steps, schema)


@functools.cache
def _openapi() -> jsonschema_rs.Draft202012Validator:
    text = files("openapi_spec_validator").joinpath("resources/schemas/v3.1/schema.json").read_text(encoding="utf-8")
    return jsonschema_rs.Draft202012Validator(json.loads(text), offline=True)


def _check_schema(name: str, steps: list[str | int], schema: Any) -> None:
    try:
        jsonschema_rs.meta.validate({**schema} if isinstance(schema, Mapping) else schema)
    except jsonschema_rs.ValidationError as error:
        place = _line(pointer_of([*steps, *error.instance_path]))
        raise DocumentError(f"{name}: #{place}: it is no JSON Schema: {_line(error.message)}") from None
    except (ValueError, TypeError) as error:
        # A schema of another dialect, or a key or a value that JSON has no words for.
        raise DocumentError(f"{name}: #{_line(pointer_of(steps))}: it is no JSON Schema: {_line(str(error))}") from None


def _schemas(node: Any, steps: list[str | int], *, names: bool) -> Iterator[tuple[list[str | int], Any]]:
    """Every schema that stands in no other one."""
    if isinstance(node, list):
        for n, entry in enumerate(node):
            yield from _schemas(entry, [*steps, n], names=False)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            here = [*steps, str(key)]
            if (key == "schema" and not names) or steps == ["components", "schemas"]:
                yield here, value
            elif names or not _is_data(key, value):
                yield from _schemas(value, here, names=not names and key in NAMED and isinstance(value, Mapping))


def _bare(node: Any, steps: list[str | int], *, names: bool) -> Any:
    """The document without its schemas, and with nothing beside a reference: what stands there is ignored."""
    if isinstance(node, list):
        return [_bare(entry, [*steps, n], names=False) for n, entry in enumerate(node)]
    if not isinstance(node, Mapping):
        return node if node is None or isinstance(node, str | bool | int | float) else str(node)
    if not names and isinstance(node.get("$ref"), str):
        is_item = steps[:-1] in (["paths"], ["webhooks"], ["components", "pathItems"])
        node = {k: v for k, v in node.items() if k != "$ref"} if is_item else {"$ref": node["$ref"]}
    made: dict[str, Any] = {}
    for key, value in node.items():
        if (key == "schema" and not names) or steps == ["components", "schemas"]:
            made[str(key)] = value if isinstance(value, bool) or not isinstance(value, Mapping) else {}
        elif not names and _is_data(key, value):
            made[str(key)] = None
        else:
            inner = not names and key in NAMED and isinstance(value, Mapping)
            made[str(key)] = _bare(value, [*steps, str(key)], names=inner)
    return made


def _is_data(key: Any, value: Any) -> bool:
    """Whether it is somebody's data, in which nothing is a schema or a reference."""
    return key in {"example", "value"} or str(key).startswith("x-") or (key == "examples" and isinstance(value, list))


def _line(text: str) -> str:
    return excerpt(text.strip(), LONGEST)
