"""Is a page of very many claims small, whole, and usable like any other?"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_deeds import select_words
from page_visits import violations

from dateline.geo.reports.article import Span
from dateline.layers.claims.records import claim_record
from dateline.layers.corrections.anchor import anchor_at
from dateline.layers.corrections.read import parse_corrections
from dateline.maps.page.large import LARGE, column, thin_document
from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from page_visits import Visit

SOURCE = Path(__file__).parents[2] / "benchmarks" / "speed" / "many_claims.py"
COUNT = LARGE + 200


@pytest.fixture(scope="module")
def crowd() -> Any:
    spec = importlib.util.spec_from_file_location("many_claims", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["many_claims"] = module
    spec.loader.exec_module(module)
    return module.crowd(COUNT)


@pytest.fixture(scope="module")
def crowd_path(crowd: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(crowd.render(), tmp_path_factory.mktemp("many") / "many.html")


def test_a_column_holds_repeated_values_once() -> None:
    assert column(["a", "a", None, "a"]) == {"v": ["a", None], "i": "0020"}
    assert column(["a", "b"]) == {"v": ["a", "b"]}


def test_a_thin_document_leaves_out_words_that_the_report_has(crowd: Any) -> None:
    records = [claim_record(claim, crowd.article) for claim in crowd.claims[:50]]
    document = json.dumps({"schema_version": "x", "claims": records})
    thin = json.dumps(thin_document(document, crowd.article.text))
    assert len(thin) * 2 < len(document)
    assert "shells fell on" not in thin
    assert json.loads(thin)["head"] == {"schema_version": "x"}


@pytest.mark.browser
def test_every_claim_reads_without_scripts(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    page = visit(where=crowd_path, java_script_enabled=False).page
    assert page.locator("#claim-list > li").count() == COUNT
    last = page.locator(f"#claim-C{COUNT - 1}")
    last.scroll_into_view_if_needed()
    claim = crowd.claims[-1]
    assert last.locator("q").text_content() == crowd.article.slice(claim.content)
    assert claim.speaker.name in (last.text_content() or "")
    assert page.locator("#report").is_visible()


@pytest.mark.browser
def test_the_list_holds_the_first_cards_and_fetches_the_others(
    visit: Callable[..., Visit], crowd_path: Path
) -> None:
    seen = visit(where=crowd_path)
    page = seen.page
    assert page.locator(".card").count() == 300
    page.click("#more-claims")
    assert page.locator(".card").count() == 600
    assert page.evaluate("document.activeElement.id") == "claim-C300"
    page.evaluate(f"dateline.select('C{COUNT - 1}', {{}})")
    card = page.locator(f"#claim-C{COUNT - 1}")
    assert card.get_attribute("aria-current") == "true"
    card.locator("dt", has_text="Cue").wait_for()  # from the rest of the cards
    assert seen.clean(crowd_path), (seen.requests, seen.troubles)


@pytest.mark.browser
def test_filters_leave_what_fits_in_list_and_groups(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    page = visit(where=crowd_path).page
    speaker = crowd.claims[7].speaker.name
    own = [claim.id for claim in crowd.claims if claim.speaker.name == speaker]
    page.evaluate("(name) => dateline.ask({by: new Set([name])})", speaker)
    ids = page.locator(".card").evaluate_all("(nodes) => nodes.map((node) => node.dataset.claim)")
    assert ids == own
    grouped = page.evaluate("dateline.groups().flatMap((one) => one.members).length")
    shown = page.evaluate(
        "dateline.DATA.features.filter((one) => one.shape.t === 'point' && dateline.inView(one)).length"
    )
    assert grouped == shown > 0
    page.evaluate("dateline.ask({by: new Set(), q: 'zzzz'})")
    assert page.locator(".cluster, .pin").count() == 0


@pytest.mark.browser
def test_features_are_those_of_the_layers(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    found = visit(where=crowd_path).page.evaluate(
        "dateline.DATA.features.map((one) => [one.id, one.name, one.claims])"
    )
    rows = [row for layer in crowd.layers for row in layer.frame.to_dict("records")]
    wanted = {row["feature_id"]: row["name"] for row in rows}
    assert len(found) == len({one[0] for one in found})
    assert {one[0] for one in found} <= set(wanted)
    assert {claim for one in found for claim in one[2]} == {
        claim for row in rows for claim in row["claim_ids"] if row["geometry"] is not None
    }


@pytest.mark.browser
def test_a_group_stands_on_a_place_and_opens_by_keyboard(
    visit: Callable[..., Visit], crowd_path: Path
) -> None:
    page = visit(where=crowd_path).page
    page.wait_for_selector(".cluster")
    assert page.evaluate(
        "dateline.groups().every((one) => one.members.some((sign) => sign.spot.equals(one.head.spot)))"
    )
    group = page.locator(".cluster-box").first
    words = group.get_attribute("aria-label")
    assert "places around" in words
    assert "claim" in words
    before = page.evaluate("dateline.map.getZoom()")
    group.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    assert page.evaluate("dateline.map.getZoom()") > before or page.locator(".popup h2").count()


@pytest.mark.browser
def test_the_document_of_claims_is_whole_again(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    page = visit(where=crowd_path).page
    found = page.evaluate(
        "dateline.open().then((pack) => JSON.parse(pack.reports[0].claims).claims)"
    )
    records = json.loads(json.dumps([claim_record(c, crowd.article) for c in crowd.claims]))
    assert found == records


@pytest.mark.browser
def test_a_page_of_very_many_has_no_faults_of_access(
    visit: Callable[..., Visit], crowd_path: Path
) -> None:
    assert violations(visit(where=crowd_path)) == []


@pytest.mark.browser
def test_military_symbols_take_the_place_of_plain_signs(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    page = visit(where=seed_path).page
    assert page.locator(".pin .mil").first.is_hidden()
    page.check("#mil")
    assert page.locator(".pin .mil").first.is_visible()
    assert page.locator(".pin-bases .sign").first.is_hidden()


@pytest.mark.browser
def test_selected_words_become_a_claim_and_a_place_on_a_page_of_very_many(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    seen = visit(where=crowd_path, reduced_motion="reduce")
    page = seen.page
    page.click("#review-button")
    page.click("#tab-report")
    shelled = next(
        c for c in crowd.claims[COUNT // 2 :] if "fell on" in crowd.article.slice(c.content)
    )
    start = crowd.article.text.index("fell on", shelled.content.start)
    end = crowd.article.text.index(",", start)  # after the name of the place
    words = crowd.article.text[start:end]
    page.locator(
        "#report .zone", has_text=crowd.article.slice(shelled.content)
    ).first.scroll_into_view_if_needed()
    select_words(page, words, within=crowd.article.slice(shelled.content))
    page.click("text=It is a claim")
    assert "".join(page.locator("#report mark.is-added").all_text_contents()) == words
    page.click("#tab-claims")
    cards = page.locator(".card").evaluate_all("cards => cards.map(card => card.dataset.claim)")
    assert cards[0] == "N1"
    assert len(cards) == 300
    assert page.locator("#claim-N1 blockquote mark").inner_text() == words
    assert words.removeprefix("fell on ") in page.inner_text("#claim-N1 .facts")
    assert page.inner_text("#count") == str(COUNT + 1)
    (entry,) = parse_corrections(page.evaluate("dateline.draft.text()")).claims
    assert entry.anchor == anchor_at(crowd.article, Span(start, end))
    page.evaluate("dateline.ask({q: 'no such words'})")
    assert page.locator(".card").count() == 0
    page.evaluate("dateline.clearAll()")
    page.click("text=Undo")
    assert page.locator("#claim-N1").count() == 0
    assert violations(seen) == []
    assert seen.clean(crowd_path), (seen.requests, seen.troubles)


@pytest.mark.browser
def test_the_search_finds_what_only_full_cards_say(
    visit: Callable[..., Visit], crowd: Any, crowd_path: Path
) -> None:
    page = visit(where=crowd_path).page
    page.locator(".context").first.wait_for(state="attached")  # the rest of the cards has come
    office = crowd.claims[-1].speaker.role
    page.evaluate("(q) => dateline.ask({q})", f"{office} said “said” location")
    assert page.evaluate("dateline.shownClaims().length") == 0
    page.evaluate("(q) => dateline.ask({q})", f'"{office}."')  # at the end of the sentence alone
    found = page.evaluate("dateline.shownClaims()")
    assert found == [claim.id for claim in crowd.claims if claim.speaker.role == office]


@pytest.mark.browser
def test_printing_makes_a_sheet_and_leaves_the_list_short(
    visit: Callable[..., Visit], crowd_path: Path
) -> None:
    page = visit(where=crowd_path).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".sheet .key li").count() > 20
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".card").count() == 300
    page.evaluate(f"dateline.select('C{COUNT - 1}', {{from: 'table'}})")
    assert page.locator(f"#claim-C{COUNT - 1}").is_visible()


@pytest.mark.browser
def test_an_overview_of_very_many_holds_few_signs_and_follows_the_filters(
    visit: Callable[..., Visit], crowd_path: Path
) -> None:
    page = visit(where=crowd_path).page
    page.evaluate(
        """() => {
          const spot = document.createElement("div");
          spot.style.cssText = "width: 230px; height: 150px";
          document.body.append(spot);
          window.small = L.map(spot).fitBounds(dateline.bounds(dateline.DATA.view.all));
        }"""
    )
    apart = page.evaluate("dateline.apart(small).map((one) => [one.layer, one.claims.length])")
    assert 20 < len(apart) <= 250
    assert len(apart) < page.evaluate("dateline.DATA.features.length") / 2
    every = page.evaluate("dateline.DATA.features.flatMap((one) => one.claims || []).length")
    assert sum(count for _, count in apart) == every
