"""Whether a document can be compared at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jsonschema_rs
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing.exceptions import Unresolvable

from scripts.document import DocumentError, pointer_of


def check(name: str, document: Mapping[str, Any]) -> None:
    """Raise DocumentError, with the place, unless ``document`` is valid OpenAPI 3.1; ``name`` tells it apart."""
    if not str(document.get("openapi")).startswith("3.1."):
        raise DocumentError(f"{name}: openapi is {document.get('openapi')}: only documents of 3.1 are compared")
    try:
        for error in OpenAPIV31SpecValidator(dict(document)).iter_errors():
            raise DocumentError(f"{name}: #{pointer_of(list(error.absolute_path))}: {_line(error.message)}")
    except Unresolvable as error:
        raise DocumentError(f"{name}: reference {error.ref!r} leads nowhere") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # The validator takes some shapes for granted.
        raise DocumentError(f"{name}: it is no OpenAPI document: {_line(str(error))}") from None
    for model, schema in document.get("components", {}).get("schemas", {}).items():
        check_schema(f"{name}: #{pointer_of(['components', 'schemas', model])}", schema)


def check_schema(place: str, schema: Any) -> None:
    """Raise DocumentError, with the place, unless ``schema`` is a JSON Schema."""
    try:
        jsonschema_rs.meta.validate(schema)
    except (jsonschema_rs.ValidationError, ValueError, TypeError) as error:
        raise DocumentError(f"{place}: it is no JSON Schema: {_line(str(error))}") from None


def _line(text: str) -> str:
    return " ".join(text.strip().splitlines()[:1])
