"""Who speaks a quotation? Cues beside quotation marks, colons and dashes, found by position."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.layers.attribution_syntax import (
    NOMINAL,
    Draft,
    cue_range,
    phrase_range,
    subject_of,
    trim,
)
from dateline.layers.cues import SPEECH_LEMMAS, load_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from dateline.layers.attribution_syntax import Range
    from dateline.layers.cues import CueClass

# Labels of sections and live blogs that stand before a colon.
NO_SOURCE: Final = frozenset(
    "clarification correction correction: update the latest live breaking watch video photos "
    "analysis opinion exclusive explainer factbox editor's note".split()
) | {"the latest", "live updates", "editor's note", "breaking news"}
DASHES: Final = frozenset({"—", "–", "―", "-", "--"})
SIGNATURE: Final = 9  # tokens of a name signed under a quotation
WINDOW: Final = 40  # tokens between a quotation and its verb
NAME: Final = re.compile(r"[A-Z][\w.'’-]*$")
MARKS: Final = frozenset({'"', "''", "``"})
STOPS: Final = MARKS | {".", ";", "?", "!"}


def class_of(verb: Token) -> CueClass:
    """Return the lexicon's class of a verb, "say" where it has none."""
    known = load_cues().get((verb.lemma_.lower(), "verb"))
    return known[0].cue_class if known else "say"


def _speech_verb(doc: Doc, tokens: Sequence[int]) -> Token | None:
    return next(
        (
            doc[i]
            for i in tokens
            if doc[i].pos_ in {"VERB", "AUX"} and doc[i].lemma_.lower() in SPEECH_LEMMAS
        ),
        None,
    )


def _beside(doc: Doc, verb: Token, low: int, high: int) -> Range | None:
    """Find the source beside a verb in [low, high), by the parse or by position."""
    subject = subject_of(verb)
    if subject is not None:
        found = phrase_range(subject)
        if found[0] >= low and found[1] <= high and not found[0] <= verb.i < found[1]:
            return found
        if subject.sent.start <= subject.i < low:
            return (subject.i, subject.i + 1) if found[1] > low else found
    if verb.i > low and doc[verb.i - 1].pos_ in NOMINAL:
        head = doc[verb.i - 1]
        begin = head.left_edge.i if head.left_edge.i >= low else head.i
        return begin, verb.i
    after = verb.i + 1
    if after < high and (doc[after].pos_ in NOMINAL or doc[after].pos_ in {"DET", "ADJ"}):
        end = after
        while end < high and doc[end].text not in {",", ".", ":", ";", '"', "—", "–"}:
            end += 1
        return after, end
    return None


def _make(verb: Token, source: Range | None, content: Range) -> Draft:
    return Draft(
        head=verb.i,
        cue=(cue_range(verb),),
        source=(source,) if source else (),
        content=(content,),
        cue_class=class_of(verb),
        lemma=verb.lemma_.lower(),
        frame="quotation",
    )


def after_quotation(doc: Doc, quote: Range, end: int) -> Draft | None:
    """Find "…," X said / said X behind a quotation that ends before token `end`."""
    low = quote[1]
    while low < end and (doc[low].text in DASHES or doc[low].text in {",", "."}):
        low += 1
    if low > quote[1] and doc[low - 1].text in DASHES:
        signature = _signature(doc, quote, low, end)
        if signature is not None:
            return signature
    high = low
    while high < end and high - low < WINDOW and doc[high].text not in STOPS:
        high += 1
    if low >= high:
        return None
    verb = _speech_verb(doc, range(low, high))
    if verb is None or _new_statement(doc, low, verb):
        return None
    source = _beside(doc, verb, low, high)
    return _make(verb, source, quote) if source else None


def _signature(doc: Doc, quote: Range, low: int, end: int) -> Draft | None:
    """Read a name signed under a quotation behind a dash ("…" — Name, 34)."""
    words = [token for token in doc[low:end] if not token.is_space]
    if not words or len(words) > SIGNATURE or words[0].pos_ != "PROPN":
        return None
    if any(word.pos_ in {"VERB", "AUX"} for word in words):
        return None
    name = trim(doc, (low, end))
    if name is None:
        return None
    return Draft(
        head=low - 1,
        cue=((low - 1, low),),
        source=(name,),
        content=(quote,),
        cue_class="say",
        lemma="—",
        frame="colon",
    )


def _new_statement(doc: Doc, low: int, verb: Token) -> bool:
    """Say whether the words behind the quotation do not end with the verb's speaker."""
    own = sum(1 for i in range(low, verb.i) if doc[i].text == ",")
    return own > 2 or any(child.dep_ == "mark" for child in verb.children)


def before_quotation(doc: Doc, quote: Range, start: int) -> Draft | None:
    """Find X said: "…" before a quotation, from token `start` on."""
    high = quote[0]
    if high - 1 < start:
        return None
    gap = doc[high - 1]
    if gap.text in {".", "!", "?"}:
        return None
    low = max(start, high - WINDOW)
    i = high - 1
    while i >= low and doc[i].text not in MARKS:
        token = doc[i]
        if token.pos_ in {"VERB", "AUX"} and token.lemma_.lower() in SPEECH_LEMMAS:
            source = _beside(doc, token, start, high)
            if source and (gap.text in {",", ":", "-", "--"} or i >= high - 4):
                draft = _make(token, source, quote)
                return _with_left_part(doc, draft, max(start, token.sent.start))
            return None
        i -= 1
    if gap.text == ":" and high - start > 1:
        return colon_draft(doc, start, high - 1, quote)
    return None


def _with_left_part(doc: Doc, draft: Draft, start: int) -> Draft:
    """Add what stands before a parenthesis: It was, X said, "…"."""
    verb = doc[draft.head]
    low = min(draft.cue[0][0], *(begin for begin, _ in draft.source))
    if low - 1 <= start or doc[low - 1].text != ",":
        return draft
    left = trim(doc, (start, low - 1))
    if left is None or not any(doc[i].pos_ in {"VERB", "AUX"} for i in range(*left)):
        return draft
    if any(
        child.left_edge.i <= left[0] <= child.i for child in verb.children if child.dep_ == "advcl"
    ):
        return draft
    return replace(draft, content=(left, *draft.content))


def colon_draft(doc: Doc, start: int, colon: int, content: Range) -> Draft | None:
    """Read "Minister: we will …": a short noun phrase, a colon, what is said."""
    words = [doc[i] for i in range(start, colon) if not doc[i].is_punct and not doc[i].is_space]
    if not words or len(words) > 8 or any(word.pos_ in {"VERB", "AUX"} for word in words):
        return None
    if not any(NAME.match(word.text) for word in words):
        return None
    if " ".join(word.lower_ for word in words) in NO_SOURCE:
        return None
    source = trim(doc, (start, colon))
    inner = trim(doc, content)
    if source is None or inner is None:
        return None
    return Draft(
        head=colon,
        cue=((colon, colon + 1),),
        source=(source,),
        content=(inner if doc[content[0]].text not in MARKS else content,),
        cue_class="say",
        lemma=":",
        frame="colon",
    )
