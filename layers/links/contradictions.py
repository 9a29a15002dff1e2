"""Which two claims cannot both be true: in a number, in what is denied, in who holds a place?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dateline.layers.links.counts import differ
from dateline.layers.links.facts import TAKING, one_event, overlap, same_time
from dateline.layers.links.sides import actors_fit, acts_for, holder_of, surely_two
from dateline.layers.links.voices import same_voice

if TYPE_CHECKING:
    from dateline.layers.links.facts import Fact
    from dateline.layers.links.sides import Side

DENIED_WORDS: Final = 0.6  # share of wording that a denial has in common with what it denies
UNDATED_WORDS: Final = 0.75  # where no time tells that both claims are of one event
DENIAL_DAYS: Final = 5  # how long after an event somebody may still deny it without naming the day
CONTROL_DAYS: Final = 3  # within so many days of its capture a place is thought to be held still
# Words by which one number or one holder follows another in time.
_UPDATE: Final = frozenset(
    "rise climb increase grow revise update mount fall drop decrease".split()
)
_LEAVING: Final = frozenset("recover return restore lose withdraw retreat expel oust".split())
_RETAKING: Final = frozenset("recapture retake regain reclaim liberate".split())
_HOLD: Final = frozenset("control capture hold occupy full complete overrun hand still now".split())
_PARTLY: Final = re.compile(
    r"\b(?:parts?|half|most|outskirts|some|several|districts?|neighbou?rhoods?|suburbs?|percent|"
    r"per\s+cent|%|two-thirds|third|quarter|areas?|partly|partially|villages\s+(?:in|near|around)|"
    r"northern|southern|eastern|western|almost|nearly|around|near|outside)\b",
    re.IGNORECASE,
)
_CAUSES: Final = {
    "air": "air strike airstrike jet bomber drone helicopter missile",
    "shell": "shelling shell mortar artillery rocket howitzer grad",
    "blast": "blast explosion bomb bombing mine explode detonate ied landmine",
    "fight": "ambush clash fighting battle skirmish gunfight shootout firefight raid",
    "accident": "accident crash flood earthquake avalanche landslide fire collision storm drought "
    "overturn capsize derail collide collapse",
}
_CAUSE_OF: Final = {word: cause for cause, words in _CAUSES.items() for word in words.split()}


def contradiction(one: Fact, other: Fact) -> tuple[str, str] | None:
    """Return what each of two claims says where both cannot be true, None where they can.

    Parameters
    ----------
    one, other
        Of two reports.

    Returns
    -------
    tuple of str or None
        Words for the reader, first those of `one`.
    """
    if one.claim.realis != other.claim.realis or "question" in {one.claim.act, other.claim.act}:
        return None
    if _undated(one, other) and overlap(one, other) < UNDATED_WORDS:
        return None
    if same_voice(one.voice, other.voice) and not _one_day(one, other):
        return None  # who says another thing another day has learnt more
    return _by_number(one, other) or _by_denial(one, other) or _by_control(one, other)


def _undated(one: Fact, other: Fact) -> bool:
    """Whether nothing tells that both are of one time."""
    if one.timex and one.timex == other.timex:
        return False
    return one.days is None or other.days is None


def _one_day(one: Fact, other: Fact) -> bool:
    return one.published is not None and one.published == other.published


def _by_number(one: Fact, other: Fact) -> tuple[str, str] | None:
    if one.negated or other.negated or not _same_places(one, other) or not one_event(one, other):
        return None
    if (one.lemmas | other.lemmas) & _UPDATE or not _one_cause(one, other):
        return None
    if not actors_fit(one.claim, other.claim):
        return None
    for mine in one.counts:
        same = [theirs for theirs in other.counts if theirs.key == mine.key]
        if same and all(differ(mine, theirs) for theirs in same):
            return mine.words, same[0].words
    return None


def _same_places(one: Fact, other: Fact) -> bool:
    """Whether both are of the very same places: a part's number is no rival of the whole's."""
    if one.places or other.places:
        return one.places == other.places
    return bool(one.countries) and one.countries == other.countries


def _one_cause(one: Fact, other: Fact) -> bool:
    mine, theirs = _causes(one), _causes(other)
    return not mine or not theirs or bool(mine & theirs)


def _causes(fact: Fact) -> set[str]:
    return {_CAUSE_OF[word] for word in fact.around if word in _CAUSE_OF}


def _by_denial(one: Fact, other: Fact) -> tuple[str, str] | None:
    if one.negated == other.negated or one.family != other.family or not one.family:
        return None
    denied, told = (one, other) if one.negated else (other, one)
    dated = denied.days is not None and denied.days.told
    if not one.places & other.places:
        return None
    if not same_time(one, other, slack=0 if dated else DENIAL_DAYS):
        return None
    if not acts_for(denied.claim, told.claim) or overlap(one, other) < DENIED_WORDS:
        return None
    words = {id(denied): "denied", id(told): "stated"}
    return words[id(one)], words[id(other)]


def _held(fact: Fact, holder: Side) -> frozenset[str]:
    """Return what of the place is held, as far as the words say more than its name."""
    names = {word for word, _ in fact.names} | fact.places
    return frozenset(
        stem
        for stem in fact.stems - _HOLD - _RETAKING
        if not any(stem in word for word in holder.words)
        and not any(stem in name for name in names)
    )


def _by_control(one: Fact, other: Fact) -> tuple[str, str] | None:
    if one.family != "control" or other.family != "control" or one.negated or other.negated:
        return None
    if one.claim.realis != "actual" or not _same_places(one, other) or not one.places:
        return None
    if (one.lemmas | other.lemmas) & _LEAVING or _PARTLY.search(f"{one.words} {other.words}"):
        return None
    states = [f for f in (one, other) if not f.lemmas & TAKING]
    if (one.lemmas | other.lemmas) & _RETAKING and not (
        len(states) == 1 and states[0].claim.tense == "present" and _one_day(one, other)
    ):
        return None  # the one held it before the other took it back
    if not same_time(one, other, slack=CONTROL_DAYS if states else 0):
        return None
    mine, theirs = holder_of(one), holder_of(other)
    if mine is None or theirs is None or not surely_two(mine, theirs):
        return None
    if _held(one, mine) != _held(other, theirs):
        return None  # the airport of a town is not the town
    return f"held by {mine.said}", f"held by {theirs.said}"
