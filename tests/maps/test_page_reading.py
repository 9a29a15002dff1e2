"""Is a finished page read back as what was drawn?"""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Point, Polygon

from dateline.errors import InputError
from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.maps.drawing.features import features_of
from dateline.maps.drawing.geometry import decode_shape, encode_shape, pack, pack_lines, unpack
from dateline.maps.escape import json_data
from dateline.maps.page.large import large_data, short_cards
from dateline.maps.page.page_reading import (
    claims_of_page,
    features_of_page,
    is_page,
    page_title,
    read_page_data,
)


@given(st.lists(st.integers(-4_000_000, 4_000_000)))
def test_unpacking_undoes_packing(numbers):
    assert unpack(pack(numbers)) == numbers


@pytest.mark.parametrize(
    "shape",
    [
        Point(69.1234, -38.5),
        LineString([(10.5, 20.25), (11, 21), (-12.75, 22)]),
        MultiPolygon([
            Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(3, 3), (6, 3), (6, 6), (3, 6)]]),
            Polygon([(20, 0), (25, 0), (25, 5)]),
        ]),
    ],
    ids=lambda shape: shape.geom_type,
)  # fmt: skip
def test_a_shape_comes_back(shape):
    found = decode_shape(pack_lines(encode_shape(shape)))
    assert found.hausdorff_distance(shape) < 1e-4
    assert found.area == pytest.approx(shape.area)


def test_a_page_gives_back_its_claims_places_and_features(report, page):
    data = read_page_data(page.html.encode("utf-8"))
    assert is_page(page.html.encode("utf-8"))
    assert page_title(page.html.encode("utf-8")) == page.title
    drawn = [f for f in features_of(report.layers) if f.shape is not None]
    found = features_of_page(data)
    assert [(f.id, f.layer, f.name, f.place_id, f.claim_ids) for f in found] == [
        (f.id, f.layer, f.name, f.place_id, f.claim_ids) for f in drawn
    ]
    points = [
        (a.shape, b.shape)
        for a, b in zip(found, drawn, strict=True)
        if b.shape.geom_type == "Point"
    ]
    assert points
    assert all(a.distance(b) < 1e-4 for a, b in points)
    claims = claims_of_page(data, gazetteer=open_gazetteer())
    assert [claim.id for claim in claims] == list(data["claims"])
    assert all(claim.fields["speaker"] and claim.fields["act"] for claim in claims)
    placed = {place.id for claim in claims for place in claim.places}
    assert placed == {f.place_id for f in drawn if f.layer != "movements" and f.claim_ids}


def test_a_page_of_very_many_claims_is_read_as_any_other(report, page):
    plain = read_page_data(page.html.encode("utf-8"))
    records = [dict(record) for record in report.claims]
    cards = short_cards(records)
    large = json_data(large_data(plain))
    text = f'{cards}<script type="application/json" id="data">{large}</script>'
    found = read_page_data(text.encode("utf-8"))
    gazetteer = open_gazetteer()
    assert claims_of_page(found, gazetteer=gazetteer) == claims_of_page(plain, gazetteer=gazetteer)
    assert [f.id for f in features_of_page(found)] == [f.id for f in features_of_page(plain)]
    shapes = zip(features_of_page(found), features_of_page(plain), strict=True)
    assert all(one.shape.equals(other.shape) for one, other in shapes)


def test_a_page_of_an_older_version_is_read_as_far_as_it_tells():
    shape = encode_shape(Polygon([(0, 0), (9, 0), (9, 9)]))
    feature = {
        "layer": "areas",
        "id": "a",
        "name": "A",
        "place": "x:1",
        "claims": ["C1"],
        "shape": shape,
    }
    claims = {"C1": {"quote": "Shells fell", "when": "on Monday"}}
    data = {"claims": claims, "features": [feature], "places": {}}
    page = f'<script type="application/json" id="data">{json.dumps(data)}</script>'.encode()
    (claim,) = claims_of_page(read_page_data(page), gazetteer=open_gazetteer())
    assert claim.fields == {"time": "on Monday"}
    assert [place.name for place in claim.places] == ["A"]


@pytest.mark.parametrize(
    "data",
    [
        {"claims": {"C01": {}}, "features": [], "places": {}},
        {"claims": {"C01": {"quote": 3}}, "features": [], "places": {}},
        {"claims": [], "features": [{"id": "x"}], "places": {}},
        {"claims": {}, "features": [{"layer": "a", "id": "b", "name": "c", "shape": {"t": "point", "p": "?"}}]},
        {"claims": {}, "features": 3},
        [],
    ],
)  # fmt: skip
def test_data_of_another_kind_are_refused(data):
    page = f'<script type="application/json" id="data">{json.dumps(data)}</script>'.encode()
    with pytest.raises(InputError, match="cannot be read"):
        read_page_data(page)
