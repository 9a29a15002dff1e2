"""Which words place something by its distance or direction from a named place?

"30 km north of Kulob", "20 km from X", "within 5 km of X"; with geo/positions/nearness.py "north of X", "near
X". Each becomes an area that surely holds the spot, by the point-radius method (Wieczorek, Guo and
Hijmans 2004): never a point. docs/positions.md has the rules and what they leave out.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.geo.patterns import holds, spaced
from dateline.geo.positions.anchors import (
    Anchor,
    Anchors,
    Unusable,
    of_mention,
    placed_position,
    unplaced_position,
)
from dateline.geo.positions.distances import (
    BEARING,
    UNIT,
    UNIT_HINTS,
    Distance,
    distance_at,
    read_bearing,
)
from dateline.geo.positions.nearness import find_near, find_sides
from dateline.geo.positions.uncertain_areas import band, disc, km_words, reach_km
from dateline.geo.shapes.geodesy import destination

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.geo.positions.uncertain_areas import Position, PositionKind

_TAIL: Final = spaced(
    # The same in another unit: "25 kilometres (15 miles) north of".
    r"(?:\s?\([^()\n]{2,25}\)|\s?/\s?\d{1,4} (?:km|miles?)|,? or \d{1,4} (?:km|miles?),?)?"
    r"(?:(?P<radius>[\s-]radius (?:of|around|from) )|"
    r"(?: (?:away|out|inland|offshore|upstream|downstream|by (?:road|air|car|sea)|"
    r"as the crow flies),?)?"
    rf"(?:,? (?:to (?:the )?|further |farther )?{BEARING}(?P<of> (?:of|from) )?"
    r"| (?P<from>from|outside(?: of)?|off(?: (?:the )?coast of)?) | (?P<inside>of) ))",
    re.IGNORECASE,
)
_ON: Final = spaced(r" (?:to|into|toward|towards|through|across|along|until)\b", re.IGNORECASE)
_AND: Final = spaced(r" (?:and (?:then )?)")
# A way that somebody goes, or how long something is, and no spot.
_MOVING: Final = spaced(
    r"\b(?:advanc|mov|push|travel|driv|drove|march|walk|flew|fly|flies|retreat|withdr[ae]w|stretch|"
    r"extend|run|ran|shift|gain|pull|spread|sail|trek|hik|cycl|long|length|distance|range|rang|reach)"
    r"\w{0,6} (?:(?:of|for|about|some|a|is|was|up|to|back|another|them|troops) ){0,3}\Z",
    re.IGNORECASE,
)


def find_offsets(
    text: str, anchors: Anchors, *, start: int = 0, end: int | None = None
) -> tuple[Position, ...]:
    """Find the positions that ``text[start:end]`` gives by distance, direction or nearness.

    Parameters
    ----------
    text
        Any text; time is linear in it.
    anchors
        The report's names, to measure from.
    start, end
        Code points of a zone: nothing is measured from beyond it.

    Returns
    -------
    tuple of Position
        Without ids; may overlap. Distances come first, then directions, then nearness: of two
        that overlap the first one counts.
    """
    stop = len(text) if end is None else end
    return (
        *_by_distance(text, anchors, start, stop),
        *find_sides(text, anchors, start=start, stop=stop),
        *find_near(text, anchors, start=start, stop=stop),
    )


def offset_radius_km(distance: float, error: float, half_angle_deg: float) -> float:
    """Return how far from the stated spot the true one may be, in km.

    Parameters
    ----------
    distance, error
        Stated distance and all that it may be off by, the size of the place included, in km.
    half_angle_deg
        How far the direction may be off to either side.

    Examples
    --------
    >>> round(offset_radius_km(10, 0, 22.5), 2)  # "10 km NE", Chapman and Wieczorek (2020)
    3.9
    """
    farthest = distance + error
    angle = math.radians(half_angle_deg)
    return math.hypot(farthest * math.cos(angle) - distance, farthest * math.sin(angle))


# ------------------------------------------------------------------ distances
def _by_distance(text: str, anchors: Anchors, start: int, stop: int) -> Iterator[Position]:
    if not holds(text, UNIT_HINTS, start, stop):
        return
    for unit in UNIT.finditer(text, start, stop):
        tail = _TAIL.match(text, unit.end() - unit.group().endswith("."), stop)
        if tail is None:
            continue
        distance = distance_at(text, unit, start=start)
        if distance is None or (distance.unit == "m" and distance.high_km < 0.05):
            continue  # "5 m" is a size
        found = _placed_by(text, anchors, distance, tail, stop)
        if found is not None:
            yield found


def _placed_by(
    text: str, anchors: Anchors, distance: Distance, tail: re.Match[str], stop: int
) -> Position | None:
    bearing = read_bearing(tail["bearing"], due=bool(tail["due"])) if tail["bearing"] else None
    if tail["bearing"] and bearing is None:
        return None
    if bearing is None:
        return _without_bearing(text, anchors, distance, tail, stop)
    if tail["of"]:
        target = _target(anchors, tail.end(), stop, distance.start)
        return _offset(text, distance, bearing, tail["bearing"], target) if target else None
    return _both_ways(text, anchors, distance, tail, stop) or _taken_up(
        text, anchors, distance, bearing, tail
    )


def _without_bearing(
    text: str, anchors: Anchors, distance: Distance, tail: re.Match[str], stop: int
) -> Position | None:
    around = tail["radius"] or (distance.bounded and (tail["inside"] or tail["from"]))
    if not around and not tail["from"]:
        return None  # "controls 150 km of the border"
    if distance.unit == "m":  # as often a million
        return None
    before = text[max(0, distance.start - 30) : distance.start]
    if not around and _MOVING.search(before):
        return None
    target = _target(anchors, tail.end(), stop, distance.start)
    if target is None:
        return None
    if not around and _ON.match(text, target.end, stop):
        return None  # "30 km from Kulob to Farkhor"
    high = distance.high_km
    if isinstance(target, Unusable):
        return unplaced_position(text, distance.start, target, "within" if around else "offset")
    if target.border:
        return _along(text, distance, target, "within" if around else "offset")
    radius = high + target.extent_km
    words = "" if around else "; no direction is given"
    reason = (
        f"All within {km_words(radius)} km of the centre of {target.name}: {km_words(high)} km at most, and "
        f"{km_words(target.extent_km)} km for the place itself{words}."
    )
    area = (target.centre, radius, disc(target.centre, radius))
    return placed_position(
        text, distance.start, target, "within" if around else "offset", area, reason
    )


def _target(anchors: Anchors, position: int, stop: int, since: int) -> Anchor | Unusable | None:
    found = anchors.at(position, stop)
    if found is not None:
        return found
    end = anchors.taken_up(position)
    if end is not None:
        return _only_before(anchors, since, end)
    return anchors.unknown_name(position, stop)


def _only_before(anchors: Anchors, position: int, end: int) -> Anchor | Unusable:
    """The one place that the sentence has named so far."""
    named = anchors.before(position, since=anchors.sentence_start(position))
    if len(named) == 1:
        anchor = of_mention(named[0], anchors.text)
        if isinstance(anchor, Anchor):
            return replace(anchor, end=end)
    if named:
        names = ", ".join(r.place.name for r in named if r.place)
        return Unusable(spans=(), reason=f"it could be measured from each of {names}", end=end)
    return Unusable(spans=(), reason="the sentence does not say from where", end=end)


def _taken_up(
    text: str, anchors: Anchors, distance: Distance, bearing: tuple[float, float],
    tail: re.Match[str],
) -> Position | None:  # fmt: skip
    """Read "30 km north" without "of": from the one place that the sentence has named."""
    before = text[max(0, distance.start - 30) : distance.start]
    single = len(tail["bearing"]) < 3  # "5 m E" is an address or a size
    if single or _MOVING.search(before) or _ON.match(text, tail.end()):
        return None
    target = _only_before(anchors, distance.start, tail.end())
    return _offset(text, distance, bearing, tail["bearing"], target)


def _offset(
    text: str, distance: Distance, bearing: tuple[float, float], words: str,
    target: Anchor | Unusable,
) -> Position:  # fmt: skip
    if isinstance(target, Unusable):
        return unplaced_position(text, distance.start, target, "offset")
    if target.border:
        return _along(text, distance, target, "offset")
    far = distance.middle_km
    error = distance.half_km + target.extent_km
    centre = destination(target.centre, bearing[0], far)
    radius = offset_radius_km(far, error, bearing[1])
    reason = (
        f"A circle of {km_words(radius)} km around the point {km_words(far)} km {' '.join(words.split())} of "
        f"the centre of {target.name}: the distance is read as {km_words(distance.low_km)} to "
        f"{km_words(distance.high_km)} km, the direction as up to {bearing[1]:g}° off, the place as "
        f"reaching {km_words(target.extent_km)} km from its centre (point-radius method)."
    )
    area = (centre, radius, disc(centre, radius))
    return placed_position(text, distance.start, target, "offset", area, reason)


def _both_ways(
    text: str, anchors: Anchors, distance: Distance, tail: re.Match[str], stop: int
) -> Position | None:
    """Read "20 km north and 10 km east of X": two measures, each exactly in its direction."""
    link = _AND.match(text, tail.end(), stop)
    unit = UNIT.search(text, link.end(), min(stop, link.end() + 40)) if link else None
    second = distance_at(text, unit, start=link.end()) if link and unit else None
    more = _TAIL.match(text, unit.end(), stop) if unit else None
    if link is None or second is None or more is None or second.start != link.end():
        return None
    ways = [read_bearing(words) for words in (tail["bearing"], more["bearing"] or "")]
    if not more["of"] or ways[0] is None or ways[1] is None:
        return None
    target = _target(anchors, more.end(), stop, distance.start)
    if target is None:
        return None
    if isinstance(target, Unusable) or target.border:
        spans = target.spans if isinstance(target, Unusable) else (target.span,)
        why = target.reason if isinstance(target, Unusable) else "a border has no one point"
        unusable = Unusable(spans=spans, reason=why, end=target.end)
        return unplaced_position(text, distance.start, unusable, "offset")
    corner = destination(target.centre, ways[0][0], distance.middle_km)
    centre = destination(corner, ways[1][0], second.middle_km)
    radius = math.hypot(distance.half_km, second.half_km) + target.extent_km
    reason = (
        f"A circle of {km_words(radius)} km around the point {km_words(distance.middle_km)} km "
        f"{tail['bearing']} and {km_words(second.middle_km)} km {more['bearing']} of the centre of "
        f"{target.name} (point-radius method, two measures at right angles)."
    )
    area = (centre, radius, disc(centre, radius))
    return placed_position(text, distance.start, target, "offset", area, reason)


def _along(text: str, distance: Distance, target: Anchor, kind: PositionKind) -> Position:
    """Take the whole border's band: which stretch of it is meant nobody said."""
    from dateline.geo.shapes.borders import border_between

    codes = target.border.split("-")
    border = border_between(codes[0], codes[1])
    polygons = band(border.lines, border.label, distance.high_km) if border else ()
    reason = (
        f"All within {km_words(distance.high_km)} km of the {target.place.name}, on both sides and along "
        "the whole line: which stretch is not said."
    )
    area = (target.centre, reach_km(target.centre, polygons), polygons)
    return placed_position(text, distance.start, target, kind, area, reason)
