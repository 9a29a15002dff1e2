"""Claims go out to files and come back at the command line."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from dateline.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Rockets hit Benghazi on Friday, the mayor of the city said.\n\n"
    "Egypt closed its border with Libya, and the Egyptian army sent troops to Sallum.\n"
)
KINDS = ("json", "jsonl", "csv", "jsonld")


def run(capfdbinary, *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    sys.stdout.flush()
    out, err = capfdbinary.readouterr()
    return int(left.value.code or 0), out.decode("utf-8"), err.decode("utf-8")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """A folder with the claims of the report in each format."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    for kind in KINDS:
        with pytest.raises(SystemExit) as left:
            main(["claims", str(folder / "report.txt"), "-o", str(folder / f"claims.{kind}")])
        assert not left.value.code
    return folder


def lines(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_claims_read_back_are_those_that_are_printed(capfdbinary, written, kind):
    report = written / "report.txt"
    _, fresh, _ = run(capfdbinary, "claims", report, "--json")
    code, out, err = run(
        capfdbinary, "claims", "--from", written / f"claims.{kind}", "--report", report, "--json"
    )
    assert (code, err) == (0, "")
    assert lines(out)[1:] == lines(fresh)[1:]
    assert len(lines(out)) > 2
    assert lines(out)[0]["sha256"] == lines(fresh)[0]["sha256"]


def test_json_lines_in_a_file_are_those_that_are_printed(capfdbinary, written):
    _, fresh, _ = run(capfdbinary, "claims", written / "report.txt", "--json")
    assert (written / "claims.jsonl").read_text("utf-8") == fresh


def test_one_format_becomes_another(capfdbinary, written, tmp_path):
    target = tmp_path / "again.json"
    code, out, _ = run(
        capfdbinary,
        "claims",
        written / "report.txt",
        "--from",
        written / "claims.csv",
        "-o",
        target,
    )
    assert (code, out) == (0, f"{target}: 3 claims\n")
    assert target.read_bytes() == (written / "claims.json").read_bytes()


def test_as_names_the_format_and_json_tells_what_was_written(capfdbinary, written, tmp_path):
    target = tmp_path / "claims.txt"
    code, out, _ = run(
        capfdbinary, "claims", "--from", written / "claims.json", "--report",
        written / "report.txt", "-o", target, "--as", "csv", "--bom", "--json",
    )  # fmt: skip
    assert code == 0
    assert lines(out) == [{"record": "file", "file": str(target), "doc": "report", "claims": 3}]
    assert target.read_bytes() == b"\xef\xbb\xbf" + (written / "claims.csv").read_bytes()


def test_a_grade_typed_into_the_table_is_read_back(capfdbinary, written, tmp_path):
    data = (written / "claims.csv").read_bytes().decode()
    head, *rows = csv.reader(io.StringIO(data, newline=""))
    rows[0][head.index("grade")] = "B2"
    rows[0][head.index("graded_by")] = "Salma"
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    graded = tmp_path / "graded.csv"
    graded.write_bytes(out.getvalue().encode())
    code, shown, _ = run(
        capfdbinary, "claims", "--from", graded, "--report", written / "report.txt", "--json"
    )
    assert code == 0
    assert [(r["grade"], r["graded_by"]) for r in lines(shown)[1:]] == [
        ("B2", "Salma"), ("F6", None), ("F6", None),
    ]  # fmt: skip


def test_claims_that_are_not_in_the_report_are_named_and_the_exit_code_is_one(
    capfdbinary, written, report
):
    report.write_text("Amended.\n\n" + TEXT.replace("Rockets hit", "Rockets missed"), "utf-8")
    command = ("claims", "--from", written / "claims.json", "--report", report)
    code, out, err = run(capfdbinary, *command)
    assert code == 1
    assert "C02" in out
    assert "warning: C01 is left out: " in err
    assert err.endswith("error: 1 of 3 claims are not in the report\n")
    code, out, err = run(capfdbinary, *command, "--json")
    assert code == 1
    assert lines(out)[-1]["record"] == "orphan"
    assert lines(out)[-1]["claim"]["content"]["text"].startswith("Rockets hit Benghazi")
    assert "note: found elsewhere in the report: C02, C03" in err


def test_a_table_that_is_wrong_is_one_line_with_the_row(capfdbinary, written, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_bytes((written / "claims.csv").read_bytes().replace(b",F6,", b",G9,", 1))
    code, out, err = run(capfdbinary, "claims", "--from", bad, "--report", written / "report.txt")
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {bad}: row 2 (C01): `grade`: 'G9' is not of the form")
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("R", "--report", "R"), "--report goes with --from"),
        (("R", "--from", "F", "--report", "R"), "--report goes with --from"),
        (("--from", "F"), "no report given to find"),
        (("--from", "F", "--jsonl", "R"), "both --from and --jsonl"),
        (("--jsonl", "R", "-o", "x.json"), "-o writes the claims of one report"),
        (("R", "--as", "csv"), "there is no -o"),
        (("R", "--bom"), "there is no -o"),
        (("R", "-o", "x.json", "--bom"), "--bom is for .csv alone"),
        (("R", "-o", "x.doc"), "the ending '.doc' is none of claims"),
        (("R", "-o", "no/such/x.json"), "no such folder"),
        (("R", "-o", "R", "--as", "csv"), "would replace the report"),
        (("--from", "F", "--report", "R", "-o", "F"), "would replace the claims"),
        (("--from", "none.csv", "--report", "R"), "cannot read none.csv"),
        (("--from", "R", "--report", "R"), "the ending '.txt' is none of claims"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    capfdbinary, monkeypatch, written, tmp_path, arguments, what
):
    monkeypatch.chdir(tmp_path)
    names = {"R": str(written / "report.txt"), "F": str(written / "claims.csv")}
    before = sorted(written.iterdir())
    code, out, err = run(capfdbinary, "claims", *(names.get(a, a) for a in arguments))
    assert (code, out) == (2, "")
    assert what in err
    assert len(err.splitlines()) == 2
    assert list(tmp_path.iterdir()) == []
    assert sorted(written.iterdir()) == before
