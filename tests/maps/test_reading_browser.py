"""Reading on the page as a person does it: keys, table, links, citations; and for everyone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hostile_sample import PAYLOADS, hostile
from page_deeds import choose, listed, search
from page_visits import SIZES, Visit, violations
from timed_sample import BORDER, UNDATED, timed_report

from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.browser

ALL = ["C00", "C01", "C02", "C03", "C04"]
HITS = "[...(CSS.highlights.get('hit') || [])].map(range => range.toString().toLowerCase())"


# ------------------------------------------------------------------ reading


def test_hover_and_focus_are_linked_both_ways(live: Any) -> None:
    live.hover("#claim-C02 blockquote")
    assert live.locator("path.f-borders.is-near").count() == 1
    live.hover(".pin-box")
    near = live.locator(".card.is-near")
    assert near.evaluate_all("nodes => nodes.map(n => n.dataset.claim)") == ["C00", "C01", "C04"]
    live.mouse.move(2, 2)
    live.focus("path.f-movements.leaflet-interactive")
    assert live.locator(".card.is-near").get_attribute("data-claim") == "C03"
    live.click("#tab-report")
    live.hover('mark[data-claims~="C02"]')
    assert live.locator("path.f-borders.is-near").count() == 1


def test_keys_walk_the_claims_that_are_shown_and_arrows_only_from_a_card(live: Any) -> None:
    choose(live, "Speaker", "Idriss")
    live.keyboard.press("Escape")
    current = live.locator(".card[aria-current]")
    live.keyboard.press("ArrowDown")
    assert current.count() == 0
    walked = []
    for key in ("j", "ArrowDown", "ArrowDown", "k", "ArrowUp"):
        live.keyboard.press(key)
        walked.append(current.get_attribute("data-claim"))
    assert walked == ["C01", "C02", "C03", "C02", "C01"]
    assert live.evaluate("document.activeElement.dataset.claim") == "C01"


def test_help_holds_the_focus_and_gives_it_back(live: Any) -> None:
    live.focus("#theme")
    live.keyboard.press("?")
    assert live.locator("#help").is_visible()
    for _ in range(6):
        live.keyboard.press("Tab")
        inside = live.evaluate(
            "document.activeElement.closest('#help') !== null || document.activeElement === document.body"
        )
        assert inside
    live.keyboard.press("j")
    assert live.locator(".card[aria-current]").count() == 0
    live.keyboard.press("Escape")
    assert live.locator("#help").is_hidden()
    assert live.evaluate("document.activeElement.id") == "theme"


def test_single_letters_can_be_turned_off(live: Any) -> None:
    live.keyboard.press("?")
    live.locator("label", has_text="Letters work as keys").click()
    live.click("#help button")
    live.keyboard.press("j")
    assert live.locator(".card[aria-current]").count() == 0


def test_the_table_sorts_by_each_column_and_its_rows_choose_claims(live: Any) -> None:
    live.click("#show-table")
    assert live.locator(".map").is_hidden()
    ids = live.locator(".table-view tbody tr")
    live.click(".table-view button:has-text('When')")
    by_time = ids.evaluate_all("nodes => nodes.map(node => node.dataset.claim)")
    assert by_time == ["C02", "C01", "C00", "C03", "C04"]
    live.keyboard.press("Enter")  # the focus stays on the column
    assert ids.first.get_attribute("data-claim") == UNDATED
    assert live.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    live.click('tr[data-claim="C02"] td >> nth=1')
    assert live.locator(".card[aria-current]").get_attribute("data-claim") == BORDER
    live.click("#show-map")
    assert live.locator(".map").is_visible()
    assert live.locator("path.f-borders.is-on").count() == 1


def test_promised_and_conditional_things_look_unlike_stated_ones(live: Any) -> None:
    def look(selector: str) -> str:
        return live.locator(selector).evaluate(
            "node => { const s = getComputedStyle(node); return s.strokeDasharray + s.getPropertyValue('--sign-fill') }"
        )

    assert live.locator(".pin-box.is-said-open").count() == 0
    assert live.locator(".map path.f-borders.is-said-open").count() == 1  # promised
    assert live.locator(".map path.f-movements.is-said-open").count() == 1  # conditional
    assert not look("path.f-borders.leaflet-interactive").startswith("none")
    stated = look(".pin-box")
    choose(live, "How it is meant", "denied")
    assert live.locator(".pin-box.is-denied").count() == 1
    assert look(".pin-box") != stated
    cross = live.locator(".pin").evaluate("node => getComputedStyle(node, '::after').content")
    assert cross == '"×"'


# ------------------------------------------------------------------ links and citations


def test_an_address_brings_back_view_filters_time_and_choice_exactly(
    visit: Callable[..., Visit], timed_path: Path
) -> None:
    first = visit(where=timed_path, reduced_motion="reduce").page
    choose(first, "Speaker", "Idriss")
    first.keyboard.press("Escape")
    first.focus("#time-from")
    first.keyboard.press("ArrowRight")
    first.click("#claim-C02 blockquote")
    first.locator(".map-buttons button", has_text="+").click()
    first.wait_for_timeout(600)
    view = "[dateline.map.getCenter().lat, dateline.map.getCenter().lng, dateline.map.getZoom()]"
    state = """() => [ dateline.chosen, [...dateline.asked().by].join(), dateline.asked().from,
      dateline.shownClaims().join(), dateline.openedTab()]"""
    address = first.evaluate("location.hash")
    again = visit(where=timed_path, anchor=address, reduced_motion="reduce").page
    assert again.evaluate(state) == first.evaluate(state)
    assert again.evaluate(view) == pytest.approx(first.evaluate(view), abs=1e-5)
    again.wait_for_timeout(600)
    assert again.evaluate("location.hash") == address


def test_back_undoes_deed_by_deed_and_history_is_not_flooded(live: Any) -> None:
    before = live.evaluate("history.length")
    search(live, "adre")
    live.wait_for_timeout(200)
    live.keyboard.press("Escape")
    live.keyboard.press("Escape")
    live.wait_for_timeout(2100)
    choose(live, "How it is meant", "denied")
    live.wait_for_timeout(2100)
    live.click("#claim-C01 blockquote")
    for _ in range(6):
        live.keyboard.press("j")
        live.locator(".map-buttons button", has_text="−").click()
    live.wait_for_timeout(500)
    assert live.evaluate("history.length") - before <= 5
    live.go_back()
    assert live.locator(".card[aria-current]").count() == 0
    assert listed(live) == ["C01"]
    live.go_back()
    assert listed(live) == ALL
    live.go_forward()
    assert listed(live) == ["C01"]


def test_plain_anchors_lead_to_claims_and_parts_of_the_page(
    visit: Callable[..., Visit], timed_path: Path
) -> None:
    live = visit(where=timed_path, anchor="#claim-C03").page
    assert live.locator(".card[aria-current]").get_attribute("data-claim") == "C03"
    live = visit(where=timed_path, anchor="#sources").page
    assert live.locator("#sources").is_visible()


@pytest.mark.parametrize(
    "anchor", ["#by=nobody&time=a..b&view=x,y,z&tab=q", "#%", "#claim-", "#q=%00"]
)
def test_a_broken_address_breaks_nothing(
    visit: Callable[..., Visit], timed_path: Path, anchor: str
) -> None:
    seen = visit(where=timed_path, anchor=anchor)
    assert seen.troubles == []
    assert seen.page.locator(".card").count() == len(ALL)


def test_a_citation_names_words_speaker_report_date_page_and_link(
    visit: Callable[..., Visit], timed_path: Path
) -> None:
    live = visit(where=timed_path, permissions=["clipboard-read", "clipboard-write"]).page
    live.click("#claim-C01 blockquote")
    live.locator("button", has_text="Copy citation").click()
    live.locator("button", has_text="Copied").wait_for()
    copied = live.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "“shells fell on Adre” — Idriss Saleh, mayor (denied; “in April” · April 2024)."
        " Chad reinforces its frontier. 2024-05. Claim C01 in: Chad reinforces its frontier."
        " map.html#claim=C01"
    )
    assert live.locator("#said").inner_text() == "Citation copied"


# ------------------------------------------------------------------ for everyone


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_tools_is_free_of_axe_violations(
    visit: Callable[..., Visit], seed_path: Path, size: str, scheme: str
) -> None:
    seen = visit(size, where=seed_path, color_scheme=scheme, reduced_motion="reduce")
    live = seen.page
    live.keyboard.press("f")
    assert violations(seen) == [], "filters open"
    live.locator("#filters label >> nth=0").click()
    assert violations(seen) == [], "filter on"
    live.keyboard.press("j")
    assert violations(seen) == [], "claim chosen"
    live.fill("#query", "tajik")
    live.wait_for_timeout(250)
    assert violations(seen) == [], "searched"
    live.click("#show-table")
    assert violations(seen) == [], "table"
    live.click("#show-map")
    live.click("#time-on")
    assert violations(seen) == [], "time window"
    live.fill("#query", "nothing has these words")
    live.wait_for_timeout(250)
    assert violations(seen) == [], "nothing found"
    live.click("#help-button")
    assert violations(seen) == [], "help"
    if size == "phone":
        live.keyboard.press("Escape")
        assert live.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.clean(seed_path), (seen.requests, seen.troubles)


def test_without_script_no_tool_is_seen_and_all_claims_are(
    visit: Callable[..., Visit], timed_path: Path
) -> None:
    live = visit(where=timed_path, java_script_enabled=False).page
    for tool in ("#query", "#filters", "#timeline", "#tools", "#table", "#help", "#no-claims"):
        assert live.locator(tool).is_hidden(), tool
    assert listed(live) == ALL


def test_every_deed_on_the_shipped_report_answers_within_a_tenth_of_a_second(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    live = visit(where=seed_path, reduced_motion="reduce").page
    took = live.evaluate(
        """() => Object.fromEntries([
          ["filter", () => dateline.toggle("act", "promised")], ["clear", () => dateline.clearAll()],
          ["search", () => dateline.ask({q: "base"}, "typing")], ["step", () => dateline.step(1)],
          ["table", () => dateline.showTable(!dateline.tableIsShown())],
          ["labels", () => dateline.placeLabels()],
        ].map(([name, act]) => [name, Math.min(...[1, 2, 3, 4].map(() => {
          const start = performance.now();
          act();
          document.body.getBoundingClientRect();
          return performance.now() - start;
        }))]))"""
    )
    assert {name: round(ms) for name, ms in took.items() if ms > 100} == {}


def test_hostile_words_stay_words_in_filters_table_timeline_and_citation(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    where = write_page(hostile().render(title="".join(PAYLOADS)), tmp_path / "hostile.html")
    seen = visit(where=where)
    live = seen.page
    live.keyboard.press("f")
    while live.locator("#filters .quiet").count():
        live.locator("#filters .quiet").first.click()
    assert live.locator("#filters .value").count() >= len(PAYLOADS)
    live.locator("#filters .value").first.click()
    live.click("#clear")
    search(live, "<img src=x onerror=window.__hit=1>")
    live.keyboard.press("Escape")
    live.keyboard.press("Escape")
    live.keyboard.press("t")
    live.click("#tab-claims")
    live.keyboard.press("j")
    assert live.locator(".table-view tbody tr").count() == len(PAYLOADS)
    for number in (0, 1, 13):
        assert PAYLOADS[number] in live.evaluate(f"dateline.citation('C{number}')")
    odd = live.evaluate(
        "[...document.querySelectorAll('img, iframe, object, embed, base, style ~ style, [onload], [onerror]')].length"
    )
    assert odd == 0
    assert live.evaluate("window.__hit") is None
    assert seen.troubles == []


def test_of_very_many_claims_the_first_are_listed_and_the_chosen_one_always(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    sample = timed_report()
    many = tuple(sample.claims[i % 5] | {"id": f"N{i:03}"} for i in range(650))
    where = write_page(timed_report(claims=many).render(), tmp_path / "many.html")
    live = visit(where=where, reduced_motion="reduce").page
    assert len(listed(live)) == 300
    assert live.locator("#more-claims").inner_text() == "350 more"
    live.click("#more-claims")
    assert len(listed(live)) == 600
    assert live.evaluate("document.activeElement.dataset.claim") == "N300"
    live.evaluate("location.hash = '#claim-N640'")
    live.wait_for_timeout(300)
    assert live.locator("#claim-N640").is_visible()
    search(live, "elodie")
    assert len(listed(live)) == 130
    assert live.locator("#more-claims").is_hidden()


def test_the_help_names_every_key_that_works(live: Any) -> None:
    live.keyboard.press("?")
    told = set(live.locator("#help kbd").all_inner_texts())
    marked = live.locator("[aria-keyshortcuts]").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-keyshortcuts'))"
    )
    assert set(marked) <= told
    assert re.search(r"Esc", " ".join(told))
