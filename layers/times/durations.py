"""How long and how often? Patterns of durations ("almost two years") and sets ("on Tuesdays").

Their values are TIMEX3's: P2Y, PT10M, PXW ("for weeks"), XXXX-WXX-2 (Tuesdays). They have no place
in the calendar and so no EDTF value. Compounds ("a 72-hour truce") and ages are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dateline.layers.times.moments import Moment
from dateline.layers.times.readings import NUMBER_WORDS, WEEKDAYS, number_of, pattern, precision

if TYPE_CHECKING:
    from collections.abc import Callable

_UNITS: Final = r"(?P<unit>second|minute|hour|day|night|weekend|week|month|year|decade|century)"
_NUM: Final = r"\d{1,3}(?:\.5)?|" + "|".join(w for w in list(NUMBER_WORDS)[1:21])
_TENS: Final = {
    w: 10 * n for n, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}
_MODS: Final = {
    "almost": "LESS_THAN", "nearly": "LESS_THAN", "less than": "LESS_THAN", "under": "LESS_THAN",
    "fewer than": "LESS_THAN", "just under": "LESS_THAN", "more than": "MORE_THAN",
    "over": "MORE_THAN", "well over": "MORE_THAN", "just over": "MORE_THAN", "about": "APPROX",
    "around": "APPROX", "roughly": "APPROX", "some": "APPROX", "approximately": "APPROX",
    "an estimated": "APPROX", "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE",
    "a minimum of": "EQUAL_OR_MORE", "up to": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS", "a maximum of": "EQUAL_OR_LESS",
}  # fmt: skip
_LETTERS: Final = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "weekend": "WE",
}  # fmt: skip
_OF_CLOCK: Final = frozenset({"second", "minute", "hour"})
_SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
_PARTS: Final = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_OFTEN: Final = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "TNI", "weekly": "P1W", "fortnightly": "P2W",
    "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y",
}  # fmt: skip
# After the words of a duration: an age, a moment counted from it, or a possessive.
_NO_DURATION: Final = re.compile(
    r"[-\u2019']|\s+(?:ago|old|younger|older|of\s+age|earlier|later|on,|from\s+now|hence)\b",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    r"\b(?:first|last|final|opening|past|next|coming|previous|aged?|the|these|those)\s+$",
    re.IGNORECASE,
)
_BEFORE_BARE: Final = r"(?:(?<=\bfor\s)|(?<=\bwithin\s)|(?<=\bafter\s)|(?<=\blasting\s)|(?<=\blasted\s)|(?<=\btakes\s)|(?<=\btake\s)|(?<=\btook\s)"


def of_length(number: str, unit: str) -> str:
    """Return TIMEX3's duration.

    Examples
    --------
    >>> of_length("2", "year"), of_length("10", "minute"), of_length("X", "week")
    ('P2Y', 'PT10M', 'PXW')
    """
    return f"P{'T' if unit in _OF_CLOCK else ''}{number}{_LETTERS[unit]}"


def duration(match: re.Match[str]) -> Moment | None:
    """Read "almost two years"; None for an age, or for what is counted from another moment."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if _NO_DURATION.match(match.string, match.end()) or _PERIOD.search(before):
        return None
    unit = match["unit"].lower()
    words = match.groupdict()
    if unit == "second" and (words.get("n") or "").lower() in {"a", "an", "one"}:
        return None  # "for a second time"
    mod = " ".join((words.get("mod") or "").lower().split())
    return Moment(
        precision=precision(unit),
        named=of_length(_how_many(words.get("n") or ""), unit),
        kind="DURATION",
        mod=_MODS.get(mod),
    )


def _how_many(words: str) -> str:
    folded = " ".join(words.lower().split())
    if not folded or folded in {"several", "few", "a few", "many", "some"}:
        return "X"
    if folded.startswith("half"):
        return "0.5"
    if folded.startswith("one and a half"):
        return "1.5"
    if "." in folded:
        return folded
    return str(_TENS[folded] if folded in _TENS else number_of(folded))


def _set(named: str, mod: str | None = None, unit: str = "day") -> Moment:
    return Moment(precision=precision(unit), named=named, kind="SET", mod=mod)


def weekdays(match: re.Match[str]) -> Moment | None:
    """Read "Tuesdays" and "every Tuesday night"."""
    day = match["weekday"].lower()[:3]
    part = _PARTS.get((match.groupdict().get("part") or "").lower().removesuffix("s"), "")
    return _set(f"XXXX-WXX-{1 + WEEKDAYS.index(day)}{part}")


def every(match: re.Match[str]) -> Moment | None:
    """Read "every night", "each spring", "every two weeks" and "once a month"."""
    unit = match["unit"].lower()
    if unit in _SEASONS:
        return _set(f"XXXX-{_SEASONS[unit]}", unit="season")
    if unit in _PARTS:
        return _set(_PARTS[unit])
    count = _how_many(match.groupdict().get("n") or "one")
    return _set(of_length("2" if count == "other" else count, unit), unit=unit)


def often(match: re.Match[str]) -> Moment | None:
    """Read "almost daily"; `layers/times/times.py` drops "a daily paper"."""
    return _set(_OFTEN[match["word"].lower()], mod="APPROX" if match["mod"] else None)


_MOD: Final = rf"(?P<mod>{'|'.join(sorted(_MODS, key=len, reverse=True))})"
_ADJECTIVE: Final = (
    r"(?:(?:consecutive|straight|full|whole|long|more|successive|further|additional) )?"
)
_WEEKDAY: Final = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"

Rule = tuple[re.Pattern[str], "Callable[[re.Match[str]], Moment | None]"]
OFTEN: Final[Rule] = (
    pattern(
        rf"(?:\b(?P<mod>almost|nearly|virtually) )?\b(?P<word>{'|'.join(_OFTEN)})\b", words=True
    ),
    often,
)
RULES: Final[tuple[Rule, ...]] = (
    (
        pattern(
            rf"(?<![\w.,:/$\u20ac\u00a3-])(?:{_MOD} )?(?P<n>{_NUM}|{'|'.join(_TENS)}|a couple of|several|a few|half an?"
            rf"|one and a half) {_ADJECTIVE}{_UNITS}s?\b",
            words=True,
        ),
        duration,
    ),
    (pattern(rf"\b{_MOD} (?P<n>an?) {_ADJECTIVE}{_UNITS}\b", words=True), duration),
    (pattern(rf"{_BEFORE_BARE}|(?<=\bin\s))(?P<n>an?) {_ADJECTIVE}{_UNITS}\b", words=True), duration),
    (
        pattern(
            rf"{_BEFORE_BARE})(?:(?:many|some) )?(?P<unit>second|minute|hour|day|night|week|month|year|decade)s\b",
            words=True,
        ),
        duration,
    ),
    (pattern(rf"\b(?:every|each) (?:other )?{_WEEKDAY}(?: (?P<part>morning|afternoon|evening|night))?\b", words=True),
     weekdays),
    (pattern(rf"\b{_WEEKDAY}s\b(?![\u2019'])", words=True), weekdays),
    (pattern(rf"\b{_WEEKDAY} (?P<part>morning|afternoon|evening|night)s\b", words=True), weekdays),
    (
        pattern(
            r"\b(?:almost |nearly )?(?:every|each) (?:(?P<n>two|three|four|five|six|ten|few|\d\d?) )?"
            r"(?P<unit>minute|hour|day|night|morning|afternoon|evening|week|month|year|decade|spring|summer|autumn|winter)s?\b",
            words=True,
        ),
        every,
    ),
    (
        pattern(
            r"\b(?:(?:at least|up to|about) )?(?:once|twice|(?:two|three|four|five|six|several) times)"
            r" (?:an?|every|each|per) (?P<unit>hour|day|night|week|month|year)\b",
            words=True,
        ),
        every,
    ),
    (pattern(r"(?<=\bon\s)(?:(?:all|most|some)(?: of)? (?:the )?)?(?:other )?(?P<unit>day|night)s\b", words=True), every),
    OFTEN,
)  # fmt: skip
