"""What the generated client makes of a document, as far as it goes over the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from scripts.document import DOCUMENT

Shape = tuple[str, ...]


def client_of(document: Mapping[str, Any]) -> set[Shape] | None:
    """Calls and models with their fields, types and what is required; None when no client can be generated."""
    config = Config.from_sources(
        ConfigFile(),
        MetaType.NONE,
        document_source=DOCUMENT,
        file_encoding="utf-8",
        overwrite=False,
        output_path=Path("unused"),
    )
    data = GeneratorData.from_dict(dict(document), config=config)
    if isinstance(data, GeneratorError):
        return None
    shapes: set[Shape] = set()
    for collection in data.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            shapes |= _call(endpoint)
    for model in data.models:
        name = model.class_info.name
        properties = [
            *(getattr(model, "required_properties", None) or []),
            *(getattr(model, "optional_properties", None) or []),
        ]
        shapes |= {("model", name), *_fields(f"model {name}", properties)}
    return shapes


def _call(endpoint: Endpoint) -> set[Shape]:
    call = f"{endpoint.method} {endpoint.path.get_untrusted_value()}"
    shapes: set[Shape] = {("call", call, str(endpoint.requires_security))}
    for place in ("path_parameters", "query_parameters", "header_parameters", "cookie_parameters"):
        shapes |= _fields(f"{call} {place}", getattr(endpoint, place))
    for body in endpoint.bodies:
        shapes.add((call, "body", body.content_type.get_untrusted_value(), *_type(body.prop)))
    return shapes


def _fields(holder: str, properties: Iterable[PropertyProtocol]) -> set[Shape]:
    return {(holder, one.name.get_untrusted_value(), *_type(one)) for one in properties}


def _type(one: PropertyProtocol) -> Shape:
    return one.get_type_string().as_unembedded_code(), str(one.required)
