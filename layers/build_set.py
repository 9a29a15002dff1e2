"""Which features do several reports draw together? A place of two reports is one feature.

Each report's features are built as if it stood alone; those of one id are joined.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.layers.build import layer_features, layers_from
from dateline.layers.schema import LAYER_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.build import Layer
    from dateline.layers.claims.claims import Claim
    from dateline.layers.features import Feature
    from dateline.layers.schema import LayerName


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLayersInput:
    """What `build_layers` takes of one report, with the report's key; claims have ids of the set."""

    key: str
    article: Article
    resolutions: tuple[Resolution, ...]
    claims: tuple[Claim, ...]
    positions: tuple[Position, ...]


def build_set_layers(
    reports: Sequence[ReportLayersInput], *, gazetteer: Gazetteer
) -> tuple[Layer, ...]:
    """Build the layers of several reports.

    Parameters
    ----------
    reports
        In the order of the set.
    gazetteer
        Knows the places by id.

    Returns
    -------
    tuple of Layer
        As `build_layers`, with one more column: ``report``, the keys of the reports behind a
        feature.
    """
    joined: dict[LayerName, dict[str, Feature]] = {name: {} for name in LAYER_NAMES}
    keys: dict[str, list[str]] = {}
    for report in reports:
        features = layer_features(
            report.article, report.resolutions, report.claims, gazetteer=gazetteer,
            positions=report.positions,
        )  # fmt: skip
        for name in LAYER_NAMES:
            for feature in features[name]:
                known = joined[name].get(feature.feature_id)
                merged = feature if known is None else _joined(known, feature, report.key)
                joined[name][feature.feature_id] = merged
                keys.setdefault(feature.feature_id, []).append(report.key)
    return layers_from(
        {name: list(features.values()) for name, features in joined.items()},
        reports={key: ", ".join(dict.fromkeys(found)) for key, found in keys.items()},
    )


def _joined(first: Feature, second: Feature, key: str) -> Feature:
    """Return one feature of two with one id; `key` is the report of the second."""
    name = max(first.name, second.name, key=len) if first.kind == "base" else first.name
    notes = (*first.notes, *second.notes)
    if second.claimed_km is not None and first.claimed_km not in {None, second.claimed_km}:
        notes = (*notes, f"also claimed: {second.claimed_text} ({key})")
    own = first if first.claimed_km is not None else second
    return replace(
        first,
        name=name,
        label=name if first.kind == "base" else first.label,
        role=", ".join(dict.fromkeys([*first.role.split(", "), *second.role.split(", ")])),
        precision=first.precision or second.precision,
        status=first.status if first.status == second.status else "mixed",
        claim_ids=tuple(dict.fromkeys((*first.claim_ids, *second.claim_ids))),
        notes=tuple(dict.fromkeys(notes)),
        claimed_km=own.claimed_km,
        claimed_text=own.claimed_text,
    )
