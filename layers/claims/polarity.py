"""Is what is claimed affirmed or negated, by its own words or by whoever denies it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from dateline.layers.syntax.verb_forms import NEGATORS, is_passive, negators, rules_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span
    from dateline.layers.attribution.attributions import Attribution
    from dateline.layers.claims.claims import Act
    from dateline.layers.claims.clauses import ClaimDraft

Polarity = Literal["+", "-"]
DOUBTS: Final = frozenset({"doubt", "doubtful", "disbelieve"})
# "Does not expect X to come": the negation belongs to what is expected.
_RAISERS: Final = frozenset(
    """expect anticipate foresee think believe suppose imagine reckon plan intend want hope wish
    aim expectation intention""".split()
)
# Verbs that deny by themselves: "do not disregard" affirms, "failed to reach" denies.
_NEGATIVE_VERBS: Final = frozenset(
    """disregard ignore neglect overlook forget doubt exclude dismiss underestimate deny hide
    conceal dispute reject refute""".split()
)
FAILING_VERBS: Final = frozenset("fail refuse decline cease".split())
_UNABLE: Final = frozenset({"unable", "unwilling"})


def polarity_of(draft: ClaimDraft, head: Token, parse: Parse) -> tuple[Span | None, Polarity]:
    """Return the negator of the claim's own verb, and the sign; two negatives affirm."""
    if head.i not in draft.tokens:  # "asked the crowd not to throw stones"
        head = _top_verb(draft, head, parse)
    found = [t for t in negators(head) if t.i in draft.tokens]
    asked = next((c for c in head.rights if c.dep_ == "xcomp" and is_passive(head)), None)
    if not found and asked is not None:  # "were warned not to approach"
        found = [t for t in negators(asked) if t.i in draft.tokens]
    if not found:
        return _failing(head, parse)
    if head.lemma_.lower() in _NEGATIVE_VERBS or rules_out(head):
        return parse.span(found[0]), "+"
    if any(c.lower_ == "only" for t in found for c in [t.nbor(1)] if t.i + 1 < len(t.doc)):
        return None, "+"
    return parse.span(found[0]), "-"


def _top_verb(draft: ClaimDraft, head: Token, parse: Parse) -> Token:
    verbs = [parse.doc[i] for i in sorted(draft.tokens) if parse.doc[i].pos_ == "VERB"]
    return next((v for v in verbs if v.head.i == head.i), verbs[0] if verbs else head)


def is_turned(
    draft: ClaimDraft, act: Act, parse: Parse, attributions: Sequence[Attribution]
) -> bool:
    """Whether who tells it denies it, doubts it or does not expect it."""
    if act == "deny":
        return True
    for number in draft.stances:
        attribution = attributions[number]
        cue = [t for span in attribution.cue for t in parse.tokens(span)]
        negated = any(t.lower_ in NEGATORS for t in cue)
        if attribution.cue_lemma in DOUBTS:
            return not negated
        if attribution.cue_lemma in _RAISERS:
            return negated and not any(t.i == draft.head for t in cue)
        if attribution.cue_class != "perceive":
            return False
    return False


def _failing(head: Token, parse: Parse) -> tuple[Span | None, Polarity]:
    if head.lemma_.lower() in FAILING_VERBS and any(c.dep_ == "xcomp" for c in head.children):
        return parse.span(head), "-"
    for child in head.rights:
        if child.dep_ == "acomp" and child.lower_ in _UNABLE:
            return parse.span(child), "-"
    yet = next((c for c in head.children if c.lower_ == "yet"), None)
    if head.lemma_ == "have" and yet and any(c.dep_ == "xcomp" for c in head.rights):
        return parse.span(yet), "-"
    return None, "+"
