"""Reports that stand together keep their claims apart and share their places."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pyogrio
import pytest

from dateline.errors import InputError
from dateline.geo.reports.reading import article_from_text
from dateline.layers.claims.records import claim_from_record, claim_record
from dateline.layers.claims.schema_check import first_fault
from dateline.layers.exports.export import write_layers
from dateline.layers.report_sets import check_distinct, report_of_claim
from dateline.layers.schema import COLUMN_NAMES, SET_COLUMN_NAMES, validate_layer
from dateline.pipeline import AnalysisSet, analyse, join_reports, layers_of, set_layers

if TYPE_CHECKING:
    from pathlib import Path

FIRST = (
    "Chad closed its border with Sudan on Monday. The border is 1,400 kilometers long, the ministry "
    "said.\n\nTroops gathered 20 km north of Abeche, a trader said."
)
SECOND = (
    "Chad denied that it closed its border with Sudan. The border is 1,100 kilometers long, the envoy "
    "said.\n\nTroops gathered 20 km north of Abeche, an aid worker said. Refugees arrived in Adre."
)


@pytest.fixture(scope="module")
def alone() -> list:
    texts = {"one": FIRST, "two": SECOND}
    return [analyse(article_from_text(text, id=key)) for key, text in texts.items()]


@pytest.fixture(scope="module")
def both(alone: list) -> AnalysisSet:
    return join_reports(alone)


def test_ids_tell_the_report_and_are_unique(both: AnalysisSet, alone: list) -> None:
    ids = [claim.id for report in both.reports for claim in report.claims]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if report_of_claim(i) == "r2"] == [
        f"r2-{claim.id}" for claim in alone[1].claims
    ]


def test_a_report_added_at_the_end_changes_no_id(both: AnalysisSet, alone: list) -> None:
    third = analyse(article_from_text("Shells fell on Goma.", id="three"))
    more = join_reports([*alone, third])
    for report, again in zip(both.reports, more.reports, strict=False):
        assert [c.id for c in report.claims] == [c.id for c in again.claims]


def test_claims_of_a_set_follow_the_schema_and_can_be_read_back(both: AnalysisSet) -> None:
    for report in both.reports:
        for claim in report.claims:
            record = claim_record(claim, report.article)
            assert first_fault(record, "claim") == ""
            assert claim_from_record(record) == claim


def test_the_same_area_in_two_reports_is_one_position(both: AnalysisSet) -> None:
    first, second = ([p.id for p in a.positions if p.placed] for a in both.analyses)
    assert first == second
    assert first[0].startswith("position:r1-")
    used = {i for r in both.reports for c in r.claims for p in c.places for i in p.place_ids}
    assert first[0] in used


def test_a_place_of_two_reports_is_one_feature_with_the_claims_of_both(both: AnalysisSet) -> None:
    layers = {layer.name: layer.frame for layer in set_layers(both)}
    for name, frame in layers.items():
        assert validate_layer(name, frame) == ()
        assert tuple(frame.columns) == SET_COLUMN_NAMES
    (border,) = layers["borders"].to_dict("records")
    assert border["report"] == "r1, r2"
    assert {report_of_claim(i) for i in border["claim_ids"]} == {"r1", "r2"}
    assert border["claimed_km"] == 1400
    assert "also claimed: 1,100 kilometers (r2)" in border["note"]
    own = layers["events"].set_index("name")["report"]
    assert own["Adre"] == "r2"


def test_a_report_alone_has_the_columns_that_it_always_had(alone: list) -> None:
    for layer in layers_of(alone[0]):
        assert tuple(layer.frame.columns) == COLUMN_NAMES


def test_files_of_several_reports_name_the_report_of_features_and_claims(
    both: AnalysisSet, tmp_path: Path
) -> None:
    layers = set_layers(both)
    for suffix in ("geojson", "gpkg", "csv"):
        write_layers(layers, tmp_path / f"set.{suffix}", reports=both.reports)
    features = json.loads((tmp_path / "set.geojson").read_text("utf-8"))["features"]
    assert {f["properties"]["report"] for f in features} == {"r1, r2", "r2"}
    claims = [claim for f in features for claim in f["properties"]["claims"]]
    assert all(claim["id"].startswith(claim["report"] + "-") for claim in claims)
    table = pyogrio.read_dataframe(tmp_path / "set.gpkg", layer="borders")
    assert list(table["report"]) == ["r1, r2"]
    told = pyogrio.read_dataframe(tmp_path / "set.gpkg", layer="claims")
    assert set(told["report"]) == {"r1", "r2"}
    with (tmp_path / "set.csv").open(encoding="utf-8") as file:
        assert {row["report"] for row in csv.DictReader(file)} == {"r1, r2", "r2"}


def test_a_report_given_twice_is_refused_with_its_numbers(alone: list) -> None:
    article = alone[0].article
    with pytest.raises(InputError, match=r"number 3 \(copy\) is number 1"):
        check_distinct([article, alone[1].article, replace(article, id="copy")])


def test_the_order_of_the_reports_alone_decides_the_numbers(alone: list) -> None:
    assert join_reports(alone).links == join_reports(alone).links
    turned = join_reports(alone[::-1])
    assert [r.article.id for r in turned.reports] == ["two", "one"]
