"""How is ``dateline.toml`` read, and what is wrong with it? docs/projects.md describes the file."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, get_args

from dateline.errors import InputError
from dateline.project.config import (
    KINDS,
    NAME,
    PRIVATE,
    VERSION,
    Kind,
    Output,
    Project,
    Report,
    Together,
    is_name,
)
from dateline.project.config_options import datasets_of, figure_options, map_options
from dateline.project.config_values import (
    check_name,
    date_of,
    either,
    fail,
    nearest,
    refuse_twice,
    refuse_unknown,
    table_of,
    tables_of,
    text_of,
    words_of,
)
from dateline.project.report_paths import each_report, found_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.project.config_values import Table

_TOP: Final = ("version", "project", "outputs", "map", "figure", "report", "together")
_PROJECT: Final = ("output", "corrections", "gazetteer", "country", "home")
_REPORT: Final = (
    "path", "name", "format", "date", "title", "source", "country", "home", "corrections", "outputs",
)  # fmt: skip
_TOGETHER: Final = ("name", "title", "reports", *KINDS)
_LEAST: Final = 2  # reports of a set
ENDINGS: Final[dict[Kind, tuple[str, ...]]] = {
    "map": (".html",),
    "figure": (".png", ".svg", ".pdf"),
    # As dateline.layers.exports.export.SUFFIXES, but for those that are several files or of two meanings.
    "layers": (
        ".gpkg",
        ".geojson",
        ".parquet",
        ".geoparquet",
        ".fgb",
        ".kml",
        ".kmz",
        ".csv",
        ".shp.zip",
    ),
    "claims": (".json", ".jsonl", ".csv", ".jsonld"),
}
SET_ENDINGS: Final = {**ENDINGS, "claims": (".json", ".jsonl", ".csv")}


def read_project(folder: Path | str) -> Project:
    """Read the configuration of a project.

    Parameters
    ----------
    folder
        The project's folder, or its ``dateline.toml``.

    Raises
    ------
    InputError
        There is none, or something in it is wrong; says where and what.
    """
    given = Path(folder)
    path = given if given.name == NAME and not given.is_dir() else given / NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        msg = f"no project here: {path} does not exist"
        raise InputError(msg, hint=f"make one: dateline init {given}") from error
    except OSError as error:
        msg = f"cannot read {path}: {error.strerror or error}"
        raise InputError(msg, hint="name the folder of a project") from error
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8"
        raise InputError(msg, hint="save the file as UTF-8") from error
    try:
        return parse_project(text, root=path.parent)
    except InputError as error:
        msg = f"{path}: {error}"
        raise InputError(msg, hint=error.hint) from error


def parse_project(text: str, *, root: Path) -> Project:
    """Read the text of a configuration; parameters and errors as in `read_project`."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        fail(f"not TOML: {error}")
    refuse_unknown(data, _TOP, "")
    if data.get("version") != VERSION or isinstance(data.get("version"), bool):
        said = f"`version` is {data['version']!r}" if "version" in data else "no `version`"
        fail(f"{said}; this dateline reads version = {VERSION}")
    common = table_of(data, "project", _PROJECT)
    output = _output_folder(common)
    shared = table_of(data, "outputs", KINDS) if "outputs" in data else {"map": "{name}.html"}
    records = tables_of(data, "report")
    found = found_at(records, _REPORT, root=root, output=output)
    reports = tuple(
        _report(
            record,
            where,
            common=common,
            shared=shared,
            folder=output,
            several=len(records) > 1 or bool(found),
        )
        for record, where in each_report(records, found, root=root)
    )
    _refuse_one_name(reports)
    names = [report.name for report in reports]
    sets = [
        _together(record, f"[[together]] {n}: ", names=names, folder=output, growing=bool(found))
        for n, record in enumerate(tables_of(data, "together"), start=1)
    ]
    project = Project(
        root=root,
        output=output,
        tables=words_of(common, "gazetteer", "[project]: "),
        found=tuple(found.items()),
        reports=reports,
        together=tuple(one for one in sets if _is_set(one)),
        datasets=datasets_of(data),
        options=(("map", map_options(data)), ("figure", figure_options(data))),
        notes=(
            *(f"{path}: no report found there yet" for path, paths in found.items() if not paths),
            *(f"{one.name}: waits for a second report" for one in sets if not _is_set(one)),
        ),
    )
    _apart(project)
    return project


def _report(
    record: Table, where: str, *, common: Table, shared: Table, folder: str, several: bool
) -> Report:
    path = str(record["path"])
    name = text_of(record, "name", where) or PurePosixPath(path).stem
    check_name(name, where)
    from dateline.geo.reports.reading import Format

    kind = text_of(record, "format", where)
    if kind is not None and kind not in get_args(Format):
        fail(f"{where}`format` {kind!r} is none of {', '.join(get_args(Format))}")
    own = record.get("outputs", {})
    if not isinstance(own, dict):
        fail(f"{where}`outputs` must be a table")
    refuse_unknown(own, KINDS, f"{where}outputs: ")
    own_corrections = text_of(record, "corrections", where)
    return Report(
        name=name,
        path=path,
        format=kind,
        date=date_of(record, where),
        title=text_of(record, "title", where),
        source=text_of(record, "source", where),
        countries=words_of(record, "country", where) or words_of(common, "country", "[project]: "),
        home=text_of(record, "home", where) or text_of(common, "home", "[project]: "),
        corrections=own_corrections or text_of(common, "corrections", "[project]: "),
        shares_corrections=own_corrections is None and several,
        outputs=_outputs({**shared, **own}, name, where, folder=folder),
    )


def _refuse_one_name(reports: Sequence[Report]) -> None:
    seen: dict[str, Report] = {}
    for report in reports:
        first = seen.setdefault(report.name.casefold(), report)
        if first is not report:
            fail(
                f"two reports have the name {report.name!r}: {first.path!r} and {report.path!r}",
                "give one a [[report]] of its own, with a `name`",
            )


def _together(
    record: Table, where: str, *, names: list[str], folder: str, growing: bool
) -> Together:
    """Return a set; one of all reports may be too small where more may come (`growing`)."""
    refuse_unknown(record, _TOGETHER, where)
    name = text_of(record, "name", where) or "all"
    check_name(name, where)
    wanted = record.get("reports", "all")
    chosen = tuple(names) if wanted == "all" else words_of(record, "reports", where)
    for one in chosen:
        if one not in names:
            near = nearest(one, names)
            fail(f"{where}no report has the name {one!r}{near}")
    refuse_twice(chosen, f"{where}named twice:", "name each report once; a copy confirms nothing")
    given: Table = {kind: record[kind] for kind in KINDS if kind in record}
    outputs = _outputs(given, name, where, folder=folder, endings=SET_ENDINGS)
    if len(chosen) < _LEAST and not (growing and wanted == "all"):
        fail(f"{where}needs at least two reports, has {len(chosen)}")
    if not outputs:
        fail(f"{where}makes nothing: give `map`, `figure`, `layers` or `claims`")
    return Together(
        name=name, reports=chosen, title=text_of(record, "title", where), outputs=outputs
    )


def _is_set(together: Together) -> bool:
    return len(together.reports) >= _LEAST


def _outputs(
    record: Mapping[str, Any],
    name: str,
    where: str,
    *,
    folder: str,
    endings: Mapping[Kind, tuple[str, ...]] = ENDINGS,
) -> tuple[Output, ...]:
    found = []
    for kind in KINDS:
        value = record.get(kind)
        if value is None or value is False:
            continue
        for pattern in words_of(dict(record), kind, where):
            path = pattern.replace("{name}", name)
            if "{" in path or "}" in path:
                fail(f"{where}`{kind}` {pattern!r}: {{name}} is all that is filled in")
            if not path.casefold().endswith(endings[kind]):
                fail(f"{where}`{kind}` {pattern!r} must end in {either(endings[kind])}")
            found.append(Output(kind=kind, path=_inside(path, f"{where}`{kind}` ", folder)))
    return tuple(found)


# ------------------------------------------------------------------ paths
def _output_folder(common: Table) -> str:
    given = text_of(common, "output", "[project]: ") or "out"
    path = PurePosixPath(given)
    if not _is_inner(given) or str(path) == "." or path.parts[0] == PRIVATE:
        fail(f"[project]: `output` {given!r} must be a folder within the project")
    return str(path)


def _inside(path: str, where: str, folder: str) -> str:
    if not _is_inner(path):
        fail(f"{where}{path!r} must lie within the output folder")
    return str(PurePosixPath(folder) / path)


def _is_inner(path: str) -> bool:
    parts = PurePosixPath(path).parts
    plain = all(part != ".." and not part.startswith(".") and is_name(part) for part in parts)
    return bool(parts) and plain and not path.startswith("/")


def _apart(project: Project) -> None:
    """Refuse two outputs of one name, and an output that would replace an input."""
    seen: dict[str, str] = {}
    for output in project.outputs:
        key = output.path.casefold()  # some file systems do not tell case apart
        if key in seen:
            fail(f"two outputs have the name {output.path}", "put {name} into the pattern")
        seen[key] = output.path
    for output in project.outputs:
        for parent in PurePosixPath(output.path).parents:
            if str(parent).casefold() in seen:
                fail(f"{parent} is an output and the folder of {output.path}")
    inner = (project.root / project.output).resolve()
    for path in project.inputs:
        if (project.root / path).resolve().is_relative_to(inner):
            fail(f"{path} lies in the output folder", "keep reports and outputs apart")
