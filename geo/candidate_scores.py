"""How well does each place of a name fit the report? Features, weights and two passes.

The first pass looks at each name and its neighbours in the text, the second also at where the
report's other places lie. Weights are plain numbers in ``data/resolution.json``
(scripts/fit_resolution.py made them; docs/evaluation.md says on what, and how well they hold).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.geo.borders import border_between, nearest_on_border
from dateline.geo.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.geo.article import Article
    from dateline.geo.gazetteer import Gazetteer
    from dateline.geo.places import Place
    from dateline.geo.toponyms import Mention

FEATURES: Final = (
    "country", "country_by_alternate", "admin1", "admin2", "capital", "seat", "city", "part_of_city", "region", "feature",
    "population", "area_population", "primary_name", "abbreviation", "code",
    "in_next", "not_in_next", "holds_previous", "capital_namesake", "type_word", "other_type_word", "dateline_city",
    "country_named", "country_votes", "admin1_votes", "near", "nearest", "near_border",
)  # fmt: skip
# Distance at which a neighbour's pull has fallen to 1/e; about a day's drive.
NEAR_KM: Final = 150.0
BORDER_KM: Final = 15.0  # likewise for a border that the report speaks of
CITY_AREA_KM: Final = 100.0
SEAT_SHARE: Final = 3  # a division of more than three times its seat's people is more than it
_AREA_WORDS: Final = frozenset("province region oblast governorate state county district".split())
_SEATS: Final = frozenset({"PPLC", "PPLA"})
_REGION_CODES: Final = frozenset(
    {"CONT", "RGN", "SEA", "OCN", "GULF", "STRT", "MTS", "PEN", "ISLS"}
)
_TYPE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "county": ("ADM2",),
    "district": ("ADM2", "ADM3", "ADM1"),
    "province": ("ADM1",),
    "region": ("ADM1", "RGN"),
    "state": ("ADM1",),
    "governorate": ("ADM1",),
    "oblast": ("ADM1",),
    "city": ("P",),
    "town": ("P",),
    "village": ("P",),
    "river": ("STM",),
    "lake": ("LK",),
    "airport": ("AIRP", "AIRB"),
    "airfield": ("AIRP", "AIRB", "AIRF"),
    "base": ("AIRB", "MILB", "INSM", "AIRP", "NVB"),
    "sea": ("SEA",),
    "crossing": ("CRSG", "BDRY", "PASS", "BP"),
    "pass": ("PASS",),
    "island": ("ISL",),
    "temple": ("TMPL",),
    "monastery": ("MNSTY",),
    "dam": ("DAM",),
    "strait": ("STRT",),
    "port": ("PRT", "P"),
}
_BEFORE_TYPE: Final = re.compile(
    r"\b(" + "|".join(_TYPE_WORDS) + r")\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
_AFTER_TYPE: Final = re.compile(r"\s+(" + "|".join(_TYPE_WORDS) + r")\b", re.IGNORECASE)
_COMMA: Final = re.compile(r",\s*(?:in\s+)?|\s*\(\s*|\s+in\s+(?:the\s+)?")


@dataclass(slots=True)
class Group:
    """All mentions with the same words: one decision (one sense per report)."""

    key: str
    surface: str
    mentions: list[int] = field(default_factory=list)
    options: list[tuple[Place, dict[str, float]]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    @property
    def best(self) -> Place | None:
        """The place with the highest score so far, None without candidates."""
        if not self.options:
            return None
        return self.options[max(range(len(self.scores)), key=self.scores.__getitem__)][0]


@lru_cache(maxsize=1)
def feature_weights() -> dict[str, float]:
    """Return the weight of every feature, from ``data/resolution.json``."""
    data = json.loads((files("dateline.geo") / "data" / "resolution.json").read_text("utf-8"))
    return {key: float(data["weights"].get(key, 0.0)) for key in FEATURES}


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
        found = _candidates(group.surface, gazetteer)
        words = {w for i in group.mentions for w in _type_words_at(article.text, mentions[i])}
        if any(mentions[i].kind == "metonym" for i in group.mentions):
            found = [(p, k) for p, k in found if p.feature_code == "PPLC"] or found
        elif words.isdisjoint(_AREA_WORDS):
            found = _without_city_areas(found)
        found = _without_parts_of_namesakes(found)
        for place, kind in found:
            group.options.append((place, _own_features(place, kind, group.key)))
    return groups


def _without_city_areas(found: Sequence[tuple[Place, str]]) -> list[tuple[Place, str]]:
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


def _without_parts_of_namesakes(
    found: Sequence[tuple[Place, str]],
) -> list[tuple[Place, str]]:
    """Leave out divisions called like their country or like a macro region ("Taiwan", "Sahel")."""
    countries = {place.country for place, _ in found if place.feature_code.startswith("PCL")}
    region = any(place.feature_code == "RGN" and kind == "name" for place, kind in found)
    return [
        (place, kind)
        for place, kind in found
        if place.feature_code not in {"ADM1", "ADM2"} or not (region or place.country in countries)
    ]


def _is_seat_of(seat: Place, division: Place) -> bool:
    inside = fold_name(seat.admin1) == fold_name(division.name) and seat.country == division.country
    near = sphere_km(division, seat) < CITY_AREA_KM
    return (inside or near) and seat.population * SEAT_SHARE >= division.population


_TRIMMED: Final = re.compile(
    r"^(?:the|greater|upper|lower|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central)\s+"
    r"|\s+(?:district|county|province|governorate|region|state|city|co\.?)$",
    re.IGNORECASE,
)


def _candidates(surface: str, gazetteer: Gazetteer) -> Sequence[tuple[Place, str]]:
    """Exact-name candidates; failing that, those of the name without its type word."""
    found = gazetteer.candidates(surface)
    while not found and (trimmed := _TRIMMED.sub("", surface, count=1)) != surface:
        surface = trimmed
        found = gazetteer.candidates(surface)
    return found


def _own_features(place: Place, kind: str, key: str) -> dict[str, float]:
    size = "population" if place.feature_class == "P" else "area_population"
    features = {_type_of(place): 1.0, size: math.log10(place.population + 1) / 7}
    if fold_name(place.name) == key:
        features["primary_name"] = 1.0
    if kind in {"abbreviation", "code"}:
        features[kind] = 1.0
    if kind == "alternate" and "country" in features:
        features["country_by_alternate"] = 1.0
    return features


def _type_of(place: Place) -> str:
    code = place.feature_code
    if code.startswith("PCL"):
        return "country"
    if code in {"ADM1", "ADM2"}:
        return code.lower().replace("adm", "admin")
    if code == "PPLC":
        return "capital"
    if code.startswith("PPLA"):
        return "seat"
    if code == "PPLX":
        return "part_of_city"
    if place.feature_class == "P":
        return "city"
    return "region" if code in _REGION_CODES else "feature"


# ------------------------------------------------------------------ first pass: words nearby
def local_pass(
    groups: Mapping[str, Group],
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
) -> None:
    """Score every candidate by the words beside its mentions."""
    following, preceding = _neighbours_in_text(article, mentions, gazetteer)
    for group in groups.values():
        containers = [c for index in group.mentions for c in following.get(index, ())]
        contained = [c for index in group.mentions for c in preceding.get(index, ())]
        capital = any(place.feature_code == "PPLC" for place, _ in group.options)
        words = {w for i in group.mentions for w in _type_words_at(article.text, mentions[i])}
        dateline = any(
            _DATELINE.match(article.text, mentions[i].span.end)
            and _starts_paragraph(article.text, mentions[i])
            for i in group.mentions
        )
        for place, features in group.options:
            if containers:
                inside = any(_contains(container, place) for container in containers)
                features["in_next" if inside else "not_in_next"] = 1.0
            if any(_contains(place, inner) for inner in contained):
                features["holds_previous"] = 1.0
            if capital and place.feature_code == "ADM1":
                features["capital_namesake"] = 1.0
            if dateline and place.feature_class == "P":
                features["dateline_city"] = 1.0
            if words:
                fits = any(_fits_type(place, word) for word in words)
                features["type_word" if fits else "other_type_word"] = 1.0
        _score(group)


_DATELINE: Final = re.compile(r"[^\n.]{0,40}?(?:\s[-–—]{1,2}\s|--|\([A-Z][\w .]{1,20}\))")


def _starts_paragraph(text: str, mention: Mention) -> bool:
    before = text[: mention.span.start].rstrip(" \t\u00a0")
    return before == "" or before.endswith("\n") or mention.surface.isupper()


def _neighbours_in_text(
    article: Article, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[dict[int, tuple[Place, ...]], dict[int, tuple[Place, ...]]]:
    """For "Long Beach, CA": what the next name may mean as a container, and the one before.

    Returns
    -------
    following, preceding
        By mention: the countries and divisions that the next name may mean; all that the name
        before may mean.
    """
    order = sorted(
        (index for index, mention in enumerate(mentions) if mention.kind in {"name", "metonym"}),
        key=lambda index: mentions[index].span,
    )
    following: dict[int, tuple[Place, ...]] = {}
    preceding: dict[int, tuple[Place, ...]] = {}
    for index, successor in pairwise(order):
        between = article.text[mentions[index].span.end : mentions[successor].span.start]
        if len(between) > 8 or not _COMMA.fullmatch(between):
            continue
        found = tuple(
            place
            for place, _ in _candidates(mentions[successor].surface, gazetteer)
            if place.feature_code.startswith("PCL") or place.feature_code in {"ADM1", "ADM2"}
        )
        if found:
            following[index] = found
            inner = _candidates(mentions[index].surface, gazetteer)
            preceding[successor] = tuple(place for place, _ in inner)
    return following, preceding


def _contains(container: Place, place: Place) -> bool:
    if place.country != container.country or place.id == container.id:
        return False
    if container.feature_code.startswith("PCL"):
        return not place.feature_code.startswith("PCL")
    if container.feature_code == "ADM1":
        return fold_name(place.admin1) == fold_name(container.name)
    return place.feature_class == "P" and fold_name(place.admin1) == fold_name(container.admin1)


def _type_words_at(text: str, mention: Mention) -> Iterable[str]:
    span = mention.span
    after = _AFTER_TYPE.match(text, span.end)
    if after:
        yield after.group(1).lower()
    before = _BEFORE_TYPE.search(text, max(0, span.start - 24), span.start)
    if before:
        yield before.group(1).lower()
    last = mention.surface.rsplit(None, 1)[-1].lower()
    if last in _TYPE_WORDS and last != mention.surface.lower():
        yield last


def _fits_type(place: Place, word: str) -> bool:
    return place.feature_code in _TYPE_WORDS[word] or place.feature_class in _TYPE_WORDS[word]


def _score(group: Group) -> None:
    weights = feature_weights()
    group.scores = [
        sum(weights[key] * value for key, value in features.items())
        for _, features in group.options
    ]


# ------------------------------------------------------------------ second pass: the whole report
def report_pass(groups: Mapping[str, Group], fixed: Mapping[int, Place]) -> None:
    """Score every candidate anew, with where the other places of the report lie."""
    bests = {key: (group.best, len(group.mentions)) for key, group in groups.items()}
    demonyms = Counter(place.country for place in fixed.values() if place.country)
    for group in groups.values():
        others = [(p, n) for key, (p, n) in bests.items() if key != group.key and p is not None]
        countries, divisions = _votes(others, demonyms)
        named = {p.country for p, _ in others if p.feature_code.startswith("PCL")}
        points = [p for p, _ in others if not p.feature_code.startswith(("PCL", "CONT", "RGN"))]
        for place, features in group.options:
            features["country_named"] = float(place.country in named or place.country in demonyms)
            features["country_votes"] = countries.get(place.country, 0.0)
            features["admin1_votes"] = divisions.get((place.country, fold_name(place.admin1)), 0.0)
            features["near"], features["nearest"] = _pull(place, points)
        _score(group)


def border_pass(groups: Mapping[str, Group], pairs: Sequence[str]) -> None:
    """Score homonyms anew by how near they lie to the borders that the report speaks of."""
    borders = [b for pair in pairs if (b := border_between(*pair.split("-"))) is not None]
    for group in groups.values():
        if len(group.options) < 2:
            continue
        for place, features in group.options:
            sides = [border for border in borders if place.country in border.pair.split("-")]
            if place.geometry == "point" and sides:
                away = min(nearest_on_border(b, place.lon_deg, place.lat_deg)[2] for b in sides)
                features["near_border"] = math.exp(-away / BORDER_KM)
        _score(group)


def _votes(
    others: Sequence[tuple[Place, int]], demonyms: Counter[str]
) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """Shares (0 to 1) of the report's other places by country and by admin-1."""
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    for place, times in others:
        weight = 1.0 + math.log(times)
        if place.country:
            countries[place.country] += weight
        division = place.name if place.feature_code == "ADM1" else place.admin1
        if division:
            divisions[place.country, fold_name(division)] += weight
    for country, times in demonyms.items():
        countries[country] += 0.5 + 0.5 * math.log(times)
    total = sum(countries.values()) or 1.0
    return (
        {key: value / total for key, value in countries.items()},
        {key: value / total for key, value in divisions.items()},
    )


def _pull(place: Place, points: Sequence[Place]) -> tuple[float, float]:
    """Return (mean pull, strongest pull) of the report's other places, each 0 to 1."""
    if not points or place.feature_code.startswith(("PCL", "CONT")):
        return 0.0, 0.0
    pulls = [math.exp(-sphere_km(place, other) / NEAR_KM) for other in points]
    return sum(pulls) / len(pulls), max(pulls)


def sphere_km(one: Place, other: Place) -> float:
    """Great-circle distance, kilometres, on the sphere of 6,371.009 km (up to 0.5 % off)."""
    lat1, lat2 = math.radians(one.lat_deg), math.radians(other.lat_deg)
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * (
        math.sin(math.radians(other.lon_deg - one.lon_deg) / 2) ** 2
    )
    return 2 * 6371.009 * math.asin(min(1.0, math.sqrt(half)))
