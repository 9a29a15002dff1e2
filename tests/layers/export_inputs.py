"""Layers with everything that a format may stumble over, for the tests of exports and stores."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from layer_inputs import ARTICLE, CLAIMS, Shelf

from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.build import Layer, build_layers
from dateline.layers.claims.claims import Claim, ClaimPlace, Via
from dateline.layers.exports.records import Records, records_of
from dateline.layers.speakers.speakers import Speaker
from dateline.layers.stores.rows import Row, rows_of
from dateline.layers.times.times import TimeExpression

if TYPE_CHECKING:
    from pathlib import Path

LONG = "\u041a\u043e\u043b\u043e\u043d\u043d\u0430 \u0448\u043b\u0430 " * 15
SENTENCES = (
    "Patrols crossed the line in July 2021.",
    "$[name] <img src=x onerror=alert(1)> & ]]> \x07 shells hit Agadez.",
    f"{LONG}to Dirkou since 2019.",
    "Convoys will leave Agadez by 2042.",
    "=HYPERLINK(1) guards stay in Dirkou.",
)
TEXT = " ".join(SENTENCES)


def when(value: str | None, earliest: str | None, latest: str | None) -> TimeExpression:
    """Make a time as claims have it."""
    span = Span(0, 1)
    return TimeExpression(
        span=span, core_span=span, text="then", core="then", timex="", mod=None, value=value,
        precision="day", bound=None, resolvable_without_dct=True, earliest=earliest, latest=latest,
    )  # fmt: skip


def _claim(number: int, place: str, role: str = "location", **more: object) -> Claim:
    start = TEXT.index(SENTENCES[number - 1])
    span = Span(start, start + len(SENTENCES[number - 1]))
    shown = ClaimPlace(text=None, span=None, role=role, resolves_to=None, place_ids=(place,))  # type: ignore[arg-type]
    return replace(
        CLAIMS[3], id=f"C{number:02d}", sentence=span, content=span, places=(shown,), **more
    )  # type: ignore[arg-type]


HOSTILE = Article(
    id="hostile",
    text=TEXT,
    sha256="ab" * 32,
    zones=(Zone(span=Span(0, len(TEXT)), kind="paragraph"),),
    title="<script>alert(2)</script> $[name]",
    published="2021-07-30",
)
HOSTILE_CLAIMS = (
    _claim(1, "border:IN-PK", "border", type="armed_movement",
           time=when("2021-07", "2021-07-01", "2021-07-31")),
    _claim(2, "gn:1", type="armed_conflict", time=when("2021-07-27", "2021-07-27", "2021-07-27"),
           speaker=Speaker(name="<b>The \u00c9lys\u00e9e</b> $[name]", kind="person"),
           via=Via(name="Agence X", explicit=True)),
    _claim(3, "gn:2", time=when("2019/..", "2019-01-01", None), note="=1+1"),
    _claim(4, "gn:1", realis="future", type="deployment", time=when("../2042", None, "2042-12-31")),
    _claim(5, "gn:3", polarity="-"),
)  # fmt: skip


@lru_cache(maxsize=4)
def layers(name: str = "sahel") -> tuple[Layer, ...]:
    """Return the layers of one of two reports."""
    article, claims = report(name)
    return build_layers(article, (), claims, gazetteer=Shelf())  # type: ignore[arg-type]


def report(name: str) -> tuple[Article, tuple[Claim, ...]]:
    """Return one of two reports with its claims."""
    return (ARTICLE, CLAIMS) if name == "sahel" else (HOSTILE, HOSTILE_CLAIMS)


def records(name: str = "sahel") -> Records:
    """Return the records of one of two reports."""
    article, claims = report(name)
    return records_of(article, claims, ())


def rows(name: str = "sahel") -> dict[str, list[Row]]:
    """Return what one of two reports puts into a store."""
    return rows_of(layers(name), records(name))


def export(path: Path, name: str = "hostile") -> tuple[str, ...]:
    """Write one of two reports to a file, and return the notes."""
    from dateline.layers.exports.export import export_layers

    article, claims = report(name)
    return export_layers(layers(name), path, article=article, claims=claims).notes
