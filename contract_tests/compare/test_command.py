"""Does the command find what to compare with, and tell the outcome by its exit code?"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contract_tests.compare.table import NONE, Edit, base
from scripts.compare import __main__ as command
from scripts.compare import releases
from scripts.document import DOCUMENT, ROOT, load
from scripts.publish.package import packages

Run = Callable[..., int]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with our document and client in it, as the one that the command stands in."""
    folder = tmp_path / "repository"
    folder.mkdir()
    shutil.copy(DOCUMENT, folder)
    shutil.copytree(ROOT / "generated", folder / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    git(folder, "init", "--quiet")
    commit(folder)
    monkeypatch.setattr(releases.newest_release, "__defaults__", (folder,))
    monkeypatch.setattr(releases.contract, "__defaults__", (folder,))
    monkeypatch.setattr(releases, "DOCUMENT", folder / DOCUMENT.name)
    monkeypatch.setattr(releases, "ROOT", folder)
    monkeypatch.setattr(load, "__defaults__", (folder / DOCUMENT.name,))
    return folder


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Change")


def document(path: Path, **changes: Any) -> str:
    edited = base()
    edited["info"]["version"] = changes.pop("version", "1.2.3")
    path.write_text(json.dumps({**edited, **changes}), encoding="utf-8")
    return str(path)


def test_without_a_release_any_version_fits(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0
    assert "no release to compare with" in capsys.readouterr().out


def test_the_newest_release_counts(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for tag in ("v0.9.0", "v0.10.0", "vase", "0.11.0"):
        git(repository, "tag", tag)

    assert command.main([]) == 0
    assert capsys.readouterr().out.startswith("v0.10.0 -> openapi.yaml\n")


def test_a_change_without_its_version_fails_and_says_which(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "tag", "v0.1.0")
    path = repository / DOCUMENT.name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("operationId: ", "operationId: other"), encoding="utf-8")

    assert command.main(["--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["due"] == "0.2.0"
    assert err == "compare: version 0.1.0 does not fit: after 0.1.0 it must be 0.2.0 or later\n"

    path.write_text(path.read_text(encoding="utf-8").replace("version: 0.1.0", "version: 0.2.0"), encoding="utf-8")
    assert command.main(["v0.1.0"]) == 0


def test_a_symbol_that_the_client_lost_breaks(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "tag", "v0.1.0")
    model = next(path for path in (repository / "generated").glob("*/models/*.py") if "__" not in path.name)
    model.unlink()

    assert command.main([]) == 1
    assert f".models.{model.stem} is gone" in capsys.readouterr().out


def test_a_bundle_is_compared_with_its_client(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    shutil.copy(repository / DOCUMENT.name, bundle)
    for name, content in packages().items():
        (bundle / name).write_bytes(content)

    assert command.main([str(bundle), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], set(told["verdicts"].values())) == ("none", {"none"})

    model = next(path for path in (repository / "generated").glob("*/models/*.py") if "__" not in path.name)
    model.unlink()
    assert command.main([str(bundle)]) == 1
    assert f".models.{model.stem} is gone" in capsys.readouterr().out


def test_a_shallow_clone_is_no_reason_to_pass(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "more").touch()
    commit(repository)
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), str(tmp_path / "shallow"))
    monkeypatch.setattr(releases.newest_release, "__defaults__", (tmp_path / "shallow",))

    assert command.main([]) == 2
    assert "a part of the history" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-commit"], "compare: git archive: "),
        (["--", "--output=x"], "compare: --output=x is no commit"),
        (["."], "compare: . holds no openapi.yaml"),
        (["old.yaml"], "compare: old.yaml:1: "),
    ],
)
def test_nothing_to_compare_with_is_no_verdict(
    arguments: list[str],
    said: str,
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text("- a list", encoding="utf-8")

    assert command.main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(said)


def test_what_a_person_must_judge_is_no_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = document(tmp_path / "old.json"), document(tmp_path / "new.json", webhooks={"done": {}})

    assert command.main([old, new]) == 2
    assert command.main([old, document(tmp_path / "new.json", webhooks={"done": {}}, version="2.0.0")]) == 0
    assert "unjudged: /webhooks" in capsys.readouterr().out


def test_documents_of_another_openapi_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = document(tmp_path / "old.json", openapi="3.0.3")
    assert command.main([old, str(DOCUMENT)]) == 2
    assert capsys.readouterr().err == f"compare: {old}: openapi is 3.0.3: only documents of 3.1 are compared\n"


@pytest.mark.parametrize("value", [None, "x", [None]], ids=str)
@pytest.mark.parametrize(
    "place",
    [
        "/info",
        "/paths/~1jobs/get",
        "/paths/~1jobs/get/responses",
        "/paths/~1jobs/get/responses/200/content/application~1json/schema",
        "/paths/~1jobs/get/parameters/1/schema/minimum",
        "/paths/~1jobs/post/security/0",
        "/components/schemas",
        "/components/schemas/Job/required",
        "/components/schemas/Job/properties/id/minimum",
        "/components/schemas/Job/properties/note/type/0",
        "/components/schemas/Job/properties/target/anyOf",
        "/components/securitySchemes/grant/flows",
    ],
)
def test_document_that_is_not_valid_is_one_line(
    place: str, value: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(Edit("broken", {place: value}, NONE, NONE).of(base())), encoding="utf-8")

    assert command.main([document(tmp_path / "old.json"), str(broken)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("compare: ")


def test_markdown_holds_every_difference_and_stays_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = document(tmp_path / "old.json")
    new = document(tmp_path / "new.json", servers=[{"url": "https://a|b.example/`x`"}])

    assert command.main([old, new, "--markdown"]) == 1
    out = capsys.readouterr().out
    rows = [line for line in out.splitlines() if line.startswith("| ")]
    assert out.startswith("### Contract: breaking\n")
    assert len(rows) == 1 + 3
    assert all(row.replace("\\|", "").count("|") == 5 for row in rows)


def test_the_module_runs_by_itself() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.compare", str(DOCUMENT), str(DOCUMENT), "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert (told["verdict"], told["fits"], told["differences"]) == ("none", True, [])
    assert told["verdicts"]["users of the Python client"].startswith("not compared")
