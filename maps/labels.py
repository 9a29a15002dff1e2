"""Which names stand on the map? The report's places first, then the countries and cities around."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.maps.features import Feature
    from dateline.maps.view import Bounds, View

# [name, longitude, latitude, rank, kind, smallest zoom]; rank 0 is the report's own place. A country
# that the first view shows in part has a second longitude and latitude, for views from farther off.
Label = list[str | float | int]

CITIES: Final = 70
REACH: Final = 0.6  # of the view's size: names beyond its edge, for a reader who pans
SMALL_COUNTRY_DEG: Final = 12.0


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
        Decides which countries and cities around are worth a name.
    names
        Place id to the name to show, where it is shorter than the feature's.

    Returns
    -------
    list of Label
        The report's points, its areas, other countries, cities; no name twice in one kind.
    """
    own = _own_labels(features, names or {})
    taken = {str(label[0]) for label in own}
    drawn = {feature.place_id for feature in features}
    around = [*_countries(view, drawn), *_cities(view)]
    return own + [label for label in around if str(label[0]) not in taken]


def _own_labels(features: Sequence[Feature], names: Mapping[str, str]) -> list[Label]:
    found: dict[tuple[str, str], tuple[int, Label]] = {}
    pinned = {f.place_id for f in features if f.layer not in {"areas", "borders", "movements"}}
    for feature in features:
        shape = feature.shape
        if shape is None or feature.layer in {"borders", "movements"}:
            continue
        if feature.uncertain and feature.place_id in pinned:  # coordinates: named at their point
            continue
        kind = "area" if feature.layer == "areas" else "point"
        kind = "uncertain" if feature.uncertain else kind
        name = names.get(feature.place_id) or feature.label or feature.name
        at = shape.representative_point()
        label: Label = [name, round(at.x, 4), round(at.y, 4), 0, kind, 0]
        found.setdefault((name, kind), (len(feature.claim_ids), label))
    order = {"point": 0, "uncertain": 1, "area": 2}
    ranked = sorted(found.values(), key=lambda item: (order[str(item[1][4])], -item[0]))
    return [label for _, label in ranked]


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, ...], ...]:
    text = (files("dateline.maps") / "data" / "labels.tsv").read_text("utf-8")
    return tuple(tuple(row) for row in csv.reader(text.splitlines(), delimiter="\t", quoting=3))


def _countries(view: View, drawn: set[str]) -> list[Label]:
    out: list[Label] = []
    for kind, name, place_id, lon, lat, size, box in _table():
        if kind != "country" or place_id in drawn:
            continue
        zoom = 2.5 if float(size) > SMALL_COUNTRY_DEG else 4.5
        own = (float(lon), float(lat))
        at = _in_view(place_id, own, box, view.core)
        label: Label = [name, round(at[0], 2), round(at[1], 2), 1, "country", zoom]
        out.append(label if at == own else [*label, round(own[0], 2), round(own[1], 2)])
    return out


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

    from dateline.geo.areas import area_of

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


def _cities(view: View) -> list[Label]:
    west, south, east, north = view.core
    wide, high = (east - west) * REACH, (north - south) * REACH
    out: list[Label] = []
    for kind, name, _, lon, lat, _, _ in _table():
        x, y = float(lon), float(lat)
        if kind == "country" or not (
            west - wide < x < east + wide and south - high < y < north + high
        ):
            continue
        out.append([name, x, y, 1, "capital" if kind == "capital" else "city", 3])
        if len(out) == CITIES:
            break
    return out
