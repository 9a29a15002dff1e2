"""What kind of event is a claim about?

Own vocabulary first (``data/event_types.csv``), with PLOVER's event type and mode and ACLED's
sub-event beside it. A type needs a trigger word (``data/event_triggers.csv``) in a good place of
the clause, its verb best, and mostly an argument of the right class ("fire" with a missile is a
test, with soldiers an attack). Written from the published definitions of PLOVER's categories and
ACLED's sub-events. Where nothing fits the claim stays unclassified: None.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.layers.clauses import ClaimDraft
    from dateline.layers.modality import Modality

# How much a trigger's place in the clause says; see `_weights`.
EVENT_VERB: Final = 3.0
GOVERNING_VERB: Final = 2.4
OBJECT_OF_LIGHT_VERB: Final = 3.2  # "signed a ceasefire", "held drills": the noun tells
OBJECT: Final = 2.2
SUBJECT: Final = 1.6
OBLIQUE: Final = 1.2
DEEPER: Final = 0.7
ASIDE: Final = 0.3
ARGUMENT_FITS: Final = 1.0
LEAST: Final = 1.2
SURE: Final = 3.0
_ASIDE_DEPS: Final = frozenset({"relcl", "advcl", "acl", "appos"})
_SUBJECT_DEPS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_LIGHT_VERBS: Final = frozenset(
    """hold sign conduct launch stage make reach announce declare start begin continue resume carry
    open suffer take""".split()
)
_COOPERATIVE: Final = frozenset({"AID", "COOPERATE", "CONSULT", "SUPPORT"})
_TRANSPARENT: Final = frozenset(
    "kind sort number series wave round form part type lot spate string".split()
)
# Nouns that tell of an event by themselves and may head a claim of their own.
_EVENT_NOUNS: Final = frozenset(
    """withdrawal pullout attempt movement transfer deployment redeployment shelling bombing attack
    strike airstrike raid assault seizure capture evacuation invasion incursion offensive advance
    retreat mobilization mobilisation blockade siege bombardment influx exodus arrival departure
    killing arrest expulsion delivery infiltration crossing clash fighting ambush explosion
    assassination kidnapping occupation""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Event codes of a claim; None: unclassified.

    Attributes
    ----------
    confidence
        0 to 1: how well the trigger stands in the clause, not how true the claim is.
    """

    type: str | None
    plover: str | None
    mode: str | None
    acled: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    type: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    needs: frozenset[str]


_UNAIMED: Final = frozenset({"weapons_test"})
_SPEECH_ACTS: Final = {"promise": "AGREE", "request": "REQUEST", "threaten": "THREATEN"}
UNCLASSIFIED: Final = Event(type=None, plover=None, mode=None, acled=None, confidence=0.5)


def is_event_noun(token: Token) -> bool:
    """Whether a noun by itself tells of an event ("the shelling of the port")."""
    return token.lemma_.lower() in _EVENT_NOUNS


def event_of(draft: ClaimDraft, parse: Parse, modality: Modality) -> Event:
    """Return the event codes of a claim.

    Parameters
    ----------
    draft
        The claim's words.
    parse
        The report's parse.
    modality
        A promised aid is an agreement for PLOVER, a request for it a request.

    Returns
    -------
    Event
        Type None where no trigger stands well enough; a promise, a request or a threat of
        anything still has its PLOVER type.
    """
    weights = dict(_weights(draft, parse, modality))
    words = _words(draft, parse, modality)
    best, score = None, 0.0
    for rule in _rules(frozenset(t.lemma_.lower() for t in weights)):
        value = _score(rule, weights, words)
        if value > score:
            best, score = rule, value
    if best is None or score < LEAST:
        return replace(UNCLASSIFIED, plover=_SPEECH_ACTS.get(modality.act))
    return _in_mode(_types()[best.type], modality, min(1.0, round(score / (SURE + 1), 2)))


def _score(rule: _Rule, weights: Mapping[Token, float], words: frozenset[str]) -> float:
    if rule.needs and not rule.needs & words:
        return 0.0
    found = 0.0
    for token, weight in weights.items():
        lemma = token.lemma_.lower()
        verbal = token.pos_ in {"VERB", "AUX"}
        if rule.type in _UNAIMED and any(c.lower_ in {"at", "against"} for c in token.rights):
            continue  # rockets fired at a post are no test
        if (lemma in rule.verbs and verbal) or (
            not verbal and (lemma in rule.nouns or token.lower_ in rule.nouns)
        ):
            found = max(found, weight)
    return found + ARGUMENT_FITS if found and rule.needs else found


def _in_mode(event: Event, modality: Modality, confidence: float) -> Event:
    plover = event.plover
    if modality.act == "promise" and plover in _COOPERATIVE:
        plover = "AGREE"
    elif modality.act == "request":
        plover = "REQUEST"
    elif modality.act == "threaten":
        plover = "THREATEN"
    mode = event.mode if plover == event.plover else None
    return replace(event, plover=plover, mode=mode, confidence=confidence)


# ------------------------------------------------------------------ words and their places
def _weights(draft: ClaimDraft, parse: Parse, modality: Modality) -> Iterator[tuple[Token, float]]:
    """Give each word of the claim the weight of its place; conditions tell of no event."""
    head = parse.doc[draft.head]
    core = _event_core(head)
    condition = modality.condition
    for i in sorted(draft.tokens | set(draft.subject)):
        token = parse.doc[i]
        if token.pos_ not in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"}:
            continue
        if token.ent_type_ == "DATE":
            continue
        if condition and condition.start <= parse.starts[i] < condition.end and token != head:
            continue
        yield token, _weight(token, head, core, draft)


def _event_core(head: Token) -> Token:
    """Return the verb that names the event under "plans to", "began to", "is helping in"."""
    token = head
    while True:
        inner = [
            c
            for c in token.rights
            if (c.dep_ in {"xcomp", "ccomp"} and c.pos_ == "VERB")
            or (c.dep_ == "acl" and token.pos_ == "NOUN" and any(a.lower_ == "to" for a in c.lefts))
        ]
        inner += [
            g for p in token.rights if p.dep_ == "prep" for g in p.children if g.dep_ == "pcomp"
        ]
        if not inner or token.lemma_ == "say":
            return token
        token = inner[0]


def _weight(token: Token, head: Token, core: Token, draft: ClaimDraft) -> float:
    if token == core:
        return EVENT_VERB
    if token == head:
        return EVENT_VERB if draft.nominal else GOVERNING_VERB
    if token.i in draft.subject:
        return SUBJECT if _opaque(token).head.i not in draft.subject else DEEPER
    if token.head in {core, head}:
        if token.dep_ in {"dobj", "attr", "oprd", "acomp", "conj", "xcomp"}:
            light = token.dep_ == "dobj" and token.head.lemma_.lower() in _LIGHT_VERBS
            return OBJECT_OF_LIGHT_VERB if light else OBJECT
        return ASIDE if token.dep_ in _ASIDE_DEPS else OBLIQUE
    if token.dep_ == "pobj" and token.head.head in {core, head}:
        return OBLIQUE
    for step in (token, *token.ancestors):
        if step == head:
            break
        if step.dep_ in _ASIDE_DEPS and step.head != head:
            return ASIDE
    return DEEPER


def _opaque(token: Token) -> Token:
    """Climb from "reconciliation" in "some kind of consensus and reconciliation" to "kind"."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    if first.dep_ == "pobj" and first.head.lower_ == "of":
        measure = first.head.head
        if measure.lemma_.lower() in _TRANSPARENT:
            return measure
    return token


def _words(draft: ClaimDraft, parse: Parse, modality: Modality) -> frozenset[str]:
    tokens = [parse.doc[i] for i in draft.tokens | set(draft.subject)]
    if modality.condition:
        low, high = modality.condition.start, modality.condition.end
        tokens = [t for t in tokens if not low <= parse.starts[t.i] < high]
    return frozenset(w for t in tokens for w in (t.lower_, t.lemma_.lower()))


# ------------------------------------------------------------------ tables
def _table(name: str) -> list[dict[str, str]]:
    text = files("dateline.layers").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def _types() -> Mapping[str, Event]:
    return {
        row["type"]: Event(
            type=row["type"],
            plover=row["plover"] or None,
            mode=row["mode"] or None,
            acled=row["acled"] or None,
            confidence=1.0,
        )
        for row in _table("event_types.csv")
    }


def event_types() -> tuple[str, ...]:
    """Return the closed vocabulary of event types, in the table's order."""
    return tuple(_types())


@lru_cache(maxsize=1)
def _all_rules() -> tuple[_Rule, ...]:
    classes = {row["class"]: row["words"].split() for row in _table("word_classes.csv")}
    rules = []
    for row in _table("event_triggers.csv"):
        needs = [
            word
            for item in row["needs"].split()
            for word in (classes[item[1:]] if item.startswith("@") else [item])
        ]
        rules.append(
            _Rule(
                type=row["type"],
                verbs=frozenset(row["verbs"].split()),
                nouns=frozenset(row["nouns"].split()),
                needs=frozenset(needs),
            )
        )
    return tuple(rules)


@lru_cache(maxsize=1)
def _by_trigger() -> Mapping[str, tuple[int, ...]]:
    index: dict[str, list[int]] = {}
    for number, rule in enumerate(_all_rules()):
        for word in sorted(rule.verbs | rule.nouns):
            index.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in index.items()}


def _rules(lemmas: frozenset[str]) -> Iterator[_Rule]:
    """Walk the rules that some word may trigger, in the table's order."""
    index = _by_trigger()
    for number in sorted({n for lemma in lemmas for n in index.get(lemma, ())}):
        yield _all_rules()[number]
