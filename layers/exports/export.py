"""How do the layers get into a file that other programs open, with the claims beside the shapes?

docs/exchange.md tells of each format and its limits. Equal layers give equal bytes; a file is
replaced in one step or not at all; what a format cannot hold is told in notes, never left out
silently.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

from dateline.errors import InputError
from dateline.layers.exports.records import records_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dateline.geo.reports.article import Article
    from dateline.layers.build import Layer
    from dateline.layers.claims.claims import Claim
    from dateline.layers.exports.records import Records
    from dateline.layers.report_sets import ReportClaims

    Writer = Callable[[Sequence[Layer], Path, Records], tuple[str, ...]]

LayerFormat = Literal[
    "geojson", "gpkg", "geoparquet", "flatgeobuf", "kml", "kmz", "csv", "shapefile", "shapefile-zip"
]
# Longest first: "map.shp.zip" ends in two of them.
SUFFIXES: Final[dict[str, LayerFormat]] = {
    ".shp.zip": "shapefile-zip",
    ".geojson": "geojson",
    ".json": "geojson",
    ".gpkg": "gpkg",
    ".geoparquet": "geoparquet",
    ".parquet": "geoparquet",
    ".fgb": "flatgeobuf",
    ".kml": "kml",
    ".kmz": "kmz",
    ".csv": "csv",
    ".shp": "shapefile",
}
# Modules are imported when their format is asked for.
_WRITERS: Final[dict[LayerFormat, tuple[str, str]]] = {
    "geojson": ("geojson", "write_geojson"),
    "gpkg": ("gpkg", "write_gpkg"),
    "geoparquet": ("flat", "write_geoparquet"),
    "flatgeobuf": ("flat", "write_flatgeobuf"),
    "kml": ("kml", "write_kml"),
    "kmz": ("kml", "write_kmz"),
    "csv": ("csv_table", "write_csv"),
    "shapefile": ("shapefile", "write_shapefile"),
    "shapefile-zip": ("shapefile", "write_shapefile_zip"),
}
FORMATS: Final = tuple(_WRITERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written.

    Attributes
    ----------
    path
        As asked for.
    files
        The files made: `path` alone, or the many files of a Shapefile.
    notes
        What the format could not hold; empty where it holds everything.
    """

    path: Path
    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def write_layers(
    layers: Sequence[Layer],
    path: Path | str,
    *,
    article: Article | None = None,
    claims: Sequence[Claim] = (),
    reports: Sequence[ReportClaims] = (),
    as_format: LayerFormat | None = None,
) -> Path:
    """Write the layers to a file; the suffix says which format.

    Parameters
    ----------
    layers
        As `build_layers` gives them.
    path
        ``.geojson`` (or ``.json``), ``.gpkg``, ``.parquet`` (or ``.geoparquet``), ``.fgb``,
        ``.kml``, ``.kmz``, ``.csv``, ``.shp`` or ``.shp.zip``; an existing file is replaced.
    article, claims
        With both, each feature carries its claims' quotes, speakers, acts and times.
    reports
        The same for the layers of several reports, in place of `article` and `claims`.
    as_format
        The format, whatever the suffix says.

    Returns
    -------
    Path
        Where the file is. `export_layers` also tells what the format could not hold.

    Raises
    ------
    InputError
        The suffix is none of these, or the folder does not exist or cannot be written.
    """
    return export_layers(
        layers, path, article=article, claims=claims, reports=reports, as_format=as_format
    ).path


def export_layers(
    layers: Sequence[Layer],
    path: Path | str,
    *,
    article: Article | None = None,
    claims: Sequence[Claim] = (),
    reports: Sequence[ReportClaims] = (),
    as_format: LayerFormat | None = None,
) -> Exported:
    """Write the layers as `write_layers` does, and say what the format could not hold."""
    target = Path(path)
    writer = _writer(as_format or format_of(target))
    if not target.parent.is_dir():
        msg = f"the folder does not exist: {target.parent}"
        raise InputError(msg, hint="make the folder first, or choose another")
    records = records_of(article, claims, reports)
    try:
        # In the target's folder: a rename is one step only within one file system.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".layers-") as folder:
            notes = writer(layers, Path(folder) / target.name, records)
            drafts = sorted(Path(folder).iterdir())
            files = tuple(draft.replace(target.parent / draft.name) for draft in drafts)
    except OSError as error:
        msg = f"cannot write {target}: {error.strerror or error}"
        raise InputError(msg, hint="choose a folder that you may write to") from error
    return Exported(path=target, files=files, notes=notes)


def format_of(path: Path) -> LayerFormat:
    """Return the format that a file's name asks for.

    Raises
    ------
    InputError
        It asks for none that is known.
    """
    name = path.name.lower()
    for suffix, found in SUFFIXES.items():
        if name.endswith(suffix):
            return found
    msg = f"cannot write layers as {path.suffix or 'a file without suffix'!r}: {path}"
    raise InputError(msg, hint=f"use a name that ends in {', '.join(SUFFIXES)}, or --as FORMAT")


def _writer(name: LayerFormat) -> Writer:
    module, function = _WRITERS[name]
    return cast("Writer", getattr(import_module(f"dateline.layers.exports.{module}"), function))
