"""A copy of the repository whose document has each operation several times, every copy with its own components."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from scripts.document import DOCUMENT, METHODS, ROOT, load

# Components that the operations of one API share.
SHARED = {"securitySchemes"}
# Files of cases and folders of recordings, each named after its operation.
CASES, RECORDED = "contract_tests/cases", ("contract_tests/recordings", "contract_tests/violations")


def multiplied(document: Mapping[str, Any], times: int) -> dict[str, Any]:
    """The document with each operation ``times`` times in all, and so each component that they do not share."""
    grown = copy.deepcopy(dict(document))
    paths, components = dict(grown["paths"]), copy.deepcopy(grown["components"])
    for number in range(2, times + 1):
        for path, item in paths.items():
            grown["paths"][f"{path}{number}"] = _renamed(item, number)
        for section in components.keys() - SHARED:
            for name, node in components[section].items():
                grown["components"][section][f"{name}{number}"] = _renamed(node, number)
    return grown


def repository(folder: Path, times: int) -> Path:
    """A copy in ``folder`` with the multiplied document, and the cases and recordings of every operation."""
    target = folder / f"of-{times}"
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    kept = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in kept.split("\0")[:-1]:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    document = load(DOCUMENT)
    with (target / DOCUMENT.name).open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump(multiplied(document, times), file)
    ids = [(operation["operationId"], path) for path, item in document["paths"].items() for operation in _of(item)]
    for number in range(2, times + 1):
        for name, path in ids:
            _files(target, name, path, number)
    return target


def _of(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [item[method] for method in METHODS if method in item]


def _renamed(node: Any, number: int) -> Any:
    """A copy whose operations have ids, and whose references lead to components, of their own."""
    if isinstance(node, list):
        return [_renamed(one, number) for one in node]
    if not isinstance(node, Mapping):
        return node
    changed = {key: _renamed(value, number) for key, value in node.items()}
    if isinstance(changed.get("operationId"), str):
        changed["operationId"] += str(number)
    if isinstance(target := changed.get("$ref"), str) and target.split("/")[2] not in SHARED:
        changed["$ref"] = f"{target}{number}"
    return changed


def _files(target: Path, name: str, path: str, number: int) -> None:
    cases = target / CASES / f"{name}.yaml"
    if cases.exists():
        shutil.copy(cases, cases.with_stem(f"{name}{number}"))
    for folder in RECORDED:
        for recorded in (target / folder / name).glob("*.har"):
            text = recorded.read_text(encoding="utf-8").replace(f'"{name}"', f'"{name}{number}"')
            moved = re.sub(rf"({re.escape(path)})(?=[?\"])", rf"\g<1>{number}", text)
            other = target / folder / f"{name}{number}" / recorded.name
            other.parent.mkdir(exist_ok=True)
            other.write_text(json.dumps(json.loads(moved), indent=2, ensure_ascii=False), encoding="utf-8")
