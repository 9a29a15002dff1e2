"""How is a GeoPackage changed so that nobody ever sees half of the change?

The file is copied, the copy is changed, and the copy takes the file's place in one step. Tables and
styles that somebody has added in QGIS stay.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.layers.exports.gpkg import (
    connect,
    finish,
    insert,
    make_container,
    scratch,
    shape_in,
    stored,
)
from dateline.layers.stores.rows import REPORTS, STORE, TABLES, VERSION
from dateline.layers.stores.store import wkb_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.layers.stores.rows import Row, Table

_BUSY: Final = "close it in QGIS and other programs first"


class GeoPackageStore:
    """A store in a GeoPackage; see `dateline.layers.stores.store.Store`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def documents(self) -> frozenset[str]:
        """Return the names of the reports that are there."""
        found = self._database.execute(f"SELECT document FROM {REPORTS.name}")  # noqa: S608
        return frozenset(row[0] for row in found)

    def content(self) -> str:
        """Return "reports", or "joined" where features are of several reports drawn together."""
        return str(store_facts(self._database, "the file").get("content"))

    def rows(self, table: Table, documents: Sequence[str]) -> dict[Row, Row]:
        """Return the rows of some reports by their keys."""
        names = ", ".join(f'"{name}"' for name in table.columns)
        found = self._database.execute(
            f"SELECT {names} FROM {table.name} "  # noqa: S608
            "WHERE document IN (SELECT value FROM json_each(?)) ORDER BY fid",
            (json.dumps(list(documents)),),
        )
        rows = [_read(table, row) for row in found]
        return {table.key_of(row): row for row in rows}

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows."""
        insert(self._database, table, rows)

    def update(self, table: Table, rows: Sequence[Row]) -> None:
        """Set all columns of the rows with these keys."""
        names = ", ".join(f'"{name}" = ?' for name in table.columns)
        where = " AND ".join(f'"{name}" = ?' for name in table.key)
        self._database.executemany(
            f"UPDATE {table.name} SET {names} WHERE {where}",  # noqa: S608
            [(*stored(table, row), *table.key_of(row)) for row in rows],
        )

    def delete(self, table: Table, keys: Sequence[Row]) -> None:
        """Take out the rows with these keys."""
        where = " AND ".join(f'"{name}" = ?' for name in table.key)
        self._database.executemany(f"DELETE FROM {table.name} WHERE {where}", keys)  # noqa: S608

    def clear(self) -> None:
        """Take out all rows, and count from one again."""
        for table in reversed(TABLES):
            self._database.execute(f"DELETE FROM {table.name}")  # noqa: S608
            self._database.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
        self._database.execute(f"UPDATE {STORE} SET value = 'reports' WHERE name = 'content'")  # noqa: S608


def _read(table: Table, row: Row) -> Row:
    cells = [
        bool(value) if kind == "flag" and value is not None else value
        for value, (_, kind) in zip(row, table.fields, strict=False)
    ]
    if table.layer is None:
        return tuple(cells)
    return (*cells, None if row[-1] is None else wkb_of(shape_in(row[-1])))


@contextmanager
def open_geopackage(target: Path) -> Iterator[GeoPackageStore]:
    """Open a GeoPackage for writing; it is made where it does not exist.

    Raises
    ------
    InputError
        The folder is missing or cannot be written, the file is in use, or is no store of ours.
    """
    if not target.parent.is_dir():
        msg = f"the folder does not exist: {target.parent}"
        raise InputError(msg, hint="make the folder first, or choose another")
    try:
        with (
            _alone(target.parent),
            tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as folder,
        ):
            draft = Path(folder) / target.name
            is_new = not target.exists()
            if is_new:
                make_container(draft)
            else:
                _copy(target, draft)
            with closing(connect(draft)) as database:
                with scratch(database):
                    yield GeoPackageStore(database)
                    differs = is_new or database.total_changes > 0
                    finish(database)
                database.execute("VACUUM")
            if differs:  # else the file stays as it is, to the byte
                draft.replace(target)
    except OSError as error:
        msg = f"cannot write {target}: {error.strerror or error}"
        raise InputError(msg, hint="choose a folder that you may write to") from error
    except sqlite3.DatabaseError as error:
        msg = f"cannot write {target}: {error}"
        raise InputError(msg, hint="is it a whole GeoPackage? choose another name") from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait for other exports into the folder: two at once would lose the work of one.

    The lock goes with the process, however that ends. Windows has no locks of folders.
    """
    if os.name == "nt":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _copy(source: Path, draft: Path) -> None:
    """Copy a store as it stands, also what another program has not yet put into the file itself."""
    with closing(sqlite3.connect(source, timeout=5)) as database:
        facts = store_facts(database, str(source))
        check_facts(facts, str(source))
        try:
            database.execute("PRAGMA journal_mode = DELETE")
            database.execute("BEGIN IMMEDIATE")
            database.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            msg = f"another program has {source} open: {error}"
            raise InputError(msg, hint=_BUSY) from error
        with closing(sqlite3.connect(draft)) as copy:
            database.backup(copy)


def store_facts(database: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Return what a store says of itself.

    Raises
    ------
    InputError
        The file is no store of ours.
    """
    try:
        return dict(database.execute(f"SELECT name, value FROM {STORE}").fetchall())  # noqa: S608
    except sqlite3.DatabaseError as error:
        msg = f"no store of dateline: {name}"
        raise InputError(
            msg, hint="choose another name; `dateline export --to FILE.gpkg` makes a store"
        ) from error


def check_facts(facts: dict[str, Any], name: str) -> None:
    """Refuse a store of another version."""
    if facts.get("schema_version") != VERSION:
        msg = f"{name} has tables of version {facts.get('schema_version')}, not {VERSION}"
        raise InputError(msg, hint="export into a new store, or use the dateline that made it")
