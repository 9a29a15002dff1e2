"""Which parts of the text are the report itself, and which are rates, captions, boilerplate?

Lines are joined into units (a paragraph may be one line, a block between blank lines, or lines
wrapped at a column), and each unit gets one kind from its words and its place. Whatever is in
doubt stays a paragraph: a lost paragraph loses claims, a kept caption costs little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from dateline.geo.reports.article import Span, Zone
from dateline.geo.reports.furniture import is_boilerplate, is_byline, is_credit, is_rates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.reports.article import ZoneKind

Markup = Literal["plain", "markdown"]

HEADLINE_WORDS: Final = 20
CAPTION_WORDS: Final = 8
LONG_LINE: Final = 40  # code points; a shorter line does not look wrapped
# A line this full, without a full stop, goes on in the next line of a wrapped text.
FULL_LINE: Final = 0.6
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
_OPEN_END: Final = re.compile(r"[,;:\-–—][\"'”’»)\]]*$")
_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|shall|"
    r"does|did|do|said|says|told|tells|warns?|claims?|denies|denied|plans?|vows?|vowed|calls?|"
    r"killed|wounded|injured|seized?s?|captured?|attack(?:s|ed)|struck|hits?)\b",
    re.IGNORECASE,
)
_PRONOUNS: Final = frozenset(
    "i you he she it we they this that these those there who nobody nothing everyone one all".split()
)
_SMALL_WORDS: Final = frozenset(
    "a al and at bin da de der di du el for from ibn in la le of on the to van von y".split()
)
# The last is the number of a post in a thread: "3/ " or "3/9 ".
_MARKS: Final = re.compile(
    r"[ \t]*(#{1,6}(?=\s)|>+(?=\s)|[-*+•‣◦▪](?=\s)|\d{1,2}[.)](?=\s)|\d{1,2}/(?:\d{1,2})?(?=\s))\s*"
)
_MD_NOISE: Final = re.compile(
    r"!\[[^\]]*\]\([^)]*\)$|\[[^\]]+\]:\s+\S+|<!--.*-->$|```|~~~|</?\w[^>]*>$"
)
_FENCE: Final = re.compile(r"---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line without white space at its ends."""

    start: int
    end: int
    text: str
    column: int  # width of the line on the page, indent included


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines that belong together."""

    start: int
    end: int
    text: str  # white space folded
    mark: str = ""  # the Markdown sign or bullet that stood before it
    alone: bool = True  # no line follows in the same block
    first_in_block: bool = True


def find_zones(text: str, *, markup: Markup = "plain") -> tuple[Zone, ...]:
    r"""Divide a report into paragraphs, headline, byline, captions, rates and boilerplate.

    Parameters
    ----------
    text
        The report as read; it is not changed.
    markup
        With "markdown", headings, images, rules and the front matter are known by their signs.

    Returns
    -------
    tuple of Zone
        Sorted, not overlapping, and every character outside them is white space.

    Examples
    --------
    >>> [zone.kind for zone in find_zones("USD 86.45\n\nTroops enter Goma\n\nThey came at dawn.")]
    ['rates', 'headline', 'paragraph']
    >>> find_zones("  ")
    ()
    """
    zones, body = _front_matter(text) if markup == "markdown" else ([], 0)
    blocks = _blocks(text, body)
    numbered = markup == "markdown" or _is_numbered(blocks)
    width = _wrap_width(blocks)
    units: list[_Unit] = []
    for block in blocks:
        units += _units(text, block, width, markup, zones, numbered=numbered)
    kinds = _kinds(units, markup)
    zones += [
        Zone(span=Span(unit.start, unit.end), kind=kind)
        for unit, kind in zip(units, kinds, strict=True)
    ]
    return tuple(sorted(zones, key=lambda zone: zone.span))


# ------------------------------------------------------------------ text -> lines -> units
def _front_matter(text: str) -> tuple[list[Zone], int]:
    found = _FENCE.match(text)
    if not found:
        return [], 0
    return [Zone(span=Span(0, found.end()), kind="boilerplate")], found.end()


def _blocks(text: str, position: int) -> list[list[_Line]]:
    """Return the runs of lines between blank lines."""
    blocks: list[list[_Line]] = [[]]
    for raw in text[position:].splitlines(keepends=True):
        words = raw.strip()
        if words:
            start = position + len(raw) - len(raw.lstrip())
            line = _Line(start, start + len(words), words, len(raw.rstrip()))
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
        position += len(raw)
    return [block for block in blocks if block]


def _is_numbered(blocks: Sequence[Sequence[_Line]]) -> bool:
    """Whether the paragraphs of a plain text are numbered: a "1.", then a "2.", as in notes."""
    marks = [_MARKS.match(block[0].text) for block in blocks]
    numbers = [int(m[1][:-1]) for m in marks if m and m[1][0].isdigit() and m[1][-1] in ".)"]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _wrap_width(blocks: Sequence[Sequence[_Line]]) -> int:
    """Return the column at which the text is wrapped, 0 where a line is a paragraph."""
    joints = [pair for block in blocks for pair in pairwise(block)]
    wrapped = [
        line.column
        for line, following in joints
        if line.column >= LONG_LINE and following.text[0].islower()
    ]
    return max(wrapped) if wrapped and len(wrapped) >= 0.25 * len(joints) else 0


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """Whether `following` is the rest of a line that was wrapped."""
    if is_rates(line.text) or is_byline(line.text):
        return False
    if following.text[0].islower():
        return line.column >= LONG_LINE or not _SENTENCE_END.search(line.text)
    if not width:
        return False
    first_word = following.text.split(maxsplit=1)[0]
    full = line.column + 1 + len(first_word) > width
    open_end = not _SENTENCE_END.search(line.text) and line.column >= FULL_LINE * width
    return full or open_end


def _units(
    text: str,
    block: Sequence[_Line],
    width: int,
    markup: Markup,
    zones: list[Zone],
    *,
    numbered: bool,
) -> list[_Unit]:
    """Join the wrapped lines of a block; signs before a unit become zones of their own."""
    groups: list[list[_Line]] = []
    for line in block:
        marked = markup == "markdown" and (_MARKS.match(line.text) or _MD_NOISE.match(line.text))
        if groups and not marked and _goes_on(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    units = []
    for number, group in enumerate(groups):
        start, end, mark = group[0].start, group[-1].end, ""
        found = _MARKS.match(text, start, end)
        rest = text[found.end() : end] if found else ""
        if (
            found
            and any(map(str.isalnum, rest))
            and (numbered or not found[1][0].isdigit() or "/" in found[1])
        ):
            mark = found[1]
            zones.append(Zone(span=Span(*found.span(1)), kind="boilerplate"))
            start = found.end()
        words = " ".join(text[start:end].split())
        units.append(_Unit(start, end, words, mark, len(groups) == 1, number == 0))
    return units


# ------------------------------------------------------------------ units -> kinds
def _kinds(units: Sequence[_Unit], markup: Markup) -> list[ZoneKind]:
    kinds: list[ZoneKind] = [_own_kind(unit, markup) for unit in units]
    _underlined_headings(units, kinds)
    running = [i for i, kind in enumerate(kinds) if kind == "paragraph" and _is_prose(units[i])]
    if running:
        _mark_headline(units, kinds, running[0], running[-1])
        _mark_captions(units, kinds)
    elif "paragraph" not in kinds and "headline" not in kinds:
        _rescue(units, kinds)
    return kinds


def _own_kind(unit: _Unit, markup: Markup) -> ZoneKind:
    """Return the kind that the words alone give."""
    if not any(char.isalnum() for char in unit.text):
        return "boilerplate"
    if markup == "markdown" and _MD_NOISE.match(unit.text):
        return "boilerplate"
    if is_rates(unit.text):
        return "rates"
    if is_boilerplate(unit.text):
        return "boilerplate"
    if is_credit(unit.text):
        return "caption"
    return "byline" if is_byline(unit.text) else "paragraph"


def _is_prose(unit: _Unit) -> bool:
    """Whether a unit is surely running text."""
    words = len(unit.text.split())
    if unit.mark.startswith("#"):
        return False
    return words > HEADLINE_WORDS or (words > 3 and bool(_SENTENCE_END.search(unit.text)))


def _underlined_headings(units: Sequence[_Unit], kinds: list[ZoneKind]) -> None:
    """Markdown's other headings: a line of ``===`` or ``---`` under the words."""
    for i in range(1, len(units)):
        rule = set(units[i].text)
        if rule <= {"="} and not units[i].first_in_block and kinds[i - 1] == "paragraph":
            kinds[i - 1] = "headline"


def _mark_headline(
    units: Sequence[_Unit], kinds: list[ZoneKind], first_prose: int, last_prose: int
) -> None:
    """The first short line before the body without a full stop; a second one is its deck."""
    found = [
        i
        for i in range(first_prose + 1)
        if kinds[i] == "paragraph" and (units[i].mark.startswith("#") or i < last_prose)
    ]
    for number, i in enumerate(found[:2]):
        if not _is_headline(units[i], deck=number == 1):
            break
        kinds[i] = "headline"


def _is_headline(unit: _Unit, *, deck: bool) -> bool:
    if unit.mark.startswith("#"):
        return not deck
    words = unit.text.split()
    if unit.mark or len(words) > HEADLINE_WORDS or len(words) < 2 or words[0][0].islower():
        return False
    if _OPEN_END.search(unit.text):
        return False
    question = unit.text.endswith(("?", "!")) and not deck
    return question or not _SENTENCE_END.search(unit.text)


def _mark_captions(units: Sequence[_Unit], kinds: list[ZoneKind]) -> None:
    """Short verbless lines among the paragraphs: names under photos, headings of sections."""
    headline = False
    for i, unit in enumerate(units):
        headline = headline or kinds[i] == "headline"
        if kinds[i] != "paragraph":
            continue
        if unit.mark.startswith("#") or (
            i and not unit.mark and not _in_list(units, kinds, i) and _is_label(unit)
        ):
            kinds[i] = "caption"


def _in_list(units: Sequence[_Unit], kinds: Sequence[ZoneKind], i: int) -> bool:
    """Whether the unit is an item of a list: after a colon, or short lines in a row."""
    before = units[i - 1]
    if before.text.endswith(":") or (before.mark and not before.mark.startswith("#")):
        return True
    near = [j for j in (i - 1, i + 1) if 0 <= j < len(units) and kinds[j] == "paragraph"]
    return any(_is_label(units[j]) for j in near)


def _is_label(unit: _Unit) -> bool:
    words = unit.text.split()
    if len(words) > CAPTION_WORDS or words[0][0].islower() or unit.text[0] in "\"'“‘«":
        return False
    if _SENTENCE_END.search(unit.text) or _OPEN_END.search(unit.text):
        return False
    if words[0].casefold() in _PRONOUNS:
        return False
    name = len(words) <= 4 and all(w[0].isupper() or w in _SMALL_WORDS for w in words)
    return name or not _FINITE.search(unit.text)


def _rescue(units: Sequence[_Unit], kinds: list[ZoneKind]) -> None:
    """A text must have something to read: its longest part that is not noise."""
    found = [i for i, kind in enumerate(kinds) if kind in {"byline", "caption"}]
    if found:
        kinds[max(found, key=lambda i: (len(units[i].text), -i))] = "paragraph"
