"""Exports: other tools read back what the layers held, claims and quotes included."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
from functools import lru_cache
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from layer_inputs import ARTICLE, CLAIMS, Shelf
from shapely.geometry import shape

from dateline.errors import InputError
from dateline.layers.build import Layer, build_layers
from dateline.layers.exports.export import write_layers

if TYPE_CHECKING:
    from pathlib import Path


@lru_cache(maxsize=1)
def _layers() -> tuple[Layer, ...]:
    return build_layers(ARTICLE, (), CLAIMS, gazetteer=Shelf())  # type: ignore[arg-type]


def _write(path: Path) -> Path:
    return write_layers(_layers(), path, article=ARTICLE, claims=CLAIMS)


def test_geojson_holds_every_feature_with_its_quotes(tmp_path: Path) -> None:
    data = json.loads(_write(tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert sorted(data) == ["features", "type"]
    features = {f["id"]: f for f in data["features"]}
    assert len(features) == sum(len(layer.frame) for layer in _layers())
    properties = features["event:gn:1"]["properties"]
    assert properties["layer"] == "events"
    assert [c["quote"] for c in properties["claims"]] == ["Shells hit Agadez"]
    hostile = features["area:region:sahel"]
    assert hostile["geometry"] is None
    assert hostile["properties"]["claims"][0]["quote"].startswith("<script>")


def test_geojson_rings_turn_as_rfc_7946_wants(tmp_path: Path) -> None:
    data = json.loads(_write(tmp_path / "map.geojson").read_text(encoding="utf-8"))
    drawn = [f for f in data["features"] if f["geometry"] and f["properties"]["layer"] == "areas"]
    assert drawn
    for feature in drawn:
        for polygon in shape(feature["geometry"]).geoms:
            assert polygon.exterior.is_ccw
            assert not any(ring.is_ccw for ring in polygon.interiors)


def test_geopandas_reads_the_geojson_back(tmp_path: Path) -> None:
    frame = gpd.read_file(_write(tmp_path / "map.geojson"))
    assert frame.crs.to_epsg() == 4326
    events = frame[frame["layer"] == "events"]
    assert [(p.x, p.y) for p in events.geometry] == [(7.99, 16.97)]


def test_geopackage_has_a_table_a_layer_and_the_claims(tmp_path: Path) -> None:
    path = _write(tmp_path / "map.gpkg")
    for layer in _layers():
        frame = gpd.read_file(path, layer=layer.name)
        assert list(frame["feature_id"]) == list(layer.frame["feature_id"])
        assert [json.loads(ids) for ids in frame["claim_ids"]] == list(layer.frame["claim_ids"])
        for mine, theirs in zip(layer.frame.geometry, frame.geometry, strict=True):
            assert (mine is None) == (theirs is None)
            assert mine is None or mine.symmetric_difference(theirs).is_empty
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT id, quote, negated FROM claims ORDER BY id").fetchall()
    assert [row[0] for row in rows] == [claim.id for claim in CLAIMS]
    assert rows[3][1] == "Shells hit Agadez"


def test_ogrinfo_opens_the_geopackage_and_the_geojson(tmp_path: Path) -> None:
    if shutil.which("ogrinfo") is None:
        pytest.skip("ogrinfo (gdal-bin) is not installed")
    listing = subprocess.run(
        ["ogrinfo", "-ro", "-so", "-al", str(_write(tmp_path / "map.gpkg"))],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    for name in ("areas", "borders", "movements", "bases", "events", "claims"):
        assert f"Layer name: {name}" in listing
    assert "ERROR" not in listing
    found = subprocess.run(
        ["ogrinfo", "-ro", "-so", "-al", str(_write(tmp_path / "map.geojson"))],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    total = sum(len(layer.frame) for layer in _layers())
    assert f"Feature Count: {total}" in found


def test_an_existing_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    path.write_text("old")
    _write(path)
    assert path.read_bytes()[:6] == b"SQLite"
    assert [p.name for p in tmp_path.iterdir()] == ["map.gpkg"]


def test_csv_has_one_row_a_feature_and_runs_no_formula(tmp_path: Path) -> None:
    with _write(tmp_path / "map.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(len(layer.frame) for layer in _layers())
    (event,) = [row for row in rows if row["layer"] == "events"]
    assert (event["lon_deg"], event["lat_deg"], event["quotes"]) == (
        "7.99",
        "16.97",
        "Shells hit Agadez",
    )
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_layers_without_claims_and_features_can_be_written(tmp_path: Path) -> None:
    empty = build_layers(ARTICLE, (), (), gazetteer=Shelf())  # type: ignore[arg-type]
    for name in ("e.geojson", "e.gpkg", "e.csv"):
        assert write_layers(empty, tmp_path / name).is_file()
    assert json.loads((tmp_path / "e.geojson").read_text())["features"] == []
    assert len(gpd.read_file(tmp_path / "e.gpkg", layer="bases")) == 0


def test_an_unknown_suffix_or_folder_is_refused_with_a_hint(tmp_path: Path) -> None:
    for path in (tmp_path / "map.xyz", tmp_path / "map", tmp_path / "none" / "map.gpkg"):
        with pytest.raises(InputError) as caught:
            write_layers(_layers(), path)
        assert caught.value.hint
    assert list(tmp_path.iterdir()) == []
