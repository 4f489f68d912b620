"""Let a new package prove itself in an interpreter of its own, before anybody relies on it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing.exceptions import Unresolvable

from scripts.document import DocumentError, pointer_of
from scripts.generate.plan import Plan
from scripts.generate.source import Source
from scripts.schemas import Schemas

PROOF = Path(__file__).with_name("proof.py")


def prove(source: Source, plan: Plan, package: Path) -> None:
    """Import all of ``package``, ask its command line for help, and read each documented example and write it again.

    Raises DocumentError, with the place, for what fails, which is the generator's fault and not the document's.
    """
    asked = {"folder": str(package.parent), "package": package.name, "examples": _examples(source, plan)}
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-W", "error", str(PROOF)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        told = done.stdout.strip().splitlines() or done.stderr.strip().splitlines() or ["it ended without a word"]
        pointer, _, reason = told[-1].partition("\t")
        reason, pointer = (reason, pointer) if reason else (pointer, "")
        raise source.fault(pointer, f"a fault of the generator: {reason.replace(str(package.parent), '')}")


def _examples(source: Source, plan: Plan) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for operation in plan.operations:
        for answer in operation.answers:
            if answer.condition is None:
                continue
            for reading in answer.bodies:
                if reading.reader != "JsonBody":
                    continue
                media = _at(source, reading.pointer)
                for pointer, value in _values(source, media, reading.pointer):
                    if _is_lawful(source, media.get("schema", True), value):
                        found.append(
                            {
                                "module": f"api.{operation.tag}.{operation.name}",
                                "status": int(answer.status.replace("XX", "00")),
                                "type": reading.media_type,
                                "value": json.dumps(value),
                                "documented": _documented(Schemas(source.data, media.get("schema")), value),
                                "pointer": pointer,
                            }
                        )
    return found


def _at(source: Source, pointer: str) -> Any:
    node, _ = source.target({"$ref": f"#{pointer}"}, pointer)
    return node


def _values(source: Source, media: Any, pointer: str) -> list[tuple[str, Any]]:
    values = [(f"{pointer}/example", media["example"])] if "example" in media else []
    examples = media.get("examples")
    for name, node in examples.items() if isinstance(examples, dict) else ():
        example, where = source.resolve(node, f"{pointer}/examples{pointer_of([name])}")
        if isinstance(example, dict) and "value" in example:
            values.append((where, example["value"]))
    return values


def _documented(schemas: Schemas, value: Any) -> Any:
    """What must come back of ``value``: all but the properties of which the document says nothing."""
    if isinstance(value, dict):
        here = schemas.fitting(value)
        known = here.names()
        below = {name: here.property(name) for name in value}
        return {
            name: _documented(below[name], value[name])
            for name in value
            # An empty schema for any further name says nothing.
            if (name in known or any(below[name].nodes))
            and not any(node.get("writeOnly") is True for node in below[name].nodes)
        }
    if isinstance(value, list):
        here = schemas.fitting(value)
        return [_documented(here.item(index), item) for index, item in enumerate(value)]
    return value


def _is_lawful(source: Source, schema: Any, value: Any) -> bool:
    try:
        return Draft202012Validator({**source.data, "allOf": [schema]}).is_valid(value)
    except (Unresolvable, RecursionError, DocumentError, ValueError):
        return False
    except Exception:
        return False
