"""How do records leave and lines come in? Bytes in UTF-8, whatever the locale says."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.batch import Record


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
