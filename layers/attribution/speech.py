"""Who speaks a quotation? Cues beside quotation marks, colons and dashes, found by position."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.cues import SPEECH_LEMMAS, load_cues
from dateline.layers.attribution.tree import (
    NOMINAL,
    Draft,
    cue_range,
    phrase_range,
    subject_of,
    trim,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from dateline.layers.attribution.cues import CueClass
    from dateline.layers.attribution.tree import Range

# Labels of sections and live blogs that stand before a colon.
NO_SOURCE: Final = frozenset(
    "clarification correction correction: update the latest live breaking watch video photos "
    "analysis opinion exclusive explainer factbox editor's note".split()
) | {
    "the latest",
    "live updates",
    "editor's note",
    "breaking news",
    "thread",
    "long read",
    "timeline",
    "fact check",
    "in pictures",
    "question",
    "answer",
}
DASHES: Final = frozenset({"—", "–", "―", "-", "--"})
SIGNATURE: Final = 9  # tokens of a name signed under a quotation
WINDOW: Final = 40  # tokens between a quotation and its verb
NAME: Final = re.compile(r"[A-Z][\w.'’-]*$")
MARKS: Final = frozenset({'"', "''", "``"})
STOPS: Final = MARKS | {".", ";", "?", "!"}
ENDS: Final = STOPS | {":", "—", "–", "―", "--", "("}
FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Verbs that ask for something as well; beside a quotation they only introduce it.
_TELLING: Final = frozenset({"tell", "insist", "suggest"})
PAUSES: Final = frozenset({",", "?", "!"})
NEAR: Final = 5  # tokens between a verb and the quotation that it announces
# Verbs that announce speech only with the word behind them ("went on", "as X put it").
SECOND_WORDS: Final = {"go": "on", "put": "it"}


def class_of(verb: Token) -> CueClass:
    """Return the lexicon's class of a verb, "say" where it has none."""
    known = load_cues().get((verb.lemma_.lower(), "verb"), ())
    telling: list[CueClass] = [
        c.cue_class for c in known if "clause" in c.frames and c.cue_class != "request"
    ]
    if verb.lemma_.lower() in _TELLING and telling:
        return telling[0]
    return known[0].cue_class if known else "say"


def _speech_verb(doc: Doc, tokens: Sequence[int]) -> Token | None:
    return next((doc[i] for i in tokens if _announces(doc[i])), None)


def _announces(token: Token) -> bool:
    """Say whether a verb announces speech: "went on", "put it" and "was speaking" do so, too."""
    lemma = token.lemma_.lower()
    if lemma == "speak":
        return token.tag_ == "VBG" and any(c.tag_ in FINITE for c in token.lefts)
    needed = SECOND_WORDS.get(lemma)
    if needed is not None:
        return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == needed
    if token.tag_ == "VBN" and token.dep_ == "acl" and lemma != "say":
        return False  # "The villages, called Pangda there, …"
    return token.pos_ in {"VERB", "AUX"} and lemma in SPEECH_LEMMAS


def _beside(doc: Doc, verb: Token, low: int, high: int, quote: Range) -> Range | None:
    """Find the source beside a verb in [low, high), by the parse or by position."""
    subject = subject_of(verb)
    if verb.tag_ == "VBG" and (subject is None or subject.i > verb.i):
        main = next((doc[i] for i in range(verb.i, low - 1, -1) if doc[i].tag_ in FINITE), verb)
        subject = subject_of(main)
    if subject is not None and not quote[0] <= subject.i < quote[1]:
        found = phrase_range(subject)
        if found[0] >= low and found[1] <= high and not found[0] <= verb.i < found[1]:
            return _whole_phrase(doc, verb, found, low)
        if subject.sent.start <= subject.i < low:
            return (subject.i, subject.i + 1) if found[1] > low else found
    if verb.i > low:
        before = _phrase_before(doc, low, verb.i)
        if before is not None:
            return before
    if verb.i > low and doc[verb.i - 1].pos_ in NOMINAL:
        head = doc[verb.i - 1]
        begin = head.left_edge.i if head.left_edge.i >= low else head.i
        return begin, verb.i
    return _phrase_behind(doc, verb.i + 1, high)


def _whole_phrase(doc: Doc, verb: Token, found: Range, low: int) -> Range:
    """Widen a source in front of its verb to the whole phrase between quotation and verb."""
    whole = _phrase_before(doc, low, verb.i) if found[1] <= verb.i else None
    return whole if whole is not None and whole[0] <= found[0] else found


def _phrase_before(doc: Doc, low: int, verb: int) -> Range | None:
    """Return [low, verb) without adverbs at its end, if it is one noun phrase and no clause."""
    while verb - 1 > low and doc[verb - 1].pos_ in {"ADV", "AUX", "SPACE"}:
        verb -= 1
    if verb <= low or doc[low].pos_ not in {*NOMINAL, "DET", "ADJ", "VERB"}:
        return None
    inner = False
    for i in range(low, verb):
        inner = inner or doc[i].tag_ in {"WP", "WP$", "WDT"}
        if doc[i].pos_ in {"SCONJ", "CCONJ"} and doc[i].lower_ not in {"and", "or"}:
            return None
        if doc[i].tag_ in FINITE and not inner:
            return None
    return trim(doc, (low, verb))


def _phrase_behind(doc: Doc, low: int, high: int) -> Range | None:
    """Return the noun phrase from `low` on, with the apposition behind its comma."""
    if low >= high or not (doc[low].pos_ in NOMINAL or doc[low].pos_ in {"DET", "ADJ"}):
        return None
    end = low
    while end < high and doc[end].text not in ENDS and not _ends_phrase(doc[end]):
        if doc[end].text == "," and not _apposition(doc, end + 1, high):
            break
        end += 1
    return trim(doc, (low, end))


def _ends_phrase(token: Token) -> bool:
    """Whether a word is no part of a noun phrase; "a retired officer" has a participle in it."""
    inner = token.dep_ == "amod" and token.head.i > token.i
    return token.pos_ == "SCONJ" or (token.pos_ == "VERB" and not inner)


def _apposition(doc: Doc, low: int, high: int) -> bool:
    """Say whether the words behind a comma name the same person again ("a former judge")."""
    return low < high and (doc[low].lower_ in {"a", "an", "the"} or doc[low].pos_ == "NOUN")


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
    if doc[low - 1].text[-1] in DASHES:
        signature = _signature(doc, quote, low, end)
        if signature is not None:
            return signature
    high = low
    while high < end and high - low < WINDOW and doc[high].text not in STOPS:
        high = _behind_nickname(doc, high + 1, end)
    if low >= high:
        return None
    verb = _speech_verb(doc, range(low, high))
    if verb is None:
        verb = _inverted(doc, quote, low, high)
    if verb is None or _new_statement(doc, low, verb) or _tells_more(doc, quote, low, verb):
        return None
    source = _beside(doc, verb, low, high, quote)
    return _make(verb, source, quote) if source else None


def _inverted(doc: Doc, quote: Range, low: int, high: int) -> Token | None:
    """Return the verb behind a quotation that a noun phrase follows: "…," grinned one of them."""
    verb = doc[low]
    inner = doc[quote[1] - 2] if quote[1] - 2 > quote[0] else verb
    if inner.text not in PAUSES or verb.tag_ not in {"VBD", "VBZ"} or low + 1 >= high:
        return None
    follows = doc[low + 1]
    named = follows.pos_ in {"PROPN", "DET", "NUM"} or follows.tag_ == "PRP$"
    return verb if named and verb.pos_ == "VERB" and verb.is_lower else None


def _tells_more(doc: Doc, quote: Range, low: int, verb: Token) -> bool:
    """Whether a new sentence behind a closed quotation has something of its own to tell."""
    inner = doc[quote[1] - 2] if quote[1] - 2 > quote[0] else doc[quote[0]]
    if inner.text != "." or not doc[low].is_sent_start:
        return False
    if verb.dep_ in {"relcl", "acl", "advcl"} or any(c.tag_ in {"WDT", "WP"} for c in verb.lefts):
        return True  # "It lies in a valley that Bhutan claims."
    return any(
        c.dep_ in {"dobj", "ccomp", "xcomp"} or (c.dep_ == "prep" and c.lower_ in {"of", "about"})
        for c in verb.rights
    )


def adjacent_cues(doc: Doc, quote: Range, start: int, end: int) -> list[Draft]:
    """Find the cues that touch a quotation: "…," X said and X said, "…".

    These are surer than the parse, which often ties a quotation to another verb.

    Parameters
    ----------
    doc
        The parse.
    quote
        Tokens of the quotation with its marks.
    start, end
        Tokens between which the cue may stand: the quotations or the paragraph around.
    """
    out = []
    before = before_quotation(doc, quote, max(start, doc[quote[0]].sent.start))
    if before is not None and before.frame == "quotation" and quote[0] - before.head <= NEAR:
        left = [low for low, high in before.content if high <= before.head]
        told = any(c.dep_ == "ccomp" and left and c.i >= left[0] for c in doc[before.head].lefts)
        out.append(before if told else replace(before, content=(quote,)))
    last = doc[quote[1] - 1] if doc[quote[1] - 1].text not in MARKS else doc[quote[1] - 2]
    comma = quote[1] < end and doc[quote[1]].text == ","
    if not out and (last.text in PAUSES or comma):
        after = after_quotation(doc, quote, end)
        if after is not None and after.frame == "quotation":
            low = quote[1] + comma
            if after.head == low or _phrase_before(doc, low, after.head) is not None:
                out.append(after)
    return out


def _behind_nickname(doc: Doc, high: int, end: int) -> int:
    """Step over a word in quotation marks between two of a name (Maria "Mia" Sosa)."""
    nick = high + 3 < end and doc[high].text in MARKS and doc[high + 2].text in MARKS
    return high + 3 if nick and doc[high - 1].is_title and doc[high + 3].is_title else high


def _signature(doc: Doc, quote: Range, low: int, end: int) -> Draft | None:
    """Read a name signed under a quotation behind a dash ("…" — Name, 34)."""
    words = [token for token in doc[low:end] if not token.is_space]
    if not words or len(words) > SIGNATURE or not NAME.match(words[0].text):
        return None
    if any(word.pos_ in {"VERB", "AUX"} and word.is_lower for word in words):
        return None
    name = trim(doc, (low, end))
    if name is None:
        return None
    return Draft(
        head=low - 1,
        cue=((low - 1, low),),
        source=(name,),
        content=((quote[0], min(quote[1], low - 1)),),
        cue_class="say",
        lemma="—",
        frame="colon",
    )


def _new_statement(doc: Doc, low: int, verb: Token) -> bool:
    """Say whether the words behind the quotation do not end with the verb's speaker."""
    own = sum(1 for i in range(low, verb.i) if doc[i].text == ",")
    return own > 2 or any(child.dep_ == "mark" and child.i >= low for child in verb.children)


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
        if _announces(token):
            source = _beside(doc, token, start, high, quote)
            if source and (gap.text in {",", ":", "-", "--"} or i >= high - 4):
                draft = _make(token, source, quote)
                return _with_left_part(doc, draft, max(start, token.sent.start))
            return None
        i -= 1
    if gap.text == ":" and high - start > 1:
        return colon_draft(doc, start, high - 1, quote) or _announced(doc, start, high - 1, quote)
    return None


def _announced(doc: Doc, start: int, colon: int, quote: Range) -> Draft | None:
    """Read a clause whose colon announces speech ("The envoy struck a softer tone: …")."""
    for i in range(colon - 1, start - 1, -1):
        verb = doc[i]
        if verb.tag_ in FINITE and verb.tag_ != "MD" and verb.sent.start >= doc[colon].sent.start:
            subject = subject_of(verb)
            source = phrase_range(subject) if subject is not None else None
            if source is not None and start <= source[0] and source[1] <= verb.i:
                return _make(verb, source, quote)
    return None


def _with_left_part(doc: Doc, draft: Draft, start: int) -> Draft:
    """Add what stands before a parenthesis: It was, X said, "…"."""
    verb = doc[draft.head]
    low = min(draft.cue[0][0], *(begin for begin, _ in draft.source))
    if verb.tag_ not in FINITE:  # "X said, adding: …" has other words on its left
        return draft
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
