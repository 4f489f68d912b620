"""The last requests, and what the document says to each."""

from __future__ import annotations

from collections import deque
from typing import Any, NamedTuple

from scripts.sandbox.contract import Contract
from scripts.sandbox.messages import Answer, Request

MOST_KEPT = 50
MOST_SHOWN = 200  # characters of a path or a reason


class Entry(NamedTuple):
    """A request and its answer, without anything that may carry a token."""

    number: int
    method: str
    path: str
    answer: Answer
    milliseconds: float


class Journal:
    """Remembers the last requests to the API; what the document says to them is worked out when somebody asks."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=MOST_KEPT)
        self._count = 0

    def keep(self, request: Request, answer: Answer, milliseconds: float) -> None:
        """Remember one more, and forget the oldest."""
        self._count += 1
        self._entries.appendleft(Entry(self._count, request.method, request.path, answer, milliseconds))

    def told(self, contract: Contract) -> list[dict[str, Any]]:
        """The last requests as the control interface lists them, the newest first."""
        return [
            {
                "number": entry.number,
                "method": entry.method[:20],
                "path": entry.path[:MOST_SHOWN],
                "status": entry.answer.status,
                "milliseconds": round(entry.milliseconds, 1),
                **_judged(contract, entry),
            }
            for entry in self._entries
        ]


def _judged(contract: Contract, entry: Entry) -> dict[str, Any]:
    """Whether the document has such an answer, and what it says of it."""
    answer = entry.answer
    documented = None
    found = contract.find(entry.path)
    if found is not None and not answer.is_own:
        methods = found[0]
        endpoint = methods.get(entry.method) or (methods.get("GET") if entry.method == "HEAD" else None)
        documented = None if endpoint is None else endpoint.operation.response_for(answer.status)
    if documented is None:
        says = [answer.note or f"the document has no {answer.status} here"]
    else:
        says = [str(documented[1].get("description") or f"documented as {documented[0]}").strip(), answer.note]
    return {"documented": documented is not None, "says": " ".join(filter(None, says))[: 2 * MOST_SHOWN]}
