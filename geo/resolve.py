"""Which place does each mention mean (toponym resolution)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.geo.places import Place
    from dateline.geo.toponyms import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a mention may mean, with the evidence for it."""

    place: Place
    score: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A mention and the place that it means; unresolved is a value, with its reason.

    Attributes
    ----------
    place
        None where unresolved. For kind "border" a Place with id ``border:XX-YY``.
    probability
        0 to 1, of the chosen place among the candidates; 0.0 where unresolved.
    candidates
        Best first, the chosen one included; at most eight.
    reason
        One short sentence for the reader: why this place, or why none.
    """

    mention: Mention
    place: Place | None
    probability: float
    candidates: tuple[Candidate, ...]
    reason: str
