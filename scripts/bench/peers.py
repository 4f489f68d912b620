"""Reference pages that others make of the same document, each one file like our own."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class UnavailableError(Exception):
    """A package cannot be had, or is another than the one that was pinned; the text says which."""


@dataclass(frozen=True)
class Package:
    """A script in a package of npm; ``sha512`` is that of the package's file, in base 64 as npm has it."""

    name: str
    version: str
    sha512: str
    script: str

    def text(self, folder: Path) -> str:
        """The script, fetched into ``folder``. Raises UnavailableError."""
        command = ["npm", "pack", f"{self.name}@{self.version}", "--silent", "--pack-destination", str(folder)]
        try:
            told = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise UnavailableError(f"{self.name} {self.version} cannot be fetched: {error}") from None
        path = folder / told.split()[-1]
        if base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode() != self.sha512:
            raise UnavailableError(f"{self.name} {self.version} is not the package that was pinned")
        with tarfile.open(path) as archive:
            found = archive.extractfile(f"package/{self.script}")
            if found is None:
                raise UnavailableError(f"{self.name} {self.version} holds no {self.script}")
            return found.read().decode("utf-8")


AXE = Package(
    "axe-core",
    "4.14.1",
    "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
    "axe.min.js",
)
REDOC = Package(
    "redoc",
    "2.5.4",
    "M6jWhG1qoBnH6TFmzJnstyCZ87HmOY/UzDm78mHiYihEdlV/YcS9ogOo1NlElnJMeLsyxHFe2yFc4sNjHTrABQ==",
    "bundles/redoc.standalone.js",
)
SCALAR = Package(
    "@scalar/api-reference",
    "1.46.4",
    "EpCcOG15Ry8DKNs/f5AdRA97s1B5kGPekzANpnK0j1IpyU4Sb/mfdyfB00WC+vUo7hfc4BFRSkkiPa5SSM7fng==",
    "dist/browser/standalone.js",
)
EXPLORER = Package(
    "openapi-explorer",
    "2.4.820",
    "mHSIxkQS57/QDZtLJKZL4zmsR2HStgBI4PbrgYr/+i+Bk+HgRwdtBRN1n0uUnlHUenpyiOJAKPGleThm5rdhsA==",
    "dist/browser/openapi-explorer.min.js",
)
# How each one is told the document, which is in the constant ``contract``.
STARTS: Mapping[Package, str] = {
    REDOC: "Redoc.init(contract, {}, document.querySelector('#page'));",
    SCALAR: "Scalar.createApiReference('#page', {content: contract, telemetry: false});",
    EXPLORER: "const shown = document.createElement('openapi-explorer'); document.querySelector('#page').append(shown);"
    " shown.loadSpec(contract);",
}


def peers(document: Mapping[str, Any], folder: Path) -> dict[str, bytes]:
    """The page of each peer for ``document``, by its name and version. Raises UnavailableError."""
    return {
        f"{package.name} {package.version}": _page(document, package.text(folder), start)
        for package, start in STARTS.items()
    }


def _page(document: Mapping[str, Any], script: str, start: str) -> bytes:
    contract = json.dumps(document, ensure_ascii=False).replace("</", "<\\/")
    # Within a page nothing may look like the end of its script.
    inner = script.replace("</script", "<\\/script")
    kind = ' type="module"' if "export{" in script or "export default" in script[-500:] else ""
    title = document["info"]["title"]
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main id="page"></main>'
        f"<script{kind}>{inner}</script><script{kind}>const contract = {contract}; {start}</script></body></html>"
    ).encode()
