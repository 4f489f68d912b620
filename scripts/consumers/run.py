"""Make, compile and run one language's client."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.consumers.calls import rendered, why_not
from scripts.consumers.judging import Judged, LinesError, judge, read_lines
from scripts.consumers.languages import Language
from scripts.consumers.losses import asked, losses
from scripts.document import operations
from scripts.sandbox import TOKEN

# Rust's first build on two shared cores takes minutes.
LIMIT = 1200
PLACE = "NAME"


@dataclass(frozen=True)
class Result:
    """What became of one language. ``state`` is ``passed``, ``failed: …`` or ``not run: needs …``."""

    language: Language
    state: str
    compiled: bool = False
    judged: Judged | None = None
    lost: list[str] = field(default_factory=list)
    seconds: float = 0.0


class StepError(Exception):
    """A command did not end well; the text is the command and the end of what it said."""


class SandboxError(Exception):
    """The bundle's sandbox did not start; the text is one line."""


def search_path() -> str:
    """Where programs are looked for: beside this interpreter first, as its environment's own programs are there."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def missing(language: Language) -> list[str]:
    """The programs that this machine lacks for ``language``."""
    return [program for program in language.needs if shutil.which(program, path=search_path()) is None]


def prepared(dist: Path, work: Path) -> tuple[list[dict[str, Any]], Path]:
    """The vectors of the bundle with the probes, and the file in ``work`` that has them.

    Raises OSError, ValueError or KeyError for a bundle that is none.
    """
    written = json.loads((dist / "vectors.json").read_text(encoding="utf-8"))
    document = json.loads((dist / "openapi.json").read_text(encoding="utf-8"))
    vectors = asked(written["vectors"], document)
    work.mkdir(parents=True, exist_ok=True)
    path = work / "vectors.json"
    path.write_text(json.dumps({**written, "vectors": vectors}, ensure_ascii=False), encoding="utf-8")
    return vectors, path


def left_out(dist: Path) -> list[str]:
    """A sentence for each operation of the bundle that drivers do not call. Raises OSError or ValueError."""
    document = json.loads((dist / "openapi.json").read_text(encoding="utf-8"))
    told = {operation.id: why_not(operation) for operation in operations(document)}
    return [f"{name} is called in no language: {why}" for name, why in told.items() if why]


@contextlib.contextmanager
def sandbox(dist: Path, vectors: Path) -> Iterator[str]:
    """The base URL of each vector, ``NAME`` in its place, while the bundle's own sandbox serves them.

    Raises SandboxError.
    """
    command: list[str | Path] = [sys.executable, dist / "sandbox.py", "--port", "0", "--vectors", vectors]
    environment = {**os.environ, "USEAPI_TOKEN": TOKEN}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as process:
        try:
            assert process.stdout is not None
            greeting = re.search(r"(http://127\.0\.0\.1:\d+)(/\S*)?", process.stdout.readline())
            if greeting is None:
                raise SandboxError("the bundle's sandbox.py did not start")
            yield f"{greeting[1]}/_vectors/{PLACE}{greeting[2] or ''}"
        finally:
            process.terminate()


def run(language: Language, dist: Path, work: Path, base_url: str, vectors: list[dict[str, Any]]) -> Result:
    """Make, compile and run the client of ``language`` in ``work``; the vectors are served at ``base_url``."""
    if lacking := missing(language):
        return Result(language, f"not run: needs {', '.join(lacking)}")
    began, compiled = time.monotonic(), False
    try:
        folder = _folder(language, dist, work)
        for command in (*language.warm, language.generate, *language.build):
            _step(command, folder)
        compiled = True
        lines = read_lines(_step(f"{language.run} {base_url} {work / 'vectors.json'}", folder))
    except (StepError, LinesError) as error:
        return Result(language, f"failed: {error}", compiled, seconds=time.monotonic() - began)
    seconds = time.monotonic() - began
    held = [vector for vector in vectors if vector["origin"] != "probe"]
    judged = judge(held, lines)
    if judged.failed:
        name, why = next(iter(judged.failed.items()))
        return Result(language, f"failed: {name}: {why}", compiled, judged, seconds=seconds)
    return Result(
        language, "passed", compiled, judged, losses(vectors, lines, judged.noticed, dist / "schemas"), seconds
    )


def _folder(language: Language, dist: Path, work: Path) -> Path:
    folder = work / language.name
    shutil.copytree(language.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy2(dist / language.source, folder)
    for pattern, name in language.beside:
        for path in dist.glob(pattern):
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy2(path, folder / name)
    rendered(folder, json.loads((dist / "openapi.json").read_text(encoding="utf-8")))
    # What an earlier run left must not pass for what this one writes.
    old = folder / language.written
    shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
    return folder


def _step(command: str, folder: Path) -> str:
    words = shlex.split(command)
    program = shutil.which(words[0], path=search_path()) or words[0]
    environment = {**os.environ, "PATH": search_path(), "USEAPI_TOKEN": TOKEN}
    try:
        done = subprocess.run(
            [program, *words[1:]],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        raise StepError(f"{command}: did not end within {LIMIT} s") from None
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise StepError(f"{command}: exit code {done.returncode}\n{said[-3000:]}")
    return done.stdout
