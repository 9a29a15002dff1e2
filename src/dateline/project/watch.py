"""When is a project built again? As soon as the contents of a file that it reads have changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError
from dateline.project.build import build
from dateline.project.config_read import read_project
from dateline.project.fingerprint import file_hash

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dateline.project.build import Result
    from dateline.project.config import Project
    from dateline.project.workers import Workers

# Looking at a few hundred files takes a millisecond, on shared and network folders too, where the
# system's own notices of change do not come.
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
        self._hashes = self._contents()
        self._marks = self._looks()

    def _paths(self) -> list[Path]:
        return [self._root / path for path in self.project.inputs]

    def _looks(self) -> dict[Path, Mark]:
        return {path: _mark(path) for path in self._paths()}

    def _contents(self) -> dict[Path, str]:
        return {path: _content(path) for path in self._paths()}

    def changed(self) -> bool:
        """Tell whether contents changed since the last time; reads only what looks otherwise.

        Raises
        ------
        InputError
            The configuration has changed and is wrong now; the project stays as it was.
        """
        marks = self._looks()
        if marks == self._marks:
            return False
        self._marks = marks
        before = self._hashes
        self._hashes = self._contents()
        if self._hashes == before:
            return False
        self.project = read_project(self._root)
        self._hashes, self._marks = self._contents(), self._looks()
        return True


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
        return ""


def watch(
    root: Path,
    workers: Workers,
    *,
    told: Callable[[Result], None],
    wrong: Callable[[InputError], None],
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Build, and build again at every change, until interrupted.

    Parameters
    ----------
    told, wrong
        Are given what each build did, and what is wrong with a configuration as it is now.
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
        try:
            if watched.changed():
                told(build(watched.project, workers))
        except InputError as error:
            wrong(error)
