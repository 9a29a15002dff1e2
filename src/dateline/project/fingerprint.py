"""What is an output made from? One hash over all of it: contents, never clocks."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dateline.layers.corrections.corrections import Corrections, Entry
    from dateline.project.config import Output, Project, Report, Together

_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_CHUNK: Final = 1 << 20


@lru_cache(maxsize=1)
def program_hash() -> str:
    """Return the hash of dateline itself: code, data files, versions of what it builds upon."""
    from importlib.metadata import PackageNotFoundError, requires, version

    total = hashlib.sha256()
    for name, path in _own_files():
        total.update(f"{name}\0{file_hash(path)}\n".encode())
    total.update(f"python {sys.version_info.major}.{sys.version_info.minor}\n".encode())
    for requirement in sorted(requires("dateline") or ()):
        found = _NAME.match(requirement)
        if found is None or "extra ==" in requirement:
            continue
        try:
            total.update(f"{found[0]} {version(found[0])}\n".encode())
        except PackageNotFoundError:
            continue
    total.update(version("dateline").encode())
    return total.hexdigest()


def _own_files() -> Iterator[tuple[str, Path]]:
    """Yield the files of the package, of the folders mapped into it too, in a fixed order."""
    import dateline
    import dateline.geo
    import dateline.layers
    import dateline.maps

    for package in (dateline, dateline.geo, dateline.layers, dateline.maps):
        folder = Path(str(package.__file__)).parent
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder).as_posix()
            if "__pycache__" not in inner and path.is_file():
                yield f"{package.__name__}/{inner}", path


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes; raise `OSError` where it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def inputs_hash(
    maker: Report | Together, output: Output, *, project: Project, hash_of: Callable[[Path], str]
) -> str:
    """Return the hash of all that an output is made from.

    Parameters
    ----------
    maker
        The report, or the set of reports, that the output is of.
    hash_of
        `file_hash`, or the same with a memory.

    Raises
    ------
    OSError
        An input cannot be read.
    """
    from dateline.project.config import Report

    members = [maker] if isinstance(maker, Report) else members_of(maker, project)
    told: dict[str, Any] = {
        "program": program_hash(),
        "kind": output.kind,
        "file": output.path,
        "options": sorted(project.options_of(output.kind).items()),
        "tables": [[Path(t).name, hash_of(project.root / t)] for t in project.tables],
        "datasets": [
            [Path(path).name, kind, hash_of(project.root / path)]
            for path, kind in project.datasets_of(output.kind)
        ],
        "title": None if isinstance(maker, Report) else maker.title,
        "reports": [_report_facts(report, project, hash_of) for report in members],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def members_of(together: Together, project: Project) -> list[Report]:
    """Return the reports of a set, in its order."""
    by_name = {report.name: report for report in project.reports}
    return [by_name[name] for name in together.reports]


def _report_facts(
    report: Report, project: Project, hash_of: Callable[[Path], str]
) -> dict[str, Any]:
    digest = hash_of(project.root / report.path)
    return {
        "file": Path(report.path).name,
        "bytes": digest,
        "provenance": provenance_hash(project.root / report.path, hash_of=hash_of),
        "corrections": _corrections_hash(report, project, digest, hash_of),
        "told": [report.format, report.date, report.title, report.source, report.home],
        "countries": report.countries,
    }


def provenance_hash(report: Path, *, hash_of: Callable[[Path], str] = file_hash) -> str | None:
    """Return the hash of the file that says where a report is from, None where there is none."""
    from dateline.geo.reports.provenance import beside

    path = beside(report)
    return hash_of(path) if path.is_file() else None


def _corrections_hash(
    report: Report, project: Project, digest: str, hash_of: Callable[[Path], str]
) -> str | None:
    """Return the hash of the corrections of a report; of a shared file, of its own part alone."""
    if report.corrections is None:
        return None
    path = project.root / report.corrections
    whole = hash_of(path)
    if not report.shares_corrections:
        return whole
    from dateline.geo.reports.article import Article
    from dateline.layers.corrections.corrections import for_report

    found = _read_corrections(path, whole)
    if found is None:
        return whole
    article = Article(id=Path(report.path).stem, text="", sha256=digest, zones=())
    mine, _ = for_report(found, article, several=True)
    entries: tuple[Entry, ...] = (*mine.places, *mine.claims)
    told = [replace(entry, where="") for entry in entries]  # its line changes nothing
    return hashlib.sha256(repr(told).encode()).hexdigest()


@lru_cache(maxsize=4)
def _read_corrections(path: Path, digest: str) -> Corrections | None:  # noqa: ARG001 -- its bytes
    """Return what a file of corrections holds, None where something is wrong with it."""
    from dateline.layers.corrections.read import read_corrections

    try:
        return read_corrections(path)
    except InputError:  # told for each report when it is made
        return None
