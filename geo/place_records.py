"""How are resolved mentions written as JSON? (Contract of ``dateline places``; see docs/cli.md.)"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.geo.places import Candidate, Resolution

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


def places_record(doc: Json, resolutions: Iterable[Resolution]) -> dict[str, Json]:
    """Return one line of ``dateline places --jsonl``: toponyms, and borders by themselves."""
    found = tuple(resolutions)
    return {
        "doc": doc,
        "toponyms": [toponym_record(r) for r in found if r.mention.kind != "border"],
        "borders": [border_record(r) for r in found if r.mention.kind == "border"],
    }


def with_evidence(resolution: Resolution) -> dict[str, Json]:
    """Return the record of a mention with the reason and the candidates behind it."""
    border = resolution.mention.kind == "border"
    record = border_record(resolution) if border else toponym_record(resolution)
    place = resolution.place
    record["place_id"] = place.id if place else None
    record["reason"] = resolution.reason
    record["candidates"] = [_candidate(candidate) for candidate in resolution.candidates]
    return record


def _candidate(candidate: Candidate) -> Json:
    place = candidate.place
    features: Mapping[str, float] = dict(candidate.features)
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
        "score": round(candidate.score, 4),
        "features": {name: round(value, 4) for name, value in features.items()},
    }
