"""How do records leave and lines come in? Bytes in UTF-8, whatever the locale says."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.batch import Record, Stage


def open_lines(path: str) -> BinaryIO:
    """Open a file of JSON lines; ``-`` is standard input."""
    if path == "-":
        return sys.stdin.buffer
    try:
        return Path(path).open("rb")
    except OSError as error:
        msg = f"cannot read {path}: {error.strerror}"
        raise InputError(msg, hint="--jsonl takes a file of JSON lines, or -") from error


def print_json(record: Record) -> None:
    """Print a record as one line of JSON."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False)
    try:
        data = line.encode("utf-8")
    except UnicodeEncodeError:  # lone surrogates of the input
        data = json.dumps(record).encode("ascii")
    write_bytes(data + b"\n")


def write_bytes(data: bytes) -> None:
    """Write to standard output, after what has been printed before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def run_batch(path: str, report: str | None, stage: Stage) -> None:
    """Print the records of a JSON Lines file's documents; leave with 1 if one of them failed.

    Raises
    ------
    InputError
        A report is given as well, or the file cannot be read.
    """
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
