"""What axe-core finds on a page."""

from __future__ import annotations

from typing import Any

from contract_tests.browser import Window
from scripts.document import ROOT

AXE = ROOT / "scripts" / "publish" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
AUDIT = """
const done = arguments[0];
axe.run(document, { resultTypes: ["violations"] }).then((found) => done(found.violations
  .map((one) => [one.id, one.impact, one.nodes.map((node) => node.html)])));
"""


def audit(window: Window) -> list[Any]:
    """Each finding, of whatever severity: its rule, its impact and the elements."""
    # Evaluated by the driver, which no policy of the page binds.
    window.driver.execute_script(AXE.read_text(encoding="utf-8"))
    found: list[Any] = window.run(AUDIT)
    return found
