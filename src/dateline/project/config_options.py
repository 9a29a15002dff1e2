"""What do the sections ``[map]`` and ``[figure]`` of ``dateline.toml`` ask for?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.project.config_values import fail, flag_of, table_of, text_of, words_of

if TYPE_CHECKING:
    from dateline.layers.datasets import DatasetKind
    from dateline.project.config_values import Table

_MAP: Final = ("language", "tiles", "tiles_attribution", "with", "with_all")
_FIGURE: Final = ("size", "dpi", "theme", "key", "title")


def datasets_of(data: Table) -> tuple[tuple[str, DatasetKind | None], ...]:
    """Return the data sets that maps show beside the claims: file, and kind where it is given."""
    files = words_of(table_of(data, "map", _MAP), "with", "[map]: ")
    if not files:
        return ()
    from dateline.layers.datasets import split_kind

    return tuple(split_kind(file) for file in files)


def map_options(data: Table) -> tuple[tuple[str, Any], ...]:
    """Return what is said of maps, sorted by key: "language", "tiles", "with_all" …"""
    section = table_of(data, "map", _MAP)
    told = {key: text_of(section, key, "[map]: ") for key in ("tiles", "tiles_attribution")}
    found: dict[str, Any] = {key: words for key, words in told.items() if words is not None}
    if found:
        from dateline.maps.tiles import tiles_of

        try:
            tiles_of(found.get("tiles", ""), found.get("tiles_attribution"))
        except InputError as error:
            fail(f"[map]: {error}", error.hint)
    language = text_of(section, "language", "[map]: ")
    if language is not None:
        from dateline.maps.tongues import LANGUAGES

        if language not in LANGUAGES:
            fail(f"[map]: `language` {language!r} is none of {', '.join(LANGUAGES)}")
        found["language"] = language
    whole = flag_of(section, "with_all", "[map]: ")
    if whole is not None:
        if "with" not in section:
            fail("[map]: `with_all` without `with`", 'name a data set: with = ["events.csv"]')
        found["with_all"] = whole
    return tuple(sorted(found.items()))


def figure_options(data: Table) -> tuple[tuple[str, Any], ...]:
    """Return the options of figures as `dateline.maps.figure.render_figure` takes them."""
    section = table_of(data, "figure", _FIGURE)
    told: dict[str, Any] = {key: text_of(section, key, "[figure]: ") for key in ("size", "theme")}
    told["key"] = flag_of(section, "key", "[figure]: ")
    told["show_title"] = flag_of(section, "title", "[figure]: ")
    told["dpi"] = section.get("dpi")
    found = {key: value for key, value in told.items() if value is not None}
    if found:
        from dateline.maps.figure_style import DPI, THEMES, size_of

        try:
            size_of(found.get("size", "a4"))
        except InputError as error:
            fail(f"[figure]: {error}", error.hint)
        if found.get("theme", THEMES[0]) not in THEMES:
            fail(f"[figure]: `theme` {found['theme']!r} is none of {', '.join(THEMES)}")
        dpi = found.get("dpi", DPI[0])
        if type(dpi) is not int or not DPI[0] <= dpi <= DPI[1]:
            fail(f"[figure]: `dpi` must be a whole number from {DPI[0]} to {DPI[1]}")
    return tuple(sorted(found.items()))
