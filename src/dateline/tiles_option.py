"""Which online map may the page offer? The options ``--tiles`` and ``--tiles-attribution``.

Without ``--tiles`` a page names no host and makes no request, whatever its reader does.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable


def tiles_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options; the command gets a `dateline.maps.page.tiles.Tiles`, or None, as `tiles`."""

    @wraps(command)
    def with_tiles(*given: Any, **options: Any) -> None:
        template, attribution = options.pop("tiles_url"), options.pop("tiles_attribution")
        tiles = None
        if template is not None:
            from dateline.maps.page.tiles import tiles_of

            tiles = tiles_of(template, attribution)
        elif attribution is not None:
            msg = "--tiles-attribution without --tiles"
            raise InputError(msg, hint="it names whose online map it is: give --tiles, too")
        command(*given, tiles=tiles, **options)

    url = click.option(
        "--tiles",
        "tiles_url",
        metavar="osm|URL",
        help="Let the reader turn on an online map under the report's layers: OpenStreetMap, or an "
        "address with {z}, {x} and {y}. It is off until the reader, told what that reveals, turns "
        "it on. Without this option the page can load nothing.",
    )
    credit = click.option(
        "--tiles-attribution", metavar="TEXT", help="Whose map --tiles URL gives; shown with it."
    )
    return url(credit(with_tiles))
