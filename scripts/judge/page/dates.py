"""The dates on a page: the one that its writers give it, and the stamps that its machinery leaves."""

from __future__ import annotations

import re
from datetime import date

MONTHS = re.findall(r"\w+", "january february march april may june july august september october november december")
DATE = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)? (?P<month2>[A-Za-z]{3,9})\.?,? (?P<year2>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?:T[\d:.]+Z?)?"
)
STAMP = re.compile(
    r"(?:this )?(?:page )?(?:was )?(?:last )?(?:updated|modified|edited|revised|built|generated)\b.*", re.I
)


def dates_of(text: str) -> list[str]:
    """The dates of a line that has nothing else, as ISO 8601 has them."""
    if re.sub(r"[\s(),;|/-]", "", DATE.sub("", text)):
        return []
    return dates_in(text)


def is_stamp(text: str) -> bool:
    """Whether a line says when a page was made."""
    return STAMP.fullmatch(text) is not None


def dates_in(text: str) -> list[str]:
    """The dates of a line, whatever else it has, as ISO 8601 has them."""
    return [day for found in DATE.finditer(text) if (day := _iso(found.groupdict()))]


def _iso(parts: dict[str, str | None]) -> str | None:
    if parts["iso"]:
        return parts["iso"]
    name = str(parts["month"] or parts["month2"]).casefold()
    month = next((number for number, full in enumerate(MONTHS, 1) if full.startswith(name[:9])), 0)
    year, day = int(parts["year"] or parts["year2"] or 0), int(parts["day"] or parts["day2"] or 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
