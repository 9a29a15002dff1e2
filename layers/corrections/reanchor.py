"""Where do the words of claims stand in a report that has changed since?

A claim stays where all its words are where it says. Otherwise its words are searched: those of the
claim itself by what stood before and after them, the others (speaker, cue, places …) from there. A
claim with words that are no longer in the report is an orphan; it is named, never dropped.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.claims.schema_check import path_words, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.geo.reports.article import Article

Record = dict[str, Any]
Path = tuple[str | int, ...]

# What a second copy of a page often writes otherwise; each is one code point for one.
_ALIKE: Final = str.maketrans(
    dict.fromkeys("\t\n\r\u00a0\u2002\u2003\u2009\u202f", " ")
    | dict.fromkeys("‘’‚‛", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‐‑–—−", "-")
)
_LONG: Final = 32  # code points: words so long are known by themselves if they stand there once
_LIKENESS: Final = 0.5  # of what stands before and after, of 1
_MOST: Final = 1000  # of the places where the words stand
_NEAR: Final = 400  # code points: how far speaker or cue may have moved against the claim
_PLAIN: Final = frozenset(
    {"actors", "recipients"}
)  # written with plain spaces (layers/events/actors.py)
_STOPS: Final = ".!?…"
_END: Final = re.compile(rf"[{_STOPS}][\"'”’»)\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A claim whose words are no longer in the report: its id, why, and its record as read."""

    id: str
    reason: str
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """Claims' records with offsets of the report at hand.

    Attributes
    ----------
    moved
        Ids of those whose words were found elsewhere than they said.
    """

    records: tuple[Record, ...]
    moved: tuple[str, ...]
    orphans: tuple[Orphan, ...]


def reanchor(records: Sequence[Record], article: Article) -> Anchored:
    """Find the words of claims in a report.

    Parameters
    ----------
    records
        Claims in the layout of the schema, of this report or an earlier form of it.
    article
        The report as it is now.

    Returns
    -------
    Anchored
        In the order given; each record is in `records` or in `orphans`.
    """
    text = alike(article.text)
    shift = 0  # how far the last claim had moved: the next has mostly moved as far
    kept, moved, orphans = [], [], []
    for record in records:
        if _stands(record, article.text):
            shift = 0
            kept.append(record)
            continue
        found = _content(record, text, shift)
        if found is None:
            reason = f"its words {shown(record['content']['text'])} are not in the report"
            if alike(record["content"]["text"]) in text:
                reason = f"its words {shown(record['content']['text'])} stand in other company now"
            orphans.append(Orphan(id=record["id"], reason=reason, record=record))
            continue
        shift = found - record["content"]["start"]
        changed, lost = _moved(record, found, text, article)
        if lost:
            orphans.append(Orphan(id=record["id"], reason=lost, record=record))
        else:
            kept.append(changed)
            moved.append(record["id"])
    return Anchored(records=tuple(kept), moved=tuple(moved), orphans=tuple(orphans))


def word_spans(value: Any, path: Path = ()) -> Iterator[tuple[Path, Record]]:
    """Yield every object of a record that quotes the report, with the path to it."""
    if isinstance(value, dict):
        if value.get("start") is not None and value.get("text") is not None:
            yield path, value
        for name, item in value.items():
            yield from word_spans(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from word_spans(item, (*path, index))


def _stands(record: Record, text: str) -> bool:
    return all(
        _words(text[span["start"] : span["end"]], path) == span["text"]
        for path, span in word_spans(record)
    )


def _words(found: str, path: Path) -> str:
    """Return the report's words as the record writes them at this path."""
    return found.replace("\u00a0", " ") if path[0] in _PLAIN else found


def _content(record: Record, text: str, shift: int) -> int | None:
    """Return where the claim's words start now; None where they are gone or cannot be told."""
    content = record["content"]
    words, before, after = (
        alike(part) for part in (content["text"], record["prefix"], record["suffix"])
    )
    places = [match.start() for match in re.finditer(re.escape(words), text)]
    return best_place(places, words, before, after, text=text, expected=content["start"] + shift)


def alike(text: str) -> str:
    """Return the text with plain quotes, spaces and dashes, code point for code point."""
    return text.translate(_ALIKE)


def best_place(
    places: Sequence[int], words: str, before: str, after: str, *, text: str, expected: int
) -> int | None:
    """Choose among the places where words stand the one in the company that they had.

    Parameters
    ----------
    places
        Where `words` start in `text`, code points.
    before, after
        What stood around them. All texts as `alike` gives them.
    expected
        Where they start if nothing has moved since: the nearest of two in equal company is taken.

    Returns
    -------
    int or None
        None where they stand nowhere, or in other company alone.
    """
    if not places:
        return None

    def company(start: int) -> tuple[int, int]:
        end = start + len(words)
        same = _common(before[::-1], text[max(0, start - len(before)) : start][::-1])
        same += _common(after, text[end : end + len(after)])
        return same, -abs(start - expected)

    # A word that stands everywhere is looked at where it is likely, or it would take minutes.
    likely = sorted(places, key=lambda start: abs(start - expected))[:_MOST]
    best = max(likely, key=company)
    if len(places) == 1 and len(words) >= _LONG:
        return best
    end = best + len(words)
    pairs = ((before, text[max(0, best - len(before)) : best]), (after, text[end : end + len(after)]))  # fmt: skip
    likeness = [SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairs]
    return best if sum(likeness) / 2 >= _LIKENESS else None


def _common(a: str, b: str) -> int:
    """Return how many characters two strings share at their start."""
    count = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        count += 1
    return count


def _moved(record: Record, found: int, text: str, article: Article) -> tuple[Record, str]:
    """Return the record with new offsets and words, or the reason why one cannot be found."""
    changed = copy.deepcopy(record)
    shift = found - record["content"]["start"]
    for path, span in word_spans(changed):
        words, expected = alike(span["text"]), span["start"] + shift
        start = found if path == ("content",) else _near(words, expected, text)
        end = (start or 0) + len(words)
        if start is None and path == ("sentence",):
            start, end = _sentence(found, found + len(record["content"]["text"]), article)
        if start is None:
            return record, f"its `{path_words(path)}` {shown(span['text'])} is not there any more"
        if span.get("core_start") is not None:
            inner = span["core_start"] - span["start"]
            length = span["core_end"] - span["core_start"]
            span["core_start"], span["core_end"] = start + inner, start + inner + length
            span["core"] = article.text[span["core_start"] : span["core_end"]]
        span["start"], span["end"] = start, end
        span["text"] = _words(article.text[start:end], path)
    return changed, ""


def _near(words: str, expected: int, text: str) -> int | None:
    """Return where words stand, as near as can be to where they are expected."""
    if expected >= 0 and text.startswith(words, expected):
        return expected
    # Whole words alone: "it" is not in "city".
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    pattern = re.compile(left + re.escape(words) + right)
    low = max(0, expected - _NEAR)
    places = [m.start() for m in pattern.finditer(text, low, expected + len(words) + _NEAR)]
    return min(places, key=lambda start: (abs(start - expected), start), default=None)


def _sentence(start: int, end: int, article: Article) -> tuple[int, int]:
    """Return the sentence around words whose sentence was edited: from full stop to full stop."""
    zone = next(
        (z.span for z in article.zones if z.span.start <= start and end <= z.span.end), None
    )
    low, high = (zone.start, zone.end) if zone else (0, len(article.text))
    for stop in _END.finditer(article.text, low, start):
        low = stop.end()
    while low < start and article.text[low].isspace():
        low += 1
    if article.text[end - 1] in _STOPS:
        return low, end
    closing = _END.search(article.text, end, high)
    return low, closing.end() if closing else high
