"""What does a speaker do with a claim: assert, promise, plan, ask for, deny, threaten it?

The act comes from the cue's class, from the claim's own verb, and from who will do what is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.actors import sector_of_word
from dateline.layers.polarity import FAILING_VERBS
from dateline.layers.verb_forms import (
    OPEN_MODALS,
    WOULD,
    is_indicative,
    is_passive,
    is_past,
    is_perfect,
    modal_of,
    negators,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from dateline.layers.attribution import Attribution, CueClass
    from dateline.layers.claims import Act
    from dateline.layers.clauses import ClaimDraft
    from dateline.layers.speakers import Speaker

_ACTS: Final[Mapping[CueClass, Act]] = {
    "promise": "promise",
    "plan": "plan",
    "hope": "hope",
    "expect": "expect",
    "request": "request",
    "deny": "deny",
    "warn": "warn",
    "threaten": "threaten",
    "ask": "question",
}
# The cue's class of a verb that is the claim's own ("plans to withdraw", "is expected").
_OWN_ACTS: Final[Mapping[str, Act]] = {
    "plan": "plan", "intend": "plan", "aim": "plan", "schedule": "plan", "slate": "plan",
    "seek": "plan", "want": "plan", "consider": "plan", "mull": "plan",
    "expect": "expect", "anticipate": "expect", "forecast": "expect", "predict": "expect",
    "project": "expect", "hope": "hope", "wish": "hope",
    "promise": "promise", "pledge": "promise", "vow": "promise", "commit": "promise",
    "guarantee": "promise", "undertake": "promise",
    "threaten": "threaten", "warn": "warn",
    "urge": "request", "demand": "request", "request": "request", "appeal": "request",
    "deny": "deny", "refute": "deny",
}  # fmt: skip
# Acts of their own that bind nobody yet, or that are done already.
_NO_PROMISE: Final = frozenset({"offer", "agree", "decide", "accept"})
ACTIVITIES: Final = frozenset({"prepare"})
_TOLD: Final = frozenset({"promise", "request", "deny", "warn", "threaten", "ask"})
_FORCES: Final = frozenset("soldier troop marine force unit brigade battalion fleet".split())
_LIVING: Final = frozenset({"PERSON", "NORP"})
# What hurts: "we will strike" is a threat, "we will respond" a promise.
_HARM: Final = frozenset(
    """strike attack bomb shell destroy kill crush annihilate punish retaliate sink bombard hit
    eliminate obliterate shoot invade avenge wipe raze torpedo""".split()
)
_READY: Final = frozenset({"ready", "prepared", "willing"})
_SET: Final = frozenset({"due", "set", "scheduled", "slated", "poised"})
_DUTY: Final = frozenset({"should", "must", "ought"})
# "The aim is to retake the town" says what something is; "talks are to resume" is a plan.
_PURPOSES: Final = frozenset(
    """aim goal plan purpose task idea mission intention objective point job role way option
    priority solution choice strategy hope wish dream ambition""".split()
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who tells a claim and how."""

    speaker: Speaker | None
    own_side: bool | None
    told_past: bool  # whether "would" stands for "will"

    @property
    def official(self) -> bool:
        """Whether the speaker is a state, or a person or body with an office in one."""
        speaker = self.speaker
        if speaker is None:
            return True
        if speaker.kind in {"state", "government"} or speaker.role is not None:
            return True
        return any(sector_of_word(w) in {"GOV", "MIL"} for w in speaker.name.split())

    def is_meant_by(self, pronoun: str) -> bool:
        """Whether a pronoun is likely the speaker's own: "the ministry said it would respond"."""
        kind = self.speaker.kind if self.speaker is not None else "outlet"
        if pronoun in {"he", "she"}:
            return kind == "person"
        if pronoun == "it":
            return kind in {"state", "government", "organisation"}
        return pronoun == "they" and kind in {"group", "organisation", "government"}


def act_of(
    draft: ClaimDraft, head: Token, attributions: Sequence[Attribution], voice: Voice
) -> Act:
    """Return what the speaker does with a claim; `head` is the token that carries it."""
    if _is_asked(head) or any(c.dep_ == "mark" and c.lower_ == "whether" for c in head.lefts):
        return "question"
    act = _act_of_cue(draft, head, attributions)
    if act in {"promise", "request"} and is_past(head) and not _cue_is(draft, head, attributions):
        return "assert"
    if act is not None:
        return act
    own = _OWN_ACTS.get(head.lemma_.lower())
    negated = own == "deny" and any(True for _ in negators(head))
    if negated or (own == "request" and _wants_thing(head)):
        own = None
    if own is not None and draft.attribution is None and _takes_content(head):
        return own
    if own in {"plan", "expect", "hope"} and _takes_content(head):
        return own
    if is_to(head):
        return "plan"
    if draft.attribution is not None:
        if _commits(draft, head, voice):
            return "threaten" if head.lemma_.lower() in _HARM else "promise"
        if modal_of(head) in _DUTY and not _is_first_person(draft, head):
            return "request"
    return "assert"


def _is_asked(head: Token) -> bool:
    """Whether the sentence is a question that the claim's own verb asks."""
    end = next((t for t in reversed(head.sent) if t.text not in {'"', "”", "’", "»", "''"}), head)
    main = head
    while main.dep_ == "conj" and main.head.i != main.i:
        main = main.head
    return end.text == "?" and main.dep_ in {"ROOT", "ccomp", "parataxis"}


def _wants_thing(head: Token) -> bool:
    """Whether something is asked for and no deed: "asked for 800 million", told as an event."""
    if head.lemma_.lower() not in {"ask", "request"}:
        return False
    return not any(c.dep_ in {"xcomp", "ccomp"} for c in head.children)


def _is_first_person(draft: ClaimDraft, head: Token) -> bool:
    return any(head.doc[i].lower_ in {"i", "we"} for i in draft.subject)


def _cue_is(draft: ClaimDraft, head: Token, attributions: Sequence[Attribution]) -> bool:
    """Whether the claim's verb is the cue itself ("promised aid", "called on both to talk")."""
    return any(attributions[n].cue_lemma == head.lemma_.lower() for n in draft.stances)


def _takes_content(head: Token) -> bool:
    """Whether the verb has something planned, hoped or asked for: a clause, or is passive."""
    return is_passive(head) or any(c.dep_ in {"xcomp", "ccomp", "dobj"} for c in head.rights)


def _commits(draft: ClaimDraft, head: Token, voice: Voice) -> bool:
    """Whether a future is one that the speaker's side brings about.

    An official who says what "we" or the own side will do promises it, likewise what will be done
    with a thing; what others will do, or what will happen, stays a forecast. Reported speech turns
    "will" into "would".
    """
    ready = head.lemma_ == "be" and any(
        c.dep_ == "acomp" and c.lower_ in _READY and any(x.dep_ == "xcomp" for x in c.rights)
        for c in head.rights
    )
    modals = WOULD if voice.told_past else WOULD - {"would", "'d"}
    if not voice.official or not (ready or (modal_of(head) in modals and head.lemma_ != "be")):
        return False
    if any(True for _ in negators(head)):
        return False
    subject = [head.doc[i] for i in draft.subject]
    top = next((t for t in subject if t.head.i not in draft.subject), None)
    if top is None:
        return False
    if top.lower_ in {"we", "i"} or voice.is_meant_by(top.lower_):
        return True
    ours = voice.own_side is not False
    forces = sector_of_word(top.lemma_.lower()) == "MIL" or top.lemma_.lower() in _FORCES
    if forces and top.pos_ == "NOUN":
        foreign = any(t.ent_type_ == "NORP" for t in subject)
        return voice.own_side is True or (ours and not foreign)
    if is_passive(head):
        return top.ent_type_ not in _LIVING and top.pos_ == "NOUN" and not _has_agent(head)
    return ours and top.pos_ == "PROPN"


def _has_agent(head: Token) -> bool:
    """Whether "by …" names who does it, not when."""
    agents = [c for a in head.rights if a.dep_ == "agent" for c in a.children]
    return any(c.ent_type_ not in {"DATE", "TIME"} for c in agents)


def _act_of_cue(draft: ClaimDraft, head: Token, attributions: Sequence[Attribution]) -> Act | None:
    """Return the act of the innermost attribution that has one; saying alone has none."""
    for number in draft.stances:
        attribution = attributions[number]
        lemma = attribution.cue_lemma
        if attribution.kind == "relay" or lemma in ACTIVITIES:
            continue
        within = any(draft.content.start <= s.start < draft.content.end for s in attribution.cue)
        if within and attribution.cue_class in _TOLD and number != draft.attribution:
            continue  # told by another inside what is claimed here
        act = _OWN_ACTS.get(lemma) or _ACTS.get(attribution.cue_class)
        if lemma in _NO_PROMISE and act == "promise":
            act = None
        if act is None and not attribution.source and number != draft.stances[-1]:
            continue  # "dismissed reports that …"
        if lemma in FAILING_VERBS and act == "deny":
            act = None  # a refusal is told, not a denial of anything
        if act == "request" and is_indicative(head) and lemma != head.lemma_:
            act = None  # "insists that it has withdrawn" tells a fact, "that it withdraw" asks
        if act == "request" and lemma == head.lemma_ and _wants_thing(head):
            act = None
        if act == "expect" and (is_past(head) or is_perfect(head) or modal_of(head) in OPEN_MODALS):
            act = None  # an estimate of what was, a fear of what might be
        if act is not None or attribution.cue_class != "perceive":
            return act
    return None


def is_to(head: Token) -> bool:
    """Whether the verb is "is to arrive" or "is due to arrive"."""
    if head.lemma_ != "be" or any(c.dep_ == "aux" for c in head.lefts):
        return False
    if any(c.dep_ == "acomp" and c.lower_ in _SET for c in head.children):
        return True
    subject = [c for c in head.lefts if c.dep_ in {"nsubj", "csubj"}]
    if not subject or subject[0].lemma_.lower() in _PURPOSES or subject[0].pos_ == "VERB":
        return False
    return any(c.dep_ == "xcomp" and any(a.lower_ == "to" for a in c.lefts) for c in head.rights)
