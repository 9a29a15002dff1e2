"""How far does an arrow reach where its end lies in a drawn area?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import shapely

from dateline.maps.drawing.geometry import arrow_points

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.geometry import Point

TIP_INSIDE: Final = 0.9  # how far into its destination an arrow reaches, from edge to label


class Areas:
    """The drawn areas, in drawing order, and the arrows among them: each is bent once.

    Parameters
    ----------
    features
        All of the map; shapes in degrees, longitude first.
    """

    def __init__(self, features: Iterable[Feature]) -> None:
        shapes = [f.shape for f in features if f.layer == "areas" and f.shape is not None]
        self._shapes = shapes
        self._tree = shapely.STRtree(shapes)
        self._bent: dict[bytes, list[Point]] = {}
        shapely.prepare(shapes)  # a hundred times faster to ask; it stays the same shape

    def arrow(self, line: BaseGeometry) -> list[Point]:
        """Return the bent arrow from a movement's first to its last point; degrees, longitude first.

        Where the end lies in a drawn area the arrow stops between the area's edge and its label, so
        that it points at the area and not at a spot nobody named.
        """
        key = line.wkb
        if key not in self._bent:
            self._bent[key] = self._bend(line)
        return self._bent[key]

    def _bend(self, line: BaseGeometry) -> list[Point]:
        coords = shapely.get_coordinates(line)
        tail, tip = shapely.Point(coords[0]), shapely.Point(coords[-1])
        points = arrow_points((tail.x, tail.y), (tip.x, tip.y))
        area = self._entered(tail, tip)
        if area is None:
            return points
        curve = shapely.LineString(points)
        inside = curve.intersection(area)
        keep = curve.length - inside.length * (1 - TIP_INSIDE)
        cut = shapely.line_interpolate_point(curve, [keep * i / 31 for i in range(32)])
        return [(x, y) for x, y in shapely.get_coordinates(cut).tolist()]

    def _entered(self, tail: BaseGeometry, tip: BaseGeometry) -> BaseGeometry | None:
        """The first area that holds the tip and not the tail."""
        near = (self._shapes[number] for number in sorted(self._tree.query(tip).tolist()))
        return next((one for one in near if one.contains(tip) and not one.contains(tail)), None)
