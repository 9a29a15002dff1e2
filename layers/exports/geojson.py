"""How do the layers become GeoJSON?

As RFC 7946 wants it: longitude and latitude, WGS 84, outer rings anticlockwise, six decimals (about
0.1 m), nothing that crosses the antimeridian uncut (`layers/build.py` cuts it).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.exports.records import claims_of, columns, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from dateline.layers.build import Layer
    from dateline.layers.exports.records import Records

DECIMALS: Final = 6


def write_geojson(layers: Sequence[Layer], path: Path, records: Records) -> tuple[str, ...]:
    """Write one FeatureCollection, a feature a line; nothing is cut."""
    features = [
        _feature(layer.name, row, records)
        for layer in layers
        for row in layer.frame.to_dict("records")
    ]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, allow_nan=False) for f in features)
    body = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    path.write_bytes(body.encode("utf-8", errors="backslashreplace"))
    return ()


def _feature(layer: str, row: Mapping[Any, Any], records: Records) -> dict[str, object]:
    properties: dict[str, object] = {"layer": layer}
    for name in columns(row):
        properties[name] = plain(row[name])
    if records.claims:
        properties["claims"] = claims_of(row, records)
    return {
        "type": "Feature",
        "id": row["feature_id"],
        "properties": properties,
        "geometry": _geometry(row["geometry"]),
    }


def _geometry(shape: BaseGeometry | None) -> dict[str, object] | None:
    if shape is None:
        return None
    from shapely import orient_polygons
    from shapely.geometry import mapping

    found = mapping(orient_polygons(shape))
    return {"type": found["type"], "coordinates": rounded(found["coordinates"])}


def rounded(coordinates: Any) -> Any:
    """Return nested coordinates with six decimals."""
    if isinstance(coordinates, int | float):
        return round(float(coordinates), DECIMALS) + 0.0  # no "-0.0"
    return [rounded(item) for item in coordinates]
