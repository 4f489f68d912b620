"""Pages made from facts alone, in three dresses: plain text, a theme of a documentation site, and minified HTML.

A page is what it states, by place as ``scripts.judge.page.reading`` has it; the words between are our own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlsplit

from scripts.document import base_url, load, operations
from scripts.judge.page.facts import Fact, Facts, facts_for
from scripts.judge.page.holding import Held, hold
from scripts.judge.page.places import is_below
from scripts.judge.page.plain import MASK, fingerprint
from scripts.judge.page.reading import Reading, read

DOCUMENT = load()
OPERATION = next(operations(DOCUMENT))
HOST = urlsplit(base_url(DOCUMENT)).hostname or ""
MASKED = (
    '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="5a303b343f">[email&#160;protected]</a>'
)
SECTIONS = ("header", "response", "model", "example")
Page = dict[str, Any]


def on_file() -> Facts:
    facts = facts_for(OPERATION)
    assert facts is not None
    return facts


FACTS = on_file()


def stated(fact: Fact) -> Any:
    """What a page states of a fact."""
    if fact.says:
        return " ".join(phrase.split("|")[0].rstrip("*") for phrase in fact.says)
    if fact.is_address:
        return MASK
    return fact.place.rpartition("/")[2] if fact.value is None else fact.value


def page() -> Page:
    """A page that states every fact, those that it may leave out as well."""
    return {place: stated(fact) for place, fact in FACTS.facts.items() if not _is_heading_alone(place)}


def _is_heading_alone(place: str) -> bool:
    return place in {"", "header", "parameter", "status", "model", "sample"}


def without(stating: Page, place: str) -> Page:
    """The page without a place and what is below it."""
    return {other: value for other, value in stating.items() if other != place and not is_below(other, place)}


def held(text: str) -> Held:
    """What a page is found to be, by the facts on file and the words of a page in plain dress."""
    wording = {place: (fingerprint(words),) for place, words in reading(plain(page())).words.items()}
    return hold(replace(FACTS, wording=wording), reading(text))


def reading(text: str) -> Reading:
    return read(text, FACTS.headings, HOST)


def plain(stating: Page) -> str:
    """As a reader's text mode shows it."""
    lines = ["Our own title", "", written(stating["edited"]), ""] if "edited" in stating else ["Our own title", ""]
    lines += ["Table of contents", ""]
    lines += [f"  {number}. {name}" for number, name in enumerate(headings(stating), 1)]
    lines += ["", *intro(stating)]
    for name, parts in sections(stating):
        lines += [name] if name else []
        for kind, label, code in parts:
            if kind in {"line", "model"}:
                lines += [code]
            else:
                lines += [f"  \u2022 {label}" if label else f"  \u2022 {code.splitlines()[0]}", ""]
                rest = code.splitlines() if label else code.splitlines()[1:]
                lines += [*(f"    {line}" for line in rest), "    "]
    return "\n".join(lines) + "\n"


def intro(stating: Page) -> list[str]:
    url = " ".join(str(stating[place]) for place in ("method", "url") if place in stating and "url" in stating)
    return [line for text in (stating.get("about", ""), url) if text for line in (str(text), "")]


def theme(stating: Page) -> str:
    """As a site made by a generator of documentation has it: navigation, contents, highlighted code, scripts."""
    dated = f"<p>{written(stating['edited'])}</p>" if "edited" in stating else ""
    entries = "\n".join(f'<li><a href="#{slug(name)}">{escape(name)}</a></li>' for name in headings(stating))
    body = "\n".join(f"<p>{_inline(text)}</p>" for text in intro(stating) if text)
    for name, parts in sections(stating):
        if name:
            body += (
                f'\n<h2 id="{slug(name)}"><a href="#{slug(name)}" class="anchor-heading">'
                f'<svg viewBox="0 0 16 16"><title>Link</title></svg></a> {escape(name)}</h2>'
            )
        for kind, label, code in parts:
            if kind == "line":
                body += f"\n<p><code>{_inline(code)}</code></p>"
            else:
                named = f"<p><strong>{escape(label)}</strong></p>" if label else ""
                block = f'<div class="highlight"><pre class="highlight"><code>{_spans(code)}\n</code></pre></div>'
                block = f'<div class="language-x highlighter-rouge">{block}</div>'
                body += f"\n{block}" if kind == "model" else f"\n<ul>\n<li>{named}\n{block}\n</li>\n</ul>"
    return f"""<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="UTF-8">
<title>Our own title | Our site</title>
<link rel="stylesheet" href="/assets/css/default.css?v=1">
<script>window.dataLayer = window.dataLayer || [];</script>
</head>
<body>
<a class="skip-to-main" href="#main-content">Skip to main content</a>
<div class="side-bar"><div class="site-header"><a href="/" class="site-title">Our site</a></div>
<nav id="site-nav" class="site-nav"><ul class="nav-list"><li><a href="/docs/other">Another endpoint</a></li></ul></nav>
<footer class="site-footer">Made by us</footer></div>
<div class="main" id="top">
<div class="main-content-wrap">
<nav aria-label="Breadcrumb" class="breadcrumb-nav"><ol><li>Docs</li><li>GET x</li></ol></nav>
<div id="main-content" class="main-content">
<main>
<h1 class="no_toc" id="our-own-title">Our own title</h1>
{dated}
<h2 class="no_toc text-delta" id="table-of-contents">Table of contents</h2>
<ol id="markdown-toc">
{entries}
</ol>
{body}
</main>
<hr>
<footer><p>Page last modified: Jan 1 2026</p></footer>
</div></div></div>
<script src="/assets/js/just.js?v=1"></script>
</body>
</html>
"""


def minified(stating: Page) -> str:
    """The theme with everything left out that a browser does not need."""
    parts = re.split(r"(<pre.*?</pre>)", theme(stating), flags=re.DOTALL)
    for at in range(0, len(parts), 2):
        text = re.sub(r"\s+", " ", parts[at])
        text = re.sub(r"> <", "><", text)
        text = re.sub(r"</(p|li|html|body|head)>", "", text)
        parts[at] = re.sub(r'="([\w./#-]+)"', r"=\1", text)
    return "".join(parts).replace("> Our", ">Our")


DRESSES: dict[str, Callable[[Page], str]] = {"plain": plain, "theme": theme, "minified": minified}


def headings(stating: Page) -> list[str]:
    return [str(value) for place, value in stating.items() if re.fullmatch(r"section/[^#]+", place)]


def sections(stating: Page) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Each heading, "" where it is left out, with its parts: a line, a model, or labelled code."""
    made: Mapping[str, list[tuple[str, str, str]]] = {
        "header": [("line", "", f"{name}: {_valued(value)}") for name, value in _members(stating, "header")],
        "response": [
            ("code", f"{code} {phrase}", "" if body is None else json.dumps(body, indent=2).replace(" ", " "))
            for code, phrase, body in _bodies(stating)
        ],
        "model": [("model", "", model(stating))] if any(is_below(place, "model") for place in stating) else [],
        "example": [("code", "", sample(stating, tool)) for tool, _ in _members(stating, "sample")],
    }
    names = headings(stating)
    found = []
    for kind in SECTIONS:
        name = next((one for one in names if kind in one.lower()), "")
        found.append((name, made[kind]))
    known = {name for name, _ in found}
    return [*found, *((name, _own_lines(stating, name)) for name in names if name not in known)]


def _own_lines(stating: Page, name: str) -> list[tuple[str, str, str]]:
    return [("line", "", str(text)) for text in (stating.get(f"section/{name}#text"),) if text]


def _members(stating: Page, above: str) -> list[tuple[str, Any]]:
    return [
        (place.removeprefix(f"{above}/"), value)
        for place, value in stating.items()
        if re.fullmatch(rf"{above}/[^/#]+", place)
    ]


def _valued(value: str) -> str:
    return value if "/" in value else f"{value} {{API token}}"


def _bodies(stating: Page) -> list[tuple[str, str, Any]]:
    reasons = {"2": "OK", "4": "Bad", "5": "Broken"}
    return [
        (code, reasons[code[0]], tree(stating, f"status/{code}/body") if f"status/{code}/body" in stating else None)
        for code, _ in _members(stating, "status")
    ]


def tree(stating: Page, place: str) -> Any:
    """The JSON value whose members stand below a place."""
    members = {name: tree(stating, f"{place}/{name}") for name, _ in _members(stating, re.escape(place))}
    if stating[place] == "array":
        return list(members.values())
    return members if stating[place] == "object" else stating[place]


def model(stating: Page) -> str:
    optional = {"all": " // TypeScript; every field is optional", "some": " // TypeScript; some fields are optional"}
    lines = [f"{{{optional.get(stating.get('model#optional', ''), ' // TypeScript')}"]
    for name, type_ in _members(stating, "model"):
        comment = stating.get(f"model/{name}#comment")
        lines.append(f"  {name}: {type_}" + (f" // {comment}" if comment else ""))
    return "\n".join([*lines, "}[]" if stating.get("model#list") == "array" else "}"])


def sample(stating: Page, tool: str) -> str:
    """A sample of code; one that is no tool of today's facts is written as a call of a function."""
    url, method = stating.get(f"sample/{tool}#url", ""), stating.get(f"sample/{tool}#method", "GET")
    given = [(name, value) for name, value in _members(stating, f"sample/{tool}") if value]
    if tool == "curl":
        asked = "" if method == "GET" else f"-X {method} "
        lines = [f'curl {asked}"{url}"', *(f'     -H "{name}: {_shell(value)}"' for name, value in given)]
        return " \\\n".join(lines)
    if tool == "requests":
        named = ",\n".join(f'    "{name}" : f"{_python(value)}"' for name, value in given)
        return f'import requests\nheaders = {{\n{named}\n}}\nprint(requests.{method.lower()}("{url}", headers=headers))'
    named = "\n".join(f'    "{name}": `{_script(value)}`,' for name, value in given)
    asked = "" if method == "GET" else f'  method: "{method}",\n'
    return f'const url = "{url}";\nconst got = await {tool}(url, {{\n{asked}  headers: {{\n{named}\n  }},\n}});'


def _shell(value: str) -> str:
    return value if "/" in value else f"{value} \u2026"


def _python(value: str) -> str:
    return value if "/" in value else f"{value} {{token}}"


def _script(value: str) -> str:
    return value if "/" in value else f"{value} ${{token}}"


def written(day: str) -> str:
    return date.fromisoformat(day).strftime("%B %-d, %Y")


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _masked(text: str) -> str:
    return text.replace(escape(MASK), MASKED)


def _inline(text: str) -> str:
    return _masked(escape(text, quote=False))


def _spans(code: str) -> str:
    """Code in the spans of a highlighter."""
    return _masked(
        "".join(
            f'<span class="nl">{escape(part)}</span>'
            if re.fullmatch(r'"[^"\n]*"|[{}\[\],:]|\d+', part)
            else escape(part)
            for part in re.split(r'("[^"\n]*"|[{}\[\],:]|\b\d+\b)', code)
        )
    )
