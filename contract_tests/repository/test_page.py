"""Does the document say what the vendor's page says?"""

from typing import Any

import pytest

from contract_tests.repository import page
from scripts.document import Operation, base_url, load, operations, resolve

DOCUMENT = load()
OPERATION = next(operations(DOCUMENT))
JSON = "application/json"
# The page's model is TypeScript, which has one type for every number.
PAGE_TYPE = {"integer": "number", "number": "number", "string": "string"}


def media(operation: Operation, status: str) -> dict[str, Any]:
    content: dict[str, Any] = dict(operation.responses[status]["content"])
    return dict(content[JSON])


def unmasked(value: Any) -> Any:
    """Leave out the e-mail addresses, which the page masks."""
    if isinstance(value, list):
        return [unmasked(item) for item in value]
    return {name: member for name, member in value.items() if name != "email"}


def test_url_and_method_are_the_pages() -> None:
    assert (OPERATION.method, base_url(DOCUMENT) + OPERATION.path) == (page.METHOD, page.URL)


def test_request_header_is_the_pages() -> None:
    (requirement,) = OPERATION.security
    (name,) = requirement
    scheme = DOCUMENT["components"]["securitySchemes"][name]
    assert ("Authorization", scheme["scheme"].capitalize()) == page.REQUEST_HEADER


def test_statuses_are_the_pages_and_no_others() -> None:
    assert set(OPERATION.responses) == set(page.EXAMPLES)


def test_model_has_the_pages_fields_and_types() -> None:
    schema = resolve(DOCUMENT, media(OPERATION, "200")["schema"]["items"])
    assert {name: PAGE_TYPE[field["type"]] for name, field in schema["properties"].items()} == page.MODEL


def test_no_field_of_the_model_is_required() -> None:
    schema = resolve(DOCUMENT, media(OPERATION, "200")["schema"]["items"])
    assert "required" not in schema


@pytest.mark.parametrize("status", page.EXAMPLES)
def test_first_example_is_the_pages(status: str) -> None:
    first = next(iter(media(OPERATION, status)["examples"].values()))
    assert unmasked(first["value"]) == page.EXAMPLES[status]


def test_code_samples_are_the_pages_three() -> None:
    assert tuple(sample["label"] for sample in OPERATION.raw["x-codeSamples"]) == page.CODE_SAMPLES
