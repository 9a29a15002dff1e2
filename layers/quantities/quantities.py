"""How much, how many, of what?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.geo.reports.article import Span
from dateline.layers.quantities.counted import counted_words, kind_of, named_unit
from dateline.layers.quantities.numbers import DIGITS, FRACTION, PLURAL, VAGUE, WORDS, read_number
from dateline.layers.quantities.units_of_measure import AFTER_NUMBER, BEFORE_NUMBER
from dateline.layers.times.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.layers.times.times import TimeExpression

KM_PER_UNIT: Final = {
    "kilometre": 1.0, "metre": 0.001, "mile": 1.609344, "nautical_mile": 1.852, "foot": 0.0003048,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, modifier and what it counts.

    Attributes
    ----------
    value
        Normalised number; fractions as in 2/3 = 0.6667. "free of charge" is a price of 0.
    unit
        "kilometre", "fraction", "percent", "person", "USD", "vehicle", "price" …; "" for bare counts.
    modifier
        "approximately", "more_than", "less_than", "at_least", "at_most", None.
    of
        The words for what is counted, None where not said.
    low, high
        For ranges ("20 to 30"); both None otherwise.
    derived_from
        The words that a computed figure comes from (`derived`); empty where the report states it.
    """

    span: Span
    text: str
    value: float
    unit: str
    modifier: str | None = None
    of: str | None = None
    low: float | None = None
    high: float | None = None
    derived_from: tuple[str, ...] = ()


_MODIFIERS: Final = {
    "about": "approximately", "approximately": "approximately", "around": "approximately",
    "roughly": "approximately", "some": "approximately", "nearly": "approximately",
    "almost": "approximately", "close to": "approximately", "an estimated": "approximately",
    "over": "more_than", "more than": "more_than", "in excess of": "more_than",
    "above": "more_than", "at least": "at_least", "no fewer than": "at_least",
    "no less than": "at_least", "not less than": "at_least", "a minimum of": "at_least",
    "up to": "at_most", "as many as": "at_most", "at most": "at_most", "as much as": "at_most",
    "no more than": "at_most", "a maximum of": "at_most", "not more than": "at_most",
    "less than": "less_than", "fewer than": "less_than", "under": "less_than",
    "below": "less_than", "just over": "more_than", "well over": "more_than",
    "just under": "less_than", "only": None, "the": None,
}  # fmt: skip
_AFTER: Final = {"or more": "at_least", "or so": "approximately", "or less": "at_most",
                 "or fewer": "at_most"}  # fmt: skip


def _alternatives(words: Sequence[str]) -> str:
    longest = sorted((word for word in words if word), key=len, reverse=True)
    return "|".join(word.replace(" ", r"\s+") for word in longest)


_NUMBER: Final = rf"(?:{FRACTION}(?![\w])|{DIGITS}(?![\d])|\b{PLURAL}\b|\b{WORDS}\b)"
_OPENING: Final = (
    rf"(?:\b(?P<mod>{_alternatives([w for w, m in _MODIFIERS.items() if m])})\s+(?:the\s+|an?\s+(?=half))?)?"
    rf"(?:\b(?P<between>between|from)\s+)?(?P<before>{BEFORE_NUMBER})?\s?"
    rf"(?<![\w./:+-])(?<!\d,)(?P<number>{_NUMBER})"
)
_CLOSING: Final = (
    rf"(?P<plus>\+)?(?P<unit>{AFTER_NUMBER})?(?:\s+(?P<after>{_alternatives(list(_AFTER))})\b)?"
)
_RANGE: Final = re.compile(
    rf"{_OPENING}(?P<joint>\s?[-\u2010-\u2015]\s?|\s+(?:to|or)\s+|\s+and\s+)(?:{BEFORE_NUMBER})?"
    rf"(?P<high>{_NUMBER}){_CLOSING}",
    re.IGNORECASE,
)
_SINGLE: Final = re.compile(rf"{_OPENING}(?P<joint>)(?P<high>){_CLOSING}", re.IGNORECASE)
_FREE: Final = re.compile(
    r"\b(?:free\s+of\s+charge|at\s+no\s+cost|without\s+charge|for\s+free)\b", re.IGNORECASE
)
# Words before a number that make it a name or a label.
_LABEL_BEFORE: Final = re.compile(
    r"\b(?:Resolution|Article|Highway|Route|Road|Unit|Flight|Channel|No\.?|Nr\.?|Number|Chapter|Section|"
    r"Order|Decree|Law|Protocol|Brigade|Battalion|Division|Regiment|Grade|Phase|Area|Zone|Camp|Block|Sector|"
    r"Point|Checkpoint|Hill|Height|Mark|Type|Gate|Level|Annex|Page|Stage|Version|Boeing|Airbus|MiG|Base|"
    r"Group\s+of|G|aged?|tel\.?|phone|paragraph|item)\s+$",
    re.IGNORECASE,
)
_LIST_MARK: Final = re.compile(r"[.)]\s")
_NOT_AFTER: Final = re.compile(
    r"[-\s]?(?:mm\b|millimet|calib|caliber|years?[-\s]old|st\b|nd\b|rd\b|th\b)|:\d|/\d|[,.]\d|[-\u2010-\u2015]\d|"
    r"\s+o[\u2019']clock|\s?(?:GMT|UTC|[ap]\.?m\b)",
    re.IGNORECASE,
)
_DURATION: Final = re.compile(
    r"[\s-]+(?:more\s+)?(?:second|minute|hour|day|night|week|month|year|decade)s?\b", re.IGNORECASE
)
_JOINED_WORD: Final = re.compile(r"-[A-Za-z]")
_RATIO: Final = re.compile(r"\s(?:in|out\s+of)\s", re.IGNORECASE)
# "The two countries" says which, not how many.
_PAIR: Final = re.compile(r"\bthe\s+$", re.IGNORECASE)
_BY: Final = re.compile(r"\bby\s+$", re.IGNORECASE)
_PAIRED: Final = re.compile(
    r"(?<=\btwo)\s+(?:\w+\s+)?(?:countries|sides|parties|states|nations|neighbou?rs|governments|"
    r"leaders|presidents|ministers|capitals|armies|peoples|republics)\b",
    re.IGNORECASE,
)
_ONE: Final = frozenset({"one", "zero", "half"})
_FRACTION: Final = re.compile(FRACTION, re.IGNORECASE)


def to_km(quantity: Quantity) -> float | None:
    """Return a length in kilometres, None where the quantity is no length.

    Examples
    --------
    >>> span = Span(0, 8)
    >>> to_km(Quantity(span=span, text="10 miles", value=10.0, unit="mile"))
    16.09344
    >>> to_km(Quantity(span=span, text="10 tanks", value=10.0, unit="vehicle")) is None
    True
    """
    factor = KM_PER_UNIT.get(quantity.unit)
    return None if factor is None else quantity.value * factor


def find_quantities(
    parse: Parse, *, times: Sequence[TimeExpression] | None = None
) -> tuple[Quantity, ...]:
    """Find the quantities of headline and paragraphs.

    Parameters
    ----------
    parse
        The report; its noun phrases say what a number counts.
    times
        As from `find_times` where the caller has them already; by default found here.

    Returns
    -------
    tuple of Quantity
        Sorted, not overlapping. Values and units are as stated: miles stay miles (`to_km`
        converts lengths). Not quantities: dates and years, durations and ages, clock times, unit
        numbers and designations ("201st", "T-72", "Resolution 1701"), calibres, list numbers.

    Notes
    -----
    "Dozens", "hundreds of", "tens of thousands" have the least value that the plural allows (24,
    200, 20,000) with modifier "at_least"; "several hundred" likewise. A range has its middle as
    value and its ends in `low` and `high`.
    """
    text = parse.article.text
    found_times = find_times(parse) if times is None else times
    spans = [expression.core_span for expression in found_times]
    found: list[Quantity] = []
    for zone in parse.article.zones:
        if zone.kind not in {"headline", "paragraph"}:
            continue
        window = text[: zone.span.end]
        for match in _matches(window, zone.span.start, spans):
            quantity = _quantity(parse, match, zone.span.start)
            if quantity is not None:
                found.append(quantity)
        for match in _FREE.finditer(window, zone.span.start):
            span = Span(match.start(), match.end())
            found.append(Quantity(span=span, text=match.group(), value=0.0, unit="price"))
    return tuple(sorted(found, key=lambda quantity: quantity.span))


def _matches(window: str, start: int, times: Sequence[Span]) -> Iterator[re.Match[str]]:
    """Yield the matches whose numbers are no time; a time inside only moves the search on."""
    position = start
    while (match := _SINGLE.search(window, position)) is not None:
        both = _RANGE.match(window, match.start())
        if both is not None and _is_range(both):
            match = both
        low, high = match.start("number"), max(match.end("number"), match.end("high"))
        clash = next((span for span in times if span.start < high and low < span.end), None)
        if clash is None:
            yield match
            position = match.end()
        else:
            position = max(low + 1, min(clash.end, match.end()))


def _quantity(parse: Parse, match: re.Match[str], floor: int) -> Quantity | None:
    text = parse.article.text
    joined = bool(match["high"])
    number_end = match.end("high") if joined else match.end("number")
    unit = named_unit(match["before"] or match["unit"] or "")
    if not unit and _is_label(match, text, floor, number_end):
        return None
    opening = ["mod", "between", "before"] if joined else ["mod", "before"]
    start = min(match.start(group) for group in (*opening, "number") if match[group])
    tokens = parse.tokens(Span(match.start("number"), number_end))
    counted = counted_words(parse, tokens, match.end())
    if unit.isupper():  # money
        counted = None
    ratio = _RATIO.search(match["number"]) is not None
    fraction = ratio or bool(_FRACTION.fullmatch(match["number"]))
    if fraction and not unit and not ratio and not _is_share(text, start, number_end):
        return None
    if ratio and not 0 < read_number(match["number"]) < 1:
        return None
    if _PAIR.search(text[max(0, start - 5) : start]) and _PAIRED.match(text, number_end):
        return None
    if not unit and not fraction:
        unit, counted = kind_of(parse, counted, tokens, match.end())
    unit = unit or "fraction" * fraction
    if not _counts_something(match, unit, counted, tokens):
        return None
    return _build(parse, match, Span(start, match.end()), unit, counted)


def _build(
    parse: Parse, match: re.Match[str], span: Span, unit: str, counted: Span | None
) -> Quantity:
    value = low = read_number(match["number"])
    high = read_number(match["high"]) if match["high"] else value
    if match["high"]:
        low, high = _same_scale(match, low, high)
        value = (low + high) / 2
    if match["before"] and (match["unit"] or "").strip() == "m":  # "$3m" is money, not metres
        value, low, high = value * 1e6, low * 1e6, high * 1e6
    return Quantity(
        span=span,
        text=parse.article.slice(span),
        value=value,
        unit=unit,
        modifier=_modifier(match),
        of=parse.article.slice(counted) if counted else None,
        low=low if match["high"] else None,
        high=high if match["high"] else None,
    )


def _same_scale(match: re.Match[str], low: float, high: float) -> tuple[float, float]:
    """Read "2 to 3 million" as two million to three million."""
    scale = re.search(r"(hundred|thousand|million|billion|bn|k)$", match["high"], re.IGNORECASE)
    if (
        scale
        and not re.search(scale[1] + r"\b", match["number"], re.IGNORECASE)
        and low < 1000 <= high
    ):
        low *= read_number(f"1 {scale[1]}")
    return low, high


def _is_range(match: re.Match[str]) -> bool:
    joint = match["joint"].strip().lower()
    if joint == "and" and (match["between"] or "").lower() != "between":
        return False
    low, high = read_number(match["number"]), read_number(match["high"])
    scaled = _same_scale(match, low, high)[0]
    return scaled < high and not (
        joint == "to" and match["between"] is None and high > 100 * scaled
    )


def _modifier(match: re.Match[str]) -> str | None:
    if match["mod"]:
        return _MODIFIERS[" ".join(match["mod"].lower().split())]
    if match["after"]:
        return _AFTER[" ".join(match["after"].lower().split())]
    if match["plus"] or re.fullmatch(PLURAL, match["number"], re.IGNORECASE):
        return "at_least"
    return "at_least" if VAGUE.match(match["number"]) else None


def _is_label(match: re.Match[str], text: str, floor: int, end: int) -> bool:
    """Tell whether the number is part of a name, a duration, an age or a list mark."""
    start = match.start("number")
    before = text[max(floor, start - 16) : start]
    if _NOT_AFTER.match(text, end) or _DURATION.match(text, end):
        return True
    if _JOINED_WORD.match(text, end) and not re.match(r"-(?:strong|man|member)\b", text[end:]):
        return True
    if match["mod"] is None and _LABEL_BEFORE.search(before):
        return True
    line_start = text.rfind("\n", floor, start) + 1 or floor
    if not text[line_start:start].strip() and _LIST_MARK.match(text, end):
        return True
    return bool(
        match["number"][0].isupper() and before.strip() and before.rstrip()[-1] not in '.!?«“":;'
    )


def _is_share(text: str, start: int, end: int) -> bool:
    """Tell whether a fraction is one of something: "a third of it", "fell by a third"."""
    if _BY.search(text[max(0, start - 4) : start]):
        return True
    return bool(
        re.compile(r"\s+(?:of|the|its|their|his|her|that|those|a|as\s+(?:much|many))\b").match(
            text, end
        )
    )


def _counts_something(
    match: re.Match[str], unit: str, counted: Span | None, tokens: Sequence[Token]
) -> bool:
    if match["number"].lower() in _ONE and re.compile(r"\s+of\b").match(match.string, match.end()):
        return match["number"].lower() == "half"
    if unit or match["mod"]:
        return unit != "" or match["number"].lower() not in _ONE
    if match["number"].lower() in _ONE:
        return False
    if counted is not None:
        return True
    return bool(tokens) and tokens[-1].dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "attr"}
