"""Where on a figure does a point of the earth stand, and which part of the earth does it show?

Lambert's azimuthal equal-area projection centred on the view: areas true everywhere, distances to
two per cent within 2,000 km of the middle, so that one scale bar serves the whole sheet and the far
north is not blown up as in the page's Web Mercator. A view of more than half a hemisphere is drawn
in Web Mercator as on the page. The earth is a sphere of 6,371.0088 km.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from dateline.maps.drawing.geometry import MERCATOR_LIMIT_DEG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.maps.drawing.view import Bounds

EARTH_KM: Final = 6371.0088
WIDEST_DEG: Final = 55.0  # from the middle to a corner of the sheet, in the equal-area projection
STEP_DEG: Final = 1.0  # longer pieces of a line are bent to follow the projection
FINEST: Final = 0.35  # units; what is smaller than this is left out of lines


class MapFrame:
    """A projection fitted to a rectangle of `width` by `height` units, x to the right, y down.

    Parameters
    ----------
    bounds
        West, south, east, north, degrees: shown whole, in the middle of the rectangle.
    width, height
        Units of the drawing.

    Attributes
    ----------
    reach
        West, south, east, north of everything on the rectangle, degrees.
    """

    def __init__(self, bounds: Bounds, width: float, height: float) -> None:
        west, south, east, north = bounds
        self.width, self.height = width, height
        self.lon_deg, self.lat_deg = (west + east) / 2, (south + north) / 2
        self.equal_area = True
        self._fit(bounds)
        if self._corner_deg() > WIDEST_DEG:
            self.equal_area = False
            self._fit(bounds)
        self.reach = self._reach()

    def _fit(self, bounds: Bounds) -> None:
        plane = self._forward(_edge(bounds))
        low, high = plane.min(axis=0), plane.max(axis=0)
        wide, tall = np.maximum(high - low, 1e-9)
        self.scale = float(min(self.width / wide, self.height / tall))
        self.middle = (low + high) / 2

    def _corner_deg(self) -> float:
        """How far the farthest corner is from the middle of the projection, degrees."""
        x, y = np.abs(self.middle) + np.array([self.width, self.height]) / 2 / self.scale
        return float(np.degrees(2 * np.arcsin(min(1.0, np.hypot(x, y) / 2))))

    def _forward(self, points: np.ndarray) -> np.ndarray:
        """Degrees to the plane of a unit sphere, y north."""
        lon, lat = np.radians(points[:, 0] - self.lon_deg), np.radians(points[:, 1])
        if not self.equal_area:
            limit = np.radians(MERCATOR_LIMIT_DEG)
            return np.column_stack([lon, np.arcsinh(np.tan(np.clip(lat, -limit, limit)))])
        middle = np.radians(self.lat_deg)
        cosine = np.sin(middle) * np.sin(lat) + np.cos(middle) * np.cos(lat) * np.cos(lon)
        k = np.sqrt(2 / np.maximum(1 + cosine, 1e-6))
        x = k * np.cos(lat) * np.sin(lon)
        y = k * (np.cos(middle) * np.sin(lat) - np.sin(middle) * np.cos(lat) * np.cos(lon))
        return np.column_stack([x, y])

    def degrees(self, pixels: np.ndarray) -> np.ndarray:
        """Undo `pixels`."""
        half = np.array([self.width, self.height]) / 2
        x, y = ((pixels - half) * [1, -1] / self.scale + self.middle).T
        if not self.equal_area:
            lon, lat = x, np.arctan(np.sinh(y))
            return self._turned(lon, lat)
        middle, far = np.radians(self.lat_deg), np.maximum(np.hypot(x, y), 1e-12)
        c = 2 * np.arcsin(np.minimum(far / 2, 1.0))
        lat = np.arcsin(
            np.clip(np.cos(c) * np.sin(middle) + y * np.sin(c) * np.cos(middle) / far, -1, 1)
        )
        lon = np.arctan2(
            x * np.sin(c), far * np.cos(middle) * np.cos(c) - y * np.sin(middle) * np.sin(c)
        )
        return self._turned(lon, lat)

    def _turned(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
        """Radians from the middle's meridian as degrees."""
        points: np.ndarray = np.degrees(np.column_stack([lon, lat]))
        points[:, 0] += self.lon_deg
        return points

    def pixels(self, points: np.ndarray) -> np.ndarray:
        """Points (degrees, longitude first) in units from the rectangle's upper left corner."""
        half = np.array([self.width, self.height]) / 2
        moved: np.ndarray = (self._forward(np.asarray(points)[:, :2]) - self.middle) * self.scale
        return moved * [1, -1] + half

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """One point, as `pixels`."""
        x, y = self.pixels(np.array([[lon, lat]]))[0].tolist()
        return x, y

    def _outline_pixels(self) -> np.ndarray:
        return _edge((0.0, 0.0, self.width, self.height))

    def outline(self) -> np.ndarray:
        """The rectangle's edge, degrees."""
        return self.degrees(self._outline_pixels())

    def _reach(self) -> Bounds:
        edge = self.outline()
        (west, south), (east, north) = edge.min(axis=0), edge.max(axis=0)
        if self.equal_area and self._shows(0.0, 90.0):
            return -180.0, float(south), 180.0, 90.0
        if self.equal_area and self._shows(0.0, -90.0):
            return -180.0, -90.0, 180.0, float(north)
        # Over the antimeridian longitudes go on above 180, as in maps/drawing/basemap.py.
        return max(-180.0, float(west)), float(south), min(360.0, float(east)), float(north)

    def _shows(self, lon: float, lat: float) -> bool:
        x, y = self.point(lon, lat)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def km_per_unit(self) -> float:
        """Kilometres in a unit: everywhere, or in Web Mercator at the middle's latitude."""
        k = 1.0 if self.equal_area else float(np.cos(np.radians(self.scale_lat_deg())))
        return EARTH_KM * k / self.scale

    def scale_lat_deg(self) -> float:
        """Latitude of the middle of the rectangle, where the scale bar is true."""
        half = np.array([[self.width, self.height]]) / 2
        return float(self.degrees(half)[0, 1])

    def lines(self, lines: Iterable[np.ndarray]) -> list[np.ndarray]:
        """Lines (degrees) as they lie on the rectangle, cut to it."""
        shapes = self._cut([shapely.LineString(line[:, :2]) for line in lines if len(line) > 1])
        return [p for p in self._drawn(shapes) if len(p) > 1]

    def rings(self, rings: Sequence[np.ndarray]) -> list[np.ndarray]:
        """Rings of polygons (degrees) cut to the rectangle; outer ones turn one way, holes the other.

        A ring in an odd number of others is a hole: so are holes known however they are coded.
        """
        whole = [shapely.Polygon(ring[:, :2]) for ring in rings if len(ring) > 3]
        parts = self._cut(whole)
        if not len(parts):
            return []
        out: list[shapely.Geometry] = []
        holes = _holes(parts)
        for part, is_hole in zip(parts, holes, strict=True):
            ring: Any = shapely.get_exterior_ring(part)
            out.append(ring.reverse() if ring.is_ccw == bool(is_hole) else ring)
        return [ring for ring in self._drawn(out) if len(ring) > 3]

    def _cut(
        self, shapes: list[shapely.LineString] | list[shapely.Polygon]
    ) -> list[shapely.Geometry]:
        """Shapes in degrees, cut to somewhat more than what is shown, in parts."""
        if not shapes:
            return []
        west, south, east, north = self.reach
        more = max(east - west, north - south) * 0.05 + 0.05
        box = (west - more, max(-90.0, south - more), east + more, min(90.0, north + more))
        near = [s for s in shapes if _meets(s.bounds, box)]
        cut = shapely.get_parts(shapely.clip_by_rect(np.array(near, dtype=object), *box))
        kind = {"LineString", "Polygon"}
        return [part for part in cut if part.geom_type in kind and part.length > 0]

    def _drawn(self, shapes: Sequence[shapely.Geometry]) -> list[np.ndarray]:
        """Parts of lines and rings in units, bent, thinned and cut."""
        if not len(shapes):
            return []
        west, _, east, _ = self.reach
        bent = shapely.segmentize(np.array(shapes, dtype=object), min(STEP_DEG, (east - west) / 12))
        placed = shapely.transform(bent, self.pixels)
        thin = shapely.simplify(placed, FINEST, preserve_topology=False)
        return [np.round(shapely.get_coordinates(line), 2) for line in thin if not line.is_empty]


def _edge(box: Bounds, steps: int = 24) -> np.ndarray:
    left, low, right, high = box
    x, y = np.linspace(left, right, steps), np.linspace(low, high, steps)
    sides = [
        np.column_stack([x, np.full(steps, low)]),
        np.column_stack([np.full(steps, right), y]),
        np.column_stack([x[::-1], np.full(steps, high)]),
        np.column_stack([np.full(steps, left), y[::-1]]),
    ]
    return np.vstack(sides)


def _holes(parts: Sequence[shapely.Geometry]) -> np.ndarray:
    """Which polygons lie in an odd number of the others."""
    tree = shapely.STRtree(parts)
    # A point of the outline itself: one of its middle might lie in its own hole.
    edges = shapely.get_exterior_ring(np.array(parts, dtype=object))
    spots = shapely.line_interpolate_point(edges, 0.37, normalized=True)
    points, holders = tree.query(spots, predicate="within")
    counts = np.bincount(points[points != holders], minlength=len(parts))
    odd: np.ndarray = counts % 2 == 1
    return odd


def _meets(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1]
