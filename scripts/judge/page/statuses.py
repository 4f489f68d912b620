"""Statuses of HTTP as lines and sentences of a page name them."""

from __future__ import annotations

import re
from collections.abc import Iterator

STATUS_LINE = re.compile(
    r"(?:HTTP(?:/\d(?:\.\d)?)?\s+|status(?:\s+code)?\s*:?\s*)?(?P<code>[1-5]\d\d|[1-5]XX)\b"
    r"(?P<phrase>[^{\[]*)(?P<behind>.*)",
    re.IGNORECASE | re.DOTALL,
)
# A sentence may name a status that nothing else on the page does.
TOLD_STATUS = re.compile(r"\b(?:HTTP|status|code|error|returns?|responds?|response|answers?)\b.*?\b([45]\d\d)\b", re.I)


def status_of(text: str) -> tuple[str, str, str] | None:
    """The status that a line names, its phrase, and the code behind it; None when the line names none."""
    found = STATUS_LINE.fullmatch(text)
    if found is None:
        return None
    phrase = found["phrase"].strip(" |:.-")
    wordy = len(phrase.split()) > 5 or not re.fullmatch(r"([A-Z][\w' -]*)?", phrase)
    return None if wordy else (found["code"].upper(), phrase, found["behind"])


def statuses_in(text: str) -> Iterator[str]:
    """The statuses of errors that a sentence tells of."""
    return (found[1] for found in TOLD_STATUS.finditer(text))
