"""The one issue that says that the service differs, kept by the ``gh`` command."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

TITLE = "The service differs from the contract"
LABEL = "contract"
# Tells the issue from others of the same title or label; GitHub shows no comment.
MARKER = "<!-- kept by the contract's watch -->"
# Characters that a body may have.
LONGEST = 65_536
CUT = "\n\n… The rest is in the report of the run.\n"


class TellingError(Exception):
    """Nobody could be told; one line."""


def body_of(parts: list[str], run: str) -> str:
    """The body of the issue: reports in Markdown, within what a body may have, and the address of the run."""
    address = f"\nThe run: {run}\n" if run else ""
    room = LONGEST - len(MARKER) - len(address) - 2 - 2 * len(parts)
    texts = dict(enumerate(parts))
    # The shortest first: what it leaves of its share is for the others.
    for done, at in enumerate(sorted(texts, key=lambda at: len(texts[at]))):
        share = room // (len(parts) - done)
        texts[at] = texts[at] if len(texts[at]) <= share else _cut(texts[at], share)
        room -= len(texts[at])
    return "\n".join([MARKER, "\n\n".join(texts.values()), address])


def tell(body: str) -> str:
    """Open the issue, or bring it up to date; its number or address. Raises TellingError."""
    number = _number()
    with tempfile.TemporaryDirectory() as folder:
        # A file: arguments show in the process list, and are too short.
        path = Path(folder, "body.md")
        path.write_text(body, encoding="utf-8")
        if number is not None:
            _gh("issue", "edit", number, "--body-file", str(path))
            return number
        with suppress(TellingError):
            # One of that name is taken as it is; if there is none, the next command says so.
            _gh("label", "create", LABEL, "--description", "The service and the contract")
        return _gh("issue", "create", "--title", TITLE, "--label", LABEL, "--body-file", str(path)).strip()


def close() -> str | None:
    """Close the issue, if it is open; its number. Raises TellingError."""
    number = _number()
    if number is not None:
        _gh("issue", "close", number, "--comment", "The service keeps the contract again.")
    return number


def _number() -> str | None:
    """The open issue, whoever opened it; the oldest, should there be several."""
    listed = _gh("issue", "list", "--state", "open", "--label", LABEL, "--limit", "1000", "--json", "number,body")
    try:
        found = [one["number"] for one in json.loads(listed) if str(one["body"]).lstrip().startswith(MARKER)]
    except (ValueError, KeyError, TypeError):
        raise TellingError("gh issue list: its answer is not what it should be") from None
    return str(min(found)) if found else None


def _gh(*arguments: str) -> str:
    try:
        return subprocess.run(
            ["gh", *arguments],  # noqa: S607 - whichever comes first on PATH
            env={key: value for key, value in os.environ.items() if key != "USEAPI_TOKEN"},
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        ).stdout
    except FileNotFoundError:
        raise TellingError("gh is not installed, so nobody can be told") from None
    except subprocess.TimeoutExpired:
        raise TellingError(f"gh {arguments[0]} {arguments[1]}: no answer within 120 seconds") from None
    except subprocess.CalledProcessError as error:
        said = (error.stderr or "").strip().splitlines() or ["it failed"]
        raise TellingError(f"gh {arguments[0]} {arguments[1]}: {said[-1]}") from None


def _cut(text: str, room: int) -> str:
    """As many whole lines as there is room for: half a line could leave code open, in which a name is a link."""
    return text[: max(text.rfind("\n", 0, room - len(CUT)), 0)] + CUT
