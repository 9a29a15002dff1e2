"""How do claims get into PostgreSQL with PostGIS?

One transaction an export: others see the store before or after it. Two exports at once wait for
each other. Needs psycopg 3, the extra ``postgis``.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from dateline.errors import InputError
from dateline.layers.stores.rows import (
    GEOMETRY,
    GEOMETRY_TYPES,
    REPORTS,
    STORE,
    TABLES,
    VERSION,
)
from dateline.layers.stores.store import wkb_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import psycopg
    from psycopg import sql

    from dateline.layers.stores.rows import FieldType, Row, Table

_TIMEOUT_S: Final = 10
_TYPES: Final[dict[FieldType, str]] = {
    "text": "text", "integer": "integer", "number": "double precision", "flag": "boolean",
    "date": "date",
}  # fmt: skip
# Any number that other programs do not use: the lock under which stores are changed.
_LOCK: Final = 4_326_1350
_POSTGIS: Final = (
    "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
    "WHERE e.extname = 'postgis'"
)


class PostgisStore:
    """A store in a database; see `dateline.layers.stores.store.Store`."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def documents(self) -> frozenset[str]:
        """Return the names of the reports that are there."""
        found = self._connection.execute(_sql("SELECT document FROM {}", REPORTS.name))
        return frozenset(row[0] for row in found)

    def content(self) -> str:
        """Return "reports": layers of several reports drawn together are never put here."""
        return "reports"

    def rows(self, table: Table, documents: Sequence[str]) -> dict[Row, Row]:
        """Return the rows of some reports by their keys."""
        query = _sql("SELECT {} FROM {} WHERE document = ANY(%s)", _selected(table), table.name)
        rows = [_read(table, row) for row in self._connection.execute(query, (list(documents),))]
        return {table.key_of(row): row for row in rows}

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows."""
        from psycopg import sql

        marks = sql.SQL(", ").join(_marks(table))
        query = _sql("INSERT INTO {} ({}) VALUES ({})", table.name, _listed(table.columns), marks)
        self._many(query, [_stored(table, row) for row in rows])

    def update(self, table: Table, rows: Sequence[Row]) -> None:
        """Set all columns of the rows with these keys."""
        from psycopg import sql

        cells = sql.SQL(", ").join(
            _sql("{} = {}", name, mark)
            for name, mark in zip(table.columns, _marks(table), strict=True)
        )
        query = _sql("UPDATE {} SET {} WHERE {}", table.name, cells, _is_key(table))
        self._many(query, [(*_stored(table, row), *table.key_of(row)) for row in rows])

    def delete(self, table: Table, keys: Sequence[Row]) -> None:
        """Take out the rows with these keys."""
        self._many(_sql("DELETE FROM {} WHERE {}", table.name, _is_key(table)), keys)

    def clear(self) -> None:
        """Take out all rows of all tables."""
        for table in reversed(TABLES):
            self._connection.execute(_sql("DELETE FROM {}", table.name))

    def _many(self, query: sql.Composed, rows: Sequence[Row]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(query, rows)


@contextmanager
def connect_postgis(url: str) -> Iterator[psycopg.Connection[Any]]:
    """Connect, run the block as one transaction, and turn the database's errors into ours.

    Raises
    ------
    InputError
        psycopg is missing, or the database refuses; passwords are never in the message.
    """
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict, make_conninfo
    except ImportError:
        msg = "PostgreSQL needs psycopg, which is not installed"
        raise InputError(msg, hint="pip install 'dateline[postgis]', or use FILE.gpkg") from None
    place = shown(url)
    try:
        given = conninfo_to_dict(url)
        facts: dict[str, Any] = {"connect_timeout": _TIMEOUT_S, **given}
        with psycopg.connect(make_conninfo(**facts), client_encoding="utf-8") as connection:
            yield connection
    except psycopg.Error as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        msg = f"{place}: {_without_password(lines[0], url)}"
        hint = "is the server running, and is the address right? postgresql://USER@HOST:PORT/NAME"
        if not isinstance(error, psycopg.OperationalError):
            hint = "nothing was written"
        raise InputError(msg, hint=hint) from error


@contextmanager
def open_postgis(url: str, *, schema: str) -> Iterator[PostgisStore]:
    """Open a database for writing; tables are made where they do not exist.

    Raises
    ------
    InputError
        As `connect_postgis`; or PostGIS is not installed in the database, or the tables are of
        another version.
    """
    with connect_postgis(url) as connection:
        connection.execute("SET LOCAL client_min_messages = warning")
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        connection.execute(_sql("CREATE SCHEMA IF NOT EXISTS {}", schema))
        _need_postgis(connection, url)
        use_schema(connection, schema)
        _make_tables(connection)
        check_version(connection, shown(url))
        yield PostgisStore(connection)
        for table in TABLES:  # plans of later questions rest on what is known of the rows
            connection.execute(_sql("ANALYZE {}", table.name))


def _need_postgis(connection: psycopg.Connection[Any], url: str) -> None:
    import psycopg

    if connection.execute(_POSTGIS).fetchone() is not None:
        return
    try:
        with connection.transaction():
            connection.execute("CREATE EXTENSION postgis")
    except psycopg.Error as error:
        msg = f"{shown(url)}: PostGIS is not there: {str(error).splitlines()[0]}"
        raise InputError(
            msg, hint="ask an administrator to run CREATE EXTENSION postgis; in this database"
        ) from error


def use_schema(connection: psycopg.Connection[Any], schema: str) -> None:
    """Look names up in the schema and in that of PostGIS, until the transaction ends."""
    found = connection.execute(_POSTGIS).fetchone()
    names = [schema, found[0]] if found else [schema]
    connection.execute(_sql("SET LOCAL search_path = {}", _listed(names)))


def _make_tables(connection: psycopg.Connection[Any]) -> None:
    from psycopg import sql

    connection.execute(
        _sql("CREATE TABLE IF NOT EXISTS {} (name text PRIMARY KEY, value text)", STORE)
    )
    connection.execute(
        _sql("INSERT INTO {} VALUES ('schema_version', %s) ON CONFLICT DO NOTHING", STORE),
        (VERSION,),
    )
    for table in TABLES:
        fields = [_sql("{} {}", name, sql.SQL(_TYPES[kind])) for name, kind in table.fields]
        if table.layer:
            kind = f"geometry({GEOMETRY_TYPES[table.layer]}, 4326)"
            fields.append(_sql("{} {}", GEOMETRY, sql.SQL(kind)))
        fields.append(_sql("PRIMARY KEY ({})", _listed(table.key)))
        connection.execute(
            _sql("CREATE TABLE IF NOT EXISTS {} ({})", table.name, sql.SQL(", ").join(fields))
        )
        for column in table.indexed:
            index = "CREATE INDEX IF NOT EXISTS {} ON {} ({})"
            connection.execute(_sql(index, f"{table.name}_{column}", table.name, column))
        if table.layer:
            index = "CREATE INDEX IF NOT EXISTS {} ON {} USING gist ({})"
            connection.execute(_sql(index, f"{table.name}_{GEOMETRY}", table.name, GEOMETRY))


def check_version(connection: psycopg.Connection[Any], place: str) -> None:
    """Refuse tables of another version, and a schema without ours."""
    import psycopg

    try:
        found = connection.execute(
            _sql("SELECT value FROM {} WHERE name = 'schema_version'", STORE)
        ).fetchone()
    except psycopg.errors.UndefinedTable as error:
        msg = f"no store of dateline: {place}"
        raise InputError(
            msg, hint="`dateline export --to` makes one; is it in another --schema?"
        ) from error
    if found is None or found[0] != VERSION:
        msg = f"{place} has tables of version {found[0] if found else 'unknown'}, not {VERSION}"
        raise InputError(msg, hint="export into a new --schema, or use the dateline that made them")


def shown(url: str) -> str:
    """Return a database's address without its password.

    Examples
    --------
    >>> shown("postgresql://ann:secret@db.example:5433/news?sslmode=require")
    'postgresql://ann@db.example:5433/news'
    """
    parts = urlsplit(url)
    user = f"{parts.username}@" if parts.username else ""
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{user}{host}{parts.path}"


def _without_password(text: str, url: str) -> str:
    """Return a message of the database without the password, where it repeats the address."""
    parts = urlsplit(url)
    for secret in (parts.password, *parse_qs(parts.query).get("password", ())):
        if secret:
            text = text.replace(secret, "***")
    return text


# ------------------------------------------------------------------ SQL
def _sql(text: str, *parts: Any) -> sql.Composed:
    """Compose SQL; plain strings among the parts are names."""
    from psycopg import sql

    return sql.SQL(text).format(
        *(sql.Identifier(part) if isinstance(part, str) else part for part in parts)
    )


def _listed(names: Sequence[str]) -> sql.Composed:
    from psycopg import sql

    return sql.SQL(", ").join(sql.Identifier(name) for name in names)


def _marks(table: Table) -> list[sql.Composable]:
    """Return a placeholder a column; a geometry comes as well-known binary."""
    from psycopg import sql

    marks: list[sql.Composable] = [sql.SQL("%s") for _ in table.fields]
    return [*marks, sql.SQL("ST_GeomFromWKB(%s, 4326)")] if table.layer else marks


def _selected(table: Table) -> sql.Composed:
    from psycopg import sql

    names: list[sql.Composable] = [sql.Identifier(name) for name, _ in table.fields]
    if table.layer:
        names.append(_sql("ST_AsBinary({}, 'NDR')", GEOMETRY))
    return sql.SQL(", ").join(names)


def _is_key(table: Table) -> sql.Composed:
    from psycopg import sql

    return sql.SQL(" AND ").join(_sql("{} = %s", name) for name in table.key)


def _stored(table: Table, row: Row) -> Row:
    if table.layer is None or row[-1] is None:
        return row
    return (*row[:-1], wkb_of(row[-1]))


def _read(table: Table, row: Row) -> Row:
    cells = [
        value.isoformat() if kind == "date" and value is not None else value
        for value, (_, kind) in zip(row, table.fields, strict=False)
    ]
    if table.layer is None:
        return tuple(cells)
    return (*cells, None if row[-1] is None else bytes(row[-1]))
