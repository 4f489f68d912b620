"""A model as TypeScript writes it: the fields of an object, their types, and the comments behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.judge.page.plain import squeezed

FIELD = re.compile(r"""^[\s,;]*(?:readonly\s+)?["']?(?P<name>[A-Za-z_$][\w$-]*)["']?\s*(?P<mark>\?)?\s*:(?!:)\s*""")
# Where a page has lost its line ends, a field is what follows a comment's words.
LOST_LINES = re.compile(r"""\s(?=["']?[A-Za-z_$][\w$]*["']?\??:\s)""")
EVERY = re.compile(r"\b(all|every|each)\b", re.IGNORECASE)
DENIALS = re.compile(
    r"\b(not|no|never|neither|nor|cannot|\w+n't|except|excluding|unless|without|but|only|some|most|nearly|almost|"
    r"required|mandatory|must|always|deprecated|obsolete|removed|former(ly)?|instead)\b",
    re.IGNORECASE,
)
# Deeper than any model.
DEEPEST = 20


@dataclass
class Model:
    """What a model states. ``fields`` has a type and a comment by place, such as ``owner/name``."""

    kind: str
    comment: str
    optional: str | None
    fields: dict[str, tuple[str, str]]


def is_model(text: str) -> bool:
    """Whether a block that starts with a bracket is a type rather than JSON."""
    bare = re.sub(r"^[\s{\[(]*(//[^\n]*\n[\s{\[(]*|/\*.*?\*/[\s{\[(]*)*", "", text, flags=re.DOTALL)
    # A comment that does not end is one on a page that has lost its line ends.
    return re.match(r"""(readonly\s+)?[A-Za-z_$][\w$-]*\??\s*:|//.*[A-Za-z_$]\??:\s""", bare, re.DOTALL) is not None


def model_of(text: str) -> Model:
    """The model in a block of code, as far as it can be told."""
    lines = [line for line in _lines(text) if line.strip()]
    fields: dict[str, tuple[str, str]] = {}
    marks: list[bool] = []
    inside: list[str] = []
    opening: list[str] = []
    depth = 0
    kind = "object"
    for line in lines:
        code, _, comment = _parted(line)
        found = FIELD.match(code.lstrip("{[( ") if depth == 0 else code)
        if found:
            place = "/".join([*inside, found["name"]])
            source = code.lstrip("{[( ") if depth == 0 else code
            type_ = squeezed(source[found.end() :]).rstrip(",; ")
            nested = type_.count("{") > type_.count("}")
            fields[place] = ("object" if nested else type_, squeezed(comment))
            marks.append(bool(found["mark"]))
            if nested and len(inside) < DEEPEST:
                inside.append(found["name"])
        elif depth == 0 or (not fields and comment):
            opening.append(comment)
        depth += code.count("{") - code.count("}")
        if not found and inside and "}" in code:
            if "[]" in code:
                place = "/".join(inside)
                fields[place] = ("object[]", fields[place][1])
            inside.pop()
        elif not found and "}" in code and re.search(r"\}\s*>?\s*(\[\s*\])|\}\s*>", code):
            kind = "array"
    comment = squeezed(" ".join(opening))
    return Model(kind, comment, _optional(comment, marks), fields)


def _optional(comment: str, marks: list[bool]) -> str | None:
    if marks and all(marks):
        return "all"
    if re.search(r"\boptional\b", comment, re.IGNORECASE):
        return "all" if EVERY.search(comment) and not DENIALS.search(comment) else comment
    return "some" if any(marks) else None


def _lines(text: str) -> Iterator[str]:
    text = re.sub(r"/\*+(.*?)\*/", lambda found: "// " + squeezed(found[1]) + "\n", text, flags=re.DOTALL)
    for line in text.split("\n"):
        code, slashes, comment = _parted(line)
        pieces = LOST_LINES.split(comment)
        yield code + slashes + pieces[0]
        yield from (one for piece in pieces[1:] for one in _ends(piece))


def _ends(piece: str) -> Iterator[str]:
    """A field that stood in a comment, and the bracket behind it on a line of its own."""
    found = re.fullmatch(r"(.*?)\s*(\}[\s\[\]>;]*)?", piece, re.DOTALL)
    yield from (part for part in (found.groups() if found else (piece,)) if part)


def _parted(line: str) -> tuple[str, str, str]:
    found = re.search(r"(?<![:\w])//", line)
    return (line, "", "") if found is None else (line[: found.start()], "//", line[found.end() :])
