"""Which service on the network may be asked? The options ``--geocoder…`` of the command line.

Without ``--geocoder`` dateline opens no connection (docs/geocoders.md).
"""

from __future__ import annotations

import sys
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.geo.online.service import OnlineService

SERVICES: Final = ("nominatim", "photon", "geonames", "arcgis")


def online_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that choose a service; the command gets it, or None, as `online`."""

    @wraps(command)
    def with_service(*given: Any, **options: Any) -> None:
        chosen = {key: options.pop(key) for key in list(options) if key.startswith("geocoder")}
        online = chosen_service(chosen)
        try:
            command(*given, online=online, **options)
        finally:
            if online is not None:
                online.cache.close()

    result: Callable[..., None] = with_service
    for option in (
        click.option("--geocoder-delay", type=float, metavar="SECONDS",
                     help="Least time between two requests; by default 1 second."),
        click.option("--geocoder-cache", metavar="FILE",
                     help="Where answers are kept; by default in your cache folder."),
        click.option("--geocoder-user", metavar="NAME", help="Your user name at GeoNames."),
        click.option("--geocoder-url", metavar="URL",
                     help="A server of your own in place of the public one."),
        click.option("--geocoder", type=click.Choice(SERVICES),
                     help="Ask this service on the network for names that the gazetteer lacks. "
                     "Sent are those names, and the code of a country named beside one; never "
                     "the report. Without this option nothing is sent."),
    ):  # fmt: skip
        result = option(result)
    return result


def chosen_service(chosen: dict[str, Any]) -> OnlineService | None:
    """Return the service that the options name, None where they name none.

    Raises
    ------
    InputError
        An option cannot be meant, or needs ``--geocoder``.
    """
    if chosen["geocoder"] is None:
        unused = [key for key, value in chosen.items() if value is not None]
        if unused:
            msg = f"--{unused[0].replace('_', '-')} without --geocoder"
            raise InputError(msg, hint="say which service: --geocoder nominatim")
        return None
    from dateline.geo.online.service import DELAY_S, open_service

    delay_s, cache = chosen["geocoder_delay"], chosen["geocoder_cache"]
    return open_service(
        chosen["geocoder"],
        url=chosen["geocoder_url"],
        user=chosen["geocoder_user"],
        cache=None if cache is None else Path(cache),
        delay_s=DELAY_S if delay_s is None else delay_s,
        warn=_warn,
    )


def _warn(words: str) -> None:
    line = "\r\x1b[K" if sys.stderr.isatty() else ""  # in place of the line of progress
    click.echo(f"{line}warning: {' '.join(words.split())}", err=True)
