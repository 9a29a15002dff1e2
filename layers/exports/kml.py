"""How do the layers get into Google Earth? KML 2.2, or KMZ with the signs of points in it.

A folder a layer, a placemark a feature: its claims in the balloon, its time as exact as they say
it. All columns stand in ExtendedData for other programs.
"""

from __future__ import annotations

import json
import math
import zipfile
from typing import TYPE_CHECKING, Any, Final, cast
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dateline.layers.exports.balloons import balloon, kml_time, reports_html, snippet
from dateline.layers.exports.geojson import DECIMALS
from dateline.layers.exports.icons import icon_png
from dateline.layers.exports.records import claims_of, columns, fit
from dateline.layers.exports.symbols import DISPUTED, class_of, classes_of, symbol_of
from dateline.layers.schema import LAYER_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

    from dateline.layers.build import Layer
    from dateline.layers.exports.balloons import KmlTime
    from dateline.layers.exports.records import Records
    from dateline.layers.exports.symbols import Symbol
    from dateline.layers.schema import LayerName

_KML: Final = "http://www.opengis.net/kml/2.2"
_DATE_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_NO_DASHES: Final = (
    "KML has no dashed lines: disputed boundaries are drawn thin and pale, and named as disputed"
)


def write_kml(layers: Sequence[Layer], path: Path, records: Records) -> tuple[str, ...]:
    """Write KML; points have Google Earth's own pin in our colours.

    Returns
    -------
    tuple of str
        A note where dashes would have been needed.
    """
    path.write_bytes(_document(layers, records, icons={}))
    return _notes(layers)


def write_kmz(layers: Sequence[Layer], path: Path, records: Records) -> tuple[str, ...]:
    """Write KMZ: the same as KML, with the signs of points as pictures in it."""
    icons: dict[tuple[LayerName, str], str] = {
        (layer, name): f"files/{layer}-{'open' if symbol_of(layer, name).hollow else 'stated'}.png"
        for layer in LAYER_NAMES
        for name in classes_of(layer)
        if symbol_of(layer, name).shape == "marker"
    }
    with zipfile.ZipFile(path, "w") as archive:
        _put(archive, "doc.kml", _document(layers, records, icons=icons))
        done: set[str] = set()
        for (layer, name), file in icons.items():
            if file not in done:
                done.add(file)
                png = icon_png(symbol_of(layer, name), square=layer == "bases")
                _put(archive, file, png)
    return _notes(layers)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=_DATE_OF_ZIP)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compress_type=zipfile.ZIP_DEFLATED)


def _notes(layers: Sequence[Layer]) -> tuple[str, ...]:
    return (_NO_DASHES,) if any(layer.frame["disputed"].any() for layer in layers) else ()


def _document(
    layers: Sequence[Layer], records: Records, *, icons: Mapping[tuple[LayerName, str], str]
) -> bytes:
    root = Element("kml", xmlns=_KML)
    document = SubElement(root, "Document")
    titles = [report["title"] or report["document"] or "" for report in records.reports]
    _text(document, "name", " \u00b7 ".join(titles) or "dateline")
    _text(document, "open", "1")
    if records.reports:
        _text(document, "description", reports_html(records.reports))
    for layer in layers:
        for name in classes_of(layer.name):
            _add_style(document, layer.name, name, icons.get((layer.name, name)))
    for layer in layers:
        folder = SubElement(document, "Folder")
        _text(folder, "name", layer.title)
        for row in layer.frame.to_dict("records"):
            _add_placemark(folder, layer.name, row, records)
    indent(root, space=" ")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}{tostring(root, encoding='unicode')}\n".encode()


def _text(parent: Element, name: str, text: str, /, **attributes: str) -> Element:
    element = SubElement(parent, name, attributes)
    element.text = fit(text)
    return element


# ------------------------------------------------------------------ styles
def _add_style(parent: Element, layer: LayerName, name: str, icon: str | None) -> None:
    symbol = symbol_of(layer, name)
    style = SubElement(parent, "Style", id=f"{layer}-{name}")
    if symbol.shape == "marker":
        part = SubElement(style, "IconStyle")
        colour = symbol.line if symbol.hollow else symbol.fill
        _text(part, "color", "ffffffff" if icon else _abgr(colour, 0.6 if symbol.hollow else 1))
        _text(part, "scale", "0.8" if icon else "1")
        if icon:
            _text(SubElement(part, "Icon"), "href", icon)
    else:
        _add_line_style(style, symbol, pale=name == DISPUTED)
    if symbol.shape == "fill":
        part = SubElement(style, "PolyStyle")
        _text(part, "color", _abgr(symbol.fill, symbol.fill_opacity))
    # Nothing but our own balloon: without this, links to a route planner are added.
    _text(SubElement(style, "BalloonStyle"), "text", "$[description]")


def _add_line_style(style: Element, symbol: Symbol, *, pale: bool) -> None:
    part = SubElement(style, "LineStyle")
    _text(part, "color", _abgr(symbol.line, 0.55 if pale else symbol.line_opacity))
    _text(part, "width", f"{symbol.width_px * (0.6 if pale else 1):g}")


def _abgr(colour: str, opacity: float) -> str:
    """Return a colour as KML writes it: opacity, blue, green, red."""
    return f"{round(opacity * 255):02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}"


# ------------------------------------------------------------------ features
def _add_placemark(
    parent: Element, layer: LayerName, row: Mapping[Any, Any], records: Records
) -> None:
    claims = claims_of(row, records)
    placemark = SubElement(parent, "Placemark")
    _text(placemark, "name", str(row["name"]))
    _text(placemark, "Snippet", snippet(row, claims), maxLines="1")
    _text(placemark, "description", balloon(row, claims))
    _add_time(placemark, kml_time(claims))
    name = class_of(row)
    if name in classes_of(layer):
        _text(placemark, "styleUrl", f"#{layer}-{name}")
    # Not SchemaData with types: GDAL does not read that in a KMZ.
    data = SubElement(placemark, "ExtendedData")
    for column, value in (
        ("layer", layer),
        *((column, _cell(row[column])) for column in columns(row) if column != "name"),
        ("claims", json.dumps(claims, ensure_ascii=False)),
    ):
        if value is not None:
            _text(SubElement(data, "Data", name=column), "value", value)
    if row["geometry"] is not None:
        _add_shape(placemark, row["geometry"])


def _add_time(parent: Element, time: KmlTime | None) -> None:
    if time is None:
        return
    if time.when:
        _text(SubElement(parent, "TimeStamp"), "when", time.when)
        return
    span = SubElement(parent, "TimeSpan")
    if time.begin:
        _text(span, "begin", time.begin)
    if time.end:
        _text(span, "end", time.end)


def _cell(value: Any) -> str | None:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return value
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return f"{value:.3f}" if isinstance(value, float) else str(int(value))


def _add_shape(parent: Element, shape: BaseGeometry) -> None:
    from shapely import orient_polygons

    if hasattr(shape, "geoms"):
        many = SubElement(parent, "MultiGeometry")
        for part in shape.geoms:
            _add_shape(many, part)
        return
    element = SubElement(parent, shape.geom_type)
    if shape.geom_type == "Point":
        _add_coordinates(element, shape.coords)
        return
    _text(element, "tessellate", "1")  # along the ground, also over long ways
    if shape.geom_type == "LineString":
        _add_coordinates(element, shape.coords)
        return
    polygon = cast("Polygon", orient_polygons(shape))
    for name, rings in (
        ("outerBoundaryIs", [polygon.exterior]),
        ("innerBoundaryIs", polygon.interiors),
    ):
        for ring in rings:
            place = SubElement(SubElement(element, name), "LinearRing")
            _add_coordinates(place, ring.coords)


def _add_coordinates(parent: Element, points: Iterable[Sequence[float]]) -> None:
    words = (
        f"{_degrees(point[0])},{_degrees(point[1])}" for point in points
    )  # longitude comes first
    _text(parent, "coordinates", " ".join(words))


def _degrees(value: float) -> str:
    return f"{round(value, DECIMALS) + 0.0:.{DECIMALS}f}".rstrip("0").rstrip(".")
