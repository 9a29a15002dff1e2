"""Is a value of ``dateline.toml`` what it has to be? Every fault is one line that names its place."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NoReturn

from dateline.errors import InputError
from dateline.project.config import is_name

if TYPE_CHECKING:
    from collections.abc import Iterable

Table = dict[str, Any]

_HINT: Final = "docs/projects.md describes the file"


def table_of(data: Table, key: str, known: Iterable[str]) -> Table:
    """Return the table of a section, empty where there is none; refuse keys that are not known."""
    value = data.get(key, {})
    if not isinstance(value, dict):
        fail(f"`{key}` must be a table: [{key}]")
    refuse_unknown(value, known, f"[{key}]: ")
    return value


def tables_of(data: Table, key: str) -> list[Table]:
    """Return the tables of a list such as ``[[report]]``."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        fail(f"`{key}` must be a list of tables: [[{key}]]")
    return value


def text_of(record: Table, key: str, where: str) -> str | None:
    """Return the words of a key, None where it is not there."""
    value = record.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        fail(f"{where}`{key}` must be words in quotation marks")
    return value


def words_of(record: Table, key: str, where: str) -> tuple[str, ...]:
    """Return the words of a key that holds one text or a list of them."""
    value = record.get(key, [])
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(i, str) and i.strip() for i in items):
        fail(f"{where}`{key}` must be words in quotation marks, or a list of such")
    return tuple(items)


def date_of(record: Table, where: str) -> str | None:
    """Return the report's date as `read_article` takes it."""
    value = record.get("date")
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()  # TOML has a type of its own for a day
    found = text_of(record, "date", where)
    if found is not None:
        from dateline.geo.reports.reading import check_date

        try:
            check_date(found)
        except InputError as error:
            fail(f"{where}{error}", error.hint)
    return found


def check_name(name: str, where: str) -> None:
    """Refuse a name that some file system does not take."""
    if not is_name(name) or name.startswith(".") or name != name.strip():
        fail(f"{where}{name!r} cannot be part of a file's name", "give it another `name`")


def refuse_unknown(record: Table, known: Iterable[str], where: str) -> None:
    """Refuse a key that means nothing, and name the nearest that does."""
    allowed = list(known)
    for key in record:
        if key not in allowed:
            fail(f"{where}unknown key {key!r}{nearest(key, allowed)}")


def refuse_twice(names: Iterable[str], what: str, hint: str) -> None:
    """Refuse a name that stands there twice; capitals do not tell names apart."""
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            fail(f"{what} {name!r}", hint)
        seen.add(name.casefold())


def nearest(word: str, known: list[str]) -> str:
    """Return a hint at the known word that is nearest, else at all of them."""
    close = get_close_matches(word, known, n=1)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; known are {', '.join(known[:12])}" if known else ""


def either(words: tuple[str, ...]) -> str:
    """Return "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def fail(message: str, hint: str = _HINT) -> NoReturn:
    """Raise `InputError`."""
    raise InputError(message, hint=hint)


def flag_of(record: Table, key: str, where: str) -> bool | None:
    """Return whether a key is true, None where it is not there."""
    value = record.get(key)
    if value is not None and not isinstance(value, bool):
        fail(f"{where}`{key}` must be true or false")
    return value
