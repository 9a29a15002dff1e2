"""Where in the report, as it is now, do the words of a correction stand?

Words are known by what stands around them (W3C's TextQuoteSelector) and by their position: edits
elsewhere in the report never change what an entry is about. Written by hand, an entry may leave
both out where its words stand in the report once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from dateline.geo.reports.article import Span
from dateline.layers.claims.records import CONTEXT
from dateline.layers.corrections.corrections import Anchor, ClaimCorrection, PlaceCorrection
from dateline.layers.corrections.reanchor import alike, best_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.geo.reports.article import Article
_E = TypeVar("_E", PlaceCorrection, ClaimCorrection)
_plain = lru_cache(maxsize=2)(alike)  # of whole reports
MOST_CONTEXT: Final = 1024  # code points on each side, where shorter ones do not tell words apart


def anchor_at(article: Article, span: Span, *, report: str | None = None) -> Anchor:
    """Return the anchor of words of a report.

    Parameters
    ----------
    span
        Of the words, code points.
    report
        Id to write with it, where a file is about several.

    Returns
    -------
    Anchor
        With 32 code points on each side; twice as many, and twice again, as long as the same words
        stand in the same surroundings elsewhere in the report.
    """
    text, size = article.text, CONTEXT
    plain = _plain(text)
    while True:
        low, high = max(0, span.start - size), span.end + size
        once = plain.find(plain[low:high], plain.find(plain[low:high]) + 1) < 0
        if once or size >= MOST_CONTEXT or (low == 0 and high >= len(text)):
            break
        size *= 2
    return Anchor(
        words=article.slice(span),
        prefix=text[low : span.start],
        suffix=text[span.end : high],
        position=span.start,
        report=report,
    )


def find_anchors(article: Article, entries: Iterable[_E]) -> Iterator[tuple[_E, Span | None, str]]:
    """Yield each entry with the span of its words in the report, or None and the reason.

    They come by position: where equal words stand in equal surroundings, the one is taken that has
    moved as far as the words of the entry before.
    """
    text = _plain(article.text)
    shift = 0
    for entry in sorted(entries, key=lambda e: (e.anchor.position is None, e.anchor.position or 0)):
        anchor = entry.anchor
        start, reason = _start(anchor, text, shift)
        if start is None:
            yield entry, None, reason
            continue
        if anchor.position is not None:
            shift = start - anchor.position
        yield entry, Span(start, start + len(anchor.words)), ""


def _start(anchor: Anchor, text: str, shift: int) -> tuple[int | None, str]:
    words, before, after = alike(anchor.words), alike(anchor.prefix), alike(anchor.suffix)
    places = [
        match.start()
        for match in re.finditer(f"(?={re.escape(words)})", text)
        if _is_whole(text, match.start(), len(words))
        or (anchor.position is not None and _in_company(text, match.start(), words, before, after))
    ]
    if not places:
        return None, "these words are not in the report"
    if not before and not after:
        if anchor.position in places:
            return anchor.position, ""
        if len(places) == 1:
            return places[0], ""
        many = f"these words stand in the report {len(places)} times"
        return None, f"{many}: say with `prefix` and `suffix` which are meant"
    expected = places[0] if anchor.position is None else anchor.position + shift
    found = best_place(places, words, before, after, text=text, expected=expected)
    return found, "" if found is not None else "these words stand in other company now"


def _is_whole(text: str, start: int, length: int) -> bool:
    """Tell whether words are no part of longer ones: "rain" of "rainy"."""
    end = start + length
    cut_left = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    cut_right = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not cut_left and not cut_right


def _in_company(text: str, start: int, words: str, before: str, after: str) -> bool:
    """Tell whether all that stood around words stands there: then parts of words are meant."""
    low, high = start - len(before), start + len(words) + len(after)
    return low >= 0 and text[low:high] == before + words + after
