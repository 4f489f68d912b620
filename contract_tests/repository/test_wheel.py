"""Is it the installed wheel that is tested, and does it hold what it should?"""

from importlib.metadata import distribution
from pathlib import Path

import kling_scheduler

from scripts.document import ROOT, load

INSTALLED = Path(kling_scheduler.__file__).parent
PACKAGE = ROOT / "generated" / "kling_scheduler"


def test_package_comes_from_an_installation() -> None:
    assert "site-packages" in INSTALLED.parts
    assert not INSTALLED.is_relative_to(PACKAGE)


def test_wheel_holds_the_whole_generated_package() -> None:
    shipped, generated = (
        {str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix in {".py", ".typed"}}
        for folder in (INSTALLED, PACKAGE)
    )
    assert "py.typed" in shipped
    assert shipped == generated


def test_version_is_the_contracts() -> None:
    assert distribution("kling-scheduler").version == load()["info"]["version"]


def test_oldest_python_is_3_11() -> None:
    assert distribution("kling-scheduler").metadata["Requires-Python"] == ">=3.11"
