"""Do the client's README's Python snippets run?"""

from __future__ import annotations

import re

import httpx
import pytest
import respx

from scripts.document import ROOT, base_url, load, operations

README = ROOT / "generated/kling_scheduler/README.md"
SNIPPETS = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_there_are_snippets() -> None:
    assert SNIPPETS


@pytest.mark.parametrize("status", [200, 401, 596])
@pytest.mark.parametrize("snippet", SNIPPETS)
def test_the_snippet_runs_whatever_the_status(snippet: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USEAPI_TOKEN", "t")
    monkeypatch.delenv("USEAPI_BASE_URL", raising=False)
    document = load()
    with respx.mock(assert_all_called=False) as router:
        for operation in operations(document):
            router.request(operation.method, base_url(document) + operation.path).mock(
                return_value=httpx.Response(status, json=[])
            )
        exec(compile(snippet, "README.md", "exec"), {})
