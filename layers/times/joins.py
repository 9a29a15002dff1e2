"""Which neighbouring time words name one moment? "Tuesday" + "27 July", "3 March" to "5 April".

The atoms of `layers/times/words.py` are joined where they name one moment, get the parts of days,
months and years before them ("early", "the end of", "the night of"), and become ranges.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.layers.times.words import Atom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.layers.times.moments import Moment

_PART: Final = re.compile(
    r"\b(?:the\s+)?(?:(?P<adjective>very\s+early|early|mid|late)(?:\s+(?:in|on)(?:\s+the)?)?[\s-]+|"
    r"(?:very\s+)?(?P<noun>beginning|start|middle|end|close|"
    r"(?:first|second|third|last|final|opening|closing)\s+(?:(?:few|two|three|\d\d?)\s+)?"
    r"(?:half|third|days?|weeks?|months?))\s+of(?:\s+the)?\s+)$",
    re.IGNORECASE,
)
_EARLIER: Final = re.compile(r"\b(?:earlier|later)\s+(?:(?:on|in)\s+(?:the\s+)?)?$", re.IGNORECASE)
_STARTS: Final = frozenset({"early", "very", "beginning", "start", "first", "opening"})
_ENDS: Final = frozenset({"late", "end", "close", "last", "final", "closing"})
_DAYPART: Final = re.compile(
    r"\b(?:the\s+)?(?:(?:(?:very\s+)?early\s+|late\s+)?"
    r"(?P<part>night|evening|morning|afternoon|hours|dawn))\s+"
    r"(?:of|on|from|between)\s+(?:the\s+)?$|\b(?P<over>overnight)\s+(?:on|from|between)\s+$",
    re.IGNORECASE,
)
_WEEK: Final = re.compile(
    r"\b(?:the\s+)?week\s+(?:of|beginning|starting)\s+(?:on\s+)?$", re.IGNORECASE
)
_DAYPART_CODES: Final = {
    "night": "TNI", "overnight": "TNI", "evening": "TEV", "morning": "TMO", "hours": "TMO",
    "dawn": "TMO", "afternoon": "TAF",
}  # fmt: skip
_JOIN: Final = re.compile(
    r"\s*,\s*(?:on\s+)?|\s+(?:on|of|in)?\s*(?:the\s+)?|\s*\(\s*", re.IGNORECASE
)
_CLOCK_JOIN: Final = re.compile(r"\s*,?\s*(?:(?:on|at|in|around|about)\s+)*", re.IGNORECASE)
_INTO: Final = re.compile(r"\s+(?:in)?to\s+", re.IGNORECASE)
_PARTS: Final = frozenset({"TMO", "TAF", "TEV", "TNI"})
_TO: Final = re.compile(r"\s+(?:to|until|till|through)\s+|\s*[-\u2010-\u2015]\s*", re.IGNORECASE)
_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
_FROM: Final = re.compile(r"\b(?P<word>from|between)\s+(?:the\s+)?$", re.IGNORECASE)


def joined(text: str, start: int, atoms: Sequence[Atom]) -> list[Atom]:
    """Join neighbours that name one moment, add parts of days, months and years, make ranges."""
    merged: list[Atom] = []
    for atom in atoms:
        together = _merge(text, merged[-1], atom) if merged else None
        if together is not None:
            merged[-1] = together
        else:
            merged.append(atom)
    for index, (left, right) in enumerate(pairwise(merged)):
        if _AND.fullmatch(text[left.end : right.start]):
            merged[index] = _with_year_of(left, right.moment)
    parted: list[Atom] = []
    for atom in merged:
        floor = parted[-1].end if parted else start
        parted.append(_with_part(text, floor, atom))
    ranged: list[Atom] = []
    for atom in parted:
        together = _range(text, start, ranged[-1], atom) if ranged else None
        if together is not None:
            ranged[-1] = together
        else:
            ranged.append(atom)
    return ranged


def _merge(text: str, left: Atom, right: Atom) -> Atom | None:
    gap = text[left.end : right.start]
    a, b = left.moment, right.moment
    moment = None
    if a.named or b.named or a.kind or b.kind:
        return None
    if _INTO.fullmatch(gap) and a.unit == "day" and a.part == "TNI" and b.precision == "day":
        moment = _night_into(b)
    elif _CLOCK_JOIN.fullmatch(gap) and "time" in {a.precision, b.precision}:
        moment = _merge_clock(a, b)
    elif _JOIN.fullmatch(gap):
        if a.weekday and b.day and not a.direction and not b.weekday:
            moment = replace(b, part=a.part or b.part)
        elif b.weekday and a.day and "," not in gap and gap.strip() in {"", "("}:
            moment = replace(a, part=b.part)
        elif a.unit == "day" and a.part and a.offset <= 0 and (b.day or b.weekday) and not b.part:
            moment = replace(b, part=a.part)  # "overnight on 5 May"
        elif b.unit == "year" and not b.count and a.year is None and (a.month or a.season):
            moment = replace(a, year_offset=b.offset)
        elif b.precision == "year" and b.year and a.year is None and a.season and "," not in gap:
            moment = replace(a, year=b.year)
    return Atom(start=left.start, end=right.end, moment=moment) if moment else None


def _with_year_of(atom: Atom, following: Moment) -> Atom:
    """Give "May" the year that follows in "in May and June 2021"."""
    moment = atom.moment
    alike = moment.precision == following.precision and moment.month and following.month
    if not alike or moment.year or not following.year or moment.last or moment.direction:
        return atom
    if (moment.month, moment.day or 0) > (following.month, following.day or 0):
        return atom
    return replace(atom, moment=replace(moment, year=following.year))


def _night_into(day: Moment) -> Moment | None:
    """Return the night that ends on the day: "overnight into Thursday"."""
    if day.weekday and not day.day:
        before = replace(day, weekday=(day.weekday - 2) % 7 + 1, part="TNI")
        return replace(before, last=day)
    if day.day and day.day > 1:
        return replace(day, day=day.day - 1, part="TNI", last=day)
    return None


def _merge_clock(a: Moment, b: Moment) -> Moment | None:
    if a.precision == b.precision:  # "05:20 in the morning"
        return a if a.part[1:2].isdigit() and b.part in _PARTS else None
    clock, day = (a, b) if a.precision == "time" else (b, a)
    if clock.vague or day.precision != "day" or day.vague or day.count or day.last or day.other:
        return None
    return replace(day, precision="time", part=clock.part)


def _with_part(text: str, floor: int, atom: Atom) -> Atom:
    before = text[floor : atom.start]
    moment = atom.moment
    if moment.vague or moment.named or moment.count:
        return atom
    match = _PART.search(before)
    if match is not None and moment.mod is None:
        mod = _mod_of((match["adjective"] or match["noun"]).lower())
        single = moment.precision not in {"day", "time"} or moment.weekday is not None
        if (single or moment.part in _PARTS) and not (moment.precision == "day" and mod == "MID"):
            precision = "part-of-month" if moment.precision == "month" else moment.precision
            changed = replace(moment, mod=mod, precision=precision)
            return Atom(start=floor + match.start(), end=atom.end, moment=changed)
    match = _EARLIER.search(before)
    if match is not None and not text[floor : floor + match.start()].lower().endswith("no "):
        return replace(atom, start=floor + match.start())
    if moment.precision != "day":
        return atom
    match = _DAYPART.search(before)
    if match is not None:
        part = _DAYPART_CODES[(match["part"] or match["over"]).lower()]
        return Atom(start=floor + match.start(), end=atom.end, moment=replace(moment, part=part))
    match = _WEEK.search(before)
    if match is not None and moment.day and moment.last is None:
        changed = replace(moment, precision="week", whole_week=True)
        return Atom(start=floor + match.start(), end=atom.end, moment=changed)
    return atom


def _mod_of(words: str) -> str:
    """Return TIMEX3's START, MID or END for "early", "the last week of", "the second half of"."""
    first, *rest = words.split()
    if first in _STARTS:
        return "START"
    return "END" if first in _ENDS or rest[-1:] == ["half"] else "MID"


def _range(text: str, start: int, left: Atom, right: Atom) -> Atom | None:
    """Make one range of "from A to B", "between A and B", "A-B"; A borrows what B says."""
    gap = text[left.end : right.start]
    opening = _FROM.search(text[max(start, left.start - 12) : left.start])
    word = opening["word"].lower() if opening else ""
    if not (_TO.fullmatch(gap) and (word != "between")) and not (
        word == "between" and _AND.fullmatch(gap)
    ):
        return None
    a, b = left.moment, right.moment
    if any(m.last or m.vague or m.named or m.kind or m.other for m in (a, b)):
        return None
    if "time" in {a.precision, b.precision}:
        return _hours(left, right)
    if gap.strip().isalpha() and not word and a.precision != b.precision:
        return None
    if a.year is None and a.month and b.year and b.month:
        a = replace(a, year=b.year - ((a.month, a.day or 0) > (b.month, b.day or 0)))
    if (
        a.month is None
        and a.season is None
        and a.year is None
        and b.month
        and not a.weekday
        and not a.unit
    ):
        return None
    begin = left.start
    return Atom(start=begin, end=right.end, moment=replace(a, last=b))


def _hours(left: Atom, right: Atom) -> Atom | None:
    """Join two clock times; a day said once, after the second, is the day of both."""
    a, b = left.moment, right.moment
    if a.precision != b.precision:
        return None
    if not (a.day or a.weekday or a.unit):
        a = replace(b, part=a.part)
    return Atom(start=left.start, end=right.end, moment=replace(a, last=b))
