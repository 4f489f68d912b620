"""Can text that anybody wrote steer a terminal, break a line or command a workflow?"""

import unicodedata

import pytest

from scripts.telling import excerpt, told


@pytest.mark.parametrize(
    "character",
    [
        "\n",
        "\r",
        "\x1b",
        "\x07",
        "\x00",
        "\x7f",
        "\x85",
        "\x9b",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ud800",
    ],
    ids=lambda character: f"{ord(character):04x}",
)
def test_character_that_steers_is_replaced_and_the_rest_is_left(character: str) -> None:
    assert told(f"before{character}after") == "before\ufffdafter"


@pytest.mark.parametrize("text", ["plain", "a b", "müller", "名前", "👩\u200d💻", "50 %", "code :: within", "C++"])
def test_text_for_people_is_left_alone(text: str) -> None:
    assert told(text) == text


def test_nothing_told_is_more_than_a_line_or_holds_a_control() -> None:
    line = told("".join(map(chr, range(0x3000))))
    assert len(line.splitlines()) == 1
    assert {unicodedata.category(character) for character in line}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


@pytest.mark.parametrize("text", ["::error::x", "  ::set-env name=a::b", "\t::stop::x", "a ##[error]x", "##[group]"])
def test_command_of_a_workflow_is_none(text: str) -> None:
    line = told(text)
    assert not line.lstrip().startswith("::")
    assert "##[" not in line


@pytest.mark.parametrize(
    ("text", "expected"), [("short", "short"), ("exactly8", "exactly8"), ("rather long", "rather …")]
)
def test_excerpt_is_no_longer_than_asked(text: str, expected: str) -> None:
    assert excerpt(text, 8) == expected
