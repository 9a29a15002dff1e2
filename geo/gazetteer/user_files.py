"""What rows does a CSV or GeoJSON file of places have? Reading alone; `user_table` checks them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from dateline.geo.gazetteer.places import GeometryKind

MOST_BYTES: Final = 20_000_000
REQUIRED: Final = ("name", "lat", "lon")
OPTIONAL: Final = ("id", "aliases", "country", "admin1", "feature_code", "population", "kind")
_SYNONYMS: Final = {
    "latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "alias": "aliases",
    "country_code": "country", "featurecode": "feature_code",
}  # fmt: skip
_GEOJSON: Final = frozenset({".geojson", ".json"})
_SUFFIXES: Final = _GEOJSON | {".csv", ".tsv", ".txt"}
_POINT: Final = "Point"
_SHAPES: Final[Mapping[str, GeometryKind]] = {
    "LineString": "line", "MultiLineString": "line", "Polygon": "area", "MultiPolygon": "area",
}  # fmt: skip
_WGS84: Final = ("CRS84", "4326")
_KINDS_OF_FILE: Final = "--gazetteer takes a .csv or a .geojson file"
_HEAD: Final = "the first line names the columns: name,lat,lon"
_AGAIN: Final = "export it as GeoJSON again"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One row as the file has it, under our column names, before anything is checked.

    Attributes
    ----------
    where
        What to call it in an error: "line 7", "feature 3".
    geometry
        Of a GeoJSON line or area; None where the kind of place decides.
    """

    where: str
    values: Mapping[str, str]
    geometry: GeometryKind | None = None


def read_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows of a CSV file or the features of a GeoJSON file, by the file's extension.

    Raises
    ------
    InputError
        The file is missing, too large, empty, not in UTF-8 or badly made.
    """
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        _fail(f"not a table of places: {path}", _KINDS_OF_FILE)
    try:
        if path.stat().st_size > MOST_BYTES:
            size = f"{MOST_BYTES // 1_000_000} MB"
            _fail(f"{path} is larger than {size}", "keep the rows that your reports need")
        data = path.read_bytes()
    except OSError as error:
        msg = f"cannot read {path}: {error.strerror}"
        raise InputError(msg, hint=_KINDS_OF_FILE) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        msg = f"{path.name}, line {line}: not UTF-8"
        raise InputError(msg, hint="save the file as “CSV UTF-8”") from error
    if not text.strip():
        _fail(f"{path.name} is empty", _HEAD)
    return (_geojson if suffix in _GEOJSON else _csv)(text, path.name)


def column_of(title: str) -> str:
    """Return our name of a column or property: ``Longitude`` and ``lng`` are ``lon``."""
    plain = title.strip().casefold().replace(" ", "_")
    return _SYNONYMS.get(plain, plain)


def _csv(text: str, file: str) -> Iterator[RawRow]:
    """Columns may be separated by commas, semicolons or tabs."""
    head = text.lstrip("\r\n ").splitlines()[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns: list[str] = []
    found = False
    line = 1
    try:
        for cells in reader:
            here, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _columns(cells, f"{file}, line {here}")
                continue
            if len(cells) != len(columns):
                what = f"{file}, line {here}: {len(cells)} cells, the head has {len(columns)}"
                _fail(what, f'put text with “{separator.strip() or "tab"}” in it into quotes: "…"')
            found = True
            yield RawRow(where=f"line {here}", values=dict(zip(columns, cells, strict=True)))
    except csv.Error as error:
        msg = f"{file}, line {reader.line_num}: {error}"
        raise InputError(msg, hint="is a quotation mark left open?") from error
    if not found:
        _fail(f"{file} has no rows", _HEAD)


def _columns(cells: list[str], where: str) -> list[str]:
    columns = [column_of(cell) for cell in cells]
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        _fail(
            f"{where}: no column {' and no column '.join(missing)}",
            f"{_HEAD}; more may follow: {','.join(OPTIONAL)}",
        )
    twice = [name for name in (*REQUIRED, *OPTIONAL) if columns.count(name) > 1]
    if twice:
        _fail(f"{where}: two columns {twice[0]}", "keep one of them")
    return columns


def _geojson(text: str, file: str) -> Iterator[RawRow]:
    """A line or an area gives a point on or in it."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"{file}: not JSON: {error}"
        raise InputError(msg, hint=_AGAIN) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection":
        _fail(f"{file}: not a FeatureCollection", _AGAIN)
    if not features:
        _fail(f"{file} has no features", _AGAIN)
    reference = json.dumps(data.get("crs") or "CRS84")
    if not any(name in reference for name in _WGS84):
        _fail(f"{file}: coordinates are not in WGS 84 but in {reference}", "export it in EPSG:4326")
    for number, feature in enumerate(features, start=1):
        yield _feature_row(feature, f"feature {number}", file)


def _feature_row(feature: Any, where: str, file: str) -> RawRow:
    properties = feature.get("properties") or {} if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        _fail(f"{file}, {where}: not a feature", _AGAIN)
    geometry = feature.get("geometry")
    geometry = geometry if isinstance(geometry, dict) else {}
    kind = str(geometry.get("type", "missing"))
    if kind != _POINT and kind not in _SHAPES:
        _fail(f"{file}, {where}: geometry is {kind}", "a place is a point, a line or an area")
    values = {} if feature.get("id") is None else {"id": _cell(feature["id"])}
    values |= {column_of(title): _cell(value) for title, value in properties.items()}
    try:
        values["lon"], values["lat"] = _position(geometry)
    except Exception as error:
        msg = f"{file}, {where}: its coordinates cannot be read"
        raise InputError(msg, hint="a position is [longitude, latitude]") from error
    return RawRow(where=where, values=values, geometry=_SHAPES.get(kind))


def _position(geometry: dict[str, Any]) -> tuple[str, str]:
    """Longitude and latitude of the point, or of a point on the line or in the area, as text."""
    if geometry["type"] == _POINT:
        lon, lat, *_ = geometry["coordinates"]
    else:
        import shapely

        inside = shapely.from_geojson(json.dumps(geometry)).representative_point()
        lon, lat = round(inside.x, 6), round(inside.y, 6)
    if not all(type(value) in {int, float} for value in (lon, lat)):
        raise TypeError
    return repr(lon), repr(lat)


def _cell(value: Any) -> str:
    """Text of a property: a list (of aliases) is joined as in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(map(_cell, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _fail(message: str, hint: str) -> NoReturn:
    raise InputError(message, hint=hint)
