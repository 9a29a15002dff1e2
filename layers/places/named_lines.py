"""Where does the report name a line between two countries: "the Line of Control"?

Names of disputed lines come from the border data. Short ones ("Blue Line") could be a railway, so
that the report must speak of one of the two countries.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.geo.reports.article import Span
from dateline.geo.shapes.borders import as_place, border_between, open_borders
from dateline.layers.claims.claims import ClaimPlace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Article


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the countries on both sides, by the line's name."""
    rows = open_borders().execute(
        "SELECT disputed_name, pair FROM border WHERE disputed = 1 ORDER BY pair"
    )
    bare = ((name.split(" (")[0].strip(), pair) for name, pair in rows)
    return {
        name: tuple(pair.split("-"))
        for name, pair in bare
        if re.fullmatch(r"[A-Z]\w+(?: \w+)* Line|Line of [\w ]+", name)
    }


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(n).replace(r"\ ", r"\s") for n in sorted(_names(), reverse=True))
    return re.compile(rf"\b(?:[Tt]he\s)?({names})\b")


def named_lines(
    article: Article, parse: Parse, resolutions: Sequence[Resolution]
) -> tuple[dict[str, Place], tuple[ClaimPlace, ...]]:
    """Find the named lines of a report.

    Returns
    -------
    tuple of (places, mentions)
        The lines by id, and each mention as a place of whatever claim holds it.
    """
    countries = {r.place.country for r in resolutions if r.place is not None}
    places: dict[str, Place] = {}
    found: list[ClaimPlace] = []
    for zone in article.zones:
        for match in _pattern().finditer(article.text, zone.span.start, zone.span.end):
            name = " ".join(match[1].split())
            sides = _names()[name]
            border = border_between(*sides) if countries & set(sides) else None
            tokens = parse.tokens(Span(*match.span(1)))
            if border is None or not tokens or tokens[-1].dep_ == "compound":
                continue
            place = as_place(border)
            places[place.id] = place
            found.append(
                ClaimPlace(
                    text=match[0],
                    span=Span(*match.span()),
                    role="border",
                    resolves_to=f"{name} ({border.name})",
                    place_ids=(place.id,),
                    precision="line",
                    reason="the line’s own name",
                )
            )
    return places, tuple(found)


def known_place(place_id: str, gazetteer: Gazetteer) -> Place | None:
    """Return a place by id, a border too."""
    if place_id.startswith("border:"):
        border = border_between(*place_id.removeprefix("border:").split("-"))
        return as_place(border) if border else None
    return gazetteer.place(place_id)
