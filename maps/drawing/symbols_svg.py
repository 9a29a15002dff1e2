"""What does a military symbol look like on the page? An SVG `symbol`, defined once and used often.

Colours are the standard's and the same in both themes. The frame is dashed where the sign on the
map is hollow (what is only announced): the page's style sets `--mil-dash`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from dateline.maps.drawing.symbols import symbol_of
from dateline.maps.escape import Html, join, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.symbols import Sidc

# x, y, width, height: room for the widest size, the same for all so that frames are alike; the middle
# of every frame is the middle of the box, and stands on the place.
BOX: Final = "0 -20 200 240"
WIDE: Final = 40.0  # of a symbol on the static map, in its units
TALL: Final = 48.0
_AFFILIATION: Final = (
    "Tick “Military symbols” on the map to see them. Branch and size are as the report’s words tell. "
    "This map takes no side: every force has the frame of unknown affiliation, a peacekeeping or "
    "observer mission that of a neutral one. The frame is dashed where claims only announce."
)


@lru_cache(maxsize=1)
def _parts() -> Mapping[str, Mapping[str, Any]]:
    text = (files("dateline.maps") / "data" / "symbols.json").read_text("utf-8")
    parts: Mapping[str, Mapping[str, Any]] = json.loads(text)
    return parts


def used_symbols(features: Iterable[Feature]) -> dict[str, Sidc]:
    """Return the symbols that features have, by code and sorted."""
    found = (symbol_of(feature) for feature in features)
    return dict(sorted({one.code: one for one in found if one is not None}.items()))


def symbol_id(symbol: Sidc) -> str:
    """Return the id of a symbol's element on the page, without its leading "#"."""
    return f"mil-{symbol.identity}{symbol.symbol_set}{symbol.echelon}{symbol.entity}"


def symbol_defs(symbols: Iterable[Sidc]) -> Html:
    """Return one `symbol` element for each, for the page's `defs`."""
    return join([
        tag("symbol", *_elements(one), id=symbol_id(one), attrs={"viewBox": BOX}) for one in symbols
    ])  # fmt: skip


def _own(symbol: Sidc) -> list[Sequence[Any]]:
    """Frame, icon and marks of size, in drawing order."""
    parts = _parts()
    own = [
        parts["frames"][symbol.identity],
        parts["icons"][f"{symbol.identity}{symbol.symbol_set}{symbol.entity}"],
    ]
    sized = symbol.echelon != "00"
    return [*own, parts["sizes"][f"{symbol.identity}{symbol.echelon}"]] if sized else own


def _elements(symbol: Sidc) -> list[Html]:
    frame, *rest = (part for own in _own(symbol) for part in own)
    return [_element(frame, css="mil-frame"), *(_element(part) for part in rest)]


def _element(part: Sequence[Any], css: str | None = None) -> Html:
    name, attributes, children = part
    return tag(name, *(_element(child) for child in children), class_=css, attrs=attributes)


def symbol_use(feature: Feature, x: int, y: int) -> Html:
    """Return the military symbol of a feature at a point of the static map, "" where it has none."""
    symbol = symbol_of(feature)
    if symbol is None:
        return Html("")
    spot = {"x": f"{x - WIDE / 2:g}", "y": f"{y - TALL / 2:g}"}
    size = {"width": f"{WIDE:g}", "height": f"{TALL:g}"}
    return tag("use", class_="mil", attrs={"href": f"#{symbol_id(symbol)}", **spot, **size})


def symbol_switch(features: Iterable[Feature]) -> Html:
    """Return the switch between plain signs and military symbols, "" where no feature has one.

    It is a check box that the style sheet reads, so that it works without scripts.
    """
    if not used_symbols(features):
        return Html("")
    box = tag("input", type="checkbox", id="mil")
    return tag("label", box, tag("span", "Military symbols"), class_="switch mil-switch")


def symbols_legend(features: Iterable[Feature]) -> Html:
    """Return the part of the legend that explains the symbols that this map uses."""
    used = used_symbols(features)
    if not used:
        return Html("")
    items = [tag("li", _picture(one), tag("span", one.words)) for one in used.values()]
    return tag(
        "section",
        tag("h3", "Military symbols (MIL-STD-2525 / APP-6)"),
        tag("ul", *items, class_="legend"),
        tag("p", _AFFILIATION, class_="reason"),
    )


def _picture(symbol: Sidc) -> Html:
    use = tag("use", attrs={"href": f"#{symbol_id(symbol)}"})
    return tag("svg", use, class_="mil-sign", aria_hidden="true")
