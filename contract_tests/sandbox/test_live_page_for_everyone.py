"""Can everybody use the sandbox's front page: in both themes, at every width, with what it shows?"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from contract_tests.axe import audit
from contract_tests.browser import Window
from contract_tests.browser import window as opened
from contract_tests.sandbox.conftest import START, root_of
from scripts.sandbox import TOKEN, create_app, serving
from scripts.sandbox.clock import Clock
from scripts.sandbox.simulation import Simulation

pytestmark = pytest.mark.extended


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    with opened() as found:
        yield found


@pytest.fixture(scope="module")
def root(path: str) -> Iterator[str]:
    """A sandbox with tasks, a fault and some requests to show."""
    app = create_app(simulation=Simulation(Clock(START), seed=7), control=True, faults=["malformed-field"])
    with serving(app) as url:
        for token in (TOKEN, "user:2-wrong"):
            httpx.get(root_of(url) + path, headers={"Authorization": f"Bearer {token}"})
        yield root_of(url)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375, 320])
def test_axe_finds_nothing_and_nothing_stands_out(width: int, dark: bool, window: Window, root: str) -> None:
    window.open(f"{root}/", width=width, dark=dark)
    assert window.run("setTimeout(() => arguments[0](document.querySelectorAll('#tasks tbody tr').length), 1000)") > 0
    assert audit(window) == []
    assert window.run("arguments[0](document.scrollingElement.scrollWidth - innerWidth)") <= 0
