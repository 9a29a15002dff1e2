"""When is a project built again? As soon as a file that it reads changes, or a new report is there."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError
from dateline.project.build import build
from dateline.project.config_read import read_project
from dateline.project.fingerprint import file_hash
from dateline.project.report_paths import found_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from dateline.project.build import Result
    from dateline.project.config import Project
    from dateline.project.workers import Workers

# Looking at a few hundred files takes some milliseconds, on shared and network folders too, where
# the system's own notices of change do not come.
PAUSE_S: Final = 0.3
Mark = tuple[int, int, int] | None


class Watch:
    """What the files of a project looked like when it was last built.

    Parameters
    ----------
    root
        The project's folder.
    """

    def __init__(self, root: Path) -> None:
        self.project: Project = read_project(root)
        self._root = root
        self._look()

    def _look(self) -> None:
        self._found = self.project.found  # as it was read: what comes meanwhile is new
        self._hashes, self._marks = self._contents(), self._looks()

    def _paths(self) -> list[Path]:
        return [self._root / path for path in self.project.inputs]

    def _looks(self) -> dict[Path, Mark]:
        return {path: _mark(path) for path in self._paths()}

    def _contents(self) -> dict[Path, str]:
        return {path: _content(path) for path in self._paths()}

    def changed(self) -> bool:
        """Tell whether contents changed, or reports came or went; reads only what looks otherwise.

        Raises
        ------
        InputError
            The configuration has changed and is wrong now; the project stays as it was.
        """
        marks, found = self._looks(), self._found
        with suppress(InputError):  # a network folder that is away for a moment
            found = found_now(self.project)
        if marks == self._marks and found == self._found:
            return False
        before = self._hashes, self._found
        self._marks, self._found, self._hashes = marks, found, self._contents()
        if (self._hashes, found) == before:
            return False
        self.project = read_project(self._root)
        self._look()
        return True


def came_and_went(before: Project, after: Project) -> Iterator[str]:
    """Yield a line for each report that is new, and for each that is gone."""
    old, new = ([report.path for report in project.reports] for project in (before, after))
    yield from (f"gone: {path}" for path in old if path not in new)
    yield from (f"new report: {path}" for path in new if path not in old)


def _mark(path: Path) -> Mark:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _content(path: Path) -> str:
    try:
        return file_hash(path)
    except OSError:
        return "folder" if path.is_dir() else ""


def watch(
    root: Path,
    workers: Workers,
    *,
    told: Callable[[Result], None],
    said: Callable[[str], None],
    wrong: Callable[[InputError], None],
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Build, and build again at every change, until interrupted.

    Parameters
    ----------
    told, said, wrong
        Are given what each build did, a line for each report that is new or gone, and what is wrong
        with a configuration as it is now.
    pause
        Waits so many seconds.

    Raises
    ------
    InputError
        The configuration is wrong at the start.
    """
    watched = Watch(root)
    told(build(watched.project, workers))
    while True:
        pause(PAUSE_S)
        before = watched.project
        try:
            if watched.changed():
                for line in came_and_went(before, watched.project):
                    said(line)
                told(build(watched.project, workers))
        except InputError as error:
            wrong(error)
