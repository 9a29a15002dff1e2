"""How are phrases looked for quickly, in text whose lines may break anywhere?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def spaced(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""Compile a pattern in which each blank stands for white space, a line break included.

    Examples
    --------
    >>> bool(spaced("north of").search("30 km north\r\nof Homs"))
    True
    """
    return re.compile(pattern.replace(" ", r"\s{1,3}"), flags)


def holds(text: str, words: Iterable[str], start: int, stop: int) -> bool:
    """Tell whether one of the words stands in ``text[start:stop]``, letter case as given.

    Much cheaper than a search for a pattern: most paragraphs hold none of them.
    """
    return any(text.find(word, start, stop) >= 0 for word in words)
