"""Every format: read back by geopandas and by GDAL's own programs, what went in comes out."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from export_inputs import HOSTILE, HOSTILE_CLAIMS, LONG, export, layers, records
from shapely import set_precision
from shapely.geometry import shape

from dateline.errors import InputError
from dateline.layers.build import build_layers
from dateline.layers.exports.export import FORMATS, SUFFIXES, export_layers, format_of, write_layers
from dateline.layers.exports.records import fit

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

ONE_TABLE = ["a.fgb", "a.parquet", "a.geojson"]
QUOTES = {c.id: fit(HOSTILE.slice(c.content)) for c in HOSTILE_CLAIMS}


@pytest.fixture(autouse=True)
def _pyarrow(request: pytest.FixtureRequest) -> None:
    if "parquet" in request.node.name:
        pytest.importorskip("pyarrow", reason="pyarrow (the extra parquet) is not installed")


def _given() -> dict[str, dict[str, Any]]:
    return {
        row["feature_id"]: {**row, "layer": layer.name}
        for layer in layers("hostile")
        for row in layer.frame.to_dict("records")
    }


def _ogr(path: Path, *options: str) -> list[dict[str, Any]]:
    """Return a file's features by way of the ogr2ogr of the machine, not our wheels' GDAL."""
    if shutil.which("ogr2ogr") is None:
        pytest.skip("ogr2ogr (gdal-bin) is not installed")
    done = subprocess.run(
        ["ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=12", "/vsistdout/", str(path),
         *options],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert "ERROR" not in done.stderr
    return json.loads(done.stdout)["features"]  # type: ignore[no-any-return]


def _same(mine: BaseGeometry | None, theirs: BaseGeometry | None, *, grid: float = 0.0) -> bool:
    """Tell whether two shapes are equal, on a grid of so many degrees."""
    if mine is None or theirs is None:
        return mine is theirs
    pair = [
        shape.geoms[0] if len(getattr(shape, "geoms", ())) == 1 else shape
        for shape in (mine, theirs)
    ]
    return bool(pair[0].normalize().equals_exact(pair[1].normalize(), tolerance=grid))


# ------------------------------------------------------------------ round trips
@pytest.mark.parametrize("name", ONE_TABLE)
def test_geopandas_reads_back_ids_claims_and_shapes(tmp_path: Path, name: str) -> None:
    export(tmp_path / name)
    read = gpd.read_parquet if name.endswith("parquet") else gpd.read_file
    frame = read(tmp_path / name)
    assert frame.crs.to_epsg() == 4326
    given = _given()
    assert sorted(frame["feature_id"]) == sorted(given)
    for row in frame.to_dict("records"):
        mine = given[row["feature_id"]]
        grid = 5e-7 if name.endswith("geojson") else 0.0
        assert _same(mine["geometry"], row["geometry"], grid=grid)
        for column in ("layer", "name", "kind", "status", "note", "claimed_text"):
            assert row[column] == mine[column], column
        assert bool(row["disputed"]) == mine["disputed"]
        ids = row["claim_ids"]
        assert (json.loads(ids) if isinstance(ids, str) else list(ids)) == mine["claim_ids"]
        told = json.loads(row["claims"]) if isinstance(row["claims"], str) else row["claims"]
        assert [c["id"] for c in told] == mine["claim_ids"]
        assert all(fit(c["quote"]) == QUOTES[c["id"]] for c in told)


@pytest.mark.parametrize("name", ["a.fgb", "a.geojson", "a.kml", "a.kmz"])
def test_gdal_reads_back_every_feature_with_its_quotes(tmp_path: Path, name: str) -> None:
    export(tmp_path / name)
    given = _given()
    found: list[dict[str, Any]] = []
    for layer in layers("hostile") if name.endswith(("kml", "kmz")) else [None]:
        found += _ogr(tmp_path / name, *([layer.title] if layer is not None else []))
    assert len(found) == len(given)
    for feature in found:
        properties = feature["properties"]
        mine = given[properties["feature_id"]]
        theirs = shape(feature["geometry"]) if feature["geometry"] else None
        assert _same(mine["geometry"], theirs, grid=0.0 if name.endswith("fgb") else 6e-7)
        told = properties["claims"]
        told = json.loads(told) if isinstance(told, str) else told
        assert {fit(c["quote"]) for c in told} == {QUOTES[key] for key in mine["claim_ids"]}


@pytest.mark.parametrize("layer", ["areas", "borders", "movements", "bases", "events"])
def test_gdal_reads_back_the_geopackage(tmp_path: Path, layer: str) -> None:
    export(tmp_path / "a.gpkg", "sahel")
    (mine,) = [found.frame for found in layers("sahel") if found.name == layer]
    found = {f["properties"]["feature_id"]: f for f in _ogr(tmp_path / "a.gpkg", layer)}
    assert list(found) == list(mine["feature_id"])
    for row in mine.to_dict("records"):
        feature = found[row["feature_id"]]
        assert _same(row["geometry"], shape(feature["geometry"]) if feature["geometry"] else None,
                     grid=1e-11)  # fmt: skip
        assert feature["properties"]["disputed"] == row["disputed"]


def test_geoparquet_follows_its_standard(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    export(tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    about = json.loads(table.schema.metadata[b"geo"])
    assert about["version"] == "1.1.0"
    column = about["columns"][about["primary_column"]]
    assert column["encoding"] == "WKB"
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    assert set(column["geometry_types"]) == {"MultiLineString", "Point"}
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert str(table.schema.field("claim_ids").type) == "list<element: string>"


# ------------------------------------------------------------------ Shapefiles
def test_shapefiles_say_what_they_cut_and_cut_nothing_else(tmp_path: Path) -> None:
    (note,) = export(tmp_path / "a.shp")
    told = (tmp_path / "a.txt").read_text("utf-8")
    assert "1 text is cut" not in note  # quote and sentence
    assert "2 texts are cut to 254 bytes" in note
    size = len(QUOTES["C03"].encode())
    assert f"claims C03: quote of {size} bytes" in told
    assert f"claims C03: sentence of {size} bytes" in told
    assert "reference_km -> refernc_km" in told
    rows = {row["id"]: row for row in gpd.read_file(tmp_path / "a-claims.dbf").to_dict("records")}
    assert rows["C02"]["quote"] == QUOTES["C02"]
    assert QUOTES["C03"].startswith(rows["C03"]["quote"])
    assert 250 <= len(rows["C03"]["quote"].encode()) <= 254  # and no half letter
    assert LONG.startswith(rows["C03"]["quote"][:20])


def test_shapefiles_hold_shapes_ids_and_figures(tmp_path: Path) -> None:
    export(tmp_path / "a.shp", "sahel")
    for layer in layers("sahel"):
        found = gpd.read_file(tmp_path / f"a-{layer.name}.shp")
        assert found.crs.to_epsg() == 4326
        assert list(found["feature_id"]) == list(layer.frame["feature_id"])
        for mine, theirs in zip(layer.frame.geometry, found.geometry, strict=True):
            assert _same(mine, theirs)
        for column, short in (("claimed_km", "claimed_km"), ("reference_km", "refernc_km")):
            assert list(found[short].fillna(-1)) == pytest.approx(
                list(layer.frame[column].fillna(-1)), abs=1e-6
            )


def test_a_zip_of_shapefiles_opens_as_it_is(tmp_path: Path) -> None:
    export(tmp_path / "a.shp.zip", "sahel")
    with zipfile.ZipFile(tmp_path / "a.shp.zip") as archive:
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "a.txt" in names
    assert "a-events.shp" in names
    assert len(_ogr(tmp_path / "a.shp.zip", "a-areas")) == 4


# ------------------------------------------------------------------ all formats
NAMES = [f"a{suffix}" for suffix in SUFFIXES]


@pytest.mark.parametrize("name", NAMES)
def test_equal_layers_give_equal_bytes_and_nothing_else_is_left(tmp_path: Path, name: str) -> None:
    contents = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        found = export_layers(layers("hostile"), folder / name, article=HOSTILE,
                              claims=HOSTILE_CLAIMS)  # fmt: skip
        assert sorted(folder.iterdir()) == sorted(found.files)
        contents.append({file.name: file.read_bytes() for file in found.files})
    assert contents[0] == contents[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_map_without_anything_on_it_can_be_written(tmp_path: Path, name: str) -> None:
    from layer_inputs import ARTICLE, Shelf

    empty = build_layers(ARTICLE, (), (), gazetteer=Shelf())  # type: ignore[arg-type]
    found = export_layers(empty, tmp_path / name, article=ARTICLE)
    assert all(file.is_file() for file in found.files)
    assert export_layers(empty, tmp_path / name).files == found.files


def test_the_format_can_be_forced_and_every_format_has_a_suffix(tmp_path: Path) -> None:
    path = write_layers(layers(), tmp_path / "map.dat", as_format="geojson")
    assert json.loads(path.read_text("utf-8"))["type"] == "FeatureCollection"
    assert {format_of(tmp_path / name) for name in NAMES} == set(FORMATS)
    assert format_of(tmp_path / "MAP.SHP.ZIP") == "shapefile-zip"


def test_the_command_line_offers_every_format_and_mode() -> None:
    from dateline.export_commands import LAYER_FORMATS, MODES, SCHEMA
    from dateline.layers.stores.store import DEFAULT_SCHEMA
    from dateline.layers.stores.store import MODES as THEIRS

    assert LAYER_FORMATS == FORMATS
    assert MODES == THEIRS
    assert SCHEMA == DEFAULT_SCHEMA


def test_what_a_format_cannot_hold_is_told(tmp_path: Path) -> None:
    assert export(tmp_path / "a.gpkg") == ()
    assert export(tmp_path / "a.geojson") == ()
    assert "no dashed lines" in export(tmp_path / "a.kml")[0]
    assert "2 areas and lines are listed" not in export(tmp_path / "a.csv")[0]
    assert "1 area or line is listed" in export(tmp_path / "a.csv")[0]
    assert export(tmp_path / "a.fgb") == ()  # every feature has a shape
    assert "without its spatial index" in export(tmp_path / "a.fgb", "sahel")[0]


def test_geoparquet_without_pyarrow_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.layers.exports.flat.find_spec", lambda _: None)
    with pytest.raises(InputError, match="pyarrow") as caught:
        export(tmp_path / "a.geoparquet")
    assert "pip install" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_csv_runs_no_formula(tmp_path: Path) -> None:
    export(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_geojson_is_within_rfc_7946(tmp_path: Path) -> None:
    export(tmp_path / "a.geojson", "sahel")
    data = json.loads((tmp_path / "a.geojson").read_text("utf-8"))
    assert set(data) == {"type", "features"}  # no "crs": it is always WGS 84
    for feature in data["features"]:
        assert set(feature) == {"type", "id", "properties", "geometry"}
        found = shape(feature["geometry"]) if feature["geometry"] else None
        if found is not None:
            assert set_precision(found, 1e-6).bounds == pytest.approx(found.bounds)
            west, south, east, north = found.bounds
            assert -180 <= west <= east <= 180
            assert -90 <= south <= north <= 90
    assert records().claims["C01"]["start"] == 0


def test_the_command_line_tells_what_was_cut_and_takes_a_format(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from dateline.cli import main

    report = tmp_path / "osh.txt"
    report.write_text("Troops moved from Osh to Uzbekistan, the governor said.\n", "utf-8")
    for arguments, code, words in (
        (["-o", tmp_path / "a.csv"], 0, "note: CSV holds points alone"),
        (["-o", tmp_path / "a.dat", "--as", "geojson"], 0, ""),
        (["--as", "kml"], 2, "--as without -o"),
        (["-o", tmp_path / "a.xyz"], 2, ".geojson, .json, .gpkg"),
    ):
        with pytest.raises(SystemExit) as left:
            main(["layers", str(report), *map(str, arguments)])
        assert int(left.value.code or 0) == code
        assert words in capfdbinary.readouterr().err.decode()
    assert json.loads((tmp_path / "a.dat").read_text("utf-8"))["type"] == "FeatureCollection"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "a.dat", "osh.txt"]
