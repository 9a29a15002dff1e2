"""Which two countries does a border's mention mean, when its words name one side or none?

"the border with Afghanistan" in a report about Tajikistan is the Afghan–Tajik one: the missing
side is the neighbour that the report speaks of most, and nearest to the words. "The border" alone
takes up the border that the report names elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.places import Candidate, Resolution
from dateline.geo.recognition.border_mentions import country_code
from dateline.geo.shapes.borders import as_place, border_between, neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.recognition.toponyms import Mention

# How much the report speaks of each country, by alpha-2 code.
_Weights = defaultdict[str, float]

SAME_PASSAGE: Final = 400  # code points, about two sentences
ENOUGH: Final = 0.5  # of the report's talk of neighbours must be of one pair


def resolve_border(
    mention: Mention,
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution | None],
    *,
    gazetteer: Gazetteer,
) -> Resolution:
    """Resolve one mention of kind "border".

    Parameters
    ----------
    mention
        The border; `Mention.sides` says what its own words name.
    mentions, resolutions
        All mentions of the report and what the names among them mean (None: not yet known).

    Returns
    -------
    Resolution
        With the place ``border:XX-YY``, or unresolved with the reason.
    """
    weights = _country_weights(mention, mentions, resolutions, gazetteer)
    close = _country_weights(mention, mentions, resolutions, gazetteer, reach=SAME_PASSAGE // 2)
    if len(mention.sides) == 2:
        return _found(mention, mention.sides[0], mention.sides[1], 1.0, "its words name both sides")
    if len(mention.sides) == 1:
        named = _named_nearby(mention, mentions)
        if named is not None:
            return _found(mention, *named, 0.9, "the report names this border nearby")
        return _complete(mention, mention.sides[0], weights)
    return _from_report(mention, mentions, weights, close)


def _country_weights(
    mention: Mention,
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution | None],
    gazetteer: Gazetteer,
    *,
    reach: int | None = None,
) -> _Weights:
    """How much the report speaks of each country, near mentions counting more.

    `reach`: code points within which mentions count; all where None.
    """
    weights: _Weights = defaultdict(float)
    for other, resolution in zip(mentions, resolutions, strict=True):
        if other.kind == "border":
            continue
        place = resolution.place if resolution is not None else None
        code = place.country if place is not None else country_code(other, gazetteer)
        if code:
            distance = abs(other.span.start - mention.span.start)
            if reach is not None and distance > reach:
                continue
            weights[code] += 1.0 + 2.0 / (1.0 + distance / 200.0)
    return weights


def _named_nearby(mention: Mention, mentions: Sequence[Mention]) -> tuple[str, str] | None:
    """The border of this side whose words name both sides, in the same passage."""
    for other in sorted(mentions, key=lambda m: abs(m.span.start - mention.span.start)):
        near = abs(other.span.start - mention.span.start) < SAME_PASSAGE
        if near and len(other.sides) == 2 and mention.sides[0] in other.sides:
            return other.sides[0], other.sides[1]
    return None


def _complete(mention: Mention, side: str, weights: _Weights) -> Resolution:
    options = _ranked((code for code in neighbours(side)), weights)
    if not options:
        return _unresolved(mention, "the report speaks of none of the neighbours")
    share = weights[options[0]] / sum(weights[code] for code in options)
    reason = "the other side is the neighbour that the report speaks of most"
    return _found(mention, side, options[0], share, reason)


def _from_report(
    mention: Mention, mentions: Sequence[Mention], weights: _Weights, close: _Weights
) -> Resolution:
    named = [m for m in mentions if m.kind == "border" and m.sides]
    if named:
        nearest = min(
            named, key=lambda m: abs(m.span.start - mention.span.start) + _later(m, mention)
        )
        if len(nearest.sides) == 2:
            reason = "the report names this border elsewhere"
            return _found(mention, nearest.sides[0], nearest.sides[1], 0.9, reason)
        return _complete(mention, nearest.sides[0], weights)
    reason = "the report names no two neighbouring countries"
    for told, where in ((weights, "that the report speaks of"), (close, "spoken of beside it")):
        pairs = _pairs(told)
        if not pairs:
            continue
        ranked = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
        share = pairs[ranked[0]] / sum(pairs.values())
        if share >= ENOUGH:
            return _found(mention, *ranked[0], share, f"between the neighbours {where}")
        reason = "several borders between the report’s countries fit equally"
    return _unresolved(mention, reason)


def _pairs(weights: _Weights) -> dict[tuple[str, str], float]:
    """Return the neighbours that are both spoken of, by how much the less named one is."""
    return {
        (a, b): min(weights[a], weights[b])
        for a in weights
        for b in neighbours(a)
        if a < b and b in weights
    }


def _later(named: Mention, mention: Mention) -> int:
    """A border named before is taken up sooner than one named only later."""
    return 300 if named.span.start > mention.span.start else 0


def _ranked(codes: Iterable[str], weights: _Weights) -> list[str]:
    return sorted((c for c in codes if weights.get(c)), key=lambda code: (-weights[code], code))


def _found(mention: Mention, one: str, other: str, share: float, reason: str) -> Resolution:
    border = border_between(one, other) if one != other else None
    if border is None:
        return _unresolved(mention, f"{one} and {other} share no land border in our data")
    place = as_place(border)
    return Resolution(
        mention=mention,
        place=place,
        probability=round(share, 4),
        candidates=(Candidate(place=place, score=round(share, 4), features=()),),
        reason=f"{place.name}: {reason}",
    )


def _unresolved(mention: Mention, reason: str) -> Resolution:
    return Resolution(mention=mention, place=None, probability=0.0, candidates=(), reason=reason)
