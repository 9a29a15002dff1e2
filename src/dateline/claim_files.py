"""What does ``dateline claims`` do with files of claims: ``-o``, ``--as``, ``--bom``, ``--from``?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import InputError
from dateline.streams import print_json
from dateline.talk import note, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dateline.batch import Record
    from dateline.geo.online.service import OnlineService
    from dateline.geo.reports.article import Article
    from dateline.known import Known
    from dateline.layers.claims.claims import Claim
    from dateline.layers.corrections.corrections import Corrections
    from dateline.layers.exports.claim_export import ClaimFormat
    from dateline.model_options import Chosen

_FORMATS = (
    "json",
    "jsonl",
    "csv",
    "jsonld",
    "acled",
    "stix",
)  # as layers/exports/claim_export.py, which is not loaded here


def claim_file_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say where claims are written to and read from."""
    for option in (
        click.option("--report", "of_report", metavar="REPORT",
                     help="With --from: the report that the claims are of."),
        click.option("--from", "from_file", metavar="FILE",
                     help="Read the claims back from a file, find their words in the report."),
        click.option("--bom", is_flag=True,
                     help="Begin a .csv file with a byte order mark, for spreadsheets."),
        click.option("--as", "as_format", type=click.Choice(_FORMATS),
                     help="Format of -o; by default its ending says. acled: events as rows in ACLED's "
                     "columns; stix: a STIX 2.1 bundle."),
        click.option("-o", "--output", metavar="FILE",
                     help="File to write: .json, .jsonl, .csv or .jsonld."),
    ):  # fmt: skip
        command = option(command)
    return command


def report_of(
    report: str | None,
    *,
    from_file: str | None,
    of_report: str | None,
    output: str | None,
    as_format: str | None,
    bom: bool,
    jsonl: str | None,
) -> str | None:
    """Return the report that is meant, None where --jsonl names many; refuse what does not fit."""
    if of_report is not None and (from_file is None or report is not None):
        msg = "--report goes with --from, and in place of REPORT"
        raise InputError(msg, hint="dateline claims --from claims.csv --report report.txt")
    if from_file is not None and jsonl is not None:
        msg = "both --from and --jsonl given"
        raise InputError(msg, hint="pass one of them")
    if output is None and (as_format or bom):
        msg = "--as and --bom say how to write a file, but there is no -o"
        raise InputError(msg, hint="name the file to write: -o claims.csv")
    if output is not None and jsonl is not None:
        msg = "-o writes the claims of one report, not those of --jsonl"
        raise InputError(msg, hint="send the lines to a file: dateline claims --jsonl FILE > FILE")
    if output is not None:
        from dateline.layers.exports.claim_export import claim_format

        if bom and claim_format(Path(output), as_format) not in {"csv", "acled"}:
            msg = f"--bom is for .csv alone: {output}"
            raise InputError(msg, hint="leave it out, or write a .csv file")
        if from_file is not None and _same_file(output, from_file):
            msg = f"the output would replace the claims that are read: {output}"
            raise InputError(msg, hint="choose another name for -o")
    if from_file is not None and report is None and of_report is None:
        msg = "no report given to find the claims' words in"
        raise InputError(msg, hint=f"dateline claims --from {from_file} --report REPORT")
    return of_report if of_report is not None else report


def write_file(
    claims: Sequence[Claim],
    target: Path,
    *,
    article: Article,
    as_format: ClaimFormat | None,
    bom: bool,
    as_json: bool,
    document: Mapping[str, Any] | None = None,
) -> None:
    """Write the claims and print what was written, as JSON if wanted."""
    from dateline.layers.exports.claim_export import write_claims

    write_claims(
        claims, target, article=article, format=as_format, bom=bom, document=document
    )  # fmt: skip
    if as_json:
        print_json(
            {"record": "file", "file": str(target), "doc": article.id, "claims": len(claims)}
        )
    else:
        say(f"{target}: {len(claims)} claims")
    if as_format == "acled":
        from dateline.layers.exports.acled import left_out

        note(f"{left_out(claims)} of {len(claims)} claims state no event that ACLED's columns can "
             "hold; they are no rows")  # fmt: skip


def read_back(
    from_file: str,
    article: Article,
    *,
    target: Path | None,
    as_format: ClaimFormat | None,
    bom: bool,
    as_json: bool,
) -> None:
    """Read claims back, then write or print them; leave with 1 if some are not in the report.

    Those are named on standard error, and with `as_json` printed as records of their own.
    """
    from dateline.layers.exports.claim_import import read_claims

    found = read_claims(from_file, article=article)
    if target is not None:
        write_file(
            found.claims, target, article=article, as_format=as_format, bom=bom, as_json=as_json
        )
    elif as_json:
        from dateline.layers.claims.records import claim_record
        from dateline.layers.exports.claim_export import short_document

        print_json(short_document(article))
        for claim in found.claims:
            print_json(claim_record(claim, article))
    else:
        from dateline.tables import claims_text, terminal_width

        click.echo(claims_text(article, found.claims, width=terminal_width()))
    if as_json:
        for orphan in found.orphans:
            print_json({"record": "orphan", "id": orphan.id, "reason": orphan.reason,
                        "claim": orphan.record})  # fmt: skip
    if found.moved:
        note(f"found elsewhere in the report: {', '.join(found.moved)}")
    for orphan in found.orphans:
        click.echo(f"warning: {orphan.id} is left out: {orphan.reason}", err=True)
    if found.orphans:
        click.echo(
            f"error: {len(found.orphans)} of {len(found.orphans) + len(found.claims)} claims are "
            "not in the report",
            err=True,
        )
        raise SystemExit(1)


def claim_records(
    article: Article,
    known: Known,
    online: OnlineService | None,
    model: Chosen | None,
    corrections: Corrections | None = None,
) -> list[Record]:
    """Return the records of a report: the document's, its claims', what became of corrections."""
    from dateline.corrections_option import applied_record, tell
    from dateline.layers.claims.records import claim_record, document_record
    from dateline.pipeline import analyse

    analysis = analyse(article, **known.arguments(), online=online, corrections=corrections)
    tell(analysis.applied)
    if model is not None:
        from dateline.model_options import model_records

        return model_records(analysis, model)
    head = document_record(article, analysis.parse, analysis.attributions)
    records = [head, *(claim_record(claim, article) for claim in analysis.claims)]
    if analysis.applied is not None:
        records.append({"record": "corrections", **(applied_record(analysis.applied) or {})})
    return records


def _same_file(one: str, other: str) -> bool:
    paths = Path(one), Path(other)
    return all(path.exists() for path in paths) and paths[0].samefile(paths[1])
