"""Does the generator write the same whole tree every time, or none?"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import generate
from scripts.document import DOCUMENT, ROOT, DocumentError
from scripts.swap import discard, swap


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scripts.generate", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("package") / "kling_scheduler"
    generate.generate(DOCUMENT, target)
    return target


def test_committed_tree_is_what_the_document_gives() -> None:
    result = run("--check")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_folder_hash_seed_and_ruff_configuration_change_nothing(tmp_path: Path, package: Path, seed: str) -> None:
    (tmp_path / "ruff.toml").write_text("line-length = 40\n[format]\nquote-style = 'single'\n", encoding="utf-8")
    target = tmp_path / "deep" / "er" / package.name

    assert run("--output", target, cwd=tmp_path, PYTHONHASHSEED=seed).returncode == 0

    assert tree(target) == tree(package)


def test_every_file_says_where_it_comes_from(package: Path) -> None:
    assert len(tree(package)) > 5
    for name, content in tree(package).items():
        assert generate.HEADER[2:].strip().encode() in content.splitlines()[0], name


def test_package_is_marked_as_typed(package: Path) -> None:
    assert (package / "py.typed").is_file()


def test_stale_files_are_cleared(tmp_path: Path, package: Path) -> None:
    target = tmp_path / package.name
    shutil.copytree(package, target)
    (target / "models" / "removed_model.py").write_text("", encoding="utf-8")

    generate.generate(DOCUMENT, target)

    assert tree(target) == tree(package)
    assert [path.name for path in tmp_path.iterdir()] == [package.name]


@pytest.mark.parametrize(
    ("edit", "shown"),
    [
        (lambda target: (target / "types.py").write_text("x = 1\n", encoding="utf-8"), "--- a/types.py"),
        (lambda target: (target / "types.py").unlink(), "+++ b/types.py"),
        (lambda target: (target / "extra.py").write_text("x = 1\n", encoding="utf-8"), "-x = 1"),
        (lambda target: (target / "extra.py").touch(), "only in the tree: extra.py"),
    ],
    ids=["edited", "deleted", "added", "added-empty"],
)
def test_drift_is_shown_with_its_remedy(
    tmp_path: Path, package: Path, capsys: pytest.CaptureFixture[str], edit: Callable[[Path], object], shown: str
) -> None:
    target = tmp_path / package.name
    shutil.copytree(package, target)
    edit(target)
    before = tree(target)

    code = generate.main(["--check", "--output", str(target)])

    said = capsys.readouterr()
    assert code == 4
    assert shown in said.out
    assert "tox run -e generate" in said.err
    assert tree(target) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("openapi: 3.1.0", "openapi: [3", ":6: not YAML"),
        ("openapi: 3.1.0", "openapi: 3.1.0\nopenapi: 3.1.0", "duplicate key"),
        ('schemas/RunningTask"', 'schemas/Nope"', "/items: reference '/components/schemas/Nope' leads nowhere"),
        ("type: integer", "type: integr", "/type: 'integr'"),
        ("operationId: getRunningTasks", "operationId: [x]", "#/paths/~1kling~1scheduler/get/operationId: "),
        ("scheme: bearer", "scheme: digest", "#/components/securitySchemes/apiToken: the generated client can send"),
        ("- apiToken: []", "- other: []", "nothing stands at #/components/securitySchemes/other"),
        ("format: uri", "format: uri\n          prefixItems: 7", "prefixItems"),
        ('$ref: "#/components/schemas/RunningTask"', '$ref: "other.yaml#/Task"', "other.yaml"),
    ],
    ids=[
        "not-yaml",
        "duplicate-key",
        "reference-to-nothing",
        "unknown-type",
        "operation-id-no-text",
        "other-scheme",
        "unknown-scheme",
        "bad-keyword",
        "reference-to-another-file",
    ],
)
def test_unusable_document_is_one_message_and_changes_nothing(
    tmp_path: Path, package: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    document = tmp_path / "openapi.yaml"
    text = DOCUMENT.read_text(encoding="utf-8")
    assert old in text
    document.write_text(text.replace(old, new, 1), encoding="utf-8")
    target = tmp_path / package.name
    shutil.copytree(package, target)

    code = generate.main(["--document", str(document), "--output", str(target)])

    output = capsys.readouterr()
    assert (code, output.out, output.err.count("\n")) == (2, "", 1)
    assert str(document) in output.err
    assert said in output.err
    assert tree(target) == tree(package)


def test_missing_document_is_one_message(tmp_path: Path) -> None:
    result = run("--document", tmp_path / "none.yaml", "--output", tmp_path / "package")
    assert result.returncode == 2
    assert result.stderr == f"generate: {tmp_path / 'none.yaml'}: cannot be read: No such file or directory\n"


def test_error_after_writing_leaves_the_old_tree(
    tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / package.name
    shutil.copytree(package, target)
    monkeypatch.setattr(generate, "RUFF_PASSES", (["no-such-pass"],))

    with pytest.raises(DocumentError, match="cannot be formatted"):
        generate.generate(DOCUMENT, target)

    assert tree(target) == tree(package)
    assert [path.name for path in tmp_path.iterdir()] == [package.name]


@pytest.mark.extended
@pytest.mark.parametrize("seconds", [0.3, 0.7, 1.0, 1.2, 1.4, 1.6])
def test_kill_leaves_a_whole_tree_and_the_next_run_clears_up(tmp_path: Path, package: Path, seconds: float) -> None:
    target = tmp_path / package.name
    shutil.copytree(package, target)
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.generate", "--output", str(target)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert tree(target) == tree(package)

    generate.generate(DOCUMENT, target)

    assert tree(target) == tree(package)
    assert [path.name for path in tmp_path.iterdir()] == [package.name]


def test_what_a_kill_left_is_cleared_while_its_child_still_writes_there(tmp_path: Path) -> None:
    left = tmp_path / ".new-left"
    (left / "package").mkdir(parents=True)
    until = time.monotonic() + 0.5
    written: list[Path] = []

    def write() -> None:
        while time.monotonic() < until:
            # The folder can go between any two steps of this.
            with contextlib.suppress(FileNotFoundError, FileExistsError):
                (left / "package").mkdir(exist_ok=True)
                (left / "package" / str(len(written))).touch()
                written.append(left)

    child = threading.Thread(target=write)
    child.start()
    while not written:
        time.sleep(0.001)
    discard(left)
    child.join()
    assert not left.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two folders in one step")
def test_reader_never_finds_the_folder_missing(tmp_path: Path) -> None:
    target, fresh = tmp_path / "target", tmp_path / "fresh"
    for folder in (target, fresh):
        folder.mkdir()
        (folder / "file").write_text(folder.name, encoding="utf-8")
    missing, done = [], threading.Event()

    def read() -> None:
        while not done.is_set():
            if not (target / "file").exists():
                missing.append(target)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(500):
        swap(fresh, target)
    done.set()
    reader.join()
    assert not missing


def test_swap_without_the_kernels_help_exchanges_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    target, fresh = tmp_path / "target", tmp_path / "fresh"
    for folder in (target, fresh):
        folder.mkdir()
        (folder / folder.name).touch()

    swap(fresh, target)

    assert (target / "fresh").exists()
    assert (fresh / "target").exists()
