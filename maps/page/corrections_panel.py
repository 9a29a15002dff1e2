"""Which words of an analyst does the page list: claims rejected, corrections that found no place?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.maps.escape import Html, join, tag
from dateline.maps.page.cards import speaker_words
from dateline.maps.page.time_text import time_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.layers.corrections.corrections import Applied, OrphanEntry


def corrections_html(applied: Applied | None, rejected: Sequence[Mapping[str, Any]]) -> Html:
    """Return the sections about corrections; nothing where there is nothing to say.

    Parameters
    ----------
    applied
        What became of the corrections, None where the map was made without.
    rejected
        Records of the claims that an analyst rejected.
    """
    parts = []
    if rejected:
        items = [_rejected(record) for record in rejected]
        parts.append(_section("Claims rejected by the analyst", items))
    if applied is not None and applied.orphans:
        items = [_orphan(orphan) for orphan in applied.orphans]
        parts.append(_section(orphans_words(len(applied.orphans)), items))
    return join(parts)


def orphans_words(count: int) -> str:
    """Return the heading of the corrections that found no place in the report."""
    noun = "correction" if count == 1 else "corrections"
    return f"{count} {noun} found no place in the report"


def _section(title: str, items: Sequence[Html]) -> Html:
    return tag("section", tag("h3", title), tag("ul", *items, class_="plain"))


def _rejected(record: Mapping[str, Any]) -> Html:
    facts = f"{record['id']} · {speaker_words(record)} · {time_words(record)}"
    note = [tag("p", f"Analyst's note: {record['note']}", class_="reason")] * bool(record["note"])
    return tag(
        "li", tag("q", str(record["content"]["text"])), tag("p", facts, class_="reason"), *note
    )


def _orphan(orphan: OrphanEntry) -> Html:
    kind = tag("span", f" ({orphan.kind})")
    note = orphan.entry.note
    said = [tag("p", f"Analyst's note: {note}", class_="reason")] if note else []
    reason = tag("p", orphan.reason, class_="reason")
    return tag("li", tag("bdi", orphan.words, class_="name"), kind, reason, *said)
