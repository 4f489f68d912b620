"""Is the bundle whole, the same each time, of one version, and true to the document?"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from contract_tests.exchanges import KEPT
from scripts.cases.on_file import OnFile
from scripts.document import load, operations
from scripts.publish import __main__ as command
from scripts.publish import typescript
from scripts.publish.__main__ import main, write
from scripts.publish.bundle import SUMS, bundle
from scripts.publish.inline import json_schemas
from scripts.publish.versions import VersionError, agree

DOCUMENT = load()
VERSION = DOCUMENT["info"]["version"]
OPERATIONS = {one.id: one for one in operations(DOCUMENT)}


def no_node(document: Mapping[str, Any]) -> dict[str, bytes]:
    """In place of what needs Node; contract_tests/publish/test_typescript.py runs it."""
    said = f"// From openapi.yaml, version {document['info']['version']}, none.\n".encode()
    return {name: said for name in typescript.CARRIED if name.endswith((".ts", ".js"))}


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return bundle(typescript=no_node)


@pytest.fixture
def without_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "__defaults__", (None, no_node))


def test_sums_are_right(files: dict[str, bytes], tmp_path: Path) -> None:
    write(files, tmp_path / "dist")
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", SUMS], cwd=tmp_path / "dist", capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count(": OK") == len(files) - 1


def test_packages_are_what_an_index_takes(files: Mapping[str, bytes], tmp_path: Path) -> None:
    names = [name for name in files if name.endswith((".whl", ".tar.gz"))]
    assert len(names) == 2
    for name in names:
        (tmp_path / name).write_bytes(files[name])
    checked = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *names], cwd=tmp_path, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", ["openapi.json", "openapi-3.0.json", "openapi-dereferenced.json"])
def test_each_document_is_valid(name: str, files: Mapping[str, bytes]) -> None:
    validate(json.loads(files[name]))


def test_dereferenced_document_has_no_reference_left(files: Mapping[str, bytes]) -> None:
    assert b'"$ref"' in files["openapi.json"]
    assert b'"$ref"' not in files["openapi-dereferenced.json"]


def of_documented_status() -> list[OnFile]:
    """The exchanges on file whose status has a schema, and whose fault, if any, is one that a schema can see."""
    schema = "response_schema_conformance"
    seen = [one for one in KEPT if one.exchange.expected is None or one.exchange.expected.check == schema]
    return [one for one in seen if schema_of(one) in json_schemas(DOCUMENT)]


def schema_of(kept: OnFile) -> str:
    """The file with the schema of an exchange's body."""
    exchange = kept.exchange
    covering = OPERATIONS[exchange.operation_id].response_for(exchange.status)
    return f"{exchange.operation_id}-{covering[0] if covering else exchange.status}.json"


@pytest.mark.parametrize("kept", of_documented_status(), ids=str)
def test_schema_of_a_body_judges_it_as_the_contract_does(kept: OnFile, files: Mapping[str, bytes]) -> None:
    exchange = kept.exchange
    content = files[f"schemas/{schema_of(kept)}"]
    schema = jsonschema_rs.Draft202012Validator(json.loads(content), validate_formats=True)
    try:
        body = json.loads(exchange.content)
    except ValueError:
        assert exchange.expected is not None
    else:
        assert schema.is_valid(body) == (exchange.expected is None)


def test_every_response_and_model_has_its_schema(files: Mapping[str, bytes]) -> None:
    bodies = {
        f"{one.id}-{status}"
        for one in operations(DOCUMENT)
        for status, response in one.responses.items()
        if any("json" in media_type for media_type in response.get("content", {}))
    }
    wanted = bodies | set(DOCUMENT["components"]["schemas"])
    assert {name[8:-5] for name in files if name.startswith("schemas/")} == wanted


def test_readme_names_every_file(files: Mapping[str, bytes]) -> None:
    readme = files["README.md"].decode()
    assert f"version {VERSION}" in readme
    assert "@" not in readme
    named = set(re.findall(r"`([^` ]+)`", readme))
    unnamed = [name for name in files if not {name, f"{name.split('/')[0]}/", f"*{Path(name).suffix}"} & named]
    assert [name for name in unnamed if name not in {"README.md"} and not name.endswith(".tar.gz")] == []


@pytest.mark.parametrize("name", ["openapi.json", "openapi.d.ts", "vectors.json", "index.html", "schemas/"])
def test_part_of_another_version_stops_it(name: str, files: Mapping[str, bytes]) -> None:
    found = next(one for one in files if one.startswith(name))
    changed = {**files, found: files[found].replace(VERSION.encode(), b"9.9.9")}
    with pytest.raises(VersionError, match=f"this is version {VERSION}, but {re.escape(found)} says 9.9.9"):
        agree(changed, VERSION, None)


def test_package_of_another_version_stops_it(files: Mapping[str, bytes]) -> None:
    packages = {name: content for name, content in files.items() if name.endswith((".whl", ".tar.gz", ".tgz"))}
    with pytest.raises(VersionError) as error:
        agree(packages, "9.9.9", None)
    assert str(error.value).count(f"says {VERSION}") == 3


@pytest.mark.parametrize(
    ("heading", "tag", "wrong"),
    [
        (f"## [{VERSION}] - 2026-01-01", f"v{VERSION}", False),
        (f"## [{VERSION}] - 2026-01-01", "v9.9.9", True),
        ("## [Unreleased]", f"v{VERSION}", True),
        ("## [0.0.1] - 2026-01-01", f"v{VERSION}", True),
    ],
)
def test_release_needs_its_tag_and_its_date_in_the_changelog(heading: str, tag: str, wrong: bool) -> None:
    files = {"CHANGELOG.md": f"# Changelog\n\n{heading}\n".encode()}
    if not wrong:
        agree(files, VERSION, tag)
        return
    with pytest.raises(VersionError):
        agree(files, VERSION, tag)


@pytest.mark.usefixtures("without_node")
def test_wrong_tag_is_one_line_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--output", str(tmp_path / "dist"), "--tag", "v9.9.9"]) == 1
    assert capsys.readouterr().err.startswith(f"publish: this is version {VERSION}, but ")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written_is_one_line(
    files: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "bundle", lambda _tag: files)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["--output", str(tmp_path / "file" / "dist")]) == 2
    assert capsys.readouterr().err.startswith("publish: ")


def test_missing_node_is_one_line_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(typescript, "PROGRAM", tmp_path / "none")
    assert main(["--output", str(tmp_path / "dist")]) == 2
    said = "publish: openapi-typescript is not installed; run this with: tox run -e publish\n"
    assert capsys.readouterr().err == said
    assert list(tmp_path.iterdir()) == []
