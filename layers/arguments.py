"""Which words name who acts in an event and what it is done to?

Beside one trigger word: the subject or the agent of a passive acts; the object or the subject of
a passive undergoes. Of a noun ("the capture of the town by rebels") its "of" and "by" phrases, its
owner and the nouns set before it. Marks stand beside the words: "@name" for a named place, "@any"
for anything at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

NAME: Final = "@name"
ANY: Final = "@any"
_SUBJECTS: Final = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS: Final = frozenset({"nsubjpass", "csubjpass"})
_OBJECTS: Final = frozenset({"dobj", "dative", "oprd"})
_BEFORE_NOUN: Final = frozenset({"compound", "nmod", "amod"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC", ""})  # "": a name that the parser cannot class
_CHAIN: Final = frozenset({"xcomp", "conj", "pcomp"})


class ArgumentReader:
    """Reads the arguments of the trigger words of one claim.

    Parameters
    ----------
    head
        The token that carries the claim.
    subject
        The claim's subject, its own or the one that it shares with another claim.
    """

    def __init__(self, head: Token, subject: Sequence[Token]) -> None:
        self._head = head
        self._subject = [t for t in subject if t.head.i not in {s.i for s in subject}]

    def agent(self, trigger: Token) -> frozenset[str]:
        """Return the words of who acts."""
        return _words(self._agents(trigger))

    def patient(self, trigger: Token) -> frozenset[str]:
        """Return the words of what it is done to."""
        return _words(self._patients(trigger))

    def _agents(self, trigger: Token) -> Iterator[Token]:
        if trigger.pos_ not in {"VERB", "AUX"}:
            yield from _of(trigger, {"of", "by"})
            yield from _before(trigger)
            if trigger.dep_ in _OBJECTS:
                yield from self._agents(trigger.head)
            return
        yield from _of(trigger, {"by"})
        if trigger.dep_ == "acl" and trigger.head.dep_ == "ROOT":
            yield trigger.head  # "ships | anchored", which a parser takes for a participle
        if _is_passive(trigger):
            return
        if trigger.dep_ == "acl" and trigger.tag_ == "VBG":
            yield trigger.head
        yield from (c for c in trigger.children if c.dep_ in _SUBJECTS)
        if trigger.dep_ in _CHAIN and not any(c.dep_ in _SUBJECTS for c in trigger.children):
            yield from (c for c in trigger.head.children if c.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS)
        if trigger == self._head:
            yield from self._subject

    def _patients(self, trigger: Token) -> Iterator[Token]:
        if trigger.pos_ not in {"VERB", "AUX"}:
            yield from _of(trigger, {"of", "on", "against"})
            yield from _before(trigger)
            return
        yield from (c for c in trigger.children if c.dep_ in _OBJECTS | _PASSIVE_SUBJECTS)
        if _is_passive(trigger):
            if trigger == self._head:
                yield from self._subject
            if trigger.dep_ == "acl":
                yield trigger.head


def _is_passive(verb: Token) -> bool:
    if any(c.dep_ in {"auxpass"} | _PASSIVE_SUBJECTS for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    shared = verb.dep_ == "conj" and _is_passive(verb.head)
    bare = verb.dep_ == "acl" and not any(c.dep_ == "dobj" for c in verb.children)
    return shared or bare


def _of(word: Token, prepositions: set[str]) -> Iterator[Token]:
    for prep in word.rights:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in prepositions:
            yield from (c for c in prep.children if c.dep_ == "pobj")


def _before(noun: Token) -> Iterator[Token]:
    yield from (c for c in noun.lefts if c.dep_ in _BEFORE_NOUN | {"poss"})


def _words(tops: Iterable[Token]) -> frozenset[str]:
    """Return the words of noun phrases: heads, what is joined to them, counted or set before."""
    found: set[str] = set()
    for top in tops:
        found.add(ANY)
        for token in (top, *top.conjuncts):
            for word in (token, *_of(token, {"of"}), *_before(token)):
                found |= {word.lower_, word.lemma_.lower()}
                if word.pos_ == "PROPN":
                    found.add(word.lower_.removesuffix("s"))  # "Rockets landed": no lemma
                if word.pos_ == "PROPN" and word.ent_type_ in _PLACES and word.dep_ != "poss":
                    found.add(NAME)
    return frozenset(found)
