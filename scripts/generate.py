"""Write the typed client from openapi.yaml: ``python -m scripts.generate [--check]``.

Exit codes: 0 done, or nothing to do; 2 the document cannot be generated from; 4 (``--check``) the tree has drifted, or
an option is wrong, such as an ``--output`` that holds what was not written here.
An error or a kill at any moment leaves the old tree whole.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jsonschema.exceptions import ValidationError
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing.exceptions import Unresolvable

from scripts.context import context, python_types
from scripts.document import DOCUMENT, ROOT, DocumentError, at, line_of, load, operations, pointer_of
from scripts.output import OutputError, alone, claim, keep
from scripts.swap import swap

PACKAGE = ROOT / "generated" / "kling_scheduler"
TEMPLATES = Path(__file__).with_name("templates")
# Modules that the generator knows nothing of.
MODULES = (
    "__main__.py",
    "_answer.py",
    "_body.py",
    "_command.py",
    "_fit.py",
    "_pool.py",
    "_receive.py",
    "_setup.py",
    "_show.py",
)
REMEDY = "tox run -e generate"
# How every file of every release of this program begins.
MARK = b"# Written from openapi.yaml by scripts/generate"
HEADER = f"# Written from openapi.yaml by scripts/generate.py. Do not edit: change the document, then `{REMEDY}`.\n"

# What the surrounding project configures must not change the output.
RUFF = [sys.executable, "-I", "-m", "ruff"]
RUFF_PASSES = (
    ["check", "--quiet", "--isolated", "--no-cache", "--fix-only", "--extend-select=I"],
    ["format", "--quiet", "--isolated", "--no-cache", "--target-version=py311", "--line-length=120"],
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(prog="generate", description="Write the typed client from an OpenAPI document.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 4 with a diff on drift")
    parser.add_argument("--document", type=Path, default=DOCUMENT, help="the OpenAPI document (default: openapi.yaml)")
    parser.add_argument("--output", type=Path, default=PACKAGE, help="the package's folder (default: %(default)s)")
    options = parser.parse_args(arguments)
    document, output = options.document.resolve(), options.output.resolve()
    try:
        if options.check:
            return check(document, output)
        generate(document, claim(options.output, is_written_here))
    except OutputError as error:
        print(f"generate: {error}", file=sys.stderr)
        return 4
    except DocumentError as error:
        print(f"generate: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"generate: {error.filename or output}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"generate: {_shown(output)} is written from {_shown(document)}")
    return 0


def generate(document: Path, output: Path) -> None:
    """Replace the package at ``output``, in one step, by what ``document`` gives.

    Runs beside each other take turns. Raises, with ``output`` as it was, DocumentError when the document cannot be
    generated from and OutputError when ``output`` holds what was not written here.
    """
    with (
        alone(output, "generate") as prefix,
        tempfile.TemporaryDirectory(prefix=prefix, dir=output.parent) as beside,
    ):
        claim(output, is_written_here)
        fresh = Path(beside) / output.name
        build(document, fresh)
        keep(output, [path for path in _files(output) if _is_stray(path, fresh / path.relative_to(output))])
        swap(fresh, output)


def is_written_here(folder: Path) -> bool:
    """Whether ``folder`` is a package that this program wrote."""
    return _begins(folder / "__init__.py", MARK)


def _is_stray(old: Path, fresh: Path) -> bool:
    return not fresh.is_file() and old.stat().st_size > 0 and not _begins(old, MARK)


def _begins(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(mark)) == mark
    except OSError:
        return False


def check(document: Path, output: Path) -> int:
    """Compare ``output`` with what ``document`` gives, writing nothing near it; print the diff. 0 same, 4 drifted."""
    with tempfile.TemporaryDirectory() as elsewhere:
        fresh = Path(elsewhere) / output.name
        build(document, fresh)
        difference = diff(output, fresh)
    if not difference:
        print(f"generate: {_shown(output)} is what {_shown(document)} gives")
        return 0
    sys.stdout.writelines(difference)
    print(f"generate: {_shown(output)} is not what {_shown(document)} gives; repair it with: {REMEDY}", file=sys.stderr)
    return 4


def build(document: Path, target: Path) -> None:
    """Write the finished package into the new folder ``target``. Raises DocumentError."""
    validate(document)
    config = Config.from_sources(
        ConfigFile(
            project_name_override=target.name.replace("_", "-"),
            package_name_override=target.name,
            post_hooks=[],
        ),
        MetaType.NONE,
        document_source=document,
        file_encoding="utf-8",
        overwrite=False,
        output_path=target,
    )
    data = load(document)
    described = GeneratorData.from_dict(data, config=config)
    if isinstance(described, GeneratorError):
        raise _inexpressible(document, described)
    # Left to the templates, an operation of which nothing could be read has no answer at all.
    unread = [problem for tag in described.endpoint_collections_by_tag.values() for problem in tag.parse_errors]
    if unread:
        raise _inexpressible(document, unread[0])
    project = Project(openapi=described, config=config, custom_template_path=TEMPLATES)
    try:
        project.env.globals.update(context(described, data, config))
    except DocumentError as error:
        raise DocumentError(f"{document}: the generator cannot express this: {error}") from None
    project.env.filters["python_types"] = python_types
    # The generator announces its folder on standard output.
    with contextlib.redirect_stdout(io.StringIO()):
        problems = project.build()
    if problems:
        raise _inexpressible(document, problems[0])
    for name in MODULES:
        (target / name).write_text(project.env.get_template(f"{name}.jinja").render(), encoding="utf-8")
    (target / "py.typed").touch()
    for arguments in RUFF_PASSES:
        ruff = subprocess.run([*RUFF, *arguments, str(target)], capture_output=True, text=True, check=False)
        if ruff.returncode:
            raise DocumentError(f"{document}: what it gives cannot be formatted: {ruff.stderr.strip()[:300]}")
    for path in _files(target):
        path.write_text(HEADER + path.read_text(encoding="utf-8"), encoding="utf-8")


def _inexpressible(document: Path, problem: GeneratorError) -> DocumentError:
    reason = re.sub(r"\s+", " ", f"{problem.header or ''} {problem.detail or ''}").strip()
    return DocumentError(f"{document}: the generator cannot express this: {reason}")


def validate(path: Path) -> None:
    """Raise DocumentError, with line and pointer, unless ``path`` is a valid document that the client can express."""
    document = load(path)
    try:
        errors = sorted(OpenAPIV31SpecValidator(document).iter_errors(), key=lambda error: list(map(str, error.path)))
    except Unresolvable as error:
        target = error.ref.removeprefix("#")
        pointer = _pointer_to(
            document, lambda _, node: isinstance(node, dict) and str(node.get("$ref", "")).removeprefix("#") == target
        )
        raise _located(path, pointer, f"reference {error.ref!r} leads nowhere") from None
    if errors:
        raise _located(path, _pointer_of_error(document, errors[0]), errors[0].message)
    for operation in operations(document):
        for requirement in operation.security:
            for name in requirement:
                pointer = pointer_of(["components", "securitySchemes", name])
                try:
                    scheme = at(document, pointer)
                except DocumentError as error:
                    raise _located(path, pointer, str(error)) from None
                if (scheme.get("type"), str(scheme.get("scheme", "")).lower()) != ("http", "bearer"):
                    raise _located(path, pointer, "the generated client can send a bearer token and no other scheme")
        if operation.security and "security" not in operation.raw:
            pointer = pointer_of(["paths", operation.path, operation.method.lower()])
            raise _located(path, pointer, "the generator ignores the document's `security`; repeat it on the operation")


def diff(old: Path, new: Path) -> list[str]:
    """The unified diff from the tree ``old`` to the tree ``new``, its lines ready to print."""
    lines: list[str] = []
    for name in sorted({str(path.relative_to(tree)) for tree in (old, new) for path in _files(tree)}):
        before, after = (_lines(tree / name) for tree in (old, new))
        if before is None or after is None or before != after:
            change = list(difflib.unified_diff(before or [], after or [], f"a/{name}", f"b/{name}"))
            lines += change or [f"{'only in the tree' if after is None else 'missing'}: {name}\n"]
    return lines


def _lines(path: Path) -> list[str] | None:
    if not path.is_file():
        return None
    return [line.rstrip("\n") + "\n" for line in path.read_text("utf-8", "backslashreplace").splitlines(keepends=True)]


def _files(tree: Path) -> list[Path]:
    # Interpreters leave their caches beside the code they run.
    return sorted(path for path in tree.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _located(path: Path, pointer: str, message: str) -> DocumentError:
    reason = message.split("\n")[0]
    return DocumentError(f"{path}:{line_of(path, pointer)}: #{pointer}: {reason[:300]}")


def _pointer_of_error(document: Any, error: ValidationError) -> str:
    pointer = pointer_of(list(error.absolute_path))
    try:
        at(document, pointer)
    except DocumentError:
        # An error inside a schema is told from that schema on: find the place that ends so and holds that value.
        return _pointer_to(document, lambda steps, node: pointer_of(steps).endswith(pointer) and node == error.instance)
    return pointer


def _pointer_to(document: Any, wanted: Callable[[list[str | int], Any], bool]) -> str:
    """The pointer of the first node, in document order, that is ``wanted``; the root's when there is none."""
    nodes: list[tuple[list[str | int], Any]] = [([], document)]
    while nodes:
        steps, node = nodes.pop(0)
        if wanted(steps, node):
            return pointer_of(steps)
        children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        nodes[:0] = [([*steps, key], child) for key, child in children]
    return ""


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
