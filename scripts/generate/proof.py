"""Run inside the new package's interpreter: it stands alone, and says what fails first on its last line."""

from __future__ import annotations

import importlib
import importlib.util
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any, get_type_hints


def main() -> None:
    """Prove the package that standard input names."""
    asked = json.load(sys.stdin)
    name = "package_to_prove"
    root = _imported(Path(asked["folder"]) / asked["package"], name)
    modules = [importlib.import_module(one.name) for one in pkgutil.walk_packages(root.__path__, f"{name}.")]
    import msgspec

    for module in modules:
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__module__ == module.__name__:
                msgspec.structs.fields(value)
        if hasattr(module, "sync_detailed"):
            get_type_hints(module._request, include_extras=True)
    # What is only kept as unknown has no place in the package.
    importlib.import_module(f"{name}.types").Model.unknown = {}
    program = importlib.import_module(f"{name}.__main__")
    parser = program._parser()
    parser.format_help()
    for action in parser._actions:
        for command in (action.choices or {}).values() if isinstance(action.choices, dict) else ():
            command.format_help()
    for example in asked["examples"]:
        try:
            _there_and_back(name, example)
        except Exception as error:
            print(f"{example['pointer']}\tthe example does not come back whole: {type(error).__name__}: {error}")
            sys.exit(1)


def _imported(folder: Path, name: str) -> Any:
    """The package in ``folder`` under another ``name``: its own may be that of a module which it needs."""
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _there_and_back(name: str, example: dict[str, Any]) -> None:
    module = importlib.import_module(f"{name}.{example['module']}")
    headers = importlib.import_module(f"{name}._headers").Headers([("Content-Type", example["type"])])
    answer = importlib.import_module(f"{name}._answer").Answer(
        "proof", example["status"], headers, example["value"].encode()
    )
    parsed = module._detailed(answer).parsed
    back = json.loads(importlib.import_module(f"{name}.types").dump(parsed))
    _compare(back, json.loads(example["value"]), example["documented"], "$")


def _compare(back: Any, sent: Any, documented: Any, path: str) -> None:
    if isinstance(back, dict) and isinstance(sent, dict):
        for name in documented:
            if name not in back:
                raise ValueError(f"{path}.{name} is lost")
        for name in back:
            if name not in sent:
                raise ValueError(f"{path}.{name} was never there")
            _compare(back[name], sent[name], documented.get(name, {}), f"{path}.{name}")
    elif isinstance(back, list) and isinstance(sent, list):
        if len(back) != len(sent):
            raise ValueError(f"{path} has another length")
        for index, (one, other) in enumerate(zip(back, sent, strict=True)):
            _compare(one, other, documented[index] if documented else {}, f"{path}[{index}]")
    elif isinstance(back, str) and isinstance(sent, str):
        # A moment and an identifier have several spellings.
        pass
    elif back != sent:
        raise ValueError(f"{path} is another value")


if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        print(f"\t{type(error).__name__}: {' '.join(str(error).split())[:200]}")
        sys.exit(1)
