"""Which tables does a store of claims have, and which rows does a report give them?

A store is a GeoPackage or a PostgreSQL database with PostGIS: the same tables, the same columns and
keys. Features are one table a layer, EPSG:4326.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from dateline.layers.exports.records import fit
from dateline.layers.schema import COLUMNS, LAYER_NAMES, REPORT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.layers.build import Layer
    from dateline.layers.exports.records import Records
    from dateline.layers.schema import LayerName

FieldType = Literal["text", "integer", "number", "flag", "date"]
Row = tuple[Any, ...]

VERSION: Final = "1"
STORE: Final = "dateline_store"  # the table that says so
GEOMETRY: Final = "geom"
GEOMETRY_TYPES: Final[dict[LayerName, str]] = {
    "areas": "MultiPolygon", "borders": "MultiLineString", "movements": "MultiLineString",
    "bases": "Point", "events": "Point",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table.

    Attributes
    ----------
    key
        The columns that no two rows share.
    fields
        Columns and their types, in order, without the geometry.
    layer
        Of a table of features: it has a geometry as its last column.
    indexed
        Columns by which rows are looked up, besides the key.
    """

    name: str
    title: str
    key: tuple[str, ...]
    fields: tuple[tuple[str, FieldType], ...]
    layer: LayerName | None = None
    indexed: tuple[str, ...] = ("document",)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns, the geometry last."""
        names = tuple(name for name, _ in self.fields)
        return (*names, GEOMETRY) if self.layer else names

    def key_of(self, row: Row) -> Row:
        """Return the key of a row."""
        return tuple(row[self.columns.index(name)] for name in self.key)


def _texts(names: str) -> tuple[tuple[str, FieldType], ...]:
    return tuple((name, "text") for name in names.split())


_TYPES: Final[dict[str, FieldType]] = {"number": "number", "flag": "flag"}

REPORTS: Final = Table(
    name="reports",
    title="Reports",
    key=("report_key",),
    fields=_texts("report_key document report sha256 title source author url published"),
)
CLAIMS: Final = Table(
    name="claims",
    title="Claims",
    key=("claim_key",),
    fields=(
        *_texts("claim_key document report id"),
        ("position", "integer"),
        *_texts("quote"),
        ("start", "integer"),
        ("end", "integer"),
        *_texts("sentence speaker via cue type act realis certainty"),
        ("negated", "flag"),
        *_texts("condition time time_value"),
        ("earliest", "date"),
        ("latest", "date"),
        *_texts("grade graded_by note status"),
    ),
)
CLAIM_FEATURES: Final = Table(
    name="claim_features",
    title="Which feature shows which claim",
    key=("claim_key", "feature_key"),
    fields=_texts("claim_key feature_key layer document"),
    indexed=("document", "feature_key"),
)
_FEATURE_FIELDS: Final = (
    *_texts("feature_key document"),
    *((c.name, _TYPES.get(c.dtype, "text")) for c in COLUMNS if c.dtype != "geometry"),
    (REPORT.name, "text"),
)
_TITLES: Final = {
    "areas": "Areas mentioned", "borders": "Borders", "movements": "Movements",
    "bases": "Bases and forces", "events": "Events and statements",
}  # fmt: skip
FEATURES: Final[dict[LayerName, Table]] = {
    name: Table(
        name=name,
        title=_TITLES[name],
        key=("feature_key",),
        fields=_FEATURE_FIELDS,
        layer=name,
    )
    for name in LAYER_NAMES
}
# What refers to others comes after them.
TABLES: Final = (REPORTS, CLAIMS, *FEATURES.values(), CLAIM_FEATURES)


def rows_of(layers: Sequence[Layer], records: Records) -> dict[str, list[Row]]:
    """Return the rows of every table.

    Parameters
    ----------
    layers
        Of one report, or of several drawn together: those have no document of their own.
    records
        The claims behind the features.

    Returns
    -------
    dict
        Per table's name, in the order of `TABLES`; a geometry is a shapely object or None.
    """
    document = records.reports[0]["document"] or "" if len(records.reports) == 1 else ""
    claims = {
        claim_id: {**record, "claim_key": f"{record['document']}#{claim_id}", "position": number}
        for number, (claim_id, record) in enumerate(records.claims.items())
    }
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    found["reports"] = [
        _row(REPORTS, {**report, "report_key": report.get("report") or report["document"]})
        for report in records.reports
    ]
    found["claims"] = [_row(CLAIMS, claim) for claim in claims.values()]
    for layer in layers:
        for feature in layer.frame.to_dict("records"):
            key = f"{document}#{feature['feature_id']}"
            cells = {
                **feature,
                "feature_key": key,
                "document": document,
                "claim_ids": json.dumps(feature["claim_ids"]),
                GEOMETRY: _multi(feature["geometry"], GEOMETRY_TYPES[layer.name]),
            }
            found[layer.name].append(_row(FEATURES[layer.name], cells))
            found["claim_features"] += [
                (claims[claim_id]["claim_key"], key, layer.name, document)
                for claim_id in dict.fromkeys(feature["claim_ids"])
                if claim_id in claims
            ]
    return found


def _row(table: Table, cells: Mapping[Any, Any]) -> Row:
    row = [_cell(cells.get(name), kind) for name, kind in table.fields]
    return (*row, cells[GEOMETRY]) if table.layer else tuple(row)


def _cell(value: Any, kind: FieldType) -> Any:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if kind == "flag":
        return bool(value)
    if kind == "number":
        return float(value)
    return int(value) if kind == "integer" else fit(str(value))


def _multi(shape: Any, wanted: str) -> Any:
    """Return a single part as a geometry of many, where the table holds such."""
    if shape is None or shape.geom_type == wanted:
        return shape
    from shapely import MultiLineString, MultiPolygon

    return MultiPolygon([shape]) if wanted == "MultiPolygon" else MultiLineString([shape])
