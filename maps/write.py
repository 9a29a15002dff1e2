"""How does a page or a picture reach the disk? Whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.maps.page.render import MapPage


def write_page(page: MapPage, path: Path | str) -> Path:
    """Write the page to `path` by way of a file beside it that is then renamed.

    Parameters
    ----------
    page
        As `render_map` gives it.
    path
        File to make or replace; its folder must exist.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    InputError
        Where the folder is missing or cannot be written to; nothing is left behind.
    """
    return write_bytes(page.html.encode("utf-8"), path, what="the map")


def write_bytes(data: bytes, path: Path | str, *, what: str) -> Path:
    """Write bytes as `write_page` does; `what` names them in an error."""
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        msg = f"cannot write {what} to {str(target)!r}: {error.strerror or error}"
        raise InputError(msg, hint="give a file name in a folder that exists") from error
    return target
