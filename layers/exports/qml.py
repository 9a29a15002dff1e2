"""How does QGIS draw a layer as our page does? QML, the style language of QGIS 3.

A layer is drawn in categories, by how its claims are meant; disputed boundaries and uncertain
areas are categories of their own. Settings that QGIS does not find have its defaults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dateline.layers.exports.symbols import (
    CLASSES,
    DISPUTED,
    HALO,
    UNCERTAIN,
    classes_of,
    symbol_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.layers.exports.symbols import Symbol
    from dateline.layers.schema import LayerName

# The oldest QGIS that reads all of this as meant; newer ones read it as well.
VERSION: Final = "3.16.0-Hannover"
_DOCTYPE: Final = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_MM_PER_PX: Final = 25.4 / 96
_SIZE_MM: Final = 3.2
_INK: Final = "#22201c"
_SHAPES: Final = {"bases": "square", "events": "circle"}


def class_expression(layer: LayerName) -> str:
    """Return the QGIS expression that gives a feature's class."""
    classes = classes_of(layer)
    cases = [
        f"WHEN {test} THEN '{name}'"
        for name, test in ((UNCERTAIN, f"\"kind\" = '{UNCERTAIN}'"), (DISPUTED, '"disputed"'))
        if name in classes
    ]
    return f'CASE {" ".join(cases)} ELSE "status" END' if cases else "status"


def qml_of(layer: LayerName) -> str:
    """Return the style of a layer.

    Parameters
    ----------
    layer
        Its name; the table must have the columns of `dateline.layers.schema.COLUMNS`.

    Returns
    -------
    str
        A QML document.
    """
    root = Element("qgis", version=VERSION, styleCategories="Symbology|Labeling", labelsEnabled="1")
    renderer = SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr=class_expression(layer),
        symbollevels="0", enableorderby="0", forceraster="0",
    )  # fmt: skip
    categories = SubElement(renderer, "categories")
    symbols = SubElement(renderer, "symbols")
    for number, name in enumerate(classes_of(layer)):
        SubElement(
            categories, "category",
            value=name, symbol=str(number), label=CLASSES[name], render="true", type="string",
        )  # fmt: skip
        _add_symbol(symbols, str(number), layer, symbol_of(layer, name))
    # What somebody types in QGIS is drawn as well: the empty value stands for all others.
    rest = str(len(classes_of(layer)))
    SubElement(categories, "category", value="", symbol=rest, label="other", render="true")
    _add_symbol(symbols, rest, layer, symbol_of(layer, "mixed"))
    _add_labels(root, layer)
    kind = {"fill": 2, "line": 1, "marker": 0}[symbol_of(layer, "actual").shape]
    SubElement(root, "layerGeometryType").text = str(kind)
    indent(root, space=" ")
    return _DOCTYPE + tostring(root, encoding="unicode") + "\n"


def _add_symbol(parent: Element, name: str, layer: LayerName, symbol: Symbol) -> None:
    element = SubElement(
        parent, "symbol",
        name=name, type=symbol.shape, alpha="1", clip_to_extent="1", force_rhr="0",
    )  # fmt: skip
    if symbol.shape == "marker":
        _add_part(element, "SimpleMarker", {
            "name": _SHAPES[layer], "color": _rgba(symbol.fill), "size": _mm(_SIZE_MM / _MM_PER_PX),
            "size_unit": "MM", "outline_color": _rgba(symbol.line), "outline_style": "solid",
            "outline_width": _mm(symbol.width_px), "outline_width_unit": "MM", "angle": "0",
        })  # fmt: skip
        return
    if symbol.shape == "fill":
        _add_part(element, "SimpleFill", {
            "color": _rgba(symbol.fill, symbol.fill_opacity), "style": "solid",
            "outline_style": "no",
        })  # fmt: skip
    # A line of its own, for a fill's outline knows no dashes of given lengths.
    _add_part(element, "SimpleLine", {
        "line_color": _rgba(symbol.line, symbol.line_opacity), "line_style": "solid",
        "line_width": _mm(symbol.width_px), "line_width_unit": "MM",
        "capstyle": "flat" if symbol.dash_px else "round", "joinstyle": "round",
        "use_custom_dash": "1" if symbol.dash_px else "0",
        "customdash": ";".join(_mm(part) for part in symbol.dash_px) or "5;2",
        "customdash_unit": "MM",
    })  # fmt: skip
    if layer == "movements":
        _add_arrowhead(element, symbol)


def _add_arrowhead(parent: Element, symbol: Symbol) -> None:
    head = _add_part(parent, "MarkerLine", {
        "placement": "lastvertex", "rotate": "1", "offset": "0", "offset_unit": "MM",
    })  # fmt: skip
    sub = SubElement(
        head, "symbol",
        name=f"@{parent.get('name')}@1", type="marker", alpha="1", clip_to_extent="1",
        force_rhr="0",
    )  # fmt: skip
    _add_part(sub, "SimpleMarker", {
        "name": "filled_arrowhead", "color": _rgba(symbol.line), "size": _mm(13), "size_unit": "MM",
        "outline_style": "no", "angle": "0",
    })  # fmt: skip


def _add_part(parent: Element, kind: str, properties: Mapping[str, str]) -> Element:
    """Add a symbol layer; QGIS up to 3.24 reads `prop`, later ones `Option`."""
    layer = SubElement(parent, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options = SubElement(layer, "Option", type="Map")
    for name, value in properties.items():
        SubElement(options, "Option", name=name, value=value, type="QString")
    for name, value in properties.items():
        SubElement(layer, "prop", k=name, v=value)
    return layer


def _add_labels(root: Element, layer: LayerName) -> None:
    labeling = SubElement(root, "labeling", type="simple")
    settings = SubElement(labeling, "settings", calloutType="simple")
    style = SubElement(
        settings, "text-style",
        fieldName="label", isExpression="0", fontSize="9", fontSizeUnit="Point",
        textColor=_rgba(_INK), namedStyle="Regular",
    )  # fmt: skip
    SubElement(
        style, "text-buffer",
        bufferDraw="1", bufferSize="0.8", bufferSizeUnits="MM", bufferColor=_rgba(HALO),
    )  # fmt: skip
    # Around a point, along a line, horizontally in an area; what is small is named first, and an
    # area is no obstacle to the names of what lies in it.
    placement, priority = {"areas": ("4", "3"), "borders": ("2", "5"), "movements": ("2", "5")}.get(
        layer, ("0", "8")
    )
    SubElement(
        settings, "placement",
        placement=placement, placementFlags="10", dist="1.5", distUnits="MM", priority=priority,
    )  # fmt: skip
    obstacle = "0" if layer == "areas" else "1"
    SubElement(settings, "rendering", drawLabels="1", obstacle=obstacle, obstacleType="1")


def _mm(pixels: float) -> str:
    return f"{pixels * _MM_PER_PX:.3g}"


def _rgba(colour: str, opacity: float = 1.0) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"
