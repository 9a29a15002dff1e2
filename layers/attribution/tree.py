"""What are the words of an attribution in the parse: subject, cue, noun phrase, pieces?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.layers.speakers.words import GOVERNMENT_WORDS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.layers.attribution.cues import Cue, CueClass

SUBJECTS: Final = {"nsubj", "csubj"}
PASSIVE_SUBJECTS: Final = {"nsubjpass", "csubjpass"}
NOMINAL: Final = {"NOUN", "PROPN", "PRON", "NUM"}
QUOTES: Final = frozenset({'"', "``", "''"})
FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What somebody issues to say something.
DOCUMENTS: Final = frozenset(
    "statement letter report tweet post note message paper memo memorandum communique resolution "
    "declaration decree order email press release".split()
)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution in token indices, ranges half-open."""

    head: int
    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    cue_class: CueClass
    lemma: str
    frame: str


def child_of(token: Token, *deps: str) -> Token | None:
    """Return the first child of `token` with one of `deps`."""
    return next((child for child in token.children if child.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    """Say whether `verb` is in the passive voice."""
    return any(child.dep_ in {"auxpass", *PASSIVE_SUBJECTS} for child in verb.children)


def is_marked(clause: Token) -> bool:
    """Say whether "that" opens a clause."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def is_infinitive(clause: Token) -> bool:
    """Say whether "to" opens a clause."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)


def phrase_range(head: Token) -> Range:
    """Return the range of the noun phrase of `head`, apposition and relative clause included."""
    low, high = head.left_edge.i, head.right_edge.i + 1
    doc = head.doc
    while high - low > 1 and (doc[high - 1].is_punct or doc[high - 1].dep_ == "cc"):
        if doc[high - 1].text in ")]\"'" and any(
            doc[i].text in "([\"'" for i in range(low, high - 1)
        ):
            break
        high -= 1
    while high - low > 1 and (
        (doc[low].is_punct and doc[low].text not in "\"'") or doc[low].is_space
    ):
        low += 1
    return low, high


def subject_of(verb: Token, *, depth: int = 4) -> Token | None:
    """Find who does what `verb` says: its subject, a shared one, or the agent of a passive."""
    if is_passive(verb):
        agent = child_of(verb, "agent")
        return child_of(agent, "pobj") if agent is not None else None
    nearer = _nearer_subject(verb)
    if nearer is not None:
        return nearer
    own = [
        c for c in verb.children if c.dep_ in SUBJECTS and (c.text[0].isalnum() or c.text[0] == "@")
    ]
    if own:
        return min(own, key=lambda c: abs(c.i - verb.i))  # two: one is a stray of the parse
    head = verb.head
    if depth == 0 or head.i == verb.i:
        return None
    if verb.dep_ in {"acl", "relcl"}:
        owner = _noun_above(verb, depth)
        if owner is not None or verb.dep_ == "relcl" or verb.tag_ in {"VBG", "VBN"}:
            return owner
    if verb.dep_ == "pcomp" and head.lower_ == "as":  # quoted X as saying
        return child_of(head.head, "dobj")
    if verb.dep_ in {"conj", "xcomp", "advcl", "dep", "pcomp", "acl"}:
        return _shared_subject(verb, depth)
    return None


def _nearer_subject(verb: Token) -> Token | None:
    """Return the subject of the clause just before ", saying", where a body or state is that.

    "Drivers waited after the police closed a lane, saying …": the police say so.
    """
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    main = verb.head
    for clause in main.rights:
        closes = clause.dep_ == "advcl" and clause.right_edge.i in {verb.i - 1, verb.i - 2}
        if not closes or clause.i > verb.i or clause.tag_ == "VBG":
            continue
        subject = child_of(clause, "nsubj")
        above = child_of(main, *SUBJECTS, *PASSIVE_SUBJECTS)
        if subject is None or above is None or subject.pos_ == "PRON" or above.pos_ == "PRON":
            return None
        body = subject.ent_type_ in {"GPE", "ORG", "NORP"} or subject.lower_ in GOVERNMENT_WORDS
        return subject if body else None
    return None


def _noun_above(verb: Token, depth: int) -> Token | None:
    """Return the noun that a clause describes, or who issued it ("issued a statement saying")."""
    head = verb.head
    if verb.dep_ == "acl" and verb.tag_ != "VBG":
        return None
    if verb.dep_ == "acl" and head.dep_ == "dobj" and head.lemma_.lower() in DOCUMENTS:
        issuer = subject_of(head.head, depth=depth - 1)
        if issuer is not None:
            return issuer
    return head if head.pos_ in NOMINAL else None


def _shared_subject(verb: Token, depth: int) -> Token | None:
    """Return the subject of the verb above, its object where that one acts ("told him to go")."""
    head = verb.head
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i and head.dep_ != "relcl":
        head = head.head
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.dep_ == "xcomp":
        owner = child_of(head, "dobj")
        if owner is not None and owner.i < verb.i and head.lemma_ != "promise":
            return owner
    found = child_of(head, *PASSIVE_SUBJECTS) if is_passive(head) else None
    return found if found is not None else subject_of(head, depth=depth - 1)


def cue_range(verb: Token) -> Range:
    """Return the cue's words: the verb with the auxiliaries and the negation before it."""
    low = verb.i
    doc = verb.doc
    inner = {
        child.i
        for child in verb.children
        if child.dep_ in {"aux", "auxpass", "neg", "advmod"} and child.i < verb.i
    }
    while low - 1 in inner:
        low -= 1
    while low < verb.i and doc[low].dep_ == "advmod":
        low += 1
    high = verb.i + 1
    if high < len(doc) and doc[high].dep_ == "prt" and doc[high].head.i == verb.i:
        high += 1
    return low, high


def without(piece: Range, hole: Range) -> list[Range]:
    """Cut `hole` out of `piece`."""
    if hole[1] <= piece[0] or hole[0] >= piece[1]:
        return [piece]
    return [part for part in ((piece[0], hole[0]), (hole[1], piece[1])) if part[0] < part[1]]


def trim(doc: Doc, piece: Range) -> Range | None:
    """Strip white space, separators and stray conjunctions from the ends of a content."""
    low, high = piece
    while low < high and (doc[low].is_space or doc[low].text in ",;:.—–-―--)"):
        low += 1
    while low < high and (
        doc[high - 1].is_space or doc[high - 1].text in ",;:.—–-―--(" or doc[high - 1].dep_ == "cc"
    ):
        high -= 1
    return (low, high) if low < high else None


def make_draft(
    doc: Doc,
    verb: Token,
    cue: Cue,
    source: Range | None,
    content: list[Range],
    frame: str,
) -> Draft | None:
    """Make a draft of a cue and its pieces of content; None where they run into each other."""
    words = cue_range(verb)
    if frame.startswith("prep ") and doc[words[1]].lower_ == frame.removeprefix("prep "):
        words = (words[0], words[1] + 1)
    pieces = []
    for piece in content:
        for part in without(piece, words):
            kept = trim(doc, part)
            if kept:
                pieces.append(_with_mark(doc, kept))
    if len(pieces) > 1 and _is_connective(doc, pieces[0], words[0]):
        pieces = pieces[1:]
    if source is not None:
        inside = [p for p in pieces if p[0] <= source[0] and source[1] <= p[1]]
        if inside:
            pieces = [q for p in pieces for q in without(p, source)]
            pieces = [q for q in (trim(doc, p) for p in pieces) if q]
        overlap = [p for p in pieces if p[0] < source[1] and source[0] < p[1]]
        if overlap:
            return None
    if not pieces:
        return None
    return Draft(
        head=verb.i,
        cue=(words,),
        source=(source,) if source is not None else (),
        content=tuple(sorted(pieces)),
        cue_class=cue.cue_class,
        lemma=cue.lemma,
        frame=frame,
    )


def _with_mark(doc: Doc, piece: Range) -> Range:
    """Take in the closing mark of a quotation that was opened inside a piece."""
    low, high = piece
    if high >= len(doc) or doc[high].text not in QUOTES or doc[high].is_sent_start:
        return piece
    opened = sum(doc[i].text in QUOTES for i in range(low, high)) % 2
    return (low, high + 1) if opened else piece


def _is_connective(doc: Doc, piece: Range, cue: int) -> bool:
    """Say whether a piece before the cue is one linking word ("Yet, as X said, …")."""
    low, high = piece
    return high - low == 1 and high <= cue and doc[low].pos_ in {"ADV", "CCONJ"}
