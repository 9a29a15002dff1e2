"""Does the work on a page of very many claims grow with their number, and no faster?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from page_sample import layer, make_report
from shapely.geometry import LineString, Point, box

from dateline.maps.drawing import arrows, name_spots, view
from dateline.maps.drawing.arrows import Areas
from dateline.maps.drawing.features import NAMED, features_of, most_claimed
from dateline.maps.drawing.name_spots import Taken, meet
from dateline.maps.drawing.naming import FULL, place_names
from dateline.maps.drawing.static import MOST, Frame, static_map
from dateline.maps.page.large import direction

if TYPE_CHECKING:
    import pytest

EDGE = st.floats(-200, 1200, allow_nan=False)
SIZE = st.floats(0.1, 300)
BOX = st.tuples(EDGE, EDGE, SIZE, SIZE).map(lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3]))


@given(st.lists(BOX, max_size=30), BOX)
def test_a_box_meets_what_is_taken_as_if_each_were_looked_at(boxes: list[Any], one: Any) -> None:
    taken = Taken(boxes)
    assert taken.meets(one) == any(meet(one, other) for other in boxes)
    assert set(taken.near(one)) == {other for other in boxes if meet(one, other)}


def test_a_name_is_held_against_the_boxes_around_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(name_spots, "meet", lambda a, b: asked.append(b) or meet(a, b))
    taken = Taken(
        (20.0 * x, 20.0 * y, 20.0 * x + 9, 20.0 * y + 9) for x in range(60) for y in range(60)
    )
    assert not taken.meets((10.0, 10.0, 18.0, 18.0))
    assert len(asked) < 20


def test_an_arrow_is_held_against_the_areas_around_its_ends_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [
        {"feature_id": f"a{x}-{y}", "geometry": box(x, y, x + 0.9, y + 0.9)}
        for x in range(-30, 30)
        for y in range(-30, 30)
    ]
    areas = Areas(features_of([layer("areas", *rows)]))
    assert areas.arrow(LineString([(-20.5, 0.5), (10.5, 0.5)]))[-1][0] < 10.5
    bent = []
    monkeypatch.setattr(arrows, "arrow_points", lambda *ends: bent.append(ends) or [*ends])
    line = LineString([(-20.95, 0.5), (10.95, 0.5)])  # between areas
    assert areas.arrow(line) == areas.arrow(line) == [(-20.95, 0.5), (10.95, 0.5)]
    assert len(bent) == 1  # what the page and its still picture both ask for


def test_a_full_picture_is_not_tried_for_every_further_name() -> None:
    rows = [
        {"feature_id": f"e{n:05}", "name": f"Village {n}", "place_id": f"p{n}",
         "geometry": Point(30 + n % 60 / 60, 10 + n // 60 / 60)}
        for n in range(3600)
    ]  # fmt: skip
    drawn = features_of([layer("events", *rows)])
    measured = []

    def measure(*given: Any) -> list[tuple[float, float]]:
        measured.append(given)
        return [(80.0, 19.0)]

    frame = Frame((30.0, 10.0, 31.0, 11.0), 1000.0, 0.85)
    names = place_names(frame, drawn, {}, (), measure=measure, taken=Taken())
    assert len(measured) < FULL + 60 * (len(names) + 1)
    assert len(measured) < len(drawn) / 2


def test_a_sign_of_very_many_units_names_the_first_and_counts_the_others() -> None:
    rows = [
        {"feature_id": f"b{n:03}", "name": f"{n}th Brigade — Faya", "place_id": "gn:1",
         "claim_ids": [f"C{n}"], "geometry": Point(19.1, 17.9)}
        for n in range(300)
    ]  # fmt: skip
    (sign,) = features_of([layer("bases", *rows)])
    assert sign.name.startswith("0th Brigade — Faya · 1th Brigade — Faya")
    assert sign.name.endswith(f" · {300 - NAMED} more")
    assert len(sign.claim_ids) == 300
    (few,) = features_of([layer("bases", *rows[:NAMED])])
    assert few.name.count(" · ") == NAMED - 1


def test_the_still_picture_shows_what_most_claims_are_about_and_says_what_it_lacks() -> None:
    own = features_of(make_report().layers)
    point = next(f for f in own if f.layer == "events")
    crowd = [
        replace(point, id=f"e{n}", place_id=f"p{n}", claim_ids=("C01",) * (1 + n % 2))
        for n in range(MOST + 50)
    ]
    kept = most_claimed([*own, *crowd], MOST)
    assert {f.id for f in own if f.layer in {"areas", "borders"}} <= {f.id for f in kept}
    assert sum(len(f.claim_ids) == 2 for f in kept if f in crowd) == (MOST + 50) // 2
    box_deg = (20.0, 10.0, 26.0, 16.0)
    scene = view.View(core=box_deg, everything=box_deg)
    assert "not in this picture" in static_map([*own, *crowd], scene, {})
    assert "not in this picture" not in static_map(own, scene, {})


def test_places_all_over_the_world_are_not_held_against_each_other_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spots = [(lon / 2, lat / 2) for lon in range(-340, 340, 12) for lat in range(-100, 130, 4)]
    rows = [
        {"feature_id": f"e{n}", "place_id": f"p{n}", "geometry": Point(*spot)}
        for n, spot in enumerate(spots)
    ]
    features = features_of([layer("events", *rows)])
    pairs = []
    gaps = view._gaps
    monkeypatch.setattr(view, "_gaps", lambda a, b: pairs.append(len(a) * len(b)) or gaps(a, b))
    found = view.choose_view(features)
    assert found.core[0] < -160 < 160 < found.core[2]
    assert sum(pairs) < len(spots) ** 2 / 20


def test_the_direction_of_a_report_is_that_of_its_first_letter() -> None:
    assert direction("12 — «\u0645\u0631\u062d\u0628\u0627» hello") == "rtl"
    assert direction("12 — hello \u0645") == "ltr"
    assert direction("") == "ltr"
