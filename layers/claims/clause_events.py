"""Which clauses and nouns tell of a second event beside that of their sentence?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.claims.trimming import OPENERS_OF_EVENTS
from dateline.layers.events.events import is_event_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

_AUXILIARIES: Final = frozenset({"aux", "auxpass"})
# Subordinators that set a second statement beside the first; others bind their clause to it.
_UNCHANGED: Final = frozenset("hit cut shut put set hurt split burst spread".split())
_FOLLOWING: Final = frozenset("come follow happen occur".split())
# Words that put an event noun beside the sentence's own event ("amid the shelling of …").
_BESIDE: Final = frozenset({"amid", "amidst", "alongside"})
AT_ONCE: Final = frozenset({"simultaneously", "concurrently", "together", "along", "parallel"})
_ARGUMENT_PREPOSITIONS: Final = frozenset({"of", "from", "into", "to", "against", "by", "on", "in"})


def brings_event(clause: Token, main: Token) -> bool:
    """Whether a clause of time or cause tells of a second event: "… died | when shells hit …".

    It follows the main clause, has a subject of its own that is no pronoun, and tells what was.
    """
    opener = next((c for c in clause.lefts if c.dep_ in {"mark", "advmod"}), None)
    if opener is None or opener.lower_ not in OPENERS_OF_EVENTS or clause.i < main.i:
        return False
    if opener.i > clause.left_edge.i or main.lemma_.lower() in _FOLLOWING:
        return False
    subject = next((c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or (subject.pos_ == "PRON" and subject.lower_ != "nobody"):
        return False
    first = next((c for c in clause.lefts if c.dep_ in _AUXILIARIES), clause)
    unchanged = first.tag_ == "VBP" and first.lower_ in _UNCHANGED  # "hit" today and yesterday
    past = (
        first.tag_ == "VBD"
        or unchanged
        or (opener.lower_ == "because" and first.tag_ in {"VBZ", "VBP"})
    )
    told = main.tag_ in {"VBD", "VBN", "VBZ", "VBP", "VBG"} and not _has_modal(main)
    return past and told


def _has_modal(verb: Token) -> bool:
    return any(c.tag_ == "MD" or c.lower_ == "to" for c in verb.lefts if c.dep_ == "aux")


def is_event_beside(token: Token) -> bool:
    """Whether an event noun with arguments stands beside the sentence's own event."""
    if token.pos_ != "NOUN" or not is_event_noun(token):
        return False
    if not _has_noun_argument(token):
        return False
    if token.dep_ == "pobj" and token.head.dep_ == "prep":
        return _beside(token.head)
    return (
        token.dep_ == "conj"
        and any(c.dep_ == "cc" for c in token.head.children)
        and (_closes_clause(token))
    )


def _has_noun_argument(token: Token) -> bool:
    return any(
        (c.dep_ == "prep" and c.lower_ in _ARGUMENT_PREPOSITIONS)
        or (c.dep_ in {"acl", "relcl"} and any(a.lower_ == "to" for a in c.lefts))
        for c in token.rights
    )


def _beside(preposition: Token) -> bool:
    if preposition.lower_ in _BESIDE:
        return True
    before = preposition.nbor(-1) if preposition.i else preposition
    return preposition.lower_ == "with" and before.lower_ in AT_ONCE


def _closes_clause(token: Token) -> bool:
    """Whether nothing but punctuation follows the noun phrase, and it follows its verb."""
    root = token
    while root.dep_ == "conj":
        root = root.head
    verb = root if root.pos_ == "VERB" else root.head
    last = token.right_edge.i
    end = token.sent.end
    rest = [t for t in token.doc[last + 1 : end] if not t.is_punct and not t.is_space]
    return verb.i < token.i and not rest
