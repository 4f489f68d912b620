"""The verdict as files: text, JSON, JUnit XML and one HTML page that needs nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from scripts.judge.verdict import Verdict

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1f24 }
h1 { border-left: .4em solid; padding-left: .5em } .holds { color: #116329 } .broken { color: #a40e26 }
.unjudged { color: #7d4e00 } table { border-collapse: collapse; width: 100% } th, td { text-align: left;
padding: .3em .8em; border-bottom: 1px solid #d0d7de } section { border: 1px solid #d0d7de; border-radius: 6px;
margin: 1em 0; padding: 0 1em } h3 { font-size: 1em } dt { font-weight: 600 } dd { margin: 0 0 .5em;
font-family: monospace; overflow-wrap: anywhere } pre { background: #f6f8fa; padding: .8em; white-space: pre-wrap;
overflow-wrap: anywhere }
"""
CLASSES = ("holds", "broken", "unjudged")
# What XML 1.0 cannot carry, and halves of surrogate pairs, which no file in UTF-8 can.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(verdict: Verdict, folder: Path) -> None:
    """Write ``verdict.txt``, ``verdict.json``, ``junit.xml`` and ``verdict.html`` into an existing folder.

    Raises OSError when a file cannot be written.
    """
    data = as_data(verdict)
    texts = {
        "verdict.txt": "\n".join(verdict.lines()) + "\n",
        "verdict.json": json.dumps(data, indent=2) + "\n",
        "junit.xml": junit(verdict),
        "verdict.html": html(verdict),
    }
    for name, text in texts.items():
        (folder / name).write_text(UNWRITABLE.sub("\ufffd", text), encoding="utf-8")


def as_data(verdict: Verdict) -> dict[str, Any]:
    """Everything that the verdict knows, for machines."""
    return {
        "verdict": verdict.word,
        "exit_code": verdict.exit_code,
        "strict": verdict.strict,
        "operations": [
            {
                "target": target,
                "operation": operation,
                "statuses": sorted(row.statuses),
                "checks": row.checks,
                "violations": [{**asdict(one), "curl": curl} for one, curl in row.violations.items()],
                "notices": [asdict(one) for one in row.notices],
            }
            for (target, operation), row in verdict.rows.items()
        ],
        "failed": verdict.failures,
        "not_judged": verdict.unjudged,
    }


def junit(verdict: Verdict) -> str:
    """JUnit XML: a suite for each target, a case for each operation and each violation."""
    root = ElementTree.Element("testsuites", name="contract")
    for target in dict.fromkeys([*(target for target, _ in verdict.rows), *verdict.unjudged]):
        suite = ElementTree.SubElement(root, "testsuite", name=target)
        for (owner, operation), row in verdict.rows.items():
            if owner != target:
                continue
            for violation, curl in row.violations.items():
                case = ElementTree.SubElement(suite, "testcase", classname=operation, name=_title(violation))
                failure = ElementTree.SubElement(case, "failure", type=violation.check, message=_plain(str(violation)))
                failure.text = _plain(curl)
            if not row.violations:
                case = ElementTree.SubElement(suite, "testcase", classname=operation, name="keeps the contract")
            notices = "\n".join(line for one in row.notices for line in [f"notice: {one}", *one.suggestion()])
            if notices:
                ElementTree.SubElement(case, "system-out").text = _plain(notices)
        if target in verdict.unjudged:
            case = ElementTree.SubElement(suite, "testcase", classname=target, name="could be judged")
            ElementTree.SubElement(case, "error", message=_plain(verdict.unjudged[target]))
        _count(suite)
    if verdict.failures:
        suite = ElementTree.SubElement(root, "testsuite", name="tests")
        for node in verdict.failures:
            case = ElementTree.SubElement(suite, "testcase", classname="tests", name=_plain(node))
            ElementTree.SubElement(case, "failure", message="the test failed")
        _count(suite)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def html(verdict: Verdict) -> str:
    """One page without scripts, that loads nothing."""
    heading, *rows = verdict.table()
    parts = [
        "<!doctype html>",
        '<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{escape(verdict.word)}</title><style>{STYLE}</style>",
        f'<h1 class="{CLASSES[verdict.exit_code]}">{escape(verdict.word.capitalize())}</h1>',
    ]
    if rows:
        cells = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
        parts.append(f"<table><tr>{''.join(f'<th>{cell}</th>' for cell in heading)}</tr>{cells}</table>")
    for target, reason in verdict.unjudged.items():
        parts.append(f"<p>Not judged: {escape(target)}: {escape(reason)}.</p>")
    curls = [(target, *pair) for (target, _), row in verdict.rows.items() for pair in row.violations.items()]
    parts += ["<h2>Violations</h2>"] if curls else []
    for target, violation, curl in curls:
        title = f"{target}: {violation.operation} {violation.status}: {_title(violation)}"
        again = f"<dt>Ask again</dt></dl><pre>{escape(curl)}</pre>" if curl else "</dl>"
        parts.append(
            f"<section><h3>{escape(title)}</h3><dl><dt>Received</dt><dd>{escape(violation.received)}</dd>"
            f"<dt>Documented</dt><dd>{escape(violation.documented)}</dd>{again}</section>"
        )
    parts += ["<h2>Notices</h2>"] if verdict.notices else []
    for target, notice in verdict.notices:
        suggestion = escape("\n".join(notice.suggestion()))
        patch = f"<pre>{suggestion}</pre>" if suggestion else ""
        parts.append(f"<section><h3>{escape(f'{target}: {notice}')}</h3>{patch}</section>")
    if verdict.failures:
        items = "".join(f"<li>{escape(node)}</li>" for node in verdict.failures)
        parts.append(f"<h2>Failed tests</h2><ul>{items}</ul>")
    return "\n".join(parts) + "\n"


def _title(violation: Any) -> str:
    return _plain(violation.check + (f" at #{violation.pointer}" if violation.pointer else ""))


def _plain(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)


def _count(suite: ElementTree.Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))
