"""Where does one claim end and the next begin? Clauses and event nouns as claim drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.geo.article import Span


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
    """

    sentence: int
    content: Span
    head: int
    tokens: frozenset[int]
    subject: tuple[int, ...] = ()
    inherits_from: int | None = None
    attribution: int | None = None
