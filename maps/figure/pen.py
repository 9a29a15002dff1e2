"""How do lines, fills and words get onto a figure? A thin pen over matplotlib, in units of a sheet.

The sheet's origin is its upper left corner, x to the right, y down. matplotlib's own defaults hold,
not those of a user's matplotlibrc, and no `pyplot`: nothing is kept between figures. The words are
set in the DejaVu Sans that matplotlib carries (Latin, Cyrillic, Greek, Arabic, Hebrew, Armenian,
Georgian), right-to-left scripts shaped and ordered by matplotlib's HarfBuzz and FriBidi.

Imports matplotlib (half a second): import this module late.
"""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import Stroke as Outlined
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from dateline.maps.escape import clean, tag
from dateline.maps.figure.style import MM_PER_INCH, POINTS_PER_INCH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.maps.drawing.name_spots import Box
    from dateline.maps.figure.style import Face, Size, Stroke

_FILES: Final = {
    "regular": "DejaVuSans.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "italic": "DejaVuSans-Oblique.ttf",
    "bold-italic": "DejaVuSans-BoldOblique.ttf",
}
_MEASURED_AT: Final = 100.0
_UNKNOWN: Final = "\u25a1"
_LONG: Final = re.compile(rb"(\.\d\d)\d+")  # a hundredth of a point is finer than any print
_FORMATTING: Final = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069")
_SETTINGS: Final[dict[str, Any]] = {
    "svg.hashsalt": "dateline",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "lines.scale_dashes": False,
    "path.simplify": False,
    "text.hinting": "none",
}


@contextmanager
def settings() -> Iterator[None]:
    """Hold matplotlib at its defaults and ours, whatever the user's settings, and restore them."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(cast("Any", _SETTINGS))
        yield


@lru_cache(maxsize=8)
def _font(name: str) -> FontProperties:
    return FontProperties(fname=Path(mpl.get_data_path()) / "fonts" / "ttf" / _FILES[name])


@lru_cache(maxsize=8)
def _letters(name: str) -> frozenset[int]:
    return frozenset(get_font(str(_font(name).get_file())).get_charmap())


@lru_cache(maxsize=20_000)
def _width(words: str, name: str) -> float:
    font = _font(name).copy()
    font.set_size(_MEASURED_AT)
    wide, _, _ = text_to_path.get_text_width_height_descent(words, font, ismath=False)
    return float(wide) / _MEASURED_AT


class Pen:
    """Draws one sheet; to be used within `settings`.

    Parameters
    ----------
    size
        Of the sheet.
    ink
        Colours by name, as maps/figure/style.py gives them.

    Attributes
    ----------
    width, height
        Of the sheet, units.
    missing
        Letters that were to be written and that the font lacks; a box stands for each.
    """

    def __init__(self, size: Size, ink: dict[str, str]) -> None:
        self.unit_pt = size.unit_pt
        self.inches = (size.width_mm / MM_PER_INCH, size.height_mm / MM_PER_INCH)
        self.width = self.inches[0] * POINTS_PER_INCH / size.unit_pt
        self.height = self.inches[1] * POINTS_PER_INCH / size.unit_pt
        self.ink = ink
        self.missing: set[str] = set()
        self.figure = Figure(figsize=self.inches, facecolor=ink["paper"])
        scale = size.unit_pt / POINTS_PER_INCH
        upright = Affine2D().scale(scale, -scale).translate(0, self.inches[1])
        self._units = upright + self.figure.dpi_scale_trans
        self.origin = (0.0, 0.0)
        self._clip: PathPatch | None = None
        self._order = 0

    @contextmanager
    def inside(self, box: Box) -> Iterator[None]:
        """Draw in a rectangle of the sheet: its upper left corner is the origin, all else is cut."""
        left, top, right, bottom = box
        before = self.origin, self._clip
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        self.origin = (left, top)
        self._clip = PathPatch(Outline(corners, closed=True), transform=self._units)
        yield
        self.origin, self._clip = before

    def fill(self, rings: Sequence[np.ndarray], colour: str, *, alpha: float = 1.0) -> None:
        """Fill rings; those that turn the other way are holes."""
        self._path(rings, closed=True, facecolor=colour, alpha=alpha, linewidth=0.0)

    def line(self, lines: Sequence[np.ndarray], stroke: Stroke, *, closed: bool = False) -> None:
        """Draw lines, or the outlines of rings."""
        dash = tuple(part * self.unit_pt for part in stroke.dash)
        self._path(
            lines,
            closed=closed,
            facecolor="none",
            edgecolor=stroke.colour,
            alpha=stroke.alpha,
            linewidth=stroke.width * self.unit_pt,
            linestyle=(0, dash) if dash else "solid",
            capstyle=stroke.cap,
            joinstyle="round",
        )

    def box(self, box: Box, colour: str, *, alpha: float = 1.0) -> None:
        """Fill a rectangle."""
        self.fill([corners(box)], colour, alpha=alpha)

    def _path(self, lines: Sequence[np.ndarray], *, closed: bool, **look: Any) -> None:
        parts = [
            Outline(np.asarray(line, dtype=float) + self.origin, closed=closed)
            for line in lines
            if len(line) > 1
        ]
        if parts:
            whole = Outline.make_compound_path(*parts)
            self._add(PathPatch(whole, transform=self._units, **look))

    def _add(self, artist: Any) -> None:
        self._order += 1
        artist.set_zorder(self._order)
        self.figure.add_artist(artist)
        if self._clip is not None:
            artist.set_clip_path(self._clip)

    def lacks(self, words: str, font: str = "regular") -> set[str]:
        """Return the letters of words that the font does not have."""
        known = _letters(font)
        plain = " ".join(clean(words).split())
        return {c for c in plain if ord(c) not in known and c not in _FORMATTING}

    def fit(self, words: str, font: str = "regular") -> str:
        """Return words as they can be set: in one line, with a box for each letter that is lacking."""
        plain = " ".join(clean(words).split())
        lacking = self.lacks(words, font)
        self.missing |= lacking
        return "".join(_UNKNOWN if c in lacking else c for c in plain)

    def _cased(self, words: str, face: Face) -> str:
        """Words as they can be set; in capitals only where the font has them (Georgian's it lacks)."""
        upper = words.upper() if face.upper else words
        lost = self.lacks(upper, face.font) - self.lacks(words, face.font)
        return self.fit(words if lost else upper, face.font)

    def measure(self, words: str, face: Face) -> float:
        """Width of words in one line, units."""
        set_as = self._cased(words, face)
        if not set_as:
            return 0.0
        wide = _width(set_as, face.font) * face.size
        return wide + (len(set_as) - 1) * face.tracking * face.size * _tracked(set_as)

    def words(
        self, spot: tuple[float, float], words: str, face: Face, *, halo: bool = False
    ) -> None:
        """Write words in one line; `spot` is where their base line begins."""
        set_as = self._cased(words, face)
        if not set_as:
            return
        x, y = spot
        pieces = [(x, set_as)]
        if face.tracking and _tracked(set_as):
            step = face.tracking * face.size
            pieces = [
                (x + _width(set_as[:n], face.font) * face.size + n * step, letter)
                for n, letter in enumerate(set_as)
                if letter != " "
            ]
        for outlined in (True, False) if halo else (False,):
            for left, piece in pieces:
                self._text(left, y, piece, face, outlined=outlined)

    def _text(self, x: float, y: float, words: str, face: Face, *, outlined: bool) -> None:
        text = Text(
            x + self.origin[0],
            y + self.origin[1],
            words,
            transform=self._units,
            fontproperties=_font(face.font),
            color=self.ink[face.colour],
            va="baseline",
            ha="left",
            parse_math=False,
            usetex=False,
        )
        text.set_fontsize(face.size * self.unit_pt)
        if outlined:
            edge: dict[str, Any] = {
                "linewidth": 3.0 * self.unit_pt,
                "foreground": self.ink["halo"],
                "joinstyle": "round",
            }
            text.set_path_effects([Outlined(**edge)])
        self._add(text)

    def save(self, kind: str, *, dpi: int, title: str, words: str) -> bytes:
        """Return the sheet as "png", "svg" or "pdf"; no date and no version is in it.

        Parameters
        ----------
        dpi
            Dots per inch of a PNG.
        title, words
            What the file says of itself: heading, and the picture in words.
        """
        title, words = clean(title), clean(words)
        facts: dict[str, dict[str, str | None]] = {
            "png": {"Software": None, "Title": title, "Description": words},
            "svg": {"Date": None, "Creator": None, "Title": title},
            "pdf": {"CreationDate": None, "Creator": None, "Producer": None, "Title": title,
                    "Subject": words},
        }  # fmt: skip
        out = io.BytesIO()
        self.figure.savefig(
            out, format=kind, dpi=dpi, metadata=facts[kind], facecolor=self.figure.get_facecolor()
        )
        data = out.getvalue()
        return _told(data, words) if kind == "svg" else data


def _told(svg: bytes, words: str) -> bytes:
    """Give an SVG its description, and a role that makes readers speak it."""
    title = svg.index(b"</title>") + len(b"</title>")
    told = tag("desc", words, id="desc").encode("utf-8")
    whole = svg[:title] + b"\n " + told + svg[title:]
    whole = whole.replace(b"<title>", b'<title id="title">', 1)
    whole = re.sub(rb'(?<= d=")[^"]+', lambda d: _LONG.sub(rb"\1", d[0]), whole)
    return whole.replace(b"<svg ", b'<svg role="img" aria-labelledby="title desc" ', 1)


def corners(box: Box) -> np.ndarray:
    """A rectangle as a closed line."""
    left, top, right, bottom = box
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)])


def _tracked(words: str) -> bool:
    """Whether letters may be set apart: not where they join, and not right to left."""
    return not any("\u0590" <= letter <= "\u08ff" or letter >= "\ufb1d" for letter in words)
