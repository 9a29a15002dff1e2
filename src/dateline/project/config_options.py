"""What do the sections ``[map]`` and ``[figure]`` of ``dateline.toml`` ask for?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.project.config_values import fail, flag_of, table_of, text_of, words_of

if TYPE_CHECKING:
    from dateline.project.config import DatasetFiles, Kind
    from dateline.project.config_values import Table

_MAP: Final = ("language", "tiles", "tiles_attribution", "with", "with_all")
_FIGURE: Final = ("language", "size", "dpi", "theme", "key", "title", "with", "with_all")


def datasets_of(data: Table) -> tuple[tuple[Kind, DatasetFiles], ...]:
    """Return the data sets shown beside the claims, of maps and of figures."""
    return (
        ("map", _datasets(table_of(data, "map", _MAP), "[map]: ")),
        ("figure", _datasets(table_of(data, "figure", _FIGURE), "[figure]: ")),
    )


def _datasets(section: Table, where: str) -> DatasetFiles:
    files = words_of(section, "with", where)
    if not files:
        return ()
    from dateline.layers.datasets.datasets import split_kind

    return tuple(split_kind(file) for file in files)


def map_options(data: Table) -> tuple[tuple[str, Any], ...]:
    """Return what is said of maps, sorted by key: "language", "tiles", "whole" …"""
    section = table_of(data, "map", _MAP)
    told = {key: text_of(section, key, "[map]: ") for key in ("tiles", "tiles_attribution")}
    found: dict[str, Any] = {key: words for key, words in told.items() if words is not None}
    if found:
        from dateline.maps.page.tiles import tiles_of

        try:
            tiles_of(found.get("tiles", ""), found.get("tiles_attribution"))
        except InputError as error:
            fail(f"[map]: {error}", error.hint)
    found |= _language_of(section, "[map]: ")
    found |= _whole_of(section, "[map]: ")
    return tuple(sorted(found.items()))


def _whole_of(section: Table, where: str) -> dict[str, bool]:
    """Return whether all of the data sets is shown, as ``--with-all``; empty where not told."""
    whole = flag_of(section, "with_all", where)
    if whole is None:
        return {}
    if "with" not in section:
        fail(f"{where}`with_all` without `with`", 'name a data set: with = ["events.csv"]')
    return {"whole": whole}


def _language_of(section: Table, where: str) -> dict[str, str]:
    """Return the language of the names, as the option ``--language`` has it; empty where not told."""
    language = text_of(section, "language", where)
    if language is None:
        return {}
    from dateline.maps.drawing.tongues import LANGUAGES

    if language not in LANGUAGES:
        fail(f"{where}`language` {language!r} is none of {', '.join(LANGUAGES)}")
    return {"language": language}


def figure_options(data: Table) -> tuple[tuple[str, Any], ...]:
    """Return the options of figures as `dateline.maps.figure.figure.render_figure` takes them."""
    section = table_of(data, "figure", _FIGURE)
    told: dict[str, Any] = {key: text_of(section, key, "[figure]: ") for key in ("size", "theme")}
    told["key"] = flag_of(section, "key", "[figure]: ")
    told["show_title"] = flag_of(section, "title", "[figure]: ")
    told["dpi"] = section.get("dpi")
    found = {key: value for key, value in told.items() if value is not None}
    found |= _language_of(section, "[figure]: ") | _whole_of(section, "[figure]: ")
    if found:
        from dateline.maps.figure.style import DPI, THEMES, size_of

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
