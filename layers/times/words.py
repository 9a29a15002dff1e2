"""Which words of a report name a moment? The patterns of single time expressions.

Each pattern gives an `Atom`: where it stands and the `Moment` it names. `layers/times/times.py` joins
atoms ("Tuesday" + "27 July", "3 March" to "5 April") and reads the prepositions before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.times import readings as read
from dateline.layers.times import relative
from dateline.layers.times.durations import OFTEN
from dateline.layers.times.durations import RULES as DURATIONS
from dateline.layers.times.readings import MONTHS, NAMED_AFTER, NUMBER_WORDS, ORDINALS, pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dateline.layers.times.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One expression found in the text.

    `bare_year` needs a temporal context to count, `adverb` the parse ("daily" as against "a daily
    paper").
    """

    start: int
    end: int
    moment: Moment
    bare_year: bool = False
    adverb: bool = False


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


def _after(*words: str) -> str:
    """Return a pattern that stands only after one of the words."""
    ends = ((word.replace(" ", r"\s"), "" if word.endswith("-") else r"\s") for word in words)
    return "(?i:" + "|".join(rf"(?<=\b{word}{end})" for word, end in ends) + ")"


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Moment | None]], ...]] = (
    (pattern(rf"{_FREE}(?P<year>{_YEAR4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)"), read.iso),
    (pattern(rf"{_FREE}(?P<a>\d{{1,2}})(?P<sep>[./])(?P<b>\d{{1,2}})(?P=sep)(?P<year>{_YEAR})"), read.numeric),
    (
        pattern(
            rf"{_FREE}(?P<day>{_DAY}){_ORD}(?P<joint>{DASH}| to | and )(?P<day2>{_DAY}){_ORD}"
            rf"(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?"
        ),
        read.day_range,
    ),
    (
        pattern(
            rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY}){_ORD}(?P<joint>{DASH}| to | and )"
            rf"(?P<day2>{_DAY}){_ORD}(?:,? (?P<year>{_YEAR}))?"
        ),
        read.day_range,
    ),
    (
        pattern(
            rf"{_FREE}(?P<day>{_DAY}){_ORD}(?: of)?[ -](?P<month>{_MONTH})(?:[-,]?\s*(?P<year>{_YEAR}))?"
        ),
        read.day_month,
    ),
    (pattern(rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY}){_ORD}(?:,? (?P<year>{_YEAR}))?"), read.month_day),
    (
        pattern(rf"\b(?P<month>{_MONTH}){DASH}(?P<month2>{_MONTH})(?:,? (?P<year>{_YEAR}))?"),
        read.month_range,
    ),
    (pattern(rf"\b(?P<month>{_MONTH})(?: of|,)?[ -](?P<year>{_YEAR})"), read.month_year),
    (pattern(rf"\b(?i:(?P<dir>last|this|next)) (?P<month>{_MONTH})"), relative.month_direction),
    (pattern(rf"\b(?P<month>{_MONTH})"), read.month_alone),
    (pattern(rf"{_FREE}(?P<year>{_YEAR4}){DASH}(?P<year2>{_YEAR}|\d\d(?![\w%]|[.,:]\d))"), read.year_range),
    (pattern(rf"{_FREE}(?P<year>{_YEAR})"), read.year_alone),
    (
        pattern(
            r"\b(?P<tens>1[5-9]\d|20\d)0[\u2019']?s\b|[\u2019'](?P<short>[2-9])0s\b|"
            r"(?<=the )(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
            .replace("(?<=the )", r"(?<=\bthe\s)")
        ),
        read.decade,
    ),
    (
        pattern(
            rf"\b(?:(?P<n>\d\d?)(?:st|nd|rd|th)|(?P<word>{'|'.join(ORDINALS[2:])}))[ -]century\b",
            words=True,
        ),
        read.century,
    ),
    (
        pattern(
            rf"\b(?:(?P<dir>last|past|this|next) )?(?P<season>(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter))"
            rf"(?: of|,)? (?P<year>{_YEAR4}(?:[-\u2013/]\d\d(?:\d\d)?)?(?![\w%]|[.,:]\d))"
        ),
        read.season,
    ),
    (pattern(r"\b(?P<dir>[Ll]ast|past|[Tt]his|[Nn]ext) (?P<season>spring|summer|autumn|fall|winter)\b"), read.season),
    (
        pattern(
            _after("in", "by", "since", "until", "before", "after", "through", "early", "late", "of",
                   *(f"{w} the" for w in ("in", "during", "by", "before", "after", "until", "since",
                                          "through", "throughout", "over", "of")), "mid-")
            + r"(?P<season>spring|summer|autumn|winter)\b(?! of \d)"
        ),
        read.season,
    ),
    (
        pattern(
            rf"\b(?:Q(?P<q>[1-4])|(?P<word>first|second|third|fourth|last|final) quarter)"
            rf"(?:(?:(?: of|,)?(?: the)? (?P<fiscal>(?i:fiscal|financial))(?: year)?)?(?:(?: of|,)? (?P<year>{_YEAR}))?)"
        ),
        read.quarter,
    ),
    (
        pattern(
            rf"\b(?:[Ff]iscal|[Ff]inancial|FY)(?: year)? ?(?P<year>{_YEAR4})(?:[-\u2013/](?P<year2>(?:20)?\d\d))?"
            r"(?![\w%]|[.,:]\d)"
        ),
        read.fiscal_year,
    ),
    (
        pattern(
            rf"\b(?:(?P<dir>[Ll]ast|[Tt]his|[Nn]ext) )?(?P<weekday>{_WEEKDAY})"
            r"(?: (?P<part>morning|afternoon|evening|night))?\b"
        ),
        read.weekday,
    ),
    (
        pattern(
            r"\b(?:the day before yesterday|the day after tomorrow|(?:yesterday|tomorrow|this)"
            r" (?:morning|afternoon|evening|night)|earlier today|yesterday|today|tonight|tomorrow|overnight|last night)\b",
            words=True,
        ),
        relative.near_day,
    ),
    (
        pattern(
            r"\b(?P<dir>(?:the )?(?:last|past|next|coming|current)|this|the) "
            r"(?P<unit>day|weekend|week|month|quarter|year|decade|century)\b",
            words=True,
        ),
        relative.unit_offset,
    ),
    (
        pattern(
            rf"\b(?P<mod>(?:more than|over|about|around|nearly|almost|some) )?(?P<n>half an?|{_NUM}) "
            rf"(?P<unit>{_UNIT}|century|centurie)s? ago\b",
            words=True,
        ),
        relative.ago,
    ),
    (
        pattern(
            rf"\b(?:the )?(?P<dir>last|past|previous|next|coming) (?P<n>{_NUM})[ -](?P<unit>{_UNIT})s?\b",
            words=True,
        ),
        relative.stretch,
    ),
    (pattern(rf"{_FREE}{_CLOCK}"), read.clock),
    (
        pattern(
            rf"{_FREE}\b(?P<n>1[0-2]|[1-9]|{'|'.join(list(NUMBER_WORDS)[1:13])})(?: o[\u2019']clock)?"
            r" (?:in the|at) (?P<part>morning|afternoon|evening|night)\b",
            words=True,
        ),
        read.clock_words,
    ),
    (
        pattern(
            _after("in", "during", "through", "throughout", "by", "late in", "early in", "until",
                   "since", "before", "into", "over")
            + r"(?:the|that) "
            + r"(?P<part>night|morning|afternoon|evening)\b(?! (?:of|on|from|between)\b)",
            words=True,
        ),
        read.part_of_day,
    ),
    (
        pattern(
            _after("at", "by", "before", "after", "since", "until", "from", "till", "around", "about")
            + r"(?P<part>midnight|noon|midday|dawn|daybreak|sunrise|dusk|sunset|nightfall|dark|night)\b"
            r"(?!\s+(?:of|on|from|between)\b(?=\s+(?:the\s+)?\d))",
            words=True,
        ),
        read.part_of_day,
    ),
    (
        pattern(
            r"\b(?:that|the (?:same|previous|following)) (?P<unit>day|night|week|month|year)\b", words=True
        ),
        relative.anaphor,
    ),
    (pattern(r"\b(?:currently|at present|presently|right now|at the moment|now|nowadays|already|"
             r"these days)\b", words=True), relative.vague("PRESENT_REF", "document")),
    (pattern(rf"\b(?:recently|lately|recent (?:hour|day|week|month|year|decade)s|"
             rf"(?:(?:several|many|some|a few|few) )?{_UNIT}s ago|"
             rf"(?:the )?(?:last|past) (?:few|several) {_UNIT}s)\b", words=True),
     relative.vague("PAST_REF", "unknown")),
    (pattern(rf"\b(?:soon(?! (?:after|as))|shortly(?! (?:after|before))|the near future|"
             rf"(?:the )?(?:coming|next|following) (?:(?:few|several) )?{_UNIT}s)\b", words=True),
     relative.vague("FUTURE_REF", "unknown")),
    (pattern(rf"\b(?:{_NUM}|several|a few|many|the) (?:{_UNIT}|night)s? (?:later|earlier|before that|after that)\b|"
             rf"\b(?:{_NUM}|several) {_UNIT}s on(?=,)|\bthe (?:day|night|week|month|year) (?:before|after)\b"
             r"(?! (?:yesterday|tomorrow))", words=True), relative.counted_from),
    *DURATIONS,
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
                found.append(
                    Atom(
                        start=match.start(), end=match.end(), moment=moment,
                        bare_year=build is read.year_alone, adverb=build is OFTEN[1],
                    )
                )  # fmt: skip
    position = start
    for atom in sorted(found, key=lambda a: (a.start, -a.end)):
        if atom.start >= position:
            position = atom.end
            yield atom
