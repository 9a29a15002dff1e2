"""Which trigger words stand in a claim, and do their arguments fit?

Two tables: ``event_triggers.csv`` for the own vocabulary of event types, ``plover_triggers.csv`` for
what PLOVER codes beyond it. A row has verbs and nouns that tell of an event, words that must stand
somewhere in the claim (`needs`), and words of what it is done to (`patient`) and of who does it
(`agent`). "@class" stands for the words of a class in ``word_classes.csv``; "@name" for a named
place, "@any" for anything at all.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from dateline.layers.arguments import ArgumentReader

ARGUMENT_FITS: Final = 1.0  # what each kind of fitting argument adds to a trigger's weight
_UNAIMED: Final = frozenset({"weapons_test"})
_SPOTS: Final = frozenset({"crossing", "camp", "barrage"})
_AT: Final = frozenset("at near to from through via outside around".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerRule:
    """Words that tell of a type; `needs` anywhere in the claim, the others beside the trigger."""

    type: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    needs: frozenset[str]
    patient: frozenset[str]
    agent: frozenset[str]


class TriggerTable:
    """Trigger rules, to be found by word."""

    def __init__(self, name: str, column: str) -> None:
        classes = {row["class"]: row["words"].split() for row in read_table("word_classes.csv")}
        self._rules = [
            TriggerRule(
                type=row[column],
                verbs=frozenset(row["verbs"].split()),
                nouns=frozenset(row["nouns"].split()),
                needs=_class_words(row["needs"], classes),
                patient=_class_words(row["patient"], classes),
                agent=_class_words(row["agent"], classes),
            )
            for row in read_table(name)
        ]
        self._numbers: dict[str, list[int]] = {}
        for number, rule in enumerate(self._rules):
            for word in sorted(rule.verbs | rule.nouns):
                self._numbers.setdefault(word, []).append(number)

    def triggered(self, words: frozenset[str]) -> Iterator[TriggerRule]:
        """Walk the rules that some word may trigger, in the table's order."""
        for number in sorted({n for word in words for n in self._numbers.get(word, ())}):
            yield self._rules[number]


def _class_words(items: str, classes: Mapping[str, list[str]]) -> frozenset[str]:
    """Return words as they stand, and those of classes ("@arms"); marks like "@name" stay."""
    return frozenset(
        word
        for item in items.split()
        for word in (classes.get(item[1:], [item]) if item.startswith("@") else [item])
    )


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
    for rule in table.triggered(
        frozenset(w for t in weights for w in (t.lemma_.lower(), t.lower_))
    ):
        value = _score(rule, weights, words, read)
        if value > score:
            best, score = rule, value
    return best, score


def _score(
    rule: TriggerRule, weights: Mapping[Token, float], words: frozenset[str], read: ArgumentReader
) -> float:
    if rule.needs and not rule.needs & words:
        return 0.0
    found = 0.0
    for token, weight in weights.items():
        others = words - {token.lower_, token.lemma_.lower()}
        lemma = token.lemma_.lower()
        verbal = token.pos_ in {"VERB", "AUX"}
        if rule.type in _UNAIMED and any(c.lower_ in {"at", "against"} for c in token.rights):
            continue  # rockets fired at a post are no test
        if not verbal and _is_a_spot(token):
            continue
        if (lemma in rule.verbs and verbal) or (
            not verbal and (lemma in rule.nouns or token.lower_ in rule.nouns)
        ):
            fit = _fit(rule, read, token)
            if fit is not None:
                beside = ARGUMENT_FITS if rule.needs & others else 0.0
                found = max(found, weight + fit + beside)
    return found


def _fit(rule: TriggerRule, read: ArgumentReader, token: Token) -> float | None:
    """Return what the trigger's own arguments add, None where one of the wrong class stands."""
    fit = 0.0
    for wanted, words in ((rule.patient, read.patient), (rule.agent, read.agent)):
        if wanted:
            if not wanted & words(token):
                return None
            fit += ARGUMENT_FITS
    return fit


def _is_a_spot(noun: Token) -> bool:
    """Whether a noun like "crossing" is a place by name or preposition, not an event."""
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() == "line":
        return True  # "the Line of Control"
    if noun.lemma_.lower() not in _SPOTS:
        return False
    named = any(c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN" for c in noun.lefts)
    return named or (noun.dep_ == "pobj" and noun.head.lower_ in _AT)


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of one of our tables."""
    text = files("dateline.layers").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
