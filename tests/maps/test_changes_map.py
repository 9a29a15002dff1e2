"""Is what changed between two versions drawn in one piece, also across the antimeridian?"""

from __future__ import annotations

import re
from typing import Any

from page_sample import layer
from shapely.geometry import MultiPolygon, Point, box

from dateline.layers.claims.changes import PlaceMove, SeenPlace
from dateline.maps.changes.map import changes_map
from dateline.maps.changes.page import Spot
from dateline.maps.drawing.features import features_of
from dateline.maps.page.inline import asset

SUVA = SeenPlace(words=("Suva",), name="Suva, Fiji", id="p:suva", lon_deg=178.44, lat_deg=-18.14)
APIA = SeenPlace(words=("Apia",), name="Apia, Samoa", id="p:apia", lon_deg=-171.77, lat_deg=-13.83)
NEIAFU = SeenPlace(
    words=("Neiafu",), name="Neiafu, Tonga", id="p:neiafu", lon_deg=-173.98, lat_deg=-18.65
)
FIJI = SeenPlace(words=("Fiji",), name="Fiji", id="country:FJ", lon_deg=178.0, lat_deg=-17.8)


def spot(place: SeenPlace, kind: int = 0) -> Spot:
    claims = [frozenset({"C01"}) if number == kind else frozenset() for number in range(3)]
    return Spot(place=place, claims=tuple(claims), first="added-C01")


def events(*places: SeenPlace) -> Any:
    rows = [
        {"feature_id": place.id, "place_id": place.id, "name": place.name.split(",")[0],
         "label": place.name.split(",")[0], "geometry": Point(place.lon_deg, place.lat_deg)}
        for place in places
    ]  # fmt: skip
    return layer("events", *rows)


def spots_drawn(figure: str) -> list[tuple[int, int]]:
    """Where the signs of changes stand, in the picture's units."""
    return [(int(x), int(y)) for x, y in re.findall(r"translate\((-?\d+) (-?\d+)\)", figure)]


def wide_of(figure: str) -> float:
    found = re.search(r'viewBox="0 0 (\d+) \d+" class="static-map"', figure)
    assert found is not None
    return float(found[1])


def test_islands_on_both_sides_of_180_degrees_stand_side_by_side() -> None:
    places = (SUVA, APIA, NEIAFU)
    figure = changes_map([spot(place) for place in places], [],
                         ([], features_of([events(*places)])))  # fmt: skip
    (suva, _), (apia, _), (neiafu, _) = spots_drawn(figure)
    assert 0 < suva < neiafu < apia < wide_of(figure)
    assert suva < wide_of(figure) * 0.4
    assert apia > wide_of(figure) * 0.6
    assert figure.count('class="f-events"') == 3


def test_one_island_of_a_map_across_stands_where_it_is() -> None:
    features = features_of([events(SUVA, APIA, NEIAFU)])
    assert max(f.shape.x for f in features if f.shape) > 180
    figure = changes_map([spot(APIA)], [], ([], features))
    ((x, y),) = spots_drawn(figure)
    (circle,) = re.findall(r'<circle cx="(\d+)" cy="(\d+)" r="7" class="f-events"', figure)
    assert abs(x - int(circle[0])) < 30
    assert abs(y - int(circle[1])) < 30


def test_a_place_that_moves_across_has_a_short_arrow_with_its_words_on_it() -> None:
    move = PlaceMove(words="the port", old=SUVA, new=APIA, distance_km=1145.0, claims=("C01",))
    figure = changes_map([spot(APIA, 2)], [move], ([], []))
    found = re.search(r'<line x1="(\d+)" y1="\d+" x2="(\d+)"[^>]*class="move"', figure)
    assert found is not None
    x1, x2 = int(found[1]), int(found[2])
    assert 0 < x1 < x2 < wide_of(figure)
    words = re.search(r'<text text-anchor="start" x="(\d+)" [^>]*>the port: 1,145 km', figure)
    assert words is not None
    assert x1 < int(words[1]) < x2


def test_an_old_map_in_one_piece_and_a_new_one_cut_are_drawn_alike() -> None:
    area = {"feature_id": "fj", "place_id": "country:FJ", "name": "Fiji", "label": "Fiji",
            "geometry": MultiPolygon([box(177, -19, 180, -16), box(-180, -19, -178, -16)])}  # fmt: skip
    joined = features_of([layer("areas", area), events(SUVA, APIA)])
    cut = features_of([layer("areas", area), events(SUVA)])
    assert max(f.shape.bounds[2] for f in joined if f.shape) > 181
    assert max(f.shape.bounds[2] for f in cut if f.shape) == 180
    spots = [spot(FIJI), spot(APIA)]
    one, other = (changes_map(spots, [], ([], known)) for known in (joined, cut))
    path = r'<path d="([^"]+)" class="f-areas'
    assert re.findall(path, one) == re.findall(path, other)
    assert len(re.findall(path, one)) == 1


def test_no_name_stands_under_the_sign_of_a_change() -> None:
    figure = changes_map([spot(SUVA)], [], ([], features_of([events(SUVA)])))
    ((x, y),) = spots_drawn(figure)
    name = re.search(
        r'<text class="name-event[^"]*"[^>]*><tspan x="(\d+)" y="(\d+)">Suva', figure
    ) or re.search(r'<text[^>]*><tspan x="(\d+)" y="(\d+)">Suva', figure)
    assert name is not None
    assert abs(int(name[1]) - x) > 20 or abs(int(name[2]) - y) > 20


def test_the_sea_of_the_picture_has_its_colour() -> None:
    assert "inset-sea" in changes_map([spot(SUVA)], [], ([], []))
    assert ".inset-sea { fill: var(--sea); }" in asset("changes.css")
