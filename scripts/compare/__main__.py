"""Compare the contract with its last release: ``python -m scripts.compare [OLD] [NEW] [--json | --markdown]``.

Exit codes: 0 the version fits what changed, or there is no release yet; 1 it does not fit; 2 it could not be judged:
nothing to compare with, a document that cannot be read, or a change that a person has to judge.
"""

from __future__ import annotations

import argparse
import sys

from scripts.compare.client import compare_clients
from scripts.compare.documents import compare_documents
from scripts.compare.releases import Contract, NotFoundError, contract, newest_release, working_tree
from scripts.compare.report import Comparison, as_json, as_markdown, as_text
from scripts.compare.validity import check
from scripts.document import DocumentError


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code is the module's."""
    parser = argparse.ArgumentParser(
        prog="compare", description="Compare two contracts, and demand the fitting version."
    )
    parser.add_argument("old", nargs="?", help="a commit, a bundle's folder or a document (the newest release's tag)")
    parser.add_argument("new", nargs="?", help="the same (the working tree)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", const=as_json, dest="form", help="write one JSON object")
    form.add_argument("--markdown", action="store_const", const=as_markdown, dest="form", help="write a table")
    options = parser.parse_args(arguments)
    try:
        old = options.old or newest_release()
        if old is None:
            print("no release to compare with: the repository has no tag such as v1.0.0, so any version fits")
            return 0
        found = compare(contract(old), contract(options.new) if options.new else working_tree())
        print((options.form or as_text)(found))
        if not found.fits:
            print(f"compare: {found.conclusion()}", file=sys.stderr)
        return found.exit_code
    except (DocumentError, NotFoundError) as error:
        print(f"compare: {error}", file=sys.stderr)
        return 2


def compare(old: Contract, new: Contract) -> Comparison:
    """What differs between two contracts, and between their clients where both have one. Raises DocumentError."""
    for side in (old, new):
        check(side.name, side.document)
    differences = compare_documents(old.document, new.document)
    if old.client is not None and new.client is not None:
        differences += compare_clients(old.client, new.client)
    return Comparison(old, new, sorted(differences, key=lambda d: -d.verdict))


if __name__ == "__main__":
    sys.exit(main())
