"""What does a place do in a claim: location, origin, destination, recipient, threat or nothing?

Read off the dependency tree: from the name up to the preposition, verb or noun that governs it.
A country that acts, speaks or owns something is no place of the claim (role "none").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.layers.cues import load_cues
from dateline.layers.place_words import (
    ACTED_ON,
    ARRIVALS,
    ARRIVING,
    BODIES,
    DIRECTIONAL,
    DIRECTIONS,
    FORCES,
    GOODS,
    HAPPENINGS,
    HELPING,
    LEAVING,
    LENGTHS,
    LISTING,
    LOCATIVE,
    LYING,
    MOTION,
    NO_PLACE_TO,
    OF_MEASURE,
    OFFICES,
    PART_OF_A_NAME,
    PARTS,
    SITES,
    SPOTS,
    STATES,
    STRIKING,
    SWAYING,
    THREAT,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.layers.claims import PlaceRole


@dataclass(frozen=True, slots=True)
class Role:
    """A role, the tokens of the place phrase it holds for, and the words that decided it."""

    name: PlaceRole
    phrase: tuple[Token, ...]
    reason: str


def role_of(tokens: Sequence[Token], *, country: bool, condition: frozenset[int]) -> Role:
    """Return the role of the name that `tokens` are.

    Parameters
    ----------
    tokens
        The name's tokens, in reading order.
    country
        Whether it names a country (an actor as often as a place) or a place proper.
    condition
        Token indices of the claim's condition: a threat in it comes from its places.
    """
    inside = set(tokens)
    head = next((token for token in tokens if token.head not in inside), tokens[-1])
    if any(_measured_from(token) for token in tokens):
        return _none(tuple(tokens), "only a distance from there is told")
    if _in_name_of_body(head):
        return _none(tuple(tokens), PART_OF_A_NAME)
    role = _climb(head, tuple(tokens), country=country, depth=0)
    if role.name == "location" and head.i in condition and _threatens(head, condition):
        return Role("threat_origin", role.phrase, "what is feared comes from there")
    return role


def _climb(head: Token, phrase: tuple[Token, ...], *, country: bool, depth: int) -> Role:
    if depth > 6:
        return _none(phrase, "its part in the sentence is unclear")
    dep = head.dep_
    if dep in {"conj", "appos"} and head.head.pos_ in {"PROPN", "NOUN", "ADJ"}:
        return _climb(head.head, phrase, country=country, depth=depth + 1)
    if dep in {"compound", "amod", "nmod", "poss"}:
        return _modifier(head, phrase, country=country, depth=depth)
    if dep == "pobj":
        return _object_of_preposition(head.head, phrase, country=country, depth=depth)
    if dep in {"nsubj", "nsubjpass", "csubj"}:
        return _subject(head, phrase, country=country)
    if dep in {"dobj", "dative", "attr", "oprd"}:
        return _object(head, phrase, country=country)
    if country:
        return _none(phrase, "named, but nothing is said to happen there")
    return Role("location", phrase, "named without a preposition")


def _modifier(head: Token, phrase: tuple[Token, ...], *, country: bool, depth: int) -> Role:
    noun = head.head
    while noun.dep_ in {"compound", "nmod"} and noun.head.i != noun.i:
        noun = noun.head
    lemma = noun.lemma_.lower()
    if head.dep_ == "poss" and lemma in HAPPENINGS:
        return Role("location", phrase, f"where the “{noun.text}” is")
    if head.dep_ == "poss" and lemma not in PARTS:
        return _none(phrase, f"owner of “{noun.text}”")
    if head.dep_ != "amod" and lemma in GOODS and noun.dep_ == "dobj" and country:
        return Role("recipient_place", phrase, f"receives “{noun.text}”")
    if lemma in FORCES:
        if noun.dep_ in {"dobj", "dative"} and noun.head.lemma_ in HELPING:
            return Role("recipient_place", phrase, f"receives what is meant by “{noun.head.text}”")
        return _none(phrase, f"says whose “{noun.text}”")
    if country and head.dep_ != "poss" and lemma not in SITES:
        return _none(phrase, f"says whose “{noun.text}”")
    if noun.dep_ == "pobj" or lemma in PARTS:
        whole = _noun_phrase(noun) if country or lemma in SPOTS else phrase
        role = _climb(noun, whole, country=country, depth=depth + 1)
        if role.name in {"location", "origin", "destination"}:
            return role
    if not country and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return Role("location", phrase, f"where “{noun.text}” is")
    return _none(phrase, f"describes “{noun.text}”")


def _noun_phrase(noun: Token) -> tuple[Token, ...]:
    """The noun with its adjectives and names, without determiner and what follows it."""
    kept = [
        child
        for child in noun.lefts
        if child.dep_ in {"amod", "compound", "nmod", "nummod", "poss"}
    ]
    first = min((min(t.i for t in child.subtree) for child in kept), default=noun.i)
    return tuple(noun.doc[first : noun.i + 1])


def _object_of_preposition(
    prep: Token, phrase: tuple[Token, ...], *, country: bool, depth: int
) -> Role:
    word = prep.lower_
    governor = prep.head
    if word in LISTING or governor.lower_ in LISTING:
        noun = governor.head if governor.lower_ in LISTING else governor
        return _climb(noun, phrase, country=country, depth=depth + 1)
    if word in {"of", "from"} and (_measured_from(governor) or lies_off(governor)):
        return _none(phrase, "only a distance from there is told")
    if governor.pos_ == "ADP" and word != "of":  # "from inside X", "out of X"
        word, governor = governor.lower_, governor.head
    party = _as_party(word, prep, governor, phrase)
    if party is not None:
        return party
    if word == "of":
        return _after_of(governor, phrase, country=country, depth=depth)
    if word in LOCATIVE and prep.dep_ != "agent":
        return _after_locative(prep, governor, phrase)
    if word in DIRECTIONAL:
        return Role("destination", phrase, f"“{prep.text}”")
    if word == "to":
        return _after_to(governor, phrase, country=country)
    if word in {"from", "out"}:
        return Role("origin", phrase, f"“{prep.text}”")
    if word == "for":
        return _after_for(governor, phrase, country=country)
    if word in {"between", "outside", "towards", "until"} and not country:
        return Role("location", phrase, f"“{prep.text}”")
    return _none(phrase, f"“{prep.text}” names a party, not a place")


def _as_party(word: str, prep: Token, governor: Token, phrase: tuple[Token, ...]) -> Role | None:
    """Return "none" where a preposition ties a name to somebody, not to an event."""
    if word in {"in", "at", "of", "from"} and _holds_office(governor):
        return _none(phrase, f"where “{governor.text}” serves")
    if word in {"on", "upon"} and addresses(governor):
        return _none(phrase, f"whom “{governor.text} {prep.text}” concerns")
    return None


def _after_locative(prep: Token, governor: Token, phrase: tuple[Token, ...]) -> Role:
    if prep.lower_ in {"in", "on", "near"} and _arrives(governor):
        return Role("destination", phrase, f"“{governor.text} {prep.text}”")
    return Role("location", phrase, f"“{prep.text}”")


def _after_for(governor: Token, phrase: tuple[Token, ...], *, country: bool) -> Role:
    if governor.lemma_ in {"leave", "head", "depart", "bind"}:
        return Role("destination", phrase, f"“{governor.text} for”")
    if country and (governor.lemma_ in GOODS or governor.lemma_ in HELPING):
        return Role("recipient_place", phrase, f"“{governor.text} for”")
    return _none(phrase, "“for” names a party, not a place")


def addresses(verb: Token) -> bool:
    """Whether a verb is one of saying, planning or asking: a city beside it is a government."""
    lemma = verb.lemma_.lower()
    reaches = lemma in STRIKING or lemma in ARRIVING or lemma in LEAVING
    return verb.pos_ == "VERB" and not reaches and (lemma, "verb") in load_cues()


def _measured_from(word: Token) -> bool:
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


def _holds_office(noun: Token) -> bool:
    """Whether a noun is somebody who acts: "the deputy commander in | X"."""
    return noun.lemma_.lower() in OFFICES and noun.dep_ in {"nsubj", "nsubjpass", "appos", "conj"}


def _in_name_of_body(head: Token) -> bool:
    """Whether a name of a body runs on past the place in it: "Front for Free | Katanga"."""
    if head.dep_ != "pobj":
        return False
    before = head.head.head
    if before.pos_ != "PROPN" and head.head.i:
        before = head.head.nbor(-1)  # "fighters of Islamic State in …" hangs on the fighters
    words = STATES if head.head.lower_ in {"in", "at"} else BODIES
    return before.pos_ == "PROPN" and before.text[:1].isupper() and before.lower_ in words


def _arrives(governor: Token) -> bool:
    """Whether something arrives: "arrived in X", "an influx is expected in X"."""
    subjects = [child for child in governor.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return any(token.lemma_.lower() in ARRIVALS for token in (governor, *subjects))


def _after_of(governor: Token, phrase: tuple[Token, ...], *, country: bool, depth: int) -> Role:
    lemma = governor.lemma_.lower()
    if lemma in PARTS:
        whole = tuple(governor.doc[_start(governor) : phrase[-1].i + 1])
        return _climb(governor, whole, country=country, depth=depth + 1)
    if lemma in ACTED_ON:
        return Role("location", phrase, f"“{governor.text} of”")
    if governor.lower_ == "out":
        return Role("origin", phrase, "“out of”")
    if country or lemma in FORCES:
        return _none(phrase, f"“{governor.text} of” names a party, not a place")
    return Role("location", phrase, f"“{governor.text} of”")


def _start(noun: Token) -> int:
    """First token of "the southern territory" before "of X"."""
    return min([noun.i] + [child.i for child in noun.lefts if child.dep_ in {"det", "amod"}])


def _after_to(governor: Token, phrase: tuple[Token, ...], *, country: bool) -> Role:
    lemma = governor.lemma_.lower()
    if lemma in NO_PLACE_TO:
        return _none(phrase, f"“{governor.text} to” names a party, not a place")
    near_motion = any(_is_motion(token) for token in (governor, *governor.children))
    if near_motion or (phrase[-1].text != phrase[0].text and phrase[0].lower_ == "the"):
        return Role("destination", phrase, "“to” after a movement")
    if country:
        return Role("recipient_place", phrase, f"“{governor.text} … to”")
    return Role("destination", phrase, f"“{governor.text} … to”")


def _is_motion(token: Token) -> bool:
    return token.lemma_.lower() in MOTION and token.dep_ not in {"nsubj", "poss"}


def _subject(head: Token, phrase: tuple[Token, ...], *, country: bool) -> Role:
    verb = head.head
    if head.dep_ == "nsubjpass" and verb.lemma_ in STRIKING:
        return Role("location", phrase, f"what is “{verb.text}”")
    if country or addresses(verb):
        return _none(phrase, f"who acts (“{verb.text}”)")
    return Role("location", phrase, f"subject of “{verb.text}”")


def _object(head: Token, phrase: tuple[Token, ...], *, country: bool) -> Role:
    verb = head.head
    lemma = verb.lemma_
    if lemma in SWAYING:
        return _none(phrase, f"whom “{verb.text}” concerns")
    if lemma in ARRIVING:
        return Role("destination", phrase, f"“{verb.text}”")
    if lemma in LEAVING:
        return Role("origin", phrase, f"“{verb.text}”")
    if country and lemma in HELPING:
        return Role("recipient_place", phrase, f"“{verb.text}”")
    if addresses(verb):
        return _none(phrase, f"whom “{verb.text}” concerns")
    if lemma in STRIKING or not country:
        return Role("location", phrase, f"“{verb.text}”")
    return _none(phrase, f"whom “{verb.text}” concerns")


def _threatens(head: Token, condition: frozenset[int]) -> bool:
    return any(head.doc[i].lemma_.lower() in THREAT for i in condition)


def _none(phrase: tuple[Token, ...], reason: str) -> Role:
    return Role("none", phrase, reason)
