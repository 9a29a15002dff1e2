"""Which names stand on the map? The report's places first, then countries, waters and towns around."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import numpy as np

from dateline.maps.drawing.seam import beyond

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.gazetteer.places import Place
    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.view import Bounds, View

# [name, longitude, latitude, rank, kind, smallest zoom]; rank 0 is the report's own place. A country
# that the first view shows in part has a second longitude and latitude, for views from farther off.
Label = list[str | float | int]

CITIES: Final = 70
REACH: Final = 0.6  # of the view's size: names beyond its edge, for a reader who pans
AROUND_DEG: Final = 8.0
SMALL_COUNTRY_DEG: Final = 12.0
APART_PIXELS: Final = 48  # a town appears at the zoom where it is so far from any greater one
MOST_TOWNS: Final = 900  # that are looked at for one map
FINEST_ZOOM: Final = 12.5
# The least population of a town on a map so many degrees wide, and of a division's seat a fifth.
TOWNS: Final = ((1.5, 300), (3.0, 2_000), (6.0, 10_000), (12.0, 30_000), (400.0, 100_000))
WATERS: Final = {"OCN": 2.0, "SEA": 4.0, "GULF": 5.0, "BAY": 6.0, "STRT": 7.0}
_NO_TOWNS: Final = frozenset({"PPLX", "PPLH", "PPLQ", "PPLW", "PPLL"})  # quarters, ruins, farms


@dataclass(frozen=True, slots=True)
class Named:
    """A label and the id of the place it names."""

    place_id: str
    row: Label


def labels_for(
    features: Sequence[Feature], view: View, names: Mapping[str, str] | None = None
) -> list[Label]:
    """Return labels in order of importance; the page drops those that would overlap.

    Parameters
    ----------
    features
        Areas are named at a point inside, points beside their sign; borders and movements get
        their words from the page.
    view
        Decides which countries, waters and towns around are worth a name. Where it passes 180
        degrees, so do the labels.
    names
        Place id to the name to show, where it is shorter than the feature's.

    Returns
    -------
    list of Label
        The report's points, its areas, other countries, towns, waters; no name twice.
    """
    return [label.row for label in named_labels(features, view, names)]


def named_labels(
    features: Sequence[Feature], view: View, names: Mapping[str, str] | None = None
) -> list[Named]:
    """Return what `labels_for` does, with the ids of the places."""
    own = _own_labels(features, names or {})
    taken = {str(label.row[0]) for label in own}
    drawn = {feature.place_id for feature in features}
    around = [*_countries(view, drawn), *_cities(view), *_waters(view)]
    return own + [label for label in around if str(label.row[0]) not in taken]


def _own_labels(features: Sequence[Feature], names: Mapping[str, str]) -> list[Named]:
    found: dict[tuple[str, str], tuple[int, Named]] = {}
    pinned = {f.place_id for f in features if f.layer not in {"areas", "borders", "movements"}}
    for feature in features:
        shape = feature.shape
        if shape is None or feature.layer in {"borders", "movements"}:
            continue
        if feature.uncertain and feature.place_id in pinned:  # coordinates: named at their point
            continue
        kind = "area" if feature.layer == "areas" else "point"
        name = names.get(feature.place_id) or feature.label or feature.name
        place_id = feature.place_id
        if feature.uncertain:  # "near Kulob" is not Kulob
            kind, name, place_id = "uncertain", feature.label or feature.name, ""
        at = shape.representative_point()
        label: Label = [name, round(at.x, 4), round(at.y, 4), 0, kind, 0]
        found.setdefault((name, kind), (len(feature.claim_ids), Named(place_id, label)))
    order = {"point": 0, "uncertain": 1, "area": 2}
    ranked = sorted(found.values(), key=lambda item: (order[str(item[1].row[4])], -item[0]))
    return [label for _, label in ranked]


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, ...], ...]:
    text = (files("dateline.maps") / "data" / "labels.tsv").read_text("utf-8")
    return tuple(tuple(row) for row in csv.reader(text.splitlines(), delimiter="\t", quoting=3))


def _countries(view: View, drawn: set[str]) -> list[Named]:
    out: list[Named] = []
    for name, place_id, lon, lat, size, box in _table():
        if place_id in drawn or (float(size) <= SMALL_COUNTRY_DEG and not _is_near(view, box)):
            continue
        zoom = 4.5 if float(size) <= SMALL_COUNTRY_DEG else 2.5 if float(size) <= 35 else 1.5
        own = (beyond(float(lon), east_deg=view.core[2]), float(lat))
        at = _in_view(place_id, own, box, view.core)
        label: Label = [name, round(at[0], 2), round(at[1], 2), 1, "country", zoom]
        row = label if at == own else [*label, round(own[0], 2), round(own[1], 2)]
        out.append(Named(place_id, row))
    return out


def _is_near(view: View, box: str) -> bool:
    """Whether a country lies in or around what the page shows at one press of a button."""
    west, south, east, north = view.everything
    wide = max((east - west) * REACH, AROUND_DEG)
    high = max((north - south) * REACH, AROUND_DEG)
    low, bottom, right, top = (float(value) for value in box.split(","))
    turned = beyond(low, east_deg=east) - low
    around = (west - wide, south - high, east + wide, north + high)
    return any(_meets((low + t, bottom, right + t, top), around) for t in (0.0, turned))


def _in_view(
    place_id: str, label: tuple[float, float], box: str, core: Bounds
) -> tuple[float, float]:
    """Where a country's name stands: in the middle of what the first view shows of it."""
    west, south, east, north = (float(value) for value in box.split(","))
    inside = core[0] <= label[0] <= core[2] and core[1] <= label[1] <= core[3]
    apart = west > core[2] or east < core[0] or south > core[3] or north < core[1]
    if inside or apart or east - west > 300:
        return label
    import shapely

    from dateline.geo.shapes.areas import area_of

    area = area_of(place_id)
    if area is None:
        return label
    rings = (shapely.LinearRing(part[0]) for part in area.polygons)
    near = (ring for ring in rings if _meets(ring.bounds, core))
    seen = [shapely.clip_by_rect(shapely.make_valid(shapely.Polygon(ring)), *core) for ring in near]
    largest = max(seen, key=lambda part: part.area, default=None)
    if largest is None or largest.area < (core[2] - core[0]) * (core[3] - core[1]) * 0.015:
        return label
    point = largest.representative_point()
    return point.x, point.y


def _meets(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] <= b[2] and a[2] >= b[0] and a[1] <= b[3] and a[3] >= b[1]


def _cities(view: View) -> list[Named]:
    """Towns in and around the view, each from the zoom on where no greater one is near."""
    wide = view.core[2] - view.core[0]
    least = next(people for limit, people in TOWNS if wide <= limit or limit == TOWNS[-1][0])
    found = [p for p in _around(view, "P", least // 5) if _is_town(p, least)]
    found.sort(key=lambda p: (p.feature_code != "PPLC", -p.population, p.id))
    towns = found[:MOST_TOWNS]
    zooms = _zooms([(beyond(p.lon_deg, east_deg=view.core[2]), p.lat_deg) for p in towns])
    ranked = sorted(zip(zooms, range(len(towns)), strict=True))
    kept = [(zoom, towns[at]) for zoom, at in ranked if zoom <= FINEST_ZOOM][:CITIES]
    return [Named(p.id, _row(p, view, kind, zoom))
            for zoom, p in kept
            for kind in ("capital" if p.feature_code == "PPLC" else "city",)]  # fmt: skip


def _is_town(place: Place, least: int) -> bool:
    if place.feature_code in _NO_TOWNS or "," in place.name:  # two names in one, a slip of GeoNames
        return False
    return place.feature_code in {"PPLC", "PPLA"} or place.population >= least


def _zooms(spots: Sequence[tuple[float, float]]) -> list[float]:
    """The zoom from which on each spot is `APART_PIXELS` from all before it."""
    points = np.array(spots).reshape(-1, 2)
    out: list[float] = []
    for at, (lon, lat) in enumerate(points):
        before = points[:at] - (lon, lat)
        near = np.hypot(before[:, 0], before[:, 1] / math.cos(math.radians(lat))).min(initial=90.0)
        out.append(round(math.log2(APART_PIXELS * 360 / 256 / max(float(near), 1e-3)), 1))
    return [max(zoom, 3.0) for zoom in out]


def _waters(view: View) -> list[Named]:
    found = [p for p in _around(view, "H", 0) if p.feature_code in WATERS and _is_a_whole(p)]
    found.sort(key=lambda p: (WATERS[p.feature_code], p.id))
    return [Named(p.id, _row(p, view, "water", WATERS[p.feature_code])) for p in found]


def _is_a_whole(water: Place) -> bool:
    """Whether it is no part that only reports tell apart, such as the eastern Mediterranean."""
    return water.feature_code not in {"OCN", "SEA"} or "Sea" in water.name or "Ocean" in water.name


def _row(place: Place, view: View, kind: str, zoom: float) -> Label:
    lon = beyond(place.lon_deg, east_deg=view.core[2])
    return [place.name, round(lon, 2), round(place.lat_deg, 2), 1, kind, zoom]


def _around(view: View, feature_class: str, population: int) -> list[Place]:
    from dateline.geo.gazetteer.gazetteer import open_gazetteer

    west, south, east, north = view.core
    wide, high = (east - west) * REACH, (north - south) * REACH
    west, east = west - wide, east + wide
    boxes = [(max(west, -180.0), min(east, 180.0))]
    if view.core[2] > 180:
        boxes.append((-180.0, min(east - 360.0, 0.0)))
    return [
        place
        for low, high_lon in boxes
        for place in open_gazetteer().within(
            (low, south - high, high_lon, north + high),
            feature_class=feature_class,
            population=population,
        )
    ]
