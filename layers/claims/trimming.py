"""Which words at the edges of a clause do not belong to the claim?

Outside are punctuation and quotation marks, conjunctions, complementizers, connectives
("Moreover,", "In general,") and a leading time that a comma sets off ("In early July,"; the time
still dates the claim). Inside stay conditions, places and hedges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from spacy.tokens import Token

_CONNECTIVES: Final = frozenset(
    """moreover however meanwhile furthermore besides therefore thus hence nevertheless nonetheless
    consequently accordingly additionally finally also then so yet still instead likewise
    similarly overall generally incidentally first second third firstly secondly thirdly lastly
    indeed notably importantly earlier later previously now separately reportedly""".split()
)
_PHRASES: Final = frozenset(
    """in general|in addition|in turn|in particular|in fact|in total|in this regard|in this case|
    in this context|in other words|in the meantime|at the same time|at that time|at the time|
    as a result|for example|for instance|for his part|for her part|for its part|for their part|
    on the other hand|on the one hand|on the contrary|of course|by the way|after that|
    in conclusion|in short|above all|as well|in that connection|in this connection|among other things|
    despite this|because of this|as before|once again|to recall|in response""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_TIME_LABELS: Final = frozenset({"DATE", "TIME"})
_PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_TIME_NOUNS: Final = frozenset(
    """day week month year hour morning evening night afternoon time date spring summer autumn fall
    winter weekend decade century today yesterday tomorrow tonight past recently moment""".split()
)
_DASHES: Final = frozenset({"-", "--", "–", "—"})
_OPENING_DEPS: Final = frozenset({"cc", "preconj"})
_COMPLEMENTIZERS: Final = frozenset({"that", "how", "whether"})
# Openers of clauses that tell of a second event: "… | when shells hit the market".
OPENERS_OF_EVENTS: Final = frozenset({"when", "after", "because"})
_CONTRASTS: Final = frozenset({"while", "whereas", "although", "though"})


def claim_run(tokens: Sequence[Token], head: Token, cut: Collection[int]) -> list[Token]:
    """Return the stretch of a clause that holds its head.

    Parameters
    ----------
    tokens
        Words under the claim's head, in reading order.
    head
        The claim's head.
    cut
        Indices of reporting words. Inside ("The convoy, officials said, turned back") they are
        bridged, at the edges they are left out; words of another claim always end the stretch.

    Returns
    -------
    list of Token
        Without gaps, never empty.
    """
    inside = {t.i for t in tokens if t.i not in cut} | {head.i}
    low = high = head.i
    doc = head.doc
    words = {i for i in inside if not doc[i].is_punct} | {head.i}
    first, last = min(words), max(words)
    while low > first and _bridges(doc[low - 1], inside, cut):
        low -= 1
    while high < last and _bridges(doc[high + 1], inside, cut):
        high += 1
    while low < head.i and low not in inside:
        low += 1
    while high > head.i and high not in inside:
        high -= 1
    return _without_reporter(list(doc[low : high + 1]), head, cut)


def _without_reporter(run: list[Token], head: Token, cut: Collection[int]) -> list[Token]:
    """Leave out a reporter that the parser took for one more subject or object.

    "Trucks crossed, and local media | report that …": the words after the last ", and" belong to
    the cue that follows.
    """
    after = run[-1].i + 1
    if after not in cut or head.doc[after].is_sent_start or head.doc[after].is_punct:
        return run
    for n in range(len(run) - 1, 0, -1):
        if run[n].i <= head.i or run[n].pos_ in {"VERB", "AUX"}:
            break
        if run[n].dep_ == "cc" and run[n - 1].text == ",":
            return run[: n - 1]
    return run


def trim_run(run: Sequence[Token], head: Token, *, headline: bool) -> list[Token]:
    """Leave out the words at the edges of a clause that are not part of the claim.

    Parameters
    ----------
    run
        A clause without gaps, as from `claim_run`.
    head
        Its head; always kept.
    headline
        A headline loses its outer punctuation only.
    """
    kept = _trim_end(list(run))
    if headline:
        while len(kept) > 1 and kept[0].is_punct:
            kept = kept[1:]
        return kept
    return _trim_start(kept, head)


def _bridges(token: Token, inside: Collection[int], cut: Collection[int]) -> bool:
    return token.i in inside or token.i in cut or token.is_punct or token.is_space


def _trim_end(run: list[Token]) -> list[Token]:
    while len(run) > 1 and (run[-1].is_punct or run[-1].dep_ == "cc" or run[-1].is_space):
        if run[-1].text == ")" and any(t.text == "(" for t in run):
            break
        run = run[:-1]
    return run


def _trim_start(run: list[Token], head: Token) -> list[Token]:
    while len(run) > 1:
        length = _outside(run, head)
        if not length:
            break
        run = run[length:]
    return run


def _outside(run: Sequence[Token], head: Token) -> int:
    """Return how many words at the start stand outside the claim."""
    first = run[0]
    if first == head:
        return 0
    if length := _dateline(run):
        return length
    if first.is_punct and first.text not in {"$", "(", "#"}:
        return 1
    if first.dep_ in _OPENING_DEPS:
        return 1
    if first.dep_ in {"mark", "advmod"} and first.lower_ in _COMPLEMENTIZERS:
        return 1
    if first.lower_ in {"only", "merely", "simply"} and run[1].lower_ == "that":
        return 1
    if first.dep_ == "mark" and first.lower_ in _CONTRASTS and first.head == head:
        return 1
    if first.lower_ in OPENERS_OF_EVENTS and first.head == head and head.dep_ == "advcl":
        return 1
    return _leading_adverbial(run)


def _dateline(run: Sequence[Token]) -> int:
    """Return the length of a wire's place line ("KAMPALA, May 3 (Agency) -")."""
    if not run[0].is_sent_start or not (run[0].is_upper and len(run[0]) > len("UN ")):
        return 0
    for n, token in enumerate(run[:12]):
        if token.pos_ in {"VERB", "AUX"}:
            return 0
        if token.text in _DASHES:
            return n + 1
    return 0


def _leading_adverbial(run: Sequence[Token]) -> int:
    """Return the length of a connective or of a time, with its comma."""
    comma = next((n for n, t in enumerate(run[:14]) if t.text == ","), 0)
    if not comma:
        return _time_before_verb(run)
    opening = run[:comma]
    words = " ".join(t.lower_ for t in opening)
    if words in _CONNECTIVES or words in _PHRASES or _is_time(opening):
        return comma + 1
    return 0


def _time_before_verb(run: Sequence[Token]) -> int:
    """Return the length of a time that was cut off from its subject: "on Friday | accused …"."""
    verb = next((n for n, t in enumerate(run[:5]) if t.tag_ in {"VBD", "VBZ", "VBP"}), 0)
    return verb if verb and run[0].dep_ == "prep" and _is_time(run[:verb]) else 0


def _is_time(opening: Sequence[Token]) -> bool:
    """Whether the words are a time and nothing else; a clause or a place stays in the claim."""
    if any(t.dep_ in {"nsubj", "nsubjpass"} or t.tag_ == "VBD" for t in opening):
        return False
    if any(t.ent_type_ in _PLACE_LABELS for t in opening):
        return False
    nouns = [t for t in opening if t.pos_ in {"NOUN", "PROPN", "NUM"}]
    timely = [t for t in nouns if t.ent_type_ in _TIME_LABELS or t.lemma_.lower() in _TIME_NOUNS]
    lone = len(opening) == 1 and opening[0].lemma_.lower() in _TIME_NOUNS
    return lone or (bool(nouns) and len(timely) == len(nouns))
