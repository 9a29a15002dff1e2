"""Which files does the ``path`` of a ``[[report]]`` stand for: one, a folder's, a pattern's?"""

from __future__ import annotations

import re
from os.path import normpath
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from dateline.project.config import corrections_beside, is_name
from dateline.project.config_values import fail, refuse_unknown, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dateline.project.config import Project
    from dateline.project.config_values import Table

_WILD: Final = frozenset("*?")
_UNFIT: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # surrogates: not UTF-8
_OF_ONE: Final = ("name", "title", "corrections")  # keys that several reports cannot share
_LEFT_OUT: Final = frozenset(
    "readme license licence changelog contributing authors notice requirements robots".split()
)


def reports_at(root: Path, path: str, *, output: str) -> tuple[str, ...] | None:
    """Return the reports that a path stands for, sorted; None where it names one file.

    Parameters
    ----------
    root
        The project's folder.
    path
        From `root`: a folder, with all below it, or a pattern: ``*`` and ``?`` within a name,
        ``**`` for folders. Brackets are no pattern: names of files have them.
    output
        The folder of the outputs, from `root`; no report is looked for there.

    Raises
    ------
    InputError
        The pattern cannot be read, or the folder cannot be looked into.
    """
    wild = [number for number, part in enumerate(PurePosixPath(path).parts) if _WILD & set(part)]
    if (wild and (root / path).is_file()) or not (
        wild or path.endswith("/") or (root / path).is_dir()
    ):
        return None
    parts = PurePosixPath(path).parts
    base = PurePosixPath(*parts[: wild[0]] if wild else parts)
    pattern = "/".join(parts[wild[0] :]).replace("[", "[[]") if wild else "**/*"
    try:
        found = [inner.as_posix() for inner in _below(root / base, pattern)]
    except (ValueError, OSError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        fail(f"`path` {path!r}: {said or error}", 'for example "in/*.txt", "in/**/*.txt" or "in/"')
    paths = (base / inner for inner in found)
    return tuple(sorted(str(path) for path in paths if not path.is_relative_to(output)))


def _below(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield what may be reports, by their paths from a folder.

    Left out are hidden files, maps of ours, files whose ending is not a report's (unless the
    pattern gives it), what a repository tells of itself (README …), and names that no terminal
    or configuration can show.
    """
    from dateline.geo.reports.reading import FORMATS

    endings = {*FORMATS, PurePosixPath(pattern).suffix.lower()} - {""}
    for path in folder.glob(pattern):
        inner = path.relative_to(folder)
        if any(part.startswith(".") for part in inner.parts) or _UNFIT.search(str(inner)):
            continue
        if path.suffix.lower() not in endings or path.stem.casefold() in _LEFT_OUT:
            continue
        if path.is_file() and not _is_page(path):
            yield inner


def _is_page(path: Path) -> bool:
    """Whether a file is a map of ours."""
    if path.suffix.lower() != ".html":
        return False
    try:
        with path.open("rb") as stream:
            return b"default-src 'none'; script-src 'sha256-" in stream.read(4096)
    except OSError:  # told when it is read as a report
        return False


def found_at(
    records: Sequence[Table], known: Iterable[str], *, root: Path, output: str
) -> dict[str, tuple[str, ...]]:
    """Return per folder or pattern that a ``[[report]]`` gives the reports found there.

    Parameters
    ----------
    known
        The keys that a ``[[report]]`` may have.

    Raises
    ------
    InputError
        A record has no path, or a key that is not known or is of one report alone.
    """
    allowed = tuple(known)
    found = {}
    for number, record in enumerate(records, start=1):
        where = f"[[report]] {number}: "
        refuse_unknown(record, allowed, where)
        path = text_of(record, "path", where)
        if path is None:
            fail(f"{where}no `path`")
        several = reports_at(root, path, output=output)
        if several is None:
            continue
        for key in _OF_ONE:
            if key in record:
                fail(
                    f"{where}`{key}` is of one report, the `path` {path!r} of several",
                    "give that report a [[report]] of its own",
                )
        found[path] = several
    return found


def found_now(project: Project) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what the folders and patterns of a project stand for now, as its `found`."""
    paths = [path for path, _ in project.found]
    return tuple((p, reports_at(project.root, p, output=project.output) or ()) for p in paths)


def each_report(
    records: Sequence[Table], found: Mapping[str, tuple[str, ...]], *, root: Path
) -> Iterator[tuple[Table, str]]:
    """Yield a ``[[report]]`` for each report, and the words that say where it stands.

    One that gives a folder or a pattern becomes one for each report found there; but a report that
    has a ``[[report]]`` of its own, or was found before, is not taken again.
    """
    taken = {normpath(record["path"]) for record in records if record["path"] not in found}
    for number, record in enumerate(records, start=1):
        where = f"[[report]] {number}: "
        if record["path"] not in found:
            yield record, where
            continue
        for path in found[record["path"]]:
            if normpath(path) in taken:
                continue
            taken.add(normpath(path))
            beside = corrections_beside(path)
            own = {"corrections": beside} if (root / beside).is_file() else {}
            name = plain_name(PurePosixPath(path).stem)
            yield {**record, "path": path, "name": name, **own}, where


def plain_name(stem: str) -> str:
    """Return the name of a report by its file's: what some file system does not take becomes "-".

    Examples
    --------
    >>> plain_name("Monday: {draft}")
    'Monday- -draft-'
    """
    plain = (char if is_name(char) and char not in "{}" else "-" for char in stem)
    return "".join(plain).strip() or "report"
