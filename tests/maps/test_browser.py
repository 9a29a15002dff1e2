"""The page as its readers use it: in a real browser, from a file, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hostile_sample import PAYLOADS, hostile
from page_visits import SIZES, violations

from dateline.maps.page.elements import SCRIPTS
from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from page_visits import Visit

pytestmark = pytest.mark.browser

BOXES = "nodes => nodes.map(node => node.getBoundingClientRect().toJSON())"


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_request_no_console_message_and_no_axe_violation_in_any_tab(
    visit: Callable[..., Visit], path: Path, size: str, scheme: str
) -> None:
    seen = visit(size, color_scheme=scheme, reduced_motion="reduce")
    for tab in ("claims", "report", "unplaced", "legend", "sources"):
        seen.page.click(f"#tab-{tab}")
        assert violations(seen) == [], tab
    seen.page.click("#tab-claims")
    seen.page.focus(".pin-box")
    seen.page.keyboard.press("Enter")
    assert violations(seen) == [], "popup open"
    assert seen.clean(path), (seen.requests, seen.troubles)


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_shipped_report_makes_a_quiet_accessible_page(
    visit: Callable[..., Visit], seed_path: Path, size: str, scheme: str
) -> None:
    seen = visit(size, where=seed_path, color_scheme=scheme, reduced_motion="reduce")
    for tab in ("report", "unplaced", "legend", "sources", "claims"):
        seen.page.click(f"#tab-{tab}")
        assert violations(seen) == [], tab
    seen.page.locator(".map-buttons button", has_text="All").click()
    assert violations(seen) == [], "everything in view"
    assert seen.clean(seed_path), (seen.requests, seen.troubles)


def test_the_shipped_report_makes_a_page_below_600_kilobytes(seed_path: Path) -> None:
    assert seed_path.stat().st_size < 600_000


def test_arrows_from_outside_the_view_are_named_and_shown_in_an_overview(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    for size in SIZES:
        page = visit(size, where=seed_path, reduced_motion="reduce").page
        drawn = page.locator("path.f-movements.leaflet-interactive").count()
        assert drawn == 2
        assert page.locator(".label-movement").count() == drawn
        assert page.locator(".inset path.f-movements").count() == drawn
        page.click(".inset")
        assert page.locator(".inset").is_hidden()
        page.locator(".map-buttons button", has_text="Core").click()
        assert page.locator(".inset").is_visible()


def test_without_script_the_still_map_and_every_claim_are_there(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    page = visit(where=seed_path, java_script_enabled=False).page
    assert page.locator(".static-map").is_visible()
    assert page.locator(".map").is_hidden()
    assert all(card.is_visible() for card in page.locator(".card").all())
    names = page.locator(".static-map text").evaluate_all(BOXES)
    assert len(names) > 5
    assert not overlapping(names)


def test_on_paper_the_still_map_stands_for_the_live_one_and_nothing_is_hidden(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    page = visit(where=seed_path, color_scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(".static-map").is_visible()
    assert page.locator(".map").is_hidden()
    for part in ("claims", "report", "unplaced", "legend", "sources"):
        assert page.locator(f"#{part}").is_visible(), part
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert sum(int(n) for n in ink[4:-1].split(",")[:3]) < 300, "dark ink on white paper"


def test_a_card_lights_up_its_place_and_its_words(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.click("#claim-C01 blockquote")
    assert page.locator(".pin-box.is-on").count() == 1
    assert page.locator("mark.claimed.is-on").all_inner_texts() != []
    assert page.locator('.card[aria-current="true"]').get_attribute("data-claim") == "C01"
    assert page.locator("path.is-on").count() == 0


def test_a_place_on_the_map_opens_its_claims_and_their_cards(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.click("#tab-sources")
    page.click(".pin-box")
    assert page.locator(".popup-claims li").count() == 2
    assert page.locator(".card.is-on").count() == 2
    page.click(".popup-claims a >> nth=0")
    assert page.locator("#claims").is_visible()
    assert page.locator('.card[aria-current="true"]').get_attribute("data-claim") == "C01"


def test_why_here_shows_words_probability_and_reason(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.click(".pin-box")
    page.click(".why summary")
    shown = page.locator(".why").inner_text()
    assert "“Adre” is read as Adré (90 %)" in shown
    assert "Near the other places." in shown


def test_a_name_in_the_report_opens_its_place(visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.click("#tab-report")
    page.click('.mention[data-place="gn:244878"] >> nth=0')
    assert page.locator(".popup h2").inner_text() == "Adré"


def test_the_keyboard_alone_walks_claims_places_and_tabs(visit: Callable[..., Visit]) -> None:
    page = visit().page
    current = page.locator('.card[aria-current="true"]')
    page.keyboard.press("j")
    assert current.get_attribute("data-claim") == "C00"
    page.keyboard.press("j")
    assert current.get_attribute("data-claim") == "C01"
    page.keyboard.press("k")
    assert current.get_attribute("data-claim") == "C00"
    page.keyboard.press("Escape")
    assert current.count() == 0
    page.focus(".pin-box")
    page.keyboard.press("Enter")
    assert page.locator(".popup").count() == 1
    page.focus("#tab-claims")
    page.keyboard.press("ArrowRight")
    assert page.locator("#report").is_visible()


def test_movements_end_in_an_arrow_and_open_ones_are_dashed(visit: Callable[..., Visit]) -> None:
    line = visit().page.locator("path.f-movements.leaflet-interactive")
    assert line.get_attribute("marker-end") == "url(#arrowhead)"
    assert "none" not in line.evaluate("node => getComputedStyle(node).strokeDasharray")


def test_the_theme_can_be_turned_and_repaints_the_map(visit: Callable[..., Visit]) -> None:
    page = visit(color_scheme="light").page
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    shot = page.locator(".map").screenshot()
    page.click("#tools button:has-text('Dark')")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert page.locator(".map").screenshot() != shot
    assert page.locator("#tools button:has-text('Light')").count() == 1


def test_names_on_the_map_do_not_overlap(visit: Callable[..., Visit]) -> None:
    for size in SIZES:
        boxes = visit(size).page.evaluate(
            "[...document.querySelectorAll('.label')].map(n => n.getBoundingClientRect().toJSON())"
        )
        assert boxes
        assert not overlapping(boxes)


def overlapping(boxes: list[dict[str, float]]) -> list[tuple[dict[str, float], dict[str, float]]]:
    return [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a["left"] < b["right"] and b["left"] < a["right"]
        and a["top"] < b["bottom"] and b["top"] < a["bottom"]
    ]  # fmt: skip


def test_nothing_is_wider_than_a_phone(visit: Callable[..., Visit]) -> None:
    page = visit("phone").page
    for tab in ("claims", "report", "unplaced", "legend", "sources"):
        page.click(f"#tab-{tab}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, tab


def test_without_script_text_claims_and_a_drawn_map_are_there(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False).page
    assert page.locator(".static-map").is_visible()
    for pane in ("claims", "report", "unplaced", "legend", "sources"):
        assert page.locator(f"#{pane}").is_visible(), pane
    assert "shells fell on Adre" in page.locator("#claims").inner_text()


def test_hostile_words_in_every_field_stay_words(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    where = write_page(hostile().render(title="".join(PAYLOADS)), tmp_path / "hostile.html")
    seen = visit(where=where)
    for selector in ("#tab-report", "#tab-unplaced", "#tab-sources", "#tab-claims"):
        seen.page.click(selector)
    shown = []
    for number in range(len(PAYLOADS)):
        pin = f'.pin-box[data-feature="p{number:02}"]'
        seen.page.locator(pin).dispatch_event("click")
        shown.append(seen.page.locator(".popup h2").last.evaluate("node => node.textContent"))
    assert shown == list(PAYLOADS)
    assert seen.page.evaluate("window.__hit") is None
    assert seen.clean(where), (seen.requests, seen.troubles)
    assert seen.page.locator(".card").count() == len(PAYLOADS)
    assert seen.page.evaluate("[...document.body.children].map(n => n.localName).join(' ')") == (
        "svg a header main script" + " script" * (len(SCRIPTS) + 1)  # data, assets, start
    )


def test_the_sample_has_more_payloads_than_twenty() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) > 20
