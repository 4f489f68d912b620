"""Is the library that carries the requests absent from all that users see?"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from ssl import SSLContext
from types import ModuleType
from typing import Any, get_type_hints

import kling_scheduler
import pytest
from kling_scheduler import api, client, transports

LIBRARIES = ("httpx", "httpx2", "httpcore", "httpcore2", "h11", "anyio", "pyreqwest")
# What ``transports`` gives out when it is asked for.
CARRIERS = ("._httpx", "._pyreqwest")
TAGS = [one.name for one in pkgutil.iter_modules(api.__path__) if one.ispkg]


def public(root: ModuleType) -> list[ModuleType]:
    names = [one.name for one in pkgutil.walk_packages(root.__path__, f"{root.__name__}.")]
    hidden = [name for name in names if "._" in name and not name.endswith(CARRIERS)]
    return [root, *(importlib.import_module(name) for name in names if name not in hidden)]


def shown(holder: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in vars(holder).items():
        if name.startswith("_") and name != "__init__":
            continue
        value = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        module = str(getattr(value, "__module__", ""))
        if module.startswith("kling_scheduler") and (inspect.isclass(value) or inspect.isfunction(value)):
            yield f"{prefix}.{name}", value
            if inspect.isclass(value):
                yield from shown(value, f"{prefix}.{name}")


SURFACE = {name: value for module in public(kling_scheduler) for name, value in shown(module, module.__name__)}


def types_in(hint: Any) -> Iterator[Any]:
    yield hint
    for inner in getattr(hint, "__args__", ()):
        yield from types_in(inner)


@pytest.mark.parametrize("name", SURFACE)
def test_no_signature_and_no_docstring_names_it(name: str) -> None:
    value = SURFACE[name]
    words = inspect.getdoc(value) or ""
    assert not any(re.search(rf"\b{library}\.\w", words) for library in LIBRARIES)
    if inspect.isfunction(value):
        # What is imported for checkers alone is no library's.
        groups = {f"_calls_of_{tag}": importlib.import_module(f"{api.__name__}.{tag}._calls") for tag in TAGS}
        known = {**vars(client), **groups, "SSLContext": SSLContext, "Transport": transports.Transport}
        hints = get_type_hints(value, localns=known)
        found = [str(getattr(one, "__module__", "")) for hint in hints.values() for one in types_in(hint)]
        assert not {one.partition(".")[0] for one in found} & set(LIBRARIES)


@pytest.mark.parametrize("name", [name for name, value in SURFACE.items() if inspect.isclass(value)])
def test_no_class_descends_from_one_of_its(name: str) -> None:
    assert not {one.__module__.partition(".")[0] for one in SURFACE[name].__mro__} & set(LIBRARIES)


def test_importing_the_client_imports_none_of_them() -> None:
    # To close what was never used takes none either.
    code = "import sys, kling_scheduler; kling_scheduler.AuthenticatedClient(token='t').close(); "
    code += f"print(sorted(set({LIBRARIES!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
