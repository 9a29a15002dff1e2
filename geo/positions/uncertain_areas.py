"""What is a position that words give other than by a name, and what shape may be drawn for it?

Shapes are discs, capsules, cones and bands on the WGS 84 ellipsoid, as polygons of longitude and
latitude (degrees): cut at 180 degrees, a disc over a pole widened to a cap, five decimals (1 m).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from dateline.geo.shapes.geodesy import WGS84, distance_km, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from dateline.geo.reports.article import Span
    from dateline.geo.shapes.geodesy import LonLat

Ring = tuple[tuple[float, float], ...]
Polygons = tuple[tuple[Ring, ...], ...]
PositionKind = Literal["coordinate", "offset", "near", "within", "between"]

DECIMALS: Final = 5
STEPS: Final = 64  # points of a full circle: it lies within 0.12 % of the radius


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Words that give a position otherwise than by a bare name.

    Attributes
    ----------
    id
        ``position:<start>-<end>`` of the first place in the report that gives the same area; all
        words that mean this area share it.
    span, surface
        The words, hedges included: ``about 30 km north of the city of Kulob``.
    kind
        ``coordinate``; ``offset`` (a distance, a direction or both); ``near``; ``within`` a
        distance; ``between`` two places.
    anchors
        Spans of the mentions that it is measured from; empty for coordinates.
    describes
        Span of the name that the words tell more about: "Gulu" in "Gulu, 90 km north of Lira".
    lon_deg, lat_deg
        Centre of the area, degrees, WGS 84; None where the position could not be placed. Never
        a point to pin anything to, unless the kind is ``coordinate``.
    radius_km
        No part of the area is farther than this from the centre.
    polygons
        The area to draw, each polygon its rings, outer first; (longitude, latitude) in degrees.
    country
        ISO 3166-1 alpha-2 of the anchors, "" where they have none or several.
    reason
        One or two sentences for the reader: how it was placed, or why it was not.
    """

    id: str
    span: Span
    surface: str
    kind: PositionKind
    anchors: tuple[Span, ...] = ()
    describes: Span | None = None
    lon_deg: float | None = None
    lat_deg: float | None = None
    radius_km: float | None = None
    polygons: Polygons = ()
    country: str = ""
    reason: str = ""

    @property
    def placed(self) -> bool:
        """Whether there is an area to draw."""
        return bool(self.polygons)


def km_words(value: float) -> str:
    """Return kilometres as a reader wants them: "3.4", "27", "1,240"."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}".removesuffix(".0")


@lru_cache(maxsize=1024)
def disc(centre: LonLat, radius_km: float) -> Polygons:
    """Return the circle of `radius_km` around a point (degrees, WGS 84) as polygons."""
    return _polygons(_around(centre, radius_km, 0.0, 360.0)[:-1])


def cone(apex: LonLat, bearing_deg: float, half_angle_deg: float, reach_km: float) -> Polygons:
    """Return what lies within an angle of a direction from `apex`, up to `reach_km` away."""
    arc = _around(apex, reach_km, bearing_deg - half_angle_deg, bearing_deg + half_angle_deg)
    return _polygons([apex, *arc])


def capsule(start: LonLat, end: LonLat, half_width_km: float) -> Polygons:
    """Return all that lies within `half_width_km` of the geodesic between two points."""
    forward, backward, metres = WGS84.inv(start[0], start[1], end[0], end[1])
    if metres < 1.0:
        return disc(start, half_width_km)
    steps = max(2, min(48, math.ceil(metres / 25_000)))
    inner = WGS84.npts(start[0], start[1], end[0], end[1], steps)
    headings = [WGS84.inv(lon, lat, end[0], end[1])[0] for lon, lat in inner]
    left = _beside(inner, [heading - 90.0 for heading in headings], half_width_km)
    right = _beside(inner, [heading + 90.0 for heading in headings], half_width_km)
    onward = backward + 180.0  # direction of travel on arrival
    ring = [
        *left,
        *_around(end, half_width_km, onward - 90.0, onward + 90.0),
        *reversed(right),
        *_around(start, half_width_km, forward + 90.0, forward + 270.0),
    ]
    return _polygons(ring)


def band(lines: Iterable[Sequence[LonLat]], middle: LonLat, half_width_km: float) -> Polygons:
    """Return all that lies within `half_width_km` of lines.

    Parameters
    ----------
    lines
        Each at least two points, degrees, WGS 84.
    middle
        A point near the middle of the lines. Distances are measured in an equidistant projection
        around it: right to 1 % within 1,500 km.
    """
    import numpy as np
    import shapely
    from pyproj import Transformer

    plane = f"+proj=aeqd +lon_0={middle[0]!r} +lat_0={middle[1]!r} +datum=WGS84 +units=m"
    there = Transformer.from_crs("EPSG:4326", plane, always_xy=True)
    flat = [
        shapely.LineString(np.column_stack(there.transform(*np.array(line).T)))
        for line in lines
        if len(line) >= 2
    ]
    if not flat:
        return ()
    metres = half_width_km * 1000.0
    slim = shapely.simplify(shapely.MultiLineString(flat), metres / 50.0)
    wide = shapely.simplify(shapely.buffer(slim, metres, quad_segs=8), metres / 100.0)
    found: list[tuple[Ring, ...]] = []
    for part in shapely.get_parts(wide):
        rings = []
        for ring in (part.exterior, *part.interiors):
            x, y = shapely.get_coordinates(ring).T
            lons, lats = there.transform(x, y, direction="INVERSE")
            rings.append(list(zip(lons, lats, strict=True)))
        found += _polygons(*rings)
    return tuple(found)


def reach_km(centre: LonLat, polygons: Polygons) -> float:
    """Return how far the farthest corner of an area is from a point, in km."""
    return max(distance_km(centre, point) for rings in polygons for point in rings[0])


def _around(centre: LonLat, radius_km: float, first_deg: float, last_deg: float) -> list[LonLat]:
    count = max(2, round(STEPS * (last_deg - first_deg) / 360.0) + 1)
    step = (last_deg - first_deg) / (count - 1)
    headings = [first_deg + step * number for number in range(count)]
    return _beside([centre] * count, headings, radius_km)


def _beside(points: Sequence[LonLat], headings: Sequence[float], km: float) -> list[LonLat]:
    lons, lats, _ = WGS84.fwd(
        [point[0] for point in points], [point[1] for point in points],
        [(heading + 180.0) % 360.0 - 180.0 for heading in headings], [km * 1000.0] * len(points),
    )  # fmt: skip
    return list(zip(lons, lats, strict=True))


def _polygons(outer: Sequence[LonLat], *holes: Sequence[LonLat]) -> Polygons:
    """Close the rings of one polygon and cut it at 180 degrees."""
    rings = [unwrapped([*ring, ring[0]]) for ring in (outer, *holes)]
    if abs(rings[0][-1][0] - rings[0][0][0]) > 180.0:
        return (_cap(rings[0]),)
    lons = [lon for lon, _ in rings[0]]
    if min(lons) >= -180.0 and max(lons) <= 180.0:
        return (tuple(_ring(ring) for ring in rings),)
    return _cut(rings)


def _cap(ring: Sequence[LonLat]) -> tuple[Ring, ...]:
    """Everything from the ring's lowest latitude to the pole that it goes around."""
    lats = [lat for _, lat in ring]
    pole = math.copysign(90.0, sum(lats))
    edge = min(lats) if pole > 0 else max(lats)
    corners = [(-180.0, edge), (180.0, edge), (180.0, pole), (-180.0, pole), (-180.0, edge)]
    return (_ring(corners),)


def _cut(rings: Sequence[Sequence[LonLat]]) -> Polygons:
    import shapely
    from shapely.affinity import translate

    whole = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
    found: list[tuple[Ring, ...]] = []
    for turn in (-360.0, 0.0, 360.0):
        moved = translate(whole, turn)
        part = shapely.intersection(moved, shapely.box(-180.0, -90.0, 180.0, 90.0))
        found += [_of_shape(polygon) for polygon in _parts(part)]
    return tuple(found)


def _parts(shape: BaseGeometry) -> list[BaseGeometry]:
    import shapely

    return [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon" and not p.is_empty]


def _of_shape(polygon: BaseGeometry) -> tuple[Ring, ...]:
    import shapely

    return tuple(
        _ring([(float(x), float(y)) for x, y in shapely.get_coordinates(ring)])
        for ring in shapely.get_rings(polygon)
    )


def _ring(points: Iterable[LonLat]) -> Ring:
    return tuple((round(lon, DECIMALS) + 0.0, round(lat, DECIMALS) + 0.0) for lon, lat in points)
