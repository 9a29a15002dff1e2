"""Which number do digits, number words and fractions mean?"""

from __future__ import annotations

import re
from typing import Final

_SMALL: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES: Final = {
    "hundred": 1e2, "dozen": 12.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12,
}  # fmt: skip
_PARTS: Final = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
# The least that a plural can mean: "dozens" is two dozen or more.
_PLURALS: Final = {
    "dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2000.0, "millions": 2e6,
    "billions": 2e9, "tens": 20.0,
}  # fmt: skip

_WORD: Final = "|".join((*list(_SMALL)[1:], *_TENS))
_BIG: Final = "hundred|dozen|thousand|million|billion|trillion"
# One number in words: "two hundred and fifty", "forty-two", "a dozen", "half a million".
WORDS: Final = (
    rf"(?:(?:{_WORD}|an?(?=\s+(?:{_BIG}))|half\s+an?(?=\s+(?:{_BIG}))|several(?=\s+(?:{_BIG}))|"
    rf"a\s+few(?=\s+(?:{_BIG}))|a\s+(?:pair|couple)(?=\s+of\s))(?:[\s-]+(?:and[\s-]+(?=(?:{_WORD})\b))?(?:{_WORD}|{_BIG})\b(?!-\w))*)"
)
DIGITS: Final = (
    r"(?:\d{1,3}(?:[, \u00a0\u202f\u2009\u2019']\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[\s-]?(?:{_BIG})\b|\s?(?:mn|mln|bn|bln|tn|k)\b|"
    r"m\b(?=\s(?:euro|dollar|pound|rouble|ruble|people|refugee|resident)))?"
)
FRACTION: Final = (
    r"(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[\s-]"
    r"(?:halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
    rf"|(?:{_WORD}|\d)\s+(?:in|out\s+of)\s+(?:{_WORD}|\d{{1,3}})(?=\s+[a-z])"
    r"(?!\s+(?:of\s+the\s+)?(?:hour|day|week|month|year|minute|km|kilomet|mile|metre)s?)"
    r"|(?:one[\s-])?half(?!\s+an?\s+(?:dozen|hundred|thousand|million|billion))|[1-9]/[2-9](?![\d/]))"
)
PLURAL: Final = (
    r"(?:(?:tens|dozens|hundreds|scores)\s+of\s+(?:thousands|millions)"
    r"|dozens|scores|hundreds|thousands|millions|billions)"
)
VAGUE: Final = re.compile(r"(?:several|a\s+few)\s", re.IGNORECASE)


def read_number(text: str) -> float:
    """Return the value of a number in digits or words.

    Parameters
    ----------
    text
        Matches `DIGITS`, `WORDS`, `FRACTION` or `PLURAL`; letter case and kind of space are free.

    Examples
    --------
    >>> read_number("1,350"), read_number("two hundred and fifty"), read_number("2.5bn")
    (1350.0, 250.0, 2500000000.0)
    >>> read_number("two-thirds")
    0.6667
    """
    folded = re.sub(r"[\s\u2010\u2011-]+", " ", text.lower()).strip()
    words = folded.replace(" and ", " ").split()
    if words[0] in _PLURALS:
        value = _PLURALS[words[0]]
        return value * {"thousands": 1e3, "millions": 1e6}[words[-1]] if len(words) > 1 else value
    ratio = re.fullmatch(r"(\S+) (?:in|out of) (\S+)", folded)
    if ratio is not None:
        some, all_of_them = read_number(ratio[1]), read_number(ratio[2])
        return round(some / all_of_them, 4) if all_of_them else 0.0
    if "/" in folded:
        top, bottom = folded.split("/")
        return round(int(top) / int(bottom), 4)
    if words[-1].removesuffix("s") in _PARTS or words[-1] in _PARTS:
        part = _PARTS.get(words[-1]) or _PARTS[words[-1].removesuffix("s")]
        count = _SMALL.get(words[0], 1) if len(words) > 1 else 1
        return round(count / part, 4)
    if folded[0].isdigit():
        return _read_digits(folded)
    return _read_words(words)


def _read_digits(folded: str) -> float:
    match = re.fullmatch(r"([\d.,\s\u2019']+?)\s?([a-z]*)", folded)
    if match is None:
        msg = f"not a number: {folded!r}"
        raise ValueError(msg)
    value = float(re.sub(r"[,\s\u2019']", "", match[1]))
    # Rounded: 2.3 million is 2,300,000 and not 2,299,999.9999.
    return round(value * _SCALES.get(match[2], 1.0), 6)


def _read_words(words: list[str]) -> float:
    total, group = 0.0, 0.0
    for word in words:
        if word in _SMALL or word in _TENS:
            group += _SMALL.get(word, 0) or _TENS.get(word, 0)
        elif word == "half":
            group = 0.5
        elif word in {"several", "few", "pair", "couple"}:
            group = 2.0
        elif word in {"hundred", "dozen"}:
            group = (group or 1) * _SCALES[word]
        elif word in _SCALES:
            total, group = total + (group or 1) * _SCALES[word], 0.0
    return total + group
