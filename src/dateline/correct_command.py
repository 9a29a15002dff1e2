"""What does ``dateline correct`` do? List what is unsure in a report; answers into a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import click

from dateline.corrections_option import corrections_option, tell
from dateline.errors import InputError
from dateline.known import known_options
from dateline.online_options import online_options
from dateline.report_files import read_report, report_options, target_of
from dateline.streams import print_json

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.batch import Record
    from dateline.geo.online.service import OnlineService
    from dateline.geo.reports.article import Article
    from dateline.known import Known
    from dateline.layers.corrections.corrections import Corrections
    from dateline.layers.corrections.doubts import Doubt
    from dateline.pipeline import Analysis

STAGES: Final = 4
EXAMPLES: Final = """\b
Examples:
  dateline correct report.txt --list
  dateline correct report.txt -o corrections.toml
  dateline correct report.txt --corrections corrections.toml -o corrections.toml
  dateline map report.txt --corrections corrections.toml -o map.html
"""


@click.command("correct", epilog=EXAMPLES)
@click.argument("report")
@click.option("-o", "--output", metavar="FILE",
              help="File of corrections to write, e.g. corrections.toml.")  # fmt: skip
@corrections_option
@click.option("--list", "only_list", is_flag=True, help="Print the list and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON, a line each.")
@report_options
@known_options
@online_options
def correct_command(
    report: str,
    *,
    known: Known,
    online: OnlineService | None,
    corrections: Corrections | None,
    output: str | None,
    only_list: bool,
    as_json: bool,
    **reading: Any,
) -> None:
    """Ask about what is unsure in a REPORT, most useful first, and write corrections.toml.

    Each answer is saved at once. With --corrections go on with those made before.
    """
    from dateline.layers.corrections.corrections import Corrections
    from dateline.layers.corrections.doubts import find_doubts
    from dateline.lean import import_spacy
    from dateline.pipeline import analyse
    from dateline.progress import Progress

    listed = only_list or as_json
    old = click.get_current_context().params.get("corrections_file")
    target = None if listed else checked_target(output, report=report, old=old)
    article = read_report(report, reading)
    import_spacy()
    progress = Progress(STAGES)
    analysis = analyse(
        article,
        **known.arguments(),
        online=online,
        corrections=corrections or Corrections(),
        report=progress,
    )
    progress.clear()
    tell(analysis.applied)
    doubts = find_doubts(
        article, analysis.resolutions, analysis.claims, gazetteer=analysis.gazetteer
    )
    if as_json:
        for doubt in doubts:
            print_json(doubt_record(doubt, analysis))
    elif listed or target is None:
        click.echo(doubts_text(doubts, analysis))
    else:
        _ask(doubts, analysis, corrections, target)


def checked_target(output: str | None, *, report: str, old: str | None) -> Path:
    """Return the file to write; refuse to write over corrections that are not gone on with."""
    if report == "-":
        msg = "the report and the answers cannot both come from standard input"
        raise InputError(msg, hint="name the report's file, or look only: --list")
    if output is None:
        msg = "no file to write the answers to"
        raise InputError(msg, hint="name one, -o corrections.toml, or look only: --list")
    path = target_of(output, report)
    goes_on = old is not None and path.exists() and path.samefile(old)
    if path.exists() and not goes_on:
        msg = f"{output} exists already"
        raise InputError(msg, hint=f"to go on with it add --corrections {output}, or name another")
    return path


def _ask(
    doubts: tuple[Doubt, ...], analysis: Analysis, old: Corrections | None, target: Path
) -> None:
    from dateline.correct_session import Session, counted
    from dateline.layers.corrections.edit import corrections_of
    from dateline.layers.corrections.write import write_corrections

    def save(corrections: Corrections) -> None:
        write_corrections(corrections, target)

    session = Session(
        article=analysis.article,
        parse=analysis.parse,
        gazetteer=analysis.gazetteer,
        corrections=corrections_of(analysis.article, old),
        save=save,
    )
    if not doubts:
        click.echo("nothing is unsure")
        return
    verb = "is" if len(doubts) == 1 else "are"
    things = f"{counted(len(doubts), 'thing')} {verb} unsure"
    click.echo(f"{things}; the most useful to know first. ? explains the answers.")
    session.run(doubts, ask=_line, say=click.echo)
    kept = f"{target} has {counted(len(session.corrections), 'correction')}"
    where = kept if session.answered else "nothing is written"
    click.echo(f"\n{counted(session.answered, 'answer')}; {where}")


def _line(prompt: str) -> str | None:
    """Return a line of the input without its end, None where there is no more."""
    click.echo(prompt, nl=False)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty() or not line:
        click.echo()
    return line.rstrip("\r\n") if line else None


# ------------------------------------------------------------------ the list alone
def doubts_text(doubts: tuple[Doubt, ...], analysis: Analysis) -> str:
    """Return the list of what is unsure, as aligned text."""
    from dateline.tables import table, terminal_width

    if not doubts:
        return f"nothing is unsure in {analysis.article.id}"
    rows = [
        [f"{d.worth:.2f}", d.kind, _words(d, analysis.article), d.inferred or "—",
         str(len(d.claims)), d.reason]
        for d in doubts
    ]  # fmt: skip
    head = ["worth", "what", "words", "taken for", "claims", "why"]
    return table(head, rows, width=terminal_width())


def _words(doubt: Doubt, article: Article) -> str:
    return article.slice(doubt.spans[0])


def doubt_record(doubt: Doubt, analysis: Analysis) -> Record:
    """Return a doubt as JSON: what is asked, about which words, with which answers."""
    article = analysis.article
    return {
        "record": "doubt",
        "doc": article.id,
        "kind": doubt.kind,
        "question": doubt.question,
        "spans": [{"start": s.start, "end": s.end, "text": article.slice(s)} for s in doubt.spans],
        "claims": list(doubt.claims),
        "inferred": doubt.inferred or None,
        "current": doubt.current,
        "reason": doubt.reason,
        "options": [{"value": o.value, "words": o.words} for o in doubt.options],
        "chance": doubt.chance,
        "worth": doubt.worth,
    }
