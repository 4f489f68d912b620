"""Does a change of the generated client count, whichever symbol it touches?"""

from __future__ import annotations

import pytest

from contract_tests.compare.table import ADDITIVE, BREAKING, NONE
from scripts.compare.client import compare_clients
from scripts.compare.difference import Verdict, worst
from scripts.compare.releases import working_tree

SOURCE = '''
from ._hidden import Other

LIMIT = 3

class Job(Base):
    """A job."""
    id: int
    due: str | None = None

    def __init__(self, url: str, *, timeout: float = 1.0) -> None: ...

    @property
    def state(self) -> str: ...

    def close(self) -> None: ...

async def get(client: Client, *, limit: int | None = None) -> list[Job] | Problem: ...

def _private() -> None: ...
'''


@pytest.mark.parametrize(
    ("old", "new", "verdict", "name"),
    [
        ("LIMIT = 3", "LIMIT = 4", NONE, None),
        ('"""A job."""', '"""One job."""', NONE, None),
        ("def _private", "def _other", NONE, None),
        ("LIMIT = 3", "", BREAKING, "package.module.LIMIT"),
        ("class Job(", "class Task(", BREAKING, "package.module.Job"),
        ("class Job(Base)", "class Job(Model)", BREAKING, "package.module.Job.(Base)"),
        ("    id: int\n", "", BREAKING, "package.module.Job.id"),
        ("    id: int\n", "    id: int\n    size: int = 0\n", ADDITIVE, "package.module.Job.size"),
        ("id: int", "id: int | None", BREAKING, "package.module.Job.id"),
        ("due: str | None", "due: None | str", NONE, None),
        ("due: str | None", "due: str", ADDITIVE, "package.module.Job.due"),
        ("def state(self) -> str", "def state(self) -> str | None", BREAKING, "package.module.Job.state"),
        ("@property", "", BREAKING, "package.module.Job.state"),
        ("def close(", "def shut(", BREAKING, "package.module.Job.close"),
        ("url: str", "host: str", BREAKING, "package.module.Job.__init__(1: url)"),
        ("timeout: float = 1.0", "timeout: float", BREAKING, "package.module.Job.__init__(timeout)"),
        ("timeout: float = 1.0", "timeout: float | None = 1.0", ADDITIVE, "package.module.Job.__init__(timeout)"),
        ("async def get", "def get", BREAKING, "package.module.get"),
        ("limit: int | None = None", "limit: int = 1", BREAKING, "package.module.get(limit)"),
        ("limit: int | None = None", "limit: int | None", BREAKING, "package.module.get(limit)"),
        (", *, limit: int | None = None", "", BREAKING, "package.module.get(limit)"),
        (", *, limit", ", *, size: int, limit", BREAKING, "package.module.get(size)"),
        (", *, limit", ", *, size: int = 1, limit", ADDITIVE, "package.module.get(size)"),
        ("list[Job] | Problem", "list[Job]", ADDITIVE, "package.module.get"),
        ("list[Job] | Problem", "list[Job] | Problem | str", BREAKING, "package.module.get"),
    ],
)
def test_symbol_has_its_verdict(old: str, new: str, verdict: Verdict, name: str | None) -> None:
    assert old in SOURCE
    found = compare_clients({"package/module.py": SOURCE}, {"package/module.py": SOURCE.replace(old, new)})

    assert worst(found) == verdict, found
    assert name in {d.pointer for d in found if d.verdict == verdict} | ({None} if verdict is NONE else set())


def test_modules_and_what_a_package_exports_count() -> None:
    old = {"package/__init__.py": "from .a import A, B\n__all__ = ('A',)", "package/a.py": "", "package/_b.py": "C = 1"}
    new = {"package/__init__.py": "from .a import B\n__all__ = ('B',)"}

    found = {d.pointer: d.verdict for d in compare_clients(old, new)}

    assert found == {"package.A": BREAKING, "package.a": BREAKING, "package.B": ADDITIVE}


def test_every_public_part_of_our_own_client_is_seen() -> None:
    sources = working_tree().client
    assert sources is not None
    models = [path for path in sources if "/models/" in path and "__" not in path]
    assert models
    for path in models:
        without = {name: source for name, source in sources.items() if name != path}
        assert worst(compare_clients(sources, without)) is BREAKING


def test_order_of_the_files_means_nothing() -> None:
    sources = working_tree().client
    assert sources is not None
    assert compare_clients(sources, dict(reversed(list(sources.items())))) == []
