"""Which places may a name of the report mean? Equal names are one group with one set of candidates."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from dateline.geo.candidate_scores import Group
from dateline.geo.geodesy import sphere_km
from dateline.geo.local_words import AREA_WORDS, type_words_at
from dateline.geo.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.article import Article
    from dateline.geo.gazetteer import Gazetteer
    from dateline.geo.places import Place
    from dateline.geo.toponyms import Mention

    Named = tuple[Place, str]

CITY_AREA_KM: Final = 100.0
SEAT_SHARE: Final = 3  # a division of more than three times its seat's people is more than it
SMALL: Final = 15_000  # people; a place below is no rival of a country or state of its name
TINY: Final = 5_000  # people; likewise of a capital
CAPITAL_SIZE: Final = 500_000
UNKNOWN_SIZE: Final = 1_000  # people, where the gazetteer has no figure for the seat of a division
_SEATS: Final = frozenset({"PPLC", "PPLA"})
REGION_CODES: Final = frozenset({"CONT", "RGN", "SEA", "OCN", "GULF", "STRT", "MTS", "PEN", "ISLS"})
WATERS: Final = frozenset({"river", "lake"})
_TYPED: Final = re.compile(r"\s+(?:airport|river|lake)$", re.IGNORECASE)
_TRIMMED: Final = re.compile(
    r"^(?:the|greater|upper|lower|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central|"
    r"downtown|port of|city of|town of|village of)\s+"
    r"|\s+(?:district|county|co\.?|province|governorate|region|state|city|area|village|town)$",
    re.IGNORECASE,
)


def group_mentions(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> dict[str, Group]:
    """Gather the mentions of equal words with the places that they may mean."""
    groups: dict[str, Group] = {}
    for index, mention in enumerate(mentions):
        if mention.kind in {"border", "demonym"}:
            continue
        key = fold_name(mention.surface)
        group = groups.setdefault(key, Group(key=key, surface=mention.surface))
        group.mentions.append(index)
    for group in groups.values():
        group.type_words = frozenset(
            word for i in group.mentions for word in type_words_at(article.text, mentions[i])
        )
        found = _of_the_kind(candidates_of(group.surface, gazetteer), group, gazetteer)
        if any(mentions[i].kind == "metonym" for i in group.mentions):
            found = [(p, k) for p, k in found if p.feature_code == "PPLC"] or found
            group.pulls = False
        elif group.type_words.isdisjoint(AREA_WORDS):
            found = _without_city_areas(found)
        found = _without_parts_of_namesakes(found)
        largest = max((_size(p) for p, _ in found if p.feature_class == "P"), default=0)
        for place, kind in found:
            group.options.append((place, _own_features(place, kind, group.key, largest)))
    return groups


def candidates_of(surface: str, gazetteer: Gazetteer) -> Sequence[Named]:
    """Return the places of exactly this name; failing that, of the name without its type word."""
    found = gazetteer.candidates(surface)
    while not found and (trimmed := _TRIMMED.sub("", surface, count=1)) != surface:
        surface = trimmed
        found = gazetteer.candidates(surface)
    return found


def _of_the_kind(found: Sequence[Named], group: Group, gazetteer: Gazetteer) -> Sequence[Named]:
    """Return the waters where the words say "river", the airport where they say "airport".

    "The San Miguel river" is no town of that name; an airport is often listed by a longer name.
    """
    bare = _TYPED.sub("", group.surface)
    if "airport" in group.type_words and not any(p.feature_class == "S" for p, _ in found):
        for name in (f"{bare} International Airport", f"{bare} Airport"):
            if longer := [(p, k) for p, k in gazetteer.candidates(name) if p.feature_class == "S"]:
                return longer
    if len(group.mentions) == 1 and group.type_words & WATERS:
        named = [*found, *gazetteer.candidates(f"{bare} River")]
        return [(p, k) for p, k in dict.fromkeys(named) if p.feature_class == "H"]
    return found


def _without_city_areas(found: Sequence[Named]) -> list[Named]:
    """Leave out divisions that are hardly more than the city they are called after.

    "Kyiv" means the city, not the division Kyiv city; "New York" may mean the state, which has
    many times the city's people.
    """
    seats = [place for place, _ in found if place.feature_code in _SEATS]
    return [
        (place, kind)
        for place, kind in found
        if place.feature_code not in {"ADM1", "ADM2"}
        or not any(_is_seat_of(seat, place) for seat in seats)
    ]


def _without_parts_of_namesakes(found: Sequence[Named]) -> list[Named]:
    """Leave out divisions called like their country or like a macro region ("Taiwan", "Sahel")."""
    countries = {place.country for place, _ in found if place.feature_code.startswith("PCL")}
    region = any(place.feature_code == "RGN" and kind == "name" for place, kind in found)
    return [
        (place, kind)
        for place, kind in found
        if place.feature_code not in {"ADM1", "ADM2"} or not (region or place.country in countries)
    ]


def countries_named(groups: Iterable[Group], fixed: Iterable[Place]) -> frozenset[str]:
    """Return the countries (alpha-2) that the report speaks of, by name or demonym."""
    named = {
        place.country
        for group in groups
        for place, features in group.options
        if "country" in features and "country_by_alternate" not in features
    }
    return frozenset(named | {place.country for place in fixed})


def without_trifles(group: Group, spoken_of: frozenset[str]) -> None:
    """Never take a country for a building, or a state or capital for a village.

    Unless the words beside the name say so ("Turkey, Texas"), or it is a town in a country that the
    report speaks of.
    """
    usual = [p for p, f in group.options if "primary_name" in f or "abbreviation" in f]
    ruling = any(p.feature_code.startswith("PCL") or p.feature_code == "ADM1" for p in usual)
    capital = any(p.feature_code == "PPLC" for p in usual)
    least = SMALL if ruling else TINY if capital else 0
    if least:
        group.options = [(p, f) for p, f in group.options if not _trifle(p, f, least, spoken_of)]


def _trifle(
    place: Place, features: dict[str, float], least: int, spoken_of: frozenset[str]
) -> bool:
    if any(key in features for key in ("in_next", "in_previous", "type_word", "dateline_city")):
        return False
    if place.id.startswith("user:") or place.feature_code == "PPLC":
        return False
    village = place.population < least and place.country not in spoken_of
    return place.feature_class == "S" or (place.feature_class == "P" and village)


def _is_seat_of(seat: Place, division: Place) -> bool:
    inside = fold_name(seat.admin1) == fold_name(division.name) and seat.country == division.country
    near = sphere_km(seat.lon_deg, seat.lat_deg, division.lon_deg, division.lat_deg) < CITY_AREA_KM
    return (inside or near) and seat.population * SEAT_SHARE >= division.population


def _size(place: Place) -> int:
    """People; a capital is as well known as a city of half a million at least."""
    return max(place.population, CAPITAL_SIZE * (place.feature_code == "PPLC"))


def _own_features(place: Place, kind: str, key: str, largest: int) -> dict[str, float]:
    seat_of_some = place.feature_code.startswith("PPLA")
    size = math.log10((_size(place) or UNKNOWN_SIZE * seat_of_some) + 1) / 7
    features = {type_of(place): 1.0}
    if place.feature_class == "P":
        features["population"] = size
        features["population_gap"] = math.log10(largest + 1) / 7 - size
    else:
        features["area_population"] = size
    if fold_name(place.name) == key:
        features["primary_name"] = 1.0
    if kind in {"abbreviation", "code"}:
        features[kind] = 1.0
    if kind == "alternate" and "country" in features:
        features["country_by_alternate"] = 1.0
    if place.id.startswith("user:"):
        features["own_table"] = 1.0
    if place.id.startswith("seed:"):
        features["own_list"] = 1.0
    return features


def type_of(place: Place) -> str:
    """Return the feature that says what kind of place it is."""
    code = place.feature_code
    if code.startswith("PCL"):
        return "country"
    if code in {"ADM1", "ADM2"}:
        return code.lower().replace("adm", "admin")
    if code == "PPLC":
        return "capital"
    if code == "PPLA":
        return "seat"
    if code == "PPLX":
        return "part_of_city"
    if place.feature_class == "P":
        return "city"
    return "region" if code in REGION_CODES else "feature"
