"""Does every rule for readers have its mirror for senders, or a reason why there is none?"""

from __future__ import annotations

import pytest

from contract_tests.compare.changes import CHANGES
from contract_tests.compare.clauses import WIDER, document
from contract_tests.compare.edits import MORE
from contract_tests.compare.table import EDITS, base
from scripts.compare.__main__ import main
from scripts.compare.documents import compare_documents
from scripts.compare.rules import RULES


def test_rule_has_its_mirror_or_a_reason() -> None:
    for rule in RULES.values():
        assert bool(rule.mirror) is not bool(rule.alone), rule
        if rule.mirror:
            other = RULES[rule.mirror]
            assert other.mirror == rule.id
            assert (other.readers, other.senders) == (rule.senders, rule.readers), rule


def test_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    for name in RULES:
        assert main(["--explain", name]) == 0
        assert capsys.readouterr().out.startswith(f"{name}: ")


def test_unknown_rule_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--explain", "no\nsuch"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "type-widened" in err


@pytest.mark.extended
def test_every_rule_is_met_by_an_edit() -> None:
    pairs = [(e.old(), e.of(e.old())) for e in [*EDITS, *MORE]]
    for where in ("response", "request"):
        schemas = [(c.old, c.new) for c in CHANGES]
        schemas += [pair for narrow, wide in WIDER.values() for pair in ((narrow, wide), (wide, narrow))]
        pairs += [(document(old, where), document(new, where)) for old, new in schemas]
    met = {d.rule for old, new in pairs for d in compare_documents(old, new)}
    undecided = {name for name in RULES if name.endswith("-undecided")}

    assert {name for name in RULES if not name.startswith("client-")} - undecided - met == set()


@pytest.mark.parametrize(
    ("status", "rule"),
    [("206", "status-success-added"), ("default", "status-any-added"), ("418", "status-error-added")],
)
def test_new_status_has_the_rule_of_its_kind(status: str, rule: str) -> None:
    new = base()
    next(iter(next(iter(new["paths"].values())).values()))["responses"][status] = {"description": "x"}
    assert [d.rule for d in compare_documents(base(), new)] == [rule]


def test_any_status_is_an_error_where_ranges_speak_of_all_others() -> None:
    old, new = base(), base()
    for made in (old, new):
        next(iter(next(iter(made["paths"].values())).values()))["responses"] |= {
            status: {"description": "x"} for status in ("2XX", "3XX")
        }
    next(iter(next(iter(new["paths"].values())).values()))["responses"]["default"] = {"description": "x"}
    assert [d.rule for d in compare_documents(old, new)] == ["status-error-added"]
