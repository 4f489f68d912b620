"""Pack the judge into one file that runs alone: ``python -m scripts.judge_file OUTPUT``.

``uv run judge.py live`` and ``pipx run judge.py live`` install what the file names at its head (inline script
metadata). The contract is in it, and so is every module that the judge imports: a file of each would share one name
space otherwise.
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
from pathlib import Path

from scripts.document import DOCUMENT, ROOT

START = "scripts.judge.__main__"
# What the packages hold beside modules.
DATA = ROOT / "scripts" / "judge"
SUFFIXES = {".css", ".jinja", ".json", ".yaml"}
TEMPLATE = '''# /// script
# requires-python = ">=3.11"
# dependencies = [
{dependencies}
# ]
# ///
"""The judge of the contract, version {version}: ``judge.py live``, ``har``, ``page`` or ``explain``.

Packed by scripts/judge_file.py, the contract with it; ``judge.py live --document FILE`` takes another.
"""

import base64
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


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="judge-") as unpacked:
        unpack(Path(unpacked))
        sys.path.insert(0, unpacked)
        from scripts.judge.__main__ import main

        code = main()
    sys.exit(code)
'''


def main(arguments: list[str]) -> int:
    """Write the file; 0 done, 2 wrong arguments or a file that cannot be written."""
    if len(arguments) != 1:
        print("judge_file: name the file to write", file=sys.stderr)
        return 2
    try:
        Path(arguments[0]).write_text(packed(), encoding="utf-8")
    except OSError as error:
        print(f"judge_file: {arguments[0]}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def packed() -> str:
    """The text of the file, the same each time."""
    paths = sorted({*_modules(START), *(path for path in DATA.rglob("*") if path.suffix in SUFFIXES), DOCUMENT})
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    data = base64.b85encode(zlib.compress(json.dumps(files, sort_keys=True).encode(), 9)).decode()
    (version,) = re.findall(r"(?m)^  version: (\S+)$", files[DOCUMENT.name])
    dependencies = "\n".join(f'#   "{requirement}",' for requirement in _requirements())
    return TEMPLATE.format(dependencies=dependencies, version=version, packed="\n".join(textwrap.wrap(data, 100)))


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


def _requirements() -> list[str]:
    """What the judge needs, each at the version that is locked."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    locked = dict(re.findall(r"(?m)^([\w.-]+)==([\w.]+)", (ROOT / ".ci/lock.txt").read_text(encoding="utf-8")))
    names = [re.split(r"[=<>;\[ ]", requirement)[0] for requirement in groups["judge"]]
    return [f"{name}=={locked[name]}" for name in sorted(names)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
