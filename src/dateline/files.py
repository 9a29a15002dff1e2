"""How does a file reach the disk? Whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from dateline.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(target: Path, data: bytes, *, what: str) -> None:
    """Write by way of a file beside the target that is then renamed.

    Parameters
    ----------
    target
        File to make or replace; its folder must exist.
    data
        All that it will hold.
    what
        What it is, for an error: "the map".

    Raises
    ------
    InputError
        Where the folder is missing or cannot be written to; nothing is left behind.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        msg = f"cannot write {what} to {str(target)!r}: {error.strerror or error}"
        raise InputError(msg, hint="give a file name in a folder that exists") from error
