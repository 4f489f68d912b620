"""Is the sandbox's answer filed as a recording that keeps the contract?"""

from pathlib import Path

import pytest

from contract_tests.record.running import OPERATION, on_disk, run
from scripts.har import Origin, read
from scripts.judge.contract import Contract
from scripts.sandbox import TOKEN, create_app, serving


@pytest.mark.parametrize(
    ("arguments", "environment", "status"),
    [((), {"USEAPI_TOKEN": TOKEN}, 200), (("--no-token",), {}, 401), ((), {"USEAPI_TOKEN": "user:1-other"}, 401)],
    ids=["token-accepted", "no-token", "token-refused"],
)
def test_lawful_answer_is_recorded(
    tmp_path: Path, contract: Contract, arguments: tuple[str, ...], environment: dict[str, str], status: int
) -> None:
    with serving(create_app()) as base_url:
        assert run(tmp_path, *arguments, USEAPI_BASE_URL=base_url, **environment) == 0
    path = tmp_path / "recordings" / OPERATION.id / f"{status}-test.har"
    exchange = read(path)
    assert contract.judge_exchange(exchange).violations == []
    assert exchange.origin is Origin.SANDBOX
    assert exchange.changes
    assert "127.0.0.1" not in path.read_text(encoding="utf-8")
    sent = [value for name, value in exchange.request_headers if name == "Authorization"]
    assert sent == (["Bearer REDACTED"] if environment else [])


def test_file_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(create_app()) as base_url:
        assert run(tmp_path, USEAPI_BASE_URL=base_url, USEAPI_TOKEN=TOKEN) == 0
        before = on_disk(tmp_path)
        assert run(tmp_path, USEAPI_BASE_URL=base_url, USEAPI_TOKEN=TOKEN) == 2
    assert on_disk(tmp_path) == before
    assert "never overwritten" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "USEAPI_TOKEN is not set"),
        ({"USEAPI_TOKEN": "secret-1234", "USEAPI_BASE_URL": "http://203.0.113.7/v1"}, "plain http"),
        (
            {"USEAPI_TOKEN": "secret-1234", "USEAPI_BASE_URL": "http://127.0.0.1:9/v1"},
            "no answer from http://127.0.0.1:9/v1: nothing listens there",
        ),
        ({"USEAPI_TOKEN": "secret-1234", "USEAPI_BASE_URL": "https://u:secret-1234@h/v1"}, "USEAPI_BASE_URL is not"),
        ({"USEAPI_TOKEN": "secret\n1234"}, "characters that a header cannot carry"),
    ],
    ids=["no-token", "plain-http", "unreachable", "credentials-in-url", "line-break"],
)
def test_unusable_setting_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], environment: dict[str, str], said: str
) -> None:
    assert run(tmp_path, **environment) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert "secret-1234" not in told
    assert on_disk(tmp_path) == {}
