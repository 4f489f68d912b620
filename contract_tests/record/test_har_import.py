"""Which exchanges are taken from another program's HAR file, and what is said of a file that has none?"""

import base64
import json
from pathlib import Path

import pytest

from contract_tests.record.running import OPERATION, URL, har, on_disk, run
from scripts.har import read


def test_documented_requests_alone_are_taken(tmp_path: Path) -> None:
    file = har(tmp_path / "in.har", "[]")
    whole = json.loads(file.read_text(encoding="utf-8"))
    (entry,) = whole["log"]["entries"]
    other = {**entry, "request": {**entry["request"], "url": f"{URL}/other"}}
    preflight = {**entry, "request": {**entry["request"], "method": "OPTIONS"}}
    encoded = {"size": 2, "text": base64.b64encode(b"[{}]").decode(), "encoding": "base64"}
    second = {**entry, "response": {**entry["response"], "content": encoded}}
    whole["log"]["entries"] = [other, preflight, entry, second]
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert run(tmp_path / "root", "--har", str(file)) == 0
    folder = tmp_path / "root/recordings" / OPERATION.id
    found = {path.name: read(path) for path in folder.iterdir()}
    assert {name: one.content for name, one in found.items()} == {"200-test.har": b"[]", "200-test-2.har": b"[{}]"}
    assert {one.date.isoformat() for one in found.values()} == {"2026-11-01"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (URL, "https://h.example/secret-1234", "no answered request"),
        ('"text": "[]"', '"comment": "secret-1234"', "which was not saved"),
        ('"status": 200', '"status": "secret-1234"', "entry 1 was left out: its status is none"),
        ("{", "secret-1234", "not HAR"),
    ],
    ids=["other-path", "no-body", "status", "json"],
)
def test_unusable_file_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    file = har(tmp_path / "in.har", "[]")
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert run(tmp_path / "root", "--har", str(file)) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert "secret-1234" not in told
    assert not (tmp_path / "root").exists()


@pytest.mark.parametrize(("body", "arguments"), [("[7]", ()), ("[]", ("--violation", "why"))], ids=["broken", "lawful"])
def test_answer_in_the_wrong_place_is_refused(tmp_path: Path, body: str, arguments: tuple[str, ...]) -> None:
    file = har(tmp_path / "in.har", body)
    assert run(tmp_path / "root", "--har", str(file), *arguments) == 1
    assert on_disk(tmp_path / "root") == {}


def test_redirect_is_an_answer_like_any_other(tmp_path: Path) -> None:
    file = har(tmp_path / "in.har", "", status=302, headers=[{"name": "Location", "value": "https://h.example/x"}])
    assert run(tmp_path / "root", "--har", str(file), "--violation", "no redirect is documented") == 0
    (text,) = on_disk(tmp_path / "root").values()
    assert "h.example" not in text
