"""Which words of the report name a place (toponym recognition)?

`geo/recognition/place_names.py` finds the names; here they become mentions of a kind: a demonym, a government
called by its capital, a name inside an organisation's name, a border.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dateline.geo.recognition.border_mentions import find_borders
from dateline.geo.recognition.embedded import is_embedded
from dateline.geo.recognition.metonyms import is_metonym
from dateline.geo.recognition.name_spans import NameSpan
from dateline.geo.recognition.place_names import is_demonym, recognise
from dateline.geo.recognition.vessels import without_vessels
from dateline.geo.reports.article import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.recognition.sequence_model import RecognitionModels
    from dateline.geo.reports.article import Article

MentionKind = Literal[
    "name",  # "Kulob"
    "demonym",  # "Tajik"
    "metonym",  # "Moscow" in "Moscow will equip …": a government, never a pin
    "embedded",  # a name inside an organisation's name: "Paris" in "Paris Police"
    "border",  # "the border with Afghanistan", "the Tajik–Afghan border", "the border"
    "none",  # no place at all: an analyst says so, the recogniser never
]
_SHORT: Final = 5  # letters of the longest short form that a stop belongs to ("Calif.")


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

    @property
    def is_place(self) -> bool:
        """Whether the words stand for a place that may be drawn: no government, no body's name."""
        return self.kind not in {"metonym", "embedded", "none"}


def recognize_toponyms(
    article: Article,
    *,
    gazetteer: Gazetteer,
    parse: Parse | None = None,
    models: RecognitionModels | None = None,
) -> tuple[Mention, ...]:
    """Find the place names, demonyms and borders of a report.

    Parameters
    ----------
    article
        The report; rates and boilerplate zones are not read.
    gazetteer
        Tells what is a name somewhere; names that it lacks are found, too.
    parse
        spaCy's view of the same report; without it the features from syntax and entity labels
        are absent.
    models
        Other weights than those that ship with dateline.

    Returns
    -------
    tuple of Mention
        Sorted by position. Names and demonyms do not overlap each other; a border's words may
        enclose the names in them ("the border with Afghanistan").
    """
    names = recognise(article, gazetteer, parse, models=models)
    names = without_vessels(names, article.text, gazetteer, parse)
    found = [_mention(article, name, parse, gazetteer) for name in names]
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


def _mention(
    article: Article, name: NameSpan, parse: Parse | None, gazetteer: Gazetteer
) -> Mention:
    name = _whole_demonym(article, name, gazetteer)
    span = _span(article.text, name, gazetteer)
    surface = article.slice(span)
    kind: MentionKind = "name"
    if name.last - name.first <= 1 and is_demonym(surface, gazetteer):
        kind = "demonym"
    elif parse is not None and is_metonym(span, parse, gazetteer):
        kind = "metonym"
    elif is_embedded(name, article.text):
        kind = "embedded"
    return Mention(span=span, surface=surface, kind=kind)


def _whole_demonym(article: Article, name: NameSpan, gazetteer: Gazetteer) -> NameSpan:
    """Return "South Korean" where only its second word was found."""
    if name.first != name.last or not name.first or not name.words[name.first].joint:
        return name
    whole = NameSpan(name.words, name.first - 1, name.last)
    surface = article.text[whole.start : whole.end]
    return whole if surface[0].isupper() and is_demonym(surface, gazetteer) else name


def _span(text: str, name: NameSpan, gazetteer: Gazetteer) -> Span:
    """Return the name's span; the stop of a short form belongs to it ("Ky.")."""
    start, end = name.start, name.end
    surface = text[start:end]
    if name.first == name.last and len(surface) <= _SHORT and text[end : end + 1] == ".":
        kinds = {kind for _, kind in gazetteer.candidates(surface)}
        after_comma = text[max(0, start - 2) : start].strip() == ","
        if kinds & {"abbreviation", "code"} and (after_comma or "name" not in kinds):
            end += not surface.isupper()
    return Span(start, end)
