"""How large is a figure, and in which colours, faces and dashes is it drawn? As the page's style says."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError
from dateline.maps.page.inline import asset
from dateline.maps.page.marks import DENIED, OPEN, STATED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.maps.drawing.features import Feature

MM_PER_INCH: Final = 25.4
POINTS_PER_INCH: Final = 72.0
SMALLEST_MM: Final = 80.0
LARGEST_MM: Final = 2000.0
SMALLEST_UNIT_PT: Final = 0.55  # so that the smallest words are 6 points high
UNIT_OF_A4_PT: Final = 0.62
A4_MM: Final = (297.0, 210.0)
DPI: Final = (50, 1200)
MOST_PIXELS: Final = 120_000_000
THEMES: Final = ("light", "print", "dark")
_GIVEN: Final = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(?:mm)?", re.IGNORECASE)
_COLOUR: Final = re.compile(r"--([a-z-]+\d?):\s*(#[0-9a-f]{6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A sheet: its sides, and how large a unit of drawing (about a pixel of the page) is on it."""

    width_mm: float
    height_mm: float
    unit_pt: float


# Words of a slide are read from the back of a room; those of a sheet at arm's length.
SIZES: Final = {
    "a4": Size(width_mm=297.0, height_mm=210.0, unit_pt=UNIT_OF_A4_PT),
    "a4-portrait": Size(width_mm=210.0, height_mm=297.0, unit_pt=UNIT_OF_A4_PT),
    "slide": Size(width_mm=338.667, height_mm=190.5, unit_pt=0.84),
    "square": Size(width_mm=180.0, height_mm=180.0, unit_pt=0.6),
}


def size_of(words: str) -> Size:
    """Return the size that "a4", "a4-portrait", "slide", "square" or "160x90" (mm) names.

    Raises
    ------
    InputError
        For other words, and for sides under 80 mm or over 2 m.

    Examples
    --------
    >>> size_of("160x90").width_mm
    160.0
    """
    known = SIZES.get(words.strip().lower())
    if known is not None:
        return known
    given = _GIVEN.fullmatch(words.strip())
    if given is None:
        msg = f"no such size: {words!r}"
        raise InputError(msg, hint=f"{', '.join(SIZES)}, or width and height in mm: 160x90")
    width, height = float(given[1]), float(given[2])
    if min(width, height) < SMALLEST_MM or max(width, height) > LARGEST_MM:
        msg = f"a figure of {width:g} by {height:g} mm"
        raise InputError(msg, hint="each side must be from 80 to 2000 mm")
    unit = UNIT_OF_A4_PT * math.sqrt(width * height / (A4_MM[0] * A4_MM[1]))
    return Size(width_mm=width, height_mm=height, unit_pt=max(unit, SMALLEST_UNIT_PT))


def check_dpi(dpi: int, size: Size) -> None:
    """Raise `InputError` for a resolution that is too coarse, too fine, or too much for memory."""
    low, high = DPI
    if not low <= dpi <= high:
        msg = f"a resolution of {dpi} dots per inch"
        raise InputError(msg, hint=f"--dpi takes {low} to {high}; 150 for a screen, 300 for print")
    pixels = size.width_mm * size.height_mm * (dpi / MM_PER_INCH) ** 2
    if pixels > MOST_PIXELS:
        msg = f"{pixels / 1e6:,.0f} million pixels at {dpi} dots per inch"
        raise InputError(msg, hint="choose a smaller --dpi, or write SVG or PDF")


# Ink on white: what a printer without colours must keep apart differs in lightness.
_PRINT: Final = {
    "paper": "#ffffff", "land": "#ffffff", "sea": "#e3e9ec", "coast": "#7d898e", "lines": "#8c877d",
    "water": "#c3d0d7", "water-ink": "#2f4f5b", "city": "#4a4740", "ink": "#000000", "soft": "#3c3a36", "rule": "#b5b1a8",
    "halo": "#ffffff", "area": "#dcc48c", "area-line": "#8a6414", "border": "#5f1247",
    "move": "#97330a", "base": "#0d3f66", "event": "#084d44",
    "data1": "#7a6fd6", "data2": "#c76a97", "data3": "#7f9a45", "data4": "#8a8f95",
}  # fmt: skip


@lru_cache(maxsize=4)
def colours(theme: str) -> Mapping[str, str]:
    """Return the colours of a theme by their names in assets/*.css, as "#rrggbb"."""
    page, sets = _themes("page.css"), _themes("datasets.css")
    light, dark = page[0] | sets[0], page[1] | sets[1]
    if theme == "dark":
        return light | dark
    return light | (_PRINT if theme == "print" else {})


def _themes(style: str) -> list[dict[str, str]]:
    """The colours of a style sheet: those of the light theme, then of the dark one."""
    blocks = re.findall(r":root[^{]*\{([^}]*)\}", asset(style))
    return [dict(_COLOUR.findall(block)) for block in blocks[:2]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """How a line or outline is drawn; widths and dashes in units."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    alpha: float = 1.0
    cap: str = "round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a feature is drawn: its fill, its outline or line, whether it is crossed out."""

    fill: str = ""
    fill_alpha: float = 1.0
    stroke: Stroke | None = None
    crossed: bool = False


_MOVES: Final[Mapping[str, tuple[float, ...]]] = {
    "future": (7, 5), "conditional": (2, 4), "hypothetical": (2, 4), "mixed": (12, 4, 2, 4),
}  # fmt: skip


def look_of(feature: Feature, meaning: str, ink: Mapping[str, str]) -> Look:
    """Return how a feature is drawn, as assets/page.css draws it."""
    if feature.layer == "areas":
        return _area(feature, meaning, ink)
    if feature.layer == "borders":
        dash: tuple[float, ...] = (8, 6) if feature.disputed else ()
        dash = (1, 7) if meaning != STATED else dash
        alpha = 0.6 if meaning == DENIED else 0.95
        return Look(stroke=Stroke(colour=ink["border"], width=3.5, dash=dash, alpha=alpha))
    if feature.layer == "movements":
        dash, alpha = _MOVES.get(feature.status, ()), 1.0
        if meaning == DENIED:
            dash, alpha = (1, 7), 0.6
        return Look(
            stroke=Stroke(colour=ink["move"], width=2.6, dash=dash, alpha=alpha, cap="butt")
        )
    own = ink["base" if feature.layer == "bases" else "event"]
    if meaning != STATED:
        line = Stroke(colour=own, width=2.0)
        return Look(fill=ink["halo"], stroke=line, crossed=meaning == DENIED)
    return Look(fill=own, stroke=Stroke(colour=ink["halo"], width=1.6))


def _area(feature: Feature, meaning: str, ink: Mapping[str, str]) -> Look:
    if feature.uncertain:
        dots = Stroke(colour=ink["event"], width=2.2, dash=(0.1, 5), alpha=0.95)
        return Look(fill=ink["event"], fill_alpha=0.13, stroke=dots)
    if meaning == DENIED:
        line = Stroke(colour=ink["move"], width=1.2, dash=(1, 5))
        return Look(fill=ink["area"], fill_alpha=0.08, stroke=line)
    if meaning == OPEN and feature.kind == "country":  # its own border is on the map already
        return Look(fill=ink["area"], fill_alpha=0.2)
    if meaning == OPEN:
        line = Stroke(colour=ink["area-line"], width=1.2, dash=(3, 4))
        return Look(fill=ink["area"], fill_alpha=0.2, stroke=line)
    edge = Stroke(colour=ink["area-line"], width=1.0, alpha=0.5)
    return Look(
        fill=ink["area"], fill_alpha=0.38, stroke=None if feature.kind == "country" else edge
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How words are set; `tracking` is the room between letters as part of the size."""

    size: float
    font: str = "regular"
    colour: str = "ink"
    upper: bool = False
    tracking: float = 0.0


LINE: Final = 1.25  # from line to line, of the size of words
SECOND: Final = Face(size=11.5)  # the lines below a name
NAME_FACES: Final = {
    "bases": Face(size=13, font="bold"),
    "events": Face(size=13, font="bold"),
    "borders": Face(size=12.5, font="bold", colour="border"),
    "movements": Face(size=12, font="bold", colour="move"),
    "areas": Face(size=15, font="bold", upper=True, tracking=0.1),
    "uncertain": Face(size=12, font="bold-italic", colour="event"),
    "country": Face(size=11.5, colour="soft", upper=True, tracking=0.09),
    "capital": Face(size=11, font="bold", colour="city"),
    "city": Face(size=11, colour="city"),
    "water": Face(size=11, font="italic", colour="water-ink", tracking=0.04),
    "far": Face(size=10.5, font="bold"),
}
