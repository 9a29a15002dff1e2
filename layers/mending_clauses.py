"""Which clauses did the parser tie the wrong way round, and how are they put right?

- A participle behind a noun taken for the main verb: "boats | found there | would be sunk".
- What somebody is told taken for a relative clause: "told the team | it knew of no shots".
- A verb in the present taken for a plural noun: "Chad borders Niger".
- A participle for an adjective, its object for the main word: "Neither side published video".

All rules read one tree and change heads and labels only; words stay where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_AUXILIARIES: Final = frozenset({"aux", "auxpass"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
TELLING: Final = frozenset("tell inform assure notify remind warn".split())


def is_finite(verb: Token) -> bool:
    """Whether a verb or its first auxiliary is finite."""
    first = next((c for c in verb.lefts if c.dep_ in _AUXILIARIES), verb)
    return first.tag_ in _FINITE


def has_child(token: Token, deps: frozenset[str]) -> bool:
    """Whether a child hangs on a token by one of some labels."""
    return any(c.dep_ in deps for c in token.children)


# ------------------------------------------------------------------ "boats found there would sink"
def main_verb_of(participle: Token) -> Token | None:
    """Return the main verb that a participle behind its noun was taken for."""
    if participle.tag_ not in {"VBD", "VBN"} or has_child(participle, _AUXILIARIES):
        return None
    subject = next((c for c in participle.lefts if c.dep_ == "nsubj"), None)
    if (
        subject is None
        or subject.pos_ not in {"NOUN", "PROPN"}
        or has_child(participle, frozenset({"dobj"}))
    ):
        return None
    if any(t.dep_ == "punct" for t in participle.doc[subject.i : participle.i]):
        return None
    if any(c.dep_ == "ccomp" and has_child(c, SUBJECTS) for c in participle.rights):
        return None  # "police said that …": the main verb itself
    beside = [
        c
        for c in participle.head.rights
        if participle.dep_ == "ccomp" and c.dep_ == "ccomp" and c.i > participle.i
    ]
    for child in (*participle.rights, *beside):
        if child.dep_ not in {"ccomp", "conj", "dep", "advcl"} or child.pos_ not in {"VERB", "AUX"}:
            continue
        bare = not has_child(child, SUBJECTS) and not has_child(child, frozenset({"mark"}))
        between = participle.doc[participle.i + 1 : child.i]
        joined = any(t.dep_ in {"cc", "punct"} or t.tag_ in {"TO", "WRB"} for t in between)
        if bare and is_finite(child) and not joined and child.i > participle.i + 1:
            return child
    return None


def mend_participle_of_noun(participle: Token) -> None:
    """Give the noun to the main verb and the participle to the noun."""
    main = main_verb_of(participle)
    if main is None:
        return
    subject = next(c for c in participle.lefts if c.dep_ == "nsubj")
    above, dep = participle.head, participle.dep_
    passive = any(c.dep_ == "auxpass" for c in main.lefts)
    main.head = main if dep == "ROOT" else above
    main.dep_ = dep
    for child in list(participle.children):
        outside = child.dep_ in {"mark", "cc"} or (child.dep_ == "punct" and child.i > main.i)
        modal = child.dep_ in _AUXILIARIES
        late = child.i > main.i and child.dep_ in {"punct", "conj", "advcl", "parataxis"}
        if (outside or modal or late) and child != main:
            child.head = main
    subject.head = main
    subject.dep_ = "nsubjpass" if passive else "nsubj"
    participle.head = subject
    participle.dep_, participle.tag_ = "acl", "VBN"


# ------------------------------------------------------------------ "told the team it knew"
def teller_above(clause: Token) -> Token | None:
    """Return the verb of telling whose content was taken for a relative clause of its object."""
    if clause.dep_ != "relcl" or not is_finite(clause):
        return None
    told = clause.head
    subject = next((c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.tag_ in {"WP", "WDT"} or subject.left_edge.i != told.i + 1:
        return None
    verb = told.head
    if told.dep_ not in {"dobj", "dative"} or verb.lemma_.lower() not in TELLING:
        return None
    if any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children):
        return None
    full = has_child(clause, frozenset({"dobj", "attr", "acomp", "prep", "auxpass"}))
    return verb if full else None


def mend_told_clause(clause: Token) -> None:
    """Tie what is told to the verb of telling."""
    verb = teller_above(clause)
    if verb is not None:
        clause.head = verb
        clause.dep_ = "ccomp"


# ------------------------------------------------------------------ "Chad borders Niger"
def is_verb_as_noun(token: Token) -> bool:
    """Whether a sentence without a verb has a plural noun between two names: its verb."""
    if token.dep_ != "ROOT" or token.tag_ != "NNS" or not token.is_lower or token.i == 0:
        return False
    before = token.nbor(-1)
    left = [c for c in token.lefts if c.dep_ == "compound"]
    right = next((c for c in token.rights if c.dep_ in {"appos", "dobj"}), None)
    if not left or left[-1] != before or not before.text[:1].isupper() or right is None:
        return False
    plain = right.left_edge.i == token.i + 1 and right.pos_ == "PROPN"
    return plain and not any(t.pos_ in {"VERB", "AUX"} and is_finite(t) for t in token.sent)


def mend_verb_as_noun(token: Token) -> None:
    """Make the noun a verb with subject and object."""
    if not is_verb_as_noun(token):
        return
    subject = next(c for c in token.lefts if c == token.nbor(-1))
    for child in list(token.lefts):
        if child != subject and child.dep_ in {"compound", "det", "amod", "poss"}:
            child.head = subject
    right = next(c for c in token.rights if c.dep_ in {"appos", "dobj"})
    token.pos_, token.tag_ = "VERB", "VBZ"
    token.lemma_ = token.lower_.removesuffix("s")
    subject.dep_, right.dep_ = "nsubj", "dobj"


# ------------------------------------------------------------------ "neither side published video"
def is_verb_as_adjective(verb: Token) -> bool:
    """Whether a past tense with a subject was tied to the noun behind it as an adjective."""
    noun = verb.head
    before = any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    main = noun.dep_ == "ROOT" and noun.pos_ in {"NOUN", "PROPN"} and noun.i > verb.i
    return verb.dep_ == "amod" and verb.tag_ == "VBD" and before and main


def mend_verb_as_adjective(verb: Token) -> None:
    """Make the verb the main one and the noun its object."""
    if not is_verb_as_adjective(verb):
        return
    noun = verb.head
    verb.head = verb
    verb.dep_, verb.pos_ = "ROOT", "VERB"
    noun.head = verb
    noun.dep_ = "dobj"
    for child in list(noun.children):
        if child.dep_ in {"punct", "advcl", "npadvmod"} and child.i > noun.i:
            child.head = verb


FAULTS: Final[tuple[Callable[[Token], object], ...]] = (
    main_verb_of,
    teller_above,
    is_verb_as_noun,
    is_verb_as_adjective,
)
REPAIRS: Final[tuple[Callable[[Token], None], ...]] = (
    mend_verb_as_noun,
    mend_verb_as_adjective,
    mend_participle_of_noun,
    mend_told_clause,
)
