"""Which day, month or year do the words mean in a report of a known date?

"Last Tuesday", "in July" and "the past three weeks" say it only together with the report's date;
what that date does not make certain stays open.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.layers.times.moments import Moment, Published, Tense

_MONTHS_A: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def anchored(moment: Moment, published: Published | None, tense: Tense) -> Moment:
    """Add what the report's date makes certain; the moment itself where nothing does.

    Parameters
    ----------
    tense
        Of the verb that the expression belongs to: a month without a year is the last one
        before the report (past), the next one (future), or the nearest (neither).
    """
    if moment.named or moment.kind:
        return moment
    if moment.last is not None:
        return _anchor_range(moment, moment.last, published, tense)
    if moment.whole_week:
        return _week_of(anchored(replace(moment, whole_week=False), published, tense))
    if published is None:
        return moment
    if moment.unit is not None:
        return _anchor_unit(moment, published)
    if moment.weekday is not None and moment.day is None:
        return _anchor_weekday(moment, published, tense)
    if moment.year is None and (moment.month or moment.season or moment.year_offset is not None):
        return _with_year(moment, published, tense)
    return moment


def _anchor_range(
    moment: Moment, last: Moment, published: Published | None, tense: Tense
) -> Moment:
    """Anchor both ends; of two weekdays the one nearer to the report decides on the other."""
    first = replace(moment, last=None)
    if not (first.weekday and last.weekday and published and published.as_date()):
        return replace(anchored(first, published, tense), last=anchored(last, published, tense))
    between = timedelta(days=(last.weekday - first.weekday) % 7 or 7)
    if tense == "future":
        start = _day_of(anchored(first, published, tense))
        return replace(_on(first, start), last=_on(last, start + between))
    end = _day_of(anchored(last, published, tense))
    return replace(_on(first, end - between), last=_on(last, end))


def _week_of(moment: Moment) -> Moment:
    if moment.year is None or moment.month is None or moment.day is None:
        return moment
    monday = _day_of(moment) - timedelta(days=_day_of(moment).weekday())
    return replace(_on(moment, monday), last=_on(moment, monday + timedelta(days=6)))


def _day_of(moment: Moment) -> date:
    return date(moment.year or 1, moment.month or 1, moment.day or 1)


def _with_year(moment: Moment, published: Published, tense: Tense) -> Moment:
    if moment.year_offset is not None:
        return replace(moment, year=published.year + moment.year_offset)
    quarter = moment.season is not None and moment.season >= 33
    if moment.season and not quarter and (moment.direction != "this" or moment.season == 24):
        return moment  # which one depends on the hemisphere: not ours to choose
    if moment.direction == "this" or published.month is None:
        offset = {"last": -1, "next": 1}.get(moment.direction, 0)
        return replace(moment, year=published.year + offset)
    month = 3 * (moment.season - 33) + 1 if moment.season else moment.month or 1
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
        monthly = published.month is not None  # "the past year" runs from month to month
        base = replace(moment, unit=None, count=0)
        other = replace(base, year=year, month=month + 1 if monthly else None)
        here = replace(base, year=published.year, month=published.month if monthly else None)
    return replace(other, last=here) if moment.count < 0 else replace(here, last=other)
