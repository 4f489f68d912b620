"""The public symbols of a Python package, read from its source and never imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Symbol:
    """What a name is: ``kind`` is ``type`` for what is read, ``parameter`` for what is given, or what was defined.

    ``types`` are the members of its annotation, a union taken apart; ``needed`` is whether a parameter must be given.
    """

    kind: str
    types: frozenset[str] = frozenset()
    needed: bool = False


def surface(sources: Mapping[str, str]) -> dict[str, Symbol]:
    """Every public symbol by its dotted name; ``sources`` holds the text of each module by its path."""
    found: dict[str, Symbol] = {}
    for path, source in sources.items():
        parts = PurePosixPath(path).with_suffix("").parts
        module = [part for part in parts if part != "__init__"]
        if path.endswith(".py") and not any(part.startswith("_") for part in module):
            tree = ast.parse(source)
            found[".".join(module)] = Symbol("module")
            for name, symbol in _named(tree.body, exported(tree), in_package=parts[-1] == "__init__"):
                dotted = ".".join([*module, name])
                # A package may hand on a module of its own under its own name.
                found[dotted] = found.get(dotted, symbol) if symbol.kind == "import" else symbol
    return found


def exported(tree: ast.Module) -> set[str]:
    """The names in ``__all__``."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def _named(body: list[ast.stmt], exports: set[str], *, in_package: bool) -> Iterator[tuple[str, Symbol]]:
    for node in body:
        match node:
            case ast.ImportFrom() if in_package:
                yield from (
                    (a.asname or a.name, Symbol("import")) for a in node.names if (a.asname or a.name) in exports
                )
            case ast.ClassDef() if _public(node.name):
                yield node.name, Symbol("class")
                yield from ((f"{node.name}.{name}", symbol) for name, symbol in _members(node))
            case ast.FunctionDef() | ast.AsyncFunctionDef() if _public(node.name):
                yield from _function(node.name, node)
            case ast.AnnAssign(target=ast.Name(id=name)) if _public(name):
                yield name, Symbol("type", _types(node.annotation))
            case ast.Assign(targets=[ast.Name(id=name)]) if _public(name):
                yield name, Symbol("constant")


def _members(node: ast.ClassDef) -> Iterator[tuple[str, Symbol]]:
    for base in node.bases:
        yield f"({ast.unparse(base)})", Symbol("base")
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and inner.name == "__init__":
            yield from ((name, symbol) for name, symbol in _function("__init__", inner) if "(" in name)
    for name, symbol in _named(node.body, set(), in_package=False):
        is_property = any(
            isinstance(inner, ast.FunctionDef) and inner.name == name and _decorated(inner, "property")
            for inner in node.body
        )
        yield name, Symbol("type", symbol.types) if is_property else symbol


def _function(name: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[str, Symbol]]:
    yield name, Symbol("async function" if isinstance(node, ast.AsyncFunctionDef) else "function", _types(node.returns))
    arguments = node.args
    placed = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(placed) - len(arguments.defaults)) + [*arguments.defaults]
    for position, (argument, default) in enumerate(zip(placed, defaults, strict=True)):
        if argument.arg not in {"self", "cls"}:
            yield (
                f"{name}({position}: {argument.arg})",
                Symbol("parameter", _types(argument.annotation), default is None),
            )
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield f"{name}({argument.arg})", Symbol("parameter", _types(argument.annotation), default is None)


def _decorated(node: ast.FunctionDef, name: str) -> bool:
    return any(ast.unparse(decorator) == name for decorator in node.decorator_list)


def _types(annotation: ast.expr | None) -> frozenset[str]:
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        return _types(annotation.left) | _types(annotation.right)
    return frozenset() if annotation is None else frozenset({ast.unparse(annotation)})


def _public(name: str) -> bool:
    return not name.startswith("_")
