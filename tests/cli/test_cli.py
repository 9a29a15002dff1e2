from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from cli_runner import run

from dateline.cli import cli

TEXT = (
    "Shells fell on Marib on Monday, the governor of the province said.\n\n"
    "Yemen closed its border with Oman, and the Yemeni army sent troops to Aden.\n"
)
COMMANDS = ("map", "places", "claims", "layers", "export", "query")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def records(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_help_names_every_command_and_gives_examples(capfdbinary):
    code, out, _ = run(capfdbinary, "--help")
    assert code == 0
    assert "Examples:" in out
    assert all(f"  {name}" in out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_clean_text_of_eighty_columns(capfdbinary, command):
    code, out, _ = run(capfdbinary, command, "--help")
    assert code == 0
    assert not set("\\`\b\x1b") & set(out)
    assert max(len(line) for line in out.splitlines()) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_help_and_stands_in_the_manual(command):
    manual = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
    for option in cli.commands[command].params:
        if option.param_type_name == "option":
            assert option.help
            assert option.opts[-1] in manual


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bogus"], "No such command"),
        (["map", "x.txt"], "-o"),
        (["map", "nothing.txt", "-o", "map.html"], "no such file"),
        (["places"], "no report given"),
        (["places", "nothing.txt", "--jsonl", "-"], "both"),
        (["claims", "--jsonl", "nothing.jsonl"], "cannot read"),
        (["claims", "https://example.org/x"], "address"),
    ],
)
def test_wrong_use_is_one_line_a_hint_and_code_2(capfdbinary, arguments, words):
    code, out, err = run(capfdbinary, *arguments)
    lines = err.splitlines()
    assert (code, out) == (2, "")
    assert lines[0].startswith("error: ")
    assert words in lines[0]
    assert lines[1].startswith("hint: ")
    assert len(lines) == 2


def test_a_missing_folder_a_folder_or_the_report_itself_is_no_output(capfdbinary, report):
    for target, words in (
        (report.parent / "none" / "map.html", "no such folder"),
        (report.parent, "a folder"),
        (report, "would replace the report"),
    ):
        code, _, err = run(capfdbinary, "map", report, "-o", target)
        assert code == 2
        assert words in err
    assert report.read_text("utf-8") == TEXT


def test_a_date_that_is_none_is_refused_before_anything_is_read(capfdbinary, report):
    code, _, err = run(capfdbinary, "claims", report, "--date", "yesterday")
    assert code == 2
    assert "2021-07-27" in err


def test_the_table_of_places_fits_eighty_columns(capfdbinary, report):
    code, out, _ = run(capfdbinary, "places", report)
    assert code == 0
    assert "Marib" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_places_as_json_has_evidence(capfdbinary, report):
    _, out, _ = run(capfdbinary, "places", report, "--json")
    (record,) = records(out)
    marib = next(t for t in record["toponyms"] if t["surface"] == "Marib")
    assert TEXT[marib["start"] : marib["end"]] == "Marib"
    assert marib["country"] == "YE"
    assert marib["reason"]
    assert marib["candidates"]
    assert [border["id"] for border in record["borders"]] == ["border:OM-YE"]


def test_given_spans_are_resolved_in_their_order_and_nothing_else(capfdbinary, tmp_path):
    aden, marib = TEXT.index("Aden"), TEXT.index("Marib")
    doc = {"doc": 7, "text": TEXT, "date": None, "spans": [[aden, aden + 4], [marib, marib + 5]]}
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(doc) + "\n\n", encoding="utf-8")
    code, out, _ = run(capfdbinary, "places", "--jsonl", path)
    (record,) = records(out)
    assert code == 0
    assert record["doc"] == 7
    assert [t["surface"] for t in record["toponyms"]] == ["Aden", "Marib"]
    assert list(record["toponyms"][0]) == [
        "start", "end", "surface", "kind", "name", "lat", "lon", "country", "feature_code",
        "probability",
    ]  # fmt: skip
    assert record["toponyms"][0]["lat"] == pytest.approx(12.78, abs=0.1)


def test_a_bad_line_gives_a_record_with_its_number_and_the_run_goes_on(capfdbinary, monkeypatch):
    lines = [
        b'{"doc": "a", "text": "Aden is calm.", "spans": [[0, 4]]}',
        b"{not json",
        b"[1]",
        b'{"doc": "c"}',
        b'{"doc": "d", "text": "Aden", "spans": [[0, 9]]}',
        b'{"doc": "e", "text": "Aden", "date": "soon"}',
        b'{"doc": "f", "text": "Aden", "spans": [[true, 4]]}',
        b'\xff{"doc": "g"}',
        b'{"doc": "z", "text": "Marib is calm.", "spans": []}',
    ]
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines))))
    code, out, err = run(capfdbinary, "places", "--jsonl", "-")
    found = records(out)
    assert code == 1
    assert len(found) == len(lines)
    assert [i for i, r in enumerate(found) if "error" not in r] == [0, 8]
    assert all(f"line {r['line']}:" in r["error"] for r in found if "error" in r)
    assert [r["doc"] for r in found[3:7]] == ["c", "d", "e", "f"]
    assert found[8] == {"doc": "z", "toponyms": [], "borders": [], "positions": []}
    assert err.startswith("error: 7 document(s) failed")


def test_claims_as_json_lines_are_a_document_and_its_claims(capfdbinary, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(
        "".join(json.dumps({"doc": d, "text": TEXT}) + "\n" for d in ("a", "b")), "utf-8"
    )
    code, out, _ = run(capfdbinary, "claims", "--jsonl", path)
    found = records(out)
    assert code == 0
    assert [r["doc"] for r in found if r["record"] == "document"] == ["a", "b"]
    assert found[0]["record"] == "document"
    assert {"source", "cue", "content"} == set(found[0]["attributions"][0])
    claim = next(r for r in found if r["record"] == "claim")
    content = claim["content"]
    assert TEXT[content["start"] : content["end"]] == content["text"]


def test_the_text_of_claims_shows_words_and_speaker(capfdbinary, report):
    code, out, _ = run(capfdbinary, "claims", report)
    assert code == 0
    assert "Shells fell on Marib" in out
    assert "governor" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_the_map_is_written_whole_and_summed_up(capfdbinary, report):
    target = report.parent / "map.html"
    code, out, _ = run(capfdbinary, "map", report, "-o", target, "--json", "--title", "Marib <1>")
    summary = json.loads(out)
    page = target.read_bytes()
    assert code == 0
    assert summary["bytes"] == len(page)
    assert summary["title"] == "Marib <1>"
    assert b"Marib <1>" not in page  # escaped
    assert sorted(path.name for path in report.parent.iterdir()) == ["map.html", "report.txt"]


def test_layers_are_listed_printed_and_written(capfdbinary, report):
    target = report.parent / "out.geojson"
    assert run(capfdbinary, "layers", report)[0] == 0
    code, out, _ = run(capfdbinary, "layers", report, "-o", target, "--json")
    assert code == 0
    assert json.loads(out)["type"] == "FeatureCollection"
    assert json.loads(target.read_text("utf-8"))["features"] == json.loads(out)["features"]
    code, _, err = run(capfdbinary, "layers", report, "-o", report.parent / "out.docx")
    assert code == 2
    assert "hint: " in err


def test_an_internal_fault_is_one_line_without_traceback(capfdbinary, monkeypatch, report):
    def broken(*_: object, **__: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("dateline.pipeline.locate", broken)
    code, _, err = run(capfdbinary, "places", report)
    assert code == 1
    assert err.startswith("error: KeyError")
    assert "Traceback" not in err


def test_a_reader_that_leaves_early_hears_no_complaint(tmp_path):
    path = tmp_path / "in.jsonl"
    line = json.dumps({"doc": "a", "text": "Aden " * 2000, "spans": [[0, 4]] * 500})
    path.write_text((line + "\n") * 20, encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "places", "--jsonl", str(path)],
        stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 1


def test_a_map_begins_in_the_language_that_was_asked_for(capfdbinary, report, tmp_path):
    target = tmp_path / "map.html"
    assert run(capfdbinary, "map", report, "-o", target, "--language", "ru")[0] == 0
    page = target.read_text("utf-8")
    assert '"language":"ru"' in page
    assert "Мариб" in page.split('class="static-map"')[1].split("</svg>")[0]
    code, _, err = run(capfdbinary, "map", report, "-o", target, "--language", "tlh")
    assert code == 2
    assert "tlh" in err
