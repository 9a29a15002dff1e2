"""What does a project hold: which reports, known how, and which outputs of them?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.layers.datasets.datasets import DatasetKind

    DatasetFiles = tuple[tuple[str, DatasetKind | None], ...]

Kind = Literal["map", "figure", "layers", "claims"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
NAME: Final = "dateline.toml"
PRIVATE: Final = ".dateline"  # the state, beside the configuration
VERSION: Final = 1
_NAME: Final = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file that is made.

    Attributes
    ----------
    path
        From the project's folder, with ``/``.
    """

    kind: Kind
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report of a project.

    Attributes
    ----------
    name
        Unique; in the names of its outputs.
    path, corrections
        From the project's folder, as written.
    format, date, title, source
        As `dateline.geo.reports.reading.read_article` takes them.
    countries, home
        As the options ``--country`` and ``--home``.
    shares_corrections
        Whether its file of corrections is that of the whole project.
    """

    name: str
    path: str
    format: str | None = None
    date: str | None = None
    title: str | None = None
    source: str | None = None
    countries: tuple[str, ...] = ()
    home: str | None = None
    corrections: str | None = None
    shares_corrections: bool = False
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Several reports on one map.

    Attributes
    ----------
    reports
        Names, in the order of the set.
    """

    name: str
    reports: tuple[str, ...]
    title: str | None = None
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder of reports and what is made of them.

    Attributes
    ----------
    root
        The folder of ``dateline.toml``.
    output
        The folder of all outputs, from `root`; never `root` itself.
    tables
        Files with the user's own places, from `root`.
    found
        Of the paths in ``dateline.toml`` those that stand for several reports, folders and patterns:
        each with the reports that were there when the project was read.
    datasets
        Per kind of output, the data sets shown beside the claims: file, from `root`, and kind where
        it is given.
    options
        Per kind of output, what its section says; sorted by name.
    notes
        What waits for reports that are not there yet.
    """

    root: Path
    output: str
    tables: tuple[str, ...] = ()
    found: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reports: tuple[Report, ...] = ()
    together: tuple[Together, ...] = ()
    datasets: tuple[tuple[Kind, DatasetFiles], ...] = ()
    options: tuple[tuple[Kind, tuple[tuple[str, Any], ...]], ...] = ()
    notes: tuple[str, ...] = ()

    def options_of(self, kind: Kind) -> dict[str, Any]:
        """Return the options of a kind of output."""
        return dict(dict(self.options).get(kind, ()))

    def datasets_of(self, kind: Kind) -> DatasetFiles:
        """Return the data sets that a kind of output shows beside the claims."""
        return dict(self.datasets).get(kind, ())

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Every output, those of single reports first."""
        makers: tuple[Report | Together, ...] = (*self.reports, *self.together)
        return tuple(output for maker in makers for output in maker.outputs)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Every file that is read, from `root`, each once; the configuration is the first.

        Among them those that may lie beside a report to say where it is from, or to correct it.
        """
        from pathlib import Path

        from dateline.geo.reports.provenance import beside

        found = [NAME, *self.tables, *(path for _, files in self.datasets for path, _ in files)]
        for report in self.reports:
            found += [report.path, *([report.corrections] if report.corrections else [])]
            found.append(beside(Path(report.path)).as_posix())
            if self.found:
                found.append(corrections_beside(report.path))
        return tuple(dict.fromkeys(found))


def corrections_beside(report: str) -> str:
    """Return the path of the corrections that are taken up where they lie beside a report."""
    return str(PurePosixPath(report).with_suffix(".corrections.toml"))


def is_name(words: str) -> bool:
    """Tell whether every file system takes the words as (part of) a file's name."""
    return _NAME.fullmatch(words) is not None
