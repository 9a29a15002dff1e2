"""How much, how many, of what?"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.geo.article import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, modifier and what it counts.

    Attributes
    ----------
    value
        Normalised number; fractions as in 2/3 = 0.6667. "free of charge" is a price of 0.
    unit
        "kilometre", "fraction", "percent", "person", "USD", "vehicle", "price" …; "" for bare counts.
    modifier
        "approximately", "more_than", "less_than", "at_least", "at_most", None.
    of
        The words for what is counted, None where not said.
    low, high
        For ranges ("20 to 30"); both None otherwise.
    """

    span: Span
    text: str
    value: float
    unit: str
    modifier: str | None = None
    of: str | None = None
    low: float | None = None
    high: float | None = None
