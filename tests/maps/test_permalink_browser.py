"""Does a link open exactly what its sender saw? And does going back undo it, one deed after the other?"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_deeds import choose, search
from page_sample import ADRE, layer, place, resolution
from shapely.geometry import Point
from timed_sample import timed_report

from dateline.layers.datasets.datasets import read_dataset
from dateline.maps.write import write_page

sys.path.insert(0, str(Path(__file__).parents[1] / "layers"))

from dataset_files import acled, acled_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from page_visits import Visit

pytestmark = pytest.mark.browser

# All that can be seen, as the page itself tells it.
STATE = """() => {
  const asked = dateline.asked(), {lat, lng} = dateline.map.getCenter();
  return {
    search: document.querySelector('#query').value,
    filters: dateline.FACETS.map(({key}) => [...asked[key]]),
    time: [asked.from, asked.to, asked.undated, document.querySelector('#undated').checked],
    window: document.querySelector('#time-now').textContent,
    shown: dateline.shownClaims(),
    chosen: [dateline.chosen, document.querySelector('.card[aria-current]')?.dataset.claim],
    tab: dateline.openedTab(),
    table: [!document.querySelector('#table').hidden, document.querySelector('#show-table').getAttribute('aria-pressed')],
    order: [...document.querySelectorAll('#table tbody tr')].map((row) => row.dataset.claim),
    sorted: [...document.querySelectorAll('#table th[aria-sort]')].map((head) => head.textContent + head.getAttribute('aria-sort')),
    names: [document.querySelector('#tongue').value, document.querySelector('[data-name]')?.textContent],
    labels: dateline.named('Adré'),
    symbols: document.querySelector('#mil').checked,
    sets: [...document.querySelectorAll('#data-box input')].map((input) => input.checked),
    events: dateline.dataMarks.flatMap((mark) => mark.left.length),
    view: [lat.toFixed(4), lng.toFixed(4), dateline.map.getZoom().toFixed(2)],
  };
}"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write the page of five dated claims, a base with a military symbol, names and a data set."""
    folder = tmp_path_factory.mktemp("links")
    spot = {"latitude": 13.47, "longitude": 22.2, "country": "Chad", "admin1": "Ouaddaï"}
    rows = [acled_row(**spot, event_date="2024-05-03", location="Adre"),
            acled_row(**spot, event_date="2024-05-04", location="Adre", sub_event_type="Looting",
                      event_type="Strategic developments")]  # fmt: skip
    (folder / "events.csv").write_bytes(acled(*rows))
    sets = (read_dataset(folder / "events.csv"), read_dataset(folder / "events.csv"))
    base = {"feature_id": "base-1", "name": "7th Tank Brigade — Biltine", "place_id": "gn:2",
            "claim_ids": ["C01"], "geometry": Point(20.9, 14.5)}  # fmt: skip
    report = timed_report()
    adre = place("gn:244878", "Adré", 22.2, 13.467, "point")
    found = tuple(resolution("Adre", adre) if r.place == ADRE else r for r in report.resolutions)
    events = layer("events", {"feature_id": "events-1", "name": "Adré", "place_id": adre.id,
                              "claim_ids": ["C00", "C01", "C04"], "geometry": Point(22.2, 13.467)})  # fmt: skip
    layers = (*report.layers[:3], events, layer("bases", base))
    whole = replace(report, layers=layers, resolutions=found)

    def make(**options: Any) -> Path:
        name = "-".join(map(str, options.values())) or "map"
        return write_page(whole.render(datasets=sets, **options), folder / f"{name}.html")

    return make


def turn_everything(live: Any) -> None:
    """Leave nothing of the page as it is at first."""
    choose(live, "Speaker", "Idriss")
    live.keyboard.press("Escape")
    search(live, "a")
    live.focus("#time-from")
    live.keyboard.press("ArrowRight")
    live.uncheck("#undated")
    live.select_option("#tongue", "ru")
    live.check("#mil")
    if not live.evaluate("document.querySelector('#data-box').open"):
        live.click("#data-box > summary")
    live.locator("#data-box input").first.uncheck()
    live.locator("#data-box .kinds > summary").last.click()
    live.locator("#data-box .kinds input").last.uncheck()
    live.locator(".map-buttons button", has_text="+").click()
    live.wait_for_timeout(100)
    live.click("#claim-C02 blockquote")
    live.click("#show-table")
    live.click("#sort-2")
    live.click("#sort-2")
    live.click("#tab-legend")
    live.wait_for_timeout(600)  # the view is taken into the address when it rests


def test_a_link_opens_exactly_what_its_sender_saw(
    visit: Callable[..., Visit], made: Callable[..., Path]
) -> None:
    where = made()
    sender = visit(where=where, reduced_motion="reduce").page
    at_first = sender.evaluate(STATE)
    turn_everything(sender)
    seen, address = sender.evaluate(STATE), sender.evaluate("location.hash")
    same = [key for key in seen if seen[key] == at_first[key]]
    assert same == [], same  # the test must ask something of every part
    reader = visit(where=where, anchor=address, reduced_motion="reduce")
    assert reader.page.evaluate(STATE) == seen
    reader.page.wait_for_timeout(600)
    assert reader.page.evaluate("location.hash") == address
    assert reader.troubles == []


def test_what_is_as_at_first_is_not_in_the_address(
    visit: Callable[..., Visit], made: Callable[..., Path]
) -> None:
    live = visit(where=made(), reduced_motion="reduce").page
    live.select_option("#tongue", "ru")
    assert live.evaluate("location.hash") == "#names=ru"
    live.select_option("#tongue", "en")
    assert live.evaluate("location.hash") == ""
    live.check("#mil")
    assert live.evaluate("location.hash") == "#symbols=military"
    live.click("#theme")
    assert live.evaluate("location.hash") == "#symbols=military"
    live.uncheck("#mil")
    assert live.evaluate("location.hash") == ""


def test_the_language_that_a_page_begins_with_is_its_own(
    visit: Callable[..., Visit], made: Callable[..., Path]
) -> None:
    where = made(language="ru")
    live = visit(where=where, reduced_motion="reduce").page
    assert live.input_value("#tongue") == "ru"
    live.select_option("#tongue", "en")
    assert live.evaluate("location.hash") == "#names=en"
    english = visit(where=where, anchor="#names=en").page
    assert (english.input_value("#tongue"), english.evaluate("dateline.named('Sudan')")) == (
        "en",
        "Sudan",
    )
    assert visit(where=where, anchor="#q=adre").page.input_value("#tongue") == "ru"


def test_back_and_forward_undo_and_redo_language_symbols_order_and_sets(
    visit: Callable[..., Visit], made: Callable[..., Path]
) -> None:
    live = visit(where=made(), reduced_motion="reduce").page
    live.select_option("#tongue", "local")
    live.check("#mil")
    live.locator("#data-box input").first.uncheck()
    live.click("#show-table")
    live.click("#sort-3")
    seen, addresses = [], []
    for _ in range(5):
        live.go_back()
        addresses.append(sorted(live.evaluate("location.hash").strip("#").split("&")))
        seen.append(
            (
                live.input_value("#tongue"),
                live.is_checked("#mil"),
                live.is_checked("#data-box input >> nth=0"),
                live.is_visible("#table"),
            )
        )
    assert addresses == [
        ["names=local", "symbols=military", "table=yes", "without=0"],
        ["names=local", "symbols=military", "without=0"],
        ["names=local", "symbols=military"],
        ["names=local"],
        [""],
    ]
    assert seen == [
        ("local", True, False, True), ("local", True, False, False), ("local", True, True, False),
        ("local", False, True, False), ("en", False, True, False),
    ]  # fmt: skip
    live.go_forward()
    assert live.input_value("#tongue") == "local"


@pytest.mark.parametrize(
    "anchor",
    ["#names=xx&symbols=yes&sort=-Nothing&without=9,9.9,x", "#names=__proto__&sort=constructor", "#names=ru&names=en&symbols="],
)  # fmt: skip
def test_a_broken_link_opens_the_page_as_it_is_at_first(
    visit: Callable[..., Visit], made: Callable[..., Path], anchor: str
) -> None:
    where = made()
    seen = visit(where=where, anchor=anchor, reduced_motion="reduce")
    first = visit(where=where, reduced_motion="reduce")
    state, wanted = seen.page.evaluate(STATE), first.page.evaluate(STATE)
    if "names=ru" in anchor:
        assert state["names"][0] == "ru"
    else:
        assert state == wanted
    assert seen.troubles == []
