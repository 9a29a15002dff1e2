"""Which report is read, and where may a command write?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dateline.geo.reports.article import Article


def read_report(report: str, reading: Mapping[str, Any]) -> Article:
    """Read a report as the options of the command line say."""
    from dateline.geo.reports.reading import read_article

    return read_article(
        report,
        format=reading["kind"],
        date=reading["date"],
        title=reading["title"],
        source=reading["source"],
    )


def needed(report: str | None) -> str:
    """Return the report, or raise `InputError` where none is given."""
    if report is None:
        msg = "no report given"
        raise InputError(msg, hint="pass a file, - for standard input, or --jsonl FILE")
    return report


def target_of(output: str, *reports: str) -> Path:
    """Return the path to write; refuse a missing folder and the reports themselves."""
    path = Path(output)
    if path.is_dir():
        msg = f"a folder: {output}"
        raise InputError(msg, hint="name the file to write, e.g. -o map.html")
    if not path.parent.is_dir():
        msg = f"no such folder: {path.parent}"
        raise InputError(msg, hint="make it first: mkdir -p " + str(path.parent))
    for report in reports:
        if report != "-" and path.exists() and Path(report).exists() and path.samefile(report):
            msg = f"the output would replace the report: {output}"
            raise InputError(msg, hint="choose another name for -o")
    return path


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how a report is read."""
    for option in (
        click.option("--format", "kind", type=click.Choice(["text", "markdown", "html", "pdf"]),
                     help="How to read the report; by default its extension says."),
        click.option("--source", help="Publication, if the report does not say."),
        click.option("--title", help="Title, if the report's own is not wanted."),
        click.option("--date", metavar="DATE",
                     help="Day, month or year of the report: 2021-07-27, 2021-07 or 2021; of "
                     "several reports, for those without their own."),
    ):  # fmt: skip
        command = option(command)
    return command
