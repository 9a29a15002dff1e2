"""Which part of the world does the page show first?

Where the claims are dense. Exact places count more than lines, lines more than areas; a far-away
origin ("from overseas") must not zoom the map out so far that the report's own places coincide.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.maps.drawing.features import Feature

Bounds = tuple[float, float, float, float]

WORLD: Final[Bounds] = (-170.0, -56.0, 180.0, 76.0)
NEAR_DEG: Final = 9.0  # places nearer to each other than this belong to one scene
CELL_DEG: Final = 4.0  # two places in a square of this size are so near in any case
FARTHEST_LAT: Final = 80.0  # beyond it degrees of longitude count as there
LEAST_SHRINK: Final = math.cos(math.radians(FARTHEST_LAT))
SMALLEST_DEG: Final = 2.4  # about the width of a province: round a single place
SMALLEST_SCENE_DEG: Final = 0.6  # places in and around one town are seen side by side
ONE_PLACE_DEG: Final = 0.03
FEW_PLACES: Final = (
    3  # so many places that are far apart are all shown at first, if no two are near
)
GROWTH: Final = 2.3  # areas may widen the first view by at most this factor
MARGIN: Final = 0.08
NAME_ROOM: Final = 0.12
BEYOND: Final = 1.15  # how much larger than the first view a scene must be to need an overview
WIDE_DEG: Final = 8.0  # a scene smaller than this needs nothing left out
OUTLIER: Final = 1.6  # the rest is seen this much larger without an outlier
FEW_CLAIMS: Final = 0.2  # of all uses of places by claims
LOCAL_DEG: Final = 4.0  # a scene smaller than this is located in its surroundings
AROUND_DEG: Final = 15.0
WHOLE_DEG: Final = 45.0  # a report of countries alone shows those smaller than this whole
SCENE_DEG: Final = 4.0  # an uncertain area smaller than this is looked at as a whole
_WEIGHTS: Final = {"bases": 3.0, "events": 3.0, "borders": 2.0, "areas": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """West, south, east, north in degrees: of the dense core and of everything drawn.

    `overview` holds what an overview beside the core must show: the core, arrows that come from
    elsewhere and far points. Where the core has it all, it is a small core's surroundings, so that
    a reader sees where on earth this is, and None for a large one.
    """

    core: Bounds
    everything: Bounds
    overview: Bounds | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    weight: float
    bounds: Bounds
    claims: int


def choose_view(features: Sequence[Feature]) -> View:
    """Return the first view and the view of all features.

    Parameters
    ----------
    features
        With shapes in degrees; those without are ignored. None at all gives the world.
    """
    drawn = [feature for feature in features if feature.shape is not None]
    if not drawn:
        return View(core=WORLD, everything=WORLD)
    sharp = [_item(f) for f in drawn if _is_sharp(f)]
    areas = [_item(f) for f in drawn if f.layer == "areas" and not _is_sharp(f)]
    dense = _without_outliers(_densest(sharp or areas), [_item(f) for f in drawn])
    if _are_few_and_far(sharp):
        dense = sharp
    core = _union([item.bounds for item in dense])
    if sharp:
        core = _widen(core, areas)
    else:
        core = _union([core, *(box for f in drawn if (box := _whole(f)) and _within(f, core))])
    marks = [_item(f).bounds for f in drawn]
    smallest = SMALLEST_SCENE_DEG if _are_apart(dense) else SMALLEST_DEG
    core, everything = _pad(core, smallest), _pad(_union([core, *marks]), smallest)
    return View(core=core, everything=everything, overview=_overview(core, drawn))


def _are_apart(items: Sequence[_Item]) -> bool:
    """Whether it is more than one place: a town and what is said to be near it are one."""
    middles = [((b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for b in (item.bounds for item in items)]
    return any(math.dist(one, middles[0]) > ONE_PLACE_DEG for one in middles)


def _are_few_and_far(sharp: Sequence[_Item]) -> bool:
    """Whether no place is the scene: two or three that are far apart and of like weight."""
    if not 1 < len(sharp) <= FEW_PLACES or len(_densest(sharp)) > 1:
        return False
    return min(item.weight for item in sharp) * 2 > max(item.weight for item in sharp)


def _whole(feature: Feature) -> Bounds | None:
    """The mainland of an area that is not too large to be seen as a whole."""
    from shapely import get_parts

    if feature.shape is None or feature.layer != "areas":
        return None
    box = max(get_parts(feature.shape), key=lambda part: part.area).bounds
    return box if _size(box) <= WHOLE_DEG else None


def _within(feature: Feature, core: Bounds) -> bool:
    return _gap(_item(feature), _Item(0.0, core, 0)) == 0.0


def _is_sharp(feature: Feature) -> bool:
    """Whether it tells where something is: a point, a line, or an area of a few hours' walk."""
    if feature.uncertain and feature.shape is not None:
        return _size(feature.shape.bounds) < SCENE_DEG
    return feature.layer in {"bases", "events", "borders"}


def _overview(core: Bounds, features: Sequence[Feature]) -> Bounds | None:
    lines = [_item(f).bounds for f in features if f.layer != "areas" or _is_sharp(f)]
    far = [box for box in lines if _size(_union([core, box])) > _size(core) * BEYOND]
    if not far:
        return _surroundings(core) if _size(core) < LOCAL_DEG else None
    west, south, east, north = _union([core, *far])
    wide, high = (east - west) * 0.06, (north - south) * 0.2
    return _pad((west - wide, south - high, east + wide, north + high))


def _surroundings(core: Bounds) -> Bounds:
    x, y = (core[0] + core[2]) / 2, (core[1] + core[3]) / 2
    wide = AROUND_DEG / 2 / max(math.cos(math.radians(y)), 0.2)
    return _pad((x - wide, y - AROUND_DEG / 3, x + wide, y + AROUND_DEG / 3))


def squarish(bounds: Bounds) -> Bounds:
    """Widen a view so that it covers a wide screen and a tall one alike; degrees.

    Examples
    --------
    >>> squarish((0.0, 0.0, 10.0, 2.0))
    (0.0, -3.999, 10.0, 5.999)
    """
    west, south, east, north = bounds
    middle = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * middle, north - south
    more_x = max(0.0, (high * 1.25 - wide) / 2) / max(middle, 0.2)
    more_y = max(0.0, (wide - high) / 2)
    box = (
        max(west - more_x, -180.0),
        max(south - more_y, -85.0),
        min(east + more_x, 180.0 if east <= 180 else 360.0),
        min(north + more_y, 85.0),
    )
    return tuple(round(value, 3) for value in box)  # type: ignore[return-value]


def _item(feature: Feature) -> _Item:
    layer = "events" if _is_sharp(feature) and feature.layer == "areas" else feature.layer
    weight = _WEIGHTS.get(layer, 0.5) * (1 + math.log1p(len(feature.claim_ids)))
    return _Item(weight, _mark(feature), len(feature.claim_ids))


def _mark(feature: Feature) -> Bounds:
    """What of a feature must be seen: points and lines whole, of a large area its middle."""
    shape = feature.shape
    if shape is None:
        return WORLD
    west, south, east, north = shape.bounds
    if feature.layer != "areas" or _is_sharp(feature):
        return west, south, east, north
    point = shape.representative_point()
    half_x, half_y = min((east - west) / 4, 8.0), min((north - south) / 4, 6.0)
    return point.x - half_x, point.y - half_y, point.x + half_x, point.y + half_y


def _densest(items: Sequence[_Item]) -> list[_Item]:
    """The heaviest group of items that are near each other (single linkage).

    Those whose south-western corners share a cell are near each other in any case; so one cell after
    another joins, and is held against those alone that have not joined yet.
    """
    boxes = np.array([item.bounds for item in items])
    corners: dict[tuple[int, int], list[int]] = {}
    for number, (west, south, _, _) in enumerate(boxes.tolist()):
        corners.setdefault((int(west // CELL_DEG), int(south // CELL_DEG)), []).append(number)
    cells = list(corners.values())
    low = np.array([boxes[own, :2].min(axis=0) for own in cells])
    high = np.array([boxes[own, 2:].max(axis=0) for own in cells])
    alone = np.ones(len(cells), dtype=bool)
    groups: list[list[int]] = []
    while alone.any():
        group: list[int] = []
        joined = [int(alone.argmax())]
        alone[joined] = False
        while joined:
            at = joined.pop()
            group += cells[at]
            x, y = np.maximum(0.0, np.maximum(low, low[at]) - np.minimum(high, high[at])).T
            may_be_near = alone & (np.hypot(x * LEAST_SHRINK, y) <= NEAR_DEG)
            for other in np.flatnonzero(may_be_near).tolist():
                if _gaps(boxes[cells[at]], boxes[cells[other]]).min() <= NEAR_DEG:
                    alone[other] = False
                    joined.append(other)
        groups.append(sorted(group))
    groups.sort(key=lambda group: group[-1])
    heaviest = max(groups, key=lambda group: math.fsum(items[number].weight for number in group))
    return [items[number] for number in heaviest]


def _without_outliers(items: list[_Item], everything: Sequence[_Item]) -> list[_Item]:
    """Leave out places that few claims are about and without which the rest is seen far larger.

    The farthest from the middle of all uses of places is tried first.
    """
    middle = _middle_of_uses(everything)
    few = FEW_CLAIMS * sum(item.claims for item in everything)
    items = sorted(items, key=lambda item: (_gap(item, middle), item.bounds), reverse=True)
    while len(items) > 1:
        far, *rest = items
        whole = _size(_union([item.bounds for item in items]))
        smaller = _size(_union([item.bounds for item in rest]))
        if whole < WIDE_DEG or smaller * OUTLIER > whole or far.claims > few:
            break
        items = rest
    return items


def _middle_of_uses(items: Sequence[_Item]) -> _Item:
    """The median of the middles of all boxes, each counted once a claim; robust to far ones."""
    spots = [item.bounds for item in items for _ in range(max(1, item.claims))]
    lon = median_low((box[0] + box[2]) / 2 for box in spots)
    lat = median_low((box[1] + box[3]) / 2 for box in spots)
    return _Item(0.0, (lon, lat, lon, lat), 0)


def _gap(a: _Item, b: _Item) -> float:
    """Degrees between two boxes, 0 where they touch; longitude shrinks away from the equator."""
    return float(_gaps(np.array([a.bounds]), np.array([b.bounds]))[0, 0])


def _gaps(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Degrees between each of some boxes and each of others, as `_gap`."""
    one, other = a[:, None, :], b[None, :, :]
    west, south = (np.maximum(one[..., at], other[..., at]) for at in (0, 1))
    east, north = (np.minimum(one[..., at], other[..., at]) for at in (2, 3))
    lat = np.minimum(np.minimum(abs(south), abs(north)), FARTHEST_LAT)
    wide = np.maximum(0.0, west - east) * np.cos(np.radians(lat))
    gaps: np.ndarray = np.hypot(wide, np.maximum(0.0, south - north))
    return gaps


def _widen(core: Bounds, areas: Sequence[_Item]) -> Bounds:
    """Take in the middles of claimed areas, heaviest first, while the core stays readable."""
    base = max(_size(core), SMALLEST_DEG)
    for item in sorted(areas, key=lambda item: (-item.weight, item.bounds)):
        x = (item.bounds[0] + item.bounds[2]) / 2
        y = (item.bounds[1] + item.bounds[3]) / 2
        room = base * NAME_ROOM  # so that its name does not stand on the map's edge
        wider = _union([core, (x - room, y - room / 2, x + room, y + room / 2)])
        if _size(wider) <= base * GROWTH and base < 40:
            core = wider
    return core


def _size(bounds: Bounds) -> float:
    return math.hypot(bounds[2] - bounds[0], bounds[3] - bounds[1])


def _union(boxes: Sequence[Bounds]) -> Bounds:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _pad(bounds: Bounds, smallest: float = SMALLEST_DEG) -> Bounds:
    west, south, east, north = bounds
    grow_x = max((east - west) * MARGIN, (smallest - (east - west)) / 2)
    grow_y = max((north - south) * MARGIN, (smallest * 0.7 - (north - south)) / 2)
    box = (west - grow_x, max(south - grow_y, -80.0), east + grow_x, min(north + grow_y, 82.0))
    return tuple(round(value, 4) for value in box)  # type: ignore[return-value]
