"""What has an analyst corrected in the reading of a report?

The records behind ``corrections.toml`` (docs/corrections.md). Each entry quotes the words of the
report that it is about, with what stands around them, so that it is found again after small edits.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Act, Realis

VERSION = 1
Scope = Literal["this", "all"]
Status = Literal["accepted", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Words of a report, and how to find them again.

    Attributes
    ----------
    words
        Exactly as the report has them.
    prefix, suffix
        What stands right before and after; "" where not known, or at an end of the report.
    position
        Code point where the words began; None where not known.
    report
        Id of the report; None where the file is about one.
    """

    words: str
    prefix: str = ""
    suffix: str = ""
    position: int | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCorrection:
    """What the words of a place mean: exactly one of `place`, `lat_deg` with `lon_deg`, `none`.

    Attributes
    ----------
    place
        Gazetteer id.
    lat_deg, lon_deg
        Degrees, WGS 84, six decimals.
    name
        What to call such a point; the words where None.
    none
        The words name no place.
    where
        Words that say where the entry stands in its file; not compared.
    """

    anchor: Anchor
    scope: Scope = "this"
    place: str | None = None
    lat_deg: float | None = None
    lon_deg: float | None = None
    name: str | None = None
    none: bool = False
    note: str | None = None
    where: str = field(default="[[place]]", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCorrection:
    """What a claim says: each field that is not None wins over what was inferred.

    Attributes
    ----------
    add
        Makes the words a claim where none was found.
    status
        A rejected claim is not drawn; it is listed as rejected.
    speaker_country
        ISO 3166-1, three letters or two.
    time
        EDTF, as `dateline.layers.times.edtf.read_edtf` reads it.
    where
        As for places.
    """

    anchor: Anchor
    add: bool = False
    status: Status | None = None
    speaker: str | None = None
    speaker_country: str | None = None
    time: str | None = None
    act: Act | None = None
    realis: Realis | None = None
    type: str | None = None
    grade: str | None = None
    graded_by: str | None = None
    note: str | None = None
    where: str = field(default="[[claim]]", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportName:
    """The report that corrections were made on: its id, its title, the hash of its bytes."""

    id: str | None = None
    title: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All that a file of corrections holds."""

    reports: tuple[ReportName, ...] = ()
    places: tuple[PlaceCorrection, ...] = ()
    claims: tuple[ClaimCorrection, ...] = ()

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self.places) + len(self.claims)


Entry = PlaceCorrection | ClaimCorrection


@dataclass(frozen=True, slots=True, kw_only=True)
class OrphanEntry:
    """An entry that found no place in the report, and why."""

    entry: Entry
    reason: str

    @property
    def words(self) -> str:
        """Return the words that the entry is about."""
        return self.entry.anchor.words

    @property
    def kind(self) -> Literal["place", "claim"]:
        """Return which list of the file it stands in."""
        return "place" if isinstance(self.entry, PlaceCorrection) else "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of the corrections of one report.

    Attributes
    ----------
    corrections
        Those that are about this report.
    orphans
        Those of them that found no place in it: places, then claims, each by position.
    others
        How many of the file's entries are about other reports.
    """

    corrections: Corrections
    orphans: tuple[OrphanEntry, ...] = ()
    others: int = 0


def for_report(
    corrections: Corrections, article: Article, *, several: bool = False
) -> tuple[Corrections, int]:
    """Return the corrections that are about a report, and how many are about others.

    Parameters
    ----------
    several
        Whether several reports are read together: a file that is about one of them, and whose
        entries do not say which, is then known by the report's id or hash.

    Notes
    -----
    With one report, entries that name none are about it, whatever its id: files get new names.
    """
    names = corrections.reports
    mine = {n.id for n in names if n.id == article.id or (n.sha256 and n.sha256 == article.sha256)}
    foreign = several and len(names) == 1 and not mine

    def about(anchor: Anchor) -> bool:
        if anchor.report is None:
            return not foreign
        return anchor.report == article.id or anchor.report in mine

    places = tuple(entry for entry in corrections.places if about(entry.anchor))
    claims = tuple(entry for entry in corrections.claims if about(entry.anchor))
    kept = Corrections(reports=names, places=places, claims=claims)
    return kept, len(corrections) - len(kept)


def in_order(corrections: Corrections) -> Corrections:
    """Return the entries in the order in which they are written: by report, then by position."""
    order = {name.id: number for number, name in enumerate(corrections.reports)}

    def key(entry: Entry) -> tuple[int, bool, int, str]:
        anchor = entry.anchor
        at = order.get(anchor.report, len(order)) if anchor.report is not None else -1
        return at, anchor.position is None, anchor.position or 0, anchor.words

    return Corrections(
        reports=corrections.reports,
        places=tuple(sorted(corrections.places, key=key)),
        claims=tuple(sorted(corrections.claims, key=key)),
    )


def settled(found: Sequence[Applied]) -> tuple[Applied, ...]:
    """Return what became of corrections in reports that are read together, each orphan once.

    An entry that says not which report it is about is tried in all of them: it is an orphan only
    where it found a place in none, and is told with the first.
    """
    placed: set[int] = set()
    for one in found:
        lost = {id(orphan.entry) for orphan in one.orphans}
        entries = (*one.corrections.places, *one.corrections.claims)
        placed |= {id(entry) for entry in entries if id(entry) not in lost}
    out = []
    for one in found:
        orphans = tuple(orphan for orphan in one.orphans if id(orphan.entry) not in placed)
        placed |= {id(orphan.entry) for orphan in orphans}
        out.append(replace(one, orphans=orphans, others=0))
    return tuple(out)
