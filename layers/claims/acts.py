"""What does a speaker do with a claim: assert, promise, plan, ask for, deny, threaten it?

The act comes from the cue's class, from the claim's own verb, and from who will do what is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.claims.polarity import FAILING_VERBS
from dateline.layers.events.actors import sector_of_word
from dateline.layers.syntax.verb_forms import (
    OPEN_MODALS,
    WOULD,
    is_imperative,
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

    from dateline.layers.attribution.attributions import Attribution, CueClass
    from dateline.layers.claims.claims import Act
    from dateline.layers.claims.clauses import ClaimDraft
    from dateline.layers.speakers.speakers import Speaker

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
    "guarantee": "promise", "undertake": "promise", "offer": "promise",
    "threaten": "threaten", "warn": "warn",
    "urge": "request", "demand": "request", "request": "request", "appeal": "request",
    "deny": "deny", "refute": "deny",
}  # fmt: skip
# Acts of their own that bind nobody yet, or that are done already.
_NO_PROMISE: Final = frozenset({"agree", "decide", "accept"})
_OPPOSING: Final = frozenset("oppose challenge contest question denounce".split())
ACTIVITIES: Final = frozenset({"prepare"})
_TOLD: Final = frozenset({"promise", "request", "deny", "warn", "threaten", "ask"})
_FORCES: Final = frozenset("soldier troop marine force unit brigade battalion fleet".split())
_LIVING: Final = frozenset({"PERSON", "NORP"})
# What hurts: "we will strike" is a threat, "we will respond" a promise.
_HARM: Final = frozenset(
    """strike attack bomb shell destroy kill crush annihilate punish retaliate sink bombard hit
    eliminate obliterate shoot invade avenge wipe raze torpedo""".split()
)
# What hurts as an answer to something: "if it stays shut, we will break it".
_REPRISALS: Final = _HARM | frozenset(
    """advance break cut close block burn blockade expel arrest seize sink detain storm march ban
    suspend stop retake fire""".split()
)
_SUFFERING: Final = frozenset("meet face pay regret suffer perish die".split())
_ANSWERS: Final = frozenset("answer response reply retaliation reaction".split())
# What a side promises not to do.
_FORBORNE: Final = _HARM | frozenset(
    "fire open leave abandon withdraw retreat surrender enter".split()
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
            office = self.speaker is not None and self.speaker.role is not None
            return kind in {"state", "government", "organisation"} or office
        return pronoun == "they" and kind in {"group", "organisation", "government"}


def act_of(
    draft: ClaimDraft, head: Token, attributions: Sequence[Attribution], voice: Voice
) -> Act:
    """Return what the speaker does with a claim; `head` is the token that carries it."""
    if _is_asked(head) or _is_open(head):
        return "question"
    act = _act_of_cue(draft, head, attributions)
    if act in {"promise", "request"} and is_past(head) and not _cue_is(draft, head, attributions):
        return "assert"
    if act is not None:
        return act
    ordered = head.dep_ in {"ROOT", "ccomp", "xcomp", "parataxis"} and is_imperative(head)
    if draft.attribution is not None and (ordered or _is_for_others(head)):
        return "request"
    own = _own_act(head)
    if own is not None and draft.attribution is None and _takes_content(head):
        return own
    if own in {"plan", "expect", "hope"} and _takes_content(head):
        return own
    if is_to(head):
        return "plan"
    return "assert" if draft.attribution is None else _act_of_words(draft, head, voice)


def _is_open(head: Token) -> bool:
    """Whether it is left open: "would not say if …", "refused to comment on whether …"."""
    openers = {"whether", "if"} if head.dep_ == "ccomp" and head.i > head.head.i else {"whether"}
    if any(c.dep_ == "mark" and c.lower_ in openers for c in head.lefts):
        return True
    silent = head.lemma_.lower() in {"refuse", "decline"}
    told = next((c for c in head.rights if c.dep_ == "xcomp"), None) if silent else None
    return told is not None and any(
        mark.dep_ == "mark" and mark.lower_ == "whether"
        for prep in told.rights
        if prep.lower_ in {"on", "about"}
        for clause in prep.rights
        for mark in clause.lefts
    )


def _act_of_words(draft: ClaimDraft, head: Token, voice: Voice) -> Act:
    """Return what a told claim does by its own words where its cue is neutral."""
    if _is_reprisal(draft, head):
        return "threaten"
    if _commits(draft, head, voice):
        forborne = any(True for _ in negators(head))
        harm = head.lemma_.lower() in _HARM and not forborne
        return "threaten" if harm else "promise"
    if modal_of(head) in _DUTY and not _has_been(head) and not _is_first_person(draft, head):
        return "request"
    return "assert"


def _own_act(head: Token) -> Act | None:
    """Return the act of the claim's own verb ("plans to withdraw"), None where it is no act."""
    lemma = head.lemma_.lower()
    own = _OWN_ACTS.get(lemma)
    thing = lemma in {"want", "seek"} and not _takes_clause(head, lemma)
    negated = own == "deny" and any(True for _ in negators(head))
    thing = thing or (own in {"plan", "hope"} and modal_of(head) in OPEN_MODALS)
    return None if thing or negated or (own == "request" and _wants_thing(head)) else own


def _may_state(head: Token) -> bool:
    """Whether a plain form behind a plural subject can state as well as ask."""
    subject = next((c for c in head.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    plural = subject is not None and subject.tag_ in {"NNS", "NNPS"}
    return head.tag_ == "VBP" or (plural and not any(c.dep_ == "aux" for c in head.lefts))


def _denies(draft: ClaimDraft, attributions: Sequence[Attribution]) -> bool:
    """Whether whoever the claim is given to denies what a noun inside says."""
    return draft.attribution is not None and attributions[draft.attribution].cue_class == "deny"


def _takes_clause(head: Token, lemma: str) -> bool:
    """Whether "want" or "seek" has a deed as its object; elsewhere the verb is another's."""
    if head.lemma_.lower() != lemma:
        return True
    return any(c.dep_ in {"xcomp", "ccomp"} for c in head.rights)


def _has_been(head: Token) -> bool:
    """Whether "must have fled" guesses at what was."""
    return any(c.dep_ == "aux" and c.lower_ == "have" for c in head.lefts)


def _is_for_others(head: Token) -> bool:
    """Whether it is said to be somebody's turn: "it is for the other side to open the gates"."""
    if head.lemma_ != "be" or not any(c.lower_ == "it" for c in head.lefts):
        return False
    for child in head.rights:
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.lefts)
        if infinitive and any(c.lower_ == "for" for c in (child.left_edge, *child.lefts)):
            return True
        for noun in child.rights if child.lower_ in {"for", "up"} else ():
            if any(c.tag_ == "VB" for c in noun.subtree):
                return True
    return False


def _is_reprisal(draft: ClaimDraft, head: Token) -> bool:
    """Whether harm is announced for the case that another does something, or does not."""
    if modal_of(head) not in WOULD - {"would", "'d"} or any(True for _ in negators(head)):
        return False
    words = [head.doc[i] for i in sorted(draft.tokens)]
    if not any(t.lower_ in {"if", "unless", "should", "otherwise"} for t in words):
        return False
    top = next(
        (head.doc[i] for i in draft.subject if head.doc[i].head.i not in draft.subject), None
    )
    if top is None:
        return False
    done = head
    if is_passive(head) and head.lower_ == "forced":
        done = next((c for c in head.rights if c.dep_ == "xcomp"), head)
    lemma = done.lemma_.lower()
    if top.lower_ in {"we", "i"}:
        return lemma in _REPRISALS
    ours = any(t.lower_ in {"our", "my"} for t in top.lefts)
    if ours and top.lemma_.lower() in _ANSWERS:
        return True
    return top.lower_ == "they" and lemma in _SUFFERING


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
    going = head.lower_ == "going" and any(c.dep_ == "xcomp" for c in head.children)
    will = going or (modal_of(head) in modals and head.lemma_ != "be")
    if not voice.official or not (ready or will) or _has_been(head):
        return False  # "would have fallen": what did not come about
    done = next((c for c in head.rights if going and c.dep_ == "xcomp"), head)
    if any(True for _ in negators(head)) and done.lemma_.lower() not in _FORBORNE:
        return False
    subject = [head.doc[i] for i in draft.subject]
    top = next((t for t in subject if t.head.i not in draft.subject), None)
    if top is None:
        return False
    if top.lower_ in {"we", "i"} or voice.is_meant_by(top.lower_):
        return True
    if any(True for _ in negators(head)) and top.pos_ == "PROPN":
        return False
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
        if act is None and _tells_for_another(draft, number, attributions):
            continue  # "dismissed reports that …"
        if act is not None and _is_no_act(act, lemma, head):
            act = None
        if act is not None or attribution.cue_class != "perceive":
            return act
    return None


def _tells_for_another(draft: ClaimDraft, number: int, attributions: Sequence[Attribution]) -> bool:
    """Whether an inner cue of saying leaves the act to who tells of it."""
    if number == draft.stances[-1]:
        return False
    if not attributions[number].source:
        return True
    return number != draft.attribution and (
        draft.attribution is None or _denies(draft, attributions)
    )


def _is_no_act(act: Act, lemma: str, head: Token) -> bool:
    """Whether a cue's usual act is none here: a refusal, a thing wanted, a fact insisted on."""
    own = lemma == head.lemma_
    ready = any(c.dep_ == "acomp" and c.lemma_.lower() == lemma for c in head.rights)
    if (own or ready) and act in {"plan", "hope"} and modal_of(head) in OPEN_MODALS:
        return True  # "may want to leave": a guess, nobody's plan
    if lemma in FAILING_VERBS | _OPPOSING and act == "deny":
        return True  # a refusal is told, not a denial of anything
    if lemma in {"want", "seek"} and not _takes_clause(head, lemma):
        return True  # "wanted twenty thousand pesos", "sought refuge": told as it was
    if (lemma in {"mean", "design"} and act == "plan") or (lemma == "estimate" and own):
        return True  # "is meant to protect the road", "estimates the loss at a million"
    if lemma in {"insist", "suggest"} and head.pos_ not in {"VERB", "AUX"}:
        return True
    if act == "request":
        states = is_indicative(head) or (lemma == "insist" and _may_state(head))
        # "insists that it has withdrawn" tells a fact, "that it withdraw" asks
        return _wants_thing(head) if own else states
    ahead = is_past(head) or is_perfect(head) or modal_of(head) in OPEN_MODALS
    return act == "expect" and ahead  # an estimate of what was, a fear of what might be


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
