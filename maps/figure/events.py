"""How do the events of data sets look on a figure, on its map and in its legend? As on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from dateline.maps.figure.style import Stroke

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.maps.drawing.dataset_marks import EventMark
    from dateline.maps.figure.frame import MapFrame
    from dateline.maps.figure.pen import Pen

LEGEND_RADIUS: Final = 4.5
_TURN: Final = np.linspace(0, 2 * np.pi, 25)
_DISC: Final = np.column_stack([np.cos(_TURN), np.sin(_TURN)])
# Width and dash of what is no dot, as assets/datasets.css has them.
_LINES: Final = {
    "near": (1.6, (1.0, 4.0)), "area": (2.4, (7.0, 4.0)), "shape": (1.6, ()), "line": (2.4, ()),
}  # fmt: skip
_WASH: Final = 0.12  # of circles and shapes


def draw_events(pen: Pen, frame: MapFrame, marks: Sequence[EventMark], *, wide: bool) -> None:
    """Draw the events that are known to an area alone (`wide`), or the others."""
    for mark in marks:
        if mark.wide != wide:
            continue
        if mark.spot is not None and not mark.radius_km:
            x, y = frame.point(*mark.spot)
            if -20.0 < x < frame.width + 20.0 and -20.0 < y < frame.height + 20.0:
                draw_event_dot(pen, (x, y), mark.number, mark.radius)
        else:
            _draw_shape(pen, frame, mark)


def _draw_shape(pen: Pen, frame: MapFrame, mark: EventMark) -> None:
    colour = pen.ink[f"data{mark.number}"]
    shape = mark.outline()
    filled = shape.geom_type.endswith("Polygon")
    parts = shapely.get_parts(shape)
    outlines = shapely.get_rings(parts) if filled else parts
    lines = [shapely.get_coordinates(one) for one in outlines]
    form = mark.form if filled else "line"
    if form in {"near", "shape"}:
        pen.fill(frame.rings(lines), colour, alpha=_WASH)
    width, dash = _LINES[form]
    pen.line(frame.lines(lines), Stroke(colour=colour, width=width, dash=dash))


def draw_event_dot(
    pen: Pen, spot: tuple[float, float], number: int, radius: float = LEGEND_RADIUS
) -> None:
    """Draw the dot of a data set; `number` is its colour's."""
    shape = _DISC * radius + np.array(spot)
    pen.fill([shape], pen.ink[f"data{number}"], alpha=0.8)
    pen.line([shape], Stroke(colour=pen.ink["halo"], width=1.2), closed=True)
