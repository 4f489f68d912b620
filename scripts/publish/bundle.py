"""The files of a bundle."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from scripts.document import DOCUMENT, ROOT, load
from scripts.one_file import packed
from scripts.publish.downconvert import downconverted
from scripts.publish.facts import facts, facts_page, read_facts
from scripts.publish.inline import dereferenced, json_schemas
from scripts.publish.package import packages
from scripts.publish.page import SANDBOX, page
from scripts.publish.typescript import npm_package, typescript
from scripts.publish.vectors import vectors
from scripts.publish.versions import agree
from scripts.reference.notes import notes_of
from scripts.sandbox import TOKEN
from scripts.sandbox.vectors import PREFIX

FILES = Path(__file__).parent / "files"
README = FILES / "README.md"
SUMS = "SHA256SUMS"
Files = Callable[[Mapping[str, Any]], dict[str, bytes]]


def bundle(tag: str | None = None, typescript: Files = typescript) -> dict[str, bytes]:
    """Each file of the bundle by its path in it, the same bytes each time, ``SHA256SUMS`` over all the others.

    ``typescript`` writes what is for TypeScript, which needs Node.

    Raises DocumentError for what a file cannot say, PackageError, RecordingError, and VersionError when
    the files disagree, or disagree with the ``tag`` of a release.
    """
    document = load()
    info = document["info"]
    written = vectors(document, TOKEN)
    relied_on = facts(written, read_facts())
    files = {
        "CHANGELOG.md": (ROOT / "CHANGELOG.md").read_bytes(),
        "LICENSE": (ROOT / "LICENSE").read_bytes(),
        "README.md": _readme(info, written).encode(),
        "facts.html": facts_page(relied_on),
        "facts.json": _json(relied_on),
        "index.html": page(document, notes_of(DOCUMENT)),
        "openapi.yaml": DOCUMENT.read_bytes(),
        "openapi.json": _json(document),
        "openapi-3.0.json": _json(downconverted(document)),
        "openapi-dereferenced.json": _json(dereferenced(document)),
        "judge.py": packed("judge").encode(),
        "sandbox.py": packed("sandbox").encode(),
        **typescript(document),
        "validating.go": (FILES / "validating.go").read_bytes(),
        "vectors.json": _json(written),
        **{f"schemas/{name}": _json(schema) for name, schema in json_schemas(document).items()},
        **packages(),
    }
    name, package = npm_package(document, files)
    files[name] = package
    agree(files, info["version"], tag)
    return {**files, SUMS: sums(files)}


def _readme(info: Mapping[str, Any], written: Mapping[str, Any]) -> str:
    first = min(written["vectors"], key=lambda one: one["request"]["method"] != "GET")
    text = README.read_text(encoding="utf-8")
    for place, value in {
        "@TITLE@": info["title"],
        "@VERSION@": info["version"],
        "@METHOD@": first["request"]["method"],
        "@TOKEN@": written["token"],
        "@VECTOR@": f"{SANDBOX}{PREFIX}{first['name']}{first['request']['path']}",
    }.items():
        text = text.replace(place, str(value))
    return text


def sums(files: Mapping[str, bytes]) -> bytes:
    """What ``sha256sum -c`` reads."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
