"""The commands ``dateline init``, ``build`` and ``watch``: a project of many reports."""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.errors import InputError
    from dateline.project.build import Result

_folder = click.argument("folder", metavar="[DIR]", default=".", required=False)
_jobs = click.option(
    "--jobs", "-j", type=click.IntRange(1, 256), metavar="N",
    help="Processes at once; by default as many as there are processors.",
)  # fmt: skip
_quiet = click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
_LEAST: Final = 2  # steps: a bar for less tells nothing


@click.command("init", epilog="Example: dateline init reports")
@click.argument("folder", metavar="[DIR]", default=".", required=False)
@_quiet
def init_command(folder: str, *, quiet: bool) -> None:
    """Begin a project: write a dateline.toml that names the reports found in DIR."""
    from dateline.project.start import begin_project

    path, reports = begin_project(Path(folder))
    if not quiet:
        found = "no report found yet" if not reports else _count(len(reports), "report")
        click.echo(f"{path}: {found}; make the maps: dateline build {folder}".rstrip(" ."))


@click.command("build", epilog="Example: dateline build --jobs 4")
@_folder
@_jobs
@click.option("--check", "only_check", is_flag=True,
              help="Write nothing; fail if an output is not what its inputs give.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@_quiet
def build_command(
    folder: str, *, jobs: int | None, only_check: bool, as_json: bool, quiet: bool
) -> None:
    """Make every output of the project in DIR whose inputs have changed.

    Contents decide, not clocks: reports, corrections, options, own places, and dateline itself.
    A report that fails is named, and the others are made; the exit code is then 1.
    """
    from dateline.project.build import build, check
    from dateline.project.config_read import read_project
    from dateline.project.workers import Workers, usual_jobs

    gc.enable()  # the command line turns it off, for one report
    project = read_project(folder)
    with Workers(jobs or usual_jobs()) as workers, _Bar(quiet=quiet or as_json) as bar:
        result = (check if only_check else build)(project, workers, tell=bar)
    if as_json:
        from dateline.streams import print_json

        print_json(record(result))
    else:
        for line in told(result, checked=only_check, quiet=quiet):
            click.echo(line)
    complain(result, checked=only_check, quiet=quiet)
    if result.failures or (only_check and (result.missing or result.written)):
        raise SystemExit(1)


@click.command("watch", epilog="Example: dateline watch --port 8000")
@_folder
@_jobs
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, metavar="N",
              help="Port on this machine; 0 takes a free one.")  # fmt: skip
@_quiet
def watch_command(folder: str, *, jobs: int | None, port: int, quiet: bool) -> None:
    """Build the project in DIR at every change, and show its outputs in the browser.

    The address is printed; open pages reload themselves. Nobody but this machine is served, and
    nothing but the output folder. Ctrl-C ends it.
    """
    from dateline.project.config_read import read_project
    from dateline.project.serve import Pages
    from dateline.project.watch import watch
    from dateline.project.workers import Workers, usual_jobs

    gc.enable()
    project = read_project(folder)
    pages = Pages(project.root / project.output, port=port)
    server = threading.Thread(target=pages.serve_forever, daemon=True)
    server.start()
    click.echo(f"{pages.address} shows {project.root / project.output}; Ctrl-C ends it")

    def report(result: Result) -> None:
        for line in told(result, quiet=quiet):
            click.echo(line)
        complain(result, quiet=quiet)
        sys.stdout.flush()
        if result.written:
            inner = f"{project.output}/"
            pages.tell(path.removeprefix(inner) for path in result.written)

    def say(line: str) -> None:
        if not quiet:
            click.echo(line)

    def wrong(error: InputError) -> None:
        click.echo("error: " + " ".join(str(error).split()), err=True)
        click.echo("hint: " + " ".join(error.hint.split()), err=True)

    sys.stdout.flush()
    try:
        with Workers(jobs or usual_jobs()) as workers:
            watch(project.root, workers, told=report, said=say, wrong=wrong)
    except KeyboardInterrupt:
        if not quiet:
            click.echo("\nended")
    finally:
        pages.stop()


def told(result: Result, *, checked: bool = False, quiet: bool = False) -> Iterator[str]:
    """Yield what a build says on standard output, a line each."""
    if quiet:
        return
    kept = result.current + len(result.same)
    if checked:
        bad = len(result.written) + len(result.missing)
        yield f"{_count(kept, 'output')} as the inputs give, {bad} not"
        return
    yield from (f"made {path}" for path in result.written)
    yield f"{_count(len(result.written), 'output')} made, {kept} as they were"


def complain(result: Result, *, checked: bool = False, quiet: bool = False) -> None:
    """Say on standard error what is not as it should be, a line each."""
    for note in () if quiet else result.notes:
        click.echo(f"note: {note}", err=True)
    for path in result.orphans:
        click.echo(f"note: {path}: nothing in dateline.toml makes it any more", err=True)
    for warning in result.warnings:
        click.echo(f"warning: {warning}", err=True)
    if checked:
        for path in result.missing:
            click.echo(f"error: {path}: is missing", err=True)
        for path in result.written:
            click.echo(f"error: {path}: is not what its inputs give", err=True)
    for failure in result.failures:
        click.echo("error: " + " ".join(f"{failure.name}: {failure.error}".split()), err=True)
        if failure.hint:
            click.echo("hint: " + " ".join(failure.hint.split()), err=True)
    if checked and (result.missing or result.written):
        click.echo("hint: make them anew: dateline build", err=True)


def record(result: Result) -> dict[str, Any]:
    """Return what a build did, for programs."""
    return {
        "record": "build",
        "written": result.written,
        "missing": result.missing,
        "same": result.same,
        "current": result.current,
        "orphans": result.orphans,
        "warnings": result.warnings,
        "notes": result.notes,
        "failures": [{"name": f.name, "error": f.error, "hint": f.hint} for f in result.failures],
    }


class _Bar:
    """A progress bar on standard error, at a terminal alone."""

    def __init__(self, *, quiet: bool) -> None:
        self._wanted = not quiet and sys.stderr.isatty()
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)

    def __call__(self, done: int, total: int) -> None:
        """Show that so many of so many are done."""
        if self._bar is None and self._wanted and total >= _LEAST:
            self._bar = click.progressbar(
                length=total, label="building", file=sys.stderr, show_pos=True
            ).__enter__()
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


COMMANDS: Final[tuple[click.Command, ...]] = (init_command, build_command, watch_command)


def add_project_commands(group: click.Group) -> None:
    """Add the commands to the command line."""
    for command in COMMANDS:
        group.add_command(command)
