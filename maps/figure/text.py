"""How do words fill a column of a figure? Wrapped, in several faces, with the key of the claims."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.report_sets import report_name, report_of_claim
from dateline.maps.figure.style import Face
from dateline.maps.page.payload import claim_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.maps.figure.pen import Pen

SIZES: Final = (10.4, 9.5)  # of the words of a key; the smaller one only if it must be
LEADING: Final = 1.3
AFTER: Final = 4.0  # units after each claim
INDENT: Final = 23.0
LETTERS: Final = (220, 170, 110, 80, 56)  # of each quote, as many as there is room for
KEPT_LARGE: Final = 110  # before quotes are shorter than this, the words are smaller
MOST_CLAIMS: Final = 200
_SAID: Final = re.compile("^\u201c[^\u201d]*\u201d · ")

Run = tuple[str, Face]
Row = list[tuple[float, str, Face]]  # where each piece begins, from the left edge


def wrapped(pen: Pen, runs: Sequence[Run], wide: float) -> list[Row]:
    """Break runs of words into rows of at most `wide` units; too long a word stands alone, cut."""
    rows: list[Row] = [[]]
    x = 0.0
    for words, face in runs:
        space = pen.measure("n n", face) - pen.measure("nn", face)
        for word in words.split():
            piece = shortened(pen, word, face, wide)
            step = pen.measure(piece, face)
            if x and x + space + step > wide:
                rows.append([])
                x = 0.0
            x += space if x else 0.0
            row = rows[-1]
            if row and row[-1][2] == face:  # one run of text, so that scripts keep their order
                start, before, _ = row[-1]
                row[-1] = (start, f"{before} {piece}", face)
            else:
                row.append((x, piece, face))
            x += step
    return rows if rows[0] else []


def shortened(pen: Pen, words: str, face: Face, wide: float) -> str:
    """Cut words to a width, with "…" at the end where something is left out."""
    if pen.measure(words, face) <= wide:
        return words
    low, high = 0, len(words)
    while low < high:
        half = (low + high + 1) // 2
        fits = pen.measure(words[:half].rstrip() + "…", face) <= wide
        low, high = (half, high) if fits else (low, half - 1)
    return words[:low].rstrip() + "…"


def short(words: str, most: int) -> str:
    """Cut words to a number of letters, at a space, as assets/sheet.js does."""
    plain = " ".join(words.split())
    if len(plain) <= most:
        return plain
    return re.sub(r"\s+\S*$", "", plain[:most]) + " …"


def ranges(numbers: Sequence[int]) -> str:
    """Join numbers in words.

    Examples
    --------
    >>> ranges([1, 2, 3, 7])
    '1–3 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = []
    for low, high in runs:
        joined = f"{low} {high}" if high == low + 1 else f"{low}–{high}"
        words.append(str(low) if high == low else joined)
    return " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """One claim of the key, and whether its number stands on the map."""

    number: int
    record: Mapping[str, Any]
    where: str = ""

    def runs(self, letters: int, size: float) -> list[Run]:
        """Who says it, how it is meant, the words, when; the quote cut to a number of letters."""
        claim = claim_data(self.record)
        who = short(str(claim["who"]).split(", ")[0], 40)
        report = report_of_claim(str(self.record["id"]))
        how = f"({claim['words']}{', ' + report_name(report) if report else ''})"
        day = _SAID.sub("", str(claim.get("when", ""))) if claim.get("time") else ""
        after = " · ".join(words for words in (day, self.where) if words)
        quote = f"\u201c{short(str(claim['quote']), letters)}\u201d"
        soft = Face(size=size, colour="soft")
        runs = [(who, Face(size=size, font="bold")), (how, soft), (quote, Face(size=size))]
        return [*runs, (f"· {after}", soft)] if after else runs


@dataclass(frozen=True, slots=True, kw_only=True)
class SetKey:
    """A key that fits: rows of each entry by column, and how many claims are left out."""

    columns: tuple[tuple[tuple[int, tuple[Row, ...]], ...], ...]
    left_out: int
    wide: float
    high: float
    size: float


def set_key(
    pen: Pen, entries: Sequence[KeyEntry], *, wide: float, high: float, columns: int, gap: float
) -> SetKey:
    """Set a key in columns: quotes are shortened, then claims left out, until it fits."""
    own = (wide - gap * (columns - 1)) / columns
    large, small = SIZES
    tries = [(large, letters) for letters in LETTERS if letters >= KEPT_LARGE]
    for size, letters in [*tries, *((small, letters) for letters in LETTERS)]:
        done = _filled(pen, entries[:MOST_CLAIMS], letters, size, (own, high), columns)
        if done is not None and len(entries) <= MOST_CLAIMS:
            return SetKey(columns=done[0], left_out=0, wide=own, high=done[1], size=size)
    line = small * LEADING  # says how many are left out
    count = min(len(entries), MOST_CLAIMS)
    while count:
        done = _filled(pen, entries[:count], LETTERS[-1], small, (own, high - line), columns)
        if done is not None:
            left = len(entries) - count
            return SetKey(columns=done[0], left_out=left, wide=own, high=done[1] + line, size=small)
        count -= max(1, count // 20)
    return SetKey(columns=(), left_out=len(entries), wide=own, high=line, size=small)


def _filled(
    pen: Pen,
    entries: Sequence[KeyEntry],
    letters: int,
    size: float,
    room: tuple[float, float],
    columns: int,
) -> tuple[tuple[tuple[tuple[int, tuple[Row, ...]], ...], ...], float] | None:
    """Entries in columns of about one height; None where that is more than there is room."""
    wide, high = room
    set_ = [(e.number, tuple(wrapped(pen, e.runs(letters, size), wide - INDENT))) for e in entries]
    heights = [len(rows) * size * LEADING + AFTER for _, rows in set_]
    goal = sum(heights) / columns
    while goal <= high + 1:
        parts = _split(set_, heights, goal, columns)
        if parts is not None:
            return parts, goal
        goal += size
    return None


def _split(
    entries: Sequence[tuple[int, tuple[Row, ...]]],
    heights: Sequence[float],
    goal: float,
    columns: int,
) -> tuple[tuple[tuple[int, tuple[Row, ...]], ...], ...] | None:
    parts: list[list[tuple[int, tuple[Row, ...]]]] = [[]]
    y = 0.0
    for entry, tall in zip(entries, heights, strict=True):
        if parts[-1] and y + tall > goal + 0.01:
            parts.append([])
            y = 0.0
        parts[-1].append(entry)
        y += tall
        if y > goal + 0.01:
            return None
    return tuple(map(tuple, parts)) if len(parts) <= columns else None


def draw_rows(pen: Pen, spot: tuple[float, float], rows: Sequence[Row], size: float) -> float:
    """Write rows from an upper left corner; return where the next row would begin."""
    x, y = spot
    for row in rows:
        for start, words, face in row:
            pen.words((x + start, y + size), words, face)
        y += size * LEADING
    return y


def draw_key(pen: Pen, spot: tuple[float, float], key: SetKey, gap: float) -> None:
    """Write a key from its upper left corner."""
    x, top = spot
    size = key.size
    bold, soft = Face(size=size, font="bold"), Face(size=size, colour="soft")
    for column in key.columns:
        y = top
        for number, rows in column:
            words = str(number)
            edge = x + INDENT - 6.0 - pen.measure(words, bold)
            pen.words((edge, y + size), words, bold)
            y = draw_rows(pen, (x + INDENT, y), rows, size) + AFTER
        x += key.wide + gap
    if key.left_out:
        more = (
            f"{key.left_out:,} more claim{'s' * (key.left_out != 1)} not in this key: see the page"
        )
        y = top + key.high - size * LEADING
        pen.words((spot[0], y + size), shortened(pen, more, soft, key.wide), soft)
