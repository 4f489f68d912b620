"""Does the command say what a machine lacks, and never that it passed?"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scripts.consumers import __main__ as command
from scripts.consumers import calls, facts, run
from scripts.consumers.facts import write as write_facts
from scripts.consumers.judging import Judged
from scripts.consumers.languages import DRIVERS, LANGUAGES, SOURCES
from scripts.consumers.run import Result
from scripts.consumers.table import row
from scripts.document import DOCUMENT, ROOT, DocumentError, base_path, load, operations
from scripts.publish.__main__ import write
from scripts.publish.bundle import bundle
from scripts.publish.facts import read_facts
from scripts.publish.typescript import CARRIED

GO = LANGUAGES["go"]
# What is written with Node's help.
NODE = [name for name in CARRIED if name.endswith((".js", ".ts"))]


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    said = f"// x, version {load()['info']['version']},\n".encode()
    return bundle(typescript=lambda _: dict.fromkeys(NODE, said))


@pytest.fixture
def dist(files: dict[str, bytes], tmp_path: Path) -> Path:
    write(files, tmp_path / "dist")
    return tmp_path / "dist"


def test_every_folder_is_a_language() -> None:
    assert {path.name for path in DRIVERS.iterdir() if path.is_dir() and path.name[0] != "_"} == set(LANGUAGES)


@pytest.mark.parametrize("name", ["typescript", "rust"])
def test_calls_that_no_reflection_finds_are_written_for_every_operation(name: str, tmp_path: Path) -> None:
    shutil.copytree(LANGUAGES[name].folder, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    document = with_stop()
    calls.rendered(tmp_path, document)
    (written,) = [path.read_text(encoding="utf-8") for path in tmp_path.glob("calls.*")]
    assert [name for name in calls.calls(document) if f'"{name}"' not in written] == []
    assert "values" in written


@pytest.mark.parametrize(
    "path", [*DRIVERS.glob("*/[Dd]river.*"), *DRIVERS.glob("*/driver/*")], ids=lambda path: path.name
)
def test_no_driver_names_an_operation(path: Path) -> None:
    assert [one.id for one in operations(load()) if one.id in path.read_text(encoding="utf-8")] == []


def test_values_of_the_path_have_their_types_and_their_order() -> None:
    stop = next(one for one in operations(with_stop()) if one.id == "stop")
    path = f"{base_path(load())}/jobs/a%2Fb/7?x=1"
    assert calls.values(stop, path) == {"name": "a/b", "number": 7}


@pytest.mark.parametrize(
    ("added", "why"),
    [
        ({"requestBody": {"content": {"text/plain": {}}}}, "stop is called in no language: its request has a body"),
        (
            {"parameters": [{"name": "q", "in": "query", "required": True, "schema": {}}]},
            "stop is called in no language: its request needs q",
        ),
    ],
)
def test_operation_that_drivers_cannot_call_is_named(added: dict[str, Any], why: str, tmp_path: Path) -> None:
    document = with_stop()
    document["paths"]["/jobs/{name}/{number}"]["delete"] |= added
    (tmp_path / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    assert why in run.left_out(tmp_path)


def with_stop() -> dict[str, Any]:
    document = load()
    parameters = [
        {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}},
        {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}},
    ]
    stop = {"operationId": "stop", "responses": {"204": {"description": "Stopped."}}}
    document["paths"]["/jobs/{name}/{number}"] = {"parameters": parameters, "delete": stop}
    return document


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_version_is_pinned(name: str) -> None:
    assert LANGUAGES[name].generator_version().count(".") == 2


def test_missing_program_is_named_and_is_no_pass(
    dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "search_path", lambda: str(tmp_path / "empty"))
    assert command.main(["go", "rust", "--dist", str(dist), "--work", str(tmp_path / "work")]) == 2
    out = capsys.readouterr().out
    assert "| Go | oapi-codegen" in out
    assert "not run: needs go |" in out
    assert "not run: needs java, cargo |" in out


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["passed"], 0),
        (["passed", "failed: x"], 1),
        (["failed: x", "not run: needs y"], 1),
        (["passed", "not run: needs y"], 2),
    ],
)
def test_exit_code_is_that_of_the_worst(states: list[str], expected: int) -> None:
    assert command.code([Result(GO, state) for state in states]) == expected


def test_failure_is_no_row_of_success() -> None:
    failed = Result(GO, "failed: v: /id is 8", True, Judged(1, {"v": "/id is 8"}, {"w": True}))
    assert "| yes | 1/2 | 1/1 | failed, see above |" in row(failed)


@pytest.mark.parametrize("content", [None, "no JSON", "{}", json.dumps({"vectors": [{"name": "a"}]})])
def test_folder_that_is_no_bundle_is_one_line(
    content: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / "vectors.json").write_text(content, encoding="utf-8")
        (tmp_path / "openapi.json").write_text(json.dumps(load(DOCUMENT)), encoding="utf-8")
    assert command.main(["go", "--dist", str(tmp_path), "--work", str(tmp_path / "work")]) == 2
    err = capsys.readouterr().err
    assert err.startswith("consumers: ")
    assert err.count("\n") == 1


def test_unknown_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        command.main(["cobol"])
    assert error.value.code == 2
    assert "cobol" in capsys.readouterr().err


# The bundle brings Python's client as it is.
@pytest.mark.parametrize("name", [name for name in LANGUAGES if name != "python"])
def test_readme_has_the_command_that_is_run(name: str) -> None:
    command = LANGUAGES[name].generate.replace(f" {SOURCES}", "")
    assert f"`{command}`" in (ROOT / "scripts/publish/files/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (run.SandboxError("the bundle's sandbox.py did not start"), "the bundle's sandbox.py did not start"),
        (DocumentError("facts.json: no facts"), "facts.json: no facts"),
        (PermissionError(13, "Permission denied", "dist"), "dist: Permission denied"),
    ],
)
def test_what_cannot_be_run_is_one_line(
    error: Exception, said: str, dist: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise error

    monkeypatch.setattr(command, "_run", refused)
    assert command.main(["go", "--dist", str(dist)]) == 2
    assert capsys.readouterr().err == f"consumers: {said}\n"


def test_what_is_noticed_otherwise_than_on_file_fails_until_it_is_written(
    dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = json.loads((dist / "vectors.json").read_text(encoding="utf-8"))["vectors"]
    name = next(one["name"] for one in written if one["origin"] == "violation")
    kept = tmp_path / "facts.json"
    about = {"title": GO.title, "generator": GO.generator, "version": GO.generator_version()}
    facts.write({"format": 1, "languages": {"go": about}, "noticed": {name: {"go": False}}}, kept)
    result = Result(GO, "passed", True, Judged(1, {}, {name: True}))
    monkeypatch.setattr(command, "_run", lambda *_: [result])
    monkeypatch.setattr(facts, "on_file", lambda: read_facts(kept))
    monkeypatch.setattr(facts, "write", lambda new: write_facts(new, kept))

    assert command.main(["go", "--dist", str(dist)]) == 1
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        f"consumers: go: {name} is noticed, and on file otherwise",
        "consumers: run again with --write, and look at what changed",
    ]
    assert command.main(["go", "--dist", str(dist), "--write"]) == 0
    assert command.main(["go", "--dist", str(dist)]) == 0


def test_bundle_that_cannot_be_written_is_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "publish", lambda _: 2)
    assert command.main(["go"]) == 2
