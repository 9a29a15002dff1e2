"""What shows that capitalised words name a person: a title, a pronoun after them, an office before?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.speakers import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse

_PRONOUNS: Final = frozenset({"he", "she", "his", "her"})


def is_title(token: Token) -> bool:
    """Whether a word is a title or a part of an office."""
    return token.lower_.strip(".") in words.TITLES | words.OFFICE_WORDS


def is_taken_up(tokens: Sequence[Token], phrase: Sequence[Token]) -> bool:
    """Whether "he" or "she" takes up two or three capitalised words that say something."""
    last = tokens[-1]
    plain = len(tokens) < 4 and all(t.pos_ == "PROPN" and t.is_title for t in tokens)
    if not plain or last.dep_ != "nsubj" or phrase[0].pos_ == "DET":
        return False
    doc, end = last.doc, last.sent.end
    after = doc[end].sent.end if end < len(doc) else end
    for token in doc[last.i + 1 : after]:
        if token.lower_ in _PRONOUNS and token.dep_ in {"nsubj", "nsubjpass", "poss"}:
            return True
        if token.ent_type_ == "PERSON" or token.lower_ in words.TITLES:
            break
    return last.i == tokens[0].sent.start + len(tokens) - 1 and _office_before(last)


def _office_before(last: Token) -> bool:
    """Whether the sentence before has an office without a name as its subject."""
    doc, start = last.doc, last.sent.start
    for token in doc[doc[start - 1].sent.start if start else 0 : start]:
        if token.dep_ == "nsubj" and token.tag_ == "NN" and token.lower_ in words.TITLES:
            named = any(c.dep_ in {"appos", "compound"} and c.tag_ == "NNP" for c in token.rights)
            return not named and token.left_edge.pos_ in {"DET", "PROPN"}
    return False


def titled_names(parse: Parse) -> list[list[Token]]:
    """Return titles with the names behind them, whatever the model took these for."""
    doc = parse.doc
    out: list[list[Token]] = []
    for token in doc:
        if token.lower_.strip(".") not in words.TITLES or not token.text[:1].isupper():
            continue
        end = token.i + 1
        while end < token.sent.end and (
            (doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper())
            or doc[end].text == "-"
            or doc[end].lower_ in words.PARTICLES
        ):
            end += 1
        last = doc[end - 1]
        named = last.dep_ in {"nsubj", "nsubjpass", "appos"} or last.ent_type_ == "PERSON"
        if end > token.i + 1 and named and last.pos_ == "PROPN" and last.head.i >= token.i:
            low = token.i
            while low > token.sent.start and is_title(doc[low - 1]):
                low -= 1
            out.append(list(doc[low:end]))
    return out


def is_after_article(name: Sequence[Token]) -> bool:
    """Whether "the" stands before a single word: "the Rovuma" is a river."""
    first = name[0]
    return len(name) == 1 and first.i > 0 and first.nbor(-1).lower_ == "the"
