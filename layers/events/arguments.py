"""Which words name who acts in an event and what it is done to?

Beside one trigger word: the subject or the agent of a passive acts; the object or the subject of
a passive undergoes. Of a noun ("the capture of the town by rebels") its "of" and "by" phrases, its
owner and the nouns set before it. A pronoun, and a number without its noun ("removed six"), stands
for nouns that went before. Marks stand beside the words: "@name" for a named place, "@who" for
somebody by name, pronoun or number, "@any" for anything at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

NAME: Final = "@name"
WHO: Final = "@who"
ANY: Final = "@any"
_SUBJECTS: Final = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS: Final = frozenset({"nsubjpass", "csubjpass"})
_OBJECTS: Final = frozenset({"dobj", "dative", "oprd"})
_BEFORE_NOUN: Final = frozenset({"compound", "nmod", "amod"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC", ""})  # "": a name that the parser cannot class
_CHAIN: Final = frozenset({"xcomp", "conj", "pcomp"})
_BESIDE: Final = frozenset(
    "prt advmod prep agent dobj nsubjpass attr acomp oprd dative npadvmod compound amod nmod poss".split()
)
_PARTICLES: Final = frozenset("up down out off back over in away through on".split())
_SOMEBODY: Final = frozenset(
    """he she him her they them we us i me who whom nobody anybody somebody someone anyone everyone
    none others most many those""".split()
)
_TAKEN_UP: Final = frozenset(
    "it they them this these those one ones another none some both all most others half".split()
)
_PARTS: Final = frozenset("quarter third half most some many few several none all".split())
_ONES: Final = frozenset({"one", "ones", "those", "that"})
_SPOT: Final = frozenset({"at", "in", "near", "on"})
_SINGULAR: Final = frozenset({"it", "this"})
_PLURAL: Final = frozenset({"they", "them", "these", "those", "both"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
# "F-16s", "Su-24", "T-72", "S-300"
_DESIGNATION: Final = re.compile(r"(T|S|[A-Z][A-Za-z]{0,3})-\d{1,3}[A-Z]{0,3}s?")
_NO_THINGS: Final = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "PERCENT"})


class ArgumentReader:
    """Reads the arguments of the trigger words of one claim.

    Parameters
    ----------
    head
        The token that carries the claim.
    subject
        The claim's subject, its own or the one that it shares with another claim.
    named
        Indices of the tokens that were found to name places.
    """

    def __init__(
        self, head: Token, subject: Sequence[Token], *, named: frozenset[int] = frozenset()
    ) -> None:
        self._head = head
        self._named = named
        self._subject = [t for t in subject if t.head.i not in {s.i for s in subject}]
        self._read: dict[tuple[str, int], frozenset[str]] = {}

    def agent(self, trigger: Token) -> frozenset[str]:
        """Return the words of who acts."""
        key = ("agent", trigger.i)
        if key not in self._read:
            self._read[key] = self._words(self._agents(trigger))
        return self._read[key]

    def patient(self, trigger: Token) -> frozenset[str]:
        """Return the words of what it is done to."""
        key = ("patient", trigger.i)
        if key not in self._read:
            self._read[key] = self._words(self._patients(trigger))
        return self._read[key]

    def beside(self, trigger: Token) -> frozenset[str]:
        """Return the words that hang on a trigger: particles, prepositions, objects, what is set
        before a noun.
        """
        key = ("beside", trigger.i)
        if key not in self._read:
            self._read[key] = frozenset(self._beside(trigger)) | self._passive(trigger)
        return self._read[key]

    def _passive(self, trigger: Token) -> frozenset[str]:
        shared = trigger == self._head and bool(self._subject)
        passive = trigger.pos_ in {"VERB", "AUX"} and (shared or _is_passive(trigger))
        return self.patient(trigger) if passive else frozenset()

    def _agents(self, trigger: Token) -> Iterator[Token]:
        if trigger.pos_ not in {"VERB", "AUX"}:
            yield from _of(trigger, {"of", "by"})
            yield from _before(trigger)
            if trigger.dep_ in _OBJECTS:
                yield from self._agents(trigger.head)
            return
        yield from _of(trigger, {"by"})
        if any(c.dep_ == "expl" for c in trigger.lefts):
            yield from (c for c in trigger.rights if c.dep_ == "attr")  # "there are | warships"
        if trigger.dep_ == "acl" and trigger.head.dep_ == "ROOT":
            yield trigger.head  # "ships | anchored", which a parser takes for a participle
        if _is_passive(trigger):
            return
        if trigger.dep_ == "acl" and trigger.tag_ == "VBG":
            yield trigger.head
        yield from (c for c in trigger.children if c.dep_ in _SUBJECTS)
        if trigger.dep_ in _CHAIN and not any(c.dep_ in _SUBJECTS for c in trigger.children):
            yield from (c for c in trigger.head.children if c.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS)
        if trigger == self._head or self._goes_on(trigger):
            yield from self._subject

    def _goes_on(self, trigger: Token) -> bool:
        """Whether a verb shares the claim's subject from below ("is said to have | left")."""
        token = trigger
        while token.dep_ in _CHAIN | {"acomp"} and token != self._head:
            token = token.head
        own = any(c.dep_ in _SUBJECTS for c in trigger.children)
        return token == self._head and not own and trigger.dep_ == "xcomp"

    def _patients(self, trigger: Token) -> Iterator[Token]:
        if trigger.pos_ not in {"VERB", "AUX"}:
            yield from _of(trigger, {"of", "on", "against"})
            yield from _before(trigger)
            if trigger.dep_ in {"acomp", "oprd", "attr"}:
                yield from self._subject  # "is closed", which a parser takes for an adjective
            return
        yield from (c for c in trigger.children if c.dep_ in _OBJECTS | _PASSIVE_SUBJECTS)
        if _is_passive(trigger):
            if trigger == self._head or self._goes_on(trigger):
                yield from self._subject
            if trigger.dep_ == "acl":
                yield trigger.head

    def _beside(self, trigger: Token) -> Iterator[str]:
        """Walk the words that hang on a trigger, and those of the phrases of its prepositions."""
        follower = trigger.i + 1
        if follower < len(trigger.doc) and trigger.doc[follower].lower_ in _PARTICLES:
            yield trigger.doc[follower].lower_
        for child in trigger.children:
            if child.dep_ in {"xcomp", "ccomp"} and child.pos_ == "VERB":
                yield child.lemma_.lower()  # "let them | go"
            small = child.dep_ in {"xcomp", "ccomp"} and child.pos_ in {"NOUN", "ADJ"}
            if child.dep_ not in _BESIDE and not small:  # "kept watch", "holds it responsible"
                continue
            yield child.lower_
            yield child.lemma_.lower()
            if child.dep_ in {"prep", "agent", "prt", "advmod"}:
                yield from self._words(c for c in child.children if c.dep_ == "pobj")
                yield from (
                    c.lower_ for c in child.children if c.dep_ in {"prep", "pcomp", "advmod"}
                )  # "pull guns | back to" the river
                for inner in (c for c in child.children if c.dep_ == "prep"):
                    yield from self._words(c for c in inner.children if c.dep_ == "pobj")
            elif child.dep_ in _OBJECTS | {"attr", "nsubjpass"}:
                yield from self._words([child])
                for prep in (c for c in child.children if c.dep_ == "prep"):
                    yield prep.lower_
                    yield from self._words(c for c in prep.children if c.dep_ == "pobj")

    def _words(self, tops: Iterable[Token]) -> frozenset[str]:
        """Return the words of noun phrases: heads, what is joined to them, counted or set before."""
        found: set[str] = set()
        for top in tops:
            found.add(ANY)
            for token in (top, *top.conjuncts):
                if token.lower_ in _SOMEBODY or token.ent_type_ in {"PERSON", "NORP"}:
                    found.add(WHO)
                if _is_bare_number(token) and token.ent_type_ not in _NO_THINGS:
                    found.add(WHO)
                for word in (token, *_of(token, {"of"}), *_before(token)):
                    found |= self._marked(word)
                for word in _whole(token):
                    found |= self._marked(word)
                for earlier in _antecedents(token):
                    for word in (earlier, *_before(earlier)):
                        found |= self._marked(word)
        return frozenset(found)

    def _marked(self, word: Token) -> set[str]:
        found = {word.lower_, word.lemma_.lower()}
        if made := _DESIGNATION.fullmatch(word.text):
            found.add({"T": "tank", "S": "missile"}.get(made.group(1), "aircraft"))
        if word.pos_ == "PROPN":
            found.add(word.lower_.removesuffix("s"))  # "Rockets landed": no lemma
        named = word.pos_ == "PROPN" and word.ent_type_ in _PLACES and word.dep_ != "poss"
        if word.i in self._named or (named and not word.is_upper):  # "ECOWAS" is no place
            found.add(NAME)
        return found


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


def _whole(token: Token) -> Iterator[Token]:
    """Walk what a part is of, where that stands first ("Of the soldiers, | a quarter left")."""
    if token.lower_ in _PARTS or _is_bare_number(token):
        for prep in token.head.lefts:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                yield from (c for c in prep.children if c.dep_ == "pobj")


def _antecedents(token: Token) -> Iterator[Token]:
    """Walk the nouns that a pronoun or a bare number may stand for."""
    word = token.lower_
    if word in {"who", "which", "that"} and token.tag_ in {"WDT", "WP"}:
        clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        if clause is not None:
            yield clause.head
        return
    taken_up = word in _TAKEN_UP and token.pos_ != "DET"
    placed = word in _ONES and any(c.lower_ in _SPOT for c in token.rights)  # "the one | at Rafah"
    told = not placed and any(
        c.dep_ in {"relcl", "acl", "prep"} for c in token.rights
    )  # "those who write"
    if told or not (taken_up or _is_bare_number(token)):
        return
    doc, sentence = token.doc, token.sent
    start = doc[sentence.start - 1].sent.start if sentence.start else sentence.start
    for earlier in doc[start : token.i]:
        if earlier.pos_ not in _NOUNS or earlier.ent_type_ in _NO_THINGS:
            continue
        if earlier.dep_ in {"compound", "npadvmod"} or earlier.head == token:
            continue
        plural = earlier.tag_ in {"NNS", "NNPS"}
        if (word in _SINGULAR and plural) or (word in _PLURAL and not plural):
            continue
        yield earlier


def _is_bare_number(token: Token) -> bool:
    return token.pos_ == "NUM" and token.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS | {"dobj", "attr"}
