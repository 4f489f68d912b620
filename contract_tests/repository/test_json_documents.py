"""Is a document in JSON what the same in YAML is, read quickly or not?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.document import DocumentError, load, load_yaml


def held(text: str, folder: Path) -> Any:
    path = folder / "a.json"
    path.write_text(text, encoding="utf-8")
    return load_yaml(path)


def test_contract_is_the_same_in_both(tmp_path: Path) -> None:
    assert held(json.dumps(load()), tmp_path) == load()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1, "b": [1.5, true, null, "2025-04-18"]}', {"a": 1, "b": [1.5, True, None, "2025-04-18"]}),
        ('{"a": "\\u00fc\\/"}', {"a": "ü/"}),
        ('{"a": 12345678901234567890}', {"a": 12345678901234567890}),
        # Beyond JSON, and YAML all the same.
        ("{a: 1, }", {"a": 1}),
        ('{"a": NaN}', {"a": "NaN"}),
        ('{"a": 1} # said', {"a": 1}),
    ],
)
def test_value_is_that_of_the_text(text: str, value: Any, tmp_path: Path) -> None:
    assert held(text, tmp_path) == value


@pytest.mark.parametrize(
    ("text", "said"), [('{\n"a": 1,\n"a": 2}', ':3: not YAML: found duplicate key "a"'), ('{"a"', "not YAML")]
)
def test_what_is_wrong_is_told_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as told:
        held(text, tmp_path)
    assert said in str(told.value)
