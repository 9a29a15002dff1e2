"""What does an exported file say of each claim, report and feature, whatever its format?"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.schema import COLUMN_NAMES, REPORT, SET_COLUMN_NAMES
from dateline.layers.times.edtf import read_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd

    from dateline.geo.reports.article import Article
    from dateline.layers.build import Layer
    from dateline.layers.claims.claims import Claim
    from dateline.layers.report_sets import ReportClaims
    from dateline.layers.times.times import TimeExpression

ClaimRecord = dict[str, str | bool | int | None]

# What neither XML nor a database takes as text: C0 controls, surrogates, non-characters.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What the features of an export refer to.

    Attributes
    ----------
    claims
        Per claim id, in reading order.
    reports
        One record a report, in the order given.
    """

    claims: Mapping[str, ClaimRecord]
    reports: tuple[dict[str, str | None], ...]


def records_of(
    article: Article | None, claims: Sequence[Claim], reports: Sequence[ReportClaims]
) -> Records:
    """Gather the records of one report, of several, or of none."""
    found = claim_properties(article, claims) if article is not None else {}
    told = [report_properties(article)] if article is not None else []
    for report in reports:
        own = claim_properties(report.article, report.claims)
        found |= {key: {**record, "report": report.key} for key, record in own.items()}
        told.append({**report_properties(report.article), "report": report.key})
    return Records(claims=found, reports=tuple(told))


def claim_properties(article: Article, claims: Sequence[Claim]) -> dict[str, ClaimRecord]:
    """Return per claim id what a reader of the file needs to check the claim, in reading order.

    ``start`` and ``end`` are code points of the report's text; ``earliest`` and ``latest`` ISO days
    that the time lies within, None on an open side.
    """
    days = {claim.id: _days(claim.time) for claim in claims}
    return {
        claim.id: {
            "id": claim.id,
            "quote": article.slice(claim.content),
            "start": claim.content.start,
            "end": claim.content.end,
            "sentence": article.slice(claim.sentence),
            "speaker": claim.speaker.name,
            "via": claim.via.name if claim.via else None,
            "cue": " ".join(article.slice(span) for span in claim.cue) or None,
            "type": claim.type,
            "act": claim.act,
            "realis": claim.realis,
            "certainty": claim.certainty,
            "negated": claim.polarity == "-",
            "condition": article.slice(claim.condition) if claim.condition else None,
            "time": claim.time.text if claim.time else None,
            "time_value": claim.time.value if claim.time else None,
            "earliest": days[claim.id][0],
            "latest": days[claim.id][1],
            "grade": claim.grade,
            "graded_by": claim.graded_by,
            "note": claim.note,
            "status": claim.status,
            "document": article.id,
        }
        for claim in claims
    }


def _days(time: TimeExpression | None) -> tuple[str | None, str | None]:
    """Return the first and last day that a time lies within, also where only its value is known."""
    if time is None or time.value is None:
        return None, None
    if time.earliest or time.latest:
        return time.earliest, time.latest
    try:
        found = read_edtf(time.value)
    except ValueError:  # a value that we do not read has no place in the calendar
        return None, None
    return found.earliest, found.latest


def report_properties(article: Article) -> dict[str, str | None]:
    """Return what identifies a report: its name, the hash of its bytes, and what it says of itself."""
    return {
        "document": article.id,
        "sha256": article.sha256,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "published": article.published,
    }


def columns(row: Iterable[Any]) -> list[str]:
    """Return the columns to write, in their order: those of the layers of several reports too."""
    known = SET_COLUMN_NAMES if REPORT.name in row else COLUMN_NAMES
    return [name for name in known if name != "geometry"]


def plain(value: Any) -> Any:
    """Turn a cell into a JSON value; a missing number (NaN) becomes null."""
    if isinstance(value, list):
        return [str(item) for item in value]
    if isinstance(value, float):
        return None if math.isnan(value) else round(float(value), 3)
    if value is None or isinstance(value, str):
        return value
    return bool(value)


def fit(text: str) -> str:
    """Replace characters that XML and databases refuse by U+FFFD."""
    return _UNFIT.sub("\ufffd", text)


def claims_of(row: Mapping[Any, Any], records: Records) -> list[ClaimRecord]:
    """Return the records of the claims behind a feature, in reading order."""
    return [records.claims[key] for key in row["claim_ids"] if key in records.claims]


def one_frame(layers: Sequence[Layer], records: Records) -> gpd.GeoDataFrame:
    """Put all layers into one table, for formats that hold one.

    Returns
    -------
    GeoDataFrame
        EPSG:4326; ``layer`` first, then the layers' columns with claim ids as JSON text, then
        ``claims``: the claims' records as a JSON list. Sorted by layer as drawn, then by id.
    """
    import geopandas as gpd
    import pandas as pd

    from dateline.layers.schema import CRS

    tables = []
    for layer in layers:
        table = pd.DataFrame(layer.frame.drop(columns="geometry"))
        table.insert(0, "layer", layer.name)
        table["claims"] = [
            json.dumps(claims_of(row, records), ensure_ascii=False)
            for row in layer.frame.to_dict("records")
        ]
        table["claim_ids"] = [json.dumps(ids) for ids in layer.frame["claim_ids"]]
        tables.append(table)
    joined = pd.concat(tables, ignore_index=True)
    for column in joined.columns:
        if joined[column].dtype.kind not in "fb":
            joined[column] = [fit(str(value)) for value in joined[column]]
    shapes = [shape for layer in layers for shape in layer.frame.geometry]
    return gpd.GeoDataFrame(joined, geometry=gpd.GeoSeries(shapes, crs=CRS), crs=CRS)
