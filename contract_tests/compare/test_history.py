"""Is what each release changed told as a page and as feeds, from the tags alone?"""

from __future__ import annotations

import json
import subprocess
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from contract_tests.compare.two import CHANGES, written
from scripts.compare import __main__ as command
from scripts.compare.history import ATOM, Release, atom, history, json_feed, write
from scripts.compare.releases import NotFoundError

HOSTILE = "<script>alert(1)</script>\x1b[2J & ]]>"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Releases 1.2.3, 1.10.0 and 2.0.0, tagged in another order, and a tag that is none of a contract."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    old, new = written(tmp_path, "2.0.0", CHANGES)
    same = Path(old).read_text("utf-8").replace("1.2.3", "1.10.0")
    commit(folder, Path(new).read_text("utf-8"), "v2.0.0")
    commit(folder, Path(old).read_text("utf-8"), "v1.2.3")
    commit(folder, same, "v1.10.0")
    commit(folder, "no: contract\n", "v3.0.0")
    git(folder, "tag", "other")
    return folder


def commit(folder: Path, text: str, tag: str) -> None:
    (folder / "openapi.yaml").write_text(text, encoding="utf-8")
    (folder / "generated").mkdir(exist_ok=True)
    (folder / "generated" / "a.py").write_text("", encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", tag)
    git(folder, "tag", tag)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_each_release_is_compared_with_the_version_before_it(repository: Path) -> None:
    found = history(command.compare, repository)
    assert [(one.tag, one.word) for one in found] == [
        ("v3.0.0", "could not be compared"),
        ("v2.0.0", "breaking"),
        ("v1.10.0", "nothing changed"),
        ("v1.2.3", "the first release"),
    ]


def test_page_and_feeds_tell_the_same(repository: Path, tmp_path: Path) -> None:
    found = history(command.compare, repository)
    write(found, "a title", tmp_path / "out")
    feed = ElementTree.parse(tmp_path / "out" / "feed.atom").getroot()
    entries = feed.findall(f"{{{ATOM}}}entry")
    items = json.loads((tmp_path / "out" / "feed.json").read_text("utf-8"))["items"]
    page = (tmp_path / "out" / "history.html").read_text("utf-8")
    assert [entry.findtext(f"{{{ATOM}}}id") for entry in entries] == [item["id"] for item in items]
    assert len({item["id"] for item in items}) == len(found) == 4
    for release, entry, item in zip(found, entries, items, strict=True):
        assert entry.findtext(f"{{{ATOM}}}title") == item["title"] == f"{release.tag}: {release.word}"
        assert entry.findtext(f"{{{ATOM}}}content") == item["content_text"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
        assert release.tag in page
    told = {one["rule"] for one in items[1]["_contract"]["differences"]}
    assert {"operation-removed"} <= told
    assert all(rule in page for rule in told)


def test_ids_stay_when_a_release_is_added(repository: Path) -> None:
    found = history(command.compare, repository)
    before = {item["id"] for item in json_feed(found[1:], "t")["items"]}
    assert before < {item["id"] for item in json_feed(found, "t")["items"]}


def test_text_that_anybody_wrote_breaks_neither(repository: Path, tmp_path: Path) -> None:
    (first, *_) = history(command.compare, repository)
    hostile = Release("v9.0.0", first.moment, problem=HOSTILE)
    write([hostile], HOSTILE, tmp_path)
    assert "<script>" not in (tmp_path / "history.html").read_text("utf-8")
    entry = ElementTree.fromstring(atom([hostile], HOSTILE)).find(f"{{{ATOM}}}entry")
    assert entry is not None
    assert entry.findtext(f"{{{ATOM}}}content") == HOSTILE.replace("\x1b", "")


def test_repository_without_a_release_has_empty_feeds(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert history(command.compare, tmp_path) == []
    write([], "a title", tmp_path)
    assert json.loads((tmp_path / "feed.json").read_text("utf-8"))["items"] == []
    assert ElementTree.parse(tmp_path / "feed.atom").getroot().findtext(f"{{{ATOM}}}updated")
    assert "There is no release yet." in (tmp_path / "history.html").read_text("utf-8")


def test_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="git"):
        history(command.compare, tmp_path)


def test_command_says_what_it_wrote(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(history, "__defaults__", (repository,))
    assert command.main(["--history", str(tmp_path / "out")]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[-1].startswith("4 releases: history.html, feed.atom and feed.json are in ")
    assert told.err.startswith("compare: v3.0.0: ")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert command.main(["--history", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"compare: {tmp_path / 'file'}: ")
