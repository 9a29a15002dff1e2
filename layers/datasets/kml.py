"""Which geolocated events does a KML or KMZ file hold, such as GeoConfirmed's?

Marks, lines and areas are kept as drawn. A placemark's day is its TimeStamp or TimeSpan, else the
first full day in its name or description. Nothing is fetched: links to icons and to other files are
left alone, and a document type declaration is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.layers.datasets.datasets import COLUMNS, LARGEST_BYTES, Dataset

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST: Final = 160  # characters of a title
_MARKUP: Final = re.compile(r"<[^<>]*>")
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\])]+")
_HINT: Final = "export it again as KML 2.2"
_GEOMETRIES: Final = ("Point", "LineString", "LinearRing", "Polygon")


def read_kml(data: bytes, *, name: str) -> Dataset:
    """Read the placemarks of a KML or KMZ file.

    Parameters
    ----------
    data
        The file; of a KMZ archive the first ``.kml`` in it is read.
    name
        Of the file, for messages and for the page.

    Raises
    ------
    InputError
        It is no KML, or declares a document type.
    """
    import pandas as pd

    root = _parsed(only_member(data, name=name, ending=".kml") if data.startswith(b"PK") else data, name)  # fmt: skip
    document = next((e for e in root if _tag(e) in {"Document", "Folder"}), root)
    title = _child(document, "name") or name
    found: list[dict[str, Any]] = []
    left: dict[str, int] = {}
    for number, (mark, folder) in enumerate(_placemarks(root, "")):
        shape = _shape(mark)
        if shape is None:
            left["without a position"] = left.get("without a position", 0) + 1
            continue
        found.append(_row(mark, folder, shape, number))
    rows = pd.DataFrame(found, columns=list(COLUMNS))
    for column in ("lon_deg", "lat_deg", "radius_km", "deaths"):
        rows[column] = rows[column].astype(float)
    return Dataset(
        name=name, kind="kml", title=title[:60], credit=_credit(name, title), rows=rows, left_out=left
    )  # fmt: skip


def only_member(data: bytes, *, name: str, ending: str = "", largest: int = LARGEST_BYTES) -> bytes:
    """Return the first file of an archive whose name has the ending; bounded when unpacked.

    Raises
    ------
    InputError
        The archive is broken, holds no such file, or one that is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [n for n in archive.namelist() if n.lower().endswith(ending) and n[-1:] != "/"]
            if not names:
                msg = f"{name}: an archive without {ending or 'a'} file"
                raise InputError(msg, hint="unpack it and pass the file itself")
            with archive.open(names[0]) as file:
                body = file.read(largest + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        msg = f"{name} is a broken archive: {error}"
        raise InputError(msg, hint="fetch it again, or unpack it and pass the file") from error
    if len(body) > largest:
        msg = f"{name}: {names[0]} has more than {largest // 10**6} MB"
        raise InputError(msg, hint="pass a part of it")
    return body


def _parsed(data: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        msg = f"{name} is no XML: {error}"
        raise InputError(msg, hint=_HINT) from error
    if root.getroottree().docinfo.doctype:
        msg = f"{name} declares a document type, which KML has none of"
        raise InputError(msg, hint=_HINT)
    if _tag(root) != "kml":
        msg = f"{name} is XML with the root <{_tag(root)}>, not KML"
        raise InputError(msg, hint=_HINT)
    return root


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> str:
    found = next((e for e in element if _tag(e) == name), None)
    return "" if found is None else " ".join("".join(found.itertext()).split())


def _placemarks(element: Any, folder: str) -> Iterator[tuple[Any, str]]:
    """Yield placemarks in the order of the file, each with its innermost folder's name."""
    waiting = [(element, folder)]
    while waiting:
        here, name = waiting.pop()
        if _tag(here) == "Placemark":
            yield here, name
            continue
        inner = _child(here, "name") if _tag(here) == "Folder" else name
        waiting.extend((e, inner or name) for e in reversed(here))


def _row(mark: Any, folder: str, shape: Any, number: int) -> dict[str, Any]:
    title = _child(mark, "name") or "Unnamed placemark"
    words = _plain(_child(mark, "description"))
    first, last = _time(mark, f"{title} {words}")
    middle = shape.representative_point()
    link = _ADDRESS.search(_child(mark, "description"))
    return {
        "id": str(mark.get("id") or number + 1),
        "first": first,
        "last": last,
        "type": folder or "Placemark",
        "title": title[:_LONGEST],
        "actors": "",
        "place": "",
        "country": "",
        "code": "",
        "level": "point" if shape.geom_type == "Point" else "shape",
        "radius_km": 0.0,
        "lon_deg": middle.x,
        "lat_deg": middle.y,
        "deaths": None,
        "source": "",
        "url": link[0] if link else "",
        "shape": shape,
    }


def _plain(markup: str) -> str:
    from html import unescape

    return " ".join(_MARKUP.sub(" ", unescape(markup)).split())


def _time(mark: Any, words: str) -> tuple[str, str]:
    """Return first and last day; a month or a year of a stamp is as wide as it is."""
    from dateline.geo.reports.stamps import day_in

    for element in mark:
        if _tag(element) == "TimeStamp":
            return _days(_child(element, "when"))
        if _tag(element) == "TimeSpan":
            begin, end = _days(_child(element, "begin")), _days(_child(element, "end"))
            return begin[0] or end[0], end[1] or begin[1]
    day = day_in(words)
    return (day, day) if day else ("", "")


def _days(stamp: str) -> tuple[str, str]:
    from dateline.geo.reports.reading import check_date
    from dateline.layers.times.edtf import read_edtf

    kept = stamp[:10].rstrip("T")
    try:
        found = read_edtf(check_date(kept))
    except InputError:
        return "", ""
    return found.earliest or "", found.latest or ""


def _shape(mark: Any) -> Any:
    """Return what a placemark draws, None where it has no usable coordinates."""
    import shapely

    parts = []
    for element in mark.iter():
        if _tag(element) in _GEOMETRIES and _tag(element.getparent()) not in {
            "innerBoundaryIs", "outerBoundaryIs",
        }:  # fmt: skip
            try:
                part = _geometry(element)
            except (ValueError, shapely.errors.GEOSException):
                return None
            if part is not None:
                parts.append(part)
    if not parts:
        return None
    shape = parts[0] if len(parts) == 1 else shapely.geometrycollections(parts)
    west, south, east, north = shape.bounds
    if not (west >= -180.0 and east <= 180.0 and south >= -90.0 and north <= 90.0):
        return None
    if len(parts) > 1:
        kinds = {part.geom_type for part in parts}
        return shapely.union_all(parts) if len(kinds) == 1 else parts[0]
    return shape


def _geometry(element: Any) -> Any:
    from shapely.geometry import LineString, Point, Polygon

    if _tag(element) == "Polygon":
        rings: dict[str, list[Any]] = {"outerBoundaryIs": [], "innerBoundaryIs": []}
        for boundary in element:
            if _tag(boundary) in rings:
                rings[_tag(boundary)] += [_points(ring) for ring in boundary if _tag(ring) == "LinearRing"]  # fmt: skip
        outer = rings["outerBoundaryIs"]
        return Polygon(outer[0], rings["innerBoundaryIs"]) if outer and outer[0] else None
    points = _points(element)
    if not points:
        return None
    return Point(points[0]) if _tag(element) == "Point" else LineString(points)


def _points(element: Any) -> list[tuple[float, float]]:
    import math

    points = []
    for triple in _child(element, "coordinates").split():
        lon, lat = (float(part) for part in triple.split(",")[:2])
        if not (math.isfinite(lon) and math.isfinite(lat)):
            return []
        points.append((lon, lat))
    return points


def _credit(name: str, title: str) -> str:
    if "geoconfirmed" in f"{name} {title}".lower():
        return "GeoConfirmed (geoconfirmed.org), volunteers’ geolocations, under the terms that it states"
    return f"{title} ({name}); rights and terms are those that its makers state"
