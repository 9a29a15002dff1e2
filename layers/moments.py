"""Which days does a moment of a report mean? Calendar values, their EDTF and TIMEX3 forms.

A `Moment` holds what the words say and nothing more; `anchored` adds what the report's date makes
certain. EDTF is ISO 8601-2:2019 (levels 0 to 2): ``2021-07-27``, ``2021-07~`` (a part of July),
``199X``, ``2022-21`` (spring), ``2022-33`` (first quarter), ``2022-05-03/2022-05-05``, ``../2042``,
``[2021-03-04,2021-04-03]`` (one of two readings of 03/04/2021). TIMEX3 as in TimeML.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
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
_MONTHS_A: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


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


def anchored(moment: Moment, published: Published | None, tense: Tense) -> Moment:
    """Add what the report's date makes certain; the moment itself where nothing does.

    Parameters
    ----------
    tense
        Of the verb that the expression belongs to: a month without a year is the last one
        before the report (past), the next one (future), or the nearest (neither).
    """
    if moment.last is not None:
        first = anchored(replace(moment, last=None), published, tense)
        return replace(first, last=anchored(moment.last, published, tense))
    if published is None:
        return moment
    if moment.unit is not None:
        return _anchor_unit(moment, published)
    if moment.weekday is not None and moment.day is None:
        return _anchor_weekday(moment, published, tense)
    if moment.year is None and (moment.month or moment.season or moment.year_offset is not None):
        return _with_year(moment, published, tense)
    return moment


def _with_year(moment: Moment, published: Published, tense: Tense) -> Moment:
    if moment.year_offset is not None:
        return replace(moment, year=published.year + moment.year_offset)
    if moment.season and (moment.direction != "this" or moment.season == 24):
        return moment  # which one depends on the hemisphere: not ours to choose
    if moment.direction == "this" or published.month is None:
        offset = {"last": -1, "next": 1}.get(moment.direction, 0)
        return replace(moment, year=published.year + offset)
    month = moment.month or 1
    # A day's slack: reports of the evening carry the next day's date, and the reverse.
    day = moment.day if moment.day and published.day else None
    ahead = (month, day - 1 if day else 0) > (published.month, published.day if day else 0)
    if moment.direction:
        tense = "past" if moment.direction == "last" else "future"
        ahead = ahead or (moment.direction == "last" and day is None and month == published.month)
    distance = month - published.month
    if tense == "past":
        year = published.year - ahead
    elif tense == "future":
        past = (month, day or 0) < (published.month, (published.day or 0) if day else 0)
        year = published.year + past
    else:
        year = published.year - (distance > 6) + (distance < -6)
    return replace(moment, year=year)


def _anchor_weekday(moment: Moment, published: Published, tense: Tense) -> Moment:
    today = published.as_date()
    if today is None or moment.weekday is None:
        return moment
    ahead = (moment.weekday - today.isoweekday()) % 7
    if moment.direction == "this":
        shift = moment.weekday - today.isoweekday()
    elif moment.direction == "next" or (not moment.direction and tense == "future"):
        shift = ahead or 7 * (moment.direction == "next")
    else:
        shift = (ahead - 7) if ahead or moment.direction == "last" else 0
    return _on(moment, today + timedelta(days=shift))


def _on(moment: Moment, day: date) -> Moment:
    return replace(
        moment, year=day.year, month=day.month, day=day.day, weekday=None, unit=None, count=0
    )


def _anchor_unit(moment: Moment, published: Published) -> Moment:
    if moment.count:
        return _anchor_stretch(moment, published)
    if moment.unit in {"day", "week", "weekend", "hour"}:
        return _anchor_days(moment, published)
    if moment.unit in {"month", "quarter"} and published.month is None:
        return moment
    months = published.year * 12 + (published.month or 1) - 1
    if moment.unit == "quarter":
        quarter = months // 3 + moment.offset
        return replace(moment, unit=None, year=quarter // 4, season=33 + quarter % 4)
    if moment.unit == "month":
        year, month = divmod(months + moment.offset, 12)
        return replace(moment, unit=None, year=year, month=month + 1)
    size = {"year": 1, "decade": 10, "century": 100}[moment.unit or "year"]
    year = (
        (published.year // size + moment.offset) * size
        if size > 1
        else published.year + moment.offset
    )
    return replace(moment, unit=None, year=year)


def _anchor_days(moment: Moment, published: Published) -> Moment:
    today = published.as_date()
    if today is None or moment.unit == "hour":
        return moment
    if moment.unit == "day":
        first = _on(moment, today + timedelta(days=moment.offset))
        if moment.part == "TNI" and moment.offset == -1:  # "last night" runs into the report's day
            return replace(first, last=_on(moment, today))
        return first
    if moment.precision == "day":  # "two weeks ago"
        return _on(moment, today + timedelta(weeks=moment.offset))
    # "over the weekend" on a Sunday is the one that is going on
    current = moment.unit == "weekend" and not moment.direction and today.isoweekday() > 5
    weeks = 0 if current and moment.offset < 0 else moment.offset
    monday = today - timedelta(days=today.isoweekday() - 1) + timedelta(weeks=weeks)
    if moment.unit == "weekend":
        monday += timedelta(days=5)
    length = 1 if moment.unit == "weekend" else 6
    return replace(_on(moment, monday), last=_on(moment, monday + timedelta(days=length)))


def _anchor_stretch(moment: Moment, published: Published) -> Moment:
    """Anchor "the past three weeks": from so long before the report's date up to it."""
    unit = moment.unit or "day"
    today = published.as_date()
    if unit in {"hour", "day", "week"}:
        if today is None:
            return moment
        days = {"hour": -(-abs(moment.count) // 24), "day": abs(moment.count)}.get(
            unit, 7 * abs(moment.count)
        )
        other = _on(moment, today + timedelta(days=days if moment.count > 0 else -days))
        here = _on(moment, today)
    else:
        if unit == "month" and published.month is None:
            return moment
        total = published.year * 12 + (published.month or 1) - 1
        year, month = divmod(total + moment.count * _MONTHS_A[unit], 12)
        monthly = unit == "month"
        base = replace(moment, unit=None, count=0)
        other = replace(base, year=year, month=month + 1 if monthly else None)
        here = replace(base, year=published.year, month=published.month if monthly else None)
    return replace(other, last=here) if moment.count < 0 else replace(here, last=other)


def edtf(moment: Moment) -> str | None:
    """Return the EDTF value, None while something that it needs is missing."""
    if moment.last is not None:
        first, last = edtf(replace(moment, last=None)), edtf(moment.last)
        return f"{first}/{last}" if first and last and first != last else None
    if moment.other is not None:
        return f"[{edtf(replace(moment, other=None))},{edtf(moment.other)}]"
    if moment.year is None or moment.unit is not None or moment.vague:
        return None
    rough = moment.mod == "APPROX" or (moment.mod is not None and moment.day is None)
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
    if moment.vague:
        return moment.vague
    if moment.last is not None:
        return f"{timex(replace(moment, last=None))}/{timex(moment.last)}"
    if moment.unit is not None:
        return _REFERENCES[1 + _sign(moment.offset or moment.count)]
    if moment.weekday and moment.day is None:
        return f"XXXX-WXX-{moment.weekday}{moment.part}"
    if moment.year is None and not moment.month and not moment.season:
        return moment.part or "XXXX-XX-XX"
    year = "XXXX" if moment.year is None else f"{moment.year:04d}"
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
