"""Does every part of a bundle say the same version?"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from scripts.publish.package import version_of
from scripts.publish.typescript import TYPES, version_of_npm


class VersionError(Exception):
    """Parts of a bundle disagree; the text names them, with what each says."""


def agree(files: Mapping[str, bytes], version: str, tag: str | None) -> None:
    """Check that each part of a bundle that states a version states ``version``.

    With the ``tag`` of a release, which is the version after a v, the changelog must have dated it. Raises
    VersionError.
    """
    said = {name: found for name, content in files.items() if (found := _said(name, content)) is not None}
    if tag is not None:
        said["the tag"] = tag.removeprefix("v")
        dated = re.findall(r"^## \[(.+?)\] - \d{4}-\d\d-\d\d$", files["CHANGELOG.md"].decode(), re.MULTILINE)
        said["CHANGELOG.md"] = dated[0] if dated else "no dated release"
    wrong = [f"{name} says {found}" for name, found in said.items() if found != version]
    if wrong:
        raise VersionError(f"this is version {version}, but {', '.join(wrong)}")


def _said(name: str, content: bytes) -> str | None:
    if name.endswith((".whl", ".tar.gz")):
        return version_of(name, content)
    if name.endswith(".tgz"):
        return version_of_npm(content)
    if name == TYPES:
        return str(re.findall(rb"^// .* version (\S+),", content)[0].decode())
    if name in {"vectors.json", "facts.json"}:
        return str(json.loads(content)["document"]["version"])
    if name.startswith("openapi") and name.endswith(".json"):
        return str(json.loads(content)["info"]["version"])
    if name.startswith("schemas/"):
        return str(json.loads(content)["$comment"]).removeprefix("of version ")
    if name in {"index.html", "facts.html"}:
        return str(re.findall(rb"<title>.* (\S+)</title>", content)[0].decode())
    return None
