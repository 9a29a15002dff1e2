"""What is drawn beside a report, and in which language? ``--with``, ``--language``, online maps."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import InputError
from dateline.tiles_option import tiles_options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.layers.datasets.datasets import Dataset


def drawing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options; the command gets the arguments for `dateline.pipeline.draw` as `drawing`."""

    @wraps(command)
    def with_drawing(*given: Any, **options: Any) -> None:
        drawing = {key: options.pop(key) for key in ("tiles", "datasets", "whole", "language")}
        command(*given, drawing=drawing, **options)

    language = click.option(
        "--language",
        type=click.Choice(["en", "ru", "local"]),
        default="en",
        show_default=True,
        help="Names on the map: English, Russian, or as people there write them. The reader of the "
        "page can switch.",
    )
    return tiles_options(dataset_options(language(with_drawing)))


def dataset_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--with`` and ``--with-all``; the command gets `datasets`, read, and `whole`."""

    @wraps(command)
    def with_datasets(*given: Any, **options: Any) -> None:
        files, whole = options.pop("with_files"), options.pop("with_all")
        if whole and not files:
            msg = "--with-all without --with"
            raise InputError(msg, hint="name a data set: --with events.csv")
        command(*given, datasets=read_all(files), whole=whole, **options)

    file = click.option(
        "--with",
        "with_files",
        metavar="FILE[:KIND]",
        multiple=True,
        help="Events of a data set beside the claims: ACLED or UCDP GED (CSV), GDELT 2.0 events or "
        "KML; may be repeated. KIND is acled, ucdp, gdelt or kml; by default the file says.",
    )
    every = click.option(
        "--with-all",
        is_flag=True,
        help="All rows of --with, and not only those in the report's region and time.",
    )
    return file(every(with_datasets))


def read_all(files: Sequence[str]) -> tuple[Dataset, ...]:
    """Read the data sets that ``--with`` names, in that order.

    Raises
    ------
    InputError
        One cannot be read, or is of no known kind.
    """
    if not files:
        return ()
    from dateline.layers.datasets.datasets import read_dataset, split_kind

    return tuple(read_dataset(path, kind=kind) for path, kind in map(split_kind, files))
