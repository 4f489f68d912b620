"""The document's schemas as compiled JavaScript, and a middleware that holds answers to them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.document import Operation, operations, resolve
from scripts.publish.inline import alone
from scripts.publish.package import PackageError

HERE = Path(__file__).parent
PROGRAM = HERE / "npm" / "validators.mjs"
MODULE, MODULE_TYPES, RUNTIME = "validators.js", "validators.d.ts", "runtime.js"
MIDDLEWARE, MIDDLEWARE_TYPES = "validating.js", "validating.d.ts"
SECONDS = 120
# What a function cannot be called, or must not hide.
RESERVED = {
    "arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete",
    "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if", "implements",
    "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private", "protected", "public",
    "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void",
    "while", "with", "yield", "NaN", "Infinity", "Object", "Array", "Number", "String", "RegExp", "Math",
    "Symbol", "Error",
}  # fmt: skip
# What ajv calls its own variables.
INTERNAL = re.compile("[a-z]+[0-9]+")


@dataclass(frozen=True)
class Checks:
    """The schemas by the name of their function, with the TypeScript type of what each takes."""

    schemas: dict[str, dict[str, Any]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def add(self, document: Mapping[str, Any], wanted: str, schema: Any, kind: str) -> str:
        """The name of the function for ``schema``: ``wanted``, as JavaScript and as what is there already allow."""
        name = re.sub(r"\W", "_", wanted, flags=re.ASCII)
        name = f"_{name}" if not name or name[0].isdigit() else name
        while name in self.schemas or name in RESERVED or INTERNAL.fullmatch(name):
            name += "_"
        self.schemas[name] = alone(document, wanted, schema if isinstance(schema, Mapping) else {"allOf": [schema]})
        self.types[name] = kind
        return name


def validators(document: Mapping[str, Any]) -> dict[str, bytes]:
    """The modules and their types by file name, the same bytes each time.

    Raises PackageError when the compiler is not installed, does not end in time, or refuses a schema.
    """
    checks = Checks()
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        checks.add(document, name, schema, f"components[{json.dumps('schemas')}][{json.dumps(name)}]")
    models = set(checks.schemas)
    table = {f"{one.method} {one.path}": _operation(one, checks) for one in operations(document)}
    version = document["info"]["version"]
    head = f"// Written from openapi.yaml, version {version}, by ajv and esbuild.\n"
    used = ", ".join(name for name in checks.schemas if name not in models)
    middleware = (HERE / "files" / MIDDLEWARE).read_text(encoding="utf-8")
    for place, text in {
        "@VERSION@": str(version),
        "@IMPORTS@": f'import {{ {used} }} from "./{MODULE}";\n' if used else "",
        "@OPERATIONS@": _javascript(table),
    }.items():
        middleware = middleware.replace(place, text)
    return {
        **{name: (head + text).encode() for name, text in _compiled(checks.schemas).items()},
        MODULE_TYPES: _declared(checks).encode(),
        MIDDLEWARE: middleware.encode(),
        MIDDLEWARE_TYPES: (HERE / "files" / MIDDLEWARE_TYPES).read_bytes(),
    }


class _Function(str):
    """The name of a function, which is no text in JavaScript."""

    __slots__ = ()


def _operation(operation: Operation, checks: Checks) -> dict[str, Any]:
    answers = {}
    for status, response in operation.responses.items():
        content = {}
        for media_type, raw in response.get("content", {}).items():
            media = resolve(operation.document, raw)
            content[media_type] = _body(operation, status, media_type, media, checks)
        headers = dict(_headers(operation, status, response, checks))
        answers[status] = {"content": content, "headers": headers}
    return {"name": operation.id, "answers": answers}


def _body(
    operation: Operation, status: str, media_type: str, media: Mapping[str, Any], checks: Checks
) -> _Function | None:
    if "schema" not in media or not re.search(r"[/+]json$|\*", media_type.partition(";")[0].strip().lower()):
        return None
    key = status if status.isdecimal() else json.dumps(status)
    kind = f'operations[{json.dumps(operation.id)}]["responses"][{key}]["content"][{json.dumps(media_type)}]'
    name = checks.add(
        operation.document,
        f"{operation.id}_{status}",
        media["schema"],
        kind if "operationId" in operation.raw else "unknown",
    )
    return _Function(name)


def _headers(
    operation: Operation, status: str, response: Mapping[str, Any], checks: Checks
) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, raw in response.get("headers", {}).items():
        header = resolve(operation.document, raw)
        # What it says of the type, the content says as well (OpenAPI 3.1, "Response Object").
        if name.lower() == "content-type":
            continue
        validate = None
        if "schema" in header:
            validate = _Function(
                checks.add(operation.document, f"{operation.id}_{status}_{name}", header["schema"], "unknown")
            )
        yield name, {"isRequired": bool(header.get("required")), "validate": validate}


def _javascript(value: Any) -> str:
    if isinstance(value, _Function):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)}: {_javascript(part)}" for key, part in value.items()) + "}"
    return json.dumps(value)


def _declared(checks: Checks) -> str:
    lines = [
        'import type { components, operations } from "./openapi.js";',
        "",
        "/** Says whether a value is what the contract says; `errors` of the function then says why not. */",
        "export interface Validator<T> {",
        "  (value: unknown): value is T;",
        "  errors?: { instancePath: string; message?: string }[] | null;",
        "}",
        *(f"export declare const {name}: Validator<{kind}>;" for name, kind in sorted(checks.types.items())),
    ]
    return "\n".join(lines) + "\n"


def _compiled(schemas: Mapping[str, Any]) -> dict[str, str]:
    if not (PROGRAM.parent / "node_modules" / "ajv").exists():
        raise PackageError("ajv is not installed; run this with: tox run -e publish")
    try:
        told = subprocess.run(
            [shutil.which("node") or "node", PROGRAM],
            input=json.dumps(schemas),
            env=os.environ,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=SECONDS,
        ).stdout
    except OSError:
        raise PackageError("node is not installed; run this with: tox run -e publish") from None
    except subprocess.CalledProcessError as error:
        said = [line for line in str(error.stderr).splitlines() if "Error" in line] or ["it says nothing"]
        raise PackageError(f"ajv: {said[0].strip()}") from None
    except subprocess.TimeoutExpired:
        raise PackageError(f"ajv did not end within {SECONDS} s") from None
    modules: dict[str, str] = json.loads(told)
    return modules
