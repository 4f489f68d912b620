"""Is a HAR file read piece by piece as it would be read at once, and a broken one told in a sentence?"""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.judge.har import stream
from scripts.judge.har.stream import Unreadable, entries

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(
    values=st.lists(VALUES, max_size=5),
    chunk=st.integers(4, 40),
    indent=st.sampled_from([None, 1]),
    coding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    ascii_only=st.booleans(),
)
def test_pieces_give_what_the_whole_gives(
    values: list[object],
    chunk: int,
    indent: int | None,
    coding: str,
    ascii_only: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("har") / "in.har"
    whole = {
        "first": [1, {"log": {}}],
        "log": {"version": "1.2", "pages": [], "entries": values, "more": 12},
        "end": {},
    }
    text = json.dumps(whole, indent=indent, ensure_ascii=ascii_only)
    path.write_bytes(text.encode(coding, "replace"))
    expected = json.loads(path.read_bytes().decode("utf-8-sig" if coding == "utf-8" else coding))["log"]["entries"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "CHUNK", chunk)
        assert [value for _, value in entries(path)] == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ends too early"),
        ("secret-1234", "should follow"),
        ("[]", "should follow"),
        ('{"log": []}', "should follow"),
        ('{"log": {"version": "1.2"}}', "no log with entries"),
        ("{}", "no log with entries"),
        ('{"log": {"entries": {}}}', "should follow"),
        ('{"log": {"entries": [secret-1234, and more of it]}}', "no JSON"),
        ('{"log": {"entries": [{"a": "secret-1234', "ends too early"),
        ('{"log": {"entries": [1' + "0" * 5000 + "]}}", "can be read"),
        ('{"log": {"entries": [' + "[" * 200_000, "can be read"),
    ],
)
def test_file_that_is_no_har_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "in.har"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        list(entries(path))
    assert said in str(caught.value)
    assert "secret-1234" not in str(caught.value)
    assert caught.value.entries == 0


def test_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "in.har"
    path.write_text('{"log": {"entries": [1, 2, {"a": ', encoding="utf-8")
    found = entries(path)
    assert [next(found), next(found)] == [(1, 1), (2, 2)]
    with pytest.raises(Unreadable, match="after entry 2"):
        next(found)


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00", b'{"log": {"x": "\xe9"}}'])
def test_file_that_is_no_text_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "in.har"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match="not HAR"):
        list(entries(path))


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "in.har"
    one = json.dumps({"text": "x" * 1000})
    path.write_text('{"log": {"entries": [' + ",".join([one] * 20_000) + "]}}", encoding="utf-8")
    tracemalloc.start()
    count = sum(1 for _ in entries(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 12_000_000
