"""Which words mean the line between two countries ("the border with Afghanistan")?

Only the line itself: in "border guards" or "the border town" the word describes something else.
A border of which the words name one side or none is completed by the resolver from the report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dateline.geo.reports.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.recognition.toponyms import Mention
    from dateline.geo.reports.article import Article

_HEAD: Final = re.compile(r"\b(?:borders?|frontiers?|boundary|boundaries)\b", re.IGNORECASE)
# What the border's own noun phrase may hold before the word itself.
_LEFT: Final = re.compile(
    r"(?:\b(?:the|its|their|our|his|her|this|that|a|whole|entire|total|common|shared|joint|mutual|"
    r"long|longest|porous|disputed|contested|land|state|national|international|external|internal|"
    r"southern|northern|eastern|western|south|north|east|west|remote|mountainous|rugged|volatile|"
    r"tense|closed|open|unfenced|sensitive|lengthy|inter-state|kilometer|kilometre|km|mile|"
    r"\d[\d,.]*[\s-]*(?:kilomet(?:er|re)|km|mile))[\s\u00a0-]+)+$",
    re.IGNORECASE,
)
_WITH: Final = re.compile(r"[\s\u00a0]+(?:with|to)[\s\u00a0]+(?:(?:the|neighbou?ring)[\s\u00a0]+)*")
_LENGTH: Final = re.compile(
    r"[\s\u00a0]+of[\s\u00a0]+(?:(?:about|around|nearly|almost|over|some|roughly|more[\s\u00a0]than)"
    r"[\s\u00a0]+)?\d[\d,.]*[\s\u00a0]*(?:kilomet(?:er|re)s?|km|miles?)(?=[\s\u00a0]+with\b)",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"[\s\u00a0]+(?:line[\s\u00a0]+)?(?:between|separating|dividing|of)[\s\u00a0]+(?:the[\s\u00a0]+)?"
)
_AND: Final = re.compile(r"[\s\u00a0]+(?:and|from)[\s\u00a0]+(?:the[\s\u00a0]+)?")
_PAIR: Final = re.compile(r"[\s\u00a0]*[-‐‑–—/][\s\u00a0]*|[\s\u00a0]+and[\s\u00a0]+")
_GAP: Final = re.compile(r"(?:[’']s)?[\s\u00a0]+")
# "border guards", "border post", "border-guard": the word describes another noun.
_MODIFIER: Final = re.compile(r"(?:[ \t\u00a0]+\r?\n?|\r?\n)[ \t\u00a0]*[^\W\d_]+|-[^\W\d_]+")
_NOT_NOUN: Final = frozenset(
    "with between and or to in on at of is was are were has had have by from for as near where "
    "which that who will would could should may might can must this into after before since "
    "until amid during over under again also now since because but while when if than about "
    "through along across against it they he she we not be been separating dividing remains "
    "stretches runs early late last on".split()
)
# "crossed the border illegally", "the border reopened": no noun that the word describes.
_ADVERB_OR_VERB: Final = re.compile(
    r"[^\W\d_]{3,}(?:ly|ed)|overnight|yesterday|today|tonight|twice|too"
)
_HEADLINE_WAY: Final = re.compile(
    r"\b(?:to|at|on|near|across|along|over|from)[\s\u00a0]+$", re.IGNORECASE
)
_DETERMINERS: Final = re.compile(r"\b(?:the|its|their|our|this|that)\b", re.IGNORECASE)
_SHARED: Final = re.compile(r"\bshar(?:e|es|ed|ing)[\s\u00a0]+[^.]{0,40}$", re.IGNORECASE)
_OWNED: Final = re.compile(r"\b(?:its|their|our)\b", re.IGNORECASE)


def find_borders(
    article: Article, mentions: Iterable[Mention], *, gazetteer: Gazetteer
) -> list[tuple[Span, tuple[str, ...]]]:
    """Find mentions of land borders as lines.

    Parameters
    ----------
    article
        The report.
    mentions
        Names and demonyms already found; the sides are looked for among them.
    gazetteer
        Knows which of them are countries.

    Returns
    -------
    list of (Span, sides)
        Words of the border and the country codes (alpha-2, sorted) that they name: none, one
        or two.
    """
    countries = {m.span: code for m in mentions if (code := country_code(m, gazetteer))}
    by_start = {span.start: span for span in countries}
    by_end = {span.end: span for span in countries}
    found = []
    for zone in article.zones:
        if zone.kind not in {"headline", "paragraph"}:
            continue
        for head in _HEAD.finditer(article.text, zone.span.start, zone.span.end):
            border = _border_at(
                head, article.text, zone.span.start, by_start, by_end,
                headline=zone.kind == "headline",
            )  # fmt: skip
            if border is not None:
                span, sides = border
                found.append((span, tuple(sorted({countries[side] for side in sides}))))
    return found


def country_code(mention: Mention, gazetteer: Gazetteer) -> str:
    """Return the country (alpha-2) that a name or demonym stands for, "" where none."""
    if mention.kind == "demonym":
        ids = gazetteer.demonym(mention.surface)
        return ids[0].removeprefix("country:") if ids and ids[0].startswith("country:") else ""
    for place, _ in gazetteer.candidates(mention.surface):
        if place.feature_code.startswith("PCL"):
            return place.country
    return ""


def _border_at(
    head: re.Match[str],
    text: str,
    floor: int,
    by_start: dict[int, Span],
    by_end: dict[int, Span],
    *,
    headline: bool = False,
) -> tuple[Span, list[Span]] | None:
    right, end = _right_sides(head, text, by_start)
    left, start = _left_sides(head.start(), text, floor, by_end)
    if not right and (_is_modifier(text, head.end()) or _is_verb(head, text, by_start)):
        return None
    if not right and not left:
        determiner = _DETERMINERS.search(text, start, head.start()) or _SHARED.search(
            text, max(0, head.start() - 60), head.start()
        )
        if determiner is None and headline:  # headlines leave articles out
            determiner = _HEADLINE_WAY.search(text, max(floor, start - 12), start)
        if determiner is None or head.group().lower() in {"boundary", "boundaries", "borders"}:
            return None
    shared = len(right) == 1 and _SHARED.search(text, max(0, start - 40), start)
    if not left and (shared or (not right and _OWNED.match(text, start))):
        left = _owner(text, start, floor, by_end)
    return Span(start, end), left + right


def _owner(text: str, start: int, floor: int, by_end: dict[int, Span]) -> list[Span]:
    """The country named last before "its border" or "shares a border" in the same sentence."""
    stop = max(text.rfind(". ", floor, start), text.rfind("\n", floor, start), floor)
    ends = [end for end in by_end if stop <= end <= start]
    return [by_end[max(ends)]] if ends else []


def _right_sides(
    head: re.Match[str], text: str, by_start: dict[int, Span]
) -> tuple[list[Span], int]:
    length = _LENGTH.match(text, head.end())
    joint = _WITH.match(text, length.end() if length else head.end())
    if joint and joint.end() in by_start:
        side = by_start[joint.end()]
        return [side], side.end
    joint = _BETWEEN.match(text, head.end())
    if joint and joint.end() in by_start:
        first = by_start[joint.end()]
        link = _AND.match(text, first.end)
        if link and link.end() in by_start:
            second = by_start[link.end()]
            return [first, second], second.end
    return [], head.end()


def _left_sides(
    start: int, text: str, floor: int, by_end: dict[int, Span]
) -> tuple[list[Span], int]:
    start = _extend_left(text, floor, start)
    side = _ending_before(text, start, by_end)
    if side is None:
        return [], start
    sides = [side]
    other = _ending_before(text, side.start, by_end, _PAIR)
    if other is not None:
        sides.insert(0, other)
    return sides, _extend_left(text, floor, sides[0].start)


def _extend_left(text: str, floor: int, start: int) -> int:
    window = max(floor, start - 80)
    match = _LEFT.search(text, window, start) if start > window else None
    return match.start() if match else start


def _ending_before(
    text: str, start: int, by_end: dict[int, Span], joint: re.Pattern[str] = _GAP
) -> Span | None:
    for end in range(start - 1, max(-1, start - 6), -1):
        if end in by_end and joint.fullmatch(text, end, start):
            return by_end[end]
    return None


def _is_verb(head: re.Match[str], text: str, by_start: dict[int, Span]) -> bool:
    """Whether the word is a verb: "Poland borders Ukraine"."""
    after = _GAP.match(text, head.end())
    return head.group().lower() == "borders" and after is not None and after.end() in by_start


def _is_modifier(text: str, end: int) -> bool:
    match = _MODIFIER.match(text, end)
    if match is None:
        return False
    word = match.group().strip(" \u00a0-\n")
    return word not in _NOT_NOUN and not _ADVERB_OR_VERB.fullmatch(word)
