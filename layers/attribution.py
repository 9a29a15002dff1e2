"""Who says what (attribution: source, cue, content)?

Relations as in PARC 3.0 and PolNeAR: the content holds the word "that" and the quotation marks,
the source is the whole noun phrase, the cue the verb with its auxiliaries. All of it is read off
one dependency parse and the marks of quotation; nothing is parsed a second time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dateline.geo.article import Span
from dateline.layers.attribution_links import cited, next_sentence, parents_of, relays_of
from dateline.layers.attribution_phrases import phrase_drafts
from dateline.layers.attribution_speech import (
    MARKS,
    after_quotation,
    before_quotation,
    colon_draft,
)
from dateline.layers.attribution_syntax import Draft, syntax_drafts
from dateline.layers.cues import CueClass
from dateline.layers.mending import mended
from dateline.layers.quotes import find_quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.parse import Parse
    from dateline.layers.attribution_syntax import Range
    from dateline.layers.quotes import Quotation

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quote:
    """An outermost quotation that is speech, in tokens."""

    tokens: Range
    quotation: Quotation


def _token_range(parse: Parse, span: Span) -> Range | None:
    low = bisect_right(parse.ends, span.start)
    high = bisect_left(parse.starts, span.end)
    return (low, high) if low < high else None


def _speech(parse: Parse) -> list[_Quote]:
    out = []
    for quotation in find_quotations(parse.article):
        if quotation.depth == 0 and not quotation.scare:
            tokens = _token_range(parse, quotation.span)
            if tokens is not None:
                out.append(_Quote(tokens=tokens, quotation=quotation))
    return out


def _holder(quotes: Sequence[_Quote], starts: Sequence[int], token: int) -> int:
    """Return the index of the quotation that holds `token`, -1 outside all of them."""
    index = bisect_right(starts, token) - 1
    return index if index >= 0 and token < quotes[index].tokens[1] else -1


def _stretch(draft: Draft, quotes: Sequence[_Quote], starts: Sequence[int]) -> Draft:
    """Widen the pieces of a content that begin or end inside a quotation to its marks."""
    if _holder(quotes, starts, draft.head) >= 0:
        return draft
    taken = [*draft.cue, *draft.source]
    pieces: list[Range] = []
    for piece in draft.content:
        low, high = piece
        first, last = _holder(quotes, starts, low), _holder(quotes, starts, high - 1)
        low = min(low, quotes[first].tokens[0]) if first >= 0 else low
        high = max(high, quotes[last].tokens[1]) if last >= 0 else high
        if any(low < end and begin < high for begin, end in taken):
            return draft
        if pieces and low <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], max(high, pieces[-1][1]))
        else:
            pieces.append((low, high))
    return replace(draft, content=tuple(pieces))


def _speaks_from_inside(draft: Draft, quotes: Sequence[_Quote], starts: Sequence[int]) -> bool:
    """Say whether the parse took words of a quotation for its speaker."""
    return _holder(quotes, starts, draft.head) < 0 and any(
        _holder(quotes, starts, high - 1) >= 0 for _, high in draft.source
    )


def _zone_bounds(parse: Parse) -> dict[int, Range]:
    bounds: dict[int, Range] = {}
    for index, zone in enumerate(parse.zone_of):
        bounds[zone] = (bounds.get(zone, (index, index))[0], index + 1)
    return bounds


def _covered(pieces: Iterable[Range], index: Sequence[Range], starts: Sequence[int]) -> bool:
    """Say whether one of `index` (sorted, with `starts`) covers the middle of the pieces."""
    for low, high in pieces:
        middle = (low + high) // 2
        place = bisect_right(starts, middle) - 1
        if place >= 0 and middle < index[place][1]:
            return True
    return False


def _quotation_drafts(
    parse: Parse, quotes: Sequence[_Quote], known: Sequence[Draft]
) -> list[Draft]:
    """Find a cue for each quotation that no cue of the syntax holds, by position."""
    doc = parse.doc
    taken = sorted(piece for draft in known for piece in draft.content)
    taken_starts = [low for low, _ in taken]
    bounds = _zone_bounds(parse)
    out: list[Draft] = []
    for number, quote in enumerate(quotes):
        if _covered([quote.tokens], taken, taken_starts):
            continue
        zone = bounds[parse.zone_of[quote.tokens[0]]]
        start, end = zone
        if number and quotes[number - 1].tokens[1] > start:
            start = quotes[number - 1].tokens[1]
        if number + 1 < len(quotes):
            end = min(end, quotes[number + 1].tokens[0])
        sentence = doc[quote.tokens[0]].sent.start
        near = max(start, sentence) if sentence < quote.tokens[0] else start
        draft = after_quotation(doc, quote.tokens, end) or before_quotation(doc, quote.tokens, near)
        if draft is None and near != start:
            draft = before_quotation(doc, quote.tokens, start)
        opens = start == zone[0] == quote.tokens[0] and start > 1
        if draft is None and opens and doc[start - 1].text == ":":
            # "He continued:" closes the paragraph before
            draft = before_quotation(doc, quote.tokens, doc[start - 1].sent.start)
        if draft is not None:
            out.append(draft)
    return out


def _carry(parse: Parse, quotes: Sequence[_Quote], drafts: list[Draft]) -> list[Draft]:
    """Give quotations without a cue to the speaker of the quotation before them."""
    owner_of: dict[int, int] = {}
    starts = [quote.tokens[0] for quote in quotes]
    for number, draft in enumerate(drafts):
        holder = _holder(quotes, starts, draft.head)
        if holder >= 0:
            if draft.frame == "colon":
                owner_of.setdefault(holder, number)
            continue
        for low, high in draft.content:
            index = bisect_left(starts, low)
            held = _holder(quotes, starts, low)
            if held >= 0:
                owner_of.setdefault(held, number)
            while index < len(quotes) and quotes[index].tokens[0] < high:
                owner_of.setdefault(index, number)
                index += 1
    added: dict[int, list[Range]] = {}
    for index, quote in enumerate(quotes):
        if index in owner_of or not index or index - 1 not in owner_of:
            continue
        before = quotes[index - 1]
        same_zone = before.quotation.zone == quote.quotation.zone
        whole = _fills_zone(parse, quote)
        next_zone = quote.quotation.zone - before.quotation.zone <= 1
        if same_zone or (next_zone and (whole or quote.quotation.group != index)):
            owner_of[index] = owner_of[index - 1]
            added.setdefault(owner_of[index], []).append(quote.tokens)
    return [
        replace(draft, content=tuple(sorted({*draft.content, *added[number]})))
        if number in added
        else draft
        for number, draft in enumerate(drafts)
    ]


def _fills_zone(parse: Parse, quote: _Quote) -> bool:
    zone = parse.article.zones[quote.quotation.zone].span
    span = quote.quotation.span
    return span.start - zone.start <= 1 and zone.end - span.end <= 1


def _labels(parse: Parse) -> list[Draft]:
    """Read headlines and lines of transcripts of the form "Source: content"."""
    doc, out = parse.doc, []
    for zone, (start, end) in _zone_bounds(parse).items():
        first = start + (doc[start].text in MARKS and start + 1 < end)
        colon = next((i for i in range(first, min(end, first + 10)) if doc[i].text == ":"), None)
        if colon is None or colon + 2 >= end:
            continue
        if parse.article.zones[zone].kind != "headline" and not doc[first].text.isupper():
            continue
        draft = colon_draft(doc, first, colon, (colon + 1, end))
        if draft is not None:
            out.append(draft)
    return out


def _spans(parse: Parse, pieces: Iterable[Range]) -> tuple[Span, ...]:
    return tuple(Span(parse.starts[low], parse.ends[high - 1]) for low, high in sorted(pieces))


def _unique(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep one draft a cue, the one with the most content, in reading order."""
    best: dict[int, Draft] = {}
    for draft in drafts:
        size = sum(high - low for low, high in draft.content)
        old = best.get(draft.head)
        if old is None or size > sum(high - low for low, high in old.content):
            best[draft.head] = draft
    return sorted(best.values(), key=lambda d: (min(d.content + d.cue)[0], d.head))


def _inside(draft: Draft, quotes: Sequence[_Quote], starts: Sequence[int]) -> bool:
    """Say whether a cue stands in a quotation, whoever speaks it."""
    return draft.frame != "colon" and _holder(quotes, starts, draft.head) >= 0


def _kind(
    parse: Parse,
    draft: Draft,
    quotes: Sequence[_Quote],
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
    quoted = [_holder(quotes, starts, low) >= 0 for low, _ in draft.content]
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
    quotes = _speech(parse)
    starts = [quote.tokens[0] for quote in quotes]
    drafts = [_stretch(d, quotes, starts) for d in (*phrase_drafts(doc), *syntax_drafts(doc))]
    drafts = [d for d in drafts if not _speaks_from_inside(d, quotes, starts)]
    outside = [d for d in drafts if _holder(quotes, starts, d.head) < 0]
    labels = _labels(parse)
    drafts += labels
    drafts += _quotation_drafts(parse, quotes, [*outside, *labels])
    drafts += [d for d in next_sentence(parse) if _holder(quotes, starts, d.head) < 0]
    drafts = _carry(parse, quotes, cited(_unique(drafts)))
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
