"""How is a claim written as JSON, and read back?

One JSON object a claim, in the layout of ``data/claim.schema.json``. Fields that do not apply are
null or empty, never left out. Offsets are code points of the report, end exclusive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dateline.geo.reports.article import Span
from dateline.layers.checks.checks import Check
from dateline.layers.claims.claims import Actor, Claim, ClaimPlace, CorrectedField, Link, Via
from dateline.layers.claims.extraction import sentence_ids
from dateline.layers.quantities.quantities import Quantity
from dateline.layers.speakers.speakers import Speaker
from dateline.layers.times.times import TimeExpression

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Article
    from dateline.layers.attribution.attributions import Attribution

Record = dict[str, Any]

OFFSETS: Final = "unicode code points, end exclusive"
CONTEXT: Final = 32  # code points of prefix and suffix (W3C Web Annotation TextQuoteSelector)
_TENSES: Final = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}
_ZONE_KINDS: Final = {
    "rates": "currency_rate",
    "caption": "photo_caption",
    "byline": "byline",
    "boilerplate": "boilerplate",
}


# ------------------------------------------------------------------ writing
def claim_record(claim: Claim, article: Article) -> Record:
    """Return a claim as a JSON object.

    Parameters
    ----------
    claim
        A claim of the report.
    article
        The report, for the words behind the offsets.

    Returns
    -------
    dict
        Of str, int, float, bool, None, list and dict only; valid under the published schema.
    """
    text = article.text
    content = claim.content
    return {
        "record": "claim",
        "doc": article.id,
        "id": claim.id,
        "tier": claim.tier,
        "gloss": claim.gloss,
        "sentence": {"id": claim.sentence_id, **_required(claim.sentence, article)},
        "content": _span(content, article),
        "prefix": text[max(0, content.start - CONTEXT) : content.start],
        "suffix": text[content.end : content.end + CONTEXT],
        "source": _one(claim.source, article),
        "cue": _one(claim.cue, article),
        "source_pieces": [_span(s, article) for s in claim.source],
        "cue_pieces": [_span(s, article) for s in claim.cue],
        "speaker": _speaker(claim.speaker),
        "source_resolution": claim.source_resolution,
        "via": _via(claim.via, article),
        "type": claim.type,
        "plover": claim.plover,
        "mode": claim.mode,
        "acled_sub_event": claim.acled,
        "act": claim.act,
        "realis": claim.realis,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "factuality": {"speaker": _speaker_factuality(claim), "author": claim.author_certainty},
        "hedges": [_span(s, article) for s in claim.hedges],
        "condition": _span(claim.condition, article),
        "negation": _span(claim.negation, article),
        "time": _time(claim),
        "tense": claim.tense,
        "actors": [_actor(a) for a in claim.actors],
        "recipients": [_actor(a) for a in claim.recipients],
        "places": [_place(p) for p in claim.places],
        "implied_places": [_place(p) for p in claim.implied_places],
        "quantities": [_quantity(q) for q in claim.quantities],
        "links": [{"rel": link.kind, "to": link.to} for link in claim.links],
        "checks": [_check(c) for c in claim.checks],
        "flags": list(claim.flags),
        "grade": claim.grade,
        "graded_by": claim.graded_by,
        "confidence": claim.confidence,
        "note": claim.note,
        "status": claim.status,
        "corrected": [{"field": c.field, "inferred": c.inferred} for c in claim.corrected],
    }


def _speaker_factuality(claim: Claim) -> str:
    return "Uu" if claim.certainty == "Uu" else f"{claim.certainty}{claim.polarity}"


def _span(span: Span | None, article: Article) -> Record | None:
    if span is None:
        return None
    return {"start": span.start, "end": span.end, "text": article.slice(span)}


def _one(pieces: Sequence[Span], article: Article) -> Record | None:
    """Return the span from the first to the last piece."""
    if not pieces:
        return None
    return _span(Span(pieces[0].start, pieces[-1].end), article)


def _bare(span: Span | None) -> Record:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _speaker(speaker: Speaker) -> Record:
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "country": speaker.country,
    }


def _via(via: Via | None, article: Article) -> Record | None:
    if via is None:
        return None
    return {
        "name": via.name,
        "kind": via.kind,
        "explicit": via.explicit,
        "source": _span(via.source, article),
        "cue": _span(via.cue, article),
    }


def _actor(actor: Actor) -> Record:
    return {
        "text": actor.text,
        **_bare(actor.span),
        "resolves_to": actor.resolves_to,
        "country": actor.country,
        "sector": actor.sector,
        "metonym": actor.metonym,
    }


def _place(place: ClaimPlace) -> Record:
    precision: int | str | None = place.precision
    if place.precision is not None and place.precision.isdigit():
        precision = int(place.precision)
    return {
        "text": place.text,
        **_bare(place.span),
        "role": place.role,
        "resolves_to": place.resolves_to,
        "place_ids": list(place.place_ids),
        "precision": precision,
        "metonym": place.metonym,
        "demonym": place.demonym,
        "anaphor": place.anaphor,
        "implicit": place.implicit,
        "reason": place.reason,
    }


def _quantity(quantity: Quantity) -> Record:
    return {
        "text": quantity.text,
        **_bare(quantity.span),
        "value": quantity.value,
        "unit": quantity.unit,
        "modifier": quantity.modifier,
        "of": quantity.of,
        "low": quantity.low,
        "high": quantity.high,
        "derived_from": list(quantity.derived_from),
    }


def _check(check: Check) -> Record:
    return {
        "kind": check.kind,
        "result": check.result,
        "text": check.text,
        **_bare(check.span),
        "ours": check.ours,
        "value": check.value,
        "unit": check.unit,
        "source": check.source,
        "source_date": check.source_date or None,
        "note": check.note,
    }


def _time(claim: Claim) -> Record | None:
    """Return the time expression; without one what the tense refers to, None where timeless."""
    time = claim.time
    if time is None:
        if claim.tense is None:
            return None
        return {**dict.fromkeys(_TIME_KEYS), "timex": _TENSES[claim.tense],
                "precision": "document", "resolvable_without_dct": False}  # fmt: skip
    words: Record = dict.fromkeys(_TIME_KEYS[:6])
    if time.text:  # a time that an analyst gave has no words in the report
        words = {
            "text": time.text,
            **_bare(time.span),
            "core": time.core,
            "core_start": time.core_span.start,
            "core_end": time.core_span.end,
        }
    return {
        **words,
        "timex": time.timex,
        "mod": time.mod,
        "normal": time.value,
        "precision": time.precision,
        "bound": time.bound,
        "resolvable_without_dct": time.resolvable_without_dct,
        "earliest": time.earliest,
        "latest": time.latest,
        "kind": time.kind,
    }


_TIME_KEYS: Final = (
    "text", "start", "end", "core", "core_start", "core_end", "timex", "mod", "normal",
    "precision", "bound", "resolvable_without_dct", "earliest", "latest", "kind",
)  # fmt: skip


def document_record(article: Article, parse: Parse, attributions: Iterable[Attribution]) -> Record:
    """Return the record that stands before a report's claims.

    Parameters
    ----------
    article, parse
        The report and its parse.
    attributions
        Those found; listed, as [start, end] pieces of source, cue and content, are the ones at
        the top (univocal, as PolNeAR annotates): no nested and no relayed ones.
    """
    headline = next((z.span for z in article.zones if z.kind == "headline"), None)
    return {
        "record": "document",
        "doc": article.id,
        "file": article.id,
        "chars": len(article.text),
        "bytes": len(article.text.encode()),
        "sha256": article.sha256,
        "offsets": OFFSETS,
        "dct": article.published,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "boilerplate": [
            {"kind": _ZONE_KINDS[z.kind], **_required(z.span, article)}
            for z in article.zones
            if z.kind in _ZONE_KINDS
        ],
        "headline": _bare(headline) if headline else None,
        "sentences": [
            {"id": name, "start": span.start, "end": span.end}
            for name, span in zip(sentence_ids(parse), parse.sentences, strict=True)
        ],
        "attributions": [
            {"source": _pairs(a.source), "cue": _pairs(a.cue), "content": _pairs(a.content)}
            for a in attributions
            if a.kind not in {"nested", "relay"}
        ],
    }


def _required(span: Span, article: Article) -> Record:
    return {"start": span.start, "end": span.end, "text": article.slice(span)}


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


# ------------------------------------------------------------------ reading
def claim_from_record(record: Mapping[str, Any]) -> Claim:
    """Read a claim back; ``claim_from_record(claim_record(c, a)) == c``.

    Raises
    ------
    KeyError
        Where a field of the layout is missing.
    """
    via = record["via"]
    return Claim(
        id=record["id"],
        tier=record["tier"],
        sentence=_read_required(record["sentence"]),
        sentence_id=record["sentence"]["id"],
        content=_read_required(record["content"]),
        source=tuple(_read_required(s) for s in record["source_pieces"]),
        cue=tuple(_read_required(s) for s in record["cue_pieces"]),
        speaker=Speaker(**record["speaker"]),
        source_resolution=record["source_resolution"],
        via=_read_via(via) if via else None,
        type=record["type"],
        plover=record["plover"],
        mode=record["mode"],
        acled=record["acled_sub_event"],
        act=record["act"],
        realis=record["realis"],
        certainty=record["certainty"],
        polarity=record["polarity"],
        author_certainty=record["factuality"]["author"],
        hedges=tuple(_read_required(s) for s in record["hedges"]),
        condition=_read_span(record["condition"]),
        negation=_read_span(record["negation"]),
        time=_read_time(record["time"], _read_required(record["content"])),
        actors=tuple(_read_actor(a) for a in record["actors"]),
        recipients=tuple(_read_actor(a) for a in record["recipients"]),
        places=tuple(_read_place(p) for p in record["places"]),
        implied_places=tuple(_read_place(p) for p in record["implied_places"]),
        quantities=tuple(_read_quantity(q) for q in record["quantities"]),
        links=tuple(Link(kind=link["rel"], to=link["to"]) for link in record["links"]),
        flags=tuple(record["flags"]),
        grade=record["grade"],
        confidence=record["confidence"],
        tense=record["tense"],
        checks=tuple(_read_check(c) for c in record.get("checks", ())),
        graded_by=record.get("graded_by"),
        note=record["note"],
        gloss=record["gloss"],
        status=record.get("status"),
        corrected=tuple(CorrectedField(**c) for c in record.get("corrected") or ()),
    )


def _read_span(value: Mapping[str, Any] | None) -> Span | None:
    if value is None or value["start"] is None:
        return None
    return Span(value["start"], value["end"])


def _read_required(value: Mapping[str, Any]) -> Span:
    return Span(value["start"], value["end"])


def _fields(value: Mapping[str, Any], *leave: str) -> Record:
    return {k: v for k, v in value.items() if k not in {"start", "end", *leave}}


def _read_via(value: Mapping[str, Any]) -> Via:
    return Via(
        **_fields(value, "source", "cue"),
        source=_read_span(value["source"]),
        cue=_read_span(value["cue"]),
    )


def _read_actor(value: Mapping[str, Any]) -> Actor:
    return Actor(**_fields(value), span=_read_span(value))


def _read_place(value: Mapping[str, Any]) -> ClaimPlace:
    precision = value["precision"]
    return ClaimPlace(
        **_fields(value, "place_ids", "precision"),
        span=_read_span(value),
        place_ids=tuple(value["place_ids"]),
        precision=None if precision is None else str(precision),
    )


def _read_quantity(value: Mapping[str, Any]) -> Quantity:
    return Quantity(
        **_fields(value, "derived_from"),
        span=_read_required(value),
        derived_from=tuple(value.get("derived_from", ())),
    )


def _read_check(value: Mapping[str, Any]) -> Check:
    return Check(
        **_fields(value, "source_date"),
        span=_read_required(value),
        source_date=value["source_date"] or "",
    )


def _read_time(value: Mapping[str, Any] | None, content: Span) -> TimeExpression | None:
    if value is None or (value["text"] is None and value["normal"] is None):
        return None
    if value["text"] is None:
        fields = _fields(value, "core_start", "core_end", "normal", "text", "core")
        return TimeExpression(
            **fields, text="", core="", span=content, core_span=content, value=value["normal"]
        )
    return TimeExpression(
        **_fields(value, "core_start", "core_end", "normal"),
        span=_read_required(value),
        core_span=Span(value["core_start"], value["core_end"]),
        value=value["normal"],
    )
