"""How do a report and its claims look as STIX 2.1 (OASIS), for platforms of threat intelligence?

A `report` with an `identity` of its publication, a `location` for each place that a claim is about,
and a `note` for each claim: its words, who says it, and how surely. A note is STIX's object for what
somebody states; an `observed-data` object would say that it was observed, which no claim shows.
Ids are UUIDs of version 5 and times are those of the report, so equal claims give equal bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.gazetteer.places import Place
    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Claim, ClaimPlace

Object = dict[str, Any]

_SPACE: Final = uuid5(NAMESPACE_URL, "urn:dateline:stix")
# How far from its coordinates a place may be, metres; of what is wider no coordinates are given.
_PRECISION_M: Final = {"1": 1_000.0, "2": 25_000.0}


def stix_bundle(claims: Sequence[Claim], *, article: Article) -> Object:
    """Return a STIX 2.1 bundle of a report and its claims.

    Parameters
    ----------
    claims
        In reading order; those that an analyst rejected are left out.
    article
        The report that the claims' offsets count in. Its date is needed: STIX asks when it was
        published, and knows no month; a month is written as its first day, the title of the
        report says which precision it had.

    Raises
    ------
    InputError
        The report has no date.
    """
    if article.published is None:
        msg = f"the report {article.id} has no date, and STIX asks when it was published"
        raise InputError(msg, hint="give it: --date 2021-07-27")
    when = _time(article.published)
    by = _object(
        "identity", article.source or "unknown publication", when,
        name=article.source or "unknown publication", identity_class="organization",
    )  # fmt: skip
    report_id = _id("report", f"{article.sha256}")
    kept = [claim for claim in claims if claim.status != "rejected"]
    places = {key: place for claim in kept for key, place in _places(claim)}
    locations = {key: _location(place, words, when, by["id"]) for key, (place, words) in places.items()}  # fmt: skip
    notes = [_note(claim, article, when, by["id"], report_id, locations) for claim in kept]
    report = _report(article, when, by["id"], report_id, [*notes, *locations.values()] or [by])
    objects = [by, report, *locations.values(), *notes]
    return {
        "type": "bundle",
        "id": _id("bundle", "\n".join(str(thing["id"]) for thing in objects)),
        "objects": objects,
    }


def _report(
    article: Article, when: str, by: str, report_id: str, parts: Sequence[Object]
) -> Object:
    return {
        **_object("report", "", when, created_by_ref=by),
        "id": report_id,
        "name": article.title or article.id,
        "description": f"News report, dated {article.published}. Claims found by dateline; the notes "
        "are what the report says, not what is so.",
        "published": when,
        "object_refs": [part["id"] for part in parts],
        "external_references": [_reference(article)],
    }


def _reference(article: Article) -> Object:
    found: Object = {"source_name": article.source or article.id}
    if article.url:
        found["url"] = article.url
    found["description"] = f"SHA-256 of the text as read: {article.sha256}"
    return found


def _note(
    claim: Claim, article: Article, when: str, by: str, report_id: str, locations: dict[str, Object]
) -> Object:
    refs = list(dict.fromkeys(locations[key]["id"] for key, _ in _places(claim)))
    quote = " ".join(article.slice(claim.content).split())
    via = f" via {claim.via.name}" if claim.via else ""
    labels = [f"act:{claim.act}", f"realis:{claim.realis}", f"certainty:{claim.certainty}"]
    labels += [f"type:{claim.type}"] if claim.type else []
    labels += ["negated"] if claim.polarity == "-" else []
    note = _object("note", f"{article.sha256}/{claim.id}/{quote}", when, created_by_ref=by)
    note |= {
        "abstract": f"{claim.speaker.name}{via}: {claim.act}, {claim.realis}",
        "content": quote,
        "authors": [claim.speaker.name],
        "object_refs": refs or [report_id],
        "labels": labels,
        "lang": "en",
        "external_references": [
            {"source_name": "dateline", "external_id": f"{article.id}/{claim.id}"}
        ],
    }
    return note


def _places(claim: Claim) -> list[tuple[str, tuple[Place, ClaimPlace]]]:
    """Return the places that a claim is about, by id; borders and positions have no object."""
    from dateline.geo.gazetteer.gazetteer import open_gazetteer

    gazetteer = open_gazetteer()
    found = []
    for words in (*claim.places, *claim.implied_places):
        if words.role == "none" or words.metonym:
            continue
        for place_id in words.place_ids:
            place = gazetteer.place(place_id)
            if place is not None and (place.geometry == "point" or place.country):
                found.append((place_id, (place, words)))
    return found


def _location(place: Place, words: ClaimPlace, when: str, by: str) -> Object:
    """Return a location: coordinates of a place alone, of a country or division its codes."""
    made = _object("location", place.id, when, created_by_ref=by)
    made["name"] = place.name
    if place.country:
        made["country"] = place.country
    if place.admin1:
        made["administrative_area"] = place.admin1
    if place.geometry == "point":
        made["latitude"], made["longitude"] = round(place.lat_deg, 5), round(place.lon_deg, 5)
        made["precision"] = _PRECISION_M.get(words.precision or "1", 25_000.0)
    made["external_references"] = [{"source_name": place.source or "dateline", "external_id": place.id}]  # fmt: skip
    return made


def _object(kind: str, seed: str, when: str, /, **more: Any) -> Object:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(kind, seed),
        "created": when,
        "modified": when,
        **more,
    }


def _id(kind: str, seed: str) -> str:
    return f"{kind}--{uuid5(_SPACE, f'{kind}:{seed}')}"


def _time(published: str) -> str:
    day = published + "-01-01"[len(published) - 4 :] if len(published) < 10 else published
    return f"{day}T00:00:00.000Z"
