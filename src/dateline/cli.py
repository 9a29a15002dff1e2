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

from dateline.claim_files import claim_file_options, read_back, report_of, write_file
from dateline.errors import DatelineError, InputError
from dateline.gazetteer_commands import gazetteer_group
from dateline.known import known_options
from dateline.model_options import model_options
from dateline.online_options import online_options
from dateline.streams import open_lines, print_json, write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.batch import Document, Record, Stage
    from dateline.geo.article import Article
    from dateline.geo.online_service import OnlineService
    from dateline.known import Known
    from dateline.layers.claim_export import ClaimFormat
    from dateline.model_options import Chosen

STAGES = 6
DEBUG = "DATELINE_DEBUG"
_EXAMPLES = """\b
Examples:
  dateline map report.txt -o map.html --date 2021-07-27
  dateline places report.html
  dateline claims report.pdf -o claims.csv
  dateline layers report.txt -o layers.gpkg
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


def _report_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how a report is read."""
    for option in (
        click.option("--format", "kind", type=click.Choice(["text", "markdown", "html", "pdf"]),
                     help="How to read the report; by default its extension says."),
        click.option("--source", help="Publication, if the report does not say."),
        click.option("--title", help="Title, if the report's own is not wanted."),
        click.option("--date", metavar="DATE",
                     help="Day, month or year of the report: 2021-07-27, 2021-07 or 2021."),
    ):  # fmt: skip
        command = option(command)
    return command


_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
_jsonl_option = click.option(
    "--jsonl",
    metavar="FILE",
    help="Read documents, a JSON object a line, and print records a line; - is standard input.",
)


@cli.command("map", epilog="Example: dateline map seeds/russia-tajikistan.txt -o map.html")
@click.argument("report")
@click.option("-o", "--output", metavar="FILE", required=True, help="Page to write, e.g. map.html.")
@_json_option
@_report_options
@known_options
@online_options
def map_command(
    report: str,
    output: str,
    *,
    as_json: bool,
    known: Known,
    online: OnlineService | None,
    **reading: Any,
) -> None:
    """Draw the map of a REPORT as one HTML page that works offline."""
    from dateline.lean import import_spacy
    from dateline.pipeline import analyse, draw
    from dateline.progress import Progress

    target = _target(output, report)
    progress = Progress(STAGES)
    article = _article(report, reading)
    import_spacy()
    analysis = analyse(article, **known.arguments(), online=online, report=progress)
    page = draw(analysis, report=progress)
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
    }
    if as_json:
        print_json(summary)
    else:
        click.echo(
            f"{output}: {summary['claims']} claims, {summary['placed']} mentions of places "
            f"({summary['unplaced']} not placed), {summary['bytes']:,} bytes"
        )


@cli.command("places")
@click.argument("report", required=False)
@_json_option
@_jsonl_option
@_report_options
@known_options
@online_options
def places_command(
    report: str | None,
    *,
    as_json: bool,
    jsonl: str | None,
    known: Known,
    online: OnlineService | None,
    **reading: Any,
) -> None:
    """List the places of a REPORT, and what could not be placed.

    With --jsonl a document's "spans" are resolved as given; without, names are recognised.
    """
    from dateline.geo.place_records import places_record, with_evidence
    from dateline.geo.positions import find_positions
    from dateline.lean import import_spacy
    from dateline.pipeline import locate
    from dateline.progress import Progress

    if jsonl is not None:

        def stage(given: Document) -> list[Record]:
            own = known.with_own(given).arguments()
            found = locate(given.article, spans=given.spans, **own, online=online)
            return [places_record(given.doc, found, find_positions(given.article, found))]

        _batch(jsonl, report, stage)
        return
    article = _article(_needed(report), reading)
    import_spacy()
    progress = Progress()
    progress("find the places")
    found = locate(article, **known.arguments(), online=online)
    positions = find_positions(article, found)
    progress.clear()
    if as_json:
        record = places_record(article.id, found, positions)
        evidence = [(r.mention.kind == "border", with_evidence(r)) for r in found]
        record["toponyms"] = [item for border, item in evidence if not border]
        record["borders"] = [item for border, item in evidence if border]
        print_json(record)
    else:
        from dateline.tables import places_text, terminal_width

        click.echo(places_text(article, found, positions, width=terminal_width()))


@cli.command("claims")
@click.argument("report", required=False)
@claim_file_options
@_json_option
@_jsonl_option
@_report_options
@known_options
@online_options
@model_options
def claims_command(
    report: str | None,
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
    model: Chosen | None,
    **reading: Any,
) -> None:
    """List the claims of a REPORT: who says what, how surely, when and where.

    With --json and --jsonl: the document's record first, then a claim a line. With --from, nothing
    is searched for: claims are read from a file, as an analyst has graded or mended them.
    """
    report = report_of(
        report, from_file=from_file, of_report=of_report, output=output, as_format=as_format,
        bom=bom, jsonl=jsonl,
    )  # fmt: skip
    if model is not None:
        model.refuse(from_file=from_file, output=output)
    target = _target(output, report or "-") if output else None
    if from_file is not None:
        article = _article(_needed(report), reading)
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
            return _claim_records(given.article, known.with_own(given), online, model)

        _batch(jsonl, report, stage)
        return
    article = _article(_needed(report), reading)
    import_spacy()
    if as_json and target is None:
        for record in _claim_records(article, known, online, model):
            print_json(record)
        return
    progress = Progress(STAGES - 2)
    analysis = analyse(article, **known.arguments(), online=online, report=progress)
    progress.clear()
    if model is not None and model.compare:
        click.echo(compared_text(analysis, model, width=terminal_width()))
        return
    if model is not None:
        analysis = replace(analysis, claims=read_claims(analysis, model).claims)
    if target is not None:
        from dateline.layers.records import document_record

        head = document_record(article, analysis.parse, analysis.attributions)
        write_file(
            analysis.claims, target, article=article, as_format=as_format, bom=bom,
            as_json=as_json, document=head,
        )  # fmt: skip
        return
    click.echo(claims_text(article, analysis.claims, width=terminal_width()))


@cli.command("layers")
@click.argument("report")
@click.option("-o", "--output", metavar="FILE", help="File to write: .gpkg or .geojson.")
@_json_option
@_report_options
@known_options
@online_options
def layers_command(
    report: str,
    output: str | None,
    *,
    as_json: bool,
    known: Known,
    online: OnlineService | None,
    **reading: Any,
) -> None:
    """Export the map layers of a REPORT for QGIS and other programs.

    Without -o the features are listed; --json prints them as GeoJSON.
    """
    from dateline.lean import import_spacy
    from dateline.pipeline import analyse, layers_of
    from dateline.progress import Progress

    target = _target(output, report) if output else None
    progress = Progress(STAGES - 1)
    article = _article(report, reading)
    import_spacy()
    analysis = analyse(article, **known.arguments(), online=online, report=progress)
    layers = layers_of(analysis, report=progress)
    from dateline.layers.export import write_layers

    if target:
        write_layers(layers, target, article=analysis.article, claims=analysis.claims)
    progress.clear()
    if as_json:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "layers.geojson"
            write_layers(layers, path, article=analysis.article, claims=analysis.claims)
            write_bytes(path.read_bytes())
    elif target:
        features = sum(len(layer.frame) for layer in layers)
        click.echo(f"{output}: {features} features in {len(layers)} layers")
    else:
        from dateline.tables import layers_text, terminal_width

        click.echo(layers_text(layers, width=terminal_width()))


cli.add_command(gazetteer_group)


# ------------------------------------------------------------------ input and output
def _article(report: str, reading: dict[str, Any]) -> Article:
    from dateline.geo.reading import read_article

    return read_article(
        report,
        format=reading["kind"],
        date=reading["date"],
        title=reading["title"],
        source=reading["source"],
    )


def _needed(report: str | None) -> str:
    if report is None:
        msg = "no report given"
        raise InputError(msg, hint="pass a file, - for standard input, or --jsonl FILE")
    return report


def _target(output: str, report: str) -> Path:
    """Return the path to write; refuse a missing folder and the report itself."""
    path = Path(output)
    if path.is_dir():
        msg = f"a folder: {output}"
        raise InputError(msg, hint="name the file to write, e.g. -o map.html")
    if not path.parent.is_dir():
        msg = f"no such folder: {path.parent}"
        raise InputError(msg, hint="make it first: mkdir -p " + str(path.parent))
    if report != "-" and path.exists() and Path(report).exists() and path.samefile(report):
        msg = f"the output would replace the report: {output}"
        raise InputError(msg, hint="choose another name for -o")
    return path


def _claim_records(
    article: Article, known: Known, online: OnlineService | None, model: Chosen | None
) -> list[Record]:
    from dateline.layers.records import claim_record, document_record
    from dateline.pipeline import analyse

    analysis = analyse(article, **known.arguments(), online=online)
    if model is not None:
        from dateline.model_options import model_records

        return model_records(analysis, model)
    head = document_record(article, analysis.parse, analysis.attributions)
    return [head, *(claim_record(claim, article) for claim in analysis.claims)]


def _batch(path: str, report: str | None, stage: Stage) -> None:
    """Run the documents of a JSON Lines file; leave with 1 if one of them failed."""
    gc.enable()
    from dateline.batch import run
    from dateline.lean import import_spacy
    from dateline.progress import Progress

    if report is not None:
        msg = "both a report and --jsonl given"
        raise InputError(msg, hint="pass one of them")
    import_spacy()
    progress = Progress()
    failed = 0
    with open_lines(path) as lines:
        for number, (records, well) in enumerate(run(lines, stage), start=1):
            progress.clear()
            for record in records:
                print_json(record)
            failed += not well
            progress(f"{number} documents")
    progress.clear()
    if failed:
        click.echo(f'error: {failed} document(s) failed; see the records with "error"', err=True)
        raise SystemExit(1)


# ------------------------------------------------------------------ entry point
def run() -> NoReturn:
    """Run as a program: one report makes little garbage, so none is collected, at exit least."""
    gc.disable()  # `_batch` turns it on again
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
