"""When did what a claim tells happen? The time of its own event among those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.article import Span
    from dateline.geo.parse import Parse
    from dateline.layers.clauses import ClaimDraft
    from dateline.layers.times import TimeExpression

# Clauses that say something of a noun: their times date the noun, not the event.
_OF_NOUN: Final = frozenset({"relcl", "acl"})
_APART: Final = 100
_LASTING: Final = frozenset({"DURATION", "SET"})


def time_of(
    draft: ClaimDraft, parse: Parse, times: Sequence[TimeExpression]
) -> TimeExpression | None:
    """Return the time of the claim's own event, None where the claim's words have none.

    The nearest to the claim's verb in the tree. A duration or frequency ("for two years", "on
    Tuesdays") counts only where nothing else dates the event, a date of a noun ("the treaty of
    1951", "a text published on Monday") never. A time before the first of several conjoined verbs
    holds for all of them ("Since April they have dug trenches and built walls").
    """
    start, end = parse.starts[draft.reach], draft.content.end
    own = _nearest(draft, parse, [t for t in times if start <= t.span.start and t.span.end <= end])
    return own or _of_conjunct(draft, parse, times)


def _nearest(
    draft: ClaimDraft, parse: Parse, inside: Sequence[TimeExpression]
) -> TimeExpression | None:
    steps = [(time, _steps(time.core_span, draft, parse)) for time in inside]
    ranked = [
        (time.kind in _LASTING, count, time.span.start, time)
        for time, count in steps
        if count is not None and (time.kind != "DURATION" or time.span != time.core_span)
    ]
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def _steps(span: Span, draft: ClaimDraft, parse: Parse) -> int | None:
    """Count clause borders between a time and the claim's head, then arcs; None if it is a noun's."""
    token = parse.tokens(span)[-1]
    if token.i != draft.head and _dates_noun(token, draft):
        return None
    steps = 0
    for step in (token, *token.ancestors):
        if step.i == draft.head:
            break
        if step.dep_ in _OF_NOUN and step.head.i in draft.tokens and step.head.i != draft.head:
            return None
        steps += _APART if step.dep_ in {*_OF_NOUN, "advcl"} else 1
    return steps


def _dates_noun(token: Token, draft: ClaimDraft) -> bool:
    """Tell whether the time only says which one is meant: "the treaty of 1951", "its 1979 war"."""
    head = token.head
    if head.lower_ == "of":
        noun = head.head
        return noun.pos_ in {"NOUN", "PROPN"} and noun.i != draft.head and not noun.ent_type_
    return token.dep_ in {"compound", "nummod"} and head.i > token.i and head.i != draft.head


def _of_conjunct(
    draft: ClaimDraft, parse: Parse, times: Sequence[TimeExpression]
) -> TimeExpression | None:
    """Return the time that stands before the first verb that the claim's verb is conjoined to."""
    verb = parse.doc[draft.head]
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    if verb.i == draft.head:
        return None
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), verb)
    first = parse.doc[subject.left_edge.i]
    before = [
        time
        for time in times
        if parse.starts[verb.sent.start] <= time.span.start
        and time.span.end <= parse.starts[first.i]
        and verb in parse.tokens(time.core_span)[-1].ancestors
    ]
    return before[0] if before else None
