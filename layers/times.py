"""When? Time expressions of news as TIMEX3 kinds and EDTF values (ISO 8601-2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.geo.article import Span

TimePrecision = Literal[
    "document", "time", "day", "week", "part-of-month", "month", "season", "quarter", "year",
    "decade", "century", "unknown",
]  # fmt: skip
TimeBound = Literal["before", "before_or_at", "start", "end", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression and its value; nothing missing is ever filled in.

    Attributes
    ----------
    span, text
        With the preposition ("by mid-September"); `core_span` without it.
    timex
        TIMEX3-like value: ``2004``, ``XXXX-07``, ``PRESENT_REF``, ``PAST_REF``, ``FUTURE_REF``.
    mod
        TIMEX3 modifier: START MID END APPROX, or None.
    value
        EDTF, None while it cannot be resolved without the report's date (``../2042``,
        ``2004``, ``2021-07~``).
    bound
        What a preposition makes of it: "by" before_or_at, "until" end, "since" start …
    earliest, latest
        ISO days that the value lies within, where both are known; for sorting and filters.
    """

    span: Span
    core_span: Span
    text: str
    core: str
    timex: str
    mod: str | None
    value: str | None
    precision: TimePrecision
    bound: TimeBound | None
    resolvable_without_dct: bool
    earliest: str | None = None
    latest: str | None = None
