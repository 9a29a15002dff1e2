"""Styles for QGIS: the page's colours, a class for each way claims are meant, found by QGIS."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from export_inputs import export, layers

from dateline.layers.exports import symbols as export_symbols
from dateline.layers.exports.qml import class_expression, qml_of
from dateline.layers.exports.symbols import CLASSES, class_of, classes_of, symbol_of
from dateline.layers.schema import LAYER_NAMES, STATUSES

if TYPE_CHECKING:
    from dateline.layers.schema import LayerName

CSS = (Path(__file__).parents[2] / "maps" / "assets" / "page.css").read_text("utf-8")
# What QGIS 3 knows by these names.
SYMBOL_LAYERS = {
    "fill": {"SimpleFill", "SimpleLine"},
    "line": {"SimpleLine", "MarkerLine"},
    "marker": {"SimpleMarker"},
}
COLOUR = re.compile(r"(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})")


def test_the_colours_are_those_of_the_page() -> None:
    light = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", CSS[: CSS.index("@media")]))
    ours = {
        name.lower().replace("_", "-"): value
        for name, value in vars(export_symbols).items()
        if isinstance(value, str) and re.fullmatch(r"#[0-9a-f]{6}", value)
    }
    assert ours
    assert ours == {name: light[name] for name in ours}


@pytest.mark.parametrize(
    ("layer", "name", "rule"),
    [
        ("borders", "disputed", ".f-borders.is-disputed"),
        ("borders", "future", "path.f-borders.is-said-open"),
        ("areas", "conditional", "path.f-areas.is-said-open"),
        ("movements", "future", ".f-movements.is-future"),
        ("movements", "conditional", ".f-movements.is-hypothetical"),
        ("movements", "mixed", ".f-movements.is-mixed"),
        ("areas", "uncertain", ".f-areas.is-uncertain"),
        ("borders", "actual", ".f-borders"),
    ],
)
def test_the_dashes_are_those_of_the_page(layer: LayerName, name: str, rule: str) -> None:
    found = re.search(re.escape(rule) + r" \{([^}]*)\}", CSS)
    assert found is not None
    dash = re.search(r"stroke-dasharray: ([0-9. ]+)", found[1])
    page = tuple(float(part) for part in dash[1].split()) if dash else ()
    # The page's dots are strokes of a tenth with round ends: a pixel here.
    assert symbol_of(layer, name).dash_px == tuple(max(part, 1.0) for part in page)


@pytest.mark.parametrize("layer", LAYER_NAMES)
def test_a_style_has_a_whole_symbol_for_every_class(layer: LayerName) -> None:
    root = ET.fromstring(qml_of(layer))
    assert qml_of(layer).startswith("<!DOCTYPE qgis")
    assert root.tag == "qgis"
    assert re.match(r"3\.\d+\.\d+", root.get("version", ""))
    renderer = root.find("renderer-v2")
    assert renderer is not None
    assert renderer.get("type") == "categorizedSymbol"
    categories = renderer.findall("categories/category")
    assert [c.get("value") for c in categories] == [*classes_of(layer), ""]
    symbols = {s.get("name"): s for s in renderer.findall("symbols/symbol")}
    assert {c.get("symbol") for c in categories} == set(symbols)
    for symbol in symbols.values():
        kind = symbol.get("type", "")
        assert kind == symbol_of(layer, "actual").shape
        parts = symbol.findall("layer")
        assert parts
        assert {part.get("class") for part in parts} <= SYMBOL_LAYERS[kind]
        for part in symbol.iter("layer"):
            old = {p.get("k"): p.get("v") for p in part.findall("prop")}
            new = {o.get("name"): o.get("value") for o in part.findall("Option/Option")}
            assert old == new  # QGIS before and after 3.26
            for name, value in new.items():
                if name and name.endswith("color"):
                    match = COLOUR.fullmatch(value or "")
                    assert match is not None
                    assert all(int(part) <= 255 for part in match.groups())
    text = root.find("labeling/settings/text-style")
    assert text is not None
    assert text.get("fieldName") == "label"


def test_disputed_boundaries_are_dashed_and_others_are_not() -> None:
    dashes = {}
    root = ET.fromstring(qml_of("borders"))
    for category in root.iter("category"):
        symbol = root.find(f".//symbol[@name='{category.get('symbol')}']")
        assert symbol is not None
        line = {o.get("name"): o.get("value") for o in symbol.iter("Option")}
        dashes[category.get("value")] = line["use_custom_dash"]
    assert dashes["disputed"] == "1"
    assert dashes["actual"] == "0"


@pytest.mark.parametrize("layer", LAYER_NAMES)
def test_qgis_puts_every_feature_into_the_class_that_we_mean(layer: LayerName) -> None:
    with sqlite3.connect(":memory:") as database:  # the expression is SQL as well
        for kind, status, disputed in product(("border", "uncertain"), sorted(STATUSES), (0, 1)):
            row = {"kind": kind, "status": status, "disputed": bool(disputed)}
            (found,) = database.execute(
                f"SELECT {class_expression(layer)} FROM "
                "(SELECT ? AS kind, ? AS status, ? AS disputed)",
                (kind, status, disputed),
            ).fetchone()
            assert found in classes_of(layer)
            if class_of(row) in classes_of(layer):
                assert found == class_of(row)
    assert set(classes_of(layer)) <= set(CLASSES)


def test_qgis_finds_the_styles_where_it_looks_for_them(tmp_path: Path) -> None:
    export(tmp_path / "a.gpkg")
    with sqlite3.connect(tmp_path / "a.gpkg") as database:
        for layer in layers("hostile"):
            # The question that QGIS asks of a file.
            (style,) = database.execute(
                "SELECT styleQML FROM layer_styles WHERE f_table_schema = '' AND f_table_name = ? "
                "AND f_geometry_column = ? ORDER BY useAsDefault DESC LIMIT 1",
                (layer.name, "geom"),
            ).fetchone()
            assert style == qml_of(layer.name)
        stamps = database.execute("SELECT DISTINCT update_time FROM layer_styles").fetchall()
    assert stamps == [("2000-01-01T00:00:00.000Z",)]
    if shutil.which("ogrinfo"):
        shown = subprocess.run(
            ["ogrinfo", "-ro", "-so", str(tmp_path / "a.gpkg"), "layer_styles"],
            capture_output=True, text=True, check=True, timeout=60,
        ).stdout  # fmt: skip
        assert "styleQML: String" in shown
