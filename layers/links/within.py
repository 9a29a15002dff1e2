"""Which claims belong together: repeated, told in more detail, confirmed by others, denied?

Two claims are of one event when their types and their drawn places agree, or one has no place of
its own. A repeat by the same speaker, also through another outlet, is never corroboration: that
takes another speaker who asserts the same as fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.layers.claims.claims import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.layers.claims.claims import Claim

REACH: Final = 2  # sentences that a claim without a place may elaborate on
DISAGREE: Final = 0.25  # counts of one thing that differ by more contradict each other
_EXACT_MODIFIERS: Final = frozenset({None, "approximately"})


def link_claims(claims: Sequence[Claim]) -> tuple[tuple[Link, ...], ...]:
    """Relate the claims of one report to each other.

    Parameters
    ----------
    claims
        In reading order.

    Returns
    -------
    tuple of tuple of Link
        Aligned with `claims`. Links point from the later claim to the earlier one; only a headline
        points forward, to what it summarises. At most one link to each claim.
    """
    numbers = _sentence_numbers(claims)
    out: list[tuple[Link, ...]] = []
    for index, claim in enumerate(claims):
        if claim.tier == "headline":
            out.append(tuple(_summary(claim, claims)))
            continue
        before = [(n, c) for n, c in enumerate(claims[:index]) if c.tier != "headline"]
        links = [
            link
            for n, other in before
            if (link := _relation(claim, other, numbers[index] - numbers[n])) is not None
        ]
        out.append(_strongest(links))
    return tuple(out)


def _sentence_numbers(claims: Sequence[Claim]) -> list[int]:
    starts = sorted({c.sentence.start for c in claims})
    order = {start: number for number, start in enumerate(starts)}
    return [order[c.sentence.start] for c in claims]


def _summary(headline: Claim, claims: Sequence[Claim]) -> Iterator[Link]:
    """Link a headline to the claims of its event that share a place or an actor with it."""
    for claim in claims:
        if claim is headline or claim.tier == "headline" or headline.type is None:
            continue
        if claim.type == headline.type and _ids(headline) & _ids(claim):
            yield Link(kind="summarises", to=claim.id)


def _relation(claim: Claim, other: Claim, distance: int) -> Link | None:
    """Return how a later claim stands to an earlier one, None where they are of two events."""
    if claim.type is None or claim.type != other.type:
        return None
    here, there = _ids(claim), _ids(other)
    if here and there and not here & there:
        return None
    near = bool(here & there) or 0 <= distance <= REACH
    if not near:
        return None
    if _contradicts(claim, other):
        return Link(kind="contradicts", to=other.id)
    if claim.speaker.name == other.speaker.name:
        same_places = bool(here) and here == there and _same_voice(claim, other)
        return Link(kind="repeats" if same_places else "elaborates", to=other.id)
    if (
        here
        and here & there
        and claim.realis == other.realis == "actual"
        and _both_told(claim, other)
    ):
        return Link(kind="corroborates", to=other.id)
    return Link(kind="elaborates", to=other.id) if distance <= REACH else None


def _same_voice(claim: Claim, other: Claim) -> bool:
    """Whether a speaker says a thing twice; the report's own voice only adds detail."""
    return (
        claim.speaker.kind != "outlet"
        and claim.act == other.act
        and claim.realis == other.realis
        and claim.polarity == other.polarity
        and not _counts(claim)
    )


def _both_told(claim: Claim, other: Claim) -> bool:
    """Whether two known voices outside the report say so, each for itself."""
    kinds = {claim.speaker.kind, other.speaker.kind}
    return not kinds & {"outlet", "unknown"} and "assert" == claim.act == other.act


def _contradicts(claim: Claim, other: Claim) -> bool:
    """Whether one is denied while the other is asserted of the same places, or numbers disagree."""
    if claim.speaker.name == other.speaker.name or not _ids(claim) & _ids(other):
        return False
    if _denied(claim) != _denied(other):
        return claim.realis == other.realis
    return any(
        a.unit == b.unit and a.of == b.of and _differ(a.value, b.value)
        for a in claim.quantities
        for b in other.quantities
        if a.of and a.modifier in _EXACT_MODIFIERS and b.modifier in _EXACT_MODIFIERS
    )


def _denied(claim: Claim) -> bool:
    return claim.polarity == "-"


def _differ(a: float, b: float) -> bool:
    return abs(a - b) > DISAGREE * max(abs(a), abs(b))


def _counts(claim: Claim) -> bool:
    return any(q.unit in {"person", ""} for q in claim.quantities)


def _ids(claim: Claim) -> frozenset[str]:
    return frozenset(i for p in claim.places if p.role != "none" for i in p.place_ids)


def _strongest(links: Sequence[Link]) -> tuple[Link, ...]:
    """Keep all contradictions and confirmations, but of repeats and details the nearest only."""
    firm = [x for x in links if x.kind in {"contradicts", "corroborates"}]
    loose = [x for x in links if x.kind in {"repeats", "elaborates"}]
    repeats = [x for x in loose if x.kind == "repeats"]
    return (*firm, *(repeats or loose)[-1:])
