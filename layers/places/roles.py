"""What does a place do in a claim: location, origin, destination, recipient, threat or nothing?

Read off the dependency tree: from the name up to the preposition, verb or noun that governs it.
A country that acts, speaks or owns something is no place of the claim (role "none").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.layers.places.phrases import (
    addresses,
    holds_office,
    in_name_of_body,
    is_vessel,
    lies_off,
    measured_from,
    on_their_side,
    speaks,
    was_agreed,
)
from dateline.layers.places.words import (
    ACTED_ON,
    ADVANCING,
    ARRIVALS,
    ARRIVING,
    ASSAULTS,
    DEALINGS,
    DELEGATES,
    DIRECTIONAL,
    DISPLACING,
    FORCES,
    GOODS,
    GOVERNMENTS,
    HAPPENINGS,
    HELPING,
    INHABITANTS,
    KNOWN_BY_HOME,
    LEAVING,
    LISTING,
    LOCATIVE,
    LOOSE,
    MEMBERS,
    MOTION,
    NO_PLACE_TO,
    PART_OF_A_NAME,
    PARTS,
    REFUGE,
    SEEING,
    SENT_IN_WORDS,
    SETTLEMENTS,
    SITES,
    SPOTS,
    STRIKING,
    STRUGGLE,
    SWAYING,
    THREAT,
    TO_LIE,
    TREATIES,
    WRITING_TO,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.layers.claims.claims import PlaceRole


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
    if any(measured_from(token) for token in tokens):
        return _none(tuple(tokens), "only a distance from there is told")
    if in_name_of_body(head) or is_vessel(tokens):
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
        return _climb(head.head, phrase, country=country, depth=depth)  # lists may be long
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
    lemma = _noun_of(noun)
    if head.dep_ == "poss" and lemma in HAPPENINGS:
        return Role("location", phrase, f"where the “{noun.text}” is")
    described = _only_described(head, noun, lemma, country=country)
    if described:
        return _none(phrase, described)
    if head.dep_ != "amod" and lemma in GOODS and noun.dep_ == "dobj" and country:
        return Role("recipient_place", phrase, f"receives “{noun.text}”")
    sited = lemma == "base" and not country  # "the Gao air base"
    if lemma in FORCES and not sited and not on_their_side(noun):
        if noun.dep_ in {"dobj", "dative"} and noun.head.lemma_ in HELPING:
            return Role("recipient_place", phrase, f"receives what is meant by “{noun.head.text}”")
        return _none(phrase, f"says whose “{noun.text}”")
    if country and head.dep_ != "poss" and lemma not in SITES:
        return _none(phrase, f"says whose “{noun.text}”")
    whole = _whole(noun, phrase, country=country)
    if noun.dep_ == "pobj" or lemma in PARTS or (lemma in SPOTS and not country):
        role = _climb(noun, whole, country=country, depth=depth + 1)
        if role.name in {"location", "origin", "destination"}:
            return role
    ties = {"nsubj", "nsubjpass", "dobj"} | ({"conj", "attr", "ROOT"} if lemma in SPOTS else set())
    if not country and noun.dep_ in ties:
        return Role("location", whole, f"where “{noun.text}” is")
    return _none(phrase, f"describes “{noun.text}”")


def _only_described(head: Token, noun: Token, lemma: str, *, country: bool) -> str:
    """Return what a name says of a noun where it places nothing; "" where it may place it."""
    if head.dep_ == "poss" and (lemma not in PARTS or (country and _bears_name(noun, head))):
        return f"owner of “{noun.text}”"
    if country and head.dep_ == "amod" and lemma in SETTLEMENTS:
        return f"says in which country the “{noun.text}” is"
    return f"names the “{noun.text}”" if lemma in TREATIES else ""


def _bears_name(noun: Token, owner: Token) -> bool:
    """Whether a name of its own stands before the noun: "Pakistan's | Panjgur district"."""
    return any(c.pos_ == "PROPN" and c.dep_ == "compound" and c.i > owner.i for c in noun.lefts)


def _noun_of(word: Token) -> str:
    """Return the dictionary form; "crossing" is a noun here, whatever a parser takes it for."""
    return word.lower_ if word.lower_ in SPOTS else word.lemma_.lower()


def _whole(noun: Token, phrase: tuple[Token, ...], *, country: bool) -> tuple[Token, ...]:
    """Return the words that name the spot: "Kerch | bridge", but "Kerch" of "Kerch oil depot"."""
    lemma = _noun_of(noun)
    if country or (lemma in SPOTS - LOOSE and noun.i == phrase[-1].i + 1):
        return _noun_phrase(noun)
    return phrase


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
    if word in {"of", "from"} and (measured_from(governor) or lies_off(governor)):
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
        return _after_from(prep, governor, phrase, country=country)
    if word == "for":
        return _after_for(governor, phrase, country=country)
    strikes = word == "against" and governor.lemma_.lower() in STRIKING | ASSAULTS
    if not country and (strikes or word in {"between", "outside", "towards", "until"}):
        return Role("location", phrase, f"“{prep.text}”")
    return _none(phrase, f"“{prep.text}” names a party, not a place")


def _as_party(word: str, prep: Token, governor: Token, phrase: tuple[Token, ...]) -> Role | None:
    """Return "none" where a preposition ties a name to somebody, not to an event."""
    if word in {"in", "of"} and governor.lemma_.lower() in GOVERNMENTS:
        return _none(phrase, f"where the “{governor.text}” sits")
    stationed = word == "at" and governor.tag_ == "NNS" and not addresses(governor.head)
    if word in {"between", "with"} and governor.lemma_.lower() in DEALINGS:
        return _none(phrase, f"who is party to “{governor.text}”")
    if word in {"in", "at", "of", "from"} and holds_office(governor) and not stationed:
        return _none(phrase, f"where “{governor.text}” serves")
    if word in {"in", "at"} and speaks(governor):
        return _none(phrase, f"where “{governor.text}” speaks")
    if word in {"in", "at"} and was_agreed(governor):
        return _none(phrase, f"where the “{governor.head.text}” was made")
    if word in {"on", "upon"} and addresses(governor) and governor.lemma_ not in SEEING:
        return _none(phrase, f"whom “{governor.text} {prep.text}” concerns")
    return None


def _after_locative(prep: Token, governor: Token, phrase: tuple[Token, ...]) -> Role:
    if prep.lower_ in {"in", "on", "near", "at"} and _arrives(governor):
        return Role("destination", phrase, f"“{governor.text} {prep.text}”")
    if prep.lower_ == "on" and governor.lemma_ in ADVANCING:
        return Role("destination", phrase, f"“{governor.text} on”")
    return Role("location", phrase, f"“{prep.text}”")


def _after_from(prep: Token, governor: Token, phrase: tuple[Token, ...], *, country: bool) -> Role:
    before = prep.nbor(-1) if prep.i else governor  # a parser may hang "from" on the verb
    lemma = before.lemma_.lower()
    people = lemma in DELEGATES or (country and lemma in FORCES and not _is_moved(governor, before))
    counted = country and before.lower_ in {"them", "most", "many", "some"}  # "most of them from X"
    if counted:
        return _none(phrase, "says whose people they are")
    at_home = lemma in KNOWN_BY_HOME and not any(
        _is_motion(token) for token in (governor, governor.head)
    )
    if at_home or (before.pos_ == "NOUN" and (people or lemma in SENT_IN_WORDS)):
        return _none(phrase, f"says whose “{before.text}”")
    return Role("origin", phrase, f"“{prep.text}”")


def _is_moved(governor: Token, noun: Token) -> bool:
    """Whether a movement is told as a noun: "the withdrawal of personnel | from | the country"."""
    return governor.i != noun.i and governor.pos_ == "NOUN" and governor.lemma_.lower() in MOTION


def _after_for(governor: Token, phrase: tuple[Token, ...], *, country: bool) -> Role:
    for verb in (governor, governor.head):  # "fled X for Y": a parser may hang Y on X
        if verb.lemma_ in LEAVING | {"head", "bind", "sail"}:
            return Role("destination", phrase, f"“{verb.text} for”")
    if not country and governor.lemma_.lower() in STRUGGLE:
        return Role("location", phrase, f"“{governor.text} for”")
    if country and (governor.lemma_ in GOODS or governor.lemma_ in HELPING):
        return Role("recipient_place", phrase, f"“{governor.text} for”")
    return _none(phrase, "“for” names a party, not a place")


def _arrives(governor: Token) -> bool:
    """Whether something arrives: "arrived in X", "an influx is expected in X"."""
    subjects = [child for child in governor.children if child.dep_ in {"nsubj", "nsubjpass"}]
    sought = [child for child in governor.children if child.dep_ == "dobj"]
    return any(token.lemma_.lower() in ARRIVALS for token in (governor, *subjects)) or any(
        token.lemma_.lower() in REFUGE for token in (governor, *sought)
    )


def _after_of(governor: Token, phrase: tuple[Token, ...], *, country: bool, depth: int) -> Role:
    lemma = governor.lemma_.lower()
    if lemma in PARTS:
        whole = tuple(governor.doc[_start(governor) : phrase[-1].i + 1])
        return _climb(governor, whole, country=country, depth=depth + 1)
    if lemma in TREATIES:
        return _none(phrase, f"names the “{governor.text}”")
    if lemma in INHABITANTS and governor.dep_ == "nsubjpass" and governor.head.lemma_ in DISPLACING:
        return Role("origin", phrase, f"“{governor.text} of … {governor.head.text}”")
    if lemma in ACTED_ON:
        return Role("location", phrase, f"“{governor.text} of”")
    if governor.lower_ == "out":
        return Role("origin", phrase, "“out of”")
    if country or lemma in FORCES or lemma in MEMBERS:
        return _none(phrase, f"“{governor.text} of” names a party, not a place")
    return Role("location", phrase, f"“{governor.text} of”")


def _start(noun: Token) -> int:
    """First token of "the southern territory" before "of X"."""
    return min([noun.i] + [child.i for child in noun.lefts if child.dep_ in {"det", "amod"}])


def _after_to(governor: Token, phrase: tuple[Token, ...], *, country: bool) -> Role:
    lemma = governor.lemma_.lower()
    if lemma in NO_PLACE_TO:
        return _none(phrase, f"“{governor.text} to” names a party, not a place")
    if lemma in WRITING_TO:
        return _none(phrase, f"whom “{governor.text} to” concerns")
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
    acts = verb.lemma_ in STRIKING | HELPING and head.dep_ == "nsubj" and verb.lemma_ not in TO_LIE
    if country or addresses(verb) or (acts and phrase[-1] is head):
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
