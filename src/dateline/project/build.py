"""Which outputs are not what their inputs give, and how are they made anew?"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.project.config import Report
from dateline.project.fingerprint import file_hash, inputs_hash, members_of
from dateline.project.make import Draft, Outcome, Work
from dateline.project.state import Made, one_build, read_state, settle, write_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dateline.project.config import Output, Project, Together
    from dateline.project.workers import Workers

    Tell = Callable[[int, int], None]

DRAFTS: Final = ".dateline-draft"  # a folder beside the outputs: on the same file system


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be made of a report or of a set of reports.

    Attributes
    ----------
    inputs
        Per output the hash of what it is made from; empty where something cannot be read.
    due
        The outputs that are not known to be what their inputs give.
    fault
        Why nothing can be made, "" where it can.
    """

    maker: Report | Together
    inputs: Mapping[str, str]
    due: tuple[Output, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report, or a set, whose outputs could not be made."""

    name: str
    error: str
    hint: str = ""


@dataclass(slots=True, kw_only=True)
class Result:
    """What a build did.

    Attributes
    ----------
    written
        Outputs whose bytes changed.
    missing
        Of a check: outputs that are not there.
    same
        Outputs made anew that came out as they were.
    warnings, notes
        Corrections that found no place; what the formats of outputs could not hold.
    current
        How many were known to be what their inputs give.
    orphans
        Files of an earlier build that no report of the project makes any more.
    """

    written: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    current: int = 0
    failures: list[Failure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


def plan(project: Project, state: Mapping[str, Made]) -> list[Step]:
    """Return a step for each report and each set, in the order of the project.

    An output is due unless the state says that it was made from the same inputs and its bytes
    are still those that were made.
    """
    hash_of = cache(file_hash)
    steps = []
    makers: tuple[Report | Together, ...] = (*project.reports, *project.together)
    for maker in makers:
        try:
            inputs = _inputs(project, maker, hash_of)
        except OSError as error:
            fault = f"cannot read {error.filename}: {error.strerror or error}"
            steps.append(Step(maker=maker, inputs={}, due=maker.outputs, fault=fault))
            continue
        due = tuple(o for o in maker.outputs if not _is_current(project, o, inputs, state))
        steps.append(Step(maker=maker, inputs=inputs, due=due))
    return steps


def _inputs(
    project: Project, maker: Report | Together, hash_of: Callable[[Path], str]
) -> dict[str, str]:
    return {
        output.path: inputs_hash(maker, output, project=project, hash_of=hash_of)
        for output in maker.outputs
    }


def _is_current(
    project: Project, output: Output, inputs: Mapping[str, str], state: Mapping[str, Made]
) -> bool:
    made = state.get(output.path)
    if made is None or made.inputs != inputs[output.path]:
        return False
    return _hash_or_none(project.root / output.path) == made.sha256


def _hash_or_none(path: Path) -> str | None:
    try:
        return file_hash(path)
    except OSError:
        return None


def build(project: Project, workers: Workers, *, tell: Tell | None = None) -> Result:
    """Make every output that is not what its inputs give.

    Parameters
    ----------
    tell
        Is told how many pieces of work are done, and of how many: (0, n) first.

    Raises
    ------
    InputError
        Another build of the project is running.
    """
    with one_build(project.root):
        sweep(project)
        state = read_state(project.root)
        steps = plan(project, state)
        result = Result(orphans=_orphans(project, state), notes=[*project.notes])
        result.current = sum(len(step.maker.outputs) - len(step.due) for step in steps)
        try:
            for step, drafts, outcome in _outcomes(project, steps, workers, None, tell):
                try:
                    _put(project, step, drafts, outcome, state=state, result=result)
                except OSError as error:
                    _failed(step, f"cannot write {error.filename}: {error.strerror}", "", result)
        finally:
            sweep(project)
        kept = {output.path for output in project.outputs} | set(result.orphans)
        left = {path: made for path, made in state.items() if path in kept}
        if left != state or read_state(project.root) != left:
            write_state(project.root, left)
    return _in_order(result, project)


def check(project: Project, workers: Workers, *, tell: Tell | None = None) -> Result:
    """Find the outputs that are not what their inputs give; write nothing in the project.

    What the state does not vouch for is made anew, in a folder of the system, and compared.

    Returns
    -------
    Result
        `missing` and `written` are the outputs that are not there, and those that differ.
    """
    state = read_state(project.root)
    result = Result(orphans=_orphans(project, state), notes=[*project.notes])
    steps = []
    for step in plan(project, state):
        missing = [o for o in step.due if not (project.root / o.path).is_file()]
        result.missing += [output.path for output in missing]
        result.current += len(step.maker.outputs) - len(step.due)
        steps.append(replace(step, due=tuple(o for o in step.due if o not in missing)))
    with tempfile.TemporaryDirectory(prefix="dateline-check-") as folder:
        for step, drafts, outcome in _outcomes(project, steps, workers, Path(folder), tell):
            if outcome.error:
                _failed(step, outcome.error, outcome.hint, result)
                continue
            for output, draft, made in zip(step.due, drafts, outcome.hashes, strict=True):
                equal = _hash_or_none(project.root / output.path) == made
                (result.same if equal else result.written).append(output.path)
                draft.path.unlink()
    return _in_order(result, project)


def _outcomes(
    project: Project,
    steps: Sequence[Step],
    workers: Workers,
    folder: Path | None,
    tell: Tell | None,
) -> Iterator[tuple[Step, tuple[Draft, ...], Outcome]]:
    """Do what is due and yield what came of it, as it comes; drafts go into `folder` if given."""
    todo = []
    for step in sorted(steps, key=lambda step: isinstance(step.maker, Report)):  # long ones first
        if step.fault and step.due:
            yield step, (), Outcome(error=step.fault)
        elif step.due:
            todo.append((step, _drafts(project, step, folder)))
    if tell is not None:
        tell(0, len(todo))
    works = [_work(project, step, drafts) for step, drafts in todo]
    for done, (index, outcome) in enumerate(workers.run(works), start=1):
        yield *todo[index], outcome
        if tell is not None:
            tell(done, len(todo))


def _drafts(project: Project, step: Step, folder: Path | None) -> tuple[Draft, ...]:
    drafts = []
    for output in step.due:
        target = project.root / output.path
        draft = target.parent / DRAFTS / target.name if folder is None else folder / output.path
        options = tuple(project.options_of(output.kind).items())
        datasets = project.datasets_of(output.kind)
        drafts.append(
            Draft(kind=output.kind, path=draft.absolute(), options=options, datasets=datasets)
        )
    return tuple(drafts)


def _work(project: Project, step: Step, drafts: tuple[Draft, ...]) -> Work:
    maker = step.maker
    alone = isinstance(maker, Report)
    return Work(
        root=project.root.absolute(),
        reports=(maker,) if isinstance(maker, Report) else tuple(members_of(maker, project)),
        drafts=drafts,
        together=not alone,
        keep=bool(project.together),
        title=None if isinstance(maker, Report) else maker.title,
        tables=project.tables,
    )


def _put(
    project: Project,
    step: Step,
    drafts: Sequence[Draft],
    outcome: Outcome,
    *,
    state: dict[str, Made],
    result: Result,
) -> None:
    """Put the drafts of a step in place, then remember them."""
    if outcome.error:
        _failed(step, outcome.error, outcome.hint, result)
        return
    try:
        still = _inputs(project, step.maker, cache(file_hash))
    except OSError:  # it is gone by now; the next build says so
        still = {}
    folders = set()
    for output, draft, made in zip(step.due, drafts, outcome.hashes, strict=True):
        target = project.root / output.path
        if _hash_or_none(target) == made:
            draft.path.unlink()
            result.same.append(output.path)
        else:
            draft.path.replace(target)
            folders.add(target.parent)
            result.written.append(output.path)
        state.pop(output.path, None)
        if still.get(output.path) == step.inputs[output.path]:  # else it was read while it changed
            state[output.path] = Made(inputs=step.inputs[output.path], sha256=made)
    for folder in folders:
        settle(folder)
    result.warnings += [f"{step.maker.name}: {warning}" for warning in outcome.warnings]
    result.notes += outcome.notes
    write_state(project.root, state)


def _failed(step: Step, error: str, hint: str, result: Result) -> None:
    result.failures.append(Failure(name=step.maker.name, error=error, hint=hint))


def _in_order(result: Result, project: Project) -> Result:
    """Sort what came as it was done into the order of the project."""
    makers = [report.name for report in project.reports]
    makers += [together.name for together in project.together]
    paths = {output.path: n for n, output in enumerate(project.outputs)}
    for found in (result.written, result.same, result.missing):
        found.sort(key=lambda path: paths[path])
    result.failures.sort(key=lambda failure: makers.index(failure.name))
    result.warnings.sort()
    result.notes.sort()
    return result


def _orphans(project: Project, state: Mapping[str, Made]) -> list[str]:
    made = {output.path for output in project.outputs}
    return sorted(p for p in state if p not in made and (project.root / p).is_file())


def sweep(project: Project) -> None:
    """Take away the drafts of a build that was killed."""
    for folder in list((project.root / project.output).rglob(DRAFTS)):
        shutil.rmtree(folder, ignore_errors=True)
