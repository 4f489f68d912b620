"""Whether a document can be served, found before anything is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scripts.document import METHODS, DocumentError, Operation, pointer_of, resolve
from scripts.references import check_references
from scripts.sandbox.contract import Contract, served_path
from scripts.sandbox.local import localised
from scripts.sandbox.response import Response


def checked(document: Mapping[str, Any]) -> Contract:
    """The contract of ``document``. Raises DocumentError, one line with the place, for what cannot be served."""
    if not str(document.get("openapi", "")).startswith("3.1"):
        raise DocumentError(f"the sandbox reads OpenAPI 3.1, and this is {document.get('openapi', 'none')}")
    if not isinstance(document.get("info"), Mapping):
        raise DocumentError("#/info: it is missing, or no object")
    if not isinstance(document.get("paths", {}), Mapping):
        raise DocumentError("#/paths: it is no object")
    for path, item in document.get("paths", {}).items():
        if not str(path).startswith("x-"):
            _check_item(document, str(path), item)
    served_path(document)
    local = localised(document)
    check_references(local)
    contract = Contract(local)
    for endpoint in contract:
        for response in endpoint.responses.values():
            _check_response(endpoint.operation, response)
    return contract


def _check_item(document: Mapping[str, Any], path: str, item: Any) -> None:
    place = pointer_of(["paths", path])
    item = _resolved(document, item, place)
    if not isinstance(item, Mapping):
        raise DocumentError(f"#{place}: it is no object")
    for method, operation in item.items():
        if method not in METHODS:
            continue
        if not isinstance(operation, Mapping):
            raise DocumentError(f"#{place}/{method}: it is no object")
        responses = operation.get("responses")
        if not isinstance(responses, Mapping) or all(str(status).startswith("x-") for status in responses):
            raise DocumentError(f"#{place}/{method}/responses: there is none, so there is nothing to answer")
        for status, response in responses.items():
            where = place + pointer_of([method, "responses", str(status)])
            if str(status).startswith("x-"):
                continue
            if not re.fullmatch("[1-9][0-9]{2}|[1-5]XX|default", str(status)):
                raise DocumentError(f"#{where}: it is no status")
            if not isinstance(_resolved(document, response, where), Mapping):
                raise DocumentError(f"#{where}: it is no object")


def _check_response(operation: Operation, response: Response) -> None:
    where = pointer_of(["paths", operation.path, operation.method.lower(), "responses", response.key])
    try:
        # Both are made when they are first asked for, which is too late.
        _ = response.headers, [(one.schema, one.examples) for one in response.representations]
    except Exception as error:
        raise DocumentError(f"#{where}: cannot be served: {_line(error)}") from None


def _resolved(document: Mapping[str, Any], node: Any, where: str) -> Any:
    try:
        return resolve(document, node)
    except Exception as error:
        raise DocumentError(f"#{where}: {_line(error)}") from None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
