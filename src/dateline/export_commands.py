"""The commands ``dateline export`` and ``dateline query``: into a store of claims, and out of it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

import click

from dateline.corrections_option import corrections_option
from dateline.errors import InputError
from dateline.known import known_options
from dateline.online_options import online_options
from dateline.report_files import read_report, report_options
from dateline.streams import print_json, write_bytes
from dateline.talk import say, talk_options

if TYPE_CHECKING:
    from dateline.batch import Record
    from dateline.geo.online.service import OnlineService
    from dateline.known import Known
    from dateline.layers.corrections.corrections import Corrections
    from dateline.layers.stores.query import Answer
    from dateline.layers.stores.store import Mode

# Said twice, here and in layers/, so that --help imports none of it; a test compares them.
MODES: Final = ("upsert", "append", "replace")
SCHEMA: Final = "dateline"
LAYER_FORMATS: Final = (
    "geojson", "gpkg", "geoparquet", "flatgeobuf", "kml", "kmz", "csv", "shapefile",
    "shapefile-zip",
)  # fmt: skip
_EXPORT: Final = """\b
Examples:
  dateline export report.txt --to claims.gpkg
  dateline export *.txt --to postgresql://ann@localhost/news
  dateline export report.txt --to claims.gpkg --mode replace
"""
_QUERY: Final = """\b
Examples:
  dateline query claims.gpkg --box 66,36.5,75.2,41
  dateline query claims.gpkg --time 2021-07/2021-09 --speaker Shoigu
  dateline query postgresql://ann@localhost/news --type deployment --json
"""
_schema_option = click.option(
    "--schema", metavar="NAME", default=SCHEMA, show_default=True,
    help="Of a database: the schema of the tables.",
)  # fmt: skip


@click.command("export", epilog=_EXPORT)
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--to", "destination", metavar="STORE", required=True,
              help="A GeoPackage (claims.gpkg) or a database with PostGIS (postgresql://…).")  # fmt: skip
@click.option("--mode", type=click.Choice(MODES), default="upsert", show_default=True,
              help="upsert: bring these reports up to date; append: only reports that are not "
              "there; replace: nothing but these reports.")  # fmt: skip
@_schema_option
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@report_options
@known_options
@online_options
@corrections_option
@talk_options
def export_command(
    reports: tuple[str, ...],
    destination: str,
    *,
    mode: Mode,
    schema: str,
    as_json: bool,
    known: Known,
    online: OnlineService | None,
    corrections: Corrections | None,
    **reading: Any,
) -> None:
    """Put the claims and layers of REPORTs into a store that is kept and added to.

    What is there of other reports stays. The store is changed as a whole or not at all.
    """
    from dateline.layers.exports.records import records_of
    from dateline.layers.stores.rows import rows_of
    from dateline.layers.stores.store import check_store, open_store, sync
    from dateline.pipeline import layers_of
    from dateline.progress import Progress
    from dateline.several import ANALYSIS_STAGES, analyse_each, read_reports

    alone = len(reports) == 1
    articles = [read_report(reports[0], reading)] if alone else [*read_reports(reports, reading)]
    check_store(destination)
    progress = Progress((ANALYSIS_STAGES + 1) * len(articles) + 1)
    analyses = analyse_each(
        articles, known=known, online=online, corrections=corrections, report=progress
    )
    rows = [
        rows_of(layers_of(a, report=progress), records_of(a.article, a.claims, ()))
        for a in analyses
    ]
    progress("write the store")
    with open_store(destination, schema=schema) as store:
        counts = sync(store, rows, mode=mode)
    progress.clear()
    record: Record = {
        "record": "export", "to": _name(destination), "mode": mode, "reports": len(articles),
        "added": counts.added, "changed": counts.changed, "removed": counts.removed,
        "unchanged": counts.unchanged,
    }  # fmt: skip
    if as_json:
        print_json(record)
        return
    say(
        f"{record['to']}: {counts.added} claims added, {counts.changed} changed, "
        f"{counts.removed} removed, {counts.unchanged} unchanged, of {len(articles)} "
        f"report{'s' * (len(articles) != 1)}"
    )


def _name(destination: str) -> str:
    """Return a destination as it may be shown: without a password."""
    from dateline.layers.stores.postgis import shown
    from dateline.layers.stores.store import is_database

    return shown(destination) if is_database(destination) else destination


@click.command("query", epilog=_QUERY)
@click.argument("source")
@click.option("--box", metavar="W,S,E,N",
              help="Claims shown on the map in this box, degrees; west comes first.")  # fmt: skip
@click.option("--time", metavar="EDTF",
              help="Claims about these days: 2021-07, 2021-07/2021-09, 2021/.. (ISO 8601-2).")  # fmt: skip
@click.option("--undated", is_flag=True, help="With --time: also claims without a date.")
@click.option("--speaker", metavar="NAME", help="Part of the name of who says or relays it.")
@click.option("--type", "types", metavar="TYPE", multiple=True,
              help="Event type, e.g. deployment; may be repeated.")  # fmt: skip
@click.option("--report", "documents", metavar="NAME", multiple=True,
              help="Report, by its name in the store; may be repeated.")  # fmt: skip
@_schema_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a claim a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, a claim a row.")
def query_command(
    source: str,
    *,
    box: str | None,
    time: str | None,
    undated: bool,
    speaker: str | None,
    types: tuple[str, ...],
    documents: tuple[str, ...],
    schema: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Find claims in a store that "dateline export" made, a GeoPackage or a database.

    All conditions must hold. A claim that fits but has no date is left out by --time, and counted.
    """
    from dateline.layers.stores.query import Query, find_claims, read_box, read_time

    if as_json and as_csv:
        msg = "both --json and --csv given"
        raise InputError(msg, hint="pass one of them")
    if undated and time is None:
        msg = "--undated without --time"
        raise InputError(msg, hint="without --time, claims without a date are shown anyway")
    query = Query(
        boxes=read_box(box) if box is not None else (),
        time=read_time(time) if time is not None else None,
        undated=undated,
        speaker=speaker,
        types=types,
        documents=documents,
    )
    answer = find_claims(source, query, schema=schema)
    if as_json:
        for claim in answer.claims:
            print_json({"record": "claim", **claim})
    elif as_csv:
        write_bytes(_csv(answer))
    else:
        click.echo(_text(answer))
    if answer.undated:
        click.echo(
            f"note: {answer.undated} more would fit but have no date: --undated shows them",
            err=True,
        )


def _csv(answer: Answer) -> bytes:
    from dateline.layers.exports.csv_table import safe
    from dateline.layers.stores.rows import CLAIMS

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*CLAIMS.columns, "features"])
    for claim in answer.claims:
        features = json.dumps([f["id"] for f in claim["features"]], ensure_ascii=False)
        cells = [claim[name] for name in CLAIMS.columns]
        writer.writerow([*(safe(c) if isinstance(c, str) else c for c in cells), features])
    return out.getvalue().encode("utf-8")


def _text(answer: Answer) -> str:
    from dateline.tables import clip, terminal_width

    width = terminal_width()
    lines = []
    for claim in answer.claims:
        via = f", via {claim['via']}" if claim["via"] else ""
        facts = [claim["type"], claim["act"], claim["time_value"]]
        lines.append(
            clip(f"{claim['claim_key']}  {claim['speaker']}{via} \u00b7 "
                 + " \u00b7 ".join(fact for fact in facts if fact), width)
        )  # fmt: skip
        lines.append("  " + clip(f"\u201c{claim['quote']}\u201d", width - 2))
        names = dict.fromkeys(feature["name"] for feature in claim["features"])
        if names:
            lines.append("  " + clip(f"on the map: {', '.join(names)}", width - 2))
    count = len(answer.claims)
    return "\n".join([*lines, f"{count or 'no'} claim{'s' * (count != 1)}"])
