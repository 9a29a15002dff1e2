"""Which corrections does ``--corrections FILE`` bring, and what is said of those without a place?"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import click

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateline.batch import Record
    from dateline.geo.resolution.place_records import Json
    from dateline.layers.corrections.corrections import Applied, Corrections, OrphanEntry

_HINT: Final = "mend `prefix`, `suffix` or the words in the file; they are kept there until you do"


def corrections_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add the option; the command gets what the file holds, or None, as `corrections`."""

    @wraps(command)
    def with_corrections(*given: Any, **options: Any) -> None:
        path = options.pop("corrections_file")
        if path is not None and options.get("jsonl") is not None:
            msg = "--corrections is about one report, --jsonl reads many"
            raise InputError(msg, hint="pass one of them")
        command(*given, corrections=read_option(path), **options)

    return click.option(
        "--corrections",
        "corrections_file",
        metavar="FILE",
        help="What an analyst has corrected: it wins over what is read from the report.",
    )(with_corrections)


def read_option(path: str | None) -> Corrections | None:
    """Return the corrections of a file, None where there is no file."""
    if path is None:
        return None
    from dateline.layers.corrections.read import read_corrections

    return read_corrections(path)


def tell(applied: Applied | None) -> None:
    """Say on standard error which corrections found no place in the report."""
    if applied is None:
        return
    if applied.others:
        click.echo(f"note: {_count(applied.others)} of the file belong to other reports", err=True)
    tell_orphans(applied.orphans)


def tell_orphans(orphans: Iterable[OrphanEntry]) -> None:
    """Name each correction without a place on a line of standard error, then what to do."""
    from dateline.tables import clip

    found = list(orphans)
    if not found:
        return
    click.echo(f"warning: {_count(len(found))} found no place in the report:", err=True)
    for orphan in found:
        words = clip(orphan.words, 60)
        click.echo(f"warning: {orphan.entry.where}: “{words}”: {orphan.reason}", err=True)
    click.echo(f"hint: {_HINT}", err=True)


def _count(number: int) -> str:
    return f"{number} correction" if number == 1 else f"{number} corrections"


def orphan_records(orphans: Iterable[OrphanEntry]) -> list[Json]:
    """Return a record of each correction without a place."""
    return [
        {"kind": o.kind, "words": o.words, "reason": o.reason, "where": o.entry.where}
        for o in orphans
    ]


def applied_record(applied: Applied | None) -> Record | None:
    """Return what became of the corrections, for programs; None where none were given."""
    if applied is None:
        return None
    return {
        "entries": len(applied.corrections),
        "orphans": orphan_records(applied.orphans),
        "of_other_reports": applied.others,
    }
