"""Which candidates do the report's other places speak for? Every name votes with all it may mean.

A name votes for countries, divisions and neighbourhoods in proportion to the probability of each of
its places, so that an unsure name does not mislead the others; after each round the probabilities
are made anew. Each round takes time linear in the number of candidates.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import fold_name
from dateline.geo.resolution.candidate_scores import score
from dateline.geo.shapes.borders import border_between, nearest_on_border, neighbours
from dateline.geo.shapes.geodesy import sphere_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.geo.gazetteer.places import Place
    from dateline.geo.recognition.toponyms import Mention
    from dateline.geo.resolution.candidate_scores import Group

ROUNDS: Final = 3
# Distance at which a neighbour's pull has fallen to 1/e; about a day's drive.
NEAR_KM: Final = 150.0
BORDER_KM: Final = 15.0  # likewise for a border that the report speaks of
HOME_KM: Final = 300.0  # likewise for the outlet's home
CLOSE: Final = 250.0  # code points: about two sentences
_LEAST: Final = 0.05  # a candidate less likely than this does not pull others
_CELL_DEG: Final = 4.0
_CELL_SOURCES: Final = 24  # of one cell, the strongest: keeps a round linear
_VAST: Final = ("PCL", "CONT", "RGN", "OCN")


@dataclass(slots=True)
class _Mass:
    """What all names together say, in one round."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    named: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[tuple[int, int], list[tuple[float, str, Place]]] = field(default_factory=dict)


def vote(
    groups: Mapping[str, Group],
    fixed: Mapping[int, Place],
    mentions: Sequence[Mention],
    spoken_of: frozenset[str],
) -> None:
    """Score every candidate anew, `ROUNDS` times, by what the report's other names mean.

    Parameters
    ----------
    groups
        After `local_pass`.
    fixed
        By mention index what the demonyms mean.
    mentions
        Give the positions.
    spoken_of
        Countries (alpha-2) that the report names, by name or demonym.
    """
    demonyms = Counter(place.country for place in fixed.values() if place.country)
    around = {code for country in spoken_of for code in neighbours(country)} - spoken_of
    for group in groups.values():
        for place, features in group.options:
            features["neighbour_named"] = float(place.country in around)
    for _ in range(ROUNDS):
        mass = _collect(groups, demonyms)
        total = sum(mass.countries.values()) or 1.0
        spots = _country_spots(groups, fixed, mentions)
        for group in groups.values():
            _country_features(group, mass, total, demonyms)
            _close_features(group, spots, mentions)
            _near_features(group, mass)
            score(group)


def _collect(groups: Mapping[str, Group], demonyms: Mapping[str, int]) -> _Mass:
    mass = _Mass()
    for country, times in demonyms.items():
        mass.countries[country] += 0.5 + 0.5 * math.log(times)
    for group in groups.values():
        for (place, _), chance in zip(group.options, group.probabilities, strict=True):
            share = chance * group.weight
            _count(mass, place, share)
            if group.pulls and chance >= _LEAST and not place.feature_code.startswith(_VAST):
                mass.cells.setdefault(_cell(place), []).append((share, group.key, place))
    for key, sources in mass.cells.items():
        if len(sources) > _CELL_SOURCES:
            sources.sort(key=lambda source: (-source[0], source[2].id))
            mass.cells[key] = sources[:_CELL_SOURCES]
    return mass


def _count(mass: _Mass, place: Place, share: float) -> None:
    if place.country:
        mass.countries[place.country] += share
    if place.feature_code.startswith("PCL"):
        mass.named[place.country] += share
    division = _division(place)
    if division[1]:
        mass.divisions[division] += share


def _division(place: Place) -> tuple[str, str]:
    name = place.name if place.feature_code == "ADM1" else place.admin1
    return place.country, fold_name(name)


def _country_features(group: Group, mass: _Mass, total: float, demonyms: Mapping[str, int]) -> None:
    """Set the shares of the other names' votes for each candidate's country and division."""
    own = _Mass()
    for (place, _), chance in zip(group.options, group.probabilities, strict=True):
        _count(own, place, chance * group.weight)
    others = max(total - sum(own.countries.values()), 1e-9)
    for place, features in group.options:
        named = mass.named[place.country] - own.named[place.country]
        features["country_named"] = 1.0 if place.country in demonyms else min(1.0, max(0.0, named))
        votes = mass.countries[place.country] - own.countries[place.country]
        features["country_votes"] = max(0.0, votes) / others if place.country else 0.0
        key = _division(place)
        votes = mass.divisions[key] - own.divisions[key] if key[1] else 0.0
        features["admin1_votes"] = max(0.0, votes) / others


def _country_spots(
    groups: Mapping[str, Group], fixed: Mapping[int, Place], mentions: Sequence[Mention]
) -> dict[str, list[int]]:
    """Where the text speaks of each country, sorted: names of it or in it, demonyms."""
    spots: dict[str, list[int]] = defaultdict(list)
    for index, place in fixed.items():
        spots[place.country].append(mentions[index].span.start)
    for group in groups.values():
        best = group.best
        if best is not None and best.country and max(group.probabilities) > 0.5:
            for index in group.mentions:
                spots[best.country].append(mentions[index].span.start)
    return {country: sorted(found) for country, found in spots.items()}


def _close_features(
    group: Group, spots: Mapping[str, Sequence[int]], mentions: Sequence[Mention]
) -> None:
    """Set how near in the text the report speaks of the candidate's country."""
    own = [mentions[index].span.start for index in group.mentions]
    best = group.best
    known: dict[str, float] = {}
    for place, features in group.options:
        country = place.country
        if country not in known:
            skipped = own if best is not None and best.country == country else ()
            known[country] = _closeness(own, spots.get(country, ()), set(skipped))
        features["country_close"] = known[country]


def _closeness(own: Sequence[int], spots: Sequence[int], skipped: set[int]) -> float:
    best = math.inf
    for start in own[:20]:
        at = bisect_left(spots, start)
        for step in (-1, 1):
            look = at + step if step < 0 else at
            while 0 <= look < len(spots) and spots[look] in skipped:
                look += step
            if 0 <= look < len(spots):
                best = min(best, abs(spots[look] - start))
    return math.exp(-best / CLOSE)


def _near_features(group: Group, mass: _Mass) -> None:
    """Set the pull of the other names' likely places: all together, and the strongest."""
    for place, features in group.options:
        if place.feature_code.startswith(("PCL", "CONT")):
            features["near"] = features["nearest"] = 0.0
            continue
        pulls = [
            min(share, 1.0) * math.exp(-away / NEAR_KM)
            for share, key, other in _sources(place, mass)
            if key != group.key and (away := _km(place, other)) < 5 * NEAR_KM
        ]
        features["near"] = 1.0 - math.exp(-sum(pulls))
        features["nearest"] = max(pulls, default=0.0)


def _sources(place: Place, mass: _Mass) -> Iterable[tuple[float, str, Place]]:
    row, column = _cell(place)
    around = round(360 / _CELL_DEG)
    wide = min(3, math.ceil(1.0 / max(0.2, math.cos(math.radians(place.lat_deg)))))
    for lat in (row - 1, row, row + 1):
        for lon in range(column - wide, column + wide + 1):
            yield from mass.cells.get((lat, lon % around), ())


def _cell(place: Place) -> tuple[int, int]:
    column = math.floor((place.lon_deg + 180.0) / _CELL_DEG)
    return math.floor(place.lat_deg / _CELL_DEG), column % round(360 / _CELL_DEG)


def _km(one: Place, other: Place) -> float:
    return sphere_km(one.lon_deg, one.lat_deg, other.lon_deg, other.lat_deg)


def weigh_hints(groups: Mapping[str, Group], countries: Iterable[str], home: Place | None) -> None:
    """Give candidates the features of what the user says of the report: its countries, its home."""
    wanted = set(countries)
    for group in groups.values():
        for place, features in group.options:
            if place.country in wanted:
                features["hinted_country"] = 1.0
            if home is not None and not place.feature_code.startswith(_VAST):
                features["near_home"] = math.exp(-_km(place, home) / HOME_KM)


def weigh_borders(groups: Mapping[str, Group], pairs: Sequence[str]) -> None:
    """Score homonyms anew by how near they lie to the borders that the report speaks of."""
    borders = [b for pair in pairs if (b := border_between(*pair.split("-"))) is not None]
    for group in groups.values():
        for place, features in group.options:
            sides = [border for border in borders if place.country in border.pair.split("-")]
            if place.geometry == "point" and sides:
                away = min(nearest_on_border(b, place.lon_deg, place.lat_deg)[2] for b in sides)
                features["near_border"] = math.exp(-away / BORDER_KM)
        score(group)
