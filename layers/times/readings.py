"""Which moment does a matched expression mean? One small reader for each pattern.

A reader gets the match of a pattern of `layers/times/words.py` and gives the `Moment`, or None
where the words around show that no time is meant.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.layers.times.moments import Moment, is_real

if TYPE_CHECKING:
    from dateline.layers.times.moments import Precision

MONTHS: Final = tuple(
    "january february march april may june july august september october november december".split()
)
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBER_WORDS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}
ORDINALS: Final = tuple(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first".split()
)
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
PARTS_OF_DAY: Final = {
    "night": "TNI", "tonight": "TNI", "evening": "TEV", "morning": "TMO", "afternoon": "TAF",
    "dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO", "dusk": "TEV", "sunset": "TEV",
    "nightfall": "TEV", "dark": "TNI", "midnight": "T24", "noon": "T12", "midday": "T12", "early hours": "TMO",
}  # fmt: skip
NAMED_AFTER: Final = re.compile(  # names made of a date: not a time
    r"\s+(?:Movement|Brigades?|Martyrs|Bridge|Street|Square|Avenue|Airport|Stadium|Hospital|"
    r"University|Revolution|Division|Battalion|Camp|Uprising|War|Institute|Day)\b"
)
_BLACK_DAY: Final = re.compile(r"(?:Bloody|Black|Palm|Good|Easter|Holy|Cyber|Ash|Super)\s+$")
_PAPER: Final = re.compile(r"\s+(?:Times|Telegraph|Mirror|Express|Herald|Mail|Post)\b")
_MONTH_CONTEXT: Final = re.compile(
    r"\b(?:in|by|since|until|till|before|after|from|to|of|during|through|throughout|between|and|"
    r"last|next|this|early|mid|late|around|for|starting|beginning|end(?:ing)?|[Oo]n)[\s-]+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_HOURS: Final = {word: n for word, n in NUMBER_WORDS.items() if 0 < n < 13 and len(word) > 2}
_COUNTED_AFTER: Final = re.compile(r"\s+[a-z]+(?:\s+[a-z]+)?")


def pattern(text: str, *, words: bool = False) -> re.Pattern[str]:
    """Compile a pattern in which a space is any white space; `words` ignores letter case."""
    return re.compile(text.replace(" ", r"\s+"), re.IGNORECASE if words else 0)


def month_of(word: str) -> int:
    """Return the number of a month's name or abbreviation, 1 to 12."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def number_of(word: str) -> int:
    """Return the number that digits or a number word up to twenty mean."""
    folded = " ".join(word.lower().split())
    return NUMBER_WORDS[folded] if folded in NUMBER_WORDS else int(folded)


def day_month(match: re.Match[str]) -> Moment | None:
    """Read "3 June 1999" and "June 3"."""
    year = match.groupdict().get("year")
    return real(
        Moment(
            precision="day",
            year=int(year) if year else None,
            month=month_of(match["month"]),
            day=int(match["day"]),
        )
    )


def real(moment: Moment) -> Moment | None:
    """Return the moment if the calendar has its days, None otherwise."""
    return moment if is_real(moment) and (moment.last is None or is_real(moment.last)) else None


def month_day(match: re.Match[str]) -> Moment | None:
    """Read "June 3, 1999", but not "in June 30 people died"."""
    # "In July 30 people died": the number counts; a date would be "on July 30".
    before = match.string[max(0, match.start() - 8) : match.start()]
    if (
        not match["year"]
        and re.search(r"\b(?:in|since|during)\s+$", before, re.IGNORECASE)
        and _COUNTED_AFTER.match(match.string, match.end())
    ):
        return None
    return day_month(match)


def day_range(match: re.Match[str]) -> Moment | None:
    """Read "3-5 June 1999" and "June 3 to 5"."""
    first = day_month(match)
    if first is None or match["day2"] is None:
        return first
    low, high = int(match["day"]), int(match["day2"])
    if high <= low or (match["joint"].strip() == "and" and high != low + 1):
        return None
    return real(replace(first, last=replace(first, day=high)))


def iso(match: re.Match[str]) -> Moment | None:
    """Read "1999-06-03"."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    return real(Moment(precision="day", year=year, month=month, day=day)) if month < 13 else None


def numeric(match: re.Match[str]) -> Moment | None:
    """Read 27.07.2021, 27/07/2021 and 07/27/2021; with slashes both readings may stay."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    readings = [(a, b)] if match["sep"] == "." else sorted({(a, b), (b, a)}, key=lambda r: r[::-1])
    moments = [
        moment
        for day, month in readings
        if month <= 12
        and (moment := real(Moment(precision="day", year=year, month=month, day=day)))
    ]
    if not moments:
        return None
    return moments[0] if len(moments) == 1 else replace(moments[0], other=moments[1])


def month_year(match: re.Match[str]) -> Moment | None:
    """Read "June 1999"."""
    return Moment(precision="month", year=int(match["year"]), month=month_of(match["month"]))


def month_range(match: re.Match[str]) -> Moment | None:
    """Read "June-August 1999"."""
    year = int(match["year"]) if match["year"] else None
    first = Moment(precision="month", year=year, month=month_of(match["month"]))
    second = month_of(match["month2"])
    if second <= (first.month or 0):
        return None
    return replace(first, last=replace(first, month=second))


def month_alone(match: re.Match[str]) -> Moment | None:
    """Read "June", unless it is a verb, a person or part of a name."""
    before, after = (
        match.string[max(0, match.start() - 24) : match.start()],
        match.string[match.end() :],
    )
    word = match["month"].rstrip(".")
    safe = len(word) > 3 and month_of(word) not in {3, 4, 6, 8}
    if NAMED_AFTER.match(after) or (not safe and not _MONTH_CONTEXT.search(before)):
        return None
    if (
        not safe
        and re.match(r"\s+[A-Z][a-z]", after)
        and re.search(r"\b(?:and|to|of|for)\s+$", before)
    ):
        return None
    return Moment(precision="month", month=month_of(word))


def year_alone(match: re.Match[str]) -> Moment | None:
    """Read a number that may be a year; `layers/times/times.py` decides."""
    return Moment(precision="year", year=int(match["year"]))


def year_range(match: re.Match[str]) -> Moment | None:
    """Read "2014-2018" and "2014-18"."""
    first, last = int(match["year"]), match["year2"]
    second = int(last if len(last) == 4 else match["year"][:2] + last)
    if second <= first or second - first > 200:
        return None
    start = Moment(precision="year", year=first)
    return replace(start, last=replace(start, year=second))


def decade(match: re.Match[str]) -> Moment | None:
    """Read "the 1990s" and "the nineties"."""
    if match["tens"]:
        return Moment(precision="decade", year=int(match["tens"]) * 10)
    words = {
        "twent": 2,
        "thirt": 3,
        "fort": 4,
        "fift": 5,
        "sixt": 6,
        "sevent": 7,
        "eight": 8,
        "ninet": 9,
    }
    tens = int(match["short"]) if match["short"] else words[match["word"][:-3]]
    return Moment(precision="decade", year=1900 + tens * 10)


def century(match: re.Match[str]) -> Moment | None:
    """Read "the 19th century"."""
    number = int(match["n"]) if match["n"] else ORDINALS.index(match["word"].lower())
    return Moment(precision="century", year=(number - 1) * 100) if 1 < number <= 22 else None


def season(match: re.Match[str]) -> Moment | None:
    """Read "spring 2022" and "last winter"."""
    direction = (match.groupdict().get("dir") or "").lower()
    year = match.groupdict().get("year")
    return Moment(
        precision="season",
        season=_SEASONS[match["season"].lower()],
        year=int(year[:4]) if year else None,
        direction={"last": "last", "past": "last", "this": "this", "next": "next"}.get(
            direction, ""
        ),  # type: ignore[arg-type]
    )


def quarter(match: re.Match[str]) -> Moment | None:
    """Read "Q2 2023" and "the second quarter"."""
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
    number = int(match["q"]) if match["q"] else words[match["word"].lower()]
    year = match["year"]
    if match["fiscal"]:  # which months these are differs from state to state
        return Moment(precision="quarter", named=f"FY{year or 'XXXX'}-Q{number}")
    return Moment(precision="quarter", season=32 + number, year=int(year) if year else None)


def fiscal_year(match: re.Match[str]) -> Moment | None:
    """Read "fiscal 2023" and "the financial year 2021/22", which lies in both years."""
    first = int(match["year"])
    if match["year2"] is None:
        return Moment(precision="year", named=f"FY{first}")
    start = Moment(precision="year", year=first)
    return replace(start, last=replace(start, year=first + 1))


def weekday(match: re.Match[str]) -> Moment | None:
    """Read "Tuesday" and "last Tuesday night"."""
    if _BLACK_DAY.search(match.string[: match.start()]) or _PAPER.match(match.string, match.end()):
        return None
    part = match["part"]
    direction = (match["dir"] or "").lower()
    return Moment(
        precision="day",
        weekday=1 + WEEKDAYS.index(match["weekday"].lower()[:3]),
        direction={"last": "last", "this": "this", "next": "next"}.get(direction, ""),  # type: ignore[arg-type]
        part=PARTS_OF_DAY[part.lower()] if part else "",
    )


def precision(unit: str) -> Precision:
    """Return the precision of a unit."""
    odd = {"hour": "time", "minute": "time", "second": "time", "night": "day", "weekend": "week"}
    return odd.get(unit, unit)  # type: ignore[return-value]


def clock(match: re.Match[str]) -> Moment | None:
    """Read "3:30 p.m.", "0600 GMT" and "at 14:00"."""
    if match["hhmm"]:
        return Moment(precision="time", part=f"T{match['hhmm'][:2]}:{match['hhmm'][2:]}")
    hour = int(match["h"] or match["h2"] or match["h3"])
    half = (match["ap"] or match["ap2"] or "").lower()[:1]
    at = re.search(
        r"\b(?:at|around|about|by|from|until|before|after|since|between|to|and|as\s+of|till)\s+$",
        match.string[max(0, match.start() - 12) : match.start()],
        re.IGNORECASE,
    )
    if match["h"] and not (half or match["zone"] or at):
        return None
    if match["h"] and "." in match.group()[:3] and not (half or match["zone"]):
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    minute = f":{match['m']}" if match["m"] else ""
    return Moment(precision="time", part=f"T{hour:02d}{minute}" if hour < 24 else "T24")


def clock_words(match: re.Match[str]) -> Moment | None:
    """Read "3 in the morning", "five o'clock in the evening" and "eleven at night"."""
    words = match["n"].lower()
    hour = _HOURS[words] if words in _HOURS else int(words)
    if hour > 12 or hour == 0:
        return None
    late = match["part"].lower() in {"afternoon", "evening"} or (
        match["part"].lower() == "night" and 6 <= hour < 12
    )
    return Moment(precision="time", part=f"T{hour % 12 + 12 * late:02d}")


def part_of_day(match: re.Match[str]) -> Moment | None:
    """Read "the night" and "at noon": which day is not said."""
    part = match["part"].lower()
    return Moment(precision="time", part=PARTS_OF_DAY[part])
