"""How is a PostgreSQL database with PostGIS asked for claims? In a transaction that only reads."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dateline.layers.stores.postgis import check_version, connect_postgis, shown, use_schema
from dateline.layers.stores.query import claim_columns, conditions, in_boxes
from dateline.layers.stores.rows import CLAIMS, FEATURES, GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import psycopg

    from dateline.layers.stores.query import Query


class PostgisReader:
    """Reads claims and features of a store."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def claims(self, query: Query) -> list[Any]:
        """Return the rows of claims that fit in type, report, time and place."""
        where, values = conditions(query)
        found = self._all(f"SELECT {claim_columns()} FROM claims WHERE {where}", values)  # noqa: S608
        rows = [_with_days(row) for row in found]
        keys = frozenset(
            row[0]
            for box in query.boxes
            for layer in FEATURES
            for row in self._all(
                "SELECT DISTINCT c.claim_key FROM claim_features c "  # noqa: S608
                f"JOIN {layer} f ON f.feature_key = c.feature_key AND c.layer = ? "
                f"WHERE ST_Intersects(f.{GEOMETRY}, ST_MakeEnvelope(?, ?, ?, ?, 4326))",
                [layer, *box],
            )
        )
        return in_boxes(keys if query.boxes else None, rows)

    def features(self) -> list[tuple[str, str, str, str]]:
        """Return claim, layer, id and name of all features."""
        return [
            (*row,)
            for layer in FEATURES
            for row in self._all(
                "SELECT c.claim_key, c.layer, f.feature_id, f.name FROM claim_features c "  # noqa: S608
                f"JOIN {layer} f ON f.feature_key = c.feature_key AND c.layer = ?",
                [layer],
            )
        ]

    def _all(self, query: str, values: Sequence[Any]) -> list[Any]:
        return self._connection.execute(
            query.replace("?", "%s").encode("utf-8"),  # psycopg's mark; no value stands in the text
            values,
        ).fetchall()


def _with_days(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        value.isoformat() if kind == "date" and value is not None else value
        for value, (_, kind) in zip(row, CLAIMS.fields, strict=True)
    )


@contextmanager
def open_reader(url: str, *, schema: str) -> Iterator[PostgisReader]:
    """Open a store for reading.

    Raises
    ------
    InputError
        The database cannot be reached, or the schema has no store of ours.
    """
    with connect_postgis(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        use_schema(connection, schema)
        check_version(connection, shown(url))
        yield PostgisReader(connection)
