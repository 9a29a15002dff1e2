"""When? Time expressions of news as TIMEX3 kinds and EDTF values (ISO 8601-2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from dateline.geo.reports.article import Span
from dateline.layers.times.anchoring import anchored
from dateline.layers.times.joins import joined
from dateline.layers.times.moments import Moment, days, edtf, read_published, timex
from dateline.layers.times.tense import tense_at
from dateline.layers.times.words import Atom, find_atoms

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.layers.times.moments import Published, Tense, Unit

TimePrecision = Literal[
    "document", "time", "day", "week", "part-of-month", "month", "season", "quarter", "year",
    "decade", "century", "unknown",
]  # fmt: skip
TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
TimeBound = Literal["before", "before_or_at", "start", "end", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression and its value; nothing missing is ever filled in.

    Attributes
    ----------
    span, text
        With the preposition ("by the end of March"); `core_span` without it but, as in TIMEX3,
        with the article ("the end of March"). The text of a time that an analyst gave is empty;
        its spans are the claim's.
    timex
        TIMEX3-like value: ``2004``, ``XXXX-07``, ``P2Y``, ``PRESENT_REF``, ``PAST_REF``,
        ``FUTURE_REF``.
    mod
        TIMEX3 modifier: START MID END APPROX, for durations also LESS_THAN MORE_THAN
        EQUAL_OR_LESS EQUAL_OR_MORE, or None.
    value
        EDTF, None while it cannot be resolved without the report's date (``../2042``,
        ``2004``, ``2021-07~``) and for durations and sets, which have no place in the calendar.
    bound
        What a preposition makes of it: "by" before_or_at, "until" end, "since" start …
    earliest, latest
        ISO days that the value lies within, where both are known; for sorting and filters.
    kind
        TIMEX3's DATE, TIME, DURATION ("for two years") or SET ("on Tuesdays").
    """

    span: Span
    core_span: Span
    text: str
    core: str
    timex: str
    mod: str | None
    value: str | None
    precision: TimePrecision
    bound: TimeBound | None
    resolvable_without_dct: bool
    earliest: str | None = None
    latest: str | None = None
    kind: TimeKind = "DATE"


_BOUNDS: Final[dict[str, TimeBound | None]] = {
    "by": "before_or_at", "no later than": "before_or_at", "until": "end", "till": "end",
    "up to": "end", "up until": "end", "through": "end", "since": "start", "ever since": "start",
    "from": "start", "starting": "start", "starting on": "start", "starting in": "start",
    "starting from": "start", "beginning": "start", "beginning on": "start",
    "beginning in": "start", "before": "before", "prior to": "before", "ahead of": "before",
    "after": "after", "following": "after", "later than": "after", "as of": None,
    "in": None, "on": None, "at": None, "during": None, "over": None, "throughout": None,
    "within": None, "as early as": None, "as late as": None, "between": None, "for": None,
}  # fmt: skip
_PREPOSITION: Final = re.compile(
    r"\b(?P<word>" + "|".join(sorted((w.replace(" ", r"\s+") for w in _BOUNDS), key=len, reverse=True))
    + r")\s+(?P<the>(?:the|its|his|their|a)\s+)?$",
    re.IGNORECASE,
)  # fmt: skip
_APPROX: Final = re.compile(
    r"\b(?P<word>about|roughly|around|approximately|circa|some\s+time\s+around)\s+$", re.IGNORECASE
)
_ARTICLE: Final = re.compile(r"\b(?:the|that)\s+$", re.IGNORECASE)
_LONG: Final = frozenset({"decade", "century", "season", "quarter"})
_IN: Final = frozenset({"in", "over", "during", "within", "throughout", "for", "after"})
_NAMED_PARTS: Final = frozenset({"TMO", "TAF", "TEV", "TNI"})
_REFERRING: Final = ("the ", "recent", "coming", "next", "last", "past")
_LENGTH: Final = re.compile(r"P(?P<n>\d+)(?P<letter>[DWMY])")
_UNITS: Final[dict[str, Unit]] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_YEAR_PREPOSITIONS: Final = re.compile(
    r"\b(?P<sure>in|since|until|till|during|throughout|circa|year|fiscal|early|mid|late|"
    r"spring|summer|autumn|winter|end|start|beginning|middle)(?:[\s-]+of)?[\s-]+$|"
    r"\b(?P<unsure>by|of|to|from|for|before|after|between|around|through|and|or)\s+$|"
    r"(?P<article>(?:\b(?:the|its|his|their|a|this|that)|[\u2019']s)\s+)$|"
    r"(?P<bracket>[(\[])$|(?P<list>(?:1\d|20)\d\d(?:,|,?\s+and|,?\s+or)\s+)$",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    r"\s?(?:km|kms|kilomet|met(?:er|re)|miles?\b|tonnes?|tons?\b|people|persons?|soldier|troop|"
    r"fighter|militant|men\b|women|children|civilian|refugee|hour|hrs|dollar|euro|percent|per\s+cent|"
    r"hectare|acres?|vehicles?|tanks?|cases|villages|locations|homes|houses|-strong|m\b|kg)"
)


def find_times(parse: Parse, *, published: str | None = None) -> tuple[TimeExpression, ...]:
    """Find the time expressions of headline and paragraphs.

    Parameters
    ----------
    parse
        The report; its verbs' tenses choose between the last and the next July.
    published
        The report's date as EDTF year, month or day; without it what depends on it has no value.

    Returns
    -------
    tuple of TimeExpression
        Sorted, not overlapping. Holidays, ages and compounds ("a 72-hour truce") are left alone.

    Raises
    ------
    InputError
        `published` is no EDTF year, month or day.

    Notes
    -----
    Rules, no model. TIMEX3 modifiers are read as thirds: early July is 1 to 10 July. A clock time
    keeps its hour in `timex` alone: `value` is the day, as EDTF's times need seconds nobody said.
    """
    when = read_published(published)
    found: list[TimeExpression] = []
    for zone in parse.article.zones:
        if zone.kind in {"headline", "paragraph"}:
            text = parse.article.text
            atoms = [
                atom
                for atom in find_atoms(text, zone.span.start, zone.span.end)
                if _is_time(atom, parse)
            ]
            found += [
                _expression(parse, zone.span.start, atom, when)
                for atom in joined(text, zone.span.start, atoms)
            ]
    return tuple(found)


def _is_time(atom: Atom, parse: Parse) -> bool:
    """Tell whether an atom that the words around it could make something else is a time."""
    if atom.bare_year:
        return _is_year(atom, parse)
    open_season = atom.moment.precision == "season" and atom.moment.year is None
    if atom.adverb or (open_season and not atom.moment.direction and not atom.moment.kind):
        return not _describes_noun(parse, atom)  # "a daily paper", "the spring offensive"
    return True


def _describes_noun(parse: Parse, atom: Atom) -> bool:
    tokens = parse.tokens(Span(atom.start, atom.end))
    if not tokens:
        return False
    last = tokens[-1]
    return last.head.i > last.i and last.head.pos_ in {"NOUN", "PROPN"} and last.dep_ != "npadvmod"


def _is_year(atom: Atom, parse: Parse) -> bool:
    """Tell whether a number that could be a year is one, by the words around it."""
    text = parse.article.text
    context = _YEAR_PREPOSITIONS.search(text[max(0, atom.start - 24) : atom.start])
    if context is None or _COUNTED.match(text, atom.end):
        return False
    if context["sure"] or context["bracket"] or context["list"]:
        return True
    tokens = parse.tokens(Span(atom.start, atom.end))
    plural = bool(tokens) and _counts_plural(tokens[0])
    if context["article"]:
        return bool(re.match(r"[\s-]+[A-Za-z]", text[atom.end : atom.end + 3])) and not plural
    return not plural


def _counts_plural(number: Token) -> bool:
    head = number.head
    return head.i > number.i and head.tag_ in {"NNS", "NNPS"} and number.dep_ == "nummod"


def _expression(
    parse: Parse, floor: int, atom: Atom, published: Published | None
) -> TimeExpression:
    text = parse.article.text
    atom = _with_words_before(parse, floor, atom)
    before = text[max(floor, atom.start - 28) : atom.start]
    match = _PREPOSITION.search(before)
    word = " ".join(match["word"].lower().split()) if match else ""
    bound = _BOUNDS.get(word)
    start = atom.start - (len(before) - match.start()) if match else atom.start
    moment = atom.moment
    if match and not _takes(moment, word, text[atom.start : atom.end].lower()):
        start, word, bound = atom.start, "", None
    if (moment.last is not None and word == "from") or moment.kind:
        bound = None
    tense = tense_at(parse, atom.start)
    moment = _counted_from_report(moment, word, tense)
    if bound == "start" and word == "from" and tense != "future" and _after_noun(parse, start):
        bound = None
    anchor_tense: Tense = (
        "future" if bound in {"end", "before_or_at"} and tense != "past" else tense
    )
    own = edtf(moment)
    fixed = anchored(moment, published, anchor_tense)
    value = edtf(fixed)
    if moment.vague == "PRESENT_REF" and published is not None and bound is None:
        value = _published_text(published)
    earliest, latest = _limits(fixed, bound, value)
    return TimeExpression(
        span=Span(start, atom.end),
        core_span=Span(atom.start, atom.end),
        text=text[start : atom.end],
        core=text[atom.start : atom.end],
        timex=timex(moment),
        mod=moment.mod,
        value=_bounded(value, bound),
        precision=moment.precision,
        bound=bound,
        resolvable_without_dct=own is not None,
        earliest=earliest,
        latest=latest,
        kind=moment.kind or ("TIME" if moment.part else "DATE"),
    )


def _with_words_before(parse: Parse, floor: int, atom: Atom) -> Atom:
    """Take in the words that TIMEX3 counts as part of the expression: "the", "about"."""
    text, moment = parse.article.text, atom.moment
    before = text[max(floor, atom.start - 24) : atom.start]
    article = _ARTICLE.search(before)
    long = moment.precision in _LONG or (moment.precision == "time" and moment.part in _NAMED_PARTS)
    if article is not None and long and moment.kind == "" and not _describes_noun(parse, atom):
        atom = replace(atom, start=atom.start - len(before) + article.start())
        before = before[: article.start()]
    approx = _APPROX.search(before)
    if approx is None or moment.vague or moment.kind or moment.mod or moment.count:
        return atom
    if approx["word"].lower() in {"about", "roughly"} and moment.precision in {"day", "month"}:
        return atom  # "talks about Friday"
    begin = atom.start - len(before) + approx.start()
    return replace(atom, start=begin, moment=replace(moment, mod="APPROX"))


def _counted_from_report(moment: Moment, word: str, tense: Tense) -> Moment:
    """Read "in two weeks" as a moment after the report, and "as of 07:00" as one of its day."""
    if word == "as of" and moment.precision == "time" and not (moment.day or moment.weekday):
        return replace(moment, unit=moment.unit or "day")
    length = _LENGTH.fullmatch(moment.named)
    if length is None or word != "in" or tense != "future" or moment.kind != "DURATION":
        return moment
    unit = _UNITS[length["letter"]]
    weekly = unit == "week"
    return replace(
        moment,
        named="",
        kind="",
        unit=unit,
        offset=int(length["n"]),
        precision="day" if weekly else moment.precision,
        mod="APPROX" if weekly or moment.mod else None,
    )


def _takes(moment: Moment, word: str, core: str) -> bool:
    """Tell whether the preposition belongs to the expression ("in" does not to "now")."""
    if moment.vague:
        ending = {"by", "until", "till", "up to", "before", "since", "up until"}
        return word in ending or (word in _IN and core.startswith(_REFERRING))
    if moment.kind == "DURATION":
        return word in _IN
    if moment.kind == "SET":
        return word in {"on", "at", "in", "since"}
    if moment.count:
        return word in _IN
    return word != "for"


def _after_noun(parse: Parse, start: int) -> bool:
    tokens = parse.tokens(Span(max(0, start - 2), start)) if start else []
    return bool(tokens) and tokens[-1].pos_ in {"NOUN", "PROPN"}


def _published_text(published: Published) -> str:
    parts = (published.year, published.month, published.day)
    return "-".join(f"{part:02d}" for part in parts if part is not None)


def _bounded(value: str | None, bound: TimeBound | None) -> str | None:
    if value is None or bound is None or value.startswith("["):
        return value
    first, _, last = value.partition("/")
    last = last or first
    if bound in {"start", "after"}:
        return f"{first if bound == 'start' else last}/.."
    return f"../{first if bound == 'before' else last}"


def _limits(
    moment: Moment, bound: TimeBound | None, value: str | None
) -> tuple[str | None, str | None]:
    """Return the first and last ISO day; an open side is None."""
    pair = days(moment) if value is not None else None
    if pair is None:
        return None, None
    if bound in {"start", "after"}:
        return pair[0].isoformat(), None
    if bound == "before":
        return None, pair[0].isoformat()
    return (None if bound else pair[0].isoformat()), pair[1].isoformat()
