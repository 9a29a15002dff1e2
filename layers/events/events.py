"""What kind of event is a claim about?

Own vocabulary first (``data/event_types.csv``), with PLOVER's event type and mode and ACLED's
sub-event beside it. A type needs a trigger word (``data/event_triggers.csv``) in a good place of
the clause, its verb best, and mostly arguments of the right class ("fire" with a missile is a
test, with soldiers an attack; soldiers who "cross a border" make an incident). Written from the
published definitions of PLOVER's categories and ACLED's sub-events. Where nothing fits the claim
stays unclassified: None.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from dateline.layers.events.arguments import ArgumentReader
from dateline.layers.events.model import LEAST_PROBABLE, NEARLY_SURE, likely_type
from dateline.layers.events.triggers import best_rule, plover_table, read_table, types_table
from dateline.layers.events.words import GOVERNING_VERB, claim_words, event_core, word_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span
    from dateline.layers.claims.clauses import ClaimDraft
    from dateline.layers.claims.modality import Modality

# PLOVER codes what is done to the event: the governing verb counts more there.
GOVERNING_FOR_PLOVER: Final = 6.0
CORE_FOR_PLOVER: Final = 3.5
LEAST: Final = 1.2
SURE: Final = 3.0
_READY: Final = frozenset({"ready", "prepared", "willing"})
_COOPERATIVE: Final = frozenset({"AID", "COOPERATE", "CONSULT", "SUPPORT", "RETREAT"})
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
_ACCUSING: Final = frozenset({"accuse", "blame", "fault"})
# "Called the report a fairy tale", "dismissed the charge": what is said of what others say.
_CALLING: Final = frozenset(
    "call describe dismiss consider regard label brand deem find think reject rebut".split()
)
_TOLD: Final = frozenset(
    """accusation accusations charge charges allegation allegations claim claims reproach account figure
    report reports rumour rumours criticism suggestion story version""".split()
)
# Types that a bare number or "they" carries on with a verb of moving or ending.
_CARRIED_ON: Final = frozenset(
    """prisoner_exchange military_aid humanitarian_aid deployment withdrawal refugee_movement evacuation
    border_barrier""".split()
)
_MOVING: Final = frozenset(
    "follow arrive come go fly return leave send bring take deliver expect cross".split()
)
_ORDERS: Final = frozenset("decision measure order ban rule restriction closure".split())
_SPEECH_ACTS: Final = {"promise": "AGREE", "request": "REQUEST", "threaten": "THREATEN"}
UNCLASSIFIED: Final = Event(type=None, plover=None, mode=None, acled=None, confidence=0.5)


def is_event_noun(token: Token) -> bool:
    """Whether a noun by itself tells of an event ("the shelling of the port")."""
    return token.lemma_.lower() in _EVENT_NOUNS


def event_of(
    draft: ClaimDraft,
    parse: Parse,
    modality: Modality,
    *,
    cue: str = "",
    places: Iterable[Span] = (),
    earlier: str | None = None,
) -> Event:
    """Return the event codes of a claim.

    Parameters
    ----------
    draft
        The claim's words.
    parse
        The report's parse.
    modality
        A promised aid is an agreement for PLOVER, a request for it a request.
    cue
        Lemma of the cue that brings the claim in, "" where none does.
    places
        Where names of places stand.
    earlier
        Type of the claim before, for one that only takes it up ("Tanzania followed").

    Returns
    -------
    Event
        Type None where no trigger stands well enough; a promise, a request or a threat of
        anything still has its PLOVER type.
    """
    weights = dict(word_weights(draft, parse, modality))
    words = claim_words(draft, parse, modality)
    named = frozenset(t.i for span in places for t in parse.tokens(span) if t.pos_ == "PROPN")
    read = ArgumentReader(parse.doc[draft.head], [parse.doc[i] for i in draft.subject], named=named)
    best, score = best_rule(types_table(), weights, words, read)
    coded = _plover_of(parse.doc[draft.head], score if best else 0.0, weights, words, read)
    likely, sureness = likely_type(weights, words, read)
    name: str | None = None
    if words & _TOLD and cue in _CALLING:
        name = "rejection"
    elif best is None or score < LEAST:
        name = _by_speech(modality, cue)
        if name is None and _takes_up(parse.doc[draft.head], earlier):
            name = earlier
        if name is None and sureness >= LEAST_PROBABLE:
            name, score = likely, sureness
    else:
        name = best.type
        if likely and score <= SURE and sureness >= NEARLY_SURE:
            coded = coded or _types()[name].plover  # PLOVER's is of the trigger
            name = likely
    if name is None:
        return replace(UNCLASSIFIED, plover=_SPEECH_ACTS.get(modality.act) or coded)
    core = event_core(parse.doc[draft.head])
    if name == "capture" and core.lemma_ == "occupy" and modality.tense == "present":
        perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in core.lefts)
        name = name if perfect else "territorial_control"
    if modality.realis in {"future", "conditional"}:
        name = _AHEAD.get(name, name)
    if name in _BLOWS and (modality.realis == "conditional" or _only_when(parse.doc[draft.head])):
        name = "military_response"  # "if they shell the town, we will strike their guns"
    coding = _types()[name]
    if name == "capture" and read.agent(core) & _OF_A_STATE:
        coding = replace(coding, acled="Government regains territory")
    event = _in_mode(coding, modality, min(1.0, round(score / (SURE + 1), 2)))
    if modality.act in _SPEECH_ACTS or coded in {None, event.plover}:
        return event
    return replace(event, plover=coded, mode=None)


def _by_speech(modality: Modality, cue: str) -> str | None:
    """Return the type of what is said where its words name no event."""
    if modality.act == "threaten":
        return "threat"
    return "accusation" if cue in _ACCUSING else None


def _takes_up(head: Token, earlier: str | None) -> bool:
    """Whether a clause only goes on with what went before ("there were three", "it happened")."""
    beside = {c.lower_ for c in head.children} | {
        g.lower_ for c in head.children if c.dep_ == "dobj" for g in c.children
    }
    lemma = head.lemma_.lower()
    subject = next((c for c in head.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is not None and subject.pos_ == "NUM" and earlier in _CARRIED_ON:
        governed = {c.lemma_.lower() for c in head.rights if c.dep_ == "xcomp"}
        return bool({lemma, *governed} & _MOVING)  # "300 are to follow", "twelve flew home"
    if subject is not None and subject.lemma_.lower() in _ORDERS:
        return lemma in {"apply", "cover", "concern", "affect"}
    if lemma == "follow":
        return not any(c.dep_ in {"dobj", "prep"} for c in head.children) or "suit" in beside
    if lemma == "do":
        return bool({"so", "same", "likewise"} & beside)
    if lemma == "be":
        counted = any(c.dep_ == "attr" and c.pos_ == "NUM" for c in head.children)
        return counted and any(c.dep_ == "expl" for c in head.children)
    if subject is None or subject.pos_ != "PRON":
        return False
    ending = lemma == "end" and subject.lower_ in {"it", "they", "this", "these"}
    return ending or lemma in {"happen", "last"} or (lemma == "take" and "place" in beside)


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
        over_another = governed[head] == GOVERNING_VERB or (
            head.lemma_ == "agree" and any(c.dep_ == "xcomp" for c in head.rights)
        )  # "refused | to send"
        governed[head] = GOVERNING_FOR_PLOVER if over_another else CORE_FOR_PLOVER
    for token in governed:
        if token.lower_ in _READY and any(c.dep_ == "xcomp" for c in token.rights):
            governed[token] = GOVERNING_FOR_PLOVER  # "is ready | to sign"
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
