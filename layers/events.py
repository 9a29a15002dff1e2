"""What kind of event is a claim about?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.layers.clauses import ClaimDraft

_NOUNS = frozenset(
    """withdrawal attempt movement transfer deployment shelling bombing attack strike raid seizure
    capture evacuation invasion incursion offensive advance retreat mobilization blockade siege
    bombardment influx arrival departure killing arrest expulsion delivery construction
    redeployment pullout infiltration crossing clash""".split()
)


def is_event_noun(token: Token) -> bool:
    """Whether a noun by itself tells of an event."""
    return token.lemma_.lower() in _NOUNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Event codes of a claim; None: unclassified."""

    type: str | None
    plover: str | None
    mode: str | None
    acled: str | None
    confidence: float


UNCLASSIFIED: Final = Event(type=None, plover=None, mode=None, acled=None, confidence=0.5)


def event_of(draft: ClaimDraft, parse: Parse) -> Event:
    """Return the event codes of a claim."""
    return UNCLASSIFIED
