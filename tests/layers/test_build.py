"""Layers: nothing without a claim, nothing more exact than the claim."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from layer_inputs import ARTICLE, CLAIMS, Shelf, at, claim

from dateline.geo.shapes.borders import border_between
from dateline.layers.build import Layer, build_layers
from dateline.layers.places.forces import find_unit
from dateline.layers.quantities.border_lengths import is_whole_length
from dateline.layers.schema import COLUMN_NAMES, LAYER_NAMES, validate_layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.layers.claims.claims import Claim


def _build(claims: Sequence[Claim]) -> dict[str, Layer]:
    layers = build_layers(ARTICLE, (), claims, gazetteer=Shelf())  # type: ignore[arg-type]
    assert tuple(layer.name for layer in layers) == LAYER_NAMES
    return {layer.name: layer for layer in layers}


@lru_cache(maxsize=1)
def _layers() -> dict[str, Layer]:
    return _build(CLAIMS)


def _row(layer: str, feature_id: str) -> dict[str, Any]:
    frame = _layers()[layer].frame
    (row,) = frame[frame["feature_id"] == feature_id].to_dict("records")
    return dict(row)


def test_every_layer_is_good_to_its_schema() -> None:
    for name, layer in _layers().items():
        assert validate_layer(name, layer.frame) == ()


def test_a_report_without_claims_still_has_five_layers_with_columns_and_crs() -> None:
    for layer in _build(()).values():
        assert len(layer.frame) == 0
        assert tuple(layer.frame.columns) == COLUMN_NAMES
        assert layer.frame.crs.to_epsg() == 4326


def test_countries_are_areas_and_never_points() -> None:
    frame = _layers()["areas"].frame
    ids = {"area:country:LY", "area:country:ML", "area:country:NE", "area:region:sahel"}
    assert set(frame["feature_id"]) == ids
    assert not (frame.geometry.dropna().geom_type == "Point").any()


def test_a_region_without_a_boundary_is_listed_but_not_drawn() -> None:
    row = _row("areas", "area:region:sahel")
    assert row["geometry"] is None
    assert row["kind"] == "region"
    assert "not drawn" in row["note"]
    assert row["status"] == "hypothetical"


def test_a_place_without_a_role_is_no_evidence_for_an_area() -> None:
    assert _row("areas", "area:country:NE")["claim_ids"] == ["C01"]


def test_metonyms_draw_nothing() -> None:
    layers = _build([claim(1, "Shells hit Agadez", at("Agadez", "location", "gn:1", metonym=True))])
    assert all(len(layer.frame) == 0 for layer in layers.values())


def test_each_origin_has_its_curve_to_the_destination() -> None:
    frame = _layers()["movements"].frame
    assert list(frame["name"]) == ["Libya \u2192 Niger", "Mali \u2192 Niger"]
    assert all(ids == ["C01"] for ids in frame["claim_ids"])


def test_one_pair_of_two_claims_is_one_movement_with_both_claims() -> None:
    again = replace(CLAIMS[0], id="C09", realis="future")
    frame = _build([CLAIMS[0], again])["movements"].frame
    assert len(frame) == 2
    assert list(frame["claim_ids"]) == [["C01", "C09"]] * 2
    assert set(frame["status"]) == {"mixed"}


def test_a_movement_without_a_destination_draws_no_line() -> None:
    layers = _build([claim(1, "Fighters moved from Mali", at("Mali", "origin", "country:ML"))])
    assert len(layers["movements"].frame) == 0
    assert len(layers["areas"].frame) == 1


def test_a_movement_over_the_date_line_is_cut_there() -> None:
    layers = _build([claim(1, "Shells hit Agadez", at("Agadez", "origin", "gn:4"),
                           at("Agadez", "destination", "gn:3"))])  # fmt: skip
    (shape,) = layers["movements"].frame.geometry
    assert shape.geom_type == "MultiLineString"
    assert shape.bounds[0] >= -180
    assert shape.bounds[2] <= 180
    assert validate_layer("movements", layers["movements"].frame) == ()


def test_a_border_shows_the_claimed_and_the_measured_length() -> None:
    border = border_between("NE", "TD")
    assert border is not None
    row = _row("borders", "border:NE-TD")
    assert (row["claimed_km"], row["claimed_text"]) == (1196, "about 1,196 km")
    assert row["measured_km"] == pytest.approx(border.length_km)
    assert row["reference_km"] == pytest.approx(border.factbook_km)
    assert row["claim_ids"] == ["C05", "C06"]


def test_a_share_of_the_border_is_a_note_on_the_whole_line() -> None:
    border = border_between("TD", "NE")
    assert border is not None
    row = _row("borders", "border:NE-TD")
    assert "half of the frontier (the colonel)" in row["note"]
    parts = getattr(row["geometry"], "geoms", [row["geometry"]])
    assert sum(len(part.coords) for part in parts) == sum(len(line) for line in border.lines)


def test_garrisons_are_bases_with_the_units_name_and_carried_over_claims() -> None:
    frame = _layers()["bases"].frame
    assert list(frame["name"]) == [
        "7th armoured brigade \u2014 Agadez", "7th armoured brigade \u2014 Dirkou",
    ]  # fmt: skip
    assert all(ids == ["C02", "C03"] for ids in frame["claim_ids"])
    assert all("carried over from another sentence for C03" in note for note in frame["note"])


def test_what_happens_in_a_garrison_town_is_an_event_there() -> None:
    frame = _layers()["events"].frame
    assert list(frame["feature_id"]) == ["event:gn:1"]
    assert list(frame["claim_ids"]) == [["C04"]]


def test_a_gazetteer_base_is_a_base_whatever_the_claim() -> None:
    layers = _build([claim(1, "Shells hit Agadez", at("Agadez", "location", "air:X"))])
    assert list(layers["bases"].frame["name"]) == ["Base 201"]
    assert len(layers["events"].frame) == 0


def test_inputs_are_not_changed_and_rows_share_nothing() -> None:
    before = copy.deepcopy(CLAIMS)
    frame = _build(CLAIMS)["bases"].frame
    frame["claim_ids"].iloc[0].append("C99")
    assert before == CLAIMS
    assert "C99" not in frame["claim_ids"].iloc[1]


def test_the_schema_names_every_fault_at_once() -> None:
    frame = _layers()["bases"].frame.copy()
    frame["status"] = "rumoured"
    frame["claim_ids"] = [[] for _ in range(len(frame))]
    frame["measured_km"] = "long"
    faults = validate_layer("bases", frame)
    assert len(faults) == 3 * len(frame)
    assert all("bases base:7th brigade@" in fault for fault in faults)
    assert validate_layer("cities", frame)[0].startswith("`name` must be one of areas")
    assert "columns are" in validate_layer("bases", frame.drop(columns="note"))[0]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("the 4th Guards Tank Division", "4th division"),
        ("its 3rd separate assault brigade", "3rd brigade"),
        ("the 12th of May", None),
        ("the base", None),
    ],
)
def test_units_are_known_by_number_and_kind(words: str, key: str | None) -> None:
    unit = find_unit(words)
    assert (unit.key if unit else None) == key


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("its length is over 417 kilometers", True),
        ("the two share a border of 817 kilometers", True),
        ("a 1,200-kilometer long border", True),
        ("the 90 km frontier is closed", True),
        ("the fence covers 206 kilometers of the border", False),
        ("mines lie 30 kilometers from the border", False),
    ],
)
def test_only_words_about_the_whole_border_give_its_length(words: str, expected: bool) -> None:
    number = re.search(r"(?:over )?[\d,]+[ -](?:kilometers?|km)", words)
    assert number is not None
    assert is_whole_length(words, *number.span()) is expected
