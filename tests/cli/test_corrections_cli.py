"""Corrections at the command line: applied, told of, and made by answering questions."""

from __future__ import annotations

import io
import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from cli_runner import run

from dateline.correct_session import NoAnswerError, read_point

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Rebels attacked the garrison in Agadez on Friday, Colonel Idrissa Abdou said. "
    "Moscow will send two helicopters to Niger, he added.\n\n"
    "Trucks moved from Arlit to Zurbatan on Monday. Shells hit a depot in Agadez.\n"
)
GIVEN = """version = 1

[[place]]
words = "Zurbatan"
lat = 18.0
lon = 9.5

[[place]]
words = "Nowhere"
none = true

[[claim]]
quote = "Shells hit a depot in Agadez"
status = "rejected"
"""
WARNING = (
    "warning: 1 correction found no place in the report:\n"
    "warning: {}, line 8, [[place]] 2: “Nowhere”: these words are not in the report\n"
    "hint: "
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "given.toml"
    path.write_text(GIVEN, encoding="utf-8")
    return path


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


# ------------------------------------------------------------------ --corrections
def test_every_command_tells_of_corrections_without_a_place(
    capfdbinary: Any, report: Path, given: Path, tmp_path: Path
) -> None:
    for command in (
        ("map", report, "-o", tmp_path / "map.html"),
        ("places", report),
        ("claims", report),
        ("claims", report, "--json"),
        ("layers", report),
    ):
        code, _, err = run(capfdbinary, *command, "--corrections", given)
        assert code == 0
        assert err.startswith(WARNING.format(given)), command
        assert len(err.splitlines()) == 3


def test_json_says_what_became_of_corrections(
    capfdbinary: Any, report: Path, given: Path, tmp_path: Path
) -> None:
    orphan = {
        "kind": "place", "words": "Nowhere", "reason": "these words are not in the report",
        "where": f"{given}, line 8, [[place]] 2",
    }  # fmt: skip
    applied = {"entries": 3, "orphans": [orphan], "of_other_reports": 0}
    page = tmp_path / "map.html"
    _, out, _ = run(capfdbinary, "map", report, "-o", page, "--json", "--corrections", given)
    assert records(out)[0]["corrections"] == applied
    _, out, _ = run(capfdbinary, "claims", report, "--json", "--corrections", given)
    assert records(out)[-1] == {"record": "corrections", **applied}
    (rejected,) = [r for r in records(out) if r.get("status") == "rejected"]
    assert rejected["content"]["text"] == "Shells hit a depot in Agadez"
    _, out, _ = run(capfdbinary, "places", report, "--json", "--corrections", given)
    (found,) = records(out)
    assert found["orphans"] == [orphan]
    (spot,) = [t for t in found["toponyms"] if t["surface"] == "Zurbatan"]
    assert (spot["lat"], spot["lon"], spot["place_id"]) == (18.0, 9.5, "point:18.0,9.5")
    assert spot["corrected"]["place_id"] is None
    _, out, _ = run(capfdbinary, "places", report, "--json")
    assert {t["corrected"] for t in records(out)[0]["toponyms"]} == {None}


def test_claims_show_what_was_set(capfdbinary: Any, report: Path, given: Path) -> None:
    given.write_text(
        GIVEN + '\n[[claim]]\nquote = "Trucks moved"\ntype = "deployment"\nadd = true\n'
    )
    _, out, _ = run(capfdbinary, "claims", report, "--corrections", given)
    assert "[assert, actual] (rejected by the analyst)" in out
    assert "set by the analyst: added (was nothing), type (was" in out


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("claims", "R", "--corrections", "none.toml"), "cannot read none.toml"),
        (("places", "--jsonl", "R", "--corrections", "C"), "--corrections is about one report"),
        (
            ("claims", "--from", "C", "--report", "R", "--corrections", "C"),
            "both --corrections and",
        ),
        (("correct", "R"), "no file to write the answers to"),
        (("correct", "-", "-o", "c.toml"), "cannot both come from standard input"),
        (("correct", "R", "-o", "C"), "exists already"),
        (("correct", "R", "-o", "no/such/c.toml"), "no such folder"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    capfdbinary: Any, report: Path, given: Path, arguments: tuple[str, ...], what: str
) -> None:
    names = {"R": str(report), "C": str(given)}
    before = sorted(report.parent.iterdir())
    code, out, err = run(capfdbinary, *(names.get(a, a) for a in arguments))
    assert (code, out) == (2, "")
    assert what in err
    assert len(err.splitlines()) == 2
    assert sorted(report.parent.iterdir()) == before


def test_a_fault_of_the_file_is_one_line_and_nothing_is_written(
    capfdbinary: Any, report: Path, given: Path, tmp_path: Path
) -> None:
    given.write_text(GIVEN.replace("lat = 18.0", "lat = 180.0"))
    page = tmp_path / "map.html"
    code, out, err = run(capfdbinary, "map", report, "-o", page, "--corrections", given)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {given}, line 5, [[place]] 1: `lat`: 180.0 is above 90\nhint: ")
    assert not page.exists()


# ------------------------------------------------------------------ dateline correct
def test_the_list_begins_with_what_matters_most(capfdbinary: Any, report: Path) -> None:
    code, out, _ = run(capfdbinary, "correct", report, "--list", "--date", "2031-05-05")
    assert code == 0
    assert out.splitlines()[1].split()[:3] == ["1.00", "place", "Zurbatan"]
    _, out, _ = run(capfdbinary, "correct", report, "--json", "--date", "2031-05-05")
    first = records(out)[0]
    assert (first["record"], first["kind"], first["worth"]) == ("doubt", "place", 1.0)
    assert TEXT[first["spans"][0]["start"] : first["spans"][0]["end"]] == "Zurbatan"


def test_answers_through_a_pipe_become_corrections_that_the_map_takes(
    capfdbinary: Any, monkeypatch: pytest.MonkeyPatch, report: Path, tmp_path: Path
) -> None:
    target = tmp_path / "c.toml"
    answer(monkeypatch, "?", "18.5 N, 9.25 E # from the map", "= N. Driver", "s", "q")
    code, out, err = run(
        capfdbinary, "correct", report, "-o", target, "--date", "2031-05-05"
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert "from Arlit to [[Zurbatan]] on Monday." in out
    assert "latitude, longitude" in out  # the help
    assert out.endswith(f"2 answers; {target} has 2 corrections\n")
    data = tomllib.loads(target.read_text("utf-8"))
    assert data["report"]["id"] == "report"
    (place,) = data["place"]
    assert (place["words"], place["scope"], place["lat"], place["lon"], place["note"]) == (
        "Zurbatan", "all", 18.5, 9.25, "from the map",
    )  # fmt: skip
    assert data["claim"][0]["speaker"] == "N. Driver"
    code, out, err = run(capfdbinary, "claims", report, "--json", "--corrections", target)
    assert (code, err) == (0, "")
    assert "N. Driver" in {r["speaker"]["name"] for r in records(out) if r["record"] == "claim"}


def test_what_is_no_answer_is_asked_again(
    capfdbinary: Any, monkeypatch: pytest.MonkeyPatch, report: Path, tmp_path: Path
) -> None:
    target = tmp_path / "c.toml"
    lines = ["99", "Zurbatan", "91, 3", "y", "=", "= Qqqqq", "= San Antonio", "2 this"]
    answer(monkeypatch, *lines, "q")
    _, out, _ = run(capfdbinary, "correct", report, "-o", target)
    for said in (
        "there is no number 99", "'Zurbatan' is no answer", "latitude comes first",
        "nothing was read that could be right", "nothing stands behind the =",
        "the gazetteer has no place 'Qqqqq'", "which of these?",
    ):  # fmt: skip
        assert said in out
    (place,) = tomllib.loads(target.read_text("utf-8"))["place"]
    assert place["scope"] == "this"
    assert f"[{place['place']}]" in out


def test_types_and_dates_are_checked_and_the_claim_can_be_rejected(
    capfdbinary: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Trucks moved near Arlit on Monday.\n", encoding="utf-8")
    target = tmp_path / "c.toml"
    answer(monkeypatch, "= Monday", "= 2031-05-05", "s", "= atack", "y", "?", "r # a copy")
    _, out, _ = run(capfdbinary, "correct", report, "-o", target)
    assert "'Monday' is no date; write 2021" in out
    assert "no such type: 'atack'; did you mean attack" in out
    assert "sexual_violence" in out  # the help of types lists them
    (claim,) = tomllib.loads(target.read_text("utf-8"))["claim"]
    assert (claim["time"], claim["status"], claim["note"]) == ("2031-05-05", "rejected", "a copy")


def test_each_answer_is_on_disk_before_the_next_question(
    capfdbinary: Any, monkeypatch: pytest.MonkeyPatch, report: Path, tmp_path: Path
) -> None:
    target = tmp_path / "c.toml"

    class Watched(io.StringIO):
        seen: list[int] = []  # noqa: RUF012

        def readline(self, *_: int) -> str:  # type: ignore[override]
            self.seen.append(target.read_text().count("[[") if target.exists() else 0)
            if len(self.seen) == 3:
                raise KeyboardInterrupt
            return "n\n" if len(self.seen) == 1 else "r\n"

    monkeypatch.setattr("sys.stdin", Watched())
    code, _, err = run(capfdbinary, "correct", report, "-o", target, "--date", "2031-05-05")
    assert (code, err.strip()) == (1, "error: interrupted")
    assert Watched.seen == [0, 1, 2]
    assert len(tomllib.loads(target.read_text("utf-8"))["place"]) == 1


def test_going_on_keeps_what_was_there_and_asks_the_rest(
    capfdbinary: Any, monkeypatch: pytest.MonkeyPatch, report: Path, given: Path
) -> None:
    answer(monkeypatch, "r", "q")
    code, out, err = run(capfdbinary, "correct", report, "--corrections", given, "-o", given)
    assert code == 0
    assert err.startswith(WARNING.format(given))
    assert "“Zurbatan”" not in out
    data = tomllib.loads(given.read_text("utf-8"))
    assert {p["words"] for p in data["place"]} == {"Zurbatan", "Nowhere"}
    assert next(p for p in data["place"] if p["words"] == "Zurbatan")["position"] == TEXT.index(
        "Zurbatan"
    )
    assert "position" not in next(p for p in data["place"] if p["words"] == "Nowhere")
    assert len(data["claim"]) == 2


def test_without_an_answer_nothing_is_written(
    capfdbinary: Any, monkeypatch: pytest.MonkeyPatch, report: Path, tmp_path: Path
) -> None:
    answer(monkeypatch, "s")
    code, out, _ = run(capfdbinary, "correct", report, "-o", tmp_path / "c.toml")
    assert code == 0
    assert out.endswith("0 answers; nothing is written\n")
    assert not (tmp_path / "c.toml").exists()


def test_hostile_words_reach_the_terminal_as_text_alone(
    capfdbinary: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Rebels took \x1b[31mZurbatan\x07 from Qarqat\u202e on Monday.\n", "utf-8")
    answer(monkeypatch, "q")
    _, out, _ = run(capfdbinary, "correct", report, "-o", tmp_path / "c.toml")
    assert not set(out) & set("\x1b\x07\u202e")
    _, out, _ = run(capfdbinary, "correct", report, "--list")
    assert not set(out) & set("\x1b\x07\u202e")


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("38.5, 69.1", (38.5, 69.1)),
        ("-38.5 -169.1", (-38.5, -169.1)),
        ("38°30′N 69°06′E", (38.5, 69.1)),
        ("38.5N, 69.1E", (38.5, 69.1)),
        ("3", None),
        ("Zurbatan", None),
        ("near 38.5N, 69.1E or so", None),
    ],
)
def test_points_are_read_in_the_ways_people_write_them(
    text: str, point: tuple[float, float] | None
) -> None:
    assert read_point(text) == point


@pytest.mark.parametrize("text", ["91, 0", "0, 181", "nan, 3", "1e999, 3"])
def test_points_off_the_globe_are_refused(text: str) -> None:
    with pytest.raises(NoAnswerError, match="latitude comes first"):
        read_point(text)


def test_of_several_reports_each_gets_its_own_corrections(
    capfdbinary: Any, report: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Drones hit a bridge in Zurbatan on Sunday, residents said.\n", "utf-8")
    given = tmp_path / "both.toml"
    given.write_text(
        'version = 1\n[[report]]\nid = "report"\n[[report]]\nid = "other"\n'
        '[[place]]\nreport = "report"\nwords = "Zurbatan"\nlat = 18.0\nlon = 9.5\n'
        '[[place]]\nreport = "other"\nwords = "Zurbatan"\nlat = 1.0\nlon = 2.0\n'
        '[[claim]]\nreport = "other"\nquote = "Nobody came"\nstatus = "accepted"\n'
    )
    code, out, err = run(
        capfdbinary, "layers", report, other, "--json", "--corrections", given
    )  # fmt: skip
    assert code == 0
    assert err.count("warning: ") == 2
    assert "“Nobody came”: these words are not in the report" in err
    spots = {f["properties"]["place_id"] for f in json.loads(out)["features"]}
    assert {"point:18.0,9.5", "point:1.0,2.0"} <= spots


def test_an_entry_that_names_no_report_is_an_orphan_only_where_none_has_its_words(
    capfdbinary: Any, report: Path, given: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Drones hit a bridge near Arlit on Sunday, residents said.\n", "utf-8")
    code, _, err = run(capfdbinary, "claims", other, report, "--corrections", given)
    assert code == 0
    assert err.startswith(WARNING.format(given))
    assert len(err.splitlines()) == 3
