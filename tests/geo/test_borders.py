"""Are the shipped borders as long as they are, drawn where they are, and marked where disputed?"""

from __future__ import annotations

import hashlib
import json
import statistics
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.geo.shapes import borders as module
from dateline.geo.shapes.areas import locate
from dateline.geo.shapes.borders import (
    BORDERS_PATH,
    all_pairs,
    as_place,
    border_between,
    borders_of,
    dividing_line,
    nearest_on_border,
    neighbours,
    open_borders,
)
from dateline.geo.shapes.geodesy import distance_km, length_km
from dateline.geo.shapes.polyline import decode_lines, encode_lines

DEGREES = st.tuples(
    st.integers(-18_000_000, 18_000_000).map(lambda n: n / 100_000),
    st.integers(-9_000_000, 9_000_000).map(lambda n: n / 100_000),
)


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ("AF", "TJ", 1340, 1370),
        ("PL", "UA", 530, 545),
        ("FI", "RU", 1270, 1345),
        ("CA", "US", 8300, 9200),
        ("CN", "VN", 1200, 1420),
        ("GE", "RU", 840, 930),
        ("RS", "XK", 340, 400),
        ("KP", "KR", 225, 270),
        ("BW", "ZM", 0.1, 1.0),
        ("DE", "LU", 120, 145),
        ("IL", "PS", 340, 400),
    ],
)
def test_well_known_borders_are_as_long_as_known(a: str, b: str, low: float, high: float) -> None:
    border = border_between(a, b)
    assert border is not None
    assert low <= border.length_km <= high


def test_all_borders_agree_with_the_factbook() -> None:
    rows = open_borders().execute(
        "SELECT length_km, factbook_km FROM border WHERE factbook_km >= 50"
    )
    errors = [abs(ours / theirs - 1) for ours, theirs in rows]
    assert len(errors) >= 300
    assert statistics.median(errors) <= 0.04
    assert sum(error <= 0.10 for error in errors) >= 0.8 * len(errors)


def test_there_are_about_as_many_borders_as_countries_have() -> None:
    assert 310 <= len(all_pairs()) <= 345
    assert list(all_pairs()) == sorted(all_pairs())


def test_a_pair_has_one_border_whichever_way_it_is_asked_for() -> None:
    for pair in all_pairs():
        a, b = pair.split("-")
        assert a < b
        assert border_between(a, b) == border_between(b, a)
        assert b in neighbours(a)
        assert a in neighbours(b)


def test_countries_without_a_common_border_have_none() -> None:
    assert border_between("TJ", "RU") is None
    assert border_between("TH", "CN") is None
    assert border_between("TH", "VN") is None
    assert border_between("AL", "RS") is None
    assert border_between("FR", "FR") is None
    assert borders_of("IS") == ()


def test_neighbours_are_those_of_the_map() -> None:
    assert neighbours("AF") == ("CN", "IR", "PK", "TJ", "TM", "UZ")
    assert neighbours("XK") == ("AL", "ME", "MK", "RS")
    assert neighbours("tj") == ("AF", "CN", "KG", "UZ")


def test_the_drawn_line_is_near_the_full_length_and_never_longer() -> None:
    for pair in all_pairs()[::4]:
        border = border_between(*pair.split("-"))
        assert border is not None
        drawn = sum(length_km(line) for line in border.lines)
        assert drawn <= border.length_km * 1.001 + 0.05, pair
        assert drawn >= border.length_km * 0.85 - 0.3, pair


@pytest.mark.parametrize(
    "pair", ["AF-TJ", "AR-CL", "ES-PT", "IR-TR", "BR-PE", "KE-TZ", "MM-TH", "FI-RU", "MX-US"]
)
def test_borders_run_between_the_areas_of_their_countries(pair: str) -> None:
    border = border_between(*pair.split("-"))
    assert border is not None
    seen: set[str] = set()
    points = [point for line in border.lines for point in line]
    for lon, lat in points[:: max(1, len(points) // 40)]:
        around = ((0.06, 0), (-0.06, 0), (0, 0.06), (0, -0.06))
        near = {locate(lon + dx, lat + dy).country for dx, dy in around}
        assert near & set(pair.split("-")), (lon, lat)
        seen |= near
    assert set(pair.split("-")) <= seen


def test_disputed_borders_are_named_with_a_note() -> None:
    for a, b, words in (
        ("AF", "PK", "Durand"),
        ("IN", "PK", "Line of Control"),
        ("CN", "IN", "Actual Control"),
        ("KP", "KR", "Demarcation"),
        ("IL", "PS", "Green Line"),
    ):
        border = border_between(a, b)
        assert border is not None
        assert border.disputed
        assert words in border.disputed_name
        assert border.disputed_note
    settled = border_between("ES", "PT")
    assert settled is not None
    assert (settled.disputed, settled.disputed_note) == (False, "")


def test_crimea_is_divided_from_ukraine_by_a_named_line_and_not_by_a_border() -> None:
    line = dividing_line("simferopol")
    assert line is not None
    assert "Crimea" in line.name
    assert line.length_km < 400
    russian = border_between("RU", "UA")
    assert russian is not None
    assert nearest_on_border(russian, 33.8, 46.1)[2] > 100
    assert dividing_line("nowhere") is None


def test_the_label_stands_on_the_line() -> None:
    for pair in ("AF-TJ", "ES-FR", "BR-UY"):
        border = border_between(*pair.split("-"))
        assert border is not None
        assert nearest_on_border(border, *border.label)[2] < 0.1


def test_the_nearest_point_is_no_farther_than_any_vertex() -> None:
    border = border_between("KG", "TJ")
    assert border is not None
    here = (70.0, 39.9)
    *_, distance = nearest_on_border(border, *here)
    vertices = [distance_km(here, point) for line in border.lines for point in line]
    assert distance <= min(vertices) * 1.02


def test_a_border_is_a_place_of_no_single_country() -> None:
    border = border_between("UZ", "AF")
    assert border is not None
    place = as_place(border)
    assert place.id == "border:AF-UZ"
    assert place.name == "Afghanistan–Uzbekistan border"
    assert place.geometry == "line"
    assert place.country == ""
    assert (place.lon_deg, place.lat_deg) == border.label


def test_names_are_sorted_by_name_and_not_by_code() -> None:
    border = border_between("CH", "AT")
    assert border is not None
    assert border.name == "Austria–Switzerland border"
    german = border_between("DE", "DK")
    assert german is not None
    assert german.name == "Denmark–Germany border"


def test_reading_a_border_is_fast() -> None:
    module._border.cache_clear()
    pairs = all_pairs()[::10]
    start = time.perf_counter()
    for pair in pairs:
        border_between(*pair.split("-"))
    assert (time.perf_counter() - start) / len(pairs) < 0.02


def test_the_file_is_the_manifests_file_and_is_small() -> None:
    record = json.loads((BORDERS_PATH.parent / "MANIFEST-borders.json").read_text("utf-8"))
    assert hashlib.sha256(BORDERS_PATH.read_bytes()).hexdigest() == record["sha256"]
    assert record["licence"] == "ODbL-1.0"
    assert BORDERS_PATH.stat().st_size < 8_000_000
    text = open_borders().execute("SELECT value FROM about WHERE key = 'attribution'").fetchone()
    assert "OpenStreetMap contributors" in text[0]


@given(st.lists(st.lists(DEGREES, min_size=1, max_size=30), max_size=6))
def test_packed_lines_come_back_as_they_were(lines: list[list[tuple[float, float]]]) -> None:
    assert decode_lines(encode_lines(lines)) == tuple(tuple(line) for line in lines)
