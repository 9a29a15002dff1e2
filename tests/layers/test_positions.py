"""Claims that happen "30 km north of X": the area is their place, and X is none of theirs."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import shapely

sys.path.insert(0, str(Path(__file__).parent.parent / "geo"))

from marked_text import marked

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.positions.positions import find_positions
from dateline.layers.build import build_layers
from dateline.layers.claims.claims import extract_claims
from dateline.layers.claims.records import claim_from_record, claim_record
from dateline.layers.exports.export import write_layers
from dateline.layers.schema import validate_layer

if TYPE_CHECKING:
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.build import Layer
    from dateline.layers.claims.claims import Claim, ClaimPlace

SCHEMA = json.loads((files("dateline.layers") / "data" / "claim.schema.json").read_text("utf-8"))


def read(words: str) -> tuple[Article, tuple[Position, ...], tuple[Claim, ...], tuple[Layer, ...]]:
    article, resolutions = marked(words)
    positions = find_positions(article, resolutions)
    gazetteer = open_gazetteer()
    claims = extract_claims(
        article, parse_article(article), resolutions, gazetteer=gazetteer, positions=positions
    )
    layers = build_layers(article, resolutions, claims, gazetteer=gazetteer, positions=positions)
    return article, positions, claims, layers


def places(words: str) -> list[ClaimPlace]:
    return [place for claim in read(words)[2] for place in claim.places]


def drawn(words: str) -> list[tuple[str | None, str, str | None]]:
    return [(p.text, p.role, p.precision) for p in places(words) if p.role != "none"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Gunmen attacked a convoy 30 km north of [Kulob].",
         [("30 km north of Kulob", "location", "region")]),
        ("A helicopter crashed near [Gao].", [("near Gao", "location", "2")]),
        ("The army shelled the outskirts of [Homs].",
         [("the outskirts of Homs", "location", "2")]),
        ("A bus burned on the road from [Gao] to [Ansongo].",
         [("Gao", "location", "region"), ("Ansongo", "location", "region")]),
        ("A drone crashed at 16.9742 N, 0.5519 W.",
         [("16.9742 N, 0.5519 W", "location", "1")]),
        ("Troops arrived near [Mosul].", [("near Mosul", "destination", "2")]),
        ("Rebels fled from positions north of [Homs].",
         [("north of Homs", "origin", "region")]),
        ("Mines exploded within 5 km of [border:the Afghan border].",
         [("within 5 km of the Afghan border", "location", "region")]),
    ],
)  # fmt: skip
def test_the_area_is_the_place_of_the_claim(words: str, wanted: list[tuple[str, str, str]]) -> None:
    assert drawn(words) == wanted


def test_what_is_measured_from_is_kept_as_a_name_without_a_place() -> None:
    anchors = [p for p in places("Gunmen attacked a convoy 30 km north of [Kulob].")
               if p.role == "none"]  # fmt: skip
    assert [(p.text, p.place_ids, p.reason) for p in anchors] == [
        ("Kulob", (), "only a distance from there is told")
    ]


def test_a_placed_name_is_nearer_than_the_distance_that_tells_where_it_lies() -> None:
    found = drawn("Shells hit [Farkhor], 50 km south-west of [Kulob].")
    assert [text for text, _, _ in found] == ["Farkhor"]


def test_the_distance_places_a_name_that_the_gazetteer_lacks() -> None:
    words = "Shells hit [Melitgrad], 30 km north of [Kulob]."
    ids = [i for p in places(words) for i in p.place_ids]
    assert [i.partition(":")[0] for i in ids] == ["position"]


def test_a_position_that_cannot_be_placed_changes_nothing() -> None:
    words = "Gunmen attacked a convoy 30 km north of [Zorgolo]."
    assert [p.place_ids for p in places(words)] == [()]


def test_a_later_there_takes_up_the_area() -> None:
    _, positions, claims, _ = read(
        "Gunmen attacked a convoy 30 km north of [Kulob]. Soldiers were killed there."
    )
    (area,) = positions
    assert [p.place_ids for p in claims[-1].places if p.anaphor] == [(area.id,)]


def test_a_unit_near_a_town_is_an_area_that_bears_its_name() -> None:
    _, _, claims, layers = read("The 7th brigade is deployed near [Gao].")
    rows = layers[0].frame.to_dict("records")
    assert [row["name"] for row in rows] == ["7th brigade — near Gao"]
    assert not len(layers[3].frame)
    assert claims


# ------------------------------------------------------------------ layers and files
REPORT = (
    "Gunmen attacked a convoy 30 km north of [Kulob]. A drone crashed at 16.9742 N, 0.5519 W. "
    "Shells fell near [Gao]. Fighters hid within 15 km of [border:the Afghan border]. "
    "A ship was hit 150 nautical miles east of [Suva]."
)


def test_areas_are_polygons_of_their_own_kind_and_coordinates_have_a_point_too() -> None:
    _, positions, _, layers = read(REPORT)
    by_name = {layer.name: layer.frame for layer in layers}
    areas = {row["place_id"]: row for row in by_name["areas"].to_dict("records")}
    assert set(areas) == {p.id for p in positions}
    for position in positions:
        row = areas[position.id]
        assert row["kind"] == "uncertain"
        assert row["radius_km"] == position.radius_km
        assert position.reason in row["note"]
        assert row["geometry"].geom_type == "MultiPolygon"
    (point,) = by_name["events"].to_dict("records")
    assert (point["kind"], point["name"]) == ("coordinate", "16.9742 N, 0.5519 W")
    assert (point["geometry"].x, point["geometry"].y) == (-0.5519, 16.9742)
    for layer in layers:
        assert validate_layer(layer.name, layer.frame) == ()


def test_an_area_over_the_antimeridian_is_cut_there() -> None:
    _, positions, _, layers = read(REPORT)
    shapes = {row["place_id"]: row["geometry"] for row in layers[0].frame.to_dict("records")}
    west, _, east, _ = shapes[positions[-1].id].bounds
    assert (west, east) == (-180.0, 180.0)
    assert len(shapes[positions[-1].id].geoms) == 2


def test_two_claims_about_one_area_share_a_feature() -> None:
    _, _, claims, layers = read("Shells fell near [Gao]. Mines exploded near [Gao].")
    (row,) = layers[0].frame.to_dict("records")
    assert row["claim_ids"] == [claim.id for claim in claims]


def test_exports_hold_the_areas_with_radius_and_method(tmp_path: Path) -> None:
    article, _, claims, layers = read(REPORT)
    path = write_layers(layers, tmp_path / "out.geojson", article=article, claims=claims)
    features = json.loads(path.read_text("utf-8"))["features"]
    (area,) = [f for f in features if f["properties"]["name"] == "30 km north of Kulob"]
    assert area["geometry"]["type"] == "MultiPolygon"
    assert area["properties"]["radius_km"] == pytest.approx(28.336, abs=0.01)
    assert "point-radius method" in area["properties"]["note"]
    assert area["properties"]["source"] == "computed from the report's words"
    assert shapely.from_geojson(json.dumps(area["geometry"])).is_valid
    import pyogrio

    table = pyogrio.read_dataframe(
        write_layers(layers, tmp_path / "out.gpkg", article=article, claims=claims), layer="areas"
    )
    assert sorted(table["kind"].unique()) == ["uncertain"]
    assert table["radius_km"].notna().all()


def test_the_record_of_such_a_claim_is_valid_and_comes_back() -> None:
    article, _, claims, _ = read(REPORT)
    for claim in claims:
        record: dict[str, Any] = json.loads(json.dumps(claim_record(claim, article)))
        jsonschema.validate(record, SCHEMA)
        assert claim_from_record(record) == claim
