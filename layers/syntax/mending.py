"""Where did the parser tie a verb wrongly, and what is the tree once that is put right?

Four faults return in every kind of report: a wrong dictionary form ("hopes" from "hop"), a
reporting verb tied to the statement before it ("said two bridges were mined and asked for help"),
a participle tied to it ("said the bridge was down, adding that …") and a statement tied to a noun
beside its reporting verb ("said in a letter to X that …"). They are mended on a copy of the parse,
once, before anything is read off the tree.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc

from dateline.layers.attribution.cues import load_cues
from dateline.layers.events.actors import sector_of_word
from dateline.layers.speakers.words import GROUP_WORDS
from dateline.layers.syntax import mending_clauses, mending_reporters

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.geo.parse import Parse

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_SPEAKERS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_VOWELS: Final = "aeiou"
# Classes of cues that a statement's own subject shares as often as its speaker does.
_OF_ANYBODY: Final = frozenset({"evaluate", "perceive"})
_CHARGES: Final = frozenset(
    "accuse blame condemn criticise criticize denounce praise slam blast".split()
)


_FAULTS: Final = (*mending_clauses.FAULTS, *mending_reporters.FAULTS)
_REPAIRS: Final = (*mending_clauses.REPAIRS, *mending_reporters.REPAIRS)


@lru_cache(maxsize=4)
def mended(parse: Parse) -> Parse:
    """Return the parse with its known faults put right; the same words at the same places.

    Parameters
    ----------
    parse
        The report's parse; it stays as it is.

    Returns
    -------
    Parse
        The given one where there is nothing to mend.
    """
    if not len(parse.doc) or not any(_faulty(token) for token in parse.doc):
        return parse
    doc = Doc(parse.doc.vocab).from_bytes(parse.doc.to_bytes())
    for token in doc:
        _mend_lemma(token)
    for repair in _REPAIRS:
        for token in doc:
            repair(token)
    for token in doc:
        _mend_reporting_noun(token)
    for token in doc:
        _mend_complement(token)
    for token in doc:
        _mend_conjunct(token)
    for token in doc:
        _mend_participle(token)
    return replace(parse, doc=doc)


def _faulty(token: Token) -> bool:
    return (
        base_form(token.text, token.tag_, token.lemma_) != token.lemma_
        or _is_reporting_noun(token)
        or _teller_of(token) is not None
        or _reporter_of(token) is not None
        or _owner_of(token) is not None
        or any(fault(token) for fault in _FAULTS)
    )


# ------------------------------------------------------------------ dictionary forms
def base_form(form: str, tag: str, lemma: str) -> str:
    """Return the dictionary form of a regular verb form, `lemma` where that may be right.

    A short verb doubles its last letter before "-ed" and "-ing" ("hop, hopped") and takes a bare
    "-s" ("hops"): "hoped" and "hopes" come from "hope".
    """
    word = form.lower()
    if tag not in {"VBZ", "VBD", "VBN", "VBG"} or not _doubles(lemma):
        return lemma
    if word in {lemma + "es", lemma + "ed", lemma + "ing"}:
        return lemma + "e"
    return lemma


def _doubles(lemma: str) -> bool:
    """Whether a verb of one syllable ends in one vowel and one consonant that is doubled."""
    if len(lemma) < len("hop") or lemma != lemma.lower():
        return False
    before, vowel, last = lemma[:-2], lemma[-2], lemma[-1]
    one = not any(letter in _VOWELS + "y" for letter in before.removesuffix("qu"))
    return one and vowel in _VOWELS and last not in _VOWELS + "wxyszh"


def _mend_lemma(token: Token) -> None:
    lemma = base_form(token.text, token.tag_, token.lemma_)
    if lemma != token.lemma_:
        token.lemma_ = lemma


# ------------------------------------------------------------------ "local media report that"
def _that_clause(token: Token) -> Token | None:
    """Return a clause with "that" after a word, with a subject of its own."""
    for child in token.rights:
        if child.dep_ in {"acl", "ccomp", "relcl"} and _opens_with_that(child):
            return child
    return None


def _opens_with_that(verb: Token) -> bool:
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts)
    return marked and any(c.dep_ in SUBJECTS for c in verb.lefts)


def _is_reporting_noun(token: Token) -> bool:
    if token.tag_ == "NNS" and token.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in token.lefts):
        return _that_clause(token) is not None and _takes_clause(token)
    main = token.dep_ == "ROOT" or (token.dep_ == "conj" and token.head.pos_ == "VERB")
    if not main or token.tag_ not in {"NN", "VBP"} or _that_clause(token) is None:
        return False
    if any(c.dep_ in SUBJECTS for c in token.lefts):
        return False
    plural = [c for c in token.lefts if c.i == token.i - 1 and c.dep_ == "compound"]
    return bool(plural) and plural[0].tag_ in {"NNS", "NNPS"} and _takes_clause(token)


def _takes_clause(token: Token) -> bool:
    cues = load_cues().get((token.lemma_.lower(), "verb"), ())
    return any("clause" in cue.frames for cue in cues)


def _mend_reporting_noun(token: Token) -> None:
    if not _is_reporting_noun(token):
        return
    clause, subject = _that_clause(token), token.nbor(-1)
    if token.tag_ == "NNS":
        token.pos_, token.tag_ = "VERB", "VBZ"
        return
    token.pos_, token.tag_ = "VERB", "VBP"
    subject.dep_ = "nsubj"
    if clause is not None:
        clause.dep_ = "ccomp"
    for child in list(token.lefts):
        if child != subject and child.dep_ in {"amod", "det", "compound", "nmod", "poss"}:
            child.head = subject


# ------------------------------------------------------------------ "said in a letter that"
def _teller_of(clause: Token) -> Token | None:
    """Return the reporting verb whose content was tied to a noun between them."""
    if clause.dep_ not in {"relcl", "acl"} or clause.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    if not _opens_with_that(clause):
        return None
    if (clause.head.lemma_.lower(), "noun") in load_cues() and clause.head.dep_ != "pobj":
        return None
    step = clause.head
    while step.dep_ in {"pobj", "prep", "conj", "appos", "dobj"} and step.head.i < step.i:
        step = step.head
        if step.pos_ == "VERB":
            break
    told = step.pos_ == "VERB" and _takes_clause(step)
    return step if told and not any(c.dep_ == "ccomp" for c in step.rights) else None


def _mend_complement(clause: Token) -> None:
    teller = _teller_of(clause)
    if teller is not None:
        clause.head = teller
        clause.dep_ = "ccomp"


# ------------------------------------------------------------------ "said A was B and asked for C"
def _reporter_of(verb: Token) -> Token | None:
    """Return the reporting verb that a conjoined one goes on, where it was tied to the content.

    That is so where the content's own subject cannot speak, as things cannot.
    """
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in _FINITE:
        return None
    if _speaks_for_itself(verb):
        return first.head
    if _after_dash(verb) or _beside_infinitive(verb):
        return _same_tense_above(verb)
    if first.dep_ != "ccomp":
        return None
    outer = first.head
    if outer.tag_ != verb.tag_ or not _takes_clause(outer) or not _is_cue(verb):
        return None
    if any(c.dep_ in {*SUBJECTS, "mark", "auxpass"} for c in verb.children):
        return None
    subject = next((c for c in first.children if c.dep_ in SUBJECTS), None)
    if subject is None or _may_speak(subject) or verb.i < outer.i:
        return None
    return outer if any(c.dep_ in SUBJECTS for c in outer.children) else None


def _speaks_for_itself(verb: Token) -> bool:
    """Whether ", and" joins another speaker's statement to the content of the one before it.

    "The mayor said the bridge was down, and police warned that the road was mined."
    """
    first = verb.head
    if first.dep_ != "ccomp" or first.i < first.head.i or not _takes_clause(first.head):
        return False
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    told = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.rights)
    if subject is None or subject.pos_ == "PRON" or not told or not _is_cue(verb):
        return False
    joined = verb.doc[max(subject.left_edge.i - 2, 0) : subject.left_edge.i]
    may = _may_speak(subject) or subject.lemma_.lower() in GROUP_WORDS
    return [t.text for t in joined][:1] == [","] and may


def _after_dash(verb: Token) -> bool:
    """Whether "- and" sets a cue without a subject apart from the clause before it."""
    if any(c.dep_ in {*SUBJECTS, "mark"} for c in verb.children) or verb.i < 3:
        return False
    joined, dash = verb.nbor(-1), verb.nbor(-2)
    return joined.dep_ == "cc" and dash.text in {"-", "–", "—"} and _is_cue(verb)


def _beside_infinitive(verb: Token) -> bool:
    """Whether a past tense was joined to an infinitive: "urged them to leave and accused …"."""
    first = verb.head
    apart = verb.tag_ == "VBD" and first.tag_ == "VB"
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in first.lefts)
    return apart and infinitive and not any(c.dep_ in {*SUBJECTS, "mark"} for c in verb.children)


def _same_tense_above(verb: Token) -> Token | None:
    """Return the highest verb above with a subject and the same tense, None where it is its head."""
    found = [
        t for t in verb.ancestors
        if t.tag_ == verb.tag_ and t.i < verb.i and any(c.dep_ in SUBJECTS for c in t.children)
    ]  # fmt: skip
    return found[-1] if found and found[-1] != verb.head else None


def _is_cue(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    cues = load_cues().get((lemma, "verb"), ())
    return lemma in _CHARGES or any(cue.cue_class not in _OF_ANYBODY for cue in cues)


def _may_speak(subject: Token) -> bool:
    if subject.pos_ == "PRON" and subject.lower_ not in {"it", "there", "this", "that"}:
        return True
    if subject.pos_ == "PROPN" or subject.ent_type_ in _SPEAKERS:
        return True
    if subject.dep_ == "nsubjpass":
        return False
    return any(sector_of_word(w) for w in (subject.lower_, subject.lemma_.lower()))


def _mend_conjunct(verb: Token) -> None:
    outer = _reporter_of(verb)
    if outer is None:
        return
    first = verb.head
    for child in [c for c in first.rights if c.dep_ in {"cc", "punct"} and c.i < verb.i]:
        if child.i > max(
            (t.i for c in first.rights if c.i < child.i for t in c.subtree), default=0
        ):
            child.head = outer
    verb.head = outer


# ------------------------------------------------------------------ "said it was so, adding that"
def _owner_of(participle: Token) -> Token | None:
    """Return the reporting verb that ", saying …" goes on, where it was tied to the content.

    That is so where the content's own subject cannot speak or is a pronoun ("said she believed …,
    arguing that …"): a name might be the one who argues.
    """
    if participle.tag_ != "VBG" or participle.dep_ != "advcl" or participle.i < 2:
        return None
    if participle.nbor(-1).text != "," or not _says(participle):
        return None
    inner = participle.head
    while inner.dep_ in {"ccomp", "xcomp", "conj", "advcl"} and not _reports(inner.head):
        inner = inner.head
    if inner.dep_ != "ccomp" or inner.i > participle.i:
        return None
    subject = next((c for c in inner.lefts if c.dep_ in SUBJECTS), None)
    if subject is None or (_may_speak(subject) and subject.pos_ != "PRON"):
        return None
    return inner.head


def _reports(verb: Token) -> bool:
    return _says(verb) and any(c.dep_ in SUBJECTS for c in verb.children)


def _says(verb: Token) -> bool:
    cues = load_cues().get((verb.lemma_.lower(), "verb"), ())
    return any(cue.cue_class in {"say", "warn", "deny"} for cue in cues)


def _mend_participle(token: Token) -> None:
    owner = _owner_of(token)
    if owner is not None:
        token.head = owner
