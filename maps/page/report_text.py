"""Where in the report do its claims and places stand? The full text with its marks, as HTML.

Nothing is left out: boilerplate is greyed, not cut. Overlapping marks are split into pieces, each
of which carries the ids of all claims and the place that cover it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dateline.maps.escape import Html, tag, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article, Span, Zone

_ZONE_WORDS = {
    "caption": "caption",
    "rates": "ticker, not read for claims",
    "boilerplate": "not part of the report",
    "byline": "byline",
}

_SHORTEST = 6  # letters of a zone of which it is worth saying why it holds no claims


def report_html(
    article: Article,
    resolutions: Sequence[Resolution],
    records: Sequence[Mapping[str, Any]],
    positions: Sequence[Position] = (),
) -> Html:
    """Return the report with mentions and claims marked.

    Parameters
    ----------
    article, resolutions
        Offsets are code points of ``article.text``.
    records
        Claim records; their ``content`` spans are marked.
    positions
        Marked as a whole, the names that they are measured from included.

    Returns
    -------
    Html
        One block a zone. Text content is the report's, white space apart.
    """
    claims = [
        (record["content"]["start"], record["content"]["end"], str(record["id"]))
        for record in records
    ]
    blocks = [_zone(article, zone, resolutions, claims, positions) for zone in article.zones]
    return tag("div", *blocks, class_="report-text", dir="auto")


def _zone(
    article: Article,
    zone: Zone,
    resolutions: Sequence[Resolution],
    claims: Sequence[tuple[int, int, str]],
    positions: Sequence[Position],
) -> Html:
    start, end = zone.span.start, zone.span.end
    here = [claim for claim in claims if claim[0] < end and claim[1] > start]
    names = [r for r in resolutions if start <= r.mention.span.start and r.mention.span.end <= end]
    names = [r for r in names if r.mention.kind != "none"]  # no place, says an analyst
    cuts = {start, end}
    cuts |= {position for claim in here for position in claim[:2] if start < position < end}
    areas = [p for p in positions if start <= p.span.start and p.span.end <= end]
    cuts |= {edge for p in areas for edge in (p.span.start, p.span.end)}
    # A name inside "30 km north of X" is no mark of its own: the words stand for one area.
    own = [r for r in names if not any(p.placed and _holds(p.span, r.mention.span) for p in areas)]
    measured = {p.span: r for p in areas for r in reversed(names) if _holds(p.span, r.mention.span)}
    cuts |= {edge for r in own for edge in (r.mention.span.start, r.mention.span.end)}
    ordered = sorted(cuts)
    pieces = [
        _piece(article.text[low:high], low, high, own, here, areas, measured)
        for low, high in pairwise(ordered)
    ]
    return tag("p", *pieces, *zone_note(zone), class_=f"zone zone-{zone.kind}")


def zone_note(zone: Zone) -> list[Html]:
    """Return what is said at the end of a zone that holds no claims."""
    short = zone.span.end - zone.span.start < _SHORTEST  # "1/": the number of a thread's post
    hint = "" if short else _ZONE_WORDS.get(zone.kind)
    return [tag("span", f" [{hint}]", class_="zone-note")] if hint else []


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _at(found: Resolution | None) -> str | None:
    """Where a name stands, for the review; of a position, the name it is measured from."""
    return f"{found.mention.span.start}-{found.mention.span.end}" if found is not None else None


def _piece(
    words: str,
    low: int,
    high: int,
    names: Sequence[Resolution],
    claims: Sequence[tuple[int, int, str]],
    areas: Sequence[Position],
    measured: Mapping[Span, Resolution],
) -> Html:
    covering = [claim_id for start, end, claim_id in claims if start <= low and high <= end]
    inside = [r for r in names if r.mention.span.start <= low and high <= r.mention.span.end]
    out: Html = text(words)
    area = next((p for p in areas if p.span.start <= low and high <= p.span.end), None)
    if area is not None and not inside:
        out = tag(
            "span",
            out,
            class_="mention mention-position" + ("" if area.placed else " mention-unplaced"),
            attrs={
                "data-place": area.id if area.placed else None,
                "data-at": _at(measured.get(area.span)),
            },
        )
    elif inside:
        # The shortest mention is the most telling one: a name inside "the border with …".
        best = min(inside, key=lambda r: r.mention.span.end - r.mention.span.start)
        place = best.place
        drawn = place is not None and best.mention.is_place
        out = tag(
            "span",
            out,
            class_=f"mention mention-{best.mention.kind}" + ("" if drawn else " mention-unplaced"),
            attrs={
                "data-place": place.id if place is not None and drawn else None,
                "data-at": _at(best),
            },
        )
    if covering:
        out = tag("mark", out, attrs={"data-claims": " ".join(covering)}, class_="claimed")
    return out
