"""What does the page carry packed, for review and downloads: the reports, their mentions, their claims?

None of it is needed to read the map, so it is unpacked only when a reader asks (assets/pack.js):
JSON, compressed (zlib), in base64. It holds per report the text, every mention with its candidates
and the document of claims exactly as ``dateline claims -o`` writes it (of very many claims the same
records, maps/page/large.py), and the corrections that the page was drawn with as TOML. The same zlib gives
the same bytes.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dateline.layers.corrections.corrections import Corrections
from dateline.layers.corrections.edit import corrections_of
from dateline.layers.corrections.grades import CREDIBILITY, RELIABILITY
from dateline.layers.corrections.write import corrections_schema, corrections_text, report_record
from dateline.layers.exports.claim_export import article_record, document_bytes
from dateline.maps.page.inline import deflated, review_code
from dateline.maps.page.large import thin_document
from dateline.maps.page.marks import act_words, mark_of
from dateline.maps.page.panels import where_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.corrections.corrections import Applied


def report_pack(
    article: Article,
    resolutions: Sequence[Resolution],
    records: Sequence[Mapping[str, Any]],
    *,
    key: str = "",
    applied: Applied | None = None,
    positions: Sequence[Position] = (),
    large: bool = False,
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
    positions, large
        Of a page of very many claims (maps/page/large.py): what assets/large_text.js marks in the text.
    """
    (name,) = corrections_of(article).reports
    document = document_bytes(article_record(article), records).decode("utf-8")
    marked = {"positions": [[p.span.start, p.span.end, p.id * p.placed] for p in positions]}
    return {
        "key": key,
        "name": report_record(name),
        "text": article.text,
        "zones": _steps([zone.span.start for zone in article.zones]),
        "mentions": _mentions(resolutions),
        **(
            marked | {"thin": thin_document(document, article.text)}
            if large
            else {"claims": document}
        ),
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
        "marks": _marks(),
        "corrections": _corrections([one for one in applied if one is not None]),
    }
    return deflated(json.dumps(data, separators=(",", ":"), allow_nan=False))


def _steps(starts: Sequence[int]) -> list[int]:
    """Numbers as steps from one to the next, which pack better."""
    return [start - before for before, start in pairwise([0, *starts])]


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


def _marks() -> dict[str, dict[str, tuple[str, str]]]:
    """By act and realis the shape and words of a claim that says so."""
    choices = _choices()
    return {
        act: {realis: _mark(act, realis) for realis in choices["realis"]} for act in choices["act"]
    }


def _mark(act: str, realis: str) -> tuple[str, str]:
    mark = mark_of({"act": act, "realis": realis})
    return mark.shape, mark.words


def _choices() -> dict[str, list[str]]:
    tables = corrections_schema()["properties"]
    keys = tables["claim"]["items"]["properties"] | tables["place"]["items"]["properties"]
    return {key: node["enum"] for key, node in keys.items() if "enum" in node}


def review_words() -> dict[str, Any]:
    """Return what may be chosen in a review, how the page calls it, and the review's scripts."""
    choices = _choices()
    words = {act: act_words({"act": act}) for act in choices["act"]}
    words |= {"actual": "happening or past", "accepted": "accepted", "rejected": "rejected"}
    grades = RELIABILITY | CREDIBILITY
    code = deflated(review_code())
    return {"choices": choices, "words": words, "grades": grades, "review": code}
