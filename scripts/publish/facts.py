"""What a client can rely on: fact by fact, which language's client notices a violation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.document import ROOT, DocumentError
from scripts.sheet import sheet

TEMPLATE = Path(__file__).parent / "files" / "facts.html.jinja"
# Written by `python -m scripts.consumers --write`, which runs the clients.
FACTS = ROOT / "contract_tests" / "consumers" / "facts.json"
FORMAT = 1


def read_facts(path: Path = FACTS) -> dict[str, Any]:
    """The facts on file. Raises OSError, and DocumentError for a file that holds none."""
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DocumentError(f"{path.name}: {error}") from None
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise DocumentError(f"{path.name} is not of format {FORMAT}")
    return facts


def facts(written: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Each violation among the vectors, and by language whether its client notices; what was not run is left out."""
    languages = [{"name": name, **about} for name, about in known["languages"].items()]
    told = [
        {
            "vector": one["name"],
            "operation": one["operation"],
            "status": one["response"]["status"],
            "says": one["description"],
            "pointer": one["expected"]["pointer"],
            "noticed": known["noticed"].get(one["name"], {}),
        }
        for one in written["vectors"]
        if one["origin"] == "violation"
    ]
    for language in languages:
        measured = [one["noticed"][language["name"]] for one in told if language["name"] in one["noticed"]]
        language |= {"notices": sum(measured), "of": len(measured)}
    return {"format": FORMAT, "document": written["document"], "languages": languages, "facts": told}


def facts_page(facts: Mapping[str, Any]) -> bytes:
    """The same as one HTML page without scripts, which loads nothing."""
    return sheet(TEMPLATE, **facts).encode()
