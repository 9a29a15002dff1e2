"""What does a person at a terminal see? Aligned text that fits the terminal's width."""

from __future__ import annotations

import shutil
import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.gazetteer.reverse import Reversed
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.build import Layer
    from dateline.layers.claims.claims import Claim

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


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, width: int, indented: bool = False
) -> str:
    """Return rows as aligned columns; the widest columns give way where the line is too long.

    `indented` keeps the spaces that a cell begins with.
    """
    cells = [[_cell(cell, width, indented=indented) for cell in row] for row in (head, *rows)]
    wide = [max(columns_of(row[i]) for row in cells) for i in range(len(head))]
    room = width - 2 * (len(head) - 1)
    while sum(wide) > room:
        wide[wide.index(max(wide))] -= 1
    lines = []
    for row in cells:
        parts = [_cell(c, size, indented=indented) for c, size in zip(row, wide, strict=True)]
        padded = [p + " " * (w - columns_of(p)) for p, w in zip(parts, wide, strict=True)]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def _cell(text: str, width: int, *, indented: bool) -> str:
    start = " " * (len(text) - len(text.lstrip(" "))) if indented else ""
    return start + clip(text, width - len(start))


def places_text(
    article: Article,
    resolutions: Iterable[Resolution],
    positions: Iterable[Position] = (),
    *,
    width: int,
) -> str:
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
    areas = []
    for position in positions:
        if position.lat_deg is None or position.lon_deg is None:
            unplaced.setdefault(position.surface, position.reason)
            continue
        point = f"{position.lat_deg:8.3f} {position.lon_deg:8.3f}"
        areas.append([position.surface, position.kind, point, f"{position.radius_km:,.1f} km"])
    if areas:
        out.append("\n" + table(["position", "kind", "lat      lon", "within"], areas, width=width))
    if unplaced:
        out.append("\nnot placed:")
        out += [clip(f"  {words}: {reason}", width) for words, reason in unplaced.items()]
    return "\n".join(out)


def candidates_text(found: Sequence[tuple[Place, str]], *, gazetteer: Gazetteer, width: int) -> str:
    """Return the places of a name, two lines each: what it is, then where and from which source."""
    from dateline.geo.gazetteer.feature_codes import feature_words

    rows = [["  where", "  id, source", "", "lat lon"]]
    for place, kind in found:
        words = feature_words(place.feature_class, place.feature_code)
        people = f"{place.population:,}" if place.population else ""
        point = f"{place.lat_deg:.3f} {place.lon_deg:.3f}"
        rows += [
            [place.name, f"{place.feature_code} {words}", people, kind],
            [f"  {_where(place, gazetteer)}", f"  {place.id}, {place.source}", "", point],
        ]
    return table(["name", "kind", "people", "name is"], rows, width=width, indented=True)


def reversed_text(found: Reversed, *, gazetteer: Gazetteer, width: int) -> str:
    """Return what is known of a point, a line each."""
    from dateline.geo.gazetteer.feature_codes import feature_words
    from dateline.geo.shapes.areas import disputed_note

    country = gazetteer.country_name(found.country) or found.country
    origin = " (as the nearest place)" if found.admin1_from == "place" else ""
    place = found.place
    what = feature_words(place.feature_class, place.feature_code)
    rows = [
        ("point", f"{found.lat_deg:.5f} {found.lon_deg:.5f}"),
        (
            "country",
            f"{country} ({found.country})" if country else "none",
        ),
        (
            "division",
            f"{found.admin1_name} ({found.admin1}){origin}" if found.admin1 else "unknown",
        ),
        ("nearest", f"{place.name}, {_where(place, gazetteer)}: {what}, {place.id}"),
        ("distance", f"{found.distance_km:,.1f} km"),
    ]
    if found.disputed:
        rows.insert(2, ("disputed", f"{found.disputed}: {disputed_note(found.disputed)}"))
    lines: list[str] = []
    for head, words in rows:
        first, rest = f"{head:<10}", " " * 10
        line = clip(words, 10_000)
        lines += textwrap.wrap(line, width, initial_indent=first, subsequent_indent=rest)
    return "\n".join(lines)


def _where(place: Place, gazetteer: Gazetteer) -> str:
    """Division and country of a place, each name once; "" for a country and for what has none."""
    country = "" if place.feature_code.startswith("PCL") else place.country
    parts = (place.admin1, gazetteer.country_name(country) or country)
    return ", ".join(part for part in dict.fromkeys(parts) if part and part != place.name)


def _has_pin(resolution: Resolution) -> bool:
    """Whether the mention is drawn at a point: no country is, and no government or body."""
    place = resolution.place
    return place is not None and place.geometry == "point" and resolution.mention.is_place


def claims_text(article: Article, claims: Iterable[Claim], *, width: int) -> str:
    """Return the claims of a report, each with its words, speaker, places and time."""
    blocks = [_claim_text(article, claim, width) for claim in claims]
    return "\n\n".join(blocks) if blocks else f"no claim found in {article.id}"


def _claim_text(article: Article, claim: Claim, width: int) -> str:
    speaker = claim.speaker.name + (f", via {claim.via.name}" if claim.via else "")
    manner = [claim.act, claim.realis] + ([] if claim.polarity == "+" else ["negated"])
    status = f"  ({claim.status} by the analyst)" if claim.status else ""
    lines = [clip(f"{claim.id}  {speaker}  [{', '.join(manner)}]{status}", width)]
    quote = clip(article.slice(claim.content), 10_000)
    lines += textwrap.wrap(f"“{quote}”", width, initial_indent="     ", subsequent_indent="     ")
    places = [
        f"{place.resolves_to or place.text} ({place.role})"
        for place in (*claim.places, *claim.implied_places)
        if place.role != "none"
    ]
    if places:
        lines.append(clip("     where: " + "; ".join(dict.fromkeys(places)), width))
    if claim.time is not None and (claim.time.text or claim.time.value):
        when = [part for part in (claim.time.text, claim.time.value) if part]
        lines.append(clip(f"     when: {' = '.join(when)}", width))
    for check in claim.checks:
        dated = f", {check.source_date}" if check.source_date else ""
        words = f"{check.result} ({check.kind}): “{check.text}”; ours: {check.ours} "
        line = clip(f"check: {words}({check.source}{dated})", 10_000)
        lines += textwrap.wrap(line, width, initial_indent="     ", subsequent_indent="       ")
    if claim.corrected:
        told = (f"{c.field} (was {c.inferred or 'nothing'})" for c in claim.corrected)
        lines.append(clip(f"     set by the analyst: {', '.join(told)}", width))
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
