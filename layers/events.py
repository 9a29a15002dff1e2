"""What kind of event is a claim about?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset(
    """withdrawal attempt movement transfer deployment shelling bombing attack strike raid seizure
    capture evacuation invasion incursion offensive advance retreat mobilization blockade siege
    bombardment influx arrival departure killing arrest expulsion delivery construction
    redeployment pullout infiltration crossing clash""".split()
)


def is_event_noun(token: Token) -> bool:
    """Whether a noun by itself tells of an event."""
    return token.lemma_.lower() in _NOUNS
