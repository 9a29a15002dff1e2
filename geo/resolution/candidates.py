"""Which places may a name of the report mean? Equal names are one group with one set of candidates."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import fold_name
from dateline.geo.resolution.candidate_scores import Group
from dateline.geo.resolution.local_words import AREA_WORDS, WIDE, WIDE_REACH, type_words_at
from dateline.geo.shapes.geodesy import sphere_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place
    from dateline.geo.recognition.toponyms import Mention
    from dateline.geo.reports.article import Article

    Named = tuple[Place, str]

CITY_AREA_KM: Final = 100.0
SEAT_SHARE: Final = (
    12  # a division of more times its seat's people is as likely meant by the bare name
)
SMALL: Final = 15_000  # people; a place below is no rival of a country or state of its name
TINY: Final = 5_000  # people; likewise of a capital
CAPITAL_SIZE: Final = 500_000
UNKNOWN_SIZE: Final = 1_000  # people, where the gazetteer has no figure for the seat of a division
FEATURE_WORDS: Final = frozenset(
    "shoal reef island islands atoll bank pass strait bay gulf ridge valley heights river lake dam "
    "bridge crossing canal glacier plateau".split()
)
AIRFIELDS: Final = frozenset({"airport", "airfield"})
_SEATS: Final = frozenset({"PPLC", "PPLA"})
_HOLDS: Final = re.compile(r",\s+|\s+in\s+|\s+\(")
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
    """Gather the mentions of equal words with the places that they may mean.

    "Kharkiv" and "Kharkiv region" are two names, though the second word is none of the mention's;
    so is the "Donetsk" of "Chasiv Yar, Donetsk", and "Goma" is not "Goma airport".
    """
    groups: dict[str, Group] = {}
    holding = _holding(article.text, mentions, gazetteer)
    wide = {i for i, m in enumerate(mentions) if _is_wide(article.text, m)}
    for index, mention in enumerate(mentions):
        if mention.kind in {"border", "demonym"}:
            continue
        key = fold_name(mention.surface)
        words = frozenset(type_words_at(article.text, mention))
        area = index in holding | wide or bool(words & AREA_WORDS)
        apart = "|area" if area else "|airport" if words & AIRFIELDS else ""
        group = groups.setdefault(key + apart, Group(key=key, surface=mention.surface))
        group.mentions.append(index)
    for group in groups.values():
        group.type_words = frozenset(
            word for i in group.mentions for word in type_words_at(article.text, mentions[i])
        )
        found = _of_the_kind(candidates_of(group.surface, gazetteer), group, gazetteer)
        if any(mentions[i].kind == "metonym" for i in group.mentions):
            found = _capitals(found)
            group.pulls = False
        elif not wide.isdisjoint(group.mentions):
            found = [(p, k) for p, k in found if p.feature_code in {"ADM1", "ADM2"}] or found
        elif group.type_words.isdisjoint(AREA_WORDS) and holding.isdisjoint(group.mentions):
            found = _without_city_areas(found)
        found = _without_parts_of_namesakes(found)
        largest = max((_size(p) for p, _ in found if p.feature_class == "P"), default=0)
        for place, kind in found:
            group.options.append((place, _own_features(place, kind, group.key, largest)))
    _add_short_forms(groups)
    return groups


def _add_short_forms(groups: Mapping[str, Group]) -> None:
    """Let a name also mean a feature of the report that goes on with a word for what it is.

    "Scarborough" may be Scarborough Shoal, where the report has that by whatever name.
    """
    named = {
        place.id: place
        for group in groups.values()
        for place, _ in group.options
        if place.feature_class not in {"P", "A"} and len(group.options) == 1
    }
    for group in groups.values():
        known = {place.id for place, _ in group.options}
        for place in named.values():
            rest = fold_name(place.name).removeprefix(group.key + " ")
            if place.id not in known and rest in FEATURE_WORDS:
                group.options.append((place, _own_features(place, "name", group.key, 0)))


def _is_wide(text: str, mention: Mention) -> bool:
    """Whether villages lie in it: "villages in Idlib" are not in the city."""
    start = mention.span.start
    return WIDE.search(text, max(0, start - WIDE_REACH), start) is not None


def _holding(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> set[int]:
    """Return the mentions of divisions in which the name just before them lies."""
    found = set()
    names = [i for i, m in enumerate(mentions) if m.kind not in {"border", "demonym"}]
    names.sort(key=lambda i: mentions[i].span)
    for before, index in pairwise(names):
        gap = text[mentions[before].span.end : mentions[index].span.start]
        if not _HOLDS.fullmatch(gap):
            continue
        divisions = {
            (place.country, fold_name(place.name))
            for place, _ in gazetteer.candidates(mentions[index].surface)
            if place.feature_code == "ADM1"
        }
        inner = gazetteer.candidates(mentions[before].surface) if divisions else ()
        if any(p.feature_class == "P" and (p.country, fold_name(p.admin1)) in divisions and
               p.feature_code not in _SEATS for p, _ in inner):  # fmt: skip
            found.add(index)
    return found


def _capitals(found: Sequence[Named]) -> Sequence[Named]:
    """Return the capitals, and larger cities of that very name: "Delhi" speaks for India, not Dili."""
    seats = [(p, k) for p, k in found if p.feature_code == "PPLC"]
    least = max((p.population for p, _ in seats), default=0)
    larger = [
        (p, k)
        for p, k in found
        if k == "name" and p.feature_code == "PPLA" and p.population > least
    ]
    if larger and all(k == "alternate" for _, k in seats):
        return larger
    return seats or found


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
    """Leave out divisions that the city they are called after is likelier meant by.

    "Kherson" alone means the city, not the region; "Quebec" may mean the province, which has many
    times the city's people, and so may "New York", whose seat is another.
    """
    towns = [place for place, _ in found if place.feature_class == "P"]
    return [
        (place, kind)
        for place, kind in found
        if place.feature_code not in {"ADM1", "ADM2"}
        or not any(
            _is_seat_of(town, place)
            for town in towns
            if town.feature_code in _SEATS or place.feature_code == "ADM2"
        )
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
    known = seat.population or division.population  # a village of unknown size
    return (inside or near) and known * SEAT_SHARE >= division.population


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
