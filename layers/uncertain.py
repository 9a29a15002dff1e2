"""How is a position drawn that words give by distance, direction or coordinates?

As the area that surely holds it; coordinates have a point in it as well. Nothing else is pinned.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.geo.positions.positions import POSITION
from dateline.layers.features import merged
from dateline.layers.places.forces import unit_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.features import Feature, Use

UNCERTAIN: Final = "uncertain"
LONGEST_LABEL: Final = 44  # characters; the whole words are the name


def uncertain_areas(
    article: Article,
    uses: Iterable[Use],
    positions: Mapping[str, Position],
    *,
    base_types: frozenset[str],
) -> list[Feature]:
    """Make one area of each position that claims name, in reading order.

    Parameters
    ----------
    uses
        All places of all claims; those that are no positions are passed over.
    positions
        By id.
    base_types
        Types of claims that set a unit or base at a place: its name stands before the area's.
    """
    return [
        _area(article, positions[place_id], group, base_types)
        for place_id, group in _groups(uses, positions).items()
    ]


def coordinate_points(uses: Iterable[Use], positions: Mapping[str, Position]) -> list[Feature]:
    """Make one point of each pair of coordinates that claims name."""
    from shapely.geometry import Point

    found = []
    for place_id, group in _groups(uses, positions).items():
        position = positions[place_id]
        if position.kind == "coordinate":
            feature = merged(f"event:{place_id}", group, kind="coordinate")
            point = Point(position.lon_deg or 0.0, position.lat_deg or 0.0)
            found.append(
                replace(
                    feature,
                    radius_km=position.radius_km,
                    notes=(*feature.notes, position.reason),
                    geometry=point,
                )
            )
    return found


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_LABEL else words[: LONGEST_LABEL - 1].rstrip() + "…"


def _groups(uses: Iterable[Use], positions: Mapping[str, Position]) -> dict[str, list[Use]]:
    groups: dict[str, list[Use]] = {}
    for use in uses:
        if use.place_id in positions:
            groups.setdefault(use.place_id, []).append(use)
    return groups


def _area(
    article: Article, position: Position, group: Sequence[Use], base_types: frozenset[str]
) -> Feature:
    from shapely.geometry import MultiPolygon, Polygon

    words = position.id.removeprefix(POSITION)
    feature = merged(f"{UNCERTAIN}:{words}", group, kind=UNCERTAIN)
    found = (unit_named(article, use, typed=use.claim.type in base_types) for use in group)
    unit = next((unit for unit in found if unit is not None), None)
    return replace(
        feature,
        name=f"{unit.words} \u2014 {feature.name}" if unit else feature.name,
        label=_short(feature.name),
        radius_km=position.radius_km,
        notes=(*feature.notes, position.reason),
        geometry=MultiPolygon([Polygon(rings[0], rings[1:]) for rings in position.polygons]),
    )
