"""The results as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable

from scripts.consumers.run import Result

HEAD = "| Language | Generator | Generated from | Compiled | Vectors | Violations noticed | What is lost | Seconds |"


def table(results: Iterable[Result]) -> str:
    """One row per language; what was not run says what it needs, and no column says that it passed."""
    return "\n".join([HEAD, "|---|---|---|---|--:|--:|---|--:|", *map(row, results)])


def row(result: Result) -> str:
    """The row of one language."""
    language, judged = result.language, result.judged
    generator = f"{language.generator} {language.generator_version()}"
    if result.state.startswith("not run"):
        cells = [language.title, generator, f"`{language.source}`", result.state, "", "", "", ""]
    else:
        vectors = f"{judged.passed}/{judged.passed + len(judged.failed)}" if judged else "failed"
        vectors += f", {len(judged.unsent)} not sent" if judged and judged.unsent else ""
        noticed = f"{sum(judged.noticed.values())}/{len(judged.noticed)}" if judged else ""
        compiled = "yes" if result.compiled else "no"
        lost = "; ".join(result.lost) if result.state == "passed" else "failed, see above"
        source = f"`{language.source}`"
        cells = [language.title, generator, source, compiled, vectors, noticed, lost, f"{result.seconds:.0f}"]
    return f"| {' | '.join(cells)} |"
