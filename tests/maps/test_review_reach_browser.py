"""Is every part of a review within reach, of a thumb on a phone and of the keyboard alone?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from page_deeds import select_words
from page_visits import SIZES, violations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from page_visits import Visit

pytestmark = pytest.mark.browser

HEIGHT, WIDTH = SIZES["phone"]["height"], SIZES["phone"]["width"]
FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"


def begin(seen: Visit) -> Any:
    seen.page.set_default_timeout(6000)
    seen.page.click("#review-button")
    seen.page.wait_for_selector(".review-bar:visible")
    return seen.page


@pytest.fixture
def phone(visit: Callable[..., Visit], seed_path: Path) -> Any:
    return begin(visit("phone", where=seed_path, reduced_motion="reduce", has_touch=True))


def press(live: Any, *keys: str) -> None:
    for key in keys:
        live.keyboard.press(key)


def tab_to(live: Any, words: str) -> None:
    """Walk with the Tab key until what has the focus is called so."""
    for _ in range(60):
        if live.evaluate(FOCUSED).strip() == words:
            return
        live.keyboard.press("Tab")
    pytest.fail(f"the Tab key does not lead to {words}")


# ------------------------------------------------------------------ a phone


def test_the_bar_stays_in_sight_on_a_phone_with_all_its_buttons(phone: Any) -> None:
    phone.click("#claim-C03 blockquote")
    phone.keyboard.press("x")
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        phone.evaluate(f"window.scrollTo(0, {place})")
        boxes = [one.bounding_box() for one in phone.locator(".review-bar button:visible").all()]
        assert len(boxes) == 6
        for box in boxes:
            assert 0 <= box["x"] <= box["x"] + box["width"] <= WIDTH
            assert HEIGHT / 2 < box["y"] <= box["y"] + box["height"] <= HEIGHT
        assert len({round(box["y"]) for box in boxes}) == 1  # one row
    assert phone.evaluate("document.documentElement.scrollWidth") == WIDTH
    last = phone.locator(".card").last.bounding_box()
    assert last["y"] + last["height"] <= phone.locator(".review-bar").bounding_box()["y"]


def test_selected_words_are_taken_without_scrolling_on_a_phone(phone: Any) -> None:
    phone.click("#tab-report")
    mark = phone.locator("#report mark").last
    mark.scroll_into_view_if_needed()
    select_words(phone, "organization of")
    box = phone.locator(".review-selection button").last.bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= WIDTH
    assert box["y"] + box["height"] <= HEIGHT
    before = phone.evaluate("scrollY")
    phone.click("text=It is a claim")
    assert phone.evaluate("scrollY") == before > 0
    phone.click("#tab-claims")
    assert phone.locator(".card").first.get_attribute("data-claim") == "N1"


def test_after_choosing_a_spot_the_report_is_where_it_was_on_a_phone(phone: Any) -> None:
    phone.click("#tab-report")
    name = phone.locator("#report .mention", has_text="Libya").last
    name.scroll_into_view_if_needed()
    before = phone.evaluate("scrollY")
    assert before > HEIGHT / 2
    name.click()
    phone.click("text=Choose on the map")
    bar, frame = phone.locator(".pick-bar"), phone.locator(".map").bounding_box()
    assert 0 <= frame["y"] < frame["y"] + frame["height"] <= HEIGHT
    assert bar.locator("button").all_inner_texts() == ["Take the middle", "Cancel"]
    middle = phone.evaluate("[dateline.map.getCenter().lat, dateline.map.getCenter().lng]")
    bar.locator("button").first.click()
    spot = [float(number) for number in phone.input_value("#r-point").split(",")]
    assert spot == pytest.approx(middle, abs=0.01)
    phone.click("dialog button:text-is('Save')")
    assert phone.evaluate("scrollY") == before
    assert "Libya" in phone.evaluate(FOCUSED)
    assert phone.locator(".draft-name").inner_text() == "Libya"


def test_no_form_is_wider_or_higher_than_a_phone(phone: Any) -> None:
    phone.evaluate("dateline.setStatus('C03', 'accepted')")
    for opening in ("dateline.correctClaim('C03')", "dateline.listChanges()", "dateline.addWords()",
                    "dateline.correctPlace(dateline.draft.pack().reports[0].mentions[1])"):  # fmt: skip
        phone.evaluate(opening)
        box = phone.locator("dialog[open]").bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= WIDTH
        assert box["y"] + box["height"] <= HEIGHT
        end = phone.locator("dialog[open] .dialog-end").bounding_box()
        assert end["y"] + end["height"] <= HEIGHT
        phone.keyboard.press("Escape")


# ------------------------------------------------------------------ the keyboard


def test_a_whole_review_by_keyboard(
    visit: Callable[..., Visit], seed_path: Path, tmp_path: Path
) -> None:
    seen = visit(where=seed_path, reduced_motion="reduce", accept_downloads=True)
    live = seen.page
    live.set_default_timeout(6000)
    press(live, "r")
    live.wait_for_selector(".review-bar:visible")
    press(live, "j", "a", "j", "x", "j", "e")
    tab_to(live, "Cancel")
    press(live, "Shift+Tab", "Escape")
    press(live, "e")
    live.wait_for_selector("dialog[open]")
    press(live, "Tab")  # from what the claim is to the speaker
    live.keyboard.type("Somebody Else")
    press(live, "Enter")
    assert "Somebody Else" in live.inner_text("#claim-C02 .draft-words")
    live.wait_for_function("document.activeElement.id === 'claim-C02'")
    live.focus("#tab-claims")
    press(live, "ArrowRight", "Tab")
    tab_to(live, "Tajikistan")
    press(live, "Enter")
    live.wait_for_selector("dialog[open]")
    tab_to(live, "Choose on the map")
    press(live, "Enter", "ArrowLeft", "ArrowUp", "Enter")
    live.wait_for_selector("dialog[open]")
    press(live, "Enter")
    assert live.evaluate(FOCUSED) == "Tajikistan"
    assert live.locator(".draft-spot").count() == 1
    press(live, "Control+z")
    assert live.locator(".draft-spot").count() == 0
    press(live, "Control+y")
    assert live.locator(".draft-spot").count() == 1
    live.focus("#theme")
    tab_to(live, "Add …")
    press(live, "Enter")
    live.keyboard.type("organization of")
    press(live, "Tab")
    tab_to(live, "It is a claim")
    press(live, "Enter")
    live.wait_for_function("document.activeElement.id === 'claim-N1'")
    live.focus("#theme")
    tab_to(live, "List")
    press(live, "Enter")
    assert live.locator("dialog li").count() == 5
    tab_to(live, "Take back: organization of")
    press(live, "Enter")
    assert live.locator("dialog li").count() == 4
    press(live, "Escape")
    tab_to(live, "Download corrections.toml")
    with live.expect_download() as waited:
        press(live, "Enter")
    waited.value.save_as(tmp_path / "c.toml")
    press(live, *["Control+z"] * 6)
    with live.expect_file_chooser() as chooser:
        live.focus("#theme")
        tab_to(live, "Open file …")
        press(live, "Enter")
    chooser.value.set_files(tmp_path / "c.toml")
    live.wait_for_selector("dialog[open]")
    press(live, "Escape")
    assert live.inner_text(".review-words").startswith("4 corrections")


def test_words_that_are_typed_are_found_whatever_their_quotes_and_dashes(
    visit: Callable[..., Visit], seed_path: Path
) -> None:
    seen = visit(where=seed_path, reduced_motion="reduce")
    live = begin(seen)
    live.click("text=Add …")
    assert violations(seen) == []
    live.click("dialog button:text-is('It is a claim')")
    assert "Which words?" in live.inner_text("dialog[open]")
    for wrong in ("no such words", "Tajikistan"):
        live.fill("#r-words", wrong)
        live.click("dialog button:text-is('It is a place …')")
        assert "do not stand in the report, or more than once" in live.inner_text("dialog[open]")
        assert live.get_attribute("#r-words", "aria-invalid") == "true"
    live.fill("#r-words", "a threat to our ally - member of")  # the report has a long dash
    live.click("dialog button:text-is('It is a claim')")
    quote = live.inner_text("#claim-N1 blockquote mark").replace("\N{NO-BREAK SPACE}", " ")
    assert quote == "a threat to our ally — member of"
    live.click("text=Add …")
    live.fill("#r-words", "the Western coalition plans")
    live.click("dialog button:text-is('It is a place …')")
    assert "do not stand" in live.inner_text("dialog[open]")  # capitals count
    live.fill("#r-words", "Western coalition")
    live.click("dialog button:text-is('It is a place …')")
    live.fill("#r-point", "50, 10")
    live.click("dialog button:text-is('Save')")
    assert live.locator(".draft-name").all_inner_texts() == ["Western coalition"]
