"""Which words of the report name a place (toponym recognition)?

Gazetteer first: every run of capitalised words that the gazetteer knows is a candidate, whatever
a model calls it. A logistic model over named features (`geo/recognition.py`) then says how likely
each is a place name here; the longest likely run at a position wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dateline.geo.article import Span
from dateline.geo.border_mentions import find_borders
from dateline.geo.lexicon import LOCATIVE, ORGANISATIONS
from dateline.geo.metonyms import is_metonym
from dateline.geo.names import fold_name
from dateline.geo.recognition import DocumentEvidence, NameSpan, place_probability
from dateline.geo.words import APOSTROPHES, Word, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.geo.article import Article
    from dateline.geo.gazetteer import Gazetteer
    from dateline.geo.parse import Parse

MentionKind = Literal[
    "name",  # "Kulob"
    "demonym",  # "Tajik"
    "metonym",  # "Moscow" in "Moscow will equip …": a government, never a pin
    "embedded",  # a name inside an organisation's name
    "border",  # "the border with Afghanistan", "the Tajik–Afghan border", "the border"
]

LONGEST_NAME: Final = 7  # words; longer gazetteer names are official titles nobody writes
THRESHOLD: Final = 0.5
LARGE_TOWN: Final = 300_000
_INNER: Final = frozenset(
    "of the and de del della di da do dos das du des la le las los el al ar as at an ash ad az "
    "en sur upon on in am im an der den van von bei zu s i".split()
)
_READ_ZONES: Final = frozenset({"headline", "paragraph", "caption", "byline"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a place.

    Attributes
    ----------
    sides
        For a border: the country codes (ISO 3166-1 alpha-2) that the words themselves name,
        none, one or two of them; empty for other kinds.
    """

    span: Span
    surface: str
    kind: MentionKind
    sides: tuple[str, ...] = ()


def recognize_toponyms(
    article: Article, *, gazetteer: Gazetteer, parse: Parse | None = None
) -> tuple[Mention, ...]:
    """Find the place names, demonyms and borders of a report.

    Parameters
    ----------
    article
        The report; rates and boilerplate zones are not read.
    gazetteer
        Decides what can be a name.
    parse
        spaCy's view of the same report; without it the model's features from syntax and
        entity labels stay 0.

    Returns
    -------
    tuple of Mention
        Sorted by position. Names and demonyms do not overlap each other; a border's words may
        enclose the names in them ("the border with Afghanistan").
    """
    found: list[Mention] = []
    evidence = DocumentEvidence.collect(article, parse, gazetteer)
    for zone in article.zones:
        if zone.kind not in _READ_ZONES:
            continue
        words = split_words(article.text, zone.span.start, zone.span.end)
        names = _choose(words, article, gazetteer, evidence)
        found += [_mention(article, words, name, parse, gazetteer) for name in names]
    found += _unknown_names(article, parse, found)
    borders = find_borders(article, found, gazetteer=gazetteer)
    found += [
        Mention(span=span, surface=article.slice(span), kind="border", sides=sides)
        for span, sides in borders
    ]
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.kind)))


def mentions_from_spans(
    article: Article, spans: Sequence[Span], *, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """Make mentions of spans that the caller gives; nothing else is recognised.

    A span whose words are only known as a demonym becomes one; the order is the caller's.
    """
    mentions = []
    for span in spans:
        surface = article.slice(span)
        kind: MentionKind = "demonym" if is_demonym(surface, gazetteer) else "name"
        mentions.append(Mention(span=span, surface=surface, kind=kind))
    return tuple(mentions)


def is_demonym(surface: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a word is foremost a demonym: "German" is, though towns of that name exist."""
    if not gazetteer.demonym(surface) or _is_plural(surface, gazetteer):
        return False
    return not any(
        place.feature_code.startswith(("PCL", "ADM1"))
        or (place.population > LARGE_TOWN and kind == "name")
        for place, kind in gazetteer.candidates(surface)
    )


def _unknown_names(
    article: Article, parse: Parse | None, found: Sequence[Mention]
) -> Iterator[Mention]:
    """Names that the gazetteer lacks but the words use as a place ("in Melit"): kept, unresolved.

    Only where the language model sees a place and a locative preposition stands before it, or
    sees some name where only a place can stand ("near Jarinje").
    """
    if parse is None:
        return
    taken = {position for m in found for position in range(m.span.start, m.span.end)}
    for entity in parse.doc.ents:
        before = parse.doc[entity.start - 1].lower_ if entity.start else ""
        locative = before in LOCATIVE and entity.label_ in {"GPE", "LOC"}
        beside = before in {"near", "outside"} and entity.label_ in {"PERSON", "ORG", "FAC"}
        if not all(token.text[0].isupper() for token in entity):
            continue
        span = parse.span(entity)
        if (locative or beside) and taken.isdisjoint(range(span.start, span.end)):
            yield Mention(span=span, surface=article.slice(span), kind="name")


def _is_plural(surface: str, gazetteer: Gazetteer) -> bool:
    """Whether the word means people ("Cubans"), who are not a place."""
    return surface.endswith("s") and bool(gazetteer.demonym(surface[:-1]))


def _choose(
    words: Sequence[Word], article: Article, gazetteer: Gazetteer, evidence: DocumentEvidence
) -> list[NameSpan]:
    chosen: list[NameSpan] = []
    position = 0
    while position < len(words):
        best = None
        for name in name_runs(words, position, article.text, gazetteer):
            if (
                place_probability(name, words, article.text, gazetteer, evidence, chosen)
                >= THRESHOLD
            ):
                best = name
                break
        if best is None:
            position += 1
        else:
            chosen.append(best)
            position = best.last + 1
    return chosen


def name_runs(
    words: Sequence[Word], first: int, text: str, gazetteer: Gazetteer
) -> Iterator[NameSpan]:
    """Yield the gazetteer's names and demonyms that start at word `first`, longest first."""
    if not words[first].capital or (words[first].joint and _inside_word(words, first, text)):
        return
    found = []
    for last in range(first, min(first + LONGEST_NAME, len(words))):
        word = words[last]
        if last > first and not (word.joint and _may_continue(word)):
            break
        surface = text[words[first].start : word.end]
        key = fold_name(surface)
        demonym = last == first and is_demonym(surface, gazetteer)
        if (word.capital or last == first) and (demonym or _is_name(surface, key, gazetteer)):
            found.append(NameSpan(first, last, surface, demonym))
        if text[word.end : word.end + 1] not in APOSTROPHES and not gazetteer.is_prefix(key):
            break
    yield from reversed(found)


def _is_name(surface: str, key: str, gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer has the name, an article only where it belongs to it ("The Hague")."""
    if not gazetteer.has(key) or (surface.isupper() and key in ORGANISATIONS):
        return False
    if not key.startswith("the "):
        return True
    return any(fold_name(place.name) == key for place, _ in gazetteer.candidates(surface))


def _may_continue(word: Word) -> bool:
    return word.capital or word.text[0].isdigit() or word.text.casefold() in _INNER


def _inside_word(words: Sequence[Word], index: int, text: str) -> bool:
    """Whether the word is the tail of "N'Djamena" or "O'Neill" rather than a word of its own."""
    between = text[words[index - 1].end : words[index].start]
    return between in APOSTROPHES and len(words[index - 1].text) <= 2


def span_of(name: NameSpan, words: Sequence[Word], text: str, gazetteer: Gazetteer) -> Span:
    """Return the name's span; the stop of a short form belongs to it ("Ky.")."""
    end = words[name.last].end
    short = name.first == name.last and len(name.surface) <= 5 and not name.surface.isupper()
    if short and text[end : end + 1] == ".":
        kinds = {kind for _, kind in gazetteer.candidates(name.surface)}
        if kinds & {"abbreviation", "code"} and "name" not in kinds:
            end += 1
    return Span(words[name.first].start, end)


def _mention(
    article: Article,
    words: Sequence[Word],
    name: NameSpan,
    parse: Parse | None,
    gazetteer: Gazetteer,
) -> Mention:
    span = span_of(name, words, article.text, gazetteer)
    kind: MentionKind = "demonym" if name.demonym else "name"
    if kind == "name" and parse is not None and is_metonym(span, parse, gazetteer):
        kind = "metonym"
    return Mention(span=span, surface=article.slice(span), kind=kind)
