"""Which days does a moment of a report mean? Calendar values, their EDTF and TIMEX3 forms.

A `Moment` holds what the words say and nothing more; `layers/times/anchoring.py` adds
what the report's date makes certain. EDTF is ISO 8601-2:2019 (levels 0 to 2): ``2021-07-27``, ``2021-07~`` (a part of July),
``199X``, ``2022-21`` (spring), ``2022-33`` (first quarter), ``2022-05-03/2022-05-05``, ``../2042``,
``[2021-03-04,2021-04-03]`` (one of two readings of 03/04/2021). TIMEX3 as in TimeML.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from dateline.errors import InputError

Tense = Literal["past", "future", ""]
Unit = Literal["hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
Precision = Literal[
    "document", "time", "day", "week", "part-of-month", "month", "season", "quarter", "year",
    "decade", "century", "unknown",
]  # fmt: skip

_PUBLISHED: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_REFERENCES: Final = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
# A part of a month or year as the thirds that TIMEX3's START, MID, END stand for.
_DAYS_OF_PART: Final = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_MONTHS_OF_PART: Final = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}
_SEASON_CODES: Final = {21: "SP", 22: "SU", 23: "FA", 24: "WI"} | {
    32 + n: f"Q{n}" for n in range(1, 5)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day, month, year or longer, as far as the words say which.

    Attributes
    ----------
    year, month, day
        None where not said. For a decade or century: its first year.
    season
        EDTF code: 21 spring, 22 summer, 23 autumn, 24 winter, 33 to 36 the quarters.
    weekday
        1 Monday to 7 Sunday.
    unit, offset
        Relative to the report's date: unit "week", offset -1 is last week.
    count
        With `unit`: a stretch of so many units before (negative) or after the report's date.
    direction
        "last", "this" or "next" before a month, season or weekday, "" otherwise.
    year_offset
        The year relative to the report's ("July last year": -1).
    mod
        START, MID, END, APPROX or None.
    part
        TIMEX3 time of day: "TNI" night, "TMO", "TAF", "TEV", "T04:30", "".
    vague
        PAST_REF, PRESENT_REF, FUTURE_REF for words without a calendar value, "" otherwise.
    named
        TIMEX3 value of what has no place in the calendar: "P2Y", "FY2023", "" otherwise.
    kind
        "DURATION" or "SET" ("on Tuesdays"); "" for a moment.
    whole_week
        The week that the day lies in is meant ("the week of 7 March").
    last
        End of a range, None otherwise.
    other
        Second reading of an ambiguous date, None otherwise.
    """

    precision: Precision
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    weekday: int | None = None
    unit: Unit | None = None
    offset: int = 0
    count: int = 0
    direction: Literal["last", "this", "next", ""] = ""
    year_offset: int | None = None
    mod: str | None = None
    part: str = ""
    vague: str = ""
    named: str = ""
    kind: Literal["DURATION", "SET", ""] = ""
    whole_week: bool = False
    last: Moment | None = None
    other: Moment | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The report's date, as exact as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def as_date(self) -> date | None:
        """Return the day, None where only a month or year is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


def read_published(text: str | None) -> Published | None:
    """Read a report's date.

    Parameters
    ----------
    text
        EDTF year, month or day (``2021``, ``2021-07``, ``2021-07-27``), or None.

    Raises
    ------
    InputError
        `text` is none of these, or no such day exists.

    Examples
    --------
    >>> read_published("2021-07"), read_published(None)
    (Published(year=2021, month=7, day=None), None)
    """
    if text is None:
        return None
    match = _PUBLISHED.fullmatch(text[:10])
    if match is None:
        msg = f"`published` must be a year, month or day such as 2021-07-27, got {text!r}"
        raise InputError(msg, hint="write the report's date as YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError as error:
        msg = f"`published` is not a date of the calendar: {text!r}"
        raise InputError(
            msg, hint="write the report's date as YYYY, YYYY-MM or YYYY-MM-DD"
        ) from error
    return Published(year or 0, month, day)


def is_real(moment: Moment) -> bool:
    """Tell whether the calendar has such a day (30 February has none; a year may be open)."""
    if moment.day is None or moment.month is None:
        return True
    return (
        1 <= moment.month <= 12 and moment.day <= monthrange(moment.year or 2000, moment.month)[1]
    )


def edtf(moment: Moment) -> str | None:
    """Return the EDTF value, None while something that it needs is missing."""
    if moment.last is not None:
        first, last = edtf(replace(moment, last=None)), edtf(moment.last)
        if first == last:  # of two hours of one day
            return first if moment.precision == "time" else None
        return f"{first}/{last}" if first and last else None
    if moment.other is not None:
        return f"[{edtf(replace(moment, other=None))},{edtf(moment.other)}]"
    if moment.year is None or moment.unit is not None or moment.vague or moment.named:
        return None
    # "About 05:20 on 4 May": the hour is approximate, the day is not.
    rough = (moment.mod == "APPROX" and moment.precision != "time") or (
        moment.mod is not None and moment.day is None
    )
    return _date_text(moment, f"{moment.year:04d}") + ("~" if rough else "")


def _date_text(moment: Moment, year: str) -> str:
    if moment.precision == "decade":
        return f"{year[:3]}X"
    if moment.precision == "century":
        return f"{year[:2]}XX"
    if moment.season:
        return f"{year}-{moment.season}"
    month = f"-{moment.month:02d}" if moment.month else ""
    return year + month + (f"-{moment.day:02d}" if moment.day and month else "")


def timex(moment: Moment) -> str:
    """Return the TIMEX3-like value: what is not said is X (``XXXX-07``)."""
    if moment.vague or moment.named:
        return moment.vague or moment.named
    if moment.last is not None:
        return f"{timex(replace(moment, last=None))}/{timex(moment.last)}"
    if moment.unit is not None:
        return _REFERENCES[1 + _sign(moment.offset or moment.count)]
    if moment.weekday and moment.day is None:
        return f"XXXX-WXX-{moment.weekday}{moment.part}"
    if moment.year is None and not moment.month and not moment.season:
        return moment.part or "XXXX-XX-XX"
    year = "XXXX" if moment.year is None else f"{moment.year:04d}"
    if moment.season:
        return f"{year}-{_SEASON_CODES[moment.season]}"
    return _date_text(moment, year) + moment.part


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def days(moment: Moment) -> tuple[date, date] | None:
    """Return the first and the last day that the moment may mean, None where open."""
    if moment.last is not None:
        first, last = days(replace(moment, last=None)), days(moment.last)
        return (min(first[0], last[0]), max(first[1], last[1])) if first and last else None
    if moment.other is not None:
        readings = [days(replace(moment, other=None)), days(moment.other)]
        ends = [day for pair in readings if pair for day in pair]
        return (min(ends), max(ends)) if ends else None
    if edtf(moment) is None or moment.year is None or not 1 <= moment.year <= 9900:
        return None
    if moment.month is None:
        return _days_of_year(moment, moment.year)
    first_day, last_day = 1, monthrange(moment.year, moment.month)[1]
    if moment.day:
        first_day = last_day = moment.day
    elif moment.mod in _DAYS_OF_PART:
        first_day, last_day = (
            _DAYS_OF_PART[moment.mod][0],
            min(_DAYS_OF_PART[moment.mod][1], last_day),
        )
    return date(moment.year, moment.month, first_day), date(moment.year, moment.month, last_day)


def _days_of_year(moment: Moment, year: int) -> tuple[date, date]:
    if moment.season and moment.season >= 33:
        month = 3 * (moment.season - 33) + 1
        return date(year, month, 1), date(year, month + 2, monthrange(year, month + 2)[1])
    if moment.season:  # either hemisphere; a winter runs into the next year
        return date(year, 1, 1), date(
            year + (moment.season == 24), 12 if moment.season != 24 else 3, 31
        )
    size = {"decade": 10, "century": 100}.get(moment.precision, 1)
    if size == 1 and moment.mod in _MONTHS_OF_PART:
        low, high = _MONTHS_OF_PART[moment.mod]
        return date(year, low, 1), date(year, high, monthrange(year, high)[1])
    return date(year, 1, 1), date(year + size - 1, 12, 31)
