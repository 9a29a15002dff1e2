"""Which names stand where only a place can: in a list, behind "12 km from" or "the village of"?

The model of `geo/recognition/place_names.py` looks at one word and its neighbours. Villages that no gazetteer has
are missed by it in the middle of a list ("in Badme, Shilalo and Barentu"), though what stands around
them says what they are; so are towns after a distance ("within 5 km of Leposavić") and a capital that
stands alone ("Algiers replied").
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from dateline.geo.recognition.lexicon import AGENCIES, CALENDAR, LOCATIVE, ORGANISATIONS
from dateline.geo.recognition.name_spans import NameSpan
from dateline.geo.recognition.word_features import word_classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.recognition.report_evidence import ReportEvidence
    from dateline.geo.recognition.word_features import ZoneWords
    from dateline.geo.words import Word

LONGEST: Final = 3  # words of a name in a list
_COMMA: Final = re.compile(r",\s+")
_SPACE: Final = re.compile(r"\s+")
_ENDS: Final = re.compile(r"\s*(?:[.;:)]|,\s|\Z)")
_JOINING: Final = frozenset({"and", "or"})
# Words that say of a whole list that it is one of places ("the villages of X, Y and Z").
_PLURALS: Final = frozenset(
    "villages towns settlements hamlets cities districts communes localities municipalities posts "
    "crossings outposts camps".split()
)
_DISTANCES: Final = re.compile(
    r"\b\d[\d.,]*\s?(?:km|kilomet(?:re|er)s?|miles?|nautical\smiles?|nm)"
    r"(?:\s(?:to\sthe\s)?(?:(?:north|south)(?:[\s-]?(?:east|west))?|east|west)(?:ern)?)?\s(?:of|from)\s\Z",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(
    r"\b(?:villages?|towns?|settlements?|hamlets?)\s(?:of|called|named)\s\Z", re.IGNORECASE
)
_OTHER: Final = frozenset({"title", "org", "agency", "cal", "given", "street", "acr", "cap"})


def listed_names(
    zones: Sequence[ZoneWords], found: Sequence[NameSpan], evidence: ReportEvidence
) -> list[NameSpan]:
    """Return the names that the words around them make places, none of `found` among them.

    Parameters
    ----------
    zones
        The zones that are read.
    found
        Names of places found so far.
    evidence
        What the report tells of words: persons are left out.

    Returns
    -------
    list of NameSpan
        In reading order.
    """
    persons = _persons(zones, evidence)
    known = {(name.start, name.end) for name in found}
    taken = {position for name in found for position in range(name.start, name.end)}
    out: list[NameSpan] = []
    for zone in zones:
        if zone.headline:
            continue
        here = {name.start: name for name in found if name.words is zone.words}
        done = -1
        for index in range(len(zone.words)):
            if index <= done or not zone.words[index].capital:
                continue
            items = list(_list_from(zone, index, here))
            if len(items) > 1:
                done = items[-1].last
                if _is_of_places(zone, items, known):
                    out += [i for i in items if _may_add(i, taken, persons)]
            elif _is_said(zone, index):
                name = here.get(zone.words[index].start) or _run(zone, index)
                if _may_add(name, taken, persons):
                    out.append(name)
    return out


def lone_capitals(
    zones: Iterable[ZoneWords],
    found: Sequence[NameSpan],
    evidence: ReportEvidence,
    gazetteer: Gazetteer,
) -> list[NameSpan]:
    """Return capitals that stand alone and are no person's name: "Algiers replied".

    Parameters
    ----------
    zones, found, evidence
        As for `listed_names`.
    gazetteer
        Knows the capitals.

    Returns
    -------
    list of NameSpan
        None of `found` among them.
    """
    taken = {position for name in found for position in range(name.start, name.end)}
    more = []
    for zone in zones:
        for index, (run, part) in zone.cover.items():
            word = zone.words[index]
            if part != "S" or run.info.kind not in {"capital", "admin1"} or word.start in taken:
                continue
            after = zone.words[index + 1] if index + 1 < len(zone.words) else None
            beside = (word.joint and index > 0 and zone.words[index - 1].capital) or (
                after is not None and after.joint and after.capital
            )
            person = "given" in word_classes(word.text) or (
                word.text.casefold() in evidence.person_words
            )
            if not (beside or person or word.text.isupper()) and any(
                place.feature_code == "PPLC" and kind == "name"
                for place, kind in gazetteer.candidates(word.text)
            ):
                more.append(NameSpan(zone.words, index, index))
    return more


def _run(zone: ZoneWords, index: int) -> NameSpan:
    """Return the capitalised words from `index` on that only spaces part."""
    words, last = zone.words, index
    while last + 1 < len(words) and last - index + 1 < LONGEST:
        following = words[last + 1]
        if not (following.capital and _tied(zone.text[words[last].end : following.start])):
            break
        last += 1
    return NameSpan(words, index, last)


def _tied(between: str) -> bool:
    return between in {" ", "\u00a0", "-", "‐", "‑"}


def _list_from(zone: ZoneWords, index: int, here: dict[int, NameSpan]) -> Iterator[NameSpan]:
    """Yield the names of the list that begins at a word, up to and with the one behind "and"."""
    words, text = zone.words, zone.text
    while True:
        name = here.get(words[index].start) or _run(zone, index)
        yield name
        following = name.last + 1
        if following >= len(words):
            return
        gap = text[name.end : words[following].start]
        if words[following].text in _JOINING and (_SPACE.fullmatch(gap) or _COMMA.fullmatch(gap)):
            last = following + 1
            if last < len(words) and words[last].capital and words[last].joint:
                yield here.get(words[last].start) or _run(zone, last)
            return
        if not (words[following].capital and _COMMA.fullmatch(gap)):
            return
        index = following


def _is_of_places(zone: ZoneWords, items: Sequence[NameSpan], known: set[tuple[int, int]]) -> bool:
    """Whether a list ends in "and" and what stands before, in or behind it tells of places."""
    words, last = zone.words, items[-1]
    joined = words[last.first - 1].text in _JOINING if last.first else False
    if not joined:
        return False
    placed = [item for item in items if (item.start, item.end) in known]
    before = [w.text.casefold() for w in words[max(0, items[0].first - 2) : items[0].first]]
    located = bool(before) and words[items[0].first].joint and before[-1] in LOCATIVE
    called = len(before) == 2 and before[0] in _PLURALS and before[1] in {"of", "around", "near"}
    ends = _ENDS.match(zone.text, last.end) is not None
    after = words[last.last + 1] if last.last + 1 < len(words) else None
    contained = _contained(words, last, known)
    if not (ends or contained or (after is not None and after.text.casefold() in LOCATIVE)):
        return False  # "in Kabul, Ghani and Karzai met"
    if called or contained:
        return bool(placed)
    return located and 2 * len(placed) >= len(items) and (items[0].start, items[0].end) in known


def _contained(words: Sequence[Word], last: NameSpan, known: set[tuple[int, int]]) -> bool:
    """Whether "of the Gazakh District" or "in Tavush" follows the list."""
    index = last.last + 1
    if index >= len(words) or words[index].text not in {"of", "in"}:
        return False
    index += 1
    if index < len(words) and words[index].text == "the":
        index += 1
    return index < len(words) and any(words[index].start == start for start, _ in known)


def _is_said(zone: ZoneWords, index: int) -> bool:
    """Whether a distance or "the village of" stands before a word."""
    start = zone.words[index].start
    before = zone.text[max(0, start - 60) : start]
    return _DISTANCES.search(before) is not None or _CALLED.search(before) is not None


def _persons(zones: Iterable[ZoneWords], evidence: ReportEvidence) -> frozenset[str]:
    """Return the words of persons' names that stand more than once: of others nothing else is known."""
    counts = Counter(word.text.casefold() for zone in zones for word in zone.words)
    return frozenset(word for word in evidence.person_words if counts[word] > 1)


def _may_add(name: NameSpan, taken: set[int], persons: frozenset[str]) -> bool:
    if not taken.isdisjoint(range(name.start, name.end)):
        return False
    for word in name.words[name.first : name.last + 1]:
        lower = word.text.casefold()
        if lower in persons or lower in CALENDAR or lower in AGENCIES:
            return False
        if lower in ORGANISATIONS or not _OTHER.isdisjoint(word_classes(word.text)):
            return False
    return not (name.words[name.first].text.isupper() and name.end - name.start > 1)
