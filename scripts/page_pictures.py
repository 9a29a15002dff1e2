"""How does a page look in Chromium, alike on every machine?

What the scripts beside it and tests/maps/test_pictures_browser.py share. Words are set in the DejaVu
fonts that come with matplotlib, whatever fonts the machine has: Chromium is given a list of fonts of
its own. Chromium's version remains; comparing allows for it.
"""

from __future__ import annotations

import io
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[1]
SEED: Final = ROOT / "seeds" / "russia-tajikistan.txt"
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS: Final = [
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
    "--num-raster-threads=1", "--disable-partial-raster",  # the same bytes each time
]  # fmt: skip
# What a page puts off until it has been seen is done: a task after each of some pictures.
REST: Final = """new Promise((done) => (function next(left) {
  if (left) requestAnimationFrame(() => setTimeout(() => next(left - 1), 20)); else requestIdleCallback(done);
})(8))"""
FONTS: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{folder}</dir>
<cachedir>{cache}</cachedir>
<match target="font">
  <edit name="antialias" mode="assign"><bool>true</bool></edit>
  <edit name="rgba" mode="assign"><const>none</const></edit>
  <edit name="hinting" mode="assign"><bool>true</bool></edit>
  <edit name="hintstyle" mode="assign"><const>{hinting}</const></edit>
</match>
<alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
<alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
<alias><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
"""


def launch(kind: Any, folder: Path, hinting: str = "hintslight") -> Any:
    """Start Chromium with the DejaVu fonts alone.

    Parameters
    ----------
    kind
        Playwright's `chromium`.
    folder
        Where the list of fonts and its cache may be written; it must outlive the browser.
    hinting
        Fontconfig's style of hinting: `hintnone`, `hintslight` or `hintfull`.
    """
    import matplotlib as mpl

    listed = folder / f"fonts-{hinting}.conf"
    fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
    words = FONTS.format(folder=fonts, cache=folder / "cache", hinting=hinting)
    listed.write_text(words, "utf-8")
    env = dict(os.environ, FONTCONFIG_FILE=str(listed))
    return kind.launch(executable_path=CHROMIUM, args=FLAGS, env=env)


@contextmanager
def chromium(folder: Path) -> Iterator[Any]:
    """Chromium for a script."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        raise SystemExit("Chromium is not installed")
    with sync_playwright() as playwright:
        running = launch(playwright.chromium, folder)
        yield running
        running.close()


def opened(
    browser: Any,
    page: Path,
    *,
    size: tuple[int, int],
    scheme: str = "light",
    anchor: str = "",
    **options: Any,
) -> Any:
    """Open a page without motion and without a network, and wait for its map and names.

    `size` is in CSS pixels, `anchor` what follows the page's address, with its `#`.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
        offline=True,
        **options,
    )
    live = context.new_page()
    live.goto(page.as_uri() + anchor)
    live.wait_for_function("document.querySelector('.map .label') !== null")
    return live


def settled(live: Any, **options: Any) -> Image.Image:
    """Return the picture of a page once two in a row are equal."""
    before = b""
    for _ in range(20):
        live.evaluate(REST)
        shot = live.screenshot(animations="disabled", caret="hide", **options)
        if shot == before:
            return Image.open(io.BytesIO(shot)).convert("RGB")
        before = shot
    raise SystemExit("the page does not come to rest")


def palette(picture: Image.Image, colours: int = 256) -> Image.Image:
    """Return the picture in few colours, so that a rare one, such as a thin line's, is kept.

    The most frequent colours, those of surfaces, stay as they are. All others are sorted into cubes,
    the smallest of which there are few enough, and each cube becomes its mean.
    """
    import numpy as np

    pixels = np.asarray(picture).astype(np.int64) @ (1 << 16, 1 << 8, 1)
    found, number, count = np.unique(pixels, return_inverse=True, return_counts=True)
    parts = np.stack([found >> 16, found >> 8 & 255, found & 255])
    frequent = np.argsort(-count, kind="stable")[: colours // 4]
    for side in range(1, 256):
        cubes = (parts // side).T @ (1 << 16, 1 << 8, 1)
        cubes[frequent] = -1 - np.arange(len(frequent))
        kept, place = np.unique(cubes, return_inverse=True)
        if len(kept) <= colours:
            break
    weight = np.bincount(place, count)
    means = np.stack([np.bincount(place, part * count) / weight for part in parts], axis=1)
    small = Image.frombytes("P", picture.size, place[number].astype(np.uint8).tobytes())
    small.putpalette(means.round().astype(np.uint8).tobytes())
    return small


def save(picture: Image.Image, path: Path, colours: int = 256) -> None:
    """Write a PNG with a palette: the same picture gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    palette(picture, colours).save(path, optimize=True)


def page_of(report: Path, path: Path) -> Path:
    """Draw a report's page by the whole pipeline, as `dateline map` does."""
    from dateline import analyse, draw, read_article
    from dateline.maps.write import write_page

    return write_page(draw(analyse(read_article(str(report)))), path)
