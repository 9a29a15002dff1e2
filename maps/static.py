"""What does the map look like without JavaScript? A plain SVG of the same layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dateline.maps.escape import Html, tag
from dateline.maps.geometry import decode_line, project
from dateline.maps.payload import arrow_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from dateline.maps.features import Feature
    from dateline.maps.view import View

WIDTH: Final = 760.0
SIGN: Final = 5.0


class _Frame:
    """Places longitude and latitude on the picture."""

    def __init__(self, view: View) -> None:
        west, south, east, north = view.core
        self.box = view.core
        self.left, bottom = project(west, south)
        right, self.top = project(east, north)
        self.scale = WIDTH / (right - self.left)
        self.height = round(min((self.top - bottom) * self.scale, WIDTH * 1.2), 1)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = project(lon, lat)
        return round((x - self.left) * self.scale, 1), round((self.top - y) * self.scale, 1)

    def path(self, points: Iterable[Sequence[float]]) -> str:
        return "M" + "L".join(f"{x:g},{y:g}" for x, y in (self.point(p[0], p[1]) for p in points))


def static_map(features: Sequence[Feature], view: View, basemap: Mapping[str, Any]) -> Html:
    """Return an `svg` element of the first view; signs as on the page, names beside points."""
    frame = _Frame(view)
    ground = _ground(frame, basemap)
    shapes = [_drawn(frame, feature, features) for feature in features if feature.shape is not None]
    return tag(
        "svg",
        tag("title", "Map of the places that the report's claims are about"),
        *ground,
        *shapes,
        class_="static-map",
        role="img",
        attrs={"viewBox": f"0 0 {WIDTH:g} {frame.height:g}"},
    )


def _ground(frame: _Frame, basemap: Mapping[str, Any]) -> list[Html]:
    """Land and boundaries of the detailed region, as maps/basemap.py codes them."""
    detail = basemap.get("detail")
    if not detail:
        return []
    scale = detail["scale"]
    rings = [ring for polygon in detail["land"] for ring in polygon]
    plain = [line for one in detail["borders"] if not one["disputed"] for line in one["lines"]]
    dashed = [line for one in detail["borders"] if one["disputed"] for line in one["lines"]]
    drawn = [("ground-land", rings), ("ground-line", plain), ("ground-line is-disputed", dashed)]
    return [
        tag("path", d="".join(frame.path(decode_line(line, scale)) for line in lines), class_=css)
        for css, lines in drawn
        if lines
    ]


def _drawn(frame: _Frame, feature: Feature, features: Sequence[Feature]) -> Html:
    from shapely.geometry import box

    shape = feature.shape
    css = f"f-{feature.layer} is-{feature.status}" + (" is-disputed" if feature.disputed else "")
    if shape is None:
        return Html("")
    if feature.layer == "movements":
        attrs = {"marker-end": "url(#arrowhead)"}
        return tag("path", d=frame.path(arrow_path(shape, features)), class_=css, attrs=attrs)
    if shape.geom_type.endswith("Point"):
        return _sign(frame, feature, shape, css)
    slack = (frame.box[2] - frame.box[0]) * 0.2
    west, south, east, north = frame.box
    seen = shape.intersection(box(west - slack, south - slack, east + slack, north + slack))
    parts = list(seen.geoms) if hasattr(seen, "geoms") else [seen]
    lines = [line for part in parts for line in _lines(part)]
    if not lines:
        return Html("")
    return tag("path", d="".join(frame.path(line) for line in lines), class_=css)


def _lines(part: Any) -> list[Any]:
    if part.is_empty or part.geom_type == "Point":
        return []
    if part.geom_type == "Polygon":
        return [ring.coords for ring in (part.exterior, *part.interiors)]
    return [part.coords] if part.geom_type == "LineString" else []


def _sign(frame: _Frame, feature: Feature, shape: BaseGeometry, css: str) -> Html:
    middle = shape.representative_point()
    x, y = frame.point(middle.x, middle.y)
    sign = tag("circle", cx=f"{x:g}", cy=f"{y:g}", r=f"{SIGN:g}", class_=css)
    name = tag("text", feature.label or feature.name, x=f"{x + 9:g}", y=f"{y + 4:g}")
    return tag("g", sign, name)
