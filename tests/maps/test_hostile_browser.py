"""Does anything that a report or an analyst may write run, load or break the page?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hostile_sample import PAYLOADS, hostile, hostile_claim
from page_sample import layer
from shapely.geometry import LineString, Point, Polygon

from dateline.geo.reports.article import Span, Zone
from dateline.maps.page.large import LARGE
from dateline.maps.write import write_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from page_visits import Visit

MORE = (
    "<script>window.__hit=1</script>", "<ScRiPt/x>window.__hit=1</sCrIpT>",
    "<a href='javascript:window.__hit=1'>x</a>", "data:text/html,<script>window.__hit=1</script>",
    "vbscript:window.__hit=1", "<input autofocus onfocus=window.__hit=1>",
    "<details open ontoggle=window.__hit=1>", "<video><source onerror=window.__hit=1>",
    "<math><mi xlink:href='javascript:window.__hit=1'>x</mi></math>",
    "<form action='javascript:window.__hit=1'><button>x</button></form>",
    "<object data='javascript:window.__hit=1'></object>", "<embed src='javascript:window.__hit=1'>",
    "<link rel=stylesheet href=https://x/y.css>", "<style>*{display:none}</style>",
    "expression(window.__hit=1)", "url(javascript:window.__hit=1)", "constructor", "toString",
    "<!--><svg/onload=window.__hit=1>", "&#60;img src=x onerror=window.__hit=1&#62;",
    "%3Cscript%3Ewindow.__hit=1%3C/script%3E", "<template><script>window.__hit=1</script></template>",
)  # fmt: skip
ALL = (*PAYLOADS, *MORE)
LAYERS = ("areas", "borders", "movements", "bases")


def rows(payloads: tuple[str, ...], name: str) -> list[dict[str, Any]]:
    """A feature of a layer for each payload, which stands in all of its words."""
    shapes = {
        "areas": lambda x, y: Polygon([(x, y), (x + 0.4, y), (x + 0.4, y + 0.4), (x, y + 0.4)]),
        "borders": lambda x, y: LineString([(x, y), (x + 0.5, y + 0.5)]),
        "movements": lambda x, y: LineString([(x, y), (x + 0.7, y - 0.5)]),
        "bases": Point,
    }
    return [
        {
            "feature_id": f"{name}{number}{payload}", "place_id": f"{name}:{number}",
            "claim_ids": [f"C{number}"], "geometry": shapes[name](20 + number % 9, 8 + number // 9),
            "status": payload, "disputed": True,
            **dict.fromkeys(("label", "note", "kind", "source", "claimed_text"), payload),
            "name": f"7th Tank Brigade — {payload}" if name == "bases" else payload,
        }
        for number, payload in enumerate(payloads)
    ]  # fmt: skip


def sample(payloads: tuple[str, ...]) -> Any:
    """A report with every payload in every field of text, claims, corrections and features."""
    made = hostile()
    text = "\n".join(payloads) + "\n\n" + made.article.text
    article = replace(
        made.article, text=text, zones=(Zone(span=Span(0, len(text)), kind="paragraph"),)
    )
    claims, start = [], 0
    for number, payload in enumerate(payloads):
        own = {"start": start, "end": start + len(payload), "text": payload}
        start += len(payload) + 1
        claims.append(
            hostile_claim(f"C{number}", payload)
            | {
                "sentence": own, "content": own, "note": payload, "gloss": payload,
                "graded_by": payload, "grade": "B2", "source_pieces": [own], "cue_pieces": [own],
                "corrected": [{"field": payload, "inferred": payload}],
            }
        )  # fmt: skip
    layers = tuple(layer(name, *rows(payloads, name)) for name in LAYERS)
    return replace(made, article=article, claims=tuple(claims), layers=layers)


def untouched(seen: Visit, where: Path) -> None:
    assert seen.page.evaluate("window.__hit") is None
    assert seen.clean(where), (seen.requests, seen.troubles)
    kinds = seen.page.evaluate("[...new Set([...document.body.children].map(n => n.localName))]")
    assert set(kinds) <= {"svg", "a", "header", "main", "script", "dialog", "div"}
    danger = "iframe, object, embed, base, form, video, math, template, link, img[src], [onload]"
    assert seen.page.locator(danger).count() == 0
    links = seen.page.evaluate("[...document.querySelectorAll('a')].map(n => n.protocol)")
    assert set(links) <= {"file:", "https:", "http:"}


@pytest.mark.browser
def test_fifty_payloads_in_every_field_are_only_words(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    assert len(set(ALL)) == len(ALL) > 40
    where = write_page(sample(ALL).render(title="".join(ALL)), tmp_path / "hostile.html")
    seen = visit(where=where)
    page = seen.page
    assert page.locator(".card").count() == len(ALL)
    page.check("#mil")
    for number in range(len(ALL)):
        page.evaluate("n => dateline.select(dateline.DATA.features[n].claims[0], {})", number)
    shown = page.evaluate(
        "dateline.DATA.features.map((one) => { dateline.openFeature(one, dateline.map.getCenter());"
        " return [...document.querySelectorAll('.popup h2')].at(-1).textContent; })"
    )
    assert [words.removeprefix("7th Tank Brigade — ") for words in shown] == [
        payload for name in LAYERS for payload in sorted_by_id(name)
    ]
    page.click("#filter-button")
    page.fill("#query", ALL[0])
    page.wait_for_timeout(300)
    for selector in ("#tab-report", "#tab-unplaced", "#tab-legend", "#tab-sources", "#show-table"):
        page.click(selector)
    untouched(seen, where)


def sorted_by_id(name: str) -> list[str]:
    """Payloads as the page sorts the features of a layer."""
    numbers = sorted(range(len(ALL)), key=lambda number: f"{name}{number}{ALL[number]}")
    return [ALL[number] for number in numbers]


@pytest.mark.browser
def test_a_page_of_very_many_hostile_claims_is_as_safe(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    many = ALL * (LARGE // len(ALL) + 1)
    where = write_page(sample(many).render(title=ALL[0]), tmp_path / "many.html")
    seen = visit(where=where)
    page = seen.page
    page.wait_for_selector(".cluster")
    page.locator(".cluster-box").first.dispatch_event("click")
    page.evaluate("dateline.select('C900', {})")
    page.wait_for_selector(".card[aria-current] .facts > div:nth-child(3)", state="attached")
    quotes = page.evaluate("Object.values(dateline.DATA.claims).map((one) => one.quote)")
    assert quotes[: len(ALL)] == [
        "".join("\ufffd" if one in "\x00\x1b" else one for one in payload) for payload in ALL
    ]
    untouched(seen, where)
