"""Several reports on one page: told apart, filtered, linked, and harmless."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from page_visits import SIZES, violations

from dateline.geo.reports.reading import article_from_text
from dateline.layers.links.across import ReportLink
from dateline.maps.page.card_links import SHOWN, CardLink, card_links
from dateline.maps.write import write_page
from dateline.pipeline import AnalysisSet, analyse, draw_set, join_reports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dateline.maps.page.render import MapPage

FIRST = (
    "Forty soldiers were killed in Taiz on Monday, the army said. Yemen closed its border with Oman.\n\n"
    "Talks are held in Aden, the envoy said.\n"
)
SECOND = (
    "Six soldiers were killed in Taiz on Monday, a rebel spokesman said. The base at Xyzzyq is lost.\n\n"
    "Ships left Mukalla on Sunday.\n"
)
HOSTILE = "</script><img src=x onerror=window.__hit=1>\u202e"


def make(titles: tuple[str, str] = ("Fire in Taiz", "Six dead")) -> AnalysisSet:
    articles = [
        article_from_text(text, id=f"n{n}", title=title, date="2020-03-05", source=f"Paper {n}")
        for n, (text, title) in enumerate(zip((FIRST, SECOND), titles, strict=True))
    ]
    return join_reports([analyse(article) for article in articles])


@pytest.fixture(scope="module")
def reports() -> AnalysisSet:
    found = make()
    ids = {
        found.analyses[n].article.slice(c.content): c.id
        for n, report in enumerate(found.reports)
        for c in report.claims
    }
    # A link between two places, for the line that is drawn.
    far = ReportLink(
        kind="elaborates",
        from_id=next(i for words, i in ids.items() if "Mukalla" in words),
        to_id=next(i for words, i in ids.items() if "Aden" in words),
    )
    return AnalysisSet(analyses=found.analyses, links=(*found.links, far))


@pytest.fixture(scope="module")
def several(reports: AnalysisSet) -> MapPage:
    return draw_set(reports)


@pytest.fixture(scope="module")
def path(several: MapPage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(several, tmp_path_factory.mktemp("several") / "map.html")


def data_of(page: MapPage) -> dict[str, Any]:
    found = re.search(r'type="application/json" id="data">(.*?)</script>', page.html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_cards_features_and_data_name_their_reports(several: MapPage) -> None:
    data = data_of(several)
    cards = re.findall(r'data-claim="([^"]*)"[^>]*data-report="([^"]*)"', several.html)
    assert len(cards) == len(data["claims"])
    assert all(claim.startswith(report + "-") for claim, report in cards)
    assert [report["id"] for report in data["reports"]] == ["r1", "r2"]
    taiz = next(f for f in data["features"] if any(c in f["claims"] for c in ("r1-C01", "r2-C01")))
    assert taiz["reports"] == ["r1", "r2"]
    assert all(set(f["reports"]) == {c[:2] for c in f["claims"]} for f in data["features"])


def test_a_contradiction_stands_on_both_cards_with_both_numbers(several: MapPage) -> None:
    for here, there, own, other in (
        ("r1-C01", "r2-C01", "Forty", "Six"),
        ("r2-C01", "r1-C01", "Six", "Forty"),
    ):
        card = several.html.split(f'id="claim-{here}"')[1].split("</article>")[0]
        link = card.split('data-link="contradicts"')[1].split("</li>")[0]
        assert f'href="#claim-{there}"' in link
        assert link.index(own) < link.index(other)


def test_each_report_has_its_heading_text_gaps_and_source(several: MapPage) -> None:
    assert several.html.count('id="report-r1"') == several.html.count('id="report-r2"') == 1
    assert several.html.index("Fire in Taiz, and 1 other report") > 0
    unplaced = several.html.split('id="unplaced"')[1].split('id="legend"')[0]
    assert "Xyzzyq" not in unplaced.split("Report 2")[0]
    sources = several.html.split('id="sources"')[1]
    assert sources.index("Report 1") < sources.index("Report 2") < sources.index("Data on this map")


def test_two_reports_of_one_title_can_be_told_apart() -> None:
    titles = [report["title"] for report in data_of(draw_set(make(("Same", "Same"))))["reports"]]
    assert len(set(titles)) == 2


def test_a_page_of_one_report_bears_nothing_of_several(page: MapPage) -> None:
    for sign in ("report-list", 'data-report="', "card-links", "#report-list input"):
        assert sign not in re.sub(r"<style>.*?</style>", "", page.html, flags=re.DOTALL), sign
    assert "links" not in data_of(page)
    assert all("reports" not in feature for feature in data_of(page)["features"])


def test_a_card_with_many_links_shows_the_first_and_folds_the_rest() -> None:
    links = [
        CardLink(kind="repeats", other=f"r2-C{n:02d}", who="<b>", back=False, near=False)
        for n in range(SHOWN + 5)
    ]
    html = card_links(links)
    assert "<summary>5 more</summary>" in html
    assert html.count("<li") == SHOWN + 5
    assert "<b>" not in html
    assert card_links(links[:SHOWN]).count("<details") == 0


@pytest.mark.browser
def test_a_box_hides_the_claims_text_and_places_of_its_report(
    visit: Callable[..., Any], path: Path
) -> None:
    page = visit(where=path).page
    shown = "els => els.filter(e => e.offsetParent !== null).map(e => e.dataset.report)"
    assert set(page.locator(".card").evaluate_all(shown)) == {"r1", "r2"}
    page.click("#show-r2")
    assert set(page.locator(".card").evaluate_all(shown)) == {"r1"}
    hidden = page.evaluate(
        "dateline.DATA.features.filter(f => !dateline.inView(f)).map(f => f.reports)"
    )
    assert hidden
    assert all(keys == ["r2"] for keys in hidden)
    page.click("#tab-report")
    assert page.locator("#report-r1").is_visible()
    assert page.locator("#report-r2").is_hidden()
    page.click("#tab-claims")
    page.click("#show-r1")  # the last one stays
    assert page.locator("#show-r1").is_checked()
    page.click("#show-r2")
    assert set(page.locator(".card").evaluate_all(shown)) == {"r1", "r2"}
    assert page.evaluate("dateline.asked().report.size") == 0


@pytest.mark.browser
def test_the_other_filters_and_the_boxes_agree(visit: Callable[..., Any], path: Path) -> None:
    page = visit(where=path).page
    title = page.evaluate("dateline.DATA.reports[1].title")
    page.evaluate("title => dateline.toggle('report', title)", title)
    assert not page.locator("#show-r1").is_checked()
    assert page.locator("#show-r2").is_checked()
    page.evaluate("dateline.clearAll()")
    assert page.locator("#show-r1").is_checked()


@pytest.mark.browser
def test_a_linked_claim_of_another_place_gets_a_line_and_one_of_the_same_place_none(
    visit: Callable[..., Any], path: Path
) -> None:
    page = visit(where=path).page
    far = page.evaluate("dateline.DATA.links.find(link => link[2] === 'elaborates')")
    page.evaluate("id => dateline.select(id, {from: 'link'})", far[0])
    assert page.locator("path.claim-link.is-elaborates").count() == 1
    page.evaluate("dateline.select('r1-C01', {from: 'link'})")
    assert page.locator("path.claim-link.is-contradicts").count() == 0
    page.evaluate("id => dateline.select(id, {from: 'link'})", far[1])
    assert page.locator("path.claim-link").count() == 1
    page.click("#show-r2")
    assert page.locator("path.claim-link").count() == 0


@pytest.mark.browser
def test_a_link_leads_to_the_other_card_and_a_report_to_its_text(
    visit: Callable[..., Any], path: Path
) -> None:
    page = visit(where=path).page
    page.click('#claim-r2-C01 [data-link="contradicts"] a')
    assert page.locator('.card[aria-current="true"]').get_attribute("data-claim") == "r1-C01"
    page.click('#claim-r2-C01 a[href="#report-r2"]')
    assert page.locator("#report-r2").is_visible()
    assert page.evaluate("document.activeElement.id") == "report-r2"


@pytest.mark.browser
@pytest.mark.parametrize("size", list(SIZES))
def test_the_page_is_clean_and_accessible(visit: Callable[..., Any], path: Path, size: str) -> None:
    seen = visit(size, where=path, reduced_motion="reduce")
    for tab in ("claims", "report", "unplaced", "sources"):
        seen.page.click(f"#tab-{tab}")
        assert violations(seen) == [], tab
    assert seen.clean(path), (seen.requests, seen.troubles)


@pytest.mark.browser
def test_without_script_all_reports_can_be_read_and_no_dead_box_is_shown(
    visit: Callable[..., Any], path: Path
) -> None:
    page = visit(where=path, java_script_enabled=False).page
    assert page.locator("#report-r1").is_visible()
    assert page.locator("#report-r2").is_visible()
    assert page.locator("#show-r1").is_hidden()
    assert page.locator("#report-list a").first.get_attribute("href") == "#report-r1"


@pytest.mark.browser
def test_hostile_titles_stay_words(visit: Callable[..., Any], tmp_path: Path) -> None:
    page = draw_set(make((HOSTILE, HOSTILE)), title=HOSTILE)
    where = write_page(page, tmp_path / "map.html")
    seen = visit(where=where)
    seen.page.click("#show-r2")
    seen.page.click("#filter-button")
    assert seen.page.evaluate("window.__hit") is None
    assert seen.clean(where), seen.troubles
