"""A ``gh`` that keeps its issues in a file and takes no argument that the real one would not: put first on PATH."""

import json
import os
import sys
from pathlib import Path
from typing import Any

STATE = Path(os.environ["FAKE_GH"])


def fail(reason: str) -> None:
    print(f"warning: something\ngh: {reason}", file=sys.stderr)
    sys.exit(1)


State = dict[str, Any]


def options(arguments: list[str], allowed: set[str]) -> dict[str, str]:
    pairs = dict(zip(arguments[::2], arguments[1::2], strict=True))
    if set(pairs) - allowed:
        fail(f"unknown flag {min(set(pairs) - allowed)}")
    return pairs


def main(arguments: list[str]) -> None:
    state: State = json.loads(STATE.read_text(encoding="utf-8"))
    state["calls"].append(arguments)
    state["secrets"] = [name for name in ("GH_TOKEN", "USEAPI_TOKEN") if name in os.environ]
    STATE.write_text(json.dumps(state), encoding="utf-8")
    if state.get("broken"):
        fail("HTTP 403: Resource not accessible by integration")
    match arguments:
        case ["issue", "list", *rest]:
            wanted = options(rest, {"--state", "--label", "--limit", "--json"})
            found = [
                one
                for one in state["issues"]
                if one["state"] == wanted["--state"] and wanted["--label"] in one["labels"]
            ]
            found = sorted(found, key=lambda one: -one["number"])[: int(wanted["--limit"])]
            names = wanted["--json"].split(",")
            print(json.dumps([{name: one[name] for name in names} for one in found]))
        case ["label", "create", name, *rest]:
            options(rest, {"--description"})
            if name in state["labels"]:
                fail(f"label with name '{name}' already exists; use `--force` to update its color and description")
            state["labels"].append(name)
        case ["issue", "create", *rest]:
            given = options(rest, {"--title", "--label", "--body-file"})
            if given["--label"] not in state["labels"]:
                fail(f"could not add label: '{given['--label']}' not found")
            body, number = Path(given["--body-file"]).read_text(encoding="utf-8"), len(state["issues"]) + 1
            if len(body) > 65_536:
                fail("body is too long (maximum is 65536 characters)")
            issue: State = {"number": number, "title": given["--title"], "labels": [given["--label"]], "body": body}
            state["issues"].append({**issue, "state": "open", "comments": []})
            print(f"https://github.example/owner/name/issues/{number}")
        case ["issue", "edit", number, *rest]:
            path = options(rest, {"--body-file"})["--body-file"]
            issue = next(one for one in state["issues"] if one["number"] == int(number))
            issue["body"] = Path(path).read_text(encoding="utf-8")
        case ["issue", "close", number, *rest]:
            issue = next(one for one in state["issues"] if one["number"] == int(number))
            issue["comments"].append(options(rest, {"--comment"})["--comment"])
            issue["state"] = "closed"
        case _:
            fail(f"unknown command {arguments}")
    STATE.write_text(json.dumps(state), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
