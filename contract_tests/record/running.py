"""Run the recorder's command line in this process, on a folder of the test's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.document import base_url, load, operations
from scripts.record.cli import main

DOCUMENT = load()
OPERATION = next(operations(DOCUMENT))
URL = base_url(DOCUMENT) + OPERATION.path


def run(root: Path, *arguments: str, operation: str = OPERATION.id, **environment: str) -> int:
    """The exit code of one run in which no other variable of the recorder's is set."""
    return entered(root, operation, "test", *arguments, **environment)


def entered(root: Path, *arguments: str, **environment: str) -> int:
    """The same, of a command line without the place of the files."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("USEAPI_TOKEN", "USEAPI_BASE_URL", "RECORD_CANARY_SECRETS"):
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        return main([*arguments, "--root", str(root)])


def on_disk(root: Path) -> dict[str, str]:
    """Every file under ``root`` by its path, and its text."""
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in root.rglob("*") if path.is_file()}


def har(path: Path, body: str, *, status: int = 200, url: str = URL, **more: Any) -> Path:
    """A HAR file of one exchange, as another program writes it."""
    request = {"method": OPERATION.method, "url": url, "headers": more.get("request_headers", [])}
    headers = [{"name": "content-type", "value": "application/json"}, *more.get("headers", [])]
    content = {"size": len(body.encode()), "mimeType": "", "text": body}
    entry = {
        "startedDateTime": "2026-11-01T10:11:12.000Z",
        "time": 12.5,
        "request": request,
        "response": {"status": status, "headers": headers, "content": content},
    }
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": [entry]}}), encoding="utf-8")
    return path
