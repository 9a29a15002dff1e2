"""How do the signs of the map look on a figure, on it and in its legend? As assets/page.html has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from dateline.maps.figure.events import draw_event_dot
from dateline.maps.figure.pen import corners
from dateline.maps.figure.style import Face, Look, Stroke

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.maps.figure.pen import Pen

SIGN_WIDE: Final = 26.0
SIGN_HIGH: Final = 16.0
_BASE: Final = np.array([(-7, -5.5), (7, -5.5), (7, 2.5), (0, 6), (-7, 2.5), (-7, -5.5)])
_HEAD: Final = np.array([(3.0, 0.0), (-9.0, 5.5), (-6.5, 0.0), (-9.0, -5.5), (3.0, 0.0)])
_TURN: Final = np.linspace(0, 2 * np.pi, 33)
_DISC: Final = np.column_stack([np.cos(_TURN), np.sin(_TURN)])
_PILL: Final = Face(size=10.0, font="bold", colour="paper")
_MOVES: Final = {
    "movement": (), "movement-open": (7.0, 5.0), "movement-if": (2.0, 4.0),
    "movement-mixed": (12.0, 4.0, 2.0, 4.0),
}  # fmt: skip


def draw_sign(
    pen: Pen, spot: tuple[float, float], layer: str, look: Look, *, small: bool = False
) -> None:
    """Draw a base (a shield) or the place of a claim (a disc)."""
    own = _BASE * 1.2 if layer == "bases" else _DISC * 6.5
    shape = own * (0.55 if small else 1.0) + np.array(spot)
    pen.fill([shape], look.fill)
    if look.stroke is not None:
        width = look.stroke.width * (0.6 if small else 1.0)
        pen.line([shape], replace(look.stroke, width=width), closed=True)
    if look.crossed and not small:
        cross = np.array([[(-4, -4), (4, 4)], [(-4, 4), (4, -4)]]) + np.array(spot)
        pen.line(list(cross), Stroke(colour=pen.ink["move"], width=2.2))


def draw_dot(pen: Pen, spot: tuple[float, float]) -> None:
    """Draw the dot of a town of the surroundings."""
    pen.fill([_DISC * 2.1 + np.array(spot)], pen.ink["city"])


def draw_arrowhead(pen: Pen, points: np.ndarray, colour: str, *, small: bool = False) -> None:
    """Draw the head of an arrow at the last of its points (units), as it lies there."""
    (x1, y1), (x2, y2) = points[-2], points[-1]
    angle = np.arctan2(y2 - y1, x2 - x1)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    pen.fill([_HEAD * (0.6 if small else 1.0) @ turn + points[-1]], colour)


def pill_size(pen: Pen, words: str) -> tuple[float, float]:
    """Width and height of numbers on a dark ground, units."""
    return pen.measure(words, _PILL) + 10.0, 14.0


def draw_pill(pen: Pen, spot: tuple[float, float], words: str) -> None:
    """Write numbers on a dark ground; `spot` is the upper left corner."""
    wide, high = pill_size(pen, words)
    (x, y), half = spot, high / 2
    ends = np.array([(x + half, y + half), (x + wide - half, y + half)])
    pen.line([ends], Stroke(colour=pen.ink["ink"], width=high))
    pen.words((x + 5.0, y + high - 3.6), words, _PILL)


def draw_legend_sign(pen: Pen, spot: tuple[float, float], name: str) -> None:
    """Draw a sign of the legend in a box of 26 by 16 units.

    Its name is maps/page/panels.py's, or "data1" … for a data set.
    """
    ink, at = pen.ink, np.array(spot)
    if name == "area":
        pen.fill([corners((2.0, 2.0, 24.0, 14.0)) + at], ink["area"], alpha=0.6)
    elif name == "uncertain":
        oval = _DISC * [11, 6.5] + np.array([13, 8]) + at
        pen.fill([oval], ink["event"], alpha=0.13)
        dots = Stroke(colour=ink["event"], width=2.2, dash=(0.1, 5), alpha=0.95)
        pen.line([oval], dots, closed=True)
    elif name in {"border", "disputed"}:
        dash = (8.0, 6.0) if name == "disputed" else ()
        line = Stroke(colour=ink["border"], width=3.5, dash=dash, alpha=0.95)
        pen.line([np.array([(1, 12), (8, 6), (15, 10), (25, 3)]) + at], line)
    elif name in _MOVES:
        line = Stroke(colour=ink["move"], width=2.6, dash=_MOVES[name], cap="butt")
        curve = np.array([(1, 13), (5, 9.6), (10, 7.4), (16, 6.6), (23, 7)]) + at
        pen.line([curve], line)
        draw_arrowhead(pen, curve, ink["move"])
    elif name in {"base", "event"}:
        _point(pen, (spot[0] + 13, spot[1] + 8), f"{name}s", ink)
    elif name.startswith("data"):
        draw_event_dot(pen, (spot[0] + 13, spot[1] + 8), int(name.removeprefix("data")))


def _point(pen: Pen, spot: tuple[float, float], layer: str, ink: Mapping[str, str]) -> None:
    own = ink["base" if layer == "bases" else "event"]
    draw_sign(pen, spot, layer, Look(fill=own, stroke=Stroke(colour=ink["halo"], width=1.6)))
