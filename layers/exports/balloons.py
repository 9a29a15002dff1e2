"""What does a reader see who clicks on a feature in Google Earth, and when is it shown?

Balloons are HTML. They are built as trees of elements and text, which the serialiser escapes: text
of a report can become neither markup nor one of Google Earth's ``$[…]`` entities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from dateline.layers.exports.records import fit
from dateline.layers.exports.symbols import CLASSES, class_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.layers.exports.records import ClaimRecord

# What xsd:date, xsd:gYearMonth and xsd:gYear write as EDTF does.
_PLAIN: Final = re.compile(r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)[~?%]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class KmlTime:
    """When a feature is shown: at `when`, or from `begin` to `end`; None is an open side.

    Values are days, months or years of ISO 8601, as exact as the claims are.
    """

    when: str | None = None
    begin: str | None = None
    end: str | None = None


def kml_time(claims: Sequence[ClaimRecord]) -> KmlTime | None:
    """Return when a feature is to be shown, by the times of its claims.

    Returns
    -------
    KmlTime or None
        None where a claim has no place in the calendar: such a feature must never be hidden.

    Examples
    --------
    >>> kml_time([{"time_value": "2021-07~", "earliest": "2021-07-01", "latest": "2021-07-31"}])
    KmlTime(when='2021-07', begin=None, end=None)
    >>> kml_time([{"time_value": "../2042", "earliest": None, "latest": "2042-12-31"}])
    KmlTime(when=None, begin=None, end='2042-12-31')
    >>> kml_time([{"time_value": None}]) is None
    True
    """
    values = [claim.get("time_value") for claim in claims]
    if not values or not all(claim.get("earliest") or claim.get("latest") for claim in claims):
        return None
    plain = _PLAIN.fullmatch(str(values[0])) if len(set(values)) == 1 else None
    if plain is not None:
        return KmlTime(when=plain[1])
    starts = [claim.get("earliest") for claim in claims]
    ends = [claim.get("latest") for claim in claims]
    begin = None if None in starts else min(str(day) for day in starts)
    end = None if None in ends else max(str(day) for day in ends)
    return KmlTime(begin=begin, end=end) if begin or end else None


def snippet(row: Mapping[Any, Any], claims: Sequence[ClaimRecord]) -> str:
    """Return the line under a feature's name in the list of places."""
    count = len(claims) or len(row["claim_ids"])
    return f"{CLASSES.get(class_of(row), row['status'])} \u00b7 {count} claim{'s' * (count != 1)}"


def balloon(row: Mapping[Any, Any], claims: Sequence[ClaimRecord]) -> str:
    """Return the balloon of a feature as HTML.

    Parameters
    ----------
    row
        The feature, by the columns of `dateline.layers.schema.COLUMNS`.
    claims
        Those behind it, in reading order.
    """
    box = Element("div")
    _add(box, "h3", str(row["name"]))
    _add(box, "p", snippet(row, claims))
    for claim in claims:
        _add_claim(box, claim)
    if row["note"]:
        _add(box, "p", f"Note: {row['note']}")
    lengths = [
        f"{words} {row[column]:,.0f} km"
        for column, words in (
            ("claimed_km", "claimed"), ("measured_km", "measured"), ("reference_km", "reference"),
        )
        if row[column] is not None and row[column] == row[column]
    ]  # fmt: skip
    if lengths:
        _add(box, "p", f"Length: {', '.join(lengths)}")
    if row["source"]:
        _add(box, "p", f"Shape: {row['source']}")
    return _html(box)


def reports_html(reports: Sequence[Mapping[str, str | None]]) -> str:
    """Return what the reports say of themselves, as HTML."""
    box = Element("div")
    for report in reports:
        facts = [report[key] for key in ("source", "author", "published", "url")]
        told = [fact for fact in facts if fact]
        _add(box, "p", ", ".join([report["title"] or report["document"] or "", *told]))
    return _html(box)


def _add_claim(box: Element, claim: ClaimRecord) -> None:
    via = f", by way of {claim['via']}" if claim["via"] else ""
    head = _add(box, "p", "")
    _add(head, "b", f"{claim['speaker']}{via}")
    _add(box, "blockquote", str(claim["quote"]))
    how = [str(claim["act"]), *(["negated"] if claim["negated"] else []), str(claim["realis"])]
    facts = [f"Act: {', '.join(how)}"]
    if claim["time"] or claim["time_value"]:
        value = f" ({claim['time_value']})" if claim["time_value"] else ""
        facts.append(f"Time: {claim['time'] or 'set by the analyst'}{value}")
    facts.append(f"Claim {claim['id']} of {claim['document']}, grade {claim['grade']}")
    _add(box, "p", " \u00b7 ".join(facts))


def _add(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = fit(" ".join(text.split()))
    return element


def _html(box: Element) -> str:
    # Google Earth replaces $[name] in a balloon by data of the feature: not in words of a report.
    return tostring(box, encoding="unicode", method="html").replace("$[", "&#36;[")
