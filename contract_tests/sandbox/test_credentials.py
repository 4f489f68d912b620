"""Is the one token taken wherever a document wants its credentials, and a refusal named after them?"""

from __future__ import annotations

import base64

import pytest

from contract_tests.sandbox.conftest import Ask
from contract_tests.sandbox.small import ANSWER, read
from scripts.document import DocumentError
from scripts.sandbox import TOKEN, create_app

SCHEMES = (
    "components: {securitySchemes: {basic: {type: http, scheme: Basic}, key: {type: apiKey, in: header, name: X-Key},"
    " certificate: {type: mutualTLS}, digest: {type: http, scheme: digest}, query: {type: apiKey, in: query, name: k},"
    " cookie: {type: apiKey, in: cookie, name: k}, bearer: {type: http, scheme: bearer},"
    " oauth: {type: oauth2, flows: {}}}}\n"
)


def app(security: str) -> object:
    return create_app(read(f"{SCHEMES}paths: {{/a: {{get: {{security: {security}, responses: {ANSWER}}}}}}}\n"))


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


@pytest.mark.parametrize(
    ("security", "target", "headers"),
    [
        ("[{basic: []}]", "/a", basic("me", TOKEN)),
        ("[{basic: []}]", "/a", basic(TOKEN, "")),
        ("[{basic: []}, {key: []}]", "/a", {"X-Key": TOKEN}),
        ("[{certificate: []}, {key: []}]", "/a", {"X-Key": TOKEN}),
        ("[{digest: []}, {key: []}]", "/a", {"X-Key": TOKEN}),
        ("[{query: []}]", f"/a?k={TOKEN}", {}),
        ("[{cookie: []}]", "/a", {"Cookie": f"k={TOKEN}"}),
        ("[{oauth: []}]", "/a", {"Authorization": f"Bearer {TOKEN}"}),
        ("[{bearer: [], key: []}]", "/a", {"Authorization": f"Bearer {TOKEN}", "X-Key": TOKEN}),
        ("[{}, {key: []}]", "/a", {}),
    ],
)
def test_the_token_is_taken_where_it_belongs(security: str, target: str, headers: dict[str, str], ask: Ask) -> None:
    assert ask(app(security), target, token=None, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("security", "headers", "challenges"),
    [
        ("[{basic: []}]", {"Authorization": "Basic !!"}, ["Basic"]),
        ("[{basic: []}]", basic("me", "it"), ["Basic"]),
        ("[{basic: []}]", {"Authorization": f"Bearer {TOKEN}"}, ["Basic"]),
        ("[{key: []}]", {"Authorization": f"Bearer {TOKEN}"}, ["ApiKey"]),
        ("[{bearer: [], key: []}]", {"X-Key": TOKEN}, ["Bearer", "ApiKey"]),
        ("[{certificate: []}, {oauth: []}]", {}, ["Bearer"]),
    ],
)
def test_a_refusal_names_what_is_wanted(
    security: str, headers: dict[str, str], challenges: list[str], ask: Ask
) -> None:
    answer = ask(app(security), "/a", token=None, headers=headers)
    assert answer.status_code == 401
    assert [one.split()[0] for one in answer.headers["www-authenticate"].split(", ")] == challenges


@pytest.mark.parametrize("security", ["[{certificate: []}]", "[{digest: []}, {key: [], certificate: []}]"])
def test_what_no_token_can_meet_is_refused_with_its_place(security: str) -> None:
    with pytest.raises(DocumentError, match=r"^#/paths/~1a/get/security: "):
        app(security)
