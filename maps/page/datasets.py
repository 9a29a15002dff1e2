"""How do events of data sets come onto the page, beside the claims and never mixed with them?

They have colours of their own, a box on the map that turns them off, and the page's window of time.
Of a row the page carries what its popup shows and no more; notes of the coders are left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.datasets.datasets import Scope, within
from dateline.maps.drawing.dataset_marks import COLOURS, marks_of
from dateline.maps.drawing.geometry import encode_line, encode_shape, pack, pack_lines
from dateline.maps.drawing.seam import passes
from dateline.maps.drawing.view import choose_view, squarish
from dateline.maps.escape import Html, join, tag, web_address
from dateline.maps.page.time_bars import time_bar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from dateline.layers.datasets.datasets import Dataset
    from dateline.maps.drawing.dataset_marks import EventMark
    from dateline.maps.drawing.features import Feature

BEFORE_DAYS: Final = 183  # of the report's date: half a year of what led to it
AFTER_DAYS: Final = 31
_LONG_DAYS: Final = 366  # claims of a longer time ("since 2004") do not widen the window
_LEVELS: Final = {
    "point": "the place itself",
    "near": "near a place, drawn as a circle of {radius:g} km",
    "district": "known to its district alone, drawn as the division around it",
    "division": "known to its province or state alone",
    "country": "known to its country alone",
    "shape": "as the file draws it",
}
_CODES: Final = {"acled": "geo_precision", "ucdp": "where_prec", "gdelt": "ActionGeo_Type"}
_SHAPELESS: Final = "in an area whose shape we lack"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDatasets:
    """What the page needs of the data sets.

    Attributes
    ----------
    data
        For the script, a record a data set.
    marks
        What is drawn, data set by data set.
    told, credits
        Of each data set how many events are shown, and how it wants to be named, each once.
    parts
        Markup to add to parts of the page: legend, sources, symbols and credits.
    """

    data: list[dict[str, Any]]
    marks: tuple[EventMark, ...]
    told: tuple[str, ...]
    credits: tuple[str, ...]
    parts: dict[str, Html]


def show_datasets(
    datasets: Sequence[Dataset],
    features: Sequence[Feature],
    records: Sequence[Mapping[str, Any]],
    *,
    published: Sequence[str | None] = (),
    whole: bool = False,
) -> ShownDatasets | None:
    """Prepare data sets for a page.

    Parameters
    ----------
    datasets
        As `read_dataset` gives them.
    features, records
        Of the page: they say which region and time are near the report (`scope_of`).
    published
        Days of the reports (EDTF).
    whole
        Whether all rows are shown, near or not.

    Returns
    -------
    ShownDatasets or None
        None where there are no data sets.
    """
    if not datasets:
        return None
    scope = Scope() if whole else scope_of(features, records, published=published)
    near = [within(dataset, scope) for dataset in datasets]
    turned = passes(features)
    found = [marks_of(dataset, n, turned=turned) for n, dataset in enumerate(near, start=1)]
    data = [
        _data(dataset, marks, shapeless, key=f"d{n}")
        for n, (dataset, (marks, shapeless)) in enumerate(zip(near, found, strict=True), start=1)
    ]
    told = tuple(_told(dataset, marks) for dataset, (marks, _) in zip(near, found, strict=True))
    names = " · ".join(dict.fromkeys(dataset.title for dataset in near))
    return ShownDatasets(
        data=data,
        marks=tuple(mark for marks, _ in found for mark in marks),
        told=told,
        credits=tuple(dict.fromkeys(dataset.credit for dataset in near)),
        parts={
            "legend": _legend(told, data, scope),
            "sources": _sources(near),
            "credits": tag(
                "span",
                f" · Events: {names}, see ",
                tag("a", "their terms", href="#sources"),
                class_="data-credit",
            ),
            "symbols": join(_sign(n) for n in range(1, min(len(near), COLOURS) + 1)),
        },
    )


def scope_of(
    features: Sequence[Feature],
    records: Sequence[Mapping[str, Any]],
    *,
    published: Sequence[str | None] = (),
) -> Scope:
    """Return the region and the time of a report.

    Parameters
    ----------
    features
        The map shows their dense part first: that is the region. Countries and divisions among
        them count as a whole.
    records
        Claims: dates up to a year wide widen the time, unless they lie over ten years off.
    published
        Half a year before and a month after each is the time to begin with. Where there is none,
        the claims' dates and a month around them; where there are none either, any time.
    """
    drawn = [feature for feature in features if feature.shape is not None]
    box = squarish(choose_view(drawn).core) if drawn else None
    first, last = _window(records, [day for day in published if day])
    areas = frozenset(f.place_id for f in drawn if f.place_id.startswith(("country:", "admin1:")))
    return Scope(box=box, first=first, last=last, areas=areas)


def _window(records: Sequence[Mapping[str, Any]], published: Sequence[str]) -> tuple[str, str]:
    from datetime import date, timedelta

    spans: list[tuple[date, date]] = []
    for day in published:
        low, high, _ = time_bar({"time": {"normal": day}}) or ("", "", "")
        if low:
            spans.append((
                date.fromisoformat(low) - timedelta(days=BEFORE_DAYS),
                date.fromisoformat(high) + timedelta(days=AFTER_DAYS),
            ))  # fmt: skip
    middle = spans[0][1] if spans else None
    around = timedelta(days=0 if spans else AFTER_DAYS)
    for record in records:
        bar = time_bar(record)
        if not bar or bar[2]:
            continue
        low_day, high_day = date.fromisoformat(bar[0]), date.fromisoformat(bar[1])
        far = middle is not None and abs((middle - low_day).days) > 3653
        if (high_day - low_day).days <= _LONG_DAYS and not far:
            spans.append((low_day - around, high_day + around))
    if not spans:
        return "", ""
    return min(low for low, _ in spans).isoformat(), max(high for _, high in spans).isoformat()


def _data(
    dataset: Dataset, marks: Sequence[EventMark], shapeless: int, *, key: str
) -> dict[str, Any]:
    """Return a data set for the page: marks with their rows, words once each."""
    words: dict[str, int] = {}
    types: dict[str, int] = {}
    found = [
        {
            "shape": _shape(mark),
            "level": mark.rows[0].level,
            "how": _how(dataset, mark.rows[0]),
            "name": _name(mark.rows[0]),
            "rows": [_event(row, words, types) for row in mark.rows],
        }
        for mark in marks
    ]
    left = dict(dataset.left_out)
    if shapeless:
        left[_SHAPELESS] = shapeless
    return {
        "key": key,
        "title": dataset.title,
        "credit": dataset.credit,
        "file": dataset.name,
        "types": list(types),
        "words": list(words),
        "marks": found,
        "left": [f"{count:,} {why}" for why, count in left.items()],
    }


def _shape(mark: EventMark) -> dict[str, Any]:
    """Return what the script draws, as maps/drawing/geometry.py writes it; a circle with its radius."""
    if mark.spot is None:
        return dict(pack_lines(encode_shape(mark.shape)))
    spot = pack(encode_line([mark.spot]))
    if mark.radius_km:
        return {"t": "circle", "p": spot, "r": mark.radius_km}
    return {"t": "point", "p": spot}


def _event(row: Any, words: dict[str, int], types: dict[str, int]) -> list[int]:
    """Return a row as numbers of its words; -1 deaths where the data set gives none."""
    said = (row.first, row.last, row.title, row.actors, row.place, row.source)
    first, last, *more = (words.setdefault(str(word), len(words)) for word in said)
    link = words.setdefault(web_address(row.url) or "", len(words))
    deaths = -1 if row.deaths is None or math.isnan(row.deaths) else int(row.deaths)
    return [first, last, types.setdefault(row.type, len(types)), *more, link, deaths]


def _how(dataset: Dataset, row: Any) -> str:
    words = _LEVELS[row.level].format(radius=row.radius_km)
    code = f"{_CODES[dataset.kind]} {row.code}" if dataset.kind in _CODES else ""
    return f"{words} ({code})" if code else words


def _name(row: Any) -> str:
    from dateline.geo.shapes.areas import area_of

    area = area_of(row.area_id) if row.area_id else None
    if area is not None:
        return area.name
    return str(row.place or row.title)


def _told(dataset: Dataset, marks: Sequence[EventMark]) -> str:
    """Return "ACLED: 12 events (acled.csv)"."""
    drawn = sum(len(mark.rows) for mark in marks)
    return f"{dataset.title}: {drawn:,} {'event' if drawn == 1 else 'events'} ({dataset.name})"


def _legend(told: Sequence[str], data: Sequence[Mapping[str, Any]], scope: Scope) -> Html:
    items = []
    for n, (words, own) in enumerate(zip(told, data, strict=True), start=1):
        use = tag("use", attrs={"href": f"#s-data{min(n, COLOURS)}"})
        sign = tag("svg", use, class_="sign", aria_hidden="true")
        left = join([tag("br"), tag("small", "Not shown: " + "; ".join(own["left"]))])
        items.append(tag("li", sign, tag("span", words, left if own["left"] else "")))
    time = f" from {scope.first} to {scope.last}" if scope.first else ""
    how = (
        "Events of data sets are no claims of the report. A dot is a place, a circle the "
        "surroundings of one, a dashed outline an area that is all their data set knows. "
        + (f"Shown is what lies in the report’s region{time}." if scope.box else "")
    )
    return tag(
        "section", tag("h3", "Beside the report"), tag("ul", *items, class_="legend"),
        tag("p", how, class_="reason"),
    )  # fmt: skip


def _sign(number: int) -> Html:
    dot = tag("circle", cx="13", cy="8", r="4.5", class_="data-mark is-point")
    return tag("symbol", dot, attrs={"id": f"s-data{number}", "viewBox": "0 0 26 16"},
               class_=f"data{number}")  # fmt: skip


def _sources(datasets: Sequence[Dataset]) -> Html:
    lines = dict.fromkeys(dataset.credit for dataset in datasets)
    return tag(
        "section",
        tag("h3", "Data sets beside the report"),
        tag("ul", *[tag("li", line) for line in lines], class_="plain"),
    )
