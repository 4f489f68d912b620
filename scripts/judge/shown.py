"""The beginning of a body, for people: what the document names is there, everything else has a stand-in."""

from __future__ import annotations

from datetime import UTC, datetime

import schemathesis

from scripts.document import Operation
from scripts.har import Exchange, Origin
from scripts.judge.judgement import Judgement
from scripts.redaction.redact import RedactionError, redacted
from scripts.telling import excerpt

LENGTH = 300


def shown(operation: Operation, response: schemathesis.Response, judgement: Judgement) -> str:
    """The beginning of a body that broke a promise, redacted as a recording is; empty where there is none to show."""
    if not judgement.violations or not response.content:
        return ""
    exchange = Exchange(
        operation_id=operation.id,
        method=operation.method,
        url="",
        request_headers=[],
        status=response.status_code,
        headers=[("Content-Type", value) for value in response.headers.get("content-type", [])[:1]],
        content=response.content[:20_000],
        elapsed=0.0,
        origin=Origin.LIVE,
        date=datetime.now(UTC).date(),
        changes=[],
    )
    try:
        return excerpt(redacted(exchange, operation).content.decode(errors="replace"), LENGTH)
    except (RedactionError, ValueError, RecursionError):
        return ""
