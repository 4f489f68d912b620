"""What each language needs, and the commands that make, compile and run its client.

A command runs in a copy of ``contract_tests/consumers/<language>/`` with the bundle's documents beside the driver.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from scripts.document import ROOT

LOCK = ROOT / ".ci" / "lock.txt"
DRIVERS = ROOT / "contract_tests" / "consumers"
GENERATE = "openapi-generator-cli generate -i openapi-3.0.json -o client"
# No tests, no pages.
SOURCES = "--global-property apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"
# With the generator's default, Moshi, no number that is an enum or a constant can be read.
JACKSON = "--additional-properties serializationLibrary=jackson"
MAVEN = "mvn --quiet --batch-mode --no-transfer-progress"


@dataclass(frozen=True)
class Language:
    """One language: ``needs`` are programs, ``written`` is what the generator writes and is removed beforehand.

    ``pinned`` is the file and the pattern that tell the generator's version; None for a package of this environment.
    ``warm`` commands fetch what the generator itself is made of. ``beside`` is what else is taken from the
    bundle: a pattern of its name there, and where it goes.
    """

    name: str
    title: str
    generator: str
    source: str
    needs: tuple[str, ...]
    generate: str
    build: tuple[str, ...]
    run: str
    written: str
    pinned: tuple[str | Path, str] | None = None
    warm: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def folder(self) -> Path:
        """Where the driver and its pinned versions are."""
        return DRIVERS / self.name

    def generator_version(self) -> str:
        """The pinned version of the generator. Raises OSError or LookupError when it is not to be had."""
        file, pattern = self.pinned or (LOCK, rf"(?m)^{self.generator}==(\S+)")
        found = re.search(pattern, (self.folder / file).read_text(encoding="utf-8"))
        if found is None:
            raise LookupError(f"{file} does not say the version of {self.generator}")
        return found[1]


LANGUAGES = {
    one.name: one
    for one in (
        Language(
            name="typescript",
            title="TypeScript",
            generator="openapi-typescript",
            source="openapi.yaml",
            needs=("node", "npm", "npx"),
            warm=("npm ci --ignore-scripts --no-audit --no-fund",),
            beside=(("*.tgz", "openapi.tgz"),),
            generate="npx openapi-typescript openapi.yaml --output api.d.ts",
            build=("npm install --offline --no-save --ignore-scripts --no-audit ./openapi.tgz", "npx tsc --project ."),
            run="node out/driver.js",
            written="api.d.ts",
            pinned=("package.json", r'"openapi-typescript": "([^"]+)"'),
        ),
        Language(
            name="python",
            title="Python",
            generator="openapi-python-client",
            source="openapi.yaml",
            needs=("python",),
            beside=(("*.whl", "openapi.whl"),),
            generate="python -m zipfile -e openapi.whl client",
            build=("python -m compileall -q client driver.py",),
            run="python driver.py",
            written="client",
        ),
        Language(
            name="go",
            title="Go",
            generator="oapi-codegen",
            source="openapi-3.0.json",
            needs=("go",),
            beside=(("validating.go", "validating/validating.go"), ("openapi.json", "validating/openapi.json")),
            generate="go tool oapi-codegen -generate types,client -package main -o client.go openapi-3.0.json",
            build=("go vet ./...", "go build -o driver ."),
            run="./driver",
            written="client.go",
            pinned=("go.mod", r"github.com/oapi-codegen/oapi-codegen/v2 v(\S+)"),
        ),
        Language(
            name="java",
            title="Java",
            generator="openapi-generator-cli",
            source="openapi-3.0.json",
            needs=("java", "mvn"),
            generate=f"{GENERATE} -g java --library native {SOURCES}",
            build=(f"{MAVEN} package dependency:copy-dependencies",),
            run="java -cp target/classes:target/dependency/* Driver",
            written="client",
        ),
        Language(
            name="kotlin",
            title="Kotlin",
            generator="openapi-generator-cli",
            source="openapi-3.0.json",
            needs=("java", "mvn"),
            generate=f"{GENERATE} -g kotlin {JACKSON} {SOURCES}",
            build=(f"{MAVEN} package dependency:copy-dependencies",),
            run="java -cp target/classes:target/dependency/* DriverKt",
            written="client",
        ),
        Language(
            name="rust",
            title="Rust",
            generator="openapi-generator-cli",
            source="openapi-3.0.json",
            needs=("java", "cargo"),
            generate=f"{GENERATE} -g rust {SOURCES}",
            build=("cargo build --quiet",),
            run="target/debug/driver",
            written="client",
        ),
    )
}
