"""What does a phrase make of the name in it: a landmark, an office, a ship, somebody's home?

Tests on the words that govern a name, by which `roles` says that nothing happens there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.layers.attribution.cues import load_cues
from dateline.layers.places.words import (
    AGREED,
    ARRIVING,
    BODIES,
    DIRECTIONS,
    LEAVING,
    LENGTHS,
    LOCATIVE,
    LYING,
    OF_MEASURE,
    OFFICES,
    STATES,
    STRIKING,
    TREATIES,
    VESSELS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token


def on_their_side(noun: Token) -> bool:
    """Whether a "side" is the land on it, not a party: "hills on the Omani side"."""
    where = noun.dep_ == "pobj" and noun.head.lower_ in LOCATIVE | {"from", "to", "into"}
    return noun.lemma_.lower() == "side" and where


def is_vessel(tokens: Sequence[Token]) -> bool:
    """Whether a ship bears the name: "the supply boat Sibutu"."""
    first = tokens[0]
    return bool(first.i) and first.nbor(-1).lower_ in VESSELS


def addresses(verb: Token) -> bool:
    """Whether a verb is one of saying, planning or asking: a city beside it is a government."""
    lemma = verb.lemma_.lower()
    reaches = lemma in STRIKING or lemma in ARRIVING or lemma in LEAVING
    return verb.pos_ == "VERB" and not reaches and (lemma, "verb") in load_cues()


def measured_from(word: Token) -> bool:
    """Whether a distance places a name told just before: "Gulu, 90 kilometres north of Lira"."""
    lemma = word.lemma_.lower()
    if lemma not in DIRECTIONS and lemma not in LENGTHS:
        return False
    doc, first, measured = word.doc, word.i, lemma in LENGTHS
    while first and (doc[first - 1].pos_ in OF_MEASURE or doc[first - 1].text == "-"
                     or doc[first - 1].lemma_.lower() in LENGTHS | DIRECTIONS):  # fmt: skip
        first -= 1
        measured = measured or doc[first].lemma_.lower() in LENGTHS
    return measured and first > 1 and doc[first - 1].text == "," and doc[first - 2].pos_ == "PROPN"


def lies_off(length: Token) -> bool:
    """Whether a distance only tells where something lies: "The islet is 40 km from | Cebu"."""
    if length.lemma_.lower() in LYING:
        return any(c.lemma_.lower() in LENGTHS for c in length.children)
    if length.lemma_.lower() not in LENGTHS:
        return False
    verb = next((t for t in length.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and verb.lemma_.lower() in LYING


def speaks(noun: Token) -> bool:
    """Whether a noun or pronoun is the subject of a verb of saying: "hardly anyone in | X spoke"."""
    if noun.dep_ != "nsubj" or noun.pos_ not in {"NOUN", "PRON", "PROPN"}:
        return False
    takes = any(child.dep_ == "dobj" for child in noun.head.children)  # "found two mines"
    return addresses(noun.head) and not takes


def holds_office(noun: Token) -> bool:
    """Whether a noun is somebody who acts: "the deputy commander in | X"."""
    return noun.lemma_.lower() in OFFICES and noun.dep_ in {"nsubj", "nsubjpass", "appos", "conj"}


def in_name_of_body(head: Token) -> bool:
    """Whether a name of a body runs on past the place in it: "Front for Free | Katanga"."""
    if head.dep_ != "pobj":
        return False
    before = head.head.head
    if before.pos_ != "PROPN" and head.head.i:
        before = head.head.nbor(-1)  # "fighters of Islamic State in …" hangs on the fighters
    words = STATES if head.head.lower_ in {"in", "at"} else BODIES
    return before.pos_ == "PROPN" and before.text[:1].isupper() and before.lower_ in words


def was_agreed(verb: Token) -> bool:
    """Whether a participle says where a text was made: "the plan signed in | X"."""
    texts = TREATIES | {"plan", "document", "text", "map"}
    return verb.dep_ == "acl" and verb.lemma_ in AGREED and verb.head.lemma_.lower() in texts
