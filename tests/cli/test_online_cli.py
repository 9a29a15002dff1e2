"""``--geocoder`` on the command line: what leaves the machine, what reaches page and terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from cli_runner import run
from loopback_servers import Reply, as_json, closed_port, nominatim_result, serve

from dateline.geo.online import service as online_service
from dateline.online_options import SERVICES

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = "Kharvozabad"
TEXT = (
    f"Shells fell on the village of {UNKNOWN} on Monday, the governor of Khatlon said.\n\n"
    "Tajikistan sent troops from Kulob to Dushanbe.\n"
)
SECRET = "governor"  # a word of the report that is no name
FOUND = as_json([nominatim_result(UNKNOWN, 69.9, 37.95)])
CREDIT = "Nominatim (© OpenStreetMap contributors, ODbL)"


@pytest.fixture(autouse=True)
def _cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def spans(tmp_path: Path) -> Path:
    """A document whose unknown name is given, so that nothing needs to recognise it."""
    start = TEXT.index(UNKNOWN)
    doc = {"doc": "a", "text": TEXT, "spans": [[start, start + len(UNKNOWN)]]}
    path = tmp_path / "in.jsonl"
    path.write_text((json.dumps(doc) + "\n") * 2, encoding="utf-8")
    return path


def test_without_the_option_nothing_is_asked_and_no_cache_is_made(capfdbinary, report, tmp_path):
    code, _, err = run(capfdbinary, "places", report)
    assert (code, err) == (0, "")
    assert not (tmp_path / "cache").exists()


def test_help_offers_just_the_services_that_there_are():
    assert SERVICES == online_service.SERVICES


def test_given_spans_are_asked_and_answered_once(capfdbinary, spans, tmp_path):
    with serve(FOUND) as server:
        options = ("--geocoder", "nominatim", "--geocoder-url", server.url)
        code, out, err = run(capfdbinary, "places", "--jsonl", spans, *options)
    first, second = (json.loads(line) for line in out.splitlines())
    assert (code, err) == (0, "")
    assert first == second
    (toponym,) = first["toponyms"]
    assert (toponym["lon"], toponym["lat"], toponym["country"]) == (69.9, 37.95, "TJ")
    assert server.names == [UNKNOWN]
    assert (tmp_path / "cache" / "dateline" / "geocoder.sqlite").is_file()


def test_the_page_shows_place_reason_and_whose_data_it_is(capfdbinary, report, tmp_path):
    with serve(FOUND) as server:
        options = ("--geocoder", "nominatim", "--geocoder-url", server.url)
        pages = []
        for number in range(2):
            target = tmp_path / f"map{number}.html"
            code, _, err = run(capfdbinary, "map", report, "-o", target, *options)
            assert (code, err) == (0, "")
            pages.append(target.read_bytes())
        assert len(server.seen) == 1  # the second page is from the cache, byte for byte
    assert pages[0] == pages[1]
    page = pages[0].decode("utf-8")
    assert "online:nominatim:N107775" in page
    assert f"placed by {server.url.removeprefix('http://')} on 2026-11-24" in page
    assert f"Places that the gazetteer lacks: {CREDIT}" in page
    assert f"GeoNames · {CREDIT} · " in page
    sent = json.dumps([[seen.path, seen.query, seen.headers] for seen in server.seen])
    assert UNKNOWN in sent
    assert SECRET not in sent
    assert "Kulob" not in sent


def test_a_hostile_answer_stays_words_on_the_page(capfdbinary, report, tmp_path):
    name = "</script><img src=x onerror=alert(1)>"
    hostile = nominatim_result(name, 69.9, 37.95, namedetails={"n": UNKNOWN})
    target = tmp_path / "map.html"
    with serve(as_json([hostile])) as server:
        options = ("--geocoder", "nominatim", "--geocoder-url", server.url)
        code, _, _ = run(capfdbinary, "map", report, "-o", target, *options)
    page = target.read_text("utf-8")
    assert code == 0
    assert "<img src=x" not in page
    assert "onerror=alert(1)" in page  # as words


def test_a_page_without_online_places_does_not_name_the_service(capfdbinary, report, tmp_path):
    target = tmp_path / "map.html"
    with serve(as_json([])) as server:
        options = ("--geocoder", "nominatim", "--geocoder-url", server.url)
        run(capfdbinary, "map", report, "-o", target, *options)
    assert "Nominatim (" not in target.read_text("utf-8")


def test_claims_and_layers_take_the_option_too(capfdbinary, report):
    with serve(FOUND) as server:
        options = ("--geocoder", "nominatim", "--geocoder-url", server.url)
        code, out, _ = run(capfdbinary, "claims", report, "--json", *options)
        assert code == 0
        assert "online:nominatim:N107775" in out
        code, out, _ = run(capfdbinary, "layers", report, "--json", *options)
    assert code == 0
    rows = [f["properties"] for f in json.loads(out)["features"]]
    mine = next(row for row in rows if row["place_id"] == "online:nominatim:N107775")
    assert mine["source"] == CREDIT


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(status=429), "nominatim did not answer (HTTP 429)"),
        (Reply(status=500), "nominatim did not answer (HTTP 500)"),
        (
            Reply(body=b"<html>hello", kind="text/html"),
            "nominatim did not answer (a web page in place of an answer)",
        ),
    ],
)
def test_a_failure_is_a_warning_and_the_report_lives_on(capfdbinary, report, reply, words):
    with serve(reply) as server:
        options = ("--geocoder", "nominatim", "--geocoder-url", server.url)
        code, out, err = run(capfdbinary, "places", report, "--json", *options)
    (line,) = err.splitlines()
    assert code == 0
    assert line.startswith(f"warning: {words}; ")
    toponyms = {t["surface"]: t for t in json.loads(out)["toponyms"]}
    assert words in toponyms[UNKNOWN]["reason"]
    assert toponyms["Kulob"]["place_id"]


def test_a_server_that_is_not_there_is_a_warning_too(capfdbinary, spans):
    url = f"http://127.0.0.1:{closed_port()}"
    options = ("--geocoder", "photon", "--geocoder-url", url, "--geocoder-delay", 0)
    code, out, err = run(capfdbinary, "places", "--jsonl", spans, *options)
    assert code == 0
    assert [json.loads(line)["toponyms"][0]["lat"] for line in out.splitlines()] == [None, None]
    assert err.count("warning: photon did not answer (connection refused)") == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--geocoder", "google"], "'google' is not one of"),
        (["--geocoder", "nominatim", "--geocoder-url", "geo.example.org"], "must begin with http"),
        (["--geocoder", "nominatim", "--geocoder-url", "ftp://geo.example.org"], "--geocoder-url"),
        (["--geocoder", "nominatim", "--geocoder-delay", "0"], "one request a second"),
        (["--geocoder", "photon", "--geocoder-delay", "-1"], "--geocoder-delay"),
        (["--geocoder", "photon", "--geocoder-delay", "soon"], "not a valid float"),
        (["--geocoder", "geonames"], "GeoNames asks for a user name"),
        (["--geocoder", "photon", "--geocoder-user", "ana"], "takes no user name"),
        (["--geocoder", "photon", "--geocoder-cache", "/nowhere/x"], "cannot open the cache"),
        (["--geocoder-url", "http://127.0.0.1:1"], "--geocoder-url without --geocoder"),
        (["--geocoder-user", "ana"], "--geocoder-user without --geocoder"),
        (["--geocoder-cache", "x"], "--geocoder-cache without --geocoder"),
        (["--geocoder-delay", "2"], "--geocoder-delay without --geocoder"),
    ],
)
def test_wrong_options_are_one_line_a_hint_and_code_2(capfdbinary, report, options, words):
    target = report.parent / "map.html"
    code, out, err = run(capfdbinary, "map", report, "-o", target, *options)
    lines = err.splitlines()
    assert (code, out) == (2, "")
    assert words in lines[0]
    assert [line.split(":")[0] for line in lines] == ["error", "hint"]
    assert not target.exists()


def test_a_file_that_is_no_cache_is_refused(capfdbinary, report):
    options = ("--geocoder", "photon", "--geocoder-cache", report)
    code, _, err = run(capfdbinary, "places", report, *options)
    assert code == 2
    assert "not a cache of geocoder answers" in err
    assert report.read_text("utf-8") == TEXT


@pytest.mark.slow
def test_other_processes_and_worlds_give_the_same_page_from_one_cache(report, tmp_path):
    pages = []
    with serve(FOUND) as server:
        for seed, zone in (("1", "UTC"), ("4242", "Asia/Kathmandu")):
            target = tmp_path / f"{seed}.html"
            done = subprocess.run(
                [sys.executable, "-m", "dateline", "map", str(report), "-o", str(target),
                 "--geocoder", "nominatim", "--geocoder-url", server.url],
                env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
                capture_output=True, check=False, timeout=120,
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            assert done.stderr == b""
            pages.append(target.read_bytes())
    assert pages[0] == pages[1]
    assert len(server.seen) == 1
