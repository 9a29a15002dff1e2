"""The commands ``dateline gazetteer find`` and ``dateline gazetteer reverse``."""

from __future__ import annotations

import json
import math
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

import click

from dateline.errors import DatelineError, InputError
from dateline.known import Known, gazetteer_option, read_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.batch import Record
    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place

AT_ONCE: Final = 5_000  # lines of --jsonl that are read before the first record is printed
_FIND: Final = """\b
Examples:
  dateline gazetteer find Kulob
  dateline gazetteer find "New York" --limit 20
  dateline gazetteer find Springfield --country US --json
  dateline gazetteer find "Camp Alpha" --gazetteer mine.csv
"""
_REVERSE: Final = """\b
Examples:
  dateline gazetteer reverse 37.49 71.55
  dateline gazetteer reverse -33.9 151.2 --json
  dateline gazetteer reverse --jsonl points.jsonl > places.jsonl
"""
_POINT_HINT: Final = "latitude first, in degrees: dateline gazetteer reverse -33.9 151.2"
_LINE_HINT: Final = 'a line is {"lat": -33.9, "lon": 151.2}'

_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@click.group("gazetteer", epilog=_FIND + _REVERSE.removeprefix("\b\nExamples:\n"))
def gazetteer_group() -> None:
    """Look into the gazetteer: the places of a name, the place of a point."""


@gazetteer_group.command("find", epilog=_FIND)
@click.argument("name", nargs=-1, required=True)
@click.option("--country", metavar="CODES", multiple=True,
              help="Only places there: AF,TJ or Afghanistan; may be repeated.")  # fmt: skip
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=10, show_default=True,
              help="Show no more than so many.")  # fmt: skip
@_json_option
@gazetteer_option
def find_command(
    name: Sequence[str],
    *,
    country: Sequence[str],
    limit: int,
    as_json: bool,
    tables: Sequence[str],
) -> None:
    """Show the places that bear a NAME, in any script, best known first.

    An id ("gn:1221874") shows that place. Where nothing bears the name, names written nearly so
    are listed, and the exit code is 1. With --json: a place a line.
    """
    known = read_known(tables=tables, countries=country)
    words = " ".join(name)
    found = _found(words, known)
    if as_json:
        from dateline.geo.resolution.place_records import place_record
        from dateline.streams import print_json

        for place, kind in found[:limit]:
            print_json({**place_record(place), "name_is": kind})
        return
    from dateline.tables import candidates_text, terminal_width

    click.echo(candidates_text(found[:limit], gazetteer=known.gazetteer, width=terminal_width()))
    if len(found) > limit:
        click.echo(f"\n{len(found) - limit} more: --limit {len(found)} shows all")


def _found(name: str, known: Known) -> list[tuple[Place, str]]:
    """Places of a name in the countries that are asked for; an error if there are none."""
    gazetteer = known.gazetteer
    one = gazetteer.place(name) if ":" in name else None
    everywhere: list[tuple[Place, str]] = [(one, "id")] if one else [*gazetteer.candidates(name)]
    found = [
        pair for pair in everywhere if not known.countries or pair[0].country in known.countries
    ]
    if found:
        return found
    if everywhere:
        msg = f"no {name!r} is known in {', '.join(known.countries)}"
        codes = dict.fromkeys(place.country for place, _ in everywhere if place.country)
        raise DatelineError(msg, hint=f"it is known in {', '.join(codes) or 'no country'}")
    from dateline.geo.gazetteer.spelling import near_names

    near = near_names(name, gazetteer=gazetteer)
    msg = f"no place called {name!r} is known"
    hint = f"written nearly so: {', '.join(near)}" if near else "add it with --gazetteer mine.csv"
    raise DatelineError(msg, hint=hint)


@gazetteer_group.command(
    "reverse", epilog=_REVERSE, context_settings={"ignore_unknown_options": True}
)
@click.argument("point", nargs=-1, metavar="[LAT LON]", type=click.UNPROCESSED)
@click.option("--jsonl", metavar="FILE",
              help='Read points, {"lat": …, "lon": …} a line, and print a record a line; - is '
              "standard input.")  # fmt: skip
@_json_option
@gazetteer_option
def reverse_command(
    point: Sequence[str], *, jsonl: str | None, as_json: bool, tables: Sequence[str]
) -> None:
    """Tell in which country and division a point lies, and which place is nearest.

    LAT and LON are decimal degrees, WGS 84, latitude first; south and west are negative.
    """
    gazetteer = read_known(tables=tables).gazetteer
    if jsonl is not None:
        if point:
            msg = "both a point and --jsonl given"
            raise InputError(msg, hint="pass one of them")
        _reverse_lines(jsonl, gazetteer)
        return
    lat_deg, lon_deg = _coordinates(point)
    (record,) = _records([(lat_deg, lon_deg)], gazetteer) if as_json else (None,)
    if record is not None:
        from dateline.streams import print_json

        print_json(record)
        return
    from dateline.geo.gazetteer.reverse import reverse
    from dateline.tables import reversed_text, terminal_width

    (found,) = reverse([lon_deg], [lat_deg], gazetteer=gazetteer)
    click.echo(reversed_text(found, gazetteer=gazetteer, width=terminal_width()))


def _coordinates(point: Sequence[str]) -> tuple[float, float]:
    """Latitude and longitude of the arguments; "-33.9, 151.2" in one of them is fine too."""
    parts = " ".join(point).replace(",", " ").split()
    numbers = []
    for part in parts:
        try:
            numbers.append(float(part))
        except ValueError:
            raise InputError(f"not a coordinate: {part!r}", hint=_POINT_HINT) from None  # noqa: EM102
    if len(numbers) != 2:
        msg = f"{len(numbers)} coordinates given" if numbers else "no point given"
        raise InputError(msg, hint=_POINT_HINT)
    return _valid(numbers[0], numbers[1])


def _valid(lat_deg: object, lon_deg: object) -> tuple[float, float]:
    """Return latitude and longitude as numbers; raise `InputError` saying which is none."""
    for name, value, most in (("latitude", lat_deg, 90.0), ("longitude", lon_deg, 180.0)):
        if isinstance(value, bool) or not isinstance(value, int | float):
            msg = f"{name} must be a number, got {value!r}"
            raise InputError(msg, hint=_LINE_HINT)
        if not math.isfinite(value) or abs(value) > most:
            swapped = name == "latitude" and abs(value) <= 180
            hint = "latitude comes first" if swapped else "decimal degrees, WGS 84"
            msg = f"{name} is {value:g}, out of -{most:.0f} to {most:.0f}"
            raise InputError(msg, hint=hint)
    return float(cast("float", lat_deg)), float(cast("float", lon_deg))


# ------------------------------------------------------------------ many points
def _reverse_lines(path: str, gazetteer: Gazetteer) -> None:
    """Print a record for each line; leave with 1 if one of them was no point."""
    from dateline.streams import open_lines, print_json

    failed = 0
    with open_lines(path) as lines:
        numbered = ((n, line) for n, line in enumerate(lines, start=1) if line.strip())
        while chunk := list(islice(numbered, AT_ONCE)):
            for record in _answers(chunk, gazetteer):
                print_json(record)
                failed += "error" in record
    if failed:
        click.echo(f'error: {failed} line(s) failed; see the records with "error"', err=True)
        raise SystemExit(1)


def _answers(chunk: Sequence[tuple[int, bytes]], gazetteer: Gazetteer) -> Iterator[Record]:
    """One record a line, in order: the answer, or the error with the line's number."""
    points: dict[int, tuple[float, float]] = {}
    heads: dict[int, dict[str, Any]] = {}
    faults: dict[int, str] = {}
    for number, line in chunk:
        try:
            given = json.loads(line.decode("utf-8-sig"))
            if not isinstance(given, dict):
                faults[number] = "not a JSON object"
                continue
            heads[number] = {"doc": given["doc"]} if "doc" in given else {}
            points[number] = _valid(given.get("lat"), given.get("lon"))
        except InputError as error:
            faults[number] = str(error)
        except (ValueError, RecursionError) as error:
            faults[number] = f"not JSON: {error}"
    records = dict(zip(points, _records(points.values(), gazetteer), strict=True))
    for number, _ in chunk:
        fault: Record = {"line": number, "error": f"line {number}: {faults.get(number)}"}
        yield {**heads.get(number, {}), **records.get(number, fault)}


def _records(points: Iterable[tuple[float, float]], gazetteer: Gazetteer) -> list[Record]:
    """Records of points given as (latitude, longitude)."""
    from dateline.geo.gazetteer.reverse import reverse
    from dateline.geo.resolution.place_records import reversed_record

    pairs = list(points)
    if not pairs:
        return []
    lats, lons = zip(*pairs, strict=True)
    return [
        reversed_record(found, country_name=gazetteer.country_name(found.country))
        for found in reverse(lons, lats, gazetteer=gazetteer)
    ]
