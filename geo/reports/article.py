"""What does the report say, and which parts of it are the report itself?

Offsets everywhere in dateline are code points of `Article.text`, end exclusive, and
``text[start:end] == quote`` always holds: the text is never rewritten, only described.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ZoneKind = Literal[
    "paragraph",  # running text: the only zones that claims come from, with the headline
    "headline",
    "byline",  # author, agency, date line under the headline
    "caption",  # photo caption
    "rates",  # currency and weather tickers
    "boilerplate",  # navigation, "read also", subscription and copyright lines
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points of `Article.text`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"`Span` needs 0 <= start < end, got {self.start}, {self.end}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of the report with one function. Zones are sorted and do not overlap."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report as read.

    Attributes
    ----------
    id
        Name of the document: the file stem, or the id that the caller gave.
    text
        The whole text, boilerplate included, exactly as decoded.
    sha256
        Hex digest of the bytes that were read (of the UTF-8 text where text was given).
    zones
        Sorted, not overlapping; what lies between them is white space.
    title, source, author, url
        None where neither the report nor the caller says.
    published
        Report date as EDTF (``2021-07-27``, ``2021-07``), None where unknown.
    """

    id: str
    text: str
    sha256: str
    zones: tuple[Zone, ...]
    title: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None

    def slice(self, span: Span) -> str:
        """Return the words of `span`."""
        return self.text[span.start : span.end]
