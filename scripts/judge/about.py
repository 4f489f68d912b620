"""What a verdict is about: which server, which contract, when, for how long, and by which version of the judge."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from scripts.document import DOCUMENT, load

# Counts changes of what is checked or how it is told.
JUDGE = "2"


@dataclass
class About:
    """``server`` is a base URL, or what was judged instead. ``seconds`` is set when the run is over.

    ``contract`` is the version of the ``document``, and ``sha256`` its hash.
    """

    server: str = ""
    document: Path = DOCUMENT
    contract: str = ""
    sha256: str = ""
    judge: str = JUDGE
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    seconds: float = 0.0
    _started: float = field(default_factory=time.monotonic, repr=False)

    def finish(self) -> None:
        """Note how long it took."""
        self.seconds = round(time.monotonic() - self._started, 1)

    def line(self) -> str:
        """All of it in one line."""
        day = self.began.strftime("%Y-%m-%d %H:%M:%S UTC")
        contract = f", contract {self.contract} ({self.sha256[:12]})" if self.contract else ""
        return f"judged: {self.server} on {day}, {self.seconds:g} s{contract}, judge {self.judge}"


def about(server: str, document: Path = DOCUMENT) -> About:
    """What a verdict on ``server`` that begins now is about."""
    version = str(load(document).get("info", {}).get("version", ""))
    return About(server, document, version, hashlib.sha256(document.read_bytes()).hexdigest())
