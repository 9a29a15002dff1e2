"""On which day does the report say that it was published?"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from dateline.geo.parse import DATELINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.reports.article import Zone

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAME: Final = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_FIRST: Final = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAME},?\s+(\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST: Final = re.compile(
    rf"\b{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE
)
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def date_in_byline(text: str, zones: Sequence[Zone]) -> str | None:
    """Return the day that a byline or the opening place line gives in full, None where none does.

    Only unambiguous forms count (``14 March 2025``, ``March 14, 2025``, ``2025-03-14``):
    ``03/04/2025`` means two days.
    """
    for zone in zones:
        if zone.kind == "byline":
            found = day_in(text[zone.span.start : zone.span.end])
            if found:
                return found
    opening = next((zone.span for zone in zones if zone.kind == "paragraph"), None)
    line = DATELINE.match(text, opening.start, opening.end) if opening else None
    return day_in(line.group()) if line else None


def day_in(words: str) -> str | None:
    """Return the first full day in `words` as ISO 8601, None where there is none."""
    for pattern, order in ((_ISO, "ymd"), (_DAY_FIRST, "dmy"), (_MONTH_FIRST, "mdy")):
        found = pattern.search(words)
        if found:
            part = dict(zip(order, found.groups(), strict=True))
            month = part["m"].lower()[:3]
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            try:
                return date(int(part["y"]), number, int(part["d"])).isoformat()
            except ValueError:
                return None
    return None
