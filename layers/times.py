"""When? Time expressions of news as TIMEX3 kinds and EDTF values (ISO 8601-2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from dateline.geo.article import Span
from dateline.layers.moments import Moment, anchored, days, edtf, read_published, timex
from dateline.layers.time_words import Atom, find_atoms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.layers.moments import Published, Tense

TimePrecision = Literal[
    "document", "time", "day", "week", "part-of-month", "month", "season", "quarter", "year",
    "decade", "century", "unknown",
]  # fmt: skip
TimeBound = Literal["before", "before_or_at", "start", "end", "after"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression and its value; nothing missing is ever filled in.

    Attributes
    ----------
    span, text
        With the preposition ("by mid-September"); `core_span` without it.
    timex
        TIMEX3-like value: ``2004``, ``XXXX-07``, ``PRESENT_REF``, ``PAST_REF``, ``FUTURE_REF``.
    mod
        TIMEX3 modifier: START MID END APPROX, or None.
    value
        EDTF, None while it cannot be resolved without the report's date (``../2042``,
        ``2004``, ``2021-07~``).
    bound
        What a preposition makes of it: "by" before_or_at, "until" end, "since" start …
    earliest, latest
        ISO days that the value lies within, where both are known; for sorting and filters.
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


_BOUNDS: Final[dict[str, TimeBound | None]] = {
    "by": "before_or_at", "no later than": "before_or_at", "until": "end", "till": "end",
    "up to": "end", "up until": "end", "through": "end", "since": "start", "ever since": "start",
    "from": "start", "starting": "start", "starting on": "start", "starting in": "start",
    "starting from": "start", "beginning": "start", "beginning on": "start",
    "beginning in": "start", "before": "before", "prior to": "before", "ahead of": "before",
    "after": "after", "following": "after", "later than": "after", "as of": None,
    "in": None, "on": None, "at": None, "during": None, "over": None, "throughout": None,
    "within": None, "as early as": None, "as late as": None, "around": None, "about": None,
    "circa": None, "between": None,
}  # fmt: skip
_PREPOSITION: Final = re.compile(
    r"\b(?P<word>" + "|".join(sorted((w.replace(" ", r"\s+") for w in _BOUNDS), key=len, reverse=True))
    + r")\s+(?P<the>(?:the|its|his|their|a)\s+)?$",
    re.IGNORECASE,
)  # fmt: skip
_PART: Final = re.compile(
    r"\b(?:(?P<adjective>very\s+early|early|mid|late)(?:\s+(?:in|on)(?:\s+the)?)?[\s-]+|"
    r"(?P<noun>beginning|start|middle|end|close|first\s+half|second\s+half|first\s+days|last\s+days)"
    r"\s+of(?:\s+the)?\s+)$",
    re.IGNORECASE,
)
_MODS: Final = {
    "early": "START", "very early": "START", "beginning": "START", "start": "START",
    "first half": "START", "first days": "START", "mid": "MID", "middle": "MID", "late": "END",
    "end": "END", "close": "END", "second half": "END", "last days": "END",
}  # fmt: skip
_DAYPART: Final = re.compile(
    r"\b(?:(?:early\s+)?(?P<part>night|evening|morning|afternoon|hours|dawn))\s+"
    r"(?:of|on|from|between)\s+(?:the\s+)?$|\b(?P<over>overnight)\s+(?:on|from|between)\s+$",
    re.IGNORECASE,
)
_DAYPART_CODES: Final = {
    "night": "TNI", "overnight": "TNI", "evening": "TEV", "morning": "TMO", "hours": "TMO",
    "dawn": "TMO", "afternoon": "TAF",
}  # fmt: skip
_JOIN: Final = re.compile(
    r"\s*,\s*(?:on\s+)?|\s+(?:on|of|in)?\s*(?:the\s+)?|\s*\(\s*", re.IGNORECASE
)
_CLOCK_JOIN: Final = re.compile(r"\s*,?\s*(?:(?:on|at|around|about)\s+)?", re.IGNORECASE)
_TO: Final = re.compile(r"\s+(?:to|until|till|through)\s+|\s*[-\u2010-\u2015]\s*", re.IGNORECASE)
_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
_FROM: Final = re.compile(r"\b(?P<word>from|between)\s+(?:the\s+)?$", re.IGNORECASE)
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
_FUTURE_LEMMAS: Final = frozenset(
    "plan expect intend schedule aim hope vow promise agree want due set plan prepare likely order "
    "slate decide pledge commit".split()
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
        Sorted, not overlapping. Durations ("for two years"), holidays and ages are left alone.

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
                if not atom.bare_year or _is_year(atom, parse)
            ]
            found += [
                _expression(parse, zone.span.start, joined, when)
                for joined in _joined(text, zone.span.start, atoms)
            ]
    return tuple(found)


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


def _joined(text: str, start: int, atoms: Sequence[Atom]) -> list[Atom]:
    """Join neighbours that name one moment, add parts of days, months and years, make ranges."""
    merged: list[Atom] = []
    for atom in atoms:
        together = _merge(text, merged[-1], atom) if merged else None
        if together is not None:
            merged[-1] = together
        else:
            merged.append(atom)
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
    if _CLOCK_JOIN.fullmatch(gap) and "time" in {a.precision, b.precision}:
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


def _merge_clock(a: Moment, b: Moment) -> Moment | None:
    clock, day = (a, b) if a.precision == "time" else (b, a)
    if clock.vague or day.precision != "day" or day.vague or day.count or day.last or day.other:
        return None
    return replace(day, precision="time", part=clock.part)


def _with_part(text: str, floor: int, atom: Atom) -> Atom:
    before = text[floor : atom.start]
    moment = atom.moment
    match = _PART.search(before)
    if match is not None and not moment.vague and moment.mod is None and not moment.count:
        mod = _MODS[" ".join((match["adjective"] or match["noun"]).lower().split())]
        single = moment.precision not in {"day", "time"} or moment.weekday is not None
        if single and not (moment.precision == "day" and mod == "MID"):
            precision = "part-of-month" if moment.precision == "month" else moment.precision
            changed = replace(moment, mod=mod, precision=precision)
            return Atom(start=floor + match.start(), end=atom.end, moment=changed)
    match = _DAYPART.search(before)
    if match is not None and moment.precision == "day" and not moment.vague:
        part = _DAYPART_CODES[(match["part"] or match["over"]).lower()]
        start = atom.start if match["over"] else floor + match.start()
        return Atom(start=floor + match.start() if match["over"] else start, end=atom.end,
                    moment=replace(moment, part=part))  # fmt: skip
    return atom


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
    if (
        a.last
        or b.last
        or a.vague
        or b.vague
        or a.other
        or b.other
        or "time" in {a.precision, b.precision}
    ):
        return None
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


def _expression(
    parse: Parse, floor: int, atom: Atom, published: Published | None
) -> TimeExpression:
    text = parse.article.text
    before = text[max(floor, atom.start - 28) : atom.start]
    match = _PREPOSITION.search(before)
    word = " ".join(match["word"].lower().split()) if match else ""
    bound = _BOUNDS.get(word)
    start = atom.start - (len(before) - match.start()) if match else atom.start
    moment = atom.moment
    if match and not _takes(moment, word):
        start, word, bound = atom.start, "", None
    if moment.last is not None and word == "from":
        bound = None
    if word in {"around", "about", "circa"} and moment.mod is None:
        moment = replace(moment, mod="APPROX")
    tense = tense_at(parse, atom.start)
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
    )


def _takes(moment: Moment, word: str) -> bool:
    """Tell whether the preposition belongs to the expression ("about" does not to "now")."""
    if moment.vague:
        return word in {"by", "until", "till", "up to", "before", "since", "up until"}
    if moment.count:
        return word in {"in", "over", "during", "within", "throughout", "for"}
    return True


def _after_noun(parse: Parse, start: int) -> bool:
    tokens = parse.tokens(Span(max(0, start - 2), start)) if start else []
    return bool(tokens) and tokens[-1].pos_ in {"NOUN", "PROPN"}


def _published_text(published: Published) -> str:
    parts = (published.year, published.month, published.day)
    return "-".join(f"{part:02d}" for part in parts if part is not None)


def _bounded(value: str | None, bound: TimeBound | None) -> str | None:
    if value is None or bound is None or "/" in value or value.startswith("["):
        return value
    return f"{value}/.." if bound in {"start", "after"} else f"../{value}"


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


def tense_at(parse: Parse, position: int) -> Tense:
    """Return the tense of the verb that governs the words at the code point `position`.

    "future" also for plans and expectations ("is planned for September", "hopes to leave by …");
    "" where no verb governs them or its tense says nothing ("the September deadline").
    """
    tokens = parse.tokens(Span(position, position + 1))
    if not tokens:
        return ""
    for token in (tokens[0], *tokens[0].ancestors):
        if token.pos_ not in {"VERB", "AUX"} and token.tag_ not in {"VBD", "VBN", "VBP", "VBZ"}:
            continue
        return _tense_of(token)
    return ""


def _tense_of(verb: Token) -> Tense:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {helper.lower_ for helper in helpers}
    if (
        words & {"will", "shall", "would", "'ll", "wo", "ll", "may", "might", "could"}
        and "have" not in words
    ):
        return "future"
    if verb.lemma_ in _FUTURE_LEMMAS and (verb.tag_ != "VBD" or "to" in words):
        return "future"
    if "to" in words:
        head = verb.head
        if head.lemma_.lower() in _FUTURE_LEMMAS or head.lower_ in {
            "going",
            "due",
            "set",
            "likely",
        }:
            return "future"
    if verb.tag_ == "VBD" or words & {"was", "were", "had", "did", "has", "have"}:
        return "past"
    if verb.tag_ in {"VBN", "VBG"} and verb.dep_ in {"acl", "advcl"}:
        return "past" if verb.tag_ == "VBN" else ""
    if (
        verb.tag_ in {"VB", "VBN", "VBG"}
        and verb.dep_ in {"xcomp", "conj", "ccomp"}
        and verb.head != verb
    ):
        return _tense_of(verb.head) if verb.head.pos_ in {"VERB", "AUX"} else ""
    return ""
