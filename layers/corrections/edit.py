"""How does a file of corrections grow, answer by answer, and follow a report that has changed?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

from dateline.layers.corrections.anchor import anchor_at, find_anchors
from dateline.layers.corrections.corrections import (
    Anchor,
    ClaimCorrection,
    Corrections,
    PlaceCorrection,
    ReportName,
    for_report,
    in_order,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.reports.article import Article
    from dateline.layers.corrections.corrections import Entry

_E = TypeVar("_E", PlaceCorrection, ClaimCorrection)


def corrections_of(article: Article, old: Corrections | None = None) -> Corrections:
    """Return the corrections to go on with for a report as it is now.

    Parameters
    ----------
    old
        Those made so far. Entries whose words are found in the report get anchors that fit it as
        it is now; the others, and those about other reports, stay as they are.

    Returns
    -------
    Corrections
        With the report's name and hash; without entries where there were none.
    """
    name = ReportName(
        id=article.id, title=article.title or _headline(article), sha256=article.sha256
    )
    if old is None:
        return Corrections(reports=(name,))
    mine, _ = for_report(old, article)
    several = len(old.reports) > 1
    reports: tuple[ReportName, ...] = (name,)
    if several:
        reports = tuple(name if _is_named(r, article) else r for r in old.reports)
        if name not in reports:
            reports = (*reports, name)
    # Entries that turn out to be about the same words become one.
    places = _anew(article, old.places, mine.places, several=several)
    claims = _anew(article, old.claims, mine.claims, several=several)
    return with_entries(Corrections(reports=reports), [*places, *claims])


def _headline(article: Article) -> str | None:
    zone = next((z for z in article.zones if z.kind == "headline"), None)
    return " ".join(article.slice(zone.span).split()) if zone else None


def _is_named(name: ReportName, article: Article) -> bool:
    return name.id == article.id or (bool(name.sha256) and name.sha256 == article.sha256)


def _anew(
    article: Article, entries: Sequence[_E], mine: Sequence[_E], *, several: bool
) -> tuple[_E, ...]:
    """Return the entries with anchors that fit the report as it is now, where they are found."""
    spans = {id(entry): span for entry, span, _ in find_anchors(article, mine)}
    report = article.id if several else None
    out = []
    for entry in entries:
        span = spans.get(id(entry))
        fresh = anchor_at(article, span, report=report) if span is not None else entry.anchor
        out.append(replace(entry, anchor=fresh))
    return tuple(out)


def with_entries(corrections: Corrections, entries: Iterable[Entry]) -> Corrections:
    """Return the corrections with entries added.

    A place's entry replaces the one about the same words and scope; what a claim's entry says is
    added to the entry about the same words, and wins over it.
    """
    places, claims = list(corrections.places), list(corrections.claims)
    for entry in entries:
        if isinstance(entry, PlaceCorrection):
            places = [p for p in places if not _is_replaced(p, entry)] + [entry]
        else:
            known = next((c for c in claims if _same_words(c.anchor, entry.anchor)), None)
            claims = [c for c in claims if c is not known]
            claims.append(entry if known is None else _merged(known, entry))
    return in_order(replace(corrections, places=tuple(places), claims=tuple(claims)))


def _same_words(one: Anchor, other: Anchor) -> bool:
    return (one.report, one.position, one.words) == (other.report, other.position, other.words)


def _is_replaced(old: PlaceCorrection, new: PlaceCorrection) -> bool:
    return old.scope == new.scope and _same_words(old.anchor, new.anchor)


def _merged(old: ClaimCorrection, new: ClaimCorrection) -> ClaimCorrection:
    given = {f.name: getattr(new, f.name) for f in fields(new) if f.name not in {"add", "where"}}
    said = {name: value for name, value in given.items() if value is not None}
    return replace(old, add=old.add or new.add, **said)
