"""Is no secret on disk, wherever it was planted and however it was encoded?"""

import base64
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.record.running import URL, har, on_disk, run
from scripts.secret import survives

ENCODINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64-second": lambda text: base64.b64encode(b"a" + text.encode() + b"zz").decode(),
    "base64-third": lambda text: base64.urlsafe_b64encode(b"ab" + text.encode() + b"?>").decode(),
    "percent": lambda text: "".join(f"%{ord(char):02x}" for char in text),
    "percent-reserved": lambda text: quote(text, safe=""),
    "json": lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    "hex": lambda text: text.encode().hex(),
    "base64-of-percent": lambda text: base64.b64encode(quote(text, safe="").encode()).decode(),
    "inside-other-text": lambda text: f"xx{text}yy",
    "upper-case": str.upper,
}
SECRETS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", min_size=12, max_size=40).map(
    lambda text: f"user:7-{text}"
)
VALUES = ("email", "replyUrl", "replyRef", "started", "elapsed", "id", "unknown")


def plant(path: Path, secret: str, planted: str, *, in_names: bool) -> Path:
    body: list[object] = [
        {name: shape} for name in VALUES for shape in (planted, [planted], {"deep": [{"er": planted}]})
    ]
    body += [{"replyUrl": f"https://h.example/{planted}", "email": f"{planted}@h.example"}]
    body += [{planted: 1, "x": {planted: [planted]}}] if in_names else []
    headers = [{"name": name, "value": f"a={planted}"} for name in ("Set-Cookie", "X-Echo", "Location", "content-type")]
    sent = [{"name": "Authorization", "value": f"Bearer {secret}"}, {"name": "Cookie", "value": f"session={planted}"}]
    sent += [{"name": planted, "value": "x"}]
    return har(
        path,
        json.dumps(body),
        url=f"{URL}?key={quote(planted)}#{quote(planted)}",
        headers=headers,
        request_headers=sent,
    )


def traces(text: str, secret: str) -> list[str]:
    return [name for name, encode in ENCODINGS.items() if encode(secret).rstrip("=")[2:-4] in text]


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
@settings(max_examples=3, deadline=None)
@given(secret=SECRETS)
def test_allow_list_alone_lets_none_through(encode: Callable[[str], str], secret: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        file = plant(Path(folder) / "in.har", secret, encode(secret), in_names=False)
        assert run(root, "--har", str(file), "--violation", "planted") == 0
        (text,) = on_disk(root).values()
        assert traces(text, secret) == []
        assert not survives(text, [secret])


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
@settings(max_examples=2, deadline=None)
@given(secret=SECRETS)
def test_canary_in_a_name_leaves_nothing_behind(encode: Callable[[str], str], secret: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        file = plant(Path(folder) / "in.har", secret, encode(secret), in_names=True)
        code = run(root, "--har", str(file), "--violation", "planted", RECORD_CANARY_SECRETS=secret)
        assert code in {0, 3}
        assert bool(on_disk(root)) == (code == 0)
        assert all(traces(text, secret) == [] for text in on_disk(root).values())


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_secret_in_the_reason_is_refused(tmp_path: Path, encode: Callable[[str], str]) -> None:
    secret = "user:7-Canary0123456789"
    file = har(tmp_path / "in.har", "{}")
    root = tmp_path / "root"
    assert run(root, "--har", str(file), "--violation", f"see {encode(secret)}", RECORD_CANARY_SECRETS=secret) == 3
    assert not root.exists()


def test_other_text_is_not_taken_for_a_secret() -> None:
    assert not survives(json.dumps({"a": "an ordinary text", "b": [1, 2]}), ["user:7-Canary0123456789"])


def test_canary_that_reads_like_a_property_is_refused(tmp_path: Path) -> None:
    file = har(tmp_path / "in.har", '[{"MyCanaryName": 1}]')
    root = tmp_path / "root"
    assert run(root, "--har", str(file), RECORD_CANARY_SECRETS="other-canary\nMyCanaryName") == 3
    assert not root.exists()
    assert run(root, "--har", str(file)) == 0


def test_cookie_of_the_exchange_is_a_canary_unasked(tmp_path: Path) -> None:
    cookie = [{"name": "Cookie", "value": "a=b; session=MyCookieValue"}]
    file = har(tmp_path / "in.har", '[{"MyCookieValue": 1}]', request_headers=cookie)
    assert run(tmp_path / "root", "--har", str(file)) == 3
    assert not (tmp_path / "root").exists()
