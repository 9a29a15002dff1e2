"""What is a place? The records that the gazetteer gives and the resolver chooses from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dateline.geo.recognition.toponyms import Mention

GeometryKind = Literal["point", "line", "area"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One gazetteer entry.

    Attributes
    ----------
    id
        Stable key with its origin: ``gn:1221874`` (GeoNames city), ``country:TJ``,
        ``admin1:TJ-GB``, ``air:OSLK``, ``water:…``, ``region:…``, ``seed:…`` (our supplement),
        ``border:AF-TJ`` (ISO 3166-1 alpha-2 codes, sorted).
    name
        Name to show, Latin script, as English texts write it (``Kulob``, not ``Kŭlob``).
    lat_deg, lon_deg
        Representative point, degrees, WGS 84. For an area or a line it is where a label may
        stand, never where a pin may.
    country
        ISO 3166-1 alpha-2, "" where none (seas) or several.
    admin1
        Name of the first-order division, "" where unknown.
    feature_class, feature_code
        GeoNames' codes: https://www.geonames.org/export/codes.html (A/PCLI, A/ADM1, P/PPLC,
        S/AIRB, H/STM, L/RGN, L/CONT, T/PASS …).
    population
        0 where unknown.
    geometry
        What may be drawn: a city is a point, a border or river a line, a country an area.
    source
        Data set the entry is from, as in THIRD_PARTY.md.
    """

    id: str
    name: str
    lat_deg: float
    lon_deg: float
    country: str
    admin1: str
    feature_class: str
    feature_code: str
    population: int
    geometry: GeometryKind
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a mention may mean, with the evidence for it."""

    place: Place
    score: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What was inferred for a mention before an analyst said what it means.

    Attributes
    ----------
    place, probability, reason
        As the resolver had them; `place` is None where it had none.
    note
        The analyst's remark, None without one.
    """

    place: Place | None
    probability: float
    reason: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A mention and the place that it means; unresolved is a value, with its reason.

    Attributes
    ----------
    place
        None where unresolved. For kind "border" a Place with id ``border:XX-YY``.
    probability
        0 to 1, of the chosen place among the candidates; 0.0 where unresolved.
    candidates
        Best first, the chosen one included; at most eight.
    reason
        One short sentence for the reader: why this place, or why none.
    corrected
        None unless an analyst has said what the words mean; then what had been inferred.
    """

    mention: Mention
    place: Place | None
    probability: float
    candidates: tuple[Candidate, ...]
    reason: str
    corrected: Corrected | None = None
