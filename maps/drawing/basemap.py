"""What lies under the map: land, borders, rivers, when nothing may be fetched from a server?

`basemap_for` gives one dict, ready for JSON, that fits a budget of bytes. All shapes are lists of
integers: ``x0, y0, dx, dy, dx, dy, …`` in units of 1/scale degree, longitude before latitude::

    {"attribution": "…",
     "world":  {"scale": 25, "land": [ring…], "borders": [{"disputed": 0, "lines": [line…]}…]},
     "detail": {"scale": 1000, "bounds": [west, south, east, north], "land": [[ring…]…],
                "borders": [border…], "admin1": [line…], "rivers": [named…], "lakes": [named…]}}

    border = {"pair": "AF-TJ", "name": "Afghanistan–Tajikistan border", "disputed": 0,
              "note": "", "lines": [line…]}       (pair is "" for a line inside a country)
    named  = {"name": "Panj", "lines": [line…]}   (lakes: rings, to be filled)

Longitudes pass 180 where the view does; the world is then drawn on as far as a reader may pan.
World land is a list of rings, detail land a list of polygons (outer ring, then holes). Draw world
land (even-odd), world borders, then a rectangle of sea over ``detail.bounds``, then the detail: its
land meets the rectangle's edge, so fill it without an outline. Borders with ``disputed`` 1 are
dashed and named. No border is drawn between Crimea and Ukraine but a dashed, named one. Decoder::

    function decode(flat, scale) {              // -> [[lat, lon], …] for Leaflet
      const out = []; let x = 0, y = 0;
      for (let i = 0; i < flat.length; i += 2) {
        x += flat[i]; y += flat[i + 1];
        out.push([y / scale, x / scale]);
      }
      return out;
    }

Land, rivers, lakes and divisions are Natural Earth's (public domain), borders OpenStreetMap's
(ODbL 1.0): the attribution must stand on the page.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from dateline.errors import DataError
from dateline.geo.shapes.borders import ATTRIBUTION, DISPUTED_LINES, dividing_line, open_borders
from dateline.geo.shapes.polyline import decode_arrays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Bounds = tuple[float, float, float, float]

DATA: Final = Path(__file__).parents[1] / "data"
DEFAULT_BUDGET: Final = 330_000
MARGIN: Final = 0.25  # of the view's size, so that the map may be moved a little
SMALLEST_VIEW_DEG: Final = 3.0
PIXELS: Final = 8000  # a view that fills 1,000 pixels may be enlarged by three zoom levels
# From fine to coarse: tolerance in degrees, the highest rank of rivers, lakes and divisions drawn.
STEPS: Final = (
    (0.0005, 10),
    (0.001, 10),
    (0.002, 10),
    (0.004, 9),
    (0.006, 8),
    (0.01, 7),
    (0.015, 6),
    (0.025, 5),
    (0.04, 4),
    (0.07, 3),
    (0.12, 2),
    (0.25, 1),
)
LARGE_VIEW_DEG: Final = 25.0  # above, the coast of 1:50m is fine enough, and it is not in tiles
BEYOND_DEG: Final = 40.0  # so far east of a view over the antimeridian the world is drawn on
NO_DIVISIONS_DEG: Final = 0.02  # from this tolerance on divisions would only be clutter


def basemap_for(bounds: Bounds | None, budget_bytes: int = DEFAULT_BUDGET) -> dict[str, Any]:
    """Return the world and a closer look at one region, within a budget.

    Parameters
    ----------
    bounds
        West, south, east, north of the view, degrees, west below east, so that east is above 180
        where the view lies across the antimeridian; None for the world alone.
    budget_bytes
        Largest size of the result as compact JSON in UTF-8. The world alone takes about 110 kB;
        where even the coarsest detail does not fit, it is left out.

    Returns
    -------
    dict
        As the module says; "detail" is None where there is none.

    Raises
    ------
    DataError
        If a data file is missing.
    """
    text = f"{ATTRIBUTION}. Made with Natural Earth."
    page = {"attribution": text, "world": world_map(), "detail": None}
    if bounds is None:
        return page
    view = _widened(bounds)
    if view[2] > 180:
        page["world"] = _drawn_on(world_map(), view[2] + BEYOND_DEG)
    left = budget_bytes - _size(page)
    finest = max(view[2] - view[0], view[3] - view[1]) / PIXELS
    steps = [step for step in STEPS if step[0] >= finest]
    scene = _Scene.read(view, steps[0][1])
    for tolerance, rank in steps:
        detail = _detail(scene, tolerance, rank)
        if _size(detail) <= left:
            return {**page, "detail": detail}
    return page


def _size(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())


def _widened(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    wide = max((east - west) * MARGIN, (SMALLEST_VIEW_DEG - (east - west)) / 2)
    high = max((north - south) * MARGIN, (SMALLEST_VIEW_DEG - (north - south)) / 2)
    return (
        max(-180.0, round(west - wide, 3)),
        max(-90.0, round(south - high, 3)),
        min(180.0 if east <= 180 else 360.0, round(east + wide, 3)),
        min(90.0, round(north + high, 3)),
    )


@lru_cache(maxsize=1)
def world_map() -> dict[str, Any]:
    """Return land and borders of the whole world, for an overview."""
    record = json.loads(_existing("basemap.json").read_text(encoding="utf-8"))
    scale = record["scale"]
    rows = open_borders().execute("SELECT disputed, overview FROM border ORDER BY pair").fetchall()
    borders = [
        {
            "disputed": kind,
            "lines": [
                line
                for disputed, overview in rows
                if disputed == kind
                for part in decode_arrays(overview)
                if (line := deltas(part, scale))
            ],
        }
        for kind in (0, 1)
    ]
    return {"scale": scale, "land": record["land"], "borders": borders}


def _drawn_on(world: dict[str, Any], east_deg: float) -> dict[str, Any]:
    """Repeat east of 180 what a view over the antimeridian may show of the western half."""
    scale, turn = world["scale"], 360 * world["scale"]

    def more(lines: list[list[int]]) -> list[list[int]]:
        west = [int(np.cumsum(line[::2]).min()) for line in lines]
        again = [x for x, low in zip(lines, west, strict=True) if low + turn <= east_deg * scale]
        return [*lines, *([line[0] + turn, *line[1:]] for line in again)]

    borders = [{**border, "lines": more(border["lines"])} for border in world["borders"]]
    return {"scale": scale, "land": more(world["land"]), "borders": borders}


def _border(row: tuple[Any, ...], lines: Iterable[np.ndarray], scale: int) -> dict[str, Any]:
    pair, name, disputed, disputed_name, note, *_ = row
    title = disputed_name if disputed and disputed_name else name
    drawn = [line for line in (deltas(part, scale) for part in lines) if line]
    return {"pair": pair, "name": title, "disputed": disputed, "note": note, "lines": drawn}


def deltas(points: np.ndarray, scale: int) -> list[int]:
    """Code a line as integers: its first vertex, then steps; [] where nothing is left of it."""
    grid = np.rint(points * scale).astype(np.int64)
    steps = np.diff(grid, axis=0)
    kept = steps[(steps != 0).any(axis=1)]
    return np.vstack([grid[:1], kept]).ravel().tolist() if len(kept) else []


@dataclass(frozen=True, slots=True)
class _Scene:
    """What lies in a view, cut to it, before it is simplified.

    Features are (rank, values, shape); the values of a border are as in its table.
    """

    view: Bounds
    land: Any
    borders: list[tuple[tuple[Any, ...], Any]]
    features: dict[str, list[tuple[int, str, Any]]]

    @classmethod
    def read(cls, view: Bounds, rank: int) -> _Scene:
        wide = max(view[2] - view[0], view[3] - view[1]) > LARGE_VIEW_DEG
        tiles = [shape for _, _, shape in _features(view, "shore" if wide else "land", 0)]
        land = shapely.geometrycollections(tiles) if wide else shapely.union_all(tiles)
        kinds = {kind: _features(view, kind, rank) for kind in ("admin1", "river", "lake")}
        return cls(view, land, _borders(view), kinds)


def _detail(scene: _Scene, tolerance: float, rank: int) -> dict[str, Any]:
    scale = max(10, min(5000, round(2 / tolerance)))
    kept = {
        kind: [(name, shape) for own, name, shape in found if own <= rank]
        for kind, found in scene.features.items()
    }
    divisions = kept["admin1"] if tolerance < NO_DIVISIONS_DEG else []
    return {
        "scale": scale,
        "bounds": list(scene.view),
        "land": _land(scene.land, tolerance, scale),
        "borders": [
            border
            for row, shape in scene.borders
            if (border := _border(row, _thinned(shape, tolerance), scale))["lines"]
        ],
        "admin1": [
            line for entry in _named(divisions, tolerance, scale) for line in entry["lines"]
        ],
        "rivers": _named(kept["river"], tolerance, scale),
        "lakes": _named(kept["lake"], tolerance, scale),
    }


def _land(whole: Any, tolerance: float, scale: int) -> list[list[list[int]]]:
    """Simplify ring by ring: a hundred times faster than whole polygons, and filled all the same."""
    smallest = (2 * tolerance) ** 2
    result = []
    for part in sorted(_parts(whole, "Polygon"), key=lambda p: (-p.area, p.bounds)):
        if part.area <= smallest:
            break
        rings = [part.exterior, *(h for h in part.interiors if shapely.Polygon(h).area > smallest)]
        coded = [line for ring in rings for line in _coded(ring, tolerance, scale)]
        kept = [line for line in coded if len(line) >= 8]
        if kept and kept[0] is coded[0]:
            result.append(kept)
    return result


def _coded(shape: Any, tolerance: float, scale: int) -> list[list[int]]:
    return [line for part in _thinned(shape, tolerance) if (line := deltas(part, scale))]


def _halves(view: Bounds) -> list[tuple[Bounds, float]]:
    """A view as the files have it, cut at the antimeridian, and how far each half has moved."""
    west, south, east, north = view
    if east <= 180:
        return [(view, 0.0)]
    if west >= 180:
        return [((west - 360, south, east - 360, north), 360.0)]
    return [((west, south, 180.0, north), 0.0), ((-180.0, south, east - 360, north), 360.0)]


def _turned(shape: Any, turn: float) -> Any:
    return (
        shapely.transform(shape, lambda points: points + np.array([turn, 0.0])) if turn else shape
    )


def _borders(view: Bounds) -> list[tuple[tuple[Any, ...], Any]]:
    return [(row, _turned(shape, turn)) for half, turn in _halves(view)
            for row, shape in _borders_in(half)]  # fmt: skip


def _borders_in(view: Bounds) -> list[tuple[tuple[Any, ...], Any]]:
    rows = open_borders().execute(
        "SELECT pair, name, disputed, disputed_name, disputed_note, lines FROM border"
        " WHERE east >= ? AND west <= ? AND north >= ? AND south <= ? ORDER BY pair",
        (view[0], view[2], view[1], view[3]),
    )
    found = [(tuple(row[:5]), _cut_lines(decode_arrays(row[5]), view)) for row in rows]
    for key in DISPUTED_LINES:
        line = dividing_line(key)
        if line is not None:
            shape = _cut_lines([np.array(part) for part in line.lines], view)
            found.append((("", line.name, 1, "", line.note), shape))
    return [(row, shape) for row, shape in found if not shape.is_empty]


def _named(found: list[tuple[str, Any]], tolerance: float, scale: int) -> list[dict[str, Any]]:
    """Rivers, lakes or divisions, those of one name together."""
    groups: dict[str, list[list[int]]] = {}
    for name, shape in found:
        coded = _coded(shape, tolerance, scale)
        if coded:
            groups.setdefault(name, []).extend(coded)
    return [{"name": name, "lines": lines} for name, lines in groups.items()]


def _thinned(shape: Any, tolerance: float) -> list[np.ndarray]:
    """Simplify a shape's lines, or the outer rings of its polygons."""
    lines = [shapely.LineString(line) for line in _lines_of(shape)]
    thin = shapely.simplify(np.array(lines, dtype=object), tolerance, preserve_topology=False)
    return [shapely.get_coordinates(line) for line in thin]


def _lines_of(shape: Any) -> Iterator[Any]:
    if shape.geom_type in {"LineString", "LinearRing"}:
        yield shape
        return
    yield from _parts(shape, "LineString")
    yield from (part.exterior for part in _parts(shape, "Polygon"))


def _cut_lines(lines: Iterable[np.ndarray], view: Bounds) -> Any:
    whole = shapely.MultiLineString([line for line in lines if len(line) > 1])
    return shapely.line_merge(shapely.clip_by_rect(whole, *view))


def _parts(shape: Any, kind: str) -> Iterator[Any]:
    for part in shapely.get_parts(shape):
        if part.geom_type == kind and not part.is_empty:
            yield part
        elif part.geom_type.startswith(("Multi", "GeometryC")):
            yield from _parts(part, kind)


def _polygons(counts: list[int], rings: list[np.ndarray]) -> Any:
    parts, start = [], 0
    for count in counts:
        parts.append(shapely.Polygon(rings[start], rings[start + 1 : start + count]))
        start += count
    return shapely.make_valid(shapely.MultiPolygon(parts))


def _features(view: Bounds, kind: str, rank: int) -> list[tuple[int, str, Any]]:
    """Rank, name and shape of what lies in the view, cut to it, in the file's order."""
    return [(own, name, _turned(shape, turn)) for half, turn in _halves(view)
            for own, name, shape in _features_in(half, kind, rank)]  # fmt: skip


def _features_in(view: Bounds, kind: str, rank: int) -> list[tuple[int, str, Any]]:
    rows = _detail_file().execute(
        "SELECT rank, name, shape, lines FROM feature WHERE kind = ? AND rank <= ? AND east >= ?"
        " AND west <= ? AND north >= ? AND south <= ? ORDER BY rowid",
        (kind, rank, view[0], view[2], view[1], view[3]),
    )
    found = []
    for own, name, counts, blob in rows:
        parts = decode_arrays(blob)
        if counts:
            shape = shapely.clip_by_rect(_polygons(json.loads(counts), parts), *view)
        else:
            shape = _cut_lines(parts, view)
        if not shape.is_empty:
            # A question mark stands for a letter lost in the source, brackets hold other names.
            found.append((own, "" if "?" in name else name.split(" (")[0], shape))
    return found


@lru_cache(maxsize=1)
def _detail_file() -> sqlite3.Connection:
    path = _existing("detail.sqlite")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _existing(name: str) -> Path:
    path = DATA / name
    if not path.is_file():
        msg = f"a file of the base map is missing: {name}"
        raise DataError(msg, hint="run scripts/build_basemap.py or install dateline again")
    return path
