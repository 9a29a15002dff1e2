"""What does a source's noun phrase name: which words, what kind of speaker, whose statement?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from dateline.layers.speakers import words
from dateline.layers.speakers.persons import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse

SpeakerKind = Literal[
    "person", "state", "government", "organisation", "news agency", "group", "outlet", "unknown"
]
_PRESS_OFFICES: Final = frozenset({"service", "office", "centre", "center", "department"})
_CLAUSES: Final = frozenset({"relcl", "acl"})
_TIMES: Final = frozenset({"DATE", "TIME"})
_WEEKDAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today".split()
)
_MAKERS: Final = frozenset({"by", "from", "of", "for"})
_DETERMINERS: Final = frozenset({"the", "a", "an", "this", "that", "another", "one"})


def head_of(tokens: Sequence[Token]) -> Token:
    """Return the token of a phrase that the others hang on, the last one where none is."""
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])


def core_of(tokens: Sequence[Token]) -> list[Token]:
    """Cut apposition and relative clause off a noun phrase: up to its first comma or dash."""
    out: list[Token] = []
    for token in tokens:
        if out and token.text in {",", "—", "–", "(", "-LRB-"} and head_of(out).pos_ != "DET":
            break
        out.append(token)
    return out or list(tokens)


def without_time(tokens: Sequence[Token]) -> list[Token]:
    """Cut a time off the end of a noun phrase that the parser tied to it: "Hanoi | on Friday"."""
    kept = [t for t in tokens if not t.is_space]
    end = len(kept)
    while end > 1 and (kept[end - 1].ent_type_ in _TIMES or kept[end - 1].lower_ in _WEEKDAYS):
        end -= 1
    if end == len(kept):
        return list(tokens)
    while end > 1 and kept[end - 1].pos_ in {"ADP", "PUNCT"}:
        end -= 1
    return kept[:end] if kept[0].ent_type_ not in _TIMES else list(tokens)


def without_clause(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the relative clause or participle behind a noun ("people | I met in the port")."""
    inside = {t.i for t in tokens}
    head = head_of(tokens)
    for token in tokens:
        behind = token.dep_ == "amod" and token.pos_ == "ADJ" and token.head.i == head.i
        clause = token.dep_ in _CLAUSES or behind  # "an official familiar with the talks"
        opens = clause and token.i > head.i and token.head.i in inside
        if opens:
            first = min(t.i for t in token.subtree)
            kept = [t for t in tokens if t.i < max(first, head.i + 1)]
            return kept or list(tokens)
    wh = next((n for n, t in enumerate(tokens) if t.tag_ in {"WP", "WDT"} and n), len(tokens))
    return list(tokens[:wh])


def as_written(parse: Parse, tokens: Sequence[Token]) -> str:
    """Return the words of a phrase without article, apposition and relative clause."""
    core = [t for t in without_clause(core_of(tokens)) if not t.is_space]
    while len(core) > 1 and (
        core[0].lower_ in {"the", "a", "an"} or (core[0].is_punct and core[0].text != "(")
    ):
        core = core[1:]
    while len(core) > 1 and (
        core[-1].is_punct or core[-1].tag_ == "POS" or core[-1].lower_ in {"each", "both"}
    ):
        core = core[:-1]
    return " ".join(parse.article.slice(parse.span(core)).split())


def kind_of(tokens: Sequence[Token], capitals: Collection[int]) -> SpeakerKind:
    """Say what kind of speaker a phrase names; `capitals` are tokens that stand for a state."""
    core = core_of(tokens)
    head = head_of(core)
    lowered = {token.lower_.strip(".") for token in core}
    names = [t for t in core if t.pos_ != "DET" and not t.is_punct and t.tag_ != "POS"]
    if names and all(token.i in capitals for token in names):
        return "state"
    if head.lower_ in {"agency", "service"} and not lowered & words.NEWS_TOPICS:
        return "government" if lowered & words.STATE_TOPICS else "organisation"
    if lowered & words.NEWS_AGENCIES or head.lower_ in words.NEWS_WORDS:
        return "news agency"
    if {head.lower_, head.lemma_.lower()} & words.GROUP_WORDS:
        return "group"
    if head.tag_ == "NN" and head.lower_ in words.TITLES | words.PEOPLE:
        return "person"
    if {head.lower_, head.lemma_.lower()} & words.GOVERNMENT_WORDS:
        return "government"
    if {head.lower_, head.lemma_.lower()} & words.ORGANISATION_WORDS or head.ent_type_ == "ORG":
        return "organisation"
    if names and all(token.ent_type_ == "GPE" for token in names):
        return "state"
    if lowered & words.GOVERNMENT_WORDS:
        return "government"
    if head.lemma_.lower() in words.TITLES and head.tag_ in {"NN", "NNP"}:
        return "person"
    return _kind_by_form(head)


def _kind_by_form(head: Token) -> SpeakerKind:
    """Say what kind of speaker a noun names that no list knows."""
    if head.tag_ in {"NNS", "NNPS"}:
        return "group"
    if head.text.isupper() and head.tag_ == "NNP" and len(head) > 1:
        return "organisation"  # "UNIFIL"
    return "government" if head.lower_ in words.UNITS else "unknown"


def role_words(tokens: Sequence[Token]) -> tuple[str, set[str]] | None:
    """Return the office that a noun phrase names and its subject matter, None where none."""
    head = head_of(tokens)
    if head.tag_ not in {"NN", "NNP"} or head.lower_ not in words.TITLES:
        return None
    topics = {
        fold(t.lemma_)
        for t in tokens
        if t.i != head.i and (t.pos_ in {"NOUN", "PROPN", "ADJ"}) and not t.is_stop
    }
    office = fold(head.text)
    if office in {"head", "chief", "leader"}:
        for institution, title in words.HEADS.items():
            if institution in topics:
                return title, topics - {institution}
    return office, topics


def owner_of(tokens: Sequence[Token]) -> tuple[list[Token], str] | None:
    """Return whose statement or spokesperson a phrase names, and the step there.

    "An army statement read on television" is the army's; "a spokesman for the port authority"
    speaks for it.

    Returns
    -------
    tuple of (list of Token, str) or None
        None where the phrase names neither, or no owner.
    """
    head = head_of(tokens)
    lemma = head.lemma_.lower()
    if lemma in words.STATEMENTS:
        step = "statement"
    elif head.lower_ in words.MOUTHPIECES or _is_press_office(tokens, head):
        step = "spokesperson"
    else:
        return None
    owner = _named_owner(tokens, head) or _owner_before(tokens, head)
    return (owner, step) if owner else None


def _is_press_office(tokens: Sequence[Token], head: Token) -> bool:
    """Whether a phrase names the part of a body that speaks for it: "the army's press service"."""
    if head.lower_ not in _PRESS_OFFICES:
        return False
    return any(t.i < head.i and t.lower_ in {"press", "media", "information"} for t in tokens)


def _named_owner(tokens: Sequence[Token], head: Token) -> list[Token]:
    """Return the owner in "the army's statement", "a statement by the army"."""
    inside = {t.i for t in tokens}
    for child in head.lefts:
        if child.dep_ == "poss" and child.i in inside:
            return [t for t in child.subtree if t.tag_ != "POS"]
    for child in head.rights:
        if child.i in inside and child.lower_ in _MAKERS and child.dep_ in {"prep", "agent"}:
            for noun in child.rights:
                if noun.dep_ == "pobj":
                    return [t for t in noun.subtree if t.i in inside]
    return []


def _owner_before(tokens: Sequence[Token], head: Token) -> list[Token]:
    """Return the owner in "an army statement"; "a written statement" has none."""
    before = [
        t
        for t in tokens
        if t.i < head.i and t.lower_ not in _DETERMINERS and t.tag_ not in {"POS", "CD"}
    ]
    while before and before[-1].lower_ in {"press", "media", "information"}:
        before = before[:-1]
    while before and not _may_own(before[0]):
        before = before[1:]
    return before if before and before[-1].lower_ not in words.STATEMENT_MANNERS else []


def _may_own(token: Token) -> bool:
    named = token.pos_ in {"NOUN", "PROPN"} or token.text[:1].isupper()
    return named or token.lower_ in words.GOVERNMENT_WORDS
