"""Where do two extractions of one report agree, and in what do they differ?

Claims are matched by the share of characters that their words have in common, best first. Neither
side is taken for right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.reports.article import Article, Span
    from dateline.layers.claims.claims import Claim

LEAST_OVERLAP: Final = 0.3
FIELDS: Final = (
    "words", "speaker", "act", "realis", "certainty", "polarity", "type", "time", "places",
    "quantities",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One slot that differs: its name and what each side has in it, "" for nothing."""

    field: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPair:
    """Two claims about the same words, or one that the other side lacks.

    Attributes
    ----------
    overlap
        Characters in common over characters of both, 0 to 1; 0.0 where one side is None.
    differences
        In the order of `FIELDS`; empty where all agree, and where one side is None.
    """

    first: Claim | None
    second: Claim | None
    overlap: float
    differences: tuple[Difference, ...] = ()

    @property
    def start(self) -> int:
        """Code point where the pair's words begin."""
        return min(c.content.start for c in (self.first, self.second) if c is not None)


def compare_claims(
    article: Article, first: Sequence[Claim], second: Sequence[Claim]
) -> tuple[ClaimPair, ...]:
    """Match the claims of two extractions of one report.

    Parameters
    ----------
    article
        The report of both.
    first, second
        Their claims; each is in exactly one pair of the result.

    Returns
    -------
    tuple of ClaimPair
        In reading order.
    """
    scored = sorted(
        (
            (-shared, i, j)
            for i, one in enumerate(first)
            for j, other in enumerate(second)
            if (shared := _shared(one.content, other.content)) >= LEAST_OVERLAP
        ),
    )
    pairs: list[ClaimPair] = []
    left, right = set(range(len(first))), set(range(len(second)))
    for score, i, j in scored:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            differences = _differences(article, first[i], second[j])
            pairs.append(
                ClaimPair(
                    first=first[i],
                    second=second[j],
                    overlap=round(-score, 4),
                    differences=differences,
                )
            )
    pairs += [ClaimPair(first=first[i], second=None, overlap=0.0) for i in sorted(left)]
    pairs += [ClaimPair(first=None, second=second[j], overlap=0.0) for j in sorted(right)]
    return tuple(sorted(pairs, key=lambda pair: (pair.start, pair.first is None)))


def _shared(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    if both <= 0:
        return 0.0
    return both / (max(one.end, other.end) - min(one.start, other.start))


def _differences(article: Article, one: Claim, other: Claim) -> tuple[Difference, ...]:
    mine, theirs = slots(article, one), slots(article, other)
    return tuple(
        Difference(field=name, first=mine[name], second=theirs[name])
        for name in FIELDS
        if mine[name].casefold() != theirs[name].casefold()
    )


def slots(article: Article, claim: Claim) -> dict[str, str]:
    """Return the compared slots of a claim as words, "" where one is empty."""
    time = claim.time
    return {
        "words": _line(article.slice(claim.content)),
        "speaker": claim.speaker.name,
        "act": claim.act,
        "realis": claim.realis,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "type": claim.type or "",
        "time": (time.value or _line(time.text)) if time else "",
        "places": _list(
            f"{p.resolves_to or p.text} ({p.role})"
            for p in (*claim.places, *claim.implied_places)
            if p.role != "none"
        ),
        "quantities": _list(f"{q.value:g} {q.unit}".strip() for q in claim.quantities),
    }


def _line(text: str) -> str:
    return " ".join(text.split())


def _list(words: Iterable[str]) -> str:
    return "; ".join(sorted(set(words)))
