"""What does the page carry packed, for review and downloads: the reports, their mentions, their claims?

None of it is needed to read the map, so it is unpacked only when a reader asks (assets/pack.js):
JSON, compressed (zlib), in base64. It holds per report the text, every mention with its candidates
and the document of claims exactly as ``dateline claims -o`` writes it, and the corrections that the
page was drawn with as TOML. The same zlib gives the same bytes.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.claim_export import article_record, document_bytes
from dateline.layers.corrections import Corrections
from dateline.layers.corrections_edit import corrections_of
from dateline.layers.corrections_write import corrections_schema, corrections_text, report_record
from dateline.layers.grades import CREDIBILITY, RELIABILITY
from dateline.maps.large import is_large, thin_document
from dateline.maps.marks import act_words
from dateline.maps.panels import where_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.geo.article import Article
    from dateline.geo.places import Place, Resolution
    from dateline.layers.corrections import Applied

_LEVEL: Final = 9


def report_pack(
    article: Article,
    resolutions: Sequence[Resolution],
    records: Sequence[Mapping[str, Any]],
    *,
    key: str = "",
    applied: Applied | None = None,
) -> dict[str, Any]:
    """Return what the page packs of one report.

    Parameters
    ----------
    records
        Of all its claims, rejected ones too.
    key
        "r1", "r2" … on a page of several reports.
    applied
        What became of an analyst's corrections; they are what the review goes on with.
    """
    (name,) = corrections_of(article).reports
    document = document_bytes(article_record(article), records).decode("utf-8")
    large = is_large(records)
    return {
        "key": key,
        "name": report_record(name),
        "text": article.text,
        "mentions": _mentions(resolutions),
        **({"thin": thin_document(document, article.text)} if large else {"claims": document}),
        "others": applied.others if applied is not None else 0,
    }


def packed(
    reports: Sequence[Mapping[str, Any]],
    resolutions: Iterable[Resolution],
    applied: Iterable[Applied | None] = (),
) -> str:
    """Return the packed text of all reports of a page: ASCII letters, digits, ``+/=``."""
    data = {
        "reports": list(reports),
        "places": _places(resolutions),
        "corrections": _corrections([one for one in applied if one is not None]),
    }
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(zlib.compress(text.encode("ascii"), _LEVEL)).decode("ascii")


def _mentions(resolutions: Sequence[Resolution]) -> dict[str, list[Any]]:
    """Return ``readings``, each once, and ``at``: three numbers a mention, small so that they pack.

    The numbers: from the start of the mention before to this one's, its length (code points both),
    its reading. A reading is [kind, place id, probability, reason, [[place id, score, evidence] …]];
    where an analyst has corrected it, [place id, probability, reason] as they had been read follow.
    """
    readings: dict[str, int] = {}
    at: list[int] = []
    last = 0
    for resolution in resolutions:
        span = resolution.mention.span
        reading = json.dumps(_reading(resolution))
        number = readings.setdefault(reading, len(readings))
        at += [span.start - last, span.end - span.start, number]
        last = span.start
    return {"readings": [json.loads(reading) for reading in readings], "at": at}


def _reading(resolution: Resolution) -> list[Any]:
    before = resolution.corrected
    options = [
        [c.place.id, round(c.score, 2), [[name, round(value, 2)] for name, value in c.features if value]]
        for c in resolution.candidates
    ]  # fmt: skip
    return [
        resolution.mention.kind,
        *_read(resolution.place, resolution.probability, resolution.reason),
        options,
        *([_read(before.place, before.probability, before.reason)] if before is not None else []),
    ]


def _read(place: Place | None, probability: float, reason: str) -> list[Any]:
    return [place.id if place is not None else "", round(probability, 3), reason]


def _places(resolutions: Iterable[Resolution]) -> dict[str, list[Any]]:
    """Per place id: its name with what tells it from others, longitude, latitude, geometry."""
    out: dict[str, list[Any]] = {}
    for resolution in resolutions:
        for candidate in resolution.candidates:
            out[candidate.place.id] = _where(candidate.place, where_words(candidate))
        before = resolution.corrected
        for place in (resolution.place, before.place if before is not None else None):
            if place is not None:
                out.setdefault(place.id, _where(place, place.name))
    return dict(sorted(out.items()))


def _where(place: Place, words: str) -> list[Any]:
    return [words, round(place.lon_deg, 6), round(place.lat_deg, 6), place.geometry]


def _corrections(applied: Sequence[Applied]) -> str:
    """The corrections that the page was drawn with, as their file; "" where there were none."""
    if not applied:
        return ""
    places = {id(entry): entry for one in applied for entry in one.corrections.places}
    claims = {id(entry): entry for one in applied for entry in one.corrections.claims}
    reports = applied[0].corrections.reports
    return corrections_text(
        Corrections(reports=reports, places=tuple(places.values()), claims=tuple(claims.values()))
    )


def review_words() -> dict[str, Any]:
    """Return what may be chosen in a review, and how the page calls it."""
    tables = corrections_schema()["properties"]
    keys = tables["claim"]["items"]["properties"] | tables["place"]["items"]["properties"]
    choices = {key: node["enum"] for key, node in keys.items() if "enum" in node}
    words = {act: act_words({"act": act}) for act in choices["act"]}
    words |= {"actual": "happening or past", "accepted": "accepted", "rejected": "rejected"}
    return {"choices": choices, "words": words, "grades": RELIABILITY | CREDIBILITY}
