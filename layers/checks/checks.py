"""What is a check of a claim's words against our data, and what do all checks share?

A check says "agreement", "difference" or "not comparable", never true or false: our data have
errors, dates and definitions of their own, and the reader decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.reports.article import Article, Span

CheckKind = Literal["border length", "distance", "area", "border", "capital", "membership"]
Result = Literal["agreement", "difference", "not comparable"]

NAME: Final = "\ue000"  # private use: what stands for a name in masked text
DEMONYM: Final = "\ue001"
SLOT: Final = rf"{NAME}+"
NATIONAL: Final = rf"[{NAME}{DEMONYM}]+"
# "Chad", "Chad and Niger", "Chad, Niger and Libya"
SLOTS: Final = rf"{SLOT}(?:,? (?:and |or )?(?:the )?{SLOT}){{0,8}}"
ROUND_SHARE: Final = 0.25  # a round number is off by a quarter of itself at most
GAZETTEER: Final = "dateline's gazetteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What our data say beside the words of a claim.

    Attributes
    ----------
    span, text
        The words of the report that are compared, in one sentence.
    ours
        What our data say, in words, with units: ``1,344 km``.
    value, unit
        The same as a number ("kilometre", "square_kilometre"); both None where it is none.
    source, source_date
        Data set, and the year, month or day of its data; the date is "" where the data give none.
    note
        What the reader must know to judge; may be empty.
    """

    kind: CheckKind
    result: Result
    span: Span
    text: str
    ours: str
    value: float | None = None
    unit: str | None = None
    source: str
    source_date: str = ""
    note: str = ""


class Masked:
    """A report in which every resolved name is a run of one character, so that rules see slots.

    Offsets stay those of the report. Names of no place, and names inside other names, stay words.

    Parameters
    ----------
    article, resolutions
        The report and what its names mean.
    gazetteer
        Knows the country of a government's seat: "Asuncion" may stand for Paraguay.
    spared
        Stretches that stay words: "African" in "African Union".
    """

    def __init__(
        self,
        article: Article,
        resolutions: Sequence[Resolution],
        *,
        gazetteer: Gazetteer,
        spared: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.article = article
        self._gazetteer = gazetteer
        inside_others = {at for start, end in spared for at in range(start, end)}
        letters = list(re.sub(rf"[\u0000-\u001f\s\u200b{NAME}{DEMONYM}]", " ", article.text))
        for at, letter in enumerate(letters):
            if letter == "’":
                letters[at] = "'"
        self._at: dict[int, Resolution] = {}
        taken = 0
        order = sorted(resolutions, key=lambda r: (r.mention.span.start, -r.mention.span.end))
        for resolution in order:
            mention = resolution.mention
            usable = mention.kind in {"name", "demonym", "metonym"}
            if resolution.place is None or not usable or mention.span.start < taken:
                continue
            if mention.span.start in inside_others:
                continue
            sign = DEMONYM if mention.kind == "demonym" else NAME
            for at in range(mention.span.start, mention.span.end):
                letters[at] = sign
            self._at[mention.span.start] = resolution
            taken = mention.span.end
        self._starts = sorted(self._at)
        self.borders = tuple(r for r in order if r.mention.kind == "border" and r.place is not None)
        self.text = "".join(letters)

    def at(self, position: int) -> Resolution | None:
        """Return the name that begins at a code point."""
        return self._at.get(position)

    def place(self, match: re.Match[str], group: str) -> Place | None:
        """Return the place of the first name inside a group of a match."""
        found = self.inside(*match.span(group))
        return found[0].place if found else None

    def land(self, resolution: Resolution | None) -> Place | None:
        """Return what a name means as a country or province: a government stands for its country."""
        if resolution is None or resolution.place is None:
            return None
        if resolution.mention.kind == "metonym":
            return self._gazetteer.country(resolution.place.country) or resolution.place
        return resolution.place

    def inside(self, start: int, end: int) -> tuple[Resolution, ...]:
        """Return the names that begin in a stretch of the report, in reading order."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(self._at[at] for at in self._starts[low:high])


def half_of_rounding(value: float) -> float:
    """Return how far a number may be off by its closing zeros: 1,350 by 5, 60 by 5, 1,357 by 0.5.

    Examples
    --------
    >>> half_of_rounding(1350), half_of_rounding(100), half_of_rounding(12.5)
    (5.0, 25.0, 0.05)
    """
    if value != int(value):
        places = len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return float(0.5 * 10**-places)
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(min(0.5 * 10**zeros, ROUND_SHARE * value)) if zeros else 0.5


def compared(
    low: float, high: float, ours: tuple[float, float], *, bound: Literal["least", "most"] | None
) -> Result:
    """Compare a claimed range with ours.

    Parameters
    ----------
    low, high
        What the claim's number may mean, rounding and hedges included; any unit.
    ours
        What our figure may be, its own tolerance included; same unit.
    bound
        "least" for "more than 300 km", "most" for "less than 300 km": a figure of ours that lies
        far beyond the bound neither agrees nor differs.
    """
    if ours[0] <= high and low <= ours[1]:
        return "agreement"
    beyond = (bound == "least" and ours[0] > high) or (bound == "most" and ours[1] < low)
    return "not comparable" if beyond else "difference"


def is_country(place: Place) -> bool:
    """Whether a place is a country."""
    return place.id.startswith("country:")


def is_division(place: Place) -> bool:
    """Whether a place is a first-order division of a country."""
    return place.id.startswith("admin1:")
