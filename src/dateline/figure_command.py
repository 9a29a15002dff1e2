"""The command ``dateline figure``: the map of reports as PNG, SVG or PDF, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from dateline.corrections_option import corrections_option
from dateline.drawing_options import dataset_options
from dateline.known import known_options
from dateline.online_options import online_options
from dateline.report_files import report_options, target_of
from dateline.streams import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.batch import Record
    from dateline.geo.online.service import OnlineService
    from dateline.geo.reports.article import Article
    from dateline.known import Known
    from dateline.layers.build import Layer
    from dateline.layers.corrections.corrections import Corrections
    from dateline.layers.datasets.datasets import Dataset
    from dateline.maps.drawing.tongues import Language
    from dateline.pipeline import Analysis
    from dateline.progress import Progress

# Said twice, here and in maps/, so that --help imports none of it; a test compares them.
THEMES: Final = ("light", "print", "dark")
LANGUAGES: Final = ("en", "ru", "local")
DPI: Final = 200
_EXAMPLES: Final = """\b
Examples:
  dateline figure report.txt -o map.png
  dateline figure report.txt -o map.pdf --key --theme print
  dateline figure report.txt -o map.svg --size slide --no-title
  dateline figure first.txt second.html -o map.png --size 160x90 --dpi 300
  dateline figure report.txt -o map.png --with events.csv
"""


@click.command("figure", epilog=_EXAMPLES)
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", required=True,
              help="Picture to write; its ending, .png, .svg or .pdf, says which.")  # fmt: skip
@click.option("--size", metavar="SIZE", default="a4", show_default=True,
              help="a4, a4-portrait, slide (16:9), square, or width and height in mm: 160x90.")  # fmt: skip
@click.option("--dpi", type=int, default=DPI, show_default=True,
              help="Dots per inch of a PNG.")  # fmt: skip
@click.option("--theme", type=click.Choice(THEMES), default=THEMES[0], show_default=True,
              help="Colours: print is ink on white.")  # fmt: skip
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True,
              help="Names on the map: English, Russian, or as people there write them.")  # fmt: skip
@click.option("--key", is_flag=True,
              help="Number the claims on the map and list them: who says what.")  # fmt: skip
@click.option("--no-title", is_flag=True, help="Leave out the heading; your own page has one.")
@click.option("--json", "as_json", is_flag=True,
              help="Print JSON, for programs, with the picture in words (alt text).")  # fmt: skip
@dataset_options
@report_options
@known_options
@online_options
@corrections_option
def figure_command(
    reports: tuple[str, ...],
    output: str,
    *,
    size: str,
    dpi: int,
    theme: str,
    language: Language,
    key: bool,
    no_title: bool,
    as_json: bool,
    datasets: Sequence[Dataset],
    whole: bool,
    known: Known,
    online: OnlineService | None,
    corrections: Corrections | None,
    **reading: Any,
) -> None:
    """Draw the map of REPORTs as a picture for a report or a slide: PNG, SVG or PDF.

    The same map as the page's, at a fixed size, without a browser.
    """
    from dateline.files import replace_file
    from dateline.maps.figure.figure import check_figure, kind_of, render_figure
    from dateline.progress import Progress
    from dateline.several import ANALYSIS_STAGES

    target = target_of(output, *reports)
    kind = kind_of(target)
    check_figure(kind, size=size, dpi=dpi)  # before the reports are read
    progress = Progress((ANALYSIS_STAGES + 1) * len(reports) + 1)
    analyses, layers = _analysed(
        reports, reading, progress, known=known, online=online, corrections=corrections
    )
    articles = [analysis.article for analysis in analyses]
    progress("draw the figure")
    figure = render_figure(
        articles,
        [resolution for analysis in analyses for resolution in analysis.resolutions],
        [record for analysis in analyses for record in _records(analysis)],
        layers,
        kind=kind,
        size=size,
        dpi=dpi,
        theme=theme,
        title=_heading(articles, reading["title"]),
        show_title=not no_title,
        key=key,
        language=language,
        datasets=datasets,
        whole=whole,
    )
    replace_file(target, figure.data, what="the figure")
    progress.clear()
    record: Record = {
        "record": "figure",
        "file": output,
        "format": kind,
        "title": figure.title,
        "alt": figure.words,
        "bytes": len(figure.data),
        "claims": sum(len(analysis.claims) for analysis in analyses),
        "events": figure.events,
        "claims_left_out_of_key": figure.left_out,
        "letters_missing": list(figure.missing),
    }
    if as_json:
        print_json(record)
    else:
        events = f", {figure.events:,} events of data sets" if datasets else ""
        click.echo(f"{output}: {record['claims']} claims{events}, {record['bytes']:,} bytes")
    if figure.left_out:
        click.echo(f"note: the key has no room for {figure.left_out} claims; try a larger --size",
                   err=True)  # fmt: skip
    if figure.missing:
        click.echo(f"note: the font has no letter for {' '.join(figure.missing)}", err=True)


def _analysed(
    paths: Sequence[str], reading: dict[str, Any], progress: Progress, **options: Any
) -> tuple[Sequence[Analysis], Sequence[Layer]]:
    from dateline.pipeline import layers_of, set_layers
    from dateline.report_files import read_report
    from dateline.several import analyse_each, analyse_reports, read_reports

    if len(paths) == 1:
        alone = analyse_each([read_report(paths[0], reading)], report=progress, **options)
        return alone, layers_of(alone[0], report=progress)
    found = analyse_reports(read_reports(paths, reading), report=progress, **options)
    return found.analyses, set_layers(found, report=progress)


def _records(analysis: Analysis) -> list[Record]:
    from dateline.layers.claims.records import claim_record

    return [claim_record(claim, analysis.article) for claim in analysis.claims]


def _heading(articles: Sequence[Article], given: str | None) -> str:
    from dateline.maps.page.render import heading_of
    from dateline.maps.page.several import joined_title

    return given or joined_title(heading_of(articles[0]), len(articles) - 1)
