"""Which side acts in a claim, and can two claims be of the same side or must they be of two?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.layers.claims.claims import Actor, Claim
    from dateline.layers.links.facts import Fact

_STATE_WORDS: Final = frozenset(
    "army government military police troops soldiers forces guards state authorities loyalists navy "
    "servicemen ministry".split()
)
_REBEL_WORDS: Final = frozenset(
    "rebels rebel militants militant insurgents insurgent separatists fighters islamists jihadists "
    "gunmen guerrillas extremists terrorists gang gangs militia militias junta-opponents".split()
)
_OWN: Final = re.compile(r"(?:its|our)\s", re.IGNORECASE)
_FILLING: Final = frozenset("our the a an of and its their his local armed some all".split())
_HELD: Final = re.compile(
    r"\b(?:under\s+(?:the\s+)?(?:full\s+|complete\s+|firm\s+)?control\s+of|in\s+the\s+hands\s+of|"
    r"(?:held|controlled|captured|seized|occupied|taken|overrun)\s+by)\s+(?P<who>[^,.;]{2,60})",
    re.IGNORECASE,
)
_OURS: Final = re.compile(
    r"\bunder\s+(?P<who>[^,.;]{2,40}?)\s+control\b|\b(?P<held>[\w-]+)-(?:held|controlled)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party to a conflict, as far as words tell.

    Attributes
    ----------
    kind
        "state", "rebel", or "" where the words do not tell.
    country
        ISO 3166-1 alpha-3 of a state's side, None where not told.
    names
        Capitalised words of the name, folded.
    words
        All words, folded.
    said
        The words as written.
    nations
        Countries that the words name by their people: "Ukraine" in "Ukrainian forces".
    """

    kind: str
    country: str | None
    names: frozenset[str]
    words: frozenset[str]
    said: str
    nations: frozenset[str] = frozenset()


def side_of(text: str, *, country: str | None = None, sector: str | None = None) -> Side:
    """Return the side that words name.

    Parameters
    ----------
    country, sector
        What is known of the actor otherwise; "IMG" and "IGO" are no countries.

    Examples
    --------
    >>> side_of("government forces").kind, side_of("the rebels").kind, side_of("the Taliban").kind
    ('state', 'rebel', '')
    """
    found = re.findall(r"[\w'’-]+", text)
    words = frozenset(w.casefold() for w in found) - _FILLING
    names = (
        frozenset(
            w.casefold()
            for n, w in enumerate(found)
            if w[:1].isupper() and not (n == 0 and w.casefold() in _STATE_WORDS | _REBEL_WORDS)
        )
        - _FILLING
    )
    if sector == "REB" or words & _REBEL_WORDS:
        kind = "rebel"
    elif sector in {"GOV", "MIL", "COP"} or words & _STATE_WORDS:
        kind = "state"
    else:
        kind = ""
    known = country if country and country not in {"IMG", "IGO", "NGO"} else None
    return Side(kind=kind, country=known, names=names, words=words, said=" ".join(text.split()))


def _side_of_actor(actor: Actor, claim: Claim) -> Side:
    """Return the side of an actor; "its soldiers" are the speaker's."""
    own = _OWN.match(actor.text) is not None
    country = actor.country or (claim.speaker.country if own else None)
    words = actor.text
    for quantity in claim.quantities:  # "At least 40 men" have no name that is "At"
        words = words.replace(quantity.text, " ")
    side = side_of(words, country=country, sector=actor.sector)
    return replace(side, nations=_nations(words, claim))


def _nations(words: str, claim: Claim) -> frozenset[str]:
    return frozenset(
        place.resolves_to
        for place in claim.places
        if place.demonym and place.text and place.resolves_to and place.text in words
    )


def actor_sides(claim: Claim) -> tuple[Side, ...]:
    """Return the sides that act in a claim."""
    return tuple(_side_of_actor(actor, claim) for actor in claim.actors)


def actors_fit(one: Claim, other: Claim) -> bool:
    """Whether the actors of two claims may be the same; who is not named may be anybody."""
    mine, theirs = actor_sides(one), actor_sides(other)
    if not mine or not theirs:
        return True
    return any(may_be_one(a, b) for a in mine for b in theirs)


def acts_for(denied: Claim, told: Claim) -> bool:
    """Whether a denial covers what the other claim tells: of its actor, or of anybody."""
    mine, theirs = actor_sides(denied), actor_sides(told)
    if not mine:
        return True
    return any(surely_one(a, b) for a in mine for b in theirs)


def may_be_one(a: Side, b: Side) -> bool:
    """Whether two sides may be the same party."""
    if a.country and b.country and a.country != b.country:
        return False
    if a.kind and b.kind and a.kind != b.kind:
        return False
    if a.names and b.names and not a.names & b.names:
        return bool(a.country and a.country == b.country)
    return True


def surely_one(a: Side, b: Side) -> bool:
    """Whether two sides are the same party beyond doubt."""
    if not may_be_one(a, b):
        return False
    if a.country and a.country == b.country:
        return True
    return bool(a.names & b.names) or a.words == b.words or (a.kind == b.kind == "rebel"
                                                             and not a.names | b.names)  # fmt: skip


def surely_two(a: Side, b: Side) -> bool:
    """Whether two sides are two parties beyond doubt; two names may be one party's."""
    if a.names & b.names or a.words & b.words - _STATE_WORDS - _REBEL_WORDS:
        return False
    if a.kind == b.kind == "state":
        countries = bool(a.country and b.country and a.country != b.country)
        return countries or bool(a.nations and b.nations and not a.nations & b.nations)
    if {a.kind, b.kind} == {"state", "rebel"}:
        return True
    nameless = [side for side in (a, b) if not side.kind]
    return len(nameless) == 1 and bool(nameless[0].names) and {a.kind, b.kind} == {"", "state"}


def is_held(words: str) -> bool:
    """Whether the words say of something that it is held by somebody."""
    return _HELD.search(words) is not None


def holder_of(fact: Fact) -> Side | None:
    """Return who holds or took the place that a claim is about, None where it does not say."""
    for pattern in (_HELD, _OURS):
        found = pattern.search(fact.words)
        if found is not None:
            who = found["who"] if pattern is _HELD else found["who"] or found["held"]
            return replace(side_of(who), nations=_nations(who, fact.claim))
    sides = actor_sides(fact.claim)
    return sides[0] if len(sides) == 1 else None
