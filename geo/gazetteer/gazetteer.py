"""Which places bear this name? The offline gazetteer: one read-only SQLite file.

`scripts/build_gazetteer.py` makes the file (docs/data.md says from what, and under which
licences). Every place that has a name is kept, so that choosing stays with the resolver. The file
is opened ``immutable`` and memory-mapped: many processes share one copy in the page cache. Users'
own tables (`geo/gazetteer/user_table.py`) come first among the places of a name.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

from dateline.errors import DataError
from dateline.geo.gazetteer.names import fold_name
from dateline.geo.gazetteer.places import GeometryKind, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dateline.geo.gazetteer.user_table import UserPlaces

NameKind = Literal[
    "name",  # the usual name of the place
    "alternate",  # another spelling, language, script or a former name
    "abbreviation",  # "U.S.", "Ky.", "DRC"
    "code",  # two capital letters, only sure after a comma: "KY"
]
NAME_KINDS: Final[tuple[NameKind, ...]] = ("name", "alternate", "abbreviation", "code")
SCHEMA_VERSION: Final = 2
_MAP_BYTES: Final = 1 << 27
_CACHE_SIZE: Final = 1 << 14
_ROWS_AT_ONCE: Final = 900  # older builds of SQLite take no more than 999 parameters
_NOT_POPULATED: Final = ("PPLH", "PPLQ", "PPLW", "PPLCH")
_LAST: Final = "\U0010ffff"  # sorts after every character of a name
# Rows below are GeoNames cities with their own numbers, so that these need no ids of their own.
FIRST_OWN_ROW: Final = 100_000_000
_PLACE: Final = (
    "p.row, p.id, p.name, p.lat, p.lon, p.country, coalesce(d.name, ''), f.class, f.code, "
    "p.population, p.geometry, s.name FROM place p LEFT JOIN place d ON d.row = p.admin1 "
    "JOIN source s ON s.row = p.source JOIN feature f ON f.row = p.feature"
)
_CANDIDATES: Final = (
    f"SELECT n.kind, {_PLACE.replace('FROM place p ', 'FROM name n JOIN place p ON p.row = n.place ')}"
    " WHERE n.key = ? ORDER BY p.importance - 50 * (n.kind = 1) DESC, p.row"
)
_GEOMETRIES: Final[tuple[GeometryKind, ...]] = ("point", "line", "area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """What the gazetteer knows of a country besides its place record."""

    alpha2: str
    alpha3: str
    name: str
    capital: str
    neighbours: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Gazetteer:
    """Read-only gazetteer. Make it with `open_gazetteer`."""

    path: Path
    _db: sqlite3.Connection
    _user: UserPlaces | None = None
    _pid: int = field(default_factory=os.getpid)
    _lookup: Callable[[str], tuple[tuple[Place, NameKind], ...]] = field(init=False, repr=False)
    _known: Callable[[str], bool] = field(init=False, repr=False)
    _countries: dict[str, Country] | None = field(default=None, repr=False)
    _demonyms: dict[str, tuple[str, ...]] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self._lookup = lru_cache(maxsize=_CACHE_SIZE)(self._candidates)
        self._known = lru_cache(maxsize=_CACHE_SIZE)(self._has)

    def candidates(self, name: str) -> tuple[tuple[Place, NameKind], ...]:
        """Return every place that bears this exact name.

        Parameters
        ----------
        name
            As written, in any script; spelling is folded with `fold_name`.

        Returns
        -------
        tuple of (Place, NameKind)
            The user's own places first; then the most important (population, rank of the place;
            half a magnitude less for an alternate name), then by id; each place once. Empty where
            nothing bears the name.

        Examples
        --------
        >>> {p.country for p, _ in open_gazetteer().candidates("Dushanbe")}
        {'TJ'}
        >>> open_gazetteer().candidates("Nowhere-on-Earth")
        ()
        """
        return self._lookup(fold_name(name))

    def has(self, key: str) -> bool:
        """Tell whether a place bears the folded name `key`."""
        return self._known(key)

    def is_prefix(self, key: str) -> bool:
        """Tell whether a longer name starts with the words of `key` (folded)."""
        if self._user is not None and key in self._user.prefixes:
            return True
        # "!" is the character after the space in every name's order.
        found = self._one("SELECT 1 FROM name WHERE key >= ? AND key < ?", f"{key} ", f"{key}!")
        return found is not None

    def place(self, place_id: str) -> Place | None:
        """Return the place of an id, None where there is none."""
        if self._user is not None and place_id in self._user.places:
            return self._user.places[place_id]
        found = self._one(f"SELECT {_PLACE} WHERE p.row = ?", self._row(place_id))
        return _place(found) if found else None

    def within(
        self, bounds: tuple[float, float, float, float], *, feature_class: str, population: int = 0
    ) -> tuple[Place, ...]:
        """Return the shipped places of a GeoNames class in a box, the most populous first.

        Parameters
        ----------
        bounds
            West, south, east, north in degrees, west below east, none beyond 180.
        population
            The least; 0 for all.
        """
        west, south, east, north = (round(value * 1e5) for value in bounds)
        rows = self._all(
            f"SELECT {_PLACE} WHERE f.class = ? AND p.population >= ? AND p.lat BETWEEN ? AND ?"
            " AND p.lon BETWEEN ? AND ? ORDER BY p.population DESC, p.row",
            feature_class, population, south, north, west, east,
        )  # fmt: skip
        return tuple(_place(row) for row in rows)

    def parents(self, place: Place) -> tuple[str, ...]:
        """Return the ids of what contains the place: admin-2, admin-1, country, as known."""
        if self._user is not None and place.id in self._user.places:
            return self._parents_by_name(place)
        found = self._one(
            "SELECT d2.id, d1.id FROM place p LEFT JOIN place d2 ON d2.row = p.admin2 "
            "LEFT JOIN place d1 ON d1.row = p.admin1 WHERE p.row = ?",
            self._row(place.id),
        )
        chain = [cast("str", parent) for parent in found or () if parent]
        if place.country:
            chain.append(f"country:{place.country}")
        return tuple(parent for parent in chain if parent != place.id)

    def _parents_by_name(self, place: Place) -> tuple[str, ...]:
        divisions = (
            found.id
            for found, _ in self.candidates(place.admin1)
            if found.feature_code == "ADM1" and found.country == place.country
        )
        chain = [next(divisions, ""), f"country:{place.country}" if place.country else ""]
        return tuple(parent for parent in chain if parent and parent != place.id)

    def own_places(self) -> tuple[Place, ...]:
        """Return the places of the user's own tables, in the order of the tables."""
        return tuple(self._user.places.values()) if self._user is not None else ()

    def populated(self) -> list[tuple[int, float, float]]:
        """Return all cities, towns and villages as (row, longitude, latitude), by row.

        The row is for `places_at`; degrees, WGS 84; without abandoned and the user's own places.
        """
        query = (
            "SELECT p.row, p.lon / 1e5, p.lat / 1e5 FROM place p JOIN feature f ON f.row = "
            "p.feature WHERE f.class = 'P' AND f.code NOT IN (?, ?, ?, ?) ORDER BY p.row"
        )
        return cast("list[tuple[int, float, float]]", self._all(query, *_NOT_POPULATED))

    def places_at(self, rows: Iterable[int]) -> dict[int, Place]:
        """Return the places of rows that `populated` gave, by row."""
        wanted = sorted(set(rows))
        found = {}
        for start in range(0, len(wanted), _ROWS_AT_ONCE):
            chunk = wanted[start : start + _ROWS_AT_ONCE]
            marks = ", ".join("?" * len(chunk))
            for row in self._all(f"SELECT {_PLACE} WHERE p.row IN ({marks})", *chunk):
                found[cast("int", row[0])] = _place(row)
        return found

    def names_like(self, start: str, *, shortest: int, longest: int) -> list[str]:
        """Return the folded names that begin with `start` and have so many characters, sorted."""
        query = (
            "SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? "
            "AND length(key) BETWEEN ? AND ?"
        )
        found = {str(key) for (key,) in self._all(query, start, start + _LAST, shortest, longest)}
        if self._user is not None:
            found |= {
                key
                for key in self._user.by_key
                if key.startswith(start) and shortest <= len(key) <= longest
            }
        return sorted(found)

    def demonym(self, word: str) -> tuple[str, ...]:
        """Return the ids of the places whose people or things the word describes.

        Examples
        --------
        >>> open_gazetteer().demonym("Tajik"), open_gazetteer().demonym("table")
        (('country:TJ',), ())
        """
        if self._demonyms is None:
            found: dict[str, list[str]] = {}
            for key, place_id in self._all("SELECT word, place FROM demonym ORDER BY word, rank"):
                found.setdefault(cast("str", key), []).append(cast("str", place_id))
            self._demonyms = {key: tuple(ids) for key, ids in found.items()}
        return self._demonyms.get(fold_name(word), ())

    def country(self, code2: str) -> Place | None:
        """Return the country of an ISO 3166-1 alpha-2 code (XK: Kosovo)."""
        return self.place(f"country:{code2}")

    def country_name(self, code2: str) -> str:
        """Return the usual English name of a country, "" where the code is unknown."""
        country = self._country(code2)
        return country.name if country else ""

    def alpha3(self, code2: str) -> str:
        """Return the alpha-3 code of an alpha-2 code, "" where unknown."""
        country = self._country(code2)
        return country.alpha3 if country else ""

    def alpha2(self, code3: str) -> str:
        """Return the alpha-2 code of an alpha-3 code, "" where unknown."""
        self._country("")
        countries = self._countries or {}
        return next((c.alpha2 for c in countries.values() if c.alpha3 == code3), "")

    def capital_of(self, code2: str) -> Place | None:
        """Return the capital of a country, None where it has none here."""
        country = self._country(code2)
        return self.place(country.capital) if country and country.capital else None

    def is_capital(self, place_id: str) -> bool:
        """Tell whether the place is the capital of a country."""
        self._country("")
        return any(c.capital == place_id for c in (self._countries or {}).values())

    def neighbours(self, code2: str) -> tuple[str, ...]:
        """Return the codes of the countries that share a land border, sorted."""
        country = self._country(code2)
        return country.neighbours if country else ()

    def _country(self, code2: str) -> Country | None:
        if self._countries is None:
            rows = self._all("SELECT alpha2, alpha3, name, capital, neighbours FROM country")
            self._countries = {
                str(a2): Country(
                    alpha2=str(a2), alpha3=str(a3), name=str(name), capital=str(capital),
                    neighbours=tuple(str(around).split()),
                )
                for a2, a3, name, capital, around in rows
            }  # fmt: skip
        return self._countries.get(code2)

    def _row(self, place_id: str) -> int:
        """Return the row of an id, 0 where there is none."""
        number = place_id.removeprefix("gn:")
        if number != place_id:
            return int(number) if number.isdecimal() and len(number) < 9 else 0
        found = self._one("SELECT row FROM place WHERE id = ?", place_id)
        return cast("int", found[0]) if found else 0

    def _candidates(self, key: str) -> tuple[tuple[Place, NameKind], ...]:
        rows = self._all(_CANDIDATES, key) if key else []
        shipped: tuple[tuple[Place, NameKind], ...] = tuple(
            (_place(row[1:]), NAME_KINDS[cast("int", row[0])]) for row in rows
        )
        return shipped if self._user is None else (*self._user.by_key.get(key, ()), *shipped)

    def _has(self, key: str) -> bool:
        if self._user is not None and key in self._user.by_key:
            return True
        return self._one("SELECT 1 FROM name WHERE key = ?", key) is not None

    def _one(self, query: str, *values: object) -> tuple[object, ...] | None:
        row = self._connection().execute(query, values).fetchone()
        return cast("tuple[object, ...] | None", row)

    def _all(self, query: str, *values: object) -> list[tuple[object, ...]]:
        return self._connection().execute(query, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        """Return a connection of this process: SQLite's must not be carried through a fork."""
        if self._pid != os.getpid():
            self._db, self._pid = _connect(self.path), os.getpid()
        return self._db


def open_gazetteer(path: Path | None = None, *, tables: Sequence[str | Path] = ()) -> Gazetteer:
    """Open the gazetteer; a second call with the same path gives the same object.

    Parameters
    ----------
    path
        Another file of the same layout; the one that ships with dateline by default.
    tables
        The user's own places, CSV or GeoJSON (docs/cli.md); read anew at every call.

    Raises
    ------
    DataError
        The file is missing or was made for another version of dateline.
    InputError
        A table cannot be read; the message names file and line.
    """
    shipped = _open(path or Path(str(files("dateline.geo") / "data" / "gazetteer.sqlite")))
    if not tables:
        return shipped
    from dateline.geo.gazetteer.user_table import read_user_tables

    own = read_user_tables(tables, known_country=lambda code: shipped.alpha3(code) != "")
    return Gazetteer(shipped.path, _connect(shipped.path), own)


@lru_cache(maxsize=8)
def _open(path: Path) -> Gazetteer:
    if not path.is_file():
        msg = f"the gazetteer is missing: {path}"
        raise DataError(msg, hint="reinstall dateline, or run scripts/build_gazetteer.py")
    return Gazetteer(path, _connect(path))


def _connect(path: Path) -> sqlite3.Connection:
    try:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        connection.execute(f"PRAGMA mmap_size = {_MAP_BYTES}")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        msg = f"the gazetteer cannot be read: {path}"
        raise DataError(msg, hint="reinstall dateline") from error
    if version != SCHEMA_VERSION:
        msg = f"the gazetteer has layout {version}, this dateline needs {SCHEMA_VERSION}: {path}"
        raise DataError(msg, hint="reinstall dateline, or run scripts/build_gazetteer.py")
    return connection


def _place(row: tuple[object, ...]) -> Place:
    number, place_id, name, lat, lon, country, admin1, letter, code, population, *rest = row
    geometry, source = rest
    return Place(
        id=cast("str", place_id) or f"gn:{number}",
        name=cast("str", name),
        lat_deg=cast("int", lat) / 1e5,
        lon_deg=cast("int", lon) / 1e5,
        country=cast("str", country),
        admin1=cast("str", admin1),
        feature_class=cast("str", letter),
        feature_code=cast("str", code),
        population=cast("int", population),
        geometry=_GEOMETRIES[cast("int", geometry)],
        source=cast("str", source),
    )
