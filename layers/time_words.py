"""Which words of a report name a moment? The patterns of single time expressions.

Each pattern gives an `Atom`: where it stands and the `Moment` it names. `layers/times.py` joins
atoms ("Tuesday" + "27 July", "3 March" to "5 April") and reads the prepositions before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers import time_readings as read
from dateline.layers.time_readings import MONTHS, NAMED_AFTER, NUMBER_WORDS, ORDINALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dateline.layers.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One expression found in the text; `bare_year` needs a temporal context to count."""

    start: int
    end: int
    moment: Moment
    bare_year: bool = False


DASH: Final = r"\s?[-\u2010-\u2015]\s?"
_FULL_MONTH: Final = "|".join(name.title() for name in MONTHS) + "|" + "|".join(MONTHS).upper()
_MONTH: Final = rf"(?:(?:{_FULL_MONTH})\b|(?:Sept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b(?:\.(?=\s*\d))?)"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_ORD: Final = r"(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
_YEAR4: Final = r"(?:1\d{3}|20\d{2})"
_YEAR: Final = _YEAR4 + r"(?![\w%]|[.,:]\d)"
_FREE: Final = r"(?<![\w.,:/$\u20ac\u00a3])"  # not inside another number or designation
_NUM: Final = r"(?:\d{1,3}|a couple of|couple of|an?|" + "|".join(list(NUMBER_WORDS)[1:21]) + ")"
_UNIT: Final = r"(?:hour|day|week|month|year|decade)"
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CLOCK: Final = (
    r"(?:(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?:[:.][0-5]\d)?(?:\s?(?P<ap>[ap]\.?\s?m\b\.?))?"
    r"(?P<zone>\s?(?:GMT|UTC|EST|EDT|CET|CEST|IST|MSK|local\s+time|hours|hrs)\b)?"
    r"|(?P<h2>1[0-2]|0?[1-9])\s?(?P<ap2>[ap]\.?\s?m\b\.?)"
    r"|(?P<hhmm>[01]\d[0-5]\d|2[0-3][0-5]\d)\s?(?P<zone2>GMT|UTC|EST|EDT|CET|MSK|local\s+time|hours|hrs|Z\b)"
    r"|(?P<h3>1[0-2]|[1-9])\s+o[\u2019']clock)"
)
_TERROR_DATE: Final = re.compile(r"(?:September\s+11|11\s+September)\s+(?:terror\w*\s+)?attacks")


def _pattern(text: str, *, words: bool = False) -> re.Pattern[str]:
    return re.compile(text.replace(" ", r"\s+"), re.IGNORECASE if words else 0)


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Moment | None]], ...]] = (
    (_pattern(rf"{_FREE}(?P<year>{_YEAR4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)"), read.iso),
    (_pattern(rf"{_FREE}(?P<a>\d{{1,2}})(?P<sep>[./])(?P<b>\d{{1,2}})(?P=sep)(?P<year>{_YEAR})"), read.numeric),
    (
        _pattern(
            rf"{_FREE}(?P<day>{_DAY}){_ORD}(?P<joint>{DASH}| to | and )(?P<day2>{_DAY}){_ORD}"
            rf"(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?"
        ),
        read.day_range,
    ),
    (
        _pattern(
            rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY}){_ORD}(?P<joint>{DASH}| to | and )"
            rf"(?P<day2>{_DAY}){_ORD}(?:,? (?P<year>{_YEAR}))?"
        ),
        read.day_range,
    ),
    (
        _pattern(
            rf"{_FREE}(?P<day>{_DAY}){_ORD}(?: of)?[ -](?P<month>{_MONTH})(?:[-,]?\s*(?P<year>{_YEAR}))?"
        ),
        read.day_month,
    ),
    (_pattern(rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY}){_ORD}(?:,? (?P<year>{_YEAR}))?"), read.month_day),
    (
        _pattern(rf"\b(?P<month>{_MONTH}){DASH}(?P<month2>{_MONTH})(?:,? (?P<year>{_YEAR}))?"),
        read.month_range,
    ),
    (_pattern(rf"\b(?P<month>{_MONTH})(?: of|,)?[ -](?P<year>{_YEAR})"), read.month_year),
    (_pattern(rf"\b(?i:(?P<dir>last|this|next)) (?P<month>{_MONTH})"), read.month_direction),
    (_pattern(rf"\b(?P<month>{_MONTH})"), read.month_alone),
    (_pattern(rf"{_FREE}(?P<year>{_YEAR4}){DASH}(?P<year2>{_YEAR}|\d\d(?![\w%]|[.,:]\d))"), read.year_range),
    (_pattern(rf"{_FREE}(?P<year>{_YEAR})"), read.year_alone),
    (
        _pattern(
            r"\b(?P<tens>1[5-9]\d|20\d)0[\u2019']?s\b|[\u2019'](?P<short>[2-9])0s\b|"
            r"(?<=the )(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
            .replace("(?<=the )", r"(?<=\bthe\s)")
        ),
        read.decade,
    ),
    (
        _pattern(
            rf"\b(?:(?P<n>\d\d?)(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS[2:])}))[ -]century\b",
            words=True,
        ),
        read.century,
    ),
    (
        _pattern(
            rf"\b(?:(?P<dir>last|past|this|next) )?(?P<season>(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter))"
            rf"(?: of|,)? (?P<year>{_YEAR})"
        ),
        read.season,
    ),
    (_pattern(r"\b(?P<dir>[Ll]ast|past|[Tt]his|[Nn]ext) (?P<season>spring|summer|autumn|fall|winter)\b"), read.season),
    (
        _pattern(
            r"(?i:(?<=\bin )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\bbefore )|(?<=\bin the )|"
            r"(?<=\bduring the )|(?<=\bearly )|(?<=\blate )|(?<=\bby the )|(?<=\bmid-))"
            .replace(" ", r"\s")
            + r"(?P<season>spring|summer|autumn|winter)\b(?! of \d)"
        ),
        read.season,
    ),
    (
        _pattern(
            rf"\b(?:Q(?P<q>[1-4])|(?P<word>first|second|third|fourth|last|final) quarter)"
            rf"(?:(?: of|,)? (?P<year>{_YEAR}))?"
        ),
        read.quarter,
    ),
    (
        _pattern(
            rf"\b(?:(?P<dir>[Ll]ast|[Tt]his|[Nn]ext) )?(?P<weekday>{_WEEKDAY})"
            r"(?: (?P<part>morning|afternoon|evening|night))?\b"
        ),
        read.weekday,
    ),
    (
        _pattern(
            r"\b(?:the day before yesterday|the day after tomorrow|(?:yesterday|tomorrow|this)"
            r" (?:morning|afternoon|evening|night)|yesterday|today|tonight|tomorrow|overnight|last night)\b",
            words=True,
        ),
        read.near_day,
    ),
    (
        _pattern(
            r"\b(?P<dir>(?:the )?(?:last|past|next|coming|current)|this|the) "
            r"(?P<unit>day|weekend|week|month|quarter|year|decade|century)\b",
            words=True,
        ),
        read.unit_offset,
    ),
    (
        _pattern(
            rf"\b(?P<mod>(?:more than|over|about|around|nearly|almost|some) )?(?P<n>{_NUM}) "
            rf"(?P<unit>{_UNIT})s? ago\b",
            words=True,
        ),
        read.ago,
    ),
    (
        _pattern(
            rf"\b(?:the )?(?P<dir>last|past|previous|next|coming) (?P<n>{_NUM})[ -](?P<unit>{_UNIT})s?\b",
            words=True,
        ),
        read.stretch,
    ),
    (_pattern(rf"{_FREE}{_CLOCK}"), read.clock),
    (
        _pattern(
            r"\b(?:that|the (?:same|previous|following|next)) (?P<unit>day|week|month|year)\b", words=True
        ),
        read.anaphor,
    ),
    (_pattern(r"\b(?:currently|at present|presently|right now|at the moment|now|nowadays|already|"
              r"so far|to date)\b", words=True), read.vague("PRESENT_REF", "document")),
    (_pattern(rf"\b(?:recently|lately|in recent (?:hour|day|week|month|year|decade)s|"
              rf"earlier today|(?:several|many|few) {_UNIT}s ago|"
              rf"(?:the )?(?:last|past) (?:few|several) {_UNIT}s|decades ago)\b", words=True),
     read.vague("PAST_REF", "unknown")),
    (_pattern(rf"\b(?:soon|shortly|in the near future|(?:in )?the (?:coming|next) (?:(?:few|several) )?{_UNIT}s)\b",
              words=True), read.vague("FUTURE_REF", "unknown")),
)  # fmt: skip


def find_atoms(text: str, start: int, end: int) -> Iterator[Atom]:
    """Yield the single time expressions of ``text[start:end]``, the longest at each place.

    Parameters
    ----------
    text
        The report; offsets of the atoms count from its start.
    """
    window = text[:end]
    found = []
    for rule, build in _RULES:
        for match in rule.finditer(window, start):
            moment = build(match)
            if moment is None or NAMED_AFTER.match(window, match.end()):
                continue
            if not _TERROR_DATE.match(window, match.start()):
                bare = build is read.year_alone
                found.append(
                    Atom(start=match.start(), end=match.end(), moment=moment, bare_year=bare)
                )
    position = start
    for atom in sorted(found, key=lambda a: (a.start, -a.end)):
        if atom.start >= position:
            position = atom.end
            yield atom
