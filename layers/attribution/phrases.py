"""Who is behind "according to X", "citing X", "in the words of X"?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.cues import PHRASES, RELAY_LEMMAS
from dateline.layers.attribution.tree import FINITE, NOMINAL, Draft, child_of, phrase_range, trim
from dateline.layers.speakers.words import (
    GOVERNMENT_WORDS,
    GROUP_WORDS,
    NEWS_WORDS,
    PEOPLE,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

    from dateline.layers.attribution.cues import CueClass
    from dateline.layers.attribution.tree import Range

CITED: Final = (
    GROUP_WORDS
    | GOVERNMENT_WORDS
    | NEWS_WORDS
    | TITLES
    | PEOPLE
    | {
        "source",
        "statement",
        "report",
        "document",
        "estimate",
        "figure",
        "file",
        "record",
        "letter",
        "data",
    }
)
OWN_WORDS: Final[Mapping[str, CueClass]] = {
    "words": "say", "account": "say", "telling": "say",
    "view": "think", "opinion": "think", "eyes": "think", "assessment": "think",
}  # fmt: skip
RELAY_PHRASES: Final = frozenset({"citing", "quoting", "referring", "with"})


def phrase_drafts(doc: Doc) -> Iterator[Draft]:
    """Yield the attributions of "according to X" and its like, on either side of the content."""
    first_words = {words[0] for words in PHRASES}
    for token in doc:
        if token.lower_ not in first_words:
            continue
        words = next(
            (
                known
                for known in PHRASES
                if tuple(word.lower_ for word in doc[token.i : token.i + len(known)]) == known
            ),
            None,
        )
        if words is None:
            continue
        draft = _phrase_draft(doc, token, len(words), PHRASES[words])
        if draft is not None:
            yield draft
    yield from _own_words(doc)


def _own_words(doc: Doc) -> Iterator[Draft]:
    """Yield "in her words, …", "in the minister's view, …": the owner speaks."""
    for token in doc:
        noun = child_of(token, "pobj") if token.lower_ in {"in", "by"} else None
        if noun is None or noun.lower_ not in OWN_WORDS or noun.i - token.i > len(OWN_WORDS):
            continue
        owner = child_of(noun, "poss")
        if owner is None or owner.lower_ == "other":
            continue
        sent = token.sent
        pieces = _around(doc, (token.i, noun.i + 1), sent.start, sent.end)
        if pieces:
            yield Draft(
                head=token.i,
                cue=((token.i, token.i + 1), (noun.i, noun.i + 1)),
                source=(phrase_range(owner),),
                content=pieces,
                cue_class=OWN_WORDS[noun.lower_],
                lemma=f"in {noun.lower_}",
                frame="phrase",
            )


def _phrase_draft(doc: Doc, token: Token, length: int, cue_class: CueClass) -> Draft | None:
    last = doc[token.i + length - 1]
    sent = token.sent
    target = child_of(last, "pobj", "dobj")
    if target is None:
        after = doc[last.i + 1] if last.i + 1 < sent.end else None
        if after is None or after.pos_ not in {*NOMINAL, "DET", "ADJ", "VERB"}:
            return None
        target = after
        while target.head.i > target.i and target.head.pos_ in NOMINAL and target.head.i < sent.end:
            target = target.head
        if target.pos_ == "VERB":  # "according to show insiders"
            target = child_of(target, "dobj") or target
    if target.tag_ in {"WDT", "WP"}:
        return None  # "rumours according to which …": the rumours are told of, and by nobody
    if token.lower_ == "per" and target.pos_ != "PROPN":
        return None
    if token.lower_ in {"citing", "quoting", "referring"} and not _can_speak(target):
        return None
    low, high = phrase_range(target)
    low = max(low, last.i + 1)
    cue = (token.i, last.i + 1)
    high = _with_apposition(doc, high, sent.end)
    content = _around(doc, (token.i, high), sent.start, sent.end)
    comma = next((i for i in range(low, high) if doc[i].text == ","), None)
    if not content and comma is not None:  # the parse took the statement for a part of the name
        high = comma
        content = _around(doc, (token.i, high), sent.start, sent.end)
    if not content:
        return None
    return Draft(
        head=token.i,
        cue=(cue,),
        source=((low, high),),
        content=content,
        cue_class=cue_class,
        lemma=" ".join(word.lower_ for word in doc[cue[0] : cue[1]]),
        frame="relay phrase" if token.lower_ in RELAY_PHRASES else "phrase",
    )


def _with_apposition(doc: Doc, high: int, end: int) -> int:
    """Take in the apposition that the parser tied to the statement behind it.

    "According to the mayor, an Albanian elected by few, | the line is open": up to its comma.
    """
    if high + 1 >= end or doc[high].text != "," or doc[high + 1].lower_ not in {"a", "an"}:
        return high
    comma = next((i for i in range(high + 1, min(end, high + 16)) if doc[i].text == ","), end)
    if comma >= end - 1 or any(doc[i].tag_ in FINITE for i in range(high + 1, comma)):
        return high
    told = any(doc[i].tag_ in FINITE for i in range(comma + 1, end))
    return comma if told and doc[comma + 1].tag_ not in FINITE else high


def _can_speak(noun: Token) -> bool:
    """Say whether a noun is a name or a word for those whom reports cite."""
    if noun.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} and noun.pos_ == "PROPN":
        return True
    forms = {noun.lower_, noun.lemma_.lower(), noun.lower_ + "s"}
    return bool(forms & CITED)


def _around(doc: Doc, group: Range, start: int, end: int) -> tuple[Range, ...]:
    """Return the sentence around a parenthetical group, without the group."""
    before = trim(doc, (start, group[0])) if start < group[0] else None
    after = trim(doc, (group[1], end)) if group[1] < end else None
    has_verb = before is not None and any(
        doc[i].pos_ in {"VERB", "AUX"} for i in range(before[0], before[1])
    )
    whole = (
        after is None or doc[group[1]].text not in {",", "—"} or doc[start].sent.root.i < group[0]
    )
    if before is not None and has_verb and whole:
        return (before,)
    return tuple(
        piece for piece in (before, after) if piece is not None and piece[1] - piece[0] > 1
    )


def is_relay(draft: Draft) -> bool:
    """Say whether the cue is one with which an outlet passes on a statement."""
    return draft.lemma in RELAY_LEMMAS or draft.frame == "relay phrase"
