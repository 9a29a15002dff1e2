"""Can a page be used whose claims are ten thousands, or all about a few places?"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from page_visits import Visit

pytestmark = pytest.mark.browser
SOURCE = Path(__file__).parents[2] / "benchmarks" / "speed" / "many_claims.py"
LISTED = 300
# Elements that scripts make, from now on; what the parser makes is not among them.
COUNTING = """() => {
  window.made = 0;
  for (const name of ["createElement", "createElementNS"]) {
    const make = document[name].bind(document);
    document[name] = (...given) => {
      window.made += 1;
      return make(...given);
    };
  }
}"""


def crowd_of(count: int, **options: Any) -> Any:
    name = "many_claims_of_this_test"
    spec = importlib.util.spec_from_file_location(name, SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module.crowd(count, **options)


@pytest.fixture(scope="module")
def crowd() -> Any:
    return crowd_of(3000, towns=4)


@pytest.fixture(scope="module")
def path(crowd: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(crowd.render(), tmp_path_factory.mktemp("few") / "few.html")


@pytest.fixture
def seen(visit: Callable[..., Visit], path: Path) -> Visit:
    return visit(where=path, reduced_motion="reduce")


def test_claims_on_four_places_are_four_signs_with_short_names(seen: Visit, path: Path) -> None:
    points = seen.page.evaluate(
        "dateline.DATA.features.filter((one) => one.shape.t === 'point').map((one) => one.name)"
    )
    assert len(points) == 4
    assert max(map(len, points)) < 800
    assert seen.page.locator(".map *").count() < 1000
    assert seen.page.locator(".card").count() == LISTED
    assert seen.clean(path), (seen.requests, seen.troubles)


def test_no_element_whose_direction_is_asked_for_has_many_children(seen: Visit) -> None:
    """A browser asks anew at each child that it adds: the square of their number."""
    most = "Math.max(0, ...[...document.querySelectorAll('[dir=auto]')].map((one) => one.children.length))"
    assert seen.page.evaluate(most) < 50
    assert seen.page.locator("#report .report-text").get_attribute("dir") == "ltr"


def test_a_search_makes_as_many_ranges_and_elements_as_can_be_seen(seen: Visit, crowd: Any) -> None:
    page = seen.page
    page.wait_for_timeout(800)  # until the rest of the cards is read
    page.evaluate(COUNTING)
    page.evaluate("dateline.ask({q: 'said'})")
    said = crowd.article.text.count("said")
    assert page.locator("#hits").inner_text().split("\n")[-1] == f"{said} in the report"
    assert page.evaluate("[...CSS.highlights.get('hit')].length") <= 1200
    assert page.evaluate("made") < 100 * LISTED
    last = page.evaluate("dateline.shownClaims().length")
    assert last == len(crowd.claims)
    page.click("#hits-report")
    assert page.evaluate("[...CSS.highlights.get('hit-now')].map(String)") == ["said"]


def test_each_of_very_many_hits_in_the_report_can_be_gone_to(seen: Visit, crowd: Any) -> None:
    count = crowd.article.text.count("tribal")
    found = seen.page.evaluate(
        "() => { const hits = dateline.highlight(['tribal']);"
        " return [hits.length, ...[0, hits.length - 1].map((number) => String(hits.at(number)))]; }"
    )
    assert found == [count, "tribal", "tribal"]


def test_a_claim_far_down_stands_in_a_list_of_its_own_stretch(seen: Visit) -> None:
    page = seen.page
    page.evaluate("dateline.select('C2950')")
    assert page.locator("#claim-C2950").is_visible()
    assert page.locator(".card").count() == LISTED
    assert page.locator("#earlier-claims").inner_text() == "2700 before these"
    assert page.locator("#more-claims").is_hidden()
    page.click("#earlier-claims")
    assert page.locator(".card").count() == 2 * LISTED
    assert page.evaluate("document.activeElement.id") == "claim-C2699"
    page.evaluate("dateline.clearAll()")  # the chosen one stays listed
    assert page.locator("#claim-C2950").is_visible()
    page.evaluate("dateline.letGo()")
    page.evaluate("dateline.clearAll()")
    assert page.locator("#claim-C0").is_visible()
    assert page.locator("#earlier-claims").is_hidden()


def test_cards_and_marks_answer_to_the_pointer_though_none_listens(seen: Visit) -> None:
    page = seen.page
    page.locator("#claim-C3 .card-head").click()
    assert page.evaluate("dateline.chosen") == "C3"
    page.locator("#claim-C5 blockquote").hover()
    assert "is-near" in page.locator("#claim-C5").get_attribute("class")
    page.mouse.move(5, 5)
    assert page.locator(".card.is-near").count() == 0
    page.click("#tab-report")
    page.locator('mark[data-claims="C7"]').click()
    assert page.evaluate("dateline.chosen") == "C7"


@pytest.mark.slow
def test_thirty_thousand_claims_open_and_are_found(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    crowd = crowd_of(30_000)
    path = write_page(crowd.render(), tmp_path / "many.html")
    seen = visit(where=path, reduced_motion="reduce")
    page = seen.page
    page.set_default_timeout(60_000)
    assert page.locator("#count").inner_text() == "30000"
    assert page.locator(".card").count() == LISTED
    assert page.locator(".map *").count() < 3000
    assert page.locator(".static-map *").count() < 6000
    speaker = crowd.claims[7].speaker.name
    own = [claim.id for claim in crowd.claims if claim.speaker.name == speaker]
    page.evaluate("(name) => dateline.ask({by: new Set([name])})", speaker)
    assert page.evaluate("dateline.shownClaims()") == own
    page.evaluate("dateline.ask({by: new Set(), q: 'shells aid worker'})")
    wanted = {
        claim.id
        for claim in crowd.claims
        if "shells" in crowd.article.slice(claim.content) and claim.speaker.role == "aid worker"
    }
    assert set(page.evaluate("dateline.shownClaims()")) == wanted
    assert page.locator("#count").inner_text() == f"{len(wanted)}/30k"
    assert page.locator(".card").count() == LISTED
    page.evaluate("dateline.select('C29999')")
    assert page.locator("#claim-C29999").is_visible()
    assert page.locator(".card").count() <= LISTED
    page.evaluate("void dateline.map.setZoom(7, {animate: false})")
    assert seen.clean(path), (seen.requests, seen.troubles)
