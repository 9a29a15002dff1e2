"""What is compared: a report, a file of claims, or a map that was made before?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.known import Known
    from dateline.layers.claims.changes import SeenClaim, SeenPlace
    from dateline.maps.drawing.features import Feature

_CLAIM_FILES: Final = frozenset({".json", ".jsonl", ".jsonld", ".csv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two things that are compared.

    Attributes
    ----------
    name
        The file's.
    kind
        "report", "claims" or "map".
    claims
        In reading order.
    places
        Those that are named besides those of claims.
    features
        What there is to draw; EPSG:4326.
    """

    name: str
    kind: str
    claims: tuple[SeenClaim, ...]
    places: tuple[SeenPlace, ...] = ()
    features: tuple[Feature, ...] = ()


def read_side(path: str, *, known: Known, date: str | None = None) -> Side:
    """Read one side; its ending and its first bytes say what it is.

    Parameters
    ----------
    known
        For a report, as for the other commands.
    date
        Of a report that has none of its own.

    Raises
    ------
    InputError
        The file cannot be read as what it seems to be.
    """
    file = Path(path)
    if file.suffix.lower() in _CLAIM_FILES:
        return _claims_side(file, known.gazetteer)
    if file.suffix.lower() in {".html", ".htm"} and file.is_file():
        from dateline.maps.page.page_reading import is_page

        page = file.read_bytes()
        if is_page(page):
            return _map_side(file, page, known.gazetteer)
    return _report_side(file, known=known, date=date)


def _map_side(file: Path, page: bytes, gazetteer: Gazetteer) -> Side:
    from dateline.maps.page.page_reading import claims_of_page, features_of_page, read_page_data

    try:
        data = read_page_data(page)
    except InputError as error:
        msg = f"{file}: {error}"
        raise InputError(msg, hint=error.hint) from error
    return Side(
        name=str(file),
        kind="map",
        claims=claims_of_page(data, gazetteer=gazetteer),
        features=features_of_page(data),
    )


def _report_side(file: Path, *, known: Known, date: str | None) -> Side:
    from dateline.geo.reports.reading import read_article
    from dateline.layers.claims.records import claim_record
    from dateline.lean import import_spacy
    from dateline.maps.drawing.features import features_of
    from dateline.maps.drawing.view import choose_view
    from dateline.maps.page.page_reading import claims_of_page, seen_place
    from dateline.maps.page.payload import page_data
    from dateline.pipeline import analyse, layers_of

    article = read_article(file)
    if date is not None and article.published is None:
        article = replace(article, published=date)
    import_spacy()
    analysis = analyse(article, **known.arguments())
    records = [claim_record(claim, article) for claim in analysis.claims]
    features = features_of(layers_of(analysis))
    # Seen as its map shows it, so that a report and a map that was made before can be compared.
    data = page_data(
        features, analysis.resolutions, records, choose_view(features), analysis.positions
    )
    claims = claims_of_page(data, gazetteer=known.gazetteer)
    named = [r for r in analysis.resolutions if r.place is not None and r.mention.is_place]
    return Side(
        name=str(file),
        kind="report",
        claims=tuple(
            replace(claim, fields={**claim.fields, **_more_fields(record)})
            for claim, record in zip(claims, records, strict=True)
        ),
        places=tuple(
            seen_place(
                r.place.id,
                gazetteer=known.gazetteer,
                name=r.place.name,
                words=(r.mention.surface,),
            )
            for r in named
            if r.place is not None
        ),
        features=features,
    )


def _claims_side(file: Path, gazetteer: Gazetteer) -> Side:
    from dateline.layers.claims.changes import SeenClaim
    from dateline.layers.exports.claim_import import read_records
    from dateline.maps.page.page_reading import claim_fields, seen_place
    from dateline.maps.page.payload import claim_data

    records, _ = read_records(file)
    claims = []
    for record in records:
        places: dict[str, SeenPlace] = {}
        for place in [*record["places"], *record["implied_places"]]:
            if place["role"] == "none":
                continue
            name = place["resolves_to"] or place["text"] or ""
            for place_id in place["place_ids"]:
                words = (place["text"] or name,)
                places.setdefault(
                    place_id, seen_place(place_id, gazetteer=gazetteer, name=name, words=words)
                )
        claims.append(
            SeenClaim(
                id=record["id"],
                quote=record["content"]["text"],
                fields={**claim_fields(claim_data(record)), **_more_fields(record)},
                places=tuple(places.values()),
            )
        )
    return Side(name=str(file), kind="claims", claims=tuple(claims))


def _more_fields(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the slots that a page does not carry."""
    condition = record["condition"] or {}
    quantities = {f"{q['value']:g} {q['unit'] or ''}".strip() for q in record["quantities"]}
    return {
        "certainty": record["certainty"],
        "condition": " ".join(str(condition.get("text") or "").split()),
        "quantities": "; ".join(sorted(quantities)),
        "grade": record["grade"] or "",
    }
