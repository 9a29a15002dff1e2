"""Where does one claim end and the next begin? Clauses and event nouns as claim drafts.

A claim is a finite clause with its own subject or its own arguments, or an event noun with
arguments beside another event. What only reports it ("the minister said that …") is cut away;
relative, participial and conditional clauses stay inside. Read off one dependency parse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.geo.parse import DATELINE
from dateline.layers.attribution.frames import Frame, find_frames
from dateline.layers.claims.assertions import asserts, says_something
from dateline.layers.claims.clause_events import AT_ONCE, brings_event, is_event_beside
from dateline.layers.claims.trimming import claim_run, trim_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span
    from dateline.layers.attribution.attributions import Attribution

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_AUXILIARIES: Final = frozenset({"aux", "auxpass"})
_CONTRASTS: Final = frozenset({"while", "whereas", "although", "though"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """The words of one claim before its slots are filled.

    Attributes
    ----------
    sentence
        Index into `Parse.sentences`.
    content
        Exact span of the claim in the report.
    head
        Index of the token that carries the event (verb, copula complement or event noun).
    tokens
        Indices of the tokens inside `content`.
    subject
        Token indices of the subject, its own or the one it shares; empty where there is none.
    inherits_from
        Index of the draft whose subject is shared (conjoined verbs), None otherwise.
    attribution
        Index of the innermost communicative attribution that holds the content, None: own voice.
    stances
        Indices of all attributions that govern the head, innermost first, hopes and plans included.
    nominal
        Whether the claim is an event noun with its arguments.
    headline
        Whether the claim is the headline.
    reach
        First token of the clause, with the connective or time that stands before the content.
    """

    sentence: int
    content: Span
    head: int
    tokens: frozenset[int]
    subject: tuple[int, ...] = ()
    inherits_from: int | None = None
    attribution: int | None = None
    stances: tuple[int, ...] = ()
    nominal: bool = False
    headline: bool = False
    reach: int = -1


@dataclass(frozen=True, slots=True)
class _Head:
    """A token that carries a claim; `shares` is the head whose subject it takes."""

    token: Token
    shares: Token | None = None
    nominal: bool = False


def draft_claims(parse: Parse, attributions: Sequence[Attribution]) -> tuple[ClaimDraft, ...]:
    """Cut a report into claims.

    Parameters
    ----------
    parse
        The report's parse; only headline and paragraphs are in it.
    attributions
        Who says what, in the report's order.

    Returns
    -------
    tuple of ClaimDraft
        In reading order; the headline is one claim.
    """
    frames = find_frames(parse, attributions)
    drafts: list[ClaimDraft] = []
    place_of: dict[int, int] = {}
    for number, span in enumerate(parse.sentences):
        tokens = parse.tokens(span)
        if not tokens or _is_dateline(parse, span):
            continue
        headline = parse.article.zones[parse.zone_of[tokens[0].i]].kind == "headline"
        heads = _headline_heads(tokens, frames) if headline else _sentence_heads(tokens, frames)
        for draft in _sentence_drafts(parse, number, tokens, heads, frames, headline=headline):
            place_of[draft.head] = len(drafts)
            drafts.append(draft)
    shared = {h: s for h, s in frames.shared.items() if s in place_of}
    return tuple(_link(draft, shared, place_of) for draft in drafts)


def _is_dateline(parse: Parse, sentence: Span) -> bool:
    """Whether a sentence is a wire's place line alone: "ABIDJAN (Sahel Wire) -"."""
    text = parse.article.text
    line = DATELINE.match(text, sentence.start)
    return (
        line is not None
        and not text[sentence.end : line.end()].strip()
        and (line.end() >= sentence.end)
    )


def _link(draft: ClaimDraft, shared: Mapping[int, int], place_of: Mapping[int, int]) -> ClaimDraft:
    if draft.head not in shared:
        return draft
    return replace(draft, inherits_from=place_of[shared[draft.head]])


def _sentence_drafts(
    parse: Parse,
    number: int,
    tokens: Sequence[Token],
    heads: Sequence[_Head],
    frames: Frame,
    *,
    headline: bool,
) -> Iterator[ClaimDraft]:
    own = {h.token.i for h in heads}
    if headline and not asserts(tokens, [h.token for h in heads], frames):
        return
    joined = {} if headline else _joined_conditions(tokens, heads, frames)
    for head in heads:
        under = tokens if headline else _own_tokens(head, own)
        under = [*under, *(t for top in joined.get(head.token.i, ()) for t in top.subtree)]
        clause = claim_run(under, head.token, frames.cut)
        run = trim_run(clause, head.token, headline=headline)
        told = head.token.i in frames.fragments or says_something(run, head.token)
        if not headline and not (told and not _untold(head, frames)):
            continue
        if head.shares is not None:
            frames.shared[head.token.i] = head.shares.i
        stances = frames.stances(head.token)
        told_by = frames.speaker_of(stances)
        if not headline and told_by is not None and frames.heads[told_by] == head.token.i:
            run = _from_own_subject(run, frames.opens.get(told_by, -1))
        yield ClaimDraft(
            sentence=number,
            content=parse.span(run),
            head=head.token.i,
            tokens=frozenset(range(run[0].i, run[-1].i + 1)),
            subject=_subject(head),
            attribution=told_by,
            stances=stances,
            nominal=head.nominal,
            headline=headline,
            reach=clause[0].i,
        )


def _untold(head: _Head, frames: Frame) -> bool:
    """Whether somebody "did not say how many": a question, and nothing told."""
    first = next((t for t in head.token.subtree if not t.is_punct), head.token)
    if first.tag_ not in {"WRB", "WP", "WDT"}:
        return False
    for number in frames.holders.get(head.token.i, [])[-1:]:
        cue = head.token.doc[frames.heads[number]]
        if frames.attributions[number].cue_class in {"say", "perceive", "ask"}:
            return any(c.dep_ == "neg" for c in cue.lefts) or cue.lemma_ in {"ask", "wonder"}
    return False


def _from_own_subject(run: list[Token], first: int) -> list[Token]:
    """Begin with the subject that the content has of its own: "urged | the army to leave"."""
    kept = [t for t in run if t.i >= first]
    return kept or run


def _joined_conditions(
    tokens: Sequence[Token], heads: Sequence[_Head], frames: Frame
) -> dict[int, list[Token]]:
    """Give conditions that hang on a cue to the claim beside them: "If X, she argues, | Y"."""
    out: dict[int, list[Token]] = {}
    for top in tokens:
        if top.i not in frames.conditions:
            continue
        inside = [h.token for h in heads if top not in h.token.ancestors and h.token != top]
        after = [t for t in inside if t.i > top.i]
        before = [t for t in inside if t.i < top.i]
        leads = top.left_edge.i < top.head.i
        owner = (after[:1] or before[-1:]) if leads else (before[-1:] or after[:1])
        if owner:
            out.setdefault(owner[0].i, []).append(top)
    return out


# ------------------------------------------------------------------ heads
def _headline_heads(tokens: Sequence[Token], frames: Frame) -> list[_Head]:
    """Return the one head of a headline: its verb, or the verb of what it reports."""
    inside = [t for t in tokens if t.i not in frames.cut and not t.is_punct]
    if not inside:
        return []
    chosen = {t.i for t in inside}
    tops = [t for t in inside if t.head.i not in chosen or t.head.i == t.i]
    verbs = [t for t in tops if t.pos_ in {"VERB", "AUX"}]
    return [_Head((verbs or tops or inside)[0])]


def _sentence_heads(tokens: Sequence[Token], frames: Frame) -> list[_Head]:
    heads: list[_Head] = []
    carriers: dict[int, Token] = {}
    for token in _top_down(tokens):
        if token.i in frames.cut and token.i not in frames.cues:
            continue
        head = _as_head(token, carriers, frames)
        if head is None:
            continue
        carriers[token.i] = token
        if token.i not in frames.cues:
            heads.append(head)
    heads += [
        _Head(t, nominal=True)
        for t in tokens
        if t.i not in frames.cut and bool(heads) and is_event_beside(t)
    ]
    return sorted(heads, key=lambda h: h.token.i)


def _top_down(tokens: Sequence[Token]) -> Iterator[Token]:
    """Walk each tree of the sentence from its root, children in reading order."""
    stack = [t for t in reversed(tokens) if t.dep_ == "ROOT"]
    while stack:
        token = stack.pop()
        yield token
        stack.extend(reversed(list(token.children)))


def _as_head(token: Token, carriers: Mapping[int, Token], frames: Frame) -> _Head | None:
    if token.dep_ == "ROOT":
        return _Head(token)
    if token.i in frames.contents:
        return _Head(token)
    if token.i in frames.conditions:
        return None
    governor = token.head
    while token.dep_ == "advcl" and governor.dep_ == "conj" and governor.i not in carriers:
        governor = governor.head  # "three died and nine were hurt when …"
    if token.pos_ not in {"VERB", "AUX"} or governor.i not in carriers:
        return None
    if token.dep_ == "conj":
        return _conjoined(token, governor, frames)
    if token.i in frames.cues and token.dep_ in {"ccomp", "parataxis", "advcl"}:
        return _Head(token)
    if token.dep_ in {"ccomp", "parataxis"} and governor.i in frames.cues:
        return _Head(token) if _has_subject(token) else None
    if token.dep_ in {"ccomp", "parataxis"} and _has_subject(token):
        return _Head(token) if _runs_on(token, governor) else None
    if token.dep_ == "advcl" and _has_subject(token):
        contrast = any(c.dep_ == "mark" and c.lower_ in _CONTRASTS for c in token.lefts)
        told = token.i in frames.cues or token.i in frames.whole
        return _Head(token) if contrast or (brings_event(token, governor) and not told) else None
    return None


def _conjoined(token: Token, first: Token, frames: Frame) -> _Head | None:
    """Return a conjoined verb as a head when it has a subject or arguments of its own."""
    if any(c.dep_ == "mark" and c.lower_ != "that" for c in token.lefts):
        return None
    gapped = not _has_auxiliary(token) and (
        token.tag_ == "VBN" or (_is_passive(first) and not _has_object(token))
    )
    if gapped and _has_subject(token):
        return None  # "two were killed and five wounded": one count of one event
    if token.i in frames.cues or _has_subject(token):
        return _Head(token)
    finite = token.tag_ in {"VBD", "VBZ", "VBP", "MD"} or _has_auxiliary(token)
    shares_modal = token.tag_ == "VB" and _has_auxiliary(first)
    shares_passive = token.tag_ in {"VBN", "VBD", "VBG"} and _has_auxiliary(first)
    if not (finite or shares_modal or shares_passive) or token.lemma_ == first.lemma_:
        return None
    if not _has_argument(token):
        return None
    return _Head(token, shares=first if first.i not in frames.cues else None)


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in token.children)


def _has_auxiliary(token: Token) -> bool:
    return any(c.dep_ in _AUXILIARIES and c.lower_ != "to" for c in token.lefts)


def _is_passive(token: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in token.lefts)


def _has_object(token: Token) -> bool:
    return any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in token.rights)


def _has_argument(token: Token) -> bool:
    return any(
        c.dep_ in {"dobj", "prep", "attr", "acomp", "agent", "xcomp", "ccomp", "dative", "oprd"}
        or (c.dep_ in {"npadvmod", "advmod"} and c.i > token.i)
        for c in token.children
    )


def _runs_on(token: Token, governor: Token) -> bool:
    """Whether a clause only stands before or after its governor, not as its object.

    Parsers tie "Two drones were shot down, a third hit a depot" together as a complement.
    """
    if any(c.dep_ == "mark" for c in token.lefts):
        return False
    between = token.doc[min(token.i, governor.i) : max(token.i, governor.i)]
    return token.dep_ == "parataxis" or any(t.text in {",", ";", ":", "—", "–"} for t in between)


# ------------------------------------------------------------------ words of a claim
def _own_tokens(head: _Head, heads: set[int]) -> list[Token]:
    """Return the words under a head that belong to no other claim."""
    out: list[Token] = []
    stack = [head.token]
    while stack:
        token = stack.pop()
        out.append(token)
        for child in token.children:
            if child.i in heads and child.i != head.token.i:
                continue
            if _leads_to_head(child, heads):
                continue
            stack.append(child)
    if head.nominal:
        out = [t for t in out if t.i >= head.token.left_edge.i]
    return sorted(out, key=lambda t: t.i)


def _leads_to_head(token: Token, heads: set[int]) -> bool:
    """Whether a preposition (or its adverb) only brings in an event noun of its own claim."""
    if token.dep_ == "prep" and any(c.i in heads for c in token.children):
        return True
    if token.dep_ != "advmod" or token.lower_ not in AT_ONCE or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    return following.dep_ == "prep" and any(c.i in heads for c in following.children)


def _subject(head: _Head) -> tuple[int, ...]:
    token: Token | None = head.token
    while token is not None:
        auxiliaries = [a for a in token.lefts if a.dep_ in _AUXILIARIES]
        for child in [c for t in (token, *auxiliaries) for c in t.children]:
            if child.dep_ in SUBJECTS and child.dep_ != "expl":
                return tuple(t.i for t in child.subtree)
        token = token.head if token.dep_ in {"conj", "xcomp"} and token.head.i != token.i else None
    return ()
