"""Exit codes, --quiet, --verbose, completion, and the data sets and formats of the command line."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runner import run

sys.path.insert(0, str(Path(__file__).parents[1] / "layers"))

from dataset_files import acled, acled_row, ucdp

REPORT = "Rebels shelled Kunduz on 12 July 2021, killing three soldiers, residents said.\n"
KUNDUZ = acled_row(location="Kunduz", admin1="Kunduz", latitude=36.73, longitude=68.86)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_quiet_says_nothing_and_does_all(capfdbinary, report, tmp_path):
    for target in ("map.html", "layers.csv", "claims.json"):
        command = target.partition(".")[0]
        code, out, err = run(
            capfdbinary, command, report, "-o", tmp_path / target, "--date", "2021-07", "-q"
        )
        assert (code, out, err) == (0, "", "")
        assert (tmp_path / target).stat().st_size > 100


def test_quiet_still_tells_what_went_wrong(capfdbinary, tmp_path):
    code, out, err = run(capfdbinary, "map", tmp_path / "none.txt", "-o", tmp_path / "m.html", "-q")
    assert (code, out) == (2, "")
    assert "no such file" in err


def test_quiet_prints_what_was_asked_for(capfdbinary, report):
    assert "Kunduz" in run(capfdbinary, "claims", report, "-q")[1]


def test_verbose_tells_each_stage_and_its_time(capfdbinary, report, tmp_path):
    code, out, err = run(capfdbinary, "map", report, "-o", tmp_path / "m.html", "--verbose")
    assert code == 0
    assert out.count("\n") == 1
    stages = [line.rpartition(": ") for line in err.splitlines()]
    assert [stage[0] for stage in stages][-2:] == ["build the layers", "draw the map"]
    assert all(stage[2].endswith(" s") for stage in stages)
    assert "find the claims" not in run(capfdbinary, "claims", report)[2]  # it does not stay on


def test_quiet_and_verbose_exclude_each_other(capfdbinary, report, tmp_path):
    code, _, err = run(capfdbinary, "map", report, "-o", tmp_path / "m.html", "-q", "-v")
    assert code == 2
    assert "both --quiet and --verbose" in err


@pytest.mark.parametrize(("arguments", "code"), [
    (["--help"], 0), (["--version"], 0), ([], 2), (["nonsense"], 2), (["map"], 2),
    (["map", "none.txt", "-o", "m.html"], 2), (["map", "--colour"], 2),
    (["gazetteer", "find", "Kabul"], 0), (["gazetteer", "find", "Xyzzyqwv"], 1),
    (["completion", "tcsh"], 2), (["query", "none.gpkg"], 2),
])  # fmt: skip
def test_exit_codes_are_what_the_docs_say(capfdbinary, tmp_path, monkeypatch, arguments, code):
    monkeypatch.chdir(tmp_path)
    assert run(capfdbinary, *arguments)[0] == code


def test_a_fault_of_ours_is_one_line_and_exit_code_one(capfdbinary, report, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("boom")

    monkeypatch.setattr("dateline.pipeline.analyse", broken)
    code, _, err = run(capfdbinary, "claims", report)
    assert code == 1
    assert err.startswith("error: RuntimeError: boom\n")
    assert "Traceback" not in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(capfdbinary, shell):
    code, out, err = run(capfdbinary, "completion", shell)
    assert (code, err) == (0, "")
    assert f"_DATELINE_COMPLETE={shell}_complete" in out


@pytest.mark.parametrize(("words", "expected"), [
    ("dateline ga", "gazetteer"), ("dateline map --wi", "--with"), ("dateline completion f", "fish"),
])  # fmt: skip
def test_completion_knows_commands_options_and_values(words, expected):
    environment = os.environ | {
        "_DATELINE_COMPLETE": "bash_complete", "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }  # fmt: skip
    command = [str(Path(sys.executable).with_name("dateline"))]
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert f"plain,{expected}" in shown.stdout.splitlines(), shown


def test_a_map_shows_data_sets_beside_the_claims(capfdbinary, report, tmp_path):
    events, ged = tmp_path / "events.csv", tmp_path / "ged.csv"
    events.write_bytes(acled(KUNDUZ, acled_row(latitude=1, longitude=1)))
    ged.write_bytes(ucdp())
    one, other = tmp_path / "m.html", tmp_path / "all.html"
    base = ("map", report, "--date", "2021-07-14", "--with", f"{events}:acled", "--with", ged)
    assert run(capfdbinary, *base, "-o", one)[0] == 0
    assert run(capfdbinary, *base, "-o", other, "--with-all")[0] == 0
    assert "ACLED: 1 event (" in one.read_text("utf-8")
    assert "ACLED: 2 events (" in other.read_text("utf-8")


def test_a_figure_shows_them_too_and_says_so(capfdbinary, report, tmp_path):
    events, target = tmp_path / "events.csv", tmp_path / "m.svg"
    events.write_bytes(acled(KUNDUZ, acled_row(latitude=1, longitude=1)))
    base = ("figure", report, "-o", target, "--size", "120x90", "--date", "2021-07-14")
    code, out, err = run(capfdbinary, *base, "--with", events, "--json")
    assert (code, err) == (0, "")
    record = json.loads(out)
    assert record["events"] == 1
    assert "no claims: ACLED: 1 event (events.csv)." in record["alt"]
    code, out, _ = run(capfdbinary, *base, "--with", events, "--with-all")
    assert code == 0
    assert "2 events of data sets" in out
    target.unlink()
    assert run(capfdbinary, *base, "--with-all")[0] == 2
    assert run(capfdbinary, *base, "--with", "none.csv")[0] == 2
    assert not target.exists()


def test_several_reports_share_data_sets(capfdbinary, report, tmp_path):
    second = tmp_path / "second.txt"
    second.write_text("Shells fell on Khorugh on 13 July 2021, a mayor said.\n")
    events = tmp_path / "events.csv"
    events.write_bytes(acled(KUNDUZ))
    target = tmp_path / "m.html"
    code, _, err = run(capfdbinary, "map", report, second, "--with", events, "-o", target)
    assert (code, err) == (0, "")
    assert "ACLED: 1 event (" in target.read_text("utf-8")


def test_wrong_data_sets_are_told_before_the_work_and_nothing_is_written(
    capfdbinary, report, tmp_path
):
    target = tmp_path / "m.html"
    for given, words in (
        ("none.csv", "no such data set"), (str(report), "no data set of a known kind"),
        (f"{report}:ucdp", "columns are missing"), (str(tmp_path), "a folder"),
    ):  # fmt: skip
        code, _, err = run(capfdbinary, "map", report, "-o", target, "--with", given)
        assert code == 2
        assert words in err
        assert err.count("\n") == 2
    assert run(capfdbinary, "map", report, "-o", target, "--with-all")[0] == 2
    assert not target.exists()


def test_claims_go_out_as_rows_of_events_and_as_stix(capfdbinary, report, tmp_path):
    table, bundle = tmp_path / "events.csv", tmp_path / "bundle.json"
    base = ("claims", report, "--date", "2021-07-14")
    code, _, err = run(capfdbinary, *base, "--as", "acled", "-o", table)
    assert code == 0
    assert "state no event" in err
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert [(row["event_date"], row["fatalities"]) for row in rows] == [("2021-07-12", "3")]
    assert run(capfdbinary, *base, "--as", "stix", "-o", bundle)[0] == 0
    assert json.loads(bundle.read_text("utf-8"))["type"] == "bundle"
    code, _, err = run(capfdbinary, "claims", report, "--as", "stix", "-o", bundle)
    assert code == 2
    assert "no date" in err
