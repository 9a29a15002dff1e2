"""The page as a file: what stands in it, what may never stand in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from page_sample import FIRST, SECOND, Report, claim, make_report

from dateline.errors import InputError
from dateline.maps.drawing.features import features_of
from dateline.maps.page.cards import claim_cards
from dateline.maps.page.elements import hash_source
from dateline.maps.page.marks import type_words
from dateline.maps.page.payload import share_words
from dateline.maps.page.time_text import time_words
from dateline.maps.write import write_page

if TYPE_CHECKING:
    from dateline.maps.page.render import MapPage

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def data_of(page: MapPage) -> dict[str, object]:
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>', page.html, re.DOTALL
    )
    assert found is not None
    return json.loads(found[1])


def test_two_renders_give_the_same_bytes(report: Report, page: MapPage) -> None:
    assert report.render().html == page.html


def test_another_hash_seed_and_time_zone_give_the_same_bytes(page: MapPage) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests/maps'); from page_sample import make_report;"
        "print(hashlib.sha256(make_report().render().html.encode()).hexdigest())"
    )
    env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(page.html.encode()).hexdigest()


def test_every_script_and_style_is_named_by_its_hash_and_nothing_else_is_allowed(
    page: MapPage,
) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page.html)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'none'"
    assert "unsafe" not in policy[1]
    packed = zlib.decompress(base64.b64decode(str(data_of(page)["review"]))).decode()
    wanted = {hash_source(code) for code in (packed, *SCRIPT.findall(page.html))}
    assert set(rules["script-src"].split()) == wanted
    style = re.findall(r"<style>(.*?)</style>", page.html, re.DOTALL)
    assert [hash_source(code) for code in style] == rules["style-src"].split()


def test_the_page_loads_nothing_and_has_no_inline_handlers(page: MapPage) -> None:
    shell = SCRIPT.sub("", page.html)
    assert not re.search(r"<(?:link|img|iframe|object|embed)\b", shell)
    assert not re.search(r"\s(?:src|srcset|style|on\w+)=", shell)
    assert not re.search(r"url\((?!#)", shell)
    assert "@import" not in shell


def test_the_whole_report_and_every_quote_can_be_read_without_script(page: MapPage) -> None:
    shell = re.sub(r"<script.*?</script>|<[^>]+>", "", page.html, flags=re.DOTALL)
    for sentence in (FIRST, SECOND, "XAF 601.12", "shells fell on Adre", "Idriss Saleh"):
        assert sentence in shell, sentence


def test_the_static_map_draws_every_kind_of_feature(page: MapPage) -> None:
    static = re.search(r'(class="static-map".*?)<p class="credits">', page.html, re.DOTALL)
    assert static is not None
    for css in ("f-areas", "f-borders", "f-movements", "f-events"):
        assert css in static[1], css


def test_a_government_is_listed_as_no_place_and_gets_no_pin(page: MapPage) -> None:
    unplaced = page.html.split('id="unplaced"')[1].split('id="legend"')[0]
    assert "Not a place here" in unplaced
    assert "Khartoum" in unplaced
    assert "Khartoum" not in [f["name"] for f in data_of(page)["features"]]  # type: ignore[attr-defined]


def test_claimed_and_measured_length_stand_side_by_side(page: MapPage) -> None:
    border = next(f for f in data_of(page)["features"] if f["layer"] == "borders")  # type: ignore[attr-defined]
    assert border["lengths"] == "claimed 1,300 km · measured 1,403 km (OpenStreetMap 2026)"
    assert border["disputed"] is True


def test_a_denial_and_a_condition_are_shown_in_words(page: MapPage) -> None:
    assert 'data-claim="C01" data-mark="cross"' in page.html
    assert "stated, conditional" in page.html


def test_a_report_without_claims_or_layers_still_makes_a_page() -> None:
    empty = make_report(resolutions=(), claims=(), layers=())
    assert FIRST in empty.render().html


def test_an_unknown_report_date_is_said(report: Report) -> None:
    undated = make_report(article=replace(report.article, published=None))
    assert "date is unknown" in undated.render().html
    assert "date is unknown" not in report.render().html


def test_a_title_of_the_callers_wins(report: Report) -> None:
    page = report.render(title="Border <watch> {{ 7 * 7 }}")
    assert page.title == "Border <watch> {{ 7 * 7 }}"
    assert "<title>Border &lt;watch&gt; {{ 7 * 7 }}</title>" in page.html


def test_rendering_leaves_folium_as_it_was_for_other_maps(report: Report) -> None:
    import folium

    before = list(folium.Map.default_js)
    report.render()
    assert folium.Map.default_js == before
    assert "cdn" in folium.Map(tiles=None).get_root().render()


def test_a_page_is_written_whole_or_not_at_all(page: MapPage, tmp_path: Path) -> None:
    written = write_page(page, tmp_path / "map.html")
    assert written.read_text("utf-8") == page.html
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
    with pytest.raises(InputError, match="cannot write"):
        write_page(page, tmp_path / "missing" / "map.html")


def test_vendored_files_are_the_ones_of_the_manifest() -> None:
    for folder in (ROOT / "maps/assets", ROOT / "tests/maps/assets"):
        for row in json.loads((folder / "MANIFEST.json").read_text("utf-8")):
            digest = hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest()
            assert digest == row["sha256"], row["file"]


def test_a_base_and_an_event_in_one_town_share_one_sign_with_all_claims(report: Report) -> None:
    from page_sample import layer
    from shapely.geometry import Point

    spot = {"place_id": "gn:244878", "geometry": Point(22.2, 13.467)}
    base = layer("bases", {"feature_id": "b", "name": "4th brigade", "claim_ids": ["C00"], **spot})
    page = make_report(layers=(*report.layers, base)).render()
    points = [f for f in data_of(page)["features"] if f["shape"]["t"] == "point"]  # type: ignore[attr-defined]
    assert [point["name"] for point in points] == ["4th brigade"]
    assert points[0]["claims"] == ["C00", "C01", "C02"]


def test_a_time_that_is_not_given_is_said_in_plain_words() -> None:
    def shown(timex: str | None) -> str:
        return time_words({"time": {"timex": timex}})

    assert shown("PRESENT_REF") == "as of the report"
    assert shown("FUTURE_REF") == "in the future, no date"
    assert shown(None) == "no date given"


def test_a_government_is_not_shown_as_a_place_in_a_card() -> None:
    place = {"text": "Khartoum", "role": "none", "metonym": True,
             "resolves_to": "Sudan (government; metonym)"}  # fmt: skip
    record = claim("C07", FIRST, FIRST, places=[place])
    assert "government of Sudan (“Khartoum”)" in claim_cards([record])


def test_a_share_of_a_border_keeps_the_reports_words(report: Report) -> None:
    border = next(f for f in features_of(report.layers) if f.layer == "borders")
    noted = replace(border, note="half of it (the mayor), part not given; drawn whole")
    assert share_words(noted) == "“half of it” (the mayor); which part is not said"
    assert share_words(border) == ""


def test_the_still_map_holds_no_more_detail_than_it_can_show(page: MapPage) -> None:
    still = page.html.split('class="static-map"')[1].split('<p class="credits">')[0]
    steps = re.findall(r"l([-\d ]+)", still)
    assert steps
    assert all(number == str(int(number)) for step in steps for number in step.split())
    assert len(still) < 60_000


def test_a_type_of_both_ways_is_not_told_as_one() -> None:
    assert type_words({"type": "border_closure"}) == "border closed or opened"
    assert type_words({"type": "military_aid"}) == "military aid"
    assert type_words({"type": None}) == ""
