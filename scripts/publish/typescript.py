"""The document's types and checks in TypeScript, and the npm package that carries them."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import tarfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.document import DOCUMENT, ROOT
from scripts.publish.package import PackageError
from scripts.publish.validators import MIDDLEWARE, MIDDLEWARE_TYPES, MODULE, MODULE_TYPES, RUNTIME, validators

PROGRAM = Path(__file__).parent / "npm" / "node_modules" / ".bin" / "openapi-typescript"
TYPES = "openapi.d.ts"
# What the package holds beside its own description.
MODULES = {"validators": (MODULE_TYPES, MODULE), "validating": (MIDDLEWARE_TYPES, MIDDLEWARE)}
CARRIED = (
    *(TYPES, *MODULES["validators"], *MODULES["validating"], RUNTIME),
    *("openapi.yaml", "openapi.json", "LICENSE", "CHANGELOG.md"),
)
SECONDS = 120
# npm gives every file this date, so that a package has the same bytes each time.
DATE = 499162500


def typescript(document: Mapping[str, Any]) -> dict[str, bytes]:
    """The types, the validators and the middleware by file name. Raises PackageError."""
    return {TYPES: types(document), **validators(document)}


def types(document: Mapping[str, Any]) -> bytes:
    """The types of every operation and model, by openapi-typescript.

    Raises PackageError when it is not installed, does not end in time, or refuses the document.
    """
    if not PROGRAM.exists():
        raise PackageError("openapi-typescript is not installed; run this with: tox run -e publish")
    try:
        done = subprocess.run(
            [PROGRAM, str(DOCUMENT)],
            env={**os.environ, "NO_COLOR": "1", "REDOCLY_TELEMETRY": "off"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            timeout=SECONDS,
        )
    except subprocess.CalledProcessError as error:
        said = str(error.stderr).strip().splitlines() or ["it says nothing"]
        raise PackageError(f"openapi-typescript: {said[-1]}") from None
    except subprocess.TimeoutExpired:
        raise PackageError(f"openapi-typescript did not end within {SECONDS} s") from None
    version = document["info"]["version"]
    return f"// Written from openapi.yaml, version {version}, by openapi-typescript.\n{done.stdout}".encode()


def npm_package(document: Mapping[str, Any], files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The name and the bytes of an npm package of what ``files`` hold; it has no dependencies and no scripts."""
    name = f"{tomllib.loads((ROOT / 'pyproject.toml').read_text(encoding='utf-8'))['project']['name']}-openapi"
    info = document["info"]
    described = {
        "name": name,
        "version": info["version"],
        "description": f"{info['title']}: its OpenAPI document, types, and checks of its answers.",
        "license": info["license"]["identifier"],
        "type": "module",
        "sideEffects": False,
        "types": f"./{TYPES}",
        "exports": {
            ".": {"types": f"./{TYPES}"},
            **{f"./{one}": {"types": f"./{types}", "default": f"./{code}"} for one, (types, code) in MODULES.items()},
            **{
                f"./{carried}": f"./{carried}"
                for carried in CARRIED
                if carried.startswith("openapi.") and carried != TYPES
            },
            "./package.json": "./package.json",
        },
        "files": [carried for carried in CARRIED if carried != "LICENSE"],
    }
    readme = (
        f"# {name}\n\n{described['description']}\n\n"
        f'```ts\nimport type {{ components, paths }} from "{name}";\n```\n\n'
        "With openapi-fetch, `createClient<paths>({ baseUrl })` is a typed client.\n"
        "Types are no checks: this one rejects whatever the contract does not say, with a `ContractError`.\n\n"
        f'```ts\nimport {{ validating }} from "{name}/validating";\n\nclient.use(validating);\n```\n\n'
        f"`{name}/validators` has a function for each model and each answer, alone: no `eval`, no dependencies.\n"
    )
    inside = {
        "package.json": (json.dumps(described, indent=2) + "\n").encode(),
        "README.md": readme.encode(),
        **{carried: files[carried] for carried in CARRIED},
    }
    return f"{name}-{info['version']}.tgz", _packed(inside)


def version_of_npm(content: bytes) -> str:
    """The version in the description of an npm package."""
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        member = tar.extractfile("package/package.json")
        assert member is not None
        return str(json.load(member)["version"])


def _packed(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with (
        gzip.GzipFile(filename="", fileobj=packed, mode="wb", mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w") as tar,
    ):
        for name in sorted(files):
            member = tarfile.TarInfo(f"package/{name}")
            member.size, member.mtime = len(files[name]), DATE
            tar.addfile(member, io.BytesIO(files[name]))
    return packed.getvalue()
