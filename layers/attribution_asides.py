"""Which reporting clauses interrupt a statement: "The road, the mayor wrote on Friday, is mined"?

Parsers often tie such a clause to the statement's subject, so it is found by position: between two
commas, finite, with a verb of speaking and its speaker; what stands on both sides is the content.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.layers.attribution_tree import NOMINAL, Draft, trim
from dateline.layers.cues import SPEECH_LEMMAS, load_cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from dateline.layers.attribution_tree import Range

LONGEST: Final = 14  # tokens of the clause between its commas
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_ANY_FINITE: Final = _FINITE | {"MD"}
_OPENERS: Final = frozenset({"who", "which", "that", "where", "when", "after", "before", "as"})
_SPEAKERS: Final = frozenset({"he", "she", "they", "it", "i", "we"})
_GO_ON: Final = "go"


def aside_drafts(doc: Doc) -> Iterator[Draft]:
    """Yield the reporting clauses between commas, with the statement around them as content."""
    for sent in doc.sents:
        commas = [t.i for t in sent if t.text == ","]
        for left, right in pairwise(commas):
            if not 2 < right - left <= LONGEST:
                continue
            draft = _aside(doc, left, right, (sent.start, sent.end))
            if draft is not None:
                yield draft
        yield from _before_semicolons(doc, sent.start, sent.end)


def _before_semicolons(doc: Doc, start: int, end: int) -> Iterator[Draft]:
    """Yield ", the mayor says;" with the clause before its comma as content."""
    low = start
    for i in range(start, end):
        if doc[i].text != ";":
            continue
        comma = next((n for n in range(i - 1, low, -1) if doc[n].text == ","), -1)
        verb = (
            _reporting_verb(doc, comma + 1, i) if 2 < i - comma <= LONGEST and comma > low else None
        )
        told = any(t.tag_ in _ANY_FINITE for t in doc[low:comma]) if verb is not None else False
        if verb is not None and told and verb.i == i - 1:
            draft = _draft(verb, (comma + 1, verb.i), ((low, comma),))
            if draft is not None:
                yield draft
        low = i + 1


def _aside(doc: Doc, left: int, right: int, sentence: Range) -> Draft | None:
    verb = _reporting_verb(doc, left + 1, right)
    if verb is None or not _interrupts(doc, left, right, sentence):
        return None
    source = trim(doc, (left + 1, verb.i))
    before, after = trim(doc, (sentence[0], left)), trim(doc, (right + 1, sentence[1]))
    if source is None or before is None or after is None:
        return None
    return _draft(verb, source, (before, after))


def _draft(verb: Token, source: Range, content: tuple[Range, ...]) -> Draft | None:
    pieces = tuple(p for piece in content if (p := trim(verb.doc, piece)) is not None)
    if not pieces:
        return None
    goes_on = verb.lemma_ == _GO_ON
    cue = (verb.i, verb.i + 1 + goes_on)
    lemma = verb.lemma_.lower()
    known = load_cues().get((lemma, "verb"))
    return Draft(
        head=verb.i,
        cue=(cue,),
        source=(source,),
        content=pieces,
        cue_class=known[0].cue_class if known else "say",
        lemma=lemma,
        frame="clause",
    )


def _reporting_verb(doc: Doc, low: int, high: int) -> Token | None:
    """Return the one finite verb of the clause where it speaks and its subject opens the clause."""
    if doc[low].lower_ in _OPENERS or doc[low].dep_ in {"mark", "cc"}:
        return None
    finite = [doc[i] for i in range(low, high) if doc[i].tag_ in _ANY_FINITE]
    if len(finite) != 1 or finite[0].tag_ not in _FINITE:
        return None
    verb = finite[0]
    goes_on = verb.lemma_ == _GO_ON and verb.nbor(1).lower_ == "on"
    speaks = (verb.lemma_.lower() in SPEECH_LEMMAS and verb.lemma_ != _GO_ON) or goes_on
    if not speaks or verb.i == low:
        return None
    named = all(doc[i].pos_ in {*NOMINAL, "DET", "ADJ", "ADP", "PART"} for i in range(low, verb.i))
    lone = doc[low].pos_ == "PRON" and doc[low].lower_ not in _SPEAKERS
    return verb if named and not lone else None


def _interrupts(doc: Doc, left: int, right: int, sentence: Range) -> bool:
    """Whether a subject without its verb stands before the clause, and the verb behind it."""
    before = [doc[i] for i in range(sentence[0], left) if not doc[i].is_punct]
    after = [doc[i] for i in range(right + 1, sentence[1]) if not doc[i].is_punct]
    if not before or not after or not any(t.pos_ in NOMINAL for t in before):
        return False
    if any(t.tag_ in _ANY_FINITE for t in before) or before[0].dep_ in {"mark", "prep"}:
        return False
    return after[0].tag_ in _ANY_FINITE or (
        after[0].pos_ in {"AUX", "ADV"} and any(t.tag_ in _ANY_FINITE for t in after[:3])
    )
