"""How is each class of feature drawn, in programs other than our page?

The colours and dashes are those of the page (maps/assets/page.css, light); a test compares them.
Classes are told apart by dash and fill, not by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.layers.schema import LayerName

Shape = Literal["fill", "line", "marker"]

AREA: Final = "#e6c98d"
AREA_LINE: Final = "#a97c22"
BORDER: Final = "#a3278f"
MOVE: Final = "#9f2d04"
BASE: Final = "#102c52"
EVENT: Final = "#0a6b52"
HALO: Final = "#fffdf8"

UNCERTAIN: Final = "uncertain"
DISPUTED: Final = "disputed"
CLASSES: Final[dict[str, str]] = {
    "actual": "stated as so",
    "future": "announced, for later",
    "conditional": "conditional (only if \u2026)",
    "hypothetical": "hypothetical",
    "mixed": "claims differ",
    DISPUTED: "disputed boundary",
    UNCERTAIN: "somewhere within",
}
_MOVED: Final[dict[str, tuple[float, ...]]] = {
    "future": (7.0, 5.0), "conditional": (2.0, 4.0), "hypothetical": (2.0, 4.0),
    "mixed": (12.0, 4.0, 2.0, 4.0),
}  # fmt: skip
_OPEN: Final = frozenset({"future", "conditional", "hypothetical", "mixed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """How one class of one layer is drawn.

    Attributes
    ----------
    fill, line
        Colours as ``#rrggbb``.
    fill_opacity, line_opacity
        0 to 1.
    width_px
        Of the line, pixels at 96 per inch.
    dash_px
        Lengths of stroke and gap in turn, pixels; empty for a full line.
    hollow
        Of a point: its middle is the paper's colour.
    """

    shape: Shape
    fill: str
    line: str
    fill_opacity: float = 1.0
    line_opacity: float = 1.0
    width_px: float = 1.0
    dash_px: tuple[float, ...] = ()
    hollow: bool = False


def class_of(row: Mapping[Any, Any]) -> str:
    """Return the class of a feature: one of `CLASSES`.

    That an area is uncertain, or a boundary disputed, goes before how the claims are meant.

    Examples
    --------
    >>> class_of({"kind": "border", "status": "future", "disputed": True})
    'disputed'
    """
    if row["kind"] == UNCERTAIN:
        return UNCERTAIN
    return DISPUTED if row["disputed"] else str(row["status"])


def classes_of(layer: LayerName) -> tuple[str, ...]:
    """Return the classes that a layer's features may have, in the order of a legend."""
    left_out = {
        "areas": frozenset[str](),
        "borders": frozenset({UNCERTAIN}),
    }.get(layer, frozenset({UNCERTAIN, DISPUTED}))
    return tuple(name for name in CLASSES if name not in left_out)


def symbol_of(layer: LayerName, name: str) -> Symbol:
    """Return how a class of a layer is drawn."""
    is_open = name in _OPEN
    if layer == "areas":
        if name == UNCERTAIN:
            return Symbol(shape="fill", fill=EVENT, fill_opacity=0.13, line=EVENT,
                          line_opacity=0.95, width_px=2.2, dash_px=(1, 5))  # fmt: skip
        dash = (8.0, 6.0) if name == DISPUTED else (3.0, 4.0) if is_open else ()
        return Symbol(shape="fill", fill=AREA, fill_opacity=0.2 if is_open else 0.38,
                      line=AREA_LINE, line_opacity=1.0 if dash else 0.5, dash_px=dash)  # fmt: skip
    if layer == "borders":
        dash = (8.0, 6.0) if name == DISPUTED else (1.0, 7.0) if is_open else ()
        return Symbol(shape="line", fill=BORDER, line=BORDER, line_opacity=0.95, width_px=3.5,
                      dash_px=dash)  # fmt: skip
    if layer == "movements":
        return Symbol(shape="line", fill=MOVE, line=MOVE, width_px=2.6,
                      dash_px=_MOVED.get(name, ()))  # fmt: skip
    colour = BASE if layer == "bases" else EVENT
    return Symbol(shape="marker", fill=HALO if is_open else colour,
                  line=colour if is_open else HALO, width_px=1.6, hollow=is_open)  # fmt: skip
