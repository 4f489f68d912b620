"""Pack a program into one file that runs alone: ``python -m scripts.one_file {judge,sandbox} OUTPUT``.

``uv run judge.py live`` and ``pipx run sandbox.py`` install what the file names at its head (inline script metadata).
The contract is in it, and so is every module that the program imports; a contract beside the file wins.
"""

from __future__ import annotations

import ast
import base64
import json
import re
import sys
import textwrap
import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# A fresh clone has none of the packages that the document's reader needs.
ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "openapi.yaml"

# What packages hold beside modules.
SUFFIXES = {".css", ".jinja", ".js", ".json", ".yaml"}


@dataclass(frozen=True)
class Program:
    """``start`` is the module that has ``main``, ``group`` the dependencies, ``said`` what its file begins with."""

    start: str
    group: str
    said: str


PROGRAMS = {
    "judge": Program("scripts.judge.__main__", "judge", "The judge of the contract: live, har, page or explain."),
    "sandbox": Program("scripts.sandbox.cli", "sandbox", "A server that keeps the contract, and breaks it to order."),
}
TEMPLATE = '''# /// script
# requires-python = ">=3.11"
# dependencies = [
{dependencies}
# ]
# ///
"""{said}

``uv run {name}.py --help`` or ``pipx run {name}.py --help`` tells more. Version {version} of the contract is in this
file; an openapi.yaml beside it wins, and ``--document FILE`` over both. Packed by scripts/one_file.py.
"""

import base64
import importlib
import json
import sys
import tempfile
import zlib
from pathlib import Path

PACKED = """
{packed}
"""


def unpack(folder: Path) -> None:
    """Write every file below a folder."""
    for name, text in json.loads(zlib.decompress(base64.b85decode("".join(PACKED.split())))).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run(folder: Path) -> int:
    """Run the program from where it was unpacked."""
    sys.path.insert(0, str(folder))
    beside = Path(__file__).resolve().with_name("openapi.yaml")
    try:
        if beside.is_file():
            importlib.import_module("scripts.document").DOCUMENT = beside
        program = importlib.import_module("{start}")
    except ModuleNotFoundError as error:
        how = "uv run {name}.py, or: pipx run {name}.py"
        print(f"{name}: {{error.name}} is missing; run it with: {{how}}", file=sys.stderr)
        return 2
    return program.main()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="{name}-") as unpacked:
        unpack(Path(unpacked))
        code = run(Path(unpacked))
    sys.exit(code)
'''


def main(arguments: list[str]) -> int:
    """Write the file; 0 done, 2 wrong arguments or a file that cannot be written."""
    if len(arguments) != 2 or arguments[0] not in PROGRAMS:
        print(f"one_file: name a program ({', '.join(PROGRAMS)}) and the file to write", file=sys.stderr)
        return 2
    try:
        Path(arguments[1]).write_text(packed(arguments[0]), encoding="utf-8")
    except OSError as error:
        print(f"one_file: {arguments[1]}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def packed(name: str) -> str:
    """The text of the file of a program, the same each time."""
    program = PROGRAMS[name]
    modules = _modules(program.start)
    data = {path for folder in {one.parent for one in modules} - {ROOT / "scripts"} for path in _data(folder)}
    paths = sorted({*modules, *data, DOCUMENT})
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    text = base64.b85encode(zlib.compress(json.dumps(files, sort_keys=True).encode(), 9)).decode()
    (version,) = re.findall(r"(?m)^  version: (\S+)$", files[DOCUMENT.name])
    return TEMPLATE.format(
        name=name,
        said=program.said,
        start=program.start,
        version=version,
        dependencies="\n".join(f"#   {json.dumps(one)}," for one in _requirements(program.group)),
        packed="\n".join(textwrap.wrap(text, 100)),
    )


def _data(folder: Path) -> Iterator[Path]:
    """The files of a package that are no modules, in its own folder and in those below that are no packages."""
    for path in folder.iterdir():
        if path.suffix in SUFFIXES and path.is_file():
            yield path
        elif path.is_dir() and not (path / "__init__.py").exists():
            yield from _data(path)


def _modules(start: str) -> set[Path]:
    """The files of a module and of all of ours that it imports, at any place, and of the packages that hold them."""
    found: set[Path] = set()
    left = [start]
    while left:
        name = left.pop()
        path = _file(name)
        if path is None or path in found:
            continue
        found.add(path)
        left += [name.rpartition(".")[0], *_imported(path)]
    return found


def _file(name: str) -> Path | None:
    if name.partition(".")[0] != "scripts":
        return None
    place = ROOT.joinpath(*name.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _requirements(group: str) -> list[str]:
    """What a program needs, each at the version that is locked, on the systems that it is for."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    locked = dict(re.findall(r"(?m)^([\w.-]+)==([\w.]+)", (ROOT / ".ci/lock.txt").read_text(encoding="utf-8")))
    found = []
    for requirement in sorted(one for one in groups[group] if isinstance(one, str)):
        name, _, marker = requirement.partition(";")
        name = re.split(r"[=<>\[ ]", name)[0]
        found.append(f"{name}=={locked[name]}{f' ;{marker}' if marker else ''}")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
