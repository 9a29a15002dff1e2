"""Which data does the page's script need? One JSON object; its words are set by textContent.

    {"view": {"core": box, "all": box}, "features": [...], "claims": {id: ...},
     "places": {id: why}, "labels": [[text, lon, lat, rank, kind], ...], "basemap": {...}}

Boxes are west, south, east, north; points longitude first; shapes as maps/drawing/geometry.py writes them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.report_sets import report_of_claim
from dateline.maps.drawing.arrows import Areas
from dateline.maps.drawing.geometry import encode_line, encode_shape, pack, pack_lines
from dateline.maps.drawing.seam import cut_open
from dateline.maps.drawing.symbols import symbol_of
from dateline.maps.drawing.symbols_svg import symbol_id
from dateline.maps.page.cards import relay_words, speaker_words
from dateline.maps.page.marks import act_words, is_negated, mark_of, type_words
from dateline.maps.page.panels import shown_candidates, where_words
from dateline.maps.page.time_bars import time_bar
from dateline.maps.page.time_text import time_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.positions.positions import Position
    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.view import View

# How layers/build.py notes that a claim is about a part of a border.
_SHARE: Final = re.compile(r"(?P<said>.+) \((?P<who>.+)\), part not given")
MANY: Final = 1000  # features of a page; then arrows bend in fewer points
MANY_TOLERANCE_DEG: Final = 0.04


def page_data(
    features: Sequence[Feature],
    resolutions: Sequence[Resolution],
    records: Sequence[Mapping[str, Any]],
    view: View,
    positions: Sequence[Position] = (),
    *,
    areas: Areas | None = None,
) -> dict[str, Any]:
    """Return all data of the page but the base map and its labels; `areas` are those drawn."""
    areas = areas or Areas(features)
    many = len(features) > MANY
    boxes = {"core": view.core, "all": view.everything, "overview": view.overview}
    return {
        "view": {name: list(box) for name, box in boxes.items() if box},
        "features": [feature_data(f, areas, many=many) for f in features if f.shape is not None],
        "claims": {str(record["id"]): claim_data(record) for record in records},
        "places": _places(resolutions, features)
        | position_evidence(positions, resolutions, features),
    }


def feature_data(feature: Feature, areas: Areas, *, many: bool = False) -> dict[str, Any]:
    """Return one feature for the page; empty fields are left out, of `many` the finest bends."""
    from shapely.geometry import LineString

    shape = feature.shape
    if shape is None:
        msg = f"feature {feature.id!r} has no shape to draw"
        raise ValueError(msg)
    reports = dict.fromkeys(report_of_claim(claim) for claim in feature.claim_ids)
    data: dict[str, Any] = {
        "id": feature.id,
        "layer": feature.layer,
        "name": feature.name,
        "label": feature.label,
        "kind": feature.kind,
        "status": feature.status,
        "place": feature.place_id,
        "note": feature.note,
        "claims": list(feature.claim_ids),
        "reports": [key for key in reports if key],
        "disputed": feature.disputed,
        "lengths": length_words(feature),
        "short": length_words(feature, brief=True),
        "share": share_words(feature),
        "source": feature.source,
    }
    symbol = symbol_of(feature)
    if symbol is not None:
        data["symbol"] = symbol_id(symbol)
    if feature.layer == "movements" and shape.geom_type == "LineString":
        points = areas.arrow(shape)
        if many:
            points = [(x, y) for x, y in LineString(points).simplify(MANY_TOLERANCE_DEG).coords]
        data["shape"] = {"t": "line", "p": [pack(encode_line(points))]}
    else:
        data["shape"] = pack_lines(encode_shape(shape))
    if feature.layer == "areas":
        middle = shape.representative_point()
        data["thin"] = feature.uncertain and feature.thin
        data["middle"] = [round(middle.x, 3), round(middle.y, 3)]
        cut = cut_open(shape)
        data |= {"cut": pack_lines(encode_shape(cut))} if cut is not None else {}  # for files
    return {key: value for key, value in data.items() if value not in ("", [], False)}


def share_words(feature: Feature) -> str:
    """Return what part of a border the report speaks of, in its words; "" where of the whole."""
    if feature.layer != "borders":
        return ""
    notes = (note.strip() for note in feature.note.split(";"))
    found = next((part for note in notes if (part := _SHARE.fullmatch(note))), None)
    return f"“{found['said']}” ({found['who']}); which part is not said" if found else ""


def length_words(feature: Feature, *, brief: bool = False) -> str:
    """Return the claimed length beside the map's own: "claimed over 1,350 km · measured 1,344 km".

    Parameters
    ----------
    feature
        A border without a claimed length still says what was measured; an uncertain area says how
        far it reaches.
    brief
        Whether sources and reference lengths are left to the popup.
    """
    if feature.radius_km is not None:
        return radius_words(feature.radius_km, uncertain=feature.uncertain)
    parts = []
    if feature.claimed_km is not None or feature.claimed_text:
        parts.append(f"claimed {feature.claimed_text or f'{feature.claimed_km:,.0f} km'}")
    if brief and feature.measured_km is not None:
        parts.append(f"measured {feature.measured_km:,.0f} km")
    elif feature.measured_km is not None:
        parts.append(f"measured {feature.measured_km:,.0f} km ({short_source(feature.source)})")
    if feature.reference_km is not None and not brief:
        parts.append(f"CIA Factbook {feature.reference_km:,.0f} km")
    return " · ".join(parts)


def radius_words(radius_km: float, *, uncertain: bool) -> str:
    """Return how sure a position is: of an area how far it reaches, of a point its digits' worth.

    Examples
    --------
    >>> radius_words(28.2, uncertain=True), radius_words(0.03, uncertain=False)
    ('uncertain area: up to 28 km from its middle', 'coordinates, to within 30 m')
    """
    metres = radius_km * 1000.0
    size = f"{metres:,.0f} m" if metres < 1000.0 else f"{radius_km:,.{int(radius_km < 10)}f} km"
    if uncertain:
        return f"uncertain area: up to {size} from its middle"
    return f"coordinates, to within {size}"


def short_source(source: str) -> str:
    """Return whose geometry was measured and when, short enough for a map.

    Examples
    --------
    >>> short_source("a-package 3.1 (OpenStreetMap, release b), 2026")
    'OpenStreetMap 2026'
    >>> short_source("")
    'source not given'
    """
    year = re.search(r"\b(?:19|20)\d\d\b(?!.*\b(?:19|20)\d\d\b)", source)
    owner = "OpenStreetMap" if "OpenStreetMap" in source else re.split(r"[,(;]", source)[0].strip()
    if not owner:
        return "source not given"
    return f"{owner} {year[0]}" if year and year[0] not in owner else owner


def claim_data(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return one claim record for the page; empty fields are left out."""
    mark = mark_of(record)
    data = {
        "quote": str(record["content"]["text"]),
        "who": speaker_words(record),
        "by": _speaker(record),
        "via": relay_words(record),
        "mark": mark.shape,
        "words": mark.words,
        "act": act_words(record),
        "realis": str(record.get("realis") or "actual"),
        "negated": is_negated(record),
        "type": type_words(record),
        "when": time_words(record),
        "time": time_bar(record),
    }
    return {key: value for key, value in data.items() if value not in ("", [], False)}


def _speaker(record: Mapping[str, Any]) -> str:
    """Who says it, by name alone: what the page groups claims by."""
    speaker = record.get("speaker") or {}
    outlet = speaker.get("kind") == "outlet"
    return "The report itself" if outlet else str(speaker.get("name") or "Unknown speaker")


def _places(
    resolutions: Sequence[Resolution], features: Sequence[Feature]
) -> dict[str, dict[str, Any]]:
    """Per drawn place: how its words were resolved, once a wording ("Why here?")."""
    drawn = {feature.place_id for feature in features}
    out: dict[str, dict[str, Any]] = {}
    for resolution in resolutions:
        place = resolution.place
        if place is None or not resolution.mention.is_place or place.id not in drawn:
            continue
        entry = out.setdefault(place.id, {"name": place.name, "source": place.source, "why": []})
        if resolution.mention.surface not in [why["words"] for why in entry["why"]]:
            entry["why"].append(_why(resolution))
    return out


def position_evidence(
    positions: Sequence[Position], resolutions: Sequence[Resolution], features: Sequence[Feature]
) -> dict[str, dict[str, Any]]:
    """Per drawn position: the evidence for what it is measured from; its note says how it was."""
    drawn = {feature.place_id for feature in features}
    by_span = {r.mention.span: r for r in resolutions if r.place is not None}
    out: dict[str, dict[str, Any]] = {}
    for position in positions:
        if position.id not in drawn or position.id in out:
            continue
        anchors = [by_span[span] for span in position.anchors if span in by_span]
        why = [_why(r) | {"as": r.place.name} for r in anchors if r.place is not None]
        if why:
            out[position.id] = {"name": position.surface, "source": "", "why": why}
    return out


def _why(resolution: Resolution) -> dict[str, Any]:
    return {
        "words": resolution.mention.surface,
        "kind": resolution.mention.kind,
        "p": round(resolution.probability, 3),
        "reason": resolution.reason,
        "candidates": [
            {
                "name": where_words(candidate),
                "code": candidate.place.feature_code,
                "score": round(candidate.score, 2),
                "evidence": [[name, round(value, 2)] for name, value in candidate.features],
            }
            for candidate in shown_candidates(resolution)
        ],
    }
