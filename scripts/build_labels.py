"""Where may the names of countries stand on a map?

    python scripts/build_labels.py

reads geo/data/areas.sqlite (Natural Earth) and writes maps/data/labels.tsv: name, id, longitude,
latitude, the longer side of its mainland's box in degrees, and the box of all of it. Names of towns and waters
come from the gazetteer as a map is drawn; names in other languages from scripts/build_names.py.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Final

import shapely

from dateline.geo.shapes.areas import area_of

ROOT: Final = Path(__file__).resolve().parents[1]
AREAS: Final = "SELECT id, name, lon, lat, bounds FROM area WHERE id LIKE 'country:%' ORDER BY id"


def rows() -> list[list[str]]:
    """Return the table's rows: countries by size of their box, then by name."""
    areas = sqlite3.connect(ROOT / "geo/data/areas.sqlite")
    found = []
    for place_id, name, lon, lat, bounds in areas.execute(AREAS):
        west, south, east, north = json.loads(bounds)
        size = _mainland_deg(place_id)
        box = f"{west:g},{south:g},{east:g},{north:g}"
        found.append((size, [name, place_id, f"{lon:.2f}", f"{lat:.2f}", f"{size:.1f}", box]))
    found.sort(key=lambda row: (-row[0], row[1]))
    return [row for _, row in found]


def _mainland_deg(place_id: str) -> float:
    area = area_of(place_id)
    if area is None:
        return 0.0
    largest = max((shapely.Polygon(part[0]) for part in area.polygons), key=lambda p: p.area)
    west, south, east, north = largest.bounds
    return max(east - west, north - south)


if __name__ == "__main__":
    text = "".join("\t".join(row) + "\n" for row in rows())
    (ROOT / "maps/data/labels.tsv").write_text(text, "utf-8")
