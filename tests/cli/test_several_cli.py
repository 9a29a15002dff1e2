"""Several reports on the command line: one map, links between claims, options that fit many."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyogrio
import pytest
from cli_runner import run

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "Shells fell on Marib on Monday, the governor of Marib said. Four people were killed in Marib.\n"
SECOND = (
    "---\ntitle: Marib under fire\ndate: 2020-03-05\nsource: Wadi Times\n---\n\n"
    "Residents of Marib said that shells fell on Marib on Monday. Talks are held in Aden.\n"
)
THIRD = (
    "<!doctype html><html><head><title>Aden talks</title></head><body><article><h1>Aden talks</h1>"
    "<p>Talks are held in Aden, the envoy said on Tuesday. No shells fell on Marib on Monday, a rebel "
    "spokesman said. Both sides sent delegates to the coast for a week of meetings.</p></article></body></html>"
)


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    texts = {"one.txt": FIRST, "two.md": SECOND, "three.html": THIRD}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in texts]


def test_one_map_is_drawn_of_several_kinds_of_files(capfdbinary, reports, tmp_path):
    target = tmp_path / "map.html"
    code, out, err = run(
        capfdbinary, "map", *reports, "-o", target, "--date", "2020-03-05", "--json"
    )
    summary = json.loads(out)
    page = target.read_text("utf-8")
    assert (code, err) == (0, "")
    assert summary["reports"] == 3
    assert summary["bytes"] == target.stat().st_size
    assert summary["links"] >= 1
    assert page.count('class="of-report"') == 6  # three texts, three lists of what is unplaced
    assert run(capfdbinary, "map", *reports, "-o", target, "--title", "Three <on> one")[0] == 0
    assert "<h1>Three &lt;on&gt; one</h1>" in target.read_text("utf-8")


def test_claims_of_several_reports_end_with_their_links(capfdbinary, reports):
    code, out, _ = run(capfdbinary, "claims", *reports, "--date", "2020-03-05", "--json")
    records = [json.loads(line) for line in out.splitlines()]
    documents = [r for r in records if r["record"] == "document"]
    links = [r for r in records if r["record"] == "link"]
    ids = {r["id"] for r in records if r["record"] == "claim"}
    assert code == 0
    assert [d["report"] for d in documents] == ["r1", "r2", "r3"]
    assert {link["from"] for link in links} | {link["to"] for link in links} <= ids
    assert ("corroborates", "r2-C01", "r1-C01") in {(x["rel"], x["from"], x["to"]) for x in links}
    code, out, _ = run(capfdbinary, "claims", *reports[:2], "--date", "2020-03-05")
    assert code == 0
    assert "r2-C01 corroborates r1-C01" in out.splitlines()[-1]


def test_a_date_goes_to_the_reports_without_one(capfdbinary, reports):
    _, out, _ = run(capfdbinary, "claims", *reports, "--date", "2019", "--source", "X", "--json")
    documents = [json.loads(line) for line in out.splitlines() if '"record": "document"' in line]
    assert [d["dct"] for d in documents] == ["2019", "2020-03-05", "2019"]
    assert [d["source"] for d in documents][:2] == ["X", "Wadi Times"]


@pytest.mark.parametrize(
    ("command", "options", "words"),
    [
        ("map", ["-o", "{folder}/map.html", "--date", "soon"], "no date"),
        ("claims", ["--title", "A"], "--title"),
        ("layers", ["--title", "A"], "--title"),
        ("claims", ["-o", "{folder}/claims.csv"], "-o goes with one report"),
        ("claims", ["--jsonl", "x.jsonl"], "--jsonl goes with one report"),
        ("claims", ["--from", "x.csv"], "--from goes with one report"),
        ("map", ["{folder}/one.txt", "-o", "{folder}/map.html"], "the same report twice"),
        ("map", ["-", "-", "-o", "{folder}/map.html"], "given twice"),
        ("layers", ["-o", "{folder}/two.md"], "would replace the report"),
        ("map", ["{folder}/nothing.txt", "-o", "{folder}/map.html"], "no such file"),
    ],
)
def test_what_makes_no_sense_for_several_is_one_line_and_a_hint(
    capfdbinary, reports, tmp_path, command, options, words
):
    given = [option.replace("{folder}", str(tmp_path)) for option in options]
    code, out, err = run(capfdbinary, command, *reports, *given)
    lines = err.splitlines()
    assert (code, out) == (2, "")
    assert words in lines[0]
    assert lines[1].startswith("hint: ")
    assert len(lines) == 2
    assert not (tmp_path / "map.html").exists()


def test_a_date_that_no_report_needs_is_refused(capfdbinary, tmp_path):
    for name, more in (("a.md", "One."), ("b.md", "Two.")):
        (tmp_path / name).write_text(SECOND + more, encoding="utf-8")
    code, _, err = run(
        capfdbinary, "claims", tmp_path / "a.md", tmp_path / "b.md", "--date", "2020-01-01"
    )
    assert code == 2
    assert "every one of the 2 reports has its own" in err


def test_layers_of_several_reports_name_the_reports(capfdbinary, reports, tmp_path):
    target = tmp_path / "set.gpkg"
    code, out, _ = run(capfdbinary, "layers", *reports, "-o", target)
    assert code == 0
    assert "features in 5 layers" in out
    table = pyogrio.read_dataframe(target, layer="events")
    found = dict(zip(table["name"], table["report"], strict=True))
    assert found["Aden"] == "r2, r3"
    code, out, _ = run(capfdbinary, "layers", *reports, "--json")
    assert {f["properties"]["report"] for f in json.loads(out)["features"]} >= {"r2, r3"}


def test_the_same_reports_give_the_same_bytes(capfdbinary, reports, tmp_path):
    pages = []
    for name in ("a.html", "b.html"):
        assert run(capfdbinary, "map", *reports, "-o", tmp_path / name)[0] == 0
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]
