"""Do scenes at the antimeridian stand in one piece, and only those?"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from page_sample import layer
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon, box, get_parts

from dateline.geo.positions.uncertain_areas import disc
from dateline.maps.drawing.arrows import Areas
from dateline.maps.drawing.basemap import basemap_for
from dateline.maps.drawing.features import Feature, features_of
from dateline.maps.drawing.labels import labels_for
from dateline.maps.drawing.name_spots import lines_of
from dateline.maps.drawing.seam import apart, cut_open, moved, passes
from dateline.maps.drawing.view import choose_view, squarish
from dateline.maps.page.payload import feature_data

SUVA, NUKUALOFA, APIA = (178.44, -18.14), (-175.2, -21.14), (-171.77, -13.83)


def events(*spots: tuple[float, float]) -> Any:
    rows = [
        {"feature_id": f"e{n}", "place_id": f"p{n}", "claim_ids": ["C01"], "geometry": Point(spot)}
        for n, spot in enumerate(spots)
    ]
    return layer("events", *rows)


def lons(features: tuple[Feature, ...]) -> list[float]:
    return [feature.shape.representative_point().x for feature in features if feature.shape]


def test_islands_on_both_sides_stand_side_by_side() -> None:
    features = features_of([events(SUVA, NUKUALOFA, APIA)])
    assert lons(features) == pytest.approx([178.44, 184.8, 188.23])
    west, _, east, _ = choose_view(features).core
    assert 170 < west < 178
    assert 188 < east < 196


@pytest.mark.parametrize(
    "spots",
    [
        [(139.7, 35.7), (-77.0, 38.9)],  # Tokyo and Washington
        [(37.6, 55.8), (-77.0, 38.9)],
        [(178.44, -18.14), (174.8, -36.9)],
        [(-149.9, 61.2), (-171.77, -13.83)],
    ],
)
def test_others_stay_where_they_are(spots: list[tuple[float, float]]) -> None:
    assert lons(features_of([events(*spots)])) == [lon for lon, _ in spots]


def test_a_line_that_was_cut_at_the_antimeridian_is_one_again() -> None:
    cut = MultiLineString([[SUVA, (180.0, -17.0)], [(-180.0, -17.0), APIA]])
    move = {"feature_id": "m", "place_id": "a>b", "geometry": cut}
    features = features_of([events(SUVA, APIA), layer("movements", move)])
    shape = next(feature.shape for feature in features if feature.id == "m")
    assert isinstance(shape, LineString)
    assert all(abs(b[0] - a[0]) < 10 for a, b in pairwise(shape.coords))
    drawn = next(feature for feature in features if feature.id == "m")
    assert feature_data(drawn, Areas(features))["shape"]["t"] == "line"


def test_a_single_line_moves_as_it_is() -> None:
    row = {"feature_id": "m", "place_id": "a>b", "geometry": LineString([NUKUALOFA, APIA])}
    features = features_of([events(SUVA, APIA), layer("movements", row)])
    shape = next(feature.shape for feature in features if feature.id == "m")
    assert isinstance(shape, LineString)
    assert shape.coords[0] == pytest.approx((184.8, -21.14))


def test_a_country_on_both_sides_keeps_its_area() -> None:
    whole = MultiPolygon([box(177, -19, 180, -16), box(-180, -19, -178, -16)])
    area = {"feature_id": "a", "place_id": "country:FJ", "geometry": whole}
    features = features_of([events(SUVA, NUKUALOFA), layer("areas", area)])
    shape = next(feature.shape for feature in features if feature.id == "a")
    assert shape.bounds == (177, -19, 182, -16)
    assert shape.area == pytest.approx(whole.area)


def test_the_base_map_goes_on_beyond_180_degrees() -> None:
    features = features_of([events(SUVA, NUKUALOFA, APIA)])
    page = basemap_for(squarish(choose_view(features).core))
    detail, world = page["detail"], page["world"]
    assert detail["bounds"][0] < 180 < detail["bounds"][2]

    def beyond(rings: list[list[int]], scale: int) -> int:
        return sum(int(np.cumsum(ring[::2]).min()) > 181 * scale for ring in rings)

    assert beyond([ring for polygon in detail["land"] for ring in polygon], detail["scale"]) > 3
    assert beyond(world["land"], world["scale"]) > 3
    assert beyond(basemap_for((10, 40, 20, 50))["world"]["land"], world["scale"]) == 0


def test_names_around_stand_on_their_side() -> None:
    features = features_of([events(SUVA, NUKUALOFA, APIA)])
    spots = {str(label[0]): label[1] for label in labels_for(features, choose_view(features))}
    assert spots["Samoa"] > 185
    assert 170 < spots["New Zealand"] < 180


def test_a_view_that_lies_beyond_180_degrees_alone_has_its_ground() -> None:
    detail = basemap_for((183.0, -23.0, 187.0, -17.0))["detail"]
    assert detail["bounds"][0] > 181
    lons = [ring[0] / detail["scale"] for polygon in detail["land"] for ring in polygon]
    assert lons
    assert all(182 < lon < 188 for lon in lons)


def test_a_disc_that_was_cut_is_one_again_and_no_line_is_left_at_180_degrees() -> None:
    cut = MultiPolygon([Polygon(rings[0]) for rings in disc((179.9, -17.0), 40.0)])
    assert len(cut.geoms) == 2
    whole = moved(cut)
    assert whole is not None
    assert len(get_parts(whole)) == 1
    assert whole.bounds[0] < 180 < whole.bounds[2]
    assert whole.area == pytest.approx(cut.area)
    assert whole.boundary.intersection(LineString([(180, -17.2), (180, -16.8)])).length == 0


def test_what_was_joined_is_cut_for_files_and_goes_back_to_its_side() -> None:
    cut = MultiPolygon([Polygon(rings[0]) for rings in disc((-179.9, 52.0), 60.0)])
    whole = moved(cut)
    assert whole is not None
    parts = cut_open(whole)
    assert parts is not None
    assert [(p.bounds[0] >= 180) != (p.bounds[2] <= 180) for p in get_parts(parts)] == [True, True]
    again = apart(whole)
    assert again.bounds == (-180.0, *cut.bounds[1:2], 180.0, cut.bounds[3])
    assert again.symmetric_difference(cut).area == pytest.approx(0.0, abs=1e-9)
    assert cut_open(box(10, 0, 20, 5)) is None
    assert apart(Point(184.8, -21.0)).coords[0] == pytest.approx((-175.2, -21.0))


def test_scenes_across_are_told_from_others() -> None:
    assert passes(features_of([events(SUVA, NUKUALOFA)]))
    assert not passes(features_of([events(SUVA)]))
    assert not passes(())


def test_an_arrow_over_the_pacific_on_a_map_of_elsewhere_leaves_and_comes_back() -> None:
    cut = MultiLineString([[(140.0, 37.0), (180.0, 55.0)], [(-180.0, 55.0), (-120.0, 58.0)]])
    move = {"feature_id": "m", "place_id": "a>b", "geometry": cut}
    features = features_of([events((30.5, 50.5)), layer("movements", move)])
    lines = lines_of(features, Areas(features))["m"]
    assert [len(line) for line in lines] == [2, 2]
    assert max(abs(line[:, 0]).max() for line in lines) == 180
