"""How do the layers get into a GeoPackage, with styles that QGIS finds by itself?

GDAL makes the container (tables, spatial indexes and their triggers); rows are written by sqlite3,
so that they can also be changed one by one (`layers/stores/store.py`). Stamps are fixed: equal
layers give equal bytes.
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.exports.qml import qml_of
from dateline.layers.schema import CRS, LAYER_NAMES
from dateline.layers.stores.rows import (
    FEATURES,
    GEOMETRY,
    GEOMETRY_TYPES,
    STORE,
    TABLES,
    VERSION,
    rows_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from dateline.layers.build import Layer
    from dateline.layers.exports.records import Records
    from dateline.layers.stores.rows import FieldType, Table

# GeoPackage stamps its tables; a fixed stamp keeps the bytes the same.
STAMP: Final = "2000-01-01T00:00:00.000Z"
_SRS: Final = 4326
_TYPES: Final[dict[FieldType, str]] = {
    "text": "TEXT", "integer": "INTEGER", "number": "REAL", "flag": "BOOLEAN", "date": "DATE",
}  # fmt: skip
# As QGIS makes it itself, so that it finds and keeps styles there.
_STYLES: Final = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
    f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)"""
STYLE_NAME: Final = "dateline"
_ENVELOPES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # bytes of a geometry's box, by its flag


def write_gpkg(layers: Sequence[Layer], path: Path, records: Records) -> tuple[str, ...]:
    """Write a GeoPackage: a table a layer, reports, claims, and which feature shows which claim."""
    joined = len(records.reports) > 1
    make_container(path, content="joined" if joined else "reports")
    with closing(connect(path)) as database, scratch(database):
        for table, rows in rows_of(layers, records).items():
            insert(database, next(t for t in TABLES if t.name == table), rows)
        finish(database)
    return ()


def make_container(path: Path, *, content: str = "reports") -> None:
    """Make an empty store at `path`, which must not exist.

    Parameters
    ----------
    content
        "reports" where each report stands for itself, "joined" where they are drawn together.
    """
    import pyogrio

    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": STAMP})
    try:
        for name in LAYER_NAMES:
            table = FEATURES[name]
            pyogrio.write_dataframe(
                _empty(table),
                path,
                layer=name,
                driver="GPKG",
                geometry_type=GEOMETRY_TYPES[name],
                dataset_options={"VERSION": "1.2"},  # which every QGIS 3 knows
                layer_options={"DESCRIPTION": table.title, "GEOMETRY_NAME": GEOMETRY},
                append=path.exists(),
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
    with closing(connect(path)) as database, scratch(database):
        for table in TABLES:
            _make_table(database, table)
        database.execute(
            f"CREATE TABLE {STORE} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
            "name TEXT NOT NULL UNIQUE, value TEXT)"
        )
        database.executemany(
            f"INSERT INTO {STORE} (name, value) VALUES (?, ?)",  # noqa: S608 -- a constant
            [("content", content), ("schema_version", VERSION)],
        )
        _register(database, STORE, "What made this file")
        _add_styles(database)


def _empty(table: Table) -> Any:
    import geopandas as gpd
    import pandas as pd

    kinds = {"text": "object", "integer": "int64", "number": "float64", "flag": "bool"}
    frame = pd.DataFrame({name: pd.Series(dtype=kinds[kind]) for name, kind in table.fields})
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries([], crs=CRS), crs=CRS)


def _make_table(database: sqlite3.Connection, table: Table) -> None:
    key = ", ".join(f'"{name}"' for name in table.key)
    if table.layer is None:
        fields = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in table.fields)
        database.execute(
            f"CREATE TABLE {table.name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {fields})"
        )
        _register(database, table.name, table.title)
    database.execute(f"CREATE UNIQUE INDEX {table.name}_key ON {table.name} ({key})")
    for column in table.indexed:
        database.execute(f"CREATE INDEX {table.name}_{column} ON {table.name} ({column})")


def _register(database: sqlite3.Connection, table: str, title: str) -> None:
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, "
        "srs_id) VALUES (?, 'attributes', ?, ?, ?, 0)",
        (table, table, title, STAMP),
    )


def _add_styles(database: sqlite3.Connection) -> None:
    database.execute(_STYLES)
    _register(database, "layer_styles", "Styles of the layers, for QGIS")
    database.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, "
        "update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', NULL, ?)",
        [
            (name, GEOMETRY, STYLE_NAME, qml_of(name), "As on dateline's page", STAMP)
            for name in LAYER_NAMES
        ],
    )


# ------------------------------------------------------------------ rows
def connect(path: Path) -> sqlite3.Connection:
    """Open a GeoPackage with the functions that its spatial indexes' triggers call."""
    database = sqlite3.connect(path, isolation_level=None)
    for number, name in enumerate(("ST_MinX", "ST_MinY", "ST_MaxX", "ST_MaxY")):
        database.create_function(name, 1, _bound(number), deterministic=True)
    database.create_function("ST_IsEmpty", 1, lambda blob: shape_in(blob).is_empty)
    return database


@contextmanager
def scratch(database: sqlite3.Connection) -> Iterator[None]:
    """Run one transaction on a draft, which nobody needs if this stops halfway."""
    database.execute("PRAGMA journal_mode = MEMORY")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("BEGIN")
    yield
    database.execute("COMMIT")


def insert(database: sqlite3.Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows, as `rows_of` gives them."""
    names = ", ".join(f'"{name}"' for name in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    database.executemany(
        f"INSERT INTO {table.name} ({names}) VALUES ({marks})",  # noqa: S608 -- constants
        [stored(table, row) for row in rows],
    )


def stored(table: Table, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row as the file holds it: the geometry as a blob."""
    return (*row[:-1], _blob(row[-1])) if table.layer else row


def finish(database: sqlite3.Connection) -> None:
    """Write down how far each layer reaches."""
    for name in LAYER_NAMES:
        box = database.execute(
            f"SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{name}_{GEOMETRY}"  # noqa: S608
        ).fetchone()
        database.execute(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, last_change = ? "
            "WHERE table_name = ?",
            (*box, STAMP, name),
        )


def _blob(shape: BaseGeometry | None) -> bytes | None:
    """Return a geometry as GeoPackage stores it: little-endian, with its box."""
    if shape is None:
        return None
    from shapely import to_wkb

    west, south, east, north = shape.bounds
    head = struct.pack("<2sBBi4d", b"GP", 0, 0b0000_0011, _SRS, west, east, south, north)
    wkb: bytes = to_wkb(shape, byte_order=1)
    return head + wkb


def shape_in(blob: bytes) -> BaseGeometry:
    """Return the geometry (longitude, latitude, degrees) that a GeoPackage's blob holds."""
    from shapely import from_wkb

    return from_wkb(blob[8 + _ENVELOPES[blob[3] >> 1 & 0b111] :])


def _bound(number: int) -> Any:
    return lambda blob: shape_in(blob).bounds[number]
