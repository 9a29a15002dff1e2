"""How is a GeoPackage asked for claims? It is opened for reading alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError
from dateline.layers.exports.gpkg import shape_in
from dateline.layers.stores.geopackage_store import check_facts, store_facts
from dateline.layers.stores.query import claim_columns, conditions, in_boxes
from dateline.layers.stores.rows import FEATURES, GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.layers.stores.query import Box, Query


class GeoPackageReader:
    """Reads claims and features of a store."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def claims(self, query: Query) -> list[Any]:
        """Return the rows of claims that fit in type, report, time and place."""
        where, values = conditions(query)
        found = self._database.execute(
            f"SELECT {claim_columns()} FROM claims WHERE {where}",  # noqa: S608 -- values are bound
            values,
        ).fetchall()
        rows = [_with_flags(row) for row in found]
        keys = frozenset(k for box in query.boxes for k in self._keys_in(box))
        return in_boxes(keys if query.boxes else None, rows)

    def features(self) -> list[tuple[str, str, str, str]]:
        """Return claim, layer, id and name of all features."""
        return [
            (*row,)
            for layer in FEATURES
            for row in self._database.execute(
                "SELECT c.claim_key, c.layer, f.feature_id, f.name FROM claim_features c "  # noqa: S608
                f"JOIN {layer} f ON f.feature_key = c.feature_key AND c.layer = ?",
                (layer,),
            )
        ]

    def _keys_in(self, box: Box) -> Iterator[str]:
        """Return the claims of the features that touch a box: by the index, then by the shape."""
        from shapely import box as polygon

        west, south, east, north = box
        area = polygon(west, south, east, north)
        for layer in FEATURES:
            found = self._database.execute(
                f"SELECT c.claim_key, f.{GEOMETRY} FROM rtree_{layer}_{GEOMETRY} r "  # noqa: S608
                f"JOIN {layer} f ON f.fid = r.id "
                "JOIN claim_features c ON c.feature_key = f.feature_key AND c.layer = ? "
                "WHERE r.minx <= ? AND r.maxx >= ? AND r.miny <= ? AND r.maxy >= ?",
                (layer, east, west, north, south),
            )
            for key, blob in found:
                if area.intersects(shape_in(blob)):
                    yield key


def _with_flags(row: tuple[Any, ...]) -> tuple[Any, ...]:
    from dateline.layers.stores.rows import CLAIMS

    return tuple(
        bool(value) if kind == "flag" and value is not None else value
        for value, (_, kind) in zip(row, CLAIMS.fields, strict=True)
    )


@contextmanager
def open_reader(path: str) -> Iterator[GeoPackageReader]:
    """Open a store for reading.

    Raises
    ------
    InputError
        There is no such file, or it is no store of ours.
    """
    file = Path(path)
    if not file.is_file():
        msg = f"no such file: {path}"
        raise InputError(msg, hint="`dateline export REPORT --to FILE.gpkg` makes a store")
    try:
        address = f"{file.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=5)) as database:
            check_facts(store_facts(database, path), path)
            yield GeoPackageReader(database)
    except sqlite3.DatabaseError as error:
        msg = f"cannot read {path}: {error}"
        raise InputError(msg, hint="is it whole, and closed in other programs?") from error
