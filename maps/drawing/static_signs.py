"""How do the signs of claims, and the events of data sets, look on the still picture? As on the page.

A sign is filled where something is stated, hollow where it is only announced, hollow and crossed
where it is denied; lines and areas get the page's classes for the same.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import shapely

from dateline.maps.drawing.dataset_marks import dot_radius
from dateline.maps.escape import Html, join, tag
from dateline.maps.page.marks import DENIED, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.maps.drawing.dataset_marks import EventMark
    from dateline.maps.drawing.features import Feature

EARTH_KM: Final = 6371.0088
RADIUS: Final = 7  # of the place of a claim; bases are as large
SMALL_RADIUS: Final = 4  # in the overview
CELL: Final = 6  # dots of a data set that lie as near as this become one
_Cell = tuple[float, int, int, int]  # radius in km, data set, column, row
_MEANT: Final = {OPEN: " is-said-open", DENIED: " is-denied"}
_SHIELD: Final = {RADIUS: "M{} {}h16v9l-8 4-8-4z", SMALL_RADIUS: "M{} {}h10v6l-5 2-5-2z"}
_CORNER: Final = {RADIUS: (-8, -6), SMALL_RADIUS: (-5, -4)}  # of a shield, from its middle


class Ground(Protocol):
    """The still picture, as far as signs need it; `scale` is its units a radian at the equator."""

    scale: float

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        """Where a point (degrees) is on the picture."""
        ...

    def path(self, lines: Iterable[np.ndarray], *, filled: bool = False) -> str:
        """Path data of lines or rings, cut to the picture."""
        ...

    def shows(self, points: np.ndarray) -> bool:
        """Whether points of the picture can be seen."""
        ...


def css_of(feature: Feature, meaning: str) -> str:
    """Return the classes of a feature, as assets/map.js and find.js give them.

    Parameters
    ----------
    meaning
        As `dateline.maps.page.marks.meaning_of` tells it. An arrow that is only announced is dashed by
        its status.
    """
    css = f"f-{feature.layer}"
    if feature.layer in {"movements", "areas", "borders"}:
        css += f" is-{feature.status}"
    css += " is-disputed" if feature.disputed else ""
    css += " is-country" if feature.kind == "country" else ""
    css += " is-uncertain" if feature.uncertain else ""
    return css + (
        "" if feature.layer == "movements" and meaning == OPEN else _MEANT.get(meaning, "")
    )


def sign(feature: Feature, spot: tuple[int, int], meaning: str, *, small: bool = False) -> Html:
    """Return a base (a shield) or the place of a claim (a disc), crossed out where it is denied."""
    x, y = spot
    css = css_of(feature, meaning)
    radius = SMALL_RADIUS if small else RADIUS
    if feature.layer == "bases":
        left, top = _CORNER[radius]
        shape = tag("path", d=_SHIELD[radius].format(x + left, y + top), class_=css)
    else:
        shape = tag("circle", cx=f"{x}", cy=f"{y}", r=f"{radius}", class_=css)
    if meaning != DENIED or small:
        return shape
    return join([shape, tag("path", d=f"M{x - 4} {y - 4}l8 8m0-8-8 8", class_="crossed")])


def event_marks(frame: Ground, marks: Sequence[EventMark], *, wide: bool) -> list[Html]:
    """Return the events of data sets: those known to an area alone (`wide`), or the others.

    Dots of one data set that would cover each other are one, as large as their events are many; so
    are circles.
    """
    out: list[Html] = []
    middles: dict[_Cell, tuple[int, int, float]] = {}
    counts: Counter[_Cell] = Counter()
    for mark in marks:
        if mark.wide != wide:
            continue
        if mark.spot is None:
            out.append(_shape(frame, mark))
            continue
        x, y = frame.point(*mark.spot)
        if frame.shows(np.array([(x, y)])):
            cell = (mark.radius_km, mark.number, x // CELL, y // CELL)
            part = mark.radius_km / EARTH_KM / math.cos(math.radians(mark.spot[1]))
            middles.setdefault(cell, (x, y, part * frame.scale))
            counts[cell] += len(mark.rows)
    for cell in sorted(middles, key=lambda cell: -cell[0]):  # dots over circles
        x, y, radius = middles[cell]
        css = f"data-mark data{cell[1]} is-{'near' if radius else 'point'}"
        words = f"{radius or dot_radius(counts[cell]):.1f}".removesuffix(".0")
        out.append(tag("circle", cx=f"{x}", cy=f"{y}", r=words, class_=css))
    return [one for one in out if one]


def _shape(frame: Ground, mark: EventMark) -> Html:
    """An outline or a line; "" where nothing of it is on the picture."""
    filled = mark.shape.geom_type.endswith("Polygon")
    parts = shapely.get_parts(mark.shape)
    lines = shapely.get_rings(parts) if filled else parts
    path = frame.path(map(shapely.get_coordinates, lines), filled=filled)
    css = f"data-mark data{mark.number} is-{mark.form if filled else 'line'}"
    return tag("path", d=path, class_=css) if path else Html("")
