"""What places does a service's answer hold? Four formats into our one record.

A result that cannot be a place of a report (a street, a shop), or whose coordinates are no point
on the globe, is left out. Feature codes are GeoNames'; how OpenStreetMap's tags become them stands
in the tables below and in docs/geocoders.md.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.feature_codes import geometry_of
from dateline.geo.gazetteer.names import english_name
from dateline.geo.gazetteer.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from dateline.geo.online.cache import Raw

    Feature = tuple[str, str]  # class and code

LONGEST_NAME: Final = 100

# Values of place=* and of Nominatim's "addresstype", which says what a boundary encloses.
_SETTLEMENTS: Final[Mapping[str, Feature]] = {
    "country": ("A", "PCLI"),
    "state": ("A", "ADM1"),
    "province": ("A", "ADM1"),
    "region": ("A", "ADM1"),
    "state_district": ("A", "ADM2"),
    "county": ("A", "ADM2"),
    "district": ("A", "ADM2"),
    "municipality": ("A", "ADM3"),
    "suburb": ("P", "PPLX"),
    "borough": ("P", "PPLX"),
    "quarter": ("P", "PPLX"),
    "neighbourhood": ("P", "PPLX"),
    "locality": ("L", "LCTY"),
    "island": ("T", "ISL"),
    "islet": ("T", "ISL"),
    "archipelago": ("T", "ISLS"),
    "sea": ("H", "SEA"),
    "ocean": ("H", "OCN"),
    "continent": ("L", "CONT"),
}
_TAGS: Final[Mapping[tuple[str, str], Feature]] = {
    ("natural", "peak"): ("T", "MT"),
    ("natural", "volcano"): ("T", "MT"),
    ("natural", "saddle"): ("T", "PASS"),
    ("natural", "cape"): ("T", "CAPE"),
    ("natural", "mountain_range"): ("T", "MTS"),
    ("natural", "desert"): ("T", "DSRT"),
    ("natural", "water"): ("H", "LK"),
    ("natural", "bay"): ("H", "BAY"),
    ("natural", "strait"): ("H", "STRT"),
    ("waterway", "dam"): ("S", "DAM"),
    ("aeroway", "airstrip"): ("S", "AIRF"),
    ("military", "airfield"): ("S", "AIRB"),
    ("military", "naval_base"): ("S", "NVB"),
    ("landuse", "military"): ("S", "INSM"),
    ("landuse", "port"): ("S", "PRT"),
    ("railway", "station"): ("S", "RSTN"),
    ("man_made", "bridge"): ("S", "BDG"),
}
_KEYS: Final[Mapping[str, Feature]] = {
    "place": ("P", "PPL"),
    "boundary": ("A", "ADMD"),
    "waterway": ("H", "STM"),
    "natural": ("L", "LCTY"),
    "aeroway": ("S", "AIRP"),
    "military": ("S", "INSM"),
    "mountain_pass": ("T", "PASS"),
    "barrier": ("S", "PSTB"),
    "bridge": ("S", "BDG"),
}
_OTHER: Final[Feature] = ("S", "FCL")
_PLAIN: Final[Feature] = ("P", "PPL")
# What bears a town's name and is none.
_NO_PLACE: Final = frozenset(
    "highway shop office craft club advertising building tourism emergency address".split()
)
_PHOTON_TYPES: Final = {"district": "suburb", "house": "", "street": "", "other": ""}
_ARCGIS_TYPES: Final = {
    "neighborhood": "suburb",
    "state or province": "state",
    "territory": "state",
}
_ARCGIS_SIGHTS: Final[Mapping[str, Feature]] = {  # of points of interest, these are places
    "airport": ("S", "AIRP"),
    "bay": ("H", "BAY"),
    "island": ("T", "ISL"),
    "lake": ("H", "LK"),
    "military base": ("S", "INSM"),
    "mountain": ("T", "MT"),
    "mountain range": ("T", "MTS"),
    "pass": ("T", "PASS"),
    "port": ("S", "PRT"),
    "river": ("H", "STM"),
    "valley": ("T", "VAL"),
}
_CODE: Final = re.compile(r"[A-Z][A-Z0-9]{0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that a service knows, with every name that it gives it."""

    place: Place
    names: tuple[str, ...]


def read_answer(service: str, results: Iterable[Raw], *, source: str) -> tuple[Found, ...]:
    """Return the places of an answer, in the service's order, each once.

    Parameters
    ----------
    service
        nominatim, photon, geonames or arcgis.
    results
        Results as the service gave them.
    source
        Data set and licence, for `Place.source`.
    """
    read = _READERS[service]
    found: dict[str, Found] = {}
    for raw in results:
        item = read(raw, source)
        if item is not None:
            found.setdefault(item.place.id, item)
    return tuple(found.values())


def tag_feature(key: str, value: str, kind: str = "") -> Feature | None:
    """Return class and code of an OpenStreetMap tag; None for what is no place.

    Parameters
    ----------
    key, value
        The main tag: place=city, boundary=administrative.
    kind
        What the service says that a boundary encloses: city, state.

    Examples
    --------
    >>> tag_feature("place", "city"), tag_feature("boundary", "administrative", "state")
    (('P', 'PPL'), ('A', 'ADM1'))
    >>> tag_feature("shop", "bakery") is None
    True
    """
    if key in _NO_PLACE:
        return None
    if key == "boundary" and kind and value == "administrative":
        return _SETTLEMENTS.get(kind, _PLAIN)
    if key == "place":
        return _SETTLEMENTS.get(value, _PLAIN)
    if not key:
        return _PLAIN
    return _TAGS.get((key, value)) or _KEYS.get(key, _OTHER)


# ------------------------------------------------------------------ one reader a service
def _nominatim(raw: Raw, source: str) -> Found | None:
    feature = tag_feature(
        _text(raw.get("class") or raw.get("category")),
        _text(raw.get("type")),
        _text(raw.get("addresstype")),
    )
    address, names = _object(raw.get("address")), _object(raw.get("namedetails"))
    shown = _text(raw.get("name")) or _text(raw.get("display_name")).partition(",")[0]
    return _found(
        "nominatim",
        source,
        feature,
        number=_osm_id(raw),
        names=(shown, *(_text(name) for name in names.values())),
        point=(raw.get("lon"), raw.get("lat")),
        country=_text(address.get("country_code")),
        admin1=_text(address.get("state")),
    )


def _photon(raw: Raw, source: str) -> Found | None:
    about = _object(raw.get("properties"))
    kind = _text(about.get("type"))
    feature = tag_feature(
        _text(about.get("osm_key")),
        _text(about.get("osm_value")),
        _PHOTON_TYPES.get(kind, kind),
    )
    coordinates = _object(raw.get("geometry")).get("coordinates")
    pair = coordinates if isinstance(coordinates, list) and len(coordinates) >= 2 else (None, None)
    return _found(
        "photon",
        source,
        feature,
        number=_osm_id(about),
        names=(_text(about.get("name")),),
        point=(pair[0], pair[1]),
        country=_text(about.get("countrycode")),
        admin1=_text(about.get("state")),
    )


def _geonames(raw: Raw, source: str) -> Found | None:
    letter, code = _text(raw.get("fcl")), _text(raw.get("fcode"))
    feature: Feature | None = _PLAIN
    if letter == "R":  # roads and railways
        feature = None
    elif letter in set("AHLPSTUV") and _CODE.fullmatch(code):
        feature = (letter, code)
    population = raw.get("population")
    return _found(
        "geonames",
        source,
        feature,
        number=_digits(raw.get("geonameId")),
        names=(_text(raw.get("name")), _text(raw.get("toponymName"))),
        point=(raw.get("lng"), raw.get("lat")),
        country=_text(raw.get("countryCode")),
        admin1=_text(raw.get("adminName1")),
        population=population if type(population) is int and 0 <= population < 1e10 else 0,
    )


def _arcgis(raw: Raw, source: str) -> Found | None:
    about, location = _object(raw.get("attributes")), _object(raw.get("location"))
    kind, level = _text(about.get("Type")).lower(), _text(about.get("Addr_type"))
    feature = None  # streets, houses, post codes
    if level in {"", "Locality"}:
        feature = _SETTLEMENTS.get(_ARCGIS_TYPES.get(kind, kind), _PLAIN)
    elif level == "POI":
        feature = _ARCGIS_SIGHTS.get(kind)
    return _found(
        "arcgis",
        source,
        feature,
        number="",
        names=(_text(about.get("PlaceName")), _text(raw.get("address")).partition(",")[0]),
        point=(location.get("x"), location.get("y")),
        country=_text(about.get("Country")),
        admin1=_text(about.get("Region")),
    )


_READERS: Final[Mapping[str, Callable[[Raw, str], Found | None]]] = {
    "nominatim": _nominatim,
    "photon": _photon,
    "geonames": _geonames,
    "arcgis": _arcgis,
}


def _found(
    service: str,
    source: str,
    feature: Feature | None,
    *,
    number: str,
    names: tuple[str, ...],
    point: tuple[object, object],
    country: str,
    admin1: str,
    population: int = 0,
) -> Found | None:
    lon, lat = _degrees(point[0], 180.0), _degrees(point[1], 90.0)
    known = tuple(dict.fromkeys(name for name in names if name))
    if feature is None or lon is None or lat is None or not known:
        return None
    letter, code = feature
    number = number or f"{lon:.5f},{lat:.5f}"
    country = country.upper()
    place = Place(
        id=f"online:{service}:{number}",
        name=english_name(known[0]),
        lat_deg=round(lat, 5),
        lon_deg=round(lon, 5),
        country=country if re.fullmatch(r"[A-Z]{2,3}", country) else "",
        admin1=english_name(admin1),
        feature_class=letter,
        feature_code=code,
        population=population,
        geometry="area" if letter == "A" else geometry_of(code),
        source=source,
    )
    return Found(place=place, names=known)


# ------------------------------------------------------------------ values of anybody's making
def _text(value: object) -> str:
    """Return a value as one short line without control characters, "" if it is no text."""
    if not isinstance(value, str):
        return ""
    printable = "".join(char if char.isprintable() else " " for char in value[: 4 * LONGEST_NAME])
    return " ".join(printable.split())[:LONGEST_NAME]


def _object(value: object) -> Raw:
    return value if isinstance(value, dict) else {}


def _digits(value: object) -> str:
    words = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return words if re.fullmatch(r"[0-9]{1,15}", words) else ""


def _osm_id(raw: Raw) -> str:
    """Return "N107775": OpenStreetMap counts nodes, ways and relations apart."""
    number = _digits(raw.get("osm_id"))
    letter = _text(raw.get("osm_type"))[:1].upper()
    return f"{letter}{number}" if number and letter in {"N", "W", "R"} else ""


def _degrees(value: object, limit: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) <= limit else None
