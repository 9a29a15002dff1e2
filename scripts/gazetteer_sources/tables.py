"""What do our own tables in seeds/ add: regions and seas, abbreviations, bases and crossings?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import english_name, fold_name
from gazetteer_sources.records import (
    ABBREVIATION,
    ALTERNATE,
    AREA,
    CODE,
    LINE,
    NAME,
    POINT,
    Entry,
    importance,
    read_seed,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_GEOMETRY: Final = {"point": POINT, "line": LINE, "area": AREA}
SAME_METRES: Final = 5_000.0
_METRES_A_DEGREE: Final = 111_195.0


def regions() -> list[Entry]:
    """Return continents, macro regions, seas, straits and ranges (seeds/regions.csv)."""
    entries = []
    for row in read_seed("regions.csv"):
        key = fold_name(row["name"]).replace(" ", "-")
        entry = Entry(
            id=f"region:{key}",
            name=english_name(row["name"]),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            feature=row["feature"],
            source="dateline",
            geometry=POINT if row["feature"] == "T/MT" else AREA,
        )
        entry.importance = importance(entry.feature, 0)
        entry.add(row["name"], NAME)
        _add_names(entry, row["aliases"])
        entries.append(entry)
    return entries


def supplement(known: Mapping[str, Entry]) -> list[Entry]:
    """Return our own places; a row whose id is known only adds to that place."""
    entries = []
    for row in read_seed("supplement.csv"):
        if row["id"] in known:
            _complete(known[row["id"]], row)
            continue
        entry = Entry(
            id=row["id"],
            name=english_name(row["name"]),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            feature=f"{row['feature_class']}/{row['feature_code']}",
            source="dateline",
            geometry=_GEOMETRY[row["geometry"]],
        )
        entry.importance = _importance(row)
        entry.add(row["name"], NAME)
        _add_names(entry, row["aliases"])
        entries.append(entry)
    return entries


def _importance(row: Mapping[str, str]) -> int:
    """Return the rank of one of our rows: a village is no more than other villages of its name."""
    if row["kind"] == "disputed":
        return 560
    return 250 if row["feature_class"] == "P" else 450


def _complete(entry: Entry, row: Mapping[str, str]) -> None:
    """Add a row's names to a place that another source gave; our name for it is shown.

    A base is marked as a base, and a disputed place has no country but the one we give.
    """
    entry.name = english_name(row["name"])
    entry.add(row["name"], NAME)
    _add_names(entry, row["aliases"])
    if row["id"].startswith("air:"):
        entry.feature = f"{row['feature_class']}/{row['feature_code']}"
        entry.country = row["country"]
        entry.importance = 450


def _add_names(entry: Entry, names: str) -> None:
    for alias in names.split("|"):
        entry.add(alias, ABBREVIATION if alias.isupper() and len(alias) < 5 else ALTERNATE)


def add_abbreviations(known: Mapping[str, Entry]) -> None:
    """Add the short forms of seeds/abbreviations.csv to the places they stand for."""
    for row in read_seed("abbreviations.csv"):
        entry = known[row["place"]]
        for short in filter(None, row["abbreviations"].split("|")):
            full = "." not in short and not short.isupper()
            entry.add(short, NAME if full else ABBREVIATION)
        for code in filter(None, row["codes"].split("|")):
            entry.add(code, CODE)


def move_points(known: Mapping[str, Entry]) -> None:
    """Give large areas the points of seeds/points.csv, by which the field's data sets know them."""
    for row in read_seed("points.csv"):
        entry = known[row["place"]]
        entry.lat, entry.lon = float(row["lat"]), float(row["lon"])


def place_in_divisions(entries: Iterable[Entry], cities: Iterable[Entry]) -> None:
    """Give points without a division that of the nearest city of their country, up to a degree."""
    cells: dict[tuple[str, int, int], list[Entry]] = {}
    for city in cities:
        if city.admin1:
            cells.setdefault((city.country, int(city.lat), int(city.lon)), []).append(city)
    known = {entry.id for entry in entries}
    for entry in entries:
        if entry.geometry != POINT or entry.admin1 in known or not entry.country:
            continue
        around = [
            city
            for lat in (-1, 0, 1)
            for lon in (-1, 0, 1)
            for city in cells.get((entry.country, int(entry.lat) + lat, int(entry.lon) + lon), ())
        ]
        nearest = min(around, key=lambda city: (_metres(entry, city), city.id), default=None)
        entry.admin1 = nearest.admin1 if nearest else ""


def merge_same(ours: Iterable[Entry], others: Iterable[Entry]) -> list[Entry]:
    """Return those of our places that no other source has; hand the names of the rest over.

    Same: an equal folded usual name, the same class of feature, at most 5 km apart.
    """
    by_name: dict[str, list[Entry]] = {}
    for other in others:
        for name in {fold_name(n) for n, kind in other.names.items() if kind == NAME}:
            by_name.setdefault(name, []).append(other)
    kept = []
    for entry in ours:
        twin = next((o for o in by_name.get(fold_name(entry.name), ()) if _same(entry, o)), None)
        if twin is None:
            kept.append(entry)
        else:
            for name in sorted(entry.names):
                twin.add(name, ALTERNATE)
    return kept


def _same(one: Entry, other: Entry) -> bool:
    return one.feature[0] == other.feature[0] and _metres(one, other) <= SAME_METRES


def _metres(one: Entry, other: Entry) -> float:
    """Return the distance, good to a percent over short ways."""
    north = (one.lat - other.lat) * _METRES_A_DEGREE
    east = (one.lon - other.lon) * _METRES_A_DEGREE * math.cos(math.radians(one.lat))
    return math.hypot(north, east)
