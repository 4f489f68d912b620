"""What the templates say about a document beyond what the generator tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from openapi_python_client.config import Config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.responses import Response
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import pascal_case

from scripts.document import DocumentError, Operation, base_url, operations

TOKEN_VARIABLE = "USEAPI_TOKEN"  # noqa: S105  the variable's name
BASE_URL_VARIABLE = "USEAPI_BASE_URL"
# What every model has, whatever its schema.
MODEL_ATTRIBUTES = ("malformed",)
BODY_CLASSES = {"response.json()": "JsonBody", "response.text": "TextBody", "response.content": "BytesBody"}
PLAIN_TYPES: dict[str | None, str] = {"TextBody": "str", "BytesBody": "bytes"}
RANGES = {4: "ClientError", 5: "ServerError"}


@dataclass(frozen=True)
class DocumentedAnswer:
    """One response of an operation, in the words of the generated code."""

    status: str
    condition: str | None
    description: str
    success: bool
    error: str
    type: str
    body: str | None
    body_class: str | None


@dataclass
class ErrorClass:
    """An exception class for one documented error status, over all operations."""

    name: str
    statuses: str
    descriptions: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The type of its parsed body."""
        return " | ".join(self.types)


def context(openapi: GeneratorData, document: Mapping[str, Any], config: Config) -> dict[str, Any]:
    """The templates' further globals. Raises DocumentError for what the templates cannot express."""
    described = {(operation.path, operation.method): operation for operation in operations(document)}
    endpoints = [one for collection in openapi.endpoint_collections_by_tag.values() for one in collection.endpoints]
    for endpoint in endpoints:
        for body in endpoint.bodies:
            if body.body_type != "json" or len(endpoint.bodies) > 1:
                raise DocumentError(f"{endpoint.name}: the client can send a request body of one JSON type, no other")
    classes = error_classes(endpoints)
    taken = {error.name for error in classes}.intersection(model.class_info.name for model in openapi.models)
    if taken:
        raise DocumentError(f"the schema {min(taken)} has the name of an exception class: give it another")
    for model in openapi.models:
        for prop in [*(model.required_properties or ()), *(model.optional_properties or ())]:
            if prop.python_name in MODEL_ATTRIBUTES:
                prop.set_python_name(UntrustedString(f"{config.field_prefix}{prop.python_name}"), config)
    return {
        "server_url": base_url(document),
        "token_variable": TOKEN_VARIABLE,
        "base_url_variable": BASE_URL_VARIABLE,
        "error_classes": classes,
        "error_imports": _imports(endpoints),
        "answers_of": answers_of,
        "union_of": union_of,
        "python_type": python_type,
        "operation_of": lambda endpoint: _operation(endpoint, described, document),
    }


def python_types(code: str) -> str:
    """Annotations of the generator's own, with the types that the models use."""
    return code.replace("datetime.datetime", "AwareDatetime")


def python_type(prop: PropertyProtocol) -> str:
    """The annotation of a property."""
    return python_types(prop.get_type_string().as_unembedded_code())


def answers_of(endpoint: Endpoint) -> list[DocumentedAnswer]:
    """The documented answers of an operation in the order in which they are tried."""
    return [_answer(response) for response in endpoint.responses]


def union_of(answers: Iterable[DocumentedAnswer]) -> str:
    """The annotation of what any one of ``answers`` holds."""
    kinds = list(dict.fromkeys(answer.type for answer in answers))
    return " | ".join(sorted(kinds, key=lambda kind: kind == "None")) or "NoReturn"


def error_classes(endpoints: Iterable[Endpoint]) -> list[ErrorClass]:
    """An exception class for each documented status that is no success, by name."""
    classes: dict[str, ErrorClass] = {}
    for answer in (answer for endpoint in endpoints for answer in answers_of(endpoint)):
        if answer.success or answer.error == "UnexpectedStatus":
            continue
        known = classes.setdefault(answer.error, ErrorClass(answer.error, answer.status))
        for value, values in ((answer.description, known.descriptions), (answer.type, known.types)):
            if value not in values:
                values.append(value)
    return [classes[name] for name in sorted(classes)]


def _imports(endpoints: Iterable[Endpoint]) -> list[str]:
    """The imports that the annotations of all exceptions need."""
    props = [response.prop for endpoint in endpoints for response in endpoint.responses]
    return sorted({line for prop in props for line in prop.get_imports(prefix=".") | prop.get_lazy_imports(prefix=".")})


def _answer(response: Response) -> DocumentedAnswer:
    code = response.status_code
    first, last = code.range or (0, 999)
    body_class = BODY_CLASSES.get(response.source["attribute"])
    description = getattr(response.data, "description", None)
    return DocumentedAnswer(
        status=code.pattern,
        condition=None
        if code.range is None
        else f"answer.status_code == {first}"
        if first == last
        else f"{first} <= answer.status_code <= {last}",
        description=description.get_untrusted_value() if description else code.pattern,
        success=first // 100 == 2,
        error=_error_name(code.range),
        type={"JsonBody": python_type(response.prop), "TextBody": "str", "BytesBody": "bytes"}.get(
            body_class or "", "None"
        ),
        body=f"_BODY_{code.pattern.upper()}" if body_class else None,
        body_class=body_class,
    )


def _error_name(code_range: tuple[int, int] | None) -> str:
    if code_range is None:
        return "UnexpectedStatus"
    first, last = code_range
    if first != last:
        return RANGES.get(first // 100, f"Status{first // 100}XX")
    try:
        return pascal_case(HTTPStatus(first).phrase.replace("'", ""))
    except ValueError:
        return f"Status{first}"


def _operation(
    endpoint: Endpoint, described: Mapping[tuple[str, str], Operation], document: Mapping[str, Any]
) -> dict[str, str]:
    names = {parameter.python_name: parameter.name.get_untrusted_value() for parameter in endpoint.path_parameters}
    path = endpoint.path.get_untrusted_value()
    for python_name, name in names.items():
        path = path.replace(f"{{{python_name}}}", f"{{{name}}}")
    operation = described[path, endpoint.method.upper()]
    media_types = dict.fromkeys(
        media_type for response in operation.responses.values() for media_type in response.get("content", {})
    )
    docs = operation.raw.get("externalDocs") or document.get("externalDocs") or {}
    return {
        "id": operation.id,
        "method": operation.method,
        "path": path,
        "accept": ", ".join(media_types) or "*/*",
        "url": docs.get("url", ""),
    }
