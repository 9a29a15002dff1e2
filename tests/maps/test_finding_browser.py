"""Finding on the page as a person does it: search, filters, timeline."""

from __future__ import annotations

from typing import Any

import pytest
from page_deeds import choose, listed, option, search
from timed_sample import BORDER, UNDATED

pytestmark = pytest.mark.browser

ALL = ["C00", "C01", "C02", "C03", "C04"]
HITS = "[...(CSS.highlights.get('hit') || [])].map(range => range.toString().toLowerCase())"


# ------------------------------------------------------------------ search


@pytest.mark.parametrize("words", ["elodie", "ÉLODIE", "E\u0301lodie"])
def test_search_finds_names_whatever_their_accents_and_case(live: Any, words: str) -> None:
    search(live, words)
    assert listed(live) == ["C00"]
    assert live.evaluate(HITS) == ["élodie"]


def test_a_claim_is_also_found_by_the_name_that_its_place_has_on_the_map(live: Any) -> None:
    search(live, "chad sudan")
    assert listed(live) == [BORDER]


def test_letters_that_no_accent_explains_are_found_by_their_plain_form(live: Any) -> None:
    search(live, "elodie sorensen")
    assert listed(live) == ["C00"]


def test_all_words_must_be_found_and_words_in_quotes_stay_together(live: Any) -> None:
    search(live, "adre columns")
    assert listed(live) == ["C02", "C03"]
    live.fill("#query", '"columns adre"')
    live.wait_for_timeout(250)
    assert listed(live) == []
    assert live.locator("#no-claims").is_visible()


def test_hits_are_counted_and_the_report_can_be_stepped_through(live: Any) -> None:
    search(live, "xaf")
    assert live.locator("#hits").inner_text().split("\n") == [
        "0 claims", "0 places on the map", "1 in the report",
    ]  # fmt: skip
    live.click("#hits-report")
    assert live.locator("#report").is_visible()
    now = live.evaluate("[...CSS.highlights.get('hit-now')].map(String)")
    assert now == ["XAF"]


def test_a_place_that_is_found_opens_on_the_map(live: Any) -> None:
    search(live, "chad border")
    live.click("#hits-places")
    assert live.locator(".popup h2").inner_text() == "Chad–Sudan border"


def test_letters_typed_into_the_search_are_no_keys_and_escape_clears_it(live: Any) -> None:
    search(live, "just kept")
    assert live.input_value("#query") == "just kept"
    assert live.locator(".card[aria-current]").count() == 0
    live.keyboard.press("Escape")
    assert live.input_value("#query") == ""
    assert listed(live) == ALL
    assert live.evaluate("CSS.highlights.has('hit')") is False


# ------------------------------------------------------------------ filters


def test_what_is_filtered_out_leaves_list_text_and_map_together(live: Any) -> None:
    choose(live, "How it is meant", "denied")
    assert listed(live) == ["C01"]
    shown = live.locator(".map .leaflet-interactive:visible")
    assert shown.evaluate_all("nodes => nodes.map(node => node.dataset.feature)") == ["events-1"]
    live.click("#tab-report")
    kept = live.locator("mark.claimed:not(.is-out)").evaluate_all(
        "nodes => nodes.map(node => node.dataset.claims)"
    )
    assert kept
    assert all("C01" in claims for claims in kept)
    assert "1 claim" in (live.locator(".pin-box").get_attribute("aria-label") or "")


def test_list_table_map_and_timeline_ask_one_function(live: Any) -> None:
    for facet, value in (
        ("Speaker", "Idriss Saleh"),
        ("Status", "actual"),
        ("On the map", "Border"),
    ):
        choose(live, facet, value if value != "actual" else "happening")
        visible = live.evaluate(f"{ALL}.filter(claim => dateline.visible(claim))")
        assert listed(live) == visible
        live.keyboard.press("t")
        rows = live.locator(".table-view tbody tr")
        assert rows.evaluate_all("nodes => nodes.map(node => node.dataset.claim)") == visible
        live.keyboard.press("t")
        drawn = live.locator(".map .leaflet-interactive:visible")
        claims = drawn.evaluate_all(
            "nodes => nodes.flatMap(node => dateline.byId.get(node.dataset.feature).claims)"
        )
        assert set(claims) >= set(visible)


def test_counts_follow_the_other_filters_and_not_their_own(live: Any) -> None:
    live.keyboard.press("f")
    assert option(live, "Speaker", "Idriss Saleh") == 4
    choose(live, "How it is meant", "stated")
    assert option(live, "Speaker", "Idriss Saleh") == 2
    assert option(live, "How it is meant", "denied") == 1  # what it would add
    choose(live, "How it is meant", "denied")
    assert listed(live) == ["C00", "C01", "C03", "C04"]


def test_chips_tell_what_is_active_and_take_it_back(live: Any) -> None:
    choose(live, "Speaker", "Élodie")
    choose(live, "How it is meant", "stated")
    chips = live.locator("#chips .chip")
    assert chips.locator("bdi").all_inner_texts() == ["Élodie Sørensen", "stated"]
    assert live.locator("#filter-button").inner_text() == "Filter · 2"
    chips.first.click()
    assert listed(live) == ["C00", "C03", "C04"]
    live.click("#clear")
    assert listed(live) == ALL
    assert live.locator("#chips").is_hidden()


def test_a_sign_counts_only_the_claims_that_are_left(live: Any) -> None:
    assert live.locator(".pin-count").inner_text() == "3"
    choose(live, "Speaker", "Idriss")
    assert live.locator(".pin-count").inner_text() == "2"
    live.keyboard.press("Escape")
    live.focus(".pin-box")
    live.keyboard.press("Enter")
    assert live.locator(".popup-claims a").count() == 2
    assert "1 more claim filtered out" in live.locator(".popup").inner_text()


# ------------------------------------------------------------------ time


def bars(live: Any) -> dict[str, dict[str, float]]:
    return live.locator(".bar.dated").evaluate_all(
        "nodes => Object.fromEntries(nodes.map(n => [n.title, n.getBoundingClientRect().toJSON()]))"
    )


def test_a_time_is_drawn_as_exactly_as_it_is_told(live: Any) -> None:
    drawn = bars(live)
    assert list(drawn) == ["since 2014", "Apr 2024", "3 May 2024", "until 2042"]
    assert drawn["Apr 2024"]["width"] > 2 * drawn["3 May 2024"]["width"]
    assert drawn["Apr 2024"]["right"] <= drawn["3 May 2024"]["left"] + 1
    assert live.locator(".bar.open-after").get_attribute("title") == "since 2014"
    assert live.locator(".bar.open-before").get_attribute("title") == "until 2042"
    mask = live.locator(".bar.open-after").evaluate("node => getComputedStyle(node).maskImage")
    assert "linear-gradient" in mask


def test_claims_without_a_date_stay_until_they_are_left_out(live: Any) -> None:
    assert live.locator("#time-undated").inner_text() == "as of the report 1"
    live.focus("#time-from")
    live.keyboard.press("ArrowRight")
    assert UNDATED in listed(live)
    live.locator("label", has_text="1 without a date").click()
    assert UNDATED not in listed(live)
    assert live.locator("#chips").inner_text().count("dated only") == 1


def test_the_window_moves_by_keyboard_and_open_ends_reach_into_it(live: Any) -> None:
    live.focus("#time-from")
    handle = live.locator("#time-from")
    assert handle.get_attribute("aria-valuetext") == "1 Jan 2014"
    for _ in range(2):
        live.keyboard.press("ArrowRight")
    assert handle.get_attribute("aria-valuetext") == "1 Apr 2024"
    live.focus("#time-to")
    live.keyboard.press("Home")
    assert live.locator("#time-now").inner_text() == "Apr 2024"
    assert listed(live) == ["C01", "C02", "C03", "C04"]  # since 2014, until 2042, no date
    live.keyboard.press("End")
    live.focus("#time-from")
    live.keyboard.press("Home")
    assert listed(live) == ALL


def test_a_window_is_drawn_with_the_mouse_and_let_go_with_a_click(live: Any) -> None:
    april = bars(live)["Apr 2024"]
    foot = live.locator("#time-track").bounding_box()
    y = foot["y"] + foot["height"] - 8
    live.mouse.move(april["left"] + 1, y)
    live.mouse.down()
    live.mouse.move(april["right"] - 2, y, steps=5)
    live.mouse.up()
    assert live.locator("#time-now").inner_text() == "Apr 2024"
    assert "C00" not in listed(live)
    live.mouse.click(april["left"] + 40, y)
    assert listed(live) == ALL


def test_steps_go_through_dated_stretches_and_playing_ends_with_all(live: Any) -> None:
    seen = []
    for _ in range(5):
        live.click("#time-on")
        seen.append(live.locator("#time-now").inner_text())
    assert seen == ["2014", "Apr 2024", "3 May 2024", "2042", "All times, 2014–2042"]
    live.click("#time-back")
    assert live.locator("#time-now").inner_text() == "2042"
    live.click("#play")
    assert live.locator("#play").inner_text() == "Pause"
    live.locator("#play", has_text="Play").wait_for(timeout=12000)
    assert live.locator("#time-now").inner_text().startswith("All times")


def test_a_bar_leads_to_its_claim_and_lights_up_with_it(live: Any) -> None:
    live.click('.bar[title="Apr 2024"]')
    assert live.locator(".card[aria-current]").get_attribute("data-claim") == "C01"
    live.click("#claim-C00 blockquote")
    assert live.locator(".bar.is-on").get_attribute("title") == "3 May 2024"
