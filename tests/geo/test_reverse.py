"""Is the nearest place really the nearest, everywhere on Earth, and whose land is a point?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.gazetteer.reverse import Reversed, reverse
from dateline.geo.shapes.areas import area_of
from dateline.geo.shapes.geodesy import WGS84, destination, distance_km

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def everywhere() -> np.ndarray:
    """Longitude and latitude of all populated places, for brute force."""
    return np.array([(lon, lat) for _, lon, lat in open_gazetteer().populated()])


def one(lon: float, lat: float, gazetteer: Gazetteer | None = None) -> Reversed:
    (found,) = reverse([lon], [lat], gazetteer=gazetteer or open_gazetteer())
    return found


def least_km(places: np.ndarray, lon: float, lat: float) -> float:
    """Every place is measured on the sphere, and all that come near the least on the ellipsoid."""
    turn, north = np.radians(places[:, 0] - lon), np.radians(places[:, 1] - lat)
    shrink = np.cos(np.radians(lat)) * np.cos(np.radians(places[:, 1]))
    haversine = np.sin(north / 2) ** 2 + shrink * np.sin(turn / 2) ** 2
    close = places[haversine <= haversine.min() * 1.05 + 1e-12]
    same = np.full(len(close), 1.0)
    _, _, metres = WGS84.inv(lon * same, lat * same, close[:, 0], close[:, 1])
    return float(metres.min()) / 1000.0


EDGES = [
    (0.0, 90.0), (123.0, 90.0), (0.0, -90.0), (-77.0, -90.0), (10.0, 89.99), (180.0, 0.0),
    (-180.0, 0.0), (180.0, 66.5), (-179.999, 66.5), (179.999, -16.8), (0.0, 0.0), (0.0, -1e-9),
    (-179.9, -89.0), (180.0, -48.0),
]  # fmt: skip


def test_the_nearest_place_is_that_of_brute_force_all_over_the_earth(gazetteer, everywhere):
    rng = np.random.default_rng(20210727)
    lons, heights = rng.uniform(-180, 180, 80), rng.uniform(-1, 1, 80)
    points = [*EDGES, *zip(lons.tolist(), np.degrees(np.arcsin(heights)).tolist(), strict=True)]
    near = rng.integers(0, len(everywhere), 80)
    points += [(lon + 0.05, lat - 0.03) for lon, lat in everywhere[near].tolist()]
    found = reverse(*zip(*points, strict=True), gazetteer=gazetteer)
    for (lon, lat), result in zip(points, found, strict=True):
        assert result.distance_km == pytest.approx(least_km(everywhere, lon, lat), abs=1e-5)
        there = (result.place.lon_deg, result.place.lat_deg)
        assert result.distance_km == pytest.approx(distance_km((lon, lat), there), abs=1e-5)


@given(
    st.floats(-180, 180) | st.sampled_from([180.0, -180.0, 0.0]),
    st.floats(-90, 90) | st.floats(89.5, 90) | st.floats(-90, -89.5),
)
def test_the_nearest_place_is_that_of_brute_force_at_any_point(everywhere, lon, lat):
    assert one(lon, lat).distance_km == pytest.approx(least_km(everywhere, lon, lat), abs=1e-5)


def test_a_whole_turn_of_longitude_changes_nothing(gazetteer):
    turned = reverse([181.5, -178.5, 541.5], [-17.0] * 3, gazetteer=gazetteer)
    assert len(set(turned)) == 1


def test_many_points_are_as_one_by_one(gazetteer):
    rng = np.random.default_rng(7)
    lons, lats = rng.uniform(-180, 180, 300), rng.uniform(-90, 90, 300)
    found = reverse(lons, lats, gazetteer=gazetteer)
    assert len(found) == 300
    for n in range(0, 300, 23):
        assert found[n] == one(lons[n], lats[n])
    assert reverse([], [], gazetteer=gazetteer) == ()


@pytest.mark.parametrize(
    ("lon", "lat", "country", "division", "disputed", "place"),
    [
        (69.17, 34.53, "AF", "Kabul", "", "Kabul"),
        (34.10, 44.95, "UA", "Crimea", "crimea", "Simferopol"),
        (-3.19, 55.95, "GB", "Scotland", "", "Edinburgh"),
        (-30.0, 40.0, "", "", "", "Santa Cruz das Flores"),
    ],
)
def test_a_point_has_its_country_its_division_and_its_place(
    lon, lat, country, division, disputed, place
):
    found = one(lon, lat)
    assert (found.country, found.admin1_name, found.disputed) == (country, division, disputed)
    assert found.admin1_from == ("shape" if division else "")
    assert found.place.name == place


def test_a_division_without_a_shape_is_that_of_the_nearest_place(gazetteer):
    found = one(36.07, -0.30)
    assert area_of(found.admin1) is None
    assert (found.admin1_name, found.admin1_from) == ("Nakuru", "place")
    far = one(39.0, 2.9)  # 69 km from the nearest town
    assert (far.country, far.admin1, far.admin1_from) == ("KE", "", "")


def test_places_of_the_user_are_nearest_too(tmp_path: Path):
    path = tmp_path / "mine.csv"
    path.write_text("name,lat,lon,kind\nPost Nine,-48.8,-123.4,post\nRange,0,-140,range\n", "utf-8")
    own = open_gazetteer(tables=[path])
    there = destination((-123.4, -48.8), 90.0, 12.0)
    found = one(*there, own)
    assert found.place.id == "user:post-nine"
    assert found.distance_km == pytest.approx(12.0, abs=1e-3)
    assert found.country == ""
    assert one(-140.0, 0.0, own).place.id != "user:range"  # an area is no point
    assert one(*there).distance_km > 2000


@pytest.mark.parametrize(
    ("lons", "lats", "words"),
    [
        ([1.0, float("nan")], [2.0, 3.0], "point 2"),
        ([1.0], [90.5], "latitude 90.5"),
        ([float("inf")], [0.0], "longitude inf"),
        ([1.0, 2.0], [1.0], "2 longitudes but 1 latitudes"),
        (["x"], [1.0], "no number"),
    ],
)
def test_what_is_no_point_is_refused_by_its_number(gazetteer, lons, lats, words):
    with pytest.raises(InputError, match=words) as caught:
        reverse(lons, lats, gazetteer=gazetteer)
    assert caught.value.hint


@pytest.mark.slow
def test_a_hundred_thousand_points_take_seconds(gazetteer):
    rng = np.random.default_rng(3)
    lons = rng.uniform(-180, 180, 100_000)
    lats = np.degrees(np.arcsin(rng.uniform(-1, 1, 100_000)))
    began = time.process_time()
    assert len(reverse(lons, lats, gazetteer=gazetteer)) == 100_000
    assert time.process_time() - began < 15.0  # 3 to 5 s on the machines at hand
