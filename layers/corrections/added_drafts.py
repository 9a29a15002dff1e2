"""How do words that an analyst calls a claim become a draft like those found in the report?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.attribution.frames import find_frames
from dateline.layers.claims.clauses import SUBJECTS, ClaimDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Span
    from dateline.layers.attribution.attributions import Attribution

_VERBS: Final = frozenset({"VERB", "AUX"})


def added_drafts(
    parse: Parse,
    attributions: Sequence[Attribution],
    added: Sequence[Span],
    *,
    known: Sequence[ClaimDraft],
) -> tuple[ClaimDraft, ...]:
    """Return drafts of words that no draft has yet, in the order given.

    Parameters
    ----------
    parse, attributions
        The report's parse, and who says what: the words' speaker is found as for any other claim.
    added
        Spans of words; those outside of all sentences (captions, bylines) give none.
    known
        Drafts found already; the same words make no second one.
    """
    taken = {draft.content for draft in known}
    spans = [s for s in dict.fromkeys(added) if s not in taken and can_be_added(parse, s)]
    if not spans:
        return ()
    frames = find_frames(parse, attributions)
    drafts = []
    for span in spans:
        tokens = parse.tokens(span)
        head = _head(tokens)
        stances = frames.stances(head)
        zone = parse.article.zones[parse.zone_of[tokens[0].i]]
        drafts.append(
            ClaimDraft(
                sentence=_sentence(parse, tokens[0]),
                content=span,
                head=head.i,
                tokens=frozenset(token.i for token in tokens),
                subject=tuple(t.i for c in head.children if c.dep_ in SUBJECTS for t in c.subtree),
                attribution=frames.speaker_of(stances),
                stances=stances,
                nominal=head.pos_ not in _VERBS,
                reach=tokens[0].i,
                headline=zone.kind == "headline",
            )
        )
    return tuple(drafts)


def can_be_added(parse: Parse, span: Span) -> bool:
    """Tell whether words stand in a sentence of the report."""
    tokens = parse.tokens(span)
    return bool(tokens) and _sentence(parse, tokens[0]) >= 0


def _sentence(parse: Parse, token: Token) -> int:
    return parse.sentence_of(parse.starts[token.i])


def _head(tokens: Sequence[Token]) -> Token:
    """Return the word that the others hang on: a verb, if one does not hang on another of them."""
    inside = {token.i for token in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    words = [t for t in tops if not t.is_punct] or tops
    return next((t for t in words if t.pos_ in _VERBS), words[0])
