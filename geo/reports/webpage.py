"""What is the running text of a saved web page, and what does the page say about itself?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.errors import InputError

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The main text of a page with its metadata; None where the page is silent."""

    text: str
    title: str | None
    date: str | None
    author: str | None
    site: str | None
    url: str | None


def read_page(data: bytes, *, name: str) -> Page:
    """Extract the report from an HTML page.

    Parameters
    ----------
    data
        The page as saved; its own declaration of encoding is followed.
    name
        Of the file, for the error message.

    Returns
    -------
    Page
        Paragraphs are divided by blank lines; the title stands first unless the text has it.

    Raises
    ------
    InputError
        No running text can be found.

    Notes
    -----
    Extraction by trafilatura (Barbaresi 2021, ACL demo), without comments, precision and recall
    in balance.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(data, with_metadata=True, include_comments=False)
    if not isinstance(found, Document) or not (found.text or "").strip():
        msg = f"no running text found in {name}"
        raise InputError(msg, hint="save the report's text in a .txt file and pass that")
    lines = [line.strip() for line in (found.text or "").splitlines() if line.strip()]
    title = " ".join(found.title.split()) if found.title else None
    if title and title.casefold() not in " ".join(lines[:2]).casefold():
        lines.insert(0, title)
    return Page(
        text="\n\n".join(lines) + "\n",
        title=title,
        date=found.date if found.date and _DAY.fullmatch(found.date) else None,
        author=found.author or None,
        site=found.sitename or found.hostname or None,
        url=found.url or None,
    )
