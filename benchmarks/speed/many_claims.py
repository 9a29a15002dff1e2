#!/usr/bin/env python3
"""How fast is a page of very many claims? Makes one and measures it in Chromium.

    python benchmarks/speed/many_claims.py [--claims 10000] [--towns 2500] [--runs 5] [--output PAGE.html]

Claims are synthetic, in words of our own, over real places of the gazetteer; the same number gives
the same page. Drawn: from the start of navigation to the first picture after all layers are drawn.
Filter: from a change of what is asked for to the next picture. Medians. Processor times are those of
the page's main thread: on a machine that others load, they tell what an idle one would take. The bars
are those of 10,000 claims and hold for them alone.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.gazetteer.places import Candidate, Resolution
from dateline.geo.recognition.toponyms import Mention
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.build import build_layers
from dateline.layers.claims.claims import Claim, ClaimPlace
from dateline.layers.quantities.quantities import Quantity
from dateline.layers.speakers.records import Speaker
from dateline.layers.times.times import TimeExpression

if TYPE_CHECKING:
    from dateline.geo.gazetteer.places import Place
    from dateline.maps.page.render import MapPage

BARRED: Final = 10_000  # claims that the bars are for
PAGE_BAR_BYTES: Final = 6_000_000
DRAWN_BAR_MS: Final = 1500
FILTER_BAR_MS: Final = 150
BOX: Final = (10.0, 0.0, 75.0, 55.0)  # west, south, east, north, degrees
BORDERS: Final = ("AF-TJ", "IQ-SY", "ET-SO", "SD-TD", "DZ-LY", "IR-IQ", "ER-ET", "KE-SO", "SS-UG")
OFFICES: Final = ("mayor", "governor", "spokesman for the army", "aid worker", "tribal elder")
FIRST: Final = (
    "Amal Bakyt Chidi Dawit Elif Farid Gulnora Hamid Ines Jaro Kemal Lidia Musa Nadir".split()
)
LAST: Final = "Abdi Bekele Cherif Demir Elmi Farah Haidar Issa Juma Karim Lahoud Mensah".split()
BRANCHES: Final = "Motor Rifle,Tank,Artillery,Engineer,Infantry,Air Defence".split(",")
KINDS: Final = ("Brigade", "Division", "Regiment", "Battalion")
ACTS: Final = ("assert", "assert", "assert", "assert", "deny", "promise", "plan", "expect", "warn")


@dataclass(frozen=True)
class Crowd:
    """All that `render_map` takes."""

    article: Article
    resolutions: tuple[Resolution, ...]
    claims: tuple[Claim, ...]
    layers: Any

    def render(self) -> MapPage:
        """Return the page."""
        from dateline.maps.page.render import render_map

        return render_map(self.article, self.resolutions, self.claims, self.layers)


def places(count: int) -> list[Place]:
    """Return real populated places of a part of the world, spread evenly over the gazetteer."""
    gazetteer = open_gazetteer()
    west, south, east, north = BOX
    rows = [
        row for row, lon, lat in gazetteer.populated() if west < lon < east and south < lat < north
    ]
    step = max(1, len(rows) // count)
    found = gazetteer.places_at(rows[::step][:count])
    return [found[row] for row in sorted(found)]


def crowd(count: int, *, towns: int | None = None) -> Crowd:
    """Return a report of `count` claims about a quarter as many places, or so many as `towns`."""
    dice = random.Random(count)
    spots = places(towns or max(20, count // 4))
    writer = _Writer()
    for number in range(count):
        _claim(writer, number, spots, dice)
    text = writer.text()
    zones = tuple(Zone(span=Span(*span), kind="paragraph") for span in writer.paragraphs)
    article = Article(
        id="many", text=text, sha256="0" * 64, zones=zones, published="2024-06-30",
        title=f"{count:,} claims",
    )  # fmt: skip
    resolutions, claims = tuple(writer.resolutions), tuple(writer.claims)
    layers = build_layers(article, resolutions, claims, gazetteer=open_gazetteer())
    return Crowd(article, resolutions, claims, layers)


class _Writer:
    """The report as it grows: a paragraph a claim."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.paragraphs: list[tuple[int, int]] = []
        self.resolutions: list[Resolution] = []
        self.claims: list[Claim] = []

    def text(self) -> str:
        return "".join(self.pieces)

    def paragraph(self, words: str) -> int:
        start = self.length
        self.pieces.append(words + "\n\n")
        self.length += len(words) + 2
        self.paragraphs.append((start, start + len(words)))
        return start


def _claim(writer: _Writer, number: int, towns: list[Place], dice: random.Random) -> None:
    kind = dice.choices(("shelling", "base", "movement", "border", "country"), (55, 12, 18, 5, 10))[
        0
    ]
    town = towns[min(int(dice.expovariate(6) * len(towns)), len(towns) - 1)]
    other = dice.choice(towns)
    who = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    office = dice.choice(OFFICES)
    day = f"2023-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
    pair = dice.choice(BORDERS)
    unit = f"{dice.randrange(1, 99)}th {dice.choice(BRANCHES)} {dice.choice(KINDS)}"
    words, named = {
        "shelling": (f"{dice.randrange(2, 90)} shells fell on {town.name}", [(town, "location")]),
        "base": (f"the {unit} is stationed in {town.name}", [(town, "location")]),
        "movement": (
            f"{dice.randrange(2, 60)} lorries of arms went from {town.name} to {other.name}",
            [(town, "origin"), (other, "destination")],
        ),
        "border": (f"patrols were doubled along the frontier {pair}", [(pair, "border")]),
        "country": (f"prices of fuel rose across {town.country} that week", [(town, "location")]),
    }[kind]
    sentence = f"On {day} {words}, said {who}, {office}."
    start = writer.paragraph(sentence)
    content = Span(start + 14, start + 14 + len(words))
    act = dice.choice(ACTS)
    spots = [_place(writer, words, content.start, place, role, kind) for place, role in named]
    time_span = Span(start, start + 13)
    writer.claims.append(
        Claim(
            id=f"C{number}", tier="core", sentence=Span(start, start + len(sentence)),
            sentence_id=f"S{number}", content=content,
            source=(Span(content.end + 7, content.end + 7 + len(who)),),
            cue=(Span(content.end + 2, content.end + 6),),
            speaker=Speaker(name=who, kind="person", role=office), source_resolution="literal",
            via=None,
            type={"base": "base_presence", "movement": "military_aid"}.get(kind, kind),
            plover=None, mode=None, acled=None, act=act,  # type: ignore[arg-type]
            realis="future" if act in {"promise", "plan", "expect"} else "actual", certainty="CT",
            polarity="+", author_certainty="Uu", hedges=(), condition=None, negation=None,
            time=TimeExpression(
                span=time_span, core_span=Span(start + 3, start + 13), text=f"On {day}", core=day,
                timex=day, mod=None, value=day, precision="day", bound=None,
                resolvable_without_dct=True, earliest=day, latest=day,
            ),
            actors=(), recipients=(), places=tuple(spots), implied_places=(),
            quantities=_quantities(words, content.start, kind), links=(),
        )
    )  # fmt: skip


def _quantities(words: str, start: int, kind: str) -> tuple[Quantity, ...]:
    if kind not in {"shelling", "movement"}:
        return ()
    number, thing = words.split()[:2]
    span = Span(start, start + len(number) + 1 + len(thing))
    return (
        Quantity(
            span=span, text=f"{number} {thing}", value=float(number), unit="count", of=thing
        ),
    )  # fmt: skip


def _place(
    writer: _Writer, words: str, start: int, place: Place | str, role: Any, kind: str
) -> ClaimPlace:
    if isinstance(place, str):
        name, place_id = place, f"border:{place}"
    elif kind == "country":
        name, place_id = place.country, f"country:{place.country}"
    else:
        name, place_id = place.name, place.id
    at = start + words.rindex(name)
    span = Span(at, at + len(name))
    if not isinstance(place, str) and kind != "country":
        mention = Mention(span=span, surface=name, kind="name")
        found = Candidate(place=place, score=2.5, features=(("near", 1.0), ("size", 0.5)))
        writer.resolutions.append(
            Resolution(
                mention=mention, place=place, probability=0.9, candidates=(found,),
                reason="Near the other places.",
            )
        )  # fmt: skip
    return ClaimPlace(
        text=name, span=span, role=role, resolves_to=name, place_ids=(place_id,), precision="1"
    )


@dataclass(frozen=True)
class Timing:
    """One visit: milliseconds, of the clock and of the main thread, and how much there is."""

    drawn_ms: float
    filter_ms: float
    first_search_ms: float
    search_ms: float
    zoom_ms: float
    pan_ms: float
    drawn_cpu_ms: float
    filter_cpu_ms: float
    heap_mb: float
    elements: int
    on_map: int
    troubles: tuple[str, ...]


AFTER: Final = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
DRAWN: Final = f"async () => {{ await {AFTER}; return performance.now(); }}"
ACT: Final = (
    f"async () => {{ const began = performance.now(); (%s); await {AFTER};"
    " return performance.now() - began; }"
)


def visit(browser: Any, path: Path) -> Timing:
    """Open a page from its file, without a network, and use it as a reader would."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def measured(name: str) -> float:
        metrics = devtools.send("Performance.getMetrics")["metrics"]
        return float(next(m["value"] for m in metrics if m["name"] == name))

    def busy_ms() -> float:
        return 1000.0 * measured("TaskDuration")

    page.set_default_timeout(300_000)
    page.goto(path.as_uri(), wait_until="load", timeout=300_000)
    drawn = page.evaluate(DRAWN)
    drawn_cpu = busy_ms()
    page.wait_for_timeout(300)
    by = "dateline.ask({by: new Set([Object.values(dateline.DATA.claims)[7].by])})"
    before = busy_ms()
    narrowed = page.evaluate(ACT % by)
    widened = page.evaluate(ACT % "dateline.clearAll()")
    filter_cpu = (busy_ms() - before) / 2
    # The first search reads all cards, but for those that were read while nobody did anything.
    first = page.evaluate(ACT % "dateline.ask({q: 'zzzz'})")
    page.evaluate(ACT % "dateline.clearAll()")
    searched = page.evaluate(ACT % "dateline.ask({q: 'shells 12'})")
    page.evaluate(ACT % "dateline.clearAll()")
    zoomed = page.evaluate(ACT % "dateline.map.setZoom(7, {animate: false})")
    panned = page.evaluate(ACT % "dateline.map.panBy([200, 100], {animate: false})")
    on_map = page.evaluate("document.querySelectorAll('.map *').length")
    elements = page.evaluate("document.getElementsByTagName('*').length")
    heap = measured("JSHeapUsedSize") / 1e6
    context.close()
    return Timing(
        drawn, max(narrowed, widened), first, searched, zoomed, panned, drawn_cpu, filter_cpu, heap,
        elements, on_map, tuple(troubles),
    )  # fmt: skip


def main() -> None:
    from playwright.sync_api import sync_playwright

    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--claims", type=int, default=10_000)
    options.add_argument("--towns", type=int)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--output", type=Path)
    given = options.parse_args()
    began = time.process_time()
    made = crowd(given.claims, towns=given.towns)
    built = time.process_time()
    html = made.render().html
    rendered = time.process_time()
    path = given.output or Path(tempfile.mkdtemp()) / "many.html"
    path.write_text(html, "utf-8")
    size = path.stat().st_size
    print(f"{given.claims:,} claims, {sum(len(layer.frame) for layer in made.layers):,} features")
    print(f"made in {built - began:.1f}, rendered in {rendered - built:.1f} processor seconds")
    barred = given.claims == BARRED
    print(f"page: {size:,} bytes" + (f"  bar {PAGE_BAR_BYTES:,}" if barred else ""))
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        seen = [visit(browser, path) for _ in range(given.runs)]
        browser.close()
    bars = {"drawn_ms": DRAWN_BAR_MS, "filter_ms": FILTER_BAR_MS} if barred else {}
    for name in (field.name for field in fields(Timing) if field.name != "troubles"):
        values = sorted(getattr(one, name) for one in seen)
        middle = statistics.median(values)
        print(
            f"{name:15} {middle:11,.1f}  ({values[0]:,.1f}–{values[-1]:,.1f})"
            + (f"  bar {bars[name]:,}" if name in bars else "")
        )
    print("troubles:", sorted({trouble for one in seen for trouble in one.troubles}) or "none")


if __name__ == "__main__":
    main()
