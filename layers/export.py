"""How do the layers get into a file that QGIS opens, with the claims beside the shapes?

GeoJSON follows RFC 7946 (longitude and latitude, outer rings anticlockwise, six decimals: about
0.1 m); GeoPackage has one table a layer and a table of claims; CSV has no shapes. Equal layers
give equal bytes, and a file is replaced in one step or not at all.
"""

from __future__ import annotations

import csv
import io
import json
import math
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.layers.schema import COLUMN_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from dateline.geo.article import Article
    from dateline.layers.build import Layer
    from dateline.layers.claims import Claim

DECIMALS: Final = 6
# GeoPackage stamps its tables; a fixed stamp keeps the bytes the same.
_STAMP: Final = "2000-01-01T00:00:00.000Z"
_GPKG_TYPES: Final = {
    "areas": "MultiPolygon", "borders": "MultiLineString", "movements": "MultiLineString",
    "bases": "Point", "events": "Point",
}  # fmt: skip


def write_layers(
    layers: Sequence[Layer],
    path: Path | str,
    *,
    article: Article | None = None,
    claims: Sequence[Claim] = (),
) -> Path:
    """Write the layers to a file; the suffix says which format.

    Parameters
    ----------
    layers
        As `build_layers` gives them.
    path
        ``.geojson`` (or ``.json``), ``.gpkg`` or ``.csv``; an existing file is replaced.
    article, claims
        With both, each feature carries its claims' quotes, speakers, acts and times.

    Returns
    -------
    Path
        Where the file is.

    Raises
    ------
    InputError
        The suffix is none of these, or the folder does not exist or cannot be written.
    """
    target = Path(path)
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        msg = f"cannot write layers as {target.suffix or 'a file without suffix'!r}: {target}"
        raise InputError(msg, hint="use a name that ends in .geojson, .gpkg or .csv")
    if not target.parent.is_dir():
        msg = f"the folder does not exist: {target.parent}"
        raise InputError(msg, hint="make the folder first, or choose another")
    records = claim_properties(article, claims) if article is not None else {}
    try:
        # In the target's folder: a rename is one step only within one file system.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".layers-") as folder:
            draft = Path(folder) / f"layers{target.suffix.lower()}"
            writer(layers, draft, records)
            draft.replace(target)
    except OSError as error:
        msg = f"cannot write {target}: {error.strerror or error}"
        raise InputError(msg, hint="choose a folder that you may write to") from error
    return target


def claim_properties(
    article: Article, claims: Sequence[Claim]
) -> dict[str, dict[str, str | bool | None]]:
    """Return per claim id what a reader of the file needs to check the claim, in reading order."""
    return {
        claim.id: {
            "id": claim.id,
            "quote": article.slice(claim.content),
            "start": str(claim.content.start),
            "end": str(claim.content.end),
            "sentence": article.slice(claim.sentence),
            "speaker": claim.speaker.name,
            "via": claim.via.name if claim.via else None,
            "cue": " ".join(article.slice(span) for span in claim.cue) or None,
            "type": claim.type,
            "act": claim.act,
            "realis": claim.realis,
            "certainty": claim.certainty,
            "negated": claim.polarity == "-",
            "condition": article.slice(claim.condition) if claim.condition else None,
            "time": claim.time.text if claim.time else None,
            "time_value": claim.time.value if claim.time else None,
            "grade": claim.grade,
            "graded_by": claim.graded_by,
            "note": claim.note,
            "document": article.id,
        }
        for claim in claims
    }


def _write_geojson(
    layers: Sequence[Layer], path: Path, records: Mapping[str, Mapping[str, object]]
) -> None:
    features = [
        _geojson_feature(layer.name, row, records)
        for layer in layers
        for row in layer.frame.to_dict("records")
    ]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, allow_nan=False) for f in features)
    body = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    path.write_text(body, encoding="utf-8", newline="\n")


def _geojson_feature(
    layer: str, row: Mapping[Any, Any], records: Mapping[str, Mapping[str, object]]
) -> dict[str, object]:
    properties: dict[str, object] = {"layer": layer}
    for name in COLUMN_NAMES:
        if name != "geometry":
            properties[name] = _plain(row[name])
    if records:
        properties["claims"] = [records[key] for key in row["claim_ids"] if key in records]
    return {
        "type": "Feature",
        "id": row["feature_id"],
        "properties": properties,
        "geometry": _geometry(row["geometry"]),
    }


def _plain(value: Any) -> object:
    """Turn a cell into a JSON value; a missing number (NaN) becomes null."""
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, float):
        return None if math.isnan(value) else round(float(value), 3)
    if value is None or isinstance(value, str):
        return value
    return bool(value)


def _geometry(shape: BaseGeometry | None) -> dict[str, object] | None:
    if shape is None:
        return None
    from shapely import orient_polygons
    from shapely.geometry import mapping

    found = mapping(orient_polygons(shape))
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, int | float):
        return round(float(coordinates), DECIMALS) + 0.0  # no "-0.0"
    return [_rounded(item) for item in coordinates]


def _write_gpkg(
    layers: Sequence[Layer], path: Path, records: Mapping[str, Mapping[str, object]]
) -> None:
    import pyogrio

    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _STAMP})
    try:
        for layer in layers:
            pyogrio.write_dataframe(
                _flat(layer.frame),
                path,
                layer=layer.name,
                driver="GPKG",
                geometry_type=_GPKG_TYPES[layer.name],
                promote_to_multi=_GPKG_TYPES[layer.name].startswith("Multi"),
                layer_options={"DESCRIPTION": layer.title},
                append=path.exists(),
            )
        if records:
            _write_claims(path, records)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _write_claims(path: Path, records: Mapping[str, Mapping[str, object]]) -> None:
    import pandas as pd
    import pyogrio

    table = pd.DataFrame(list(records.values()))
    for column in ("start", "end"):
        table[column] = table[column].astype("int64")
    pyogrio.write_dataframe(table, path, layer="claims", driver="GPKG", append=path.exists())


def _flat(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a copy whose claim ids are JSON text: GeoPackage has no lists."""
    flat = frame.copy()
    flat["claim_ids"] = [json.dumps(ids) for ids in frame["claim_ids"]]
    return flat


def _write_csv(
    layers: Sequence[Layer], path: Path, records: Mapping[str, Mapping[str, object]]
) -> None:
    """Write one row a feature; points have their longitude and latitude, other shapes none."""
    names = [name for name in COLUMN_NAMES if name != "geometry"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["layer", *names, "lon_deg", "lat_deg", "quotes"])
    for layer in layers:
        for row in layer.frame.to_dict("records"):
            shape = row["geometry"]
            point = (
                (shape.x, shape.y) if shape is not None and shape.geom_type == "Point" else ("", "")
            )
            quotes = [str(records[key]["quote"]) for key in row["claim_ids"] if key in records]
            writer.writerow(
                [
                    layer.name,
                    *(_cell(row[name]) for name in names),
                    *point,
                    _safe(" | ".join(quotes)),
                ]
            )
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def _cell(value: object) -> object:
    plain = _plain(value)
    if isinstance(plain, list):
        return " ".join(plain)
    return "" if plain is None else _safe(plain) if isinstance(plain, str) else plain


def _safe(text: str) -> str:
    """Keep a spreadsheet from running text of a report as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


_WRITERS: Final[
    dict[str, Callable[[Sequence[Layer], Path, Mapping[str, Mapping[str, object]]], None]]
] = {
    ".geojson": _write_geojson,
    ".json": _write_geojson,
    ".gpkg": _write_gpkg,
    ".csv": _write_csv,
}
