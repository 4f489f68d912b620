"""The command that asks again what was asked, with ``$USEAPI_TOKEN`` in place of the token."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from urllib.parse import urlsplit

import requests

from scripts.judge.credentials import RIGHT, Credentials
from scripts.secret import blotted
from scripts.telling import told

# What the sender adds by itself, and so does curl.
OWN = {"user-agent", "accept-encoding", "connection", "content-length", "host", "x-schemathesis-testcaseid"}


def command(method: str, url: str, headers: Mapping[str, str], credentials: tuple[str, str]) -> str:
    """One line of shell. ``credentials`` are a header's name and its value, as text between double quotes of the shell.

    They reach curl on standard input, since arguments show in the process list. An empty value sends none. The
    header that carries them is left out of ``headers``, since its value is made from the token. A name that starts
    with a question mark is a parameter of the query, which holds nothing else.
    """
    name, value = credentials
    left = {other: text for other, text in headers.items() if other.lower() not in {*OWN, name.lower()}}
    # An address may carry characters that a terminal acts upon.
    address = urlsplit(url).geturl()
    words = ["curl", "--silent", "--show-error", "--include", "--request", method]
    for other, text in left.items():
        words += ["--header", f"{other}: {text}"]
    if name.startswith("?"):
        asking = shlex.join([*words, "--get", "--data", "@-", address.partition("?")[0]])
        return f'printf %s "{name[1:]}={value}" | {asking}'
    asking = shlex.join([*words, address])
    if not value:
        return asking
    return f"printf '%s\\n' \"{name}: {value}\" | {asking} --header @-"


def again(sent: requests.PreparedRequest, credentials: Credentials, token: str) -> str:
    """The command that sends a request again; credentials that are not the token's are spelled as such."""
    name, value = credentials.in_shell
    carried = sent.headers.get(name, "")
    if not carried and not name.startswith("?"):
        value = ""
    elif credentials is RIGHT and token not in str(carried):
        value = "Bearer not-the-token"
    return told(blotted(command(str(sent.method), str(sent.url), sent.headers, (name, value)), token))
