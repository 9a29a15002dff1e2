"""Which words do the labels of a sequence join to names?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.geo.recognition.lexicon import GENERIC_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.words import Word


# Words that are none of English and tie a name to what it lies on or belongs to.
_LINKS: Final = frozenset("de del della dos das du di sur".split())
_PARTICLES: Final = _LINKS | frozenset("la las los le les el".split())


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Words `first` to `last` (inclusive) of a zone that name a place."""

    words: Sequence[Word]
    first: int
    last: int

    @property
    def start(self) -> int:
        """Code point of the text where the name starts."""
        return self.words[self.first].start

    @property
    def end(self) -> int:
        """Code point of the text where the name ends, exclusive."""
        return self.words[self.last].end


def spans_of(
    sequence: Sequence[int], labels: Sequence[int], words: Sequence[Word]
) -> list[NameSpan]:
    """Return the names of a sequence: labels are 0 for no name, 1 where one begins, 2 in it."""
    spans: list[NameSpan] = []
    first = last = -1
    for index, label in zip(sequence, labels, strict=True):
        if label == 2 and first >= 0 and words[index].joint:  # never over a stop or quote mark
            last = index
            continue
        if first >= 0:
            spans.append(NameSpan(words, first, last))
            first = -1
        if label == 1:
            first = last = index
    if first >= 0:
        spans.append(NameSpan(words, first, last))
    return [_with_its_own_word(span) for span in spans]


def _with_its_own_word(name: NameSpan) -> NameSpan:
    """Let a name go on that ends too soon: "Tel" | "Aviv", "San Pedro" | "de Macorís"."""
    after = name.last + 1
    follows = after
    while follows < len(name.words) and name.words[follows].text in _PARTICLES:
        follows += 1
    if after < follows < len(name.words) and name.words[after].text in _LINKS:
        between = name.words[after : follows + 1]
        if all(w.joint for w in between) and between[-1].capital:
            return NameSpan(name.words, name.first, follows)
    alone = name.first == name.last and name.words[name.last].text.casefold() in GENERIC_NAMES
    if not alone or after >= len(name.words):
        return name
    follower = name.words[after]
    if follower.capital and follower.joint and follower.start == name.end + 1:
        return NameSpan(name.words, name.first, after)
    return name
