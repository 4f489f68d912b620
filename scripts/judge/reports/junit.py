"""JUnit XML: a suite for each target, a case for each operation and each violation."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from scripts.judge.verdict import Row, Verdict
from scripts.judge.violation import Violation
from scripts.telling import told

# What XML 1.0 cannot carry of what fits a line.
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(verdict: Verdict) -> str:
    """The verdict as XML that any CI reads."""
    root = ElementTree.Element("testsuites", name="contract")
    for target in dict.fromkeys([*(target for target, _ in verdict.rows), *verdict.unjudged]):
        suite = ElementTree.SubElement(root, "testsuite", name=_plain(target))
        for (owner, operation), row in verdict.rows.items():
            if owner == target:
                _cases(suite, operation, row)
        if target in verdict.unjudged:
            case = _case(suite, target, "could be judged")
            ElementTree.SubElement(case, "error", message=_plain(verdict.unjudged[target]))
        _count(suite)
    for name, lines in (("tests", verdict.failures), ("known findings", verdict.stale)):
        if not lines:
            continue
        suite = ElementTree.SubElement(root, "testsuite", name=name)
        for line in lines:
            ElementTree.SubElement(_case(suite, name, line), "failure", message=_plain(line))
        _count(suite)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _cases(suite: ElementTree.Element, operation: str, row: Row) -> None:
    for finding in row.findings.values():
        violation = finding.violation
        case = _case(suite, operation, _title(violation))
        if finding.accepted:
            ElementTree.SubElement(case, "skipped", message=_plain(finding.accepted))
        else:
            message = _plain(f"{violation.code} {violation}")
            ElementTree.SubElement(case, "failure", type=violation.check, message=message).text = _plain(violation.curl)
    if not row.findings:
        case = _case(suite, operation, "keeps the contract")
    notices = [line for one in row.notices for line in (f"notice: {one.code} {one}", *one.suggestion())]
    if notices:
        ElementTree.SubElement(case, "system-out").text = "\n".join(map(_plain, notices))


def _case(suite: ElementTree.Element, group: str, name: str) -> ElementTree.Element:
    return ElementTree.SubElement(suite, "testcase", classname=_plain(group), name=_plain(name))


def _title(violation: Violation) -> str:
    return f"{violation.code} {violation.check}{f' at #{violation.pointer}' if violation.pointer else ''}"


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", told(text))


def _count(suite: ElementTree.Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))
