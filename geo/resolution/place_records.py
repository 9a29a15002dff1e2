"""How are resolved mentions written as JSON? (Contract of ``dateline places``; see docs/cli.md.)"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.geo.gazetteer.places import Candidate, Place, Resolution
    from dateline.geo.gazetteer.reverse import Reversed
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Span

DECIMALS = 6  # of a degree: 0.1 m, more than any gazetteer knows
Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def toponym_record(resolution: Resolution) -> dict[str, Json]:
    """Return a mention with its place; latitude and longitude are null where unresolved."""
    mention, place = resolution.mention, resolution.place
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "name": place.name if place else None,
        "lat": round(place.lat_deg, DECIMALS) if place else None,
        "lon": round(place.lon_deg, DECIMALS) if place else None,
        "country": (place.country or None) if place else None,
        "feature_code": (place.feature_code or None) if place else None,
        "probability": round(resolution.probability, 4),
    }


def border_record(resolution: Resolution) -> dict[str, Json]:
    """Return a mention of a border with its id and the countries that its own words name."""
    mention, place = resolution.mention, resolution.place
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "name": place.name if place else None,
        "id": place.id if place else None,
        "sides": list(mention.sides),
        "probability": round(resolution.probability, 4),
    }


def position_record(position: Position, text_of: Mapping[Span, str]) -> dict[str, Json]:
    """Return a position with its uncertain area; all of it is null where it is not placed.

    Parameters
    ----------
    text_of
        The words of the mentions that it may be measured from.
    """
    placed = position.lon_deg is not None and position.lat_deg is not None
    return {
        "start": position.span.start,
        "end": position.span.end,
        "surface": position.surface,
        "kind": position.kind,
        "id": position.id if placed else None,
        "lat": round(position.lat_deg, DECIMALS) if position.lat_deg is not None else None,
        "lon": round(position.lon_deg, DECIMALS) if position.lon_deg is not None else None,
        "radius_km": position.radius_km,
        "anchors": [text_of[span] for span in position.anchors if span in text_of],
        "describes": text_of.get(position.describes) if position.describes else None,
        "reason": position.reason,
    }


def places_record(
    doc: Json, resolutions: Iterable[Resolution], positions: Iterable[Position] = ()
) -> dict[str, Json]:
    """Return one line of ``dateline places --jsonl``: toponyms; borders and positions apart."""
    found = tuple(resolutions)
    text_of = {r.mention.span: r.mention.surface for r in found}
    return {
        "doc": doc,
        "toponyms": [toponym_record(r) for r in found if r.mention.kind != "border"],
        "borders": [border_record(r) for r in found if r.mention.kind == "border"],
        "positions": [position_record(p, text_of) for p in positions],
    }


def with_evidence(resolution: Resolution) -> dict[str, Json]:
    """Return the record of a mention with the reason and the candidates behind it.

    ``corrected`` is null, or what had been inferred before an analyst said what the words mean.
    """
    border = resolution.mention.kind == "border"
    record = border_record(resolution) if border else toponym_record(resolution)
    place = resolution.place
    record["place_id"] = place.id if place else None
    record["reason"] = resolution.reason
    record["candidates"] = [_candidate(candidate) for candidate in resolution.candidates]
    before = resolution.corrected
    record["corrected"] = None
    if before is not None:
        record["corrected"] = {
            "place_id": before.place.id if before.place else None,
            "name": before.place.name if before.place else None,
            "probability": round(before.probability, 4),
            "reason": before.reason,
            "note": before.note,
        }
    return record


def place_record(place: Place) -> dict[str, Json]:
    """Return an entry of the gazetteer; what it does not know is null."""
    return {
        "place_id": place.id,
        "name": place.name,
        "lat": round(place.lat_deg, DECIMALS),
        "lon": round(place.lon_deg, DECIMALS),
        "country": place.country or None,
        "admin1": place.admin1 or None,
        "feature_code": place.feature_code,
        "population": place.population,
        "source": place.source,
    }


def reversed_record(found: Reversed, *, country_name: str) -> dict[str, Json]:
    """Return what is known of a point; null where it is at sea or nothing is known."""
    return {
        "lat": round(found.lat_deg, DECIMALS),
        "lon": round(found.lon_deg, DECIMALS),
        "country": found.country or None,
        "country_name": country_name or None,
        "admin1": found.admin1_name or None,
        "admin1_id": found.admin1 or None,
        "admin1_from": found.admin1_from or None,
        "disputed": found.disputed or None,
        "place": place_record(found.place),
        "distance_km": round(found.distance_km, 3),
    }


def _candidate(candidate: Candidate) -> Json:
    features: Mapping[str, float] = dict(candidate.features)
    return {
        **place_record(candidate.place),
        "score": round(candidate.score, 4),
        "features": {name: round(value, 4) for name, value in features.items()},
    }
