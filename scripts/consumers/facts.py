"""Which language's client notices which violation: what a run found, and what is on file of earlier runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scripts.consumers.judging import Vector
from scripts.consumers.run import Result
from scripts.publish.facts import FACTS, FORMAT, read_facts


def found(results: Iterable[Result]) -> dict[str, Any]:
    """What these results say. A language that did not pass, or was not run, is left out."""
    languages: dict[str, Any] = {}
    noticed: dict[str, dict[str, bool]] = {}
    for one in results:
        if one.state == "passed" and one.judged is not None:
            language = one.language
            languages[language.name] = {
                "title": language.title,
                "generator": language.generator,
                "version": language.generator_version(),
            }
            for name, told in one.judged.noticed.items():
                noticed.setdefault(name, {})[language.name] = told
    return {"format": FORMAT, "languages": languages, "noticed": noticed}


def merged(known: dict[str, Any], new: dict[str, Any], vectors: Iterable[Vector]) -> dict[str, Any]:
    """What is on file with what a run found in its place, of the violations that there are."""
    languages = {**known["languages"], **new["languages"]}
    names = sorted(one["name"] for one in vectors if one["origin"] == "violation")
    noticed = {name: {**known["noticed"].get(name, {}), **new["noticed"].get(name, {})} for name in names}
    return {
        "format": FORMAT,
        "languages": {name: languages[name] for name in sorted(languages)},
        "noticed": {name: dict(sorted(told.items())) for name, told in noticed.items()},
    }


def contradictions(known: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """A sentence for each fact on file that a run found to be otherwise."""
    for language, about in new["languages"].items():
        if (before := known["languages"].get(language)) not in (None, about):
            yield f"{language}: on file is {before['generator']} {before['version']}, this is {about['version']}"
    for name, told in new["noticed"].items():
        for language, notices in told.items():
            before = known["noticed"].get(name, {}).get(language)
            if before not in (None, notices):
                yield f"{language}: {name} is {'noticed' if notices else 'no longer noticed'}, and on file otherwise"


def write(facts: dict[str, Any], path: Path = FACTS) -> None:
    """Put facts on file. Raises OSError."""
    path.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def on_file(path: Path = FACTS) -> dict[str, Any]:
    """The facts on file. Raises OSError, and DocumentError for a file that holds none."""
    return read_facts(path)
