"""Do the types and the npm package hold, and is the whole bundle the same when it is built again elsewhere?"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.document import ROOT, load, operations
from scripts.publish.__main__ import write
from scripts.publish.bundle import bundle
from scripts.publish.typescript import CARRIED

DOCUMENT = load()
NODE_MODULES = ROOT / "scripts" / "publish" / "npm" / "node_modules"

pytestmark = pytest.mark.extended


@pytest.fixture(scope="module")
def files() -> Mapping[str, bytes]:
    return bundle()


@pytest.fixture
def installed(files: dict[str, bytes], tmp_path: Path) -> Path:
    """A folder of somebody's own, with the package in its node_modules."""
    write(files, tmp_path / "dist")
    (package,) = (tmp_path / "dist").glob("*.tgz")
    with tarfile.open(package) as tar:
        for member in tar.getmembers():
            target = tmp_path / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            content = tar.extractfile(member)
            assert content is not None
            target.write_bytes(content.read())
    name = json.loads((tmp_path / "package" / "package.json").read_text(encoding="utf-8"))["name"]
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "package").rename(tmp_path / "node_modules" / name)
    return tmp_path


def npm(*arguments: str, folder: Path) -> str:
    return subprocess.run(
        ["npm", *arguments], cwd=folder, check=True, capture_output=True, text=True, timeout=120
    ).stdout


def compiled(folder: Path, program: str) -> str:
    """What the compiler finds wrong with a program that uses the package."""
    (folder / "use.ts").write_text(program, encoding="utf-8")
    strict = ["--strict", "--noEmit", "--module", "nodenext", "--exactOptionalPropertyTypes"]
    done = subprocess.run(
        [NODE_MODULES / ".bin" / "tsc", *strict, "use.ts"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode == 0) == (done.stdout == "")
    return done.stdout


def test_second_build_elsewhere_gives_the_same_bytes(
    files: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in kept.split("\0")[:-1]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        # Without its dates.
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / NODE_MODULES.relative_to(ROOT)).symlink_to(NODE_MODULES)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    subprocess.run([sys.executable, "-m", "scripts.publish"], cwd=tmp_path, check=True, capture_output=True)
    other = {
        str(path.relative_to(tmp_path / "dist")): path for path in (tmp_path / "dist").rglob("*") if path.is_file()
    }
    assert other.keys() == files.keys()
    assert [name for name, path in other.items() if path.read_bytes() != files[name]] == []


def test_npm_packs_what_the_package_says(installed: Path) -> None:
    (package,) = (installed / "node_modules").iterdir()
    (told,) = json.loads(npm("pack", "--dry-run", "--json", "--ignore-scripts", folder=package))
    assert told["version"] == DOCUMENT["info"]["version"]
    assert {file["path"] for file in told["files"]} == {"package.json", "README.md", *CARRIED}
    described = json.loads((package / "package.json").read_text(encoding="utf-8"))
    assert not {"scripts", "bin", "dependencies"} & described.keys()


def test_npm_installs_the_package(installed: Path, tmp_path: Path) -> None:
    (package,) = (installed / "dist").glob("*.tgz")
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "package.json").write_text("{}", encoding="utf-8")
    npm("install", "--offline", "--no-audit", "--no-fund", str(package), folder=folder)
    (name,) = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for carried in CARRIED:
        kept = (folder / "node_modules" / name / carried).read_bytes()
        assert kept == (installed / "dist" / carried).read_bytes()


def test_every_operation_and_status_is_typed_and_no_other(installed: Path) -> None:
    (package,) = (installed / "node_modules").iterdir()
    lines = [f'import type {{ operations }} from "{package.name}";']
    lines += [
        f'export type A{number}_{status} = operations["{operation.id}"]["responses"][{status}];'
        for number, operation in enumerate(operations(DOCUMENT))
        for status in operation.responses
    ]
    assert compiled(installed, "\n".join(lines)) == ""
    wrong = re.sub(r"\[\d+\];", "[599];", "\n".join(lines))
    assert compiled(installed, wrong).count("error TS2339") == len(lines) - 1


def test_models_refuse_what_the_document_refuses(installed: Path) -> None:
    (package,) = (installed / "node_modules").iterdir()
    for name, model in DOCUMENT["components"]["schemas"].items():
        start = f'import type {{ components }} from "{package.name}";\ntype Model = components["schemas"]["{name}"];\n'
        lawful = {field: part["examples"][0] for field, part in model["properties"].items()}
        assert compiled(installed, f"{start}export const one: Model = {json.dumps(lawful)};") == ""
        for field in lawful:
            wrong = json.dumps({**lawful, field: {}})
            assert "error TS2322" in compiled(installed, f"{start}export const one: Model = {wrong};")


def test_openapi_typescript_says_why_it_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "openapi.yaml"
    broken.write_text("openapi: 3.1.0\npaths: {/a: {$ref: '#/nowhere'}}\n", encoding="utf-8")
    program = "import sys; from scripts.publish import typescript; from pathlib import Path\n"
    program += "typescript.DOCUMENT = Path(sys.argv[1])\n"
    program += "try: typescript.types({'info': {'version': '1'}})\n"
    program += "except typescript.PackageError as error: print(error)"
    done = subprocess.run(
        [sys.executable, "-c", program, broken], cwd=ROOT, capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.stdout.startswith("openapi-typescript: ")
    assert done.stdout.count("\n") == 1
