"""Where did claims change, and which places moved? One drawing, with signs over the static map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import degrees
from typing import TYPE_CHECKING, Final

from dateline.maps.changes.page import KINDS, WORDS, distance_words, sign, sign_parts
from dateline.maps.drawing.geometry import project
from dateline.maps.drawing.seam import apart, beyond, moved, straddles
from dateline.maps.drawing.static import TALLEST, WIDTH, Frame, static_map
from dateline.maps.drawing.view import View, squarish
from dateline.maps.escape import Html, join, tag
from dateline.maps.page.panels import credit_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from dateline.layers.claims.changes import PlaceMove, SeenPlace
    from dateline.maps.changes.page import Spot
    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.name_spots import Box
    from dateline.maps.drawing.view import Bounds

_SMALLEST_DEG: Final = 2.4
_MARGIN: Final = 0.18  # of the longer side, around what is shown
_LATITUDES: Final = (-80.0, 84.0)
_BASEMAP_BYTES: Final = 330_000
_STEP: Final = 46  # from sign to sign of one place
_NEAR: Final = 26  # from row to row
_SIGN: Final = 10  # from the middle of a sign to its edge


def changes_map(
    spots: Sequence[Spot],
    moves: Sequence[PlaceMove],
    features: tuple[Sequence[Feature], Sequence[Feature]],
) -> Html:
    """Return a figure with the map and its legend; a line that says so where nothing can be drawn.

    Parameters
    ----------
    spots
        Places of claims that are added, gone or changed.
    moves
        Drawn as arrows where both positions are known.
    features
        Of the old and the new map: those of `spots` are drawn beneath the signs.
    """
    drawn = [move for move in moves if move.distance_km is not None]
    beneath = _beneath(spots, features)
    turned = straddles([_point(place)[0] for place in _places(spots, drawn)])
    if turned:
        spots = [replace(spot, place=_beyond(spot.place)) for spot in spots]
        drawn = [replace(m, old=_beyond(m.old), new=_beyond(m.new)) for m in drawn]
    points = [_point(place) for place in _places(spots, drawn)]
    if not points:
        return tag("p", "No change has a place that could be drawn.", class_="no-map")
    from shapely import box

    from dateline.maps.drawing.basemap import basemap_for
    from dateline.maps.drawing.labels import labels_for

    core = _bounds(points, east_deg=360.0 if turned else 180.0)
    view = View(core=core, everything=core)
    basemap = basemap_for(squarish(core), _BASEMAP_BYTES)
    beneath = [replace(f, shape=(moved if turned else apart)(f.shape)) for f in beneath if f.shape]
    names = {spot.place.id: spot.place.name.split(",")[0] for spot in spots}
    frame = Frame(core, WIDTH, TALLEST)
    rows = _rows(frame, spots, beneath, box(*core))
    labels = labels_for(beneath, view, names)
    base = static_map(beneath, view, basemap, labels, taken=[row.box() for row in rows])
    over = join([*(_arrow(frame, move) for move in drawn), *_signs(rows, beneath)])
    linked = base.replace(' role="img"', ' role="group"', 1)  # a picture may hold no links
    whole = Html(linked.removesuffix("</svg>") + tag("g", over, class_="over") + "</svg>")
    caption = tag("figcaption", _legend(spots, drawn, beneath))
    return tag("figure", _defs(), whole, caption)


def _places(spots: Sequence[Spot], moves: Sequence[PlaceMove]) -> list[SeenPlace]:
    return [spot.place for spot in spots] + [end for move in moves for end in (move.old, move.new)]


def _beyond(place: SeenPlace) -> SeenPlace:
    """A place on a map across the antimeridian."""
    return replace(place, lon_deg=beyond(_point(place)[0], east_deg=360.0))


def _point(place: object) -> tuple[float, float]:
    return getattr(place, "lon_deg", None) or 0.0, getattr(place, "lat_deg", None) or 0.0


def _bounds(points: Sequence[tuple[float, float]], *, east_deg: float) -> Bounds:
    """Return a box around the points, with a margin, and never smaller than a province.

    It ends at `east_deg`: 180, or 360 where the map goes on across the antimeridian.
    """
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    room = max(max(lons) - min(lons), max(lats) - min(lats), _SMALLEST_DEG) * _MARGIN
    wide = max(0.0, _SMALLEST_DEG - (max(lons) - min(lons))) / 2 + room
    high = max(0.0, _SMALLEST_DEG * TALLEST - (max(lats) - min(lats))) / 2 + room
    low, top = _LATITUDES
    south, north = max(low, min(lats) - high), min(top, max(lats) + high)
    # The picture is cut to `TALLEST`: what is too tall is made wider, so that nothing is cut off.
    (_, bottom), (_, upper) = project(0.0, south), project(0.0, north)
    wide = max(wide, (degrees((upper - bottom) / TALLEST) - (max(lons) - min(lons))) / 2)
    return max(-180.0, min(lons) - wide), south, min(east_deg, max(lons) + wide), north


def _beneath(
    spots: Sequence[Spot], features: tuple[Sequence[Feature], Sequence[Feature]]
) -> list[Feature]:
    """Return the features of the changed places: the new map's, else the old one's."""
    wanted = {spot.place.id for spot in spots}
    found: dict[str, Feature] = {}
    for feature in (*features[1], *features[0]):
        if feature.place_id in wanted and feature.shape is not None:
            found.setdefault(feature.place_id, feature)
    return list(found.values())


def _arrow(frame: Frame, move: PlaceMove) -> Html:
    """A dashed arrow from where a place was to where it is, with the distance beside it."""
    (x1, y1), (x2, y2) = frame.point(*_point(move.old)), frame.point(*_point(move.new))
    x, y = (x1 + x2) // 2, (y1 + y2) // 2
    rises = (x2 - x1) * (y2 - y1) < 0
    left = x > frame.width * 0.7  # then the words stand left of the middle, and over the other side
    below = rises != left
    words = f"{move.words}: {distance_words(move)}"
    line = {"x1": f"{x1}", "y1": f"{y1}", "x2": f"{x2}", "y2": f"{y2}",
            "marker-end": "url(#move-head)"}  # fmt: skip
    return tag(
        "g",
        tag("line", class_="move-halo", attrs=line | {"marker-end": ""}),
        tag("line", class_="move", attrs=line),
        tag("circle", cx=f"{x1}", cy=f"{y1}", r="4", class_="move-start"),
        tag("text", words, x=f"{x - 8 if left else x + 8}", y=f"{y + 20 if below else y - 10}",
            class_="move-words", attrs={"text-anchor": "end" if left else "start"}),
    )  # fmt: skip


@dataclass(slots=True)
class _Row:
    """Signs side by side: of one place, or of several that lie too near for rows of their own."""

    x: int
    y: int
    spots: list[Spot]

    def counts(self) -> list[tuple[str, int]]:
        """Claims per kind; one of several of the places counts once."""
        sets = zip(*(spot.claims for spot in self.spots), strict=True)
        return [(k, n) for k, ids in zip(KINDS, sets, strict=True) if (n := len(set().union(*ids)))]

    def box(self) -> Box:
        """Where no name may stand."""
        wide = _STEP * len(self.counts())
        return self.x - _SIGN, self.y - _SIGN, self.x - _SIGN + wide, self.y + _SIGN

    def meets(self, x: int, y: int, wide: int) -> bool:
        """Whether a row so wide at this point would lie on this one."""
        own = _STEP * len(self.counts())
        return x < self.x + own and self.x < x + wide and abs(y - self.y) < _NEAR


def _rows(
    frame: Frame, spots: Sequence[Spot], beneath: Sequence[Feature], inner: BaseGeometry
) -> list[_Row]:
    """Give each place a row beside it; where none is free, it joins the nearest."""
    areas = {
        feature.place_id: feature.shape.representative_point()
        for feature in beneath
        if feature.layer == "areas" and feature.shape is not None
    }
    rows: list[_Row] = []
    for spot in spots:
        x, y = frame.point(*_point(spot.place))
        wide = _STEP * sum(map(bool, spot.claims))
        left = x - wide - 4
        beside = [(x + 14, y + 14), (x + 14, y - 16), (left, y + 14), (left, y - 16)]
        if (middle := areas.get(spot.place.id)) is not None and middle.within(inner):
            x, y = frame.point(middle.x, middle.y)
            beside = [(x, y + 26)]  # below the name of the area
        free = [at for at in beside if not any(row.meets(*at, wide) for row in rows)]
        if free:
            rows.append(_Row(*free[0], [spot]))
        else:
            nearest = min(rows, key=lambda row: (row.x - x) ** 2 + (row.y - y) ** 2)
            nearest.spots.append(spot)
    return rows


def _signs(rows: Sequence[_Row], beneath: Sequence[Feature]) -> list[Html]:
    """The signs with their counts, each row a way to the list."""
    named = {feature.place_id for feature in beneath}
    out: list[Html] = []
    for row in rows:
        parts: list[Html] = []
        for kind, count in row.counts():
            at = {"transform": f"translate({row.x + _STEP * len(parts)} {row.y})"}
            number = tag("text", str(count), x="10", y="5", class_="number")
            sized = tag("g", *sign_parts(kind), number, class_="sized")  # larger on a phone
            parts.append(tag("g", sized, attrs=at))
        told = ", ".join(f"{count} {WORDS[kind]}" for kind, count in row.counts())
        first, *others = row.spots
        if first.place.id not in named:
            words = first.place.name.split(",")[0]
            parts.append(
                tag("text", words, x=f"{row.x - 8}", y=f"{row.y + 24}", class_="spot-name")
            )
        names = "; ".join(spot.place.name for spot in (first, *others))
        title = tag("title", f"{names}: {told}")
        out.append(tag("a", title, *parts, href=f"#{first.first}"))
    return out


def _defs() -> Html:
    """Heads of arrows, as the signs and the map name them."""
    path = {"d": "M0.5 0.8 9.5 5 0.5 9.2 2.6 5z"}
    heads = []
    for name, size in (("move-head", "16"), ("arrowhead", "13"), ("arrowhead-small", "8")):
        attrs = {
            "id": name, "viewBox": "0 0 10 10", "refX": "8", "refY": "5", "markerWidth": size,
            "markerHeight": size, "markerUnits": "userSpaceOnUse", "orient": "auto",
        }  # fmt: skip
        heads.append(tag("marker", tag("path", class_=name, attrs=path), attrs=attrs))
    return tag("svg", tag("defs", *heads), class_="defs", aria_hidden="true")


def _legend(spots: Sequence[Spot], moves: Sequence[PlaceMove], beneath: Sequence[Feature]) -> Html:
    shown = [kind for index, kind in enumerate(KINDS) if any(s.claims[index] for s in spots)]
    shown += ["moved"] if moves else []
    items = [tag("span", sign(kind), f" {WORDS[kind]}") for kind in shown]
    note = " · ".join(["Numbers count claims", *credit_lines((), beneath)[:-1]])  # no Leaflet here
    return join([*items, tag("span", note, class_="note")], " ")
