"""How does a page reach the disk? Whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.files import replace_file

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
    target = Path(path)
    replace_file(target, page.html.encode("utf-8"), what="the map")
    return target
