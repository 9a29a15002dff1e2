"""A claim that the reviewer adds is a claim of the page at once: in list, text, search, table and map."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hostile_sample import PAYLOADS, hostile
from page_deeds import listed, search, select_words
from page_sample import FIRST, SECOND, TEXT, make_report
from page_visits import violations

from dateline.geo.reports.article import Span
from dateline.geo.reports.reading import article_from_text
from dateline.layers.corrections.anchor import anchor_at
from dateline.layers.corrections.corrections import ClaimCorrection, Corrections
from dateline.layers.corrections.read import parse_corrections
from dateline.layers.corrections.write import corrections_text
from dateline.maps.write import write_page
from dateline.pipeline import analyse, draw_set, join_reports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from page_visits import Visit

pytestmark = pytest.mark.browser

WORDS = "fell on Adre, mayor Idriss"
OLD = ["C00", "C01", "C02"]
SAVE = "dialog button:text-is('Save')"


def begin(seen: Visit) -> Any:
    seen.page.set_default_timeout(6000)
    seen.page.click("#review-button")
    seen.page.wait_for_selector(".review-bar:visible")
    return seen.page


def add(live: Any, words: str) -> None:
    live.click("#tab-report")
    select_words(live, words)
    live.click("text=It is a claim")


@pytest.fixture
def live(visit: Callable[..., Visit], path: Path) -> Any:
    return begin(visit(where=path, reduced_motion="reduce"))


@pytest.fixture
def added(live: Any) -> Any:
    add(live, WORDS)
    return live


def upload(live: Any, *claims: ClaimCorrection) -> None:
    text = corrections_text(Corrections(claims=claims))
    live.set_input_files(
        "#open-corrections", {"name": "c.toml", "mimeType": "", "buffer": text.encode()}
    )
    live.click("dialog button:text-is('Close')")


def new_claim(words: str, **says: Any) -> ClaimCorrection:
    article, start = make_report().article, TEXT.index(words)
    return ClaimCorrection(
        anchor=anchor_at(article, Span(start, start + len(words))), add=True, **says
    )


def marked(live: Any) -> str:
    return "".join(live.locator("#report mark.is-added").all_text_contents())


def test_added_words_are_the_first_card_and_marked_where_they_stand(added: Any) -> None:
    assert listed(added) == []  # the report stays open
    assert marked(added) == WORDS
    assert added.locator("#report mark.is-added.is-on").count() > 0
    added.click("#tab-claims")
    assert listed(added) == ["N1", *OLD]
    assert added.inner_text("#count") == "4"
    card = added.locator("#claim-N1")
    assert card.get_attribute("aria-current") == "true"
    assert card.locator("blockquote mark").inner_text() == WORDS
    words = card.inner_text()
    for told in ("Speaker not given", "added in review", "no date given", "Adré", "Added by you"):
        assert told in words
    assert card.locator(".card-actions").inner_text().split() == ["Correct", "…", "Take", "back"]


def test_the_report_reads_as_before_with_an_added_claim_in_it_and_without_it(live: Any) -> None:
    html = "document.querySelector('#report').innerHTML.replace(/ (class|title|role|tabindex)=\"[^\"]*\"/g, '')"
    before, text = live.evaluate(html), live.text_content("#report")
    add(live, WORDS)
    assert live.evaluate(html) != before
    assert live.text_content("#report") == text
    live.keyboard.press("Control+z")
    assert live.evaluate(html) == before


def test_words_that_are_a_claim_already_are_chosen_and_not_added(live: Any) -> None:
    add(live, "shells fell on Adre")
    assert live.evaluate("dateline.chosen") == "C01"
    assert live.evaluate("dateline.draft.count()") == 0


def test_search_filters_table_and_keys_know_it(added: Any) -> None:
    search(added, "fell on")
    added.click("#tab-claims")
    assert listed(added) == ["N1", "C01"]
    assert "2 claims" in added.inner_text("#hits")
    added.evaluate("dateline.ask({q: '', act: new Set(['added in review'])})")
    assert listed(added) == ["N1"]
    added.click("#clear")
    added.click("#show-table")
    rows = added.locator("tbody tr").evaluate_all("rows => rows.map(row => row.dataset.claim)")
    assert rows == ["N1", *OLD]
    assert added.locator("tbody tr").first.inner_text().endswith("Adré")
    added.click("#show-map")
    added.evaluate("dateline.letGo()")
    added.locator("#query").blur()
    added.keyboard.press("j")
    assert added.evaluate("dateline.chosen") == "N1"
    added.keyboard.press("x")  # rejecting is for what was read
    assert added.evaluate("dateline.draft.state().claims[0].status") is None


def test_what_is_said_of_it_is_on_its_card_and_can_be_filtered(added: Any) -> None:
    added.click("#tab-claims")
    added.click("#claim-N1 button:text-is('Correct …')")
    assert added.locator("dialog input[name=status]").count() == 0
    added.fill("#r-speaker", "Amina Haroun")
    added.fill("#r-date", "2024-02/..")
    added.select_option("#r-meant-as", "promise")
    added.select_option("#r-told-as", "conditional")
    added.fill("#r-note", "heard on the radio")
    added.click(SAVE)
    added.wait_for_function("document.activeElement.textContent === 'Correct …'")
    card = added.locator("#claim-N1").inner_text()
    for told in ("Amina Haroun", "promised, conditional", "2024-02/..", "heard on the radio"):
        assert told in card
    assert added.locator("#claim-N1 .mark-diamond").count() == 1
    added.evaluate("dateline.ask({by: new Set(['Amina Haroun'])})")
    assert listed(added) == ["N1"]
    added.evaluate(
        "dateline.ask({by: new Set(), from: '2030-01-01', to: '2030-12-31', undated: false})"
    )
    assert listed(added) == ["N1"]
    added.evaluate("dateline.ask({from: '2020-01-01', to: '2020-12-31'})")
    assert listed(added) == []
    text = added.evaluate("dateline.draft.text()")
    found = parse_corrections(text)
    assert corrections_text(found) == text
    (entry,) = found.claims
    assert (entry.add, entry.speaker, entry.time, entry.act) == (
        True,
        "Amina Haroun",
        "2024-02/..",
        "promise",
    )


def test_a_known_place_in_its_words_has_a_sign_and_its_window_names_it(added: Any) -> None:
    assert added.locator("path.draft-spot.is-added").count() == 1
    assert added.locator(".draft-name").all_inner_texts() == ["N1"]
    add(added, "moved from Sudan to")  # an area: no spot of its own
    assert added.locator(".draft-name").all_inner_texts() == ["N1"]
    assert added.evaluate("dateline.byClaim.get('N2')") == ["areas-1"]
    added.evaluate("dateline.goTo(dateline.byPlace.get('gn:244878'))")
    assert WORDS in added.inner_text(".popup")
    added.keyboard.press("Escape")
    added.evaluate("dateline.ask({act: new Set(['denied'])})")
    assert added.locator("path.draft-spot.is-added").count() == 0
    added.evaluate("dateline.clearAll()")
    added.locator("path.draft-spot.is-added").dispatch_event("click")
    assert added.evaluate("dateline.chosen") == "N1"


def test_its_places_follow_the_corrections_of_the_names_in_it(added: Any) -> None:
    added.locator("#report .mention", has_text="Adre").first.click()
    added.check("dialog input[value=none]")
    added.click(SAVE)
    assert added.locator("path.draft-spot.is-added").count() == 0
    facts = added.locator("#claim-N1 .facts").text_content() or ""
    assert facts == "Whenno date given"
    assert added.evaluate("dateline.byPlace.get('gn:244878').claims.includes('N1')") is False


def test_it_is_taken_back_undone_done_again_and_gone_with_the_review(added: Any) -> None:
    added.click("#tab-claims")
    added.click("#claim-N1 button:text-is('Take back')")
    assert listed(added) == OLD
    assert marked(added) == ""
    added.wait_for_function("document.activeElement.id === 'tab-claims'")
    added.click("text=Undo")
    assert listed(added) == ["N1", *OLD]
    assert marked(added) == WORDS
    added.click("text=Undo")
    added.click("text=Redo")
    assert listed(added) == ["N1", *OLD]
    added.click("#review-button")
    assert listed(added) == OLD
    assert (marked(added), added.inner_text("#count")) == ("", "3")
    assert added.locator(".draft-spot").count() == 0
    added.click("#review-button")
    assert listed(added) == ["N1", *OLD]


def test_the_claims_of_a_file_that_is_opened_have_cards_too(live: Any) -> None:
    upload(
        live,
        new_claim("mayor Idriss Saleh said", speaker="The desk", time="2024-04"),
        new_claim("Two columns moved", note="twice"),
        new_claim("shells fell on Adre", note="known already"),
    )
    assert listed(live) == ["N1", "N2", *OLD]
    assert "The desk" in live.inner_text("#claim-N1")
    assert "twice" in live.inner_text("#claim-N2")
    assert "known already" in live.inner_text("#claim-C01")
    assert marked(live) == "mayor Idriss Saleh saidTwo columns moved"
    assert len(parse_corrections(live.evaluate("dateline.draft.text()")).claims) == 3
    live.click("text=Undo")
    assert listed(live) == OLD


def test_claims_within_each_other_are_marked_and_the_inner_one_is_chosen(live: Any) -> None:
    add(live, "Two columns moved from")
    add(live, "columns moved")
    assert live.evaluate("dateline.chosen") == "N2"
    live.locator("#report mark[data-claims=N2]").first.click()
    assert live.evaluate("dateline.chosen") == "N2"
    live.keyboard.press("Control+z")
    live.locator("#report mark[data-claims=N1]").first.click()
    assert live.evaluate("dateline.chosen") == "N1"
    assert marked(live) == "Two columns moved from"
    assert FIRST in live.inner_text("#report")
    assert SECOND in live.inner_text("#report")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing_with_added_claims(
    visit: Callable[..., Visit], path: Path, size: str
) -> None:
    seen = visit(size, where=path, reduced_motion="reduce")
    live = begin(seen)
    add(live, WORDS)
    assert violations(seen) == []
    live.click("#tab-claims")
    assert violations(seen) == []
    live.click("#claim-N1 button:text-is('Correct …')")
    assert violations(seen) == []
    live.keyboard.press("Escape")
    live.click("#show-table")
    assert violations(seen) == []
    assert seen.clean(path), (seen.requests, seen.troubles)


def test_hostile_words_that_are_added_stay_words(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    report = hostile()
    where = write_page(report.render(), tmp_path / "hostile.html")
    seen = visit(where=where, reduced_motion="reduce")
    live = begin(seen)
    text, claims, start = report.article.text, [], 0
    for number, payload in enumerate(PAYLOADS[1:27]):
        start = text.index(payload, start)
        span = Span(start, start + max(len(payload) - 1, 1))
        start = span.end
        says = {
            "speaker": PAYLOADS[-number - 4],
            "note": payload,
            "grade": "B2",
            "graded_by": payload,
        }
        claims.append(ClaimCorrection(anchor=anchor_at(report.article, span), add=True, **says))
    upload(live, *claims)
    assert live.locator(".card[data-claim^=N]").count() == len(claims)
    for claim in live.evaluate("[...dateline.cards.keys()].filter(id => id[0] === 'N')"):
        live.evaluate("id => dateline.select(id, {from: 'link', focus: true})", claim)
        quote = live.evaluate("id => dateline.DATA.claims[id].quote", claim)
        assert live.locator(f"#claim-{claim} blockquote mark").text_content() == quote
    live.keyboard.press("f")
    live.click("#show-table")
    assert live.evaluate("window.__hit") is None
    assert seen.clean(where), (seen.requests, seen.troubles)


def test_of_several_reports_an_added_claim_is_of_the_one_that_it_stands_in(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    text = "{} ships left Mukalla on Sunday, the envoy said. Nobody knows why they did so.\n"
    found = join_reports([
        analyse(article_from_text(text.format(n), id=f"n{n}", title=f"Paper {n}", date="2020-03-05"))
        for n in (31, 32)
    ])  # fmt: skip
    where = write_page(draw_set(found), tmp_path / "set.html")
    seen = visit(where=where, reduced_motion="reduce")
    live = begin(seen)
    live.click("#tab-report")
    live.evaluate("""() => {
      const zone = document.querySelector('#report-r2 .zone'), range = document.createRange();
      range.selectNodeContents(zone);
      getSelection().addRange(range);
      getSelection().collapseToEnd();
      for (let i = 0; i < 4; i += 1) getSelection().modify('extend', 'backward', 'word');
    }""")
    live.click("text=It is a claim")
    assert marked(live) == "they did so."
    assert live.locator("#report-r1 mark.is-added").count() == 0
    assert live.get_attribute("#claim-N1", "data-report") == "r2"
    (entry,) = tomllib.loads(live.evaluate("dateline.draft.text()"))["claim"]
    assert (entry["report"], entry["quote"]) == ("n32", "they did so.")
    live.click("#tab-claims")
    live.uncheck("#show-r2")
    assert "N1" not in live.evaluate("dateline.shownClaims()")
    assert seen.clean(where), (seen.requests, seen.troubles)
