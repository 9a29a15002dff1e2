"""Which positions are places of a claim, and which names only serve to measure from?

"Troops dug in 30 km north of Kulob" happens in that area, not in Kulob; "in Gulu, 90 km north of
Lira" happens in Gulu, where the gazetteer knows it, and in the area where it does not.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.geo.positions.positions import place_of
from dateline.layers.claims.claims import ClaimPlace
from dateline.layers.places.roles import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.parse import Parse
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Span
    from dateline.layers.claims.claims import PlaceRole

# UCDP GED where_prec: 1 is exact, 2 within about 25 km of a known point.
NEAR_KM: Final = 25.0
_COMMA: Final = 2  # code points between a name and what is told of it
MEASURED: Final = "only a distance from there is told"
_PREPOSITIONS: Final[dict[str, PlaceRole]] = {
    "from": "origin", "to": "destination", "into": "destination", "towards": "destination",
    "toward": "destination", "onto": "destination",
}  # fmt: skip
_OWN_ROLES: Final = frozenset({"location", "origin", "destination"})


class ClaimPositions:
    """The placed positions of a report, to be found by claim."""

    def __init__(self, positions: Sequence[Position], resolutions: Sequence[Resolution]) -> None:
        self._all = sorted((p for p in positions if p.placed), key=lambda p: p.span)
        self._starts = [p.span.start for p in self._all]
        self._known = {r.mention.span for r in resolutions if r.place is not None}

    def places(self) -> dict[str, Place]:
        """Return the positions as places, by id."""
        found = (place_of(position) for position in self._all)
        return {place.id: place for place in found if place is not None}

    def inside(self, content: Span) -> tuple[Position, ...]:
        """Return the positions whose words begin in a claim (a parser may cut coordinates)."""
        low, high = (bisect_left(self._starts, at) for at in (content.start, content.end))
        return tuple(self._all[low:high])

    def drawn(self, content: Span) -> tuple[Position, ...]:
        """Return those that are places of the claim.

        A position that tells where a name lies which is placed itself, in the same claim, is none:
        the name is nearer.
        """
        return tuple(p for p in self.inside(content) if not self._tells_of_a_name(p, content))

    def _tells_of_a_name(self, position: Position, content: Span) -> bool:
        """Whether it says where a placed name of the claim lies: "in Bara, 60 km further north"."""
        before = [s for s in position.anchors if s.end <= position.span.start <= s.end + _COMMA]
        described = [position.describes] if position.describes else before
        return any(
            s in self._known and content.start <= s.start and s.end <= content.end
            for s in described
        )

    def measured(self, content: Span) -> frozenset[Span]:
        """Return the mentions in a claim from which positions in it are measured."""
        drawn = self.drawn(content)
        return frozenset(
            span
            for p in self.inside(content)
            if p.kind != "near" or p in drawn  # "over the Panj near Kulob": near Kulob as well
            for span in p.anchors
            if span.start >= p.span.start
        )

    def ends(self, content: Span) -> frozenset[Span]:
        """Return the names in a claim that stand for the stretch between them."""
        return frozenset(
            span for p in self.drawn(content) if p.kind == "between" for span in p.anchors
        )


def position_places(
    positions: Sequence[Position],
    parse: Parse,
    condition: frozenset[int],
    *,
    by_span: Mapping[Span, Resolution],
) -> Iterator[ClaimPlace]:
    """Yield positions as places of a claim, with the roles that they play in it.

    Parameters
    ----------
    positions, parse, condition
        What the claim is told to lie at, the report's parse, and the tokens of its condition.
    by_span
        What the names mean: both ends of a stretch are named, and what is drawn is the stretch.
    """
    for position in positions:
        whole = ClaimPlace(
            text=position.surface,
            span=position.span,
            role=_role(position, parse, condition),
            resolves_to=" ".join(position.surface.split()),
            place_ids=(position.id,),
            precision=precision_of_position(position),
            reason=position.reason,
        )
        ends = [by_span[span] for span in position.anchors if span in by_span]
        if position.kind != "between" or not ends:
            yield whole
            continue
        for end in ends:
            name = end.place.name if end.place else end.mention.surface
            yield replace(whole, text=end.mention.surface, span=end.mention.span, resolves_to=name)


def _role(position: Position, parse: Parse, condition: frozenset[int]) -> PlaceRole:
    governed = _by_preposition(parse.tokens(position.span))
    if governed is not None or position.kind != "near":
        return governed or "location"
    tokens = [token for span in position.anchors for token in parse.tokens(span)]
    name = role_of(tokens, country=False, condition=condition).name if tokens else "location"
    return name if name in _OWN_ROLES else "location"  # "arrived near Kulob"


def _by_preposition(tokens: Sequence[Token]) -> PlaceRole | None:
    """Read the role off what governs the words: "to positions north of X", "from near X"."""
    if not tokens:
        return None
    inside = set(tokens)
    outer = next((t.head for t in tokens if t.head not in inside), None)
    before = tokens[0].nbor(-1) if tokens[0].i else None
    for token in (outer, before):
        if token is None:
            continue
        governor = token.head if token.pos_ == "NOUN" and token.dep_ == "pobj" else token
        if governor.pos_ == "ADP" and governor.lower_ in _PREPOSITIONS:
            return _PREPOSITIONS[governor.lower_]
    return None


def precision_of_position(position: Position) -> str:
    """Return UCDP GED's where_prec: "1" for coordinates, "2" near a point, or "region"."""
    if position.kind == "coordinate" and (position.radius_km or 0.0) <= 1.0:
        return "1"
    return "2" if (position.radius_km or 0.0) <= NEAR_KM else "region"
