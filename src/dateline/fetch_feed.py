"""Which reports does an RSS or Atom feed name? Their addresses, titles and days, newest first."""

from __future__ import annotations

import io
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from dateline.fetch_guard import FetchError

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf")
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed.

    Attributes
    ----------
    url
        Absolute; what it points to is checked when it is fetched.
    published
        Day in UTC (ISO 8601), "" where the feed gives none.
    publication
        The feed's title.
    """

    url: str
    title: str
    published: str
    publication: str


def is_feed(body: bytes) -> bool:
    """Whether a document is a feed by its root."""
    head = body[:4_000].lower()
    return any(root in head for root in _ROOTS)


def read_feed(body: bytes, *, url: str) -> Sequence[Entry]:
    """Return the entries that have an address, newest first; those without a day last.

    Parameters
    ----------
    body
        The feed.
    url
        Its address: relative ones are relative to it.

    Raises
    ------
    FetchError
        It is no feed that can be read.
    """
    import feedparser

    # A file object: feedparser would take a text for a name of a file or an address.
    found: Any = feedparser.parse(io.BytesIO(body), sanitize_html=True, resolve_relative_uris=False)
    if not found.get("version"):
        msg = "it is XML, but no RSS or Atom feed that can be read"
        raise FetchError(msg, hint="give the address of a page or a feed")
    publication = " ".join(str(found.feed.get("title", "")).split())[:_LONGEST_TITLE]
    entries: dict[str, Entry] = {}
    for entry in found.entries:
        link = str(entry.get("link", "")).strip()
        if not link:
            continue
        address = urljoin(url, link)
        entries.setdefault(address, Entry(
            url=address,
            title=" ".join(str(entry.get("title", "")).split())[:_LONGEST_TITLE],
            published=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
            publication=publication,
        ))  # fmt: skip
    return sorted(entries.values(), key=lambda entry: entry.published, reverse=True)


def _day(moment: Any) -> str:
    try:
        return datetime.fromtimestamp(timegm(moment), UTC).date().isoformat() if moment else ""
    except (ValueError, OverflowError, TypeError, OSError):
        return ""
