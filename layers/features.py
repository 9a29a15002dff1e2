"""What is a feature before it becomes a row of a layer?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from dateline.geo.shapes.areas import area_of
from dateline.geo.shapes.borders import border_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from dateline.geo.gazetteer.places import Place
    from dateline.layers.claims.claims import Claim, ClaimPlace
    from dateline.layers.schema import Status

CARRIED_OVER = "carried over from another sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One place of one claim.

    Attributes
    ----------
    place
        None for a border and for an id that the gazetteer does not know.
    implied
        Whether the place is carried over from another sentence.
    """

    claim: Claim
    words: ClaimPlace
    place_id: str
    place: Place | None
    implied: bool

    @property
    def is_border(self) -> bool:
        """Whether the place is a land border between two countries."""
        return self.place_id.startswith("border:")

    @property
    def name(self) -> str:
        """Name to show."""
        return self.place.name if self.place else self.words.resolves_to or self.place_id

    def point(self) -> tuple[float, float] | None:
        """Return longitude and latitude where a line to or from the place may end."""
        area = area_of(self.place_id)
        if area is not None:
            return area.label
        if self.is_border:
            codes = self.place_id.removeprefix("border:").split("-")
            border = border_between(codes[0], codes[-1])
            return border.label if border else None
        return (self.place.lon_deg, self.place.lat_deg) if self.place else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One row of a layer; the fields are the columns of `dateline.layers.schema.COLUMNS`."""

    feature_id: str
    name: str
    kind: str
    place_id: str
    country: str
    role: str
    precision: str
    status: Status
    label: str
    claim_ids: tuple[str, ...]
    source: str
    notes: tuple[str, ...] = ()
    claimed_km: float | None = None
    claimed_text: str = ""
    measured_km: float | None = None
    reference_km: float | None = None
    radius_km: float | None = None
    disputed: bool = False
    geometry: BaseGeometry | None = None

    def as_row(self) -> dict[str, object]:
        """Return the row: `notes` joined into `note`, claim ids as a new list."""
        row = {field.name: getattr(self, field.name) for field in fields(self)}
        row["note"] = "; ".join(dict.fromkeys(row.pop("notes")))
        row["claim_ids"] = list(self.claim_ids)
        return row


def merged(feature_id: str, group: Sequence[Use], *, kind: str) -> Feature:
    """Make one feature, without geometry, of all the uses of one place.

    Parameters
    ----------
    group
        At least one use, in reading order.
    """
    first = group[0]
    carried = all(use.implied for use in group)
    return Feature(
        feature_id=feature_id,
        name=first.name,
        kind=kind,
        place_id=first.place_id,
        country=first.place.country if first.place else "",
        role=", ".join(_once(use.words.role for use in group)),
        precision=next((use.words.precision for use in group if use.words.precision), ""),
        status=status_of(use.claim for use in group),
        label=first.name,
        claim_ids=_once(use.claim.id for use in group),
        source=first.place.source if first.place else "",
        notes=(CARRIED_OVER,) if carried else _carried(group),
    )


def _carried(group: Sequence[Use]) -> tuple[str, ...]:
    own = {use.claim.id for use in group if not use.implied}
    ids = _once(use.claim.id for use in group if use.implied and use.claim.id not in own)
    return (f"{CARRIED_OVER} for {', '.join(ids)}",) if ids else ()


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def status_of(claims: Iterable[Claim]) -> Status:
    """Return the realis that all claims share, "mixed" where they differ."""
    kinds: set[Status] = {claim.realis for claim in claims}
    return kinds.pop() if len(kinds) == 1 else "mixed"
