"""Where is the map cut open? At the antimeridian, unless the report's places lie on both its sides.

Then what lies west of the Atlantic moves to longitudes above 180, so that Fiji and Tonga stand side
by side and an arrow between them does not run around the globe. Degrees, longitude first, WGS 84.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, overload

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from dateline.maps.drawing.features import Feature

ATLANTIC_DEG: Final = -30.0  # what is west of it moves, where anything does
SEAM_DEG: Final = 180.0
NEAR_DEG: Final = 90.0  # beyond this longitude a place counts as being at the antimeridian
_SHARP: Final = frozenset({"bases", "events"})


def beyond(lon_deg: float, *, east_deg: float) -> float:
    """Return a longitude as a view to `east_deg` has it: 360 more if it lies over the seam.

    Examples
    --------
    >>> beyond(-175.0, east_deg=190.0), beyond(-175.0, east_deg=170.0), beyond(20.0, east_deg=190.0)
    (185.0, -175.0, 20.0)
    """
    return lon_deg + 360.0 if east_deg > 180.0 and lon_deg < ATLANTIC_DEG else lon_deg


def passes(features: Sequence[Feature]) -> bool:
    """Tell whether features stand across the antimeridian: one of them lies beyond 180 degrees."""
    shapes = [feature.shape for feature in features if feature.shape is not None]
    return bool(shapes) and bool((shapely.bounds(shapes)[:, 2] > 180.0).any())


def side_by_side(features: Sequence[Feature]) -> tuple[Feature, ...]:
    """Return the features so that a scene at the antimeridian is in one piece.

    Parameters
    ----------
    features
        Points decide, or where there are none the middles of all shapes: some must lie on each side
        and their centre must be at the antimeridian.

    Returns
    -------
    tuple of Feature
        As they were, but for scenes at the antimeridian: there shapes may pass 180 degrees.
    """
    drawn = [feature for feature in features if feature.shape is not None]
    points = [feature for feature in drawn if feature.layer in _SHARP]
    lons = [_middle_lon(feature.shape) for feature in points or drawn]
    if not straddles(lons):
        return tuple(features)
    return tuple(replace(feature, shape=moved(feature.shape)) for feature in features)


def straddles(lons: Sequence[float]) -> bool:
    """Tell whether points (longitudes, degrees) lie on both sides of the antimeridian and near it."""
    if not any(lon > NEAR_DEG for lon in lons) or not any(lon < -NEAR_DEG for lon in lons):
        return False
    x = sum(math.cos(math.radians(lon)) for lon in lons)
    y = sum(math.sin(math.radians(lon)) for lon in lons)
    return abs(math.degrees(math.atan2(y, x))) > 180.0 - NEAR_DEG * 2 / 3


def _middle_lon(shape: BaseGeometry | None) -> float:
    return float(shape.representative_point().x) if shape is not None else 0.0


@overload
def moved(shape: BaseGeometry) -> BaseGeometry: ...
@overload
def moved(shape: None) -> None: ...
def moved(shape: BaseGeometry | None) -> BaseGeometry | None:
    """Move each part that lies west of the Atlantic; what was cut at 180 degrees is joined again.

    What lies there already stays as it is.
    """
    if shape is None:
        return None
    parts = [_turned(part) for part in shapely.get_parts(shape)]
    if shape.geom_type in {"Point", "LineString", "Polygon"}:
        return _turned(shape)  # type: ignore[no-any-return]
    if shape.geom_type == "MultiLineString":
        return shapely.line_merge(shapely.MultiLineString(parts))
    return shapely.MultiPolygon(_joined(parts)) if shape.area else shapely.MultiPoint(parts)


def _joined(parts: Sequence[Any]) -> list[Any]:
    """Join polygons that meet at 180 degrees, so that no line is drawn there."""
    cut = [part for part in parts if SEAM_DEG in (part.bounds[0], part.bounds[2])]
    others = [part for part in parts if SEAM_DEG not in (part.bounds[0], part.bounds[2])]
    return [*others, *shapely.get_parts(shapely.union_all(shapely.make_valid(cut)))]


def apart(shape: BaseGeometry) -> BaseGeometry:
    """Undo `moved`: polygons are cut at 180 degrees, and what lies beyond goes back by 360."""
    if shape.bounds[2] <= SEAM_DEG:
        return shape
    parts = shapely.get_parts(cut_open(shape) or shape)
    over = shapely.bounds(parts)[:, [0, 2]].mean(axis=1) > SEAM_DEG
    back = shapely.transform(parts[over], lambda points: points - np.array([360.0, 0.0]))
    whole = [*parts[~over], *back]
    return whole[0] if len(whole) == 1 else shapely.union_all(whole)


def cut_open(shape: BaseGeometry) -> BaseGeometry | None:
    """Return a shape that passes 180 degrees in parts that lie on one side of it, None for others.

    Parameters
    ----------
    shape
        Polygons as `moved` joins them; lines and points give None.
    """
    west, south, east, north = shape.bounds
    if not shape.geom_type.endswith("Polygon") or not west < SEAM_DEG < east:
        return None
    sides = ((west, SEAM_DEG), (SEAM_DEG, east))
    halves = [shapely.clip_by_rect(shape, low, south, high, north) for low, high in sides]
    parts = [part for half in halves for part in shapely.get_parts(half)]
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def _turned(part: Any) -> Any:
    if part.representative_point().x >= ATLANTIC_DEG:
        return part
    return shapely.transform(part, lambda points: points + np.array([360.0, 0.0]))
