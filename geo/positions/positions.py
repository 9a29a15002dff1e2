"""Which positions do a report's words give other than by a bare name?

Runs after the names are resolved and leaves them as they are: "30 km north of Kulob" is one
position, and "Kulob" stays a mention of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.places import Place
from dateline.geo.positions.anchors import Anchors
from dateline.geo.positions.betweens import find_betweens
from dateline.geo.positions.coordinates import find_coordinates
from dateline.geo.positions.offsets import find_offsets
from dateline.geo.positions.uncertain_areas import Position, disc, km_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.positions.coordinates import Coordinate
    from dateline.geo.reports.article import Article, Span, Zone

READ_ZONES: Final = frozenset({"headline", "paragraph", "caption", "byline"})
POSITION: Final = "position:"
SOURCE: Final = "computed from the report's words"


def find_positions(article: Article, resolutions: Sequence[Resolution]) -> tuple[Position, ...]:
    """Find the coordinates, distances, directions and betweens of a report.

    Parameters
    ----------
    article
        The report; rates and boilerplate are not read.
    resolutions
        What its names mean, in any order.

    Returns
    -------
    tuple of Position
        In reading order, not overlapping. Those that mean the same area share an id. What cannot
        be placed is there too, with its reason.
    """
    anchors = Anchors(article.text, resolutions)
    found: list[Position] = []
    for zone in article.zones:
        if zone.kind in READ_ZONES:
            found += _of_zone(article, zone, anchors)
    ids: dict[object, str] = {}
    named = []
    for position in sorted(found, key=lambda p: p.span):
        own = f"{POSITION}{position.span.start}-{position.span.end}"
        key = position.polygons or own
        named.append(replace(position, id=ids.setdefault(key, own)))
    return tuple(named)


def _of_zone(article: Article, zone: Zone, anchors: Anchors) -> list[Position]:
    text, start, end = article.text, zone.span.start, zone.span.end
    coordinates = (
        _of_coordinate(article, found) for found in find_coordinates(text, start=start, end=end)
    )
    betweens = find_betweens(text, anchors, start=start, end=end)
    offsets = find_offsets(text, anchors, start=start, end=end)
    kept = _without_overlaps((*coordinates, *betweens, *offsets), len(text))
    measured = {span: p.kind for p in kept for span in p.anchors}
    return [replace(p, describes=_described(p, anchors, measured, start)) for p in kept]


def _described(
    position: Position, anchors: Anchors, measured: Mapping[Span, str], start: int
) -> Span | None:
    """Return the name that the words tell more of; not one that others are measured from.

    "100 km from Goma, 5 km from Bukavu" tells nothing of Goma; in "near Gulu, 90 km north of Lira"
    the distance is Gulu's.
    """
    span = anchors.described(position.span.start, start=start)
    if span is None or position.kind == "coordinate":
        return None
    kind = measured.get(span)
    return span if kind is None or (kind == "near" and position.kind == "offset") else None


def _without_overlaps(found: Iterable[Position], length: int) -> list[Position]:
    """Keep the first of two that overlap; one that is placed before one that is not."""
    taken: set[int] = set()
    kept = []
    order = list(found)
    for position in (*(p for p in order if p.placed), *(p for p in order if not p.placed)):
        points = range(position.span.start, min(position.span.end, length))
        if taken.isdisjoint(points):
            taken.update(points)
            kept.append(position)
    return kept


def _of_coordinate(article: Article, found: Coordinate) -> Position:
    centre = (found.lon_deg, found.lat_deg)
    metres = found.radius_km * 1000.0
    size = f"{metres:,.0f} m" if metres < 1000.0 else f"{km_words(found.radius_km)} km"
    return Position(
        id="", span=found.span, surface=article.slice(found.span), kind="coordinate",
        lon_deg=round(found.lon_deg, 7), lat_deg=round(found.lat_deg, 7),
        radius_km=round(found.radius_km, 4), polygons=disc(centre, found.radius_km),
        reason=f"Coordinates in the text ({found.form}), taken as WGS 84 and, by their digits, as "
        f"right to within {size}.",
    )  # fmt: skip


def place_of(position: Position) -> Place | None:
    """Return a placed position as a place, for what asks where something is; None where unplaced.

    Its geometry is an area, so that nothing pins it; its name is the report's words.
    """
    if position.lon_deg is None or position.lat_deg is None:
        return None
    return Place(
        id=position.id, name=" ".join(position.surface.split()), lat_deg=position.lat_deg,
        lon_deg=position.lon_deg, country=position.country, admin1="", feature_class="",
        feature_code="", population=0, geometry="area", source=SOURCE,
    )  # fmt: skip


__all__ = ["Position", "find_positions", "place_of"]
