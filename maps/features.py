"""What is there to draw? The rows of all layers as plain records, in drawing order."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from dateline.layers.build import Layer

DRAWING_ORDER: Final = ("areas", "borders", "movements", "bases", "events")
TITLES: Final = {
    "areas": "Countries and regions",
    "borders": "Borders",
    "movements": "Movements",
    "bases": "Bases and garrisons",
    "events": "Places of events",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Feature:
    """One row of a layer; the fields mean what layers/schema.py says.

    Attributes
    ----------
    shape
        Shapely geometry, longitude before latitude, WGS 84; None where the thing is listed only.
    """

    layer: str
    id: str
    name: str
    kind: str
    place_id: str
    status: str
    precision: str
    label: str
    note: str
    source: str
    claim_ids: tuple[str, ...]
    claimed_km: float | None
    claimed_text: str
    measured_km: float | None
    reference_km: float | None
    disputed: bool
    shape: BaseGeometry | None


def features_of(layers: Sequence[Layer]) -> tuple[Feature, ...]:
    """Return the features of all layers, in drawing order, then by id.

    Parameters
    ----------
    layers
        As `build_layers` gives them; frames in EPSG:4326.

    Returns
    -------
    tuple of Feature
        Empty for no layers or empty frames; frames are not changed.
    """
    ranked = sorted(layers, key=lambda layer: _rank(layer.name))
    return tuple(
        feature
        for layer in ranked
        for feature in sorted(_rows(layer), key=lambda feature: feature.id)
    )


def _rank(name: str) -> int:
    return DRAWING_ORDER.index(name) if name in DRAWING_ORDER else len(DRAWING_ORDER)


def _rows(layer: Layer) -> Iterable[Feature]:
    frame = layer.frame
    shapes = list(frame.geometry) if len(frame) else []
    for row, shape in zip(frame.drop(columns="geometry").to_dict("records"), shapes, strict=True):
        yield _feature(layer.name, row, shape)


def _feature(layer: str, row: Mapping[Any, Any], shape: BaseGeometry | None) -> Feature:
    missing = shape is None or shape.is_empty
    return Feature(
        layer=layer,
        id=_word(row, "feature_id"),
        name=_word(row, "name"),
        kind=_word(row, "kind"),
        place_id=_word(row, "place_id"),
        status=_word(row, "status") or "actual",
        precision=_word(row, "precision"),
        label=_word(row, "label"),
        note=_word(row, "note"),
        source=_word(row, "source"),
        claim_ids=_ids(row.get("claim_ids")),
        claimed_km=_number(row, "claimed_km"),
        claimed_text=_word(row, "claimed_text"),
        measured_km=_number(row, "measured_km"),
        reference_km=_number(row, "reference_km"),
        disputed=row.get("disputed") is not None and bool(row["disputed"]),
        shape=None if missing else shape,
    )


def _word(row: Mapping[Any, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _number(row: Mapping[Any, Any], key: str) -> float | None:
    value = row.get(key)
    if value is None or isinstance(value, str) or not math.isfinite(value):
        return None
    return float(value)


def _ids(value: object) -> tuple[str, ...]:
    """Claim ids; layers read back from a file may hold them as JSON text."""
    if isinstance(value, str):
        value = json.loads(value) if value.startswith("[") else [value]
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()
