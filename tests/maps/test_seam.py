"""Do scenes at the antimeridian stand in one piece, and only those?"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from page_sample import layer
from shapely import LineString, MultiLineString, MultiPolygon, Point, box

from dateline.maps.basemap import basemap_for
from dateline.maps.features import Feature, features_of
from dateline.maps.labels import labels_for
from dateline.maps.payload import feature_data
from dateline.maps.view import choose_view, squarish

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
    assert feature_data(drawn, features)["shape"]["t"] == "line"


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
