"""What does each column of a layer mean, and is a frame a good layer?

All layers have the same columns. Geometries are longitude and latitude, degrees, WGS 84
(EPSG:4326).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

LayerName = Literal["areas", "borders", "movements", "bases", "events"]
Dtype = Literal["text", "number", "flag", "texts", "geometry"]
Status = Literal["actual", "future", "conditional", "hypothetical", "mixed"]

LAYER_NAMES: Final[tuple[LayerName, ...]] = ("areas", "borders", "movements", "bases", "events")
STATUSES: Final = frozenset({"actual", "future", "conditional", "hypothetical", "mixed"})
CRS: Final = "EPSG:4326"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, what it means, its type, and whether it may be missing."""

    name: str
    meaning: str
    dtype: Dtype = "text"
    nullable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSchema:
    """What a layer holds.

    Attributes
    ----------
    geometry_types
        What may be drawn; a missing geometry is allowed where `listed_only` is True: such a
        feature is named on the map page but has no shape anyone knows.
    """

    name: LayerName
    title: str
    meaning: str
    geometry_types: tuple[str, ...]
    listed_only: bool = False
    columns: tuple[Column, ...] = ()


COLUMNS: Final[tuple[Column, ...]] = (
    Column(name="feature_id", meaning="Key within the map, stable for the same report."),
    Column(name="name", meaning="Name of the place, line, unit or movement, in English."),
    Column(name="kind", meaning="country, admin1, disputed, region, water, uncertain, border, movement, "
           "base, city, place, coordinate …"),
    Column(name="place_id", meaning="Gazetteer id, or `position:…` of an uncertain area; for a movement "
           "origin and destination, joined by `>`."),
    Column(name="country", meaning="ISO 3166-1 alpha-2, empty where none or several."),
    Column(name="role", meaning="Roles of the place in its claims, in reading order, comma-separated."),
    Column(name="precision", meaning="UCDP GED where_prec as text, `line`, `region` or `multi`; "
           "empty where the claims give none."),
    Column(name="status", meaning="Realis that the claims share; `mixed` where they differ."),
    Column(name="label", meaning="Short text for the map."),
    Column(name="note", meaning="What the reader must know: shares, disputes, carried-over places."),
    Column(name="claim_ids", meaning="Ids of the claims behind the feature, in reading order.",
           dtype="texts"),
    Column(name="source", meaning="Data set of the geometry."),
    Column(name="claimed_km", meaning="Length that a claim states, kilometres.", dtype="number",
           nullable=True),
    Column(name="claimed_text", meaning="The claim's words for that length; empty where none."),
    Column(name="measured_km", meaning="Geodesic length of the full line, kilometres.",
           dtype="number", nullable=True),
    Column(name="reference_km", meaning="Length to the CIA World Factbook, kilometres.",
           dtype="number", nullable=True),
    Column(name="radius_km", meaning="Of an uncertain area: how far it reaches from its middle, "
           "kilometres.", dtype="number", nullable=True),
    Column(name="disputed", meaning="Whether the boundary is disputed.", dtype="flag"),
    Column(name="geometry", meaning="Longitude and latitude, degrees, WGS 84.", dtype="geometry",
           nullable=True),
)  # fmt: skip
COLUMN_NAMES: Final = tuple(column.name for column in COLUMNS)
# Before the geometry, where the layers are of several reports.
REPORT: Final = Column(name="report", meaning="Keys of the reports behind the feature: `r1, r3`.")
SET_COLUMN_NAMES: Final = (*COLUMN_NAMES[:-1], REPORT.name, COLUMN_NAMES[-1])

SCHEMAS: Final[dict[str, LayerSchema]] = {
    schema.name: schema
    for schema in (
        LayerSchema(
            name="areas",
            title="Areas mentioned",
            meaning="Countries, divisions and regions that claims are about, and the uncertain areas of "
            "distances and directions; never a pin.",
            geometry_types=("Polygon", "MultiPolygon"),
            listed_only=True,
            columns=COLUMNS,
        ),
        LayerSchema(
            name="borders",
            title="Borders",
            meaning="Land borders that claims are about, always as the whole line.",
            geometry_types=("LineString", "MultiLineString"),
            listed_only=True,
            columns=COLUMNS,
        ),
        LayerSchema(
            name="movements",
            title="Movements",
            meaning="From where to where; a curve between two places, not a route.",
            geometry_types=("LineString", "MultiLineString"),
            columns=COLUMNS,
        ),
        LayerSchema(
            name="bases",
            title="Bases and forces",
            meaning="Bases, garrisons and units at the towns that the report gives for them.",
            geometry_types=("Point",),
            columns=COLUMNS,
        ),
        LayerSchema(
            name="events",
            title="Events and statements",
            meaning="Towns and other points that claims are about.",
            geometry_types=("Point",),
            columns=COLUMNS,
        ),
    )
}


def validate_layer(name: str, frame: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Collect every fault of a layer's frame.

    Parameters
    ----------
    name
        Name of the layer, a key of `SCHEMAS`.
    frame
        Its features; it is not changed.

    Returns
    -------
    tuple of str
        One line a fault, naming column and feature; empty where the frame is good.
    """
    schema = SCHEMAS.get(name)
    if schema is None:
        return (f"`name` must be one of {', '.join(LAYER_NAMES)}, got {name!r}",)
    faults = []
    if tuple(frame.columns) not in {COLUMN_NAMES, SET_COLUMN_NAMES}:
        faults.append(f"{name}: columns are {list(frame.columns)}, must be {list(COLUMN_NAMES)}")
        return tuple(faults)
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        faults.append(f"{name}: CRS is {frame.crs}, must be {CRS}")
    if not frame["feature_id"].is_unique:
        faults.append(f"{name}: `feature_id` is not unique")
    if list(frame["feature_id"]) != sorted(frame["feature_id"]):
        faults.append(f"{name}: features are not sorted by `feature_id`")
    for record in frame.to_dict("records"):
        faults += _feature_faults(schema, record)
    return tuple(faults)


def _feature_faults(schema: LayerSchema, record: Mapping[Any, Any]) -> list[str]:
    where = f"{schema.name} {record['feature_id']}"
    faults = [
        f"{where}: `{column.name}` is {record[column.name]!r}, must be {column.dtype}"
        for column in schema.columns
        if not _fits(column, record[column.name])
    ]
    if not record["claim_ids"]:
        faults.append(f"{where}: `claim_ids` is empty, a feature needs its claims")
    if record["status"] not in STATUSES:
        faults.append(
            f"{where}: `status` is {record['status']!r}, must be one of {sorted(STATUSES)}"
        )
    shape = record["geometry"]
    if shape is None:
        if not schema.listed_only:
            faults.append(f"{where}: `geometry` is missing")
    elif shape.geom_type not in schema.geometry_types:
        faults.append(
            f"{where}: `geometry` is {shape.geom_type}, must be {' or '.join(schema.geometry_types)}"
        )
    elif shape.is_empty or not _on_earth(shape.bounds):
        faults.append(f"{where}: `geometry` is empty or off the globe: {shape.bounds}")
    return faults


def _fits(column: Column, value: object) -> bool:
    if column.dtype == "geometry":
        return True
    if column.dtype == "number":
        missing = value is None or (
            isinstance(value, float) and math.isnan(value)
        )  # NaN is how pandas stores a missing number
        return column.nullable if missing else isinstance(value, int | float)
    if column.dtype == "flag":
        return str(value) in {"True", "False"}
    if column.dtype == "texts":
        return isinstance(value, list) and all(isinstance(text, str) for text in value)
    return isinstance(value, str)


def _on_earth(bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90
