"""Which persons does the report name, how fully, in which roles and how often?"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.geo.recognition.lexicon import given_names
from dateline.layers.speakers import words
from dateline.layers.speakers.person_evidence import (
    is_after_article,
    is_taken_up,
    is_title,
    titled_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse

PLACE_LABELS = frozenset({"GPE", "NORP", "LOC"})
_BELONGING = frozenset({"of", "from", "at", "with", "in", "for", "to"})
_OWNERS = frozenset({"his", "her", "its", "their", "our"})
_ARTICLES = frozenset({"the", "a"})
# "A fighter who goes by the name of Falcon": the words before a name of one's own choice.
_ALIASES = (
    ("by", "the", "name"), ("by", "the", "name", "of"), ("name", "as"), ("known", "as"), ("nicknamed",),
    ("calls", "himself"), ("calls", "herself"), ("de", "guerre"), ("call", "sign"), ("identified", "as"),
    ("himself", "as"), ("herself", "as"), ("name", "is"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the report.

    Attributes
    ----------
    name
        First full mention, without title.
    words, surnames
        Folded words of the name, and those that alone may stand for it.
    role, role_words
        As first worded; folded words of all roles given.
    gender
        "m", "f" or "" where nothing tells.
    mentions
        Token indices of the last word of each mention, in reading order.
    evidence
        Token indices of the role's words: where a country may stand.
    """

    name: str
    words: frozenset[str]
    surnames: frozenset[str]
    role: str | None
    role_words: frozenset[str]
    gender: str
    mentions: tuple[int, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sighting:
    name: tuple[Token, ...]
    role: tuple[Token, ...]
    extra: tuple[Token, ...]  # words that tell the gender, such as "Mrs"
    also: tuple[Token, ...] = ()  # the office behind the name where one stands before it too


def fold(word: str) -> str:
    """Return a word in lower case, without diacritics, in American spelling of "defence"."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char)
    )
    plain = plain.casefold().strip(".'’")
    return {"defence": "defense", "spokeswoman": "spokesman"}.get(plain, plain)


def name_range(tokens: Sequence[Token]) -> list[Token]:
    """Return the words of a person's name in a noun phrase, without title; empty where none."""
    runs: list[list[Token]] = [[]]
    for token in _without_place(tokens):
        name_like = token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} or token.lower_ in words.KUNYAS
        capital = token.text[:1].isupper() and name_like
        particle = token.lower_ in words.PARTICLES and runs[-1] and token.pos_ != "ADP"
        tied = bool(runs[-1]) and _after_hyphen(token)
        if token.tag_ == "POS" and runs[-1] and token.i < tokens[-1].i:
            runs[-1] = []  # "Vilnius's border agency" is an agency
        elif (capital or particle or tied or token.text == "-") and token.lower_ not in _ARTICLES:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    for run in reversed(runs):
        kept = _strip(run)
        if kept and not _leads_noun(kept[-1], tokens):
            return kept
    return []


def _after_hyphen(token: Token) -> bool:
    """Whether a hyphen ties a word to the one before it, as in "Min-jun"."""
    if not token.i:
        return False
    before = token.nbor(-1)
    return before.text == "-" and not before.whitespace_ and token.is_alpha


def alias_range(tokens: Sequence[Token]) -> list[Token]:
    """Return the name that a person goes by ("who goes by the name Falcon"), empty where none."""
    lowered = [t.lower_ for t in tokens]
    for words_before in _ALIASES:
        size = len(words_before)
        for n in range(1, len(tokens) - size):
            if tuple(lowered[n : n + size]) == words_before:
                rest = list(tokens[n + size :])
                while rest and rest[0].is_punct:
                    rest = rest[1:]
                end = next((k for k, t in enumerate(rest) if t.pos_ != "PROPN"), len(rest))
                if end:
                    return rest[:end]
    return []


def _without_place(tokens: Sequence[Token]) -> list[Token]:
    """Leave out what stands behind the head: "Awa Diop | of the Peace Institute".

    A person told by name may stand there behind an office ("the minister of X, Awa Diop").
    """
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
    if head is None:
        return list(tokens)
    out = {
        t.i
        for child in head.rights
        if child.dep_ == "prep" and child.lower_ in _BELONGING
        for t in child.subtree
    }
    behind = [t for t in tokens if t.i in out]
    office = head.lower_ in words.TITLES and head.tag_ in {"NN", "NNP"}
    comma = next((n for n, t in enumerate(behind) if t.text == ","), len(behind))
    if office and sum(t.ent_type_ == "PERSON" for t in behind[comma:]) > 1:
        return list(tokens)
    return [t for t in tokens if t.i not in out]


def _leads_noun(last: Token, tokens: Sequence[Token]) -> bool:
    """Say whether a common noun follows: "the Tajik authorities" names no person."""
    after = next((t for t in tokens if t.i == last.i + 1), None)
    return last.pos_ == "ADJ" or (after is not None and after.pos_ in {"NOUN", "ADJ"})


def _strip(run: list[Token]) -> list[Token]:
    """Drop titles, offices and countries before a name."""
    first = 0
    for number, token in enumerate(run):
        place = token.ent_type_ in PLACE_LABELS and fold(token.text) not in given_names()
        if is_title(token) or (place and number < len(run) - 2):
            first = number + 1
    kept = run[first:]
    named = next((n for n, t in enumerate(kept) if t.ent_type_ == "PERSON"), 0)
    given = any(fold(t.text) in given_names() for t in kept[:named])
    if named and not given and len(kept) - named > 1 and kept[0].tag_ in {"NNP", "NN", "JJ"}:
        kept = kept[named:]  # "Shopkeeper Ana Ruiz"; but "Karim Ould Salem" stays whole
    while kept and (kept[0].text == "-" or kept[0].lower_ in {"jr", "sr"}):
        kept = kept[1:]
    while kept and not kept[-1].text[:1].isupper() and not _after_hyphen(kept[-1]):
        kept = kept[:-1]
    longest = 5 + 2 * sum(t.text == "-" for t in kept)
    return kept if len(kept) <= longest else []


def _is_person(tokens: Sequence[Token], phrase: Sequence[Token]) -> bool:
    """Say whether a name in a noun phrase is a person's rather than an organisation's."""
    labels = [token.ent_type_ for token in tokens]
    titled = any(
        t.lower_.strip(".") in words.TITLES and t.i < tokens[0].i and tokens[0].i - t.i < 6
        for t in phrase
    )
    lowered = {token.lower_ for token in tokens}
    if lowered & (words.ORGANISATION_WORDS | words.NEWS_WORDS):
        return False
    if lowered & words.NEWS_AGENCIES and not (titled and len(tokens) > 1):
        return False  # "Hana Sana", with her title, is no news agency
    if "PERSON" in labels or titled:
        return True
    if len(tokens) == 1:
        return False
    first = fold(tokens[0].text)
    return first in words.MALE_NAMES | words.FEMALE_NAMES or is_taken_up(tokens, phrase)


def _role_before(tokens: Sequence[Token], name: Sequence[Token]) -> list[Token]:
    before = [t for t in tokens if t.i < name[0].i]
    while before and (before[0].pos_ == "DET" or before[0].is_punct or before[0].lower_ in _OWNERS):
        before = before[1:]
    if before and before[-1].text == "," and _is_office(before[:-1]):
        return before[:-1]  # "the minister of transport, Awa Diop"
    short = {"mr", "mrs", "ms", "miss", "sir"}
    real = any(is_title(t) and t.lower_.strip(".") not in short for t in before)
    joined = bool(before) and before[-1].i == name[0].i - 1 and not before[-1].is_punct
    return before if real and joined else []


def _is_office(tokens: Sequence[Token]) -> bool:
    """Whether a noun phrase without a name in it is an office."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    comma = any(t.text == "," for t in tokens)
    return bool(tops) and not comma and tops[0].lower_ in words.TITLES


def _role_after(name: Sequence[Token]) -> list[Token]:
    """Return an apposition behind the name that names an office."""
    doc = name[-1].doc
    place = name[-1].i + 1
    if place >= len(doc) or doc[place].text != ",":
        return []
    out: list[Token] = []
    for token in doc[place + 1 : min(place + 14, name[-1].sent.end)]:
        if token.text in {",", ".", '"', ";"} or token.pos_ in {"VERB", "AUX", "PRON"}:
            break
        out.append(token)
    while out and out[0].pos_ == "DET":
        out = out[1:]
    titled = any(t.lower_ in words.TITLES and t.pos_ in {"NOUN", "PROPN"} for t in out)
    return out if titled else []


def _sightings(parse: Parse, sources: Iterable[Sequence[Token]]) -> list[_Sighting]:
    phrases: list[list[Token]] = [list(source) for source in sources if source]
    for entity in parse.doc.ents:
        if entity.label_ == "PERSON":
            last = entity[-1]
            head = last.head if last.dep_ in {"compound", "flat"} else last
            low = min(head.left_edge.i, entity.start)
            phrases.append([parse.doc[i] for i in range(max(low, entity.end - 14), entity.end)])
    phrases += titled_names(parse)
    out: dict[int, _Sighting] = {}
    for phrase in phrases:
        cut = next((n for n, t in enumerate(phrase) if t.text == "," and n), len(phrase))
        for part in (phrase[:cut], phrase):
            name = name_range(part)
            if name and _is_person(name, part) and not is_after_article(name):
                before, after = _role_before(part, name), _role_after(name)
                role = before or after
                extra = tuple(t for t in part if t.i < name[0].i)
                known = out.get(name[-1].i)
                if known is None or len(role) > len(known.role):
                    out[name[-1].i] = _Sighting(
                        name=tuple(name),
                        role=tuple(role),
                        extra=extra,
                        also=tuple(after) if before else (),
                    )
                break
    return [out[place] for place in sorted(out)]


def gender_of(name: Sequence[str], around: Iterable[str]) -> str:
    """Guess a person's gender for pronouns: "m", "f" or "" where nothing tells."""
    near = {word.casefold().strip(".") for word in around}
    if near & words.FEMALE_WORDS:
        return "f"
    if near & words.MALE_WORDS:
        return "m"
    first = fold(name[0]) if len(name) > 1 else ""
    if first in words.FEMALE_NAMES:
        return "f"
    if first in words.MALE_NAMES:
        return "m"
    return "f" if len(name) > 1 and fold(name[-1]).endswith(words.FEMALE_ENDINGS[:4]) else ""


def collect_persons(parse: Parse, sources: Iterable[Sequence[Token]]) -> tuple[Person, ...]:
    """Group all mentions of persons by identity.

    A surname alone belongs to the person whose full name ends with it; two full names with one
    surname stay apart.

    Returns
    -------
    tuple of Person
        In the order of first mention.
    """
    seen = _sightings(parse, sources)
    full = [sighting for sighting in seen if len(sighting.name) > 1]
    groups: list[list[_Sighting]] = []
    for sighting in full:
        folded = {fold(t.text) for t in sighting.name}
        last = fold(sighting.name[-1].text)
        for group in groups:
            other = {fold(t.text) for t in group[0].name}
            same_last = fold(group[0].name[-1].text) == last
            if same_last and (folded <= other or other <= folded):
                group.append(sighting)
                break
        else:
            groups.append([sighting])
    for sighting in seen:
        if len(sighting.name) == 1:
            _place(sighting, groups)
    persons = [_person(parse, sorted(g, key=lambda s: s.name[-1].i)) for g in groups]
    return tuple(sorted(persons, key=lambda p: p.mentions[0]))


def _place(sighting: _Sighting, groups: list[list[_Sighting]]) -> None:
    """Give a single word to the group that it may stand for, the nearest before it first."""
    word = fold(sighting.name[0].text)
    fitting = [g for g in groups if word in {fold(g[0].name[-1].text), fold(g[0].name[0].text)}]
    if not fitting:
        groups.append([sighting])
        return
    before = [g for g in fitting if g[0].name[-1].i < sighting.name[-1].i]
    (before[-1] if before else fitting[0]).append(sighting)


def _person(parse: Parse, group: Sequence[_Sighting]) -> Person:
    longest = max(group, key=lambda s: (len(s.name) > 1, -s.name[-1].i))
    roles = [sighting.role for sighting in group if sighting.role]
    texts = [token.text for token in longest.name]
    around = [t.text for s in group for t in (*s.extra, *s.role, *s.also)]
    folded = frozenset(fold(token.text) for s in group for token in s.name)
    surnames = {fold(longest.name[-1].text)} | {fold(s.name[-1].text) for s in group}
    role = " ".join(parse.article.slice(parse.span(roles[0])).split()) if roles else None
    return Person(
        name=" ".join(parse.article.slice(parse.span(longest.name)).split()),
        words=folded,
        surnames=frozenset(surnames),
        role=role,
        role_words=frozenset(fold(t.lemma_) for s in group for t in (*s.role, *s.also)),
        gender=gender_of(texts, around),
        mentions=tuple(s.name[-1].i for s in group),
        evidence=tuple(sorted({t.i for s in group for t in (*s.extra, *s.role, *s.also)})),
    )
