"""What does the user know of a report: of which countries is it likely to tell, and from where?

``--country`` takes codes or English names, ``--home`` a place ("Austin, TX", "Kabul") or a position
("30.27,-97.74"). Neither is guessed: what may mean several places is an error that names them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError
from dateline.geo.gazetteer.names import fold_name
from dateline.geo.gazetteer.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer, NameKind

# A place with so many times the people of the next of its name is meant without more words.
MUCH_LARGER: Final = 10
SMALLEST: Final = 500  # people; a place without a number counts as many
# Entries of one name that lie so near to each other are one place (a town and its district).
SAME_KM: Final = 30.0
SHOWN: Final = 4
_POSITION: Final = re.compile(r"\s*([-+]?\d+(?:\.\d*)?)\s*[,;\s]\s*([-+]?\d+(?:\.\d*)?)\s*")
_COUNTRY_HINT: Final = "--country takes codes of ISO 3166-1 or English names: AF or Afghanistan"


def parse_countries(given: Iterable[str], *, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the countries that the words name.

    Parameters
    ----------
    given
        Codes of ISO 3166-1 (two or three letters) or English names, several in one text separated
        by commas.
    gazetteer
        Knows the countries.

    Returns
    -------
    tuple of str
        Alpha-2 codes, each once, in the order given.

    Raises
    ------
    InputError
        A word names no country, or several.

    Examples
    --------
    >>> from dateline.geo.gazetteer.gazetteer import open_gazetteer
    >>> parse_countries(["af, Tajikistan", "AF"], gazetteer=open_gazetteer())
    ('AF', 'TJ')
    """
    words = [word.strip() for text in given for word in text.split(",")]
    found = [_country(word, gazetteer) for word in words if word]
    return tuple(dict.fromkeys(found))


def _country(word: str, gazetteer: Gazetteer) -> str:
    code = word.upper()
    if len(word) == 2 and gazetteer.alpha3(code):
        return code
    if len(word) == 3 and gazetteer.alpha2(code):
        return gazetteer.alpha2(code)
    named = [(p, kind) for p, kind in gazetteer.candidates(word) if _is_country(p)]
    usual = [p for p, _ in named if fold_name(p.name) == fold_name(word)]
    codes = list(dict.fromkeys(place.country for place in usual or [p for p, _ in named]))
    if len(codes) == 1:
        return codes[0]
    if codes:
        either = " or ".join(f"{gazetteer.country_name(c)} ({c})" for c in codes[:SHOWN])
        msg = f"{word!r} may mean several countries"
        raise InputError(msg, hint=f"give a code: {either}")
    hint = _COUNTRY_HINT
    for place, _ in gazetteer.candidates(word):
        if place.feature_code == "ADM1":
            hint = f"a part of {gazetteer.country_name(place.country)}: give {place.country}"
            break
    msg = f"no such country: {word!r}"
    raise InputError(msg, hint=hint)


def parse_home(text: str, *, gazetteer: Gazetteer) -> Place:
    """Return the place where the outlet is at home.

    Parameters
    ----------
    text
        A name, if need be with what it lies in after commas ("Austin, TX", "Tripoli, Libya"), or
        "latitude,longitude" in degrees, WGS 84.
    gazetteer
        Knows the places.

    Raises
    ------
    InputError
        No place of this name is known, or several are; the hint names them.

    Examples
    --------
    >>> from dateline.geo.gazetteer.gazetteer import open_gazetteer
    >>> parse_home("Austin, TX", gazetteer=open_gazetteer()).admin1
    'Texas'
    """
    position = _POSITION.fullmatch(text)
    if position is not None:
        return _at(float(position[1]), float(position[2]))
    name, *containers = [part.strip() for part in text.split(",")]
    named: list[tuple[Place, NameKind]] = list(gazetteer.candidates(name))
    if not named:
        msg = f"no place called {name!r} is known"
        hint = f"see dateline gazetteer find {name!r}, or give --home as latitude,longitude"
        raise InputError(msg, hint=hint)
    for container in filter(None, containers):
        ids = _containers(container, gazetteer)
        inside = [pair for pair in named if ids.intersection(gazetteer.parents(pair[0]))]
        if not inside:
            msg = f"no {name!r} is known in {container!r}"
            raise InputError(msg, hint=f"known are {_list(_homes(named), gazetteer)}")
        named = inside
    found = _homes(named)
    if len(found) > 1 and found[0][0] < MUCH_LARGER * found[1][0]:
        msg = f"{text!r} may mean several places"
        hint = f"say which: {_list(found, gazetteer)}; or give latitude,longitude"
        raise InputError(msg, hint=hint)
    return found[0][1]


def _homes(named: Sequence[tuple[Place, NameKind]]) -> list[tuple[float, Place]]:
    """Places that the name may mean with their size, largest first.

    Of twins that lie side by side only one is kept; the user's own places come alone. A town is
    meant rather than an area, unless it is a hamlet beside it: "New York" is the city, "Texas" the
    state. What is usually called so counts ten times what is also called so.
    """
    own = [(p, kind) for p, kind in named if p.id.startswith("user:")]
    sized = [
        (max(place.population, SMALLEST) / (1 if kind == "name" else MUCH_LARGER), place)
        for place, kind in own or named
    ]
    largest = max(size for size, _ in sized)
    towns = [(n, p) for n, p in sized if p.feature_class == "P" and n * MUCH_LARGER >= largest]
    kept: list[tuple[float, Place]] = []
    for size, place in sorted(towns or sized, key=lambda pair: -pair[0]):
        if not any(_same(place, other) for _, other in kept):
            kept.append((size, place))
    return kept


def _same(one: Place, other: Place) -> bool:
    from dateline.geo.shapes.geodesy import distance_km

    if one.country != other.country or one.geometry != other.geometry:
        return False
    return distance_km((one.lon_deg, one.lat_deg), (other.lon_deg, other.lat_deg)) < SAME_KM


def _containers(name: str, gazetteer: Gazetteer) -> set[str]:
    """Ids of the countries and divisions that a name or a code after a comma may mean."""
    code = name.upper()
    ids = {f"country:{code}"} if len(name) == 2 and gazetteer.alpha3(code) else set()
    return ids | {
        place.id
        for place, _ in gazetteer.candidates(name)
        if _is_country(place) or place.feature_code in {"ADM1", "ADM2"}
    }


def _list(found: Sequence[tuple[float, Place]], gazetteer: Gazetteer) -> str:
    shown = "; ".join(_full_name(place, gazetteer) for _, place in found[:SHOWN])
    return shown + (f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else "")


def _full_name(place: Place, gazetteer: Gazetteer) -> str:
    parts = (place.name, place.admin1, gazetteer.country_name(place.country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _at(lat_deg: float, lon_deg: float) -> Place:
    """Return the position itself as a place, in its country."""
    if abs(lat_deg) > 90 or abs(lon_deg) > 180:
        msg = f"no place on Earth has latitude {lat_deg:g} and longitude {lon_deg:g}"
        raise InputError(msg, hint="--home takes latitude,longitude: 30.27,-97.74")
    from dateline.geo.shapes.areas import area_of, locate

    location = locate(lon_deg, lat_deg)
    area = area_of(location.admin1)
    return Place(
        id=f"point:{lat_deg:g},{lon_deg:g}",
        name=f"{lat_deg:g},{lon_deg:g}",
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        country=location.country,
        admin1=area.name if area is not None else "",
        feature_class="L",
        feature_code="LCTY",
        population=0,
        geometry="point",
        source="given",
    )


def _is_country(place: Place) -> bool:
    return place.feature_code.startswith("PCL")
