"""Find a contract and its client: in the working tree, at a commit, in a bundle, or in a file."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scripts.compare.places import File
from scripts.document import DOCUMENT, ROOT, load

GENERATED = "generated"


class NotFoundError(Exception):
    """There is nothing to compare with; the text is one line that says why."""


@dataclass(frozen=True)
class Contract:
    """A document, and the sources of its client by path; ``client`` is None where there is none.

    ``file`` tells where a part of the document stands.
    """

    name: str
    document: Mapping[str, Any]
    client: Mapping[str, str] | None
    file: File | None = None


def working_tree() -> Contract:
    """What stands in this repository now. Raises DocumentError."""
    folder = ROOT / GENERATED
    sources = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}
    return Contract(DOCUMENT.name, load(), sources, _file(DOCUMENT, DOCUMENT.name))


def contract(name: str, repository: Path = ROOT) -> Contract:
    """The contract that ``name`` leads to: a folder that holds a bundle, a document, or a commit of the repository.

    Raises NotFoundError and DocumentError.
    """
    path = Path(name)
    if path.is_dir():
        return _bundle(path)
    if path.is_file():
        return Contract(name, load(path), None, _file(path, name))
    return _commit(name, repository)


def newest_release(repository: Path = ROOT) -> str | None:
    """The tag ``vMAJOR.MINOR.PATCH`` of the highest version; None when the repository has none.

    Raises NotFoundError when the repository cannot tell: it is none, or holds a part of its history alone.
    """
    return next((tag for tag, _ in reversed(_tags(repository))), None)


def tagged(repository: Path = ROOT) -> list[tuple[str, datetime]]:
    """The tag of each release and its moment, the lowest version first.

    Raises NotFoundError like ``newest_release``.
    """
    return [(tag, datetime.fromisoformat(moment)) for tag, moment in _tags(repository)]


def _tags(repository: Path) -> list[tuple[str, str]]:
    if _git(repository, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise NotFoundError(
            "this clone holds a part of the history alone, so its tags say nothing: git fetch --unshallow --tags"
        )
    told = _git(repository, "for-each-ref", "--format=%(refname:short) %(creatordate:iso-strict)", "refs/tags").decode()
    tags = [line.rpartition(" ")[::2] for line in told.splitlines()]
    known = [(tag, moment) for tag, moment in tags if re.fullmatch(r"v\d+\.\d+\.\d+", tag)]
    return sorted(known, key=lambda one: tuple(map(int, one[0][1:].split("."))))


def _bundle(folder: Path) -> Contract:
    document = folder / DOCUMENT.name
    if not document.is_file():
        raise NotFoundError(f"{folder} holds no {DOCUMENT.name}")
    sources = None
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            sources = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".py")}
    return Contract(str(folder), load(document), sources, _file(document, str(document)))


def _commit(name: str, repository: Path) -> Contract:
    if name.startswith("-"):
        raise NotFoundError(f"{name} is no commit")
    # Python 3.11 unpacks no archive safely before 3.11.4; out of a zip, files are read without unpacking.
    packed = _git(repository, "archive", "--format=zip", name, DOCUMENT.name, GENERATED)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive, tempfile.TemporaryDirectory() as folder:
        document = Path(folder, DOCUMENT.name)
        document.write_bytes(archive.read(DOCUMENT.name))
        modules = [path for path in archive.namelist() if path.startswith(f"{GENERATED}/") and path.endswith(".py")]
        sources = {path.removeprefix(f"{GENERATED}/"): archive.read(path).decode() for path in modules}
        return Contract(name, load(document), sources)


def _file(path: Path, name: str) -> File:
    return File(name, path.read_text(encoding="utf-8"))


def _git(repository: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(
            ["git", "-C", str(repository), *arguments],  # noqa: S607
            check=True,
            capture_output=True,
        ).stdout
    except FileNotFoundError:
        raise NotFoundError("git is not installed, and without it there is no release to compare with") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
        raise NotFoundError(f"git {arguments[0]}: {said[-1]}") from None
