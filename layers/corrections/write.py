"""How are corrections written as TOML? One form, so that equal corrections give equal bytes.

The page's review mode writes the same form from JavaScript; docs/corrections.md describes it to
the letter. Reading (`layers/corrections/read.py`) takes any valid TOML.
"""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.files import replace_file
from dateline.layers.corrections.corrections import VERSION, PlaceCorrection, in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.layers.corrections.corrections import Anchor, Corrections, Entry, ReportName

Record = dict[str, Any]
DECIMALS: Final = 6  # of a degree: 0.1 m
# What would break a line, reorder it or hide in it; besides the quotation mark and the backslash.
_ESCAPED: Final = re.compile(
    r'["\\\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]'
)
_SHORT: Final = {
    '"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r",
}  # fmt: skip


@lru_cache(maxsize=1)
def corrections_schema() -> Record:
    """Return the JSON Schema of what a file of corrections holds; not to be changed."""
    text = files("dateline.layers").joinpath("data", "corrections.schema.json").read_text("utf-8")
    schema: Record = json.loads(text)
    return schema


@lru_cache(maxsize=4)
def entry_keys(table: str) -> tuple[str, ...]:
    """Return the keys of a table ("report", "place", "claim") in the order they are written."""
    node = corrections_schema()["properties"][table]
    node = node["oneOf"][0] if "oneOf" in node else node
    return tuple(node["items"]["properties"])


def write_corrections(corrections: Corrections, path: Path | str) -> Path:
    """Write corrections to a file, whole or not at all.

    Parameters
    ----------
    corrections
        In any order; they are written by report and position.
    path
        The file to make or to replace.

    Returns
    -------
    Path
        The file; ``read_corrections(path) == in_order(corrections)``.

    Raises
    ------
    InputError
        The file cannot be written, or words hold half of a surrogate pair.
    """
    target = Path(path)
    text = corrections_text(corrections)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"U+{ord(text[error.start]):04X}"
        msg = f"the words hold half of a surrogate pair ({half}), which TOML cannot hold"
        raise InputError(msg, hint="mend the report: its encoding was read wrongly") from error
    replace_file(target, data, what="the corrections")
    return target


def corrections_text(corrections: Corrections) -> str:
    """Return the text of a file of corrections."""
    ordered = in_order(corrections)
    header = "[[report]]" if len(ordered.reports) > 1 else "[report]"
    tables = [(header, "report", report_record(name)) for name in ordered.reports]
    tables += [("[[place]]", "place", entry_record(entry)) for entry in ordered.places]
    tables += [("[[claim]]", "claim", entry_record(entry)) for entry in ordered.claims]
    return "\n".join([f"version = {VERSION}\n", *(_block(*table) for table in tables)])


def _block(header: str, table: str, record: Mapping[str, Any]) -> str:
    keys = (key for key in entry_keys(table) if key in record)
    return "\n".join([header, *(f"{key} = {_value(record[key])}" for key in keys)]) + "\n"


def report_record(name: ReportName) -> Record:
    """Return a ``[report]`` table; what is not known is left out."""
    return _given({"id": name.id, "title": name.title, "sha256": name.sha256})


def entry_record(entry: Entry) -> Record:
    """Return a ``[[place]]`` or ``[[claim]]`` table as the file has it."""
    if isinstance(entry, PlaceCorrection):
        return _given(
            {
                **_anchor(entry.anchor, "words"),
                "scope": entry.scope,
                "place": entry.place,
                "lat": entry.lat_deg,
                "lon": entry.lon_deg,
                "name": entry.name,
                "none": entry.none or None,
                "note": entry.note,
            }
        )
    return _given(
        {
            "add": entry.add or None,
            **_anchor(entry.anchor, "quote"),
            "status": entry.status,
            "speaker": entry.speaker,
            "speaker_country": entry.speaker_country,
            "time": entry.time,
            "act": entry.act,
            "realis": entry.realis,
            "type": entry.type,
            "grade": entry.grade,
            "graded_by": entry.graded_by,
            "note": entry.note,
        }
    )


def _anchor(anchor: Anchor, key: str) -> Record:
    return {
        "report": anchor.report,
        key: anchor.words,
        "prefix": anchor.prefix or None,
        "suffix": anchor.suffix or None,
        "position": anchor.position,
    }


def _given(record: Record) -> Record:
    return {key: value for key, value in record.items() if value is not None}


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return degrees_text(value)
    if isinstance(value, int):
        return str(value)
    return '"' + _ESCAPED.sub(_escape, str(value)) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def degrees_text(degrees: float) -> str:
    """Return degrees with one to six decimals, never as a power of ten.

    Examples
    --------
    >>> degrees_text(38.56), degrees_text(-9.0), degrees_text(0.0000001)
    ('38.56', '-9.0', '0.0')
    """
    text = f"{rounded(degrees):.{DECIMALS}f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


def rounded(degrees: float) -> float:
    """Return degrees with the decimals that the file keeps, halves away from 0, and no -0.0."""
    step = Decimal(1).scaleb(-DECIMALS)
    return float(Decimal(degrees).quantize(step, rounding=ROUND_HALF_UP)) + 0.0
