"""Other clients of the same document, written on the spot into a folder that is on ``sys.path``."""

from __future__ import annotations

import contextlib
import importlib
import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openapi_python_client import generate as write_package
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.strings import pascal_case, snake_case

from scripts.document import DOCUMENT, Operation

OPERATION_MODULE = "{package}.api.{tag}.{name}"


def module_of(package: str, operation: Operation) -> Any:
    """The module of ``operation`` in a package that openapi-python-client has written, ours included."""
    tag, name = snake_case(operation.raw["tags"][0]), snake_case(operation.id)
    return importlib.import_module(OPERATION_MODULE.format(package=package, tag=tag, name=name))


def stock(operation: Operation, folder: Path) -> Any:
    """The operation's module as openapi-python-client writes it without our templates."""
    config = Config.from_sources(
        ConfigFile(package_name_override="stock_client", post_hooks=[]),
        MetaType.NONE,
        document_source=DOCUMENT,
        file_encoding="utf-8",
        overwrite=False,
        output_path=folder / "stock_client",
    )
    with contextlib.redirect_stdout(io.StringIO()):
        write_package(config=config)
    return module_of("stock_client", operation)


def openapi_generator(
    operation: Operation, folder: Path
) -> tuple[Any, Callable[[str, str], Callable[[], object]]] | str:
    """openapi-generator's package, with a function from base URL and token to the call; else why it is not measured."""
    tool = Path(sys.executable).with_name("openapi-generator-cli")
    if not tool.exists() or shutil.which("java") is None:
        return "openapi-generator is not measured: it needs Java and the package openapi-generator-cli"
    command = [str(tool), "generate", "-g", "python", "-i", str(DOCUMENT), "-o", str(folder / "other")]
    written = subprocess.run(
        [*command, "--package-name", "other_client"], check=False, capture_output=True, text=True, timeout=120
    )
    if written.returncode:
        return f"openapi-generator is not measured: it ended with exit code {written.returncode}"
    sys.path.insert(0, str(folder / "other"))
    package = importlib.import_module("other_client")

    def call(base_url: str, token: str) -> Callable[[], object]:
        client = package.ApiClient(package.Configuration(host=base_url, access_token=token))
        api = getattr(package, f"{pascal_case(operation.raw['tags'][0])}Api")(client)
        method: Callable[[], object] = getattr(api, snake_case(operation.id))
        return method

    return package, call
