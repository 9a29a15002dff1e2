"""What does a person at a terminal see? Aligned text that fits the terminal's width."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.article import Article
    from dateline.geo.places import Resolution
    from dateline.layers.build import Layer
    from dateline.layers.claims import Claim

NARROWEST: Final = 60
WIDEST: Final = 120


def terminal_width() -> int:
    """Return the width to write for: the terminal's, 80 where the output is no terminal."""
    if not sys.stdout.isatty():
        return 80
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def columns_of(text: str) -> int:
    """Return how many terminal columns a text takes (wide characters take two, marks none)."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def clip(text: str, width: int) -> str:
    """Return the text on one line, without control characters, at most `width` columns wide."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if columns_of(words) <= width:
        return words
    while words and columns_of(words) > width - 1:
        words = words[:-1]
    return words.rstrip() + "…"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, width: int) -> str:
    """Return rows as aligned columns; the widest columns give way where the line is too long."""
    cells = [[clip(cell, width) for cell in row] for row in (head, *rows)]
    wide = [max(columns_of(row[i]) for row in cells) for i in range(len(head))]
    room = width - 2 * (len(head) - 1)
    while sum(wide) > room:
        wide[wide.index(max(wide))] -= 1
    lines = []
    for row in cells:
        parts = [clip(cell, size) for cell, size in zip(row, wide, strict=True)]
        padded = [p + " " * (w - columns_of(p)) for p, w in zip(parts, wide, strict=True)]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def places_text(article: Article, resolutions: Iterable[Resolution], *, width: int) -> str:
    """Return the places of a report: each distinct mention once, unplaced ones with the reason."""
    seen: dict[tuple[str, str, str], int] = {}
    rows: dict[tuple[str, str, str], list[str]] = {}
    unplaced: dict[str, str] = {}
    for resolution in resolutions:
        mention, place = resolution.mention, resolution.place
        if place is None:
            unplaced.setdefault(mention.surface, resolution.reason)
            continue
        key = (mention.surface, mention.kind, place.id)
        seen[key] = seen.get(key, 0) + 1
        where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        point = f"{place.lat_deg:8.3f} {place.lon_deg:8.3f}" if _has_pin(resolution) else ""
        rows[key] = [mention.surface, mention.kind, where, place.feature_code, point,
                     f"{resolution.probability:.2f}"]  # fmt: skip
    head = ["words", "kind", "place", "code", "lat      lon", "p", "n"]
    body = [[*row, str(seen[key])] for key, row in rows.items()]
    out = [table(head, body, width=width) if body else f"no place found in {article.id}"]
    if unplaced:
        out.append("\nnot placed:")
        out += [clip(f"  {words}: {reason}", width) for words, reason in unplaced.items()]
    return "\n".join(out)


def _has_pin(resolution: Resolution) -> bool:
    """Whether the mention is drawn at a point: no country is, and no metonym."""
    place = resolution.place
    return place is not None and place.geometry == "point" and resolution.mention.kind != "metonym"


def claims_text(article: Article, claims: Iterable[Claim], *, width: int) -> str:
    """Return the claims of a report, each with its words, speaker, places and time."""
    blocks = [_claim_text(article, claim, width) for claim in claims]
    return "\n\n".join(blocks) if blocks else f"no claim found in {article.id}"


def _claim_text(article: Article, claim: Claim, width: int) -> str:
    speaker = claim.speaker.name + (f", via {claim.via.name}" if claim.via else "")
    manner = [claim.act, claim.realis] + ([] if claim.polarity == "+" else ["negated"])
    lines = [clip(f"{claim.id}  {speaker}  [{', '.join(manner)}]", width)]
    quote = clip(article.slice(claim.content), 10_000)
    lines += textwrap.wrap(f"“{quote}”", width, initial_indent="     ", subsequent_indent="     ")
    places = [
        f"{place.resolves_to or place.text} ({place.role})"
        for place in (*claim.places, *claim.implied_places)
        if place.role != "none"
    ]
    if places:
        lines.append(clip("     where: " + "; ".join(dict.fromkeys(places)), width))
    if claim.time is not None and claim.time.text:
        value = f" = {claim.time.value}" if claim.time.value else ""
        lines.append(clip(f"     when: {claim.time.text}{value}", width))
    return "\n".join(lines)


def layers_text(layers: Iterable[Layer], *, width: int) -> str:
    """Return the features of every layer, a line each."""
    columns = ["name", "kind", "role", "status", "claim_ids"]
    rows = [
        [layer.name, *(str(value or "") for value in record[1:5]), str(len(record[5]))]
        for layer in layers
        for record in layer.frame[columns].itertuples()
    ]
    if not rows:
        return "nothing to draw"
    return table(["layer", "feature", "kind", "role", "status", "claims"], rows, width=width)
