"""How does each tool of the page look? Makes the pictures of docs/walkthrough.md and docs/figures.md.

    python scripts/walkthrough_pictures.py            # all
    python scripts/walkthrough_pictures.py walk-time walk-table

The page of the report that ships with the project, of the three invented reports in docs/examples/ and of
a synthetic crowd of claims, in Chromium with the fonts of page_pictures.py; figures by `dateline figure`.
Each picture is what a reader's own deeds on the page bring about.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from page_pictures import ROOT, SEED, chromium, opened, save, settled
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

IMAGES: Final = ROOT / "docs" / "images"
EXAMPLES: Final = ROOT / "docs" / "examples"
REPORTS: Final = tuple(EXAMPLES / f"{name}.md" for name in ("wire", "paper", "ministry"))
CROWDED: Final = ROOT / "benchmarks" / "quality" / "claims" / "reports" / "kashmir-loc-wire.txt"
DATE: Final = "2021-07"
WIDE: Final = (1200, 700)
PHONE: Final = (390, 844)
A4: Final = (794, 1123)
COLOURS: Final = 128


def nothing(_: Any) -> None:
    """Show the page as it opens."""


@dataclass(frozen=True)
class Shot:
    """A picture: of which page, after which deeds, in which size (CSS pixels) and scheme."""

    deeds: Callable[[Any], object] = nothing
    page: str = "seed"
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    anchor: str = ""


# ------------------------------------------------------------------ what a reader does


def choose(live: Any, claim: str) -> None:
    live.evaluate("claim => dateline.select(claim, {from: 'link'})", claim)


def search(live: Any, words: str) -> None:
    live.keyboard.press("/")
    live.keyboard.type(words)
    live.locator("#hits:visible").wait_for()
    live.locator("#hits button").last.click()


def filter_promises(live: Any) -> None:
    live.keyboard.press("f")
    live.locator("#filters label", has_text="promised").first.click()


def early_july(live: Any) -> None:
    live.uncheck("#undated")
    live.evaluate("dateline.ask({from: '2021-07-01', to: '2021-07-10'})")


def table(live: Any) -> None:
    live.keyboard.press("t")
    live.click(".table-view button:has-text('Meant')")
    choose(live, "C02")


def report_text(live: Any) -> None:
    choose(live, "C05")
    live.click("#tab-report")
    live.evaluate("document.querySelector('#report mark.is-on').scrollIntoView({block: 'center'})")


def why_here(live: Any) -> None:
    live.locator(".pin-box[aria-label*=Mocha]").first.click()
    live.locator(".popup .why summary").first.click()


def review(live: Any) -> None:
    live.keyboard.press("r")
    choose(live, "C03")
    live.click(".card-actions button:text-is('Reject')")
    place_form(live)
    live.click("dialog[open] button:text-is('Save')")
    live.click("#tab-claims")
    choose(live, "C03")


def place_form(live: Any) -> None:
    if live.locator("#review-button[aria-pressed=true]").count() == 0:
        live.keyboard.press("r")
    live.click("#tab-report")
    live.locator("#report .mention", has_text="Kulyab").first.click()
    live.locator("dialog[open] .point input[type=text]").fill("37.99, 69.80")
    live.locator("dialog[open] textarea").fill("the airfield, not the town")


def online_notice(live: Any) -> None:
    live.click("#tiles-button")


def contradiction(live: Any) -> None:
    choose(live, "r1-C01")


def drawn_link(live: Any) -> None:
    choose(live, "r2-C05")


def symbols(live: Any) -> None:
    live.check("#mil")
    live.click("#tab-legend")


def local_names(live: Any) -> None:
    live.select_option("#tongue", "local")


def russian_names(live: Any) -> None:
    live.select_option("#tongue", "ru")


def data_sets(live: Any) -> None:
    live.locator("#data-box").evaluate("box => { box.open = true; }")


def shellings(live: Any) -> None:
    live.keyboard.press("f")
    live.locator("#filters label", has_text="shelling").click()
    live.keyboard.press("Escape")


SHOTS: Final[Mapping[str, Shot]] = {
    "seed-map": Shot(size=(1280, 900)),
    "seed-map-dark-phone": Shot(size=PHONE, scheme="dark"),
    "walk-claim": Shot(lambda live: choose(live, "C19")),
    "walk-phone": Shot(lambda live: choose(live, "C19"), size=PHONE),
    "walk-search": Shot(lambda live: search(live, "dushanbe")),
    "walk-filter": Shot(filter_promises),
    "walk-time": Shot(early_july),
    "walk-table": Shot(table, scheme="dark"),
    "walk-report": Shot(report_text),
    "walk-why": Shot(why_here, page="several"),
    "walk-unplaced": Shot(lambda live: live.click("#tab-unplaced")),
    "walk-legend": Shot(lambda live: live.click("#tab-legend")),
    "walk-symbols": Shot(symbols),
    "walk-local": Shot(local_names, page="several"),
    "walk-russian": Shot(russian_names),
    "walk-several": Shot(contradiction, page="several"),
    "walk-links": Shot(drawn_link, page="several"),
    "walk-data": Shot(data_sets, page="data"),
    "walk-many": Shot(shellings, page="many"),
    "walk-review": Shot(review),
    "walk-place": Shot(place_form),
    "walk-take": Shot(lambda live: live.keyboard.press("d")),
    "walk-online": Shot(online_notice, page="online"),
    "walk-help": Shot(lambda live: live.click("#help-button")),
}
# Figures, by `dateline figure`; each option is one that docs/figures.md tells of.
FIGURES: Final[Mapping[str, list[str]]] = {
    "figure-a4-key": [str(SEED), "--date", DATE, "--key", "--dpi", "100"],
    "figure-slide-dark": [str(SEED), "--date", DATE, "--size", "slide", "--theme", "dark", "--dpi", "72"],
    "figure-square-print": [str(SEED), "--date", DATE, "--size", "square", "--theme", "print", "--dpi", "100"],
    "figure-crowded": [str(CROWDED), "--key", "--dpi", "90"],
}  # fmt: skip
SHEET: Final = "walk-sheet"


# ------------------------------------------------------------------ the pages


def draw_pages(folder: Path) -> dict[str, Path]:
    """Write the pages that the pictures show; return where each is."""
    from dateline import analyse, draw, draw_set, join_reports, read_article, read_dataset
    from dateline.maps.page.tiles import OSM
    from dateline.maps.write import write_page

    sys.path.insert(0, str(ROOT / "benchmarks" / "speed"))
    from many_claims import crowd

    seed = analyse(read_article(str(SEED), date=DATE))
    several = join_reports([analyse(read_article(str(path))) for path in REPORTS])
    notes = read_dataset(EXAMPLES / "observers.kml")
    pages = {
        "seed": draw(seed),
        "online": draw(seed, tiles=OSM),
        "several": draw_set(several),
        "data": draw_set(several, datasets=[notes], whole=True),
        "many": crowd(1200).render(),
    }
    for name in pages:
        (folder / name).mkdir()  # the printed sheet names its file
    return {name: write_page(page, folder / name / "map.html") for name, page in pages.items()}


def sheet(browser: Any, page: Path) -> Image.Image:
    """Return the printed sheet: the page as paper has it, within the margins of its `@page`."""
    live = opened(browser, page, size=WIDE, device_scale_factor=1.275)
    live.evaluate("window.print = () => { window.printed = true; }")
    live.click("#take-button")
    live.click("dialog button:text-is('Print')")
    live.wait_for_function("window.printed")
    live.set_viewport_size({"width": A4[0], "height": A4[1]})
    live.emulate_media(media="print")
    live.evaluate("document.body.style.padding = '11mm'")
    picture = settled(live)
    live.context.close()
    return picture


def figure(options: list[str], path: Path) -> Image.Image:
    """Return a figure as the command draws it."""
    command = [sys.executable, "-m", "dateline", "figure", *options, "-o", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return Image.open(path).convert("RGB")


def main() -> None:
    """Make the pictures that are named, or all."""
    known = [*SHOTS, SHEET, *FIGURES]
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("names", nargs="*", metavar="PICTURE", help=", ".join(known))
    names = options.parse_args().names or known
    if unknown := set(names) - set(known):
        raise SystemExit(f"no such picture: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name in (name for name in FIGURES if name in names):
            save(figure(FIGURES[name], folder / f"{name}.png"), IMAGES / f"{name}.png", COLOURS)
        if FIGURES.keys() >= set(names):
            return
        pages = draw_pages(folder)
        with chromium(folder) as browser:
            for name in (name for name in SHOTS if name in names):
                shot = SHOTS[name]
                live = opened(
                    browser,
                    pages[shot.page],
                    size=shot.size,
                    scheme=shot.scheme,
                    anchor=shot.anchor,
                )
                shot.deeds(live)
                live.mouse.move(0, 0)
                save(settled(live), IMAGES / f"{name}.png", COLOURS)
                live.context.close()
            if SHEET in names:
                save(sheet(browser, pages["seed"]), IMAGES / f"{SHEET}.png", COLOURS)
    total = sum(path.stat().st_size for path in IMAGES.glob("*.png"))
    print(f"{len(names)} pictures made; {IMAGES.relative_to(ROOT)} has {total} bytes")


if __name__ == "__main__":
    main()
