"""What does the user know beforehand: own places, likely countries, the outlet's home?

The options ``--gazetteer``, ``--country`` and ``--home`` of the command line, and the keys
``country`` and ``home`` of a document of ``--jsonl``, which win over the options.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.batch import Document
    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known before a report is read.

    Attributes
    ----------
    gazetteer
        With the user's own places, if there are any.
    countries
        ISO 3166-1 alpha-2 codes of the countries that reports are likely to tell of.
    home
        Where the outlet is at home, None where it is not said.
    """

    gazetteer: Gazetteer
    countries: tuple[str, ...] = ()
    home: Place | None = None

    def arguments(self) -> dict[str, Any]:
        """Return the arguments for `dateline.pipeline`'s functions."""
        return {"gazetteer": self.gazetteer, "countries": self.countries, "home": self.home}

    def with_own(self, given: Document) -> Known:
        """Return what is known of one document: its own keys first."""
        from dateline.geo.hints import parse_countries, parse_home

        known = self
        if given.countries:
            codes = parse_countries(given.countries, gazetteer=self.gazetteer)
            known = replace(known, countries=codes)
        if given.home:
            known = replace(known, home=parse_home(given.home, gazetteer=self.gazetteer))
        return known


def read_known(
    *, tables: Sequence[str] = (), countries: Sequence[str] = (), home: str | None = None
) -> Known:
    """Return what the options say.

    Parameters
    ----------
    tables
        Files with the user's own places.
    countries
        Codes or English names, several in one text separated by commas.
    home
        A place, or "latitude,longitude".

    Raises
    ------
    InputError
        A table cannot be read, a country is not known, the home is not known or not clear.
    """
    from dateline.geo.gazetteer.gazetteer import open_gazetteer
    from dateline.geo.hints import parse_countries, parse_home

    gazetteer = open_gazetteer(tables=tables)
    return Known(
        gazetteer=gazetteer,
        countries=parse_countries(countries, gazetteer=gazetteer),
        home=parse_home(home, gazetteer=gazetteer) if home is not None else None,
    )


gazetteer_option = click.option(
    "--gazetteer",
    "tables",
    metavar="FILE",
    multiple=True,
    help="Your own places, a .csv or .geojson file; may be repeated.",
)


def known_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say what is known beforehand; it comes as `known`."""

    @wraps(command)
    def with_known(
        *given: Any, tables: Sequence[str], country: Sequence[str], home: str | None, **rest: Any
    ) -> None:
        command(*given, known=read_known(tables=tables, countries=country, home=home), **rest)

    result: Callable[..., None] = with_known
    for option in (
        click.option("--home", metavar="PLACE",
                     help="Where the outlet is at home: “Austin, TX”, Kabul or LAT,LON."),
        click.option("--country", metavar="CODES", multiple=True,
                     help="Countries that the report is likely to tell of: AF,TJ or Afghanistan; "
                     "may be repeated."),
        gazetteer_option,
    ):  # fmt: skip
        result = option(result)
    return result
