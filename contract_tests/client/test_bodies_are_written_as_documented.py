"""Does a request carry its body in the media type that is documented for such a value, or say why none fits?"""

from __future__ import annotations

import email
import json
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from kling_scheduler._write import Option, write
from kling_scheduler.types import File, Model
from msgspec import UNSET

FORM = "application/x-www-form-urlencoded"


class Named(Model, frozen=True, kw_only=True):
    name: str
    size: int = 0


JSON = Option("application/json", Named, "json")
BYTES = Option("application/octet-stream", bytes, "binary")
TEXT = Option("text/plain; charset=latin-1", str, "text")
LISTS = Option("application/json", list[int], "json")


def parts(written: tuple[str, bytes] | None) -> list[Message]:
    """The parts of a body of several."""
    assert written is not None
    kind, content = written
    whole = email.message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + content)
    found = whole.get_payload()
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, Message)]


@pytest.mark.parametrize(
    ("body", "options", "written"),
    [
        (UNSET, [JSON], None),
        (Named(name="a"), [JSON], ("application/json", b'{"name":"a","size":0}')),
        (Named(name="a"), [BYTES, JSON], ("application/json", b'{"name":"a","size":0}')),
        (b"\x00", [JSON, BYTES], ("application/octet-stream", b"\x00")),
        ("\xe4", [JSON, TEXT], ("text/plain; charset=latin-1", b"\xe4")),
        ([1, 2], [JSON, LISTS], ("application/json", b"[1,2]")),
        ({"any": 1}, [BYTES, Option("application/json", Any, "json")], ("application/json", b'{"any":1}')),
        (Named(name="a b"), [Option(FORM, Named, "form")], (FORM, b"name=a+b&size=0")),
        (7, [Option("text/plain", int, "text")], ("text/plain", b"7")),
    ],
)
def test_first_that_takes_it_is_chosen(body: object, options: list[Option], written: tuple[str, bytes] | None) -> None:
    assert write(body, options) == written


def test_content_type_chooses_whatever_the_range() -> None:
    images = Option("image/*", bytes, "binary")
    assert write(b"x", [JSON, images], "image/png") == ("image/png", b"x")
    assert write(b"x", [Option("*/*", bytes, "binary")], "a/b; c=d") == ("a/b; c=d", b"x")


@pytest.mark.parametrize(
    ("body", "options", "content_type", "said"),
    [
        (b"x", [JSON, LISTS], UNSET, "the body is none of application/json, application/json"),
        (["a"], [BYTES, LISTS], UNSET, "the body is none of application/octet-stream, application/json"),
        (b"x", [BYTES], "text/html", "the content type is none of application/octet-stream"),
        (b"x", [Option("image/*", bytes, "binary")], UNSET, "image/* is many types: pass content_type"),
    ],
)
def test_what_fits_nowhere_is_refused(body: object, options: list[Option], content_type: object, said: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        write(body, options, content_type)
    assert str(refused.value) == said


def test_parts_have_the_names_and_types_of_their_values(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89")
    body = {
        "file": File.read(tmp_path / "a.png", "image/png"),
        "raw": b"r",
        "object": {"a": 1},
        "flag": True,
        "nothing": None,
        "list": ["x", "y"],
        'quo"te\r\n': "v",
    }
    option = Option("multipart/form-data", Any, "multipart", {"raw": "image/gif"})
    found = [
        (part["Content-Disposition"], part["Content-Type"], part.get_payload(decode=True))
        for part in parts(write(body, [option]))
    ]
    assert found == [
        ('form-data; name="file"; filename="a.png"', "image/png", b"\x89"),
        ('form-data; name="raw"', "image/gif", b"r"),
        ('form-data; name="object"', "application/json", b'{"a":1}'),
        ('form-data; name="flag"', None, b"true"),
        ('form-data; name="nothing"', None, b""),
        ('form-data; name="list"', None, b"x"),
        ('form-data; name="list"', None, b"y"),
        ('form-data; name="quo%22te%0D%0A"', None, b"v"),
    ]


def test_model_is_written_in_parts_by_its_names_on_the_wire() -> None:
    options = [BYTES, Option("multipart/form-data", dict[str, str], "multipart")]
    found = {part["Content-Disposition"]: part.get_payload() for part in parts(write(Named(name="n"), options))}
    assert found == {'form-data; name="name"': "n", 'form-data; name="size"': "0"}


def test_json_of_a_model_is_what_its_reader_takes() -> None:
    written = write(Named(name="ü"), [JSON])
    assert written is not None
    assert json.loads(written[1]) == {"name": "ü", "size": 0}
