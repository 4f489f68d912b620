"""Is the token blotted out in each form in which it may come back?"""

import json
from base64 import b64encode
from urllib.parse import quote

import pytest

from contract_tests.secrets import BLOT, blotted
from scripts.document import pointer_of

TOKEN = 'user:1-~Canary"4f/1c'


@pytest.mark.parametrize(
    "form",
    [
        TOKEN,
        TOKEN[:-1],
        TOKEN.swapcase(),
        quote(TOKEN, safe=""),
        json.dumps(TOKEN)[1:-1],
        pointer_of([TOKEN])[1:],
        b64encode(TOKEN.encode()).decode(),
        b64encode(TOKEN.encode()).decode().rstrip("="),
    ],
)
def test_no_form_is_left_and_what_stands_around_it_is(form: str) -> None:
    left = blotted(f"before {form} after", TOKEN)
    assert left.replace("=", "") == f"before {BLOT} after"


def test_short_token_is_blotted_only_as_it_is() -> None:
    assert blotted("a tt A", "t") == f"a {BLOT}{BLOT} A"
    assert blotted("nothing", "") == "nothing"
