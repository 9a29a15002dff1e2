"""How does the page say what an analyst set, and what had been read from the report?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dateline.layers.speakers.records import OUTLET_NAME
from dateline.maps.escape import Html, join, tag
from dateline.maps.page.time_text import date_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.geo.gazetteer.places import Resolution

_FIELDS: Final = {"speaker_country": "the speaker’s country"}


def corrected_words(record: Mapping[str, Any]) -> list[Html]:
    """Return `corrected_lines` as a card has them."""
    return [tag("p", line, class_="flag") for line in corrected_lines(record)]


def corrected_lines(record: Mapping[str, Any]) -> list[str]:
    """Return a line each: what an analyst set on a claim, and what had been inferred."""
    lines = []
    for item in record.get("corrected") or ():
        name = str(item["field"])
        if name == "added":
            lines.append("Claim added by the analyst")
            continue
        what = _FIELDS.get(name, f"the {name}")
        if item["inferred"] is not None and item["inferred"] == _now(record, name):
            lines.append(f"The analyst confirmed {what}")
            continue
        was = _value_words(name, item["inferred"])
        lines.append(f"The analyst set {what}; read from the report: {was}")
    if record.get("status") == "accepted":
        lines.append("Accepted by the analyst")
    return lines


def _value_words(name: str, value: str | None) -> str:
    """Return a value that was inferred as a reader understands it."""
    if value is None:
        return "nothing"
    if value == OUTLET_NAME:
        return "the report itself"
    if name == "time":
        first, _, last = value.partition("/")
        if first == "..":
            return f"until {date_words(last)}"
        return f"since {date_words(first)}" if last == ".." else date_words(value)
    return value.replace("_", " ") if name == "type" else value


def _now(record: Mapping[str, Any], name: str) -> object:
    """Return the value of a field that can be corrected, as `corrected` has it."""
    if name == "speaker":
        return record["speaker"]["name"]
    if name == "speaker_country":
        return record["speaker"]["country"]
    if name == "time":
        return (record["time"] or {}).get("normal")
    return record.get(name)


def not_a_place(resolution: Resolution) -> Html:
    """Return what stands under words that an analyst calls no place."""
    before = resolution.corrected
    lines = [tag("p", "Names no place here, says the analyst.")]
    if before is not None and before.place is not None:
        lines.append(tag("p", f"It had been taken for {before.place.name}.", class_="reason"))
    if before is not None and before.note:
        lines.append(tag("p", f"Analyst's note: {before.note}", class_="reason"))
    return join(lines)
