"""Do shapes say whose land a point is, and are disputed areas never passed off as settled?"""

from __future__ import annotations

import csv
import sqlite3
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.shapes.areas import (
    AREAS_PATH,
    Location,
    area_ids,
    area_of,
    disputed_note,
    locate,
    locate_all,
)

DATA = Path(__file__).parents[2] / "geo" / "data"
DISPUTED = Path(__file__).parents[2] / "seeds" / "disputed.csv"


@pytest.mark.parametrize(
    ("name", "lon", "lat", "country", "disputed"),
    [
        ("Simferopol", 34.10, 44.95, "UA", "crimea"),
        ("Sevastopol", 33.52, 44.60, "UA", "crimea"),
        ("Kerch", 36.47, 45.36, "UA", "crimea"),
        ("Taman, across the strait", 36.72, 45.21, "RU", ""),
        ("Donetsk", 37.80, 48.00, "UA", "donbas"),
        ("Kherson", 32.62, 46.64, "UA", "kherson-zaporizhzhia"),
        ("Pristina", 21.17, 42.66, "XK", "kosovo"),
        ("Hargeisa", 44.06, 9.56, "SO", "somaliland"),
        ("Majdal Shams", 35.77, 33.27, "SY", "golan"),
        ("Tiberias", 35.53, 32.79, "IL", ""),
        ("Laayoune", -13.20, 27.15, "EH", "western-sahara"),
        ("Agadir", -9.60, 30.42, "MA", ""),
        ("Tiraspol", 29.63, 46.84, "MD", "transnistria"),
        ("Chisinau", 28.86, 47.01, "MD", ""),
        ("Sukhumi", 41.02, 43.00, "GE", "abkhazia"),
        ("Tskhinvali", 43.97, 42.23, "GE", "south-ossetia"),
        ("Gori", 44.11, 41.98, "GE", ""),
        ("North Nicosia", 33.36, 35.19, "CY", "northern-cyprus"),
        ("Larnaca", 33.62, 34.92, "CY", ""),
        ("Srinagar", 74.80, 34.08, "IN", "kashmir-india"),
        ("Gilgit", 74.31, 35.92, "PK", "kashmir-pakistan"),
        ("Aksai Chin", 79.50, 35.10, "CN", "aksai-chin"),
        ("Itanagar", 93.60, 27.10, "IN", "arunachal"),
        ("Taipei", 121.50, 25.03, "TW", "taiwan"),
        ("Gaza", 34.46, 31.50, "PS", "gaza"),
        ("Ramallah", 35.20, 31.90, "PS", "west-bank"),
    ],
)
def test_disputed_places_are_filed_as_the_override_table_says(
    name: str, lon: float, lat: float, country: str, disputed: str
) -> None:
    found = locate(lon, lat)
    assert (found.country, found.disputed) == (country, disputed), name


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [
        (177.5, 64.7, "RU"),
        (-169.8, 66.16, "RU"),
        (178.44, -18.14, "FJ"),
        (-179.98, -16.8, "FJ"),
        (173.18, 52.9, "US"),
        (-52.33, 4.93, "GF"),
        (20.5, 54.7, "RU"),
    ],
)
def test_far_and_antimeridian_places_lie_in_their_country(
    lon: float, lat: float, country: str
) -> None:
    assert locate(lon, lat).country == country
    assert locate(lon + 360, lat).country == country


def test_the_open_sea_is_in_no_country() -> None:
    assert locate(-30.0, 40.0).country == ""
    assert locate(-30.0, 40.0).admin1 == ""


def test_a_point_has_its_division() -> None:
    assert locate(71.55, 37.49).admin1 == "admin1:TJ-GB"
    assert locate(43.68, 43.02).country in {"RU", "GE"}


@pytest.mark.parametrize(
    ("city", "lon", "lat", "division"),
    [
        ("Shiraz", 52.53, 29.61, "Fars"),
        ("Karaj", 50.97, 35.83, "Alborz"),
        ("Chabahar", 60.64, 25.29, "Sistan and Baluchestan"),
        ("Gardez", 69.23, 33.60, "Paktia"),
        ("Sharana", 68.79, 33.13, "Paktika"),
        ("Bazarak", 69.52, 35.31, "Panjshir"),
        ("Nili", 66.13, 33.72, "Daykundi"),
        ("Antananarivo", 47.52, -18.91, "Analamanga"),
        ("Orenburg", 55.10, 51.77, "Orenburg"),
        ("Lyon", 4.83, 45.76, "Auvergne-Rhone-Alpes"),
        ("Inverness", -4.22, 57.48, "Scotland"),
        ("Cagayan de Oro", 124.64, 8.48, "Northern Mindanao"),
    ],
)
def test_a_division_is_drawn_where_its_capital_lies(
    city: str, lon: float, lat: float, division: str
) -> None:
    place = open_gazetteer().place(locate(lon, lat).admin1)
    assert place is not None, city
    assert place.name == division, city


def test_the_shape_of_a_division_is_that_of_the_gazetteer_s_entry_of_the_same_id() -> None:
    gazetteer = open_gazetteer()
    for name in area_ids("admin1"):
        area, place = area_of(name), gazetteer.place(name)
        assert area is not None
        assert place is not None, name
        assert (area.name, area.country) == (place.name, place.country), name


def test_cities_lie_in_the_shape_of_the_division_that_the_gazetteer_files_them_under() -> None:
    with sqlite3.connect(DATA / "gazetteer.sqlite") as db:
        cities = db.execute(
            "SELECT p.lon / 1e5, p.lat / 1e5, d.id FROM place p JOIN place d ON d.row = p.admin1"
            " WHERE p.id IS NULL AND p.population > 50000 ORDER BY p.row"
        ).fetchall()
    drawn = set(area_ids("admin1"))
    found = locate_all([city[:2] for city in cities])
    right: dict[str, list[bool]] = {}
    for (_, _, division), location in zip(cities, found, strict=True):
        if division in drawn:
            right.setdefault(division, []).append(location.admin1 == division)
    assert sum(map(len, right.values())) > 9000
    assert sum(map(sum, right.values())) >= 0.98 * sum(map(len, right.values()))
    misdrawn = [
        key for key, cities in right.items() if len(cities) > 4 and 3 * sum(cities) < len(cities)
    ]
    assert misdrawn == []


def test_a_division_that_was_split_since_the_data_were_made_is_not_drawn_too_large() -> None:
    assert locate(36.07, -0.30) == Location(country="KE", admin1="", disputed="")  # Nakuru
    for split in ("ID-PA", "PA-8", "KH-3", "ML-7"):
        assert area_of(f"admin1:{split}") is None


def test_a_point_is_not_given_to_the_neighbour_of_a_division_without_shape() -> None:
    assert locate(-79.6, 9.2).admin1 == "admin1:PA-3"  # Colon
    assert locate(-79.5, 9.2) == Location(country="PA", admin1="", disputed="")


def test_many_points_do_not_change_the_array_that_is_given() -> None:
    points = np.array([[541.0, 48.85], [-30.0, 40.0]])
    locate_all(points)
    assert points[0, 0] == 541.0


def test_many_points_are_located_as_one_by_one() -> None:
    points = [(2.35, 48.85), (-30.0, 40.0), (34.1, 44.95), (139.7, 35.7)]
    assert locate_all(points) == tuple(locate(*point) for point in points)
    assert locate_all([]) == ()


def test_crimea_is_in_the_shape_of_no_country() -> None:
    assert area_of("disputed:crimea") is not None
    for code in ("RU", "UA"):
        area = area_of(f"country:{code}")
        assert area is not None
        assert not any(_inside(ring, 34.1, 44.95) for ring in area.rings)
        assert "crimea" in area.disputed
        assert "Crimea" in area.disputed_note


def _inside(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Even-odd rule, written apart from the library that is tested."""
    odd = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd


@pytest.mark.parametrize("code", ["RU", "FJ", "US", "NZ", "AQ", "KI"])
def test_no_ring_jumps_over_the_map(code: str) -> None:
    area = area_of(f"country:{code}")
    assert area is not None
    for ring in area.rings:
        assert ring[0] == ring[-1]
        if code != "AQ":
            steps = pairwise(ring)
            assert all(abs(b[0] - a[0]) < 30 for a, b in steps), code


def test_russia_has_both_sides_of_the_antimeridian() -> None:
    area = area_of("country:RU")
    assert area is not None
    assert area.bounds[0] == -180.0
    assert area.bounds[2] == 180.0
    assert sum(_inside(ring, 100.0, 62.0) for ring in area.rings) == 1
    assert sum(_inside(ring, -178.0, 67.0) for ring in area.rings) == 1


def test_every_row_of_the_override_table_has_its_shape_and_source() -> None:
    with DISPUTED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "area"]
    assert {f"disputed:{row['id']}" for row in rows} == set(area_ids("disputed"))
    assert all(row["source"] and row["note"] for row in rows)
    assert all(disputed_note(row["id"]) == row["note"] for row in rows)


def test_the_label_of_an_area_lies_inside_it() -> None:
    for name in area_ids("country"):
        area = area_of(name)
        assert area is not None
        assert sum(_inside(ring, *area.label) for ring in area.rings) % 2 == 1, name


def test_there_are_enough_areas_in_a_small_file() -> None:
    assert len(area_ids("country")) >= 235
    assert len(area_ids("admin1")) >= 3300
    assert len(area_ids("admin1", "TJ")) == 5
    assert AREAS_PATH.stat().st_size <= 12_000_000


def test_unknown_ids_have_no_area() -> None:
    assert area_of("country:ZZ") is None
    assert area_of("gn:1") is None
    assert disputed_note("atlantis") == ""
