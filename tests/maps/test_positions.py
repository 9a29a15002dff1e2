"""Uncertain areas on the page: dotted on the live and on the still map, explained, never pinned."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "geo"))

from marked_text import marked

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.positions.positions import find_positions
from dateline.layers.build import build_layers
from dateline.layers.claims.claims import extract_claims
from dateline.maps.drawing.features import features_of
from dateline.maps.drawing.labels import labels_for
from dateline.maps.drawing.view import choose_view
from dateline.maps.page.payload import radius_words
from dateline.maps.page.render import render_map
from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.layers.build import Layer
    from dateline.maps.page.render import MapPage

AXE = (Path(__file__).parent / "assets" / "axe.min.js").read_text("utf-8")
REPORT = (
    "Gunmen attacked a convoy 30 km north of [Gao] on Monday. A drone crashed at 16.9742 N, "
    "0.5519 W. Shells fell near [Ansongo]. Mines exploded within 15 km of "
    "[border:the Afghan border]. An outpost 20 km north of [Zorgolo] was abandoned. "
    "Troops arrived in [Gao]."
)


def build(words: str) -> tuple[MapPage, tuple[Layer, ...]]:
    article, resolutions = marked(words)
    positions = find_positions(article, resolutions)
    gazetteer = open_gazetteer()
    claims = extract_claims(
        article, parse_article(article), resolutions, gazetteer=gazetteer, positions=positions
    )
    layers = build_layers(article, resolutions, claims, gazetteer=gazetteer, positions=positions)
    return render_map(article, resolutions, claims, layers, positions=positions), layers


@pytest.fixture(scope="module")
def made() -> tuple[MapPage, tuple[Layer, ...]]:
    return build(REPORT)


def data_of(page: MapPage) -> dict[str, Any]:
    found = re.search(
        r'<script type="application/json" id="data">(.*?)</script>', page.html, re.DOTALL
    )
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def pane(page: MapPage, name: str, after: str) -> str:
    return page.html.split(f'id="{name}"')[1].split(f'id="{after}"')[0]


def test_the_still_map_draws_the_areas_dotted_and_the_coordinates_as_a_point(
    made: tuple[MapPage, tuple[Layer, ...]],
) -> None:
    static = made[0].html.split('class="static-map"')[1].split('class="credits"')[0]
    assert static.count("f-areas is-actual is-uncertain") >= 2
    assert static.count('class="f-events"') == 2  # the coordinates and Gao
    assert "name-uncertain" in static


def test_the_pages_data_say_how_far_each_area_reaches(
    made: tuple[MapPage, tuple[Layer, ...]],
) -> None:
    features = {f["name"]: f for f in data_of(made[0])["features"] if f["kind"] == "uncertain"}
    area = features["30 km north of Gao"]
    assert area["lengths"] == "uncertain area: up to 28 km from its middle"
    assert "point-radius method" in area["note"]
    assert area["shape"]["t"] == "area"
    assert "thin" not in area
    assert features["within 15 km of the Afghan border"]["thin"] is True


def test_why_here_gives_the_evidence_for_what_was_measured_from(
    made: tuple[MapPage, tuple[Layer, ...]],
) -> None:
    data = data_of(made[0])
    area = next(f for f in data["features"] if f["name"] == "30 km north of Gao")
    (why,) = data["places"][area["place"]]["why"]
    assert (why["words"], why["as"]) == ("Gao", "Gao")


def test_a_card_says_method_radius_and_anchor(made: tuple[MapPage, tuple[Layer, ...]]) -> None:
    cards = pane(made[0], "claims", "report")
    assert "<bdi>30 km north of Gao</bdi>" in cards
    assert "A circle of 28 km around the point 30 km north of the centre of Gao (ML)" in cards
    assert "only a distance from there is told" not in cards


def test_the_legend_shows_the_sign_only_where_there_is_one(
    made: tuple[MapPage, tuple[Layer, ...]],
) -> None:
    assert "Uncertain area" in pane(made[0], "legend", "sources")
    page, _ = build("Troops arrived in [Gao].")
    assert "Uncertain area" not in pane(page, "legend", "sources")
    assert "Country or region" not in pane(made[0], "legend", "sources")


def test_what_cannot_be_placed_is_listed_with_the_reason(
    made: tuple[MapPage, tuple[Layer, ...]],
) -> None:
    unplaced = pane(made[0], "unplaced", "legend")
    assert "Positions that could not be placed" in unplaced
    assert "20 km north of Zorgolo" in unplaced
    assert "“Zorgolo” could not be placed" in unplaced


def test_the_words_are_marked_as_a_whole_in_the_report(
    made: tuple[MapPage, tuple[Layer, ...]],
) -> None:
    report = pane(made[0], "report", "unplaced")
    assert re.search(
        r'<span data-place="position:[\d-]+" data-at="\d+-\d+" class="mention mention-position">30 km north of Gao<',
        report,
    )
    assert re.sub(r"<[^>]*>", "", report).count("30 km north of Gao") == 1


def test_the_first_view_shows_an_area_whole_and_names_coordinates_once(
    made: tuple[MapPage, tuple[Layer, ...]],
) -> None:
    _, layers = build(
        "Gunmen attacked a convoy 30 km north of [Gao]. A drone crashed at 16.9742 N, 0.5519 W."
    )
    features = features_of(layers)
    view = choose_view(features)
    for feature in features:
        assert feature.shape is not None
        west, south, east, north = feature.shape.bounds
        assert view.core[0] < west < east + 1e-9 < view.core[2] + 1e-9
        assert view.core[1] < south < north + 1e-9 < view.core[3] + 1e-9
    own = [(label[0], label[4]) for label in labels_for(features, view) if label[3] == 0]
    assert own == [("16.9742 N, 0.5519 W", "point"), ("30 km north of Gao", "uncertain")]


def test_small_areas_lie_over_large_ones(made: tuple[MapPage, tuple[Layer, ...]]) -> None:
    sizes = [f.radius_km or 0.0 for f in features_of(made[1]) if f.uncertain]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == 4


def test_radii_are_said_in_fitting_units() -> None:
    assert radius_words(0.0302, uncertain=False) == "coordinates, to within 30 m"
    assert radius_words(7.12, uncertain=True).endswith("7.1 km from its middle")
    assert radius_words(412.3, uncertain=True).endswith("412 km from its middle")


def test_two_renders_give_the_same_bytes(made: tuple[MapPage, tuple[Layer, ...]]) -> None:
    assert build(REPORT)[0].html == made[0].html


# ------------------------------------------------------------------ in a browser
@pytest.fixture(scope="module")
def path(made: tuple[MapPage, tuple[Layer, ...]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(made[0], tmp_path_factory.mktemp("areas") / "map.html")


@pytest.fixture
def visit(browser: Any, path: Path) -> Iterator[Any]:
    opened = []

    def go(**options: Any) -> tuple[Any, list[str]]:
        context = browser.new_context(offline=True, reduced_motion="reduce", **options)
        opened.append(context)
        page, troubles = context.new_page(), []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text))
        page.goto(path.as_uri())
        page.wait_for_timeout(250)
        return page, troubles

    yield go
    for context in opened:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_with_areas_is_quiet_accessible_and_not_too_wide(
    visit: Any, width: int, scheme: str
) -> None:
    page, troubles = visit(viewport={"width": width, "height": 844}, color_scheme=scheme)
    for tab in ("report", "unplaced", "legend", "claims"):
        page.click(f"#tab-{tab}")
        page.evaluate(AXE + ";0")
        assert [v["id"] for v in page.evaluate("axe.run()")["violations"]] == [], tab
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert troubles == []


@pytest.mark.browser
def test_an_area_opens_from_the_map_and_from_the_report(visit: Any) -> None:
    page, _ = visit(viewport={"width": 1280, "height": 900})
    area = page.locator('path.is-uncertain[aria-label^="30 km north of Gao"]')
    assert area.get_attribute("role") == "button"
    area.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".place-popup")
    assert "up to 28 km from its middle" in popup.inner_text()
    popup.get_by_text("Why here?").click()
    assert "“Gao” is read as Gao" in popup.inner_text()
    page.keyboard.press("Escape")
    page.click("#tab-report")
    page.locator(".mention-position.on-map", has_text="near Ansongo").click()
    assert "near Ansongo" in page.locator(".place-popup h2").inner_text()


@pytest.mark.browser
def test_without_script_the_areas_are_on_the_still_map(visit: Any) -> None:
    page, _ = visit(viewport={"width": 1000, "height": 900}, java_script_enabled=False)
    assert page.locator(".static-map .is-uncertain").count() >= 2
    assert page.locator(".static-map .is-uncertain").first.is_visible()
