"""Which claims of a store are about a box, a time, a speaker?

The same question gives the same answer whether the store is a GeoPackage or a database.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError
from dateline.layers.stores.rows import CLAIMS
from dateline.layers.stores.store import DEFAULT_SCHEMA, is_database
from dateline.layers.times.edtf import FORMS, read_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.layers.times.edtf import EdtfDate

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked for; all of it must hold.

    Attributes
    ----------
    boxes
        West, south, east, north, degrees, WGS 84: a feature of the claim touches one of them. Two
        where the box crosses the antimeridian; empty where place is not asked for.
    time
        The claim's time and this share a day.
    undated
        With `time`: also claims without a time in the calendar.
    speaker
        Part of the name of who says it or through whom; upper and lower case are alike.
    types, documents
        One of these event types, of these reports; empty where not asked for.
    """

    boxes: tuple[Box, ...] = ()
    time: EdtfDate | None = None
    undated: bool = False
    speaker: str | None = None
    types: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The claims found.

    Attributes
    ----------
    claims
        By report, then in reading order: the columns of the table ``claims``, and ``features``:
        layer, id and name of what shows the claim on the map.
    undated
        How many would fit but have no time in the calendar, and were left out for that.
    """

    claims: tuple[dict[str, Any], ...]
    undated: int = 0


def read_box(text: str) -> tuple[Box, ...]:
    """Read ``W,S,E,N``, degrees; west may be greater than east, over the antimeridian.

    Examples
    --------
    >>> read_box("-10,30,5.5,40")
    ((-10.0, 30.0, 5.5, 40.0),)
    >>> read_box("170,-20,-170,0")
    ((170.0, -20.0, 180.0, 0.0), (-180.0, -20.0, -170.0, 0.0))

    Raises
    ------
    InputError
        It is none, or not on the globe.
    """
    hint = "west, south, east, north in degrees: --box 66,36.5,75.2,41"
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        msg = f"no box: {text!r}"
        raise InputError(msg, hint=hint) from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90):
        msg = f"a box off the globe, or without height: {text!r}"
        raise InputError(msg, hint=hint)
    if west == east:
        msg = f"a box without width: {text!r}"
        raise InputError(msg, hint=hint)
    if west < east:
        return ((west, south, east, north),)
    return ((west, south, 180.0, north), (-180.0, south, east, north))


def read_time(text: str) -> EdtfDate:
    """Read a date or range in EDTF, ISO 8601-2.

    Raises
    ------
    InputError
        It is none.
    """
    try:
        return read_edtf(text)
    except ValueError as error:
        msg = f"no time: {error}"
        raise InputError(msg, hint=f"write it as EDTF: {FORMS}") from None


def find_claims(source: str, query: Query, *, schema: str = DEFAULT_SCHEMA) -> Answer:
    """Ask a store.

    Parameters
    ----------
    source
        A GeoPackage that `dateline export` or `dateline layers` made, or ``postgresql://…``.
    query
        What is asked for.
    schema
        Of a database: the schema of the tables.

    Raises
    ------
    InputError
        The store cannot be opened, or is none.
    """
    if is_database(source):
        from dateline.layers.stores.query_postgis import open_reader as open_database

        with open_database(source, schema=schema) as reader:
            rows, features = reader.claims(query), reader.features()
    else:
        from dateline.layers.stores.query_geopackage import open_reader

        with open_reader(source) as reader:
            rows, features = reader.claims(query), reader.features()
    found = [dict(zip(CLAIMS.columns, row, strict=True)) for row in rows]
    if query.speaker is not None:
        part = _folded(query.speaker)
        found = [c for c in found if part in _folded(c["speaker"]) or part in _folded(c["via"])]
    left_out = 0
    if query.time is not None and not query.undated:
        dated = [claim for claim in found if claim["earliest"] or claim["latest"]]
        left_out, found = len(found) - len(dated), dated
    found.sort(key=lambda claim: (claim["document"], claim["position"], claim["claim_key"]))
    shown: dict[str, list[dict[str, str]]] = {}
    for key, layer, feature_id, name in sorted(features):
        shown.setdefault(key, []).append({"layer": layer, "id": feature_id, "name": name})
    return Answer(
        claims=tuple({**c, "features": shown.get(c["claim_key"], [])} for c in found),
        undated=left_out,
    )


def _folded(name: str | None) -> str:
    return " ".join(unicodedata.normalize("NFKC", name or "").casefold().split())


def conditions(query: Query) -> tuple[str, list[Any]]:
    """Return the SQL of what can be asked of the table of claims alone, and its values.

    Placeholders are question marks. Claims without a time in the calendar pass.
    """
    tests: list[str] = []
    values: list[Any] = []
    for column, wanted in (("type", query.types), ("document", query.documents)):
        if wanted:
            tests.append(f"{column} IN ({', '.join('?' for _ in wanted)})")
            values += wanted
    if query.time is not None:
        overlap = []
        if query.time.latest is not None:
            overlap.append("(earliest IS NULL OR earliest <= ?)")
            values.append(query.time.latest)
        if query.time.earliest is not None:
            overlap.append("(latest IS NULL OR latest >= ?)")
            values.append(query.time.earliest)
        undated = "(earliest IS NULL AND latest IS NULL)"
        tests.append(f"({undated} OR ({' AND '.join(overlap)}))")
    return " AND ".join(tests) or "1 = 1", values


def claim_columns() -> str:
    """Return the columns of the table of claims, for SQL."""
    return ", ".join(f'"{name}"' for name in CLAIMS.columns)


def in_boxes(keys: Sequence[str] | frozenset[str] | None, rows: Sequence[Any]) -> list[Any]:
    """Return the rows whose claim is among `keys`; all of them where place is not asked for."""
    if keys is None:
        return list(rows)
    at = CLAIMS.columns.index("claim_key")
    return [row for row in rows if row[at] in keys]
