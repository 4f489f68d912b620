"""Is a request's path found by the template that it fits, however both are spelled?"""

from __future__ import annotations

import pytest

from contract_tests.sandbox.conftest import Ask
from contract_tests.sandbox.small import ANSWER, read, with_parameter
from scripts.sandbox import create_app

NUMBER = "{name: id, in: path, required: true, schema: {type: integer}}"
SPELLED = [
    ("/t/{id}:cancel", "/t/5:cancel"),
    ("/t/{id}:cancel", "/t/5%3Acancel"),
    ("/t/{id}:cancel", "/t/5%3acancel"),
    ("/t/@{id}", "/t/@5"),
    ("/t/({id})", "/t/(5)"),
    ("/t/({id})", "/t/%285%29"),
    ("/t/{id},x", "/t/5,x"),
    ("/t/${id}", "/t/$5"),
    ("/t/{id}+x", "/t/5+x"),
    ("/t/{id}+x", "/t/5%2Bx"),
    ("/t/a b/{id}", "/t/a%20b/5"),
    ("/t/a%20b/{id}", "/t/a%20b/5"),
    ("/t/é/{id}", "/t/%C3%A9/5"),
    ("/t/é/{id}", "/t/%c3%a9/5"),
    ("/t/{id}.json", "/t/5.json"),
    ("/t/x{id}", "/t/%785"),
    ("/T/{id}~x", "/T/5%7Ex"),
]


@pytest.mark.parametrize(("template", "target"), SPELLED)
def test_template_is_found(template: str, target: str, ask: Ask) -> None:
    assert ask(create_app(with_parameter(NUMBER, template)), target).status_code == 200


@pytest.mark.parametrize("target", ["/t/5xjson", "/t/5/json", "/t/5%2Fjson", "/t/.json/"])
def test_what_only_looks_like_it_is_not(target: str, ask: Ask) -> None:
    assert ask(create_app(with_parameter(NUMBER, "/t/{id}.json")), target).status_code == 404


def test_the_template_that_says_more_goes_first(ask: Ask) -> None:
    one = "{get: {responses: {'200': {description: d, content: {text/plain: {example: %s}}}}}}"
    paths = {"/t/{id}": "general", "/t/{id}:cancel": "cancel", "/t/all": "all", "/t/a,b": "comma"}
    document = read("paths:\n" + "".join(f"  '{path}': {one % text}\n" for path, text in paths.items()))
    app = create_app(document)
    asked = {"/t/7": "general", "/t/7:cancel": "cancel", "/t/all": "all", "/t/a%6Cl": "all", "/t/a%2Cb": "comma"}
    assert {target: ask(app, target).text for target in asked} == asked


def test_servers_of_a_path_or_an_operation_count(ask: Ask) -> None:
    operation = f"get: {{servers: [{{url: 'https://example.com/v2'}}], responses: {ANSWER}}}"
    beside = f"servers: [{{url: '/{{v}}', variables: {{v: {{default: v3}}}}}}], post: {{responses: {ANSWER}}}"
    app = create_app(read(f"servers: [{{url: /v1}}]\npaths: {{/a: {{{operation}, {beside}}}}}\n"))
    assert ask(app, "/v2/a").status_code == ask(app, "/v3/a", "POST").status_code == 200
    assert ask(app, "/v3/a").status_code == 405
    # A client of the sandbox has one base URL.
    assert ask(app, "/v1/a").status_code == ask(app, "/v1/a", "POST").status_code == 200
