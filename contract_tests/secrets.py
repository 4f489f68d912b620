"""Keeps the token out of everything that is printed or written."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import fields, replace
from typing import Any, TypeVar
from urllib.parse import quote

from contract_tests.notices import Notice
from contract_tests.violation import Violation
from scripts.document import pointer_of

Finding = TypeVar("Finding", Violation, Notice)

BLOT = "[token]"


def blotted(text: str, token: str) -> str:
    """``text`` without the token in any form in which a request carries it or a server may send it back."""
    forms = {token}
    if len(token) >= 8:  # a part of anything shorter turns up by accident
        # The token without its last character is sent, too: it is all but the secret itself.
        forms |= {token[:-1], token.swapcase(), b64encode(token.encode()).decode().rstrip("=")}
        forms |= {quote(token, safe=""), json.dumps(token)[1:-1], pointer_of([token])[1:]}
    for form in sorted(forms - {""}, key=len, reverse=True):
        text = text.replace(form, BLOT)
    return text


def clean(finding: Finding, token: str) -> Finding:
    """A finding whose every text is blotted."""
    texts: dict[str, Any] = {
        one.name: blotted(value, token)
        for one in fields(finding)
        if isinstance(value := getattr(finding, one.name), str)
    }
    return replace(finding, **texts)
