"""How are the outputs of one report, or of one set of reports, made? What a worker does.

Everything goes into drafts; the build puts them in place. So a worker that dies, or outlives a
build that was killed, changes no output.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import DatelineError, InputError
from dateline.project.fingerprint import file_hash, provenance_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dateline.geo.reports.article import Article
    from dateline.known import Known
    from dateline.layers.build import Layer
    from dateline.layers.corrections.corrections import Applied, Corrections, Entry
    from dateline.layers.datasets.datasets import Dataset, DatasetKind
    from dateline.pipeline import Analysis
    from dateline.project.config import DatasetFiles, Kind, Report

    Makers = Mapping[Kind, Callable[["Draft"], Sequence[str]]]


_MOST_KEPT: Final = 300  # about a megabyte each
_KEPT: OrderedDict[object, Analysis] = OrderedDict()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An output to make: its kind, where its draft goes, options and data sets of its kind."""

    kind: Kind
    path: Path
    options: tuple[tuple[str, Any], ...] = ()
    datasets: DatasetFiles = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One thing to do: read these reports, make these drafts.

    Attributes
    ----------
    together
        Whether the outputs are of the reports as a set.
    tables
        As the project's.
    keep
        Whether other work may be about the same reports: what is read of them is then kept.
    """

    root: Path
    reports: tuple[Report, ...]
    drafts: tuple[Draft, ...]
    together: bool = False
    keep: bool = False
    title: str | None = None
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of it.

    Attributes
    ----------
    hashes
        SHA-256 of the drafts, in their order; empty where it failed.
    error, hint
        One line each; "" where it went well.
    warnings
        Corrections that found no place.
    notes
        What a format could not hold, by the name of the output.
    """

    hashes: tuple[str, ...] = ()
    error: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def do(work: Work) -> Outcome:
    """Do one piece of work; never raises for a fault of a report."""
    try:
        return _done(work)
    except DatelineError as error:
        return Outcome(error=str(error), hint=error.hint)
    except OSError as error:
        return Outcome(error=f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
    except Exception as error:  # noqa: BLE001 -- one report must not stop the others
        hint = "a fault of dateline; DATELINE_DEBUG=1 dateline map REPORT shows where"
        return Outcome(error=f"{type(error).__name__}: {error}", hint=hint)


def _done(work: Work) -> Outcome:
    from dateline.project.state import settle

    analyses = [_analysed(report, work) for report in work.reports]
    warnings = [] if work.together else _orphans(analyses[0].applied)
    notes: list[str] = []
    maker = _joint(analyses, work) if work.together else _single(analyses[0], work)
    for draft in work.drafts:
        draft.path.parent.mkdir(parents=True, exist_ok=True)
        notes += [f"{draft.path.name}: {note}" for note in maker[draft.kind](draft)]
        settle(draft.path)
    return Outcome(
        hashes=tuple(file_hash(draft.path) for draft in work.drafts),
        warnings=tuple(warnings),
        notes=tuple(notes),
    )


def _analysed(report: Report, work: Work) -> Analysis:
    """Return what a report says; of one that was read before with the same inputs, as it was."""
    if not work.keep:
        return _read(report, work)
    paths = [report.path, *work.tables, *([report.corrections] if report.corrections else [])]
    hashes = (
        *(file_hash(work.root / path) for path in paths),
        provenance_hash(work.root / report.path),
    )
    key = (work.root, replace(report, outputs=()), hashes)
    if key not in _KEPT:
        _KEPT[key] = _read(report, work)
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    _KEPT.move_to_end(key)
    return _KEPT[key]


def _read(report: Report, work: Work) -> Analysis:
    from dateline.geo.reports.reading import read_article
    from dateline.lean import import_spacy
    from dateline.pipeline import analyse

    article = read_article(
        work.root / report.path,
        format=report.format,  # type: ignore[arg-type]  # checked when the project was read
        date=report.date,
        title=report.title,
        source=report.source,
    )
    import_spacy()
    tables = tuple(str(work.root / table) for table in work.tables)
    hashes = tuple(file_hash(Path(table)) for table in tables)
    known = _known(tables, hashes, report.countries, report.home)
    corrections = _corrections(report, work.root, article)
    return analyse(article, **known.arguments(), corrections=corrections)


@lru_cache(maxsize=8)
def _known(
    tables: tuple[str, ...],
    hashes: tuple[str, ...],  # noqa: ARG001 -- a table that was edited is read again
    countries: tuple[str, ...],
    home: str | None,
) -> Known:
    from dateline.known import read_known

    return read_known(tables=tables, countries=countries, home=home)


def _corrections(report: Report, root: Path, article: Article) -> Corrections | None:
    if report.corrections is None:
        return None
    from dateline.layers.corrections.corrections import for_report
    from dateline.layers.corrections.read import read_corrections

    found = read_corrections(root / report.corrections)
    if not report.shares_corrections:
        return found
    entries: tuple[Entry, ...] = (*found.places, *found.claims)
    if not found.reports and any(entry.anchor.report is None for entry in entries):
        msg = f"{report.corrections}: the corrections of several reports must say of which each is"
        raise InputError(msg, hint="add `report`, or give each report a file of its own")
    mine, _ = for_report(found, article, several=True)
    return mine


def _orphans(applied: Applied | None) -> list[str]:
    from dateline.tables import clip

    orphans = applied.orphans if applied is not None else ()
    return [
        f"a correction found no place: {o.entry.where}: “{clip(o.words, 60)}”: {o.reason}"
        for o in orphans
    ]


def _single(analysis: Analysis, work: Work) -> Makers:
    """Return what makes each kind of output of one report; each returns notes for the reader."""
    from dateline.pipeline import draw, layers_of

    layers = cache(lambda: layers_of(analysis))

    def make_map(draft: Draft) -> Sequence[str]:
        from dateline.maps.write import write_page

        write_page(draw(analysis, **_drawing(draft, work)), draft.path)
        return ()

    def make_layers(draft: Draft) -> Sequence[str]:
        from dateline.layers.exports.export import export_layers

        article, claims = analysis.article, analysis.claims
        return export_layers(layers(), draft.path, article=article, claims=claims).notes

    def make_claims(draft: Draft) -> Sequence[str]:
        from dateline.layers.claims.records import document_record
        from dateline.layers.exports.claim_export import write_claims

        head = document_record(analysis.article, analysis.parse, analysis.attributions)
        write_claims(analysis.claims, draft.path, article=analysis.article, document=head)
        return ()

    def make_figure(draft: Draft) -> Sequence[str]:
        from dateline.maps.page.render import heading_of

        return _figure(draft, [analysis], layers(), work, title=heading_of(analysis.article))

    return {"map": make_map, "figure": make_figure, "layers": make_layers, "claims": make_claims}


def _drawing(draft: Draft, work: Work) -> dict[str, Any]:
    """Return what goes into a map besides the report, as what draws it takes it."""
    found: dict[str, Any] = dict(draft.options)
    if "tiles" in found:
        from dateline.maps.page.tiles import tiles_of

        found["tiles"] = tiles_of(found["tiles"], found.pop("tiles_attribution", None))
    return found | {"datasets": _datasets(draft, work)}


def _datasets(draft: Draft, work: Work) -> list[Dataset]:
    paths = [(work.root / path, kind) for path, kind in draft.datasets]
    return [_dataset(path, kind, file_hash(path)) for path, kind in paths]


@lru_cache(maxsize=8)
def _dataset(path: Path, kind: DatasetKind | None, digest: str) -> Dataset:  # noqa: ARG001
    """Read a data set; one that has other bytes now is read again."""
    from dateline.layers.datasets.datasets import read_dataset

    return read_dataset(path, kind=kind)


def _joint(analyses: Sequence[Analysis], work: Work) -> Makers:
    """Return what makes each kind of output of a set."""
    from dateline.pipeline import draw_set, join_reports, set_layers

    joined = join_reports(analyses)
    layers = cache(lambda: set_layers(joined))

    def make_map(draft: Draft) -> Sequence[str]:
        from dateline.maps.write import write_page

        write_page(draw_set(joined, title=work.title, **_drawing(draft, work)), draft.path)
        return ()

    def make_layers(draft: Draft) -> Sequence[str]:
        from dateline.layers.exports.export import export_layers

        return export_layers(layers(), draft.path, reports=joined.reports).notes

    def make_figure(draft: Draft) -> Sequence[str]:
        from dateline.maps.page.render import heading_of
        from dateline.maps.page.several import joined_title

        first, *others = joined.analyses
        heading = work.title or joined_title(heading_of(first.article), len(others))
        return _figure(draft, joined.analyses, layers(), work, title=heading)

    def make_claims(draft: Draft) -> Sequence[str]:
        from dateline.layers.exports.claim_export import write_set_claims

        attributions = [analysis.attributions for analysis in joined.analyses]
        write_set_claims(joined.reports, draft.path, links=joined.links, attributions=attributions)
        return ()

    return {"map": make_map, "figure": make_figure, "layers": make_layers, "claims": make_claims}


def _figure(
    draft: Draft, analyses: Sequence[Analysis], layers: Sequence[Layer], work: Work, *, title: str
) -> list[str]:
    from dateline.files import replace_file
    from dateline.layers.claims.records import claim_record
    from dateline.maps.figure.figure import kind_of, render_figure

    figure = render_figure(
        [analysis.article for analysis in analyses],
        [resolution for analysis in analyses for resolution in analysis.resolutions],
        [claim_record(claim, a.article) for a in analyses for claim in a.claims],
        layers,
        kind=kind_of(draft.path),
        title=title,
        datasets=_datasets(draft, work),
        **dict(draft.options),
    )
    replace_file(draft.path, figure.data, what="the figure")
    notes = [f"the font has no letter for {' '.join(figure.missing)}"] if figure.missing else []
    if figure.left_out:
        notes.append(f"the key has no room for {figure.left_out} claims; try a larger size")
    return notes
