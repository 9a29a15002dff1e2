"""What stands on the map of a figure? Ground, features, names, numbers, scale bar and overview."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from dateline.maps.drawing.arrows import Areas
from dateline.maps.drawing.basemap import basemap_for
from dateline.maps.drawing.dataset_marks import levels
from dateline.maps.drawing.labels import named_labels
from dateline.maps.drawing.name_spots import Taken, first_free, is_point, lines_of, middle
from dateline.maps.drawing.naming import place_names
from dateline.maps.drawing.tongues import spoken, spoken_labels
from dateline.maps.figure.events import draw_events
from dateline.maps.figure.frame import MapFrame
from dateline.maps.figure.ground import draw_feature, draw_ground, draw_overview, draw_scale
from dateline.maps.figure.pen import corners
from dateline.maps.figure.signs import draw_dot, draw_pill, pill_size
from dateline.maps.figure.style import LINE, NAME_FACES, SECOND, Stroke

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.maps.drawing.dataset_marks import EventMark
    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.labels import Label, Named
    from dateline.maps.drawing.name_spots import Box, Lines
    from dateline.maps.drawing.naming import Name
    from dateline.maps.drawing.tongues import Language
    from dateline.maps.drawing.view import View
    from dateline.maps.figure.pen import Pen

BASEMAP_BYTES: Final = 900_000
CITY_UNITS: Final = 38_000.0  # one town of the surroundings for this much of the map
WRAP: Final = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMap:
    """What has been drawn.

    Attributes
    ----------
    names
        Names with their boxes.
    seen, numbered
        Ids of the features that are on the map at least in part, and of those whose numbers are.
    boxes
        Of all names, numbers, the scale bar and the overview, units of the sheet.
    equal_area
        Which of the two projections was used.
    """

    names: tuple[Name, ...]
    seen: frozenset[str]
    numbered: frozenset[str]
    boxes: tuple[Box, ...]
    equal_area: bool


def draw_map(
    pen: Pen,
    box: Box,
    features: Sequence[Feature],
    view: View,
    *,
    marks: Mapping[str, str],
    numbers: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    language: Language = "en",
    events: Sequence[EventMark] = (),
) -> DrawnMap:
    """Draw the map of a view into a rectangle of the sheet.

    Parameters
    ----------
    box
        Left, top, right, bottom, units; the view's core is shown whole, and what is around it.
    features
        In drawing order; those without a shape are left out.
    view
        As maps/drawing/view.py chooses it.
    marks
        Claim id to the shape of its mark.
    numbers
        Feature id to the numbers of its claims in the key, in words.
    names
        Place id to a shorter name.
    language
        Of the names; a name that the font cannot write stands in English.
    events
        Of data sets beside the report.
    """
    numbers = numbers or {}
    frame = MapFrame(view.core, box[2] - box[0], box[3] - box[1])
    features = _spoken(pen, features, language)
    wider = replace(view, core=frame.reach)
    drawn = [feature for feature in features if feature.shape is not None]
    lines = lines_of(drawn, Areas(drawn))
    basemap = basemap_for(frame.reach, BASEMAP_BYTES)
    with pen.inside(box):
        draw_ground(pen, frame, basemap["detail"] or basemap["world"])
        for level, wide in zip(levels(drawn), (True, False, None), strict=True):
            for feature in level:
                draw_feature(pen, frame, feature, lines[feature.id], marks)
            if wide is not None:
                draw_events(pen, frame, events, wide=wide)
        inset = draw_overview(pen, frame, drawn, lines, view, basemap["world"], marks)
        scale = draw_scale(pen, frame, drawn, lines, [inset] if inset else [])
        beside = [part for part in (inset, scale) if part is not None]
        taken = Taken(beside)
        unnamed = frozenset(f.id for f in drawn if _ends_seen(frame, f, lines))
        found = place_names(
            frame, drawn, lines, _labels(pen, named_labels(features, wider, names), language),
            measure=lambda kind, lines, feature: _measure(pen, kind, lines, feature, numbers),
            taken=taken, cities=round(frame.width * frame.height / CITY_UNITS), wrap=WRAP, leaders=True, waters=True,
            unnamed=unnamed,
        )  # fmt: skip
        for name in found:
            if name.leader is not None:
                _lead(pen, *map(np.array, name.leader))
        for name in found:
            _write(pen, frame, name, numbers)
        pills = _lone_numbers(pen, frame, drawn, lines, found, numbers, taken, beside)
    pen.line([corners(box)], Stroke(colour=pen.ink["rule"], width=1.0), closed=True)
    with_numbers = _with_numbers(found, numbers)
    return DrawnMap(
        names=tuple(found),
        seen=frozenset(f.id for f in drawn if _is_seen(frame, f, lines)),
        numbered=frozenset(with_numbers | set(pills)),
        boxes=tuple(
            (left + box[0], top + box[1], right + box[0], bottom + box[1])
            for left, top, right, bottom in (
                *beside,
                *(name.box for name in found),
                *pills.values(),
            )
        ),
        equal_area=frame.equal_area,
    )


def _spoken(pen: Pen, features: Sequence[Feature], language: Language) -> list[Feature]:
    told = spoken(features, language)
    return [
        new if not pen.lacks(new.label, "bold") else old
        for old, new in zip(features, told, strict=True)
    ]


def _labels(pen: Pen, named: Sequence[Named], language: Language) -> list[Label]:
    rows = spoken_labels(named, language)
    return [
        new if not pen.lacks(str(new[0])) else old.row for old, new in zip(named, rows, strict=True)
    ]


def _measure(
    pen: Pen, kind: str, lines: Sequence[str], feature: Feature | None, numbers: Mapping[str, str]
) -> list[tuple[float, float]]:
    """Size of a name with its numbers, then without."""
    face = NAME_FACES[kind]
    wide = max(pen.measure(line, SECOND if n else face) for n, line in enumerate(lines))
    high = (face.size + (len(lines) - 1) * SECOND.size) * LINE
    sizes = [(wide + 4.0, high + 2.0)]
    told = numbers.get(feature.id) if feature is not None else None
    if told:
        pill = pill_size(pen, told)
        sizes.insert(0, (max(wide, pill[0]) + 4.0, high + pill[1] + 4.0))
    return sizes


def _with_numbers(found: Sequence[Name], numbers: Mapping[str, str]) -> set[str]:
    """Ids of the features whose numbers stand below their names."""
    own = (name.feature for name in found if _has_numbers(name, numbers))
    return {feature.id for feature in own if feature is not None}


def _has_numbers(name: Name, numbers: Mapping[str, str]) -> bool:
    return name.feature is not None and name.choice == 0 and name.feature.id in numbers


def _ends_seen(frame: MapFrame, feature: Feature, lines: Lines) -> bool:
    """Whether it is an arrow of which both ends are on the map, with names of their own."""
    if feature.layer != "movements":
        return False
    ends = frame.pixels(lines[feature.id][0])[[0, -1]]
    return bool(((ends >= 0) & (ends <= [frame.width, frame.height])).all())


def _is_seen(frame: MapFrame, feature: Feature, lines: Lines) -> bool:
    if feature.shape is not None and is_point(feature):
        x, y = frame.point(*middle(feature.shape))
        return 0 <= x <= frame.width and 0 <= y <= frame.height
    filled = feature.shape is not None and feature.shape.geom_type.endswith("Polygon")
    parts = frame.rings(lines[feature.id]) if filled else frame.lines(lines[feature.id])
    return bool(parts)


def _lead(pen: Pen, start: np.ndarray, end: np.ndarray) -> None:
    """A thin line from the edge of a sign to its name."""
    way = end - start
    start = start + way * min(1.0, 7.0 / max(float(np.hypot(*way)), 1e-9))
    for colour, width in (("halo", 2.6), ("ink", 0.9)):
        pen.line([np.array([start, end])], Stroke(colour=pen.ink[colour], width=width))


def _write(pen: Pen, frame: MapFrame, name: Name, numbers: Mapping[str, str]) -> None:
    """A name, its further lines and its numbers, on the side of its box that is next to its sign."""
    left, top, right, _ = name.box
    at: float | None = name.dot[0] if name.dot else None
    if name.feature is not None and is_point(name.feature) and name.feature.shape is not None:
        at = frame.point(*middle(name.feature.shape))[0]

    def start(wide: float) -> float:
        if at is not None and at <= left:
            return left + 2.0
        return right - 2.0 - wide if at is not None and at >= right else (left + right - wide) / 2

    if name.dot is not None:
        draw_dot(pen, name.dot)
    y = top + 1.0
    for number, line in enumerate(name.lines):
        face = SECOND if number else NAME_FACES[name.kind]
        y += face.size * LINE
        base = y - face.size * (LINE - 1) - 1.0
        pen.words((start(pen.measure(line, face)), base), line, face, halo=True)
    if name.feature is not None and _has_numbers(name, numbers):
        told = numbers[name.feature.id]
        draw_pill(pen, (start(pill_size(pen, told)[0]), y + 1.0), told)


def _from_middle(spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same spots, those in the middle of the line first."""
    half = (len(spots) - 1) / 2
    order = sorted(range(len(spots)), key=lambda number: abs(number - half))
    return [spots[number] for number in order]


def _lone_numbers(
    pen: Pen,
    frame: MapFrame,
    drawn: Sequence[Feature],
    lines: Lines,
    found: Sequence[Name],
    numbers: Mapping[str, str],
    taken: Taken,
    beside: Sequence[Box],
) -> dict[str, Box]:
    """The numbers that do not stand below a name, where there is room; their boxes by feature."""
    named = _with_numbers(found, numbers)
    out: dict[str, Box] = {}
    spots = [frame.point(*middle(f.shape)) for f in drawn if f.shape is not None and is_point(f)]
    solid = Taken([*beside, *(name.box for name in found)])
    solid.add(*((x - 8.0, y - 8.0, x + 8.0, y + 8.0) for x, y in spots))
    for feature in drawn:
        told = numbers.get(feature.id)
        if feature.id in named or told is None or feature.shape is None:
            continue
        points = np.vstack([frame.pixels(line) for line in lines[feature.id]])
        if is_point(feature):
            points = np.array([frame.point(*middle(feature.shape))])
        seen = [(x, y) for x, y in points.tolist() if 0 < x < frame.width and 0 < y < frame.height]
        wide, high = pill_size(pen, told)
        steps = (10.0, 18.0) if is_point(feature) else (8.0, 16.0, 28.0, 42.0, 60.0)
        first = _from_middle(seen[:: max(1, len(seen) // 8)])
        around = [
            (x + dx - (wide if dx == -away else 0.0), y + dy)
            for away in steps
            for x, y in first
            for dx, dy in (
                (away, -high / 2),
                (-away, -high / 2),
                (-wide / 2, away),
                (-wide / 2, -away - high),
            )
        ]
        # A number may stand on a border or an arrow, if it must; it never hides a name or a sign.
        box = first_free(frame, taken, around, wide, high) \
            or first_free(frame, solid, around, wide, high)  # fmt: skip
        if box is not None:
            solid.add(box)
            draw_pill(pen, (box[0], box[1]), told)
            out[feature.id] = box
    return out
