"""Online geocoders: what is sent, what comes of an answer, and what of a failure.

Every server here is real and on the loopback interface; names are invented, so that no gazetteer
can come to know them.
"""

from __future__ import annotations

import io
import json
import re
import socket
import sqlite3
from dataclasses import replace
from http.client import HTTPMessage
from typing import TYPE_CHECKING, Any

import pytest
from loopback_servers import (
    Loopback,
    Reply,
    arcgis_candidate,
    as_json,
    closed_port,
    geonames_row,
    nominatim_result,
    photon_answer,
    photon_feature,
    serve,
)

from dateline.errors import InputError
from dateline.geo.gazetteer.gazetteer import Gazetteer, open_gazetteer
from dateline.geo.online.cache import default_path, open_cache
from dateline.geo.online.online import MOST_NAMES, place_online
from dateline.geo.online.service import OnlineService, open_service
from dateline.geo.recognition.toponyms import mentions_from_spans
from dateline.geo.reports.article import Span
from dateline.geo.reports.reading import article_from_text
from dateline.geo.resolution.resolve import resolve_toponyms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.reports.article import Article

UNKNOWN = "Kharvozabad"
TEXT = f"Shells fell near {UNKNOWN}. Troops left Kulob, Dushanbe and Bokhtar in the morning."
NAMES = (UNKNOWN, "Kulob", "Dushanbe", "Bokhtar")
BESIDE = nominatim_result(UNKNOWN, 69.9, 37.95)


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here may reach past this machine, and no proxy may stand between."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        assert address[0] in {"127.0.0.1", "::1"}, f"a test wants to reach {address}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., OnlineService]]:
    """Open services that keep answers in the test's folder; `heard` takes their warnings."""
    services: list[OnlineService] = []

    def service(url: str, name: str = "nominatim", **options: Any) -> OnlineService:
        options = {"cache": tmp_path / "answers.sqlite", "delay_s": 0, "timeout_s": 5} | options
        services.append(open_service(name, url=url, **options))
        return services[-1]

    yield service
    for opened_one in services:
        opened_one.cache.close()


def resolved(
    text: str, names: tuple[str, ...], gazetteer: Gazetteer
) -> tuple[Article, tuple[Resolution, ...]]:
    article = article_from_text(text, id="t")
    spans = [Span(m.start(), m.end()) for name in names for m in re.finditer(re.escape(name), text)]
    mentions = mentions_from_spans(article, sorted(spans), gazetteer=gazetteer)
    return article, resolve_toponyms(article, mentions, gazetteer=gazetteer)


def asked(
    service: OnlineService,
    gazetteer: Gazetteer,
    text: str = TEXT,
    names: tuple[str, ...] = NAMES,
) -> dict[str, Resolution]:
    article, before = resolved(text, names, gazetteer)
    after = place_online(article, before, service, gazetteer=gazetteer)
    assert [r.mention for r in after] == [r.mention for r in before]
    return {r.mention.surface: r for r in after}


# ------------------------------------------------------------------ what is sent
def test_nominatim_is_sent_the_unknown_name_and_nothing_else(opened, gazetteer):
    with serve(as_json([BESIDE])) as server:
        asked(opened(server.url), gazetteer)
    (request,) = server.seen
    assert request.path == "/search"
    assert request.query == {
        "q": UNKNOWN, "format": "json", "limit": "10", "addressdetails": "1", "namedetails": "1",
        "accept-language": "en",
    }  # fmt: skip
    assert re.fullmatch(r"dateline/\d+\.\d+\.\d+", request.headers["User-Agent"])
    assert not {"Referer", "Cookie", "From"} & set(request.headers)


@pytest.mark.parametrize(
    ("name", "options", "path", "query"),
    [
        ("photon", {}, "/api", {"q": UNKNOWN, "limit": "10", "lang": "en"}),
        ("geonames", {"user": "ana"}, "/searchJSON", {"q": UNKNOWN, "username": "ana"}),
        (
            "arcgis",
            {},
            "/arcgis/rest/services/World/GeocodeServer/findAddressCandidates",
            {
                "singleLine": UNKNOWN,
                "f": "json",
                "outFields": "Addr_type,Type,PlaceName,Country,Region",
            },
        ),
    ],
)
def test_the_other_services_are_sent_no_more(opened, gazetteer, name, options, path, query):
    with serve(as_json({"features": [], "geonames": [], "candidates": []})) as server:
        asked(opened(server.url, name, **options), gazetteer)
    assert [(request.path, request.query) for request in server.seen] == [(path, query)]


def test_a_country_beside_the_name_is_sent_as_its_code_where_the_service_takes_one(
    opened, gazetteer
):
    text = f"Shells fell on {UNKNOWN}, Tajikistan, and on Kulob."
    names = (UNKNOWN, "Tajikistan", "Kulob")
    with serve(as_json([BESIDE])) as server:
        found = asked(opened(server.url), gazetteer, text, names)
    assert server.seen[0].query["q"] == UNKNOWN
    assert server.seen[0].query["countrycodes"] == "tj"
    assert found[UNKNOWN].place is not None
    with serve(photon_answer(photon_feature(UNKNOWN, 40.0, 55.0, countrycode="RU"))) as server:
        found = asked(opened(server.url, "photon"), gazetteer, text, names)
    assert "countrycode" not in server.seen[0].query
    assert found[UNKNOWN].place is None  # it lies in another country than the report says


def test_a_name_is_asked_once_a_report_however_often_it_stands(opened, gazetteer):
    text = f"{UNKNOWN} is calm. Buses left {UNKNOWN} for Kulob. {UNKNOWN.upper()} waits."
    with serve(as_json([BESIDE])) as server:
        found = asked(opened(server.url), gazetteer, text, (UNKNOWN, UNKNOWN.upper(), "Kulob"))
    assert server.names == [UNKNOWN]
    assert found[UNKNOWN.upper()].place == found[UNKNOWN].place is not None


def test_a_report_without_unknown_names_sends_nothing(opened, gazetteer):
    with serve(as_json([BESIDE])) as server:
        asked(opened(server.url), gazetteer, "Troops left Kulob for Dushanbe.", NAMES[1:3])
    assert server.seen == []


def test_a_name_that_the_gazetteer_knows_is_not_sent_though_it_was_not_chosen(opened, gazetteer):
    article, (kulob,) = resolved("Troops left Kulob.", ("Kulob",), gazetteer)
    unsure = replace(kulob, place=None, probability=0.0, reason="too far away")
    with serve(as_json([BESIDE])) as server:
        after = place_online(article, (unsure,), opened(server.url), gazetteer=gazetteer)
    assert server.seen == []
    assert after == (unsure,)


def test_a_hostile_number_of_names_is_cut_off(opened, gazetteer):
    names = tuple(f"Zzyzkhar{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(MOST_NAMES + 5))
    with serve(as_json([])) as server:
        found = asked(opened(server.url), gazetteer, " and ".join(names), names)
    assert server.names == list(names[:MOST_NAMES])
    assert found[names[-1]].reason.endswith(
        "nominatim was not asked (too many names in one report)"
    )


def test_what_is_no_name_is_not_sent(opened, gazetteer):
    text = f"{'x' * 200} and 12 and \ud800Abz"
    heard: list[str] = []
    with serve(as_json([])) as server:
        service = opened(server.url, warn=heard.append)
        found = asked(service, gazetteer, text, ("x" * 200, "12", "\ud800Abz"))
    assert server.seen == heard == []
    assert all(r.place is None for r in found.values())


def test_requests_keep_their_distance_in_time(opened, gazetteer, monkeypatch):
    slept: list[float] = []
    monkeypatch.setattr("geopy.extra.rate_limiter.sleep", slept.append)
    clock = iter(range(1000))  # every look at the clock is a tenth of a second later
    monkeypatch.setattr(
        "geopy.extra.rate_limiter.BaseRateLimiter._clock", lambda self: next(clock) / 10
    )
    with serve(as_json([])) as server:
        names = (UNKNOWN, "Zhurmandkala")
        asked(opened(server.url, delay_s=1), gazetteer, " and ".join(names), names)
    assert server.names == list(names)
    assert slept
    assert all(0 < seconds <= 1 for seconds in slept)


# ------------------------------------------------------------------ what comes of an answer
def test_a_known_name_becomes_a_place_with_source_day_and_evidence(opened, gazetteer):
    with serve(as_json([BESIDE])) as server:
        found = asked(opened(server.url), gazetteer)[UNKNOWN]
    place = found.place
    assert place is not None
    assert (place.id, place.name) == ("online:nominatim:N107775", UNKNOWN)
    assert (place.lon_deg, place.lat_deg) == (69.9, 37.95)
    assert (place.country, place.admin1) == ("TJ", "Khatlon Region")
    assert (place.feature_class, place.feature_code, place.geometry) == ("P", "PPL", "point")
    assert place.source == "Nominatim (© OpenStreetMap contributors, ODbL)"
    assert found.probability == 0.8
    host = server.url.removeprefix("http://")
    assert found.reason == (
        f"placed by {host} on 2026-11-24 (not in the offline gazetteer): "
        "the only place of this name there"
    )
    assert [c.place for c in found.candidates] == [place]
    assert dict(found.candidates[0].features) == {"country_of_report": 1.0, "same_name": 1.0}


@pytest.mark.parametrize(
    ("name", "options", "reply", "place_id", "source"),
    [
        (
            "photon",
            {},
            photon_answer(photon_feature(UNKNOWN, 69.9, 37.95)),
            "online:photon:N240109189",
            "Photon (© OpenStreetMap contributors, ODbL)",
        ),
        (
            "geonames",
            {"user": "ana"},
            as_json({"totalResultsCount": 1, "geonames": [geonames_row(UNKNOWN, 69.9, 37.95)]}),
            "online:geonames:1221000",
            "GeoNames web service (geonames.org, CC BY 4.0)",
        ),
        (
            "arcgis",
            {},
            as_json({"candidates": [arcgis_candidate(UNKNOWN, 69.9, 37.95)]}),
            "online:arcgis:69.90000,37.95000",
            "ArcGIS (Powered by Esri)",
        ),
    ],
)
def test_the_other_formats_are_read_too(opened, gazetteer, name, options, reply, place_id, source):
    with serve(reply) as server:
        found = asked(opened(server.url, name, **options), gazetteer)[UNKNOWN]
    assert found.place is not None
    assert found.place.id == place_id
    assert found.place.source == source
    assert (found.place.lon_deg, found.place.lat_deg) == (69.9, 37.95)
    assert (found.place.country, found.place.feature_code) == ("TJ", "PPL")
    assert found.place.admin1.startswith("Khatlon")
    assert found.probability == 0.8


@pytest.mark.parametrize(
    ("tags", "code", "geometry"),
    [
        ({"class": "place", "type": "town"}, "PPL", "point"),
        ({"class": "place", "type": "suburb"}, "PPLX", "point"),
        ({"class": "boundary", "type": "administrative", "addresstype": "city"}, "PPL", "point"),
        ({"class": "boundary", "type": "administrative", "addresstype": "state"}, "ADM1", "area"),
        (
            {"class": "boundary", "type": "administrative", "addresstype": "country"},
            "PCLI",
            "area",
        ),
        ({"class": "boundary", "type": "administrative", "addresstype": ""}, "ADMD", "area"),
        ({"class": "waterway", "type": "river"}, "STM", "line"),
        ({"class": "natural", "type": "peak"}, "MT", "point"),
        ({"class": "place", "type": "island"}, "ISL", "area"),
        ({"class": "mountain_pass", "type": "yes"}, "PASS", "point"),
        ({"class": "military", "type": "base"}, "INSM", "point"),
        ({"class": "military", "type": "airfield"}, "AIRB", "point"),
        ({"class": "barrier", "type": "border_control"}, "PSTB", "point"),
        ({"class": "amenity", "type": "prison"}, "FCL", "point"),
    ],
)
def test_tags_become_feature_codes_and_geometries(opened, gazetteer, tags, code, geometry):
    with serve(as_json([BESIDE | tags])) as server:
        place = asked(opened(server.url), gazetteer)[UNKNOWN].place
    assert place is not None
    assert (place.feature_code, place.geometry) == (code, geometry)


@pytest.mark.parametrize("tag", ["highway", "shop", "office", "tourism", "building"])
def test_streets_and_shops_are_no_places_of_a_report(opened, gazetteer, tag):
    with serve(as_json([BESIDE | {"class": tag, "type": "x"}])) as server:
        found = asked(opened(server.url), gazetteer)[UNKNOWN]
    assert found.place is None
    assert "knows none either" in found.reason


def test_the_place_in_a_country_of_the_report_goes_before_the_first_of_the_list(opened, gazetteer):
    elsewhere = nominatim_result(
        UNKNOWN, 44.0, 40.1, osm_id=1, address={"state": "Aragatsotn", "country_code": "am"}
    )
    with serve(as_json([elsewhere, BESIDE])) as server:
        found = asked(opened(server.url), gazetteer)[UNKNOWN]
    assert found.place is not None
    assert found.place.country == "TJ"
    assert found.probability == 0.6
    assert "the only one of 2 places of this name there in a country of the report" in found.reason
    assert [c.place.country for c in found.candidates] == ["TJ", "AM"]


def test_a_country_that_the_user_expects_counts_like_one_of_the_report_and_is_not_sent(
    opened, gazetteer
):
    armenia = nominatim_result(UNKNOWN, 44.0, 40.1, osm_id=1, address={"country_code": "am"})
    article, before = resolved(f"Rain fell on {UNKNOWN}.", (UNKNOWN,), gazetteer)
    with serve(as_json([BESIDE, armenia])) as server:
        (found,) = place_online(
            article, before, opened(server.url), gazetteer=gazetteer, countries=("AM",)
        )
    assert found.place is not None
    assert found.place.country == "AM"
    assert found.probability == 0.6
    assert "countrycodes" not in server.seen[0].query


def test_several_equally_good_ones_are_less_sure(opened, gazetteer):
    other = nominatim_result(UNKNOWN, 68.2, 40.0, osm_id=2)
    with serve(as_json([BESIDE, other])) as server:
        found = asked(opened(server.url), gazetteer)[UNKNOWN]
    assert found.place is not None
    assert found.place.id == "online:nominatim:N107775"
    assert found.probability == 0.4


def test_a_place_and_its_boundary_are_one_place(opened, gazetteer):
    boundary = nominatim_result(UNKNOWN, 69.91, 37.96, osm_type="relation", osm_id=3)
    with serve(as_json([BESIDE, boundary])) as server:
        assert asked(opened(server.url), gazetteer)[UNKNOWN].probability == 0.8


def test_another_name_for_the_place_is_said_and_less_sure(opened, gazetteer):
    other = nominatim_result("Kharvoz", 69.9, 37.95)
    with serve(as_json([other])) as server:
        found = asked(opened(server.url), gazetteer)[UNKNOWN]
    assert found.probability == 0.3
    assert "it calls the place “Kharvoz”" in found.reason
    alias = other | {"namedetails": {"name": "Харвоз", "alt_name": UNKNOWN}}
    with serve(as_json([alias])) as server:
        assert asked(opened(server.url), gazetteer)[UNKNOWN].probability == 0.8


def test_a_result_far_from_all_else_is_a_candidate_and_no_pin(opened, gazetteer):
    brazil = nominatim_result(UNKNOWN, -47.0, -15.0, address={"country_code": "br"})
    with serve(as_json([brazil])) as server:
        found = asked(opened(server.url), gazetteer)[UNKNOWN]
    assert found.place is None
    assert found.probability == 0.0
    assert [c.place.country for c in found.candidates] == ["BR"]
    assert "far from every other place of the report" in found.reason
    with serve(as_json([brazil])) as server:  # alone, there is nothing to be far from
        found = asked(opened(server.url), gazetteer, f"Rain in {UNKNOWN}.", (UNKNOWN,))[UNKNOWN]
    assert found.place is not None


def test_an_empty_answer_is_said(opened, gazetteer):
    with serve(as_json([])) as server:
        found = asked(opened(server.url), gazetteer)[UNKNOWN]
    assert found.place is None
    assert found.reason.startswith("the gazetteer has no place called")
    assert found.reason.endswith(f"; {server.url.removeprefix('http://')} knows none either")


@pytest.mark.parametrize(
    ("lon", "lat"),
    [("181", "10"), ("-500", "10"), ("here", "10"), (None, None), ("1e400", "10"), ([1], [2])],
)
def test_coordinates_that_are_no_point_give_no_place(opened, gazetteer, lon, lat):
    with serve(as_json([nominatim_result(UNKNOWN, 1, 1) | {"lon": lon, "lat": lat}])) as server:
        found = asked(opened(server.url), gazetteer)[UNKNOWN]
    assert found.place is None


@pytest.mark.parametrize("pair", ["[NaN, 10]", "[Infinity, 10]", "[10, 91]", '["a"]', "5", "{}"])
def test_photon_coordinates_that_are_no_point_give_no_place(opened, gazetteer, pair):
    body = json.dumps(photon_feature(UNKNOWN, 1, 1)).replace("[1, 1]", pair)
    with serve(Reply(body=b'{"features": [' + body.encode() + b"]}")) as server:
        found = asked(opened(server.url, "photon"), gazetteer)[UNKNOWN]
    assert found.place is None


def test_hostile_names_stay_short_plain_text(opened, gazetteer):
    name = "<script>alert(1)</script>\u202e\x00\x1b[31m" + "k" * 5000 + "\ud800"
    results = [nominatim_result(name, 69.9, 37.95, address={"state": name, "country_code": name})]
    with serve(as_json(results)) as server:
        place = asked(opened(server.url), gazetteer)[UNKNOWN].place
    assert place is not None
    for words in (place.name, place.admin1):
        assert words.isprintable()
        assert len(words) <= 100
        words.encode("utf-8")
    assert place.country == ""


# ------------------------------------------------------------------ the cache
def test_a_second_run_sends_nothing_and_gives_the_same(opened, gazetteer, tmp_path):
    cache = tmp_path / "answers.sqlite"
    text = f"{TEXT} Zhurmandkala is calm."
    names = (*NAMES, "Zhurmandkala")
    with serve(lambda seen: as_json([BESIDE] if seen.query["q"] == UNKNOWN else [])) as server:
        first = asked(opened(server.url), gazetteer, text, names)
        assert server.names == [UNKNOWN, "Zhurmandkala"]
        kept = cache.read_bytes()
        second = asked(opened(server.url), gazetteer, text, names)
        assert len(server.seen) == 2  # the empty answer was kept as well
    third = asked(opened(server.url), gazetteer, text, names)  # the server has gone
    assert first == second == third
    assert cache.read_bytes() == kept
    assert first[UNKNOWN].place is not None


def test_ten_results_of_an_answer_are_kept(opened, gazetteer, tmp_path):
    rows = [geonames_row(f"{UNKNOWN}", 69.9, 37.95, geonameId=n) for n in range(1, 101)]
    with serve(as_json({"geonames": rows})) as server:
        found = asked(opened(server.url, "geonames", user="ana"), gazetteer)[UNKNOWN]
    with sqlite3.connect(tmp_path / "answers.sqlite") as connection:
        ((kept,),) = connection.execute("SELECT results FROM answer")
    connection.close()
    assert [row["geonameId"] for row in json.loads(kept)] == list(range(1, 11))
    assert len(found.candidates) == 8


def test_answers_of_another_server_or_service_are_not_taken(opened, gazetteer):
    with serve(as_json([BESIDE])) as server, serve(as_json([])) as other:
        asked(opened(server.url), gazetteer)
        asked(opened(server.url + "/"), gazetteer)  # the same address
        assert len(server.seen) == 1
        assert asked(opened(other.url), gazetteer)[UNKNOWN].place is None
        assert asked(opened(server.url + "/v2"), gazetteer)[UNKNOWN].place is not None
    assert [request.path for request in server.seen] == ["/search", "/v2/search"]
    assert len(other.seen) == 1


def test_failures_are_not_kept(opened, gazetteer):
    replies = iter([Reply(status=500), as_json([BESIDE])])
    with serve(lambda _: next(replies)) as server:
        assert asked(opened(server.url), gazetteer)[UNKNOWN].place is None
        assert asked(opened(server.url), gazetteer)[UNKNOWN].place is not None


def test_the_cache_is_its_owner_s_alone_and_holds_no_user_name(opened, gazetteer, tmp_path):
    with serve(as_json({"geonames": []})) as server:
        asked(opened(server.url, "geonames", user="secretname"), gazetteer)
    path = tmp_path / "answers.sqlite"
    assert path.stat().st_mode & 0o077 == 0
    assert b"secretname" not in path.read_bytes()
    assert UNKNOWN.encode() in path.read_bytes()


def test_the_cache_folder_follows_xdg(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "dateline" / "geocoder.sqlite"
    open_cache().close()
    assert default_path().is_file()
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert default_path() == tmp_path / "home" / ".cache" / "dateline" / "geocoder.sqlite"


def test_a_file_that_is_no_cache_is_refused_and_stays_as_it_was(tmp_path):
    text, database = tmp_path / "notes.txt", tmp_path / "other.sqlite"
    text.write_text("my notes, no database at all\n" * 9, "utf-8")
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for path in (text, database, tmp_path, tmp_path / "none" / "x.sqlite"):
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(InputError) as caught:
            open_cache(path)
        assert "--geocoder-cache" in caught.value.hint
        assert (path.read_bytes() if path.is_file() else None) == before


def test_rows_spoilt_by_hand_are_asked_again(opened, gazetteer, tmp_path):
    with serve(as_json([BESIDE])) as server:
        asked(opened(server.url), gazetteer)
        for spoilt in ("{", "{}", "[1]", "null"):
            with sqlite3.connect(tmp_path / "answers.sqlite") as connection:
                connection.execute("UPDATE answer SET results = ?", (spoilt,))
            connection.close()
            assert asked(opened(server.url), gazetteer)[UNKNOWN].place is not None
    assert len(server.seen) == 5


# ------------------------------------------------------------------ failures
LOOP = Reply(status=302, headers={"Location": "/search"})
FAILURES = [
    (Reply(status=429, headers={"Retry-After": "30"}), "HTTP 429", "wait 30 s, or raise"),
    (Reply(status=429), "HTTP 429", "--geocoder-delay"),
    (Reply(status=403), "HTTP 403", "terms of use"),
    (Reply(status=404), "HTTP 404", "--geocoder-url"),
    (Reply(status=500), "HTTP 500", "try again later"),
    (Reply(status=503), "HTTP 503", "try again later"),
    (Reply(body=b"\x00\xff garbage"), "an answer that is not text", ""),
    (Reply(body=b"garbage"), "something that is not JSON in place of an answer", "--geocoder-url"),
    (Reply(body=b""), "something that is not JSON in place of an answer", "--geocoder-url"),
    (Reply(body=b'[{"lat": "1", "lo'), "something that is not JSON", ""),
    (Reply(body=b"[" * 100_000), "something that is not JSON", ""),
    (Reply(body=b"[NaN]"), "something that is not JSON", ""),
    (
        Reply(body=b"<!DOCTYPE html><p>Welcome", kind="text/html"),
        "a web page in place of an answer",
        "--geocoder-url",
    ),
    (Reply(body=b"[]", kind="application/json; charset=no-such"), "an answer that is not text", ""),
    (Reply(body=b"[]" + b" " * 2_000_001), "an answer of more than 2,000,000 bytes", ""),
    (Reply(body=b"{}"), "not an answer of this service", "--geocoder-url"),
    (Reply(body=b"null"), "not an answer of this service", "--geocoder-url"),
    (Reply(body=b'["a", 5]'), "not an answer of this service", ""),
    (Reply(body=b'{"error": "<b>bad</b>"}'), "not an answer of this service", ""),
    (as_json([{"lat": "91", "lon": "0", "display_name": "x"}]), "not an answer of this", ""),
    (LOOP, "HTTP 302", "in a circle"),
    (
        Reply(status=302, headers={"Location": "http://localhost/elsewhere"}),
        "it redirects to http://localhost, which was not asked for",
        "--geocoder-url",
    ),
    (
        Reply(status=302, headers={"Location": "file:///etc/hostname"}),
        "HTTP 302",
        "to no page",
    ),
    (Reply(hold=True), "no answer within 0.3 s", "try again later"),
    (Reply(drip=True, missing_bytes=9999), "no answer within 0.3 s", "try again later"),
]


@pytest.mark.parametrize(("reply", "reason", "advice"), FAILURES)
def test_a_failure_leaves_the_name_unplaced_with_the_reason(
    opened, gazetteer, reply, reason, advice
):
    heard: list[str] = []
    with serve(reply) as server:
        service = opened(server.url, timeout_s=0.3, warn=heard.append)
        found = asked(service, gazetteer)
    unplaced = found[UNKNOWN]
    assert unplaced.place is None
    assert unplaced.reason.startswith(f"the gazetteer has no place called “{UNKNOWN}”; ")
    assert f"nominatim did not answer ({reason}" in unplaced.reason
    assert found["Kulob"].place is not None  # the report lives on
    (warning,) = heard
    assert warning.startswith(f"nominatim did not answer ({reason}")
    assert advice in warning
    assert UNKNOWN not in warning
    assert warning.isprintable()


def test_a_truncated_answer_and_a_closed_port_fail_too(opened, gazetteer):
    half = Reply(body=json.dumps([BESIDE]).encode()[:-20], missing_bytes=20)
    with serve(half) as server:
        reason = asked(opened(server.url), gazetteer)[UNKNOWN].reason
    assert "nominatim did not answer (something that is not JSON" in reason
    service = opened(f"http://127.0.0.1:{closed_port()}")
    assert "(connection refused)" in asked(service, gazetteer)[UNKNOWN].reason


def test_a_redirect_on_the_same_host_is_followed(opened, gazetteer):
    def respond(seen: Any) -> Reply:
        if seen.path == "/search":
            return Reply(status=301, headers={"Location": f"/new?q={seen.query['q']}"})
        return as_json([BESIDE])

    with serve(respond) as server:
        assert asked(opened(server.url), gazetteer)[UNKNOWN].place is not None
    assert [request.path for request in server.seen] == ["/search", "/new"]


@pytest.mark.parametrize(
    ("target", "followed"),
    [
        ("https://geo.example.org/new", True),
        ("http://geo.example.org/new", False),  # the name would travel in clear
        ("https://example.org/new", False),
    ],
)
def test_a_redirect_keeps_host_and_encryption(target, followed):
    from urllib.request import Request

    from dateline.geo.online.http import ServiceError, _SameHost

    request = Request("https://geo.example.org/search?q=x")
    arguments = (request, io.BytesIO(), 302, "Found", HTTPMessage(), target)
    if followed:
        assert _SameHost().redirect_request(*arguments).full_url == target
    else:
        with pytest.raises(ServiceError, match="redirects to"):
            _SameHost().redirect_request(*arguments)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ({"value": 10, "message": "user does not exist."}, "it does not accept the user name"),
        ({"value": 18, "message": "daily limit exceeded"}, "the user's quota is used up"),
        ({"value": 14, "message": "odd"}, "not an answer of this service"),
    ],
)
def test_geonames_refuses_in_its_own_way(opened, gazetteer, status, reason):
    with serve(as_json({"status": status})) as server:
        found = asked(opened(server.url, "geonames", user="ana"), gazetteer)[UNKNOWN]
    assert f"geonames did not answer ({reason})" in found.reason


def test_a_service_that_fails_three_times_in_a_row_is_left_alone(opened, gazetteer):
    heard: list[str] = []
    names = tuple(f"Zzyzkhar{letter}" for letter in "abcdefg")
    with serve(Reply(status=503)) as server:
        service = opened(server.url, warn=heard.append)
        found = asked(service, gazetteer, " and ".join(names), names)
        again = asked(service, gazetteer)  # the next report of the same run
    assert server.names == list(names[:3])
    assert found[names[3]].reason.endswith("nominatim was not asked (it failed 3 times in a row)")
    assert again[UNKNOWN].place is None
    assert len(heard) == 4
    assert heard[-1] == "nominatim failed 3 times in a row and is not asked again"


def test_an_answer_between_failures_starts_the_count_anew(opened, gazetteer):
    names = tuple(f"Zzyzkhar{letter}" for letter in "abcdefg")
    replies = iter([Reply(status=500), Reply(status=500), as_json([])] * 3)
    with serve(lambda _: next(replies)) as server:
        asked(opened(server.url), gazetteer, " and ".join(names), names)
    assert server.names == list(names)


def test_a_cache_that_cannot_be_written_is_said_once(opened, gazetteer, tmp_path, monkeypatch):
    heard: list[str] = []
    with serve(as_json([BESIDE])) as server:
        service = opened(server.url, warn=heard.append)
        service.cache._db.execute("PRAGMA query_only = 1")
        names = (UNKNOWN, "Zhurmandkala")
        found = asked(service, gazetteer, " and ".join(names), names)
    assert found[UNKNOWN].place is not None
    assert len(heard) == 1
    assert "cannot write" in heard[0]


# ------------------------------------------------------------------ options
@pytest.mark.parametrize(
    "url",
    [
        "geo.example.org", "ftp://geo.example.org", "file:///etc/passwd", "http://", "https:///x",
        "http://[::1", "http://a b/", "http://geo.example.org:port", "http://geo.example.org:99999",
        "http://ana:word@geo.example.org", "http://geo.example.org/?key=1", "http://geo.example.org#x",
        "http://gëo.example.org", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url, tmp_path):
    with pytest.raises(InputError) as caught:
        open_service("nominatim", url=url, cache=tmp_path / "x.sqlite")
    assert "--geocoder-url" in str(caught.value)
    assert "ana" not in str(caught.value)
    assert caught.value.hint
    assert not (tmp_path / "x.sqlite").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"name": "google"}, "no such geocoder"),
        ({"name": "geonames"}, "user name"),
        ({"name": "photon", "user": "ana"}, "takes no user name"),
        ({"name": "photon", "delay_s": -1}, "--geocoder-delay"),
        ({"name": "photon", "delay_s": float("nan")}, "--geocoder-delay"),
        ({"name": "photon", "delay_s": float("inf")}, "--geocoder-delay"),
        ({"name": "nominatim", "delay_s": 0.5}, "one request a second"),
        ({"name": "photon", "timeout_s": 0}, "time-out"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(options, words, tmp_path):
    with pytest.raises(InputError, match=words):
        open_service(**options, cache=tmp_path / "x.sqlite")


def test_the_public_servers_are_asked_by_https(tmp_path):
    for name, user in (("nominatim", None), ("photon", None), ("geonames", "a"), ("arcgis", None)):
        service = open_service(name, user=user, cache=tmp_path / "x.sqlite")
        service.cache.close()
        assert service.url.startswith("https://")
        assert service.delay_s == 1.0


def test_the_user_name_is_in_no_representation(tmp_path):
    service = open_service("geonames", user="secretname", cache=tmp_path / "x.sqlite")
    service.cache.close()
    assert "secretname" not in repr(service)


def test_a_server_of_one_s_own_may_live_under_a_path(opened, gazetteer):
    with serve(as_json([BESIDE])) as server:
        asked(opened(f"{server.url}/nominatim/"), gazetteer)
    assert isinstance(server, Loopback)
    assert server.seen[0].path == "/nominatim/search"
