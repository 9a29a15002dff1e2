"""How do claims come back from a file, checked, and with their words found in the report?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from dateline.errors import InputError
from dateline.layers.claims.schema_check import first_fault, path_words, shown, version_fault
from dateline.layers.corrections.reanchor import Orphan, reanchor, word_spans
from dateline.layers.exports.claim_export import ClaimFormat, claim_format

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Claim

Record = dict[str, Any]
Placed = tuple[str, Record]  # a record, and the words that say where it stands in the file

_HINT: Final = "mend it, or write the file anew: dateline claims REPORT -o FILE"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFile:
    """What a file of claims holds.

    Attributes
    ----------
    report
        What the file says of its report: "id", "sha256", "title", "published", "source", "author",
        "url"; None where it does not say.
    claims
        In the order of the file.
    moved
        Ids of claims whose words stand elsewhere in the report than the file says; their offsets
        are those of the report at hand.
    orphans
        Claims whose words are not in the report: not among `claims`. Without a report, none.
    """

    report: Mapping[str, str | None]
    claims: tuple[Claim, ...]
    moved: tuple[str, ...] = ()
    orphans: tuple[Orphan, ...] = ()


def read_claims(
    path: Path | str,
    *,
    article: Article | None = None,
    format: ClaimFormat | None = None,  # noqa: A002 -- the word of `read_article`
) -> ClaimFile:
    """Read the claims of one report from a file that `write_claims` or the command line wrote.

    Parameters
    ----------
    path
        A ``.json``, ``.jsonl``, ``.csv`` or ``.jsonld`` file.
    article
        The report as it is now. The words of each claim are looked up in it: where the report has
        changed, they are found by what stands around them, or the claim becomes an orphan. Of a
        file with several reports, the claims of this one are read. By default the offsets are
        taken as they are.
    format
        For a name that ends otherwise; wins over the ending.

    Returns
    -------
    ClaimFile
        ``read_claims(write_claims(claims, path, article=a), article=a).claims == tuple(claims)``.

    Raises
    ------
    InputError
        The file cannot be read, or something in it is wrong; says where (row, line) and what.
    """
    records, report = read_records(path, article=article, format=format)
    from dateline.layers.claims.records import claim_from_record

    if article is None:
        return ClaimFile(report=report, claims=tuple(claim_from_record(r) for r in records))
    found = reanchor(records, article)
    return ClaimFile(
        report=report,
        claims=tuple(claim_from_record(record) for record in found.records),
        moved=found.moved,
        orphans=found.orphans,
    )


def read_records(
    path: Path | str,
    *,
    article: Article | None = None,
    format: ClaimFormat | None = None,  # noqa: A002
) -> tuple[list[Record], Record]:
    """Return the checked records of a file of claims, and what it says of its report.

    Parameters and errors as in `read_claims`; the words are not looked up in the article.
    """
    source = Path(path)
    chosen = claim_format(source, format)
    if chosen not in _READERS:
        msg = f"{source}: {chosen} is written and never read back"
        raise InputError(msg, hint="read a .json, .jsonl, .csv or .jsonld file of claims")
    text = _text(source)
    try:
        placed, reports = _READERS[chosen](text)
        for where, record in placed:
            _check(record, where)
        records, report = _one_report(placed, reports, article)
    except InputError as error:
        msg = f"{source}: {error}"
        raise InputError(msg, hint=error.hint) from error
    return records, report


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        msg = f"cannot read {path}: {error.strerror or error}"
        raise InputError(
            msg, hint="name a file of claims: .json, .jsonl, .csv or .jsonld"
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        msg = f"{path}: line {line}: not UTF-8"
        raise InputError(msg, hint="save it as UTF-8 (in a spreadsheet: CSV UTF-8)") from error


# ------------------------------------------------------------------ the four formats
def _read_document(text: str) -> tuple[list[Placed], list[Placed]]:
    data = _json(text, "the document")
    kind = data.get("record") if isinstance(data, dict) else None
    if kind not in ("claims", "claim_set"):
        msg = 'not a document of claims: "record" must be "claims"'
        raise InputError(msg, hint="JSON lines end in .jsonl, annotations in .jsonld")
    _check_version(data.get("schema_version"))
    claims = data.get("claims")
    fault = first_fault({**data, "claims": []}, "document" if kind == "claims" else "set")
    if not isinstance(claims, list):
        fault = fault or "`claims` must be a list"
    if fault or not isinstance(claims, list):
        raise InputError(fault, hint=_HINT)
    placed = [(f"claim {n}", c) for n, c in enumerate(claims, start=1)]
    if kind == "claims":
        return placed, [("article", data["article"])]
    return placed, [(f"report {r['report']}", r["article"]) for r in data["reports"]]


def _read_lines(text: str) -> tuple[list[Placed], list[Placed]]:
    claims, reports = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"line {number}"
        record = _json(line, where)
        kind = record.get("record") if isinstance(record, dict) else None
        if kind == "claim":
            claims.append((where, record))
        elif kind == "document":
            reports.append((where, _report_of_document(record)))
        elif kind != "link":  # between reports; the claims themselves say it, too
            msg = f'{where}: "record" must be "claim" or "document", not {shown(kind)}'
            raise InputError(msg, hint="take the line out; a document that failed has no claims")
    return claims, reports


def _report_of_document(record: Record) -> Record:
    report = {name: record.get(name) for name in ("sha256", "title", "source", "author", "url")}
    return {"id": record.get("doc"), **report, "published": record.get("dct")}


def _read_csv(text: str) -> tuple[list[Placed], list[Placed]]:
    from dateline.layers.exports.claim_table import read_table

    return read_table(text)


def _read_jsonld(text: str) -> tuple[list[Placed], list[Placed]]:
    from dateline.layers.exports.web_annotations import read_annotations

    data = _json(text, "the collection")
    if isinstance(data, dict) and "schema_version" in data:
        _check_version(data["schema_version"])
    return read_annotations(data)


_READERS: Final = {
    "json": _read_document,
    "jsonl": _read_lines,
    "csv": _read_csv,
    "jsonld": _read_jsonld,
}


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        msg = f"{where}: not JSON: {error}"
        raise InputError(msg, hint=_HINT) from error


def _no_number(name: str) -> NoReturn:
    msg = f"{name} is no number"
    raise ValueError(msg)


# ------------------------------------------------------------------ checks
def _check_version(version: object) -> None:
    if fault := version_fault(version):
        raise InputError(fault, hint="use the dateline that wrote the file, or a newer one")


def _check(record: Any, where: str) -> None:
    """Raise `InputError` for the first thing that is wrong with a claim's record."""
    fault = first_fault(record, "claim") or _span_fault(record)
    if fault:
        name = record.get("id") if isinstance(record, dict) else None
        claim = f" ({name})" if isinstance(name, str) and name else ""
        msg = f"{where}{claim}: {fault}"
        raise InputError(msg, hint=_HINT)


def _span_fault(record: Record) -> str:
    from dateline.layers.claims.records import claim_from_record

    for path, span in word_spans(record):
        if span["end"] is None or span["end"] - span["start"] != len(span["text"]):
            return (
                f"`{path_words(path)}`: from {span['start']} to {span['end']} are not the "
                f"{len(span['text'])} code points of {shown(span['text'])}"
            )
    try:
        claim_from_record(record)
    except (KeyError, TypeError, ValueError) as error:  # what the schema cannot say of offsets
        return f"its offsets are no range of the report: {error}"
    return ""


def _one_report(
    placed: Sequence[Placed], reports: Sequence[Placed], article: Article | None
) -> tuple[list[Record], Record]:
    """Return the claims of one report, and what the file says of it."""
    names = list(dict.fromkeys([r["doc"] for _, r in placed] + [_id(r) for _, r in reports]))
    if len(names) > 1:
        if article is None or article.id not in names:
            msg = f"claims of several reports: {', '.join(shown(name) for name in names[:5])}"
            raise InputError(msg, hint="give one of these reports, or a file of its own to each")
        names = [article.id]
    records: list[Record] = []
    seen: dict[str, str] = {}
    for where, record in placed:
        if record["doc"] not in names:
            continue
        if record["id"] in seen:
            msg = f"{where}: the id {record['id']} stands already at {seen[record['id']]}"
            raise InputError(msg, hint="give each claim an id of its own")
        seen[record["id"]] = where
        records.append(record)
    mine = [(where, report) for where, report in reports if _id(report) in names]
    for where, report in mine:
        fault = first_fault(report, "article")
        if fault or report != mine[0][1]:
            fault = fault or f"what it says of the report differs from {mine[0][0]}"
            msg = f"{where}: {fault}"
            raise InputError(msg, hint=_HINT)
    return records, mine[0][1] if mine else _unknown(names)


def _id(report: Any) -> Any:
    name = report.get("id") if isinstance(report, dict) else None
    return name if isinstance(name, str) else None


def _unknown(names: Sequence[str]) -> Record:
    blank = dict.fromkeys(("sha256", "title", "published", "source", "author", "url"))
    return {"id": names[0] if names else None, **blank}
