"""Where are the words? A light tokenizer for name scanning, independent of any model."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

# Dotted abbreviations ("U.S.", "N.C."), then runs of letters and digits with combining marks.
_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_][\w\u0300-\u036f]*", re.UNICODE)
APOSTROPHES: Final = frozenset("'’ʼʻ‘`")
# What may stand between two words of one name.
_JOINT: Final = re.compile(
    r"[ \t\u00a0\u202f]+|[ \t]*\r?\n[ \t]*|[-\u2010\u2011]|[" + "".join(sorted(APOSTROPHES)) + "]"
)
_SHORT_FORMS: Final = frozenset({"st", "mt", "ft", "ste", "pt"})


class Word(NamedTuple):
    """A word of the report.

    Attributes
    ----------
    start, end
        Code points of the text, end exclusive.
    joint
        True where a name may run on from the previous word into this one.
    """

    text: str
    start: int
    end: int
    joint: bool

    @property
    def capital(self) -> bool:
        """Whether it starts like a name: upper case, or a script without case."""
        return _is_capital(self.text[0])


@lru_cache(maxsize=1 << 12)
def _is_capital(first: str) -> bool:
    return first.isupper() or first.istitle() or (first.isalpha() and not first.islower())


def split_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Split ``text[start:end]`` into words.

    Parameters
    ----------
    text
        Any text, any script.
    start, end
        Code points; offsets of the words count from the start of `text`.

    Returns
    -------
    tuple of Word
        In reading order; ``text[w.start:w.end] == w.text`` for each.

    Examples
    --------
    >>> [w.text for w in split_words("near St. John’s, N.B.")]
    ['near', 'St', 'John', 's', 'N.B.']
    >>> split_words("")
    ()
    """
    words: list[Word] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        joint = bool(words) and _joins(text, words[-1], match.start())
        words.append(Word(match.group(), match.start(), match.end(), joint))
    return tuple(words)


def _joins(text: str, previous: Word, start: int) -> bool:
    between = text[previous.end : start]
    if between == " ":
        return True
    if between[:1] == "." and previous.text.casefold() in _SHORT_FORMS:
        between = between[1:]
    return between == "" or _JOINT.fullmatch(between) is not None
