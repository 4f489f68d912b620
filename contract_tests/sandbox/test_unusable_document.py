"""Is a document that cannot be served one line with the place, and exit code 2?"""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.sandbox.cli import main

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"
GET = HEAD + "paths: {/a: {get: {responses: {'200': {description: d, content: {application/json: %s}}}}}}\n"
TAKING = HEAD + "paths: {/a: {get: {responses: {'200': {description: d}}, %s}}}\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (GET % "{schema: {type: string, pattern: '('}}", "/paths/~1a/get/responses/200"),
        (GET % "{schema: {type: strnig}}", "/paths/~1a/get/responses/200"),
        (GET % "{schema: {$ref: '#/components/schemas/Gone'}}", "Gone"),
        (GET % "{schema: {enum: 3}}", "/paths/~1a/get/responses/200"),
        (GET % "{examples: [1]}", "/paths/~1a/get/responses/200"),
        (GET % "{examples: {one: {$ref: '#/components/examples/Gone'}}}", "Gone"),
        (GET % "3", "/paths"),
        (HEAD + "paths: {/a: {get: {}}}\n", "/paths/~1a/get/responses"),
        (HEAD + "paths: {/a: {get: {responses: {x-note: 3}}}}\n", "/paths/~1a/get"),
        (HEAD + "paths: {/a: {get: {responses: {'200': 3}}}}\n", "/paths/~1a/get/responses/200"),
        (HEAD + "paths: {/a: {get: {responses: {'200': {$ref: '#/no'}}}}}\n", "/paths/~1a/get/responses/200"),
        (HEAD + "paths: {/a: {get: {responses: {2OO: {description: d}}}}}\n", "/paths/~1a/get/responses/2OO"),
        (HEAD + "paths: {/a: {get: 3}}\n", "/paths/~1a/get"),
        (HEAD + "paths: {/a: 3}\n", "/paths/~1a"),
        (HEAD + "paths: 3\n", "/paths"),
        ("openapi: 3.1.0\npaths: {}\n", "/info"),
        ("openapi: 3.1.0\ninfo: 3\npaths: {}\n", "/info"),
        (HEAD + "servers: 3\npaths: {}\n", "/servers"),
        (HEAD + "paths: {/a: {get: {parameters: 3, responses: {'200': {description: d}}}}}\n", "/paths"),
        (TAKING % "parameters: [{name: x}]", "/paths/~1a/get"),
        (TAKING % "parameters: [{name: x, in: query, schema: {pattern: '('}}]", "/paths/~1a/get"),
        (TAKING % "parameters: [{name: x, in: query, schema: {type: nope}}]", "/paths/~1a/get"),
        (TAKING % "requestBody: {content: {application/json: {schema: {type: nope}}}}", "/paths/~1a/get"),
        (TAKING % "servers: [{url: '/{v}'}]", "/paths/~1a"),
        (TAKING % "servers: 3", "/paths/~1a"),
        (
            HEAD + "paths: {/a: {get: {responses: {'200': {headers: {X: {required: true, schema: {type: no}}}}}}}}",
            "~1a",
        ),
        (HEAD + "paths: {/a: {get: {security: [{gone: []}], responses: {'200': {description: d}}}}}\n", "gone"),
    ],
)
def test_it_is_one_line_with_the_place(
    text: str, place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text(text, "utf-8")
    # What is usable by mistake would be served without an end.
    monkeypatch.setattr("scripts.sandbox.cli.listen", lambda *_: pytest.fail("it is served"))
    assert main(["--document", str(document)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("sandbox: ")
    assert place in line


def test_extension_beside_the_responses_is_no_response(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tmp_path / "openapi.yaml"
    document.write_text(
        HEAD + "paths: {x-note: 3, /a: {get: {responses: {x-note: 3, '200': {description: d}}}}}\n", "utf-8"
    )

    class ServedError(Exception):
        pass

    def served(*_: object) -> None:
        raise ServedError

    monkeypatch.setattr("scripts.sandbox.cli.listen", served)
    with pytest.raises(ServedError):
        main(["--document", str(document)])
