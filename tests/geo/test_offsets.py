"""Offsets: how far a number is off, how far a direction, and what both make together."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from marked_text import PLACES, place, positions

from dateline.geo.gazetteer.extents import extent_km
from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.positions.distances import UNIT, distance_at, read_bearing
from dateline.geo.positions.offsets import offset_radius_km
from dateline.geo.shapes.geodesy import destination, distance_km, initial_bearing_deg


def read(words: str) -> tuple[float, float] | None:
    text = f"it is {words} from there"
    unit = UNIT.search(text)
    found = distance_at(text, unit) if unit else None
    return (found.low_km, found.high_km) if found else None


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("33 km", 32.5, 33.5),
        ("30 km", 25, 35),
        ("140 km", 135, 145),
        ("200 km", 150, 250),
        ("100 km", 75, 125),  # never more than a quarter off
        ("1,200 m", 1.15, 1.25),
        ("12 500 km", 12_450, 12_550),
        ("10.5 km", 10.25, 10.75),  # halves and quarters, as the guide has them
        ("10.25 km", 10.125, 10.375),
        ("10.6 km", 10.55, 10.65),
        ("2,5 km", 2.25, 2.75),
        ("3½ km", 3.25, 3.75),
        ("twenty km", 15, 25),
        ("twenty-five km", 24.5, 25.5),
        ("one hundred and twenty km", 115, 125),
        ("two and a half km", 2.25, 2.75),
        ("half a km", 0.25, 0.75),
        ("a dozen km", 10, 14),
        ("a few km", 2, 6),
        ("a couple of km", 1, 3),
        ("several km", 3, 9),
        ("dozens of km", 24, 99),
        ("20-30 km", 15, 35),
        ("20 to 30 km", 15, 35),
        ("between 20 and 30 km", 15, 35),
        ("about 20 km", 13, 27),
        ("some 30 km", 22, 38),
        ("over 30 km", 30, 37.5),
        ("just over 3 km", 3, 3.75),
        ("less than 5 km", 0, 5.5),
        ("no more than 5 km", 0, 5.5),
        ("5 miles", 4.5 * 1.609344, 5.5 * 1.609344),
        ("5 nautical miles", 4.5 * 1.852, 5.5 * 1.852),
        ("300 yards", 250 * 0.0009144, 350 * 0.0009144),
    ],
)
def test_a_number_is_as_exact_as_it_is_written(words: str, low: float, high: float) -> None:
    assert read(words) == pytest.approx((low, high), rel=1e-6)


@pytest.mark.parametrize(
    "words",
    ["km", "0 km", "$20m", "€3 m", "30 km/h", "30 miles per hour", "30 km²", "30 sq km", "x12 km",
     "v1.2.3 km", "2021-30 km"],
)  # fmt: skip
def test_what_is_no_distance_is_not_read_as_one(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize(
    ("words", "bearing", "either_side"),
    [
        ("north", 0, 45), ("East", 90, 45), ("south-west", 225, 22.5), ("southwest", 225, 22.5),
        ("north east", 45, 22.5), ("north-northwest", 337.5, 11.25), ("SSE", 157.5, 11.25),
        ("NW", 315, 22.5), ("w", 270, 45),
    ],
)  # fmt: skip
def test_a_direction_is_as_exact_as_its_choice_of_points(
    words: str, bearing: float, either_side: float
) -> None:
    assert read_bearing(words) == (bearing, either_side)
    assert read_bearing(words, due=True) == (bearing, either_side / 2)


@pytest.mark.parametrize("words", ["north south", "NS", "east-north", "northnorth", "NEW"])
def test_no_such_direction(words: str) -> None:
    assert read_bearing(words) is None


def test_the_guides_example_comes_out() -> None:
    # "10 km NE of Lambert Centre", distance taken as exact: 3.90 km (Chapman and Wieczorek 2020).
    assert offset_radius_km(10, 0, 22.5) == pytest.approx(3.90, abs=0.005)
    assert offset_radius_km(10, 2, 0) == pytest.approx(2.0)


@given(
    distance=st.floats(0.1, 500), share=st.floats(0, 1), half=st.sampled_from([45, 22.5, 11.25]),
    far=st.floats(-1, 1), turn=st.floats(-1, 1),
)  # fmt: skip
def test_the_circle_holds_every_reading_of_the_words(
    distance: float, share: float, half: float, far: float, turn: float
) -> None:
    error = distance * share
    radius = offset_radius_km(distance, error, half)
    r, angle = distance + far * error, math.radians(turn * half)
    assert math.hypot(r * math.sin(angle), r * math.cos(angle) - distance) <= radius + 1e-6


@given(
    km=st.integers(1, 400),
    bearing=st.sampled_from(["north", "south-east", "WSW", "west"]),
    name=st.sampled_from(["Kulob", "Gao", "Homs", "Suva", "Vardo"]),
)
def test_the_middle_lies_at_the_said_distance_in_the_said_direction(
    km: int, bearing: str, name: str
) -> None:
    (found,) = positions(f"It burned {km} km {bearing} of [{name}].")
    anchor = PLACES[name]
    start = (anchor.lon_deg, anchor.lat_deg)
    assert found.lon_deg is not None
    assert found.lat_deg is not None
    centre = (found.lon_deg, found.lat_deg)
    wanted = read_bearing(bearing)
    assert wanted is not None
    assert distance_km(start, centre) == pytest.approx(km, abs=0.001)
    assert distance_km(centre, destination(start, wanted[0], km)) < 0.001
    assert math.cos(math.radians(initial_bearing_deg(start, centre) - wanted[0])) > 0.9999
    assert found.radius_km is not None
    assert found.radius_km > 0.5


def test_a_town_is_as_large_as_its_people_make_it() -> None:
    assert extent_km(PLACES["Homs"]) == pytest.approx(10, rel=1e-3)
    assert extent_km(place("p:x", "Hamlet", 0, 0, "XX", people=12)) == 1.0
    assert extent_km(place("p:y", "Nowhere", 0, 0, "XX")) == 2.0


def test_what_is_too_large_has_no_middle_to_measure_from() -> None:
    gazetteer = open_gazetteer()
    country = gazetteer.country("TJ")
    assert country is not None
    assert extent_km(country) is None
    assert extent_km(PLACES["Sahel"]) is None
    assert extent_km(PLACES["Niger"]) is None
    lake = place("w:1", "Lake", 0, 0, "XX", code="LK", letter="H", geometry="area")
    assert extent_km(lake) is None


def test_a_province_with_an_outline_reaches_to_its_farthest_corner() -> None:
    # Natural Earth's outline of Kabul province lies within 40 to 75 km of its label.
    province = place("admin1:AF-KAB", "Kabul", 69.2, 34.5, "AF", code="ADM1", letter="A",
                     geometry="area")  # fmt: skip
    size = extent_km(province)
    assert size is not None
    assert 40 < size < 75
