"""Which country and city names may stand on a map besides those of the report?

    python scripts/build_labels.py

reads geo/data/areas.sqlite (Natural Earth) and geo/data/gazetteer.sqlite (GeoNames, CC BY 4.0) and
writes maps/data/labels.tsv: kind, name, id or country, longitude, latitude, weight, and for
countries the bounds. Cities: capitals, seats above 20,000 and all above 100,000 inhabitants.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
CITIES: Final = """
    SELECT p.name, p.country, p.lon / 1e5, p.lat / 1e5, p.population, f.code
    FROM place p JOIN feature f ON f.row = p.feature
    WHERE f.class = 'P' AND f.code NOT IN ('PPLX', 'PPLH', 'PPLQ', 'PPLW')
      AND (f.code = 'PPLC' OR p.population >= 100000
           OR (f.code = 'PPLA' AND p.population >= 20000))
    ORDER BY (f.code = 'PPLC') DESC, p.population DESC, p.row
"""
AREAS: Final = "SELECT id, name, lon, lat, bounds FROM area WHERE id LIKE 'country:%' ORDER BY id"


def rows() -> list[list[str]]:
    """Return the table's rows: countries by size of their box, then cities by importance."""
    areas = sqlite3.connect(ROOT / "geo/data/areas.sqlite")
    found = []
    for place_id, name, lon, lat, bounds in areas.execute(AREAS):
        west, south, east, north = json.loads(bounds)
        size = max(east - west, north - south)
        box = f"{west:g},{south:g},{east:g},{north:g}"
        found.append(
            (size, ["country", name, place_id, f"{lon:.2f}", f"{lat:.2f}", f"{size:.1f}", box])
        )
    found.sort(key=lambda row: (-row[0], row[1]))
    cities = sqlite3.connect(ROOT / "geo/data/gazetteer.sqlite").execute(CITIES)
    return [row for _, row in found] + [
        [
            "capital" if code == "PPLC" else "city",
            name,
            country,
            f"{lon:.2f}",
            f"{lat:.2f}",
            str(people),
            "",
        ]
        for name, country, lon, lat, people, code in cities
    ]


if __name__ == "__main__":
    text = "".join("\t".join(row) + "\n" for row in rows())
    (ROOT / "maps/data/labels.tsv").write_text(text, "utf-8")
