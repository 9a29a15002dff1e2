"""Does the base map fit its budget, read back as it should, and keep disputed lines apart?"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.maps.drawing.basemap import DATA, basemap_for, deltas

VIEWS = {
    "Dnipro": (30.0, 44.0, 40.0, 52.0),
    "Kashmir": (72.0, 32.0, 80.0, 37.0),
    "Sahel": (-12.0, 10.0, 16.0, 25.0),
    "world": (-180.0, -60.0, 180.0, 80.0),
}


def decode(flat: list[int], scale: int) -> list[tuple[float, float]]:
    """The page's decoder, in Python, longitude first."""
    x = y = 0
    out = []
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        out.append((x / scale, y / scale))
    return out


def size(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())


def lines_of(detail: dict[str, Any]) -> list[list[int]]:
    named = [*detail["borders"], *detail["rivers"], *detail["lakes"]]
    rings = [ring for polygon in detail["land"] for ring in polygon]
    return [*rings, *detail["admin1"], *(line for entry in named for line in entry["lines"])]


@pytest.mark.parametrize(
    ("view", "budget"),
    [*((view, 330_000) for view in sorted(VIEWS)), ("Dnipro", 150_000), ("Sahel", 150_000)],
)
def test_the_whole_fits_the_budget(view: str, budget: int) -> None:
    page = basemap_for(VIEWS[view], budget)
    assert size(page) <= budget
    assert page["detail"] is not None


def test_the_world_alone_is_small() -> None:
    page = basemap_for(None)
    assert page["detail"] is None
    assert size(page) <= 95_000


def test_detail_that_does_not_fit_is_left_out() -> None:
    assert basemap_for(VIEWS["Dnipro"], 92_000)["detail"] is None


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_line_stays_in_the_bounds(view: str) -> None:
    detail = basemap_for(VIEWS[view])["detail"]
    west, south, east, north = detail["bounds"]
    slack = 1.0 / detail["scale"]
    for line in lines_of(detail):
        assert len(line) >= 4
        assert all(type(number) is int for number in line)
        points = decode(line, detail["scale"])
        assert all(west - slack <= lon <= east + slack for lon, _ in points)
        assert all(south - slack <= lat <= north + slack for _, lat in points)


def test_crimea_is_cut_off_by_a_dashed_named_line_only() -> None:
    detail = basemap_for(VIEWS["Dnipro"])["detail"]
    near = [
        border
        for border in detail["borders"]
        if any(
            33.4 < lon < 34.6 and 45.9 < lat < 46.3
            for line in border["lines"]
            for lon, lat in decode(line, detail["scale"])
        )
    ]
    assert [(border["pair"], border["disputed"]) for border in near] == [("", 1)]
    assert "Crimea" in near[0]["name"]


def test_disputed_borders_carry_their_name_and_note() -> None:
    borders = {b["pair"]: b for b in basemap_for(VIEWS["Kashmir"])["detail"]["borders"]}
    assert borders["IN-PK"]["disputed"] == 1
    assert "Line of Control" in borders["IN-PK"]["name"]
    assert borders["IN-PK"]["note"]
    plain, dashed = basemap_for(None)["world"]["borders"]
    assert (plain["disputed"], dashed["disputed"]) == (0, 1)
    assert passes(dashed, 74.6, 32.9)  # India and Pakistan
    assert passes(plain, -7.0, 39.0)  # Spain and Portugal
    assert not passes(dashed, -7.0, 39.0)


def passes(border: dict[str, Any], lon: float, lat: float) -> bool:
    scale = basemap_for(None)["world"]["scale"]
    points = [point for line in border["lines"] for point in decode(line, scale)]
    return any(abs(x - lon) < 0.3 and abs(y - lat) < 0.3 for x, y in points)


def test_named_rivers_and_lakes_are_there() -> None:
    detail = basemap_for((66.0, 36.0, 75.0, 41.0))["detail"]
    assert {"Panj", "Amu Darya"} <= {river["name"] for river in detail["rivers"]}
    names = [river["name"] for river in detail["rivers"]]
    assert len(names) == len(set(names))


def test_the_same_view_gives_the_same_bytes() -> None:
    assert json.dumps(basemap_for(VIEWS["Kashmir"])) == json.dumps(basemap_for(VIEWS["Kashmir"]))


def test_a_single_point_gets_its_surroundings() -> None:
    west, south, east, north = basemap_for((35.9, 35.4, 35.9, 35.4))["detail"]["bounds"]
    assert (east - west, north - south) == pytest.approx((3.0, 3.0))


def test_the_attribution_names_both_sources() -> None:
    text = basemap_for(None)["attribution"]
    assert "OpenStreetMap contributors, ODbL" in text
    assert "Natural Earth" in text


def test_the_data_files_are_small() -> None:
    assert (DATA / "basemap.json").stat().st_size <= 110_000
    assert (DATA / "detail.sqlite").stat().st_size <= 6_000_000


@given(
    st.lists(
        st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=30, unique=True
    ),
    st.sampled_from([10, 100, 1000]),
)
@settings(max_examples=60)
def test_decoding_gives_back_the_line_to_half_a_unit(
    line: list[tuple[float, float]], scale: int
) -> None:
    flat = deltas(np.array(line), scale)
    if not flat:
        return
    points = decode(flat, scale)
    assert points[0] == pytest.approx(line[0], abs=0.5001 / scale)
    assert points[-1] == pytest.approx(line[-1], abs=0.5001 / scale)
