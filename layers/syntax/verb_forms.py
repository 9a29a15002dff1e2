"""What do a verb's auxiliaries, modals and negators tell of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

AUXILIARIES: Final = frozenset({"aux", "auxpass"})
WOULD: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "'d"})
OPEN_MODALS: Final = frozenset({"may", "might", "could"})
NEGATORS: Final = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none"}
)


def is_passive(head: Token) -> bool:
    """Whether a verb has a passive auxiliary."""
    return any(c.dep_ == "auxpass" for c in head.lefts)


def modal_of(verb: Token) -> str | None:
    """Return the modal of a verb in lower case, that of the first of conjoined verbs, or None."""
    for child in verb.lefts:
        if child.dep_ == "aux" and child.tag_ == "MD":
            return child.lower_
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not any(c.dep_ == "aux" for c in verb.lefts):
        return modal_of(verb.head)
    return None


def is_past(head: Token) -> bool:
    """Whether a verb tells of what was done: that is neither promised nor asked for."""
    return head.tag_ == "VBD" and not any(c.dep_ in AUXILIARIES for c in head.lefts)


def is_perfect(head: Token) -> bool:
    """Whether a verb is in the perfect ("has left", "had left")."""
    have = [c for c in head.lefts if c.dep_ == "aux"]
    return head.tag_ == "VBN" and bool(have) and have[0].lower_ in {"has", "have", "had"}


def is_indicative(head: Token) -> bool:
    """Whether a verb states: "it has", "they are"; not "it withdraw", "to withdraw", "be"."""
    first = next((c for c in head.lefts if c.dep_ in AUXILIARIES), head)
    if first.tag_ == "MD":
        return first.lower_ in WOULD
    plural_be = first.lower_ in {"are", "am"}
    return first.tag_ in {"VBZ", "VBD"} or plural_be


def is_inverted_condition(clause: Token) -> bool:
    """Whether word order alone makes a clause a condition: "Had they held it, …", "Were it so, …"."""
    first = next((c for c in clause.lefts if c.dep_ in AUXILIARIES), clause)
    if first.lower_ not in {"had", "were", "should"} or first.i != clause.left_edge.i:
        return False
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > first.i for c in clause.children)


def is_imperative(verb: Token) -> bool:
    """Whether somebody is told to do something: "Don't cross", "Please leave the shore"."""
    if verb.tag_ != "VB" or any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children):
        return False
    helpers = [c for c in verb.lefts if c.dep_ in {"aux", "neg", "intj", "advmod"}]
    if any(c.dep_ == "aux" and c.lower_ not in {"do", "ca"} for c in helpers):
        return False
    first = next((t for t in verb.subtree if not t.is_punct and not t.is_space), verb)
    return first == verb or (first in helpers and first.lower_ in {"do", "please", "never"})


def negators(head: Token) -> Iterator[Token]:
    """Walk the negators that have scope over the head: its own, its auxiliary's, its subject's."""
    if head.pos_ == "NOUN" and head.dep_ in {"ROOT", "appos"}:
        yield from _negators_of_noun(head)  # a headline: "No shots fired"
    top = head.head.dep_ in {"ROOT", "appos"}
    bare = head.dep_ == "acl" and head.tag_ in {"VBN", "VBD"} and top
    if bare and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in head.lefts):
        yield from _negators_of_noun(head.head)
    carriers = [head, *(c for c in head.lefts if c.dep_ in {"aux", "auxpass"})]
    for carrier in carriers:
        for child in carrier.children:
            neither = child.lower_ == "neither" and child.dep_ in {"preconj", "cc", "advmod"}
            never = child.lower_ == "never" and child.dep_ == "advmod"
            if child.dep_ == "neg" or never or neither:
                yield child
    for child in head.children:
        if child.dep_ == "advmod" and child.lower_ == "longer":
            yield from (c for c in child.lefts if c.lower_ == "no")
        if child.dep_ in {"csubj", "nsubj"} and child.pos_ in {"VERB", "AUX"}:
            yield from (c for c in child.children if c.dep_ == "neg")  # "what we lack is not …"
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (d for c in child.rights for d in c.lefts if d.lower_ == "no")
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
            yield from _negators_of_noun(child)


def _negators_of_noun(noun: Token) -> Iterator[Token]:
    """Walk the negators of a subject or object: "nobody", "hardly anyone", "no side"."""
    if noun.lower_ in {"nobody", "none", "nothing", "neither"}:
        yield noun
    hardly = noun.left_edge.lower_ in {"hardly", "scarcely", "barely"}
    if hardly and noun.dep_ in {"nsubj", "nsubjpass"}:
        yield noun.left_edge
    for word in noun.lefts:
        if word.dep_ in {"det", "neg", "preconj", "cc"} and word.lower_ in {"no", "neither"}:
            yield word


def rules_out(head: Token) -> bool:
    """Whether a verb is "rule out"."""
    out = head.lemma_ == "rule" and any(c.lower_ == "out" for c in head.children)
    return out or head.lemma_ == "exclude"
