"""Which places does a user add, from an own CSV or GeoJSON file?

Nothing is guessed and nothing is skipped: a row that cannot be read stops the run with the file,
the line and what to do. Only a country and a division that the file leaves out are looked up, from
the position.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from dateline.errors import InputError
from dateline.geo.gazetteer.feature_codes import (
    code_of_kind,
    feature_class,
    geometry_of,
    kinds_in_words,
)
from dateline.geo.gazetteer.names import fold_name
from dateline.geo.gazetteer.places import Place
from dateline.geo.gazetteer.user_files import read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dateline.geo.gazetteer.gazetteer import NameKind
    from dateline.geo.gazetteer.user_files import RawRow

_CLASS_AND_CODE: Final = re.compile(r"([AHLPRSTUV])[/.]([A-Z0-9]{2,5})")


@dataclass(slots=True, eq=False)
class UserPlaces:
    """The places of all tables of the user, by id, by folded name and by the start of names."""

    places: dict[str, Place] = field(default_factory=dict)
    by_key: dict[str, list[tuple[Place, NameKind]]] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)

    def add(self, place: Place, aliases: Iterable[str]) -> None:
        """Add a place under its name and its other names."""
        self.places[place.id] = place
        names: dict[str, NameKind] = {fold_name(place.name): "name"}
        for alias in aliases:
            names.setdefault(fold_name(alias), "alternate")
        for key, kind in names.items():
            self.by_key.setdefault(key, []).append((place, kind))
            words = key.split(" ")
            self.prefixes.update(" ".join(words[:n]) for n in range(1, len(words)))


def read_user_tables(
    paths: Sequence[str | Path], *, known_country: Callable[[str], bool]
) -> UserPlaces:
    """Read the user's tables.

    Parameters
    ----------
    paths
        CSV or GeoJSON files; columns or properties as in docs/cli.md, positions in degrees, WGS 84.
    known_country
        Tells whether an ISO 3166-1 alpha-2 code is one.

    Returns
    -------
    UserPlaces
        In the order of files and rows; ids are ``user:`` and the row's id, or its folded name.

    Raises
    ------
    InputError
        A file or a row cannot be read; the message names it.
    """
    rows: list[tuple[Place, list[str]]] = []
    first: dict[str, str] = {}
    for path in map(Path, paths):
        for row in read_rows(path):
            reader = _Reader(path.name, row, known_country)
            place, aliases = reader.place(first)
            if place.id in first:
                reader.fail(
                    f"the id {place.id.removeprefix('user:')!r} is used twice, "
                    f"first in {first[place.id]}",
                    "give every row an id of its own, or leave the column out",
                )
            first[place.id] = f"{path.name}, {row.where}"
            rows.append((place, aliases))
    found = UserPlaces()
    for place, (_, aliases) in zip(_located([place for place, _ in rows]), rows, strict=True):
        found.add(place, aliases)
    return found


def _located(places: Sequence[Place]) -> list[Place]:
    """Look up the country, and within it the division, that rows leave out."""
    lacking = [n for n, place in enumerate(places) if not place.country or not place.admin1]
    result = list(places)
    if not lacking:
        return result
    from dateline.geo.shapes.areas import area_of, locate_all

    located = locate_all([(places[n].lon_deg, places[n].lat_deg) for n in lacking])
    for n, location in zip(lacking, located, strict=True):
        country = places[n].country or location.country
        area = area_of(location.admin1) if country == location.country else None
        admin1 = places[n].admin1 or (area.name if area is not None else "")
        result[n] = replace(places[n], country=country, admin1=admin1)
    return result


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes a place of one row, or says what is wrong with it."""

    file: str
    row: RawRow
    known_country: Callable[[str], bool]

    def fail(self, what: str, hint: str) -> NoReturn:
        msg = f"{self.file}, {self.row.where}: {what}"
        raise InputError(msg, hint=hint)

    def place(self, taken: Mapping[str, str]) -> tuple[Place, list[str]]:
        name = self._name(self._text("name"))
        aliases = [self._name(a) for a in self._text("aliases").split("|") if a.strip()]
        letter, code = self._feature()
        return Place(
            id=self._id(name, taken),
            name=name,
            lat_deg=self._degrees("lat", 90.0),
            lon_deg=self._degrees("lon", 180.0),
            country=self._country(),
            admin1=self._text("admin1"),
            feature_class=letter,
            feature_code=code,
            population=self._population(),
            geometry=self.row.geometry or ("area" if letter == "A" else geometry_of(code)),
            source=self.file,
        ), aliases

    def _text(self, column: str) -> str:
        return " ".join(self.row.values.get(column, "").split())

    def _name(self, name: str) -> str:
        name = " ".join(name.split())
        if not fold_name(name):
            what = f"{name!r} is no name" if name else "the name is empty"
            self.fail(what, "a name has letters, in any script")
        return name

    def _id(self, name: str, taken: Mapping[str, str]) -> str:
        given = self._text("id").removeprefix("user:")
        if given:
            return f"user:{given}"
        slug = f"user:{fold_name(name).replace(' ', '-')}"
        number = 2
        unique = slug
        while unique in taken:
            unique, number = f"{slug}-{number}", number + 1
        return unique

    def _degrees(self, column: str, most: float) -> float:
        text = self._text(column)
        try:
            degrees = float(text)
        except ValueError:
            degrees = math.nan
        if not math.isfinite(degrees) or "_" in text:
            what = f"{column} is {text!r}" if text else f"{column} is empty"
            self.fail(what, "write decimal degrees with a point: 38.56, -9.14")
        if abs(degrees) > most:
            swapped = column == "lat" and abs(degrees) <= 180
            hint = "are latitude and longitude swapped?" if swapped else "degrees, WGS 84"
            self.fail(f"{column} is {text}, out of -{most:.0f} to {most:.0f}", hint)
        return degrees

    def _country(self) -> str:
        text = self._text("country")
        if text and not self.known_country(text.upper()):
            hint = "use a two-letter code of ISO 3166-1, such as TJ, or leave it empty"
            self.fail(f"no such country: {text!r}", hint)
        return text.upper()

    def _population(self) -> int:
        text = self._text("population")
        if text and not (text.isascii() and text.isdecimal() and len(text) <= 11):
            self.fail(f"population is {text!r}", "write a whole number without marks: 12000")
        return int(text or 0)

    def _feature(self) -> tuple[str, str]:
        code, kind = self._text("feature_code").upper(), self._text("kind")
        both = _CLASS_AND_CODE.fullmatch(code)
        if both is not None:
            return both[1], both[2]
        if code and not feature_class(code):
            hint = "GeoNames' codes: PPL, AIRB, MILB, CRSG …; others with their class: S/GRVE"
            self.fail(f"feature_code is {code!r}", hint)
        if not code and kind:
            code = code_of_kind(kind)
            if not code:
                few = ", ".join(word for word in kinds_in_words() if len(word) < 9)
                self.fail(f"kind is {kind!r}", f"known are {few} …; or use feature_code")
        code = code or ("LCTY" if self.row.geometry is None else "RGN")
        return feature_class(code), code
