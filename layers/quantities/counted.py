"""What does a number count: soldiers, vehicles, families, square kilometres?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dateline.geo.reports.article import Span
from dateline.layers.quantities.units_of_measure import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse

_FATE: Final = re.compile(
    r"\s+(?:(?:were|was|are|have\s+been|had\s+been|others\s+were|others|more)\s+)*"
    r"(?P<fate>killed|dead|wounded|injured|missing|displaced|hurt|arrested|detained|captured|evacuated)\b"
)
_FATE_OF_NOUN: Final = re.compile(
    r"\s+(?P<fate>[a-z]+s)\s+(?:dead|killed|wounded|injured|missing|displaced)\b"
)
_NOUN_TAGS: Final = frozenset({"NN", "NNS", "NNPS", "NNP"})


def named_unit(words: str) -> str:
    """Return the unit or kind that the words name, "" for none.

    Examples
    --------
    >>> named_unit("square kilometres"), named_unit("lorries"), named_unit("ideas")
    ('square_kilometre', 'vehicle', '')
    """
    folded = " ".join(re.sub(r"[\s\u2010\u2011-]+", " ", words).strip().lower().split())
    for unit, pattern in KINDS:
        if pattern.fullmatch(folded):
            return unit
    return ""


def counted_words(parse: Parse, tokens: Sequence[Token], end: int) -> Span | None:
    """Return the words of what is counted: "Russian soldiers", "the territory"."""
    text = parse.article.text
    partitive = re.compile(r"\s+of\s+(?=\w)").match(text, end)
    if partitive:
        head = _noun_after(parse, partitive.end())
        return Span(partitive.end(), head) if head else None
    head_token = tokens[-1].head if tokens else None
    if head_token is None or head_token.tag_ not in _NOUN_TAGS or head_token.i <= tokens[-1].i:
        return _counted_by_word(text, end)
    last = parse.ends[head_token.i]
    start = end + len(text[end:last]) - len(text[end:last].lstrip(" \u00a0\n-"))
    return Span(start, last) if start < last and last - start < 60 else None


def _counted_by_word(text: str, end: int) -> Span | None:
    """Return the word after the number if it is a known one, where the parse sees no noun."""
    following = re.compile(r"\s+(\w+)").match(text, end)
    if following is None or not named_unit(following[1]) or _FATE.match(text, end):
        return None
    return Span(following.start(1), following.end(1))


def _noun_after(parse: Parse, position: int) -> int | None:
    """Return the end of the noun phrase that starts at `position`."""
    tokens = parse.tokens(Span(position, position + 1))
    if not tokens:
        return None
    for token in parse.doc[tokens[0].i : tokens[0].i + 8]:
        following = parse.doc[token.i + 1] if token.i + 1 < len(parse.doc) else None
        is_noun = token.pos_ in {"NOUN", "PROPN", "PRON"}
        if is_noun and (following is None or following.pos_ not in {"NOUN", "PROPN"}):
            return parse.ends[token.i]
        if token.pos_ in {"VERB", "PUNCT", "SCONJ"} and token.tag_ not in {"VBN", "VBG"}:
            return None
    return None


def kind_of(
    parse: Parse, counted: Span | None, tokens: Sequence[Token], end: int
) -> tuple[str, Span | None]:
    """Return person, vehicle, aircraft … and the words that say so, by noun or verb beside."""
    if counted is not None:
        words = [w for w in parse.article.slice(counted).lower().split() if w != "strong"] or [""]
        unit = next((u for word in (words[-1], *words[:-1]) if (u := named_unit(word))), "")
        if unit:
            return unit, counted
    fate = _FATE.match(parse.article.text, end) or _FATE_OF_NOUN.match(parse.article.text, end)
    if fate is not None:
        return "person", counted or Span(fate.start("fate"), fate.end("fate"))
    head = tokens[-1].head if tokens else None
    if (
        counted is None
        and head is not None
        and head.lemma_ in {"kill", "wound", "injure", "displace"}
    ):
        return "person", None
    return "", counted
