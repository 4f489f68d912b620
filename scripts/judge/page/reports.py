"""The verdict as files: for machines, and as Markdown for a job's summary or an issue."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from scripts.judge.page.holding import WORDING, Finding, Held
from scripts.judge.page.places import described
from scripts.judge.page.plain import fingerprint
from scripts.judge.page.verdict import KEPT, SHOWN, WORDS, Judged, Verdict, cut
from scripts.telling import told


def data(verdict: Verdict) -> dict[str, Any]:
    """Everything, for machines."""
    return {
        "verdict": WORDS[verdict.exit_code],
        "sentence": told(verdict.sentence),
        "exit_code": verdict.exit_code,
        "strict": verdict.strict,
        "started": verdict.started,
        "seconds": round(verdict.seconds, 3),
        "contract": {"version": verdict.version, "sha256": sha256(verdict.path.read_bytes()).hexdigest()},
        "pages": [_page(verdict, page) for page in verdict.pages],
        "without_facts": verdict.without_facts,
    }


def _page(verdict: Verdict, page: Judged) -> dict[str, Any]:
    held = page.held or Held(0, 0, ())
    return {
        "operation": page.operation_id,
        "page": told(page.name),
        "edited": page.edited or None,
        "facts": held.total,
        "standing": held.standing,
        "findings": [_difference(verdict, one) for one in held.findings],
        "notices": [_difference(verdict, one) for one in held.notices],
        "not_judged": told(page.unread) or None,
    }


def _difference(verdict: Verdict, finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "check": finding.check,
        "place": told(finding.place),
        "what": told(described(finding.place)),
        "page_has": told(cut(finding.now, KEPT)) or None,
        "page_had": finding.was or None,
        # What takes a new wording into the facts.
        "wording": fingerprint(finding.now) if finding.check == WORDING and finding.now else None,
        "rests": [
            {"file": verdict.path.name, "line": verdict.line(pointer), "pointer": pointer} for pointer in finding.rests
        ],
    }


def markdown(verdict: Verdict) -> str:
    """A heading and a table, for a job's summary or an issue."""
    lines = [f"### The vendor's page: {WORDS[verdict.exit_code]}", "", f"{_code(verdict.sentence)}", ""]
    for page in verdict.pages:
        facts = f": {page.held.standing} of {page.held.total} facts stand" if page.held else ""
        lines.append(f"- {page.operation_id}, {_cell(page.name)}{facts}")
    rows = [one for page in verdict.pages if page.held for one in page.held.differences]
    if rows:
        lines += ["", "| code | what | the page has | the page had | rests on it |", "|---|---|---|---|---|"]
    for one in rows:
        rests = ", ".join(_code(f"{verdict.path.name}:{verdict.line(at)} #{at}") for at in one.rests)
        texts = (
            _code(f"{one.code} {one.check}"),
            _code(described(one.place)),
            _code(cut(one.now, SHOWN)),
            _code(one.was),
        )
        lines.append(f"| {' | '.join(texts)} | {rests} |")
    return "\n".join(lines) + "\n"


def write(verdict: Verdict, folder: Path) -> None:
    """Write page-verdict.txt, .json and .md into a folder, which is made. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "txt": "\n".join(verdict.lines(KEPT)) + "\n",
        "json": json.dumps(data(verdict), indent=2) + "\n",
        "md": markdown(verdict),
    }
    for suffix, text in texts.items():
        (folder / f"page-verdict.{suffix}").write_text(text, encoding="utf-8", newline="\n")


def _cell(text: str) -> str:
    """Text of our own that is no markup. GitHub finds a mention behind an entity, so what a page says is code."""
    return re.sub(r"[\\`*_\[\]<>|@#~]", lambda found: f"&#{ord(found[0])};", told(text))


def _code(text: str) -> str:
    """Text as code within a cell of a table, where nothing in it is markup."""
    plain = told(text).replace("`", "'").replace("|", "\\|")
    return f"`{plain}`" if plain else ""
