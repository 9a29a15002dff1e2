"""Is what the user knows of a report read without guessing?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.errors import InputError
from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.gazetteer.names import fold_name
from dateline.geo.gazetteer.spelling import is_one_apart, near_names
from dateline.geo.hints import parse_countries, parse_home

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (["AF"], ("AF",)),
        (["af,tj"], ("AF", "TJ")),
        (["Afghanistan", "TJK"], ("AF", "TJ")),
        (["Tajikistan, Afghanistan", "TJ", " "], ("TJ", "AF")),
        (["UK", "Burma", "Ivory Coast"], ("GB", "MM", "CI")),
        (["Georgia"], ("GE",)),
        (["Guinea"], ("GN",)),
        (["kosovo"], ("XK",)),
        ([], ()),
    ],
)
def test_countries_are_read_as_codes_or_names(given, codes):
    assert parse_countries(given, gazetteer=open_gazetteer()) == codes


@pytest.mark.parametrize(
    ("given", "words", "hint"),
    [
        ("ZZ", "no such country: 'ZZ'", "ISO 3166-1"),
        ("Atlantis", "no such country: 'Atlantis'", "ISO 3166-1"),
        ("AF,Texas", "no such country: 'Texas'", "a part of United States: give US"),
        ("Congo", "'Congo' may mean several countries", "(CD) or Republic of the Congo (CG)"),
    ],
)
def test_a_country_that_is_not_known_or_not_clear_is_refused(given, words, hint):
    with pytest.raises(InputError) as caught:
        parse_countries([given], gazetteer=open_gazetteer())
    assert words in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Austin, TX", "gn:4671654"),
        ("Kabul", "gn:1138958"),
        ("Paris", "gn:2988507"),
        ("Paris, TX", "gn:4717560"),
        ("Paris, Lamar County, Texas", "gn:4717560"),
        ("Tripoli, Libya", "gn:2210247"),
        ("Tripoli, LB", "gn:266826"),
        ("Springfield, Ill.", "gn:4250542"),
        ("Washington, D.C.", "gn:4140963"),
        ("Victoria, BC", "gn:6174041"),
        ("New York", "gn:5128581"),
        ("Texas", "admin1:US-TX"),
        ("Georgia, US", "admin1:US-GA"),
        ("Bombay", "gn:1275339"),
        ("Киев", "gn:703448"),
        ("Afghanistan", "country:AF"),
    ],
)
def test_a_home_that_is_clear_is_found(text, place_id):
    assert parse_home(text, gazetteer=open_gazetteer()).id == place_id


@pytest.mark.parametrize("text", ["30.27,-97.74", " 30.27, -97.74 ", "30.27 -97.74"])
def test_a_home_may_be_a_position(text):
    home = parse_home(text, gazetteer=open_gazetteer())
    assert (home.lat_deg, home.lon_deg, home.country, home.admin1) == (30.27, -97.74, "US", "Texas")


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        ("Springfield", "'Springfield' may mean several", "Springfield, Missouri, United States"),
        ("Springfield, US", "may mean several", "Springfield, Illinois, United States"),
        ("Birmingham", "may mean several", "Birmingham, Alabama, United States"),
        ("Nowhere-on-Earth", "no place called 'Nowhere-on-Earth'", "gazetteer find"),
        ("Austin, Yemen", "no 'Austin' is known in 'Yemen'", "Austin, Texas, United States"),
        ("Austin, Gondor", "no 'Austin' is known in 'Gondor'", "Austin, Texas"),
        ("", "no place called ''", "--home"),
        ("95,10", "latitude 95", "--home takes latitude,longitude"),
        ("10,190", "longitude 190", "--home takes latitude,longitude"),
    ],
)
def test_a_home_that_is_not_known_or_not_clear_is_refused(text, words, hint):
    with pytest.raises(InputError) as caught:
        parse_home(text, gazetteer=open_gazetteer())
    assert words in str(caught.value)
    assert hint in caught.value.hint


def test_a_home_of_the_user_s_own_table_wins(tmp_path: Path):
    path = tmp_path / "mine.csv"
    path.write_text("name,lat,lon,country\nSpringfield,1.2,36.9,KE\n", encoding="utf-8")
    home = parse_home("Springfield", gazetteer=open_gazetteer(tables=[path]))
    assert (home.id, home.country) == ("user:springfield", "KE")


# ------------------------------------------------------------------ names written nearly so
@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("kabul", "kabull", True),
        ("kabul", "kabu", True),
        ("kabul", "kapul", True),
        ("kabul", "kaubl", True),
        ("kabul", "kbaul", True),
        ("kabul", "kabul", False),
        ("kabul", "kapull", False),
        ("kabul", "lubak", False),
        ("ab", "ba", True),
        ("abcd", "badc", False),
        ("", "a", True),
    ],
)
def test_one_slip_of_the_pen_is_known(one, other, apart):
    assert is_one_apart(one, other) is is_one_apart(other, one) is apart


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Kabull", "Kabul"), ("Mombassaa", "Mombasa"), ("Shanghay", "Shanghai"), ("Hmeimi", "Hmeimim Air Base")],
)  # fmt: skip
def test_names_written_nearly_so_are_offered(written, meant):
    gazetteer = open_gazetteer()
    assert gazetteer.candidates(written) == ()
    near = near_names(written, gazetteer=gazetteer)
    assert any(meant in name for name in near)
    assert len(near) <= 5


def test_short_and_strange_words_have_no_neighbours():
    assert near_names("xq", gazetteer=open_gazetteer()) == ()
    assert near_names("…", gazetteer=open_gazetteer()) == ()
    assert near_names("Qqqqqqqq", gazetteer=open_gazetteer()) == ()
    assert fold_name("…") == ""
