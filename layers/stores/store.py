"""How do claims get into a store that is kept, added to and brought up to date?

A store is a GeoPackage or a PostgreSQL database with PostGIS; both do the same, by the code here.
A report's rows are compared with those that the store has of it, and only what differs is written,
in one transaction: a run that is stopped leaves the store as it was.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol
from urllib.parse import urlsplit

from dateline.errors import InputError
from dateline.layers.stores.rows import CLAIMS, REPORTS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.layers.stores.rows import Row, Table

Mode = Literal["upsert", "append", "replace"]
MODES: tuple[Mode, ...] = ("upsert", "append", "replace")
DATABASE_SCHEMES = frozenset({"postgresql", "postgres"})
DEFAULT_SCHEMA = "dateline"


class Store(Protocol):
    """What `sync` needs of a store. Rows are as `rows_of` gives them."""

    def documents(self) -> frozenset[str]:
        """Return the names of the reports that are there."""
        ...

    def content(self) -> str:
        """Return "reports", or "joined" where features are of several reports drawn together."""
        ...

    def rows(self, table: Table, documents: Sequence[str]) -> dict[Row, Row]:
        """Return the rows of some reports by their keys, as `comparable` gives them."""
        ...

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows."""

    def update(self, table: Table, rows: Sequence[Row]) -> None:
        """Set all columns of the rows with these keys."""

    def delete(self, table: Table, keys: Sequence[Row]) -> None:
        """Take out the rows with these keys."""

    def clear(self) -> None:
        """Take out all rows of all tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the claims of the reports that were written."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


def is_database(destination: str) -> bool:
    """Tell whether a destination is a PostgreSQL address and not a file.

    Examples
    --------
    >>> is_database("postgresql://localhost/news"), is_database("news.gpkg")
    (True, False)
    """
    return "://" in destination and urlsplit(destination).scheme in DATABASE_SCHEMES


def check_store(destination: str) -> None:
    """Raise what `open_store` would, as far as that can be known without making anything.

    Long work then does not come to nothing for a wrong address.
    """
    if is_database(destination):
        from dateline.layers.stores.postgis import connect_postgis

        with connect_postgis(destination):
            return
    path = _geopackage(destination)
    if path.exists():
        from dateline.layers.stores.query_geopackage import open_reader

        with open_reader(destination):
            return
    if not path.parent.is_dir():
        msg = f"the folder does not exist: {path.parent}"
        raise InputError(msg, hint="make the folder first, or choose another")


@contextmanager
def open_store(destination: str, *, schema: str = DEFAULT_SCHEMA) -> Iterator[Store]:
    """Open a store for writing; what is done in the block counts as a whole or not at all.

    Parameters
    ----------
    destination
        ``postgresql://…``, or a file that ends in ``.gpkg``; made where it does not exist.
    schema
        Of a database: the schema of the tables.

    Raises
    ------
    InputError
        It is neither, cannot be reached or written, or holds something else.
    """
    if is_database(destination):
        from dateline.layers.stores.postgis import open_postgis

        with open_postgis(destination, schema=schema) as database:
            yield database
        return
    from dateline.layers.stores.geopackage_store import open_geopackage

    with open_geopackage(_geopackage(destination)) as file:
        yield file


def _geopackage(destination: str) -> Path:
    if not destination.lower().endswith(".gpkg"):
        place = destination.rpartition("@")[2]  # an address may hold a password
        msg = f"no store: {place}"
        raise InputError(
            msg,
            hint="a store is FILE.gpkg or postgresql://…; for other files: dateline layers -o FILE",
        )
    return Path(destination)


def sync(store: Store, reports: Sequence[Mapping[str, Sequence[Row]]], *, mode: Mode) -> Counts:
    """Write the rows of reports.

    Parameters
    ----------
    store
        Open, as from `open_store`.
    reports
        Per report the rows of every table, as from `rows_of`.
    mode
        "upsert" brings these reports up to date and leaves all others alone; "append" refuses a
        report that is there; "replace" leaves nothing but these reports.

    Raises
    ------
    InputError
        Two of the reports have one name, or, with "append", the store has one of them.
    """
    names = [_document_of(report) for report in reports]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        msg = f"two reports are called {twice[0]!r}: a store tells them apart by name"
        raise InputError(msg, hint="rename one of the files")
    if mode != "replace" and store.content() != "reports":
        msg = "the file holds layers of several reports drawn together"
        raise InputError(msg, hint="choose another file, or --mode replace")
    known = store.documents()
    if mode == "append" and (there := sorted(known & set(names))):
        msg = f"the store has {there[0]!r} already"
        raise InputError(msg, hint="--mode upsert brings it up to date")
    if mode == "replace":
        store.clear()
    before = {table.name: store.rows(table, names) for table in TABLES}
    after = {
        table.name: {table.key_of(row): row for report in reports for row in report[table.name]}
        for table in TABLES
    }
    for table in reversed(TABLES):  # what refers to others goes first
        gone = [key for key in before[table.name] if key not in after[table.name]]
        store.delete(table, gone)
    changed = 0
    for table in TABLES:
        old, new = before[table.name], after[table.name]
        store.insert(table, [row for key, row in new.items() if key not in old])
        differs = [
            row for key, row in new.items() if key in old and comparable(table, row) != old[key]
        ]
        store.update(table, differs)
        if table is CLAIMS:
            changed = len(differs)
    old, new = before[CLAIMS.name], after[CLAIMS.name]
    kept = len(old.keys() & new.keys())
    return Counts(
        added=len(new) - kept, changed=changed, removed=len(old) - kept, unchanged=kept - changed
    )


def _document_of(rows: Mapping[str, Sequence[Row]]) -> str:
    (report,) = rows[REPORTS.name]
    return str(report[REPORTS.columns.index("document")])


def comparable(table: Table, row: Row) -> Row:
    """Return a row so that two are equal if they say the same: the geometry as WKB."""
    if table.layer is None or row[-1] is None:
        return row
    return (*row[:-1], wkb_of(row[-1]))


def wkb_of(shape: Any) -> bytes:
    """Return the well-known binary of a geometry, little-endian."""
    from shapely import to_wkb

    found: bytes = to_wkb(shape, byte_order=1)
    return found
