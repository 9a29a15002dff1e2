"""What is said beside a figure's map, and of the figure where it cannot be seen?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.report_sets import report_key, report_name
from dateline.maps.drawing.name_spots import is_point
from dateline.maps.page.marks import DENIED, OPEN, meaning_of
from dateline.maps.page.panels import credit_words
from dateline.maps.page.payload import length_words, share_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.reports.article import Article
    from dateline.maps.drawing.features import Feature

NOT_WHAT_IS_SO: Final = "The map shows what the report says, not what is so."
_NOT_WHAT_IS_SO_SET: Final = "The map shows what the reports say, not what is so."
_STATUS: Final = {
    "future": "announced for later",
    "conditional": "only if …",
    "hypothetical": "imagined",
    "mixed": "claims differ",
}
_MEANING: Final = {OPEN: "only announced", DENIED: "denied"}
HOLLOW: Final = "Hollow or dotted: only announced"
CROSSED: Final = "Crossed out or faint: denied"


def byline(articles: Sequence[Article], claims: int, features: Sequence[Feature]) -> str:
    """Return source, day and counts in one line."""
    places = {f.place_id for f in features if f.shape is not None and f.layer != "movements"}
    counts = [_plural(claims, "claim"), f"{_plural(len(places), 'place')} on the map"]
    if len(articles) > 1:
        return " · ".join([_plural(len(articles), "report"), *counts])
    article = articles[0]
    day = article.published or "report date unknown"
    return " · ".join(word for word in (article.source, day, *counts) if word)


def reports_line(articles: Sequence[Article]) -> str:
    """Return which report is which, "" where there is one."""
    if len(articles) < 2:
        return ""
    told = []
    for number, article in enumerate(articles):
        facts = [article.title or article.id, article.source, article.published or "date unknown"]
        name = report_name(report_key(number))
        told.append(f"{name}: {', '.join(fact for fact in facts if fact)}")
    return " · ".join(told)


def foot(
    articles: Sequence[Article],
    features: Sequence[Feature],
    *,
    numbered: bool,
    events: Sequence[str] = (),
) -> str:
    """Return the line under the map: what it is, and whose data it shows; `events` are credits."""
    says = NOT_WHAT_IS_SO if len(articles) == 1 else _NOT_WHAT_IS_SO_SET
    key = " Numbers on the map are those of the claims in the key." if numbered else ""
    beside = [f"Events, which are no claims: {'; '.join(events)}"] if events else []
    return " · ".join([f"{says}{key} {credit_words(features)}", *beside, "Made with dateline"])


def in_words(
    heading: str,
    features: Sequence[Feature],
    marks: Mapping[str, str],
    *,
    by: str,
    events: Sequence[str] = (),
) -> str:
    """Return the map in words, for who cannot see it: each thing, as it is named and meant."""
    drawn = [feature for feature in features if feature.shape is not None]
    groups = [
        ("Bases", [f for f in drawn if f.layer == "bases"]),
        ("Places", [f for f in drawn if f.layer == "events"]),
        ("Borders", [f for f in drawn if f.layer == "borders"]),
        ("Arrows", [f for f in drawn if f.layer == "movements"]),
        ("Areas", [f for f in drawn if f.layer == "areas" and not f.uncertain]),
        ("Uncertain areas", [f for f in drawn if f.uncertain]),
    ]
    told = [
        f"{name}: {'; '.join(dict.fromkeys(_told(f, marks) for f in found))}."
        for name, found in groups
        if found
    ]
    nothing = [] if told else ["Nothing that the report names could be drawn."]
    beside = [f"Events of data sets, which are no claims: {'; '.join(events)}."] if events else []
    return " ".join([f"Map: {heading} ({by}).", *told, *nothing, *beside])


def _told(feature: Feature, marks: Mapping[str, str]) -> str:
    name = feature.label or feature.name or feature.id
    name = name.rpartition(" — ")[2] if is_point(feature) else name
    how = _STATUS.get(feature.status) if feature.layer == "movements" else None
    facts = [
        "disputed" if feature.disputed else "",
        length_words(feature, brief=True),
        share_words(feature),
        _MEANING.get(meaning_of(feature, marks), "") or how or "",
    ]
    inner = ", ".join(fact for fact in facts if fact)
    return f"{name} ({inner})" if inner else name


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
