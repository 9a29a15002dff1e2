"""Is a length in a sentence that of a whole border, or of a part of it?"""

from __future__ import annotations

import re
from typing import Final

_LINE: Final = r"(?:borders?|frontiers?|boundary|boundaries)"
_LENGTH_BEFORE: Final = re.compile(
    rf"\blength\b[^.;]*$|\b{_LINE}\s+(?:is|was|of|measures|stretches|runs|spans|extends)"
    r"(?:\s+(?:for|some))?\s*$",
    re.IGNORECASE,
)
_LENGTH_AFTER: Final = re.compile(
    rf"[\s-]*(?:long[\s-]+)?(?:[a-z]+\s+)?{_LINE}\b|\s*(?:long\b|in\s+length)", re.IGNORECASE
)
PART_OF_LINE: Final = re.compile(rf"\s+(?:of|along)\s+(?:\w+\s+){{0,3}}{_LINE}\b", re.IGNORECASE)


def is_whole_length(words: str, start: int, end: int) -> bool:
    """Tell whether ``words[start:end]`` is the border's own length, not that of a part of it."""
    after = words[end : end + 40]
    return bool(_LENGTH_BEFORE.search(words, 0, start) or _LENGTH_AFTER.match(after))
