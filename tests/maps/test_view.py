"""The first view, the arrows and the coding of shapes."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st
from page_sample import layer
from shapely.geometry import LineString, Point, box

from dateline.maps.drawing.arrows import Areas
from dateline.maps.drawing.features import features_of
from dateline.maps.drawing.geometry import (
    arrow_points,
    decode_line,
    encode_line,
    project,
    unproject,
)
from dateline.maps.drawing.labels import labels_for
from dateline.maps.drawing.view import WORLD, choose_view

LON = st.floats(-180, 180)
LAT = st.floats(-84, 84)


def points(*spots: tuple[float, float], name: str = "events") -> list:
    rows = [
        {
            "feature_id": f"p{i}",
            "place_id": f"gn:{i}",
            "claim_ids": ["C01"],
            "geometry": Point(spot),
        }
        for i, spot in enumerate(spots)
    ]
    return [layer(name, *rows)]


@given(st.lists(st.tuples(LON, LAT), max_size=20))
def test_a_line_comes_back_within_a_rounding_step(line: list[tuple[float, float]]) -> None:
    back = decode_line(encode_line(line))
    rounded = [(round(x * 1e4), round(y * 1e4)) for x, y in line]
    kept = [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]
    assert [(round(x * 1e4), round(y * 1e4)) for x, y in back] == kept


@given(LON, LAT)
def test_projecting_there_and_back_is_the_same_place(lon: float, lat: float) -> None:
    x, y = unproject(*project(lon, lat))
    assert math.isclose(x, lon, abs_tol=1e-9)
    assert math.isclose(y, lat, abs_tol=1e-9)


@given(LON, LAT, LON, LAT)
def test_an_arrow_starts_and_ends_where_it_should_and_goes_the_short_way(
    lon1: float, lat1: float, lon2: float, lat2: float
) -> None:
    curve = arrow_points((lon1, lat1), (lon2, lat2))
    assert math.dist(curve[0], (lon1, lat1)) < 1e-6
    assert math.isclose((curve[-1][0] - lon2 + 180) % 360, 180, abs_tol=1e-6)
    assert abs(curve[-1][0] - curve[0][0]) <= 180 + 1e-6


def test_an_arrow_stops_inside_its_destination_before_the_label() -> None:
    area = layer("areas", {"feature_id": "a", "geometry": box(10, 10, 20, 20)})
    tip = Areas(features_of([area])).arrow(LineString([(0, 15), (15, 15)]))[-1]
    assert 10 < tip[0] < 15


def test_a_far_away_place_does_not_zoom_the_view_out() -> None:
    near = points((36.2, 49.9), (36.8, 49.5), (37.1, 49.2), (-77.0, 38.9))
    view = choose_view(features_of(near))
    assert 35 < view.core[0] < view.core[2] < 39
    assert view.everything[0] < -77 < 36 < view.everything[2]


def test_a_side_remark_far_off_is_left_to_the_overview() -> None:
    front = [(-69.9 + step / 4, 8.1) for step in range(9)]
    features = features_of([*points(*front), *remark((-66.9, 17.0))])
    view = choose_view(features)
    assert view.core[3] < 12
    assert view.overview is not None
    assert view.overview[3] > 17


def test_where_a_large_first_view_has_it_all_there_is_no_overview() -> None:
    assert choose_view(features_of(points((30.5, 50.4), (36.8, 49.5)))).overview is None


def test_a_small_scene_is_located_in_its_surroundings() -> None:
    view = choose_view(features_of(points((36.2, 49.9), (36.8, 49.5))))
    assert view.core[2] - view.core[0] < 1.5
    assert view.overview is not None
    assert view.overview[2] - view.overview[0] > 10


def test_two_places_far_apart_are_both_seen_at_first() -> None:
    core = choose_view(features_of(points((5.3, 60.4), (-70.9, -53.2)))).core
    assert core[0] < -70.9 < 5.3 < core[2]
    assert core[1] < -53.2 < 60.4 < core[3]


def test_a_report_of_one_country_shows_it_whole() -> None:
    west, south, east, north = -12.0, 10.0, 4.0, 25.0
    area = {"feature_id": "a", "place_id": "country:ML", "kind": "country", "claim_ids": ["C01"],
            "geometry": box(west, south, east, north)}  # fmt: skip
    core = choose_view(features_of([layer("areas", area)])).core
    assert core[0] < west
    assert core[1] < south
    assert core[2] > east
    assert core[3] > north


def test_quarters_of_a_city_do_not_crowd_its_surroundings() -> None:
    near = features_of(points((44.5, 40.2), (43.85, 40.79)))
    labels = labels_for(near, choose_view(near))
    zooms = {str(label[0]): float(label[5]) for label in labels if label[4] in ("city", "capital")}
    assert zooms["Vanadzor"] < 8
    assert zooms.get("Shengavit", 99) > 9


def test_seas_in_view_are_named_and_their_parts_are_not() -> None:
    near = features_of(points((33.4, 44.6), (39.7, 43.6)))
    waters = [label[0] for label in labels_for(near, choose_view(near)) if label[4] == "water"]
    assert "Black Sea" in waters
    far = features_of(points((14.5, 35.9), (33.4, 34.7)))
    named = [label[0] for label in labels_for(far, choose_view(far)) if label[4] == "water"]
    assert "Eastern Mediterranean" not in named


def remark(spot: tuple[float, float]) -> list:
    row = {"feature_id": "far", "place_id": "gn:far", "claim_ids": ["C99"], "geometry": Point(spot)}
    return [layer("events", row)]


def test_one_place_is_shown_with_its_province_not_at_street_level() -> None:
    west, south, east, north = choose_view(features_of(points((43.1, 36.3)))).core
    assert 2 < east - west < 4
    assert 1 < north - south < 4


def test_a_place_and_what_is_near_it_are_one_place() -> None:
    near = {"feature_id": "u", "place_id": "gn:9", "kind": "uncertain", "claim_ids": ["C01"],
            "geometry": Point(43.1, 36.3).buffer(0.08)}  # fmt: skip
    both = [*points((43.1, 36.3)), layer("areas", near)]
    west, _, east, _ = choose_view(features_of(both)).core
    assert east - west > 2


def test_nothing_to_draw_shows_the_world() -> None:
    assert choose_view(()).core == WORLD


def test_the_reports_places_are_named_before_their_neighbours_and_only_once() -> None:
    near = features_of(points((43.13, 36.34), (44.0, 36.19)))
    names = {"gn:0": "Mosul", "gn:1": "Erbil"}
    labels = labels_for(near, choose_view(near), names)
    assert [label[0] for label in labels[:2]] == ["Mosul", "Erbil"]
    assert [label[0] for label in labels].count("Mosul") == 1
    assert "Iraq" in [label[0] for label in labels]
