"""How does a project begin? With a ``dateline.toml`` that names the reports found in a folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError
from dateline.project.config import NAME, corrections_beside
from dateline.project.report_paths import plain_name, reports_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_OUTPUT: Final = "out"
_HEAD: Final = """\
# What dateline makes of the reports of this folder. Make everything anew: dateline build
# docs/projects.md tells more. A line that begins with # is not read: take the # away to use it.
version = 1

[project]
output = "out"                         # folder of all outputs
# corrections = "corrections.toml"     # what an analyst has corrected, for all reports
# gazetteer = ["places.csv"]           # your own places
# country = ["AF", "TJ"]               # countries that the reports are likely to tell of
# home = "Kabul"                       # where the outlet is at home, or "34.53,69.17"

[outputs]                              # of each report; {name} is its name
map = "{name}.html"
# figure = "{name}.png"                # .png, .svg, .pdf
# layers = ["{name}.gpkg"]             # .gpkg, .geojson, .kml … see docs/exchange.md
# claims = ["{name}.json"]             # .json, .jsonl, .csv, .jsonld

# [map]
# language = "en"                      # of names: en, ru, local
# with = ["events.csv"]                # data sets beside the claims
# tiles = "osm"                        # an online map that the reader may turn on; or an address
# tiles_attribution = "…"              # whose map an address gives

# [figure]
# language = "en"                      # of names: en, ru, local
# size = "a4"                          # a4, a4-portrait, slide, square, or mm: 160x90
# theme = "light"                      # light, print, dark
# key = true                           # number the claims and list them
# with = ["events.csv"]                # data sets beside the claims
"""
_TOGETHER: Final = """
# One map of several reports, with the links between their claims.
[[together]]
name = "all"
reports = "all"                        # or names: ["first", "second"]
# title = "The week at the border"
map = "{name}.html"
# layers = ["{name}.gpkg"]
# claims = ["{name}.json"]             # .json, .jsonl, .csv
"""
_EXAMPLE: Final = """
# [[report]]
# path = "report.txt"                  # or all reports of a folder: "in/", "in/*.txt"
"""
_KEYS: Final = """\
# name = "{stem}"                      # in the names of its outputs; by default the file's
# date = "2021-07-27"                  # day, month or year, where the report does not say
# title = "…"                          # wins over what the report says, as do:
# source = "…"                         # the publication
# country = ["AF"]                     # win over those of [project]
# home = "Kabul"
# corrections = "{stem}.corrections.toml"
# outputs = {{ map = false }}            # wins over [outputs]
"""


def find_reports(folder: Path) -> tuple[str, ...]:
    """Return the paths of the reports in a folder and in those within it, sorted."""
    return reports_at(folder, "./", output=_OUTPUT) or ()


def configuration(folder: Path, reports: Sequence[str]) -> str:
    """Return the text of a configuration of these reports; with comments, and valid."""
    parts = [_HEAD]
    names: set[str] = set()
    for number, path in enumerate(reports):
        stem = path.rpartition("/")[2].rpartition(".")[0]
        lines = ["", "[[report]]", f"path = {_quoted(path)}"]
        name = _free_name(stem, names)
        if name != stem:
            lines.append(f"name = {_quoted(name)}")
        beside = corrections_beside(path)
        if (folder / beside).is_file():
            lines.append(f"corrections = {_quoted(beside)}")
        parts.append("\n".join(lines) + "\n")
        if number == 0:
            parts.append(_KEYS.format(stem=stem.replace("\n", " ")))
    if not reports:
        parts.append(_EXAMPLE)
    if len(reports) > 1:
        parts.append(
            _TOGETHER.replace('"all"\nreports', f"{_quoted(_free_name('all', names))}\nreports")
        )
    text = "".join(parts)
    if (folder / "corrections.toml").is_file():
        text = text.replace(
            '# corrections = "corrections.toml"    ', 'corrections = "corrections.toml"      ', 1
        )
    return text


def _free_name(stem: str, names: set[str]) -> str:
    plain = plain_name(stem)
    name, number = plain, 1
    while name.casefold() in names:
        number += 1
        name = f"{plain}-{number}"
    names.add(name.casefold())
    return name


def _quoted(words: str) -> str:
    """Return a TOML string: JSON's escapes are TOML's, but for half surrogates."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def begin_project(folder: Path) -> tuple[Path, tuple[str, ...]]:
    """Write ``dateline.toml`` into a folder, which is made where missing.

    Returns
    -------
    tuple
        The file, and the reports that it names.

    Raises
    ------
    InputError
        There is one already, or the folder cannot be written.
    """
    path = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        reports = find_reports(folder)
        data = configuration(folder, reports).encode("utf-8")
        with path.open("xb") as stream:  # never over one that is there
            stream.write(data)
    except FileExistsError as error:
        there = path if path.exists() else folder
        msg = f"{there} exists already" if there == path else f"{there} is no folder"
        raise InputError(msg, hint="edit it, or take another folder") from error
    except OSError as error:
        msg = f"cannot write {path}: {error.strerror or error}"
        raise InputError(msg, hint="choose a folder that you may write to") from error
    return path, reports
