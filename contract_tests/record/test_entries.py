"""What of a HAR file is recorded, and is every entry that is left out told with its number?"""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from contract_tests.har.files import URL, changed, entry, write
from contract_tests.record.running import OPERATION, on_disk, run
from scripts.har import Origin, read

GOOD = entry()


def written(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "recordings" / OPERATION.id).glob("*"))


def test_equal_polls_are_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    polls = [changed(entry(), time=number) for number in range(12)]
    assert run(tmp_path, "--har", str(write(tmp_path / "in.har", *polls))) == 0
    assert written(tmp_path) == ["200-test.har"]
    assert "11 entries are like one that was taken" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (entry("", status=304), "entry 2 was left out: answered from a cache"),
        (entry("{}", status=502), "left out: entry 2: 502: "),
        (entry(None, size=-1), "entry 2 was left out: without the body"),
        (changed(GOOD, "response", status="secret-1234"), "entry 2 was left out: its status is none"),
        (changed(GOOD, "request", url="http://[::1/secret-1234"), "entry 2 was left out: its url is none"),
        ("secret-1234", "entry 2 was left out: it has no request"),
        ({"request": GOOD["request"]}, "entry 2 was left out: failed"),
    ],
    ids=["304", "502", "unsaved", "status", "url", "text", "no-response"],
)
def test_entry_that_is_left_out_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], one: Any, said: str
) -> None:
    assert run(tmp_path, "--har", str(write(tmp_path / "in.har", GOOD, one))) == 0
    assert written(tmp_path) == ["200-test.har"]
    told = capsys.readouterr().err
    assert said in told
    assert "secret-1234" not in told


def test_another_servers_answers_are_not_the_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path / "in.har", entry(url="http://127.0.0.1:4010/v1/kling/scheduler"))
    assert run(tmp_path / "root", "--har", str(file)) == 2
    assert "set USEAPI_BASE_URL to that" in capsys.readouterr().err
    assert run(tmp_path / "root", "--har", str(file), USEAPI_BASE_URL="http://127.0.0.1:4010/v1") == 0
    assert run(tmp_path / "other", "--har", str(write(tmp_path / "b.har", entry(url=URL.replace("https", "wss"))))) == 2


def test_sandbox_is_known_by_its_name(tmp_path: Path) -> None:
    headers = [*GOOD["response"]["headers"], {"name": "Server", "value": "kling-scheduler-sandbox"}]
    file = write(tmp_path / "in.har", changed(GOOD, "response", headers=headers))
    assert run(tmp_path, "--har", str(file)) == 0
    assert read(tmp_path / "recordings" / OPERATION.id / "200-test.har").origin is Origin.SANDBOX


@pytest.mark.parametrize(
    ("one", "check"),
    [
        (entry('[{"other": NaN}]'), "strict_json"),
        (entry('[{"id": 1, "id": 2}]'), "strict_json"),
        (entry("\ufeff[]"), "response_schema_conformance"),
        (entry('[{"other": "\\ud800"}]'), "strict_json"),
        (changed(GOOD, time=6_000), "response_time"),
        (
            changed(
                GOOD,
                "response",
                headers=[{"name": "Content-Type", "value": value} for value in ("application/json", "text/html")],
            ),
            "framing",
        ),
        (
            changed(
                GOOD,
                "response",
                headers=[
                    *GOOD["response"]["headers"],
                    {"name": "Content-Length", "value": "2"},
                    {"name": "Content-Length", "value": "3"},
                ],
            ),
            "framing",
        ),
    ],
    ids=["nan", "name-twice", "byte-order-mark", "half-character", "late", "two-types", "two-lengths"],
)
def test_whatever_the_judge_refuses_is_a_violation_and_can_be_kept(tmp_path: Path, one: Any, check: str) -> None:
    file = str(write(tmp_path / "in.har", one))
    assert run(tmp_path / "root", "--har", file) == 1
    assert on_disk(tmp_path / "root") == {}
    assert run(tmp_path / "root", "--har", file, "--violation", "seen so") == 0
    (path,) = (tmp_path / "root").rglob("*.har")
    expected = read(path).expected
    assert expected is not None
    assert expected.check == check


def test_many_entries_are_read_within_seconds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bodies = (
        json.dumps([{"id": number, "elapsed": f"{number // 60:02}:{number % 60:02}"}]) for number in range(20_000)
    )
    file = write(tmp_path / "in.har", *(entry(body) for body in bodies))
    began = time.perf_counter()
    assert run(tmp_path, "--har", str(file)) == 0
    assert time.perf_counter() - began < 20
    assert len(written(tmp_path)) <= 100
    assert "further entries were left out" in capsys.readouterr().err


def test_credential_that_is_a_plain_name_is_not_kept(tmp_path: Path) -> None:
    one = entry('[{"SecretNameOfMine": 1}]')
    one["request"]["headers"].append({"name": "X-Api-Key", "value": "SecretNameOfMine"})
    assert run(tmp_path / "root", "--har", str(write(tmp_path / "in.har", one))) == 3
    assert on_disk(tmp_path / "root") == {}


@pytest.mark.parametrize("value", ["+49 170 1234567", "4111 1111 1111 1111", "4111111111111111:00", "!$%&/()=?"])
def test_number_of_a_person_and_symbols_are_replaced(tmp_path: Path, value: str) -> None:
    body = json.dumps([{"started": value, "elapsed": value, "replyRef": value}])
    assert run(tmp_path / "root", "--har", str(write(tmp_path / "in.har", entry(body))), "--violation", "no time") == 0
    (text,) = on_disk(tmp_path / "root").values()
    assert value not in text
    assert json.dumps(value)[1:-1] not in text
