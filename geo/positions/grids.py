"""Where on Earth is a grid reference (MGRS, UTM)?

MGRS letters follow NGA.STND.0037 (Universal Grids and Grid Reference Systems, 2014), table of the
100,000-metre squares for WGS 84; the polar grid (UPS) is not read. UTM is pyproj's.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pyproj import Proj

    from dateline.geo.shapes.geodesy import LonLat

BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"  # each 8 degrees of latitude from 80 S; X has 12
COLUMNS: Final = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")  # by zone: 1, 2, 3, then again
ROWS: Final = "ABCDEFGHJKLMNPQRSTUV"
SQUARE_M: Final = 100_000
CYCLE_M: Final = 2_000_000  # the row letters come again after this northing
FALSE_NORTHING_M: Final = 10_000_000
# Zones that Norway and Svalbard widen, and those that they swallow.
_NO_ZONES: Final = frozenset({(32, "X"), (34, "X"), (36, "X")})
_HALF_DIAGONAL: Final = math.sqrt(0.5)
_EDGE_DEG: Final = 0.01  # a square at the edge of a band may be named for either
_OVERLAP_KM: Final = 100.0  # references may run on into the next zone, but not far


def mgrs_to_point(zone: int, band: str, square: str, digits: str) -> tuple[LonLat, float] | None:
    """Return the middle of an MGRS cell and half its diagonal.

    Parameters
    ----------
    zone, band, square
        ``42``, ``S``, ``WF``, upper case.
    digits
        Easting then northing, equally many of each, up to five; "" is the whole square.

    Returns
    -------
    ((longitude, latitude), radius) or None
        Degrees, WGS 84, and km; None where no such cell exists.

    Examples
    --------
    >>> point, km = mgrs_to_point(15, "T", "WG", "0000049776")
    >>> round(point[0], 4), round(point[1], 4), round(km, 4)
    (-93.0, 42.0, 0.0007)
    """
    if not 1 <= zone <= 60 or band not in BANDS or (zone, band) in _NO_ZONES or len(square) != 2:
        return None
    column = COLUMNS[(zone - 1) % 3].find(square[0])
    row = ROWS.find(square[1])
    half = len(digits) // 2
    if column < 0 or row < 0 or len(digits) % 2 or half > 5:
        return None
    row = (row - (5 if zone % 2 == 0 else 0)) % len(ROWS)  # even zones begin with F
    cell = 10 ** (5 - half)
    easting = (column + 1) * SQUARE_M + (int(digits[:half]) * cell if half else 0)
    northing = row * SQUARE_M + (int(digits[half:]) * cell if half else 0)
    return _in_band(zone, band, easting, northing, cell)


def _in_band(
    zone: int, band: str, easting: int, northing: int, cell: int
) -> tuple[LonLat, float] | None:
    """Find the cycle of row letters in which a part of the cell lies in the band."""
    south = band < "N"
    low, high = band_latitudes(band)
    for cycle in range(5):
        bottom = northing + cycle * CYCLE_M
        middle = _corner(zone, easting + cell / 2, bottom + cell / 2, south=south)
        corners = [
            _corner(zone, easting + dx * cell, bottom + dy * cell, south=south)
            for dx in (0, 1)
            for dy in (0, 1)
        ]
        lats = [corner[1] for corner in corners if corner is not None]
        if middle is None or not lats:
            continue
        if min(lats) < high + _EDGE_DEG and max(lats) > low - _EDGE_DEG and _in_zone(
            zone, band, [corner for corner in (*corners, middle) if corner is not None]
        ):  # fmt: skip
            return middle, cell * _HALF_DIAGONAL / 1000.0
    return None


def _corner(zone: int, easting: float, northing: float, *, south: bool) -> LonLat | None:
    try:
        return utm_to_point(zone, easting, northing, south=south)
    except ValueError:
        return None


def band_latitudes(band: str) -> tuple[float, float]:
    """Return the southern and northern latitude of a band, degrees.

    Examples
    --------
    >>> band_latitudes("S"), band_latitudes("X")
    ((32.0, 40.0), (72.0, 84.0))
    """
    south = BANDS.index(band) * 8.0 - 80.0
    return south, south + (12.0 if band == "X" else 8.0)


def _in_zone(zone: int, band: str, points: list[LonLat]) -> bool:
    """Whether a part of the cell lies in the zone, or not far beyond its edge."""
    west, east = zone_longitudes(zone, band)
    middle = (west + east) / 2.0
    turned = [(lon - middle + 180.0) % 360.0 - 180.0 for lon, _ in points]
    shrink = math.cos(math.radians(min(abs(points[0][1]), 84.0)))
    half = (east - west) / 2.0 + _OVERLAP_KM / (111.2 * shrink)
    return min(turned) < half and max(turned) > -half


def zone_longitudes(zone: int, band: str) -> tuple[float, float]:
    """Return the western and eastern longitude of a zone in a band, degrees."""
    west = zone * 6.0 - 186.0
    east = west + 6.0
    if band == "V" and zone in {31, 32}:  # Norway
        return (west, east - 3.0) if zone == 31 else (west - 3.0, east)
    if band == "X" and zone in {31, 33, 35, 37}:  # Svalbard
        return west - (0.0 if zone == 31 else 3.0), east + (0.0 if zone == 37 else 3.0)
    return west, east


def utm_to_point(zone: int, easting_m: float, northing_m: float, *, south: bool) -> LonLat:
    """Return longitude and latitude (degrees, WGS 84) of UTM coordinates in metres.

    Raises
    ------
    ValueError
        The coordinates are off the map.

    Examples
    --------
    >>> tuple(round(x, 4) for x in utm_to_point(31, 448251.8, 5411932.7, south=False))
    (2.2945, 48.8582)
    """
    lon, lat = _utm(zone)(easting_m, northing_m - (FALSE_NORTHING_M if south else 0), inverse=True)
    if not (math.isfinite(lon) and math.isfinite(lat)) or abs(lat) > 90.0:
        msg = f"`easting_m`, `northing_m` are off the map: {easting_m}, {northing_m}"
        raise ValueError(msg)
    return (float(lon) + 180.0) % 360.0 - 180.0, float(lat)


@lru_cache(maxsize=60)
def _utm(zone: int) -> Proj:
    from pyproj import Proj

    return Proj(proj="utm", zone=zone, ellps="WGS84", preserve_units=False)


def read_utm(
    zone: int, letter: str, easting_m: float, northing_m: float
) -> tuple[LonLat, str] | None:
    """Return the point of UTM coordinates and in which hemisphere or band they were read.

    Parameters
    ----------
    letter
        A latitude band, or ``north`` or ``south``. ``S`` is both the band of 32 to 40 degrees
        north and short for south: it is the band where the northing lies in it.

    Returns
    -------
    ((longitude, latitude), words) or None
        None where no such point exists or it lies outside its band.
    """
    if not (1 <= zone <= 60 and 100_000 <= easting_m < 900_000 and 0 <= northing_m <= 1e7):
        return None
    if letter in {"north", "south"}:
        point = _corner(zone, easting_m, northing_m, south=letter == "south")
        return (point, f"{letter}ern hemisphere") if point and abs(point[1]) <= 84.5 else None
    point = _corner(zone, easting_m, northing_m, south=letter < "N")
    low, high = band_latitudes(letter)
    if point and low - _EDGE_DEG <= point[1] <= high + _EDGE_DEG:
        return point, f"band {letter}"
    return read_utm(zone, {"N": "north", "S": "south"}[letter], easting_m, northing_m) \
        if letter in {"N", "S"} else None  # fmt: skip
