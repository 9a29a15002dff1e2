"""Which claims are events, and how would ACLED's columns hold them?

ACLED codes events that took place; so only claims that state one become rows: asserted, as
happening or past, not negated, and of a kind that has a sub-event type. What is promised, planned,
expected, conditional or denied has no column there and would be read as an event: it is counted and
left out. Nothing is invented: no figure that the claim does not give, no pin for a country.
docs/claims-exchange.md shows the mapping column by column.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING, Final

from dateline.layers.exports.claim_table import escape_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Claim, ClaimPlace
    from dateline.layers.quantities.quantities import Quantity

COLUMNS: Final = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
# Columns of ours, after ACLED's: what a table of events loses of a claim.
OWN: Final = (
    "claim_id", "claim_speaker", "claim_via", "claim_time", "claim_certainty", "claim_place_precision",
    "report", "report_sha256", "report_url",
)  # fmt: skip
_VIOLENCE: Final = "Political violence"
_STRATEGIC: Final = "Strategic developments"
_PROTEST: Final = "Demonstrations"
# Sub-event type -> event type and disorder type, as ACLED's codebook orders them.
_TYPES: Final = {
    "Armed clash": ("Battles", _VIOLENCE),
    "Government regains territory": ("Battles", _VIOLENCE),
    "Non-state actor overtakes territory": ("Battles", _VIOLENCE),
    "Shelling/artillery/missile attack": ("Explosions/Remote violence", _VIOLENCE),
    "Air/drone strike": ("Explosions/Remote violence", _VIOLENCE),
    "Remote explosive/landmine/IED": ("Explosions/Remote violence", _VIOLENCE),
    "Attack": ("Violence against civilians", _VIOLENCE),
    "Abduction/forced disappearance": ("Violence against civilians", _VIOLENCE),
    "Sexual violence": ("Violence against civilians", _VIOLENCE),
    "Peaceful protest": ("Protests", _PROTEST),
    "Violent demonstration": ("Riots", _PROTEST),
    "Agreement": (_STRATEGIC, _STRATEGIC),
    "Arrests": (_STRATEGIC, _STRATEGIC),
    "Change to group/activity": (_STRATEGIC, _STRATEGIC),
    "Disrupted weapons use": (_STRATEGIC, _STRATEGIC),
    "Headquarters or base established": (_STRATEGIC, _STRATEGIC),
    "Non-violent transfer of territory": (_STRATEGIC, _STRATEGIC),
    "Other": (_STRATEGIC, _STRATEGIC),
}
_SECTORS: Final = {
    "GOV": "State Forces", "MIL": "State Forces", "COP": "State Forces", "REB": "Rebel Group",
    "SPY": "State Forces", "CVL": "Civilians", "REF": "Civilians",
}  # fmt: skip
# `ClaimPlace.precision` is UCDP's; ACLED's has three steps and none for a country or a line.
_PRECISION: Final = {"1": "1", "2": "2", "3": "2", "4": "3"}
_KILLING: Final = re.compile(r"\b(?:kill(?:s|ed|ing)|claimed the lives of)\s+$", re.IGNORECASE)
_KILLED: Final = re.compile(
    r"[^,.;:]{0,40}?\b(?:killed|dead|died|deaths|fatalities|lost their lives)\b", re.IGNORECASE
)


def is_event(claim: Claim) -> bool:
    """Whether a claim states an event that ACLED's columns have a sub-event type for."""
    return (
        claim.acled is not None
        and claim.act == "assert"
        and claim.realis == "actual"
        and claim.polarity == "+"
        and claim.condition is None
        and claim.status != "rejected"
    )


def acled_text(claims: Sequence[Claim], *, article: Article) -> str:
    """Return the events among claims as CSV in ACLED's columns, then nine of ours.

    Parameters
    ----------
    claims
        In reading order; those that are no events (`is_event`) give no row.
    article
        The report that the claims' offsets count in.

    Returns
    -------
    str
        A head even where there is no row; lines end in a line feed. A cell that a spreadsheet would
        take for a formula begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, [*COLUMNS, *OWN], lineterminator="\n")
    writer.writeheader()
    for claim in claims:
        if is_event(claim):
            writer.writerow({key: _cell(key, value) for key, value in _row(claim, article).items()})
    return out.getvalue()


def left_out(claims: Sequence[Claim]) -> int:
    """Return how many claims become no row."""
    return sum(not is_event(claim) for claim in claims)


def _row(claim: Claim, article: Article) -> dict[str, object]:
    event_type, disorder = _TYPES.get(claim.acled or "", ("", ""))
    first, precision = _day(claim)
    place = next((p for p in claim.places if p.role == "location" and p.place_ids), None)
    actor1 = claim.actors[0] if claim.actors else None
    actor2 = claim.recipients[0] if claim.recipients else None
    return {
        **dict.fromkeys(COLUMNS, ""),
        "event_id_cnty": f"{article.id}-{claim.id}",
        "event_date": first,
        "year": first[:4],
        "time_precision": precision,
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": claim.acled or "",
        "actor1": (actor1.resolves_to or actor1.text) if actor1 else "",
        "inter1": _SECTORS.get(actor1.sector or "", "") if actor1 else "",
        "actor2": (actor2.resolves_to or actor2.text) if actor2 else "",
        "inter2": _SECTORS.get(actor2.sector or "", "") if actor2 else "",
        **_place(place),
        "source": article.source or "",
        "notes": " ".join(article.slice(claim.content).split()),
        "fatalities": _fatalities(claim, article),
        "tags": f"dateline; {claim.type}",
        "claim_id": claim.id,
        "claim_speaker": claim.speaker.name,
        "claim_via": claim.via.name if claim.via else "",
        "claim_time": (claim.time.value or "") if claim.time else "",
        "claim_certainty": claim.certainty,
        "claim_place_precision": (place.precision or "") if place else "",
        "report": article.title or article.id,
        "report_sha256": article.sha256,
        "report_url": article.url or "",
    }


def _day(claim: Claim) -> tuple[str, str]:
    """Return the first day and ACLED's time_precision; nothing where wider than a month or open."""
    time = claim.time
    if time is None or not time.earliest or not time.latest:
        return "", ""
    try:
        days = (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days + 1
    except ValueError:
        return "", ""
    if days > 31:
        return "", ""
    return time.earliest, "1" if days == 1 else "2" if days <= 7 else "3"


def _place(place: ClaimPlace | None) -> dict[str, object]:
    """Return the cells of a place: coordinates of a place alone, of nothing wider."""
    from dateline.geo.gazetteer.gazetteer import open_gazetteer

    if place is None or len(place.place_ids) != 1:
        return {"location": place.text or "" if place else ""}
    gazetteer = open_gazetteer()
    found = gazetteer.place(place.place_ids[0])
    if found is None:
        return {"location": place.text or place.resolves_to or ""}
    cells: dict[str, object] = {
        "country": gazetteer.country_name(found.country) if found.country else "",
        "admin1": found.admin1,
        "geo_precision": _PRECISION.get(place.precision or "", ""),
    }
    if found.geometry == "point":
        cells |= {"location": found.name, "latitude": f"{found.lat_deg:.4f}",
                  "longitude": f"{found.lon_deg:.4f}"}  # fmt: skip
        cells["geo_precision"] = cells["geo_precision"] or "1"
    return cells


def _fatalities(claim: Claim, article: Article) -> object:
    """Return the number of dead that the claim states exactly and once, else nothing at all."""
    fatal = [q for q in claim.quantities if q.unit == "person" and _is_fatal(q, claim, article)]
    if len(fatal) != 1 or fatal[0].low is not None or fatal[0].modifier:
        return ""
    return int(fatal[0].value) if fatal[0].value.is_integer() else ""


def _is_fatal(quantity: Quantity, claim: Claim, article: Article) -> bool:
    """Whether the words say that those who are counted died: "killed three", "ten were killed"."""
    before = article.text[claim.content.start : quantity.span.start]
    after = article.text[quantity.span.end : claim.content.end]
    return bool(_KILLING.search(before) or _KILLED.match(f" {quantity.of or ''}") or _KILLED.match(after))  # fmt: skip


def _cell(key: str, value: object) -> str:
    """Keep spreadsheets from running a cell; numbers stay numbers."""
    return str(value) if key in {"latitude", "longitude"} else escape_cell(str(value))
