"""Which answers does the bundle's transport for Go refuse, of whatever document?"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.consumers.languages import LANGUAGES
from scripts.publish.bundle import FILES

pytestmark = pytest.mark.extended

SCHEMA = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer", "maximum": 3}}}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "servers": [{"url": "https://elsewhere.example"}],
    "paths": {
        "/x/{p}": {
            "servers": [{"url": "https://nowhere.example"}],
            "get": {
                "parameters": [{"name": "p", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {
                    "200": {
                        "description": "d",
                        "headers": {"X-Count": {"schema": {"type": "integer"}}},
                        "content": {
                            "application/json": {"schema": SCHEMA},
                            "application/vnd.a+json": {"schema": SCHEMA},
                            "application/xml": {"schema": {"type": "object"}},
                        },
                    },
                    "204": {"description": "d"},
                },
            },
        }
    },
}
# The status, the headers and the body of an answer, and whether it passes.
ANSWERS = [
    (200, {"Content-Type": "application/json"}, '{"a": 3}', True),
    (200, {"Content-Type": "Application/JSON; charset=utf-8"}, '{"a": 3}', True),
    (200, {"Content-Type": "application/json"}, '{"a": 4}', False),
    (200, {"Content-Type": "application/json"}, '{"a": 3', False),
    (200, {"Content-Type": "application/json"}, "", False),
    (200, {"Content-Type": "application/vnd.a+json"}, '{"a": 3}', True),
    (200, {"Content-Type": "application/vnd.a+json"}, '{"a": "3"}', False),
    (200, {"Content-Type": "application/xml"}, "<a>9</a>", True),
    (200, {"Content-Type": "text/html"}, "<p>", False),
    (200, {"Content-Type": "application/json", "X-Count": "2"}, '{"a": 3}', True),
    (200, {"Content-Type": "application/json", "X-Count": "many"}, '{"a": 3}', False),
    (204, {}, "", True),
    (418, {"Content-Type": "text/plain"}, "tea", True),
]
TEST = """package validating

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"testing"

	"net/http/httptest"
)

func TestAnswers(t *testing.T) {
	var answers [][4]any
	text, _ := os.ReadFile("answers.json")
	if err := json.Unmarshal(text, &answers); err != nil {
		t.Fatal(err)
	}
	for number, answer := range answers {
		server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
			for name, value := range answer[1].(map[string]any) {
				out.Header().Set(name, value.(string))
			}
			out.WriteHeader(int(answer[0].(float64)))
			io.WriteString(out, answer[2].(string))
		}))
		transport, err := Transport(http.DefaultTransport, server.URL+"/v1/")
		if err != nil {
			t.Fatal(err)
		}
		got, err := (&http.Client{Transport: transport}).Get(server.URL + "/v1/x/a%20b")
		if passes := answer[3].(bool); passes != (err == nil) {
			t.Errorf("answer %d: %v", number, err)
		} else if passes {
			if body, _ := io.ReadAll(got.Body); string(body) != answer[2] {
				t.Errorf("answer %d: the body is %q", number, body)
			}
		}
		server.Close()
	}
}
"""


def test_answers_that_break_the_document_are_errors_and_no_others(tmp_path: Path) -> None:
    program = shutil.which("go")
    if program is None:
        pytest.skip("not run: needs Go")
    shutil.copytree(LANGUAGES["go"].folder, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("driver.go"))
    folder = tmp_path / "validating"
    folder.mkdir()
    shutil.copy2(FILES / "validating.go", folder)
    (folder / "openapi.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    (folder / "answers.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    (folder / "validating_test.go").write_text(TEST, encoding="utf-8")
    done = subprocess.run(
        [program, "test", "./validating"], cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
