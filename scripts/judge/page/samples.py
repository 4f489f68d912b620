"""What a sample of code asks for: the tool, the method, the address and the headers."""

from __future__ import annotations

import re
from collections.abc import Iterator

# How the tools of today's pages are told apart; a sample that none of them is in is named after its first word.
TOOLS = {
    "curl": r"\bcurl\b",
    "fetch": r"\bfetch\s*\(",
    "requests": r"\brequests\.\w+\s*\(|\bimport requests\b",
    "axios": r"\baxios\b",
    "httpx": r"\bhttpx\b",
    "wget": r"\bwget\b",
}
STARTS = re.compile(
    r"(\$ )?(curl|wget|http|https)\s+\S|(const|let|var|import|from|using|use|require|package|await|async|fetch|"
    r"requests|axios|def|function|#!|<\?php)\b.*[\s(=;\"'{]"
)
METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|QUERY"
METHOD = re.compile(
    rf"""(?:-X|--request)[\s=]*["']?({METHODS})\b | ["'`]?\bmethod["'`]?\s*[:=]\s*["'`]({METHODS})\b
       | \b(?:requests|axios|httpx|client|session)\.(get|head|post|put|patch|delete|options)\s*\(
       | \b(?:requests|httpx|client|session)\.request\s*\(\s*["']({METHODS})\b""",
    re.VERBOSE | re.IGNORECASE,
)
# curl sends POST when it is given something to send.
SENDS = re.compile(r"\s(-d|-F|--data\S*|--form\S*|--json)[\s=]")
URL = re.compile(r"https?://[^\s\"'`<>\\]+")
HEADER = re.compile(
    r"""(?:-H|--header)[\s=]*["']([A-Za-z][\w-]*)\s*:\s*([^"'\n]*)
       |["'`]([A-Za-z][\w-]*)["'`]\s*:\s*f?["'`]([^"'`\n]*)["'`]""",
    re.VERBOSE,
)
QUERY = re.compile(r"\bparams\s*[:=]|--get\b|--url-query\b")


def is_sample(text: str) -> bool:
    """Whether a block of code calls an address."""
    return any(re.search(pattern, text) for pattern in TOOLS.values()) and bool(URL.search(text))


def starts_sample(line: str) -> bool:
    """Whether a line of plain text starts a sample."""
    return STARTS.match(line) is not None


def facts_of(text: str) -> Iterator[tuple[str, str]]:
    """What a sample states, by place below ``sample``."""
    tool = next((name for name, pattern in TOOLS.items() if re.search(pattern, text)), "another")
    yield tool, tool
    url = URL.search(text)
    if url:
        yield f"{tool}#url", url[0].rstrip(".,;)")
    method = METHOD.search(text)
    said = next((one for one in method.groups() if one), "") if method else ""
    yield f"{tool}#method", said.upper() or ("POST" if tool == "curl" and SENDS.search(text) else "GET")
    if QUERY.search(text):
        yield f"{tool}#query", "parameters of a query"
    for found in HEADER.finditer(text):
        name, value = found[1] or found[3], found[2] if found[1] else found[4]
        if name.lower() not in {"method", "body", "mode", "cache", "credentials", "redirect"}:
            yield f"{tool}/{name}", scheme_of(value)


def scheme_of(value: str) -> str:
    """What a header's value is for everyone: its scheme, or all of it when it starts with what is one's own."""
    words = value.split() or [""]
    return " ".join(words) if words[0][:1] in {"{", "<", "$", "["} else words[0].rstrip(";,")
