"""Which moment do words mean that count from the report's date: "last week", "two days ago"?

Readers as in `layers/times/readings.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from dateline.layers.times.moments import Moment
from dateline.layers.times.readings import MONTHS, PARTS_OF_DAY, month_of, number_of, precision

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.layers.times.moments import Precision, Unit

_PART_BEFORE: Final = re.compile(
    r"\b(?:end|start|beginning|middle|close|half|rest|course|quarter|days|weeks|months)\s+of\s+$",
    re.IGNORECASE,
)
_WITHIN_BEFORE: Final = re.compile(r"\b(?:over|within|during|in)\s+$", re.IGNORECASE)
_OF_PERIOD: Final = re.compile(
    rf"\s+of\s+(?:the\s+)?(?:{'|'.join(MONTHS)}|1\d{{3}}|20\d\d|last|this|next|month|year|war)\b",
    re.IGNORECASE,
)


def near_day(match: re.Match[str]) -> Moment | None:
    """Read "yesterday", "tonight" and "this morning"."""
    words = " ".join(match.group().lower().split())
    offset = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
    if words == "earlier today":
        return Moment(precision="day", unit="day")
    if "before yesterday" in words or "after tomorrow" in words:
        return Moment(precision="day", unit="day", offset=-2 if "before" in words else 2)
    if words in {"last night", "overnight"}:
        return Moment(precision="day", unit="day", offset=-1, part="TNI")
    first = words.split()[0]
    part = next((code for word, code in PARTS_OF_DAY.items() if words.endswith(word)), "")
    return Moment(precision="day", unit="day", offset=offset.get(first, 0), part=part)


def unit_offset(match: re.Match[str]) -> Moment | None:
    """Read "last week" and "this year"."""
    dir_words = " ".join(match["dir"].lower().split())
    word = dir_words.removeprefix("the ")
    offset = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(word, 0)
    unit: Unit = match["unit"].lower()  # type: ignore[assignment]
    if word == "the":
        return unit_known(match, unit)
    if _OF_PERIOD.match(match.string, match.end()):  # "the last week of August"
        return None
    if dir_words == "the next" and unit == "day":
        return Moment(precision="day")  # the day after another one
    before = match.string[max(0, match.start() - 8) : match.start()]
    if dir_words in {"the next", "the coming"} and _WITHIN_BEFORE.search(before):
        return Moment(precision=precision(unit), unit=unit, count=1)
    if unit == "day" or (word == "past" and unit != "weekend"):
        return Moment(precision=precision(unit), unit=unit, count=-1 if offset < 0 else 1)
    direction: Literal["last", ""] = "last" if word == "last" else ""
    return Moment(precision=precision(unit), unit=unit, offset=offset, direction=direction)


def unit_known(match: re.Match[str], unit: Unit) -> Moment | None:
    """Read "the weekend" as the last one, "the end of the year" as of this one."""
    if unit == "weekend":
        return Moment(precision="week", unit="weekend", offset=-1)
    before = match.string[max(0, match.start() - 24) : match.start()]
    part = _PART_BEFORE.search(before)
    return Moment(precision=precision(unit), unit=unit) if part and unit != "day" else None


def month_direction(match: re.Match[str]) -> Moment | None:
    """Read "last June"."""
    direction = match["dir"].lower()
    return Moment(precision="month", month=month_of(match["month"]), direction=direction)  # type: ignore[arg-type]


def ago(match: re.Match[str]) -> Moment | None:
    """Read "two days ago"."""
    unit = match["unit"].lower()
    if match["n"].lower().startswith("half"):
        months = {"year": 6, "decade": 60, "century": 600}.get(unit)
        if months is None:
            return Moment(precision="time", vague="PAST_REF")
        large = months > 6
        return Moment(
            precision="year" if large else "month", unit="year" if large else "month",
            offset=-months // 12 if large else -months, mod="APPROX",
        )  # fmt: skip
    number = -number_of(match["n"])
    mod = "APPROX" if match["mod"] else None
    if unit == "hour":
        return Moment(precision="time", vague="PAST_REF")
    if unit == "week":
        return Moment(precision="day", unit="week", offset=number, mod="APPROX")
    if unit in {"decade", "century"}:
        years = (10 if unit == "decade" else 100) * number
        return Moment(precision="year", unit="year", offset=years, mod="APPROX")
    return Moment(precision=precision(unit), unit=unit, offset=number, mod=mod)  # type: ignore[arg-type]


def stretch(match: re.Match[str]) -> Moment | None:
    """Read "the past 24 hours"."""
    unit: Unit = match["unit"].lower()  # type: ignore[assignment]
    if match["n"].lower() in {"few", "several"}:
        return None
    sign = -1 if match["dir"].lower() in {"last", "past", "previous"} else 1
    count = sign * number_of(match["n"])
    return Moment(precision=precision(unit), unit=unit, count=count)


def anaphor(match: re.Match[str]) -> Moment | None:
    """Read "the same day": a day, but which is not said here."""
    return Moment(precision=precision(match["unit"].lower()), part="")


def counted_from(match: re.Match[str]) -> Moment | None:
    """Read "three days later" and "the day before": counted from another moment, left open."""
    unit = re.search(r"(hour|day|night|week|month|year|decade)", match.group(), re.IGNORECASE)
    return Moment(precision=precision(unit[1].lower()) if unit else "unknown")


def vague(reference: str, precision: Precision) -> Callable[[re.Match[str]], Moment | None]:
    """Return a reader for words without a calendar value."""
    return lambda _: Moment(precision=precision, vague=reference)
