"""What kind of event is a claim about?

Own vocabulary first (``data/event_types.csv``), with PLOVER's event type and mode and ACLED's
sub-event beside it. A type needs a trigger word (``data/event_triggers.csv``) in a good place of
the clause, its verb best, and mostly arguments of the right class ("fire" with a missile is a
test, with soldiers an attack; soldiers who "cross a border" make an incident). Written from the published definitions of PLOVER's categories and
ACLED's sub-events. Where nothing fits the claim stays unclassified: None.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from dateline.layers.arguments import ArgumentReader
from dateline.layers.triggers import best_rule, plover_table, read_table, types_table

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
GOVERNING_FOR_PLOVER: Final = 6.0
CORE_FOR_PLOVER: Final = 3.5
LEAST: Final = 1.2
SURE: Final = 3.0
_ASIDE_DEPS: Final = frozenset({"relcl", "advcl", "acl", "appos"})
_LIGHT_VERBS: Final = frozenset(
    """hold sign conduct launch stage make reach announce declare start begin continue resume carry
    open suffer take""".split()
)
_COOPERATIVE: Final = frozenset({"AID", "COOPERATE", "CONSULT", "SUPPORT", "RETREAT"})
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


# A base that will be manned is a deployment still to come.
_AHEAD: Final = {"base_presence": "deployment"}
_OF_A_STATE: Final = frozenset("army navy military police government soldiers troops".split())
_BLOWS: Final = frozenset({"attack", "air_strike", "shelling"})
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
    read = ArgumentReader(parse.doc[draft.head], [parse.doc[i] for i in draft.subject])
    best, score = best_rule(types_table(), weights, words, read)
    coded = _plover_of(parse.doc[draft.head], score if best else 0.0, weights, words, read)
    if best is None or score < LEAST:
        return replace(UNCLASSIFIED, plover=_SPEECH_ACTS.get(modality.act) or coded)
    name = best.type
    if modality.realis in {"future", "conditional"}:
        name = _AHEAD.get(name, name)
    if name in _BLOWS and (modality.realis == "conditional" or _only_when(parse.doc[draft.head])):
        name = "military_response"  # "if they shell the town, we will strike their guns"
    coding = _types()[name]
    if name == "capture" and read.agent(_event_core(parse.doc[draft.head])) & _OF_A_STATE:
        coding = replace(coding, acled="Government regains territory")
    event = _in_mode(coding, modality, min(1.0, round(score / (SURE + 1), 2)))
    if modality.act in _SPEECH_ACTS or coded in {None, event.plover}:
        return event
    return replace(event, plover=coded, mode=None)


def _plover_of(
    head: Token,
    least: float,
    weights: Mapping[Token, float],
    words: frozenset[str],
    read: ArgumentReader,
) -> str | None:
    """Return PLOVER's event type where its own triggers tell more than those of the types do.

    PLOVER codes what is done to the event ("refused to send", "lifted the blockade"), so that the
    governing verb counts most; a type is of the event itself.
    """
    governed = dict(weights)
    if head in governed:
        over_another = governed[head] == GOVERNING_VERB  # "refused | to send"
        governed[head] = GOVERNING_FOR_PLOVER if over_another else CORE_FOR_PLOVER
    best, score = best_rule(plover_table(), governed, words, read)
    return best.type if best and score >= LEAST and score > least else None


def _only_when(head: Token) -> bool:
    """Whether the event waits for another ("they fire only when attacked")."""
    return any(
        c.dep_ == "advcl" and any(m.lower_ in {"only", "when", "if"} for m in c.lefts)
        for c in head.rights
    ) and any(t.lower_ == "only" for t in head.subtree)


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
            or (c.dep_ == "acl" and token == head and token.dep_ == "ROOT")  # "ships | anchored"
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
    if draft.headline and token.pos_ == "VERB":
        return SUBJECT  # headlines leave out the verb that would carry them
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
        for row in read_table("event_types.csv")
    }


def event_types() -> tuple[str, ...]:
    """Return the closed vocabulary of event types, in the table's order."""
    return tuple(_types())
