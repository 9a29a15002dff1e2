"""An online map at the command line: offered when asked for, refused where it could do harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_runner import run

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://tiles.example.org/{z}/{x}/{y}.png"
TEXT = "Trucks moved from Agadez to Arlit on Monday, Colonel Idrissa Abdou said.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--tiles", ADDRESS], "without --tiles-attribution"),
        (["--tiles", ADDRESS.replace("https", "http"), "--tiles-attribution", "x"], "https://"),
        (["--tiles", "https://example.org/1.png", "--tiles-attribution", "x"], "{z}, {x} and {y}"),
        (["--tiles-attribution", "x"], "without --tiles"),
        (["--tiles", "osm", "--tiles-attribution", "x"], "--tiles osm"),
    ],
)
def test_a_wrong_address_is_told_and_nothing_is_written(
    capfdbinary: pytest.CaptureFixture[bytes],
    report: Path,
    tmp_path: Path,
    options: list[str],
    words: str,
) -> None:
    code, out, err = run(capfdbinary, "map", report, "-o", tmp_path / "map.html", *options)
    assert (code, out) == (2, "")
    assert words in err.splitlines()[0]
    assert err.splitlines()[1].startswith("hint: ")
    assert not (tmp_path / "map.html").exists()


def test_the_page_names_that_host_and_only_when_asked(
    capfdbinary: pytest.CaptureFixture[bytes], report: Path, tmp_path: Path
) -> None:
    (tmp_path / "second.txt").write_text(TEXT.replace("Monday", "Friday"), "utf-8")
    credit = ["--tiles-attribution", "© <i>Mapmakers</i>"]
    for reports in ([report], [report, tmp_path / "second.txt"]):
        plain, tiled = tmp_path / "plain.html", tmp_path / "tiled.html"
        assert run(capfdbinary, "map", *reports, "-o", plain)[0] == 0
        assert run(capfdbinary, "map", *reports, "-o", tiled, "--tiles", ADDRESS, *credit)[0] == 0
        assert "tiles.example.org" not in plain.read_text("utf-8")
        html = tiled.read_text("utf-8")
        assert "img-src data: blob: https://tiles.example.org;" in html
        assert "<i>Mapmakers" not in html
