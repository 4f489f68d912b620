"""Is an answer read by what its Content-Type says, whatever the types that a document names?"""

from __future__ import annotations

import logging
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from kling_scheduler._answer import Answer
from kling_scheduler._body import BytesBody, ByType, JsonBody, TextBody
from kling_scheduler._headers import Headers
from kling_scheduler.errors import InvalidResponse
from kling_scheduler.types import ADDITIONAL, UNSET, AwareDatetime, Model, Tagged, Unset, nothing
from msgspec import field


class Cat(Model, frozen=True, kw_only=True):
    kind: Literal["cat"]
    lives: int | Unset = UNSET


class Dog(Model, frozen=True, kw_only=True):
    kind: str
    name: str | Unset = UNSET
    born: AwareDatetime | Unset = UNSET


class Open(Model, frozen=True, kw_only=True):
    known: int | Unset = UNSET
    further: dict[str, int] = field(name=ADDITIONAL, default_factory=nothing)


def answer(content: bytes, content_type: str | None = "application/json") -> Answer:
    """An answer with a body."""
    headers = Headers([("Content-Type", content_type)] if content_type is not None else [])
    return Answer("op", 200, headers, content)


READERS: dict[str, JsonBody[Any] | TextBody | BytesBody] = {
    "application/json; charset=utf-8": JsonBody(int),
    "text/*": TextBody(),
    "image/png": BytesBody(),
}


@pytest.mark.parametrize(
    ("content", "content_type", "value"),
    [
        (b"1", "application/json", 1),
        (b"1", "Application/JSON;charset=utf-8", 1),
        (b"1", "text/plain", "1"),
        (b"\xe4", "text/plain; charset=latin-1", "ä"),
        (b"\xe4", 'text/plain; charset="iso-8859-1"; x=y', "ä"),
        (b"\xe4", "text/plain; charset=no-such", "�"),
        (b"\xe4", "text/html", "�"),
        (b"\x00", "image/png", b"\x00"),
        # Whoever says nothing sends the first one.
        (b"1", None, 1),
    ],
)
def test_body_is_read_by_its_media_type(content: bytes, content_type: str | None, value: object) -> None:
    body: ByType[Any] = ByType(READERS)
    assert body.read(answer(content, content_type)) == value
    assert body.peek(answer(content, content_type)) == value


def test_body_of_another_media_type_is_refused() -> None:
    body: ByType[Any] = ByType(READERS)
    with pytest.raises(InvalidResponse, match="the body's media type is none of the documented ones"):
        body.read(answer(b"1", "application/xml"))
    assert body.peek(answer(b"1", "application/xml")) is None


def test_texts_and_bytes_are_taken_as_they_are() -> None:
    assert TextBody().peek(answer(b"a", "text/plain")) == "a"
    assert BytesBody().peek(answer(b"a", "text/plain")) == b"a"
    assert JsonBody(int).peek(answer(b"x")) is None


def test_further_properties_are_kept_by_their_names(caplog: pytest.LogCaptureFixture) -> None:
    found = JsonBody[Open](Open, by_parts=True).read(answer(b'{"known": 1, "a": 2, "b": "x"}'))
    assert (found.known, found.further, dict(found.malformed)) == (1, {"a": 2}, {"b": "x"})
    assert found.to_dict() == {"known": 1, "a": 2, "b": "x"}
    assert [record.getMessage() for record in caplog.records] == [
        "op: optional fields of unexpected type are left unset: $[...]"
    ]


TAGGED = Annotated[Cat | Dog, Tagged("kind", {"cat": "Cat", "dog": "Dog"})]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b'{"kind": "cat", "lives": 9}', Cat(kind="cat", lives=9)),
        (b'{"kind": "dog", "name": "n"}', Dog(kind="dog", name="n")),
        # A tag that nobody names: whichever fits.
        (b'{"kind": "wolf", "name": "n"}', Dog(kind="wolf", name="n")),
    ],
)
def test_class_of_an_object_follows_its_tag(content: bytes, value: Model) -> None:
    body: JsonBody[Any] = JsonBody(TAGGED)
    assert body.read(answer(content)) == value


def test_field_that_does_not_fit_costs_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    content = b'[{"kind": "dog", "name": 1, "born": "yesterday"}]'
    (found,) = JsonBody[list[Any]](list[TAGGED]).read(answer(content))
    assert (found.name, found.born, dict(found.malformed)) == (UNSET, UNSET, {"name": 1, "born": "yesterday"})
    (record,) = caplog.records
    assert record.getMessage() == "op: optional fields of unexpected type are left unset: $[0].name, $[0].born"


def test_many_fields_that_do_not_fit_are_counted(caplog: pytest.LogCaptureFixture) -> None:
    JsonBody(list[Dog]).read(answer(b"[" + b",".join([b'{"kind": "d", "name": 1}'] * 7) + b"]"))
    (record,) = caplog.records
    assert record.getMessage().endswith("$[4].name and 2 more")


@pytest.mark.parametrize(
    ("kind", "content", "path", "reason"),
    [
        (Cat, b'{"lives": 9}', "$.kind", "it is required and missing"),
        (Cat, b'{"kind": "dog"}', "$.kind", "a string does not fit the documented constant"),
        (list[Cat], b"{}", "$", "an object stands where an array is documented"),
        (Cat, b"[]", "$", "an array stands where an object is documented"),
        (dict[str, int], b'{"secret": "x"}', "$[...]", "a string does not fit an integer"),
        (int, b"null", "$", "null does not fit an integer"),
        (int, b"1e999", "$", "a number out of range does not fit an integer"),
        (AwareDatetime, b'"2025-01-01T00:00:00"', "$", "a string does not fit a date-time with an offset"),
        (int | list[int], b'"x"', "$", "a string is none of the documented types"),
        (int, b"", "$", "the body is empty"),
        (int, b"{", "$", "the body is not JSON at character 1"),
        (int, b"\xff", "$", "the body is not UTF-8"),
        (Any, b"[" * 100_000, "$", "the body is nested too deeply"),
    ],
)
def test_what_fits_nowhere_names_its_place_and_no_value(kind: Any, content: bytes, path: str, reason: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        JsonBody(kind).read(answer(content))
    assert str(refused.value) == f"op: 200 OK: at {path}: {reason}"


def test_whole_numbers_may_be_written_with_a_point_and_large_ones_stay() -> None:
    assert JsonBody(int).read(answer(b"3.0")) == 3
    assert JsonBody[Any](Any).read(answer(b"1e999")) == Decimal("1e999")
