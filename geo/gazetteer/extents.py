"""How far may a place reach from the point that stands for it?

Point-radius georeferencing asks for the size of what a distance is measured from. The gazetteer has
outlines of provinces alone: a town's size follows from its population, and of the rest its kind
decides. The figures are conventions and rather too large than too small (docs/positions.md).
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from dateline.geo.shapes.geodesy import distance_km

if TYPE_CHECKING:
    from dateline.geo.gazetteer.places import Place
    from dateline.geo.shapes.geodesy import LonLat

# People per km2 of a town: fewer than in most of the world's, so that discs are rather too large.
PEOPLE_A_KM2: Final = 3000.0
LEAST_EXTENT_KM: Final = 1.0
LARGEST_EXTENT_KM: Final = 75.0
_EXTENTS_KM: Final = {
    "ADM2": 30.0, "ADM3": 15.0, "ADM4": 8.0, "ADM5": 5.0, "ADMD": 15.0,
    "AIRP": 2.0, "AIRB": 2.0, "AIRF": 1.5, "MILB": 2.0, "INSM": 2.0, "NVB": 2.0,
    "PASS": 1.0, "MT": 3.0, "PK": 2.0, "HLL": 2.0, "VLC": 4.0, "MTS": 25.0,
    "LK": 8.0, "RSV": 5.0, "DAM": 1.0, "BDG": 1.0, "ISL": 8.0, "ISLS": 25.0, "CAPE": 3.0,
    "BAY": 8.0, "PRK": 15.0, "RES": 15.0, "VAL": 10.0, "PRT": 2.0, "HBR": 2.0,
}  # fmt: skip
_BY_CLASS_KM: Final = {
    "P": 2.0,
    "S": 1.5,
    "T": 3.0,
    "H": 5.0,
    "L": 10.0,
    "A": 20.0,
    "V": 10.0,
    "R": 2.0,
}
_TOO_LARGE: Final = frozenset({"CONT", "OCN", "SEA", "GULF", "STM", "STMS", "RGN", "DSRT", "CST"})


def extent_km(place: Place) -> float | None:
    """Return how far a place may reach from its centre, in km; None where it is too large for one.

    Examples
    --------
    >>> from dateline.geo.gazetteer.gazetteer import open_gazetteer
    >>> extent_km(open_gazetteer().country("TJ")) is None
    True
    """
    code = place.feature_code
    if code.startswith("PCL") or code in _TOO_LARGE or place.geometry == "line":
        return None
    shape = outline(place.id)
    if shape is not None:
        return shape[1] if shape[1] <= LARGEST_EXTENT_KM else None
    if place.geometry == "area" and not re.fullmatch("ADM[2-5D]", code):
        return None  # a lake, a range, a province without an outline
    if place.feature_class == "P" and place.population > 0:
        return max(LEAST_EXTENT_KM, math.sqrt(place.population / PEOPLE_A_KM2 / math.pi))
    return _EXTENTS_KM.get(code, _BY_CLASS_KM.get(place.feature_class, 5.0))


@lru_cache(maxsize=512)
def outline(place_id: str) -> tuple[LonLat, float] | None:
    """Return the label point of a province with a known outline, and its farthest corner in km."""
    if not place_id.startswith(("admin1:", "disputed:")):
        return None
    from dateline.geo.shapes.areas import area_of

    area = area_of(place_id)
    if area is None:
        return None
    farthest = max(distance_km(area.label, point) for part in area.polygons for point in part[0])
    return area.label, farthest
