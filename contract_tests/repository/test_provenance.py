"""Does every exchange on file say where it comes from, belong to the document, and keep no secret?"""

import json
from datetime import date
from pathlib import Path

import pytest

from contract_tests.exchanges import KEPT, on_file
from scripts.cases.on_file import FOLDER, RECORDING, VIOLATION, OnFile
from scripts.document import base_url, load, operations
from scripts.har import Origin, RecordingError, read

DOCUMENT = load()
OPERATIONS = {operation.id: operation for operation in operations(DOCUMENT)}
PAGE_DATE = date(2025, 4, 18)
FILES = [one for one in KEPT if one.path.suffix == ".har"]


@pytest.mark.parametrize("kept", on_file())
def test_exchange_belongs_to_a_documented_operation(kept: OnFile) -> None:
    exchange = kept.exchange
    operation = OPERATIONS[exchange.operation_id]
    server = base_url(DOCUMENT)
    assert exchange.method == operation.method
    assert exchange.url.startswith(server)
    assert operation.path_values(exchange.url.removeprefix(server).partition("?")[0]) is not None


@pytest.mark.parametrize("kept", on_file())
def test_exchange_is_named_after_its_status(kept: OnFile) -> None:
    assert kept.name.split("-")[0] == str(kept.exchange.status)


@pytest.mark.parametrize("kept", FILES, ids=str)
def test_file_holds_nothing_made_up(kept: OnFile) -> None:
    assert kept.exchange.origin is not Origin.SYNTHETIC, f"what is made up is a case: {FOLDER / 'cases'}"


@pytest.mark.parametrize("kept", FILES, ids=str)
def test_file_says_what_was_changed(kept: OnFile) -> None:
    exchange = kept.exchange
    assert exchange.changes
    assert all(change.endswith(".") for change in exchange.changes)
    assert (exchange.origin is Origin.DOCUMENTED) == (exchange.date == PAGE_DATE)


@pytest.mark.parametrize("kept", on_file())
def test_token_is_redacted(kept: OnFile) -> None:
    sent = [value for name, value in kept.exchange.request_headers if name.lower() == "authorization"]
    assert sent in ([], ["Bearer REDACTED"])


@pytest.mark.parametrize("kept", on_file(VIOLATION))
def test_violation_states_its_reason(kept: OnFile) -> None:
    expected = kept.exchange.expected
    assert expected is not None
    assert expected.reason


@pytest.mark.parametrize("kept", on_file(RECORDING))
def test_recording_expects_no_violation(kept: OnFile) -> None:
    assert kept.exchange.expected is None


def test_kind_of_which_there_is_none_fails() -> None:
    with pytest.raises(LookupError, match="no rumour under"):
        on_file("rumour")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"version": "1.2"', '"version": "1.1"', "HAR 1.2"),
        ('"origin": "documented"', '"origin": "dreamt"', "'dreamt' is not a valid Origin"),
        ('"origin": "documented",', "", "needs the member 'origin'"),
        ('"date": "2025-04-18"', '"date": "April"', "not a recording"),
        ('"size": ', '"size": 1', "content.size"),
        ('"log": {', '"log": ', "not JSON"),
    ],
    ids=["version", "origin", "no-origin", "date", "size", "json"],
)
def test_broken_file_is_one_message_with_its_name(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = FILES[0].path.read_text(encoding="utf-8")
    path = tmp_path / "broken.har"
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(RecordingError) as error:
        read(path)

    assert said in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_binary_body_is_read(tmp_path: Path) -> None:
    har = json.loads(FILES[0].path.read_text(encoding="utf-8"))
    har["log"]["entries"][0]["response"]["content"] = {"size": 2, "text": "/wA=", "encoding": "base64"}
    path = tmp_path / "binary.har"
    path.write_text(json.dumps(har), encoding="utf-8")
    assert read(path).content == b"\xff\x00"
