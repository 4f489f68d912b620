"""Does a program ever remove what it did not write?"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import generate
from scripts.document import ROOT
from scripts.output import OutputError
from scripts.publish.__main__ import main as publish
from scripts.publish.__main__ import write

PROGRAMS = {"generate": (generate.main, 4), "publish": (publish, 2)}
PACKAGE = ROOT / "generated" / "kling_scheduler"


def folder_of_notes(base: Path) -> str:
    return "notes"


def a_file(base: Path) -> str:
    return "notes/mine.txt"


def a_link_to_it(base: Path) -> str:
    (base / "link").symlink_to(base / "notes")
    return "link"


def a_repository(base: Path) -> str:
    (base / "clone" / ".git").mkdir(parents=True)
    return "clone"


def a_link_to_a_repository(base: Path) -> str:
    (base / "link").symlink_to(base / a_repository(base))
    return "link"


def an_empty_parent(base: Path) -> str:
    return "."


def sums_of_somebodys_own(base: Path) -> str:
    (base / "notes" / "SHA256SUMS").write_text("0  mine.txt\n", encoding="utf-8")
    return "notes"


def a_header_of_somebodys_own(base: Path) -> str:
    (base / "notes" / "__init__.py").write_text("# Written from openapi.yaml by hand\n", encoding="utf-8")
    return "notes"


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    "place",
    [
        folder_of_notes,
        a_file,
        a_link_to_it,
        a_repository,
        a_link_to_a_repository,
        an_empty_parent,
        lambda base: "..",
        lambda base: str(base.parent),
        sums_of_somebodys_own,
        a_header_of_somebodys_own,
    ],
    ids=["folder", "file", "link", "clone", "link-to-clone", "here", "parent", "absolute", "own-sums", "own-header"],
)
def test_what_others_wrote_is_left_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    program: str,
    place: Callable[[Path], str],
) -> None:
    base = tmp_path / "deep" / "er"
    (base / "notes").mkdir(parents=True)
    (base / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    monkeypatch.chdir(base)
    output = place(base)
    before = sorted(tmp_path.rglob("*"))

    main, wrong = PROGRAMS[program]
    assert main(["--output", output]) == wrong

    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert said.err.startswith(f"{program}: {output}: ")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_file_among_those_of_a_former_run_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "package"
    shutil.copytree(PACKAGE, target)
    (target / ".env").write_text("USEAPI_TOKEN=mine", encoding="utf-8")
    assert generate.main(["--output", str(target)]) == 4
    assert ".env" in capsys.readouterr().err
    assert (target / ".env").read_text(encoding="utf-8") == "USEAPI_TOKEN=mine"


def test_former_output_is_replaced_and_an_edit_of_it_mended(tmp_path: Path) -> None:
    target = tmp_path / PACKAGE.name
    shutil.copytree(PACKAGE, target)
    (target / "types.py").write_text("x = 1\n", encoding="utf-8")
    (target / "models" / "__pycache__").mkdir(exist_ok=True)
    (target / "models" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert generate.main(["--output", str(target)]) == 0
    assert (target / "types.py").read_bytes() == (PACKAGE / "types.py").read_bytes()


def test_bundle_replaces_a_bundle_alone(tmp_path: Path) -> None:
    names = ("openapi.yaml", "openapi-dereferenced.json", "sandbox.py", "vectors.json")
    former = {**dict.fromkeys(names, b"old"), "SHA256SUMS": "".join(f"0  {name}\n" for name in names).encode()}
    write(former, tmp_path / "dist")
    write({**former, "openapi.yaml": b"new"}, tmp_path / "dist")
    assert (tmp_path / "dist" / "openapi.yaml").read_bytes() == b"new"
    (tmp_path / "dist" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"notes\.txt"):
        write(former, tmp_path / "dist")
    assert (tmp_path / "dist" / "notes.txt").exists()


def test_folder_that_looks_left_by_a_kill_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / ".new-ideas").mkdir()
    assert generate.main(["--output", str(tmp_path / "package")]) == 0
    assert (tmp_path / ".new-ideas").is_dir()


@pytest.mark.extended
def test_runs_side_by_side_both_end_well(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts.generate", "--output", str(tmp_path / "package")]
    runs = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for _ in range(3)
    ]
    said = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], said
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_stray_file_ships_in_neither_distribution(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "generated", copy / "generated")
    for name in ("pyproject.toml", "openapi.yaml", "README.md", "CHANGELOG.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    for name in (".env", "notes.txt", "models/key.pem"):
        (copy / "generated" / "kling_scheduler" / name).write_text("mine", encoding="utf-8")
    (copy / "generated" / "notes.txt").write_text("mine", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", "out"], cwd=copy, check=True, capture_output=True
    )
    (wheel,) = (copy / "out").glob("*.whl")
    (source,) = (copy / "out").glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as opened:
        shipped = opened.namelist()
    with tarfile.open(source) as opened_source:
        shipped += opened_source.getnames()
    assert [name for name in shipped if name.endswith((".env", ".txt", ".pem")) and "dist-info" not in name] == []
    assert "kling_scheduler/py.typed" in shipped
    assert any(name.endswith("generated/kling_scheduler/models/running_task.py") for name in shipped)
