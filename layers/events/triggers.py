"""Which trigger words stand in a claim, and do their arguments fit?

Two tables: ``event_triggers.csv`` for the own vocabulary of event types, ``plover_triggers.csv`` for
what PLOVER codes beyond it. A row has verbs and nouns that tell of an event, words that must stand
somewhere in the claim (`needs`), and words of what it is done to (`patient`) and of who does it
(`agent`). "take+into+custody" is a construction: a trigger with words that must hang on it.
"@class" stands for the words of a class in ``word_classes.csv``; "@name" for a named place, "@who"
for a person by name, pronoun or number, "@any" for anything at all. "!" before a word or class
forbids it: in `needs` anywhere in the claim, in `patient` and `agent` in that argument.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Token

    from dateline.layers.events.arguments import ArgumentReader

ARGUMENT_FITS: Final = 1.0  # what each kind of fitting argument adds to a trigger's weight
CONSTRUCTION: Final = 0.8  # what each further word of a construction adds: the special one wins
DEEP: Final = 0.5  # below this weight (relative and adverbial clauses) arguments prove little
GENERAL: Final = 0.8  # what a verb loses that triggers only as one of a class
_UNAIMED: Final = frozenset({"weapons_test"})
_SPOTS: Final = frozenset({"crossing", "camp", "barrage", "post", "checkpoint"})
_OPENING: Final = frozenset("be stay remain open close shut reopen seal keep announce".split())
_AT: Final = frozenset("at near to from through via outside around".split())
_OPEN_WATER: Final = frozenset("sea ocean waters water".split())
_PREDICATES: Final = frozenset({"ROOT", "acomp", "attr", "oprd", "conj", "ccomp", "relcl", "acl"})
# Pasts that the parser's lemmas miss, and participles that it takes for adjectives and nouns.
_STRONG_PASTS: Final = {
    "beset": "beset", "overran": "overrun", "overthrew": "overthrow", "retook": "retake",
    "sank": "sink", "swam": "swim", "trod": "tread", "withdrew": "withdraw", "withheld": "withhold",
}  # fmt: skip
_STRONG_FORMS: Final = {
    "beset": "beset", "blown": "blow", "broken": "break", "built": "build", "cut": "cut",
    "driven": "drive", "fled": "flee", "frozen": "freeze", "held": "hold", "hit": "hit",
    "laid": "lay", "overrun": "overrun", "retaken": "retake", "sealed": "seal", "sent": "send",
    "shot": "shoot", "shut": "shut", "slain": "slay", "struck": "strike", "sunk": "sink",
    "taken": "take", "torn": "tear", "withdrawn": "withdraw",
}  # fmt: skip

# Of a construction: the sets of words of which one each must hang on the trigger, and what it adds.
Way = tuple[tuple[frozenset[str], ...], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Words of which one must stand (none: nothing need), and words of which none may."""

    some: frozenset[str]
    none: frozenset[str]

    def refuses(self, words: frozenset[str]) -> bool:
        """Whether these words lack what must stand or have what may not."""
        return bool(self.none & words) or bool(self.some and not self.some & words)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerRule:
    """Words that tell of a type; `needs` anywhere in the claim, the others beside the trigger.

    Attributes
    ----------
    verbs, nouns
        Per trigger word its constructions; one without further words where it needs none.
    """

    type: str
    verbs: Mapping[str, tuple[Way, ...]]
    nouns: Mapping[str, tuple[Way, ...]]
    needs: Wanted
    patient: Wanted
    agent: Wanted


class TriggerTable:
    """Trigger rules, to be found by word."""

    def __init__(self, name: str, column: str) -> None:
        classes = {row["class"]: row["words"].split() for row in read_table("word_classes.csv")}
        self.rules: Final = tuple(
            TriggerRule(
                type=row[column],
                verbs=_constructions(row["verbs"], classes),
                nouns=_constructions(row["nouns"], classes),
                needs=_wanted(row["needs"], classes),
                patient=_wanted(row["patient"], classes),
                agent=_wanted(row["agent"], classes),
            )
            for row in read_table(name)
        )
        self._numbers: dict[str, list[int]] = {}
        for number, rule in enumerate(self.rules):
            for word in sorted(rule.verbs.keys() | rule.nouns.keys()):
                self._numbers.setdefault(word, []).append(number)

    def triggered(self, words: frozenset[str]) -> Iterator[TriggerRule]:
        """Walk the rules that some word may trigger, in the table's order."""
        for number in sorted({n for word in words for n in self._numbers.get(word, ())}):
            yield self.rules[number]


def _class_words(items: Iterable[str], classes: Mapping[str, list[str]]) -> frozenset[str]:
    """Return words as they stand, and those of classes ("@arms"); marks like "@name" stay."""
    return frozenset(
        word
        for item in items
        for word in (classes.get(item[1:], [item]) if item.startswith("@") else [item])
    )


def _wanted(cell: str, classes: Mapping[str, list[str]]) -> Wanted:
    items = cell.split()
    return Wanted(
        some=_class_words([i for i in items if not i.startswith("!")], classes),
        none=_class_words([i[1:] for i in items if i.startswith("!")], classes),
    )


def _constructions(cell: str, classes: Mapping[str, list[str]]) -> dict[str, tuple[Way, ...]]:
    """Read "seize take+into+custody": per first word what must hang on it, and what that adds."""
    found: dict[str, list[Way]] = {}
    for item in cell.split():
        first, *others = item.split("+")
        parts = tuple(_class_words([other], classes) for other in others)
        worth = CONSTRUCTION * len(parts) - (GENERAL if first.startswith("@") else 0.0)
        for word in sorted(_class_words([first], classes)):
            found.setdefault(word, []).append((parts, worth))
    return {word: tuple(ways) for word, ways in found.items()}


@lru_cache(maxsize=1)
def types_table() -> TriggerTable:
    """Return the triggers of the own event types."""
    return TriggerTable("event_triggers.csv", "type")


@lru_cache(maxsize=1)
def plover_table() -> TriggerTable:
    """Return the triggers of what PLOVER codes beyond the own types."""
    return TriggerTable("plover_triggers.csv", "plover")


def best_rule(
    table: TriggerTable, weights: Mapping[Token, float], words: frozenset[str], read: ArgumentReader
) -> tuple[TriggerRule | None, float]:
    """Return the rule of a table that fits best, the first of equals, and how well it does."""
    best, score = None, 0.0
    for rule in table.triggered(frozenset(w for t in weights for w in _forms(t))):
        value = _score(rule, weights, words, read)
        if value > score:
            best, score = rule, value
    return best, score


def _score(
    rule: TriggerRule, weights: Mapping[Token, float], words: frozenset[str], read: ArgumentReader
) -> float:
    if rule.needs.refuses(words):
        return 0.0
    found = 0.0
    for token, weight in weights.items():
        special = _matched(rule, token, read)
        if special is None:
            continue
        others = words - {token.lower_, token.lemma_.lower()}
        if rule.type in _UNAIMED and _is_aimed(token):
            continue  # rockets fired at a post are no test
        fit = _fit(rule, read, token)
        if fit is not None:
            beside = ARGUMENT_FITS if rule.needs.some & others else 0.0
            bonus = fit + beside + special
            found = max(found, weight + (min(bonus, weight) if weight < DEEP else bonus))
    return found


def _matched(rule: TriggerRule, token: Token, read: ArgumentReader) -> float | None:
    """Return what the best matching construction adds; None: no match."""
    verb = _verb_lemma(token)
    ways = [*rule.verbs.get(verb, ())] if verb else []
    if token.pos_ not in {"VERB", "AUX"} and not _is_a_spot(token):
        nouns = rule.nouns.get(token.lemma_.lower()) or rule.nouns.get(token.lower_)
        ways += nouns or ()
    if not ways:
        return None
    beside = read.beside(token) if any(parts for parts, _ in ways) else frozenset()
    fitting = [worth for parts, worth in ways if all(part & beside for part in parts)]
    return max(fitting, default=None)


def _forms(token: Token) -> tuple[str, ...]:
    return (token.lemma_.lower(), token.lower_, _verb_lemma(token))


def _verb_lemma(token: Token) -> str:
    """Return a verb's lemma, also of a participle that the parser took for something else."""
    if token.pos_ in {"VERB", "AUX"}:
        return _STRONG_PASTS.get(token.lower_, token.lemma_.lower())
    word = token.lower_
    if token.dep_ not in _PREDICATES or token.pos_ == "PROPN":
        return ""
    if word in _STRONG_FORMS:
        return _STRONG_FORMS[word]
    if not word.endswith("ed") or len(word) < 5:
        return ""
    stem = word[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    return stem + "e" if stem[-1] in "csvgz" or stem.endswith(("at", "os", "ir")) else stem


def _is_aimed(verb: Token) -> bool:
    return any(
        prep.lower_ in {"at", "against", "on", "into"}
        and not any(c.lemma_.lower() in _OPEN_WATER for c in prep.children)
        for prep in verb.rights
        if prep.dep_ == "prep"
        and any(c.dep_ == "pobj" and c.ent_type_ not in {"DATE", "TIME"} for c in prep.children)
    )


def _fit(rule: TriggerRule, read: ArgumentReader, token: Token) -> float | None:
    """Return what the trigger's own arguments add, None where one of the wrong class stands."""
    fit = 0.0
    for wanted, words in ((rule.patient, read.patient), (rule.agent, read.agent)):
        if wanted.some or wanted.none:
            if wanted.refuses(words(token)):
                return None
            fit += ARGUMENT_FITS if wanted.some else 0.0
    return fit


def _is_a_spot(noun: Token) -> bool:
    """Whether a noun like "crossing" is a place by name or preposition, not an event."""
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() == "line":
        return True  # "the Line of Control"
    if noun.lemma_.lower() not in _SPOTS:
        return False
    if noun.dep_ == "compound" and noun.head.lemma_.lower() == "point":
        return True
    opened = noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and noun.head.lemma_.lower() in _OPENING
    if opened and any(c.lower_ in _AT for c in noun.rights):
        return True  # "the crossing at X | stayed open"
    named = any(c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN" for c in noun.lefts)
    return named or (noun.dep_ == "pobj" and noun.head.lower_ in _AT)


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of our tables."""
    text = files("dateline.layers").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
