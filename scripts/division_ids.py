"""Which of the gazetteer's first-order divisions is each of Natural Earth's shapes?

Not by ISO 3166-2 codes: Natural Earth's are of 2013, and Iran, Morocco and others have given theirs
to other provinces since. What counts is where the gazetteer's cities lie, then the name. A shape
whose cities belong to several divisions (a province that was split since) is nobody's.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from dateline.geo.gazetteer.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

# A city nearer to the edge of its shape than this says less: both positions are rounded.
EDGE_DEG: Final = 0.05
SHORE_DEG: Final = 0.1  # harbours may lie off the coast
SMALLEST: Final = 500  # people; a place without a number counts as many
FEW: Final = 50.0  # weight of cities that proves nothing: then the name decides
MOST: Final = 0.7  # of a shape's cities, to give it to a division whose name it does not bear
HALF: Final = 0.5
# A division that was split from a shape: this share of its cities, or half if it has several.
PART: Final = 0.12
_NAMES: Final = ("name", "name_en", "name_local", "gn_name", "woe_name", "gns_name")
_TYPES: Final = frozenset(
    "province region governorate oblast district state department prefecture county wilayat "
    "velayat municipality city parish autonomous republic territory canton division".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One of the gazetteer's first-order divisions."""

    id: str
    name: str
    country: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What the gazetteer knows of first-order divisions: themselves and the cities in them.

    Attributes
    ----------
    points
        Longitude and latitude of each city, degrees.
    weights
        What each city says: the root of its population.
    inside
        Id of the division of each city.
    places
        How many cities each division has.
    """

    divisions: Mapping[str, Division]
    points: np.ndarray
    weights: np.ndarray
    inside: tuple[str, ...]
    places: Counter[str]


def read_register(path: Path) -> Register:
    """Read the divisions and their populated places from a gazetteer file."""
    with sqlite3.connect(path) as db:
        keys = defaultdict(set)
        query = (
            "SELECT p.id, n.key FROM place p JOIN name n ON n.place = p.row"
            " WHERE p.id >= 'admin1:' AND p.id < 'admin1;'"
        )
        for division, key in db.execute(query):
            keys[division].add(_bare(key))
        rows = db.execute(
            "SELECT id, name, country FROM place WHERE id >= 'admin1:' AND id < 'admin1;' ORDER BY id"
        ).fetchall()
        cities = db.execute(
            "SELECT p.lon, p.lat, p.population, d.id FROM place p JOIN place d ON d.row = p.admin1"
            " JOIN feature f ON f.row = p.feature WHERE f.class = 'P' AND p.id IS NULL ORDER BY p.row"
        ).fetchall()
    return Register(
        divisions={
            i: Division(id=i, name=name, country=country, keys=frozenset(keys[i]))
            for i, name, country in rows
        },
        points=np.array([city[:2] for city in cities], dtype=np.float64) / 1e5,
        weights=np.sqrt(np.maximum([city[2] for city in cities], SMALLEST)),
        inside=tuple(city[3] for city in cities),
        places=Counter(city[3] for city in cities),
    )


def assign(places: Sequence[tuple[dict[str, Any], Any]], register: Register) -> list[str]:
    """Return for each shape the id of its division, "" where it is none of them as they are now.

    Parameters
    ----------
    places
        Properties and shape of Natural Earth's divisions, longitude and latitude in degrees.
    register
        From `read_register`.
    """
    votes = _votes([shape for _, shape in places], register)
    index = _by_name(register.divisions.values())
    named = [
        _bearers(properties, own, index, register)
        for (properties, _), own in zip(places, votes, strict=True)
    ]
    chosen = [_choice(own, names) for own, names in zip(votes, named, strict=True)]
    sound = _sound(chosen, votes, named, register)
    return [division if division in sound else "" for division in chosen]


def _votes(shapes: Sequence[Any], register: Register) -> list[Counter[str]]:
    """Weigh for each shape the divisions of the cities that lie in it."""
    array = np.array(shapes, dtype=object)
    tree = shapely.STRtree(array)
    points = shapely.points(register.points)
    at, hit = tree.query(points, predicate="intersects")
    lost = np.setdiff1d(np.arange(len(points)), at)
    near_at, near_hit = tree.query_nearest(points[lost], max_distance=SHORE_DEG, all_matches=False)
    edges = shapely.boundary(array)
    depth = np.clip(shapely.distance(points[at], edges[hit]) / EDGE_DEG, 0.1, 1.0)
    depth *= register.weights[at]
    votes: list[Counter[str]] = [Counter() for _ in shapes]
    for city, shape, weight in zip(at.tolist(), hit.tolist(), depth.tolist(), strict=True):
        votes[shape][register.inside[city]] += weight
    for city, shape in zip(lost[near_at].tolist(), near_hit.tolist(), strict=True):
        votes[shape][register.inside[city]] += 0.1 * float(register.weights[city])
    return votes


def _bearers(
    properties: dict[str, Any],
    votes: Counter[str],
    index: Mapping[tuple[str, str], set[str]],
    register: Register,
) -> set[str]:
    """Divisions of the shape's country that bear a name of the shape."""
    countries = {register.divisions[key].country for key in votes} or {_country(properties)}
    return {
        found
        for country in countries
        for key in _keys(properties)
        for found in index.get((country, key), ())
    }


def _choice(votes: Counter[str], named: set[str]) -> str:
    """Choose by name where a third of the cities agree or none say much, else by the cities."""
    total = sum(votes.values())
    if named:
        first = max(sorted(named), key=lambda key: votes[key])
        if votes[first] >= total / 3 or (total < FEW and len(named) == 1):
            return first
    top = max(sorted(votes), key=lambda key: votes[key], default="")
    return top if votes[top] >= MOST * total else ""


def _sound(
    chosen: Sequence[str],
    votes: Sequence[Counter[str]],
    named: Sequence[set[str]],
    register: Register,
) -> set[str]:
    """Divisions that are still as Natural Earth draws them, by their cities."""
    everywhere: Counter[str] = Counter()
    held: dict[str, Counter[str]] = defaultdict(Counter)
    bears = set()
    for division, cities, names in zip(chosen, votes, named, strict=True):
        everywhere.update(cities)
        held[division].update(cities)
        if division in names:
            bears.add(division)
    return {
        division
        for division in set(chosen) - {""}
        if _is_sound(division, held, everywhere, register, named=division in bears)
    }


def _is_sound(
    division: str,
    held: Mapping[str, Counter[str]],
    everywhere: Counter[str],
    register: Register,
    *,
    named: bool,
) -> bool:
    """Whether the shapes hold the division's cities, few others, and no division without shape."""
    cities = held[division]
    own, total = cities[division], sum(cities.values())
    if total < FEW:
        return named
    if own < (HALF if named else MOST) * max(total, everywhere[division]):
        return False
    for other, weight in cities.items():
        part = PART / 2 if register.places[other] > 1 else PART
        split = weight > (part if named else PART / 6) * total
        same = register.divisions[other].country == register.divisions[division].country
        if split and same and other not in held and weight > HALF * everywhere[other]:
            return False
    return True


def _by_name(divisions: Iterable[Division]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for division in divisions:
        for key in division.keys:
            found[division.country, key].add(division.id)
    return found


def _country(properties: dict[str, Any]) -> str:
    prefix = str(properties.get("iso_3166_2") or "").split("-")[0]
    return prefix if len(prefix) == 2 else str(properties.get("iso_a2") or "")


def _keys(properties: dict[str, Any]) -> set[str]:
    names = [str(properties.get(key) or "") for key in _NAMES]
    names += str(properties.get("name_alt") or "").split("|")
    return {_bare(fold_name(name)) for name in names} - {""}


def _bare(key: str) -> str:
    """Take the type off a folded name: "fars province" is "fars"."""
    words = [word for word in key.split() if word not in _TYPES]
    return " ".join(words) or key
