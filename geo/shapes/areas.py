"""What shape has a country or a province, and in which one does a point lie?

Shapes are Natural Earth's (1:10m, public domain), simplified to about 0.01 degree for drawing, with
seeds/disputed.csv over them: Crimea is never inside Russia, the Golan never inside Israel, and every
area whose state is in dispute has an own shape and a note. A point within a kilometre of a border
may fall on its wrong side; borders themselves come from `dateline.geo.shapes.borders`.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from dateline.errors import DataError
from dateline.geo.shapes.polyline import decode_arrays, decode_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

Ring = tuple[tuple[float, float], ...]

AREAS_PATH: Final = Path(__file__).parents[1] / "data" / "areas.sqlite"
SHORE_DEG: Final = 0.1  # a harbour or a bay's town may lie just off the simplified coast
SEAM_DEG: Final = 0.02  # on land, what a country's shape and its divisions' may lie apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The shape of a country, a first-order division or a disputed area.

    Attributes
    ----------
    id
        ``country:TJ``, ``admin1:TJ-GB`` or ``disputed:crimea``.
    country
        ISO 3166-1 alpha-2 of the country that it is filed under, "" where none.
    polygons
        Each a tuple of rings, outer ring first, then holes; (longitude, latitude) in degrees,
        WGS 84, closed, cut at the antimeridian.
    label
        Longitude and latitude of a point inside, where a name may stand.
    bounds
        West, south, east, north of the whole shape, degrees.
    disputed
        Ids of the rows of seeds/disputed.csv that touch this area.
    disputed_note
        What the reader must know about them, "" where nothing.
    """

    id: str
    name: str
    country: str
    polygons: tuple[tuple[Ring, ...], ...]
    label: tuple[float, float]
    bounds: tuple[float, float, float, float]
    disputed: tuple[str, ...]
    disputed_note: str
    source: str

    @property
    def rings(self) -> tuple[Ring, ...]:
        """All rings, outer ones and holes (to be filled by the even-odd rule)."""
        return tuple(ring for polygon in self.polygons for ring in polygon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """In what a point lies: ids, "" where in none.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2.
    admin1
        Id of the first-order division, ``admin1:TJ-GB``.
    disputed
        Id of a row of seeds/disputed.csv, ``crimea``.
    """

    country: str
    admin1: str
    disputed: str


@lru_cache(maxsize=1)
def _database() -> sqlite3.Connection:
    if not AREAS_PATH.is_file():
        msg = f"the file of areas is missing: {AREAS_PATH.name}"
        raise DataError(msg, hint="run scripts/build_areas.py or install dateline again")
    return sqlite3.connect(
        f"file:{AREAS_PATH}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )


@lru_cache(maxsize=512)
def area_of(place_id: str) -> Area | None:
    """Return the shape of a place.

    Parameters
    ----------
    place_id
        ``country:XX``, ``admin1:XX-YY`` or ``disputed:name``.

    Returns
    -------
    Area or None
        None where the place has no shape in the data.

    Examples
    --------
    >>> area_of("country:TJ").name
    'Tajikistan'
    >>> area_of("country:ZZ") is None
    True
    """
    columns = "id, name, country, disputed, note, source, lon, lat, bounds, shape, rings"
    row = _database().execute(f"SELECT {columns} FROM area WHERE id = ?", (place_id,)).fetchone()  # noqa: S608
    if row is None:
        return None
    west, south, east, north = json.loads(row[8])
    rings = iter(decode_lines(row[10]))
    return Area(
        id=row[0],
        name=row[1],
        country=row[2],
        polygons=tuple(tuple(next(rings) for _ in range(n)) for n in json.loads(row[9])),
        label=(row[6], row[7]),
        bounds=(west, south, east, north),
        disputed=tuple(row[3].split("|")) if row[3] else (),
        disputed_note=row[4],
        source=row[5],
    )


def area_ids(kind: str, country: str = "") -> tuple[str, ...]:
    """Return the ids of all areas of `kind` (country, admin1, disputed), of one country if given."""
    rows = _database().execute(
        "SELECT id FROM area WHERE id >= ? AND id < ? AND (? = '' OR country = ?) ORDER BY id",
        (f"{kind}:", f"{kind};", country, country),
    )
    return tuple(row[0] for row in rows)


def disputed_note(disputed_id: str) -> str:
    """Return what seeds/disputed.csv says about a disputed area, "" where it is unknown."""
    area = area_of(f"disputed:{disputed_id}")
    return area.disputed_note if area is not None else ""


def locate(lon_deg: float, lat_deg: float) -> Location:
    """Return in which country, division and disputed area a point lies.

    Parameters
    ----------
    lon_deg, lat_deg
        Degrees, WGS 84; any longitude is taken modulo 360.

    Notes
    -----
    A point in no country but within 0.1 degree of one (harbours, piers, simplified coasts) is
    given the nearest one. About one division in eight has no shape, because it is younger than the
    data or because the data have a whole island as one; there ``admin1`` is "".

    Examples
    --------
    >>> locate(68.78, 38.56).country
    'TJ'
    >>> locate(0.0, 0.0)
    Location(country='', admin1='', disputed='')
    """
    return locate_all([(lon_deg, lat_deg)])[0]


def locate_all(points: Sequence[tuple[float, float]] | np.ndarray) -> tuple[Location, ...]:
    """Locate many points (longitude, latitude) at once; see `locate`."""
    if len(points) == 0:
        return ()
    array = np.array(points, dtype=np.float64)
    array[:, 0] = (array[:, 0] + 180.0) % 360.0 - 180.0
    shapes = np.asarray(shapely.points(array))
    on_land = [_filed_under(name) for name in _hits(_shapes("country"), shapes, 0.0)]
    countries = _ashore(shapes, on_land)
    divisions = _divisions(shapes, countries, on_land)
    disputed = _hits(_shapes("disputed"), shapes, 0.0)
    return tuple(
        Location(country=country, admin1=division, disputed=special.removeprefix("disputed:"))
        for country, division, special in zip(countries, divisions, disputed, strict=True)
    )


def _ashore(shapes: np.ndarray, on_land: Sequence[str]) -> list[str]:
    """Give points just off a coast the country that they belong to."""
    found = list(on_land)
    lost = [n for n, code in enumerate(on_land) if not code]
    for n, name in zip(lost, _hits(_shapes("country"), shapes[lost], SHORE_DEG), strict=True):
        found[n] = _filed_under(name)
    return found


def _divisions(shapes: np.ndarray, countries: Sequence[str], on_land: Sequence[str]) -> list[str]:
    """Look for each point's division among those of its country only.

    Some divisions have no shape (they are younger than the data): a point inside a country must
    not be given to the neighbour of its division.
    """
    found = [""] * len(shapes)
    groups: dict[tuple[str, bool], list[int]] = {}
    for n, (country, land) in enumerate(zip(countries, on_land, strict=True)):
        if country:
            groups.setdefault((country, bool(land)), []).append(n)
    for (country, inside), index in sorted(groups.items()):
        near_deg = SEAM_DEG if inside else SHORE_DEG
        names = _hits(_shapes("admin1", country), shapes[index], near_deg)
        for n, name in zip(index, names, strict=True):
            found[n] = name
    return found


def _hits(areas: tuple[list[str], np.ndarray], points: np.ndarray, near_deg: float) -> list[str]:
    """Id of the area that each point lies in, or within `near_deg` of; "" where none.

    The tree is made of the points and asked by the areas: GEOS then prepares each area once, which
    is twenty times faster for many points and no slower for one.
    """
    ids, shapes = areas
    found = [""] * len(points)
    area, at = shapely.STRtree(points).query(shapes, predicate="intersects")
    for point, hit in sorted(zip(at.tolist(), area.tolist(), strict=True), reverse=True):
        found[point] = ids[hit]
    if near_deg:
        lost = np.array([n for n, name in enumerate(found) if not name], dtype=np.int64)
        tree = shapely.STRtree(points[lost])
        area, at = tree.query(shapes, predicate="dwithin", distance=near_deg)
        apart = shapely.distance(shapes[area], points[lost[at]])
        nearest_last = np.lexsort((-area, -apart))
        for point, hit in zip(lost[at[nearest_last]], area[nearest_last].tolist(), strict=True):
            found[point] = ids[hit]
    return found


@lru_cache(maxsize=256)
def _shapes(kind: str, country: str = "") -> tuple[list[str], np.ndarray]:
    """All areas of a kind; for "country" the areas outside every country's shape too."""
    rows = _database().execute(
        "SELECT id, shape, rings FROM area WHERE ((id >= ?1 || ':' AND id < ?1 || ';')"
        " OR (?1 = 'country' AND own = 1)) AND (?2 = '' OR country = ?2) ORDER BY id",
        (kind, country),
    )
    found = [(name, json.loads(shape), decode_arrays(blob)) for name, shape, blob in rows]
    return [name for name, _, _ in found], _multipolygons(found)


@lru_cache(maxsize=512)
def _filed_under(area_id: str) -> str:
    """Code of the country that an area is filed under."""
    row = _database().execute("SELECT country FROM area WHERE id = ?", (area_id,)).fetchone()
    return str(row[0]) if row else ""


def _multipolygons(found: Sequence[tuple[str, list[int], list[np.ndarray]]]) -> np.ndarray:
    """Build all shapes in one call, which is some twenty times faster than one by one."""
    if not found:
        return np.array([], dtype=object)
    rings = [ring for _, _, own in found for ring in own]
    counts = [count for _, shape, _ in found for count in shape]
    offsets = tuple(
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        for sizes in ([len(ring) for ring in rings], counts, [len(shape) for _, shape, _ in found])
    )
    shapes = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, np.ascontiguousarray(np.concatenate(rings)), offsets
    )
    return np.asarray(shapes)
