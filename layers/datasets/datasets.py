"""Which events does a data set know that a report may be held against: ACLED, UCDP, GDELT, KML?

The user brings the file. Rows keep the precision that their data set gives them: a row that is known
to its country alone becomes that country's area and never a pin (`dateline.layers.datasets.shapes`).
docs/imports.md has the columns, the codes and what each data set asks of those who use it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

DatasetKind = Literal["acled", "ucdp", "gdelt", "kml"]

KINDS: Final[tuple[DatasetKind, ...]] = get_args(DatasetKind)
LARGEST_BYTES: Final = 400_000_000
COLUMNS: Final = (
    "id", "first", "last", "type", "title", "actors", "place", "country", "code", "level",
    "radius_km", "lon_deg", "lat_deg", "deaths", "source", "url", "shape",
)  # fmt: skip
_HEAD: Final = 65_536  # bytes in which the header must end
_ACLED: Final = frozenset({"event_id_cnty", "event_date", "sub_event_type", "geo_precision"})
_UCDP: Final = frozenset({"type_of_violence", "where_prec", "date_start", "date_end"})
GDELT_COLUMNS: Final = 61
_EXPECTED: Final = (
    "known are ACLED and UCDP GED as CSV with their own headers, GDELT 2.0 events (61 columns "
    "between tabs), and KML or KMZ; name the kind: FILE:acled"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What of a data set is near a report.

    Attributes
    ----------
    box
        West, south, east, north in degrees, EPSG:4326; None for the whole world.
    first, last
        Days (ISO 8601), "" for an open side.
    areas
        Ids of countries and divisions that the report speaks of; rows known to these alone are
        near it, wherever the point lies that their data set gives.
    """

    box: tuple[float, float, float, float] | None = None
    first: str = ""
    last: str = ""
    areas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dataset:
    """Rows of a data set, with whose they are.

    Attributes
    ----------
    name
        Of the file.
    kind
        "acled", "ucdp", "gdelt" or "kml".
    title, credit
        What the data set is called, and how it wants to be named; both stand on the page.
    rows
        A DataFrame with `COLUMNS`, in the file's order. ``first`` and ``last`` are days (ISO 8601),
        "" where unknown; ``deaths`` is the data set's own figure, missing where it gives none.
    left_out
        How many rows are not here, by reason.
    """

    name: str
    kind: DatasetKind
    title: str
    credit: str
    rows: pd.DataFrame
    left_out: Mapping[str, int] = field(default_factory=dict)

    def frame(self) -> gpd.GeoDataFrame:
        """Return the rows as a GeoDataFrame, EPSG:4326: areas where only an area is known."""
        from dateline.layers.datasets.shapes import shaped

        return shaped(self.rows)


def split_kind(given: str) -> tuple[str, DatasetKind | None]:
    """Divide ``FILE:kind``; a colon that no kind follows belongs to the file.

    Examples
    --------
    >>> split_kind("events.csv:ucdp"), split_kind("C:/events.csv")
    (('events.csv', 'ucdp'), ('C:/events.csv', None))
    """
    path, _, word = given.rpartition(":")
    for kind in KINDS:
        if path and word.lower() == kind:
            return path, kind
    return given, None


def read_dataset(path: str | Path, *, kind: DatasetKind | None = None) -> Dataset:
    """Read a data set of events.

    Parameters
    ----------
    path
        A CSV file of ACLED or UCDP GED, a GDELT 2.0 export file (also in its ``.zip``), KML or KMZ.
    kind
        What it is; by default its first line says.

    Returns
    -------
    Dataset
        All rows that can be placed; what cannot is counted in `left_out`.

    Raises
    ------
    InputError
        The file cannot be read, or is not what `kind` says or of no known kind.
    """
    file = Path(path)
    if kind is not None and kind not in KINDS:
        msg = f"unknown kind of data set: {kind!r}"
        raise InputError(msg, hint="one of: " + ", ".join(KINDS))
    data = _read(file)
    wanted = kind or kind_of(data, name=str(path))
    if wanted == "kml":
        from dateline.layers.datasets.kml import read_kml

        return read_kml(data, name=file.name)
    from dateline.layers.datasets.tables import read_table

    return read_table(data, name=file.name, kind=wanted)


def kind_of(data: bytes, *, name: str) -> DatasetKind:
    """Return what a file is by how it begins.

    Raises
    ------
    InputError
        It begins like none of the known data sets; says with what it does begin.
    """
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return "kml"
    words = head.decode("utf-8-sig", errors="replace")
    if words.lstrip().startswith("<"):
        if "<kml" in words:
            return "kml"
        msg = f"{name} is XML, but not KML"
        raise InputError(msg, hint=_EXPECTED)
    line = words.splitlines()[0] if words.strip() else ""
    if line.count("\t") == GDELT_COLUMNS - 1:
        return "gdelt"
    found = {part.strip().strip('"').lower() for part in line.replace(";", ",").split(",")}
    if found >= _ACLED:
        return "acled"
    if found >= _UCDP:
        return "ucdp"
    begins = " ".join(line.split())[:60] or "nothing"
    msg = f"{name} is no data set of a known kind: it begins with {begins!r}"
    raise InputError(msg, hint=_EXPECTED)


def within(dataset: Dataset, scope: Scope) -> Dataset:
    """Return the part of a data set that is near a report; the rest is counted in `left_out`."""
    from dateline.layers.datasets.shapes import area_ids_of

    rows = dataset.rows
    near = rows["lat_deg"].notna()
    if scope.box is not None:
        west, south, east, north = scope.box
        lon = rows["lon_deg"]
        turned = [(lon + turn).between(west, east) for turn in (-360.0, 0.0, 360.0)]
        near = rows["lat_deg"].between(south, north) & (turned[0] | turned[1] | turned[2])
        if scope.areas:
            near |= area_ids_of(rows).isin(scope.areas)
    now = rows["first"].eq("") | (
        (rows["first"].le(scope.last) if scope.last else True)
        & (rows["last"].ge(scope.first) if scope.first else True)
    )
    left = dict(dataset.left_out)
    for count, why in (
        (int((~near).sum()), "away from what the map shows first"),
        (int((near & ~now).sum()), "outside the report’s time"),
    ):
        if count:
            left[why] = left.get(why, 0) + count
    return replace(dataset, rows=rows[near & now].reset_index(drop=True), left_out=left)


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            msg = f"a folder: {path}"
            raise InputError(msg, hint="name the data set's file")
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            msg = f"too large: {path} has {size / 1e6:,.0f} MB, more than {LARGEST_BYTES // 10**6}"
            raise InputError(msg, hint="keep the years or countries that the report is about")
        data = path.read_bytes()
    except FileNotFoundError as error:
        msg = f"no such data set: {path}"
        raise InputError(msg, hint="check the path given to --with") from error
    except OSError as error:
        msg = f"cannot read {path}: {error.strerror or error}"
        raise InputError(msg, hint="check the path and its permissions") from error
    if path.suffix.lower() == ".zip" and data.startswith(b"PK"):
        from dateline.layers.datasets.kml import only_member

        return only_member(data, name=str(path), largest=LARGEST_BYTES)
    return data
