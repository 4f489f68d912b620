"""HAR files as other programs write them."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from scripts.document import Operation, base_url, load, operations
from scripts.judge.har.findings import Findings
from scripts.judge.har.judging import HarJudge
from scripts.judge.verdict import Verdict

DOCUMENT = load()
OPERATION: Operation = next(operations(DOCUMENT))
URL = base_url(DOCUMENT) + OPERATION.path
TOKEN = "user:1234-abcdefghijklmnopqrst"


def entry(body: str | None = "[]", *, status: Any = 200, url: str = URL, token: str = TOKEN, **content: Any) -> Any:
    """An entry; without ``body``, its content has no text."""
    text = {} if body is None else {"text": body}
    return {
        "startedDateTime": "2025-11-01T10:11:12.000Z",
        "time": 12.5,
        "request": {
            "method": OPERATION.method,
            "url": url,
            "headers": [{"name": "authorization", "value": f"Bearer {token}"}] if token else [],
        },
        "response": {
            "status": status,
            "headers": [{"name": "content-type", "value": "application/json"}],
            "content": {"size": len((body or "").encode()), "mimeType": "application/json", **text, **content},
        },
    }


def changed(one: Any, *path: str, **members: Any) -> Any:
    """A copy of an entry with ``members`` set at a place in it."""
    new = copy.deepcopy(one)
    place = new
    for name in path:
        place = place[name]
    place.update(members)
    return new


def write(path: Path, *entries: Any, **log: Any) -> Path:
    """A HAR file with these entries."""
    whole: Mapping[str, Any] = {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, **log}}
    path.write_text(json.dumps({"log": {**whole["log"], "entries": list(entries)}}), encoding="utf-8")
    return path


@lru_cache(maxsize=8)
def judge(*base_urls: str) -> HarJudge:
    """The judge for these servers."""
    return HarJudge(DOCUMENT, list(base_urls))


def judged(path: Path, *base_urls: str, strict: bool = False) -> tuple[Verdict, Findings]:
    """What is found in a file."""
    verdict = Verdict(strict=strict)
    return verdict, judge(*base_urls).judge(path, verdict)
