"""Does every parameter and body go out as OpenAPI 3.1 spells it?"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints

import httpx
import pytest

from contract_tests.generate.building import Wire, answered, built, document, operation

TEXTS = {"type": "array", "items": {"type": "string"}}
WHOLE = {"type": "array", "items": {"type": "integer"}}
PAIR = {"type": "object", "properties": {"x": {"type": "integer"}, "y": {"type": "string"}}}
ANY = {"type": "object", "additionalProperties": {"type": "string"}}

# By case: the parameter, its value in Python, and how it is written: the query, a header, or the path's last part.
CASES: dict[str, tuple[dict[str, Any], Any, str]] = {
    "texts": ({"in": "query", "schema": TEXTS}, ["1", "b c"], "p=1&p=b%20c"),
    "no-explode": ({"in": "query", "explode": False, "schema": TEXTS}, ["x,y", "z"], "p=x%2Cy,z"),
    "pipes": ({"in": "query", "style": "pipeDelimited", "explode": False, "schema": TEXTS}, ["a", "b"], "p=a%7Cb"),
    "spaces": ({"in": "query", "style": "spaceDelimited", "explode": False, "schema": WHOLE}, [1, 2], "p=1%202"),
    "empty-list": ({"in": "query", "schema": TEXTS}, [], ""),
    "object": ({"in": "query", "schema": ANY}, {"a": "1", "b": "&"}, "a=1&b=%26"),
    "object-no-explode": ({"in": "query", "explode": False, "schema": ANY}, {"a": "1", "b": "2"}, "p=a,1,b,2"),
    "deep": (
        {"in": "query", "style": "deepObject", "schema": ANY},
        {"a": "1", "b c": "2"},
        "p%5Ba%5D=1&p%5Bb%20c%5D=2",
    ),
    "content": (
        {"in": "query", "content": {"application/json": {"schema": ANY}}},
        {"a": "1"},
        "p=%7B%22a%22%3A%221%22%7D",
    ),
    "reserved": (
        {"in": "query", "allowReserved": True, "schema": {"type": "string"}},
        "a/b?c=d&e#f",
        "p=a/b?c=d%26e%23f",
    ),
    "boolean": ({"in": "query", "schema": {"type": "boolean"}}, False, "p=false"),
    "number": ({"in": "query", "schema": {"type": "number"}}, 0.5, "p=0.5"),
    "constant": ({"in": "query", "schema": {"const": "fixed"}}, "fixed", "p=fixed"),
    "nullable": ({"in": "query", "schema": {"type": ["string", "null"]}}, None, ""),
    "anything": ({"in": "query", "schema": {}}, 7, "p=7"),
    "header-list": ({"in": "header", "schema": TEXTS}, ["a", "b"], "a,b"),
    "header-object": ({"in": "header", "explode": True, "schema": ANY}, {"a": "1", "b": "2"}, "a=1,b=2"),
    "header-object-plain": ({"in": "header", "schema": ANY}, {"a": "1", "b": "2"}, "a,1,b,2"),
    "header-whole": ({"in": "header", "schema": {"type": "integer"}}, 5, "5"),
    "cookie": ({"in": "cookie", "schema": {"type": "string"}}, "a;b", "p=a%3Bb"),
    "cookie-list": ({"in": "cookie", "explode": False, "schema": TEXTS}, ["a", "b"], "p=a,b"),
    "cookie-boolean": ({"in": "cookie", "schema": {"type": "boolean"}}, True, "p=true"),
    "path": ({"in": "path", "schema": {"type": "string"}}, "a/b?c", "a%2Fb%3Fc"),
    "path-dots": ({"in": "path", "schema": {"type": "string"}}, "..", "%2E%2E"),
    "path-list": ({"in": "path", "schema": TEXTS}, ["a", "b,c"], "a,b%2Cc"),
    "path-object": ({"in": "path", "explode": True, "schema": ANY}, {"a": "1", "b": "2"}, "a=1,b=2"),
    "label": ({"in": "path", "style": "label", "explode": True, "schema": TEXTS}, ["a", "b/c"], ".a.b%2Fc"),
    "label-no-explode": ({"in": "path", "style": "label", "schema": TEXTS}, ["a", "b"], ".a,b"),
    "matrix": ({"in": "path", "style": "matrix", "schema": TEXTS}, ["a", "b"], ";p=a,b"),
    "matrix-explode": ({"in": "path", "style": "matrix", "explode": True, "schema": TEXTS}, ["a", "b"], ";p=a;p=b"),
    "matrix-text": ({"in": "path", "style": "matrix", "schema": {"type": "string"}}, "a", ";p=a"),
}
# Named like what a module, a function or the command line uses itself.
NAMES = (
    "client",
    "body",
    "content_type",
    "wire",
    "headers",
    "cookies",
    "content",
    "encode",
    "errors",
    "texts",
    "segment",
    "json",
    "command",
    "timeout",
    "watch",
    "base-url",
    "help",
    "self",
    "class",
    "list",
    "str",
    "any",
    "a.b",
    "A-B",
    "1st",
    "answer",
    "method",
)
FILES = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary"},
        "note": {"type": "string"},
        "tags": TEXTS,
        "meta": PAIR,
        "more": {"type": "array", "items": {"type": "string", "format": "binary"}},
    },
}
PROMPT: dict[str, Any] = {
    "type": "object",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string"},
        "scale": {"type": "number", "default": 0.5},
        "sound": {"type": "boolean"},
    },
}
BODIES: dict[str, dict[str, Any]] = {
    "form": {
        "application/x-www-form-urlencoded": {
            "schema": {**PROMPT, "properties": {**PROMPT["properties"], "tags": TEXTS, "meta": PAIR}}
        }
    },
    "text": {"text/plain": {"schema": {"type": "string"}}},
    "latin": {"text/plain; charset=latin-1": {"schema": {"type": "string"}}},
    "image": {"image/png": {}, "image/jpeg": {}, "video/mp4": {}},
    "octets": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    "range": {"image/*": {}},
    "files": {"multipart/form-data": {"schema": FILES, "encoding": {"file": {"contentType": "image/png"}}}},
    # As many frameworks write an upload that may be left out.
    "maybe_files": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "one": {"anyOf": [{"type": "string", "format": "binary"}, {"type": "null"}]},
                    "several": {
                        "oneOf": [
                            {
                                "type": "array",
                                "items": {"oneOf": [{"type": "string", "format": "binary"}, {"type": "null"}]},
                            },
                            {"type": "null"},
                        ]
                    },
                },
            }
        }
    },
    "either": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Prompt"}},
        "multipart/form-data": {"schema": {"$ref": "#/components/schemas/Prompt"}},
    },
    "by_type": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Prompt"}},
        "application/octet-stream": {},
        "text/plain": {},
    },
    "merge": {"application/merge-patch+json": {"schema": ANY}},
    "untyped": {"application/json": {}},
}


def described() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for name, (parameter, _, _) in CASES.items():
        path = f"/c/{name}/{{p}}" if parameter["in"] == "path" else f"/c/{name}"
        one: dict[str, Any] = {"name": "p", **parameter, "required": parameter["in"] == "path"}
        paths[path] = {"get": operation(f"case {name}", parameters=[one], summary="List 100% of %s %(x)s")}
    places: list[dict[str, Any]] = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in NAMES]
    places += [
        {"name": "client", "in": "header", "schema": {"type": "string"}},
        {"name": "id", "in": "path", "required": True, "schema": {}},
    ]
    body = {"required": True, "content": {"application/json": {"schema": PAIR}, "text/plain": {}}}
    paths["/names/{id}"] = {"post": operation("names", parameters=places, requestBody=body)}
    paths["/shared/{id}"] = {
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}},
            {"name": "q", "in": "query", "schema": {"type": "integer"}},
            {"name": "Accept", "in": "header", "schema": {"type": "string"}},
        ],
        "get": operation(
            "shared", parameters=[{"name": "q", "in": "query", "required": True, "schema": {"type": "string"}}]
        ),
    }
    for name, content in BODIES.items():
        paths[f"/b/{name}"] = {"post": operation(f"body {name}", requestBody={"required": True, "content": content})}
    paths["/optional"] = {"post": operation("optional", requestBody={"content": BODIES["merge"]})}
    paths["/read"] = {"get": operation("read", answered({"$ref": "#/components/schemas/Prompt"}))}
    return document(paths, {"Prompt": PROMPT})


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return built(described(), tmp_path_factory.mktemp("inputs"), "inputs_package")


@pytest.mark.parametrize("case", CASES)
def test_parameter_is_written_in_its_style(package: ModuleType, case: str) -> None:
    parameter, value, written = CASES[case]
    wire = Wire(package)
    named = {} if parameter["in"] == "path" else {"p": value}
    wire.call(f"case_{case.replace('-', '_')}", *([value] if parameter["in"] == "path" else []), **named)
    (request,) = wire.sent
    target = request.url.raw_path.decode()
    if parameter["in"] == "path":
        assert target == f"/v1/c/{case}/{written}"
    elif parameter["in"] == "query":
        assert target == f"/v1/c/{case}" + (f"?{written}" if written else "")
    else:
        assert request.headers["p" if parameter["in"] == "header" else "cookie"] == written


def test_what_is_left_out_is_not_sent(package: ModuleType) -> None:
    wire = Wire(package)
    wire.call("case_texts")
    assert wire.sent[0].url.query == b""


def test_parameter_may_be_named_like_anything_of_ours(package: ModuleType) -> None:
    module = importlib.import_module("inputs_package.api.t.names")
    names = [name for name in module.sync.__annotations__ if name not in ("return", "client", "body", "content_type")]
    wire = Wire(package)
    wire.call("names", "i", body="text", **{name: name for name in names if name != "id"})
    (request,) = wire.sent
    assert sorted(request.url.params) == sorted(NAMES)
    assert request.headers["client"] == "client_header"
    assert request.content == b"text"


def test_own_parameter_overrides_the_shared_one(package: ModuleType) -> None:
    wire = Wire(package)
    wire.call("shared", 7, q="x")
    assert wire.sent[0].url.raw_path == b"/v1/shared/7?q=x"


def test_form_is_written_with_its_lists_and_objects(package: ModuleType) -> None:
    models = importlib.import_module("inputs_package.models")
    wire = Wire(package)
    body = models.BodyFormBody(prompt="a b&c", tags=["x", "y"], sound=True, meta=models.BodyFormBodyMeta(x=1))
    wire.call("body_form", body=body)
    assert wire.sent[0].headers["content-type"] == "application/x-www-form-urlencoded"
    assert wire.sent[0].content == b"prompt=a+b%26c&sound=true&tags=x&tags=y&meta=%7B%22x%22%3A1%7D"


@pytest.mark.parametrize(
    ("name", "body", "named", "media_type", "content"),
    [
        ("text", "é", {}, "text/plain", "é".encode()),
        ("latin", "é", {}, "text/plain; charset=latin-1", b"\xe9"),
        ("image", b"\x00", {"content_type": "image/jpeg"}, "image/jpeg", b"\x00"),
        ("octets", b"\x00", {}, "application/octet-stream", b"\x00"),
        ("range", b"\x00", {"content_type": "image/webp"}, "image/webp", b"\x00"),
        ("by_type", b"\x00", {}, "application/octet-stream", b"\x00"),
        ("by_type", "x", {}, "text/plain", b"x"),
        ("merge", {"a": "b"}, {}, "application/merge-patch+json", b'{"a":"b"}'),
        ("untyped", [1], {}, "application/json", b"[1]"),
    ],
)
def test_body_is_sent_as_its_media_type(
    package: ModuleType, name: str, body: Any, named: dict[str, Any], media_type: str, content: bytes
) -> None:
    wire = Wire(package)
    wire.call(f"body_{name}", body=body, **named)
    assert (wire.sent[0].headers["content-type"], wire.sent[0].content) == (media_type, content)


def test_undocumented_content_type_is_refused_before_anything_is_sent(package: ModuleType) -> None:
    wire = Wire(package)
    with pytest.raises(ValueError, match="image/png"):
        wire.call("body_image", body=b"", content_type="image/gif")
    assert wire.sent == []


def test_same_fields_go_as_json_or_in_parts_and_no_default_goes_with_them(package: ModuleType) -> None:
    prompt = importlib.import_module("inputs_package.models").Prompt(prompt="hi")
    wire = Wire(package)
    wire.call("body_either", body=prompt)
    wire.call("body_either", body=prompt, content_type="multipart/form-data")
    assert wire.sent[0].content == b'{"prompt":"hi"}'
    assert parts(wire.sent[1]) == [("prompt", None, None, b"hi")]


def test_files_are_sent_with_their_names_and_types(package: ModuleType, tmp_path: Path) -> None:
    models = importlib.import_module("inputs_package.models")
    (tmp_path / "b.txt").write_bytes(b"two")
    body = models.BodyFilesBody(
        file=package.File(b"\x89PNG", 'a"b.png'),
        note="n",
        tags=["x", "y"],
        meta=models.BodyFilesBodyMeta(x=1),
        more=[package.File.read(tmp_path / "b.txt", "text/plain")],
    )
    wire = Wire(package)
    wire.call("body_files", body=body)
    assert parts(wire.sent[0]) == [
        ("file", "a%22b.png", "image/png", b"\x89PNG"),
        ("note", None, None, b"n"),
        ("tags", None, None, b"x"),
        ("tags", None, None, b"y"),
        ("meta", None, "application/json", b'{"x":1}'),
        ("more", "b.txt", "text/plain", b"two"),
    ]


def test_file_that_may_be_null_is_sent_as_a_file(package: ModuleType) -> None:
    models = importlib.import_module("inputs_package.models")
    file = package.File(b"\x00\xff", "a.bin")
    wire = Wire(package)
    wire.call("body_maybe_files", body=models.BodyMaybeFilesBody(one=file, several=[file]))
    sent = [("one", "a.bin"), ("several", "a.bin")]
    assert [(name, file_name) for name, file_name, _, _ in parts(wire.sent[0])] == sent
    hints = get_type_hints(models.BodyMaybeFilesBody)
    assert package.File in get_args(hints["one"])
    assert "list[inputs_package.types.File | None]" in map(str, get_args(hints["several"]))


def test_optional_body_may_be_left_out(package: ModuleType) -> None:
    wire = Wire(package)
    wire.call("optional")
    assert (wire.sent[0].content, "content-type" in wire.sent[0].headers) == (b"", False)


def parts(request: httpx.Request) -> list[tuple[str, str | None, str | None, bytes]]:
    """Name, file name, type and content of each part."""
    head = b"Content-Type: " + request.headers["content-type"].encode() + b"\r\n\r\n"
    found = []
    for part in message_from_bytes(head + request.content).get_payload():
        assert not isinstance(part, str)
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        found.append((str(name), part.get_filename(), part["content-type"], content))
    return found  # type: ignore[return-value]


def test_command_line_takes_every_input(package: ModuleType) -> None:
    folder = Path(str(package.__file__)).parent.parent
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "inputs_package", "names", "--help"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    for name in ("--json-value", "--timeout-value", "--command", "--wire", "--body-query"):
        assert name in run.stdout


@pytest.mark.parametrize(
    ("arguments", "content"),
    [
        (["body-either", "--body", '{"prompt": "x"}'], b'{"prompt":"x"}'),
        (["body-octets", "--body", "FILE"], b"in a file"),
        (["body-text", "--body", "plain"], b"plain"),
        (["body-by-type", "--body", "FILE"], b"in a file"),
        (["body-image", "--content-type", "image/png", "--body", "FILE"], b"in a file"),
    ],
)
def test_command_line_sends_bodies(
    package: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], content: bytes
) -> None:
    program = importlib.import_module("inputs_package.__main__")
    (tmp_path / "file").write_bytes(b"in a file")
    wire = Wire(package)

    class Given(package.AuthenticatedClient):  # type: ignore[misc, name-defined]
        def __init__(self, **named: Any) -> None:
            super().__init__(token="tok", transport=package.transports.Httpx(httpx.MockTransport(wire._handle)))

    monkeypatch.setattr(program, "AuthenticatedClient", Given)
    assert program.main([str(tmp_path / "file") if one == "FILE" else one for one in arguments]) == 0
    assert wire.sent[0].content == content


def test_answer_can_be_sent_back(package: ModuleType) -> None:
    wire = Wire(package, httpx.Response(200, json={"prompt": "x", "scale": "odd"}))
    prompt = wire.call("read")
    Wire(package).call("body_either", body=prompt)
    sender = Wire(package)
    sender.call("body_either", body=prompt)
    assert json.loads(sender.sent[0].content) == {"prompt": "x", "scale": "odd"}
