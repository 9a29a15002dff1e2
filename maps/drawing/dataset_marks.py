"""Where on a map are the events of a data set, and which form stands for how well the place is known?

Events of one place share a mark. The page's script, the still picture and figures draw the same
marks: a dot for a place, a circle for the surroundings of one, a dashed outline for an area that is
all that is known. Longitudes pass 180 where the scene lies across the antimeridian (maps/drawing/seam.py).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from shapely import Point, get_coordinates

from dateline.maps.drawing.seam import moved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from dateline.layers.datasets.datasets import Dataset
    from dateline.maps.drawing.features import Feature

COLOURS: Final = 4  # data sets told apart by colour; those after the last share its colour
MOST_RADIUS: Final = 14.0  # of a dot, pixels of the page; also in assets/datasets.js
_WIDE_FIRST: Final = ("country", "division", "district", "shape", "near", "point")
_AREAS: Final = frozenset({"country", "division", "district"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventMark:
    """The events of a data set at one place.

    Attributes
    ----------
    number
        Of the data set's colour, from 1.
    form
        "point", "near" (a circle), "area" (an outline alone) or "shape" (as a file draws it).
    shape
        Degrees, longitude first, WGS 84: of a circle its middle.
    turned
        Whether the scene lies across the antimeridian.
    rows
        Of the data set (``itertuples``), at least one.
    """

    number: int
    form: str
    shape: BaseGeometry
    turned: bool
    rows: tuple[Any, ...]

    @property
    def wide(self) -> bool:
        """Whether it lies under borders and arrows, as claimed areas do."""
        return self.form == "area"

    @property
    def spot(self) -> tuple[float, float] | None:
        """Middle of a dot or circle, degrees, longitude first; None of other forms."""
        if not self.shape.geom_type.endswith("Point"):
            return None
        x, y = get_coordinates(self.shape)[0].tolist()
        return x, y

    @property
    def radius_km(self) -> float:
        """Of its circle, 0 of other forms."""
        return float(self.rows[0].radius_km) if self.form == "near" else 0.0

    def outline(self) -> BaseGeometry:
        """Return its shape, of a circle the disc on the ellipsoid."""
        if self.form != "near":
            return self.shape
        from dateline.layers.datasets.shapes import disc_shape

        row = self.rows[0]
        disc = disc_shape((row.lon_deg, row.lat_deg), row.radius_km)
        return moved(disc) if self.turned else disc

    @property
    def radius(self) -> float:
        """Of its dot, pixels of the page: the area grows with the number of events."""
        return dot_radius(len(self.rows))


def levels(features: Iterable[Feature]) -> tuple[list[Feature], list[Feature], list[Feature]]:
    """Return areas, lines and signs: events of data sets are drawn between them."""
    found: tuple[list[Feature], list[Feature], list[Feature]] = ([], [], [])
    for feature in features:
        is_sign = feature.shape is not None and feature.shape.geom_type.endswith("Point")
        found[0 if feature.layer == "areas" else 2 if is_sign else 1].append(feature)
    return found


def dot_radius(count: int) -> float:
    """Return the radius of a dot of so many events, pixels of the page.

    Examples
    --------
    >>> dot_radius(1), dot_radius(400)
    (5.0, 14.0)
    """
    return min(MOST_RADIUS, 3.4 + 1.6 * math.sqrt(count))


def marks_of(dataset: Dataset, number: int, *, turned: bool) -> tuple[list[EventMark], int]:
    """Return the marks of a data set, wide ones first, and how many rows have no shape.

    Parameters
    ----------
    number
        Of the data set, from 1.
    turned
        Whether the scene lies across the antimeridian.
    """
    marks: list[EventMark] = []
    shapeless = 0
    for _, group in groupby(_in_order(dataset), key=lambda row: row.key):
        rows = tuple(group)
        shape = _shape(rows[0])
        if shape is None:
            shapeless += len(rows)
            continue
        level = rows[0].level
        marks.append(
            EventMark(
                number=min(number, COLOURS),
                form="area" if level in _AREAS else level,
                shape=moved(shape) if turned else shape,
                turned=turned,
                rows=rows,
            )
        )
    return marks, shapeless


def _in_order(dataset: Dataset) -> Iterator[Any]:
    """Yield rows by what they share: an area, a circle, a spot; wide ones first, to lie below.

    ``key`` tells what that is, ``area_id`` names the area.
    """
    from dateline.layers.datasets.shapes import area_ids_of

    rows = dataset.rows.assign(area_id=area_ids_of(dataset.rows))
    spot = rows["lon_deg"].round(4).astype(str) + "/" + rows["lat_deg"].round(4).astype(str)
    spot += "/" + rows["radius_km"].astype(str)
    spot = spot.where(~rows["level"].eq("shape"), rows.index.to_series().astype(str))
    rows["key"] = rows["level"] + "|" + rows["area_id"].where(rows["area_id"].ne(""), spot)
    rows["wide"] = rows["level"].map({level: n for n, level in enumerate(_WIDE_FIRST)})
    yield from rows.sort_values(["wide", "key", "first", "id"], kind="stable").itertuples()


def _shape(row: Any) -> BaseGeometry | None:
    from dateline.layers.datasets.shapes import area_shape

    if row.level in {"point", "near"}:
        return Point(row.lon_deg, row.lat_deg)
    shape: BaseGeometry | None = row.shape if row.level == "shape" else area_shape(row.area_id)
    return shape
