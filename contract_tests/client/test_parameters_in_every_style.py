"""Is a parameter written as OpenAPI 3.1's own table of styles has it?"""

from __future__ import annotations

from typing import Any

import pytest
from kling_scheduler._wire import Parameter, ask, form
from msgspec import UNSET

LIST: list[Any] = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


def path(style: str, value: object, *, explode: bool = False) -> str:
    """What stands in a path for its only parameter."""
    request = ask("op", "GET", "/x/{color}", "*/*", segments=[Parameter("color", value, style, explode)])
    return request.path.removeprefix("/x/")


def query(style: str, value: object, *, explode: bool = False, reserved: bool = False) -> str:
    """What stands behind the question mark."""
    parameter = Parameter("color", value, style, explode, reserved)
    return ask("op", "GET", "/x", "*/*", query=[parameter]).path.removeprefix("/x").removeprefix("?")


def header(style: str, value: object, *, explode: bool = False) -> str | None:
    """The header, or None."""
    return ask("op", "GET", "/x", "*/*", headers=[Parameter("X-C", value, style, explode)]).headers.get("X-C")


def cookie(style: str, value: object, *, explode: bool = False) -> str | None:
    """The header of cookies, or None."""
    return ask("op", "GET", "/x", "*/*", cookies=[Parameter("color", value, style, explode)]).headers.get("Cookie")


@pytest.mark.parametrize(
    ("style", "explode", "value", "written"),
    [
        ("simple", False, "blue", "blue"),
        ("simple", False, LIST, "blue,black,brown"),
        ("simple", True, LIST, "blue,black,brown"),
        ("simple", False, OBJECT, "R,100,G,200,B,150"),
        ("simple", True, OBJECT, "R=100,G=200,B=150"),
        ("label", False, "blue", ".blue"),
        ("label", False, LIST, ".blue,black,brown"),
        ("label", True, LIST, ".blue.black.brown"),
        ("label", False, OBJECT, ".R,100,G,200,B,150"),
        ("label", True, OBJECT, ".R=100.G=200.B=150"),
        ("matrix", False, "blue", ";color=blue"),
        ("matrix", False, LIST, ";color=blue,black,brown"),
        ("matrix", True, LIST, ";color=blue;color=black;color=brown"),
        ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
        ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
        ("content", False, OBJECT, "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"),
        ("simple", False, True, "true"),
        ("simple", False, "a/b?c", "a%2Fb%3Fc"),
        ("simple", False, "..", "%2E%2E"),
        ("simple", False, ".", "%2E"),
    ],
)
def test_path(style: str, explode: bool, value: object, written: str) -> None:
    assert path(style, value, explode=explode) == written


@pytest.mark.parametrize(
    ("style", "explode", "value", "written"),
    [
        ("form", True, "blue", "color=blue"),
        ("form", False, LIST, "color=blue,black,brown"),
        ("form", True, LIST, "color=blue&color=black&color=brown"),
        ("form", False, OBJECT, "color=R,100,G,200,B,150"),
        ("form", True, OBJECT, "R=100&G=200&B=150"),
        ("form", True, {"R": [1, 2], "G": None}, "R=1&R=2"),
        ("form", False, [], ""),
        ("form", True, [], ""),
        ("spaceDelimited", False, LIST, "color=blue%20black%20brown"),
        ("pipeDelimited", False, LIST, "color=blue%7Cblack%7Cbrown"),
        ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        ("deepObject", True, {"R": [1, 2]}, "color%5BR%5D=1&color%5BR%5D=2"),
        ("content", False, {"a": [1]}, "color=%7B%22a%22%3A%5B1%5D%7D"),
        ("form", True, [{"a": 1}, None, False], "color=%7B%22a%22%3A1%7D&color=&color=false"),
        ("form", True, UNSET, ""),
        ("form", True, None, ""),
    ],
)
def test_query(style: str, explode: bool, value: object, written: str) -> None:
    assert query(style, value, explode=explode) == written


def test_query_may_hold_reserved_characters() -> None:
    assert query("form", "a/b?c&d", reserved=True) == "color=a/b?c%26d"
    assert query("form", "a/b?c&d") == "color=a%2Fb%3Fc%26d"


@pytest.mark.parametrize(
    ("style", "explode", "value", "written"),
    [
        ("simple", False, "blue", "blue"),
        ("simple", False, LIST, "blue,black,brown"),
        ("simple", False, OBJECT, "R,100,G,200,B,150"),
        ("simple", True, OBJECT, "R=100,G=200,B=150"),
        ("content", False, OBJECT, '{"R":100,"G":200,"B":150}'),
        ("simple", False, None, None),
    ],
)
def test_header(style: str, explode: bool, value: object, written: str | None) -> None:
    assert header(style, value, explode=explode) == written


@pytest.mark.parametrize(
    ("style", "explode", "value", "written"),
    [
        ("form", False, "blue; red", "color=blue%3B%20red"),
        ("form", False, LIST, "color=blue,black,brown"),
        ("form", True, LIST, "color=blue; color=black; color=brown"),
        ("form", False, OBJECT, "color=R,100,G,200,B,150"),
        ("form", True, OBJECT, "R=100; G=200; B=150"),
        ("content", False, OBJECT, "color={%22R%22:100%2C%22G%22:200%2C%22B%22:150}"),
        ("form", False, UNSET, None),
    ],
)
def test_cookie(style: str, explode: bool, value: object, written: str | None) -> None:
    assert cookie(style, value, explode=explode) == written


def test_form_repeats_the_names_of_lists_and_writes_objects_as_json() -> None:
    kind, body = form({"a b": "c d", "n": [1, 2], "o": {"x": 1}}, "application/x-www-form-urlencoded", {})
    assert (kind, body) == ("application/x-www-form-urlencoded", b"a+b=c+d&n=1&n=2&o=%7B%22x%22%3A1%7D")


def test_form_writes_as_json_what_is_said_to_be() -> None:
    assert form({"n": [1, "a"]}, "f", {"n": "application/json"})[1] == b"n=%5B1%2C%22a%22%5D"
