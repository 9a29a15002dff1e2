"""Where does the land border between two countries run, and how long is it?

The lines are OpenStreetMap's (ODbL 1.0, an own file), drawn to about 30 m. Lengths are geodesic on
WGS 84, measured on the full line before it was simplified, without stretches in the sea: never
measure the drawn line instead (at 30 m it is already 0.3 % short). docs/borders.md compares every
border with the CIA World Factbook.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.errors import DataError
from dateline.geo.gazetteer.places import Place
from dateline.geo.shapes.geodesy import distance_km, nearest_on_line
from dateline.geo.shapes.polyline import decode_lines

if TYPE_CHECKING:
    from dateline.geo.shapes.polyline import Line

BORDERS_PATH: Final = Path(__file__).parents[1] / "data" / "borders-odbl.sqlite"
ATTRIBUTION: Final = "Borders © OpenStreetMap contributors, ODbL 1.0, modified"
# Lines inside what most states hold to be one country: Crimea, Cyprus.
DISPUTED_LINES: Final = ("green-line-cyprus", "simferopol")


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """The land border between two countries.

    Attributes
    ----------
    pair
        Both ISO 3166-1 alpha-2 codes, sorted: ``AF-TJ`` (``XK`` is Kosovo).
    name
        ``Afghanistan–Tajikistan border``: English short names, sorted.
    lines
        Each a tuple of (longitude, latitude), degrees, WGS 84; simplified for drawing.
    length_km
        Geodesic length of the full line on land.
    source, source_date
        Data set, and the year or month of its OpenStreetMap data.
    factbook_km
        Length to the CIA World Factbook, None where it has none.
    disputed
        True where seeds/disputed.csv has a row for the pair.
    disputed_name, disputed_note
        Name of the line (``Durand Line``) and what is in dispute, "" where nothing.
    label
        Longitude and latitude of a point on the line, near the middle of its longest part.
    """

    pair: str
    name: str
    lines: tuple[Line, ...]
    length_km: float
    source: str
    source_date: str
    factbook_km: float | None
    disputed: bool
    disputed_name: str
    disputed_note: str
    label: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class DividingLine:
    """A named line inside what most states hold to be one country (Crimea, Cyprus).

    Attributes
    ----------
    lines
        As in `Border`.
    length_km
        Geodesic length of the full line.
    note
        What the reader must know about it.
    """

    id: str
    name: str
    lines: tuple[Line, ...]
    length_km: float
    source: str
    source_date: str
    note: str


@lru_cache(maxsize=1)
def open_borders() -> sqlite3.Connection:
    """Open the file of borders, read only; later calls give the same connection.

    Raises
    ------
    DataError
        If the file is missing.
    """
    if not BORDERS_PATH.is_file():
        msg = f"the file of borders is missing: {BORDERS_PATH.name}"
        raise DataError(msg, hint="run scripts/build_borders.py or install dateline again")
    uri = f"file:{BORDERS_PATH}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def pair_of(code_a: str, code_b: str) -> str:
    """Return the key of two countries' border: sorted upper-case codes with a hyphen."""
    return "-".join(sorted((code_a.upper(), code_b.upper())))


def border_between(code_a: str, code_b: str) -> Border | None:
    """Return the land border between two countries, in whichever order they are given.

    Parameters
    ----------
    code_a, code_b
        ISO 3166-1 alpha-2.

    Returns
    -------
    Border or None
        None where they share no land border.

    Examples
    --------
    >>> border_between("TJ", "AF").name
    'Afghanistan–Tajikistan border'
    >>> border_between("TJ", "RU") is None
    True
    """
    return _border(pair_of(code_a, code_b))


@lru_cache(maxsize=64)
def _border(pair: str) -> Border | None:
    row = (
        open_borders()
        .execute(
            "SELECT pair, name, lines, length_km, source, source_date, factbook_km, disputed,"
            " disputed_name, disputed_note, label_lon, label_lat FROM border WHERE pair = ?",
            (pair,),
        )
        .fetchone()
    )
    if row is None:
        return None
    return Border(
        pair=row[0],
        name=row[1],
        lines=decode_lines(row[2]),
        length_km=row[3],
        source=row[4],
        source_date=row[5],
        factbook_km=row[6],
        disputed=bool(row[7]),
        disputed_name=row[8],
        disputed_note=row[9],
        label=(row[10], row[11]),
    )


def all_pairs() -> tuple[str, ...]:
    """Return the keys of all land borders, sorted."""
    return tuple(row[0] for row in open_borders().execute("SELECT pair FROM border ORDER BY pair"))


@lru_cache(maxsize=512)
def borders_of(code: str) -> tuple[str, ...]:
    """Return the keys of a country's land borders, sorted.

    Examples
    --------
    >>> borders_of("PT")
    ('ES-PT',)
    >>> borders_of("IS")
    ()
    """
    rows = open_borders().execute(
        "SELECT pair FROM border WHERE code_a = ?1 OR code_b = ?1 ORDER BY pair", (code.upper(),)
    )
    return tuple(row[0] for row in rows)


def neighbours(code: str) -> tuple[str, ...]:
    """Return the codes of the countries that share a land border with `code`, sorted.

    Examples
    --------
    >>> neighbours("TJ")
    ('AF', 'CN', 'KG', 'UZ')
    """
    own = code.upper()
    return tuple(sorted(c for pair in borders_of(own) for c in pair.split("-") if c != own))


@lru_cache(maxsize=16)
def dividing_line(line_id: str) -> DividingLine | None:
    """Return a named line inside a country: ``simferopol`` or ``green-line-cyprus``."""
    row = (
        open_borders()
        .execute(
            "SELECT id, name, lines, length_km, source, source_date, note FROM line WHERE id = ?",
            (line_id,),
        )
        .fetchone()
    )
    if row is None:
        return None
    return DividingLine(
        id=row[0],
        name=row[1],
        lines=decode_lines(row[2]),
        length_km=row[3],
        source=row[4],
        source_date=row[5],
        note=row[6],
    )


def nearest_on_border(border: Border, lon_deg: float, lat_deg: float) -> tuple[float, float, float]:
    """Return the point of a border that is nearest to a point, and how far it is.

    Returns
    -------
    tuple of float
        Longitude, latitude (degrees) and distance in km, right to about 1 % within 500 km.
    """
    here = (lon_deg, lat_deg)
    found = [nearest_on_line(line, here) for line in border.lines]
    best = min(found, key=lambda point: distance_km(here, point))
    return (*best, distance_km(here, best))


def as_place(border: Border) -> Place:
    """Return a border as a gazetteer entry.

    Notes
    -----
    GeoNames has no code for an international border; ``L/BDRY`` is ours, in its class L (areas
    and lines on land). Its country is "" because it belongs to two.
    """
    lon, lat = border.label
    return Place(
        id=f"border:{border.pair}",
        name=border.name,
        lat_deg=lat,
        lon_deg=lon,
        country="",
        admin1="",
        feature_class="L",
        feature_code="BDRY",
        population=0,
        geometry="line",
        source=border.source,
    )
