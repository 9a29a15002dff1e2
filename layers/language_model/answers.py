"""Which of a language model's words are words of the report, and which are thrown away?

Nothing that a model writes is taken over as it stands: texts must be found in the report, words
must be of a fixed list, and the spans are those of the report. What fails is dropped and counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn

from dateline.errors import ModelError
from dateline.geo.reports.article import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_CLAIMS: Final = 300  # of one answer
MOST_ITEMS: Final = 30  # of one list in a claim
LONGEST_WORDS: Final = 2000  # characters of one text

INVENTED: Final = "quotes that the report does not have"
NOT_FOUND: Final = "other texts that the report does not have"
WRONG_TYPE: Final = "values of a wrong type"
UNKNOWN_WORD: Final = "words outside the fixed lists"
REPEATED: Final = "claims given twice"
TOO_MANY: Final = "claims or items beyond the limit"

_THOUGHT: Final = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_FENCE: Final = re.compile(r"```[a-zA-Z]*\s*\n(.*?)```", re.DOTALL)


@dataclass(slots=True)
class Reader:
    """Reads values of one answer and counts what it drops."""

    text: str
    dropped: Counter[str] = field(default_factory=Counter)

    def words(self, value: object) -> str | None:
        """Return a text, None where there is none."""
        if value is None or value == "":
            return None
        if not isinstance(value, str) or len(value) > LONGEST_WORDS:
            self.dropped[WRONG_TYPE] += 1
            return None
        return value if value.split() else None

    def span(self, value: object, *, near: Span, within: Span) -> Span | None:
        """Return where the report has a text: inside `near`, or nearest to it `within`."""
        words = self.words(value)
        if words is None:
            return None
        found = find_words(self.text, words, near) or find_words(self.text, words, within)
        if not found:
            self.dropped[NOT_FOUND] += 1
            return None
        return min(found, key=lambda s: (_gap(s, near), s.start))

    def spans(self, value: object, *, near: Span, within: Span) -> tuple[Span, ...]:
        """Return the spans of a list of texts, sorted, each once."""
        found = {self.span(item, near=near, within=within) for item in self.items(value)}
        return tuple(sorted(span for span in found if span is not None))

    def items(self, value: object) -> Sequence[Any]:
        """Return a list, empty where there is none."""
        if value is None:
            return ()
        if not isinstance(value, list):
            self.dropped[WRONG_TYPE] += 1
            return ()
        if len(value) > MOST_ITEMS:
            self.dropped[TOO_MANY] += len(value) - MOST_ITEMS
        return value[:MOST_ITEMS]

    def fields(self, value: object) -> Mapping[str, Any]:
        """Return an object, empty where there is none."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.dropped[WRONG_TYPE] += 1
            return {}
        return value

    def choice(self, value: object, allowed: Sequence[str], default: str) -> str:
        """Return a word of a fixed list."""
        if isinstance(value, str) and value in allowed:
            return value
        if value is not None:
            self.dropped[UNKNOWN_WORD if isinstance(value, str) else WRONG_TYPE] += 1
        return default


def find_words(text: str, words: str, within: Span) -> list[Span]:
    r"""Return where a text has these words: exactly, but for the kind and number of white spaces.

    Parameters
    ----------
    text
        The report.
    words
        What to look for; whole words only.
    within
        Nothing outside is looked at; at most 200 places are returned.

    Examples
    --------
    >>> find_words("Troops left\n Goma. Troops left.", "Troops left Goma", Span(0, 31))
    [Span(start=0, end=17)]
    >>> find_words("Marches", "Mar", Span(0, 7))
    []
    """
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    first, last = parts[0][0], parts[-1][-1]
    found: list[Span] = []
    position = within.start
    while len(found) < 200 and (match := pattern.search(text, position, within.end)):
        start, end = match.span()
        joined = (start > 0 and _is_word(first) and _is_word(text[start - 1])) or (
            end < len(text) and _is_word(last) and _is_word(text[end])
        )
        if not joined:
            found.append(Span(start, end))
        position = start + 1 if joined else end
    return found


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _gap(span: Span, near: Span) -> int:
    return max(0, near.start - span.end, span.start - near.end)


def read_claims(answer: str, reader: Reader) -> list[Mapping[str, Any]]:
    """Return the claims of an answer as it wrote them, objects only.

    Raises
    ------
    ModelError
        The answer is no JSON of the form asked for.
    """
    thought = _THOUGHT.match(answer)
    value = _json(answer[thought.end() if thought else 0 :].strip())
    claims = value.get("claims") if isinstance(value, dict) else value
    if not isinstance(claims, list):
        msg = 'the model\'s answer has no list "claims"'
        raise ModelError(msg, hint="another model may follow the instructions better")
    if len(claims) > MOST_CLAIMS:
        reader.dropped[TOO_MANY] += len(claims) - MOST_CLAIMS
    kept: list[Mapping[str, Any]] = [
        claim for claim in claims[:MOST_CLAIMS] if isinstance(claim, dict)
    ]
    if len(kept) < len(claims[:MOST_CLAIMS]):
        reader.dropped[WRONG_TYPE] += len(claims[:MOST_CLAIMS]) - len(kept)
    return kept


def _json(answer: str) -> object:
    """Read JSON, also in a fence or with words around it."""
    fence = _FENCE.search(answer)
    tries = [answer, fence[1] if fence else "", answer[answer.find("{") :]]
    for text in tries:
        if not text.strip():
            continue
        try:
            value, end = json.JSONDecoder(parse_constant=_no_number).raw_decode(text.strip())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict | list) and (
            text is not answer or not text.strip()[end:].strip()
        ):
            return value
    page = answer[:1] == "<"
    what = "a web page" if page else "no text" if not answer else "no JSON"
    msg = f"the model's answer is {what}"
    raise ModelError(msg, hint="another model may follow the instructions better")


def _no_number(word: str) -> NoReturn:
    msg = f"{word} is not JSON"
    raise ValueError(msg)
