"""Does a language server tell what each operation, setting and field is for, where people hover over it?"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kling_scheduler
import pytest

pytestmark = pytest.mark.extended
PROGRAM = """\
from kling_scheduler import AuthenticatedClient

client = AuthenticatedClient(timeout=3)
tasks = client.scheduler.get_running_tasks()
print(tasks[0].reply_url, tasks[0].unknown)
client.aio.scheduler.get_running_tasks()
client.scheduler.detailed.get_running_tasks()
"""


class Server:
    """The least of a language server's client."""

    def __init__(self, root: Path) -> None:
        name = shutil.which("basedpyright-langserver", path=str(Path(sys.executable).parent))
        assert name is not None
        self._process = subprocess.Popen([name, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._number = 0
        folders = [{"uri": root.as_uri(), "name": root.name}]
        able = {"workspace": {"workspaceFolders": True}, "textDocument": {"hover": {"contentFormat": ["markdown"]}}}
        self.ask("initialize", processId=None, rootUri=folders[0]["uri"], workspaceFolders=folders, capabilities=able)
        self._send({"method": "initialized", "params": {}})

    def open(self, path: Path) -> None:
        item = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": path.read_text("utf-8")}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": item}})

    def ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self._number and "method" not in message:
                return message["result"]
            if "id" in message and "method" in message:
                items = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
                self._send({"id": message["id"], "result": [None for _ in items]})

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    folder = tmp_path_factory.mktemp("editor")
    path = folder / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    settings = {"extraPaths": [str(Path(kling_scheduler.__file__).parents[1])]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    running = Server(folder)
    running.open(path)
    yield running, path
    running.close()


@pytest.mark.parametrize(
    ("line", "word", "told"),
    [
        (2, "AuthenticatedClient", ["token: Your API token", "USEAPI_TOKEN", "deadline: Seconds", "transport:"]),
        (3, "scheduler", ["The operations"]),
        (3, "get_running_tasks", ["List running tasks", "errors.Unauthorized"]),
        (4, "reply_url", ["Webhook that the service calls when the task completes."]),
        (4, "unknown", ["Fields that the document does not name"]),
        (5, "aio", ["to be awaited"]),
        (5, "get_running_tasks", ["List running tasks"]),
        (6, "detailed", ["status, headers and content"]),
    ],
)
def test_hover_tells(server: tuple[Server, Path], line: int, word: str, told: list[str]) -> None:
    running, path = server
    position = {"line": line, "character": PROGRAM.splitlines()[line].index(word) + 1}
    found = running.ask("textDocument/hover", textDocument={"uri": path.as_uri()}, position=position)
    text = found["contents"]["value"].replace("\\", "").replace("&nbsp;", " ")
    assert [one for one in told if one not in text] == []


def test_settings_are_told_while_they_are_typed(server: tuple[Server, Path]) -> None:
    running, path = server
    line = 2
    position = {"line": line, "character": PROGRAM.splitlines()[line].index("timeout") + 8}
    found = running.ask("textDocument/signatureHelp", textDocument={"uri": path.as_uri()}, position=position)
    told = {one["label"] if isinstance(one["label"], str) else "": one for one in found["signatures"][0]["parameters"]}
    assert "Seconds to wait to connect" in json.dumps(list(told.values())) + json.dumps(found["signatures"][0])
