"""Where on a drawn map may names stand, so that none covers another, a sign or a line?

Shared by the static map of the page (maps/drawing/static.py) and the figures (maps/figure/map.py): both have
a frame that places degrees on a picture, x to the right and y down, in units of about one pixel.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import shapely

from dateline.maps.drawing.features import UNCERTAIN
from dateline.maps.drawing.name_spots import (
    Taken,
    anchors,
    first_free,
    inside,
    is_free,
    is_point,
    line_boxes,
    middle,
)
from dateline.maps.page.payload import length_words, share_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.labels import Label
    from dateline.maps.drawing.name_spots import Box, Frame, Lines, Spot

LEADERS: Final = (26.0, 40.0, 58.0, 80.0, 105.0)  # lengths of a line from a sign to its name
FULL: Final = 150  # names of a kind that find no room, one after another: the picture is full
CLEAR: Final = 11.0  # between such a line and another sign


class Measure(Protocol):
    """Tells how large a name is."""

    def __call__(
        self, kind: str, lines: Sequence[str], feature: Feature | None
    ) -> Sequence[tuple[float, float]]:
        """Width and height of its lines, units; several where a smaller one will do.

        `kind` is as in `Name`; the feature is None for names of the surroundings.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that has found room.

    Attributes
    ----------
    kind
        The feature's layer, "uncertain", or the label's kind ("country", "capital", "city").
    choice
        Which of the sizes that were offered it has.
    dot
        Where the town's dot stands, for towns of the surroundings.
    leader
        From where to where a line leads from the name to what it names.
    """

    kind: str
    lines: tuple[str, ...]
    box: Box
    choice: int = 0
    feature: Feature | None = None
    dot: Spot | None = None
    leader: tuple[Spot, Spot] | None = None


def place_names(
    frame: Frame,
    drawn: Sequence[Feature],
    lines: Lines,
    labels: Sequence[Label],
    *,
    measure: Measure,
    taken: Taken,
    cities: int = 0,
    wrap: int = 0,
    leaders: bool = False,
    unnamed: frozenset[str] = frozenset(),
    waters: bool = False,
) -> list[Name]:
    """Give names of points, borders, arrows and areas, in this order, the first spot that is free.

    Parameters
    ----------
    frame
        Of the picture.
    drawn
        Features with a shape.
    lines
        As `lines_of` gives them.
    labels
        Names of neighbours and towns, as maps/drawing/labels.py gives them; those of rank 0 are ours.
    measure
        How large a name is.
    taken
        Boxes where no name may stand; those of signs, lines and names are added.
    cities
        How many towns that are no capitals may be named.
    wrap
        The most letters of a line below a border's name; 0 for no limit.
    leaders
        Whether a name that finds no room beside its sign may stand farther off, with a line to it.
    unnamed
        Ids of features that get no name.
    waters
        Whether seas, gulfs and straits are named.

    Returns
    -------
    list of Name
        Boxes lie in the picture and do not overlap each other, a sign, a border or an arrow.
    """
    signs = [frame.point(*middle(f.shape)) for f in drawn if f.shape and is_point(f)]
    taken.add(*((x - 8.0, y - 8.0, x + 8.0, y + 8.0) for x, y in signs))
    taken.add(*line_boxes(frame, drawn, lines))
    dots = Taken((x, y, x, y) for x, y in signs)
    boxes = Taken()
    pinned = {f.place_id for f in drawn if is_point(f)}
    named = [f for f in drawn if f.id not in unnamed and not (f.uncertain and f.place_id in pinned)]
    out: list[Name] = []
    missed: Counter[str] = Counter()
    for feature in sorted(named, key=_naming_rank):
        kind = UNCERTAIN if feature.uncertain else feature.layer
        if missed[kind] >= FULL:
            continue
        words = _words(feature, wrap)
        for choice, size in enumerate(measure(kind, words, feature)):
            spots = _seen_spots(frame, feature, lines, size)
            box = _beside_feature(frame, feature, spots, taken, size, dots)
            leader = None
            if leaders and box is not None and feature.layer == "areas" and not feature.uncertain:
                leader = _leader_to_area(frame, feature, lines, box)
            elif leaders and box is None and feature.layer not in {"borders", "movements"}:
                box, leader = _far_off(frame, feature, taken, size, dots, boxes)
            if box is not None:
                name = Name(
                    kind=kind,
                    lines=tuple(words),
                    box=box,
                    choice=choice,
                    feature=feature,
                    leader=leader,
                )
                out.append(name)
                boxes.add(box)
                missed[kind] = 0
                break
            missed[kind] += bool(spots)
    return out + _surroundings(frame, labels, taken, measure, cities, waters=waters)


def _seen_spots(
    frame: Frame, feature: Feature, lines: Lines, size: tuple[float, float]
) -> list[Spot]:
    """Where a name might stand, best first, if nothing else stood on the picture."""
    spots = anchors(frame, feature, lines, *size)
    return [(x, y) for x, y in spots if inside(frame, (x, y, x + size[0], y + size[1]))]


def _beside_feature(
    frame: Frame,
    feature: Feature,
    spots: Sequence[Spot],
    taken: Taken,
    size: tuple[float, float],
    signs: Taken,
) -> Box | None:
    """The usual place of a name; rather one where it cannot be taken for that of another sign."""
    free = [spot for spot in spots if is_free(frame, taken, spot, *size)]
    clear = (spot for spot in free if not _beside_other(frame, feature, spot, size, signs))
    return first_free(frame, taken, [*islice(clear, 1), *free], *size)


def _beside_other(
    frame: Frame, feature: Feature, corner: Spot, size: tuple[float, float], signs: Taken
) -> bool:
    """Whether a point's name would stand beside the sign of another point, and seem to be its."""
    if feature.shape is None or not is_point(feature):
        return False
    own = frame.point(*middle(feature.shape)) * 2
    (x, y), (wide, high) = corner, size
    return any(dot != own for dot in signs.near((x - 18, y - 12, x + wide + 18, y + high + 12)))


def _far_off(
    frame: Frame,
    feature: Feature,
    taken: Taken,
    size: tuple[float, float],
    signs: Taken,
    names: Taken,
) -> tuple[Box | None, tuple[Spot, Spot] | None]:
    """A place round about a sign, and the line that leads there, past other signs and names."""
    if feature.shape is None:
        return None, None
    x, y = frame.point(*middle(feature.shape))
    if not (0 <= x <= frame.width and 0 <= y <= frame.height):
        return None, None
    wide, high = size
    spots = []
    for away in LEADERS:
        for turn in range(0, 360, 15):
            dx, dy = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            left = x + away * dx - (wide if dx < -0.4 else 0.0 if dx > 0.4 else wide / 2)
            top = y + away * dy - (high if dy < -0.4 else 0.0 if dy > 0.4 else high / 2)
            spots.append((left, top))
    free = [spot for spot in spots if is_free(frame, taken, spot, wide, high)]
    reach = max(LEADERS) + CLEAR
    around = (x - reach, y - reach, x + reach, y + reach)
    barred = [shapely.box(*box) for box in dict.fromkeys(names.near(around))]
    for dot in dict.fromkeys(signs.near(around)) if is_point(feature) else ():
        apart = math.hypot(dot[0] - x, dot[1] - y)
        if apart:  # signs may overlap: then the line need only not run over the other's middle
            barred.append(shapely.Point(dot[:2]).buffer(min(CLEAR, apart * 0.8)))

    def is_clear(spot: Spot) -> bool:
        """Whether the line would pass no other sign and no name."""
        end = _nearest((*spot, spot[0] + wide, spot[1] + high), x, y)
        line = shapely.LineString([(x, y), end])
        return not any(line.intersects(shape) for shape in barred)

    clear = (spot for spot in free if is_clear(spot))
    box = first_free(frame, taken, [*islice(clear, 1), *free], wide, high)
    if box is None:
        return None, None
    end = _nearest(box, x, y)
    along = np.linspace((x, y), end, 12)[1:-1].tolist()
    taken.add(*((a - 2.0, b - 2.0, a + 2.0, b + 2.0) for a, b in along))
    return box, ((x, y), end)


def _leader_to_area(
    frame: Frame, feature: Feature, lines: Lines, box: Box
) -> tuple[Spot, Spot] | None:
    """The line from an area to its name, where the name stands outside it."""
    rings = [shapely.Polygon(frame.pixels(ring)) for ring in lines[feature.id]]
    if feature.shape is None or any(shapely.box(*box).intersects(ring) for ring in rings):
        return None
    x, y = frame.point(*middle(feature.shape))
    return (x, y), _nearest(box, x, y)


def _nearest(box: Box, x: float, y: float) -> Spot:
    return min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])


def _surroundings(
    frame: Frame,
    labels: Sequence[Label],
    taken: Taken,
    measure: Measure,
    cities: int,
    *,
    waters: bool,
) -> list[Name]:
    out = []
    for words, lon, lat, rank, kind, *_ in labels:
        if rank == 0 or (kind == "water" and not waters) or (kind == "city" and cities < 1):
            continue
        x, y = frame.point(float(lon), float(lat))
        ((wide, high),) = measure(str(kind), [str(words)], None)
        if kind in {"country", "water"}:
            box = first_free(frame, taken, [(x - wide / 2, y - high / 2)], wide, high)
            dot = None
        else:
            dot = (x, y)
            own = (x - 3.0, y - 3.0, x + 3.0, y + 3.0)
            if not inside(frame, own) or taken.meets(own):
                continue
            spots = [(x + 5, y - high / 2), (x - 5 - wide, y - high / 2)]
            box = first_free(frame, taken, spots, wide, high)
            taken.add(*([own] if box is not None else []))
        if box is None:
            continue
        cities -= kind == "city"
        out.append(Name(kind=str(kind), lines=(str(words),), box=box, dot=dot))
    return out


def _naming_rank(feature: Feature) -> int:
    """Points first, then lines, then areas; the small uncertain ones before the large."""
    order = ("bases", "events", "borders", "movements", UNCERTAIN, "areas")
    key = UNCERTAIN if feature.uncertain else feature.layer
    return order.index(key) if key in order else len(order)


def _words(feature: Feature, wrap: int = 0) -> list[str]:
    name = feature.label or feature.name or feature.id
    if feature.layer != "borders":
        return [name.rpartition(" — ")[2] if is_point(feature) else name]
    more = [line for line in (length_words(feature, brief=True), share_words(feature)) if line]
    if wrap:
        more = [part for line in more for part in _broken(line, wrap)]
    return [name, *more]


def _broken(line: str, most: int) -> list[str]:
    """A line in parts of at most so many letters: at " · " if that will do, and no number alone."""
    parts = line.split(" · ") if len(line) > most else [line]
    kept = [re.sub(r"(?<=\d) (?=\w)", "\u00a0", part) for part in parts]
    return [row for part in kept for row in textwrap.wrap(part, most)]
