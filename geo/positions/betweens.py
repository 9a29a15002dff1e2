"""Which words place something between two named places, or on the road from one to the other?

"Between A and B" is a place only beside a word that can lie there (a road, a village, an ambush):
relations, talks and wars are between parties, and a country is always one. The area is all that lies
near the straight line from A to B; where the road itself runs nobody knows here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.geo.patterns import holds, spaced
from dateline.geo.positions.anchors import (
    Anchor,
    Anchors,
    Unusable,
    placed_position,
    unplaced_position,
)
from dateline.geo.positions.uncertain_areas import capsule, disc, km_words, reach_km
from dateline.geo.shapes.geodesy import distance_km, midpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.geo.positions.uncertain_areas import Position
    from dateline.geo.reports.article import Span

FARTHEST_KM: Final = 1500.0
FIGHTING_KM: Final = 300.0  # a fight "between" places farther apart is one between parties
WIDTH_SHARE: Final = 0.1  # of the distance, to either side of the straight line
ROAD_SHARE: Final = 0.15  # roads wind
MIDDLE_SHARE: Final = 0.15  # of the distance: how near to half way "midway" is
LEAST_WIDTH_KM: Final = 2.0
_BETWEEN: Final = spaced(
    r"\b(?:(?P<middle>(?:about |roughly )?(?:half-?\s?way|mid-?\s?way)) )?(?:in )?between ",
    re.IGNORECASE,
)
_BETWEEN_AND: Final = spaced(r",? and ", re.IGNORECASE)
_FROM: Final = spaced(
    r"\b(?:(?:on|along|off|near|beside) )?(?:the|a) (?:[\w-]{2,20} ){0,3}?"
    r"(?:roads?|highway|route|motorway|railway|railroad|track|way|line) "
    r"(?:(?:leading|running|that (?:runs|leads)) )?from ",
    re.IGNORECASE,
)
_FROM_TO: Final = spaced(r" to ", re.IGNORECASE)
_ROAD_NAME: Final = spaced(
    r" (?:[\w-]{2,15} )?(?:road|highway|motorway|railway|expressway|route|axis|corridor)\b"
)
_JOINT: Final = spaced(r"\s?[-–—/‐‑]\s?|\s?-to-\s?| to ")
_WINDOW: Final = 70  # characters before "between" that may hold the word that lies there
_WORDS: Final = 7
_LIES: Final = frozenset(
    "located situated lies lie lay lying stationed deployed positioned somewhere ambush ambushed "
    "attacked hit struck shelled bombed crashed stopped blocked intercepted clashed fought killed "
    "captured seized stands sits camped massed entrenched dug held border-post".split()
)
_THINGS: Final = frozenset(
    "road roads highway route motorway railway railroad track tracks line lines stretch section area "
    "areas zone region village villages town towns settlement settlements hamlet checkpoint "
    "checkpoints crossing pass valley corridor forest forests fields field hills mountains mountain "
    "bridge bridges river strip territory land coast coastline waters strait sea front frontline "
    "position positions desert canal pipeline spot point place sector belt segment plain wetlands "
    "countryside district farmland gorge tunnel post outpost convoy".split()
)
_FIGHTING: Final = frozenset(
    "fighting clashes clash battles battle skirmishes skirmish combat".split()
)
_PARTIES: Final = frozenset(
    "relations relation ties tie talks talk negotiations negotiation war wars conflict peace "
    "agreement agreements deal deals treaty pact border borders frontier boundary match game final "
    "dispute disputes tensions tension differences difference trade cooperation dialogue contacts "
    "ceasefire truce rivalry exchange exchanges summit meeting meetings flights flight trains train "
    "bus buses distance choice hotline understanding alliance partnership friendship standoff gap "
    "link links communication balance competition feud row time".split()
)


def find_betweens(
    text: str, anchors: Anchors, *, start: int = 0, end: int | None = None
) -> tuple[Position, ...]:
    """Find the positions between two places in ``text[start:end]``.

    Parameters
    ----------
    text, anchors
        As in `find_offsets`.
    start, end
        Code points of a zone.

    Returns
    -------
    tuple of Position
        Without ids, in reading order.
    """
    stop = len(text) if end is None else end
    found = [
        *_between(text, anchors, start, stop),
        *_from_to(text, anchors, start, stop),
        *_named_roads(text, anchors, start, stop),
    ]
    return tuple(sorted(found, key=lambda position: position.span))


def _between(text: str, anchors: Anchors, start: int, stop: int) -> Iterator[Position]:
    if not holds(text, ("etween", "ETWEEN"), start, stop):
        return
    for match in _BETWEEN.finditer(text, start, stop):
        ends = _pair(text, anchors, match.end(), _BETWEEN_AND, stop)
        if ends is None:
            continue
        words = _words_before(text, max(start, match.start() - _WINDOW), match.start())
        thing = "middle" if match["middle"] else _what_lies(words)
        if thing is None:
            continue
        yield from _made(text, match.start(), *ends, thing=thing)


def _pair(
    text: str, anchors: Anchors, position: int, joint: re.Pattern[str], stop: int
) -> tuple[Anchor | Unusable, Anchor | Unusable] | None:
    first = anchors.at(position, stop)
    link = joint.match(text, first.end, stop) if first else None
    second = anchors.at(link.end(), stop) if link else None
    if first is None or second is None:
        return None
    if any(isinstance(e, Unusable) and e.large for e in (first, second)):
        return None
    if any(isinstance(e, Anchor) and e.border for e in (first, second)):
        return None
    return first, second


def _words_before(text: str, low: int, high: int) -> list[str]:
    """Return the last words before a code point, within its sentence, the nearest first."""
    clause = re.split(r"[.;:!?]\s|\n", text[low:high])[-1]
    return [word.lower() for word in reversed(re.findall(r"[\w-]+", clause)[-_WORDS:])]


def _what_lies(words: list[str]) -> str | None:
    """Return what the words before "between" make of it: a road, a fight, a thing; None: parties."""
    for word in words:
        if word in _PARTIES:
            return None
        if word in _FIGHTING:
            return "fighting"
        if word in {"road", "roads", "highway", "motorway", "railway", "route", "railroad"}:
            return "road"
        if word in _LIES or word in _THINGS:
            return "thing"
    return None


def _from_to(text: str, anchors: Anchors, start: int, stop: int) -> Iterator[Position]:
    if not holds(text, (" from ",), start, stop):
        return
    for match in _FROM.finditer(text, start, stop):
        ends = _pair(text, anchors, match.end(), _FROM_TO, stop)
        if ends is not None:
            yield from _made(text, match.start(), *ends, thing="road")


def _named_roads(text: str, anchors: Anchors, start: int, stop: int) -> Iterator[Position]:
    """Find "the Kabul–Kandahar highway": two names in one that end in a road."""
    for first, second in anchors.neighbours(start, stop):
        between = text[first.mention.span.end : second.mention.span.start]
        road = _ROAD_NAME.match(text, second.mention.span.end, stop)
        if road is None or not _JOINT.fullmatch(between):
            continue
        begin = first.mention.span.start
        ends = [anchors.at(r.mention.span.start, stop) for r in (first, second)]
        if ends[0] is None or ends[1] is None or any(
            isinstance(e, Unusable) and e.large for e in ends
        ):  # fmt: skip
            continue
        article = begin - 4 if text[max(start, begin - 4) : begin].lower() == "the " else begin
        yield from _made(text, article, ends[0], ends[1], thing="road", end=road.end())


def _made(
    text: str, begin: int, first: Anchor | Unusable, second: Anchor | Unusable, *, thing: str,
    end: int | None = None,
) -> Iterator[Position]:  # fmt: skip
    last = second.end if end is None else end
    if isinstance(first, Unusable) or isinstance(second, Unusable):
        lost = [e for e in (first, second) if isinstance(e, Unusable)]
        spans = (*_spans(first), *_spans(second))
        reason = "; ".join(e.reason for e in lost)
        yield unplaced_position(
            text, begin, Unusable(spans=spans, reason=reason, end=last), "between"
        )
        return
    far = distance_km(first.centre, second.centre)
    parties = {e.resolution.mention.kind for e in (first, second)} == {"metonym"}
    capitals = all(e.place.feature_code == "PPLC" for e in (first, second))
    if thing != "road" and parties:
        return
    if thing == "fighting" and (far > FIGHTING_KM or capitals):
        return
    if first.place.id == second.place.id or far > FARTHEST_KM:
        return
    yield _area_between(text, begin, first, replace(second, end=last), far, thing)


def _spans(end: Anchor | Unusable) -> tuple[Span, ...]:
    return end.spans if isinstance(end, Unusable) else (end.span,)


def _area_between(
    text: str, begin: int, first: Anchor, second: Anchor, far: float, thing: str
) -> Position:
    names = f"{first.name} and {second.name}"
    size = max(first.extent_km, second.extent_km)
    middle = midpoint(first.centre, second.centre)
    if thing == "middle":
        radius = far * MIDDLE_SHARE + size
        reason = (
            f"A circle of {km_words(radius)} km around the point half way between {names}, "
            f"{km_words(far)} km apart: {MIDDLE_SHARE:.0%} of the distance, and the places' own size."
        )
        area = (middle, radius, disc(middle, radius))
        return placed_position(text, begin, second, "between", area, reason, also=first)
    share = ROAD_SHARE if thing == "road" else WIDTH_SHARE
    width = max(far * share, size + LEAST_WIDTH_KM)
    polygons = capsule(first.centre, second.centre, width)
    road = "; the course of the road is not known here" if thing == "road" else ""
    reason = (
        f"All within {km_words(width)} km of the straight line between {names}, {km_words(far)} km "
        f"apart{road}."
    )
    area = (middle, reach_km(middle, polygons), polygons)
    return placed_position(text, begin, second, "between", area, reason, also=first)
