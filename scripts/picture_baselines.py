"""Does the page look as it did? Pictures of the seed report's page, and what counts as a difference.

    python scripts/picture_baselines.py

makes tests/maps/pictures/*.png anew: four sizes, light and dark, at half the page's size. Look at what
changed before you commit it. tests/maps/test_pictures_browser.py compares.

Compared are the mean colours of squares: small ones, so that a sign that moved or a border that is
missing is told, and large ones, so that a slightly wrong colour is. Letters that another version of
Chromium draws otherwise hardly change a square's mean.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from page_pictures import ROOT, SEED, chromium, opened, page_of, save, settled
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER: Final = ROOT / "tests" / "maps" / "pictures"
FAILED: Final = ROOT / "build" / "pictures"
SIZES: Final = {
    "phone": (390, 844), "tablet": (820, 1180), "laptop": (1280, 900), "wall": (1920, 1080),
}  # fmt: skip
SCHEMES: Final = ("light", "dark")
# A square's side in pixels of a baseline, and by how much its mean may be off (0 to 255, any channel).
LIMITS: Final = ((8, 14.0), (32, 4.5))


def baseline(size: str, scheme: str) -> Path:
    """Return where the picture of a size and a scheme is kept."""
    return FOLDER / f"seed-{size}-{scheme}.png"


def half(picture: Image.Image) -> Image.Image:
    """Return a picture in half its size, as baselines are."""
    return picture.reduce(2)


def take(browser: Any, page: Path, *, size: str, scheme: str, deed: str = "") -> Image.Image:
    """Return a page's picture as it is kept; `deed` is JavaScript to run before."""
    live = opened(browser, page, size=SIZES[size], scheme=scheme)
    if deed:
        live.evaluate(deed)
    picture = half(settled(live))
    live.context.close()
    return picture


def off_by(kept: Image.Image, now: Image.Image, side: int) -> np.ndarray[Any, Any]:
    """Return by how much the mean colours of two pictures' squares differ, rows first."""
    difference = np.asarray(kept, float) - np.asarray(now, float)
    height, width = difference.shape[:2]
    down, across = -(-height // side), -(-width // side)
    edge = ((0, down * side - height), (0, across * side - width), (0, 0))
    squares = np.pad(difference, edge).reshape(down, side, across, side, 3)
    found: np.ndarray[Any, Any] = np.abs(squares.mean((1, 3))).max(axis=2)
    return found


def differences(kept: Image.Image, now: Image.Image) -> list[tuple[int, int, int, float]]:
    """Return the squares that are off: left, top, side, and by how much; the worst come first."""
    if kept.size != now.size:
        return [(0, 0, max(now.size), 255.0)]
    found = []
    for side, limit in LIMITS:
        off = off_by(kept, now, side)
        rows, columns = np.nonzero(off > limit)
        found += [
            (int(x) * side, int(y) * side, side, float(off[y, x]))
            for y, x in zip(rows, columns, strict=True)
        ]
    return sorted(found, key=lambda square: (-square[3], square))


def marked(now: Image.Image, squares: Iterable[tuple[int, int, int, float]]) -> Image.Image:
    """Return the picture grey and pale, with the squares that are off as they are."""
    shown = Image.blend(now.convert("L").convert("RGB"), Image.new("RGB", now.size, "white"), 0.7)
    for left, top, side, _ in squares:
        box = (left, top, min(left + side, now.width), min(top + side, now.height))
        shown.paste(now.crop(box), box)
    return shown


def report(size: str, scheme: str, now: Image.Image) -> str:
    """Compare with the baseline; return what is off in words, with pictures to look at, or nothing."""
    path = baseline(size, scheme)
    kept = Image.open(path).convert("RGB")
    squares = differences(kept, now)
    if not squares:
        return ""
    new, shown = FAILED / path.name, FAILED / f"{path.stem}-off.png"
    save(now, new)
    save(marked(now, squares), shown)
    left, top, side, off = squares[0]
    return (
        f"{len(squares)} squares of {path.name} are off, most the {2 * side} px at"
        f" {2 * left}, {2 * top} (by {off:.0f} of 255). Look at {new.relative_to(ROOT)} and"
        f" {shown.relative_to(ROOT)}; if it is meant: python scripts/picture_baselines.py"
    )


def main() -> None:
    """Make all baselines anew."""
    with tempfile.TemporaryDirectory() as scratch, chromium(Path(scratch)) as browser:
        page = page_of(SEED, Path(scratch) / "map.html")
        for size in SIZES:
            for scheme in SCHEMES:
                save(take(browser, page, size=size, scheme=scheme), baseline(size, scheme))
    total = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    print(f"{len(SIZES) * len(SCHEMES)} pictures, {total} bytes, in {FOLDER.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
