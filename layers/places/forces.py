"""Which unit or base do the words of a claim set at a place?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.geo.reports.article import Span

if TYPE_CHECKING:
    from dateline.geo.gazetteer.places import Place
    from dateline.geo.reports.article import Article
    from dateline.layers.features import Use

_BASE_CODES: Final = frozenset({"AIRB", "MILB", "INSM", "NVB"})
UNIT_KINDS: Final = (
    "base", "brigade", "division", "regiment", "battalion", "army", "corps", "fleet", "squadron",
    "wing", "flotilla", "company", "contingent", "garrison", "group", "battery", "command",
    "legion", "platoon", "squad",
)  # fmt: skip
_INVARIANT: Final = frozenset({"corps"})
_KINDS: Final = "|".join((*UNIT_KINDS, "military district"))
_NUMBERED: Final = re.compile(
    rf"\b(?P<number>\d+(?:st|nd|rd|th))(?P<between>(?:\s+(?!and\b|or\b)[\w\u2019'-]+){{0,5}}?)\s+"
    rf"(?P<kind>{_KINDS})(?P<plural>s?)\b",
    re.IGNORECASE,
)
_SITE: Final = re.compile(
    r"\b(?P<between>(?:[A-Z][\w-]+\s+){0,2}(?:military|naval|air|army|marine|drone)\s+)"
    r"(?P<kind>base|station|garrison|outpost)\b|\b(?P<one>airbase|garrison|barracks|outpost)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit or base: `key` is the same however it is written ("201st base")."""

    key: str
    words: str


def plural(kind: str) -> str:
    """Return the plural of a kind of unit.

    Examples
    --------
    >>> plural("battery"), plural("corps"), plural("brigade")
    ('batteries', 'corps', 'brigades')
    """
    if kind in _INVARIANT:
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def is_base_place(place: Place) -> bool:
    """Tell whether the gazetteer files the place as a military base or airbase."""
    return place.feature_class == "S" and place.feature_code in _BASE_CODES


def find_unit(text: str, *, sites: bool = False) -> Unit | None:
    """Return the first unit with a number that the words name.

    Parameters
    ----------
    sites
        Also take a base without a number ("the naval base").

    Examples
    --------
    >>> find_unit("The 4th Guards Tank Division crossed").words
    '4th Guards Tank Division'
    >>> find_unit("the 4th of May") is None
    True
    """
    match = _NUMBERED.search(text)
    if match is not None:
        words = " ".join(match.group().split())
        return Unit(key=_key(match), words=words)
    match = _SITE.search(text) if sites else None
    if match is None:
        return None
    words = " ".join(match.group().split())
    return Unit(key=words.lower(), words=words[0].upper() + words[1:])


def unit_key(words: str) -> str | None:
    """Return the key of the numbered unit that the last of the words names, None for none.

    Examples
    --------
    >>> unit_key("the 4th Division's 12th Mountain Brigade"), unit_key("the brigade")
    ('12th brigade', None)
    """
    for match in _NUMBERED.finditer(words):
        if match.end() == len(words):
            return _key(match)
    return None


def _key(match: re.Match[str]) -> str:
    return f"{match['number']} {match['kind']}".lower()


def unit_named(article: Article, use: Use, *, typed: bool) -> Unit | None:
    """Return the unit or base that a claim sets at a place.

    Parameters
    ----------
    typed
        Whether the claim's type says that something is based or deployed; only then may the
        unit's name stand anywhere in the claim's sentence.
    """
    own = find_unit(use.words.text, sites=True) if use.words.text else None
    if own is not None or not typed:
        return own
    for words in (article.slice(use.claim.content), *(actor.text for actor in use.claim.actors)):
        unit = find_unit(words, sites=True)
        if unit is not None:
            return unit
    sentence = use.claim.sentence
    before = article.slice(Span(sentence.start, max(sentence.start + 1, use.claim.content.end)))
    return find_unit(before, sites=True)
