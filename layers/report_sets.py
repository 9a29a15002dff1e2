"""Which claim is of which report, where several reports stand together?

The reports of a set are r1, r2 … in the order given, and their claims ``r1-C01``, ``r2-C00`` …; a
report added at the end changes no id. A report alone keeps its plain ids.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError
from dateline.geo.positions.positions import POSITION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.geo.parse import Parse
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Claim, ClaimPlace

JOINT: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClaims:
    """A report of a set with its claims.

    Attributes
    ----------
    key
        "r1", "r2" …: unique within the set.
    article, parse
        The report and its words.
    claims
        In reading order, with ids of the set.
    """

    key: str
    article: Article
    parse: Parse
    claims: tuple[Claim, ...]


def report_key(index: int) -> str:
    """Return the key of the report that stands `index` places behind the first.

    Examples
    --------
    >>> report_key(0), report_key(11)
    ('r1', 'r12')
    """
    return f"r{index + 1}"


def report_of_claim(claim_id: str) -> str:
    """Return the key of the report that a claim is of, "" for the claim of a report alone.

    Examples
    --------
    >>> report_of_claim("r2-C07"), report_of_claim("C07")
    ('r2', '')
    """
    return claim_id.rpartition(JOINT)[0]


def report_name(key: str) -> str:
    """Return what people call a report of a set by.

    Examples
    --------
    >>> report_name("r2")
    'Report 2'
    """
    return f"Report {key.removeprefix('r')}"


def check_distinct(articles: Sequence[Article]) -> None:
    """Refuse a report that is given twice: it would seem to confirm itself.

    Raises
    ------
    InputError
        Two have the same bytes.
    """
    seen: dict[str, int] = {}
    for number, article in enumerate(articles, start=1):
        first = seen.setdefault(article.sha256, number)
        if first != number:
            msg = f"the same report twice: number {number} ({article.id}) is number {first}"
            raise InputError(msg, hint="pass each report once; a copy confirms nothing")


def shared_positions(
    sets: Sequence[Sequence[Position]],
) -> tuple[tuple[Position, ...], ...]:
    """Give the positions of several reports ids that are unique, and one id to equal areas.

    Parameters
    ----------
    sets
        Per report as from `find_positions`.

    Returns
    -------
    tuple of tuple of Position
        Aligned with `sets`; ids begin with ``position:r1-`` and the like.
    """
    ids: dict[object, str] = {}
    out = []
    for index, positions in enumerate(sets):
        own = [_own_id(position.id, report_key(index)) for position in positions]
        out.append(
            tuple(
                replace(p, id=ids.setdefault(p.polygons or name, name))
                for p, name in zip(positions, own, strict=True)
            )
        )
    return tuple(out)


def _own_id(position_id: str, key: str) -> str:
    return f"{POSITION}{key}{JOINT}{position_id.removeprefix(POSITION)}"


def claims_in_set(
    claims: Iterable[Claim],
    *,
    key: str,
    positions: Mapping[str, str],
) -> tuple[Claim, ...]:
    """Give the claims of one report the ids of a set.

    Parameters
    ----------
    claims
        With the report's own ids.
    key
        Of the report.
    positions
        Ids of its positions, old to new.
    """
    return tuple(
        replace(
            claim,
            id=f"{key}{JOINT}{claim.id}",
            links=tuple(replace(x, to=f"{key}{JOINT}{x.to}") for x in claim.links),
            places=_renamed(claim.places, positions),
            implied_places=_renamed(claim.implied_places, positions),
        )
        for claim in claims
    )


def _renamed(places: Sequence[ClaimPlace], positions: Mapping[str, str]) -> tuple[ClaimPlace, ...]:
    return tuple(
        replace(place, place_ids=tuple(positions.get(i, i) for i in place.place_ids))
        for place in places
    )
