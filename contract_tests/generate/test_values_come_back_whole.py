"""Does every lawful value of a documented answer come back whole, and go out again as it came?"""

from __future__ import annotations

import importlib
import json
from types import ModuleType
from typing import Any

import httpx
import pytest

from contract_tests.generate.building import Wire, answered, built, document, operation

ID = "0e8a6e4e-2f63-4a0b-9d0c-6c9b8a6f3f11"
REF = "#/components/schemas/"

# By case: a schema, and lawful values of it.
CASES: dict[str, tuple[Any, list[Any]]] = {
    "many-alternatives": (
        {
            "oneOf": [
                {"type": "object", "required": ["k"], "properties": {"k": {"const": n}, f"p{n}": {"type": "string"}}}
                for n in range(72)
            ]
        },
        [{"k": 71, "p71": "x"}],
    ),
    "open-beside-closed": (
        {
            "oneOf": [
                {"type": "object", "required": ["a"], "properties": {"a": {}}, "additionalProperties": False},
                {
                    "type": "object",
                    "required": ["a", "b"],
                    "properties": {"a": {}, "b": {"type": "object", "properties": {"c": {"type": "integer"}}}},
                },
            ]
        },
        [{"a": 1}, {"a": 1, "b": {"c": 2}}],
    ),
    "many-combinations": (
        {"allOf": [{"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "boolean"}]}] * 5},
        ["x", 1, True],
    ),
    "own-beside-allof": (
        {
            "type": "object",
            "required": ["own"],
            "properties": {"own": {"type": "string"}},
            "allOf": [{"$ref": REF + "Part"}],
        },
        [{"own": "a", "size": 3}],
    ),
    "beside-a-reference": (
        {"$ref": REF + "Part", "properties": {"more": {"type": "integer"}}},
        [{"size": 1, "more": 2}],
    ),
    "reference-with-words": ({"$ref": REF + "Part", "description": "The same."}, [{"size": 1}]),
    "allof-of-texts": ({"allOf": [{"type": "string"}, {"maxLength": 3}]}, ["abc"]),
    "allof-twice": (
        {"allOf": [{"$ref": REF + "Part"}, {"properties": {"name": {"type": "string"}}}, {"required": ["name"]}]},
        [{"size": 1, "name": "x"}],
    ),
    "same-property-in-two": (
        {
            "allOf": [
                {"properties": {"n": {"type": "number"}}},
                {"properties": {"n": {"type": "integer", "minimum": 0}}},
            ]
        },
        [{"n": 7}],
    ),
    "one-of-what-is-required": (
        {
            "type": "object",
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
            "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
        },
        [{"a": "x"}, {"b": "y"}, {"a": "x", "b": "y"}],
    ),
    "typed-further": (
        {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}},
        [{"a": "x", "b": 2, "c": 3}, {"b": 1}, {}],
    ),
    "further-named-as-our-own": (
        {
            "type": "object",
            "properties": {"additional_properties": {"type": "string"}, "malformed": {"type": "integer"}},
            "additionalProperties": {"type": "boolean"},
        },
        [{"additional_properties": "x", "malformed": 1, "z": True}],
    ),
    "by-pattern": (
        {
            "type": "object",
            "properties": {"id": {"type": "integer"}},
            "additionalProperties": False,
            "patternProperties": {"^x-": {"type": "string"}},
        },
        [{"id": 1, "x-a": "b"}],
    ),
    "map-of-maps": (
        {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": {"type": "integer"}}},
        [{"a": {"b": 1}}],
    ),
    "map-of-objects": ({"type": "object", "additionalProperties": {"$ref": REF + "Part"}}, [{"a@b.c": {"size": 1}}]),
    "map-of-itself": ({"$ref": REF + "Nest"}, [{"a": {"b": {}}}]),
    "list-of-itself": ({"$ref": REF + "Tree"}, [[[], [[]]]]),
    "object-of-itself": ({"$ref": REF + "Node"}, [{"next": {"next": {"value": 1}}, "all": [{"value": 2}]}]),
    "discriminated": (
        {
            "oneOf": [{"$ref": REF + "Cat"}, {"$ref": REF + "Dog"}],
            "discriminator": {"propertyName": "kind", "mapping": {"cat": REF + "Cat", "dog": REF + "Dog"}},
        },
        [{"kind": "dog", "name": "rex", "bark": True}, {"kind": "cat", "name": "tom", "lives": 9}],
    ),
    "discriminated-by-name": (
        {"oneOf": [{"$ref": REF + "Cat"}, {"$ref": REF + "Dog"}], "discriminator": {"propertyName": "kind"}},
        [{"kind": "Dog", "name": "rex", "bark": True}, {"kind": "Cat", "name": "tom"}],
    ),
    "alternatives-by-what-fits": (
        {"oneOf": [{"$ref": REF + "Cat"}, {"$ref": REF + "Dog"}]},
        [{"kind": "x", "name": "rex", "bark": True}, {"kind": "x", "name": "tom", "lives": 9}],
    ),
    "several-at-once": (
        {"anyOf": [{"$ref": REF + "Cat"}, {"$ref": REF + "Dog"}]},
        [{"kind": "x", "name": "both", "bark": False, "lives": 9}],
    ),
    "object-text-or-list": (
        {"oneOf": [{"$ref": REF + "Part"}, {"type": "string"}, {"type": "array", "items": {"type": "integer"}}]},
        [{"size": 1}, "x", [1, 2]],
    ),
    "shared-beside-alternatives": (
        {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "integer"}},
            "oneOf": [
                {"properties": {"a": {"type": "string"}}, "required": ["a"]},
                {"properties": {"b": {"type": "string"}}, "required": ["b"]},
            ],
        },
        [{"id": 1, "a": "x"}, {"id": 2, "b": "y"}],
    ),
    "nullable-reference": ({"anyOf": [{"$ref": REF + "Part"}, {"type": "null"}]}, [None, {"size": 1}]),
    "text-or-moment": (
        {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string"}]},
        ["2025-01-02T03:04:05Z", "soon"],
    ),
    "several-types": (
        {"type": ["string", "integer", "boolean", "array", "object", "null"]},
        ["x", 1, True, [1], {"a": 1}, None],
    ),
    "lists": (
        {
            "type": "object",
            "properties": {
                "deep": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
                "any": {"type": "array"},
                "free": {"type": "array", "items": {}},
                "objects": {"type": "array", "items": {"properties": {"x": {"type": "integer"}}}},
                "mixed": {"type": "array", "items": {"oneOf": [{"type": "string"}, {"type": "integer"}]}},
                "gaps": {"type": "array", "items": {"type": ["string", "null"]}},
                "tuple": {"prefixItems": [{"type": "string"}, {"type": "integer"}]},
                "typed": {"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}},
            },
        },
        [
            {
                "deep": [[1]],
                "any": [1, "x", None],
                "free": [{}],
                "objects": [{"x": 1}],
                "mixed": ["a", 1],
                "gaps": [None, "a"],
                "tuple": ["a", 1, {}],
                "typed": ["a", 1, 2],
            }
        ],
    ),
    "constants": (
        {
            "type": "object",
            "properties": {
                "quotes": {"const": 'q"uo'},
                "slash": {"const": "back\\slash"},
                "apostrophe": {"const": "it's"},
                "braces": {"const": "{{x}} {% y %}"},
                "line": {"const": "a\nb"},
                "half": {"const": 1.5},
                "yes": {"const": True},
                "none": {"const": None},
                "two": {"const": 2},
                "list": {"const": [1]},
                "object": {"const": {"a": 1}},
            },
        },
        [
            {
                "quotes": 'q"uo',
                "slash": "back\\slash",
                "apostrophe": "it's",
                "braces": "{{x}} {% y %}",
                "line": "a\nb",
                "half": 1.5,
                "yes": True,
                "none": None,
                "two": 2,
                "list": [1],
                "object": {"a": 1},
            }
        ],
    ),
    "values": (
        {
            "type": "object",
            "properties": {
                "case": {"enum": ["GET", "get"]},
                "numbers": {"type": "number", "enum": [0.5, 1.0]},
                "whole": {"type": "integer", "enum": [1, -1]},
                "flags": {"enum": [True, False]},
                "mixed": {"enum": ["a", 1, None]},
                "nothing": {"enum": [None]},
                "empty": {"enum": ["", " ", "-", "é"]},
                "quoted": {"enum": ['"', "\\", "a\nb"]},
                "maybe": {"type": ["string", "null"], "enum": ["x", "y", None]},
            },
        },
        [
            {
                "case": "get",
                "numbers": 0.5,
                "whole": -1,
                "flags": False,
                "mixed": 1,
                "nothing": None,
                "empty": "",
                "quoted": '"',
                "maybe": None,
            },
            {"case": "GET", "numbers": 1.0, "whole": 1, "mixed": None, "empty": "é", "quoted": "a\nb", "maybe": "y"},
        ],
    ),
    "defaults-are-words": (
        {
            "type": "object",
            "properties": {
                "any": {"default": {"a": 1}},
                "n": {"type": "integer", "default": "ten"},
                "day": {"type": "string", "format": "date", "default": "tomorrow"},
            },
        },
        [{}, {"any": [1]}],
    ),
    "formats": (
        {
            "type": "object",
            "properties": {
                "bytes": {"type": "string", "format": "binary"},
                "b64": {"type": "string", "format": "byte"},
                "u": {"type": "string", "format": "uuid"},
                "d": {"type": "string", "format": "date"},
                "odd": {"type": "string", "format": "no-such"},
                "n": {"type": "number", "format": "double"},
            },
        },
        [{"bytes": "x", "b64": "eA==", "u": ID, "d": "2025-01-02", "odd": "y", "n": 1.5}],
    ),
    "names": (
        {
            "type": "object",
            "properties": {
                name: {"type": "string"}
                for name in (
                    "1st",
                    "2",
                    "@type",
                    "a.b",
                    "c d",
                    "x/y",
                    'q"uo',
                    "back\\slash",
                    "class",
                    "self",
                    "None",
                    "_x",
                    "__init__",
                    "raw_",
                    "",
                    "$ref ",
                    "datetime",
                    "list",
                    "UUID",
                    "field_1st",
                    "\u00aa",
                    "a",
                    "\ufb01le",
                    "file",
                    "caf\u00e9",
                    "cafe\u0301",
                    "fooBar",
                    "foo_bar",
                    "FOO_BAR",
                    "名",
                    "\t",
                )
            },
        },
        [
            {
                "1st": "a",
                "2": "b",
                "@type": "c",
                "a.b": "d",
                "c d": "e",
                "x/y": "f",
                'q"uo': "g",
                "back\\slash": "h",
                "class": "i",
                "self": "j",
                "None": "k",
                "_x": "l",
                "__init__": "m",
                "raw_": "n",
                "": "o",
                "$ref ": "p",
                "datetime": "q",
                "list": "r",
                "UUID": "s",
                "field_1st": "t",
                "\u00aa": "u",
                "a": "v",
                "\ufb01le": "w",
                "file": "x",
                "caf\u00e9": "y",
                "cafe\u0301": "z",
                "fooBar": "1",
                "foo_bar": "2",
                "FOO_BAR": "3",
                "名": "4",
                "\t": "5",
            }
        ],
    ),
    "inline-beside-a-component": (
        {
            "type": "object",
            "properties": {
                "part": {"type": "object", "properties": {"x": {"type": "integer"}}},
                "b": {"$ref": REF + "HolderPart"},
            },
        },
        [{"part": {"x": 1}, "b": {"y": 2}}],
    ),
    "one-direction": (
        {
            "type": "object",
            "required": ["id", "secret"],
            "properties": {
                "id": {"type": "integer", "readOnly": True},
                "secret": {"type": "string", "writeOnly": True},
            },
        },
        [{"id": 1}],
    ),
    "no-type": ({"properties": {"a": {"type": "integer"}}, "required": ["a"]}, [{"a": 1}]),
    "anything": (True, [1, "x", {"a": [None]}, None]),
    "true-property": ({"type": "object", "properties": {"a": True, "b": {}}}, [{"a": 1, "b": [2]}]),
    "definitions": (
        {"type": "object", "properties": {"a": {"$ref": REF + "Holds/$defs/Inner"}}},
        [{"a": {"x": 1}}],
    ),
    "into-a-property": ({"$ref": REF + "Node/properties/value"}, [3]),
    "conditional": (
        {
            "type": "object",
            "properties": {"kind": {"type": "string"}},
            "if": {"properties": {"kind": {"const": "a"}}},
            "then": {"properties": {"only": {"type": "integer"}}},
        },
        [{"kind": "a", "only": 1}],
    ),
    "large": ({"type": "object", "properties": {"n": {"type": "integer"}}}, [{"n": 10**30}, {"n": 2**53 + 1}]),
    "pattern-of-another-language": (
        {"type": "object", "properties": {"m": {"type": "string", "pattern": r"^\p{L}+$", "default": "x"}}},
        [{"m": "é"}],
    ),
}
# Named like what the generated modules use themselves.
OURS = (
    "Response",
    "Request",
    "JsonBody",
    "UUID",
    "Model",
    "Any",
    "Unset",
    "Client",
    "Literal",
    "File",
    "Tagged",
    "NotFound",
    "datetime",
    "errors",
    "APIKey",
    "ApiKey",
    "api_key",
    "apikey",
    "Client2",
    "StrEnum",
    "Type",
    "str",
    "None",
    "list",
)
SCHEMAS: dict[str, Any] = {
    "Part": {"type": "object", "properties": {"size": {"type": "integer"}}},
    "Nest": {"type": "object", "additionalProperties": {"$ref": REF + "Nest"}},
    "Tree": {"type": "array", "items": {"$ref": REF + "Tree"}},
    "Node": {
        "type": "object",
        "properties": {
            "next": {"$ref": REF + "Node"},
            "value": {"type": "integer"},
            "all": {"type": "array", "items": {"$ref": REF + "Node"}},
        },
    },
    "HolderPart": {"type": "object", "properties": {"y": {"type": "integer"}}},
    "Cat": {
        "type": "object",
        "required": ["kind", "name"],
        "properties": {"kind": {"type": "string"}, "name": {"type": "string"}, "lives": {"type": "integer"}},
    },
    "Dog": {
        "type": "object",
        "required": ["kind", "name"],
        "properties": {"kind": {"type": "string"}, "name": {"type": "string"}, "bark": {"type": "boolean"}},
    },
    "Holds": {"type": "object", "$defs": {"Inner": {"type": "object", "properties": {"x": {"type": "integer"}}}}},
    **{
        name: {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "integer"}, "other": {"$ref": REF + OURS[index - 1]}},
        }
        for index, name in enumerate(OURS)
    },
}


def test_a_plain_name_is_kept(package: ModuleType) -> None:
    models = importlib.import_module(f"{package.__name__}.models")
    assert {"Part", "Cat", "Dog", "HolderPart", "HolderPartModel"} - set(dir(models)) <= {"HolderPartModel"}


def described() -> dict[str, Any]:
    schemas = {**SCHEMAS, "Holder": CASES["inline-beside-a-component"][0]}
    paths = {
        f"/{name}": {"get": operation(f"get {name}", {**answered(schema), "404": {"description": "No"}})}
        for name, (schema, _) in CASES.items()
    }
    for name in OURS:
        answers = {**answered({"$ref": REF + name}), "404": answered({"$ref": REF + name})["200"]}
        body = {"content": {"application/json": {"schema": {"$ref": REF + name}}}}
        paths[f"/ours/{name}"] = {"post": operation(f"ours {name}", answers, requestBody=body)}
    return document(paths, schemas)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return built(described(), tmp_path_factory.mktemp("values"), "values_package")


@pytest.mark.parametrize(("case", "value"), [(name, value) for name, (_, values) in CASES.items() for value in values])
def test_value_comes_back_whole(package: ModuleType, case: str, value: Any) -> None:
    wire = Wire(package, httpx.Response(200, text=json.dumps(value)))
    result = wire.call(f"get_{case.replace('-', '_')}")
    dump = importlib.import_module(f"{package.__name__}.types").dump
    assert json.loads(dump(result)) == value
    assert getattr(result, "malformed", {}) == {}


@pytest.mark.parametrize("name", OURS)
def test_schema_may_be_named_like_anything_of_ours(package: ModuleType, name: str) -> None:
    index = list(package_operations(package)).index(f"ours {name}")
    wire = Wire(package, httpx.Response(200, json={"id": 1, "other": {"id": 2}}))
    operation_name = list(package_operations(package).values())[index]
    result = wire.call(operation_name)
    assert (result.id, result.other.id) == (1, 2)
    wire.call(operation_name, body=result)
    assert json.loads(wire.sent[-1].content) == {"id": 1, "other": {"id": 2}}


def package_operations(package: ModuleType) -> dict[str, str]:
    """The module of each operation, by its id."""
    commands = importlib.import_module(f"{package.__name__}.__main__").COMMANDS
    found = {}
    for module, summary, _ in commands.values():
        found[summary] = module.__name__.rpartition(".")[2]
    return found


def test_what_is_malformed_goes_back_as_it_came(package: ModuleType) -> None:
    wire = Wire(package, httpx.Response(200, json={"size": "x"}))
    result = wire.call("get_reference_with_words")
    assert result.malformed == {"size": "x"}
    dump = importlib.import_module(f"{package.__name__}.types").dump
    assert json.loads(dump(result)) == {"size": "x"}


def test_unknown_properties_do_not_choose_what_keeps_less(package: ModuleType) -> None:
    unknown = {f"unknown{number}": {"deep": [number]} for number in range(4)}
    sent = {"a": 1, "b": {"c": 2, **unknown}}
    wire = Wire(package, httpx.Response(200, json=sent))
    dump = importlib.import_module(f"{package.__name__}.types").dump
    value = wire.call("get_open_beside_closed")
    assert (json.loads(dump(value)), dict(value.b.unknown)) == (sent, unknown)


def test_documented_default_is_neither_invented_nor_sent(package: ModuleType) -> None:
    wire = Wire(package, httpx.Response(200, json={}))
    result = wire.call("get_defaults_are_words")
    assert (result.any_, result.n, result.day) == (package.UNSET, package.UNSET, package.UNSET)
