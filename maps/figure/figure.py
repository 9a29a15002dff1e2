"""How does a report's map become a picture for paper or a slide, without a browser?

A sheet of a fixed size: heading, map, legend, whose data it is; on request a key that gives each
claim a number, so that a printed map says who says what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from dateline.errors import InputError
from dateline.maps.drawing.features import features_of
from dateline.maps.figure.layout import Layout
from dateline.maps.figure.style import check_dpi, colours, size_of
from dateline.maps.figure.words import byline, in_words
from dateline.maps.page.datasets import show_datasets
from dateline.maps.page.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.reports.article import Article
    from dateline.layers.build import Layer
    from dateline.layers.datasets.datasets import Dataset
    from dateline.maps.drawing.name_spots import Box
    from dateline.maps.drawing.tongues import Language
    from dateline.maps.figure.style import Size

Kind = Literal["png", "svg", "pdf"]
KINDS: Final[tuple[Kind, ...]] = ("png", "svg", "pdf")
DEFAULT_DPI: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFile:
    """A finished figure.

    Attributes
    ----------
    data
        The file's bytes; the same input gives the same.
    title, words
        Its heading, and what it shows in words, for who cannot see it.
    boxes
        Of the names and numbers on the map, of the scale bar and the overview: left, top, right,
        bottom in units of the sheet, which is `width` by `height`.
    left_out
        How many claims the key has no room for.
    events
        How many events of data sets are on it.
    missing
        Letters that the font lacks; a box stands for each.
    """

    data: bytes
    title: str
    words: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    left_out: int = 0
    events: int = 0
    missing: tuple[str, ...] = ()


def kind_of(path: Path) -> Kind:
    """Return the format that a file's name asks for.

    Raises
    ------
    InputError
        For any ending but .png, .svg and .pdf.
    """
    for kind in KINDS:
        if path.suffix.lower() == f".{kind}":
            return kind
    msg = f"no picture's name: {path.name}"
    raise InputError(msg, hint="end it in .png, .svg or .pdf")


def check_figure(kind: Kind, *, size: str, dpi: int) -> Size:
    """Return the size that words name; raise `InputError` where it or the resolution cannot be."""
    sheet = size_of(size)
    if kind == "png":
        check_dpi(dpi, sheet)
    return sheet


def render_figure(
    articles: Sequence[Article],
    resolutions: Sequence[Resolution],
    records: Sequence[Mapping[str, Any]],
    layers: Sequence[Layer],
    *,
    kind: Kind,
    size: str = "a4",
    dpi: int = DEFAULT_DPI,
    theme: str = "light",
    title: str,
    show_title: bool = True,
    key: bool = False,
    language: Language = "en",
    datasets: Sequence[Dataset] = (),
    whole: bool = False,
) -> FigureFile:
    """Draw the map of one report or of several as a picture.

    Parameters
    ----------
    articles
        The reports, at least one.
    resolutions
        Of all reports; they give places their shorter names.
    records
        Claim records of all reports, in reading order; rejected ones are left out.
    layers
        As `build_layers` or `build_set_layers` give them, EPSG:4326.
    kind
        Format of the bytes.
    size
        As `size_of` takes it.
    dpi
        Dots per inch of a PNG.
    theme
        "light", "print" or "dark".
    title
        Heading; also the file's title where `show_title` is false.
    key
        Whether the claims stand beside or below the map, with their numbers on it.
    language
        Of the names on the map: "en", "ru", or "local", as people there write them.
    datasets, whole
        Events of data sets beside the claims: those near the report or, with `whole`, all.

    Raises
    ------
    InputError
        For a size or resolution that cannot be.
    """
    from dateline.maps.figure.pen import Pen, settings

    sheet = check_figure(kind, size=size, dpi=dpi)
    kept = [record for record in records if record.get("status") != "rejected"]
    features = features_of(layers)
    marks = {str(record["id"]): mark_of(record).shape for record in kept}
    by = byline(articles, len(kept), features)
    days = [article.published for article in articles]
    shown = show_datasets(datasets, features, kept, published=days, whole=whole)
    with settings():
        pen = Pen(sheet, dict(colours(theme)))
        layout = Layout(
            pen, articles, features, kept, marks, title=title if show_title else "", by=by,
            shown=shown,
        )  # fmt: skip
        names = {r.place.id: r.place.name for r in resolutions if r.place is not None}
        boxes, left_out = layout.draw(names, key=key, language=language)
        words = in_words(title, features, marks, by=by, events=shown.told if shown else ())
        data = pen.save(kind, dpi=dpi, title=title, words=words)
    return FigureFile(
        data=data,
        title=title,
        words=words,
        width=pen.width,
        height=pen.height,
        boxes=boxes,
        left_out=left_out,
        events=sum(len(mark.rows) for mark in shown.marks) if shown else 0,
        missing=tuple(sorted(pen.missing)),
    )
