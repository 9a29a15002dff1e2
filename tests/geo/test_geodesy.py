"""Are lengths geodesic, symmetric and blind to whole turns of longitude?"""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.geo.shapes.geodesy import (
    arc,
    area_km2,
    destination,
    distance_km,
    initial_bearing_deg,
    length_km,
    midpoint,
    nearest_on_line,
    normal_lon,
    split_antimeridian,
    unwrapped,
)

LONS = st.floats(-180, 180, allow_nan=False).map(lambda x: round(x, 6))
LATS = st.floats(-89.9, 89.9, allow_nan=False).map(lambda x: round(x, 6))
POINTS = st.tuples(LONS, LATS)


def test_a_degree_of_latitude_at_the_pole_is_longer_than_at_the_equator() -> None:
    equator, pole = distance_km((0, 0), (0, 1)), distance_km((0, 89), (0, 90))
    assert equator == pytest.approx(110.574, abs=0.001)
    assert pole == pytest.approx(111.694, abs=0.001)


def test_every_longitude_is_the_same_point_at_a_pole() -> None:
    assert distance_km((0, 90), (137, 90)) == pytest.approx(0, abs=1e-6)
    assert distance_km((12, -90), (-80, -90)) == pytest.approx(0, abs=1e-6)


@given(POINTS, POINTS)
def test_distance_is_symmetric(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)


@given(POINTS, POINTS, POINTS)
def test_a_detour_is_never_shorter(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]
) -> None:
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6


@given(POINTS, POINTS, st.integers(-2, 2))
def test_whole_turns_change_no_distance(
    a: tuple[float, float], b: tuple[float, float], turns: int
) -> None:
    turned = (a[0] + 360 * turns, a[1])
    assert distance_km(turned, b) == pytest.approx(distance_km(a, b), abs=1e-5)


@given(POINTS, st.floats(0, 360), st.floats(0.001, 9000))
def test_destination_lies_at_the_given_distance(
    start: tuple[float, float], bearing: float, distance: float
) -> None:
    end = destination(start, bearing, distance)
    assert distance_km(start, end) == pytest.approx(distance, rel=1e-6, abs=1e-6)
    assert -180 <= end[0] <= 180


@given(POINTS, POINTS)
def test_the_midpoint_is_as_far_from_both_ends(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    middle = midpoint(a, b)
    assert distance_km(a, middle) == pytest.approx(distance_km(middle, b), rel=1e-6, abs=1e-6)


@given(POINTS, POINTS, st.integers(2, 20))
def test_an_arc_is_as_long_as_the_way_and_makes_no_jump(
    a: tuple[float, float], b: tuple[float, float], points: int
) -> None:
    line = arc(a, b, points=points)
    assert len(line) == points
    assert length_km(line) == pytest.approx(distance_km(a, b), rel=1e-6, abs=1e-6)
    assert all(abs(q[0] - p[0]) <= 180 + 1e-9 for p, q in pairwise(line))


@given(st.lists(POINTS, min_size=2, max_size=12))
def test_cutting_at_the_antimeridian_keeps_every_part_on_the_map(
    line: list[tuple[float, float]],
) -> None:
    parts = split_antimeridian(line)
    assert all(-180 - 1e-9 <= lon <= 180 + 1e-9 for part in parts for lon, _ in part)
    for part in parts:
        assert all(abs(q[0] - p[0]) <= 180 + 1e-9 for p, q in pairwise(part))
    for before, after in pairwise(parts):
        assert (abs(before[-1][0]), before[-1][1]) == (abs(after[0][0]), after[0][1])


@given(st.lists(POINTS, min_size=2, max_size=12))
def test_cutting_loses_no_height(line: list[tuple[float, float]]) -> None:
    climbed = sum(abs(q[1] - p[1]) for p, q in pairwise(line))
    kept = sum(abs(q[1] - p[1]) for part in split_antimeridian(line) for p, q in pairwise(part))
    assert kept == pytest.approx(climbed, abs=1e-6)


def test_a_flight_over_the_bering_strait_is_cut_in_two() -> None:
    parts = split_antimeridian(arc((177.5, 64.7), (-165.4, 64.5), points=9))
    assert len(parts) == 2
    assert parts[0][-1][0] == 180.0
    assert parts[1][0][0] == -180.0


def test_a_line_that_does_not_cross_is_left_alone() -> None:
    line = ((10.0, 50.0), (11.0, 51.0), (12.0, 50.5))
    assert split_antimeridian(line) == (line,)
    assert split_antimeridian(()) == ()


def test_short_lines_have_no_length_and_no_area() -> None:
    assert length_km([]) == 0.0
    assert length_km([(1.0, 2.0)]) == 0.0
    assert area_km2([(0.0, 0.0), (1.0, 1.0)]) == 0.0


def test_area_does_not_depend_on_the_direction_of_the_ring() -> None:
    ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    assert area_km2(ring) == pytest.approx(area_km2(ring[::-1]))
    assert area_km2(ring) == pytest.approx(12308.8, abs=1.0)


def test_bearings_count_from_north_by_east() -> None:
    assert initial_bearing_deg((0, 0), (0, 1)) == pytest.approx(0)
    assert initial_bearing_deg((0, 0), (1, 0)) == pytest.approx(90)
    assert initial_bearing_deg((0, 0), (-1, 0)) == pytest.approx(270)


@given(st.floats(-1000, 1000, allow_nan=False))
def test_a_normal_longitude_is_the_same_direction(lon: float) -> None:
    normal = normal_lon(lon)
    assert -180 <= normal <= 180
    assert math.cos(math.radians(normal)) == pytest.approx(math.cos(math.radians(lon)), abs=1e-9)


def test_unwrapping_runs_on_past_180() -> None:
    assert unwrapped([(179.0, 0.0), (-179.0, 0.0)]) == ((179.0, 0.0), (181.0, 0.0))


def test_the_nearest_point_of_a_line_may_lie_between_its_vertices() -> None:
    assert nearest_on_line([(0.0, 0.0), (10.0, 0.0)], (4.0, 3.0)) == pytest.approx((4.0, 0.0))
    assert nearest_on_line([(0.0, 0.0), (10.0, 0.0)], (-4.0, 3.0)) == (0.0, 0.0)


def test_an_arc_needs_two_points() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        arc((0, 0), (1, 1), points=1)
