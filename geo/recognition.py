"""How likely is a run of words a place name here? A logistic model over named features.

The features say what the gazetteer knows of the name, what stands around it, what a syntactic
model (where there is one) calls it, and what the rest of the report says about the same words.
Weights are plain numbers in ``data/recognition.json``; scripts/fit_recognition.py made them and
docs/evaluation.md says on what and how well they hold on documents not seen.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dateline.geo.lexicon import (
    COMMON_CAPITALISED,
    DIRECTIONS,
    LOCATIVE,
    ORGANISATION_NOUNS,
    ORGANISATIONS,
    PERSON_TITLES,
    PLACE_NOUNS,
    STREET_NOUNS,
)
from dateline.geo.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.article import Article
    from dateline.geo.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.words import Word

FEATURES: Final = (
    "bias", "country", "admin1", "admin2", "capital", "region", "other_feature", "demonym",
    "abbreviation", "primary_name", "population", "well_known", "homonyms", "country_in_report", "words", "upper_case", "acronym", "organisation",
    "common_word", "title_word", "short", "digit",
    "after_locative", "after_of", "after_place_noun", "after_the", "after_title", "after_name_word", "after_place",
    "after_direction", "after_and_place", "sentence_start", "zone_start",
    "before_place_comma", "before_name_word", "before_organisation", "before_street",
    "before_possessive", "before_dateline_mark", "before_number",
    "entity_place", "entity_place_part", "entity_org", "entity_org_part", "entity_person",
    "entity_norp", "entity_other", "entity_none", "tag_proper", "tag_lower",
    "doc_person_word", "doc_place_label", "doc_locative", "doc_lower", "parsed",
)  # fmt: skip
WELL_KNOWN: Final = 100_000  # people
PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_SENTENCE_END: Final = frozenset('.!?\n"“”«»:;—')
_DATELINE_MARK: Final = re.compile(r"\s*(?:\([A-Z][\w .]{1,20}\)\s*)?[-–—]|\s*\(")


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A run of words, ``words[first]`` to ``words[last]`` inclusive, that the gazetteer knows."""

    first: int
    last: int
    surface: str
    demonym: bool


@dataclass(frozen=True, slots=True)
class _Entity:
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class DocumentEvidence:
    """What the whole report tells about words: labels, persons, lower-case uses."""

    parsed: bool = False
    entities: tuple[_Entity, ...] = ()
    entity_at: dict[int, int] = field(default_factory=dict)
    tag_at: dict[int, str] = field(default_factory=dict)
    person_words: Counter[str] = field(default_factory=Counter)
    place_words: Counter[str] = field(default_factory=Counter)
    locative: Counter[str] = field(default_factory=Counter)
    lower: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()

    @classmethod
    def collect(
        cls, article: Article, parse: Parse | None, gazetteer: Gazetteer
    ) -> DocumentEvidence:
        """Gather the evidence of one report; without a parse only the words themselves."""
        countries = _countries_named(article.text, gazetteer)
        locative: Counter[str] = Counter()
        for match in _LOCATIVE_USE.finditer(article.text):
            locative[fold_name(match.group(1))] += 1
        lower = frozenset(re.findall(r"\b[^\W\d_A-Z]{3,}\b", article.text))
        if parse is None:
            return cls(locative=locative, lower=lower, countries=countries)
        entities = tuple(
            _Entity(parse.starts[e.start], parse.ends[e.end - 1], e.label_) for e in parse.doc.ents
        )
        at = {}
        for number, entity in enumerate(parse.doc.ents):
            for token in entity:
                at[parse.starts[token.i]] = number
        tags = {parse.starts[token.i]: token.pos_ for token in parse.doc}
        person: Counter[str] = Counter()
        place: Counter[str] = Counter()
        for entity in parse.doc.ents:
            if entity.label_ == "PERSON" and len(entity) > 1:
                person.update(fold_name(token.text) for token in entity)
            elif entity.label_ in PLACE_LABELS:
                place[fold_name(entity.text.removeprefix("the "))] += 1
        return cls(
            parsed=True, entities=entities, entity_at=at, tag_at=tags, person_words=person,
            place_words=place, locative=locative, lower=lower, countries=countries,
        )  # fmt: skip


_LOCATIVE_USE: Final = re.compile(
    r"\b(?:in|at|near|from|outside|around|towards?|into|across|to|entered|shelled|captured|seized|"
    r"besieged|retook|recaptured|bombed|bombarded|stormed|overran|liberated|occupied|evacuated)\s+"
    r"([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)"
)


_CAPITALISED: Final = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?|U\.S\.|U\.K\.")


def _countries_named(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Codes of the countries that the text names or has a demonym of."""
    found: set[str] = set()
    for match in set(_CAPITALISED.findall(text)):
        for words in {match, *match.split()}:
            found.update(_country_codes(words.removesuffix("’s").removesuffix("'s"), gazetteer))
    return frozenset(found)


@lru_cache(maxsize=8192)
def _country_codes(words: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    named = [
        place.country
        for place, kind in gazetteer.candidates(words)
        if place.feature_code.startswith("PCL") and kind != "alternate"
    ]
    demonyms = [i.removeprefix("country:") for i in gazetteer.demonym(words)]
    return tuple(named + [code for code in demonyms if len(code) == 2])


def place_probability(
    name: NameSpan,
    words: Sequence[Word],
    text: str,
    gazetteer: Gazetteer,
    evidence: DocumentEvidence,
    chosen: Sequence[NameSpan],
) -> float:
    """Return the probability (0 to 1) that `name` names a place here.

    Parameters
    ----------
    name
        The run in question.
    words, text
        Words of the zone and the whole text they count in.
    chosen
        Names already found before this one in the zone, in reading order.
    """
    weights = feature_weights()
    total = 0.0
    for key, value in feature_values(name, words, text, gazetteer, evidence, chosen).items():
        total += weights[key] * value
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def feature_weights() -> dict[str, float]:
    """Return the weight of every feature, from ``data/recognition.json``."""
    data = json.loads((files("dateline.geo") / "data" / "recognition.json").read_text("utf-8"))
    return {key: float(data["weights"].get(key, 0.0)) for key in FEATURES}


def feature_values(
    name: NameSpan,
    words: Sequence[Word],
    text: str,
    gazetteer: Gazetteer,
    evidence: DocumentEvidence,
    chosen: Sequence[NameSpan],
) -> dict[str, float]:
    """Return the features that are not 0, by name (all of them stand in `FEATURES`)."""
    values = {"bias": 1.0}
    values.update(_gazetteer_features(name, gazetteer))
    values["country_in_report"] = _share_in(name.surface, evidence.countries, gazetteer)
    values.update(_surface_features(name, evidence))
    values.update(_left_features(name, words, text, chosen))
    values.update(_right_features(name, words, text, gazetteer))
    if evidence.parsed:
        values.update(_entity_features(name, words, evidence))
    return values


@lru_cache(maxsize=4096)
def _name_features(surface: str, gazetteer: Gazetteer) -> tuple[tuple[str, float], ...]:
    values: dict[str, float] = {}
    candidates = gazetteer.candidates(surface)
    population = 0
    key = fold_name(surface)
    for place, kind in candidates:
        code = place.feature_code
        if code.startswith("PCL"):
            values["country"] = 1.0
        elif code == "ADM1":
            values["admin1"] = 1.0
        elif code == "ADM2":
            values["admin2"] = 1.0
        elif code == "PPLC":
            values["capital"] = 1.0
        elif place.feature_class != "P":
            region = code in {"CONT", "RGN", "SEA", "OCN", "MTS", "STRT", "GULF", "PEN", "ISLS"}
            values["region" if region else "other_feature"] = 1.0
        if kind in {"abbreviation", "code"}:
            values["abbreviation"] = 1.0
        if fold_name(place.name) == key:
            values["primary_name"] = 1.0
        if place.feature_class == "P":
            population = max(population, place.population)
    values["population"] = math.log10(population + 1) / 7
    if population >= WELL_KNOWN and "primary_name" in values:
        values["well_known"] = 1.0
    values["homonyms"] = math.log10(len(candidates) + 1)
    return tuple(sorted(values.items()))


def _share_in(surface: str, countries: frozenset[str], gazetteer: Gazetteer) -> float:
    """Share of the places of this name, countries apart, that lie in a country of the report."""
    places = [p for p, _ in gazetteer.candidates(surface) if not p.feature_code.startswith("PCL")]
    return sum(place.country in countries for place in places) / max(len(places), 1)


def _gazetteer_features(name: NameSpan, gazetteer: Gazetteer) -> dict[str, float]:
    values = dict(_name_features(name.surface, gazetteer))
    if name.demonym:
        values["demonym"] = 1.0
    return values


def _surface_features(name: NameSpan, evidence: DocumentEvidence) -> dict[str, float]:
    surface = name.surface
    key = fold_name(surface)
    length = name.last - name.first + 1
    values = {"words": float(min(length, 4) - 1)}
    if len(surface) > 3 and surface.isupper():
        values["upper_case"] = 1.0
    if surface.isupper() and 2 <= len(surface) <= 5 and name.first > 0:
        values["acronym"] = 1.0
    if key in ORGANISATIONS:
        values["organisation"] = 1.0
    if length == 1 and key in COMMON_CAPITALISED:
        values["common_word"] = 1.0
    if length == 1 and key in PERSON_TITLES:
        values["title_word"] = 1.0
    if len(surface) <= 3 and "." not in surface:
        values["short"] = 1.0
    if any(char.isdigit() for char in surface):
        values["digit"] = 1.0
    if length == 1 and surface.casefold() in evidence.lower:
        values["doc_lower"] = 1.0
    if evidence.locative[key]:
        values["doc_locative"] = 1.0
    if any(evidence.person_words[part] for part in key.split()):
        values["doc_person_word"] = 1.0
    if evidence.place_words[key]:
        values["doc_place_label"] = 1.0
    return values


def _left_features(
    name: NameSpan, words: Sequence[Word], text: str, chosen: Sequence[NameSpan]
) -> dict[str, float]:
    if name.first == 0:
        return {"zone_start": 1.0, "sentence_start": 1.0}
    values: dict[str, float] = {}
    previous = words[name.first - 1]
    start = words[name.first].start
    between = text[previous.end : start]
    if any(char in _SENTENCE_END for char in between.strip(" ")) and not _dotted(previous):
        values["sentence_start"] = 1.0
    last = chosen[-1] if chosen else None
    if last is not None and last.last == name.first - 1 and "," in between:
        values["after_place"] = 1.0
    lower = previous.text.casefold()
    if (
        last is not None
        and lower in {"and", "or"}
        and last.last == name.first - 2
        and not last.demonym
    ):
        values["after_and_place"] = 1.0
    if between.strip() not in {"", "."}:
        return values
    if lower in LOCATIVE:
        values["after_locative"] = 1.0
    elif lower == "of":
        noun = words[name.first - 2].text.casefold() if name.first > 1 else ""
        values["after_place_noun" if noun in PLACE_NOUNS else "after_of"] = 1.0
    elif lower == "the":
        values["after_the"] = 1.0
    elif lower in DIRECTIONS:
        values["after_direction"] = 1.0
    elif lower in PERSON_TITLES:
        values["after_title"] = 1.0
    elif previous.capital and "sentence_start" not in values:
        values["after_name_word"] = 1.0
    return values


def _dotted(word: Word) -> bool:
    return len(word.text) <= 3 and word.capital


def _right_features(
    name: NameSpan, words: Sequence[Word], text: str, gazetteer: Gazetteer
) -> dict[str, float]:
    values: dict[str, float] = {}
    end = words[name.last].end
    if _DATELINE_MARK.match(text, end) and name.first <= 3:
        values["before_dateline_mark"] = 1.0
    if name.last + 1 >= len(words):
        return values
    following = words[name.last + 1]
    between = text[end : following.start]
    lower = following.text.casefold()
    if lower == "in" and _names_container(words[name.last + 2 : name.last + 3], gazetteer):
        values["before_place_comma"] = 1.0
    if between.strip() == "," and following.capital and _is_container(following.text, gazetteer):
        values["before_place_comma"] = 1.0
    if between in {"'", "’"} and lower == "s":
        values["before_possessive"] = 1.0
    if between.strip() not in {"", "-"}:
        return values
    if following.text[0].isdigit():
        values["before_number"] = 1.0
    elif lower in STREET_NOUNS:
        values["before_street"] = 1.0
    elif lower in ORGANISATION_NOUNS:
        values["before_organisation"] = 1.0
    elif following.capital and between.strip() == "":
        values["before_name_word"] = 1.0
    return values


def _names_container(words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    return any(word.capital and _is_container(word.text, gazetteer) for word in words)


@lru_cache(maxsize=4096)
def _is_container(surface: str, gazetteer: Gazetteer) -> bool:
    return any(
        place.feature_code.startswith(("PCL", "ADM1")) for place, _ in gazetteer.candidates(surface)
    )


def _entity_features(
    name: NameSpan, words: Sequence[Word], evidence: DocumentEvidence
) -> dict[str, float]:
    values = {"parsed": 1.0}
    first, last = words[name.first], words[name.last]
    tag = evidence.tag_at.get(last.start)
    if tag == "PROPN":
        values["tag_proper"] = 1.0
    elif tag in {"NOUN", "VERB", "ADV", "PRON", "DET", "ADP", "AUX", "INTJ", "SCONJ", "CCONJ"}:
        values["tag_lower"] = 1.0
    number = evidence.entity_at.get(last.start, evidence.entity_at.get(first.start))
    if number is None:
        values["entity_none"] = 1.0
        return values
    entity = evidence.entities[number]
    whole = entity.end - entity.start <= last.end - first.start + 4  # allows "the ", "'s"
    if entity.label in PLACE_LABELS:
        values["entity_place" if whole else "entity_place_part"] = 1.0
    elif entity.label == "ORG":
        values["entity_org" if whole else "entity_org_part"] = 1.0
    elif entity.label == "PERSON":
        values["entity_person"] = 1.0
    elif entity.label == "NORP":
        values["entity_norp"] = 1.0
    else:
        values["entity_other"] = 1.0
    return values
