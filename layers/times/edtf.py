"""Which days does a date written by hand mean? EDTF text, read as far as claims use it.

EDTF is ISO 8601-2:2019: a year, month or day (``2021``, ``2021-07``, ``2021-07-27``), a season or
quarter (``2022-21`` spring … ``2022-24``, ``2022-33`` first quarter … ``2022-36``), a decade or
century (``199X``, ``19XX``), each with ``~``, ``?`` or ``%`` where approximate or uncertain; two of
them as a range (``2022-05/2022-06``), open (``../2042``, ``2021/..``), or as a choice
(``[2021-03-04,2021-04-03]``). `layers/times/moments.py` writes the same forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.times.moments import Moment, days, is_real

if TYPE_CHECKING:
    from datetime import date

    from dateline.layers.times.moments import Precision
    from dateline.layers.times.times import TimeBound

_ONE: Final = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?[~?%]?"
)
_OPEN: Final = ".."
FORMS: Final = "2021, 2021-07, 2021-07-27, 2021-07~, 2022-05/2022-06, ../2042 or 2021/.."


@dataclass(frozen=True, slots=True, kw_only=True)
class EdtfDate:
    """A date as written, with the days that it lies within.

    Attributes
    ----------
    value
        The text as given.
    bound
        "before_or_at" for ``../X``, "start" for ``X/..``, None otherwise.
    earliest, latest
        ISO days; None on an open side.
    """

    value: str
    precision: Precision
    bound: TimeBound | None
    earliest: str | None
    latest: str | None


def read_edtf(text: str) -> EdtfDate:
    """Read a date.

    Parameters
    ----------
    text
        One of the forms above, without spaces.

    Raises
    ------
    ValueError
        It is none of these, the calendar has no such day, or a range ends before it begins.

    Examples
    --------
    >>> found = read_edtf("2021-07/..")
    >>> found.bound, found.earliest, found.latest
    ('start', '2021-07-01', None)
    >>> read_edtf("199X").latest
    '1999-12-31'
    """
    if text.startswith("[") and text.endswith("]"):
        moments = [_moment(part) for part in text[1:-1].split(",")]
        ends = [day for moment in moments for day in _days(moment)]
        return _date(text, moments[0], min(ends), max(ends))
    first, slash, last = text.partition("/")
    if not slash:
        moment = _moment(first)
        return _date(text, moment, *_days(moment))
    if first == _OPEN:
        moment = _moment(last)
        return _date(text, moment, None, _days(moment)[1], bound="before_or_at")
    begin = _moment(first)
    if last == _OPEN:
        return _date(text, begin, _days(begin)[0], None, bound="start")
    end = _moment(last)
    low, high = _days(begin)[0], _days(end)[1]
    if low > _days(end)[0]:
        msg = f"{text!r} ends before it begins"
        raise ValueError(msg)
    return _date(text, begin, low, high)


def _date(
    text: str,
    moment: Moment,
    low: date | None,
    high: date | None,
    *,
    bound: TimeBound | None = None,
) -> EdtfDate:
    return EdtfDate(
        value=text,
        precision=moment.precision,
        bound=bound,
        earliest=low.isoformat() if low else None,
        latest=high.isoformat() if high else None,
    )


def _moment(text: str) -> Moment:
    match = _ONE.fullmatch(text)
    if match is None:
        msg = f"{text!r} is no date"
        raise ValueError(msg)
    digits, month, day = match["year"], int(match["month"] or 0), int(match["day"] or 0)
    open_digits = digits.count("X")
    if open_digits and month:
        msg = f"{text!r} has a month in a year that is not said"
        raise ValueError(msg)
    units: tuple[Precision, ...] = ("year", "decade", "century")
    precision = units[open_digits]
    season = 0
    if month in {*range(21, 25), *range(33, 37)} and not day:
        precision, season, month = ("season" if month < 33 else "quarter"), month, 0
    elif match["day"]:
        precision = "day"
    elif match["month"]:
        precision = "month"
    moment = Moment(
        precision=precision,
        year=int(digits.replace("X", "0")),
        month=month if match["month"] and not season else None,
        day=day if match["day"] else None,
        season=season or None,
        mod="APPROX" if text[-1] in "~?%" else None,
    )
    in_calendar = is_real(moment) and (moment.month is None or 1 <= month <= 12)
    if not in_calendar or moment.day == 0 or days(moment) is None:
        msg = f"the calendar has no {text}"
        raise ValueError(msg)
    return moment


def _days(moment: Moment) -> tuple[date, date]:
    found = days(moment)
    if found is None:  # `_moment` has asked already
        msg = "no days"
        raise ValueError(msg)
    return found
