"""What did the last build make, and of what? A small file beside the configuration.

It only saves work: without it, or where it cannot be read, everything is made again.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError
from dateline.project.config import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_VERSION: Final = 1
_FILE: Final = "state.json"
_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An output as it was made: hash of its inputs, hash of its bytes."""

    inputs: str
    sha256: str


def read_state(root: Path) -> dict[str, Made]:
    """Return per output, by its path from `root`, how it was made; empty where not known."""
    try:
        data = json.loads((root / PRIVATE / _FILE).read_bytes())
        if data["version"] != _VERSION:
            return {}
        return {
            str(path): Made(inputs=str(made["inputs"]), sha256=str(made["sha256"]))
            for path, made in data["outputs"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_state(root: Path, made: Mapping[str, Made]) -> None:
    """Replace the state in one step."""
    folder = private_folder(root)
    outputs = {p: {"inputs": m.inputs, "sha256": m.sha256} for p, m in sorted(made.items())}
    text = json.dumps({"version": _VERSION, "outputs": outputs}, indent=0, ensure_ascii=False)
    draft = folder / f"{_FILE}.draft"
    draft.write_text(text + "\n", encoding="utf-8", newline="\n")
    settle(draft)
    draft.replace(folder / _FILE)


def private_folder(root: Path) -> Path:
    """Return the folder of the state; made where missing, with a note to git to leave it out."""
    folder = root / PRIVATE
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return folder


def settle(path: Path) -> None:
    """Wait until the bytes of a file, or the names in a folder, are on the disk."""
    if path.is_dir() and sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def one_build(root: Path) -> Iterator[None]:
    """Hold the project for one build; the system lets go of it, however the process ends.

    Raises
    ------
    InputError
        Another build holds it.
    """
    path = private_folder(root) / _LOCK
    with path.open("a+b") as stream:
        try:
            _lock(stream.fileno())
        except OSError as error:
            msg = f"another build of {root} is running"
            raise InputError(msg, hint="wait for it to end, or stop it") from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
