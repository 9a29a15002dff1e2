"""On which condition does a claim hold, in the report's own words?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.syntax.verb_forms import OPEN_MODALS, WOULD, is_inverted_condition, modal_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span
    from dateline.layers.claims.clauses import ClaimDraft

_IF: Final = frozenset({"if", "unless", "once", "should", "provided", "providing"})
_CASES: Final = frozenset({"case", "event"})
_PROVISIONS: Final = frozenset({"provided", "providing", "assuming"})
_WHEN: Final = frozenset({"when", "if", "after", "once"})


def condition_of(draft: ClaimDraft, head: Token, parse: Parse) -> tuple[Span | None, bool]:
    """Return the words of a condition, and whether it makes even a present conditional."""
    words = [parse.doc[i] for i in sorted(draft.tokens)]
    if words and words[0].lower_ == "should" and words[0].tag_ == "MD":
        comma = next((n for n, t in enumerate(words) if t.text == ","), 0)
        if comma:  # "Should they fire again, our answer will be heavier"
            return parse.span(words[:comma]), False
    for token in words:
        clause, strict = _conditional_clause(token), False
        if clause is None:
            clause, strict = _proviso(token), True
        if clause is not None:
            inside = [t for t in clause.subtree if t.i in draft.tokens and t.i != head.i]
            while inside and inside[-1].is_punct:
                inside.pop()
            if inside:
                return parse.span(inside), strict
    return _unsaid_condition(draft, head, parse), False


def _proviso(token: Token) -> Token | None:
    """Return the top of "provided that …", "only when …", "on condition that …"."""
    if token.lower_ in _PROVISIONS and token.dep_ in {"prep", "advcl", "mark"}:
        told = any(c.dep_ in {"ccomp", "pcomp"} for c in token.rights)
        return token if told else None
    if token.lower_ in _WHEN and token.i and token.nbor(-1).lower_ == "only":
        verb = token.head
        return verb if verb.dep_ == "advcl" and verb.i > token.i else None
    if token.lower_ == "condition" and token.head.lower_ == "on":
        return token.head if any(c.dep_ in {"acl", "ccomp"} for c in token.rights) else None
    return None


def _unsaid_condition(draft: ClaimDraft, head: Token, parse: Parse) -> Span | None:
    """Return "without aid" before a future, or "any attack" that would bring it about."""
    if modal_of(head) not in WOULD | OPEN_MODALS:
        return None
    for child in head.lefts:
        if child.lower_ == "otherwise":
            return parse.span(child) if child.i in draft.tokens else None
        if child.dep_ == "prep" and child.lower_ == "without":
            return parse.span([t for t in child.subtree if t.i in draft.tokens] or [child])
        if child.dep_ in {"nsubj", "nsubjpass"}:
            phrase = list(child.subtree)
            if phrase[0].lower_ == "any" and len(phrase) > 1:
                return parse.span([t for t in phrase if t.i in draft.tokens] or [child])
    return None


def _conditional_clause(token: Token) -> Token | None:
    """Return the top of the clause or phrase that states a condition, None if `token` opens none."""
    if token.lower_ in _IF and token.dep_ in {"mark", "advmod"} and token.head.dep_ == "advcl":
        return token.head
    if (
        token.lower_ == "should"
        and token.head.dep_ in {"advcl", "ccomp"}
        and token.i < token.head.i
    ):
        subject = [c for c in token.head.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
        return token.head if subject and subject[0].i > token.i else None
    if token.lower_ in {"had", "were"}:
        clause = token if token.dep_ == "advcl" else token.head
        return clause if clause.dep_ == "advcl" and is_inverted_condition(clause) else None
    if token.lower_ in _CASES and token.dep_ == "pobj" and token.head.lower_ == "in":
        return token.head if any(c.lower_ in {"of", "that"} for c in token.rights) else None
    return None
