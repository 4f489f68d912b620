"""Is what no package could say truly refused in one line, with its place, the same each time, and never a traceback?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts import generate
from scripts.generate import proving
from scripts.generate.plan import Plan
from scripts.generate.writing import render

HEAD = """openapi: 3.1.0
info: {title: T, version: 1.0.0}
servers: [{url: "http://127.0.0.1:4999/v1"}]
"""
GET = """paths:
  /x:
    get:
      operationId: getX
      PARAMETERS
      responses:
        STATUS: {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/M"}}}}
"""
SCHEMA = """components:
  schemas:
    M: """


def with_schema(text: str) -> str:
    return HEAD + GET.replace("PARAMETERS", "tags: [t]").replace("STATUS", '"200"') + SCHEMA + text + "\n"


def chained(names: list[str]) -> str:
    """Schemas in the order of ``names``, of which M leads to the next by number."""
    following = {f"M{number}": f"M{number + 1}" for number in range(120)} | {"M": "M0"}
    lines = [
        f"    {name}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/{following[name]}'}}}}}}\n"
        for name in names
    ]
    head = HEAD + GET.replace("PARAMETERS", "tags: [t]").replace("STATUS", '"200"') + "components:\n  schemas:\n"
    return head + "".join(lines) + "    M120: {type: string}\n"


def with_operation(text: str, status: str = '"200"') -> str:
    return HEAD + GET.replace("PARAMETERS", text).replace("STATUS", status) + SCHEMA + "{type: object}\n"


def with_parameter(text: str) -> str:
    return with_operation(f"parameters: [{text}]")


# By case: a document, and where and why it is refused.
REFUSED: dict[str, tuple[str, str]] = {
    "empty": ("", ":1: an OpenAPI document is a mapping"),
    "list": ("[1]", ":1: an OpenAPI document is a mapping"),
    "text": ("hello", ":1: an OpenAPI document is a mapping"),
    "swagger": ('swagger: "2.0"\n', "#/openapi: this is for OpenAPI 3.1"),
    "tab": ("a:\n\t- b\n", ":2: not YAML"),
    "open-bracket": ("a: [1, 2\nb: 3", "not YAML"),
    "two-documents": (with_schema("{}") + "---\na: 1\n", "not YAML"),
    "deep-lists": (with_schema("{example: " + "[" * 3000 + "]" * 3000 + "}"), "levels deep"),
    "deep-schemas": (with_schema("{items: " * 400 + "{}" + "}" * 400), "levels deep"),
    "chain": (chained(["M", *(f"M{n}" for n in range(120))]), ":112: #/components/schemas/M98: it is one of more"),
    "chain-from-its-end": (
        chained([*(f"M{n}" for n in reversed(range(120))), "M"]),
        ":112: #/components/schemas/M20: it is one of more",
    ),
    "own-alias": (with_schema("&m {properties: {m: *m}}"), ":13: #/components/schemas/M/properties/m: an alias stands"),
    "many-aliases": (
        HEAD
        + "x-a: &a [1,1,1,1,1,1,1,1,1,1]\n"
        + "".join(f"x-{b}: &{b} [{', '.join(['*' + a] * 10)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)),
        "aliases name more than can be read",
    ),
    "long-number": (
        with_schema("{maximum: " + "9" * 5000 + "}"),
        ":13: #/components/schemas/M/maximum: a number of 5000 digits",
    ),
    "infinite": (with_schema("{maximum: .inf}"), "#/components/schemas/M/maximum: .inf is no number in JSON"),
    "too-large": (with_schema("{maximum: 1e999}"), "#/components/schemas/M/maximum: 1e999 is no number in JSON"),
    "tag": (
        with_schema("!python/object:os.system {}"),
        "#/components/schemas/M: the tag !python/object:os.system is none of JSON's",
    ),
    "binary": (with_schema("{default: !!binary aGk=}"), "is none of JSON's"),
    "key-twice": (with_schema("{type: object, type: object}"), "#/components/schemas/M/type: duplicate key 'type'"),
    "status-twice": (with_operation("tags: [t]", '200: {description: a}\n        "200"'), "duplicate key '200'"),
    "key-no-text": (with_schema("{? [a] : 1}"), "a key is no plain text"),
    "schema-null": (with_schema(""), ":13: #/components/schemas/M"),
    "properties-null": (
        with_schema("\n      type: object\n      properties:\n"),
        ":15: #/components/schemas/M/properties: ",
    ),
    "schema-text": (with_schema("{properties: {a: x}}"), "#/components/schemas/M/properties/a"),
    "unknown-type": (with_schema("{properties: {a: {type: file}}}"), "#/components/schemas/M/properties/a/type"),
    "required-text": (with_schema("{required: a}"), "#/components/schemas/M/required"),
    "to-nothing": (
        with_schema('{properties: {a: {$ref: "#/components/schemas/None"}}}'),
        "/M/properties/a: reference '/components/schemas/None' leads nowhere",
    ),
    "to-itself": (with_schema('{$ref: "#/components/schemas/M"}'), "#/components/schemas/M: reference"),
    "to-a-file": (
        with_schema('{properties: {a: {$ref: "b.yaml"}}}'),
        "#/components/schemas/M/properties/a: reference 'b.yaml'",
    ),
    "no-pointer": (
        with_schema('{properties: {a: {$ref: "#anchor"}}}'),
        "#/components/schemas/M/properties/a: reference '#anchor'",
    ),
    "dynamic": (with_schema('{properties: {a: {$dynamicRef: "#m"}}}'), "$dynamicRef is not read"),
    "contradiction": (with_schema("{allOf: [{type: string}, {type: integer}]}"), "no value is of all the types"),
    "no-common-value": (with_schema("{allOf: [{enum: [a]}, {enum: [b]}]}"), "no value is one of all those"),
    "our-own-word": (
        with_schema("{properties: {$malformed: {type: string}}}"),
        "/M/properties/$malformed: the client uses the name",
    ),
    "many-alternatives-with-files": (
        with_operation(
            "requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {f: "
            + "{allOf: ["
            + ", ".join(["{oneOf: [{type: string, format: binary}, {type: integer}, {type: boolean}]}"] * 5)
            + "]}}}}}}"
        ),
        "alternatives are more",
    ),
    "unknown-dialect": (
        with_schema("{type: object}").replace("info:", "jsonSchemaDialect: https://example.com/own\ninfo:"),
        ":2: #/jsonSchemaDialect: Unknown JSON Schema dialect: 'https://example.com/own'",
    ),
    "no-responses": (
        HEAD + "paths:\n  /x:\n    get:\n      operationId: getX\n",
        ":6: #/paths/~1x/get: no responses are documented: there is nothing that a call could return",
    ),
    "nested-in-query": (
        with_parameter("{name: f, in: query, schema: {type: array, items: {type: array, items: {}}}}"),
        ":8: #/paths/~1x/get/parameters/0: an array or object within another",
    ),
    "deep-no-object": (
        with_parameter("{name: f, in: query, style: deepObject, schema: {type: string}}"),
        "only an object",
    ),
    "unknown-style": (with_parameter("{name: f, in: header, style: form, schema: {type: string}}"), "parameters/0"),
    "twice": (with_parameter("{name: f, in: query, schema: {}}, {name: f, in: query, schema: {}}"), "parameters"),
    "not-in-path": (
        with_parameter("{name: f, in: path, required: true, schema: {}}"),
        "parameters/0: the path has no {f}",
    ),
    "no-schema": (with_parameter("{name: f, in: query}"), "parameters/0"),
    "content-xml": (
        with_parameter("{name: f, in: query, content: {application/xml: {}}}"),
        "cannot be written as application/xml",
    ),
    "status": (with_operation("tags: [t]", '"2000"'), "responses"),
    "other-scheme": (
        with_operation("security: [{s: []}]") + "  securitySchemes: {s: {type: mutualTLS}}\n",
        ":14: #/components/securitySchemes/s: the generated client can send",
    ),
    "two-schemes": (
        with_operation("security: [{s: [], t: []}]")
        + "  securitySchemes: {s: {type: http, scheme: bearer}, t: {type: http, scheme: bearer}}\n",
        "#/paths/~1x/get/security/0: the client has one token",
    ),
    "no-scheme": (with_operation("security: [{s: []}]"), "nothing stands at #/components/securitySchemes/s"),
    "mixed-parts": (
        with_operation("requestBody: {content: {multipart/mixed: {schema: {type: object}}}}"),
        "the client cannot write multipart/mixed",
    ),
    "form-of-text": (
        with_operation("requestBody: {content: {multipart/form-data: {schema: {type: string}}}}"),
        "holds an object, by name",
    ),
    "ftp": (with_operation("servers: [{url: 'ftp://x'}]"), "is no http or https URL"),
    "id-twice": (
        with_operation("tags: [t]").replace(
            "paths:\n", "paths:\n  /y:\n    get: {operationId: getX, responses: {'204': {description: d}}}\n"
        ),
        "/get/operationId: the operationId 'getX' is given twice",
    ),
}


def run(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    path = tmp_path / "api.yaml"
    path.write_text(text, encoding="utf-8")
    code = generate.main(["--document", str(path), "--output", str(tmp_path / "package")])
    said = capsys.readouterr()
    return code, said.out, said.err.replace(str(path), "api.yaml")


@pytest.mark.parametrize("case", REFUSED)
def test_refusal_is_one_line_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    text, wanted = REFUSED[case]
    code, out, err = run(tmp_path, text, capsys)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith("generate: api.yaml:")
    assert wanted in err
    assert "fault of the generator" not in err
    assert "object at 0x" not in err
    assert not (tmp_path / "package").exists()
    assert run(tmp_path, text, capsys) == (code, out, err)


# What looks odd and is lawful all the same.
TAKEN: dict[str, str] = {
    "unquoted-status": with_operation("tags: [t]", "200"),
    "mark-and-windows-lines": "\ufeff" + with_schema("{type: object}").replace("\n", "\r\n"),
    "merge": with_operation("tags: [t]")
    .replace("{type: object}", "{<<: *base, type: object}")
    .replace("paths:", "x-base: &base {description: d}\npaths:"),
    "alias": with_schema("{properties: {a: &a {type: string}, b: *a}}"),
    "words-of-yaml": with_schema(
        "{properties: {on: {type: string}, yes: {type: string}, null: {type: string}, 1: {type: string}, 2020-01-01: {type: string}}}"
    ),
    "no-servers": with_schema("{type: object}").replace('servers: [{url: "http://127.0.0.1:4999/v1"}]\n', ""),
    "no-tags": with_operation("summary: 'No \"tag\" \\\\ 100%'"),
    "no-id": with_schema("{type: object}").replace("operationId: getX", "description: ''"),
    "list-of-itself-in-a-form": with_schema(
        '{type: object, properties: {a: {$ref: "#/components/schemas/L"}}}\n    L: {type: array, items: {$ref: "#/components/schemas/L"}}'
    ).replace("tags: [t]", 'requestBody: {content: {multipart/form-data: {schema: {$ref: "#/components/schemas/M"}}}}'),
    "example-with-more-than-is-described": with_schema(
        "{type: object, properties: {a: {}}, additionalProperties: {}}"
    ).replace(
        '{schema: {$ref: "#/components/schemas/M"}}',
        '{schema: {$ref: "#/components/schemas/M"}, example: {a: 1, more: 2}}',
    ),
    "extensions": with_operation("x-any: {deep: [1, 2.5, null]}"),
}


@pytest.mark.parametrize("case", TAKEN)
def test_odd_and_lawful_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    code, _, err = run(tmp_path, TAKEN[case], capsys)
    assert (code, err) == (0, "")


def test_package_that_cannot_prove_itself_is_a_fault_of_ours_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = with_operation("tags: [t]").replace(
        'schema: {$ref: "#/components/schemas/M"}',
        'schema: {type: object, properties: {a: {type: string}}}, example: {"a": "x"}',
    )
    found = proving._examples
    monkeypatch.setattr(proving, "_examples", lambda *known: _spoilt(found(*known)))
    code, out, err = run(tmp_path, text, capsys)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "#/paths/~1x/get/responses/200/content/application~1json/example: a fault of the generator: " in err
    assert not (tmp_path / "package").exists()


def test_package_that_loses_a_documented_property_is_a_fault_of_ours_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = with_schema(
        "{type: object, properties: {a: {type: array, items: {type: object, properties: {b: {}, c: {}}}}}}"
    ).replace(
        '{schema: {$ref: "#/components/schemas/M"}}',
        '{schema: {$ref: "#/components/schemas/M"}, example: {a: [{b: 1, other: 2}, {c: 3}]}}',
    )
    assert run(tmp_path, text, capsys)[0] == 0

    def lossy(plan: Plan, target: Path) -> None:
        for model in plan.kinds.models.values():
            model.fields = [one for one in model.fields if one.wire != "c"]
        render(plan, target)

    monkeypatch.setattr(generate, "render", lossy)
    code, out, err = run(tmp_path, text, capsys)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "#/paths/~1x/get/responses/200/content/application~1json/example: a fault of the generator: " in err
    assert "$.a[1].c is lost" in err


@pytest.mark.parametrize("name", ["train-travel", "2nd", "a.b", "class", "none here", "\u00aa"])
def test_folder_that_python_could_not_import_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / "api.yaml"
    path.write_text(with_schema("{type: object}"), encoding="utf-8")
    code = generate.main(["--document", str(path), "--output", str(tmp_path / name)])
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (4, "", 1)
    assert f"{name!r} is no name that Python can import" in said.err
    assert [one.name for one in tmp_path.iterdir()] == ["api.yaml"]


def _spoilt(examples: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**one, "value": '{"a": ['} for one in examples]


def test_wrong_option_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        generate.main(["--outptu", "x"])
    assert ended.value.code == 4
    assert capsys.readouterr().err.count("\n") == 1
