"""The first case of each documented answer that has none: what the document itself gives as an example."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from scripts.cases.headers import media_type
from scripts.cases.on_file import absent, exchange_of, on_file
from scripts.cases.requests import NOTHING, RequestError, example
from scripts.document import BODILESS, Operation
from scripts.mutants.candidates import concrete, required_headers, unsent
from scripts.mutants.pins import Pin, shared_of


def first_cases(document: Mapping[str, Any], folder: Path) -> list[Pin]:
    """A lawful case for each answer without one of which the document shows a body, or says that there is none.

    Raises RecordingError for a file in ``folder`` that cannot be used.
    """
    found: list[Pin] = []
    for operation, key in absent(document, on_file(document, folder)):
        status = concrete(key, operation.responses)
        case = _case(operation, key, status)
        try:
            if case is not None:
                exchange_of(operation, status, case, shared_of(folder, operation.id))
                found.append(Pin(operation.id, "lawful", f"{status}-as-documented", case))
        except RequestError:
            continue  # its request needs what the document does not tell
    return found


def _case(operation: Operation, key: str, status: int) -> dict[str, Any] | None:
    response = operation.responses[key]
    case: dict[str, Any] = {}
    if status == HTTPStatus.UNAUTHORIZED and (sent := unsent(operation)):
        case["request"] = sent
    headers = required_headers(operation, status)
    content: Mapping[str, Any] = response.get("content", {})
    if content and status not in BODILESS:
        shown = {name: example(operation, media) for name, media in content.items()}
        name = next((one for one, value in shown.items() if value is not NOTHING), None)
        if name is None:
            return None
        if media_type(content) is None or media_type({name: {}}) != media_type(content):
            headers["Content-Type"] = name
        case["text" if isinstance(shown[name], str) and "json" not in name else "body"] = shown[name]
    return {**case, **({"headers": headers} if headers else {})}
