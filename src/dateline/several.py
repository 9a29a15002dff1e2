"""What do map, claims and layers do where several REPORTs are given?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from dateline.corrections_option import tell
from dateline.errors import InputError
from dateline.streams import print_json
from dateline.talk import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from dateline.batch import Record
    from dateline.geo.online.service import OnlineService
    from dateline.geo.reports.article import Article
    from dateline.known import Known
    from dateline.layers.build import Layer
    from dateline.layers.corrections.corrections import Corrections
    from dateline.layers.exports.export import Exported, LayerFormat
    from dateline.layers.links.across import ReportLink
    from dateline.pipeline import Analysis, AnalysisSet

ANALYSIS_STAGES = 4  # that `analyse` reports of each report
_PER_REPORT = "Markdown front matter and web pages carry their own; or map one report at a time"


def one_or_none(reports: Sequence[str]) -> str | None:
    """Return the only report, None where none is given."""
    return reports[0] if reports else None


def read_reports(paths: Sequence[str], reading: Mapping[str, Any]) -> tuple[Article, ...]:
    """Read several reports; what they say of themselves wins over the options.

    Parameters
    ----------
    paths
        Files, one of them perhaps ``-``.
    reading
        The options ``kind``, ``date`` and ``source``; a date or publication is given to the
        reports that have none of their own.

    Raises
    ------
    InputError
        A report cannot be read, is given twice, or an option makes no sense for several.
    """
    from dateline.geo.reports.reading import STDIN, check_date, read_article
    from dateline.layers.report_sets import check_distinct

    if paths.count(STDIN) > 1:
        msg = "standard input (-) is given twice"
        raise InputError(msg, hint="it holds one report; save the others in files")
    if reading["date"] is not None:
        check_date(reading["date"])
    articles = [read_article(path, format=reading["kind"]) for path in paths]
    check_distinct(articles)
    for option in ("date", "source"):
        field = "published" if option == "date" else "source"
        value = reading[option]
        lacking = [article for article in articles if getattr(article, field) is None]
        if value is not None and not lacking:
            msg = f"--{option} {value}: every one of the {len(articles)} reports has its own"
            raise InputError(msg, hint=f"leave it out; with several reports --{option} is for those "
                             "that have none")  # fmt: skip
        if value is not None:
            articles = [
                replace(a, **{field: value}) if getattr(a, field) is None else a for a in articles
            ]
    return tuple(articles)


def analyse_reports(
    articles: Sequence[Article],
    *,
    known: Known,
    online: OnlineService | None,
    corrections: Corrections | None,
    report: Callable[[str], None],
) -> AnalysisSet:
    """Analyse several reports and join them; tells on standard error what became of corrections."""
    from dateline.pipeline import join_reports

    analyses = analyse_each(
        articles, known=known, online=online, corrections=corrections, report=report
    )
    return join_reports(analyses, report=report)


def analyse_each(
    articles: Sequence[Article],
    *,
    known: Known,
    online: OnlineService | None,
    corrections: Corrections | None,
    report: Callable[[str], None],
) -> list[Analysis]:
    """Analyse several reports, each for itself; tells what became of corrections."""
    from dateline.layers.corrections.corrections import for_report, settled
    from dateline.lean import import_spacy
    from dateline.pipeline import analyse

    import_spacy()
    analyses = []
    for article in articles:
        mine = for_report(corrections, article, several=True)[0] if corrections else corrections
        analyses.append(
            analyse(article, **known.arguments(), online=online, corrections=mine, report=report)
        )
    told = settled([a.applied for a in analyses if a.applied is not None])
    analyses = [replace(a, applied=t) for a, t in zip(analyses, told or [None] * len(analyses), strict=True)]  # fmt: skip
    for analysis in analyses:
        tell(analysis.applied)
    return analyses


def map_reports(
    paths: Sequence[str],
    target: Path,
    *,
    output: str,
    as_json: bool,
    reading: Mapping[str, Any],
    drawing: Mapping[str, Any],
    **options: Any,
) -> None:
    """Draw one page of several reports, and print what was drawn."""
    from dateline.maps.write import write_page
    from dateline.pipeline import draw_set
    from dateline.progress import Progress

    articles = read_reports(paths, reading)
    progress = Progress(ANALYSIS_STAGES * len(articles) + 3)
    found = analyse_reports(articles, **options, report=progress)
    page = draw_set(found, title=reading["title"], **drawing, report=progress)
    write_page(page, target)
    progress.clear()
    resolutions = [r for analysis in found.analyses for r in analysis.resolutions]
    summary: Record = {
        "record": "map",
        "file": output,
        "title": page.title,
        "bytes": len(page.html.encode("utf-8")),
        "reports": len(articles),
        "claims": sum(len(analysis.claims) for analysis in found.analyses),
        "placed": sum(r.place is not None for r in resolutions),
        "unplaced": sum(r.place is None for r in resolutions),
        "links": len(found.links),
    }
    if as_json:
        print_json(summary)
    else:
        say(
            f"{output}: {summary['reports']} reports, {summary['claims']} claims, "
            f"{summary['placed']} mentions of places ({summary['unplaced']} not placed), "
            f"{summary['links']} links between reports, {summary['bytes']:,} bytes"
        )


def list_claims(
    paths: Sequence[str],
    *,
    as_json: bool,
    reading: Mapping[str, Any],
    refused: Mapping[str, bool],
    **options: Any,
) -> None:
    """List the claims of several reports, and how they stand to each other.

    Parameters
    ----------
    refused
        Per option that goes with one report alone, whether it is given.
    """
    given = [option for option, is_given in refused.items() if is_given]
    if given:
        msg = f"{given[0]} goes with one report, not with {len(paths)}"
        raise InputError(msg, hint="take one report at a time, or leave the option out")
    _no_title(reading)
    from dateline.progress import Progress

    articles = read_reports(paths, reading)
    progress = Progress(ANALYSIS_STAGES * len(articles) + 1)
    found = analyse_reports(articles, **options, report=progress)
    progress.clear()
    if as_json:
        from dateline.layers.exports.claim_export import set_lines

        attributions = [analysis.attributions for analysis in found.analyses]
        for record in set_lines(found.reports, links=found.links, attributions=attributions):
            print_json(record)
        return
    from dateline.tables import claims_text, terminal_width

    width = terminal_width()
    for report in found.reports:
        click.echo(f"{report.key}: {report.article.title or report.article.id}\n")
        click.echo(claims_text(report.article, report.claims, width=width) + "\n")
    click.echo(_links_text(found.links))


def _links_text(links: Sequence[ReportLink]) -> str:
    if not links:
        return "no links between the reports"
    lines = ["links between the reports:"]
    for link in links:
        words = f": {link.from_words} / {link.to_words}" if link.from_words else ""
        lines.append(f"  {link.from_id} {link.kind} {link.to_id}{words}")
    return "\n".join(lines)


def layers_of_reports(
    paths: Sequence[str],
    *,
    reading: Mapping[str, Any],
    **options: Any,
) -> tuple[tuple[Layer, ...], Callable[[Path, LayerFormat | None], Exported]]:
    """Build the layers of several reports; return them and what writes them to a path."""
    _no_title(reading)
    from dateline.layers.exports.export import export_layers
    from dateline.pipeline import set_layers
    from dateline.progress import Progress

    articles = read_reports(paths, reading)
    progress = Progress(ANALYSIS_STAGES * len(articles) + 2)
    found = analyse_reports(articles, **options, report=progress)
    layers = set_layers(found, report=progress)
    progress.clear()

    def write(path: Path, as_format: LayerFormat | None = None) -> Exported:
        return export_layers(layers, path, reports=found.reports, as_format=as_format)

    return layers, write


def _no_title(reading: Mapping[str, Any]) -> None:
    if reading["title"] is not None:
        msg = "--title is the heading of a map; several reports keep their own titles"
        raise InputError(msg, hint=_PER_REPORT)
