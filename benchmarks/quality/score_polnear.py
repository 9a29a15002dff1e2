"""How well are attributions found on PolNeAR? Prints the scores, fails below the floors.

Usage: ``python benchmarks/quality/score_polnear.py [SHARED]``; SHARED is the folder that holds
``corpora/polnear/dev.jsonl`` and ``gold/claimeval.py`` (by default ``../shared`` beside the
checkout). Skips, saying so, where it is absent: the corpus is no part of dateline.

Which relations are scored: all but the nested and the relay ones, as PolNeAR marks each word
once, for the outermost speaker (`emitted`). A *direct quotation* is a relation, gold or found,
whose content begins with a quotation mark or lies wholly between two.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.geo.article import Article, Span, Zone
from dateline.geo.parse import parse_article
from dateline.layers.attribution import Attribution, find_attributions
from dateline.layers.quotes import find_quotations

if TYPE_CHECKING:
    from types import ModuleType

FLOORS = {"all": 0.65, "direct": 0.83, "source": 0.90}
HEADLINE_WORDS = 20
Spans = list[list[int]]


def as_article(name: str, text: str) -> Article:
    """Make a report of lines: the first short one is the headline, the others paragraphs."""
    zones: list[Zone] = []
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped)
            short = not zones and len(stripped.split()) <= HEADLINE_WORDS
            zones.append(
                Zone(
                    span=Span(start, start + len(stripped)),
                    kind="headline" if short else "paragraph",
                )
            )
        position += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=name, text=text, sha256=digest, zones=tuple(zones))


def emitted(attribution: Attribution) -> bool:
    """Say whether a relation is one of the flat, univocal ones that PolNeAR has."""
    return attribution.kind not in {"nested", "relay"}


def as_record(attribution: Attribution) -> dict[str, Spans]:
    """Return a relation in the layout of claimeval."""
    return {
        role: [[span.start, span.end] for span in getattr(attribution, role)]
        for role in ("source", "cue", "content")
    }


def is_direct(record: dict[str, Spans], article: Article, quoted: list[Span]) -> bool:
    """Say whether a content begins with a quotation mark or lies wholly between two."""
    pieces = record["content"]
    if not pieces:
        return False
    inside = all(any(q.start <= s and e <= q.end for q in quoted) for s, e in pieces)
    return inside or article.text[pieces[0][0]] in "“\"‘'«„"


def load_scorer(shared: Path) -> ModuleType:
    """Load claimeval from the shared folder."""
    spec = importlib.util.spec_from_file_location("claimeval", shared / "gold" / "claimeval.py")
    if spec is None or spec.loader is None:
        msg = "claimeval.py cannot be loaded"
        raise ImportError(msg)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(argv: list[str]) -> int:
    """Score, print and compare with the floors."""
    shared = Path(argv[1]) if len(argv) > 1 else Path(__file__).parents[3] / "shared"
    corpus = shared / "corpora" / "polnear" / "dev.jsonl"
    if not corpus.exists():
        print(f"skipped: {corpus} is absent")
        return 0
    scorer = load_scorer(shared)
    gold, found, gold_direct, found_direct = {}, {}, {}, {}
    for line in corpus.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        name = document["doc"]
        article = as_article(name, document["text"])
        quoted = [q.span for q in find_quotations(article)]
        records = [as_record(a) for a in find_attributions(parse_article(article)) if emitted(a)]
        gold[name], found[name] = document, {"attributions": records}
        gold_direct[name] = {
            "text": document["text"],
            "attributions": [r for r in document["attributions"] if is_direct(r, article, quoted)],
        }
        found_direct[name] = {"attributions": [r for r in records if is_direct(r, article, quoted)]}
    everything = scorer.score_attributions(gold, found)["relation"]
    direct = scorer.score_attributions(gold_direct, found_direct)["relation"]
    scores = {
        "all": everything["all"]["f1"],
        "direct": direct["all"]["f1"],
        "source": everything["source_accuracy_given_content"],
    }
    for name, score in scores.items():
        print(f"{name:8} {score:.3f}  (floor {FLOORS[name]:.2f})")
    return int(any(score < FLOORS[name] for name, score in scores.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv))
