"""What does an analyst's grade of a claim mean?

The Admiralty code (NATO STANAG 2511): a letter for the source, a digit for the information, each
judged for itself. F6, "cannot be judged", stands until an analyst grades; nothing here infers one.
"""

from __future__ import annotations

from typing import Final

UNGRADED: Final = "F6"
RELIABILITY: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: Final = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


def is_graded(grade: str | None, graded_by: str | None) -> bool:
    """Tell whether somebody graded: F6 with a name beside it is a judgement as well."""
    return bool(graded_by) or bool(grade and grade != UNGRADED)


def grade_words(grade: str) -> str:
    """Return a grade with its meaning; words that are no grade come back as they are.

    Examples
    --------
    >>> grade_words("B2")
    'B2 (source usually reliable; information probably true)'
    """
    source, information = RELIABILITY.get(grade[:1]), CREDIBILITY.get(grade[1:])
    if source is None or information is None:
        return grade
    return f"{grade} (source {source}; information {information})"
