"""How are corrections read from a file, and what is wrong with it, line by line?

Any valid TOML is read. What is wrong is never skipped: all faults are told together, each with its
line and entry, and nothing is applied.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.layers.claims.schema_check import faults, path_words, shown
from dateline.layers.corrections.corrections import (
    Anchor,
    ClaimCorrection,
    Corrections,
    PlaceCorrection,
    ReportName,
)
from dateline.layers.corrections.write import corrections_schema, entry_keys, rounded
from dateline.layers.times.edtf import FORMS, read_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Record = dict[str, Any]
Fault = tuple[tuple[str | int, ...], str]

MOST_BYTES: Final = 20_000_000
_SHOWN: Final = 5  # faults that one message tells in full
_HINT: Final = "docs/corrections.md describes the file"
_TABLES: Final = ("report", "place", "claim")
_KEYS: Final = {"place": "words", "claim": "quote"}
_SAYS: Final = (
    "status", "speaker", "speaker_country", "time", "act", "realis", "type", "grade", "note",
)  # fmt: skip
_UNKNOWN: Final = re.compile(r"the field .* is not known")


def read_corrections(path: Path | str) -> Corrections:
    """Read a file of corrections.

    Parameters
    ----------
    path
        A TOML file as `write_corrections`, the review mode of a page or a person wrote it.

    Raises
    ------
    InputError
        The file cannot be read, or something in it is wrong; says where (line, entry) and what.
    """
    source = Path(path)
    try:
        if source.stat().st_size > MOST_BYTES:
            msg = f"{source} is larger than {MOST_BYTES // 1_000_000} MB"
            raise InputError(msg, hint="is it a file of corrections?")
        data = source.read_bytes()
    except OSError as error:
        msg = f"cannot read {source}: {error.strerror or error}"
        raise InputError(msg, hint="name a file of corrections, e.g. corrections.toml") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        msg = f"{source}, line {line}: not UTF-8"
        raise InputError(msg, hint="save the file as UTF-8") from error
    return parse_corrections(text, name=str(source))


def parse_corrections(text: str, *, name: str = "corrections") -> Corrections:
    """Read the text of a file of corrections; `name` is what errors call it."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"{name}: not TOML: {error}"
        raise InputError(msg, hint=_HINT) from error
    data = _plain_dates(data)
    found = list(_faults(data))
    lines = _Lines(text)
    if found:
        told = [f"{lines.where(path)}: {what}" for path, what in found[:_SHOWN]]
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        msg = f"{name}, " + "; ".join(told) + more
        raise InputError(msg, hint=_HINT)
    reports = data.get("report", [])
    return Corrections(
        reports=tuple(
            ReportName(**r) for r in (reports if isinstance(reports, list) else [reports])
        ),
        places=tuple(
            replace(_place(record), where=f"{name}, {lines.where(('place', n))}")
            for n, record in enumerate(data.get("place", []))
        ),
        claims=tuple(
            replace(_claim(record), where=f"{name}, {lines.where(('claim', n))}")
            for n, record in enumerate(data.get("claim", []))
        ),
    )


def _plain_dates(data: Record) -> Record:
    """Take a date without quotation marks for its text: TOML has a type of its own for it."""
    for record in data.get("claim", []) if isinstance(data.get("claim"), list) else []:
        time = record.get("time") if isinstance(record, dict) else None
        if isinstance(time, date) and not isinstance(time, datetime):
            record["time"] = time.isoformat()
    return data


# ------------------------------------------------------------------ records
def _place(record: Mapping[str, Any]) -> PlaceCorrection:
    lat, lon = record.get("lat"), record.get("lon")
    return PlaceCorrection(
        anchor=_anchor(record, "words"),
        scope=record.get("scope", "this"),
        place=record.get("place"),
        lat_deg=None if lat is None else rounded(lat),
        lon_deg=None if lon is None else rounded(lon),
        name=record.get("name"),
        none=record.get("none", False),
        note=record.get("note"),
    )


def _claim(record: Mapping[str, Any]) -> ClaimCorrection:
    fields = {key: record.get(key) for key in (*_SAYS, "graded_by")}
    return ClaimCorrection(
        anchor=_anchor(record, "quote"),
        add=record.get("add", False),
        **fields,  # type: ignore[arg-type]
    )


def _anchor(record: Mapping[str, Any], key: str) -> Anchor:
    return Anchor(
        words=record[key],
        prefix=record.get("prefix", ""),
        suffix=record.get("suffix", ""),
        position=record.get("position"),
        report=record.get("report"),
    )


# ------------------------------------------------------------------ faults
def _faults(data: Record) -> Iterator[Fault]:
    """Yield what is wrong, with the path to it: first what the schema says, then what it cannot."""
    version = data.get("version")
    if version != 1 or isinstance(version, bool):
        said = "no `version`" if version is None else f"`version` is {shown(version)}"
        yield ("version",), f"{said}; this dateline reads version = 1"
        return
    bad: set[tuple[str | int, ...]] = set()
    for path, what in faults(data, corrections_schema()):
        bad.add(path[:2])
        yield _with_nearest(data, path, what)
    reports = data.get("report", [])
    tables = [r for r in reports if isinstance(r, dict)] if isinstance(reports, list) else []
    ids = [str(r.get("id")) for r in tables]
    for number, name in enumerate(ids):
        if ids.index(name) != number:
            yield ("report", number, "id"), f"the id {shown(name)} stands there twice"
    for table, words in _KEYS.items():
        entries = data.get(table, [])
        seen: dict[Any, int] = {}
        for number, record in enumerate(entries if isinstance(entries, list) else []):
            path = (table, number)
            if path in bad or not isinstance(record, dict):
                continue
            for key, what in _entry_faults(table, record, ids):
                yield (*path, key) if key else path, what
            same = (record.get("report"), record[words], record.get("position"),
                    record.get("scope", "this"))  # fmt: skip
            if same in seen:
                yield path, f"the same words as [[{table}]] {seen[same] + 1}: make them one entry"
            seen.setdefault(same, number)


def _entry_faults(table: str, record: Record, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    words = _KEYS[table]
    if not record[words].strip():
        yield words, f"`{words}` has no words"
    if len(ids) > 1 and "report" not in record:
        yield "", "the file has several reports: say which with `report`"
    elif ids and record.get("report", ids[0]) not in ids:
        near = _nearest(record["report"], ids)
        yield "report", f"no [[report]] has the id {shown(record['report'])}{near}"
    yield from (_place_faults if table == "place" else _claim_faults)(record)


def _place_faults(record: Record) -> Iterator[tuple[str, str]]:
    point = "lat" in record or "lon" in record
    if point and not ("lat" in record and "lon" in record):
        yield "lat" if "lat" in record else "lon", "`lat` and `lon` go together"
    said = [("place" in record), point, ("none" in record)]
    if sum(said) != 1:
        what = "says nothing" if not any(said) else "says more than one thing"
        yield "", f"{what}: give one of `place`, `lat` with `lon`, `none = true`"
    if "name" in record and not point:
        yield "name", "`name` goes with `lat` and `lon`"


def _claim_faults(record: Record) -> Iterator[tuple[str, str]]:
    if "add" not in record and not any(key in record for key in _SAYS):
        yield "", "says nothing: give `add = true`, or one of " + ", ".join(_SAYS)
    if "graded_by" in record and "grade" not in record:
        yield "graded_by", "`graded_by` goes with `grade`"
    if "time" in record:
        try:
            read_edtf(record["time"])
        except ValueError as error:
            yield "time", f"`time`: {error}; write {FORMS}"


def _with_nearest(data: Record, path: tuple[str | int, ...], what: str) -> Fault:
    """Name the field, and what it may have been meant to be."""
    inner = [step for step in path if isinstance(step, str)][1:]
    if _UNKNOWN.fullmatch(what):
        at: Any = data
        for step in path:
            at = at[step]
        table = next((str(step) for step in path if step in _TABLES), "")
        known = entry_keys(table) if table else tuple(corrections_schema()["properties"])
        unknown = next(key for key in at if f"the field {shown(key)} is not known" == what)
        near = _nearest(unknown, known)
        words = f"unknown key {shown(unknown)}{near or '; known are ' + ', '.join(known)}"
        return (*path, unknown), words
    if path and isinstance(path[-1], str) and inner:
        value: Any = data
        for step in path:
            value = value[step]
        node = _node(path)
        near = _nearest(value, node["enum"]) if isinstance(value, str) and "enum" in node else ""
        return path, f"`{path_words(tuple(inner))}`: {what}{near}"
    return path, what


def _node(path: tuple[str | int, ...]) -> Record:
    node = corrections_schema()
    for step in path:
        node = node["oneOf"][0] if "oneOf" in node else node
        if isinstance(step, int):
            node = node.get("items", node)
        else:
            node = node.get("properties", {}).get(step, {})
    return node


def _nearest(word: object, known: Sequence[str]) -> str:
    close = get_close_matches(str(word).casefold(), list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


class _Lines:
    """Tells on which line an entry or a key of a TOML text stands."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._headers: dict[str, list[int]] = {}

    def where(self, path: tuple[str | int, ...]) -> str:
        """Return "line 14, [[claim]] 2" of a path; without a line where none can be told."""
        table = path[0] if path and path[0] in _TABLES else None
        if table is None:
            return self._at(self._key(path[0], 0) if path else None) or "at its head"
        number = path[1] if len(path) > 1 and isinstance(path[1], int) else None
        starts = self._starts(str(table))
        name = f"[{table}]" if number is None else f"[[{table}]] {number + 1}"
        if (number or 0) >= len(starts):
            return name  # an array of inline tables
        first = starts[number or 0]
        keys = [step for step in path[1:] if isinstance(step, str)]
        line = self._key(keys[0], first + 1) if keys else None
        return f"{self._at(first if line is None else line)}, {name}"

    def _at(self, line: int | None) -> str:
        return "" if line is None else f"line {line + 1}"

    def _key(self, key: object, first: int) -> int | None:
        """Return the line of a key between a line and the next header."""
        pattern = re.compile(rf"\s*[\"']?{re.escape(str(key))}[\"']?\s*=")
        for number in range(first, len(self._lines)):
            if pattern.match(self._lines[number]):
                return number
            if self._lines[number].lstrip().startswith("["):
                return None
        return None

    def _starts(self, table: str) -> list[int]:
        """Return the lines of a table's headers, those inside of long strings left out."""
        if table not in self._headers:
            pattern = re.compile(rf"\s*\[{{1,2}}\s*[\"']?{table}[\"']?\s*\]{{1,2}}\s*(?:#.*)?$")
            open_string = ""
            found = []
            for number, line in enumerate(self._lines):
                if not open_string and pattern.match(line.rstrip("\r")):
                    found.append(number)
                open_string = _open_after(line, open_string)
            self._headers[table] = found
        return self._headers[table]


# What opens a long string, and what must be passed over before it: strings and comments.
_OPENING: Final = re.compile(r"\"\"\"|'''|\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*")
_CLOSING: Final = {'"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"{3,5}'), "'''": re.compile(r"(?:[^']|'(?!''))*'{3,5}")}  # fmt: skip


def _open_after(line: str, open_string: str) -> str:
    """Return the marks of the long string that is open after a line, "" where none is."""
    at = 0
    while True:
        if open_string:
            closing = _CLOSING[open_string].match(line, at)
            if closing is None:
                return open_string
            at, open_string = closing.end(), ""
        opening = _OPENING.search(line, at)
        if opening is None:
            return ""
        at = opening.end()
        open_string = opening[0] if opening[0] in _CLOSING else ""
