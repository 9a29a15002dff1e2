"""Where does a claim's time stand on the timeline? First day, last day and the open side."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATE: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_DAY: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
# How many characters of a day tell the period that it begins or ends.
_KEPT: Final = {"year": 4, "month": 7}
_THIRD: Final = 10  # days: "early", "mid" and "late" are thirds of a month, layers/times/moments.py


def time_bar(record: Mapping[str, Any]) -> list[str]:
    """Return first day, last day and the open side of a claim's time; [] where it has no date.

    Parameters
    ----------
    record
        Its time is EDTF with the days that it lies within. "Until 2042" is the year 2042, open
        before ("<"); "since May 2014" that month, open after (">"). A time that the report's own
        date stands for ("now") is as wide as that date.

    Examples
    --------
    >>> time_bar({"time": {"normal": "../2042", "latest": "2042-12-31", "precision": "year"}})
    ['2042-01-01', '2042-12-31', '<']
    >>> time_bar({"time": {"normal": "2021-07", "precision": "document"}})
    ['2021-07-01', '2021-07-31', '']
    >>> time_bar({"time": {"timex": "FUTURE_REF"}})
    []
    """
    time = record.get("time") or {}
    first, last = (_day(time.get(key)) for key in ("earliest", "latest"))
    if first and last:
        return [first, last, ""]
    if first or last:
        return _open(
            first, last, precision=str(time.get("precision")), bound=str(time.get("bound"))
        )
    value = str(time.get("normal") or "")
    return [*_days_of(value), ""] if _DATE.fullmatch(value) else []


def _day(value: object) -> str:
    return value if isinstance(value, str) and _DAY.fullmatch(value) else ""


def _open(first: str, last: str, *, precision: str, bound: str) -> list[str]:
    known, side = first or last, ">" if first else "<"
    low, high = _days_of(known[: _KEPT.get(precision, 10)])
    if bound == "before":  # its latest day is the first of what comes after
        low = high = known
    elif precision == "part-of-month" and last:
        low = f"{known[:8]}{max(1, int(known[8:]) - _THIRD + 1):02d}"
    elif precision == "part-of-month":
        high = f"{known[:8]}{min(int(known[8:]) + _THIRD - 1, _length(known)):02d}"
    return [low, high, side]


def _days_of(value: str) -> tuple[str, str]:
    """First and last day of an EDTF year, month or day."""
    if len(value) == 10:
        return value, value
    if len(value) == 7:
        return f"{value}-01", f"{value}-{_length(value):02d}"
    return f"{value}-01-01", f"{value}-12-31"


def _length(date: str) -> int:
    return monthrange(max(1, int(date[:4])), int(date[5:7]))[1]
