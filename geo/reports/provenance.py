"""Where does a fetched file come from? A small JSON file beside it says: ``report.html.source.json``.

``dateline fetch`` writes it, `dateline.geo.reports.reading.read_article` reads it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX: Final = ".source.json"
RECORD: Final = "source"
_LARGEST: Final = 100_000  # bytes
_HINT: Final = "mend it, or delete it if you do not need it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a file was retrieved from, and what was said of it there.

    Attributes
    ----------
    url
        The address that gave the page, after redirects.
    asked
        The address that was asked for.
    retrieved
        When, ISO 8601 in UTC.
    sha256
        Of the file as retrieved.
    kind
        Media type.
    etag, modified
        What the server needs to say that nothing has changed; "" where it said nothing.
    published
        Day of the report (ISO 8601) as a feed gives it; "" where none does.
    title, publication
        Of the feed's entry and of the feed; "" where there is none.
    feed
        Address of the feed that named the page, "" where none did.
    """

    url: str
    asked: str
    retrieved: str
    sha256: str
    kind: str
    etag: str = ""
    modified: str = ""
    published: str = ""
    title: str = ""
    publication: str = ""
    feed: str = ""


def beside(path: Path) -> Path:
    """Return the name of the file that tells of `path`."""
    return path.with_name(path.name + SUFFIX)


def provenance_bytes(source: Provenance) -> bytes:
    """Return the file's bytes: equal records give equal bytes."""
    record = {"record": RECORD} | {name: getattr(source, name) for name in source.__slots__}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_provenance(path: Path) -> Provenance | None:
    """Return where a file comes from, None where nothing beside it says so.

    Parameters
    ----------
    path
        Of the report.

    Raises
    ------
    InputError
        The file beside it is not of this form.
    """
    file = beside(path)
    try:
        if not file.is_file():
            return None
        data = file.read_bytes()[: _LARGEST + 1]
        record = json.loads(data) if len(data) <= _LARGEST else None
    except (OSError, ValueError, RecursionError):
        record = None
    names = Provenance.__slots__
    if not isinstance(record, dict) or record.get("record") != RECORD:
        msg = f"{file} does not say where {path.name} comes from"
        raise InputError(msg, hint=_HINT)
    given = {name: record.get(name, "") for name in names}
    wrong = [name for name, value in given.items() if not isinstance(value, str)]
    if wrong or not given["url"]:
        msg = f"{file}: {wrong[0] if wrong else 'url'} must be text"
        raise InputError(msg, hint=_HINT)
    if given["published"]:
        from dateline.geo.reports.reading import check_date

        check_date(given["published"])
    return Provenance(**given)
