"""The wheel and the source distribution, and what version they say they are."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from email.parser import BytesParser
from pathlib import Path

from scripts.document import ROOT


class PackageError(Exception):
    """The package could not be built; the text is what the builder said last."""


def packages() -> dict[str, bytes]:
    """The wheel and the source distribution by file name, the same bytes each time. Raises PackageError."""
    # Hatchling stamps files with a date of its own, unless the environment has another.
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "--directory", folder],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            raise PackageError((done.stdout + done.stderr).strip().rpartition("\n")[2])
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def version_of(name: str, content: bytes) -> str:
    """The version in the metadata of a wheel or of a source distribution."""
    if name.endswith(".whl"):
        with zipfile.ZipFile(io.BytesIO(content)) as wheel:
            (metadata,) = [one for one in wheel.namelist() if one.endswith(".dist-info/METADATA")]
            return str(BytesParser().parsebytes(wheel.read(metadata))["Version"])
    with tarfile.open(fileobj=io.BytesIO(content)) as source:
        (info,) = [one for one in source.getnames() if one.count("/") == 1 and one.endswith("/PKG-INFO")]
        member = source.extractfile(info)
        assert member is not None
        return str(BytesParser().parsebytes(member.read())["Version"])
