"""The options ``--model…`` of ``dateline claims``, against servers on the loopback interface."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "layers"))
from model_servers import Reply, claims, closed_port, says, serve

from dateline.cli import cli, main

if TYPE_CHECKING:
    from click.testing import Result

TEXT = (
    "The governor said that about 40 soldiers had left Torit for Juba. "
    "Nairobi, the capital of Kenya, sent no troops."
)
GIVEN = {"quote": "about 40 soldiers had left Torit", "source": "The governor", "cue": "said"}


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["claims", *arguments], catch_exceptions=False)


def failure(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(["claims", *arguments])
    code = left.value.code
    return (code if isinstance(code, int) else 1), capsys.readouterr().err


def test_the_model_s_claims_take_the_place_of_those_of_the_rules(report: str) -> None:
    with serve(claims(GIVEN)) as loopback:
        shown = run(report, "--model-url", loopback.url, "--model", "tiny").stdout
    assert "“about 40 soldiers had left Torit”" in shown
    assert shown.count("C0") == 1


def test_json_of_a_model_has_the_same_layout(report: str) -> None:
    with serve(claims(GIVEN)) as loopback:
        told = run(report, "--json", "--model-url", loopback.url, "--model", "tiny")
    document, claim = [json.loads(line) for line in told.stdout.splitlines()]
    assert (document["record"], claim["record"]) == ("document", "claim")
    assert claim["flags"] == ["read by a language model"]
    assert TEXT[claim["content"]["start"] : claim["content"]["end"]] == GIVEN["quote"]


def test_what_was_dropped_is_a_warning_with_its_count(report: str) -> None:
    with serve(claims(GIVEN, {"quote": "the moon fell"})) as loopback:
        told = run(report, "--model-url", loopback.url, "--model", "tiny")
    assert told.exit_code == 0
    assert "warning: dropped from the model's answer: 1 quotes" in told.stderr


def test_compare_shows_both_sides_and_marks_what_differs(report: str) -> None:
    with serve(claims({**GIVEN, "act": "deny"})) as loopback:
        shown = run(report, "--compare", "--model-url", loopback.url, "--model", "tiny").stdout
    assert "rules C01" in shown
    assert "model C01" in shown
    assert any(line.startswith("≠") and "deny" in line for line in shown.splitlines())
    assert "1 claims on both sides" in shown
    assert "of the rules alone" in shown


def test_compare_as_json_pairs_the_claims(report: str) -> None:
    with serve(claims({**GIVEN, "act": "deny"})) as loopback:
        told = run(report, "--compare", "--json", "--model-url", loopback.url, "--model", "tiny")
    *pairs, last = [json.loads(line) for line in told.stdout.splitlines()]
    assert last["record"] == "comparison"
    assert (last["model"], last["both"], last["model_alone"]) == ("tiny", 1, 0)
    matched = next(pair for pair in pairs if pair["rules"] and pair["model"])
    assert {"field": "act", "rules": "assert", "model": "deny"} in matched["differences"]


def test_jsonl_asks_for_every_document(tmp_path: Path) -> None:
    lines = tmp_path / "reports.jsonl"
    given = [{"doc": "a", "text": TEXT}, {"doc": "b", "text": TEXT}]
    lines.write_text("\n".join(json.dumps(document) for document in given), "utf-8")
    with serve(claims(GIVEN)) as loopback:
        told = run("--jsonl", str(lines), "--model-url", loopback.url, "--model", "tiny")
    records = [json.loads(line) for line in told.stdout.splitlines()]
    assert [(r["doc"], r["record"]) for r in records] == [
        ("a", "document"), ("a", "claim"), ("b", "document"), ("b", "claim"),
    ]  # fmt: skip
    assert len(loopback.asked) == 2


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (says("I cannot."), "error: the model's answer is no JSON"),
        (Reply(body=b"<html>"), "error: the model's server sent a web page"),
        (Reply(body=b"{}", hold=True), "error: the model at http://127.0.0.1"),
    ],
)
def test_a_bad_model_is_one_line_and_a_hint(
    report: str, reply: Reply, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve(reply) as loopback:
        options = ["--model-url", loopback.url, "--model", "m", "--model-timeout", "0.5"]
        code, told = failure(capsys, report, *options)
    assert code == 1
    assert told.startswith(message)
    assert [line.split(":")[0] for line in told.splitlines()] == ["error", "hint"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--compare"], "--compare without --model-url"),
        (["--model", "m"], "--model without --model-url"),
        (["--allow-remote"], "--allow-remote without --model-url"),
        (["--model-url", "http://127.0.0.1/v1"], "--model-url without --model"),
        (["--model-url", "http://example.org/v1", "--model", "m"], "example.org is not this machine"),
        (["--model-url", "http://127.0.0.1/v1", "--model", " "], "the model's name is empty"),
        (["--model-url", "http://127.0.0.1/v1", "--model", "m", "--compare", "-o", "x.json"],
         "--compare writes no file"),
    ],
)  # fmt: skip
def test_options_that_cannot_be_meant_leave_with_2(
    report: str, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = failure(capsys, report, *options)
    assert code == 2
    assert message in told


def test_the_help_says_that_the_text_is_sent() -> None:
    words = " ".join(run("--help").stdout.split())
    assert "the REPORT'S TEXT IS SENT there" in words
    assert "Without this option no model is asked" in words


def test_without_the_option_no_module_of_http_is_loaded(report: str) -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from dateline.cli import cli\n"
        f"CliRunner().invoke(cli, ['claims', {report!r}])\n"
        "print('dateline.layers.language_model.client' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "False"


def test_the_checks_stand_in_the_text_output(report: str) -> None:
    shown: Any = " ".join(run(report).stdout.split())
    assert "check: agreement (capital): “Nairobi, the capital of Kenya”" in shown
    assert "ours: the capital of Kenya is Nairobi (GeoNames)" in shown


def test_a_port_where_nobody_listens(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"http://127.0.0.1:{closed_port()}/v1"
    code, told = failure(capsys, report, "--model-url", url, "--model", "m")
    assert code == 1
    assert told.startswith("error: no model server answers at")
