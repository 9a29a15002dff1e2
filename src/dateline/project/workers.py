"""How is work shared among processes that each load the language model once?"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Final

from dateline.project.make import Outcome, do

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from types import TracebackType
    from typing import Self

    from dateline.project.make import Work

_ATTEMPTS: Final = 2  # a process that died may have been killed for another's greed


def usual_jobs() -> int:
    """Return how many processes may run at once on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Worker processes, started when there is more than one piece of work.

    They are new interpreters (spawned), so that nothing of this process is shared; they end when
    this process ends, however it does.

    Parameters
    ----------
    jobs
        How many at most; with one all is done in this process.
    job
        What is done with a piece of work; known to a new interpreter by its name.
    """

    def __init__(self, jobs: int, *, job: Callable[[Work], Outcome] = do) -> None:
        self._jobs = max(1, jobs)
        self._job = job
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes; do not wait for their work if something went wrong."""
        self._end(now=error is not None)

    def run(self, works: Sequence[Work]) -> Iterator[tuple[int, Outcome]]:
        """Do all, and yield the index and outcome of each as it is done."""
        if self._jobs == 1 or (len(works) == 1 and self._pool is None):
            for index, work in enumerate(works):
                yield index, self._job(work)
            return
        waiting = deque(range(len(works)))
        attempts = [0] * len(works)
        running: dict[Future[Outcome], int] = {}
        at_once = self._jobs
        while waiting or running:
            broken = False
            try:
                while waiting and len(running) < at_once:
                    index = waiting[0]
                    running[self._ready(len(works)).submit(self._job, works[index])] = index
                    attempts[waiting.popleft()] += 1
            except BrokenProcessPool:
                broken = True
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                index = running.pop(future)
                try:
                    yield index, future.result()
                except BrokenProcessPool:
                    broken = True
                    if attempts[index] < _ATTEMPTS:
                        waiting.append(index)
                    else:
                        yield (
                            index,
                            Outcome(
                                error="the process that read it died",
                                hint="memory may be short: try fewer processes, --jobs 1",
                            ),
                        )
            if broken:
                waiting.extend(i for i in running.values() if i not in waiting)
                running.clear()
                self._end(now=True)
                at_once = 1  # one by one it shows which of them brings a process down

    def _ready(self, amount: int) -> ProcessPoolExecutor:
        if self._pool is None:
            from multiprocessing import get_context

            self._pool = ProcessPoolExecutor(
                min(self._jobs, amount) if amount > 1 else self._jobs,
                mp_context=get_context("spawn"),
                initializer=_begin,
            )
        return self._pool

    def _end(self, *, now: bool) -> None:
        if self._pool is None:
            return
        pool, self._pool = self._pool, None
        if now:
            for process in list((getattr(pool, "_processes", None) or {}).values()):
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Make a new process ready: it ends with its parent, leaves Ctrl-C to it, loads the model."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from dateline.lean import import_spacy

    import_spacy()
    from dateline.geo.parse import load_model

    load_model()


def _end_with_parent() -> None:
    """Leave as soon as the parent is gone: a killed build would leave its workers waiting."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait as wait_for

    parent = parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)
