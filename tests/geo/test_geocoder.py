"""Our gazetteer as a geocoder of geopy: its calls, its values, its errors, and no network."""

from __future__ import annotations

import doctest
import pickle
import re
import socket
from pathlib import Path

import pytest
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point
from hypothesis import given
from hypothesis import strategies as st

import dateline.geo.gazetteer.geocoder as module
from dateline.geo.gazetteer.geocoder import DatelineGeocoder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def geocoder() -> DatelineGeocoder:
    return DatelineGeocoder()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("the offline geocoder opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_it_is_a_geocoder_of_geopy(geocoder):
    assert isinstance(geocoder, Geocoder)
    found = geocoder.geocode("Kulob")
    assert isinstance(found, Location)
    assert found.address == "Kulob, Khatlon, Tajikistan"
    assert found.point == Point(found.raw["lat"], found.raw["lon"])
    assert (round(found.latitude, 1), round(found.longitude, 1)) == (37.9, 69.8)
    assert list(found.raw) == [
        "id", "name", "lat", "lon", "country", "admin1", "feature_class", "feature_code",
        "population", "geometry", "source",
    ]  # fmt: skip
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("Paris", "Paris, Ile-de-France, France"),
        ("Paris, Texas", "Paris, Texas, United States"),
        ("  paris ,TX , USA", "Paris, Texas, United States"),
        ("Paris, FR", "Paris, Ile-de-France, France"),
        ("Long Beach, CA", "Long Beach, California, United States"),
        ("Tripoli, Lebanon", "Tripoli, North Lebanon, Lebanon"),
        ("Tripoli, Libya", "Tripoli, Libya"),
        ("Springfield, Ohio", "Springfield, Ohio, United States"),
        ("Georgia, US", "Georgia, United States"),
        ("Washington, D.C.", "Washington, District of Columbia, United States"),
        ("Душанбе", "Dushanbe, Tajikistan"),
        ({"city": "Paris", "state": "Texas"}, "Paris, Texas, United States"),
        ({"city": "Paris", "state": "", "country": "France"}, "Paris, Ile-de-France, France"),
        ({"city": "Tripoli", "country": "LB"}, "Tripoli, North Lebanon, Lebanon"),
        ({"state": "Punjab", "country": "India"}, "Punjab, India"),
        ({"country": "Tajikistan"}, "Tajikistan"),
        ({"country": "TJ"}, "Tajikistan"),
    ],
)
def test_a_name_with_what_holds_it_is_the_place_there(geocoder, query, address):
    assert geocoder.geocode(query).address == address


@pytest.mark.parametrize(
    "query",
    ["Nowhere-on-Earth", "Paris, Narnia", "Kulob, Texas", "Paris, Texas, France", "…", "Paris, Kulob",
     {"city": "Khatlon"}, {"city": "Paris", "country": "Texas"}, {"country": "Paris"}],
)  # fmt: skip
def test_nothing_found_is_none_however_many_are_wanted(geocoder, query):
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_all_places_of_a_name_come_best_first_and_once(geocoder):
    found = geocoder.geocode("Springfield", exactly_one=False)
    ids = [location.raw["id"] for location in found]
    assert len(ids) == len(set(ids)) > 20
    assert found[0] == geocoder.geocode("Springfield")
    assert geocoder.geocode("Springfield", exactly_one=False, limit=3) == found[:3]
    assert len(geocoder.geocode("Springfield, Illinois", exactly_one=False)) >= 1
    assert all(
        location.raw["admin1"] == "Illinois"
        for location in geocoder.geocode("Springfield, Illinois", exactly_one=False)
    )


def test_country_codes_limit_the_search(geocoder):
    for codes in ("us", "US", ["us"], ["US", "tj"], "us,tj"):
        assert geocoder.geocode("Paris", country_codes=codes).raw["country"] == "US"
    assert geocoder.geocode("Paris", country_codes="TJ") is None
    assert geocoder.geocode("Paris", country_codes=[]).raw["country"] == "FR"


@pytest.mark.parametrize("query", ["", "  ", ",", " , ,", {}, {"city": " "}])
def test_an_empty_query_is_an_error_of_geopy_s(geocoder, query):
    with pytest.raises(GeocoderQueryError, match="empty"):
        geocoder.geocode(query)


@pytest.mark.parametrize("query", [None, 5, ["Paris"], {"city": 5}, {"street": "Rue X"}, "x" * 501])
def test_what_is_no_query_is_an_error_of_geopy_s_and_a_value_error(geocoder, query):
    with pytest.raises(GeocoderQueryError) as caught:
        geocoder.geocode(query)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(geocoder, limit):
    with pytest.raises(ValueError, match="Limit"):
        geocoder.geocode("Paris", exactly_one=False, limit=limit)


def test_reverse_takes_every_form_of_a_point(geocoder):
    forms = ("37.9, 69.8", "37.9,69.8", (37.9, 69.8), [37.9, 69.8], Point(37.9, 69.8),
             "37.9 N 69.8 E", Point(37.9, 69.8, 1.5))  # fmt: skip
    found = [geocoder.reverse(form) for form in forms]
    assert {location.address for location in found} == {"Kulob, Khatlon, Tajikistan"}
    at = found[0].raw["at"]
    assert (at["country"], at["admin1"], at["disputed"]) == ("TJ", "admin1:TJ-KT", None)
    assert 1 < at["distance_km"] < 4
    assert geocoder.reverse((37.9, 69.8), exactly_one=False) == [found[0]]


def test_reverse_far_out_at_sea_is_none(geocoder):
    assert geocoder.reverse((0, -150)) is None
    assert geocoder.reverse((0, -150), exactly_one=False) is None


def test_reverse_never_names_a_place_across_the_border_as_that_of_the_point(geocoder):
    # In the north of Afghanistan; the nearest town is Shahritus, in Tajikistan.
    found = geocoder.reverse((36.9, 68.1))
    assert found.address == "Kunduz, Afghanistan"
    assert found.raw["at"]["admin1"] == found.raw["id"]
    assert found.raw["geometry"] == "area"


def test_reverse_says_where_an_area_is_disputed(geocoder):
    assert geocoder.reverse((44.95, 34.1)).raw["at"]["disputed"] == "crimea"


@pytest.mark.parametrize("query", ["here", "", (float("nan"), 0), (1,), None, object()])
def test_what_is_no_point_is_a_value_error(geocoder, query):
    with pytest.raises(ValueError, match="Must be a coordinate pair or Point"):
        geocoder.reverse(query)


@pytest.mark.filterwarnings("ignore:Latitude normalization")  # geopy's own, before its error
def test_a_latitude_beyond_the_pole_is_a_value_error(geocoder):
    with pytest.raises(ValueError, match="Must be a coordinate pair or Point"):
        geocoder.reverse((91, 0))


def test_a_rate_limiter_and_a_timeout_change_nothing(geocoder):
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    assert limited("Kulob", timeout=0.001) == geocoder.geocode("Kulob")
    assert RateLimiter(geocoder.reverse)((37.9, 69.8)) == geocoder.reverse((37.9, 69.8))


def test_its_way_to_the_network_is_closed(geocoder):
    with pytest.raises(GeocoderServiceError):
        geocoder.adapter.get_text("http://127.0.0.1/", timeout=1, headers={})
    with pytest.raises(GeocoderServiceError):
        geocoder._call_geocoder("http://127.0.0.1/", str)


@given(st.text(max_size=60))
def test_any_text_is_a_place_or_none_or_an_error_of_geopy_s(text):
    geocoder = DatelineGeocoder()
    try:
        found = geocoder.geocode(text)
    except GeocoderQueryError:
        assert not re.sub(r"[\s,]", "", text)
    else:
        assert found is None or found.raw["id"]


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_has_a_place_or_none(lat, lon):
    found = DatelineGeocoder().reverse((lat, lon))
    if found is not None and found.raw["at"]["country"]:
        assert found.raw["country"] == found.raw["at"]["country"]


def test_the_examples_are_true():
    assert doctest.testmod(module).failed == 0
    failed, tried = doctest.testfile(str(ROOT / "docs" / "geocoders.md"), module_relative=False)
    assert failed == 0
    assert tried >= 8
