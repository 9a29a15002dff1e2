"""``dateline gazetteer``, users' own places, and what is known of a report beforehand."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from cli_runner import run

from dateline.cli import cli
from dateline.geo.gazetteer.gazetteer import Gazetteer

ROOT = Path(__file__).parents[2]
TEXT = "Shells fell on Marib on Monday, the governor of the province said.\n"
OWN = "name,lat,lon,aliases,country,kind\nMarib,15.4,45.3,,YE,town\nPost Nine,15.1,45.1,Пост Девять,,post\n"
REPORTS = ("map", "places", "claims", "layers")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture
def spans(tmp_path: Path) -> Path:
    """A document whose spans are given, so that nothing is recognised."""
    path = tmp_path / "in.jsonl"
    text = "Shells fell on Post Nine on Monday."
    at = text.index("Post Nine")
    path.write_text(json.dumps({"doc": 1, "text": text, "spans": [[at, at + 9]]}) + "\n", "utf-8")
    return path


# ------------------------------------------------------------------ find
def test_find_shows_what_where_and_from_which_source(capfdbinary):
    code, out, err = run(capfdbinary, "gazetteer", "find", "Kulob")
    head, second, *rows = out.splitlines()
    assert (code, err) == (0, "")
    assert head.split() == ["name", "kind", "people", "name", "is"]
    assert second.split() == ["where", "id,", "source", "lat", "lon"]
    assert rows[0].split() == ["Kulob", "PPLA2", "district", "seat", "214,700", "name"]
    assert rows[1].split() == [
        "Khatlon,",
        "Tajikistan",
        "gn:1221194,",
        "GeoNames",
        "37.915",
        "69.785",
    ]


@pytest.mark.parametrize(
    "name", ["Tripoli", "Bagram", "Springfield", "Душанбе", "Euphrates", "Santiago"]
)
def test_the_table_fits_eighty_columns(capfdbinary, name):
    code, out, _ = run(capfdbinary, "gazetteer", "find", name, "--limit", 30)
    assert code == 0
    assert all(len(line) <= 80 for line in out.splitlines())


def test_words_of_a_name_need_no_quotes_and_an_id_is_found(capfdbinary):
    _, loose, _ = run(capfdbinary, "gazetteer", "find", "New", "York")
    _, quoted, _ = run(capfdbinary, "gazetteer", "find", "New York")
    _, one, _ = run(capfdbinary, "gazetteer", "find", "gn:5128581")
    assert loose == quoted
    assert "New York City" in one
    assert len(one.splitlines()) == 4


def test_what_is_not_shown_is_counted(capfdbinary):
    _, out, _ = run(capfdbinary, "gazetteer", "find", "Springfield", "--limit", 2)
    shown, more = out.splitlines()[2:-1], out.splitlines()[-1]
    assert len([line for line in shown if line]) == 4
    total = int(more.rsplit("--limit ", 1)[1].split()[0])
    assert more.startswith(f"{total - 2} more")
    _, out, _ = run(capfdbinary, "gazetteer", "find", "Springfield", "--limit", total)
    assert "more" not in out


def test_find_as_json_is_a_place_a_line(capfdbinary):
    code, out, _ = run(
        capfdbinary, "gazetteer", "find", "Tripoli", "--json", "--country", "Lebanon,LY"
    )
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {record["country"] for record in records} == {"LB", "LY"}
    assert list(records[0]) == [
        "place_id", "name", "lat", "lon", "country", "admin1", "feature_code", "population",
        "source", "name_is",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words", "hint"),
    [
        (["Kabull"], "no place called 'Kabull' is known", "written nearly so: Kabul"),
        (["Qqqqqqqq"], "no place called 'Qqqqqqqq' is known", "--gazetteer"),
        (["Kulob", "--country", "GH"], "no 'Kulob' is known in GH", "it is known in TJ"),
        (["Kulob", "--country", "GH", "--json"], "no 'Kulob' is known in GH", "it is known in TJ"),
    ],
)
def test_a_name_that_is_not_found_is_code_1_with_a_hint(capfdbinary, arguments, words, hint):
    code, out, err = run(capfdbinary, "gazetteer", "find", *arguments)
    first, second = err.splitlines()
    assert (code, out) == (1, "")
    assert first == f"error: {words}"
    assert second.startswith("hint: ")
    assert hint in second


def test_own_places_are_found_first(capfdbinary, own):
    code, out, _ = run(capfdbinary, "gazetteer", "find", "Marib", "--gazetteer", own, "--json")
    first, *others = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert (first["place_id"], first["source"], first["lat"]) == ("user:marib", "own.csv", 15.4)
    assert others
    _, out, _ = run(capfdbinary, "gazetteer", "find", "ПОСТ ДЕВЯТЬ", "--gazetteer", own)
    assert "PSTB border post" in out
    assert "alternate" in out


# ------------------------------------------------------------------ reverse
@pytest.mark.parametrize(
    "point", [["-33.9", "151.2"], ["-33.9,151.2"], ["-33.9,", "151.2"], ["--", "-33.9", "151.2"]]
)
def test_negative_numbers_are_written_as_they_are(capfdbinary, point):
    code, out, err = run(capfdbinary, "gazetteer", "reverse", *point)
    assert (code, err) == (0, "")
    assert "Australia (AU)" in out
    assert "New South Wales (admin1:AU-NSW)" in out


def test_a_disputed_point_is_said_to_be(capfdbinary):
    _, out, _ = run(capfdbinary, "gazetteer", "reverse", 44.95, 34.1)
    assert "Ukraine (UA)" in out
    assert "disputed  crimea: Annexed by Russia in 2014" in out
    assert "Simferopol" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_a_point_at_sea_has_no_country_but_a_nearest_place(capfdbinary):
    _, out, _ = run(capfdbinary, "gazetteer", "reverse", "-30", "-100", "--json")
    record = json.loads(out)
    assert (record["country"], record["admin1"], record["disputed"]) == (None, None, None)
    assert record["distance_km"] > 500
    assert record["place"]["name"]
    _, out, _ = run(capfdbinary, "gazetteer", "reverse", "-30", "-100")
    assert "country   none" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "no point given"),
        (["1"], "1 coordinates given"),
        (["1", "2", "3"], "3 coordinates given"),
        (["x", "2"], "not a coordinate: 'x'"),
        (["151.2", "-33.9"], "latitude is 151.2"),
        (["1", "181"], "longitude is 181"),
        (["nan", "1"], "latitude is nan"),
        (["1", "2", "--jsonl", "-"], "both a point and --jsonl"),
        (["--bogus", "1", "2"], "not a coordinate: '--bogus'"),
        (["--jsonl", "nothing.jsonl"], "cannot read nothing.jsonl"),
    ],
)
def test_what_is_no_point_is_code_2(capfdbinary, arguments, words):
    code, out, err = run(capfdbinary, "gazetteer", "reverse", *arguments)
    assert (code, out) == (2, "")
    assert words in err.splitlines()[0]
    assert err.splitlines()[1].startswith("hint: ")


def test_lines_of_points_give_a_record_each_in_order(capfdbinary, monkeypatch):
    lines = [
        b'{"lat": 37.49, "lon": 71.55, "doc": "a"}',
        b"nonsense",
        b"",
        b"[1, 2]",
        b'{"lat": "1", "lon": 2, "doc": "d"}',
        b'{"lat": true, "lon": 2}',
        b'{"lat": 95, "lon": 2}',
        b'{"lon": 2}',
        b'{"lat": NaN, "lon": 2}',
        b'{"lat": -16.8, "lon": -179.98, "doc": 9}',
    ]
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines))))
    code, out, err = run(capfdbinary, "gazetteer", "reverse", "--jsonl", "-")
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [record.get("line") for record in records] == [None, 2, 4, 5, 6, 7, 8, 9, None]
    assert [record.get("doc") for record in records] == ["a", None, None, "d", *[None] * 4, 9]
    assert (records[0]["admin1"], records[0]["country_name"]) == ("Gorno-Badakhshan", "Tajikistan")
    assert records[-1]["country"] == "FJ"
    assert all(record["error"].startswith(f"line {record['line']}: ") for record in records[1:-1])
    assert err.startswith("error: 7 line(s) failed")


def test_own_places_are_nearest(capfdbinary, own):
    _, out, _ = run(capfdbinary, "gazetteer", "reverse", 15.1, 45.1, "--gazetteer", own)
    assert "Post Nine" in out
    assert "0.0 km" in out


# ------------------------------------------------------------------ the reports' commands
def test_a_report_s_places_are_looked_up_in_the_user_s_table_too(capfdbinary, own, spans):
    (plain,) = json.loads(run(capfdbinary, "places", "--jsonl", spans)[1])["toponyms"]
    code, out, _ = run(capfdbinary, "places", "--jsonl", spans, "--gazetteer", own)
    (toponym,) = json.loads(out)["toponyms"]
    assert code == 0
    assert plain["lat"] is None
    assert (toponym["name"], toponym["lat"], toponym["lon"]) == ("Post Nine", 15.1, 45.1)
    assert (toponym["country"], toponym["feature_code"]) == ("YE", "PSTB")


@pytest.mark.parametrize("command", REPORTS)
@pytest.mark.parametrize(
    ("options", "words", "hint"),
    [
        (["--country", "ZZ"], "no such country: 'ZZ'", "ISO 3166-1"),
        (["--country", "YE,Congo"], "'Congo' may mean several countries", "CD"),
        (["--home", "Springfield"], "'Springfield' may mean several places", "Missouri"),
        (["--home", "95,1"], "latitude 95", "latitude,longitude"),
        (["--gazetteer", "none.csv"], "cannot read none.csv", ".geojson"),
        (["--gazetteer", "FAULTY"], "faulty.csv, line 2: lat is 'x'", "decimal degrees"),
    ],
)
def test_what_cannot_be_known_is_refused_before_anything_is_written(
    capfdbinary, tmp_path, command, options, words, hint
):
    report, target = tmp_path / "report.txt", tmp_path / "map.html"
    report.write_text(TEXT, encoding="utf-8")
    faulty = tmp_path / "faulty.csv"
    faulty.write_text("name,lat,lon\nPost,x,1\n", encoding="utf-8")
    given = [str(faulty) if word == "FAULTY" else word for word in options]
    more = ["-o", target] if command == "map" else []
    code, out, err = run(capfdbinary, command, report, *more, *given)
    first, second = err.splitlines()
    assert (code, out) == (2, "")
    assert words in first
    assert hint in second
    assert not target.exists()


def test_options_and_a_document_s_own_keys_reach_the_resolver(capfdbinary, monkeypatch, tmp_path):
    seen = []

    def watched(*_: object, **hints: object) -> tuple[()]:
        home = hints.get("home")
        seen.append((hints.get("countries"), home and home.name))
        assert isinstance(hints["gazetteer"], Gazetteer)
        return ()

    monkeypatch.setattr("dateline.pipeline.locate", watched)
    lines = [
        {"doc": 1, "text": "x"},
        {"doc": 2, "text": "x", "country": "Kenya", "home": "Nairobi"},
        {"doc": 3, "text": "x", "country": ["KE", "Ghana,TG"], "home": None},
        {"doc": 4, "text": "x", "country": "Atlantis"},
        {"doc": 5, "text": "x", "home": "Springfield"},
        {"doc": 6, "text": "x", "country": 7},
        {"doc": 7, "text": "x", "home": ["Nairobi"]},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    options = ("--country", "af", "--country", "Tajikistan", "--home", "Austin, TX")
    code, out, _ = run(capfdbinary, "places", "--jsonl", path, *options)
    errors = [json.loads(line).get("error", "") for line in out.splitlines()]
    assert code == 1
    assert seen == [
        (("AF", "TJ"), "Austin"), (("KE",), "Nairobi"), (("KE", "GH", "TG"), "Austin"),
    ]  # fmt: skip
    assert errors[:3] == [""] * 3
    assert "no such country: 'Atlantis'" in errors[3]
    assert "may mean several places" in errors[4]
    assert errors[5].startswith('line 6: "country" must be')
    assert errors[6].startswith('line 7: "home" must be')


# ------------------------------------------------------------------ help and manual
@pytest.mark.parametrize("command", [[], ["find"], ["reverse"]])
def test_the_help_is_clean_text_of_eighty_columns_with_examples(capfdbinary, command):
    code, out, _ = run(capfdbinary, "gazetteer", *command, "--help")
    assert code == 0
    assert "Examples:" in out
    assert not set("\\`\b\x1b") & set(out)
    assert max(len(line) for line in out.splitlines()) <= 80


def test_every_option_has_help_and_stands_in_the_manual():
    manual = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for name, command in cli.commands["gazetteer"].commands.items():
        assert f"dateline gazetteer {name}" in manual
        for option in command.params:
            if option.param_type_name == "option":
                assert option.help
                assert option.opts[0] in manual
