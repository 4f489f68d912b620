"""Join the sandbox into one file that runs alone beside a document: ``python -m scripts.sandbox_file OUTPUT``.

``uv run sandbox.py`` and ``pipx run sandbox.py`` install what the file names at its head (inline script metadata).
"""

from __future__ import annotations

import ast
import base64
import json
import re
import sys
import tomllib
import zlib
from pathlib import Path

# A fresh clone has none of the packages that the document's reader needs.
ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "scripts" / "sandbox"
# Each after those that it imports.
MODULES = (
    "bugs", "messages", "dynamic", "schema", "inputs", "security", "contract", "clock", "roles", "tasks", "simulation",
    "webhooks", "vectors", "faults", "prefer", "limit", "cors", "origin", "asgi", "page", "journal", "control", "live",
    "settings", "checking", "app", "protocol", "server", "reading", "state", "cli",
)  # fmt: skip
# Where the modules stand differs from where the file stands.
DOCUMENT_LINE = 'DOCUMENT = ROOT / "openapi.yaml"'
DOCUMENT_BESIDE = 'DOCUMENT = Path(__file__).resolve().with_name("openapi.yaml")'
DOCSTRING = '''"""A server that keeps the contract of the document built in, or of an openapi.yaml beside this file.

``uv run sandbox.py --help`` tells more. Joined by scripts/sandbox_file.py; it holds RapiDoc 9.3.8 (MIT), whose licence
is among the assets.
"""'''
FUTURE = "from __future__ import annotations"
# What the packages of the group need themselves.
BENEATH = ("click", "colorama", "h11", "markupsafe")
MISSING = """except ImportError as missing:
    print(
        f"sandbox: {missing.name} is missing: `uv run sandbox.py` and `pipx run sandbox.py` install what it needs "
        "(https://docs.astral.sh/uv, https://pipx.pypa.io); with pip, what its first lines name",
        file=sys.stderr,
    )
    sys.exit(2)"""
ASSETS = '''
def asset(name: str) -> bytes:
    """The content of one of the sandbox's own files."""
    return zlib.decompress(base64.b85decode(ASSETS[name]))
'''


class JoinError(Exception):
    """Two modules cannot share a file; the text says why."""


def main(arguments: list[str]) -> int:
    """Write the file; 0 done, 2 wrong arguments or a file that cannot be written."""
    if len(arguments) != 1:
        print("sandbox_file: name the file to write", file=sys.stderr)
        return 2
    try:
        Path(arguments[0]).write_text(joined(), encoding="utf-8")
    except (OSError, JoinError) as error:
        print(f"sandbox_file: {error}", file=sys.stderr)
        return 2
    return 0


def joined() -> str:
    """The text of the file. Raises JoinError when two modules define the same name."""
    imports: set[str] = {"import base64", "import sys", "import zlib"}
    bodies: list[str] = []
    owners: dict[str, str] = {}
    for path in (ROOT / "scripts" / "document.py", *(PACKAGE / f"{name}.py" for name in MODULES)):
        body, names = _split(path.read_text(encoding="utf-8"), imports)
        for name in names:
            if name in owners:
                raise JoinError(f"{name} is defined in {owners[name]} and in {path.name}")
            owners[name] = path.name
        bodies.append(f"# {path.name}\n\n{body}")
    bodies[0] = _document_beside(bodies[0])
    return (
        "\n\n".join(
            [
                _head(),
                _imports(sorted(imports)),
                _assets(),
                *bodies,
                'if __name__ == "__main__":\n    sys.exit(main())',
            ]
        )
        + "\n"
    )


def _split(source: str, imports: set[str]) -> tuple[str, list[str]]:
    """The source without its docstring and imports, which go to ``imports`` unless they are our own; its names."""
    tree = ast.parse(source)
    lines: list[str | None] = list(source.splitlines())
    names: list[str] = []
    for index, node in enumerate(tree.body):
        is_docstring = index == 0 and isinstance(node, ast.Expr)
        if isinstance(node, ast.Import | ast.ImportFrom):
            ours = isinstance(node, ast.ImportFrom) and str(node.module).startswith(("scripts", "__future__"))
            if not ours:
                imports.add(ast.unparse(node))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        if is_docstring or isinstance(node, ast.Import | ast.ImportFrom):
            lines[node.lineno - 1 : node.end_lineno] = [None] * (int(node.end_lineno or node.lineno) - node.lineno + 1)
    return "\n".join(line for line in lines if line is not None).strip(), names


def _document_beside(body: str) -> str:
    if DOCUMENT_LINE not in body:
        raise JoinError(f"document.py has no line {DOCUMENT_LINE!r}")
    return body.replace(DOCUMENT_LINE, DOCUMENT_BESIDE)


def _imports(imports: list[str]) -> str:
    indented = "\n".join(f"    {line}" for line in imports)
    return f"import sys\n\ntry:\n{indented}\n{MISSING}"


def _head() -> str:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    direct = (re.match("[A-Za-z0-9-]+", need) for need in groups["sandbox"])
    names = sorted([*(found[0] for found in direct if found), *BENEATH])
    needs = "\n".join(f"#   {json.dumps(pin)}," for pin in map(_pin, names))
    return (
        f'# /// script\n# requires-python = ">=3.11"\n# dependencies = [\n{needs}\n# ]\n# ///\n{DOCSTRING}\n\n{FUTURE}'
    )


def _pin(name: str) -> str:
    """The one version that the lock has. Inline script metadata has no place for a hash."""
    lock = (ROOT / ".ci" / "lock.txt").read_text(encoding="utf-8")
    found = re.search(rf"(?m)^{re.escape(name)}==[^\\\n]+", lock)
    if found is None:
        raise JoinError(f".ci/lock.txt pins no {name}")
    return found[0].strip()


def _assets() -> str:
    files = sorted(path for path in (PACKAGE / "files").iterdir() if path.is_file())
    files.append(ROOT / "openapi.yaml")
    packed = {path.name: base64.b85encode(zlib.compress(path.read_bytes(), 9)).decode() for path in files}
    lines = "\n".join(f"    {name!r}: {text!r}," for name, text in packed.items())
    return f"ASSETS = {{\n{lines}\n}}\n\n{ASSETS}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
