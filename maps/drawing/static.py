"""What does the map look like without JavaScript, on paper, and before the scripts have drawn it?

A plain SVG of the same layers, which stands where the scripts' first view will stand.

Coordinates are whole numbers of a picture up to `WIDTH` units wide, lines are simplified to one unit.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from dateline.maps.drawing.arrows import Areas
from dateline.maps.drawing.dataset_marks import levels
from dateline.maps.drawing.features import most_claimed
from dateline.maps.drawing.geometry import project
from dateline.maps.drawing.name_spots import Taken, is_point, lines_of, middle, outside
from dateline.maps.drawing.naming import place_names
from dateline.maps.drawing.static_signs import css_of, event_marks, sign
from dateline.maps.drawing.symbols_svg import symbol_use
from dateline.maps.escape import Html, join, tag
from dateline.maps.page.marks import OPEN, STATED, meaning_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.maps.drawing.dataset_marks import EventMark
    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.labels import Label
    from dateline.maps.drawing.name_spots import Box, Lines
    from dateline.maps.drawing.naming import Name
    from dateline.maps.drawing.view import Bounds, View

WIDTH: Final = 1000.0
TALLEST: Final = 0.85  # of the width
REACH: Final = 1.25  # of the longer side: ground for a screen of another shape than the view
INSET_WIDTH: Final = 210.0
NOTE_WIDTH: Final = 420.0
MOST: Final = 2500  # signs and arrows; more would hide each other
CITIES: Final = 14  # towns around that are named
LETTER: Final = 7.4  # mean width of a letter of 15 units
BOLD_LETTER: Final = 9.2
LINE: Final = 19.0
FAR_LETTER: Final = 6.6  # of names in the overview
FAR_LINE: Final = 12


class Frame:
    """Places longitude and latitude on the picture, in Web Mercator.

    Parameters
    ----------
    bounds
        What the picture shows, whole: west, south, east, north in degrees.
    width
        Of the picture; one that would be taller than `tallest` times this is made smaller.
    tallest
        Greatest height, as a part of the width.
    """

    def __init__(self, bounds: Bounds, width: float, tallest: float) -> None:
        west, south, east, north = bounds
        self.left, bottom = project(west, south)
        right, self.top = project(east, north)
        wide, high = right - self.left, self.top - bottom
        self.scale = min(width / wide, width * tallest / high)
        self.width: float = round(wide * self.scale)
        self.height: float = round(high * self.scale)
        self.around = (0.0, 0.0)

    def widened(self, reach: float) -> Frame:
        """The same picture with ground beyond its edges: `reach` times its longer side in all."""
        other = copy(self)
        whole = reach * max(self.width, self.height)
        other.around = ((whole - self.width) / 2, (whole - self.height) / 2)
        return other

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        """Return where a point (degrees, longitude first) is on the picture."""
        x, y = project(lon, lat)
        return round((x - self.left) * self.scale), round((self.top - y) * self.scale)

    def pixels(self, points: np.ndarray) -> np.ndarray:
        """Points (degrees, longitude first) as an array of picture coordinates."""
        grid = np.radians(points)
        y = np.arcsinh(np.tan(np.clip(grid[:, 1], -1.4844, 1.4844)))
        return np.column_stack([(grid[:, 0] - self.left) * self.scale, (self.top - y) * self.scale])

    def path(self, lines: Iterable[np.ndarray], *, filled: bool = False) -> str:
        """Path data of lines or rings, cut to the picture; "" where nothing of them is on it."""
        make = shapely.Polygon if filled else shapely.LineString
        arrays = (self.pixels(line) for line in lines if len(line) >= (4 if filled else 2))
        shapes = [make(points) for points in arrays if self.shows(points)]
        thin = shapely.simplify(np.array(shapes, dtype=object), 1.0, preserve_topology=False)
        x, y = self.around
        cut = shapely.clip_by_rect(thin, -9 - x, -9 - y, self.width + 9 + x, self.height + 9 + y)
        return "".join(_data(part) for part in shapely.get_parts(cut))

    def shows(self, points: np.ndarray) -> bool:
        """Whether a line or ring can be seen at all: its box meets the picture and what is around."""
        low, high, around = points.min(axis=0), points.max(axis=0), np.array(self.around)
        whole = np.array([self.width, self.height])
        return bool((low <= whole + around).all() and (high >= -around).all())


def _data(part: Any) -> str:
    """SVG path data of one line or polygon: an absolute start, then steps in whole units."""
    if part.is_empty or part.geom_type not in {"LineString", "Polygon"}:
        return ""
    filled = part.geom_type == "Polygon"
    grid = np.rint(shapely.get_coordinates(part.exterior if filled else part)).astype(int)
    steps = np.diff(grid, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < (3 if filled else 1):
        return ""
    words = " ".join(f"{x} {y}" for x, y in (steps[:-1] if filled else steps).tolist())
    return f"M{grid[0][0]} {grid[0][1]}l{words}" + ("z" if filled else "")


def static_map(
    features: Sequence[Feature],
    view: View,
    basemap: Mapping[str, Any],
    labels: Sequence[Label] = (),
    *,
    symbols: bool = False,
    areas: Areas | None = None,
    marks: Mapping[str, str] | None = None,
    events: Sequence[EventMark] = (),
    taken: Sequence[Box] = (),
) -> Html:
    """Return an `svg` element of the first view; signs as on the page, names where there is room.

    Parameters
    ----------
    features
        In drawing order; those without a shape are left out.
    view
        Its core is drawn, and its overview, where there is one, in the lower right corner.
    basemap
        As maps/drawing/basemap.py gives it.
    labels
        Names of neighbours and capitals, as maps/drawing/labels.py gives them.
    symbols
        Whether units and bases also have their military symbol, which a page shows on demand.
    areas
        Of these features, if they are known.
    marks
        Claim id to the shape of its mark: signs are hollow or crossed as the claims mean them.
    events
        Of data sets beside the report.
    taken
        Boxes of the picture where no name may stand.
    """
    frame = Frame(view.core, WIDTH, TALLEST)
    placed = [feature for feature in features if feature.shape is not None]
    drawn = most_claimed(placed, MOST)
    lines = lines_of(drawn, areas or Areas(drawn))
    wide = frame.widened(REACH)
    below, between, above = levels(drawn)
    meant = {feature.id: meaning_of(feature, marks or {}) for feature in drawn}
    inset = _inset(frame, drawn, lines, view, basemap)
    note = _note(frame, len(placed) - len(drawn))
    low = (0.0, frame.height - 2 * LINE, NOTE_WIDTH, frame.height)
    boxes = Taken(
        [*taken, *([_inset_box(frame, inset)] if inset else []), *([low] if note else [])]
    )
    names = place_names(frame, drawn, lines, labels, measure=_measured, taken=boxes, cities=CITIES)
    return tag(
        "svg",
        tag("title", "Map of the places that the report's claims are about"),
        tag(
            "rect",
            class_="inset-sea",
            attrs={"width": f"{frame.width:g}", "height": f"{frame.height:g}"},
        ),
        *_ground(wide, basemap.get("detail") or basemap.get("world")),
        *(_drawn(wide, feature, lines, meant[feature.id]) for feature in below),
        *event_marks(wide, events, wide=True),
        *(_drawn(wide, feature, lines, meant[feature.id]) for feature in between),
        *event_marks(wide, events, wide=False),
        *(_drawn(wide, feature, lines, meant[feature.id]) for feature in above),
        *(_symbol(frame, f, meant[f.id]) for f in drawn if symbols),
        *map(_name, names),
        note,
        inset,
        class_="static-map",
        role="img",
        attrs={"viewBox": f"0 0 {frame.width:g} {frame.height:g}"},
    )


def _note(frame: Frame, left_out: int) -> Html:
    """What says in the lower left corner that the picture does not show everything."""
    words = f"{left_out:,} places and arrows with fewer claims are not in this picture"
    y = f"{frame.height - 8:g}"
    return tag("text", words, class_="name-country", x="8", y=y) if left_out else Html("")


def _ground(frame: Frame, part: Mapping[str, Any] | None) -> list[Html]:
    """Land and boundaries, as maps/drawing/basemap.py codes them: polygons of a region, the world's rings."""
    if not part:
        return []
    scale = part["scale"]
    nested = bool(part["land"]) and isinstance(part["land"][0][0], list)
    rings = [ring for polygon in part["land"] for ring in polygon] if nested else part["land"]
    plain = [line for one in part["borders"] if not one["disputed"] for line in one["lines"]]
    dashed = [line for one in part["borders"] if one["disputed"] for line in one["lines"]]
    drawn = [("ground-land", rings), ("ground-line", plain), ("ground-line is-disputed", dashed)]
    data = [
        (css, frame.path((decoded(line, scale) for line in lines), filled=css == "ground-land"))
        for css, lines in drawn
    ]
    return [tag("path", d=path, class_=css) for css, path in data if path]


def decoded(numbers: Sequence[int], scale: int) -> np.ndarray:
    """Undo the base map's coding of a line: degrees, longitude first."""
    return np.cumsum(np.reshape(numbers, (-1, 2)), axis=0) / scale


def _drawn(
    frame: Frame, feature: Feature, lines: Lines, meaning: str, *, small: bool = False
) -> Html:
    shape = feature.shape
    if shape is None:
        return Html("")
    if is_point(feature):
        return sign(feature, frame.point(*middle(shape)), meaning, small=small)
    head = "arrowhead-small" if small else "arrowhead"
    attrs = {"marker-end": f"url(#{head})"} if feature.layer == "movements" else {}
    path = frame.path(lines[feature.id], filled=shape.geom_type.endswith("Polygon"))
    return tag("path", d=path, class_=css_of(feature, meaning), attrs=attrs) if path else Html("")


def _symbol(frame: Frame, feature: Feature, meaning: str) -> Html:
    """A military symbol, its frame dashed where claims only announce; "" where it has none."""
    use = symbol_use(feature, *frame.point(*middle(feature.shape))) if feature.shape else Html("")
    return tag("g", use, class_="is-said-open") if use and meaning == OPEN else use


def _measured(
    kind: str, lines: Sequence[str], feature: Feature | None
) -> Sequence[tuple[float, float]]:
    """Width and height of a name; `kind` is of no account here."""
    del kind
    first = BOLD_LETTER if feature is not None else LETTER
    widths = [len(line) * (LETTER if number else first) for number, line in enumerate(lines)]
    return [(max(widths), len(lines) * LINE)]


def _name(name: Name) -> Html:
    words = _text(f"name-{name.kind}", name.lines, name.box)
    if name.dot is None:
        return words
    x, y = name.dot
    return join([words, tag("circle", cx=f"{x}", cy=f"{y}", r="2.5", class_="ground-dot")])


def _text(css: str, lines: Sequence[str], box: Box) -> Html:
    x = (box[0] + box[2]) / 2
    rows = [
        tag("tspan", line, x=f"{x:.0f}", y=f"{box[1] + LINE * number + 15:.0f}",
            class_="second" if number else None)
        for number, line in enumerate(lines)
    ]  # fmt: skip
    return tag("text", *rows, class_=css, attrs={"text-anchor": "middle"})


def _inset(
    frame: Frame, drawn: Sequence[Feature], lines: Lines, view: View, basemap: Mapping[str, Any]
) -> Html:
    """The overview in the corner: the first view as a box, and where arrows come from."""
    world = basemap.get("world")
    if view.overview is None or not world:
        return Html("")
    small = Frame(view.overview, INSET_WIDTH, 0.75)
    west, south, east, north = view.core
    (left, low), (right, high) = small.point(west, south), small.point(east, north)
    sheet = {"width": f"{small.width:g}", "height": f"{small.height:g}"}
    box = {"x": f"{left}", "y": f"{high}", "width": f"{right - left}", "height": f"{low - high}"}
    shapes = [
        _drawn(small, f, lines, STATED, small=True)
        for f in drawn
        if f.layer in {"areas", "movements"} or (is_point(f) and outside(f, view.core))
    ]
    content = join([
        tag("rect", class_="inset-sea", attrs=sheet),
        *_ground(small, world),
        *shapes,
        *_far_names(small, [f for f in drawn if f.layer == "areas" and outside(f, view.core)]),
        tag("rect", class_="inset-view", attrs=box),
        tag("rect", class_="inset-frame", attrs=sheet),
    ])  # fmt: skip
    x, y = frame.width - small.width - 10, frame.height - small.height - 10
    attrs = sheet | {"x": f"{x:g}", "y": f"{y:g}"}
    return tag("svg", content, class_="inset-static", attrs=attrs)


def _far_names(frame: Frame, features: Iterable[Feature]) -> list[Html]:
    """Names in the overview, those of most claims first, as far as there is room."""
    names: list[Html] = []
    taken: list[tuple[float, int, int]] = []
    for feature in sorted(features, key=lambda one: -len(one.claim_ids)):
        if feature.shape is None:
            continue
        x, y = frame.point(*middle(feature.shape))
        words = feature.label or feature.name
        half = len(words) * FAR_LETTER / 2
        free = all(abs(x - u) >= half + w or abs(y - v) >= FAR_LINE for w, u, v in taken)
        if free and half < x < frame.width - half and 0 < y < frame.height - FAR_LINE:
            taken.append((half, x, y))
            attrs = {"x": f"{x}", "y": f"{y + FAR_LINE}", "text-anchor": "middle"}
            names.append(tag("text", words, class_="name-far", attrs=attrs))
    return names


def _inset_box(frame: Frame, inset: Html) -> Box:
    return (frame.width - INSET_WIDTH - 20, frame.height - INSET_WIDTH * 0.75 - 20, frame.width,
            frame.height) if inset else (0.0, 0.0, 0.0, 0.0)  # fmt: skip
