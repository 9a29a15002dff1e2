"""How far and in which direction, and how sure is that: "some 12 miles south-west"?

A distance is a range: its number is as exact as its last digit that is no closing zero, as in
Wieczorek, Guo and Hijmans (2004), and hedge words widen it. A direction is as exact as the number of compass points it chooses
from: north is one of four, so it means anything between north-west and north-east.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.geo.patterns import spaced

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_NUMBER_WORDS: Final = {word: float(n) for n, word in enumerate(_ONES)} | {
    word: 10.0 * n
    for n, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
# Numbers that only hint: from, to.
_VAGUE: Final = {
    "a couple of": (1.0, 3.0), "a couple": (1.0, 3.0), "a few": (2.0, 6.0), "few": (2.0, 6.0),
    "several": (3.0, 9.0), "a handful of": (3.0, 7.0),
    "dozens of": (24.0, 99.0), "tens of": (20.0, 99.0), "scores of": (40.0, 99.0),
    "hundreds of": (150.0, 900.0),
}  # fmt: skip
ROUND_SHARE: Final = 0.25
_UNITS_KM: Final = {
    "km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609344, "mi": 1.609344,
    "nautical mile": 1.852, "nmi": 1.852, "nm": 1.852, "metre": 0.001, "meter": 0.001, "m": 0.001,
    "yard": 0.0009144, "feet": 0.0003048, "foot": 0.0003048, "ft": 0.0003048,
}  # fmt: skip
_APPROXIMATE: Final = (
    r"about|some|around|roughly|approximately|approx\.?|circa|an estimated|estimated|nearly|"
    r"almost|close to|in the region of|~"
)
_ABOVE: Final = r"(?:well |just |slightly )?over|more than|at least|upwards of|no less than"
_BELOW: Final = (
    r"within|less than|(?:just |well )?under|up to|at most|no more than|not more than|"
    r"as close as"
)
_PLAIN: Final = r"just|only|barely|exactly|another|a further|a distance of|as far as"
_HEDGES: Final = rf"(?:{_APPROXIMATE}|{_ABOVE}|{_BELOW}|{_PLAIN})"
_WORD: Final = "|".join(list(_NUMBER_WORDS)[1:])
_NUMBER: Final = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009\x20]\d{3}){1,2}|\d{1,5}(?:[.,]\d{1,3})?|\d{1,3}\s?½|"
    r"half an?|a quarter of an?|(?:one|two|three|four|five|six|seven|eight|nine) and a half|"
    r"a couple(?: of)?|a few|a handful of|several|few|(?:dozens|tens|scores|hundreds) of|"
    rf"(?:a|an|{_WORD})(?:[\s-](?:and[\s-])?(?:{_WORD}|hundred|dozen|thousand)){{0,4}})"
)
# Ends where the unit begins.
_BEFORE_UNIT: Final = spaced(
    rf"(?<![\w.,/$€£¥₽-])(?P<hedge>(?:{_HEDGES}\s{{1,3}}){{0,2}})(?:(?:a|an|the) (?=\d))?"
    rf"(?:(?:(?P<digits>\d{{1,5}}(?:\.\d{{1,3}})?)\s?[-–—]\s?)"
    rf"|(?:between (?P<from>{_NUMBER}) and )|(?:(?P<low>{_NUMBER}) (?:to|or) ))?"
    rf"(?P<number>{_NUMBER})[\s\u00a0\u202f-]{{0,2}}\Z",
    re.IGNORECASE,
)
_REACH: Final = 75  # characters that a number with its hedges may take
UNIT: Final = spaced(
    r"(?<![A-Za-z])(?P<unit>kms?|kilomet(?:er|re)s?|(?:nautical[\s-])?miles?|mi|nmi?|met(?:er|re)s?|m|"
    r"yards?|feet|foot|ft)(?![\w²³/])(?! (?:per|an|square|sq)\b)\.?",
    re.IGNORECASE,
)

COMPASS: Final = {
    name: (22.5 * number, (45.0, 11.25, 22.5, 11.25)[number % 4])
    for number, name in enumerate(
        "north northnortheast northeast eastnortheast east eastsoutheast southeast southsoutheast "
        "south southsouthwest southwest westsouthwest west westnorthwest northwest northnorthwest".split()
    )
}
_LETTERS: Final = {"n": "north", "s": "south", "e": "east", "w": "west"}
BEARING: Final = (
    r"(?:(?P<due>due|directly|straight) )?(?P<bearing>(?:north|south|east|west)"
    r"(?:[\s-]?(?:north|south|east|west)){0,2}|(?-i:[NSEW]{1,3}))(?:wards?)?\b"
)


# Cheap to look for: most paragraphs hold none of these.
UNIT_HINTS: Final = ("km", "Km", "KM", "ilomet", "ile", "ILE", "ILOMET", "METRE", "METER", "etre", "eter",
                     " mi", "nm", "NM", "yard", "feet", "foot", "ft", "m ", "M ")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Distance:
    """How far, as a range in km.

    Attributes
    ----------
    start, end
        Code points of the words, hedge and unit included.
    said
        The words.
    bounded
        Whether only an upper bound is given: "within 5 km", "less than 5 km".
    """

    start: int
    end: int
    said: str
    low_km: float
    high_km: float
    bounded: bool
    unit: str

    @property
    def middle_km(self) -> float:
        """Middle of the range."""
        return (self.low_km + self.high_km) / 2.0

    @property
    def half_km(self) -> float:
        """Half the width of the range."""
        return (self.high_km - self.low_km) / 2.0


def distance_at(text: str, unit: re.Match[str], *, start: int = 0) -> Distance | None:
    """Return the distance whose unit was found, None where no number stands before it.

    Parameters
    ----------
    text
        The whole text.
    unit
        A match of `UNIT` in it.
    start
        Nothing before this code point is read.

    Examples
    --------
    >>> text = "about 20 km"
    >>> found = distance_at(text, UNIT.search(text))
    >>> found.low_km, found.high_km
    (13.0, 27.0)
    """
    low = max(start, unit.start() - _REACH)
    match = _BEFORE_UNIT.search(text[low : unit.start()])
    if match is None:
        return None
    name = re.sub(r"[\s-]+", " ", unit["unit"].lower())
    name = name if name in _UNITS_KM else name.removesuffix("s")
    scale = _UNITS_KM[name]
    hedge = " ".join(match["hedge"].lower().split())
    given = (match[group] for group in ("digits", "from", "low", "number"))
    values = [_read_number(words) for words in given if words]
    if any(value is None for value in values):
        return None
    ranges = [value for value in values if value is not None]
    if len(ranges) == 2 and ranges[0] >= ranges[1]:  # "in 2021 - 30 km from"
        return None
    near, far = min(r[0] for r in ranges), max(r[1] for r in ranges)
    middle = (near + far) / 2.0
    bounded = False
    if re.fullmatch(rf"(?:{_BELOW})(?: .*)?", hedge):
        near, bounded = 0.0, True
    elif re.fullmatch(rf"(?:{_ABOVE})(?: .*)?", hedge):
        near, far = middle, max(far, middle * 1.25)
    elif re.search(_APPROXIMATE, hedge):
        near, far = near - 0.1 * middle, far + 0.1 * middle
    begin = low + match.start()
    return Distance(
        start=begin, end=unit.end() - (1 if unit.group().endswith(".") else 0),
        said=" ".join(text[begin : unit.end()].rstrip(".").split()),
        low_km=round(max(near, 0.0) * scale, 6), high_km=round(far * scale, 6), bounded=bounded,
        unit=name,
    )  # fmt: skip


def _read_number(words: str) -> tuple[float, float] | None:
    """Return from where to where a number as written may lie."""
    folded = re.sub(r"[\s\u00a0\u202f\u2009]+", " ", words.lower()).strip()
    if folded in _VAGUE:
        return _VAGUE[folded]
    if folded[0].isdigit():
        return _around_digits(folded)
    if folded.endswith("and a half"):
        value = _NUMBER_WORDS[folded.split()[0]] + 0.5
        return value - 0.25, value + 0.25
    if folded.startswith(("half a", "a quarter")):
        value = 0.5 if folded.startswith("half") else 0.25
        return value / 2.0, value * 1.5
    return _around_words(folded.replace("-", " ").replace(" and ", " ").split())


def _around_digits(folded: str) -> tuple[float, float] | None:
    if folded.endswith("½"):
        value = float(folded[:-1].strip()) + 0.5
        return value - 0.25, value + 0.25
    if re.fullmatch(r"\d{1,3}(?:[ ,]\d{3})+", folded):
        return _around_whole(int(re.sub(r"[ ,]", "", folded)))
    whole, _, fraction = folded.replace(",", ".").partition(".")
    if not fraction:
        return _around_whole(int(whole))
    # A fraction of halves or quarters is no finer than that: 10.5 is ten and a half.
    part = {"5": 0.5, "50": 0.5, "25": 0.25, "75": 0.25}.get(fraction, 10.0 ** -len(fraction))
    value = float(f"{whole}.{fraction}")
    return value - part / 2.0, value + part / 2.0


def _around_whole(value: int) -> tuple[float, float] | None:
    if value <= 0:
        return None
    digits = str(value)
    zeros = len(digits) - len(digits.rstrip("0"))
    # "100 km" is hardly ever 60: a round number is off by a quarter of itself at most.
    half = min(0.5 * 10**zeros, ROUND_SHARE * value) if zeros else 0.5
    return value - half, value + half


def _around_words(words: list[str]) -> tuple[float, float] | None:
    total, group = 0.0, 0.0
    for word in words:
        if word in {"a", "an"}:
            group = 1.0
        elif word in _NUMBER_WORDS:
            group += _NUMBER_WORDS[word]
        else:
            scale = {"hundred": 100.0, "dozen": 12.0, "thousand": 1000.0}[word]
            group = (group or 1.0) * scale
            if word == "thousand":
                total, group = total + group, 0.0
    value = total + group
    if "dozen" in words:
        return value - 2.0, value + 2.0
    return _around_whole(round(value))


def read_bearing(words: str, *, due: bool = False) -> tuple[float, float] | None:
    """Return a direction and how far it may be off to either side, degrees.

    Parameters
    ----------
    words
        ``north``, ``south-west``, ``north north east``, ``NNE``.
    due
        Whether the report says "due north": half as uncertain.

    Examples
    --------
    >>> read_bearing("South-West"), read_bearing("NNE"), read_bearing("north south")
    ((225.0, 22.5), (22.5, 11.25), None)
    """
    folded = re.sub(r"[\s-]+", "", words.lower())
    if re.fullmatch(r"[nsew]{1,3}", folded):
        folded = "".join(_LETTERS[letter] for letter in folded)
    found = COMPASS.get(folded)
    if found is None:
        return None
    return (found[0], found[1] / 2.0) if due else found
