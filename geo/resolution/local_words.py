"""What do the words beside a name say of its place: its kind, what it lies in, a dateline?"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place
    from dateline.geo.recognition.toponyms import Mention
    from dateline.geo.reports.article import Article
    from dateline.geo.resolution.candidate_scores import Group

AREA_WORDS: Final = frozenset("province region oblast governorate state county district".split())
_TYPE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "county": ("ADM2",),
    "district": ("ADM2", "ADM3", "ADM1"),
    "province": ("ADM1",),
    "region": ("ADM1", "RGN"),
    "state": ("ADM1",),
    "governorate": ("ADM1",),
    "oblast": ("ADM1",),
    "city": ("P",),
    "town": ("P",),
    "village": ("P",),
    "river": ("STM",),
    "lake": ("LK",),
    "mount": ("MT", "MTS", "VLC"),
    "camp": ("INSM", "MILB", "CMPRF", "AIRB"),
    "airport": ("AIRP", "AIRB"),
    "airfield": ("AIRP", "AIRB", "AIRF"),
    "base": ("AIRB", "MILB", "INSM", "AIRP", "NVB"),
    "sea": ("SEA",),
    "crossing": ("CRSG", "BDRY", "PASS", "BP"),
    "pass": ("PASS",),
    "island": ("ISL",),
    "temple": ("TMPL",),
    "monastery": ("MNSTY",),
    "dam": ("DAM",),
    "strait": ("STRT",),
    "port": ("PRT", "P"),
}
_BEFORE_TYPE: Final = re.compile(
    r"\b(" + "|".join(_TYPE_WORDS) + r")\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
_AFTER_TYPE: Final = re.compile(r"\s+(" + "|".join(_TYPE_WORDS) + r")\b", re.IGNORECASE)
# "Sa Kaeo and Surin provinces", "the provinces of Gao, Kidal and Menaka".
_PLURALS: Final = {
    f"{word.removesuffix('y')}{'ies' if word.endswith('y') else 's'}": word
    for word in _TYPE_WORDS
    if not word.endswith(("s", "x"))
}
_NAME: Final = r"[^\W\d_a-z][\w’'-]*(?:[ \u00a0][^\W\d_a-z][\w’'-]*){0,3}"
_MORE: Final = rf"(?:(?:,\s+|,?\s+and\s+)(?:the\s+)?{_NAME}){{0,6}}"
_AFTER_LIST: Final = re.compile(rf"{_MORE}\s+(" + "|".join(_PLURALS) + r")\b")
_BEFORE_LIST: Final = re.compile(
    r"\b("
    + "|".join(_PLURALS)
    + rf")\s+of\s+(?:the\s+)?(?:{_NAME}(?:,\s+|,?\s+and\s+))*(?:the\s+)?$"
)
# "villages in Idlib and Aleppo": wider than the city of the name.
WIDE: Final = re.compile(
    r"\b(?i:villages|towns|settlements|communities|countryside|municipalities)\s+(?:in|across)\s+"
    rf"(?:the\s+)?(?:{_NAME}(?:,\s+|,?\s+and\s+))*$"
)
WIDE_REACH: Final = 120  # code points before a name
_LIST_REACH: Final = 120  # code points between a name and "provinces"
_REACH: Final = 48  # code points between a name and what contains it
# "Long Beach, CA"; "Aleppo (Syria)".
_CONTAINED: Final = re.compile(r",\s*(?:in\s+)?|\s*\(\s*")
# "Foua in Idlib"; "Kulob, a town in southern Khatlon".
_LIES_IN: Final = re.compile(
    r",?\s+(?:(?:an?|the|which\s+is)\s+(?:[a-z-]+\s+){1,4})?(?:in|inside|on)\s+(?:the\s+)?"
    r"(?:(?:far\s+)?(?:north|south|east|west|central)[a-z-]*\s+)?"
    r"(?:(?:province|state|region|governorate|oblast|county|district)\s+of\s+)?"
)
_OF: Final = re.compile(r"\s+of\s+(?:the\s+)?")
# "Syria's Idlib"; "the Georgian town of Gori"; "Ukraine's eastern city of Kharkiv".
_CONTAINING: Final = re.compile(
    r"(?:['’]s)?\s+(?:(?:[a-z-]+\s+){0,3}(?:of|in)\s+|(?:[a-z-]+\s+){0,2})", re.ASCII
)
_DATELINE: Final = re.compile(r"[^\n.]{0,40}?(?:\s[-–—]{1,2}\s|--|\([A-Z][\w .]{1,20}\))")


def local_pass(
    groups: Mapping[str, Group],
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    candidates: Callable[[str], Sequence[tuple[Place, str]]],
) -> None:
    """Give every candidate the features of the words beside its mentions.

    Parameters
    ----------
    candidates
        Returns the places that a name may mean.
    """
    following, before, inner = _neighbours(article, mentions, gazetteer, candidates)
    for group in groups.values():
        containers = [c for index in group.mentions for c in following.get(index, ())]
        owners = [c for index in group.mentions for c in before.get(index, ())]
        contained = [c for index in group.mentions for c in inner.get(index, ())]
        capital = any(place.feature_code == "PPLC" for place, _ in group.options)
        words = group.type_words
        dateline = any(_in_dateline(article.text, mentions[i]) for i in group.mentions)
        for place, features in group.options:
            if containers and place.country:  # seas and straits lie in none
                inside = any(_contains(container, place) for container in containers)
                features["in_next" if inside else "not_in_next"] = 1.0
            if any(_contains(owner, place) for owner in owners):
                features["in_previous"] = 1.0
            if any(_contains(place, part) for part in contained):
                features["holds_previous"] = 1.0
            if capital and place.feature_code == "ADM1":
                features["capital_namesake"] = 1.0
            if dateline and place.feature_class == "P":
                features["dateline_city"] = 1.0
            if words:
                fits = any(_fits_type(place, word) for word in words)
                features["type_word" if fits else "other_type_word"] = 1.0


def _in_dateline(text: str, mention: Mention) -> bool:
    """Whether the mention opens a paragraph that a dateline's dash or agency follows."""
    start = mention.span.start
    before = text[max(0, start - 24) : start].rstrip(" \t\u00a0")
    opens = (start - 24 <= 0 and before == "") or before.endswith("\n")
    starts = opens or mention.surface.isupper()
    return starts and _DATELINE.match(text, mention.span.end) is not None


def _neighbours(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    candidates: Callable[[str], Sequence[tuple[Place, str]]],
) -> tuple[dict[int, tuple[Place, ...]], ...]:
    """What the names beside a name may mean, where they may contain it or lie in it.

    Returns
    -------
    following, before, inner
        By mention: the countries and divisions that the next name may mean; those that the name or
        demonym before may mean; and for a container all that the name before it may mean.
    """
    order = sorted(
        (index for index, mention in enumerate(mentions) if mention.kind != "border"),
        key=lambda index: mentions[index].span,
    )
    following: dict[int, tuple[Place, ...]] = {}
    before: dict[int, tuple[Place, ...]] = {}
    inner: dict[int, tuple[Place, ...]] = {}
    for index, successor in pairwise(order):
        left, right = mentions[index], mentions[successor]
        if not 0 < right.span.start - left.span.end <= _REACH:
            continue
        between = article.text[left.span.end : right.span.start]
        if left.kind != "demonym" and right.kind != "demonym":
            named = candidates(left.surface)
            if (
                _CONTAINED.fullmatch(between)
                or _lies_of(between, right, article.text)
                or (
                    # A country or state "in" another only visits it.
                    _LIES_IN.fullmatch(between) and not _rules(named)
                )
            ):
                found = _areas(candidates(right.surface))
                # "Russia, the US and China" is a list, "Turkey, Texas" is a town.
                if _rules(named) and any(p.feature_code.startswith("PCL") for p in found):
                    found = ()
                if found:
                    following[index] = found
                    inner[successor] = tuple(place for place, _ in named)
        owned = left.kind == "demonym" or between.startswith(("'s", "’s"))
        if owned and right.kind != "demonym" and _CONTAINING.fullmatch(between):
            before[successor] = _owners(left, gazetteer, candidates)
    return following, before, inner


def _lies_of(between: str, container: Mention, text: str) -> bool:
    """Whether "of the" ties a name to the division it lies in: "Kheyrimli of the Gazakh District"."""
    of = _OF.fullmatch(between) is not None
    return of and not AREA_WORDS.isdisjoint(type_words_at(text, container))


def _rules(found: Iterable[tuple[Place, str]]) -> bool:
    return any(
        place.feature_code.startswith("PCL") or (place.feature_code == "ADM1" and kind == "name")
        for place, kind in found
    )


def _areas(found: Iterable[tuple[Place, str]]) -> tuple[Place, ...]:
    return tuple(
        place
        for place, _ in found
        if place.feature_code.startswith("PCL") or place.feature_code in {"ADM1", "ADM2"}
    )


def _owners(
    mention: Mention,
    gazetteer: Gazetteer,
    candidates: Callable[[str], Sequence[tuple[Place, str]]],
) -> tuple[Place, ...]:
    if mention.kind != "demonym":
        return _areas(candidates(mention.surface))
    found = (gazetteer.place(place_id) for place_id in gazetteer.demonym(mention.surface))
    return tuple(place for place in found if place is not None)


def _contains(container: Place, place: Place) -> bool:
    if place.country != container.country or place.id == container.id:
        return False
    if container.feature_code.startswith("PCL"):
        return not place.feature_code.startswith("PCL")
    if container.feature_code == "ADM1":
        return fold_name(place.admin1) == fold_name(container.name)
    return place.feature_class == "P" and fold_name(place.admin1) == fold_name(container.admin1)


def type_words_at(text: str, mention: Mention) -> Iterable[str]:
    """Yield the words beside or in the mention that say what kind of place it is."""
    span = mention.span
    after = _AFTER_TYPE.match(text, span.end)
    if after:
        yield after.group(1).lower()
    before = _BEFORE_TYPE.search(text, max(0, span.start - 24), span.start)
    if before:
        yield before.group(1).lower()
    listed = _AFTER_LIST.match(text, span.end, span.end + _LIST_REACH)
    listed = listed or _BEFORE_LIST.search(text, max(0, span.start - _LIST_REACH), span.start)
    if listed:
        yield _PLURALS[listed.group(1)]
    words = mention.surface.lower().split()
    for word in {words[0], words[-1]} if len(words) > 1 else ():
        if word in _TYPE_WORDS:
            yield word


def _fits_type(place: Place, word: str) -> bool:
    return place.feature_code in _TYPE_WORDS[word] or place.feature_class in _TYPE_WORDS[word]
