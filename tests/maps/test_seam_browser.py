"""Are the files that a reader takes along from a map across the antimeridian those of `dateline layers`?"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely
from page_sample import layer, make_report
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry import shape as shaped

from dateline.geo.positions.uncertain_areas import disc
from dateline.geo.shapes.geodesy import arc, split_antimeridian
from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from page_visits import Visit
    from shapely.geometry.base import BaseGeometry

pytestmark = pytest.mark.browser

ANADYR, PROVIDENIYA, NOME = (177.5103, 64.7342), (-173.2264, 64.4229), (-165.4064, 64.5011)
TOLERANCE_DEG = 0.06  # of what a screen shows; arrows are of a sphere on the page


@dataclass
class Pair:
    """A page, and the layers of the same report."""

    path: Path
    layers: dict[str, BaseGeometry]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("seam")
    report = make_report()
    towns = {"Anadyr": ANADYR, "Provideniya": PROVIDENIYA, "Nome": NOME}
    moves = {"Anadyr to Nome": (ANADYR, NOME), "Nome to Provideniya": (NOME, PROVIDENIYA)}
    coast = [(178.0, 65.0), (-179.0, 65.5), (-176.0, 66.5), (-172.0, 65.0)]
    layers = (
        _layer("areas", {
            "60 km from the line": MultiPolygon([Polygon(r[0]) for r in disc((179.5, 64.0), 60.0)]),
            "900 km from Provideniya": MultiPolygon(
                [Polygon(r[0]) for r in disc(PROVIDENIYA, 900.0)]),
        }, kind="uncertain"),
        _layer("borders", {"coast": _line(coast)}),
        _layer("movements", {name: _line(arc(*ends)) for name, ends in moves.items()}),
        _layer("events", {name: Point(spot) for name, spot in towns.items()}),
    )  # fmt: skip
    frames = [own.frame for own in layers]  # `dateline layers` writes these shapes as they are
    written = {key: shape for frame in frames
               for key, shape in zip(frame["feature_id"], frame.geometry, strict=True)}  # fmt: skip
    page = replace(report, layers=layers).render()
    return Pair(write_page(page, folder / "map.html"), written)


def _layer(name: str, shapes: dict[str, BaseGeometry], **more: str) -> Any:
    rows = [
        {"feature_id": f"{name}:{key}", "place_id": f"p:{key}", "name": key, "label": key,
         "claim_ids": ["C01" if key == "Provideniya" else "C02"], "geometry": shape, **more}
        for key, shape in shapes.items()
    ]  # fmt: skip
    return layer(name, *rows)


def _line(points: Sequence[tuple[float, float]]) -> BaseGeometry:
    parts = split_antimeridian(points)
    return LineString(parts[0]) if len(parts) == 1 else MultiLineString(parts)


def take(seen: Visit, words: str) -> bytes:
    live = seen.page
    if not live.locator("dialog[open]").count():
        live.keyboard.press("d")
    with live.expect_download() as waiting:
        live.click(f"dialog button:text-is('{words}')")
    data: bytes = waiting.value.path().read_bytes()
    return data


def test_geojson_is_cut_at_180_degrees_as_the_layers_are(
    visit: Callable[..., Visit], pair: Pair
) -> None:
    seen = visit(where=pair.path)
    found: dict[str, Any] = {f["id"]: f for f in json.loads(take(seen, "GeoJSON"))["features"]}
    assert set(found) == set(pair.layers)
    kinds = set()
    for key, feature in found.items():
        taken, own = shaped(feature["geometry"]), pair.layers[key]
        assert taken.is_valid, key
        west, _, east, _ = taken.bounds
        assert -180 <= west <= east <= 180, key
        assert taken.geom_type.removeprefix("Multi") == own.geom_type.removeprefix("Multi")
        assert len(shapely.get_parts(taken)) == len(shapely.get_parts(own)), key
        assert taken.hausdorff_distance(own) < TOLERANCE_DEG, key
        if (west, east) == (-180, 180):
            kinds.add(taken.geom_type)
    assert kinds == {"MultiLineString", "MultiPolygon"}
    assert seen.troubles == []


def test_gdal_reads_the_files_within_180_degrees(
    visit: Callable[..., Visit], pair: Pair, tmp_path: Path
) -> None:
    seen = visit(where=pair.path)
    for words, name in (("GeoJSON", "map.geojson"), ("KML", "map.kml")):
        file = tmp_path / name
        file.write_bytes(take(seen, words))
        frame = gpd.read_file(file)
        assert len(frame) == len(pair.layers)
        west, _, east, _ = frame.total_bounds
        assert (west, east) == (-180, 180)


def test_the_table_has_longitudes_as_people_write_them(
    visit: Callable[..., Visit], pair: Pair
) -> None:
    data = take(visit(where=pair.path), "Table (CSV)").decode("utf-8-sig")
    lons = {row["lon_deg"] for row in csv.DictReader(io.StringIO(data)) if row["lon_deg"]}
    assert lons == {"-173.2264"}


def test_only_a_map_across_the_antimeridian_carries_the_script(path: Path, pair: Pair) -> None:
    assert "cutShape}" not in path.read_text("utf-8")
    assert "cutShape}" in pair.path.read_text("utf-8")
