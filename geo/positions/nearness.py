"""Which words place something beside a named place: north of it, near it, on its outskirts?

How far such words reach nobody says, so the reach is a convention that follows the size of the
place: docs/positions.md gives the figures. A country, a province and a river have no "near".
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from dateline.geo.patterns import holds, spaced
from dateline.geo.positions.anchors import (
    Anchor,
    Anchors,
    Unusable,
    placed_position,
    unplaced_position,
)
from dateline.geo.positions.distances import BEARING, read_bearing
from dateline.geo.positions.uncertain_areas import cone, disc, km_words
from dateline.geo.shapes.geodesy import destination

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.geo.positions.uncertain_areas import Position

NEAR_KM: Final = (5.0, 20.0)  # what "near" adds to a place's own size: this, its size, at most that
SIDE_KM: Final = (20.0, 60.0)  # the same for "north of", three times its size between
EDGE_SHARE: Final = 0.5  # the outskirts reach this much of a place's size beyond it
# Looked for from its end: "of" is quickly found.
_OF: Final = spaced(r" [oO][fF] ")
_SIDE: Final = spaced(
    r"(?<![\w-])(?:(?P<how>just|immediately|slightly|far|well) )?(?:(?P<to>to the) )?"
    rf"{BEARING}\Z",
    re.IGNORECASE,
)
_SIDE_REACH: Final = 60
_PART: Final = spaced(r"\b(?:the|this|that|their|its) \Z", re.IGNORECASE)
_TRAVEL: Final = spaced(
    r"\b(?:an?|one|two|three|four|five|six|several|few|half|\d{1,3})[\s-](?:hours?|minutes?|days?)['’]?s?"
    r"['’]?(?: (?:drive|walk|march|flight|ride|sail|journey))?,? \Z",
    re.IGNORECASE,
)
_SIDES: Final = r"(?:north|south)(?:[\s-]?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?"
_NEAR: Final = spaced(
    r"\b(?:(?P<near>near|close to|not far from|next to|adjacent to|(?:just )?outside(?: of)?|"
    r"in the (?:immediate )?(?:vicinity|surroundings) of)|"
    # Not "the Cairo suburb of Giza", which is Giza.
    rf"(?:(?:on|at|in|to|from|around|into) (?:(?:the|a) )?|(?:the|a) )(?:(?P<side>{_SIDES}) )?"
    r"(?P<edge>outskirts|edge|edges|fringes?|suburbs?|periphery|approaches|gates) (?:of|to)) ",
    re.IGNORECASE,
)


MOST_ALSO: Final = 4
_AND: Final = spaced(r"(?:,|,? and|,? or) ")
_PHRASE_ENDS: Final = spaced(
    r"\s{0,2}(?:[.,;:!?)\]\"”’–—]|\Z)| (?:and|or|on|in|after|during|before|at|by|as|when|while|where|which|"
    r"who|last|this|late|early|overnight|yesterday|today|for|with|since|to|from|but|against)\b"
)
_NEAR_HINTS: Final = (
    "ear ", "EAR ", "lose to", "far from", "ext to", "djacent", "utside", "UTSIDE", "vicinity",
    "surroundings", "outskirts", "OUTSKIRTS", "edge", "fringe", "suburb", "periphery", "approaches", "gates",
)  # fmt: skip
_PEOPLE: Final = spaced(
    r"\b(?:sources?|officials?|persons?|people|aides?|circles|businessm[ae]n|politicians?|groups?|"
    r"factions?|militias?|media|parties|party|m[ae]n|figures?|generals?) \Z",
    re.IGNORECASE,
)


def find_sides(text: str, anchors: Anchors, *, start: int, stop: int) -> Iterator[Position]:
    """Yield what ``text[start:stop]`` sets in a direction from a place without a distance."""
    for link in _OF.finditer(text, start, stop):
        low = max(start, link.start() - _SIDE_REACH)
        match = _SIDE.search(text[low : link.start()])
        bearing = read_bearing(match["bearing"], due=bool(match["due"])) if match else None
        if match is None or bearing is None:
            continue
        begin = low + match.start()
        before = text[max(0, begin - 30) : begin]
        target = anchors.at(link.end(), stop)
        part = not match["to"] and _PART.search(before)
        if target is None or part:  # "the north of Mali"
            continue
        if isinstance(target, Unusable):
            if not target.large:
                yield unplaced_position(text, begin, target, "offset")
            continue
        travel = _TRAVEL.search(before)
        if travel:
            why = Unusable(
                spans=(target.span,), end=target.end, reason="a time on the way is no distance"
            )
            yield unplaced_position(text, begin - len(travel.group()), why, "offset")
        elif not target.border:
            yield _side(text, begin, match, target, bearing)


def _side(
    text: str, begin: int, match: re.Match[str], target: Anchor, bearing: tuple[float, float]
) -> Position:
    how = (match["how"] or "").lower()
    least, most = NEAR_KM if how in {"just", "immediately", "slightly"} else SIDE_KM
    reach = min(max(3.0 * target.extent_km, least), most) * (2.0 if how in {"far", "well"} else 1.0)
    reach += target.extent_km
    # The smallest circle around the cone: through its tip and the ends of its arc.
    away = reach / (2.0 * math.cos(math.radians(bearing[1])))
    centre = destination(target.centre, bearing[0], away)
    polygons = cone(target.centre, bearing[0], bearing[1], reach)
    reason = (
        f"The cone up to {bearing[1]:g}° to either side of {match['bearing'].lower()} from "
        f"{target.name}, {km_words(reach)} km long: how far away is not said."
    )
    return placed_position(text, begin, target, "offset", (centre, away, polygons), reason)


def find_near(text: str, anchors: Anchors, *, start: int, stop: int) -> Iterator[Position]:
    """Yield what ``text[start:stop]`` sets near a place or on its outskirts."""
    if not holds(text, _NEAR_HINTS, start, stop):
        return
    for match in _NEAR.finditer(text, start, stop):
        target = anchors.at(match.end(), stop)
        if target is None:
            continue
        if isinstance(target, Unusable):
            if not target.large:
                yield unplaced_position(text, match.start(), target, "near")
            continue
        if target.border or _is_friend(text, match, target):
            continue  # the border's own line is drawn
        yield _near(text, match.start(), match, target)
        yield from _also_near(text, anchors, match, target, stop)


def _also_near(
    text: str, anchors: Anchors, match: re.Match[str], target: Anchor, stop: int
) -> Iterator[Position]:
    """Take "near A and B" for near both, unless B begins a clause of its own."""
    for _ in range(MOST_ALSO):
        link = _AND.match(text, target.end, stop)
        other = anchors.at(link.end(), stop) if link else None
        if link is None or not isinstance(other, Anchor) or other.border:
            return
        if not _PHRASE_ENDS.match(text, other.end):
            return
        if link.group().strip() == ",":  # "near Harasta, Damascus" is in Damascus: no list
            more = _AND.match(text, other.end, stop)
            if more is None or not isinstance(anchors.at(more.end(), stop), Anchor):
                return
        target = other
        yield _near(text, link.end(), match, target)


def _is_friend(text: str, match: re.Match[str], target: Anchor) -> bool:
    """Whether "close to" is a friend of a government: "officials close to Damascus"."""
    if not (match["near"] or "").lower().startswith("close"):
        return False
    before = text[max(0, match.start() - 20) : match.start()]
    return target.resolution.mention.kind == "metonym" or bool(_PEOPLE.search(before))


def _near(text: str, begin: int, match: re.Match[str], target: Anchor) -> Position:
    extent = target.extent_km
    if match["near"]:
        radius = extent + min(max(extent, NEAR_KM[0]), NEAR_KM[1])
        reason = (
            f"All within {km_words(radius)} km of the centre of {target.name}: how far "
            f"“{' '.join(match['near'].split())}” reaches is not said; it is taken as "
            f"{km_words(radius - extent)} km beyond the place's own {km_words(extent)} km."
        )
        area = (target.centre, radius, disc(target.centre, radius))
        return placed_position(text, begin, target, "near", area, reason)
    beyond = max(extent * EDGE_SHARE, 1.0)
    side = re.sub(r"ern$", "", (match["side"] or "").lower())
    bearing = read_bearing(side) if side else None
    centre, radius = target.centre, extent + beyond
    if bearing:  # the half of it on that side
        centre = destination(target.centre, bearing[0], extent)
        radius = extent * 0.75 + beyond
    reason = (
        f"All within {km_words(radius)} km of the {f'{side}ern edge' if side else 'centre'} of "
        f"{target.name}, which is taken to reach {km_words(extent)} km from its centre."
    )
    area = (centre, radius, disc(centre, radius))
    return placed_position(text, begin, target, "near", area, reason)
