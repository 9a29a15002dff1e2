"""What is there to draw? The rows of all layers as plain records, in drawing order."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from dateline.maps.drawing.seam import side_by_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from dateline.layers.build import Layer

DRAWING_ORDER: Final = ("areas", "borders", "movements", "bases", "events")
THIN: Final = 0.35
NAMED: Final = 12  # units of one place that its sign names; their claims name the others
UNCERTAIN: Final = "uncertain"  # the kind that layers/uncertain.py gives
_POINT_LAYERS: Final = frozenset({"bases", "events"})


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
    radius_km: float | None = None

    @property
    def uncertain(self) -> bool:
        """Whether it is the area in which a place lies somewhere, and not a place itself."""
        return self.kind == UNCERTAIN

    @property
    def thin(self) -> bool:
        """Whether it fills little of its box, as a band along a border does."""
        if self.shape is None:
            return False
        west, south, east, north = self.shape.bounds
        return self.shape.area < THIN * (east - west) * (north - south)


def features_of(layers: Sequence[Layer]) -> tuple[Feature, ...]:
    """Return the features of all layers, in drawing order, then by id.

    Parameters
    ----------
    layers
        As `build_layers` gives them; frames in EPSG:4326.

    Returns
    -------
    tuple of Feature
        Empty for no layers or empty frames; frames are not changed. Longitudes pass 180 where the
        scene lies across the antimeridian (maps/drawing/seam.py).
    """
    ranked = sorted(layers, key=lambda layer: _rank(layer.name))
    rows = [feature for layer in ranked for feature in sorted(_rows(layer), key=_drawn_after)]
    return side_by_side(_one_symbol_a_place(rows))


def _one_symbol_a_place(features: Sequence[Feature]) -> tuple[Feature, ...]:
    """Fold the points of one place into the first of them, a base before an event.

    Two signs on one spot would hide each other; the one that stays lists all claims.
    """
    groups: dict[str, list[Feature]] = {}
    for feature in features:
        if feature.layer in _POINT_LAYERS and feature.place_id:
            groups.setdefault(feature.place_id, []).append(feature)
        else:
            groups[f"{feature.layer} {feature.id}"] = [feature]
    return tuple(_folded(group) if len(group) > 1 else group[0] for group in groups.values())


def _folded(group: Sequence[Feature]) -> Feature:
    first = group[0]
    names = [feature.name for feature in group if feature.layer == first.layer]
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return replace(
        first,
        name=" · ".join(names[:NAMED] + more),
        note="; ".join(dict.fromkeys(feature.note for feature in group if feature.note)),
        claim_ids=tuple(dict.fromkeys(claim for feature in group for claim in feature.claim_ids)),
    )


def most_claimed(features: Sequence[Feature], most: int) -> tuple[Feature, ...]:
    """Return all areas and borders, and of signs and arrows at most so many, in drawing order.

    Those that most claims are about are kept; of those with equally many, those drawn first.
    """
    many = [f for f in features if f.layer not in {"areas", "borders"}]
    kept = {id(f) for f in sorted(many, key=lambda f: -len(f.claim_ids))[:most]}
    return tuple(f for f in features if id(f) in kept or f.layer in {"areas", "borders"})


def _drawn_after(feature: Feature) -> tuple[bool, float, str]:
    """Uncertain areas lie over the others, the small over the large."""
    return feature.uncertain, -(feature.radius_km or 0.0) if feature.uncertain else 0.0, feature.id


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
        radius_km=_number(row, "radius_km"),
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
