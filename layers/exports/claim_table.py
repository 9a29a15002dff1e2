"""How do claims become rows of a table for a spreadsheet, and rows become claims again?

The columns come from the published schema: what is one value has a column (``speaker.name``,
``content.start``), a list has one column that holds JSON. Text that a spreadsheet would run as a
formula gets an apostrophe in front, which is taken away again at reading; docs/claims-exchange.md
has the rules of a cell.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from dateline.errors import InputError
from dateline.layers.claims.schema_check import VERSION, definition, resolved, shown, version_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Record = dict[str, Any]
Kind = Literal["text", "integer", "number", "flag", "json"]

_FIRST: Final = (  # what a reader of the sheet wants to see first
    "id", "speaker.name", "act", "realis", "polarity", "content.text", "time.text", "time.normal",
    "type", "grade", "graded_by", "note",
)  # fmt: skip
_REPORT: Final = "report."
_VERSION: Final = "schema_version"
# The last four are the wide forms that some spreadsheets read as the narrow ones.
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
_QUOTE: Final = "'"
_LONGEST: Final = 2**31 - 1  # what fits everywhere
_HINT: Final = "mend it, or write the table anew: dateline claims REPORT -o claims.csv"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its name in the head, where its value stands, and how a cell is read.

    Attributes
    ----------
    empty
        What an empty cell means: null, "text" (""), or "nothing" (an error, as for a number).
    """

    name: str
    path: tuple[str, ...]
    kind: Kind
    empty: Literal["null", "text", "nothing"]


@lru_cache(maxsize=1)
def table_columns() -> tuple[TableColumn, ...]:
    """Return the columns of a table of claims, in their order."""
    claims = [c for c in _columns(definition("claim"), ()) if c.path != ("record",)]
    claims.sort(key=lambda c: _FIRST.index(c.name) if c.name in _FIRST else len(_FIRST))
    report = _columns(definition("article"), ())
    return (
        *claims,
        *(TableColumn(_REPORT + c.name, (_REPORT, *c.path), c.kind, c.empty) for c in report),
        TableColumn(_VERSION, (_VERSION,), "text", "text"),
    )


def _columns(
    node: Record, path: tuple[str, ...], *, within_null: bool = False
) -> list[TableColumn]:
    """Return the columns below an object; `within_null`: it, or one above, may be null."""
    found = []
    for name, item in node["properties"].items():
        inner, nullable = _without_null(resolved(item))
        here = (*path, name)
        if "properties" in inner:
            found += _columns(inner, here, within_null=within_null or nullable)
        else:
            kind = _kind(inner)
            empty: Literal["null", "text", "nothing"] = "nothing"
            if nullable or within_null:
                empty = "null"
            elif kind == "text":
                empty = "text"
            found.append(TableColumn(".".join(here), here, kind, empty))
    return found


def _without_null(node: Record) -> tuple[Record, bool]:
    """Return what a node allows beside null, and whether it allows null."""
    if "oneOf" in node:
        choices = [resolved(choice) for choice in node["oneOf"]]
        others = [choice for choice in choices if choice.get("type") != "null"]
        return (others[0] if len(others) == 1 else {}), len(others) < len(choices)
    if "enum" in node:
        return node, None in node["enum"]
    return node, isinstance(node.get("type"), list) and "null" in node["type"]


def _kind(node: Record) -> Kind:
    if "enum" in node or "const" in node:
        values = [v for v in node.get("enum", [node.get("const")]) if v is not None]
        return "text" if all(isinstance(value, str) for value in values) else "json"
    types = node.get("type", [])
    names = {types} if isinstance(types, str) else set(types)
    kinds: dict[str, Kind] = {
        "string": "text", "integer": "integer", "number": "number", "boolean": "flag"
    }  # fmt: skip
    left = names - {"null"}
    return kinds.get(next(iter(left)), "json") if len(left) == 1 else "json"


# ------------------------------------------------------------------ writing
def table_text(reports: Iterable[tuple[Mapping[str, Any], Sequence[Record]]]) -> str:
    """Return the table as CSV (RFC 4180): a head, and one row a claim.

    Parameters
    ----------
    reports
        Each report with its claims as `claim_record` gives them. A report follows the schema's
        "article" and is repeated in each row of its claims, so that tables can be joined.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    columns = table_columns()
    writer.writerow([column.name for column in columns])
    for report, records in reports:
        for record in records:
            row = {**record, _REPORT: report, _VERSION: VERSION}
            writer.writerow([_cell(_at(row, column.path), column) for column in columns])
    return out.getvalue()


def _at(record: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = record
    for name in path:
        if value is None:
            return None
        value = value.get(name)
    return value


def _cell(value: Any, column: TableColumn) -> str:
    if value is None:
        return ""
    if column.kind == "text":
        return escape_cell(value) if value or column.empty == "text" else _QUOTE
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def escape_cell(text: str) -> str:
    """Keep a spreadsheet from running text as a formula; `unescape_cell` gives it back.

    Examples
    --------
    >>> escape_cell("=1+1"), escape_cell("'tis"), escape_cell("plain")
    ("'=1+1", "''tis", 'plain')
    """
    return _QUOTE + text if text.startswith((*_FORMULA, _QUOTE)) else text


def unescape_cell(cell: str) -> str:
    """Return the text behind a cell."""
    return cell.removeprefix(_QUOTE)


# ------------------------------------------------------------------ reading
def read_table(text: str) -> tuple[list[tuple[str, Record]], list[tuple[str, Record]]]:
    """Return the claims of a CSV table, and of each row the report it names.

    Parameters
    ----------
    text
        With commas, semicolons or tabs between the cells, as spreadsheets save them.

    Returns
    -------
    tuple
        Claims and reports, each with the words that say where it stands ("row 4"); the head is
        row 1. What the values are is not checked beyond what the cells need.

    Raises
    ------
    InputError
        A column is missing or not known, or a cell cannot be read.
    """
    # The separator: names of columns hold none of these.
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = enumerate(_rows(text, separator), start=1)
    columns = _in_order(next(rows, (1, []))[1])
    claims, reports = [], []
    for number, cells in rows:
        if not any(cells):
            continue
        where = f"row {number}"
        if len(cells) != len(columns):
            msg = f"{where}: {len(cells)} cells, the head has {len(columns)}"
            raise InputError(msg, hint=_HINT)
        record: Record = {"record": "claim"}
        for column, cell in zip(columns, cells, strict=True):
            _put(record, column.path, _value(cell, column, where))
        reports.append((where, record.pop(_REPORT)))
        if fault := version_fault(record.pop(_VERSION)):
            msg = f"{where}: {fault}"
            raise InputError(msg, hint=_HINT)
        claims.append((where, _joined(record) or {}))
    return claims, reports


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    before = csv.field_size_limit(_LONGEST)  # a sentence may be longer than the default allows
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        msg = f"not a CSV table: {error}"
        raise InputError(msg, hint=_HINT) from error
    finally:
        csv.field_size_limit(before)


def _in_order(head: list[str]) -> list[TableColumn]:
    """Return the columns of the head; their order is free."""
    known = {column.name: column for column in table_columns()}
    names = [name.strip() for name in head]
    for number, name in enumerate(names, start=1):
        if name not in known:
            msg = f"row 1, column {number}: {shown(name)} is no column of a table of claims"
            raise InputError(msg, hint="take the column out; docs/claims-exchange.md lists them")
        if names.index(name) != number - 1:
            msg = f"row 1, column {number}: `{name}` stands there twice"
            raise InputError(msg, hint="take one of them out")
    needed = {*definition("claim")["required"], _REPORT, _VERSION}
    for name, column in known.items():
        if name not in names and column.path[0] in needed:
            msg = f"row 1: the column `{name}` is missing"
            raise InputError(msg, hint=_HINT)
    return [known[name] for name in names]


def _value(cell: str, column: TableColumn, where: str) -> Any:
    if not cell and column.empty != "nothing":
        return "" if column.empty == "text" else None
    if column.kind == "text":
        return unescape_cell(cell)
    try:
        if column.kind == "integer":
            return int(cell)
        if column.kind == "number":
            return float(cell.replace(",", "."))  # as some spreadsheets save it
        if column.kind == "flag":
            return {"true": True, "false": False}[cell.strip().lower()]
        return json.loads(cell)
    except (ValueError, KeyError, RecursionError) as error:
        wanted = {"integer": "a whole number", "number": "a number", "flag": "true or false"}
        msg = f"{where}, column `{column.name}`: {shown(cell)} is not {wanted.get(column.kind, 'JSON')}"  # fmt: skip
        raise InputError(msg, hint=_HINT) from error


def _put(record: Record, path: tuple[str, ...], value: Any) -> None:
    for name in path[:-1]:
        record = record.setdefault(name, {})
    record[path[-1]] = value


def _joined(item: Record, path: tuple[str, ...] = ()) -> Record | None:
    """Return the object, with null for each that may be null and whose cells are all empty."""
    inner = {
        name: _joined(value, (*path, name)) if (*path, name) in _objects() else value
        for name, value in item.items()
    }
    empty = all(value is None for value in inner.values())
    return None if empty and _objects().get(path) else inner


@lru_cache(maxsize=1)
def _objects() -> dict[tuple[str, ...], bool]:
    """Return the paths of objects that are spread over columns, and whether they may be null."""
    return dict(_below(definition("claim"), ()))


def _below(node: Record, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    for name, item in node["properties"].items():
        inner, nullable = _without_null(resolved(item))
        if "properties" in inner:
            yield (*path, name), nullable
            yield from _below(inner, (*path, name))
