"""What did a service answer before? A small SQLite file, so that no name is asked twice.

Empty answers are kept like any other; failures never are. The day of an answer comes from the
server's own reply, so the same cache gives the same page whenever it is read.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from dateline.errors import InputError

LAYOUT: Final = 1
_APPLICATION: Final = 0x646C6763  # "dlgc", so that no other program's file is taken for a cache
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS answer (service TEXT NOT NULL, url TEXT NOT NULL, "
    "query TEXT NOT NULL, retrieved TEXT NOT NULL, results TEXT NOT NULL, "
    "PRIMARY KEY (service, url, query)) WITHOUT ROWID"
)

Raw = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a service said to one query.

    Attributes
    ----------
    results
        Its results as it gave them, best first; empty where it knows none.
    retrieved
        Day of the answer (ISO 8601), "" where the server did not say.
    """

    results: tuple[Raw, ...]
    retrieved: str


@dataclass(slots=True, eq=False)
class AnswerCache:
    """Answers on disk. Make it with `open_cache`."""

    path: Path
    _db: sqlite3.Connection

    def find(self, service: str, url: str, query: str) -> Answer | None:
        """Return the kept answer, None where there is none that can be read."""
        try:
            row = self._db.execute(
                "SELECT retrieved, results FROM answer WHERE service = ? AND url = ? AND query = ?",
                (service, url, query),
            ).fetchone()
            results = json.loads(row[1]) if row else None
        except (sqlite3.Error, ValueError, TypeError, RecursionError):
            return None
        if not isinstance(results, list) or not all(isinstance(item, dict) for item in results):
            return None
        return Answer(results=tuple(cast("list[Raw]", results)), retrieved=str(row[0]))

    def keep(self, service: str, url: str, query: str, answer: Answer) -> bool:
        """Keep an answer; return False where the file cannot be written (it is then not kept)."""
        results = json.dumps(answer.results, ensure_ascii=True, sort_keys=True)
        try:
            with self._db:
                self._db.execute(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)",
                    (service, url, query, answer.retrieved, results),
                )
        except sqlite3.Error:
            return False
        return True

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def default_path() -> Path:
    """Return where answers are kept by default: ``dateline/geocoder.sqlite`` in the cache folder."""
    folder = os.environ.get("XDG_CACHE_HOME", "")
    # The specification says to ignore a path that is not absolute.
    base = Path(folder) if Path(folder).is_absolute() else Path.home() / ".cache"
    return base / "dateline" / "geocoder.sqlite"


def open_cache(path: Path | None = None) -> AnswerCache:
    """Open the file of answers; it is made where it is missing, for its owner alone to read.

    Parameters
    ----------
    path
        `default_path` by default. The folder of another path must exist.

    Raises
    ------
    InputError
        The file is something else, or can be neither read nor made.
    """
    place = path or default_path()
    try:
        if path is None:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not place.exists():
            place.touch(mode=0o600)
        connection = sqlite3.connect(place, timeout=10)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        msg = f"cannot open the cache of geocoder answers {place}: {why}"
        raise InputError(msg, hint="name another file with --geocoder-cache") from error
    try:
        _prepare(connection)
    except sqlite3.Error as error:
        connection.close()
        msg = f"not a cache of geocoder answers: {place}"
        raise InputError(msg, hint="name another file with --geocoder-cache") from error
    return AnswerCache(place, connection)


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the table in an empty file; refuse a database that is not ours."""
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables == 0:
        with connection:
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {LAYOUT}")
            connection.execute(_TABLE)
    elif (owner, layout) != (_APPLICATION, LAYOUT):
        msg = "another program's file"
        raise sqlite3.DatabaseError(msg)
