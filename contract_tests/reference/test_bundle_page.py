"""Does the reference page of the bundle work from a file, with no network but for what its reader asks?"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from contract_tests.browser import Window
from contract_tests.reference.conftest import SEND, Write
from scripts.document import load
from scripts.sandbox import TOKEN

pytestmark = pytest.mark.extended

HOSTILE = [
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "[x](javascript:window.ran=1)",
    '"><svg onload="window.ran = 1">',
    "{{ 7 * 7 }}",
    "\u2028 ]]> <!--",
]


def places(urls: list[str]) -> set[str]:
    """Whom the URLs ask; what a page holds itself asks nobody."""
    return {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in urls if not url.startswith("data:")}


def at(write: Write, url: str) -> str:
    return f"{write()}?port={urlsplit(url).port}"


def test_page_loads_nothing_and_its_own_policy_allows_all_of_it(window: Window, write: Write) -> None:
    window.open(write())
    assert places(window.requested()) == {"file://"}
    assert window.complaints() == []


def test_page_that_loads_something_would_be_seen(window: Window, url: str, write: Write) -> None:
    window.open(write())
    window.run(
        "const i = new Image(); i.onerror = arguments[1]; i.src = arguments[0]; document.body.append(i);",
        f"{url}/a.png",
    )
    assert window.complaints()


@pytest.mark.parametrize(("token", "kind", "status"), [(None, "success", "200"), ("user:2-wrong", "refusal", "401")])
def test_try_it_asks_the_sandbox(
    token: str | None, kind: str, status: str, window: Window, write: Write, url: str
) -> None:
    window.open(at(write, url))
    found = window.run(SEND, token)
    assert found[0] == kind
    assert status in found[1]
    assert json.loads(found[2])
    assert places(window.requested()) == {"file://", f"http://{urlsplit(url).netloc}"}


def test_server_that_is_not_there_is_told(window: Window, write: Write) -> None:
    window.open(f"{write()}?port=1")
    kind, text, _ = window.run(SEND, None)
    assert (kind, text.partition(":")[0]) == ("none", "No answer")


def test_service_is_asked_only_after_the_reader_agrees(window: Window, write: Write) -> None:
    window.open(write())
    script = """
const done = arguments[0];
document.querySelector("#token").value = "user:1-mine";
document.querySelector("form.try").requestSubmit();
setTimeout(() => {
  const dialog = document.querySelector("dialog");
  const what = [dialog.open, dialog.querySelector(".what").textContent];
  dialog.querySelector("button").click();
  setTimeout(() => done(what), 200);
}, 200);
"""
    is_asked, what = window.run(script)
    assert is_asked
    assert what == f"GET {load()['servers'][0]['url']}{next(iter(load()['paths']))}"
    assert places(window.requested()) == {"file://"}


def test_token_typed_for_one_server_does_not_go_to_another(window: Window, write: Write, url: str) -> None:
    window.open(at(write, url))
    script = """
const token = document.querySelector("#token");
const [service, sandbox] = document.querySelectorAll("input[name=server]");
const seen = [token.value];
service.click();
seen.push(token.value);
token.value = "user:1-mine";
sandbox.click();
seen.push(token.value);
arguments[0](seen);
"""
    assert window.run(script) == [TOKEN, "", TOKEN]


def test_samples_name_the_server_that_is_picked(window: Window, write: Write, url: str) -> None:
    window.open(write())
    service = load()["servers"][0]["url"]
    script = """
const texts = () => [...document.querySelectorAll(".tabs code")].map((one) => one.textContent);
const before = texts();
document.querySelectorAll("input[name=server]")[1].click();
arguments[0]([before, texts()]);
"""
    before, after = window.run(script)
    assert all(service in text for text in before)
    assert not any(service in text for text in after)
    assert all("http://127.0.0.1:4010" in text for text in after)


def test_page_may_ask_nobody_but_the_service_and_this_machine(window: Window, write: Write) -> None:
    window.open(write())
    blocked = """
const done = arguments[1];
document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
fetch(arguments[0]).then(() => done("asked"), () => {});
"""
    assert window.run(blocked, "http://127.0.0.2:1/") == "http://127.0.0.2:1/"


def hostile(node: Any, text: str) -> Any:
    """The document with ``text`` in everything that is for people, and as a name of its own."""
    if isinstance(node, list):
        return [hostile(one, text) for one in node]
    if not isinstance(node, dict):
        return node
    words = {"description", "summary", "title", "pattern", "source", "label", "email"}
    changed: dict[str, Any] = {
        key: text if key in words and isinstance(value, str) else hostile(value, text) for key, value in node.items()
    }
    if "properties" in changed:
        changed["properties"][text] = {"type": "string", "examples": [text], "enum": [text]}
    return changed


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_document_runs(text: str, window: Window, write: Write) -> None:
    document = hostile(load(), text)
    document["externalDocs"]["url"] = "javascript:window.ran=1"
    window.open(write(document))
    assert window.run("arguments[0]([window.ran ?? null, document.querySelectorAll('script').length])") == [None, 1]
    assert window.run("arguments[0](document.querySelectorAll('[href^=javascript]').length)") == 0
    assert window.complaints() == []
