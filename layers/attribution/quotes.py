"""Which stretches of a report stand in quotation marks?

Works on code points of `Article.text`, zone by zone: « » “ ” „ “ " ‘ ’ ' and dialogue dashes,
nested, left open (to the end of the paragraph) and carried on over paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from dateline.geo.reports.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.geo.reports.article import Article, Zone

QuoteStyle = Literal["double", "single", "angle", "dash"]

# Opening mark -> the marks that may close it.
PAIRS: Final = {
    "”": "”",
    "«": "»",
    "“": '”"',
    "„": '“”"',
    "‹": "›",
    "‘": "’",
    '"': '"”',
    "'": "'",
    "»": "«",
}
STYLES: Final[dict[str, QuoteStyle]] = {
    "«": "angle", "»": "angle", "‹": "angle", "‘": "single", "'": "single",
}  # fmt: skip
OPENS_AFTER: Final = frozenset(" \t\n\u00a0\u202f([{—–-/“‘«„\"'―…:")
SCARE_WORDS: Final = 4
# What stands before the name of a broadcast, a book, a song.
TITLE_PLACES: Final = ("'s", "’s", " on", " of", " in", " book", " for", " to", " from", " show")
DASH_LINE: Final = re.compile(r"[—–―-]\s+(?=[A-Z“«\"])")
DASH_BREAK: Final = re.compile(r"([,.!?…])\s+[—–―]\s+")
ELISION: Final = re.compile(
    r"['’](?:\d\ds?\b|em\b|tis\b|twas\b|til\b|n\b|cause\b|round\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One stretch in quotation marks.

    Attributes
    ----------
    span, inner
        With and without the marks.
    depth
        0 for the outermost.
    closed
        False where the closing mark is missing and the paragraph's end stands for it.
    group
        Number of the quotation that this one carries on over a paragraph's end, or its own.
    scare
        A few words lifted into the writer's own sentence, or a title: no speech by itself.
    zone
        Index into `Article.zones`.
    """

    span: Span
    inner: Span
    style: QuoteStyle
    depth: int
    closed: bool
    group: int
    scare: bool
    zone: int


def _opens(text: str, position: int, start: int, end: int) -> bool:
    """Say whether the mark at `position` can open a quotation."""
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    return before in OPENS_AFTER and not after.isspace()


def _apostrophe(text: str, position: int, start: int, end: int) -> bool:
    """Say whether a single mark is an apostrophe: inside a word, an elision, a plural's genitive."""
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if before.isalnum() and after.isalnum():
        return True
    if ELISION.match(text, position):
        return True
    genitive = before in "sSzx" and after.isspace()
    # "the workers’ union ’" : a genitive only if another mark could still close the quotation
    rest = text[position + 1 : end]
    return genitive and bool(re.search(r"(?<=[\w.,!?…])[’'](?!\w)", rest))


def _closes(text: str, position: int, opener: str, start: int, end: int) -> bool:
    """Say whether the mark at `position` closes a quotation that `opener` opened."""
    mark = text[position]
    if mark not in PAIRS[opener]:
        return False
    if mark in "’'":
        return not _apostrophe(text, position, start, end)
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    return mark != '"' or not (before.isspace() and after.isalnum())


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, bool]]:
    """Yield (open position, end, opening mark, closed), inner before outer."""
    stack: list[tuple[int, str]] = []
    for position in range(start, end):
        char = text[position]
        if char not in "«»“”„‹›‘’\"'":
            continue
        closing = [
            level
            for level in range(len(stack) - 1, -1, -1)
            if _closes(text, position, stack[level][1], start, end)
        ]
        if closing:
            level = closing[0]
            opened, mark = stack[level]
            del stack[level:]
            yield opened, position + 1, mark, True
        elif char in PAIRS and char != "»" and _opens(text, position, start, end):
            if char in "'‘" and (
                ELISION.match(text, position)
                or not re.search(r"[’'](?!\w)", text[position + 1 : end])
            ):
                continue
            stack.append((position, char))
    while stack:
        opened, mark = stack.pop()
        if mark not in "'‘‹":
            yield opened, end, mark, False


def _dialogue(text: str, zone: Zone) -> list[tuple[int, int]]:
    """Return the spoken parts of a line that a dialogue dash opens."""
    start, end = zone.span.start, zone.span.end
    opening = DASH_LINE.match(text, start, end)
    if not opening:
        return []
    parts, begin = [], opening.end()
    for found in DASH_BREAK.finditer(text, begin, end):
        parts.append((begin, found.end(1)))
        begin = found.end()
    parts.append((begin, end))
    # — Speech, — said X. — Speech: every second part is the narrator's, if it reads like one
    if len(parts) > 1 and not text[parts[1][0]].islower():
        return [(parts[0][0], end)]
    return parts[::2]


def _plain(text: str) -> str:
    """Replace typewriter marks (two apostrophes) by one double mark and a space."""
    text = re.sub(r"(?<![\w.,!?…])(?:''|``)(?=\S)", ' "', text)
    return re.sub(r"(?<=\S)''", '" ', text)


def _is_scare(text: str, inner: Span, outer: Span, zone: Zone) -> bool:
    words = text[inner.start : inner.end].split()
    title = all(word[0].isupper() or len(word) <= 3 for word in words if word[0].isalpha())
    if len(words) > SCARE_WORDS:
        return title
    before = text[zone.span.start : outer.start].rstrip()
    if title and len(words) > 1 and words[0][0].isupper() and before.endswith(TITLE_PLACES):
        return True  # on CNN's "State of the Union," she said
    if text[inner.end - 1] in ",.!?…" or text[outer.end : outer.end + 1] in {",", "!"}:
        return False
    at_start = outer.start == zone.span.start
    return not at_start or outer.end < zone.span.end - 1


def _in_zone(text: str, zone: Zone, number: int) -> list[Quotation]:
    start = zone.span.start
    plain = _plain(text[start : zone.span.end])
    found = sorted(
        (opened + start, closed + start, mark, shut)
        for opened, closed, mark, shut in _marks(plain, 0, len(plain))
        if closed - opened > 1 + shut
    )
    out: list[Quotation] = []
    ends: list[int] = []
    for begin, end, mark, shut in found:
        opened, closed = begin, end
        while ends and ends[-1] <= opened:
            ends.pop()
        inner = Span(opened + 1, closed - shut)
        doubled_open = mark == '"' and opened > start and text[opened] != '"'
        doubled_close = shut and mark == '"' and text[closed - 1] != '"' and text[closed - 1] != "”"
        opened, closed = opened - doubled_open, closed + doubled_close
        span = Span(opened, closed)
        out.append(
            Quotation(
                span=span,
                inner=inner,
                style=STYLES.get(mark, "double"),
                depth=len(ends),
                closed=shut,
                group=-1,
                scare=_is_scare(text, inner, span, zone),
                zone=number,
            )
        )
        ends.append(closed)
    if out:
        return out
    return [
        Quotation(
            span=Span(begin, end),
            inner=Span(begin, end),
            style="dash",
            depth=0,
            closed=True,
            group=-1,
            scare=False,
            zone=number,
        )
        for begin, end in _dialogue(text, zone)
    ]


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Find what stands in quotation marks in the headline and the paragraphs.

    Parameters
    ----------
    article
        The report with its zones.

    Returns
    -------
    tuple of Quotation
        In reading order, an outer quotation before those inside it. A paragraph that opens
        with a mark after a quotation that was left open belongs to the same `group`.
    """
    out: list[Quotation] = []
    open_group: int | None = None
    for number, zone in enumerate(article.zones):
        if zone.kind not in {"headline", "paragraph"}:
            continue
        found = _in_zone(article.text, zone, number)
        carried = None
        for quotation in found:
            group = len(out)
            if quotation.depth == 0:
                first = quotation.span.start == zone.span.start
                if open_group is not None and first and quotation.style != "dash":
                    group = open_group
                carried = group if not quotation.closed else None
            out.append(replace(quotation, group=group))
        open_group = carried
    return tuple(out)
