"""Does a page of very many claims read like a small one? The same reports, drawn both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from page_visits import Visit

from dateline.geo.reports.reading import article_from_text
from dateline.maps.page import large, render, several
from dateline.maps.write import write_page
from dateline.pipeline import AnalysisSet, analyse, draw, draw_set, join_reports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.browser

# Line ends of two characters and a letter beyond the first plane: where offsets go wrong, marks do.
FIRST = (
    "Forty soldiers were killed in Taiz on Monday, the army said \U0001f642. Yemen closed its border with "
    "Oman.\r\n\r\n“If the road to Marib is cleared, we will send 12 trucks,” governor Salem Nasser told "
    "Reuters.\r\nA drone fell 30 km north of Aden, residents said. Moscow will equip the base at Kulob."
    "\r\n\r\nTajikistan guards its 1,344 km border with Afghanistan, a spokesman said. The base at "
    "Xyzzyq is lost, he added.\r\n"
)
SECOND = (
    "Six soldiers were killed in Taiz on Monday, a rebel spokesman said. The army denied that Marib had "
    "fallen.\n\nIn 2015 the city had been shelled.\n\nShips left Mukalla on Sunday for Aden.\n"
)
KINDS = ("large", "small")
CARDS = """() => [...document.querySelectorAll("li:not([hidden]) > .card")].map((card) => [card.id, card.dataset.report,
  ...[...card.children].map((part) => part.className + " | " + part.textContent)])"""
PARAGRAPHS = """() => [...document.querySelectorAll("#report .zone")].map((zone) => [zone.textContent,
  [...zone.querySelectorAll("mark")].reduce((all, one) =>
    ({...all, [one.dataset.claims]: (all[one.dataset.claims] || "") + one.textContent}), {}),
  [...zone.querySelectorAll(".mention")].map((one) => [one.className, one.textContent, one.dataset.place || "",
    one.dataset.at || "", one.getAttribute("role"), one.getAttribute("tabindex")])])"""
POPUPS = """() => dateline.DATA.features.map((feature) => {
  dateline.openFeature(feature);
  return document.querySelector(".popup").textContent;
})"""
FOUND = "(q) => { dateline.ask({q}); return dateline.shownClaims(); }"
PANES = (
    "#unplaced",
    "#legend",
    "#sources",
    "#report-list",
    "#timeline",
    "#tools",
    ".byline",
    ".credits",
)


@pytest.fixture(scope="module")
def reports() -> AnalysisSet:
    titles = ("Fire in Taiz", "Six dead")
    return join_reports(
        [
            analyse(article_from_text(text, id=f"n{n}", title=title, date="2020-03-05"))
            for n, (text, title) in enumerate(zip((FIRST, SECOND), titles, strict=True))
        ]
    )


@pytest.fixture(scope="module")
def paths(reports: AnalysisSet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The set and its first report alone, as a page of very many claims has them and as any other."""
    folder = tmp_path_factory.mktemp("both")
    found = {}
    for kind in KINDS:
        with pytest.MonkeyPatch.context() as patch:
            for module in (large, render, several) if kind == "large" else ():
                patch.setattr(module, "LARGE", 3)
            found[kind] = write_page(draw_set(reports), folder / f"{kind}.html")
            alone = analyse(article_from_text(FIRST, id="alone", date="2020-03-05"))
            found[f"{kind} alone"] = write_page(draw(alone), folder / f"{kind}-alone.html")
    return found


@pytest.fixture
def both(visit: Callable[..., Visit], paths: dict[str, Path]) -> dict[str, Any]:
    pages = {kind: visit(where=paths[kind], reduced_motion="reduce").page for kind in KINDS}
    pages["large"].locator(".context").first.wait_for(
        state="attached"
    )  # the rest of the cards has come
    return pages


def alike(pages: dict[str, Any], script: str, *given: object) -> Any:
    """What a script finds, which must be the same on both pages."""
    seen, wanted = (pages[kind].evaluate(script, *given) for kind in KINDS)
    assert seen == wanted
    return seen


def test_the_page_that_is_compared_is_one_of_very_many(both: dict[str, Any]) -> None:
    assert [both[kind].evaluate("Boolean(dateline.DATA.large)") for kind in KINDS] == [True, False]


def test_cards_say_the_same(both: dict[str, Any]) -> None:
    words = str(alike(both, CARDS))
    for telling in (
        "30 km north of the centre of Aden", "If the road to Marib is cleared", "12 (trucks)",
        "contradicts r1-C01 in Report 1, army: Six soldiers killed here, Forty soldiers killed there",
        "our data: ", "government of Russia (“Moscow”)", "“told”",
        "possibly indirect speech",
    ):  # fmt: skip
        assert telling in words


def test_reports_have_the_same_marks(both: dict[str, Any]) -> None:
    for page in both.values():
        page.click("#tab-report")
    both["large"].locator(".mention").first.wait_for()
    both["large"].wait_for_timeout(200)
    names = {one[1]: one[0] for zone in alike(both, PARAGRAPHS) for one in zone[2]}
    assert names["30 km north of Aden"] == "mention mention-position on-map"
    assert names["Xyzzyq"] == "mention mention-name mention-unplaced"
    assert "Aden" in names  # where it stands alone


def test_a_name_in_the_report_leads_to_its_place_by_keyboard(both: dict[str, Any]) -> None:
    page = both["large"]
    page.click("#tab-report")
    name = page.locator(".mention.on-map", has_text="Mukalla")
    name.focus()
    assert page.locator(".card.is-near").count() == 1
    page.keyboard.press("Enter")
    assert page.locator(".popup h2").text_content() == "Mukalla"


def test_all_else_that_can_be_read_is_the_same(both: dict[str, Any]) -> None:
    assert any("Why here?" in words for words in alike(both, POPUPS))
    for pane in PANES:
        alike(both, "(pane) => document.querySelector(pane).textContent", pane)
    alike(
        both,
        "() => [...dateline.cards.keys()].map((id) => dateline.citation(id).replace(/\\S+$/, ''))",
    )
    alike(
        both, "() => { dateline.showTable(); return document.getElementById('table').innerText; }"
    )
    for tongue in ("ru", "local"):
        alike(
            both,
            "(tongue) => { dateline.speak(tongue); return dateline.DATA.features.map((one) => dateline.named(one.name)); }",
            tongue,
        )


@pytest.mark.parametrize(
    ("query", "count"), [("forty soldiers", 2), ("told", 1), ("road", 1), ("near oxford", 0)]
)
def test_the_search_finds_words_of_the_whole_card(
    both: dict[str, Any], query: str, count: int
) -> None:
    assert len(alike(both, FOUND, query)) == count


def test_boxes_of_reports_narrow_both_pages(both: dict[str, Any]) -> None:
    for page in both.values():
        page.uncheck("#show-r1")
    assert {words[1] for words in alike(both, CARDS)} == {"r2"}
    assert alike(both, "() => dateline.shownClaims()") == ["r2-C01", "r2-C02", "r2-C03", "r2-C04"]
    alike(
        both, "() => [...document.querySelectorAll('.is-left-out')].map((one) => one.textContent)"
    )


def test_a_link_on_a_card_leads_to_the_other_claim(both: dict[str, Any]) -> None:
    page = both["large"]
    page.click("#claim-r2-C01 .card-links a")
    assert page.locator(".card[aria-current]").get_attribute("data-claim") == "r1-C01"
    assert page.locator("#claim-r1-C01 .card-actions button").count() == 2


def test_a_report_alone_reads_the_same(visit: Callable[..., Visit], paths: dict[str, Path]) -> None:
    pages = {kind: visit(where=paths[f"{kind} alone"]).page for kind in KINDS}
    pages["large"].locator(".context").first.wait_for(state="attached")
    alike(pages, CARDS)
    for page in pages.values():
        page.click("#tab-report")
    pages["large"].locator(".mention").first.wait_for()
    pages["large"].wait_for_timeout(200)
    alike(pages, PARAGRAPHS)


def test_a_browser_that_cannot_unpack_still_has_every_card_and_its_places(
    browser: Any, paths: dict[str, Path]
) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script("delete window.DecompressionStream")
    seen = Visit(context, paths["large"])
    seen.page.wait_for_timeout(300)
    cards = seen.page.locator(".card")
    assert cards.count() == cards.locator(".facts").count() == 11
    assert "Mukalla" in (seen.page.locator("#claim-r2-C04 .facts").text_content() or "")
    seen.page.click("#tab-report")
    assert seen.clean(paths["large"]), (seen.requests, seen.troubles)
    context.close()


def test_without_scripts_claims_stand_under_their_reports(
    visit: Callable[..., Visit], paths: dict[str, Path]
) -> None:
    page = visit(where=paths["large"], java_script_enabled=False).page
    heads = page.locator("#claim-list > .report-head")
    assert heads.all_text_contents() == ["Report 1: Fire in Taiz", "Report 2: Six dead"]
    assert page.locator("#claim-list > .report-head ~ #claim-r2-C01").is_visible()
    assert page.locator("#claim-r2-C03 span").text_content() == "at Marib (“the city”)"
    assert page.locator("#claim-r1-C01 span").count() == 0  # its words name the place
    page.click("#claim-list > .report-head >> nth=1")
    assert page.locator("#report-r2").is_visible()
