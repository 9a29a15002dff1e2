"""What does the map look like without JavaScript, and on paper? A plain SVG of the same layers.

Coordinates are whole numbers of a picture `WIDTH` units wide, lines are simplified to one unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from dateline.maps.escape import Html, join, tag
from dateline.maps.features import UNCERTAIN
from dateline.maps.geometry import project
from dateline.maps.payload import arrow_path, length_words, share_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from dateline.maps.features import Feature
    from dateline.maps.labels import Label
    from dateline.maps.view import Bounds, View

WIDTH: Final = 1000.0
TALLEST: Final = 0.85  # of the width
INSET_WIDTH: Final = 210.0
SIGN: Final = 6.0
LETTER: Final = 7.4  # mean width of a letter of 15 units
BOLD_LETTER: Final = 9.2
LINE: Final = 19.0
Box = tuple[float, float, float, float]
Lines = dict[str, list[np.ndarray]]  # by feature id; degrees, longitude first


class _Frame:
    """Places longitude and latitude on the picture, in Web Mercator."""

    def __init__(self, bounds: Bounds, width: float, tallest: float) -> None:
        west, south, east, north = bounds
        self.left, bottom = project(west, south)
        right, top = project(east, north)
        self.scale = width / (right - self.left)
        self.width = width
        self.height = round(min((top - bottom) * self.scale, width * tallest))
        self.top = (top + bottom) / 2 + self.height / self.scale / 2

    def point(self, lon: float, lat: float) -> tuple[int, int]:
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
        cut = shapely.clip_by_rect(thin, -9, -9, self.width + 9, self.height + 9)
        return "".join(_data(part) for part in shapely.get_parts(cut))

    def shows(self, points: np.ndarray) -> bool:
        """Whether a line or ring can be seen at all: its box meets the picture."""
        low, high = points.min(axis=0), points.max(axis=0)
        return bool(low[0] <= self.width and low[1] <= self.height and (high >= 0).all())


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
) -> Html:
    """Return an `svg` element of the first view; signs as on the page, names where there is room.

    Parameters
    ----------
    features
        In drawing order; those without a shape are left out.
    view
        Its core is drawn, and its overview, where there is one, in the lower right corner.
    basemap
        As maps/basemap.py gives it.
    labels
        Names of neighbours and capitals, as maps/labels.py gives them.
    """
    frame = _Frame(view.core, WIDTH, TALLEST)
    drawn = [feature for feature in features if feature.shape is not None]
    lines = {feature.id: _lines(feature, features) for feature in drawn}
    inset = _inset(frame, drawn, lines, view, basemap)
    return tag(
        "svg",
        tag("title", "Map of the places that the report's claims are about"),
        *_ground(frame, basemap.get("detail") or basemap.get("world")),
        *(_drawn(frame, feature, lines) for feature in drawn),
        *_names(frame, drawn, lines, labels, [_inset_box(frame, inset)] if inset else []),
        inset,
        class_="static-map",
        role="img",
        attrs={"viewBox": f"0 0 {WIDTH:g} {frame.height:g}"},
    )


def _ground(frame: _Frame, part: Mapping[str, Any] | None) -> list[Html]:
    """Land and boundaries, as maps/basemap.py codes them: polygons of a region, the world's rings."""
    if not part:
        return []
    scale = part["scale"]
    nested = bool(part["land"]) and isinstance(part["land"][0][0], list)
    rings = [ring for polygon in part["land"] for ring in polygon] if nested else part["land"]
    plain = [line for one in part["borders"] if not one["disputed"] for line in one["lines"]]
    dashed = [line for one in part["borders"] if one["disputed"] for line in one["lines"]]
    drawn = [("ground-land", rings), ("ground-line", plain), ("ground-line is-disputed", dashed)]
    data = [
        (css, frame.path((_decoded(line, scale) for line in lines), filled=css == "ground-land"))
        for css, lines in drawn
    ]
    return [tag("path", d=path, class_=css) for css, path in data if path]


def _decoded(numbers: Sequence[int], scale: int) -> np.ndarray:
    """Undo the base map's coding of a line: degrees, longitude first."""
    return np.cumsum(np.reshape(numbers, (-1, 2)), axis=0) / scale


def _drawn(frame: _Frame, feature: Feature, lines: Lines, head: str = "arrowhead") -> Html:
    shape = feature.shape
    css = f"f-{feature.layer} is-{feature.status}" + (" is-disputed" if feature.disputed else "")
    css += " is-country" if feature.kind == "country" else ""
    css += " is-uncertain" if feature.uncertain else ""
    if shape is None:
        return Html("")
    if feature.layer == "movements":
        path = frame.path(lines[feature.id])
        attrs = {"marker-end": f"url(#{head})"}
        return tag("path", d=path, class_=css, attrs=attrs) if path else Html("")
    if shape.geom_type.endswith("Point"):
        x, y = frame.point(*_middle(shape))
        return tag("circle", cx=f"{x}", cy=f"{y}", r=f"{SIGN:g}", class_=css)
    path = frame.path(lines[feature.id], filled=shape.geom_type.endswith("Polygon"))
    return tag("path", d=path, class_=css) if path else Html("")


def _middle(shape: BaseGeometry) -> tuple[float, float]:
    point = shape.representative_point()
    return point.x, point.y


def _lines(feature: Feature, features: Sequence[Feature]) -> list[np.ndarray]:
    """The lines or rings of a feature, degrees; an arrow as it bends."""
    shape = feature.shape
    if shape is None:
        return []
    if feature.layer == "movements":
        return [np.array(arrow_path(shape, features))]
    parts = shapely.get_parts(shape)
    if shape.geom_type.endswith("Polygon"):
        return [shapely.get_coordinates(ring) for ring in shapely.get_rings(parts)]
    return [shapely.get_coordinates(part) for part in parts]


def _names(
    frame: _Frame,
    drawn: Sequence[Feature],
    lines: Lines,
    labels: Sequence[Label],
    reserved: list[Box],
) -> list[Html]:
    """Names of points, borders, arrows and areas, in this order, where each finds room."""
    signs = [frame.point(*_middle(f.shape)) for f in drawn if f.shape and _is_point(f)]
    taken = [*reserved, *((x - 8.0, y - 8.0, x + 8.0, y + 8.0) for x, y in signs)]
    taken += [box for feature in drawn for box in _line_boxes(frame, feature, lines)]
    pinned = {f.place_id for f in drawn if _is_point(f)}
    named = [f for f in drawn if not (f.uncertain and f.place_id in pinned)]
    out = []
    for feature in sorted(named, key=_naming_rank):
        words = [line for line in _words(feature) if line]
        wide = max(len(words[0]) * BOLD_LETTER, *(len(line) * LETTER for line in words))
        high = len(words) * LINE
        box = _free(frame, taken, _anchors(frame, feature, lines, wide, high), wide, high)
        if box is not None:
            css = "name-uncertain" if feature.uncertain else f"name-{feature.layer}"
            out.append(_text(css, words, box))
    return out + _neighbours(frame, labels, taken)


def _naming_rank(feature: Feature) -> int:
    """Points first, then lines, then areas; the small uncertain ones before the large."""
    order = ("bases", "events", "borders", "movements", UNCERTAIN, "areas")
    key = UNCERTAIN if feature.uncertain else feature.layer
    return order.index(key) if key in order else len(order)


def _free(
    frame: _Frame, taken: list[Box], spots: Sequence[tuple[float, float]], wide: float, high: float
) -> Box | None:
    """Take the first spot where a name meets no other, no sign and no line."""
    for x, y in spots:
        box = (x, y, x + wide, y + high)
        if _inside(frame, box) and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return box
    return None


def _neighbours(frame: _Frame, labels: Sequence[Label], taken: list[Box]) -> list[Html]:
    out = []
    for words, lon, lat, rank, kind, *_ in labels:
        if rank == 0 or kind == "city":
            continue
        x, y = frame.point(float(lon), float(lat))
        wide = len(str(words)) * LETTER
        spots = [(x - wide / 2, y - LINE / 2)] if kind == "country" else [(x + 4, y - LINE / 2)]
        box = _free(frame, taken, spots, wide, LINE)
        if box is None:
            continue
        out.append(_text(f"name-{kind}", [str(words)], box))
        if kind == "capital":
            out.append(tag("circle", cx=f"{x}", cy=f"{y}", r="2.5", class_="ground-dot"))
    return out


def _line_boxes(frame: _Frame, feature: Feature, lines: Lines) -> list[Box]:
    """Small boxes along borders and arrows, so that no name stands on them."""
    if feature.layer not in {"borders", "movements"}:
        return []
    cells: set[tuple[int, int]] = set()
    for line in lines[feature.id]:
        path = shapely.segmentize(shapely.LineString(frame.pixels(line)), 8.0)
        cells.update(map(tuple, (np.rint(shapely.get_coordinates(path) / 8)).astype(int).tolist()))
    return [(x * 8 - 4.0, y * 8 - 4.0, x * 8 + 4.0, y * 8 + 4.0) for x, y in sorted(cells)]


def _is_point(feature: Feature) -> bool:
    return feature.shape is not None and feature.shape.geom_type.endswith("Point")


def _words(feature: Feature) -> list[str]:
    name = feature.label or feature.name or feature.id
    if feature.layer != "borders":
        return [name.rpartition(" — ")[2] if _is_point(feature) else name]
    return [name, length_words(feature, brief=True), share_words(feature)]


def _anchors(
    frame: _Frame, feature: Feature, lines: Lines, wide: float, tall: float
) -> list[tuple[float, float]]:
    """Upper left corners for a name's box, best first."""
    shape = feature.shape
    if shape is None:
        return []
    if _is_point(feature):
        x, y = frame.point(*_middle(shape))
        return [(x + 9, y - tall / 2), (x - 9 - wide, y - tall / 2),
                (x - wide / 2, y + 8), (x - wide / 2, y - 8 - tall)]  # fmt: skip
    if feature.uncertain and not feature.thin:
        west, south, east, north = shape.bounds
        (left, low), (right, high) = frame.point(west, south), frame.point(east, north)
        start, top = (left + right - wide) / 2, (low + high - tall) / 2
        return [
            (start, low + 4),
            (start, high - 4 - tall),
            (right + 6, top),
            (left - 6 - wide, top),
        ]
    if feature.layer == "areas":
        x, y = frame.point(*_middle(shape))
        steps = [(0, 0), (0, -30), (0, 30), (80, 0), (-80, 0), (0, 60), (0, -60), (110, 40)]
        return [(x + dx - wide / 2, y + dy - tall / 2) for dx, dy in steps]
    points = np.vstack([frame.pixels(line) for line in lines[feature.id]])
    seen = [(x, y) for x, y in points.tolist() if 0 < x < WIDTH and 0 < y < frame.height]
    spots = [seen[int(len(seen) * part)] for part in (0.5, 0.3, 0.7, 0.1, 0.9)] if seen else []
    return [
        (x - wide / 2, y + (away if below else -away - tall))
        for away in (16, 45, 80, 120)
        for x, y in spots
        for below in (False, True)
    ]


def _inside(frame: _Frame, box: Box) -> bool:
    return box[0] > 2 and box[1] > 2 and box[2] < frame.width - 2 and box[3] < frame.height - 2


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _text(css: str, lines: Sequence[str], box: Box) -> Html:
    x = (box[0] + box[2]) / 2
    rows = [
        tag("tspan", line, x=f"{x:.0f}", y=f"{box[1] + LINE * number + 15:.0f}",
            class_="second" if number else None)
        for number, line in enumerate(lines)
    ]  # fmt: skip
    return tag("text", *rows, class_=css, attrs={"text-anchor": "middle"})


def _inset(
    frame: _Frame, drawn: Sequence[Feature], lines: Lines, view: View, basemap: Mapping[str, Any]
) -> Html:
    """The overview in the corner: the first view as a box, and where arrows come from."""
    world = basemap.get("world")
    if view.overview is None or not world:
        return Html("")
    small = _Frame(view.overview, INSET_WIDTH, 0.75)
    west, south, east, north = view.core
    (left, low), (right, high) = small.point(west, south), small.point(east, north)
    sheet = {"width": f"{small.width:g}", "height": f"{small.height:g}"}
    box = {"x": f"{left}", "y": f"{high}", "width": f"{right - left}", "height": f"{low - high}"}
    shapes = [
        _drawn(small, f, lines, "arrowhead-small")
        for f in drawn
        if f.layer in {"areas", "movements"} or (_is_point(f) and _outside(f, view.core))
    ]
    content = join([
        tag("rect", class_="inset-sea", attrs=sheet),
        *_ground(small, world),
        *shapes,
        *(_far_name(small, f) for f in drawn if f.layer == "areas" and _outside(f, view.core)),
        tag("rect", class_="inset-view", attrs=box),
        tag("rect", class_="inset-frame", attrs=sheet),
    ])  # fmt: skip
    x, y = frame.width - small.width - 10, frame.height - small.height - 10
    attrs = sheet | {"x": f"{x:g}", "y": f"{y:g}"}
    return tag("svg", content, class_="inset-static", attrs=attrs)


def _far_name(frame: _Frame, feature: Feature) -> Html:
    if feature.shape is None:
        return Html("")
    x, y = frame.point(*_middle(feature.shape))
    attrs = {"x": f"{x}", "y": f"{y + 12}", "text-anchor": "middle"}
    inside = 0 < x < frame.width and 0 < y < frame.height - 12
    return tag("text", feature.label or feature.name, class_="name-far", attrs=attrs) if inside \
        else Html("")  # fmt: skip


def _outside(feature: Feature, box: Bounds) -> bool:
    x, y = _middle(feature.shape) if feature.shape is not None else (box[0], box[1])
    return not (box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _inset_box(frame: _Frame, inset: Html) -> Box:
    return (frame.width - INSET_WIDTH - 20, frame.height - INSET_WIDTH * 0.75 - 20, frame.width,
            frame.height) if inset else (0.0, 0.0, 0.0, 0.0)  # fmt: skip
