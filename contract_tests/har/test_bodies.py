"""Is a body read as it went over the wire, and one that was not kept whole left unjudged?"""

from __future__ import annotations

import base64
import gzip
from pathlib import Path
from typing import Any

import pytest

from contract_tests.har.files import changed, entry, write
from contract_tests.har.test_command import run

GZIP = gzip.compress(b"[]") + gzip.compress(b" ")


def coded(data: bytes, coding: str = "gzip") -> Any:
    """An entry whose body a tool kept as it was compressed."""
    one = entry(base64.b64encode(data).decode(), encoding="base64", size=len(data))
    headers = [*one["response"]["headers"], {"name": "content-encoding", "value": coding}]
    return changed(one, "response", headers=headers)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (coded(GZIP), "1 entry, 1 judged"),
        (coded(GZIP[:-3]), "1 not judged"),
        (coded(b"\x1f\x8bnonsense"), "1 not judged"),
        (entry("[]", size=2, encoding="base64"), "1 entry, 1 judged"),
        (entry("W10=", encoding="base64", size=2), "1 entry, 1 judged"),
        (entry("W1 0\n=", encoding="base64", size=2), "1 entry, 1 judged"),
        (entry("[" + " " * 20, size=100), "1 not judged"),
        (entry(None, size=5), "1 not judged"),
        (changed(entry(), "response", content=None), "1 not judged"),
        (changed(entry(), "response", headers=[{"value": "x"}]), "1 not judged"),
        (changed(entry(), "response", headers=7), "1 not judged"),
        (changed(entry(), "request", method=None), "1 not judged"),
        (changed(entry(), response=7), "1 not judged"),
        (changed(entry(), "response", content={"text": 7}), "1 not judged"),
    ],
)
def test_what_is_whole_is_judged_and_nothing_else(
    one: Any, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path / "in.har", one)
    code = run(str(file))
    out = " ".join(capsys.readouterr().out.split())
    assert said in out
    assert code == (0 if said.endswith(", 1 judged") else 2)


def test_text_is_written_back_in_the_charset_that_it_was_read_by(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for charset in ("latin-1", "no-such", "ascii"):
        kind = {"name": "content-type", "value": f"application/json; charset={charset}"}
        one = changed(entry('["\xe4"]', size=5), "response", headers=[kind])
        assert run(str(write(tmp_path / "in.har", one))) == 1
        assert "1 entry, 1 judged" in capsys.readouterr().out
