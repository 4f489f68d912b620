"""Do the templates express more than today's one operation?"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from scripts.document import ROOT
from scripts.generate import generate

ID = "9b2f1c1e-0f0e-4c55-8a4b-0e6ac0ffee00"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("grown")
    generate(Path(__file__).with_name("grown.yaml"), folder / "grown")
    sys.path.insert(0, str(folder))
    yield folder / "grown"
    sys.path.remove(str(folder))


@pytest.fixture
def grown(package: Path) -> SimpleNamespace:
    names = (
        "models",
        "errors",
        "api.jobs.list_jobs",
        "api.jobs.start_job",
        "api.jobs.delete_job",
        "api.open_.read_log",
    )
    modules = {name.rpartition(".")[2]: importlib.import_module(f"{package.name}.{name}") for name in names}
    return SimpleNamespace(root=importlib.import_module(package.name), **modules)


def client(grown: Any, answer: httpx.Response, requests: list[httpx.Request] | None = None) -> Any:
    def handle(request: httpx.Request) -> httpx.Response:
        if requests is not None:
            requests.append(request)
        return answer

    return grown.root.AuthenticatedClient(
        token="t", max_retries=0, transport=grown.root.transports.Httpx(httpx.MockTransport(handle))
    )


@pytest.mark.extended
def test_mypy_and_basedpyright_are_content_at_their_strictest(package: Path) -> None:
    settings = package.with_name("pyright.json")
    settings.write_text(json.dumps({"typeCheckingMode": "strict", "include": [str(package)]}), encoding="utf-8")
    mypy = [
        "mypy",
        "--config-file",
        str(ROOT / "pyproject.toml"),
        "--cache-dir",
        str(package.with_name(".mypy")),
        package,
    ]
    pyright = ["basedpyright", "--project", str(settings), "--pythonpath", sys.executable]
    for command in (mypy, pyright):
        done = subprocess.run(
            [sys.executable, "-m", *command], check=False, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_inputs_reach_the_wire_under_their_documented_names(grown: Any) -> None:
    sent: list[httpx.Request] = []
    answer = httpx.Response(200, json={"jobs": [], "next": None})
    page = grown.list_jobs.sync(
        client=client(grown, answer, sent),
        page_size=5,
        label=["a", "b"],
        state=grown.models.State.HALF_WAY,
        x_dry=True,
        theme="x",
    )
    assert page.jobs == []
    assert str(sent[0].url) == "https://eu.example.com/api/jobs?state=half-way&label=a&label=b&page-size=5"
    assert (sent[0].headers["X-Dry"], sent[0].headers["Cookie"]) == ("true", "theme=x")


@pytest.mark.parametrize(("job_id", "path"), [("a/b?c", "/api/jobs/a%2Fb%3Fc"), ("..", "/api/jobs/%2E%2E")])
def test_a_path_parameter_stays_within_its_segment(grown: Any, job_id: str, path: str) -> None:
    sent: list[httpx.Request] = []
    assert grown.delete_job.sync(job_id, client=client(grown, httpx.Response(204), sent)) is None
    assert (sent[0].method, sent[0].url.raw_path.decode()) == ("DELETE", path)


def test_a_body_goes_out_and_comes_back_with_its_nested_objects(grown: Any) -> None:
    body = {
        "id": ID,
        "state": "done",
        "parent": {"id": ID, "state": "running", "ratio": 0.5},
        "due": "2025-01-02",
        "malformed": True,
    }
    body |= {"target": {"url": "https://x", "retries": 3}, "labels": {"a": "b"}, "size": {"width": 1}, "ratio": 0.25}
    sent: list[httpx.Request] = []
    job = grown.start_job.sync(
        client=client(grown, httpx.Response(201, json=body)), body=grown.models.Job(id=ID, state="done")
    )
    assert type(job.target).__name__ == "JobHttpTarget"
    assert job.malformed == {}
    assert grown.start_job.sync(client=client(grown, httpx.Response(202), sent), body=job) is None
    assert json.loads(sent[0].content) == body


def test_malformed_is_found_at_any_depth(grown: Any) -> None:
    body = {"jobs": [{"id": ID, "state": "done", "parent": {"id": ID, "state": "done", "size": {"width": "x"}}}]}
    page = grown.list_jobs.sync(client=client(grown, httpx.Response(200, json=body)), page_size=1)
    assert page.jobs[0].parent.malformed == {"size": {"width": "x"}}


def test_statuses_ranges_and_defaults_have_their_exceptions(grown: Any) -> None:
    with pytest.raises(grown.errors.ServerError) as caught:
        grown.list_jobs.sync(client=client(grown, httpx.Response(503, json={"title": "down"})), page_size=1)
    assert caught.value.parsed.title == "down"
    with pytest.raises(grown.errors.NotFound) as caught:
        grown.list_jobs.sync(client=client(grown, httpx.Response(404, text="no")), page_size=1)
    assert caught.value.parsed == "no"
    job = grown.models.Job(id=ID, state="done")
    with pytest.raises(grown.errors.ServerError) as caught:
        grown.start_job.sync(client=client(grown, httpx.Response(596, json={"title": "odd"})), body=job)
    assert caught.value.parsed.title == "odd"


def test_an_open_operation_needs_no_token_and_can_give_bytes(grown: Any) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=b"\x00\xff"))
    with grown.root.Client(transport=grown.root.transports.Httpx(transport)) as open_client:
        assert grown.read_log.sync(client=open_client) == b"\x00\xff"
