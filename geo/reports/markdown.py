"""What does the front matter of a Markdown file say about the report?"""

from __future__ import annotations

import re
from typing import Final

from dateline.geo.reports.stamps import day_in

_BLOCK: Final = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_LINE: Final = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_EDTF: Final = re.compile(r"\d{4}(?:-\d{2})?")
_SAME: Final = {"published": "date", "site": "source", "publisher": "source", "link": "url"}


def front_matter(text: str) -> dict[str, str]:
    """Return the plain ``key: value`` lines of the front matter (title, date, author …).

    Nested values are not read: it is no YAML parser. A date that is none is left out.
    """
    block = _BLOCK.match(text)
    said: dict[str, str] = {}
    for key, value in _LINE.findall(block[1]) if block else ():
        name = _SAME.get(key.lower(), key.lower())
        said.setdefault(name, value.strip("\"'"))
    if "date" in said:
        day = day_in(said["date"])
        if day is None and not _EDTF.fullmatch(said["date"]):
            del said["date"]
        elif day:
            said["date"] = day
    return {key: value for key, value in said.items() if value}
