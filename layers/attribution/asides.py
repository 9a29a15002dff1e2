"""Which reporting clauses interrupt or close a statement: "The road, the mayor wrote, is mined"?

Parsers often tie such a clause to the statement's subject or to a noun, so it is found by
position: between two commas, or behind the last one of the sentence, finite, with a verb of
speaking and its speaker; what stands around or before it is the content.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.cues import SPEECH_LEMMAS, load_cues
from dateline.layers.attribution.tree import NOMINAL, Draft, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from dateline.layers.attribution.tree import Range

LONGEST: Final = 14  # tokens of the clause between its commas
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_ANY_FINITE: Final = _FINITE | {"MD"}
_OPENERS: Final = frozenset({"who", "which", "that", "where", "when", "after", "before", "as"})
_SPEAKERS: Final = frozenset({"he", "she", "they", "it", "i", "we"})
_GO_ON: Final = "go"
# Verbs that say nothing without an object; closing a sentence, they say what stands before them.
_TOLD: Final = frozenset(
    "say report stress note add claim state announce warn allege insist write declare".split()
)
_RELAYED: Final = 4  # tokens between a verb of speaking and the relay behind its comma
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)


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
        closing = _closing(doc, sent.start, sent.end)
        if closing is not None:
            yield closing


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


def _closing(doc: Doc, start: int, end: int) -> Draft | None:
    """Return ", a diplomat who had seen the order said on Monday." with all before it as content."""
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    last = next((i for i in range(end - 1, start, -1) if _may_close(doc[i])), start)
    verb = doc[last]
    if verb.lemma_.lower() not in _TOLD or verb.tag_ == "MD":
        return None
    comma = next((i for i in range(last - 1, start, -1) if doc[i].text == ","), start)
    told = doc[start:comma]
    if not 1 < last - comma <= LONGEST or not any(t.tag_ in _ANY_FINITE for t in told):
        return None
    if any(t.is_quote for t in doc[start:end]) or any(t.text in {";", ":"} for t in told):
        return None
    source, behind = doc[comma + 1 : last], doc[last + 1 : end]
    opens = source[0].pos_ in {"DET", "PROPN", "ADJ", "NOUN", "NUM"} or source[0].tag_ == "PRP$"
    describes = any(t.tag_ in {"WP", "WDT"} for t in source)
    if not opens or source[0].lower_ in _OPENERS:
        return None
    if any(t.tag_ in _ANY_FINITE for t in source) and not describes:
        return None
    if any(t.pos_ in {"VERB", "AUX", "SCONJ"} or t.tag_ == "PRP" for t in behind):
        return None
    if behind and behind[0].pos_ not in {"ADP", "ADV"} and behind[0].lower_ not in _DAYS:
        return None
    clauses = [t for t in told if t.tag_ in _ANY_FINITE]
    if clauses[-1].lemma_.lower() in SPEECH_LEMMAS and comma - clauses[-1].i <= _RELAYED:
        return None  # "…, the president said, the agency reports": one who passes it on
    dependent = told[0].dep_ in {"mark", "advmod"} or told[0].tag_ in {"IN", "WRB"}
    parts = [t for t in told if t.text == "," and clauses[0].i < t.i < clauses[-1].i]
    if dependent and not parts:
        return None  # "When the firing stopped, the mayor said on Monday …"
    return _draft(verb, (comma + 1, last), ((start, comma),))


def _may_close(token: Token) -> bool:
    """Whether a verb is finite, or may be: "monitors reported on Friday" is read as a participle."""
    if token.tag_ != "VBN" or token.dep_ not in {"acl", "conj"}:
        return token.tag_ in _ANY_FINITE
    if token.lower_ == "said" and token.nbor(-1).pos_ != "AUX":
        return not any(c.dep_ in {"aux", "auxpass"} for c in token.lefts)
    return token.head.tag_ in {"NNS", "NNP"} and token.head.i == token.i - 1


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
