"""How do the layers become Shapefiles, and what do Shapefiles lose?

A Shapefile holds one type of geometry, names of ten characters and texts of 254 bytes. So there is
one a layer and a table of claims, and a text file beside them says what was renamed and cut:
nothing is lost silently.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.schema import CRS
from dateline.layers.stores.rows import CLAIMS as CLAIMS_TABLE
from dateline.layers.stores.rows import FEATURES, GEOMETRY_TYPES, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from dateline.layers.build import Layer
    from dateline.layers.exports.records import Records
    from dateline.layers.stores.rows import Row, Table

MOST_BYTES: Final = 254
MOST_LETTERS: Final = 10
_DATE: Final = "2000-01-01"  # of the .dbf; a clock would change the bytes
_DATE_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_SHORT: Final = {
    "feature_key": "feat_key", "claimed_km": "claimed_km", "claimed_text": "claimed_tx",
    "measured_km": "measurd_km", "reference_km": "refernc_km", "radius_km": "radius_km",
    "time_value": "time_edtf",
}  # fmt: skip
_LIMITS: Final = """Shapefiles of the layers, and what the format cannot hold

Names have at most 10 characters, texts at most 254 bytes of UTF-8, and there is no difference
between an empty text and none. Dates are text (ISO 8601). A layer has one type of geometry, so
each is a Shapefile of its own; features without a shape have an empty one. Claims are the table
{claims}.dbf; the column claim_ids of a layer names those behind a feature.
A GeoPackage (.gpkg) holds everything: use it where you can.
"""


def write_shapefile(layers: Sequence[Layer], path: Path, records: Records) -> tuple[str, ...]:
    """Write ``NAME-areas.shp`` and so on beside `path`, ``NAME-claims.dbf`` and ``NAME.txt``.

    Returns
    -------
    tuple of str
        What was cut, in short; the text file says where.
    """
    stem = path.name[: -len(path.suffix)] if path.suffix else path.name
    cuts: list[str] = []
    tables = rows_of(layers, records)
    for layer in layers:
        file = path.with_name(f"{stem}-{layer.name}.shp")
        _write(FEATURES[layer.name], tables[layer.name], file, cuts)
    _write(CLAIMS_TABLE, tables["claims"], path.with_name(f"{stem}-claims.dbf"), cuts)
    limits = _LIMITS.format(claims=f"{stem}-claims")
    names = dict.fromkeys(
        f"{name} -> {_short(name)}"
        for table in (*FEATURES.values(), CLAIMS_TABLE)
        for name, _ in table.fields
        if name != _short(name)
    )
    parts = [limits, _listed("Names that were shortened", names)]
    parts.append(_listed("Texts that were cut", cuts) if cuts else "No text was cut.\n")
    path.with_name(f"{stem}.txt").write_bytes("\n".join(parts).encode("utf-8"))
    notes = [f"{len(names)} column names are shortened to {MOST_LETTERS} characters"]
    if cuts:
        words = "1 text is" if len(cuts) == 1 else f"{len(cuts)} texts are"
        notes.append(f"{words} cut to {MOST_BYTES} bytes")
    return (
        f"Shapefiles, {stem}-areas.shp and so on: {' and '.join(notes)}; {stem}.txt says which",
    )


def write_shapefile_zip(layers: Sequence[Layer], path: Path, records: Records) -> tuple[str, ...]:
    """Write the same files as one archive, which QGIS and GDAL open as it is."""
    folder = path.with_name("files")
    folder.mkdir()
    stem = path.name.split(".")[0]
    notes = write_shapefile(layers, folder / f"{stem}.shp", records)
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(file.name, date_time=_DATE_OF_ZIP)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), compress_type=zipfile.ZIP_DEFLATED)
            file.unlink()
    folder.rmdir()
    return notes


def _write(table: Table, rows: Sequence[Row], path: Path, cuts: list[str]) -> None:
    import geopandas as gpd
    import pandas as pd
    import pyogrio

    kinds = {"integer": "Int64", "number": "float64", "flag": "bool"}
    data = {
        _short(name): pd.Series(
            [_cell(table, row, i, cuts) for row in rows], dtype=kinds.get(kind, "object")
        )
        for i, (name, kind) in enumerate(table.fields)
    }
    frame: Any = pd.DataFrame(data)
    options = {"ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": _DATE}
    if table.layer is None:
        pyogrio.write_dataframe(frame, path, driver="ESRI Shapefile", layer_options=options)
        return
    shapes = gpd.GeoSeries([row[-1] for row in rows], crs=CRS)
    wanted = GEOMETRY_TYPES[table.layer].replace("Multi", "")
    pyogrio.write_dataframe(
        gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS),
        path,
        driver="ESRI Shapefile",
        geometry_type=wanted,
        promote_to_multi=False,
        layer_options=options,
    )


def _cell(table: Table, row: Row, number: int, cuts: list[str]) -> Any:
    value = row[number]
    if not isinstance(value, str):
        return value
    data = value.encode("utf-8")
    if len(data) <= MOST_BYTES:
        return value
    where = "#".join(str(row[0]).split("#")[1:]) or str(row[0])
    cuts.append(f"{table.name} {where}: {table.fields[number][0]} of {len(data)} bytes")
    return data[:MOST_BYTES].decode("utf-8", errors="ignore")


def _short(name: str) -> str:
    """Return a column's name in ten characters.

    Examples
    --------
    >>> _short("feature_id"), _short("reference_km"), _short("certainty")
    ('feature_id', 'refernc_km', 'certainty')
    """
    return _SHORT.get(name, name[:MOST_LETTERS])


def _listed(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"{title}:", *(f"  {' '.join(line.split())}" for line in lines), ""])
