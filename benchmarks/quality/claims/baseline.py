#!/usr/bin/env python3
"""What does a program without understanding get? One claim per sentence, nearest name as speaker.

Every sentence is a claim that somebody asserts. The speaker is the last person or organisation
named in the sentence, else the last one named before it, else the publication. Every named place
of the sentence is its location, under its own name; the first date is its time; the event type is
always "attack". Names and sentences come from `dateline.geo.parse` over the lines of the text.

    python benchmarks/quality/claims/baseline.py > predictions.jsonl
    python benchmarks/quality/claims/score.py predictions.jsonl --half open
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.geo.parse import parse_article
from dateline.geo.reports.article import Article, Span, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SPEAKERS = {"PERSON", "ORG"}
PLACES = {"GPE", "LOC", "FAC"}
TIMES = {"DATE", "TIME"}


def plain_article(name: str, text: str) -> Article:
    """Make a report whose every line is a paragraph."""
    zones = tuple(
        Zone(span=Span(line.start(), line.end()), kind="paragraph")
        for line in re.finditer(r"\S[^\n]*", text)
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=name, text=text, sha256=digest, zones=zones)


def predictions(name: str, text: str) -> Iterator[dict[str, Any]]:
    """Yield a claim record for every sentence of a report."""
    parse = parse_article(plain_article(name, text))
    names = [
        (parse.span([t for t in entity if not t.is_space]), entity.label_)
        for entity in parse.doc.ents
        if any(not t.is_space for t in entity)
    ]
    for number, sentence in enumerate(parse.sentences):
        inside = [(s, k) for s, k in names if sentence.start <= s.start < sentence.end]
        before = [s for s, k in names if s.start < sentence.end and k in SPEAKERS]
        nearest = text[before[-1].start : before[-1].end] if before else ""
        times = [text[s.start : s.end] for s, k in inside if k in TIMES]
        yield {
            "record": "claim",
            "doc": name,
            "id": f"C{number:02}",
            "content": {
                "start": sentence.start,
                "end": sentence.end,
                "text": text[sentence.start : sentence.end],
            },
            "speaker": {"name": nearest, "kind": "person" if nearest else "outlet"},
            "type": "attack",
            "plover": "ASSAULT",
            "act": "assert",
            "realis": "actual",
            "polarity": "+",
            "time": {"text": times[0]} if times else None,
            "quantities": [],
            "places": [
                {
                    "text": text[s.start : s.end],
                    "role": "location",
                    "resolves_to": text[s.start : s.end],
                    "start": s.start,
                    "end": s.end,
                }
                for s, k in inside
                if k in PLACES
            ],
        }


if __name__ == "__main__":
    for path in sorted((HERE / "reports").glob("*.txt")):
        for record in predictions(path.stem, path.read_bytes().decode("utf-8")):
            print(json.dumps(record, ensure_ascii=False))
