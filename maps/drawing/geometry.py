"""How does a shape reach the page small, and how does an arrow bend?

Lines are lists of integers: first point absolute, then differences, in 1e-4 degree (about 11 m),
longitude before latitude. They travel as text, half as long as the numbers written out: five bits a
letter, lowest first, the sixth bit says that more follow, the sign is the lowest bit of the number.
`decode` in assets/page.js undoes it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

UNITS_PER_DEGREE: Final = 10_000
# A shape needs no detail finer than this part of its longer side: one pixel of a wall screen.
DETAIL: Final = 1 / 1500
LARGEST_TOLERANCE_DEG: Final = 0.05
ARROW_POINTS: Final = 32
ARROW_BOW: Final = 0.14  # height of the bend as part of the chord
MERCATOR_LIMIT_DEG: Final = 85.05
Point = tuple[float, float]
_LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def encode_line(points: Iterable[Sequence[float]]) -> list[int]:
    """Encode points (degrees, longitude first) as differences; points that coincide are dropped.

    Examples
    --------
    >>> encode_line([(68.7, 38.5), (68.8, 38.4)])
    [687000, 385000, 1000, -1000]
    >>> encode_line([])
    []
    """
    out: list[int] = []
    x = y = 0
    for point in points:
        new_x, new_y = round(point[0] * UNITS_PER_DEGREE), round(point[1] * UNITS_PER_DEGREE)
        if out and (new_x, new_y) == (x, y):
            continue
        out += [new_x - x, new_y - y] if out else [new_x, new_y]
        x, y = new_x, new_y
    return out


def decode_line(numbers: Sequence[int], units: int = UNITS_PER_DEGREE) -> list[Point]:
    """Undo `encode_line`, also for lines coded in other units per degree (the base map's)."""
    out: list[Point] = []
    x = y = 0
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        out.append((x / units, y / units))
    return out


def pack(numbers: Iterable[int]) -> str:
    """Write integers as letters, small ones short.

    Examples
    --------
    >>> pack([3, -1, 1000])
    '61m-1'
    """
    out = []
    for number in numbers:
        left = number << 1 if number >= 0 else ~(number << 1)
        while left > 31:
            out.append(_LETTERS[left & 31 | 32])
            left >>= 5
        out.append(_LETTERS[left])
    return "".join(out)


def unpack(words: str) -> list[int]:
    """Undo `pack`.

    Examples
    --------
    >>> unpack("61m-1")
    [3, -1, 1000]
    """
    out = []
    number = shift = 0
    for letter in words:
        bits = _LETTERS.index(letter)
        number |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            out.append(~(number >> 1) if number & 1 else number >> 1)
            number = shift = 0
    return out


def pack_lines(value: Any) -> Any:
    """Return JSON data in which every list of integers is packed; all else is as it was."""
    if isinstance(value, dict):
        return {key: pack_lines(inner) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    if value and all(type(inner) is int for inner in value):
        return pack(value)
    return [pack_lines(inner) for inner in value]


def encode_shape(shape: BaseGeometry) -> dict[str, Any]:
    """Return type ``t`` (point, line, area) and encoded parts ``p`` of a shapely geometry.

    A point is one pair; a line is a list of lines; an area is a list of polygons, each a list of
    rings. Lines and areas are simplified to what a screen can show.
    """
    kind = shape.geom_type.removeprefix("Multi")
    if kind == "Point":
        return {"t": "point", "p": encode_line([_parts(shape)[0].coords[0]])}
    tolerance = _tolerance(shape)
    if kind == "LineString":
        return {"t": "line", "p": [_slim(part, tolerance) for part in _parts(shape)]}
    if kind == "Polygon":
        polygons = [_slim_polygon(part, tolerance) for part in _parts(shape)]
        kept = [polygon for polygon in polygons if polygon]
        # Where every part is smaller than a pixel, the whole is drawn as it is.
        return {"t": "area", "p": kept or [[encode_line(p.exterior.coords)] for p in _parts(shape)]}
    msg = f"`shape` must be points, lines or polygons, got {shape.geom_type!r}"
    raise ValueError(msg)


def decode_shape(data: dict[str, Any]) -> BaseGeometry:
    """Undo `encode_shape` and `pack_lines` (of older pages: without), but for lost detail."""
    import shapely

    def line(part: str | list[int]) -> list[Point]:
        return decode_line(unpack(part) if isinstance(part, str) else part)

    kind, parts = data["t"], data["p"]
    if kind == "point":
        return shapely.Point(line(parts)[0])
    if kind == "line":
        return shapely.MultiLineString([shapely.LineString(line(part)) for part in parts])
    polygons = [[line(ring) for ring in rings] for rings in parts]
    return shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in polygons])


def _slim(line: Any, tolerance: float) -> list[int]:
    return encode_line(line.simplify(tolerance, preserve_topology=False).coords)


def _slim_polygon(polygon: Any, tolerance: float) -> list[list[int]]:
    """The rings of a polygon, simplified one by one; those too small to be seen are left out.

    Rings may come to touch each other by less than a pixel, which does not show; whole polygons
    take ten times as long.
    """
    smallest = (2 * tolerance) ** 2
    if box_area(polygon.bounds) < smallest:
        return []
    rings = [polygon.exterior, *(r for r in polygon.interiors if box_area(r.bounds) >= smallest)]
    coded = [_slim(ring, tolerance) for ring in rings]
    return [ring for ring in coded if len(ring) >= 8] if len(coded[0]) >= 8 else []


def box_area(bounds: Sequence[float]) -> float:
    """Area of a box (west, south, east, north), square degrees."""
    return (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])


def _parts(shape: BaseGeometry) -> list[Any]:
    return list(shape.geoms) if hasattr(shape, "geoms") else [shape]


def _tolerance(shape: BaseGeometry) -> float:
    west, south, east, north = shape.bounds
    return min(max(east - west, north - south) * DETAIL, LARGEST_TOLERANCE_DEG)


def project(lon: float, lat: float) -> Point:
    """Web Mercator on a sphere of radius 1: x east, y north, radians of longitude as unit."""
    lat = max(-MERCATOR_LIMIT_DEG, min(MERCATOR_LIMIT_DEG, lat))
    return math.radians(lon), math.asinh(math.tan(math.radians(lat)))


def unproject(x: float, y: float) -> Point:
    """Inverse of `project`, in degrees."""
    return math.degrees(x), math.degrees(math.atan(math.sinh(y)))


def arrow_points(start: Point, end: Point) -> list[Point]:
    """Bend a line from `start` to `end` for an arrow, as it looks on the map.

    Parameters
    ----------
    start, end
        (longitude, latitude), degrees. The shorter way round the globe is taken, so longitudes may
        pass 180.

    Returns
    -------
    list of (longitude, latitude)
        `ARROW_POINTS` points of a quadratic curve in Mercator; it bulges to the north of the chord.
        Two equal points give just them.
    """
    if start == end:
        return [start, end]
    shift = 360 * round((start[0] - end[0]) / 360)
    x1, y1 = project(*start)
    x2, y2 = project(end[0] + shift, end[1])
    dx, dy = x2 - x1, y2 - y1
    side = 1 if dx >= 0 else -1
    mid_x, mid_y = (x1 + x2) / 2 - side * dy * ARROW_BOW, (y1 + y2) / 2 + side * dx * ARROW_BOW
    steps = [i / (ARROW_POINTS - 1) for i in range(ARROW_POINTS)]
    return [
        unproject(
            (1 - t) ** 2 * x1 + 2 * t * (1 - t) * (2 * mid_x - (x1 + x2) / 2) + t * t * x2,
            (1 - t) ** 2 * y1 + 2 * t * (1 - t) * (2 * mid_y - (y1 + y2) / 2) + t * t * y2,
        )
        for t in steps
    ]
