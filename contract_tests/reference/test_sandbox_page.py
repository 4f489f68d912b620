"""Does Try It on the sandbox's page ask the sandbox, with its token filled in?"""

from __future__ import annotations

import json

import pytest

from contract_tests.browser import Window
from contract_tests.reference.conftest import SEND
from scripts.document import base_path, load

pytestmark = pytest.mark.extended


@pytest.mark.parametrize(("token", "kind", "status"), [(None, "success", "200"), ("user:2-wrong", "refusal", "401")])
def test_answer_is_shown(token: str | None, kind: str, status: str, window: Window, url: str) -> None:
    root = url.removesuffix(base_path(load()))
    window.open(f"{root}/reference")
    found = window.run(SEND, token)
    assert (found[0], status in found[1], bool(json.loads(found[2]))) == (kind, True, True)
    assert [one for one in window.requested() if not one.startswith((root, "data:"))] == []
    assert [line for line in window.complaints() if "401" not in line] == []
