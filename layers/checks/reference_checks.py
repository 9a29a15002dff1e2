"""What do our own geometry and tables say beside the figures and relations that claims state?

Each sentence that holds a claim is read once; a check goes to the claim whose words hold it. It is
an agreement, a difference, or not comparable: never a judgement of what is true.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.layers.checks.checks import Masked
from dateline.layers.checks.figures import areas, border_lengths, distances
from dateline.layers.checks.memberships import membership, organisation_spans
from dateline.layers.checks.relations import borders, capitals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article, Span
    from dateline.layers.checks.checks import Check
    from dateline.layers.claims.claims import Claim
    from dateline.layers.quantities.quantities import Quantity

MOST_CHECKS: Final = 12  # of one claim: a list of names can make many


def with_checks(
    article: Article,
    claims: Sequence[Claim],
    resolutions: Sequence[Resolution],
    *,
    gazetteer: Gazetteer,
    positions: Sequence[Position] = (),
) -> tuple[Claim, ...]:
    """Compare what claims state with our geometry and reference tables.

    Parameters
    ----------
    article, resolutions
        The report and what its place names mean.
    claims
        In reading order; other fields than `checks` stay as they are.
    gazetteer
        Knows the capitals.
    positions
        As from `find_positions`: distances and directions.

    Returns
    -------
    tuple of Claim
        Aligned with `claims`. A check stands with the shortest claim that holds its words, or
        with the one that holds most of them.
    """
    masked = Masked(
        article, resolutions, gazetteer=gazetteer, spared=organisation_spans(article.text)
    )
    by_sentence: dict[Span, list[int]] = {}
    for index, claim in enumerate(claims):
        by_sentence.setdefault(claim.sentence, []).append(index)
    found: dict[int, list[Check]] = {}
    for sentence, indices in by_sentence.items():
        own = [(index, claims[index]) for index in indices]
        quantities = _quantities(claim for _, claim in own)
        near = [p for p in positions if sentence.start <= p.span.start < sentence.end]
        lines = {q.span: _lines(q, (claim for _, claim in own)) for q in quantities}
        for check in _of_sentence(article, masked, sentence, quantities, lines, near, gazetteer):
            target = _holder(check, own)
            if target is not None:
                found.setdefault(target, []).append(check)
    return tuple(
        replace(claim, checks=_sorted(found.get(index, ()))) for index, claim in enumerate(claims)
    )


def _of_sentence(
    article: Article,
    masked: Masked,
    sentence: Span,
    quantities: Sequence[Quantity],
    lines: Mapping[Span, Sequence[str]],
    positions: Sequence[Position],
    gazetteer: Gazetteer,
) -> Iterator[Check]:
    yield from border_lengths(masked, sentence, lines, quantities)
    if not masked.inside(sentence.start, sentence.end):
        return
    yield from distances(masked, sentence, positions)
    yield from areas(masked, sentence, quantities)
    yield from borders(masked, sentence)
    yield from capitals(masked, sentence, gazetteer)
    yield from membership(masked, sentence, article.published)


def _quantities(claims: Iterable[Claim]) -> tuple[Quantity, ...]:
    """Return the quantities of one sentence's claims, each once."""
    found = {quantity.span: quantity for claim in claims for quantity in claim.quantities}
    return tuple(found[span] for span in sorted(found))


def _lines(quantity: Quantity, claims: Iterable[Claim]) -> list[str]:
    """Return the ids of the borders that the claims with a quantity are about."""
    ids = {
        place_id
        for claim in claims
        if quantity in claim.quantities
        for place in (*claim.places, *claim.implied_places)
        for place_id in place.place_ids
        if place_id.startswith("border:")
    }
    return sorted(ids)


def _holder(check: Check, claims: Sequence[tuple[int, Claim]]) -> int | None:
    """Return the number of the claim that a check belongs to; None where its words are in none."""

    def rank(item: tuple[int, Claim]) -> tuple[int, int, int]:
        index, claim = item
        shared = min(claim.content.end, check.span.end) - max(claim.content.start, check.span.start)
        return (-shared, claim.content.end - claim.content.start, index)

    best = min(claims, key=rank, default=None)
    if best is None or rank(best)[0] >= 0:
        return None
    return best[0]


def _sorted(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Sort by the words' place; the same finding about the same words stands once."""
    unique = {(c.kind, c.ours, c.result): c for c in reversed(tuple(checks))}
    ordered = sorted(unique.values(), key=lambda c: (c.span, c.kind, c.ours))
    return tuple(ordered[:MOST_CHECKS])
