"""Which cue does a quotation belong to, and which quotations does a cue take?

A cue that touches a quotation has it whatever the parse says; others are given to the cue of
the syntax that holds them, to one nearby, or to the speaker of the quotation before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.layers.attribution.quotes import find_quotations
from dateline.layers.attribution.speech import adjacent_cues, after_quotation, before_quotation
from dateline.layers.attribution.tree import Draft, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.tokens import Doc

    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span
    from dateline.layers.attribution.quotes import Quotation
    from dateline.layers.attribution.tree import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An outermost quotation that is speech, in tokens."""

    tokens: Range
    quotation: Quotation


def _token_range(parse: Parse, span: Span) -> Range | None:
    low = bisect_right(parse.ends, span.start)
    high = bisect_left(parse.starts, span.end)
    return (low, high) if low < high else None


def spoken(parse: Parse) -> list[Quote]:
    """Return the outermost quotations that are speech, in reading order."""
    out = []
    for quotation in find_quotations(parse.article):
        if quotation.depth == 0 and not quotation.scare:
            tokens = _token_range(parse, quotation.span)
            if tokens is not None:
                out.append(Quote(tokens=tokens, quotation=quotation))
    return out


def holder_of(quotes: Sequence[Quote], starts: Sequence[int], token: int) -> int:
    """Return the index of the quotation that holds `token`, -1 outside all of them."""
    index = bisect_right(starts, token) - 1
    return index if index >= 0 and token < quotes[index].tokens[1] else -1


def stretch(draft: Draft, quotes: Sequence[Quote], starts: Sequence[int]) -> Draft:
    """Widen the pieces of a content that begin or end inside a quotation to its marks."""
    holder = holder_of(quotes, starts, draft.head)
    if holder >= 0:
        return _clip(draft, quotes[holder].tokens)
    taken = [*draft.cue, *draft.source]
    pieces: list[Range] = []
    for piece in draft.content:
        low, high = piece
        first, last = holder_of(quotes, starts, low), holder_of(quotes, starts, high - 1)
        low = min(low, quotes[first].tokens[0]) if first >= 0 else low
        high = max(high, quotes[last].tokens[1]) if last >= 0 else high
        if any(low < end and begin < high for begin, end in taken):
            return draft
        if pieces and low <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], max(high, pieces[-1][1]))
        else:
            pieces.append((low, high))
    return replace(draft, content=tuple(pieces))


def _clip(draft: Draft, quote: Range) -> Draft:
    """Leave out what the parse added from outside the quotation that holds the cue."""
    pieces = ((max(low, quote[0]), min(high, quote[1])) for low, high in draft.content)
    kept = tuple((low, high) for low, high in pieces if low < high)
    return replace(draft, content=kept) if kept else draft


def within_semicolons(parse: Parse, draft: Draft) -> Draft:
    """Leave out what a semicolon beside source and cue parts from them.

    "The bridge is down, the mayor says; the army denies it": what follows is another's.
    """
    doc = parse.doc
    group = [*draft.source, *draft.cue]
    low, high = min(a for a, _ in group), max(b for _, b in group)
    interrupted = any(p[0] >= high and p[0] - high <= 1 for p in draft.content)
    before = tuple(
        _behind_mark(doc, p, interrupted=interrupted) for p in draft.content if p[1] <= low
    )
    after = tuple(p for p in draft.content if p[0] >= high)
    if before and high < len(doc) and doc[high].text == ";":
        return replace(draft, content=before)
    if after and low and doc[low - 1].text == ";":
        return replace(draft, content=after)
    return replace(draft, content=(*before, *(p for p in draft.content if p[1] > low)))


def _behind_mark(doc: Doc, piece: Range, *, interrupted: bool) -> Range:
    """Cut off what a semicolon or colon parts from the statement before a cue, a clause too."""
    low, high = piece
    for i in range(high - 1, low, -1):
        if doc[i].is_quote and doc[i - 1].text != ":":
            return piece
        if doc[i].text in {";", ":"} and i + 1 < high:
            told = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[low:i])
            goes_on = (
                interrupted
                or doc[i + 1].is_quote
                or any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[i + 1 : high])
            )
            return (i + 1, high) if told and goes_on else piece
    return piece


def speaks_from_inside(draft: Draft, quotes: Sequence[Quote], starts: Sequence[int]) -> bool:
    """Say whether the parse took words of a quotation for its speaker."""
    return holder_of(quotes, starts, draft.head) < 0 and any(
        holder_of(quotes, starts, high - 1) >= 0 for _, high in draft.source
    )


def zone_bounds(parse: Parse) -> dict[int, Range]:
    """Map each zone of the report to its tokens."""
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


def _gaps(parse: Parse, quotes: Sequence[Quote]) -> list[Range]:
    """Return for each quotation the tokens from the one before to the one after in its zone."""
    bounds = zone_bounds(parse)
    out = []
    for number, quote in enumerate(quotes):
        start, end = bounds[parse.zone_of[quote.tokens[0]]]
        if number:
            start = max(start, quotes[number - 1].tokens[1])
        if number + 1 < len(quotes):
            end = min(end, quotes[number + 1].tokens[0])
        out.append((start, end))
    return out


def quotation_drafts(parse: Parse, quotes: Sequence[Quote], known: Sequence[Draft]) -> list[Draft]:
    """Find a cue for each quotation that no cue of the syntax holds, by position."""
    doc = parse.doc
    taken = sorted(piece for draft in known for piece in draft.content)
    taken_starts = [low for low, _ in taken]
    bounds = zone_bounds(parse)
    out: list[Draft] = []
    for quote, (start, end) in zip(quotes, _gaps(parse, quotes), strict=True):
        if _covered([quote.tokens], taken, taken_starts):
            continue
        zone = bounds[parse.zone_of[quote.tokens[0]]]
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


def adjacent_drafts(parse: Parse, quotes: Sequence[Quote], drafts: Sequence[Draft]) -> list[Draft]:
    """Give quotations to the cues that touch them, and take them from other cues."""
    starts = [quote.tokens[0] for quote in quotes]
    near: dict[int, Draft] = {}
    owner_of: dict[int, int] = {}
    for number, (start, end) in enumerate(_gaps(parse, quotes)):
        for draft in adjacent_cues(parse.doc, quotes[number].tokens, start, end):
            old = near.get(draft.head, draft)
            near[draft.head] = replace(old, content=tuple(sorted({*old.content, *draft.content})))
            owner_of[number] = draft.head
    out: list[Draft] = []
    for draft in drafts:
        own = near.get(draft.head)
        if own is not None:
            if _reaches(draft, own):
                del near[draft.head]
                out.append(draft)
            continue
        if holder_of(quotes, starts, draft.head) >= 0:
            out.append(draft)
            continue
        content = list(draft.content)
        for number, head in owner_of.items():
            if not any(low <= head < high for low, high in content):
                quote = quotes[number].tokens
                content = [part for piece in content for part in without(piece, quote)]
        if content:
            out.append(replace(draft, content=tuple(content)))
    return out + list(near.values())


def _reaches(draft: Draft, own: Draft) -> bool:
    """Say whether a draft's content holds all of another's."""
    return all(
        any(low <= begin and end <= high for low, high in draft.content)
        for begin, end in own.content
    )


def carried(parse: Parse, quotes: Sequence[Quote], drafts: list[Draft]) -> list[Draft]:
    """Give quotations without a cue to the speaker of the quotation before them."""
    owner_of: dict[int, int] = {}
    starts = [quote.tokens[0] for quote in quotes]
    for number, draft in enumerate(drafts):
        holder = holder_of(quotes, starts, draft.head)
        if holder >= 0:
            if draft.frame == "colon":
                owner_of.setdefault(holder, number)
            continue
        for low, high in draft.content:
            index = bisect_left(starts, low)
            held = holder_of(quotes, starts, low)
            if held >= 0:
                owner_of.setdefault(held, number)
            while index < len(quotes) and quotes[index].tokens[0] < high:
                owner_of.setdefault(index, number)
                index += 1
    added: dict[int, list[Range]] = {}
    heads = {d.head: n for n, d in enumerate(drafts) if _may_go_on(d)}
    for index, quote in enumerate(quotes):
        if index in owner_of:
            continue
        told = _told_before(parse, quote, heads)
        if told is not None:
            owner_of[index] = told
            added.setdefault(told, []).append(quote.tokens)
            continue
        if not index or index - 1 not in owner_of:
            continue
        before = quotes[index - 1]
        same_zone = before.quotation.zone == quote.quotation.zone
        whole = _fills_zone(parse, quote)
        next_zone = quote.quotation.zone - before.quotation.zone <= 1
        if (same_zone and _opens_speech(parse, quote, before)) or (
            next_zone and (whole or quote.quotation.group != index)
        ):
            owner_of[index] = owner_of[index - 1]
            added.setdefault(owner_of[index], []).append(quote.tokens)
    return [
        replace(draft, content=tuple(sorted({*draft.content, *added[number]})))
        if number in added
        else draft
        for number, draft in enumerate(drafts)
    ]


def _may_go_on(draft: Draft) -> bool:
    """Whether a source that told something may go on in quotation marks."""
    return bool(draft.source) and draft.cue_class in {"say", "think", "warn", "promise"}


def _told_before(parse: Parse, quote: Quote, heads: Mapping[int, int]) -> int | None:
    """Return who told the sentence before a quotation that is a sentence of its own."""
    doc, (low, high) = parse.doc, quote.tokens
    if (
        low < 2
        or parse.zone_of[low - 1] != parse.zone_of[low]
        or doc[low - 1].text not in {".", "!"}
    ):
        return None
    closes = doc[high - 2].text in {".", "!", "?"} if high - low > 2 else False
    follows = (
        high >= len(doc) or doc[high].is_sent_start or parse.zone_of[high] != parse.zone_of[low]
    )
    if not closes or not follows:
        return None
    before = doc[low - 1].sent
    found = [heads[t.i] for t in before if t.i in heads]
    return found[-1] if len(found) == 1 else None


def _opens_speech(parse: Parse, quote: Quote, before: Quote) -> bool:
    """Say whether a quotation goes on from the one before, and is no fragment of a sentence."""
    first = parse.doc[quote.tokens[0]]
    if first.is_sent_start or first.i == 0 or first.sent.start <= before.tokens[0]:
        return True
    return first.nbor(-1).is_punct or (first.i + 1 < len(parse.doc) and first.nbor(1).is_title)


def _fills_zone(parse: Parse, quote: Quote) -> bool:
    zone = parse.article.zones[quote.quotation.zone].span
    span = quote.quotation.span
    return span.start - zone.start <= 1 and zone.end - span.end <= 1
