"""What does the sequence model see of a word: its form, its neighbours, the gazetteer, the report?

Every feature is a short string ("p1=in", "g=S:city"); its weight stands in
``data/recognition.json``. Features name classes of words, never the words of a corpus.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import fold_name
from dateline.geo.recognition.lexicon import (
    AGENCIES,
    CALENDAR,
    COMMON_CAPITALISED,
    DIRECTIONS,
    LOCATIVE,
    ORGANISATION_NOUNS,
    ORGANISATIONS,
    PERSON_TITLES,
    PLACE_NOUNS,
    PLACE_VERBS,
    SPOT_NOUNS,
    STREET_NOUNS,
    common_words,
    given_names,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.recognition.report_evidence import ReportEvidence
    from dateline.geo.words import Word

BIG, LARGE, TOWN = 500_000, 100_000, 10_000  # people
_REGIONS: Final = frozenset({"CONT", "RGN", "SEA", "OCN", "MTS", "STRT", "GULF", "PEN", "ISLS"})
_FUNCTION: Final = LOCATIVE | frozenset("of the and or s a an by on as but who is was said".split())
_LISTS: Final = (
    ("title", PERSON_TITLES), ("org", ORGANISATION_NOUNS), ("noun", PLACE_NOUNS),
    ("street", STREET_NOUNS), ("dir", DIRECTIONS), ("acr", ORGANISATIONS), ("cal", CALENDAR),
    ("agency", AGENCIES), ("verb", PLACE_VERBS), ("cap", COMMON_CAPITALISED),
    ("spot", SPOT_NOUNS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameInfo:
    """What the gazetteer knows of a name, in classes.

    Attributes
    ----------
    kind
        The weightiest thing of that name: "country", "admin1", "capital", "big", "large", "town",
        "small", "admin2", "region", "feature", "demonym", "code" or "short".
    flags
        More of it: "primary" (the usual name of some place), "homonyms" …
    countries
        Alpha-2 codes of the places of this name, countries themselves apart.
    country
        Alpha-2 code where it names a country or its people, "" else.
    """

    kind: str
    flags: tuple[str, ...]
    countries: frozenset[str]
    country: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``first`` to ``last`` (inclusive) of a zone that are a name in the gazetteer."""

    first: int
    last: int
    surface: str
    info: NameInfo


@lru_cache(maxsize=1 << 14)
def name_info(surface: str, gazetteer: Gazetteer, *, demonym: bool = False) -> NameInfo:
    """Return what the gazetteer knows of a name."""
    candidates = gazetteer.candidates(surface)
    key = fold_name(surface)
    rank, population, primary, country = 99, 0, False, ""
    countries = set()
    for place, kind in candidates:
        rank = min(rank, _rank(place.feature_code, place.feature_class, kind))
        if place.feature_code.startswith("PCL"):
            country = country or (place.country if kind != "alternate" else "")
            continue
        countries.add(place.country)
        own = kind == "name" and fold_name(place.name) == key
        primary = primary or own
        if place.feature_class == "P":
            population = max(population, place.population if own else place.population // 4)
    what = _KINDS[min(rank, len(_KINDS) - 1)] if candidates else "none"
    if demonym:
        what = "demonym"
        ids = [i for i in gazetteer.demonym(surface) if i.startswith("country:")]
        country = ids[0].removeprefix("country:") if ids else ""
    elif what == "place":
        what = _size(population)
    flags = []
    if any(place.id.startswith("user:") for place, _ in candidates):
        flags.append("user")
    if primary:
        flags.append("primary")
    if population >= BIG and what not in {"big", "capital"}:
        flags.append("alsobig")
    flags.append(f"n{min(len(candidates), 30).bit_length()}")
    return NameInfo(what, tuple(flags), frozenset(countries), country)


_KINDS: Final = (
    "country", "admin1", "capital", "region", "place", "admin2", "feature", "short", "code", "other",
)  # fmt: skip


def _rank(code: str, letter: str, kind: str) -> int:
    if kind == "abbreviation":
        return 7
    if kind == "code":
        return 8
    if code.startswith("PCL"):
        return 0 if kind == "name" else 4
    if code == "ADM1":
        return 1 if kind == "name" else 4
    if code == "PPLC":
        return 2
    if code in _REGIONS:
        return 3
    if letter == "P":
        return 4
    return 5 if code == "ADM2" else 6


def _size(population: int) -> str:
    if population >= BIG:
        return "big"
    if population >= LARGE:
        return "large"
    return "town" if population >= TOWN else "small"


@lru_cache(maxsize=1 << 14)
def word_classes(text: str) -> tuple[str, ...]:
    """Return the classes of a word by itself: its shape and the lists it is on."""
    lower = text.casefold()
    classes = [_shape(text)]
    classes += [name for name, words in _LISTS if lower in words]
    if lower in given_names() and text[0].isupper():
        classes.append("given")
    ring = common_words().get(lower)
    if ring is not None:
        classes.append(f"common{ring}")
    if lower in _FUNCTION:
        classes.append(f"w:{lower}")
    return tuple(classes)


def _shape(text: str) -> str:
    if text[0].isdigit():
        return "digit"
    if "." in text:
        return "dotted"
    if len(text) == 1:
        return "initial" if text.isupper() else "letter"
    if text.isupper():
        return "ACR" if len(text) <= 4 else "UPPER"
    if text[0].isupper():
        return "Camel" if any(map(str.isupper, text[1:])) else "Title"
    return "lower" if text[0].islower() else "script"


# Combinations of the classes of a neighbour are too many; the first of these that holds is taken.
_PRIORITY: Final = (
    "w:", "title", "spot", "street", "org", "noun", "dir", "verb", "agency", "cal", "acr", "given",
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _main_class(text: str) -> str:
    classes = word_classes(text)
    for wanted in _PRIORITY:
        for name in classes:
            if name.startswith(wanted):
                return name if name.startswith("w:") else f"{name}:{classes[0]}"
    common = "+" if any(name.startswith("common") for name in classes) else "-"
    return classes[0] + common


# Short forms whose stop ends no sentence: titles, "St. John", and the initials of persons.
_STOPPED: Final = frozenset(
    "st ste mt ft mr mrs ms dr prof gen lt col maj capt sgt gov sen rep rev hon adm cmdr brig pvt "
    "cpl pt jr sr no vs".split()
)


def _gap(left: Word, right: Word, text: str) -> str:
    """Return the class of what stands between two neighbouring words."""
    between = text[left.end : right.start]
    bare = between.strip(" \t\u00a0\u202f")
    if bare == "." and (len(left.text) == 1 or left.text.casefold() in _STOPPED):
        return "_."
    if not bare:
        return "NL" if "\n" in between else "_"
    if "\n" in bare:
        return "NL"
    return bare[0] if bare[0] in ",.;:-–—/()'’\"“”&" else "?"


@lru_cache(maxsize=1 << 12)
def _affixes(text: str) -> tuple[str, ...]:
    if len(text) < 5 or not text[0].isupper():
        return ()
    lower = fold_name(text)
    return (f"s3={lower[-3:]}", f"s4={lower[-4:]}", f"s2={lower[-2:]}")


@dataclass(slots=True)
class ZoneWords:
    """The words of one zone with the gazetteer's runs over them.

    Attributes
    ----------
    cover
        By word: the longest run over it and the word's place in the run (B, I, E or S).
    """

    text: str
    words: Sequence[Word]
    cover: dict[int, tuple[Run, str]]
    single: dict[int, NameInfo]
    headline: bool


def features_of(index: int, zone: ZoneWords, evidence: ReportEvidence) -> list[str]:
    """Return the features of word `index` of a zone."""
    words, text = zone.words, zone.text
    word = words[index]
    lower = word.text.casefold()
    classes = word_classes(word.text)
    out = ["bias", *classes, *_affixes(word.text)]
    before = _gap(words[index - 1], word, text) if index else "^"
    after = _gap(word, words[index + 1], text) if index + 1 < len(words) else "$"
    previous = _main_class(words[index - 1].text) if index else "^"
    following = _main_class(words[index + 1].text) if index + 1 < len(words) else "$"
    starts = before in {"^", ".", "NL", "“", '"', "”", ":"}
    covered = zone.cover.get(index)
    kind, part = (covered[0].info.kind, covered[1]) if covered else ("none", "O")
    gaz = f"{part}:{kind}"
    out += (
        f"p={previous}", f"n={following}", f"b={before}", f"a={after}", f"g={gaz}",
        f"k={kind}|p={previous}", f"k={kind}|n={following}{after}", f"k={kind}|b={before}",
        f"{classes[0]}|p={previous}", f"{classes[0]}|n={following}",
    )  # fmt: skip
    if starts:
        out.append(f"start|k={kind}")
        out.append("start|common" if lower in common_words() else "start")
    if index > 1:
        out.append(f"pp={_main_class(words[index - 2].text)}|p={previous}")
    if index + 2 < len(words):
        out.append(f"n={following}|nn={_main_class(words[index + 2].text)}")
    if "given" in classes:
        out.append(f"given|n={following}{after}|k={kind}")
    if zone.headline:
        out.append(f"head|k={kind}|{classes[0]}")
    _gazetteer_features(index, zone, evidence, out)
    _report_features(word, lower, kind, evidence, out)
    return out


def _gazetteer_features(
    index: int, zone: ZoneWords, evidence: ReportEvidence, out: list[str]
) -> None:
    covered = zone.cover.get(index)
    if covered is not None:
        run, part = covered
        out += [f"gf={part}:{flag}" for flag in run.info.flags]
        length = run.last - run.first + 1
        out.append(f"len={min(length, 4)}:{part}")
        if length == 1:
            for name in word_classes(zone.words[index].text)[1:]:
                out.append(f"k={run.info.kind}|{name}")
        if run.info.countries & evidence.countries:
            out.append(f"known|{part}:{run.info.kind}")
        out.append(
            f"runp={_main_class(zone.words[run.first - 1].text) if run.first else '^'}:{part}"
        )
        last = run.last + 1
        if last < len(zone.words):
            out.append(f"runn={_main_class(zone.words[last].text)}:{part}")
    single = zone.single.get(index)
    if single is not None and (covered is None or covered[1] != "S"):
        out.append(f"sg={single.kind}")
    for step, name in ((-1, "pg"), (1, "ng")):
        other = zone.cover.get(index + step)
        if other is not None and (covered is None or other[0] is not covered[0]):
            pair = sorted((index, index + step))
            left, right = zone.words[pair[0]], zone.words[pair[1]]
            beside = f"{name}={other[0].info.kind}{_gap(left, right, zone.text)}"
            own = covered[0].info.kind if covered else "none"
            out += (beside, f"{beside}|k={own}")
            if beside[-1] in "-–—" and {own, other[0].info.kind} <= {"demonym", "country"}:
                out.append(f"pair{step}")  # "the Tajik–Afghan border"
    for step in (-1, 1):  # "Kulob and Bokhtar"
        at = index + step
        if 0 <= at < len(zone.words) and zone.words[at].text in {"and", "or"}:
            other = zone.cover.get(at + step)
            own = covered[0].info.kind if covered else "none"
            out.append(f"and{step}={other[0].info.kind if other else 'none'}|k={own}")


def _report_features(
    word: Word, lower: str, kind: str, evidence: ReportEvidence, out: list[str]
) -> None:
    if lower in evidence.lower and word.text[0].isupper():
        out.append(f"doclower|k={kind}")
    if lower in evidence.person_words:
        out.append(f"docperson|k={kind}")
    if lower in evidence.given:
        out.append(f"docgiven|k={kind}")
    if lower in evidence.locative:
        out.append(f"docloc|k={kind}")
    if lower in evidence.places:
        out.append(f"docplace|k={kind}")
    if evidence.parsed:
        label, part = evidence.entity(word.start)
        tag = evidence.tag_at.get(word.start, "?")
        out += (
            "parsed",
            f"e={label}",
            f"e={label}|k={kind}",
            f"ep={part}:{label}",
            f"t={tag}|k={kind}",
            f"t={tag}",
        )
    else:
        out.append("unparsed")
