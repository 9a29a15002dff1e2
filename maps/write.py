"""How does the page reach the disk? Whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.maps.render import MapPage


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
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(page.html.encode("utf-8"))
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        msg = f"cannot write the map to {str(target)!r}: {error.strerror or error}"
        raise InputError(msg, hint="give a file name in a folder that exists") from error
    return target
