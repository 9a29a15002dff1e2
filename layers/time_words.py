"""Which words of a report name a moment? The patterns of single time expressions.

Each pattern gives an `Atom`: where it stands and the `Moment` it names. `layers/times.py` joins
atoms ("Tuesday" + "27 July", "3 March" to "5 April") and reads the prepositions before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from dateline.layers.moments import Moment, is_real

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dateline.layers.moments import Precision, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One expression found in the text; `bare_year` needs a temporal context to count."""

    start: int
    end: int
    moment: Moment
    bare_year: bool = False


MONTHS: Final = tuple(
    "january february march april may june july august september october november december".split()
)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBER_WORDS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}
_ORDINALS: Final = tuple(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first".split()
)
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS_OF_DAY: Final = {
    "night": "TNI", "tonight": "TNI", "evening": "TEV", "morning": "TMO", "afternoon": "TAF",
    "dawn": "TMO", "midnight": "T24", "noon": "T12", "midday": "T12", "early hours": "TMO",
}  # fmt: skip

DASH: Final = r"\s?[-\u2010-\u2015]\s?"
_FULL_MONTH: Final = "|".join(name.title() for name in MONTHS) + "|" + "|".join(MONTHS).upper()
_MONTH: Final = (
    rf"(?:(?:{_FULL_MONTH})\b|(?:Sept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b(?:\.(?=\s*\d))?)"
)
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
_NAMED_AFTER: Final = re.compile(  # names made of a date: not a time
    r"\s+(?:Movement|Brigades?|Martyrs|Bridge|Street|Square|Avenue|Airport|Stadium|Hospital|"
    r"University|Revolution|Division|Battalion|Camp|Uprising|War|Institute|Day)\b"
)
_TERROR_DATE: Final = re.compile(r"(?:September\s+11|11\s+September)\s+(?:terror\w*\s+)?attacks")
_BLACK_DAY: Final = re.compile(r"(?:Bloody|Black|Palm|Good|Easter|Holy|Cyber|Ash|Super)\s+$")
_PAPER: Final = re.compile(r"\s+(?:Times|Telegraph|Mirror|Express|Herald|Mail|Post)\b")
_MONTH_CONTEXT: Final = re.compile(
    r"\b(?:in|by|since|until|till|before|after|from|to|of|during|through|throughout|between|and|"
    r"last|next|this|early|mid|late|around|for|starting|beginning|end(?:ing)?|[Oo]n)[\s-]+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_COUNTED_AFTER: Final = re.compile(r"\s+[a-z]+(?:\s+[a-z]+)?")


def month_of(word: str) -> int:
    """Return the number of a month's name or abbreviation, 1 to 12."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def number_of(word: str) -> int:
    """Return the number that digits or a number word up to twenty mean."""
    folded = " ".join(word.lower().split())
    return NUMBER_WORDS[folded] if folded in NUMBER_WORDS else int(folded)


def _day_month(match: re.Match[str]) -> Moment | None:
    year = match.groupdict().get("year")
    return _real(
        Moment(
            precision="day",
            year=int(year) if year else None,
            month=month_of(match["month"]),
            day=int(match["day"]),
        )
    )


def _real(moment: Moment) -> Moment | None:
    return moment if is_real(moment) and (moment.last is None or is_real(moment.last)) else None


def _month_day(match: re.Match[str]) -> Moment | None:
    # "In July 30 people died": the number counts; a date would be "on July 30".
    before = match.string[max(0, match.start() - 8) : match.start()]
    if (
        not match["year"]
        and re.search(r"\b(?:in|since|during)\s+$", before, re.IGNORECASE)
        and _COUNTED_AFTER.match(match.string, match.end())
    ):
        return None
    return _day_month(match)


def _day_range(match: re.Match[str]) -> Moment | None:
    first = _day_month(match)
    if first is None or match["day2"] is None:
        return first
    low, high = int(match["day"]), int(match["day2"])
    if high <= low or (match["joint"].strip() == "and" and high != low + 1):
        return None
    return _real(replace(first, last=replace(first, day=high)))


def _iso(match: re.Match[str]) -> Moment | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    return _real(Moment(precision="day", year=year, month=month, day=day)) if month < 13 else None


def _numeric(match: re.Match[str]) -> Moment | None:
    """Read 27.07.2021, 27/07/2021 and 07/27/2021; with slashes both readings may stay."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    readings = [(a, b)] if match["sep"] == "." else sorted({(a, b), (b, a)}, key=lambda r: r[::-1])
    moments = [
        moment
        for day, month in readings
        if month <= 12 and (moment := _real(Moment(precision="day", year=year, month=month, day=day)))
    ]
    if not moments:
        return None
    return moments[0] if len(moments) == 1 else replace(moments[0], other=moments[1])


def _month_year(match: re.Match[str]) -> Moment | None:
    return Moment(precision="month", year=int(match["year"]), month=month_of(match["month"]))


def _month_range(match: re.Match[str]) -> Moment | None:
    year = int(match["year"]) if match["year"] else None
    first = Moment(precision="month", year=year, month=month_of(match["month"]))
    second = month_of(match["month2"])
    if second <= (first.month or 0):
        return None
    return replace(first, last=replace(first, month=second))


def _month_alone(match: re.Match[str]) -> Moment | None:
    before, after = match.string[max(0, match.start() - 24) : match.start()], match.string[match.end() :]
    word = match["month"].rstrip(".")
    safe = len(word) > 3 and month_of(word) not in {3, 4, 6, 8}
    if _NAMED_AFTER.match(after) or (not safe and not _MONTH_CONTEXT.search(before)):
        return None
    if not safe and re.match(r"\s+[A-Z][a-z]", after) and re.search(r"\b(?:and|to|of|for)\s+$", before):
        return None
    return Moment(precision="month", month=month_of(word))


def _year_alone(match: re.Match[str]) -> Moment | None:
    return Moment(precision="year", year=int(match["year"]))


def _year_range(match: re.Match[str]) -> Moment | None:
    first, last = int(match["year"]), match["year2"]
    second = int(last if len(last) == 4 else match["year"][:2] + last)
    if second <= first or second - first > 200:
        return None
    start = Moment(precision="year", year=first)
    return replace(start, last=replace(start, year=second))


def _decade(match: re.Match[str]) -> Moment | None:
    if match["tens"]:
        return Moment(precision="decade", year=int(match["tens"]) * 10)
    words = {"twent": 2, "thirt": 3, "fort": 4, "fift": 5, "sixt": 6, "sevent": 7, "eight": 8, "ninet": 9}
    tens = int(match["short"]) if match["short"] else words[match["word"][:-3]]
    return Moment(precision="decade", year=1900 + tens * 10)


def _century(match: re.Match[str]) -> Moment | None:
    number = int(match["n"]) if match["n"] else _ORDINALS.index(match["word"].lower())
    return Moment(precision="century", year=(number - 1) * 100) if 1 < number <= 22 else None


def _season(match: re.Match[str]) -> Moment | None:
    direction = (match.groupdict().get("dir") or "").lower()
    year = match.groupdict().get("year")
    return Moment(
        precision="season",
        season=_SEASONS[match["season"].lower()],
        year=int(year) if year else None,
        direction={"last": "last", "past": "last", "this": "this", "next": "next"}.get(direction, ""),  # type: ignore[arg-type]
    )


def _quarter(match: re.Match[str]) -> Moment | None:
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
    number = int(match["q"]) if match["q"] else words[match["word"].lower()]
    year = match["year"]
    return Moment(precision="quarter", season=32 + number, year=int(year) if year else None)


def _weekday(match: re.Match[str]) -> Moment | None:
    if _BLACK_DAY.search(match.string[: match.start()]) or _PAPER.match(match.string, match.end()):
        return None
    part = match["part"]
    direction = (match["dir"] or "").lower()
    return Moment(
        precision="day",
        weekday=1 + _WEEKDAYS.index(match["weekday"].lower()[:3]),
        direction={"last": "last", "this": "this", "next": "next"}.get(direction, ""),  # type: ignore[arg-type]
        part=_PARTS_OF_DAY[part.lower()] if part else "",
    )


def _near_day(match: re.Match[str]) -> Moment | None:
    words = " ".join(match.group().lower().split())
    offset = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
    if "before yesterday" in words or "after tomorrow" in words:
        return Moment(precision="day", unit="day", offset=-2 if "before" in words else 2)
    if words in {"last night", "overnight"}:
        return Moment(precision="day", unit="day", offset=-1, part="TNI")
    first = words.split()[0]
    part = next((code for word, code in _PARTS_OF_DAY.items() if words.endswith(word)), "")
    return Moment(precision="day", unit="day", offset=offset.get(first, 0), part=part)


def _unit_offset(match: re.Match[str]) -> Moment | None:
    word = " ".join(match["dir"].lower().split()).removeprefix("the ")
    offset = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(word, 0)
    unit: Unit = match["unit"].lower()  # type: ignore[assignment]
    if word == "the":
        return _unit_known(match, unit)
    if unit == "day" or (word == "past" and unit != "weekend"):
        return Moment(precision=_precision(unit), unit=unit, count=-1 if offset < 0 else 1)
    direction: Literal["last", ""] = "last" if word == "last" else ""
    return Moment(precision=_precision(unit), unit=unit, offset=offset, direction=direction)


def _unit_known(match: re.Match[str], unit: Unit) -> Moment | None:
    """Read "the weekend" as the last one, "the end of the year" as of this one."""
    if unit == "weekend":
        return Moment(precision="week", unit="weekend", offset=-1)
    before = match.string[max(0, match.start() - 24) : match.start()]
    part = re.search(r"\b(?:end|start|beginning|middle|close|half|rest)\s+of\s+$", before, re.IGNORECASE)
    return Moment(precision=_precision(unit), unit=unit) if part and unit != "day" else None


def _precision(unit: str) -> Precision:
    return {"hour": "day", "weekend": "week"}.get(unit, unit)  # type: ignore[return-value]


def _month_direction(match: re.Match[str]) -> Moment | None:
    direction = match["dir"].lower()
    return Moment(precision="month", month=month_of(match["month"]), direction=direction)  # type: ignore[arg-type]


def _ago(match: re.Match[str]) -> Moment | None:
    number, unit = -number_of(match["n"]), match["unit"].lower()
    mod = "APPROX" if match["mod"] else None
    if unit == "hour":
        return Moment(precision="time", vague="PAST_REF")
    if unit == "week":
        return Moment(precision="day", unit="week", offset=number, mod="APPROX")
    if unit == "decade":
        return Moment(precision="year", unit="year", offset=10 * number, mod="APPROX")
    return Moment(precision=_precision(unit), unit=unit, offset=number, mod=mod)  # type: ignore[arg-type]


def _stretch(match: re.Match[str]) -> Moment | None:
    unit: Unit = match["unit"].lower()  # type: ignore[assignment]
    if match["n"].lower() in {"few", "several"}:
        return None
    sign = -1 if match["dir"].lower() in {"last", "past", "previous"} else 1
    count = sign * number_of(match["n"])
    return Moment(precision=_precision(unit), unit=unit, count=count)


def _clock(match: re.Match[str]) -> Moment | None:
    if match["hhmm"]:
        return Moment(precision="time", part=f"T{match['hhmm'][:2]}:{match['hhmm'][2:]}")
    hour = int(match["h"] or match["h2"] or match["h3"])
    half = (match["ap"] or match["ap2"] or "").lower()[:1]
    at = re.search(r"\b(?:at|around|about|by|from|until|before|after|since)\s+$", match.string[: match.start()], re.I)
    if match["h"] and not (half or match["zone"] or at):
        return None
    if match["h"] and "." in match.group()[:3] and not (half or match["zone"]):
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    minute = f":{match['m']}" if match["m"] else ""
    return Moment(precision="time", part=f"T{hour:02d}{minute}" if hour < 24 else "T24")


def _anaphor(match: re.Match[str]) -> Moment | None:
    return Moment(precision=_precision(match["unit"].lower()), part="")


def _vague(reference: str, precision: Precision) -> Callable[[re.Match[str]], Moment | None]:
    return lambda match: Moment(precision=precision, vague=reference)


def _pattern(text: str, *, words: bool = False) -> re.Pattern[str]:
    return re.compile(text.replace(" ", r"\s+"), re.IGNORECASE if words else 0)


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Moment | None]], ...]] = (
    (_pattern(rf"{_FREE}(?P<year>{_YEAR4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)"), _iso),
    (_pattern(rf"{_FREE}(?P<a>\d{{1,2}})(?P<sep>[./])(?P<b>\d{{1,2}})(?P=sep)(?P<year>{_YEAR})"), _numeric),
    (
        _pattern(
            rf"{_FREE}(?P<day>{_DAY}){_ORD}(?P<joint>{DASH}| to | and )(?P<day2>{_DAY}){_ORD}"
            rf"(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?"
        ),
        _day_range,
    ),
    (
        _pattern(
            rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY}){_ORD}(?P<joint>{DASH}| to | and )"
            rf"(?P<day2>{_DAY}){_ORD}(?:,? (?P<year>{_YEAR}))?"
        ),
        _day_range,
    ),
    (
        _pattern(
            rf"{_FREE}(?P<day>{_DAY}){_ORD}(?: of)?[ -](?P<month>{_MONTH})(?:[-,]?\s*(?P<year>{_YEAR}))?"
        ),
        _day_month,
    ),
    (_pattern(rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY}){_ORD}(?:,? (?P<year>{_YEAR}))?"), _month_day),
    (
        _pattern(rf"\b(?P<month>{_MONTH}){DASH}(?P<month2>{_MONTH})(?:,? (?P<year>{_YEAR}))?"),
        _month_range,
    ),
    (_pattern(rf"\b(?P<month>{_MONTH})(?: of|,)?[ -](?P<year>{_YEAR})"), _month_year),
    (_pattern(rf"\b(?i:(?P<dir>last|this|next)) (?P<month>{_MONTH})"), _month_direction),
    (_pattern(rf"\b(?P<month>{_MONTH})"), _month_alone),
    (_pattern(rf"{_FREE}(?P<year>{_YEAR4}){DASH}(?P<year2>{_YEAR}|\d\d(?![\w%]|[.,:]\d))"), _year_range),
    (_pattern(rf"{_FREE}(?P<year>{_YEAR})"), _year_alone),
    (
        _pattern(
            r"\b(?P<tens>1[5-9]\d|20\d)0[\u2019']?s\b|[\u2019'](?P<short>[2-9])0s\b|"
            r"(?<=the )(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
            .replace("(?<=the )", r"(?<=\bthe\s)")
        ),
        _decade,
    ),
    (
        _pattern(
            rf"\b(?:(?P<n>\d\d?)(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS[2:])}))[ -]century\b",
            words=True,
        ),
        _century,
    ),
    (
        _pattern(
            rf"\b(?:(?P<dir>last|past|this|next) )?(?P<season>(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter))"
            rf"(?: of|,)? (?P<year>{_YEAR})"
        ),
        _season,
    ),
    (_pattern(r"\b(?P<dir>[Ll]ast|past|[Tt]his|[Nn]ext) (?P<season>spring|summer|autumn|fall|winter)\b"), _season),
    (
        _pattern(
            r"(?i:(?<=\bin )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\bbefore )|(?<=\bin the )|"
            r"(?<=\bduring the )|(?<=\bearly )|(?<=\blate )|(?<=\bby the )|(?<=\bmid-))"
            .replace(" ", r"\s")
            + r"(?P<season>spring|summer|autumn|winter)\b(?! of \d)"
        ),
        _season,
    ),
    (
        _pattern(
            rf"\b(?:Q(?P<q>[1-4])|(?P<word>first|second|third|fourth|last|final) quarter)"
            rf"(?:(?: of|,)? (?P<year>{_YEAR}))?"
        ),
        _quarter,
    ),
    (
        _pattern(
            rf"\b(?:(?P<dir>[Ll]ast|[Tt]his|[Nn]ext) )?(?P<weekday>{_WEEKDAY})"
            r"(?: (?P<part>morning|afternoon|evening|night))?\b"
        ),
        _weekday,
    ),
    (
        _pattern(
            r"\b(?:the day before yesterday|the day after tomorrow|(?:yesterday|tomorrow|this)"
            r" (?:morning|afternoon|evening|night)|yesterday|today|tonight|tomorrow|overnight|last night)\b",
            words=True,
        ),
        _near_day,
    ),
    (
        _pattern(
            r"\b(?P<dir>(?:the )?(?:last|past|next|coming|current)|this|the) "
            r"(?P<unit>day|weekend|week|month|quarter|year|decade|century)\b",
            words=True,
        ),
        _unit_offset,
    ),
    (
        _pattern(
            rf"\b(?P<mod>(?:more than|over|about|around|nearly|almost|some) )?(?P<n>{_NUM}) "
            rf"(?P<unit>{_UNIT})s? ago\b",
            words=True,
        ),
        _ago,
    ),
    (
        _pattern(
            rf"\b(?:the )?(?P<dir>last|past|previous|next|coming) (?P<n>{_NUM})[ -](?P<unit>{_UNIT})s?\b",
            words=True,
        ),
        _stretch,
    ),
    (_pattern(rf"{_FREE}{_CLOCK}"), _clock),
    (
        _pattern(
            r"\b(?:that|the (?:same|previous|following|next)) (?P<unit>day|week|month|year)\b", words=True
        ),
        _anaphor,
    ),
    (_pattern(r"\b(?:currently|at present|presently|right now|at the moment|now|nowadays|already|"
              r"so far|to date)\b", words=True), _vague("PRESENT_REF", "document")),
    (_pattern(rf"\b(?:recently|lately|in recent (?:hour|day|week|month|year|decade)s|"
              rf"earlier today|(?:several|many|few) {_UNIT}s ago|"
              rf"(?:the )?(?:last|past) (?:few|several) {_UNIT}s|decades ago)\b", words=True),
     _vague("PAST_REF", "unknown")),
    (_pattern(rf"\b(?:soon|shortly|in the near future|(?:in )?the (?:coming|next) (?:(?:few|several) )?{_UNIT}s)\b",
              words=True), _vague("FUTURE_REF", "unknown")),
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
            if moment is None or _NAMED_AFTER.match(window, match.end()):
                continue
            if not _TERROR_DATE.match(window, match.start()):
                bare = build is _year_alone
                found.append(Atom(start=match.start(), end=match.end(), moment=moment, bare_year=bare))
    position = start
    for atom in sorted(found, key=lambda a: (a.start, -a.end)):
        if atom.start >= position:
            position = atom.end
            yield atom
