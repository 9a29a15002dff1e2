"""The command line: ``dateline map``, ``places``, ``claims``, ``layers``, ``gazetteer``.

Exit codes: 0 all well, 1 something failed, 2 the input or the options are wrong. An error is one
line, with a hint on the next. Stages are imported when a command runs, never for ``--help``.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from dateline.claim_files import (
    claim_file_options,
    claim_records,
    read_back,
    report_of,
    write_file,
)
from dateline.completion_command import completion_command
from dateline.correct_command import correct_command
from dateline.corrections_option import (
    applied_record,
    corrections_option,
    orphan_records,
    tell,
    tell_orphans,
)
from dateline.diff_command import diff_command
from dateline.drawing_options import drawing_options
from dateline.errors import DatelineError, InputError
from dateline.export_commands import LAYER_FORMATS, export_command, query_command
from dateline.fetch_command import fetch_command
from dateline.figure_command import figure_command
from dateline.gazetteer_commands import gazetteer_group
from dateline.known import known_options
from dateline.model_options import model_options
from dateline.online_options import online_options
from dateline.project.commands import add_project_commands
from dateline.report_files import needed, read_report, report_options, target_of
from dateline.several import layers_of_reports, list_claims, map_reports, one_or_none
from dateline.streams import print_json, run_batch, write_bytes
from dateline.talk import note, say, talk_options

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.batch import Document, Record
    from dateline.geo.online.service import OnlineService
    from dateline.known import Known
    from dateline.layers.corrections.corrections import Corrections, OrphanEntry
    from dateline.layers.exports.claim_export import ClaimFormat
    from dateline.layers.exports.export import Exported, LayerFormat
    from dateline.model_options import Chosen

STAGES = 6
DEBUG = "DATELINE_DEBUG"
_EXAMPLES = """\b
Examples:
  dateline map report.txt -o map.html --date 2021-07-27
  dateline places report.html
  dateline claims report.pdf -o claims.csv
  dateline layers report.txt -o layers.gpkg
  dateline map first.txt second.html third.pdf -o map.html
  dateline claims --jsonl reports.jsonl > claims.jsonl
  dateline gazetteer find Kulob
"""


def _show_version(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and not context.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"dateline {version('dateline')}")
        context.exit()


@click.group(
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version and leave.",
)
def cli() -> None:
    """Turn a news report about military or border facts into a map that can be checked.

    A REPORT is a plain text, Markdown, HTML or PDF file, or - for standard input.
    """


_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
_jsonl_option = click.option(
    "--jsonl",
    metavar="FILE",
    help="Read documents, a JSON object a line, and print records a line; - is standard input.",
)


@cli.command("map", epilog="Example: dateline map seeds/russia-tajikistan.txt -o map.html")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", required=True, help="Page to write, e.g. map.html.")
@_json_option
@report_options
@known_options
@online_options
@corrections_option
@drawing_options
@talk_options
def map_command(
    reports: tuple[str, ...],
    output: str,
    *,
    as_json: bool,
    known: Known,
    online: OnlineService | None,
    corrections: Corrections | None,
    drawing: Mapping[str, Any],
    **reading: Any,
) -> None:
    """Draw the map of a REPORT as one HTML page that works offline.

    Several REPORTs share one map: each can be hidden, and claims that repeat, confirm or
    contradict each other are linked. --date and --source then go to those without their own.
    """
    from dateline.lean import import_spacy
    from dateline.pipeline import analyse, draw
    from dateline.progress import Progress

    target = target_of(output, *reports)
    if len(reports) > 1:
        map_reports(
            reports, target, output=output, as_json=as_json, reading=reading, known=known,
            online=online, corrections=corrections, drawing=drawing,
        )  # fmt: skip
        return
    progress = Progress(STAGES)
    article = read_report(next(iter(reports)), reading)
    import_spacy()
    analysis = analyse(
        article, **known.arguments(), online=online, corrections=corrections, report=progress
    )
    page = draw(analysis, **drawing, report=progress)
    from dateline.maps.write import write_page

    write_page(page, target)
    progress.clear()
    summary: Record = {
        "record": "map",
        "file": output,
        "title": page.title,
        "bytes": len(page.html.encode("utf-8")),
        "claims": len(analysis.claims),
        "placed": sum(r.place is not None for r in analysis.resolutions),
        "unplaced": sum(r.place is None for r in analysis.resolutions),
        "corrections": applied_record(analysis.applied),
    }
    tell(analysis.applied)
    if as_json:
        print_json(summary)
    else:
        say(
            f"{output}: {summary['claims']} claims, {summary['placed']} mentions of places "
            f"({summary['unplaced']} not placed), {summary['bytes']:,} bytes"
        )


@cli.command("places")
@click.argument("report", required=False)
@_json_option
@_jsonl_option
@report_options
@known_options
@online_options
@corrections_option
def places_command(
    report: str | None,
    *,
    as_json: bool,
    jsonl: str | None,
    known: Known,
    online: OnlineService | None,
    corrections: Corrections | None,
    **reading: Any,
) -> None:
    """List the places of a REPORT, and what could not be placed.

    With --jsonl a document's "spans" are resolved as given; without, names are recognised.
    """
    from dateline.geo.positions.positions import find_positions
    from dateline.geo.resolution.place_records import places_record, with_evidence
    from dateline.lean import import_spacy
    from dateline.pipeline import locate
    from dateline.progress import Progress

    if jsonl is not None:

        def stage(given: Document) -> list[Record]:
            own = known.with_own(given).arguments()
            found = locate(given.article, spans=given.spans, **own, online=online)
            return [places_record(given.doc, found, find_positions(given.article, found))]

        run_batch(jsonl, report, stage)
        return
    article = read_report(needed(report), reading)
    import_spacy()
    progress = Progress()
    progress("find the places")
    found = locate(article, **known.arguments(), online=online, corrections=corrections)
    positions = find_positions(article, found)
    progress.clear()
    orphans: Sequence[OrphanEntry] = ()
    if corrections is not None:
        from dateline.layers.corrections.corrected_places import place_orphans

        orphans = place_orphans(article, found, corrections, gazetteer=known.gazetteer)
        tell_orphans(orphans)
    if as_json:
        record = places_record(article.id, found, positions)
        evidence = [(r.mention.kind == "border", with_evidence(r)) for r in found]
        record["toponyms"] = [item for border, item in evidence if not border]
        record["borders"] = [item for border, item in evidence if border]
        record["orphans"] = orphan_records(orphans)
        print_json(record)
    else:
        from dateline.tables import places_text, terminal_width

        click.echo(places_text(article, found, positions, width=terminal_width()))


@cli.command("claims")
@click.argument("reports", metavar="[REPORT]...", nargs=-1)
@claim_file_options
@_json_option
@_jsonl_option
@report_options
@known_options
@online_options
@corrections_option
@model_options
@talk_options
def claims_command(
    reports: tuple[str, ...],
    *,
    as_json: bool,
    jsonl: str | None,
    output: str | None,
    as_format: ClaimFormat | None,
    bom: bool,
    from_file: str | None,
    of_report: str | None,
    known: Known,
    online: OnlineService | None,
    corrections: Corrections | None,
    model: Chosen | None,
    **reading: Any,
) -> None:
    """List the claims of a REPORT: who says what, how surely, when and where.

    Of several REPORTs, also how claims stand to each other: repeated, confirmed, contradicted.

    With --json and --jsonl: the document's record first, then a claim a line. With --from, nothing
    is searched for: claims are read from a file, as an analyst has graded or mended them.
    """
    if len(reports) > 1:
        refused = {"-o": output is not None, "--jsonl": jsonl is not None, "--as": bool(as_format),
                   "--bom": bom, "--from": from_file is not None, "--model-url": model is not None,
                   "--report": of_report is not None}  # fmt: skip
        list_claims(
            reports, as_json=as_json, reading=reading, refused=refused, known=known, online=online,
            corrections=corrections,
        )  # fmt: skip
        return
    report = report_of(
        one_or_none(reports), from_file=from_file, of_report=of_report, output=output, as_format=as_format,
        bom=bom, jsonl=jsonl,
    )  # fmt: skip
    if model is not None:
        model.refuse(from_file=from_file, output=output)
    if corrections is not None and (model is not None or from_file is not None):
        msg = f"both --corrections and {'--model-url' if model is not None else '--from'} given"
        raise InputError(msg, hint="corrections are of the claims that dateline finds itself")
    target = target_of(output, report or "-") if output else None
    if from_file is not None:
        article = read_report(needed(report), reading)
        read_back(from_file, article, target=target, as_format=as_format, bom=bom, as_json=as_json)
        return
    from dataclasses import replace

    from dateline.lean import import_spacy
    from dateline.model_options import compared_text, read_claims
    from dateline.pipeline import analyse
    from dateline.progress import Progress
    from dateline.tables import claims_text, terminal_width

    if jsonl is not None:

        def stage(given: Document) -> list[Record]:
            return claim_records(given.article, known.with_own(given), online, model)

        run_batch(jsonl, report, stage)
        return
    article = read_report(needed(report), reading)
    import_spacy()
    if as_json and target is None:
        for record in claim_records(article, known, online, model, corrections):
            print_json(record)
        return
    progress = Progress(STAGES - 2)
    analysis = analyse(
        article, **known.arguments(), online=online, corrections=corrections, report=progress
    )
    progress.clear()
    tell(analysis.applied)
    if model is not None and model.compare:
        click.echo(compared_text(analysis, model, width=terminal_width()))
        return
    if model is not None:
        analysis = replace(analysis, claims=read_claims(analysis, model).claims)
    if target is not None:
        from dateline.layers.claims.records import document_record

        head = document_record(article, analysis.parse, analysis.attributions)
        write_file(
            analysis.claims, target, article=article, as_format=as_format, bom=bom,
            as_json=as_json, document=head,
        )  # fmt: skip
        return
    click.echo(claims_text(article, analysis.claims, width=terminal_width()))


@cli.command("layers")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="File to write: .gpkg, .geojson, .parquet, .fgb, .kml, .kmz, .csv, .shp or .shp.zip.",
)
@click.option("--as", "as_format", type=click.Choice(LAYER_FORMATS),
              help="The format, where the ending does not say.")  # fmt: skip
@_json_option
@report_options
@known_options
@online_options
@corrections_option
@talk_options
def layers_command(
    reports: tuple[str, ...],
    output: str | None,
    *,
    as_format: LayerFormat | None,
    as_json: bool,
    known: Known,
    online: OnlineService | None,
    corrections: Corrections | None,
    **reading: Any,
) -> None:
    """Export the map layers of a REPORT for QGIS and other programs.

    Without -o the features are listed; --json prints them as GeoJSON. Of several REPORTs each
    feature names those it comes from in the column "report".
    """
    from dateline.layers.exports.export import export_layers, format_of
    from dateline.lean import import_spacy
    from dateline.pipeline import analyse, layers_of
    from dateline.progress import Progress

    if as_format is not None and output is None:
        msg = "--as without -o"
        raise InputError(msg, hint="name the file to write: -o FILE")
    target = target_of(output, *reports) if output else None
    if target is not None and as_format is None:
        format_of(target)  # a wrong name is told before the work begins
    if len(reports) > 1:
        layers, write = layers_of_reports(
            reports, reading=reading, known=known, online=online, corrections=corrections
        )
    else:
        progress = Progress(STAGES - 1)
        article = read_report(next(iter(reports)), reading)
        import_spacy()
        analysis = analyse(
            article, **known.arguments(), online=online, corrections=corrections, report=progress
        )
        layers = layers_of(analysis, report=progress)
        progress.clear()
        tell(analysis.applied)

        def write_one(path: Path, as_format: LayerFormat | None) -> Exported:
            return export_layers(layers, path, article=analysis.article, claims=analysis.claims,
                                 as_format=as_format)  # fmt: skip

        write = write_one

    notes = write(target, as_format).notes if target else ()
    if as_json:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "layers.geojson"
            write(path, "geojson")
            write_bytes(path.read_bytes())
    elif target:
        features = sum(len(layer.frame) for layer in layers)
        say(f"{output}: {features} features in {len(layers)} layers")
    else:
        from dateline.tables import layers_text, terminal_width

        click.echo(layers_text(layers, width=terminal_width()))
    for words in notes:
        note(words)


for _command in (
    completion_command, correct_command, diff_command, export_command, fetch_command,
    figure_command, gazetteer_group, query_command,
):  # fmt: skip
    cli.add_command(_command)
add_project_commands(cli)


# ------------------------------------------------------------------ entry point
def run() -> NoReturn:
    """Run as a program: one report makes little garbage, so none is collected, at exit least."""
    gc.disable()  # `run_batch` turns it on again
    try:
        main()
    finally:
        gc.freeze()  # spares the collection of everything that was loaded: a tenth of the time


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the same bytes under every locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    color = False if os.environ.get("NO_COLOR") else None
    try:
        given = None if arguments is None else list(arguments)
        code = cli.main(given, prog_name="dateline", standalone_mode=False, color=color)
        sys.stdout.flush()
        raise SystemExit(code if isinstance(code, int) else 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        raise SystemExit(2) from None
    except click.ClickException as error:
        where = getattr(error, "ctx", None)
        _fail(
            error.format_message(), f"see {where.command_path if where else 'dateline'} --help", 2
        )
    except DatelineError as error:
        _fail(str(error), error.hint, error.exit_code)
    except BrokenPipeError:
        # The reader has gone; do not let the interpreter complain when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except (KeyboardInterrupt, click.Abort):
        _fail("interrupted", "", 1)
    except OSError as error:
        _fail(str(error), "", 1)
    except Exception as error:  # the last resort: never a traceback, unless asked for
        if os.environ.get(DEBUG):
            raise
        _fail(f"{type(error).__name__}: {error}", f"a fault of dateline; {DEBUG}=1 shows where", 1)


def _fail(message: str, hint: str, code: int) -> NoReturn:
    click.echo("error: " + " ".join(message.split()), err=True)
    if hint:
        click.echo("hint: " + " ".join(hint.split()), err=True)
    raise SystemExit(code)
