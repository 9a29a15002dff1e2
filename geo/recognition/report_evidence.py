"""What does the rest of the report tell about a word: persons, places after "in", lower case?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dateline.geo.recognition.word_features import word_classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.parse import Parse
    from dateline.geo.words import Word

PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_LOWER: Final = re.compile(r"\b[^\W\d_A-Z]{3,}\b")
_LOCATIVE_USE: Final = re.compile(
    r"\b(?:in|at|near|from|outside|around|towards?|into|across|entered|shelled|captured|seized|"
    r"besieged|retook|recaptured|bombed|bombarded|stormed|overran|liberated|occupied|evacuated)\s+"
    r"(?:(?:the\s+)?(?:town|city|village|port|province|district|outskirts)\s+of\s+)?"
    r"([A-Z][\w’'-]+)"
)


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """What the whole report tells about words.

    Attributes
    ----------
    lower
        Words that stand in lower case somewhere.
    locative, person_words, given, places
        Lower-case words that follow a locative preposition, follow a title or given name, are given
        names before another name, or are called a place by the language model somewhere.
    countries
        Alpha-2 codes of the countries that are named, by name or demonym.
    entity_at, tag_at
        By start of word: the language model's label with its part (B, I), and its part of speech.
    """

    parsed: bool = False
    lower: frozenset[str] = frozenset()
    locative: frozenset[str] = frozenset()
    person_words: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    entity_at: dict[int, tuple[str, str]] = field(default_factory=dict)
    tag_at: dict[int, str] = field(default_factory=dict)

    def entity(self, start: int) -> tuple[str, str]:
        """Return the language model's label of the word that starts there, and its part."""
        return self.entity_at.get(start, ("-", "-"))


def collect_evidence(
    text: str,
    zones: Iterable[Sequence[Word]],
    *,
    countries: frozenset[str],
    parse: Parse | None,
) -> ReportEvidence:
    """Gather the evidence of one report; without a parse only from the words themselves."""
    persons: set[str] = set()
    given: set[str] = set()
    for words in zones:
        for first, follower in _person_words(words, text):
            persons.add(follower)
            given.add(first)
    lower = frozenset(_LOWER.findall(text))
    locative = frozenset(found.casefold() for found in _LOCATIVE_USE.findall(text))
    if parse is None:
        return ReportEvidence(
            lower=lower, locative=locative, person_words=frozenset(persons),
            given=frozenset(given), countries=countries,
        )  # fmt: skip
    entity_at: dict[int, tuple[str, str]] = {}
    places: set[str] = set()
    for entity in parse.doc.ents:
        for token in entity:
            part = "B" if token.i == entity.start else "I"
            entity_at[parse.starts[token.i]] = (entity.label_, part)
        named = [token.text.casefold() for token in entity if token.text[0].isupper()]
        if entity.label_ == "PERSON" and len(named) > 1:
            persons.update(named)
        elif entity.label_ in PLACE_LABELS:
            places.update(named)
    tags = {parse.starts[token.i]: token.pos_ for token in parse.doc}
    return ReportEvidence(
        parsed=True, lower=lower, locative=locative, person_words=frozenset(persons),
        given=frozenset(given), places=frozenset(places), countries=countries, entity_at=entity_at, tag_at=tags,
    )  # fmt: skip


def _person_words(words: Sequence[Word], text: str) -> Iterable[tuple[str, str]]:
    """Words of persons' names: (given name or "", what follows it or a title)."""
    for index, word in enumerate(words[:-1]):
        if not word.capital:
            continue
        classes = word_classes(word.text)
        if "given" not in classes and "title" not in classes:
            continue
        first = word.text.casefold() if "given" in classes else ""
        for follower in words[index + 1 : index + 3]:
            if not (follower.capital and text[follower.start - 1] in " \u00a0" and follower.joint):
                break
            kinds = word_classes(follower.text)
            if "org" in kinds or "title" in kinds or "street" in kinds or "noun" in kinds:
                break
            yield first, follower.text.casefold()
