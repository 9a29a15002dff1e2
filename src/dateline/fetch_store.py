"""Where is a fetched page kept, and what is known of how it came? A file, and a file beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from dateline.errors import InputError
from dateline.fetch_guard import FetchError
from dateline.fetch_http import HTML, PDF
from dateline.files import replace_file
from dateline.geo.reports.provenance import Provenance, beside, provenance_bytes, read_provenance

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.fetch_feed import Entry
    from dateline.fetch_http import Client, Page

State = Literal["new", "changed", "unchanged"]
_LONGEST: Final = 60
_ENDINGS: Final = (".html", ".pdf", ".md", ".txt")


def stem_of(url: str) -> str:
    """Return a file's stem for an address: readable, and another for each address.

    Examples
    --------
    >>> stem_of("https://news.example.org/2021/07/Border%20talks.html")
    'news-example-org-border-20talks-fb1c8b6f'
    """
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2].rpartition(".")
    words = f"{parts.hostname or ''}-{last[0] or last[2]}".lower()
    plain = re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:_LONGEST].strip("-")
    return f"{plain}-{sha256(url.encode('utf-8', 'replace')).hexdigest()[:8]}"


def kept_of(url: str, folder: Path) -> tuple[Path, Provenance] | None:
    """Return the file that an address was kept in before, if it is still as it came."""
    for ending in _ENDINGS:
        path = folder / (stem_of(url) + ending)
        try:
            source = read_provenance(path) if path.is_file() else None
        except InputError:
            source = None
        if source is not None and sha256(path.read_bytes()).hexdigest() == source.sha256:
            return path, source
    return None


def fetch_report(
    client: Client, url: str, folder: Path, *, entry: Entry | None = None, feed: str = ""
) -> tuple[Path, State]:
    """Fetch a page into a folder, unless it is there and has not changed.

    Parameters
    ----------
    client
        Asks.
    url
        Of the page.
    folder
        Where it is kept; an earlier version that differs is kept beside it under a name of its own.
    entry, feed
        The entry of a feed that named it, and the feed's address.

    Returns
    -------
    tuple of Path and str
        The file; "new", "changed" or "unchanged".

    Raises
    ------
    FetchError
        The page cannot be fetched.
    InputError
        The file cannot be written.
    """
    kept = kept_of(url, folder)
    known = kept[1] if kept else None
    page = client.get(
        url, etag=known.etag if known else "", modified=known.modified if known else ""
    )
    return keep(page, url, folder, entry=entry, feed=feed)


def keep(
    page: Page, url: str, folder: Path, *, entry: Entry | None = None, feed: str = ""
) -> tuple[Path, State]:
    """Keep a page that was fetched; parameters and errors as in `fetch_report`."""
    kept = kept_of(url, folder)
    digest = sha256(page.body).hexdigest()
    if kept is not None and (page.status == 304 or kept[1].sha256 == digest):
        return kept[0], "unchanged"
    source = Provenance(
        url=page.url,
        asked=url,
        retrieved=datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z"),
        sha256=digest,
        kind=page.kind,
        etag=page.etag,
        modified=page.modified,
    )
    if entry is not None:
        source = replace(source, published=entry.published, title=entry.title,
                         publication=entry.publication, feed=feed)  # fmt: skip
    path = folder / (stem_of(url) + _ending(page))
    if kept is None and path.exists() and sha256(path.read_bytes()).hexdigest() != digest:
        msg = f"{path} is there already, and not as it was fetched"
        raise FetchError(msg, hint="move it away, or give another folder with -o")
    if kept is not None:
        _set_aside(*kept)
    replace_file(path, page.body, what="the page")
    replace_file(beside(path), provenance_bytes(source), what="where the page comes from")
    return path, "new" if kept is None else "changed"


def _set_aside(path: Path, source: Provenance) -> None:
    """Keep the earlier version under a name that says which it is."""
    older = path.with_name(f"{path.stem}-was-{source.sha256[:8]}{path.suffix}")
    path.replace(older)
    beside(path).replace(beside(older))


def _ending(page: Page) -> str:
    if page.kind in PDF or page.body.startswith(b"%PDF-"):
        return ".pdf"
    if page.kind in HTML or b"<html" in page.body[:4_000].lower():
        return ".html"
    return ".md" if page.kind == "text/markdown" else ".txt"
