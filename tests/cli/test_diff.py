"""Does ``dateline diff`` say what changed, whatever the two sides are?"""

from __future__ import annotations

import html
import itertools
import json
import re
from pathlib import Path

import numpy as np
import pytest
from cli_runner import run

from dateline.maps.page.inline import asset

AXE = Path(__file__).parents[1] / "maps" / "assets" / "axe.min.js"

OLD = (
    "KYIV, 3 May 2023 (Field Wire) - Shelling killed 12 people in Kherson on Sunday, the governor "
    "said.\n\nDrones hit a depot in Odesa, the army said. Troops will leave Mykolaiv by June, the "
    "ministry promised.\n\nSoldiers seized a bridge in Sumy, residents said.\n"
)
NEW = (
    "KYIV, 3 May 2023 (Field Wire) - Shelling killed 14 people in Kherson on Sunday, the governor "
    "said.\n\nDrones hit a depot in Odesa, the army said. Troops will leave Mykolaiv by June, the "
    "ministry promised.\n\nMissiles struck a power plant in Kharkiv, police said.\n"
)
MOVED = "name,lat,lon,country,kind\nOdesa,47.9,33.4,UA,town\n"


@pytest.fixture(scope="module")
def sides(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sides")
    (folder / "old.txt").write_text(OLD, encoding="utf-8")
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    (folder / "moved.csv").write_text(MOVED, encoding="utf-8")
    return folder


@pytest.fixture
def made(sides, capfdbinary):
    """The same reports as maps and as files of claims."""
    for name in ("old", "new"):
        if not (sides / f"{name}.html").exists():
            assert (
                run(capfdbinary, "map", sides / f"{name}.txt", "-o", sides / f"{name}.html")[0] == 0
            )
            for ending in ("json", "csv"):
                target = sides / f"{name}.{ending}"
                assert run(capfdbinary, "claims", sides / f"{name}.txt", "-o", target)[0] == 0
    return sides


def diff(capfdbinary, *arguments):
    code, out, err = run(capfdbinary, "diff", *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def told(found):
    return (
        [claim["quote"] for claim in found["added"]],
        [claim["quote"] for claim in found["gone"]],
        [(pair["new"]["quote"], [f["field"] for f in pair["fields"]]) for pair in found["changed"]],
        found["unchanged"],
    )


@pytest.mark.parametrize("ending", ["txt", "html", "json", "csv"])
def test_reports_maps_and_claims_tell_the_same_changes(made, capfdbinary, ending):
    found = diff(capfdbinary, made / f"old.{ending}", made / f"new.{ending}")
    added, gone, changed, unchanged = told(found)
    assert added == ["Missiles struck a power plant in Kharkiv"]
    assert gone == ["Soldiers seized a bridge in Sumy"]
    assert [quote for quote, _ in changed] == ["Shelling killed 14 people in Kherson on Sunday"]
    assert changed[0][1] in (["words"], ["words", "quantities"])
    assert unchanged == 2
    assert found["moved"] == []


def test_a_report_and_its_own_map_do_not_differ(made, capfdbinary):
    for other in ("old.html", "old.json"):
        found = diff(capfdbinary, made / "old.txt", made / other)
        assert told(found) == ([], [], [], 4)


def test_a_place_that_moved_is_told_with_its_distance(made, capfdbinary):
    moved = made / "moved.html"
    run(capfdbinary, "map", made / "old.txt", "-o", moved, "--gazetteer", made / "moved.csv")
    found = diff(capfdbinary, made / "old.html", moved)
    (move,) = found["moved"]
    assert move["words"] == "Odesa"
    assert move["new"]["lat"] == pytest.approx(47.9)
    assert move["distance_km"] == pytest.approx(255, abs=5)
    code, out, _ = run(capfdbinary, "diff", made / "old.html", moved)
    assert code == 0
    assert re.search(r"“Odesa”: Odesa, Ukraine .* → Odesa \(47\.900, 33\.400\), 25\d km", " ".join(out.split()))  # fmt: skip


def test_the_words_are_for_people(sides, capfdbinary):
    code, out, err = run(capfdbinary, "diff", sides / "old.txt", sides / "new.txt")
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    assert "1 claim added, 1 gone, 1 changed, 2 unchanged" in words
    assert "Shelling killed [12 → 14] people in Kherson on Sunday" in words
    assert "residents: “Soldiers seized a bridge in Sumy”" in words
    assert max(len(line) for line in out.splitlines()) <= 80


def test_the_page_shows_each_change_and_runs_no_script(made, capfdbinary):
    target = made / "d.html"
    code, out, _ = run(capfdbinary, "diff", made / "old.html", made / "new.html", "-o", target)
    assert code == 0
    assert out.endswith(f"{target}: the changes on a map\n")
    page = target.read_text("utf-8")
    assert "<script" not in page
    assert "default-src 'none'; style-src 'sha256-" in html.unescape(page)
    assert "http" not in re.sub(r"http-equiv|<p><code>.*?</p>|<title>.*?</title>", "", page)
    for sign in ("mark added", "mark gone", "mark changed"):
        assert f'class="{sign}"' in page.partition("<section")[0]
    targets = re.findall(r'<a href="#([^"]+)"', page)
    assert targets
    assert set(targets) <= set(re.findall(r' id="([^"]+)"', page))
    first = target.read_bytes()
    run(capfdbinary, "diff", made / "old.html", made / "new.html", "-o", target)
    assert target.read_bytes() == first


def test_nothing_changed_is_said_and_drawn_without_fault(made, capfdbinary):
    target = made / "same.html"
    code, out, _ = run(capfdbinary, "diff", made / "old.json", made / "old.json", "-o", target)
    assert code == 0
    assert "0 claims added, 0 gone, 0 changed, 4 unchanged" in " ".join(out.split())
    assert "Nothing changed" in target.read_text("utf-8")


def test_hostile_words_stay_words(tmp_path, capfdbinary):
    hostile = '</style><script>alert(1)</script><img src=x onerror=alert(1)> & "quoted"'
    for name, text in (("a.txt", "Shells hit Sumy, police said.\n"),
                       ("b.txt", f"Shells hit {hostile} in Sumy, police said.\n")):  # fmt: skip
        (tmp_path / name).write_text(text, encoding="utf-8")
    target = tmp_path / "d.html"
    code, _, _ = run(capfdbinary, "diff", tmp_path / "a.txt", tmp_path / "b.txt", "-o", target)
    assert code == 0
    page = target.read_text("utf-8")
    assert "<script" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("none.txt", None, "no such file"),
        ("broken.json", b"{", "not JSON"),
        ("old.html", b"<meta content=\"default-src 'none'; script-src 'sha256-x'\">"
         b'<script type="application/json" id="data">{"claims": 3}</script>', "data cannot be read"),
        ("older.html", b"<meta content=\"default-src 'none'; script-src 'sha256-x'\">"
         b'<script id="data">1</script>', "carries no data"),
    ],
)  # fmt: skip
def test_a_side_that_cannot_be_read_is_one_line(tmp_path, capfdbinary, name, data, words):
    (tmp_path / "good.txt").write_text("Shells hit Sumy, police said.\n", encoding="utf-8")
    if data is not None:
        (tmp_path / name).write_bytes(data)
    code, out, err = run(capfdbinary, "diff", tmp_path / name, tmp_path / "good.txt")
    assert (code, out) == (2, "")
    assert words in err.lower() or words in err
    assert err.count("\n") == 2


def test_the_page_does_not_replace_a_side(tmp_path, capfdbinary):
    report = tmp_path / "a.txt"
    report.write_text("Shells hit Sumy, police said.\n", encoding="utf-8")
    code, _, err = run(capfdbinary, "diff", report, report, "-o", report)
    assert code == 2
    assert "would replace the report" in err


# Machado, Oliveira and Fernandes 2009: what the eye without one kind of cone sees of linear RGB.
SIGHTS = {
    "all": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
               [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
               [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
               [0.004733, 0.691367, 0.303900]],
}  # fmt: skip


def seen_as(colour, sight):
    """Return L*, a*, b* of a colour as one kind of eye sees it."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    x, y, z = np.cbrt(np.array(to_xyz) @ seen / np.array([0.95047, 1.0, 1.08883]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SIGHTS)
def test_added_gone_and_changed_differ_in_colour_for_every_eye(sight):
    found = re.findall(r"--(added|gone|changed): (#\w{6})", asset("changes.css"))
    assert len(found) == 6
    for theme in (dict(found[:3]), dict(found[3:])):
        for one, other in itertools.combinations(theme.values(), 2):
            assert np.linalg.norm(seen_as(one, sight) - seen_as(other, sight)) > 25


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_quiet_accessible_and_fits(made, capfdbinary, scheme, width):
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    target = made / "browser.html"
    run(capfdbinary, "diff", made / "old.html", made / "new.html", "-o", target)
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        view = {"width": width, "height": 900}
        page = browser.new_context(viewport=view, color_scheme=scheme).new_page()
        told = []
        page.on("console", lambda message: told.append(message.text))
        page.on("request", lambda request: told.append(request.url))
        page.goto(target.as_uri())
        assert told == [target.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.mark.gone')).fill")
            != "rgb(0, 0, 0)"
        )
        free = browser.new_context(viewport=view, color_scheme=scheme, bypass_csp=True).new_page()
        free.goto(target.as_uri())
        free.evaluate(AXE.read_text("utf-8"))
        assert [v["id"] for v in free.evaluate("axe.run()")["violations"]] == []
        browser.close()
