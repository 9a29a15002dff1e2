"""How do claims get into a file: JSON, JSON lines, CSV, Web Annotations, ACLED's columns, STIX?

Equal claims give equal bytes (no clock), and a file is replaced in one step or not at all.
`dateline.layers.exports.claim_import` reads the first four back; what ACLED's columns and STIX cannot hold is
lost. docs/claims-exchange.md shows the layouts.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from dateline.errors import InputError
from dateline.files import replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.reports.article import Article
    from dateline.layers.attribution.attributions import Attribution
    from dateline.layers.claims.claims import Claim
    from dateline.layers.links.across import ReportLink
    from dateline.layers.report_sets import ReportClaims

Record = dict[str, Any]
ClaimFormat = Literal["json", "jsonl", "csv", "jsonld", "acled", "stix"]

ONE_WAY: Final = ("acled", "stix")  # named with --as alone, and never read back
FORMATS: Final = tuple(one for one in get_args(ClaimFormat) if one not in ONE_WAY)
SET_FORMATS: Final = ("json", "jsonl", "csv")  # of several reports in one file
_BOM: Final = b"\xef\xbb\xbf"


def write_claims(
    claims: Sequence[Claim],
    path: Path | str,
    *,
    article: Article,
    format: ClaimFormat | None = None,  # noqa: A002 -- the word of `read_article`
    bom: bool = False,
    document: Mapping[str, Any] | None = None,
) -> Path:
    """Write the claims of a report to a file.

    Parameters
    ----------
    claims
        As `extract_claims` or `read_claims` gives them; written in this order.
    path
        ``.json``, ``.jsonl``, ``.csv`` or ``.jsonld``; an existing file is replaced.
    article
        The report that the claims' offsets count in (code points, end exclusive).
    format
        For a name that ends otherwise; wins over the ending.
    bom
        CSV alone: begin with a byte order mark, by which some spreadsheets know UTF-8.
    document
        JSON lines alone: the first line, as `document_record` gives it; by default a short one.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    InputError
        The format is not known, or the file cannot be written; nothing is left behind.
    """
    target = Path(path)
    chosen = claim_format(target, format)
    if bom and chosen not in {"csv", "acled"}:
        msg = f"a byte order mark is for CSV alone, not {chosen}: {target}"
        raise InputError(msg, hint="leave it out, or write a .csv file")
    data = claims_bytes(claims, article=article, format=chosen, document=document)
    replace_file(target, _BOM + data if bom else data, what="the claims")
    return target


def claim_format(path: Path, format: str | None = None) -> ClaimFormat:  # noqa: A002
    """Return the format that is named, or else that of the file's ending."""
    wanted = format or path.suffix.lower().removeprefix(".")
    for known in get_args(ClaimFormat) if format else FORMATS:
        if wanted == known:
            return cast("ClaimFormat", known)
    what = f"the format {format!r}" if format else f"the ending {path.suffix!r}"
    msg = f"{path}: {what} is none of claims"
    raise InputError(msg, hint="use a name that ends in .json, .jsonl, .csv or .jsonld")


def claims_bytes(
    claims: Sequence[Claim],
    *,
    article: Article,
    format: ClaimFormat,  # noqa: A002
    document: Mapping[str, Any] | None = None,
) -> bytes:
    """Return the bytes of a file of claims; parameters as in `write_claims`."""
    from dateline.layers.claims.records import claim_record

    records = [claim_record(claim, article) for claim in claims]
    report = article_record(article)
    if format == "csv":
        from dateline.layers.exports.claim_table import table_text

        return _csv_bytes(table_text([(report, records)]))
    if format == "acled":
        from dateline.layers.exports.acled import acled_text

        return _csv_bytes(acled_text(claims, article=article))
    if format == "stix":
        from dateline.layers.exports.stix import stix_bundle

        return _json_bytes(stix_bundle(claims, article=article), indent=1)
    if format == "jsonld":
        from dateline.layers.exports.web_annotations import annotation_collection

        return _json_bytes(annotation_collection(report, records), indent=1)
    if format == "jsonl":
        head = dict(document) if document is not None else short_document(article)
        return b"".join(_json_bytes(record) for record in [head, *records])
    return document_bytes(report, records)


def article_record(article: Article) -> Record:
    """Return what a file says of the report, as the schema's "article"."""
    return {
        "id": article.id,
        "sha256": article.sha256,
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "author": article.author,
        "url": article.url,
    }


def short_document(article: Article) -> Record:
    """Return a first line for JSON lines: `document_record` without what takes a parse."""
    from dateline.layers.claims.records import OFFSETS

    report = article_record(article)
    return {
        "record": "document",
        "doc": report.pop("id"),
        "chars": len(article.text),
        "offsets": OFFSETS,
        "dct": report.pop("published"),
        **report,
    }


def document_bytes(report: Mapping[str, Any], records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the JSON document, a claim a line: tools that compare lines show what changed."""
    return _document({"record": "claims", **_of_whom(), "article": report}, claims=records)


def _of_whom() -> Record:
    from importlib.metadata import version

    from dateline.layers.claims.schema_check import VERSION, published_schema

    return {
        "schema": published_schema()["$id"],
        "schema_version": VERSION,
        "generator": {"name": "dateline", "version": version("dateline")},
    }


def _document(head: Record, **lists: Sequence[Mapping[str, Any]]) -> bytes:
    """Return one object: the head, then each list with an item a line."""
    data = _json_bytes(head)[:-2]  # without the brace and the line break at the end
    for name, records in lists.items():
        lines = b",\n".join(_json_bytes(record).rstrip(b"\n") for record in records)
        data += f', "{name}": [\n'.encode() + lines + (b"\n" if records else b"") + b"]"
    return data + b"}\n"


# ------------------------------------------------------------------ several reports
def write_set_claims(
    reports: Sequence[ReportClaims],
    path: Path | str,
    *,
    links: Sequence[ReportLink],
    attributions: Sequence[Sequence[Attribution]],
) -> Path:
    """Write the claims of several reports to one file, with the links between them.

    Parameters
    ----------
    reports, links
        As `dateline.pipeline.join_reports` gives them.
    path
        ``.json``, ``.jsonl`` or ``.csv``; an existing file is replaced. In a table a claim's own
        ``links`` say what it repeats, confirms or contradicts, without the words of both sides.
    attributions
        Aligned with `reports`; for JSON lines.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    InputError
        The format is none of these, or the file cannot be written; nothing is left behind.
    """
    target = Path(path)
    chosen = claim_format(target)
    if chosen not in SET_FORMATS:
        msg = f"{target}: the claims of several reports do not go into {chosen}"
        raise InputError(msg, hint="use a name that ends in .json, .jsonl or .csv")
    if chosen == "jsonl":
        lines = set_lines(reports, links=links, attributions=attributions)
        data = b"".join(_json_bytes(line) for line in lines)
    else:
        data = _set_table(reports) if chosen == "csv" else _set_document(reports, links)
    replace_file(target, data, what="the claims")
    return target


def set_lines(
    reports: Sequence[ReportClaims],
    *,
    links: Sequence[ReportLink],
    attributions: Sequence[Sequence[Attribution]],
) -> list[Record]:
    """Return what JSON lines say: each report and its claims, then the links across.

    Parameters as in `write_set_claims`.
    """
    from dateline.layers.claims.records import document_record

    lines: list[Record] = []
    for report, own in zip(reports, attributions, strict=True):
        head = document_record(report.article, report.parse, own)
        lines += [{"record": "document", "report": report.key, **head}, *_claim_records(report)]
    return lines + [link_record(link) for link in links]


def link_record(link: ReportLink) -> Record:
    """Return a link between two reports; the words of both sides where they contradict."""
    return {
        "record": "link",
        "rel": link.kind,
        "from": link.from_id,
        "to": link.to_id,
        "from_words": link.from_words or None,
        "to_words": link.to_words or None,
    }


def _claim_records(report: ReportClaims) -> list[Record]:
    from dateline.layers.claims.records import claim_record

    return [claim_record(claim, report.article) for claim in report.claims]


def _set_table(reports: Sequence[ReportClaims]) -> bytes:
    from dateline.layers.exports.claim_table import table_text

    return _csv_bytes(table_text((article_record(r.article), _claim_records(r)) for r in reports))


def _set_document(reports: Sequence[ReportClaims], links: Sequence[ReportLink]) -> bytes:
    return _document(
        {
            "record": "claim_set",
            **_of_whom(),
            "reports": [{"report": r.key, "article": article_record(r.article)} for r in reports],
        },
        claims=[record for report in reports for record in _claim_records(report)],
        links=[link_record(link) for link in links],
    )


# ------------------------------------------------------------------ bytes


def _json_bytes(record: Mapping[str, Any], *, indent: int | None = None) -> bytes:
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent)
    try:
        return text.encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # halves of surrogate pairs: JSON can escape them, UTF-8 cannot
        return json.dumps(record, allow_nan=False, indent=indent).encode("ascii") + b"\n"


def _csv_bytes(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        msg = f"the report holds half of a surrogate pair ({half}), which CSV cannot hold"
        raise InputError(msg, hint="write .json, .jsonl or .jsonld instead") from error
