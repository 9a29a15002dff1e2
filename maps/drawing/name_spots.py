"""Where on a picture is a feature, and where beside it might its name stand?

A frame places degrees on a picture, x to the right and y down, in units of about one pixel.
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from dateline.maps.drawing.arrows import Areas
    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.view import Bounds

Box = tuple[float, float, float, float]  # left, top, right, bottom; units of the picture
Lines = dict[str, list[np.ndarray]]  # by feature id; degrees, longitude first
Spot = tuple[float, float]
CELL: Final = 8.0  # of the boxes along a line
GRID: Final = 32.0  # of the cells by which boxes are found
EDGE: Final = 2.0  # between a name and the picture's edge


class Frame(Protocol):
    """Places longitude and latitude (degrees) on a picture."""

    width: float
    height: float

    def point(self, lon: float, lat: float) -> Spot:
        """One point on the picture."""
        ...

    def pixels(self, points: np.ndarray) -> np.ndarray:
        """Points on the picture, one a row."""
        ...


class Taken:
    """Boxes where no name may stand, each once, found by the cells of a grid that they lie in."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        self._known: set[Box] = set()
        self.add(*boxes)

    def add(self, *boxes: Box) -> None:
        """Take boxes."""
        for box in boxes:
            if box not in self._known:
                self._known.add(box)
                for cell in _cells(box):
                    self._cells.setdefault(cell, []).append(box)

    def meets(self, box: Box) -> bool:
        """Whether a box overlaps one that is taken."""
        return any(True for _ in self.near(box))

    def near(self, box: Box) -> Iterator[Box]:
        """The boxes that a box overlaps; one that is large may come more than once."""
        for cell in _cells(box):
            for other in self._cells.get(cell, ()):
                if meet(box, other):
                    yield other


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    left, top, right, bottom = (math.floor(edge / GRID) for edge in box)
    return product(range(left, right + 1), range(top, bottom + 1))


def first_free(
    frame: Frame, taken: Taken, spots: Sequence[Spot], wide: float, high: float
) -> Box | None:
    """Take the first spot (upper left corner) where a box lies in the picture and meets no other."""
    for x, y in spots:
        if is_free(frame, taken, (x, y), wide, high):
            box = (x, y, x + wide, y + high)
            taken.add(box)
            return box
    return None


def is_free(frame: Frame, taken: Taken, corner: Spot, wide: float, high: float) -> bool:
    """Whether a box with this upper left corner lies in the picture and meets none that is taken."""
    box = (corner[0], corner[1], corner[0] + wide, corner[1] + high)
    return inside(frame, box) and not taken.meets(box)


def lines_of(features: Iterable[Feature], areas: Areas) -> Lines:
    """Return the lines or rings of drawn features, degrees, longitude first; arrows as they bend."""
    return {feature.id: _lines(feature, areas) for feature in features}


def _lines(feature: Feature, areas: Areas) -> list[np.ndarray]:
    shape = feature.shape
    if shape is None:
        return []
    if feature.layer == "movements" and shape.geom_type == "LineString":  # else cut at 180 degrees
        return [np.array(areas.arrow(shape))]
    parts = shapely.get_parts(shape)
    if shape.geom_type.endswith("Polygon"):
        return [shapely.get_coordinates(ring) for ring in shapely.get_rings(parts)]
    return [shapely.get_coordinates(part) for part in parts]


def middle(shape: BaseGeometry) -> Spot:
    """Return a point of a shape that is as good as inside; degrees."""
    point = shape.representative_point()
    return point.x, point.y


def is_point(feature: Feature) -> bool:
    """Whether a feature is drawn as a sign."""
    return feature.shape is not None and feature.shape.geom_type.endswith("Point")


def outside(feature: Feature, box: Bounds) -> bool:
    """Whether a feature's middle lies outside a box of degrees."""
    x, y = middle(feature.shape) if feature.shape is not None else (box[0], box[1])
    return not (box[0] <= x <= box[2] and box[1] <= y <= box[3])


def line_boxes(frame: Frame, features: Iterable[Feature], lines: Lines) -> list[Box]:
    """Small boxes along borders and arrows, so that no name stands on them."""
    cells: set[tuple[int, int]] = set()
    for feature in features:
        for line in lines[feature.id] if feature.layer in {"borders", "movements"} else ():
            dots = np.rint(_seen(frame, line, CELL) / CELL).astype(int)
            cells.update(map(tuple, dots.tolist()))
    half = CELL / 2
    return [
        (x * CELL - half, y * CELL - half, x * CELL + half, y * CELL + half)
        for x, y in sorted(cells)
    ]


def _seen(frame: Frame, line: np.ndarray, more: float) -> np.ndarray:
    """Points along the part of a line that is on the picture, or up to `more` units beyond it."""
    path = shapely.LineString(frame.pixels(line))
    part = shapely.clip_by_rect(path, -more, -more, frame.width + more, frame.height + more)
    points: np.ndarray = shapely.get_coordinates(shapely.segmentize(part, CELL))
    return points


def anchors(frame: Frame, feature: Feature, lines: Lines, wide: float, tall: float) -> list[Spot]:
    """Upper left corners for a name's box, best first."""
    shape = feature.shape
    if shape is None:
        return []
    if is_point(feature):
        x, y = frame.point(*middle(shape))
        return [(x + 9, y - tall / 2), (x - 9 - wide, y - tall / 2),
                (x - wide / 2, y + 8), (x - wide / 2, y - 8 - tall),
                (x + 9, y - tall + 4), (x + 9, y - 4),
                (x - 9 - wide, y - tall + 4), (x - 9 - wide, y - 4)]  # fmt: skip
    if feature.uncertain and not feature.thin:
        west, south, east, north = shape.bounds
        (left, low), (right, high) = frame.point(west, south), frame.point(east, north)
        start, top = (left + right - wide) / 2, (low + high - tall) / 2
        return [
            (start, low + 4),
            (start, high - 4 - tall),
            (right + 6, top),
            (left - 6 - wide, top),
        ]
    if feature.layer == "areas":
        x, y = _seen_middle(frame, shape, lines[feature.id])
        steps = [(0, 0), (0, -30), (0, 30), (80, 0), (-80, 0), (0, 60), (0, -60), (110, 40),
                 (-110, 40), (110, -40), (-110, -40), (0, 90), (0, -90)]  # fmt: skip
        return [(x + dx - wide / 2, y + dy - tall / 2) for dx, dy in steps]
    seen = np.vstack([_seen(frame, line, 0.0) for line in lines[feature.id]]).tolist()
    spots = [seen[int(len(seen) * part)] for part in (0.5, 0.3, 0.7, 0.1, 0.9)] if seen else []
    close = [] if feature.layer == "borders" else [
        (x + 4 if right else x - 4 - wide, y + away if below else y - away - tall)
        for away in (6, 20)
        for x, y in spots
        for right in (True, False)
        for below in (False, True)
    ]  # fmt: skip
    return close + [
        spot
        for away in (16, 45, 80, 120)
        for x, y in spots
        for spot in (
            (x - wide / 2, y - away - tall),
            (x - wide / 2, y + away),
            (x + away, y - tall / 2),
            (x - away - wide, y - tall / 2),
        )
    ]


def _seen_middle(frame: Frame, shape: BaseGeometry, rings: Sequence[np.ndarray]) -> Spot:
    """The middle of an area; where that is off the picture, of the largest part that is on it."""
    x, y = frame.point(*middle(shape))
    if 0 < x < frame.width and 0 < y < frame.height:
        return x, y
    cut = shapely.clip_by_rect(
        [shapely.make_valid(shapely.Polygon(frame.pixels(ring))) for ring in rings],
        0, 0, frame.width, frame.height,
    )  # fmt: skip
    largest = max(cut, key=lambda part: float(part.area), default=None)
    if largest is None or largest.is_empty:
        return x, y
    spot = largest.representative_point()
    return spot.x, spot.y


def inside(frame: Frame, box: Box) -> bool:
    """Whether a box lies in the picture, not quite at its edge."""
    left, top, right, bottom = box
    inner = left > EDGE and top > EDGE
    return inner and right < frame.width - EDGE and bottom < frame.height - EDGE


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes overlap."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
