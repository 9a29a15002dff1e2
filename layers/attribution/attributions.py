"""Who says what (attribution: source, cue, content)?

Relations as in PARC 3.0 and PolNeAR: the content holds the word "that" and the quotation marks,
the source is the whole noun phrase, the cue the verb with its auxiliaries. All of it is read off
one dependency parse and the marks of quotation; nothing is parsed a second time.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dateline.geo.reports.article import Span
from dateline.layers.attribution.asides import aside_drafts
from dateline.layers.attribution.cues import CueClass
from dateline.layers.attribution.headlines import headline_drafts, label_drafts
from dateline.layers.attribution.links import (
    cited,
    next_paragraph,
    next_sentence,
    parents_of,
    relays_of,
)
from dateline.layers.attribution.phrases import phrase_drafts
from dateline.layers.attribution.quotations import (
    adjacent_drafts,
    carried,
    holder_of,
    quotation_drafts,
    speaks_from_inside,
    spoken,
    stretch,
    within_semicolons,
    zone_bounds,
)
from dateline.layers.attribution.syntax import syntax_drafts
from dateline.layers.syntax.mending import mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.parse import Parse
    from dateline.layers.attribution.quotations import Quote
    from dateline.layers.attribution.tree import Draft, Range

__all__ = ["Attribution", "AttributionKind", "CueClass", "find_attributions"]

AttributionKind = Literal[
    "direct", "indirect", "mixed", "headline", "relay", "nested", "sourceless"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution relation (PARC 3.0, PolNeAR: source, cue, content; each may be in pieces).

    Attributes
    ----------
    source, cue, content
        Pieces in reading order, none overlapping; a role may be empty.
    kind
        "nested" inside another's content, "relay" one who passes on another's statement.
    cue_class
        What the speaker does with the content; from the lexicon, by lemma.
    cue_lemma
        Dictionary form of the cue's head, "" where there is no cue.
    parent
        Index of the enclosing attribution in the same tuple (nested: the one it stands in;
        relayed: see `relay_of`), None at the top.
    relay_of
        For a relay: indices of the attributions that it passes on.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    cue_class: CueClass
    cue_lemma: str
    parent: int | None = None
    relay_of: tuple[int, ...] = ()


def _spans(parse: Parse, pieces: Iterable[Range]) -> tuple[Span, ...]:
    return tuple(Span(parse.starts[low], parse.ends[high - 1]) for low, high in sorted(pieces))


def _unique(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep one draft a cue, the one with the most content, in reading order."""
    best: dict[int, Draft] = {}
    for draft in drafts:
        size = sum(high - low for low, high in draft.content)
        old = best.get(draft.head)
        if old is not None and "relay phrase" in {old.frame, draft.frame}:
            best[draft.head] = old if old.frame == "relay phrase" else draft
        elif old is None or size > sum(high - low for low, high in old.content):
            best[draft.head] = draft
    return sorted(best.values(), key=lambda d: (min(d.content + d.cue)[0], d.head))


def _inside(draft: Draft, quotes: Sequence[Quote], starts: Sequence[int]) -> bool:
    """Say whether a cue stands in a quotation, whoever speaks it."""
    return draft.frame != "colon" and holder_of(quotes, starts, draft.head) >= 0


def _kind(
    parse: Parse,
    draft: Draft,
    quotes: Sequence[Quote],
    starts: Sequence[int],
    *,
    nested: bool,
    relay: bool,
) -> AttributionKind:
    if relay:
        return "relay"
    if nested:
        return "nested"
    if parse.article.zones[parse.zone_of[draft.head]].kind == "headline":
        return "headline"
    if not draft.source:
        return "sourceless"
    quoted = [holder_of(quotes, starts, low) >= 0 for low, _ in draft.content]
    if all(quoted):
        return "direct"
    inside = any(
        bisect_left(starts, low) < len(starts) and starts[bisect_left(starts, low)] < high
        for low, high in draft.content
    )
    return "mixed" if inside or any(quoted) else "indirect"


def find_attributions(parse: Parse) -> tuple[Attribution, ...]:
    """Find who says, thinks, promises, plans or asks what.

    Parameters
    ----------
    parse
        The report's one parse.

    Returns
    -------
    tuple of Attribution
        In reading order of cue and content. Relations that stand in another's content have the
        kind "nested" and a `parent`; those of an outlet that passes a statement on "relay".
    """
    parse = mended(parse)
    doc = parse.doc
    bounds = zone_bounds(parse)
    quotes = spoken(parse)
    starts = [quote.tokens[0] for quote in quotes]
    drafts = [
        within_semicolons(parse, stretch(d, quotes, starts))
        for d in (*phrase_drafts(doc), *syntax_drafts(doc))
    ]
    drafts = [d for d in drafts if not speaks_from_inside(d, quotes, starts)]
    drafts = adjacent_drafts(parse, quotes, drafts)
    outside = [d for d in drafts if holder_of(quotes, starts, d.head) < 0]
    labels = list(label_drafts(parse, bounds))
    labels += headline_drafts(parse, bounds, [*outside, *labels])
    drafts += labels
    drafts += quotation_drafts(parse, quotes, [*outside, *labels])
    drafts += [
        d
        for d in (*next_sentence(parse), *next_paragraph(parse))
        if holder_of(quotes, starts, d.head) < 0
    ]
    heads = {d.head for d in drafts}
    asides = (stretch(d, quotes, starts) for d in aside_drafts(doc) if d.head not in heads)
    drafts += [d for d in asides if holder_of(quotes, starts, d.head) < 0]
    drafts = carried(parse, quotes, cited(doc, _unique(drafts)))
    relays = relays_of(drafts)
    parents = parents_of(drafts, relays)
    return tuple(
        Attribution(
            source=_spans(parse, draft.source),
            cue=_spans(parse, draft.cue),
            content=_spans(parse, draft.content),
            kind=_kind(
                parse,
                draft,
                quotes,
                starts,
                nested=parents[number] is not None or _inside(draft, quotes, starts),
                relay=number in relays,
            ),
            cue_class=draft.cue_class,
            cue_lemma=draft.lemma,
            parent=parents[number],
            relay_of=relays.get(number, ()),
        )
        for number, draft in enumerate(drafts)
    )
