"""How far is it? One line on standard error, for a person who waits over a second; --verbose: all."""

from __future__ import annotations

import sys
import time
from typing import Final

from dateline.talk import Stages, is_quiet, is_verbose

PATIENCE_S: Final = 1.0
_WIDTH: Final = 20


class Progress:
    """A bar for a known number of stages, or a counter of documents.

    Parameters
    ----------
    total
        Number of stages; 0 where it is not known.
    """

    def __init__(self, total: int = 0) -> None:
        self._total = total
        self._done = 0
        self._shown = False
        self._began = time.monotonic()
        self._wanted = sys.stderr.isatty() and not is_quiet() and not is_verbose()
        self._stages = Stages()

    def __call__(self, stage: str) -> None:
        """Begin the next stage."""
        self._stages.begin(stage)
        if self._wanted and time.monotonic() - self._began > PATIENCE_S:
            filled = _WIDTH * self._done // self._total if self._total else 0
            bar = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] " if self._total else ""
            sys.stderr.write(f"\r\x1b[K{bar}{stage}")
            sys.stderr.flush()
            self._shown = True
        self._done += 1

    def clear(self) -> None:
        """Take the line away."""
        self._stages.begin("")
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
