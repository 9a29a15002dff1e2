"""Do the lengths, distances and areas that a report states agree with our geometry?

Everything is measured on the WGS 84 ellipsoid. A number means what its rounding and its hedge words
allow; ours has a tolerance too: a town is no point, a border's length depends on the scale, and
official areas count water and islands in different ways.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from dateline.geo.patterns import holds
from dateline.geo.positions.anchors import Anchor, of_mention
from dateline.geo.positions.distances import (
    BEARING,
    UNIT,
    UNIT_HINTS,
    Distance,
    distance_at,
    read_bearing,
)
from dateline.geo.positions.uncertain_areas import km_words
from dateline.geo.reports.article import Span
from dateline.geo.shapes.areas import area_of
from dateline.geo.shapes.borders import border_between, nearest_on_border
from dateline.geo.shapes.geodesy import area_km2, distance_km, initial_bearing_deg
from dateline.layers.checks.checks import (
    GAZETTEER,
    SLOT,
    Check,
    compared,
    half_of_rounding,
    is_country,
    is_division,
)
from dateline.layers.quantities.border_lengths import is_whole_length
from dateline.layers.quantities.quantities import to_km

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.positions.positions import Position
    from dateline.geo.shapes.areas import Area
    from dateline.geo.shapes.borders import Border
    from dateline.layers.checks.checks import Masked, Result
    from dateline.layers.quantities.quantities import Quantity

BORDER_SHARE: Final = 0.03  # what two measurements of one border differ by
AREA_SHARE: Final = 0.05
AREA_UNSURE: Final = 0.12  # up to here water, islands and disputed parts may explain it
BEARING_SLACK_DEG: Final = 15.0
_KM2: Final = {
    "square_kilometre": 1.0, "square_mile": 2.589988, "hectare": 0.01, "acre": 0.004046856,
}  # fmt: skip
_SPREAD: Final = {
    "approximately": (0.9, 1.1), "more_than": (1.0, 1.25), "at_least": (1.0, 1.25),
    "less_than": (0.8, 1.0), "at_most": (0.8, 1.0),
}  # fmt: skip
_BOUND: Final[dict[str, Literal["least", "most"]]] = {
    "more_than": "least", "at_least": "least", "less_than": "most", "at_most": "most",
}  # fmt: skip
_LEAST: Final = re.compile(r"(?:(?:well|just|slightly) )?over|more than|at least|upwards|no less")
_ROAD: Final = re.compile(
    r"\b(?:road|highway|route|drive|driving|rail|railway|track|motorway|walk|march|trek|journey|"
    r"pipeline|river|by sea|by car|overland)\b"
)
# Between a name and the words that say how far it is: "Gulu, which lies", "Gulu is about".
_TELLS: Final = re.compile(
    rf"({SLOT})(?: (?:city|town|village|camp|airport|base))?(?:,| \(| -| –| —)?"
    r" ?(?:(?:which|that) )?(?:(?:is|are|was|were|lies|lay|sits|stands) )?"
    r"(?:(?:located|situated|lying|also|only|a|an|the|small|remote|border|mountain|farming|market|"
    r"mining|strategic|key|town|village|city|settlement|hamlet|community|some|about|just) ){0,5}\Z"
)
_TELLS_REACH: Final = 90
_APART: Final = re.compile(
    rf"\bdistance (?:between|from) (?P<a>{SLOT}) (?:and|to) (?P<b>{SLOT})(?: \([^)]{{0,30}}\))?"
    r" (?:is|was|measures|comes to|being) \Z"
)
_APART_AFTER: Final = re.compile(rf"(?P<a>{SLOT}) and (?P<b>{SLOT}) (?:are|lie|is) \Z")
_WAY_AFTER: Final = re.compile(
    rf"[ -](?:long )?(?:[a-z-]+ ){{0,2}}(?:road|highway|route|drive|railway|track|motorway|march|trek|"
    rf"journey|pipeline|flight) (?:from|between) (?P<a>{SLOT}) (?:to|and) (?P<b>{SLOT})"
)
_AREA_AFTER: Final = re.compile(
    rf"(?P<place>{SLOT})(?:'s)?(?: (?:province|region|state|oblast|governorate|district|county))?,? "
    r"(?:(?:which|that) )?(?:(?:has|with|had) (?:a|an) (?:total |land |surface ){0,2}area of|"
    r"(?:covers|spans|occupies|encompasses|extends over|comprises|covering|spanning|is|measures)"
    r"(?: (?:a|an) (?:total |land |surface |vast ){0,3}(?:area|territory) of)?|"
    r"(?:total |land |surface ){0,2}area (?:is|of|was|comes to)|"
    r"(?:a|an) (?:[a-z-]+ ){0,3}(?:country|state|nation|province|region|territory|area) of) \Z"
)
_AREA_OF: Final = re.compile(
    rf"\b(?:total |land |surface )?area of (?:the )?(?P<place>{SLOT}) (?:is|was|measures|comes to) \Z"
)
_AREA_VERB_IS: Final = re.compile(rf"{SLOT},? is \Z")
_IN_SIZE: Final = re.compile(r" ?(?:in (?:area|size)|large|big|of (?:land|territory))\b")
_PART: Final = re.compile(r" (?:of|in|inside|within) (?!land|territory|size|area)")


# ------------------------------------------------------------------ borders
def border_lengths(
    masked: Masked,
    sentence: Span,
    lines: Mapping[Span, Sequence[str]],
    quantities: Sequence[Quantity],
) -> Iterator[Check]:
    """Yield checks of the lengths that a sentence gives for a border.

    Parameters
    ----------
    masked, sentence
        The report, and where to read.
    lines
        By a quantity's span the ids (``border:XX-YY``) of the borders of its claims, carried-over
        ones included; with more than one it is not clear whose length it is.
    quantities
        Of the sentence.
    """
    words = masked.article.slice(sentence)
    for quantity in quantities:
        length, ids = to_km(quantity), lines.get(quantity.span, ())
        start, end = quantity.span.start - sentence.start, quantity.span.end - sentence.start
        if length is None or len(ids) != 1 or not is_whole_length(words, start, end):
            continue
        codes = ids[0].removeprefix("border:").split("-")
        border = border_between(codes[0], codes[1]) if len(codes) == 2 else None
        if border is not None and quantity.value:
            yield _border_length(border, quantity, length / quantity.value)


def _border_length(border: Border, quantity: Quantity, scale: float) -> Check:
    figures = [f for f in (border.length_km, border.factbook_km) if f is not None]
    ours = (min(figures) * (1 - BORDER_SHARE), max(figures) * (1 + BORDER_SHARE))
    note = f"{border.name}; length grows with the detail of the line"
    if border.factbook_km is not None:
        note += f"; CIA World Factbook: {border.factbook_km:,.0f} km"
    return Check(
        kind="border length", result=_of_quantity(quantity, scale, ours), span=quantity.span,
        text=quantity.text, ours=f"{border.length_km:,.0f} km", value=round(border.length_km, 1), unit="kilometre",
        source=border.source, source_date=border.source_date,
        note=f"{note}. {border.disputed_note}".removesuffix(". "),
    )  # fmt: skip


def _of_quantity(quantity: Quantity, scale: float, ours: tuple[float, float]) -> Result:
    """Compare a quantity, times `scale`, with our range."""
    half = half_of_rounding(quantity.value)
    low = (quantity.low if quantity.low is not None else quantity.value) - half
    high = (quantity.high if quantity.high is not None else quantity.value) + half
    down, up = _SPREAD.get(quantity.modifier or "", (1.0, 1.0))
    bound = _BOUND.get(quantity.modifier or "")
    return compared(low * down * scale, high * up * scale, ours, bound=bound)


# ------------------------------------------------------------------ distances
def distances(masked: Masked, sentence: Span, positions: Sequence[Position]) -> Iterator[Check]:
    """Yield checks of the distances between named places of a sentence."""
    text = masked.article.text
    if not holds(text, UNIT_HINTS, sentence.start, sentence.end):
        return
    for unit in UNIT.finditer(text, sentence.start, sentence.end):
        told = distance_at(text, unit, start=sentence.start)
        if told is None or told.unit in {"m", "metre", "meter", "feet", "foot", "ft", "yard"}:
            continue
        between = _between(masked, sentence, told)
        if between is not None:
            yield from _apart(masked, between, told)
            continue
        position = next((p for p in positions if p.span.start <= told.start < p.span.end), None)
        if position is not None and position.kind in {"offset", "within"}:
            yield from _from_anchor(masked, sentence, position, told)


def _between(
    masked: Masked, sentence: Span, told: Distance
) -> tuple[Resolution, Resolution, int] | None:
    """Return two names that a sentence says are so far apart, and where its words begin."""
    low = max(sentence.start, told.start - _TELLS_REACH)
    before = masked.text[low : told.start]
    match = _APART.search(before)
    if match is None and masked.text.startswith(" apart", told.end):
        match = _APART_AFTER.search(before)
    if match is None:
        way = _WAY_AFTER.match(masked.text, told.end, sentence.end)
        ends = (masked.at(way.start("a")), masked.at(way.start("b"))) if way else (None, None)
        return (ends[0], ends[1], told.start) if ends[0] and ends[1] else None
    first, second = (masked.at(low + match.start(group)) for group in "ab")
    return (first, second, low + match.start()) if first and second else None


def _apart(
    masked: Masked, found: tuple[Resolution, Resolution, int], told: Distance
) -> Iterator[Check]:
    text = masked.article.text
    ends = [of_mention(r, text) for r in found[:2]]
    if isinstance(ends[0], Anchor) and isinstance(ends[1], Anchor):
        span = Span(found[2], max(told.end, *(e.span.end for e in ends if isinstance(e, Anchor))))
        yield _measured(masked, span, told, (ends[0], ends[1]), "")


def _from_anchor(
    masked: Masked, sentence: Span, position: Position, told: Distance
) -> Iterator[Check]:
    """Check "Bara, 60 km north of El Obeid": the name before the words, and what they start from."""
    text = masked.article.text
    low = max(sentence.start, position.span.start - _TELLS_REACH)
    match = _TELLS.search(masked.text[low : position.span.start])
    resolution = masked.at(low + match.start(1)) if match else None
    place = of_mention(resolution, text) if resolution else None
    if resolution is None or not isinstance(place, Anchor):
        return
    span = Span(resolution.mention.span.start, position.span.end)
    bearing = re.compile(BEARING, re.IGNORECASE).search(text, told.end, position.span.end)
    words = bearing["bearing"] if bearing else ""
    borders = [code for code in _border_codes(masked, position) if len(code) == 2]
    if borders:
        border = border_between(*borders[0])
        if border is not None:
            yield _to_border(masked, span, told, place, border)
        return
    other = next((r for a in position.anchors for r in masked.inside(a.start, a.end)), None)
    end = of_mention(other, text) if other else None
    if isinstance(end, Anchor) and end.place.id != place.place.id:
        yield _measured(masked, span, told, (place, end), words)


def _border_codes(masked: Masked, position: Position) -> Iterator[list[str]]:
    for span in position.anchors:
        for resolution in masked.borders:
            if resolution.mention.span == span and resolution.place is not None:
                yield resolution.place.id.removeprefix("border:").split("-")


def _measured(
    masked: Masked, span: Span, told: Distance, ends: tuple[Anchor, Anchor], bearing: str
) -> Check:
    here, there = ends
    far = distance_km(here.centre, there.centre)
    slack = here.extent_km + there.extent_km
    result = compared(
        told.low_km, told.high_km, (max(0.0, far - slack), far + slack), bound=_bound(told)
    )
    azimuth = initial_bearing_deg(there.centre, here.centre)
    notes = [f"the places may reach {km_words(slack)} km from the points that stand for them"]
    if _ROAD.search(masked.text, span.start, min(len(masked.text), span.end + 12)):
        if result == "difference" and told.low_km > far:
            result = "not comparable"
        notes.append("the words tell of a way, ours is a straight line")
    read = read_bearing(bearing) if bearing else None
    if read is not None and result == "agreement" and far > 3 * slack:
        off = abs((azimuth - read[0] + 180.0) % 360.0 - 180.0)
        if off > read[1] + BEARING_SLACK_DEG:
            result = "difference"
            notes.append("the distance agrees, the direction does not")
    choice = [e for e in ends if len(e.resolution.candidates) > 1]
    if choice and result == "difference":
        names = " and ".join(e.name for e in choice)
        notes.append(f"several places bear these names; ours are {names}")
    direction = f", {_compass(azimuth)} of it" if bearing else ""
    return Check(
        kind="distance", result=result, span=span, text=masked.article.slice(span),
        ours=f"{km_words(far)} km from {there.name} to {here.name}{direction}",
        value=round(far, 1), unit="kilometre", source=_sources(here.place.source, there.place.source),
        note="; ".join(notes),
    )  # fmt: skip


def _to_border(masked: Masked, span: Span, told: Distance, place: Anchor, border: Border) -> Check:
    _, _, far = nearest_on_border(border, *place.centre)
    ours = (max(0.0, far * 0.98 - place.extent_km), far * 1.02 + place.extent_km)
    return Check(
        kind="distance", result=compared(told.low_km, told.high_km, ours, bound=_bound(told)),
        span=span, text=masked.article.slice(span),
        ours=f"{km_words(far)} km from {place.name} to the nearest point of the {border.name}",
        value=round(far, 1), unit="kilometre",
        source=_sources(border.source, place.place.source), source_date=border.source_date,
        note=f"the place may reach {km_words(place.extent_km)} km from its point",
    )  # fmt: skip


def _bound(told: Distance) -> Literal["least", "most"] | None:
    if told.bounded:
        return None  # "within 5 km" begins at nothing
    return "least" if _LEAST.match(told.said.lower()) else None


def _compass(azimuth: float) -> str:
    names = "north north-east east south-east south south-west west north-west".split()
    return names[round(azimuth / 45.0) % 8]


def _sources(*names: str) -> str:
    return " and ".join(dict.fromkeys(names)) + f" ({GAZETTEER})"


# ------------------------------------------------------------------ areas
def areas(masked: Masked, sentence: Span, quantities: Sequence[Quantity]) -> Iterator[Check]:
    """Yield checks of the areas that a sentence gives for countries and provinces."""
    for quantity in quantities:
        scale = _KM2.get(quantity.unit)
        if scale is None:
            continue
        start = quantity.span.start
        low = max(sentence.start, start - 140)
        before = masked.text[low:start]
        match = _AREA_AFTER.search(before) or _AREA_OF.search(before)
        after = masked.text[quantity.span.end : sentence.end]
        if match is None or _PART.match(after):
            continue
        if _AREA_VERB_IS.search(before) and not _IN_SIZE.match(after):
            continue
        resolution = masked.at(low + match.start("place"))
        place = masked.land(resolution)
        if place is None or not (is_country(place) or is_division(place)):
            continue
        shape = area_of(place.id)
        if shape is not None:
            span = Span(low + match.start(), quantity.span.end)
            yield _area(masked, span, quantity, scale, shape)


def _area(masked: Masked, span: Span, quantity: Quantity, scale: float, shape: Area) -> Check:
    size = square_km(shape)
    strict = _of_quantity(quantity, scale, (size * (1 - AREA_SHARE), size * (1 + AREA_SHARE)))
    wide = _of_quantity(quantity, scale, (size * (1 - AREA_UNSURE), size * (1 + AREA_UNSURE)))
    unsure = strict == "difference" and wide == "agreement"
    note = "from an outline simplified for drawing; official areas count water and islands as they define them"
    return Check(
        kind="area", result="not comparable" if unsure else strict, span=span,
        text=masked.article.slice(span), ours=f"{round(size, 1 - len(str(int(size))) + 2):,.0f} km²",
        value=round(size, 1), unit="square_kilometre", source=shape.source,
        note=f"{note}. {shape.disputed_note}".removesuffix(". "),
    )  # fmt: skip


def square_km(shape: Area) -> float:
    """Return the geodesic area of a shape, in km² (WGS 84), holes taken off."""
    return sum(
        area_km2(rings[0]) - sum(area_km2(hole) for hole in rings[1:]) for rings in shape.polygons
    )
