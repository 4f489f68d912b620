"""Do the compiled checks and the middleware notice what the contract does not say, for any document?"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from scripts.document import ROOT, load
from scripts.publish.package import PackageError
from scripts.publish.validators import validators

NPM = ROOT / "scripts" / "publish" / "npm"
SCHEMA = {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/A-1"}}}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1.0.0"},
    "components": {"schemas": {"A-1": {"type": "integer", "minimum": 1}, "A_1": {"type": "string", "format": "uri"}}},
    "paths": {
        "/a/{id}": {
            "get": {
                "operationId": "getA",
                "responses": {
                    "200": {
                        "description": "d",
                        "headers": {
                            "X-Total": {"required": True, "schema": {"type": "integer"}},
                            "X-Names": {"schema": {"type": "array", "items": {"type": "string", "maxLength": 3}}},
                        },
                        "content": {"application/json": {"schema": SCHEMA}, "text/*": {"schema": {"type": "string"}}},
                    },
                    "204": {"description": "d"},
                    "4XX": {
                        "description": "d",
                        "content": {"application/problem+json": {"schema": {"type": "object"}}},
                    },
                },
            },
            "delete": {"responses": {"default": {"description": "d"}}},
        }
    },
}
TOTAL = {"content-type": "application/json", "x-total": "3"}
CASES = [
    (200, TOTAL, '{"a":1}', None),
    (200, {**TOTAL, "content-type": "application/json; charset=utf-8"}, '{"a":1,"b":2}', None),
    (200, TOTAL, '{"a":0}', "at /a: must be >= 1"),
    (200, TOTAL, '{"a":1.5}', "at /a: must be integer"),
    (200, TOTAL, "{}", "must have required property 'a'"),
    (200, TOTAL, "", "the body is no JSON"),
    (200, TOTAL, "<html>", "the body is no JSON"),
    (200, {"content-type": "text/html", "x-total": "3"}, "<html>", None),
    (200, {"content-type": "image/png", "x-total": "3"}, "x", "its content type is not documented"),
    (200, {"content-type": "application/json"}, '{"a":1}', "the header X-Total is missing"),
    (200, {**TOTAL, "x-total": "many"}, '{"a":1}', "the header X-Total must be integer"),
    (200, {**TOTAL, "x-names": "ab, cd"}, '{"a":1}', None),
    (200, {**TOTAL, "x-names": "ab, cdef"}, '{"a":1}', "the header X-Names"),
    (204, {}, None, None),
    (404, {"content-type": "application/problem+json"}, "{}", None),
    (404, {"content-type": "application/problem+json"}, "[]", "must be object"),
    (404, {"content-type": "application/json"}, "{}", "its content type is not documented"),
    (500, {}, "x", "status 500 is not documented"),
]
ASK = """
import {{ validating, ContractError }} from "./validating.js";
const [method, path, status, headers, body] = {given};
const response = new Response(body, {{ status, headers }});
const request = new Request("http://localhost/", {{ method }});
try {{
  await validating.onResponse({{ request, response, schemaPath: path }});
  console.log(JSON.stringify([null, await response.text()]));
}} catch (error) {{
  console.log(JSON.stringify([error.message, error instanceof ContractError, error.operation, await response.text()]));
}}
"""

pytestmark = pytest.mark.extended


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("validators")
    # As the package itself says.
    (folder / "package.json").write_text('{"type": "module", "sideEffects": false}', "utf-8")
    for name, content in validators(DOCUMENT).items():
        (folder / name).write_bytes(content)
    return folder


def node(folder: Path, program: str) -> Any:
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", program], cwd=folder, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("status", "headers", "body", "reason"), CASES)
def test_answer_is_held_to_the_document(
    status: int, headers: dict[str, str], body: str | None, reason: str | None, folder: Path
) -> None:
    told = node(folder, ASK.format(given=json.dumps(["GET", "/a/{id}", status, headers, body])))
    if reason is None:
        assert told == [None, body or ""]
    else:
        message, is_ours, operation, left = told
        assert message.startswith(f"getA: {reason}")
        assert (is_ours, operation, left) == (True, "getA", body or "")


def test_answer_of_another_operation_is_left_alone(folder: Path) -> None:
    for method, path in (("GET", "/b"), ("DELETE", "/a/{id}")):
        assert node(folder, ASK.format(given=json.dumps([method, path, 500, {}, "x"]))) == [None, "x"]


def test_models_are_checked_alone_and_by_names_of_their_own(folder: Path) -> None:
    program = 'import { A_1, A_1_ } from "./validators.js";'
    program += 'console.log(JSON.stringify([A_1(1), A_1(0), A_1_("https://example.com/"), A_1_("no uri")]))'
    assert node(folder, program) == [True, False, True, False]


@pytest.mark.parametrize("name", ["default", "class", "validate10", "schema11", "func1", "formats0", "Object"])
def test_model_may_be_called_what_javascript_or_the_compiler_has(name: str, tmp_path: Path) -> None:
    models = {name: {"type": "string", "format": "uri", "minLength": 12}, "Other": {"type": "string", "format": "uri"}}
    for file, content in validators({**DOCUMENT, "components": {"schemas": {**models, "A-1": {}}}}).items():
        (tmp_path / file).write_bytes(content)
    (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
    program = f'import {{ {name}_ as one }} from "./validators.js";'
    program += 'console.log(JSON.stringify([one("a:b"), one("a:bcdefghijklm")]))'
    assert node(tmp_path, program) == [False, True]


def test_code_needs_no_eval_and_shakes_apart(folder: Path) -> None:
    code = "".join((folder / name).read_text("utf-8") for name in ("validators.js", "runtime.js"))
    assert "eval(" not in code
    assert "new Function" not in code
    (folder / "one.js").write_text('export { A_1 } from "./validators.js";\n', "utf-8")
    bundled = subprocess.run(
        [NPM / "node_modules" / ".bin" / "esbuild", "one.js", "--bundle", "--minify", "--format=esm"],
        cwd=folder,
        check=True,
        capture_output=True,
    ).stdout
    assert len(bundled) < len(code) / 10


def test_types_say_what_each_check_takes(folder: Path) -> None:
    (folder / "openapi.d.ts").write_text(
        "export interface components { schemas: { 'A-1': number; A_1: string } }\n"
        "export interface operations { getA: { responses: { 200: { content: { 'application/json': { a: number };"
        " 'text/*': string } }; '4XX': { content: { 'application/problem+json': object } } } } }\n",
        "utf-8",
    )
    (folder / "use.ts").write_text(
        'import { A_1, getA_200 } from "./validators.js";\nimport { validating } from "./validating.js";\n'
        "const value: unknown = 1;\nif (A_1(value)) value.toFixed();\nif (getA_200(value)) value.a.toFixed();\n"
        "export const one = validating;\n",
        "utf-8",
    )
    strict = ["--strict", "--noEmit", "--module", "nodenext"]
    done = subprocess.run(
        [NPM / "node_modules" / ".bin" / "tsc", *strict, "use.ts"], cwd=folder, capture_output=True, text=True
    )
    assert done.stdout == ""


def test_same_document_gives_the_same_bytes() -> None:
    assert validators(load()) == validators(load())


def test_schema_that_is_none_is_told() -> None:
    document = {**DOCUMENT, "components": {"schemas": {"A-1": {"type": "nope"}}}}
    with pytest.raises(PackageError, match=r"^ajv: "):
        validators(document)
