"""Does a recorded body become the argument that makes the client send it, for any media type?"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from kling_scheduler.types import File

from contract_tests.client_calls import _body, _has_files
from scripts.generate.plan import Operation

DOCUMENTED = {
    "application/json": "json",
    "text/plain; charset=utf-8": "text",
    "application/x-www-form-urlencoded": "form",
    "multipart/form-data": "multipart",
}
OPERATION = cast(
    Operation, SimpleNamespace(bodies=[SimpleNamespace(media_type=n, writer=w) for n, w in DOCUMENTED.items()])
)
PARTS = (
    b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
    b'--x\r\nContent-Disposition: form-data; name="c"\r\nContent-Type: application/json\r\n\r\n[1]\r\n'
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.png"\r\n'
    b"Content-Type: image/png\r\n\r\n\x89\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("media_type", "content", "value"),
    [
        ("application/json", b'{"a": [1]}', {"a": [1]}),
        ("text/plain", "ü".encode(), "ü"),
        ("application/x-www-form-urlencoded", b"a=1&b=", {"a": "1", "b": ""}),
        ("image/png", b"\x89", b"\x89"),
    ],
)
def test_body_is_read_by_its_media_type(media_type: str, content: bytes, value: Any) -> None:
    found = _body(OPERATION, content, media_type)
    assert found == value
    assert _has_files(found) is isinstance(value, bytes)


def test_parts_are_texts_json_and_files() -> None:
    found = _body(OPERATION, PARTS, "multipart/form-data; boundary=x")
    file = found.pop("f")
    assert found == {"a": "b", "c": [1]}
    assert isinstance(file, File)
    assert (file.content, file.name) == (b"\x89", "f.png")
    assert _has_files({"f": file})
