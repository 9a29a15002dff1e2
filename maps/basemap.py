"""What lies under the map: land, borders, rivers, when nothing may be fetched from a server?

`basemap_for` gives one dict, ready for JSON, that fits a budget of bytes. All shapes are lists of
integers: ``x0, y0, dx, dy, dx, dy, …`` in units of 1/scale degree, longitude before latitude::

    {"attribution": "…",
     "world":  {"scale": 25, "land": [ring…], "borders": [border…]},
     "detail": {"scale": 1000, "bounds": [west, south, east, north], "land": [[ring…]…],
                "borders": [border…], "admin1": [line…], "rivers": [named…], "lakes": [named…]}}

    border = {"pair": "AF-TJ", "name": "Afghanistan–Tajikistan border", "disputed": 0,
              "note": "", "lines": [line…]}       (pair is "" for a line inside a country)
    named  = {"name": "Panj", "lines": [line…]}   (lakes: rings, to be filled)

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
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from dateline.errors import DataError
from dateline.geo.borders import ATTRIBUTION, DISPUTED_LINES, dividing_line, open_borders
from dateline.geo.polyline import decode_arrays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Bounds = tuple[float, float, float, float]

DATA: Final = Path(__file__).parent / "data"
DEFAULT_BUDGET: Final = 330_000
MARGIN: Final = 0.25  # of the view's size, so that the map may be moved a little
SMALLEST_VIEW_DEG: Final = 3.0
# From fine to coarse: tolerance in degrees, the highest ranks of rivers and lakes that are kept,
# whether divisions are drawn.
STEPS: Final = (
    (0.0005, 9, True),
    (0.001, 9, True),
    (0.002, 9, True),
    (0.004, 8, True),
    (0.008, 7, True),
    (0.015, 6, True),
    (0.03, 5, False),
    (0.06, 4, False),
    (0.12, 3, False),
    (0.25, 2, False),
)


def basemap_for(bounds: Bounds | None, budget_bytes: int = DEFAULT_BUDGET) -> dict[str, Any]:
    """Return the world and a closer look at one region, within a budget.

    Parameters
    ----------
    bounds
        West, south, east, north of the view, degrees, west below east; None for the world alone.
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
    left = budget_bytes - _size(page)
    for tolerance, rank, divisions in STEPS:
        if _lower_estimate(view, tolerance) > left:
            continue
        detail = _detail(view, tolerance, rank, divisions)
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
        min(180.0, round(east + wide, 3)),
        min(90.0, round(north + high, 3)),
    )


def _lower_estimate(view: Bounds, tolerance: float) -> float:
    """Bytes that a view takes at least: spares the work on steps that are plainly too fine."""
    square_degrees = (view[2] - view[0]) * (view[3] - view[1])
    return float(square_degrees * 0.25 / tolerance)


@lru_cache(maxsize=1)
def world_map() -> dict[str, Any]:
    """Return land and borders of the whole world, for an overview."""
    record = json.loads(_existing("basemap.json").read_text(encoding="utf-8"))
    scale = record["scale"]
    rows = open_borders().execute(
        "SELECT pair, name, disputed, disputed_name, '', overview FROM border ORDER BY pair"
    )
    borders = [_border(row, decode_arrays(row[5]), scale) for row in rows]
    return {"scale": scale, "land": record["land"], "borders": [b for b in borders if b["lines"]]}


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


def _detail(view: Bounds, tolerance: float, rank: int, divisions: bool) -> dict[str, Any]:  # noqa: FBT001
    scale = max(10, min(5000, round(2 / tolerance)))
    return {
        "scale": scale,
        "bounds": list(view),
        "land": _land(view, tolerance, scale),
        "borders": _borders(view, tolerance, scale),
        "admin1": _flat(view, "admin1", rank, tolerance, scale) if divisions else [],
        "rivers": _named(view, "river", rank, tolerance, scale),
        "lakes": _named(view, "lake", rank, tolerance, scale),
    }


def _land(view: Bounds, tolerance: float, scale: int) -> list[list[list[int]]]:
    tiles = [
        shapely.clip_by_rect(_polygons(json.loads(shape), lines), *view)
        for _, shape, lines in _features(view, "land", 0)
    ]
    whole = shapely.simplify(shapely.union_all(tiles), tolerance)
    smallest = (2 * tolerance) ** 2
    result = []
    for part in sorted(_parts(whole, "Polygon"), key=lambda p: (-p.area, p.bounds)):
        rings = [part.exterior, *(h for h in part.interiors if shapely.Polygon(h).area > smallest)]
        coded = [deltas(shapely.get_coordinates(ring), scale) for ring in rings]
        if part.area > smallest and len(coded[0]) >= 8:
            result.append([ring for ring in coded if len(ring) >= 8])
    return result


def _borders(view: Bounds, tolerance: float, scale: int) -> list[dict[str, Any]]:
    result = []
    rows = open_borders().execute(
        "SELECT pair, name, disputed, disputed_name, disputed_note, lines FROM border"
        " WHERE east >= ? AND west <= ? AND north >= ? AND south <= ? ORDER BY pair",
        (view[0], view[2], view[1], view[3]),
    )
    for row in rows:
        border = _border(row, _clipped(decode_arrays(row[5]), view, tolerance), scale)
        if border["lines"]:
            result.append(border)
    for key in DISPUTED_LINES:
        line = dividing_line(key)
        if line is not None:
            parts = _clipped([np.array(part) for part in line.lines], view, tolerance)
            border = _border(("", line.name, 1, "", line.note), parts, scale)
            result += [border] if border["lines"] else []
    return result


def _flat(view: Bounds, kind: str, rank: int, tolerance: float, scale: int) -> list[list[int]]:
    lines = [part for _, _, own in _features(view, kind, rank) for part in own]
    coded = (deltas(line, scale) for line in _clipped(lines, view, tolerance))
    return [line for line in coded if line]


def _named(view: Bounds, kind: str, rank: int, tolerance: float, scale: int) -> list[dict[str, Any]]:
    """Rivers or lakes, those of one name together."""
    groups: dict[str, list[list[int]]] = {}
    for name, shape, lines in _features(view, kind, rank):
        if shape:
            area = shapely.clip_by_rect(_polygons(json.loads(shape), lines), *view)
            thin = shapely.simplify(area, tolerance)
            parts = [shapely.get_coordinates(p.exterior) for p in _parts(thin, "Polygon")]
        else:
            parts = _clipped(lines, view, tolerance)
        coded = [line for line in (deltas(part, scale) for part in parts) if line]
        if coded:
            groups.setdefault(name, []).extend(coded)
    return [{"name": name, "lines": lines} for name, lines in groups.items()]


def _clipped(lines: Iterable[np.ndarray], view: Bounds, tolerance: float) -> list[np.ndarray]:
    """Cut lines to the view and simplify them."""
    whole = shapely.MultiLineString([line for line in lines if len(line) > 1])
    cut = shapely.line_merge(shapely.clip_by_rect(whole, *view))
    thin = shapely.simplify(cut, tolerance)
    return [shapely.get_coordinates(part) for part in _parts(thin, "LineString")]


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


def _features(view: Bounds, kind: str, rank: int) -> list[tuple[str, str, list[np.ndarray]]]:
    """Name, counts of rings, and lines of what lies in the view, in the file's order."""
    rows = _detail_file().execute(
        "SELECT name, shape, lines FROM feature WHERE kind = ? AND rank <= ? AND east >= ?"
        " AND west <= ? AND north >= ? AND south <= ? ORDER BY rowid",
        (kind, rank, view[0], view[2], view[1], view[3]),
    )
    return [(name, shape, decode_arrays(blob)) for name, shape, blob in rows]


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
