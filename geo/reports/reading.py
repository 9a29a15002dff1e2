"""How does a file, a page or a string become an `Article`?

Plain text and Markdown are kept character for character. Of an HTML page the running text is
extracted, of a PDF the lines are joined to paragraphs: that extracted text is then what all
offsets count in.
"""

from __future__ import annotations

import re
import sys
from calendar import monthrange
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from dateline.errors import InputError
from dateline.geo.reports.article import Article
from dateline.geo.reports.decoding import decode
from dateline.geo.reports.stamps import date_in_byline
from dateline.geo.reports.zones import find_zones

if TYPE_CHECKING:
    from dateline.geo.reports.zones import Markup

Format = Literal["text", "markdown", "html", "pdf"]

LARGEST_BYTES: Final = 20_000_000
STDIN: Final = "-"
FORMATS: Final[dict[str, Format]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
}
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HTML_START: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_EDTF: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DATE_HINT: Final = "write a day, month or year: 2021-07-27, 2021-07 or 2021"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a file says, and what it says about itself."""

    text: str
    markup: Markup = "plain"
    title: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None


def read_article(
    path: str | Path,
    *,
    format: Format | None = None,  # noqa: A002 -- the word the command line uses
    date: str | None = None,
    title: str | None = None,
    source: str | None = None,
) -> Article:
    """Read a report from a file.

    Parameters
    ----------
    path
        A file, or ``-`` for standard input.
    format
        How to read it; by default the file's extension says (standard input: its first bytes).
    date, title, source
        The caller's word; it wins over what the file says. `date` is a day, month or year as
        ``2021-07-27``, ``2021-07`` or ``2021``.

    Returns
    -------
    Article
        Its id is the file's stem (``stdin`` for standard input). Of a file that ``dateline fetch``
        wrote, the address, and a day that a feed gave, come from the file beside it.

    Raises
    ------
    InputError
        The file is missing, a folder, empty, too large, no text, of an unknown kind, an address
        on the web, or `date` is no date.
    """
    if date is not None:
        check_date(date)
    name = str(path)
    if format is not None and format not in get_args(Format):
        msg = f"unknown `format` {format!r}"
        raise InputError(msg, hint="one of: " + ", ".join(get_args(Format)))
    data = sys.stdin.buffer.read(LARGEST_BYTES + 1) if name == STDIN else _read_bytes(name)
    shown = "standard input" if name == STDIN else name
    if len(data) > LARGEST_BYTES:
        msg = f"too large: {shown} has more than {LARGEST_BYTES // 1_000_000} MB"
        raise InputError(msg, hint="pass one report at a time")
    if not data.strip():
        msg = f"empty: {shown}"
        raise InputError(msg, hint="the report must hold some text")
    content = _content(data, format or _format_of(name, data), shown)
    if name != STDIN:
        content = _with_provenance(content, Path(name))
    if not content.text.strip():
        msg = f"no text found in {shown}"
        raise InputError(msg, hint="save the report's text in a .txt file and pass that")
    return _article(
        content,
        id="stdin" if name == STDIN else Path(name).stem,
        digest=sha256(data).hexdigest(),
        date=date,
        title=title,
        source=source,
    )


def article_from_text(
    text: str,
    *,
    id: str,  # noqa: A002 -- the record's own word
    date: str | None = None,
    title: str | None = None,
    source: str | None = None,
) -> Article:
    """Make an article of a text that is at hand; the text is kept exactly as given.

    Parameters
    ----------
    text
        The report; an empty one gives an article without zones.
    id
        Name of the document.
    date, title, source
        As in `read_article`.

    Raises
    ------
    InputError
        `date` is no date.

    Examples
    --------
    >>> article = article_from_text("Troops entered Goma.", id="a", date="2025-01")
    >>> article.published, article.zones[0].kind
    ('2025-01', 'paragraph')
    """
    if date is not None:
        check_date(date)
    digest = sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    content = _Content(text=text)
    return _article(content, id=id, digest=digest, date=date, title=title, source=source)


def check_date(date: str) -> str:
    """Return `date` if it is an EDTF day, month or year; raise `InputError` if not."""
    found = _EDTF.fullmatch(date)
    if found:
        year, month, day = (int(part) if part else None for part in found.groups())
        days = monthrange(year or 4, month)[1] if month and month <= 12 else 31
        if (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= days):
            return date
    msg = f"`date` is no date: {date!r}"
    raise InputError(msg, hint=_DATE_HINT)


def _article(
    content: _Content,
    *,
    id: str,  # noqa: A002
    digest: str,
    date: str | None,
    title: str | None,
    source: str | None,
) -> Article:
    zones = find_zones(content.text, markup=content.markup)
    headline = next((zone.span for zone in zones if zone.kind == "headline"), None)
    words = content.text[headline.start : headline.end] if headline else ""
    return Article(
        id=id,
        text=content.text,
        sha256=digest,
        zones=zones,
        title=title or content.title or " ".join(words.split()) or None,
        published=date or content.published or date_in_byline(content.text, zones),
        source=source or content.source,
        author=content.author,
        url=content.url,
    )


def _with_provenance(content: _Content, path: Path) -> _Content:
    """Add what the file beside a fetched one says: a feed knows the day better than its page."""
    from dateline.geo.reports.provenance import read_provenance

    said = read_provenance(path)
    if said is None:
        return content
    return replace(
        content,
        url=said.url,
        published=said.published or content.published,
        title=content.title or said.title or None,
        source=content.source or said.publication or None,
    )


def _read_bytes(name: str) -> bytes:
    if _ADDRESS.match(name):
        msg = f"an address on the web: {name}"
        raise InputError(msg, hint=f"fetch it first: dateline fetch {name} -o reports")
    path = Path(name)
    try:
        if path.is_dir():
            msg = f"a folder: {name}"
            raise InputError(msg, hint="pass one report; for many, use --jsonl")
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        msg = f"no such file: {name}"
        raise InputError(msg, hint="check the path; - reads standard input") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"cannot read {name}: {reason}"
        raise InputError(msg, hint="check the path and its permissions") from error


def _format_of(name: str, data: bytes) -> Format:
    suffix = Path(name).suffix.lower()
    if name == STDIN or not suffix:
        if data.startswith(b"%PDF-"):
            return "pdf"
        return "html" if _HTML_START.match(data[:4096]) else "text"
    if suffix not in FORMATS:
        msg = f"unknown kind of file: {name}"
        known = ", ".join(FORMATS)
        raise InputError(msg, hint=f"known are {known}; or say --format text")
    return FORMATS[suffix]


def _content(data: bytes, kind: Format, shown: str) -> _Content:
    if kind == "pdf":
        from dateline.geo.reports.pdf import pdf_text

        text, title = pdf_text(data, name=shown)
        return _Content(text=text, title=title)
    if kind == "html":
        from dateline.geo.reports.webpage import read_page

        page = read_page(data, name=shown)
        return _Content(
            text=page.text,
            title=page.title,
            published=page.date,
            source=page.site,
            author=page.author,
            url=page.url,
        )
    if data.startswith(b"%PDF-"):
        msg = f"a PDF, not text: {shown}"
        raise InputError(msg, hint="say --format pdf")
    text = decode(data, name=shown)
    if kind == "markdown":
        from dateline.geo.reports.markdown import front_matter

        said = front_matter(text)
        return _Content(
            text=text,
            markup="markdown",
            title=said.get("title"),
            published=said.get("date"),
            source=said.get("source"),
            author=said.get("author"),
            url=said.get("url"),
        )
    return _Content(text=text)
