"""Which patterns are read, and which are refused rather than read wrong?"""

from __future__ import annotations

import pytest

from scripts.regular.syntax import DEEPEST, Ahead, Edge, Repeat, Sequence, Set, UnsupportedError, parsed
from scripts.regular.terms import both, shortest
from scripts.regular.texts import matching


def only(pattern: str) -> object:
    """The only part of a pattern."""
    tree = parsed(pattern)
    assert isinstance(tree, Sequence)
    (part,) = tree.parts
    return part


def points(*texts: str) -> Set:
    """A set of these characters, a range by its two ends."""
    return Set(tuple((ord(text[0]), ord(text[-1])) for text in texts))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a", points("a")),
        ("[a-c]", points("ac")),
        ("[a-cb-d]", points("ad")),
        ("[a-]", points("-", "a")),
        ("[-a]", points("-", "a")),
        (r"[\b]", points("\b")),
        (r"\t", points("\t")),
        (r"\0", points("\0")),
        (r"\cJ", points("\n")),
        (r"\x41", points("A")),
        (r"\u0041", points("A")),
        (r"\u{1F600}", points("\U0001f600")),
        (r"\.", points(".")),
        (r"\d", points("09")),
        ("a{2}", Repeat(points("a"), 2, 2)),
        ("a{2,}", Repeat(points("a"), 2, None)),
        ("a{2,3}?", Repeat(points("a"), 2, 3)),
        ("a*?", Repeat(points("a"), 0, None)),
        ("^", Edge(begins=True)),
        ("(?=a)", Ahead(parsed("a"), True)),
        ("(?!a)", Ahead(parsed("a"), False)),
        ("(?:a)", parsed("a")),
        ("(?<name>a)", parsed("a")),
    ],
)
def test_pattern_is_read(pattern: str, expected: object) -> None:
    assert only(pattern) == expected


def test_category_may_be_named_in_full() -> None:
    assert parsed(r"\p{Nd}") == parsed(r"\p{General_Category=Nd}")


@pytest.mark.parametrize("pattern", [r"\D", r"\W", r"\S", r"\P{Lu}", "[^a]"])
def test_what_a_set_leaves_out_is_all_but_it(pattern: str) -> None:
    taken, rest = only(pattern), only({"[^a]": "a"}.get(pattern, pattern.swapcase().replace("lU", "Lu")))
    assert isinstance(taken, Set)
    assert isinstance(rest, Set)
    assert not any(low <= high_ and low_ <= high for low, high in taken.ranges for low_, high_ in rest.ranges)


@pytest.mark.parametrize(
    "pattern",
    [
        "a)",
        "(a",
        "(?",
        "(?<=a)",
        "(?<!a)",
        "(?i)a",
        "[a",
        "[",
        "\\",
        "*a",
        "+",
        "{2}",
        "a{x}",
        "a{2",
        "a{,3}",
        "^*",
        "(?=a)+",
        "[\\d-z]",
        "[z-a]",
        r"\1",
        r"\k<name>",
        r"\B",
        r"\b",
        r"\00",
        r"\c1",
        r"\xZZ",
        r"\u12",
        r"\u1_23",
        r"\u{1234567}",
        r"\u{}",
        r"\ud800",
        r"\p",
        r"\p{",
        r"\p{NoSuch}",
        "(" * (DEEPEST + 2) + ")" * (DEEPEST + 2),
    ],
)
def test_pattern_that_is_not_read_is_refused(pattern: str) -> None:
    with pytest.raises(UnsupportedError):
        parsed(pattern)


@pytest.mark.parametrize(
    ("pattern", "taken", "refused"),
    [
        ("(?=a)^ab", ["ab", "abc"], ["b", "ba", "cab"]),
        ("a$$", ["a", "ba"], ["ab"]),
        ("^a|b$", ["ax", "xb"], ["xa"]),
        ("a|^b", ["xa", "b"], ["xb"]),
    ],
)
def test_texts_in_which_a_pattern_is_found(pattern: str, taken: list[str], refused: list[str]) -> None:
    for texts, found in ((taken, True), (refused, False)):
        for text in texts:
            alone = matching("^" + "".join(f"[{sign}]" for sign in text) + "$")
            assert (shortest(both(alone, matching(pattern))) is not None) is found, text


@pytest.mark.parametrize(
    "pattern", ["a^b", "^^a", "^(a|^b)", "(?!^a)^.", "(^a){2}", "(?=^a)b", "(?:a(?=b)){2}", "a" * 5001]
)
def test_pattern_with_a_beginning_in_the_middle_is_not_understood(pattern: str) -> None:
    with pytest.raises(UnsupportedError):
        matching(pattern)
