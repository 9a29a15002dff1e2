"""Which names stand on the map besides those of the report? Countries and cities around."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.maps.features import Feature
    from dateline.maps.view import View

Label = list[object]  # [name, longitude, latitude, rank, kind]


def labels_for(features: Sequence[Feature], view: View) -> list[Label]:
    """Return labels in order of importance: rank 0 names the report's places.

    Parameters
    ----------
    features
        Those with a shape name themselves: areas at a point inside, points beside the sign.
    view
        Decides which neighbours are worth a name.
    """
    own = [label for feature in features if (label := _own(feature)) is not None]
    own.sort(key=lambda label: (str(label[4]) != "point", -float(str(label[3]))))
    seen: set[tuple[object, object]] = set()
    out: list[Label] = []
    for label in own:
        key = (label[0], label[4])
        if key not in seen:
            seen.add(key)
            out.append([*label[:3], 0, label[4]])
    return out


def _own(feature: Feature) -> Label | None:
    shape = feature.shape
    if shape is None or feature.layer in {"borders", "movements"}:
        return None
    middle = shape.representative_point()
    kind = "area" if feature.layer == "areas" else "point"
    name = feature.label or feature.name
    return [name, round(middle.x, 4), round(middle.y, 4), len(feature.claim_ids), kind]
