"""From which of a report's names is a position measured, and what stands between them and it?

"North of the rebel-held Syrian city of Homs" is measured from Homs. A border is measured from as a
whole line; countries, seas, rivers and regions have no point to measure from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.extents import extent_km, outline
from dateline.geo.patterns import spaced
from dateline.geo.positions.uncertain_areas import Position
from dateline.geo.reports.article import Span
from dateline.geo.shapes.geodesy import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.positions.uncertain_areas import Polygons, PositionKind
    from dateline.geo.shapes.geodesy import LonLat

_TOWN: Final = (
    "city cities town towns village villages hamlet settlement settlements municipality port capital "
    "suburb outpost camp base airbase airport airfield crossing checkpoint district province region "
    "governorate county oblast area enclave community stronghold hub resort neighbourhood neighborhood "
    "island oasis pass post junction mine station centre center"
)
_ADJECTIVE: Final = (
    r"(?:[a-z-]{0,18}(?:ed|held|torn|ern|ral|tal|cal|hit|rich|run|old)|nearby|rebel|frontline|small|"
    r"large|main|key|border)"
)
# What may stand between "north of" and a name: "the rebel-held Syrian city of".
_FILLER: Final = spaced(
    r"(?:(?:the|a|an|its|his|her|their) )?(?:(?:(?!(?:of|in|at|from|to|and|or|where|that|which|who|by|"
    r"with|for|on|near|when|is|was|were)\b)[\w'’-]{1,20} ){0,4}"
    rf"(?:{'|'.join(_TOWN.split())}),? (?:of |called |named )?|(?:{_ADJECTIVE} ){{0,2}})"
)
_FILLER_THEN_NAME: Final = re.compile(_FILLER.pattern + r"(?=[A-Z])")
_BACK_TO: Final = spaced(r"(?:the|that|this) (?:city|town|village|settlement|base|camp|port)\b")
_CAPITALISED: Final = spaced(r"(?:the )?[A-Z][\w'’-]{2,30}(?:(?: |-)[A-Z][\w'’-]{1,30}){0,3}")
_SENTENCE_END: Final = spaced(r"[.!?…][\"”’)\]]{0,2}\s{1,8}(?=[\"“‘(]?[A-Z0-9])|\n\s{0,8}\n")
# From a name to the words that tell where it lies: "Gulu, which lies some 90 km north of Lira".
_TELLS: Final = spaced(
    r"(?:\s?[,(–—]\s?| )(?:(?:which|that) )?(?:(?:is|are|was|were|lies|lie|lay|sits|stands) )?"
    r"(?:(?:located|situated|lying|set|a|an|the|small|remote|border|mountain|farming|town|village|"
    r"city|settlement|hamlet|suburb|community|in|area|spot|at) ){0,5}"
    r"|\s?[,(–—]\s?(?:an?|the) (?:[a-z-]{2,20} ){0,3}(?:town|village|city|settlement|hamlet|suburb|"
    r"community|port|hub|base|crossing|outpost) (?:(?:which|that) )?(?:(?:is|lies|sits|stands) )?"
)
_TELLS_REACH: Final = 60
_OWNER: Final = spaced(r"['’]s ")
_BLANK: Final = spaced(r" ")
_DIVISION: Final = spaced(
    r" (?:province|region|oblast|governorate|district|county|state|division|prefecture|department|"
    r"raion|canton|wilaya)\b",
    re.IGNORECASE,
)
# "The Dnipro river" is not the town of that name.
_THING: Final = spaced(
    r" (?:[Rr]iver|[Ss]ea|[Ll]ake|[Mm]ountains|[Vv]alley|[Ss]trait|[Gg]ulf|[Dd]esert|[Cc]anal|"
    r"[Rr]eservoir|[Bb]asin|[Pp]eninsula)\b"
)
TOWN_REACH_KM: Final = 150.0  # how far from a division's middle its town may lie
_FILLER_REACH: Final = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place that a position is measured from.

    Attributes
    ----------
    centre
        Longitude and latitude, degrees; of a border a point near its middle.
    extent_km
        How far the place may reach from its centre; 0.0 for a border.
    border
        Codes of the two countries where the anchor is a land border, else "".
    end
        Code point after the words.
    """

    resolution: Resolution
    place: Place
    centre: LonLat
    extent_km: float
    border: str
    end: int

    @property
    def span(self) -> Span:
        """Span of the mention."""
        return self.resolution.mention.span

    @property
    def name(self) -> str:
        """Name with what tells it from others: "Kulob (TJ)"."""
        country = "" if self.border or not self.place.country else f" ({self.place.country})"
        return f"{self.place.name}{country}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """Words that a position is measured from, but no place that can be measured from.

    Attributes
    ----------
    large
        Whether it is a country or another place too large, and not an unknown one.
    """

    spans: tuple[Span, ...]
    reason: str
    end: int
    large: bool = False


class Anchors:
    """The mentions of a report, to be found by where they stand."""

    def __init__(self, text: str, resolutions: Sequence[Resolution]) -> None:
        self.text = text
        order = sorted(resolutions, key=lambda r: (r.mention.span.start, -r.mention.span.end))
        self._names = [r for r in order if r.mention.kind != "border"]
        self._borders = {r.mention.span.start: r for r in order if r.mention.kind == "border"}
        self._starts = [r.mention.span.start for r in self._names]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [0, *(match.end() for match in _SENTENCE_END.finditer(self.text))]

    def sentence_start(self, position: int) -> int:
        """Return where the sentence of a code point begins (by its punctuation alone)."""
        return self._sentence_starts[bisect_right(self._sentence_starts, position) - 1]

    def at(self, position: int, stop: int) -> Anchor | Unusable | None:
        """Return what is named at a code point, words such as "the city of" before it allowed.

        Parameters
        ----------
        position
            Where the words begin, directly after "north of" or the like.
        stop
            End of the zone; nothing beyond it is looked at.

        Returns
        -------
        Anchor, Unusable or None
            None where no place is named there at all.
        """
        border = self._border_at(position)
        if border is not None:
            return _of_border(border)
        for _ in range(3):
            resolution = self._next(position, stop)
            if resolution is None:
                return None
            after = self._goes_on(resolution, stop)
            if after is None:
                return of_mention(resolution, self.text)
            position = after
        return None

    def _next(self, position: int, stop: int) -> Resolution | None:
        """Return the first name that nothing but words such as "the town of" keeps apart."""
        first = bisect_left(self._starts, position)
        for resolution in self._names[first : first + 4]:
            span = resolution.mention.span
            if span.start > position + _FILLER_REACH or span.end > stop:
                return None
            if span.start == position or _FILLER.fullmatch(self.text[position : span.start]):
                return resolution
        return None

    def _border_at(self, position: int) -> Resolution | None:
        found = self._borders.get(position)
        if found is None and self.text.startswith("the ", position):
            found = self._borders.get(position + 4)
        return found

    def _goes_on(self, resolution: Resolution, stop: int) -> int | None:
        """Return where the next name begins if this one only says whose it is: "Syria's Idlib"."""
        demonym = resolution.mention.kind == "demonym"
        if not demonym and not _holds_others(resolution.place):
            return None
        link = (_BLANK if demonym else _OWNER).match(self.text, resolution.mention.span.end)
        return link.end() if link and self._next(link.end(), stop) else None

    def before(self, position: int, *, since: int) -> tuple[Resolution, ...]:
        """Return the placed points that are named between two code points, each place once."""
        first, last = bisect_left(self._starts, since), bisect_left(self._starts, position)
        found: dict[str, Resolution] = {}
        for resolution in self._names[max(first, last - 12) : last]:
            anchor = of_mention(resolution, self.text)
            if isinstance(anchor, Anchor):
                found[anchor.place.id] = resolution
        return tuple(found.values())

    def neighbours(self, start: int, stop: int) -> Iterator[tuple[Resolution, Resolution]]:
        """Yield the names of a stretch of text with the one that follows each."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, stop)
        yield from pairwise(self._names[low:high])

    def described(self, position: int, *, start: int) -> Span | None:
        """Return the name of a point, known or not, that words from `position` on tell more of."""
        last = bisect_left(self._starts, position)
        for resolution in reversed(self._names[max(0, last - 2) : last]):
            mention, place = resolution.mention, resolution.place
            far = mention.span.end < max(start, position - _TELLS_REACH)
            if far or mention.kind != "name" or mention.span.end > position:
                continue
            if place is not None and (place.geometry != "point" or place.feature_class == "A"):
                continue
            if _TELLS.fullmatch(self.text[mention.span.end : position]):
                return mention.span
        return None

    def taken_up(self, position: int) -> int | None:
        """Return the end of "the city", "that village" at a code point, None where not there."""
        match = _BACK_TO.match(self.text, position)
        return match.end() if match else None

    def unknown_name(self, position: int, stop: int) -> Unusable | None:
        """Return the capitalised words at a code point, which no recogniser took for a place."""
        match = _CAPITALISED.match(self.text, position, stop)
        if match is None:
            filler = _FILLER_THEN_NAME.match(
                self.text, position, min(stop, position + _FILLER_REACH)
            )
            match = _CAPITALISED.match(self.text, filler.end(), stop) if filler else None
        if match is None:
            return None
        name = match.group()
        return Unusable(
            spans=(), reason=f"no place called “{name}” was recognised", end=match.end()
        )


def of_mention(resolution: Resolution, text: str) -> Anchor | Unusable | None:
    """Return a name as an anchor; None for words that are no place here (a demonym, a part)."""
    mention = resolution.mention
    place = _town_of(resolution, text) or resolution.place
    if mention.kind in {"demonym", "embedded"}:
        return None
    if place is None:
        reason = resolution.reason or "no place of this name is known"
        words = f"“{mention.surface}” could not be placed: {reason}"
        return Unusable(spans=(mention.span,), reason=words, end=mention.span.end)
    end = mention.span.end
    thing = _THING.match(text, end)
    if thing is not None and place.feature_class == "P":
        words = f"no single point of the {mention.surface}{thing.group()} is named"
        return Unusable(spans=(mention.span,), reason=words, end=thing.end(), large=True)
    extent = extent_km(place)
    if extent is None:
        words = f"{place.name} is too large to measure from its middle"
        return Unusable(spans=(mention.span,), reason=words, end=mention.span.end, large=True)
    shape = outline(place.id)
    return Anchor(
        resolution=resolution, place=place, extent_km=extent, border="", end=mention.span.end,
        centre=shape[0] if shape else (place.lon_deg, place.lat_deg),
    )  # fmt: skip


def _town_of(resolution: Resolution, text: str) -> Place | None:
    """Return the town of a division's name: it is towns that reports measure from.

    "North of Idlib" is north of the town, though the name alone may mean the province; "north of
    Idlib province" is not.
    """
    place, end = resolution.place, resolution.mention.span.end
    if place is None or not place.feature_code.startswith("ADM"):
        return None
    if _DIVISION.match(text, end) or _DIVISION.search(resolution.mention.surface):
        return None
    here = (place.lon_deg, place.lat_deg)
    towns = [
        c.place
        for c in resolution.candidates
        if c.place.feature_class == "P"
        and c.place.country == place.country
        and distance_km(here, (c.place.lon_deg, c.place.lat_deg)) < TOWN_REACH_KM
    ]
    return max(towns, key=lambda town: (town.population, town.id), default=None)


def _of_border(resolution: Resolution) -> Anchor | Unusable:
    from dateline.geo.shapes.borders import border_between

    span, place = resolution.mention.span, resolution.place
    codes = place.id.removeprefix("border:").split("-") if place else []
    border = border_between(codes[0], codes[1]) if len(codes) == 2 else None
    if place is None or border is None:
        reason = resolution.reason if place is None else "there is no line of it in the data"
        return Unusable(spans=(span,), reason=f"which border is not known: {reason}", end=span.end)
    return Anchor(
        resolution=resolution, place=place, centre=border.label, extent_km=0.0,
        border="-".join(codes), end=span.end,
    )  # fmt: skip


def _holds_others(place: Place | None) -> bool:
    return place is not None and place.feature_code.startswith(("PCL", "ADM1"))


def placed_position(
    text: str, begin: int, target: Anchor, kind: PositionKind, area: tuple[LonLat, float, Polygons],
    reason: str, *, also: Anchor | None = None,
) -> Position:  # fmt: skip
    """Return a position with its area.

    Parameters
    ----------
    begin
        Code point where its words begin; they end with the target's.
    area
        Centre (longitude, latitude; degrees), radius in km, and polygons.
    also
        The other anchor of a position between two.
    """
    centre, radius_km, polygons = area
    span = Span(begin, target.end)
    anchors = (target.span,) if also is None else (also.span, target.span)
    same = also is None or also.place.country == target.place.country
    return Position(
        id="", span=span, surface=text[span.start : span.end], kind=kind, anchors=anchors,
        lon_deg=round(centre[0], 6), lat_deg=round(centre[1], 6), radius_km=round(radius_km, 3),
        polygons=polygons, country=target.place.country if same else "", reason=reason,
    )  # fmt: skip


def unplaced_position(text: str, begin: int, target: Unusable, kind: PositionKind) -> Position:
    """Return a position that cannot be placed, with the reason."""
    span = Span(begin, target.end)
    return Position(
        id="", span=span, surface=text[span.start : span.end], kind=kind, anchors=target.spans,
        reason=target.reason,
    )  # fmt: skip
