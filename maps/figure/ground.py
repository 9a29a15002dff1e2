"""Which ground lies under a figure's map, and how are its features, overview and scale bar drawn?"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dateline.maps.drawing.name_spots import Taken, first_free, is_point, meet, middle, outside
from dateline.maps.figure.frame import MapFrame
from dateline.maps.figure.pen import corners
from dateline.maps.figure.signs import draw_arrowhead, draw_sign
from dateline.maps.figure.style import LINE, NAME_FACES, Face, Stroke, look_of
from dateline.maps.page.marks import meaning_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.name_spots import Box, Lines
    from dateline.maps.drawing.view import View
    from dateline.maps.figure.pen import Pen

INSET: Final = (220.0, 150.0)
INSET_PART: Final = 0.3  # of the map's width, at most
EDGE: Final = 12.0
MILE_KM: Final = 1.609344
ROOM: Final = 20.0  # round the overview and the scale bar, where nothing should be hidden
_BAR: Final = Face(size=10.5)


def draw_ground(pen: Pen, frame: MapFrame, part: Mapping[str, Any]) -> None:
    """Sea, land, waters and boundaries, as maps/drawing/basemap.py codes them, in the page's order."""
    from dateline.maps.drawing.static import decoded

    ink, scale = pen.ink, part["scale"]

    def points(lines: Sequence[Sequence[int]]) -> list[np.ndarray]:
        return [decoded(line, scale) for line in lines]

    pen.box((0.0, 0.0, frame.width, frame.height), ink["sea"])
    nested = bool(part["land"]) and isinstance(part["land"][0][0], list)
    land = [ring for one in part["land"] for ring in one] if nested else part["land"]
    pen.fill(frame.rings(points(land)), ink["land"])
    division = Stroke(colour=ink["lines"], width=0.7, dash=(1, 3), alpha=0.6)
    pen.line(frame.lines(points(part.get("admin1", []))), division)
    lakes = [ring for one in part.get("lakes", []) for ring in one["lines"]]
    pen.fill(frame.rings(points(lakes)), ink["water"])
    rivers = [line for one in part.get("rivers", []) for line in one["lines"]]
    pen.line(frame.lines(points(rivers)), Stroke(colour=ink["water"], width=1.1))
    for disputed in (0, 1):
        own = [line for one in part["borders"] if bool(one["disputed"]) == disputed
               for line in one["lines"]]  # fmt: skip
        dash = (5.0, 4.0) if disputed else ()
        stroke = Stroke(colour=ink["lines"], width=1.1, dash=dash, cap="butt")
        pen.line(frame.lines(points(own)), stroke)


def draw_feature(
    pen: Pen,
    frame: MapFrame,
    feature: Feature,
    lines: Sequence[np.ndarray],
    marks: Mapping[str, str],
    *,
    small: bool = False,
) -> None:
    """Draw a feature as its claims mean it; `small` as in the overview."""
    look = look_of(feature, meaning_of(feature, marks), pen.ink)
    if feature.shape is None:
        return
    if is_point(feature):
        draw_sign(pen, frame.point(*middle(feature.shape)), feature.layer, look, small=small)
        return
    if feature.shape.geom_type.endswith("Polygon"):
        rings = frame.rings(lines)
        pen.fill(rings, look.fill, alpha=look.fill_alpha)
        if look.stroke is not None and not small:
            pen.line(frame.lines(lines), look.stroke)
        return
    if look.stroke is None:
        return
    stroke = replace(look.stroke, width=1.6) if small else look.stroke
    parts = frame.lines(lines)
    pen.line(parts, stroke)
    if feature.layer == "movements" and parts:
        draw_arrowhead(pen, frame.pixels(lines[-1]), stroke.colour, small=small)


def draw_overview(
    pen: Pen,
    frame: MapFrame,
    drawn: Sequence[Feature],
    lines: Lines,
    view: View,
    world: Mapping[str, Any],
    marks: Mapping[str, str],
) -> Box | None:
    """The overview in the corner with the least in it; None where the map has it all."""
    over, reach = view.overview, frame.reach
    if over is None or (reach[0] <= over[0] and over[2] <= reach[2]
                        and reach[1] <= over[1] and over[3] <= reach[3]):  # fmt: skip
        return None
    wide = min(INSET[0], frame.width * INSET_PART)
    box = _quietest(frame, drawn, lines, wide, wide * INSET[1] / INSET[0])
    whole = (
        min(over[0], reach[0]),
        min(over[1], reach[1]),
        max(over[2], reach[2]),
        max(over[3], reach[3]),
    )
    small = MapFrame(whole, box[2] - box[0], box[3] - box[1])
    left, top = pen.origin
    placed = (box[0] + left, box[1] + top, box[2] + left, box[3] + top)
    with pen.inside(placed):
        draw_ground(pen, small, world)
        far = [f for f in drawn if f.layer in {"areas", "movements"}
               or (is_point(f) and outside(f, reach))]  # fmt: skip
        for feature in far:
            draw_feature(pen, small, feature, lines[feature.id], marks, small=True)
        edge = Stroke(colour=pen.ink["ink"], width=1.5)
        pen.line([small.pixels(frame.outline())], edge, closed=True)
        _far_names(pen, small, frame, drawn)
    pen.line([corners(box)], Stroke(colour=pen.ink["soft"], width=1.2), closed=True)
    return box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4


def _quietest(
    frame: MapFrame, drawn: Sequence[Feature], lines: Lines, wide: float, high: float
) -> Box:
    right, bottom = frame.width - EDGE - wide, frame.height - EDGE - high
    options = [(right, bottom), (EDGE, bottom), (right, EDGE), (EDGE, EDGE)]
    x, y = min(options, key=lambda corner: _cost(frame, drawn, lines, corner, (wide, high)))
    return x, y, x + wide, y + high


def _cost(
    frame: MapFrame,
    drawn: Sequence[Feature],
    lines: Lines,
    corner: tuple[float, float],
    size: tuple[float, float],
) -> int:
    """How much of the report a box would hide: signs above all, then borders and arrows."""
    points = [frame.point(*middle(f.shape)) for f in drawn if f.shape is not None and is_point(f)]
    signs = np.array(points).reshape(-1, 2)
    paths = [frame.pixels(line) for f in drawn if f.layer in {"borders", "movements"}
             for line in lines[f.id]]  # fmt: skip
    along = np.vstack([np.empty((0, 2)), *paths])
    low = np.array(corner) - ROOM
    top = np.array(corner) + np.array(size) + ROOM
    count = [int(((dots > low) & (dots < top)).all(axis=1).sum()) for dots in (signs, along)]
    return count[0] * 100 + min(count[1], 99)


def _far_names(pen: Pen, small: MapFrame, frame: MapFrame, drawn: Sequence[Feature]) -> None:
    """The report's own places outside the map, by name where there is room."""
    face = NAME_FACES["far"]
    taken = Taken()
    for feature in drawn:
        if feature.shape is None or not (is_point(feature) or feature.layer == "areas"):
            continue
        lon, lat = middle(feature.shape)
        x, y = frame.point(lon, lat)
        if 0 <= x <= frame.width and 0 <= y <= frame.height:
            continue
        words = feature.label or feature.name
        x, y = small.point(lon, lat)
        wide = pen.measure(words, face)
        spots = [(x - wide / 2, y + 4), (x - wide / 2, y - 4 - face.size * LINE)]
        box = first_free(small, taken, spots, wide, face.size * LINE)
        if box is not None:
            pen.words((box[0], box[1] + face.size), words, face, halo=True)


def draw_scale(
    pen: Pen, frame: MapFrame, drawn: Sequence[Feature], lines: Lines, taken: Sequence[Box]
) -> Box | None:
    """A bar in kilometres and miles in a lower corner; where it is true stands beside it."""
    km = frame.km_per_unit()
    room = min(150.0, frame.width / 4)
    tall = 32.0
    words = "" if frame.equal_area else f"at {_latitude(frame.scale_lat_deg())}"
    wide = room + (pen.measure(words, _BAR) + 10.0 if words else 0.0)
    y = frame.height - EDGE - tall
    free = [
        left
        for left in (EDGE, frame.width - EDGE - wide)
        if not any(meet((left, y, left + wide, y + tall), other) for other in taken)
    ]
    if not free:
        return None
    left = min(free, key=lambda x: _cost(frame, drawn, lines, (x, y), (wide, tall)))
    box = (left, y, left + wide, y + tall)
    ink = Stroke(colour=pen.ink["ink"], width=1.5, cap="butt")
    y = box[1] + 15.0
    longest = 0.0
    for up, unit, name in ((True, 1.0, "km"), (False, MILE_KM, "mi")):
        value = _round(km * room / unit)
        end = left + value * unit / km
        longest = max(longest, end)
        tick = -7.0 if up else 7.0
        shape = np.array([(left, y + tick), (left, y), (end, y), (end, y + tick)])
        pen.line([shape], replace(ink, colour=pen.ink["halo"], width=3.5))
        pen.line([shape], ink)
        pen.words((left + 5, y - 4 if up else y + 12), f"{value:,g} {name}", _BAR, halo=True)
    pen.words((longest + 8, y + 4), words, _BAR, halo=True)
    return box


def _round(value: float) -> float:
    """The largest of 1, 2, 3, 5 times a power of ten that is not above a value."""
    power = 10.0 ** math.floor(math.log10(value))
    return max(step * power for step in (1, 2, 3, 5) if step * power <= value)


def _latitude(lat_deg: float) -> str:
    return f"{abs(lat_deg):.0f}° {'N' if lat_deg >= 0 else 'S'}"
