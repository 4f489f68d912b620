"""Do the document's code samples print what the server holds?"""

import json
import os
import shutil
import subprocess
import sys

import httpx
import pytest

from scripts.document import Operation, base_url, load, operations
from scripts.sandbox import TOKEN, create_app, serving

DOCUMENT = load()
# How each language takes a program on standard input.
INTERPRETERS = {
    "Shell": ["sh"],
    "JavaScript": ["node", "--input-type=module"],
    "Python": [sys.executable, "-"],
}
SAMPLES = [
    pytest.param(operation, sample["lang"], sample["source"], id=f"{operation.id}-{sample['label']}")
    for operation in operations(DOCUMENT)
    for sample in operation.raw.get("x-codeSamples", [])
]


def run_sample(language: str, source: str, server: str, token: str) -> object:
    program, *arguments = INTERPRETERS[language]
    for needed in [program, *(["curl"] if "curl" in source else [])]:
        if shutil.which(needed) is None:
            pytest.skip(f"this machine has no {needed}")
    done = subprocess.run(
        [program, *arguments],
        input=source.replace(base_url(DOCUMENT), server),
        env={"PATH": os.environ["PATH"], "USEAPI_TOKEN": token},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize(("operation", "language", "source"), SAMPLES)
def test_sample_prints_what_the_sandbox_holds(operation: Operation, language: str, source: str) -> None:
    assert base_url(DOCUMENT) in source
    with serving(create_app()) as server:
        held = httpx.request(operation.method, server + operation.path, headers={"Authorization": f"Bearer {TOKEN}"})
        assert held.status_code == 200
        assert run_sample(language, source, server, TOKEN) == held.json()


@pytest.mark.parametrize(("operation", "language", "source"), SAMPLES)
def test_sample_sends_the_token_that_it_is_given(operation: Operation, language: str, source: str) -> None:
    with serving(create_app()) as server:
        refused = httpx.request(operation.method, server + operation.path)
        assert refused.status_code == 401
        assert run_sample(language, source, server, "another-token") == refused.json()
