"""Who says what (attribution: source, cue, content)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.geo.article import Span

AttributionKind = Literal["direct", "indirect", "mixed", "headline", "relay", "nested", "sourceless"]
CueClass = Literal[
    "say", "think", "promise", "plan", "hope", "expect", "request", "deny", "warn", "threaten",
    "ask", "perceive", "evaluate",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution relation (PARC 3.0, PolNeAR: source, cue, content; each may be in pieces).

    Attributes
    ----------
    source, cue, content
        Pieces in reading order, none overlapping; a role may be empty.
    kind
        "nested" inside another's content, "relay" one who passes on another's statement.
    cue_class
        What the speaker does with the content; from the lexicon, by lemma.
    cue_lemma
        Dictionary form of the cue's head, "" where there is no cue.
    parent
        Index of the enclosing attribution in the same tuple (nested: the one it stands in;
        relayed: see `relay_of`), None at the top.
    relay_of
        For a relay: indices of the attributions that it passes on.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    cue_class: CueClass
    cue_lemma: str
    parent: int | None = None
    relay_of: tuple[int, ...] = ()
