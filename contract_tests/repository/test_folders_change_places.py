"""Does a finished folder take another's place whole, where the kernel cannot exchange two names as well?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import output, swap
from scripts.swap import discard


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    fresh, target = tmp_path / "fresh", tmp_path / "target"
    for folder in (fresh, target):
        folder.mkdir()
        (folder / folder.name).touch()
    return fresh, target


def held(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("exchanges", [True, False])
def test_each_stands_where_the_other_one_stood(
    exchanges: bool, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanges:
        monkeypatch.setattr(sys, "platform", "darwin")
    swap.swap(*folders)
    assert (held(folders[0]), held(folders[1])) == (["target"], ["fresh"])
    assert len(held(folders[0].parent)) == 2


def test_first_rename_is_undone_when_the_second_fails(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, target = folders
    rename = Path.rename

    def failing(path: Path, other: Path) -> Path:
        if path == fresh:
            raise OSError(28, "No space left on device")
        return rename(path, other)

    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="No space left"):
        swap.swap(fresh, target)
    assert held(target) == ["target"]


def test_folder_that_cannot_be_removed_is_told_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_: Path) -> None:
        raise OSError(39, "Directory not empty")

    discard(tmp_path / "none")
    monkeypatch.setattr(swap, "PATIENCE", 0.1)
    monkeypatch.setattr(swap.shutil, "rmtree", busy)  # type: ignore[attr-defined]
    with pytest.raises(OSError, match="Directory not empty"):
        discard(tmp_path)


def test_what_a_killed_run_left_is_removed_and_without_locks_nothing_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / ".new-test-target-abcdefgh"
    left.mkdir()
    with output.alone(tmp_path / "target", "test") as prefix:
        assert left.name.startswith(prefix)
        assert not left.exists()
    left.mkdir()
    monkeypatch.setattr(output, "fcntl", None)
    with output.alone(tmp_path / "target", "test"):
        assert left.exists()
