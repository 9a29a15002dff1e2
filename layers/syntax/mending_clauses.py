"""Which clauses did the parser tie the wrong way round, and how are they put right?

- A participle behind a noun taken for the main verb: "boats | found there | would be sunk".
- What somebody is told taken for a relative clause: "told the team | it knew of no shots".
- A verb in the present taken for a plural noun: "Chad borders Niger".
- A participle for an adjective, its object for the main word: "Neither side published video",
  "NATO informed members that …".
- A present tense for a plural noun: "the navy claims | it sank two boats".
- A clause whose time stands first for a second main verb: "protested when on Friday shells fell".
- A relative clause with a speaker for what a verb says: "answered with shells that Oslo said hit".
- A condition by word order for a complement: "Had they stayed, Gao would not have fallen".

All rules read one tree and change heads and labels only; words stay where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.syntax.verb_forms import is_inverted_condition

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_AUXILIARIES: Final = frozenset({"aux", "auxpass"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
TELLING: Final = frozenset("tell inform assure notify remind warn".split())
_CLAIMING: Final = frozenset("claims reports says states believes notes warns".split())


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


# ------------------------------------------------------------------ "NATO informed members that"
def told_as_adjective(verb: Token) -> tuple[Token, Token] | None:
    """Return speaker and content of a verb of telling tied to whom it tells as an adjective."""
    told = verb.head
    if verb.dep_ != "amod" or verb.tag_ not in {"VBN", "VBD"} or told.dep_ != "ROOT":
        return None
    if verb.lemma_.lower() not in TELLING or verb.i == 0 or told.i < verb.i:
        return None
    clause = next((c for c in told.rights if c.dep_ in {"relcl", "acl", "ccomp"}), None)
    teller = verb.nbor(-1)
    named = teller.pos_ in {"PROPN", "NOUN"} and teller.head in {verb, told}
    if clause is None or not named or not has_child(clause, SUBJECTS):
        return None
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)
    return (teller, clause) if marked else None


def mend_told_as_adjective(verb: Token) -> None:
    """Make the verb the main one, the noun its object and the clause its content."""
    found = told_as_adjective(verb)
    if found is None:
        return
    (teller, clause), told = found, verb.head
    verb.head = verb
    verb.dep_, verb.pos_, verb.tag_ = "ROOT", "VERB", "VBD"
    told.head, told.dep_ = verb, "dobj"
    clause.head, clause.dep_ = verb, "ccomp"
    for child in list(told.lefts):
        if child.i < teller.i:
            child.head = teller
    teller.head, teller.dep_ = verb, "nsubj"
    for child in list(told.children):
        if child.dep_ == "punct" and child.i > told.i:
            child.head = verb


# ------------------------------------------------------------------ "the navy claims it sank two"
def claimed_clause(token: Token) -> tuple[Token, Token] | None:
    """Return speaker and content where the one finite verb of a sentence was taken for a noun."""
    if token.dep_ != "ROOT" or token.tag_ != "NNS" or not token.is_lower or token.i == 0:
        return None
    if token.lower_ not in _CLAIMING or token.sent[-1].text not in {".", "!"}:
        return None
    before = token.nbor(-1)
    clause = next((c for c in token.rights if c.dep_ in {"relcl", "acl"} and is_finite(c)), None)
    if clause is None or before.head != token or before.pos_ not in {"NOUN", "PROPN"}:
        return None
    subject = next((c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    opens = subject is not None and subject.left_edge.i == token.i + 1
    plain = subject is not None and subject.tag_ not in {"WP", "WDT"}
    last = all(c.is_punct for c in token.rights if c.i > clause.i)
    return (before, clause) if opens and plain and last else None


def mend_claimed_clause(token: Token) -> None:
    """Make the noun a verb of telling with speaker and content."""
    found = claimed_clause(token)
    if found is None:
        return
    speaker, clause = found
    for child in list(token.lefts):
        if child != speaker:
            child.head = speaker
    speaker.dep_, clause.dep_ = "nsubj", "ccomp"
    token.pos_, token.tag_ = "VERB", "VBZ"
    token.lemma_ = token.lower_.removesuffix("s")


# ------------------------------------------------------------------ "when on Friday shells fell"
def clause_behind_time(opener: Token) -> tuple[Token, Token] | None:
    """Return the verb of a clause and its time, where "when on Friday" was tied to the main verb."""
    prep = opener.head
    if opener.tag_ != "WRB" or opener.lower_ != "when" or prep.dep_ != "prep":
        return None
    main = prep.head
    verb = next((c for c in main.rights if c.dep_ == "conj" and c.i > prep.i), None)
    if verb is None or prep.i != opener.i + 1 or not has_child(verb, SUBJECTS):
        return None
    joined = any(c.dep_ == "cc" and prep.i < c.i < verb.i for c in main.children)
    return None if joined or not is_finite(verb) else (verb, prep)


def mend_clause_behind_time(opener: Token) -> None:
    """Give the clause its opener and its time, and tie it to the main verb."""
    found = clause_behind_time(opener)
    if found is None:
        return
    verb, prep = found
    main = prep.head
    for child in list(main.rights):
        if prep.i < child.i < verb.i and child.dep_ in {"prep", "punct", "npadvmod"}:
            child.head = verb
    opener.head, prep.head = verb, verb
    verb.dep_ = "advcl"


# ------------------------------------------------------------------ "Had they stayed, Gao would"
def is_condition_as_complement(clause: Token) -> bool:
    """Whether a condition that word order makes was taken for what the main verb says."""
    main = clause.head
    if clause.dep_ != "ccomp" or clause.i > main.i or not is_inverted_condition(clause):
        return False
    return any(c.tag_ == "MD" and c.i > clause.i for c in main.lefts)


def mend_condition_as_complement(clause: Token) -> None:
    """Make it an adverbial clause."""
    if is_condition_as_complement(clause):
        clause.dep_ = "advcl"


# ------------------------------------------------------------------ "with shells that Oslo said hit"
def noun_of_relative(verb: Token) -> Token | None:
    """Return the noun that "that X said …" describes, where it was taken for what a verb says."""
    if verb.dep_ != "ccomp" or verb.i < verb.head.i:
        return None
    inner = next((c for c in verb.rights if c.dep_ in {"ccomp", "xcomp"}), None)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ != "WDT"), None)
    if inner is None or subject is None:
        return None
    opener = next((c for c in (*inner.lefts, *verb.lefts) if c.tag_ == "WDT"), None)
    if opener is None or opener.i != subject.left_edge.i - 1 or opener.i == 0:
        return None
    noun = opener.nbor(-1)
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None


def mend_relative_as_content(verb: Token) -> None:
    """Tie it to its noun."""
    noun = noun_of_relative(verb)
    if noun is not None:
        verb.head, verb.dep_ = noun, "relcl"


FAULTS: Final[tuple[Callable[[Token], object], ...]] = (
    main_verb_of,
    teller_above,
    is_verb_as_noun,
    is_verb_as_adjective,
    told_as_adjective,
    claimed_clause,
    clause_behind_time,
    is_condition_as_complement,
    noun_of_relative,
)
REPAIRS: Final[tuple[Callable[[Token], None], ...]] = (
    mend_verb_as_noun,
    mend_verb_as_adjective,
    mend_participle_of_noun,
    mend_told_clause,
    mend_told_as_adjective,
    mend_claimed_clause,
    mend_clause_behind_time,
    mend_condition_as_complement,
    mend_relative_as_content,
)
