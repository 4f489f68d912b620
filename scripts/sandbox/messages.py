"""What the sandbox receives and what it answers, apart from any server."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

DEEPEST = 100  # levels of a value that is sent here

Delivery = Literal["whole", "hang", "cut", "reset"]


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """A request as the sandbox reads it; one that is sent again may be the same object.

    ``path`` is percent-encoded and without the query; header names are lower case, repeated ones joined by a comma.
    What may carry a token is not in its repr.
    """

    method: str
    path: str
    query: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response; ``content-length`` is added where it is sent.

    ``delay`` is in seconds. ``delivery``: ``whole``, as it should be; ``hang``, never; ``cut``, half of the body;
    ``reset``, the connection is broken instead. ``note`` says, for people, why it is this answer. ``is_own``: it is
    the sandbox's, not the API's. Neither is sent. ``moment``, in seconds since 1970, is when it was made, where that
    matters.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    delay: float = 0
    delivery: Delivery = "whole"
    note: str = ""
    is_own: bool = False
    moment: float | None = None


class Refusal(Exception):
    """The sandbox itself turns a request down, which is no documented answer; ``detail`` says why, for people."""

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers

    def answer(self) -> Answer:
        """The refusal as a problem document (RFC 9457), whose media type tells it from the API's own answers."""
        headers = tuple((name.replace("_", "-"), value) for name, value in self.headers.items())
        problem = {"title": "The sandbox cannot answer this", "status": self.status, "detail": self.detail}
        typed = ("content-type", "application/problem+json")
        return Answer(self.status, (typed, *headers), encode(problem), note=self.detail, is_own=True)


def encode(value: Any) -> bytes:
    """``value`` as compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def read_json(text: str | bytes) -> Any:
    """The JSON value in ``text``, if it can be told again as it is.

    Raises ValueError for what is no JSON, such as NaN, and for what no JSON of ours could carry: a number beyond a
    float's, half of a character, a value that is nested too deep.
    """
    try:
        value = json.loads(text, parse_constant=_no_number, parse_float=_finite)
        _check_depth(value)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except UnicodeEncodeError:
        raise ValueError("half of a character (a lone surrogate) is no text") from None
    return value


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON's")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{text[:20]} is beyond every number here")
    return number


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST):
        level = [
            child
            for node in level
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
        ]
        if not level:
            return
    raise ValueError(f"it is nested deeper than {DEEPEST}")


def decode(body: bytes) -> Any:
    """The JSON value in ``body``. Raises Refusal (400), telling where it stops being JSON."""
    try:
        return read_json(body)
    except ValueError as error:
        raise Refusal(400, f"the body is not JSON: {error}") from None
