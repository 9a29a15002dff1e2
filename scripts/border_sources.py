"""What do the OpenStreetMap data sets say about borders, before any choice is made?

Every reader gives the same thing: rings of integer coordinates (1e-7 degree), each with the label
of the area that it bounds. `shared_lines` finds the stretches that two labels have in common, by
identical vertices; `land_only` drops those that lie in the sea.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNITS: Final = 10_000_000
LAND_BUFFER_DEG: Final = 0.01  # Natural Earth's coast is that far off the rivers' mouths

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rings:
    """Closed rings of integer coordinates, each with the label of its area."""

    labels: list[str]
    rings: list[np.ndarray]


def time_zone_rings() -> Rings:
    """Read timezonefinder-data; labels are time zone names."""
    from timezonefinder import TimezoneFinder

    finder = TimezoneFinder(in_memory=True)
    labels, rings = [], []
    for index in range(finder.nr_of_polygons):
        name = finder.zone_name_from_boundary_id(index)
        for ring in (finder.coords_of(index), *finder._holes_of_poly(index)):
            labels.append(name)
            rings.append(np.asarray(ring, dtype=np.int64).T)
    return Rings(labels, rings)


def country_rings(path: Path, key: str) -> Rings:
    """Read a GeoJSON file of countries; labels are the values of property `key` (ISO alpha-3)."""
    labels, rings = [], []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        for ring in _geojson_rings(feature["geometry"]):
            labels.append(str(feature["properties"][key]))
            rings.append(np.rint(np.array(ring)[:, :2] * UNITS).astype(np.int64))
    return Rings(labels, rings)


def _geojson_rings(geometry: dict) -> Iterator[list]:
    kind = geometry["type"]
    if kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _geojson_rings(part)
    elif kind == "Polygon":
        yield from geometry["coordinates"]
    elif kind == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon


def shared_lines(source: Rings) -> dict[Pair, list[np.ndarray]]:
    """Return, by sorted pair of labels, the lines (degrees) that both areas' rings contain."""
    names = sorted(set(source.labels))
    number = {name: index for index, name in enumerate(names)}
    starts, ends, owners, places = [], [], [], []
    for index, (label, ring) in enumerate(zip(source.labels, source.rings, strict=True)):
        closed = ring if (ring[0] == ring[-1]).all() else np.vstack([ring, ring[:1]])
        keys = _keys(closed)
        keep = np.flatnonzero(keys[:-1] != keys[1:])
        starts.append(keys[keep])
        ends.append(keys[keep + 1])
        owners.append(np.full(len(keep), number[label], dtype=np.int32))
        places.append(np.stack([np.full(len(keep), index), keep], axis=1))
    first, last = np.concatenate(starts), np.concatenate(ends)
    owner, place = np.concatenate(owners), np.concatenate(places)
    return _group(source, names, np.minimum(first, last), np.maximum(first, last), owner, place)


def _keys(ring: np.ndarray) -> np.ndarray:
    return ((ring[:, 0] + 1_900_000_000) << 32) | (ring[:, 1] + 1_000_000_000)


def _group(
    source: Rings,
    names: list[str],
    low: np.ndarray,
    high: np.ndarray,
    owner: np.ndarray,
    place: np.ndarray,
) -> dict[Pair, list[np.ndarray]]:
    order = np.lexsort((owner, high, low))
    low, high, owner, place = low[order], high[order], owner[order], place[order]
    same = (low[1:] == low[:-1]) & (high[1:] == high[:-1]) & (owner[1:] != owner[:-1])
    at = np.flatnonzero(same)
    pairs: dict[Pair, list[tuple[int, int]]] = defaultdict(list)
    for left, right, (ring, segment) in zip(
        owner[at].tolist(), owner[at + 1].tolist(), place[at].tolist(), strict=True
    ):
        pairs[names[left], names[right]].append((ring, segment))
    return {pair: _runs(source, sorted(set(found))) for pair, found in sorted(pairs.items())}


def _runs(source: Rings, segments: list[tuple[int, int]]) -> list[np.ndarray]:
    """Join segments that follow each other in their ring."""
    marks = np.array(segments)
    breaks = np.flatnonzero((np.diff(marks[:, 0]) != 0) | (np.diff(marks[:, 1]) != 1)) + 1
    lines = []
    for run in np.split(marks, breaks):
        ring = source.rings[run[0, 0]]
        index = np.arange(run[0, 1], run[-1, 1] + 2) % len(ring)
        lines.append(ring[index] / UNITS)
    return lines


def merged(lines: list[np.ndarray]) -> list[np.ndarray]:
    """Join lines end to end where just two meet; the result is in a fixed order."""
    whole = shapely.MultiLineString(lines) if lines else None
    joined = None if whole is None else shapely.line_merge(whole)
    parts = [] if joined is None else shapely.get_parts(joined)
    return sorted(
        (_forward(shapely.get_coordinates(part)) for part in parts),
        key=lambda line: (-len(line), line[0].tolist(), line[-1].tolist()),
    )


def _forward(line: np.ndarray) -> np.ndarray:
    """Turn a line so that it starts at its lesser end: sources differ in direction."""
    return line if line[0].tolist() <= line[-1].tolist() else line[::-1]


class LandMask:
    """Natural Earth's first-order divisions, widened by `LAND_BUFFER_DEG`."""

    def __init__(self, path: Path) -> None:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        texts = np.array([json.dumps(feature["geometry"]) for feature in features], dtype=object)
        self._areas = shapely.make_valid(shapely.from_geojson(texts))
        self._tree = shapely.STRtree(self._areas)

    def land_only(self, lines: list[np.ndarray]) -> list[np.ndarray]:
        """Keep the segments whose middle is on land (or within 0.01 degree of it)."""
        return [part for line in lines for part in self._split(line)]

    def _split(self, line: np.ndarray) -> list[np.ndarray]:
        middles = (line[:-1] + line[1:]) / 2
        low, high = middles.min(axis=0) - 0.05, middles.max(axis=0) + 0.05
        on_land = np.zeros(len(middles), dtype=bool)
        for index in self._tree.query(shapely.box(*low, *high)):
            local = shapely.clip_by_rect(self._areas[index], *low, *high)
            if local.is_empty:
                continue
            area = shapely.buffer(shapely.simplify(local, 0.002), LAND_BUFFER_DEG, quad_segs=2)
            shapely.prepare(area)
            todo = np.flatnonzero(~on_land)
            on_land[todo] = shapely.contains_xy(area, middles[todo, 0], middles[todo, 1])
            if on_land.all():
                return [line]
        cuts = np.flatnonzero(np.diff(on_land.astype(np.int8))) + 1
        runs = np.split(np.arange(len(middles)), cuts)
        return [line[run[0] : run[-1] + 2] for run in runs if on_land[run[0]]]
