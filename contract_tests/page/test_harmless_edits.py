"""Is nothing told of a page on which only the looks have changed?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from contract_tests.page.dress import MASKED, held, minified, page, plain, theme, without

STATED = page()
Edit = Callable[[str], str]


def put(old: str, new: str, count: int = -1) -> Edit:
    """An edit that puts one text in the place of another, which must be there."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, count)

    return edit


def match(pattern: str, new: str) -> Edit:
    """The same for a regular expression."""

    def edit(text: str) -> str:
        changed, times = re.subn(pattern, new, text, flags=re.DOTALL)
        assert times
        return changed

    return edit


def reordered(pattern: str) -> Edit:
    """An edit that turns the order of neighbours around, each of which matches."""

    def edit(text: str) -> str:
        run = re.search(rf"(?:{pattern})+", text, re.DOTALL)
        assert run
        parts = re.findall(pattern, run[0], re.DOTALL)
        assert len(parts) > 1
        return text.replace(run[0], "".join(reversed(parts)))

    return edit


MARKUP: dict[str, Edit] = {
    # Stamps
    "comment-of-a-cache": put("</body>", "<!-- Cached 2026-11-25T05:00:00Z, node 7 --></body>"),
    "comment-in-front": put("<!DOCTYPE html>", "<!-- built 1763 -->\n<!DOCTYPE html>"),
    "comment-between": put("<main>", "<main><!-- 200 OK {\"error\": 1} -->"),
    "stamp-at-addresses": put("?v=1", "?v=1763000000"),
    "modified-in-the-footer": put("Jan 1 2026", "Nov 25 2026 at 10:00 AM"),
    "modified-at-the-end": put("</main>", "<p>Page last modified: <span>Nov 25 2026</span>.</p></main>"),
    "meta-of-a-generator": put("<meta charset", '<meta name="generator" content="Other 4.0"><meta charset'),
    "nonce": put("<script>", '<script nonce="a1b2c3">'),
    # Scripts
    "script-of-a-challenge-net": put("</body>", "<script>window.__CF$cv$params={r:'9a'};</script></body>"),
    "script-with-json": put("<main>", '<main><script type="application/ld+json">{"code": 402}</script>'),
    "script-with-markup": put("</main>", '<script>var a = "<h2>404 Not Found</h2>";</script></main>'),
    "style-between": put("</main>", "<style>pre{color:red}</style></main>"),
    "noscript": put("<main>", "<main><noscript>Enable JavaScript: 500 Error</noscript>"),
    "template": put("<main>", "<main><template><h2>Other</h2></template>"),
    # Mail masking
    "mail-as-span": put(MASKED, '<span class="__cf_email__" data-cfemail="5a303b343f">[email&#160;protected]</span>'),
    "mail-as-text": put(MASKED, "[email&#160;protected]"),
    "mail-masked-anew": put("5a303b343f", "ffeeddcc1122"),
    "mail-not-masked": put(MASKED, "jo@example.com"),
    "mail-in-another-language": put("[email&#160;protected]", "[correo&#160;protegido]"),
    # Navigation and what stands around
    "navigation-grows": put("Another endpoint</a>", 'Another endpoint</a></li><li><a href="/x">429 Many</a>'),
    "breadcrumb": put("<li>GET x</li>", "<li>Kling</li><li>GET x</li>"),
    "no-breadcrumb": match(r'<nav aria-label="Breadcrumb".*?</nav>', ""),
    "no-contents": match(r'<h2 class="no_toc.*?</ol>', ""),
    "contents-as-plain-list": put('<ol id="markdown-toc">', "<ol>"),
    "contents-in-navigation": match(r'<h2 class="no_toc.*?</h2>\s*(<ol.*?</ol>)', r"<nav>Contents \1</nav>"),
    "banner": put("<main>", '<div class="cookie-banner"><h2>Cookies</h2>We use some.</div><main>'),
    "search": put('<div class="main"', '<div class="search"><input><p>Search</p></div><div class="main"'),
    "pager": put("</main>", '<nav class="pager"><a href="/a">DELETE x</a></nav></main>'),
    "link-to-edit": put("<footer><p>", "<footer><p><a href='/edit'>Edit this page</a></p><p>"),
    "form-to-try": put("</main>", '<form><label>Token</label><input name="t"><button>Run</button></form></main>'),
    # Layout
    "no-main-element": lambda text: match("</?main>", "")(text),
    "article": lambda text: put("</main>", "</article></main>")(put("<main>", "<main><article>")(text)),
    "deeper": lambda text: put("</main>", "</div></div></main>")(put("<main>", "<main><div><div>")(text)),
    "other-classes": match('"highlight"|"language-x highlighter-rouge"', '"prose"'),
    "headings-one-lower": lambda text: put("</h2>", "</h3>")(put("<h2", "<h3")(text)),
    "heading-links-behind": match(r'<a href="#[\w-]+" class="anchor.*?</a> ([^<]+)</h2>', r'\1<a href="#x">#</a></h2>'),
    "statuses-as-headings": match(r"<p><strong>(\d\d\d \w+)</strong></p>", r"<h4>\1</h4>"),
    "statuses-in-code": match(r"<p><strong>(\d\d\d) (\w+)</strong></p>", r"<p><code>\1</code> \2</p>"),
    "statuses-as-summaries": match(r"<p><strong>(\d\d\d \w+)</strong></p>", r"<summary>\1</summary>"),
    "statuses-with-http": match(r"<strong>(\d\d\d \w+)</strong>", r"HTTP \1"),
    "statuses-alone": match(r"<strong>(\d\d\d) \w+</strong>", r"\1"),
    "languages-named": put('<div class="highlight">', '<div class="code-header">JSON</div><div class="highlight">'),
    "copy-buttons": put("<pre class=\"highlight\">", '<button>Copy</button><pre class="highlight">'),
    "line-numbers": put('<pre class="highlight">', '<pre class="lineno">1\n2\n</pre><pre class="highlight">'),
    "code-without-spans": match(r'</?span(?: class="nl")?>', ""),
    "code-in-lines": match(r"\n(\s*<span class=\"nl\">&quot;)", r'</code><code class="line">\n\1'),
    "code-without-pre": lambda text: re.sub(
        r"<pre[^>]*>(.*?)</pre>", lambda found: found[1].strip().replace("\n", "<br>"), text, flags=re.DOTALL
    ),
    "lists-as-divs": match("<(/?)(ul|li)>", r"<\1div>"),
    "sections": lambda text: put("</main>", "</section></main>")(put("<main>", "<main><section>")(text)),
    "tables-of-headers": match(r"<p><code>(\w+): (Bearer[^<]*)</code></p>", r"<table><tr><td>\1<td>\2</table>"),
    "date-as-time": match(r"<p>(\w+ \d+, \d{4})</p>", r'<p><time datetime="2025-04-18">\1</time></p>'),
    "date-said-to-be-one": match(r"<p>(\w+ \d+, \d{4})</p>", r"<p>Last updated: <em>\1</em></p>"),
    "date-written-otherwise": match(r"<p>\w+ (\d+), (\d{4})</p>", r"<p>\1 Apr \2</p>"),
    "date-before-the-title": lambda text: match(r"(<h1.*?</h1>)\s*(<p>\w+ \d+, \d{4}</p>)", r"\2\1")(text),
    # Dress of letters
    "entities-by-number": lambda text: put("&quot;", "&#34;")(text),
    "entities-by-hex": put("&quot;", "&#x22;"),
    "no-entities": put("&quot;", '"'),
    "curly-quotes": match("&quot;(.*?)&quot;", r"&ldquo;\1&rdquo;"),
    "non-breaking-blanks": match(r"(\w) (\w+ is optional)", r"\1&nbsp;\2"),
    "soft-hyphens": put("optional", "op&shy;tional"),
    "breaks-in-words": put("kling/scheduler</p>", "kling/<wbr>scheduler</p>"),
    "ellipsis": put("Error ...", "Error &hellip;"),
    "emphasis": put("currently", "<em>currently</em>"),
    "upper-case-tags": match("<(/?)(p|h2|li|ul|pre|code)(?=[ >])", lambda found: found[0].upper()),  # type: ignore[arg-type]
    "windows-line-ends": put("\n", "\r\n"),
    "blank-lines": match(r">\n<(?!/?span)", ">\n\n\n  <"),
    "indented": match(r"\n<(?!/?span|/code)", "\n\t\t<"),
    "conditional-comment": put("<head>", "<head><![if lt IE 9]><script>x</script><![endif]>"),
    "unknown-declaration": put("<main>", "<main><![unknown x]><![&]>"),
    "xml-declaration": put("<!DOCTYPE html>", '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html>'),
    "stray-end-tags": put("<main>", "</p></span></em><main></b>"),
    # Order
    "statuses-reordered": reordered(r"<ul>\s*<li><p><strong>\d\d\d.*?</ul>\s*"),
    "fields-reordered": match(r"(  id<span.*?\n)(  email<span.*?\n)", r"\2\1"),
    "members-reordered": match(
        r'(    <span class="nl">&quot;elapsed.*?,</span>\n)(    <span class="nl">&quot;replyUrl.*?,</span>\n)', r"\2\1"
    ),
}  # fmt: skip
TEXT: dict[str, Edit] = {
    "windows-line-ends": put("\n", "\r\n"),
    "old-mac-line-ends": put("\n", "\r"),
    "byte-order-mark": lambda text: "\ufeff" + text,
    "no-contents": match(r"Table of contents.*?\n\n(?=\w)", ""),
    "other-bullets": put("\u2022", "*"),
    "dashes": put("\u2022", "-"),
    "tabs": put("    ", "\t"),
    "no-indentation": match(r"\n +", "\n"),
    "blank-lines": put("\nResponses", "\n\n\nResponses"),
    "trailing-blanks": put("\n", "  \n"),
    "curly-quotes": match('"([^"\n]*)"', "\u201c\\1\u201d"),
    "single-quotes-in-json": put('"error"', "'error'"),
    "trailing-comma": put('"code": 401\n', '"code": 401,\n'),
    "lost-comma": put('"error": "Unauthorized",', '"error": "Unauthorized"'),
    "comment-in-json": put('"code": 401', '"code": 401 // as the status'),
    "json-on-one-line": match(r"\{\s+\"error\": \"Error ...\"\s+\}", '{"error": "Error ..."}'),
    "wrapped-prose": put("currently running", "currently\nrunning"),
    "markdown-headings": match(r"\n(Request Headers|Responses|Model|Examples|Try It)\n", r"\n## \1\n"),
    "fences": put("    [\n", "    ```json\n    [\n"),
    "fields-end-in-commas": match(r"(  \w+: \w+) //", r"\1, //"),
    "fields-with-marks": match(r"\n  (\w+): (number|string)", r"\n  \1?: \2"),
    "list-as-generic": lambda text: put("}[]", "}>")(put("\n{ //", "\nArray<{ //")(text)),
    "model-with-a-name": put("\n{ //", "\ntype Tasks = { //"),
    "model-exported": put("\n{ //", "\nexport type Tasks = { //"),
}


@pytest.mark.parametrize("edit", MARKUP.values(), ids=MARKUP)
def test_nothing_is_told_of_a_themes_looks(edit: Edit) -> None:
    before = theme(STATED)
    after = edit(before)
    assert after != before
    assert held(after).differences == ()


@pytest.mark.parametrize("edit", TEXT.values(), ids=TEXT)
def test_nothing_is_told_of_a_plain_texts_looks(edit: Edit) -> None:
    before = plain(STATED)
    after = edit(before)
    assert after != before
    assert held(after).differences == ()


def test_statuses_as_tabs_belong_to_the_examples_in_their_turn() -> None:
    text = theme(STATED)
    labels = re.findall(r"<p><strong>(\d\d\d \w+)</strong></p>", text)
    tabs = '<ul class="tab">' + "".join(f'<li><a href="#">{label}</a></li>' for label in labels) + "</ul>"
    without_labels = re.sub(r"<p><strong>\d\d\d \w+</strong></p>", "", text)
    first = re.search(r'<h2 id="responses".*?</h2>', without_labels, re.DOTALL)
    assert first
    assert held(without_labels.replace(first[0], first[0] + tabs)).differences == ()


def test_tasks_in_another_order_are_the_same_example() -> None:
    swapped = {
        re.sub("^status/200/body/([01])", lambda found: f"status/200/body/{1 - int(found[1])}", place): value
        for place, value in STATED.items()
    }
    ordered = dict(sorted(swapped.items(), key=lambda pair: pair[0].startswith("status/200/body/1")))
    assert list(ordered) != list(STATED)
    assert held(minified(ordered)).differences == ()


def test_page_may_leave_out_what_need_not_be_said() -> None:
    assert held(minified(without(without(STATED, "method"), "section/Try It"))).differences == ()


def test_table_is_long_enough() -> None:
    assert len(MARKUP) + len(TEXT) >= 80
