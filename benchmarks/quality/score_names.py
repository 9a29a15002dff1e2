#!/usr/bin/env python3
"""Are names of military and border news put where they are? Scores 69 names in own sentences.

    python benchmarks/quality/score_names.py                the three scores and every miss
    python benchmarks/quality/score_names.py --json         the same as JSON
    python benchmarks/quality/score_names.py --gazetteer F  another gazetteer file

names.jsonl was written before any of its names was looked up in the gazetteer. A row is right
where the place found lies within its own tolerance (``km``): 25 km for a point, more for a large
area. Three ways: ``spans`` gives the name's position in the sentence, ``text`` has to find it
without a parse, ``parsed`` finds it with one. Where a name is found as a part of a longer one, or
the other way round, the longer or shorter place counts.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.recognition.toponyms import mentions_from_spans, recognize_toponyms
from dateline.geo.reports.article import Span
from dateline.geo.reports.reading import article_from_text
from dateline.geo.resolution.resolve import resolve_toponyms
from dateline.geo.shapes.geodesy import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.reports.article import Article

NAMES = Path(__file__).with_name("names.jsonl")
WAYS = ("spans", "text", "parsed")
Row = dict[str, Any]


def read_names(path: Path = NAMES) -> list[Row]:
    """Return the rows of names.jsonl; each name stands in its sentence."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    missing = [row["name"] for row in rows if row["name"] not in row["sentence"]]
    if missing:
        msg = f"names that do not stand in their sentences: {', '.join(missing)}"
        raise ValueError(msg)
    return rows


def resolutions(
    way: str, article: Article, span: Span, gazetteer: Gazetteer
) -> tuple[Resolution, ...]:
    """Resolve a sentence in one of the three ways."""
    if way == "spans":
        mentions = mentions_from_spans(article, [span], gazetteer=gazetteer)
    else:
        parse = parse_article(article) if way == "parsed" else None
        mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse)
    return resolve_toponyms(article, mentions, gazetteer=gazetteer)


def result(row: Row, found: Iterable[Resolution], span: Span) -> Row:
    """Return what was found at a name and how far off it is (None: nothing found there)."""
    there = [r for r in found if r.mention.kind != "border" and _overlap(r.mention.span, span)]
    places = [r.place for r in there if r.place is not None]
    off = [
        (distance_km((row["lon"], row["lat"]), (place.lon_deg, place.lat_deg)), place)
        for place in places
    ]
    best = min(off, key=lambda pair: pair[0], default=None)
    return {
        "name": row["name"],
        "right": best is not None and best[0] <= row["km"],
        "found": best[1].id if best else None,
        "off_km": round(best[0], 1) if best else None,
        "seen": [r.mention.surface for r in there],
    }


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def measure(rows: Iterable[Row], gazetteer: Gazetteer) -> dict[str, list[Row]]:
    """Score every row in the three ways."""
    scored: dict[str, list[Row]] = {way: [] for way in WAYS}
    for row in rows:
        article = article_from_text(row["sentence"], id=row["name"])
        start = row["sentence"].index(row["name"])
        span = Span(start, start + len(row["name"]))
        for way in WAYS:
            scored[way].append(result(row, resolutions(way, article, span, gazetteer), span))
    return scored


def report(scored: dict[str, list[Row]]) -> Iterator[str]:
    """Lines for the reader: a score a way, then its misses."""
    for way, rows in scored.items():
        yield f"{way:7} {sum(row['right'] for row in rows)} of {len(rows)}"
        for row in rows:
            if not row["right"]:
                what = f"{row['found']}, {row['off_km']} km off" if row["found"] else "nothing"
                yield f"    {row['name']}: {what}; read as {row['seen']}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Score the names of military and border news.")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--gazetteer", type=Path, help="gazetteer file (default: the package's)")
    arguments = parser.parse_args()
    scored = measure(read_names(), open_gazetteer(arguments.gazetteer))
    if arguments.json:
        counts = {way: sum(row["right"] for row in rows) for way, rows in scored.items()}
        print(json.dumps({"right": counts, "of": len(scored["spans"]), "rows": scored}, indent=1))
    else:
        print("\n".join(report(scored)))


if __name__ == "__main__":
    main()
