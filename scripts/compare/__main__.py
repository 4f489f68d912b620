"""Compare the contract with its last release: ``python -m scripts.compare [OLD] [NEW] [--format FORMAT]``.

Exit codes: 0 the version fits what changed, or there is no release yet; 1 it does not fit, or an accepted difference
is none any more; 2 it could not be judged: nothing to compare with, a document that cannot be read, a version that is
none, or a change that a person has to judge.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.compare.accepted import Accepted, load_accepted
from scripts.compare.client import compare_clients
from scripts.compare.documents import compare_documents
from scripts.compare.formats import as_markdown, as_text
from scripts.compare.history import history, write
from scripts.compare.machines import as_github, as_json, as_sarif
from scripts.compare.overlay import as_overlay
from scripts.compare.releases import Contract, NotFoundError, contract, newest_release, working_tree
from scripts.compare.report import Comparison
from scripts.compare.rule import explained
from scripts.compare.rules import RULES
from scripts.compare.validity import check
from scripts.document import ROOT, DocumentError, load
from scripts.telling import told

FORMATS = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "github": as_github,
    "sarif": as_sarif,
    "overlay": as_overlay,
}
ACCEPTED = ROOT / "contract_tests" / "accepted.yaml"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.explain is not None:
        return _explain(options.explain)
    try:
        if options.history is not None:
            return _history(options.history)
        old = options.old or newest_release()
        if old is None:
            print("no release to compare with: the repository has no tag such as v1.0.0, so any version fits")
            return 0
        after = contract(options.new) if options.new else working_tree()
        found = compare(contract(old), after, _accepted(options.accepted, given=options.new is not None))
        print(FORMATS[options.format](found))
        for sentence in [*found.stale, *([] if found.fits else [found.conclusion()])]:
            print(f"compare: {told(sentence)}", file=sys.stderr)
        return found.exit_code
    except (DocumentError, NotFoundError) as error:
        print(f"compare: {told(str(error))}", file=sys.stderr)
    except OSError as error:
        print(f"compare: {error.filename}: {error.strerror}", file=sys.stderr)
    except RecursionError:
        print("compare: a document is nested too deep to be compared", file=sys.stderr)
    return 2


def compare(old: Contract, new: Contract, accepted: Sequence[Accepted] = ()) -> Comparison:
    """What differs between two contracts, and between their clients where both have one. Raises DocumentError."""
    check(old.name, old.document)
    if old.document != new.document:
        check(new.name, new.document)
    differences = compare_documents(old.document, new.document)
    if old.client is not None and new.client is not None:
        differences += compare_clients(old.client, new.client)
    return Comparison(old, new, sorted(differences, key=lambda d: -d.verdict), list(accepted))


def _accepted(path: Path | None, *, given: bool) -> list[Accepted]:
    """The entries of the file that was named; the repository's own are for its working tree."""
    if path is not None:
        return load_accepted(path)
    return load_accepted(ACCEPTED) if not given and ACCEPTED.is_file() else []


def _explain(name: str) -> int:
    if name not in RULES:
        print(f"compare: no rule is called {told(name)}; they are: {', '.join(sorted(RULES))}", file=sys.stderr)
        return 2
    print(explained(RULES[name]))
    return 0


def _history(folder: Path) -> int:
    releases = history(compare)
    write(releases, str(load()["info"]["title"]), folder)
    for release in releases:
        print(f"{release.tag}: {release.word}")
        if release.problem:
            print(f"compare: {release.tag}: {release.problem}", file=sys.stderr)
    count = f"{len(releases)} release{'' if len(releases) == 1 else 's'}"
    print(f"{count}: history.html, feed.atom and feed.json are in {told(str(folder))}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="compare", description="Compare two contracts, and demand the fitting version."
    )
    parser.add_argument("old", nargs="?", help="a commit, a bundle's folder or a document (the newest release's tag)")
    parser.add_argument("new", nargs="?", help="the same (the working tree)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=FORMATS, default="text", help="how to tell it (default: %(default)s)")
    form.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    form.add_argument(
        "--markdown", action="store_const", const="markdown", dest="format", help="the same as --format markdown"
    )
    parser.add_argument("--accepted", type=Path, metavar="FILE", help="differences that were accepted, with reasons")
    parser.add_argument(
        "--history", type=Path, metavar="DIR", help="write what each release changed there: history.html and two feeds"
    )
    parser.add_argument("--explain", metavar="RULE", help="say what a rule means, and end")
    return parser


if __name__ == "__main__":
    sys.exit(main())
