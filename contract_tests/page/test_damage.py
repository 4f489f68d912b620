"""Is any text whatever read without a traceback, and in time?"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_tests.page.dress import DRESSES, OPERATION, Page, held, on_file, page, plain, reading, theme
from scripts.judge.page.judging import judged
from scripts.judge.page.source import LARGEST, Source

Dress = Callable[[Page], str]
PAGES = {name: dress(page()) for name, dress in DRESSES.items()}
# What parsers of HTML, JSON and TypeScript stumble over.
PIECES = st.sampled_from(
    [
        *[
            "<",
            ">",
            "</",
            "<!--",
            "-->",
            "<![CDATA[",
            "<![if",
            "<!",
            "<?",
            "&#xD800;",
            "&#99999999;",
            "&",
            "<pre>",
            "</pre>",
            "<main>",
            "</main>",
            "</div>",
            "<script>",
        ],
        *["{", "}", "[", "]", '"', "'", "`", "//", "/*", "*/", ":", ",", "\\", "#", "~", "5XX", "1e999", "id:"],
        *("\n", "\r", "\0", "\u2028", "\ud800", "\u202e", "200 OK", "curl ", "{[" * 60, "9" * 5000),
    ]
)
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 300), st.one_of(PIECES, st.text(max_size=8))), min_size=1, max_size=6
)
FEW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(dress=st.sampled_from(sorted(PAGES)), changes=CHANGES)
def test_damaged_page_is_judged(dress: str, changes: list[tuple[float, int, str]]) -> None:
    text = PAGES[dress]
    for where, length, piece in changes:
        at = int(where * len(text))
        text = text[:at] + piece + text[at + length :]
    found = held(text)
    assert 0 <= found.standing <= found.total
    assert found.standing == found.total or found.differences


@FEW
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    reading(text)
    reading(f"<main>{text}")


@FEW
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_judged_or_refused(content: bytes) -> None:
    facts = on_file()
    for given_bytes in (content, PAGES["theme"].encode()[:4000] + content):
        found = judged(OPERATION, facts, "page", lambda given_bytes=given_bytes: Source("page", given_bytes))  # type: ignore[misc]
        assert (found.held is None) == bool(found.unread)


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_page_that_is_cut_off_is_not_well(dress: str, share: float) -> None:
    text = PAGES[dress]
    if dress != "plain":
        text = text[: text.index("</main>") if "</main>" in text else text.index("</main")]
    text = text[: int(len(text) * share)]
    found = judged(OPERATION, on_file(), "page", lambda: Source("page", text.encode()))
    assert found.unread or (found.held and found.held.findings)


@pytest.mark.parametrize(
    "piece",
    [
        *[
            "<a>",
            "</a>",
            "<b></i>",
            "<!--",
            "<pre>{",
            "{",
            "}",
            '"',
            "//",
            "/*",
            "x",
            "&lt;",
            "`",
            "<td>",
            "id:",
            "https://a.b/",
        ],
        *("[]\n", "{\n", "curl \n", "1. a\n", "a: b\n", "- \n", "200 OK\n", "Curl\n{", "a " * 40 + "\n"),
        *("id: number\n", "{ // a\nb: {\n", "<p data-x='", "a@", "a, ", "April 1, 2025 ", "<!-- x"),
    ],
)
@pytest.mark.parametrize("dress", [plain, theme], ids=["plain", "theme"])
@pytest.mark.extended
def test_largest_page_is_read_in_time(piece: str, dress: Dress) -> None:
    text = dress(page()).replace("currently", "currently " + piece * (LARGEST // 40 // len(piece)))
    started = time.monotonic()
    held(text)
    # A fortieth of the largest page, where one that is slower with the square of its size takes hours for all of it.
    assert time.monotonic() - started < 4
