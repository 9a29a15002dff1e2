"""How much does a command say? ``--quiet`` only what went wrong, ``--verbose`` each stage and its time.

Results that are asked for (tables, ``--json``) are printed in any case.
"""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Literal

import click

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

Talk = Literal["normal", "quiet", "verbose"]
_talk: ContextVar[Talk] = ContextVar("talk", default="normal")


def is_quiet() -> bool:
    """Whether only faults are told."""
    return _talk.get() == "quiet"


def is_verbose() -> bool:
    """Whether each stage is told."""
    return _talk.get() == "verbose"


def say(words: str) -> None:
    """Print what was done, on standard output."""
    if not is_quiet():
        click.echo(words)


def note(words: str) -> None:
    """Print a note on standard error: something to know that is no fault."""
    if not is_quiet():
        click.echo(f"note: {words}", err=True)


def tell(words: str) -> None:
    """Print what is being done, on standard error, where that is wanted."""
    if is_verbose():
        click.echo(words, err=True)


class Stages:
    """Tells how long each stage took, where that is wanted."""

    def __init__(self) -> None:
        self._name = ""
        self._began = time.monotonic()

    def begin(self, stage: str) -> None:
        """End the stage before and begin the next one; "" begins none."""
        now = time.monotonic()
        if self._name:
            tell(f"{self._name}: {now - self._began:.2f} s")
        self._name, self._began = stage, now


def talk_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``--quiet`` and ``--verbose``."""
    quiet = click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_heard,
                         help="Say only what went wrong.")  # fmt: skip
    verbose = click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=_heard,
                           help="Tell each stage and its time on standard error.")  # fmt: skip
    return quiet(verbose(command))


def _heard(context: click.Context, option: click.Parameter, value: Any) -> None:
    heard: dict[str, bool] = context.meta.setdefault("dateline.talk", {})
    heard[str(option.name)] = bool(value)
    if heard.get("quiet") and heard.get("verbose"):
        msg = "both --quiet and --verbose given"
        raise InputError(msg, hint="pass one of them")
    _talk.set("quiet" if heard.get("quiet") else "verbose" if heard.get("verbose") else "normal")
