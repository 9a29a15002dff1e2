"""Which numbers of two claims count the same, and which of those cannot both be right?

A number is held against another only where both count the same thing of the same fate: "12 soldiers
killed" and "9 soldiers wounded" are two facts, and so are the dead of two armies.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.quantities.quantities import KM_PER_UNIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.layers.claims.claims import Claim
    from dateline.layers.quantities.quantities import Quantity
    from dateline.layers.report_sets import ReportClaims

NEAR_COUNT: Final = 0.05  # two counts that differ by less may be one count, rounded
NEAR_MEASURE: Final = 0.1
ABOUT: Final = 0.2  # how far "about 4,000" may reach to either side
_FATES: Final = {
    "killed": "kill dead die death perish slay martyr fatality toll",
    "wounded": "wound injure hurt injury",
    "missing": "missing",
    "captured": "capture detain arrest imprison",
    "abducted": "abduct kidnap",
    "displaced": "displace flee uproot evacuate",
    "sent": "send deploy dispatch move station redeploy mass",
    "destroyed": "destroy knock burn",
    "downed": "down shoot intercept",
    "crossed": "cross arrive enter",
    "surrendered": "surrender",
    "released": "release free exchange",
    "fired": "fire launch hit shell",
}
_FATE_OF: Final = {word: fate for fate, words in _FATES.items() for word in words.split()}
_KINDS: Final = {
    "troop": "soldier troop serviceman servicewoman military conscript",
    "people": "people person villager resident inhabitant individual man national",
    "civilian": "civilian",
    "fighter": "fighter militant rebel insurgent gunman terrorist jihadist extremist",
    "officer": "officer policeman police",
    "refugee": "refugee migrant",
}
_KIND_OF: Final = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_FATAL: Final = frozenset({"killed", "wounded", "missing", "displaced"})
_SUM: Final = re.compile(
    r"\b(?:so\s+far|since|this\s+year|in\s+total|to\s+date|overall|over\s+the\s+past|in\s+the\s+past|altogether)\b",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"\b(?:including|of\s+whom|of\s+them|among\s+them|among\s+whom|another|other|more|further|additional)\s*"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(r"\s*(?:other|more|further|of\s+(?:them|whom))\b", re.IGNORECASE)
_WHOLE_SHARES: Final = {"percent": 0.01, "fraction": 1.0}
_UNCOUNTED: Final = frozenset({"hour", "price"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of a claim with all that must agree before another may contradict it.

    Attributes
    ----------
    key
        Unit, fate and kind of what is counted.
    sides
        Capitalised words beside the number: whose soldiers.
    low, high
        Least and greatest value that the words allow.
    measure
        Whether it is measured and not counted.
    agent
        Lemma of who did it to those counted, "" where not said; of the dead and wounded it is left
        out, since "the blast" and "the bomb" may be one.
    total
        Whether the words make it a sum over time.
    words
        The number with what it counts, for the reader.
    """

    key: tuple[str, ...]
    sides: frozenset[str]
    low: float
    high: float
    measure: bool
    agent: str
    total: bool
    words: str


def counts_of(report: ReportClaims, claim: Claim) -> tuple[Count, ...]:
    """Return the numbers of a claim that another report's numbers may be held against."""
    out = []
    content = report.article.slice(claim.content)
    for quantity in claim.quantities:
        start = quantity.span.start - claim.content.start
        end = quantity.span.end - claim.content.start
        if quantity.derived_from or quantity.unit in _UNCOUNTED:
            continue
        if _PART.search(content[:start]) or _OTHERS.match(content, end):
            continue  # some of those counted elsewhere, or others beside them
        low, high = _limits(quantity)
        scale = KM_PER_UNIT.get(quantity.unit) or _WHOLE_SHARES.get(quantity.unit) or 1.0
        key, sides, words = _counted(report, claim, quantity)
        if key is None:
            continue
        out.append(
            Count(
                key=key,
                sides=sides,
                low=low * scale,
                high=high * scale,
                measure=quantity.unit in KM_PER_UNIT or quantity.unit in _WHOLE_SHARES,
                agent="" if key[0] in _FATAL else _agent(report, quantity),
                total=bool(_SUM.search(content)),
                words=words,
            )
        )
    return tuple(out)


def _limits(quantity: Quantity) -> tuple[float, float]:
    value = quantity.value
    if quantity.low is not None and quantity.high is not None:
        return quantity.low, quantity.high
    if quantity.modifier == "approximately":
        return value * (1 - ABOUT), value * (1 + ABOUT)
    if quantity.modifier in {"more_than", "at_least"}:
        return value, math.inf
    if quantity.modifier in {"less_than", "at_most"}:
        return 0.0, value
    return value, value


def _counted(
    report: ReportClaims, claim: Claim, quantity: Quantity
) -> tuple[tuple[str, ...] | None, frozenset[str], str]:
    """Return what is counted: its key, whose it is, and the words for the reader."""
    said = " ".join(quantity.text.split())
    if quantity.unit in KM_PER_UNIT:
        kind = claim.type or ""
        return (("length", kind) if kind else None), frozenset(), said
    if quantity.unit in _WHOLE_SHARES:
        of = " ".join((quantity.of or "").lower().split()).removeprefix("the ")
        return (("share", claim.type or "", of) if claim.type else None), frozenset(), said
    nearby, fate = _fate(report, claim, quantity)
    noun, sides, named = _noun(nearby)
    if not fate and not noun:
        return None, frozenset(), said
    if not noun and fate in _FATAL and quantity.unit in {"person", ""}:
        noun = "people"
    kind = _KIND_OF.get(noun, noun)
    place = claim.type or "" if not fate else ""
    words = " ".join(word for word in (said, named, fate) if word)
    return (fate or place, kind), sides, words


def _fate(report: ReportClaims, claim: Claim, quantity: Quantity) -> tuple[list[Token], str]:
    """Return the tokens of the noun phrase behind a number, and what became of those counted.

    A verb right before the number ("killing at least 12 …") goes before one behind it.
    """
    tokens = report.parse.tokens(claim.content)
    number = {t.i for t in report.parse.tokens(quantity.span)}
    stops = {
        t.i for q in claim.quantities if q is not quantity for t in report.parse.tokens(q.span)
    }
    first, last = min(number), max(number)
    phrase: list[Token] = []
    after = ""
    open_phrase = True
    for token in (t for t in tokens if t.i > last):
        if token.i in stops or token.lower_ in {"while", "but"} or token.text in ";:":
            break
        if open_phrase and token.pos_ in {"NOUN", "PROPN", "ADJ"} and not _is_fate(token):
            phrase.append(token)
        elif open_phrase and not (token.text == "-" or token.lower_ == "of"):
            open_phrase = _is_fate(token) and not phrase  # "41 wounded soldiers"
        if not after and _is_fate(token):
            after = _FATE_OF[token.lemma_.lower()]
    before = ""
    for token in reversed([t for t in tokens if t.i < first]):
        if token.i in stops or token.lower_ in {"and", "but"}:
            break
        if _is_fate(token) and token.tag_ != "NN":
            before = _FATE_OF[token.lemma_.lower()]
            break
        if token.pos_ in {"NOUN", "PROPN", "AUX"}:
            break
    return phrase, before or after


def _agent(report: ReportClaims, quantity: Quantity) -> str:
    """Return the lemma of the subject whose object the number is, "" where there is none."""
    for token in report.parse.tokens(quantity.span):
        for above in token.ancestors:
            if above.pos_ == "VERB":
                return next((t.lemma_.lower() for t in above.children if t.dep_ == "nsubj"
                             and t.i < token.i), "")  # fmt: skip
    return ""


def _is_fate(token: Token) -> bool:
    return token.lemma_.lower() in _FATE_OF and token.lower_ not in {"down", "fire", "free"}


def _noun(phrase: Sequence[Token]) -> tuple[str, frozenset[str], str]:
    """Return the lemma of the thing counted, the capitalised words beside it, and all its words."""
    if not phrase:
        return "", frozenset(), ""
    head = next((t for t in reversed(phrase) if t.pos_ == "NOUN"), phrase[-1])
    sides = frozenset(t.lemma_.lower() for t in phrase if t.text[:1].isupper() and t is not head)
    return head.lemma_.lower(), sides, " ".join(t.text for t in phrase)


def differ(one: Count, other: Count) -> bool:
    """Whether two numbers count the same and cannot both be right."""
    if one.key != other.key or one.sides != other.sides or one.total != other.total:
        return False
    if one.agent and other.agent and one.agent != other.agent:
        return False
    gap = max(one.low, other.low) - min(one.high, other.high)
    largest = max(x for x in (one.low, other.low, one.high, other.high) if math.isfinite(x))
    near = NEAR_MEASURE if one.measure else NEAR_COUNT
    return gap > near * largest


def agree(one: Count, other: Count) -> bool:
    """Whether two numbers count the same and are nearly equal, both with an upper end."""
    same = one.key == other.key and one.sides == other.sides and one.total == other.total
    finite = math.isfinite(one.high) and math.isfinite(other.high)
    return same and finite and not differ(one, other)
