"""When did what a claim tells happen? The time of its own event among those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.syntax.moment_clauses import moment_clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span
    from dateline.layers.claims.clauses import ClaimDraft
    from dateline.layers.times.times import TimeExpression

# Clauses that say something of a noun: their times date the noun, not the event.
_OF_NOUN: Final = frozenset({"relcl", "acl"})
_CLAUSES: Final = _OF_NOUN | {"ccomp", "advcl", "parataxis", "csubj"}
_APART: Final = 100
_DATING: Final = frozenset({"on", "since", "by", "until"})
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
    return own or _of_conjunct(draft, parse, times) or _of_moment(draft, parse, times)


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
    above = {t.i for t in parse.doc[draft.head].ancestors}
    for step in (token, *token.ancestors):
        if step.i == draft.head or step.i in above:
            break
        if step.dep_ in _OF_NOUN and step.head.i != draft.head:
            return None
        steps += _APART if step.dep_ in {*_OF_NOUN, "advcl"} else 1
    return steps


def _dates_noun(token: Token, draft: ClaimDraft) -> bool:
    """Tell whether the time only says which one is meant: "the treaty of 1951", "its 1979 war"."""
    head = token.head
    if head.lower_ == "of":
        noun = head.head
        return noun.pos_ in {"NOUN", "PROPN"} and noun.i != draft.head and not noun.ent_type_
    if (
        token.i > 0 and token.nbor(-1).lower_ in _DATING
    ):  # "on Friday shells fell": tied to "shells"
        return False
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
        and _dates(parse.tokens(time.core_span)[-1], verb)
    ]
    return before[0] if before else None


def _of_moment(
    draft: ClaimDraft, parse: Parse, times: Sequence[TimeExpression]
) -> TimeExpression | None:
    """Return the time of the clause that tells at which moment: "died when a mine went off on Monday"."""
    clause = moment_clause(parse.doc[draft.head])
    if clause is None:
        return None
    dated = [
        time
        for time in times
        if time.kind not in _LASTING
        and parse.starts[clause.sent.start] <= time.span.start < parse.starts[clause.sent.end - 1]
        and _dates(parse.tokens(time.core_span)[-1], clause)
    ]
    return dated[0] if dated else None


def _dates(token: Token, verb: Token) -> bool:
    """Whether a time hangs on a verb, and on no clause under it."""
    for step in token.ancestors:
        if step == verb:
            return True
        if step.dep_ in _CLAUSES:
            return False
    return False
