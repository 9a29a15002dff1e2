#!/usr/bin/env python3
"""How good are the links between reports? Precision and recall on pairs of short made-up reports.

    python benchmarks/quality/links/score.py                 all sets, and what is wrong
    python benchmarks/quality/links/score.py --set fresh4    one of them

pairs.jsonl holds pairs in our own words: two reports, the words of one claim in each, and how those
claims stand to each other ("none" where they do not). The set "first" was written before the rules;
"fresh1" to "fresh4" after them, and docs/several-reports.md keeps what each scored on its first run.
A link between any other two claims of a pair counts as false, even where it can be defended.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.geo.reports.reading import article_from_text
from dateline.pipeline import analyse, join_reports

if TYPE_CHECKING:
    from collections.abc import Iterable

PAIRS = Path(__file__).parent / "pairs.jsonl"
KINDS = ("contradicts", "corroborates", "repeats", "elaborates")


@dataclass
class Score:
    """Counts by kind of link, and a line for each link that is wrong or missing."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def precision(self, kind: str) -> float:
        """Return the share of right links among those found; 1.0 where none was found."""
        return self.right[kind] / self.found[kind] if self.found[kind] else 1.0

    def recall(self, kind: str) -> float:
        """Return the share of the wanted links that were found; 1.0 where none is wanted."""
        return self.right[kind] / self.wanted[kind] if self.wanted[kind] else 1.0


def read_pairs(path: Path = PAIRS, *, only: str | None = None) -> list[dict[str, Any]]:
    """Return the pairs, or those of one set."""
    pairs = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [pair for pair in pairs if only in {None, pair["set"]}]


def score(pairs: Iterable[dict[str, Any]]) -> Score:
    """Run the whole pipeline on each pair and compare its links with the gold."""
    total = Score()
    for pair in pairs:
        _score(pair, total)
    return total


def _score(pair: dict[str, Any], total: Score) -> None:
    articles = [
        article_from_text(pair[k]["text"], id=k, date=pair[k]["date"], source=pair[k]["source"])
        for k in "ab"
    ]
    found = join_reports([analyse(article) for article in articles])
    words = {c.id: r.article.slice(c.content) for r in found.reports for c in r.claims}
    gold, hit = pair["gold"], False
    total.wanted[gold] += gold != "none"
    for link in found.links:
        total.found[link.kind] += 1
        first, second = sorted((link.from_id, link.to_id))
        here = pair["quote_a"] in words[first] and pair["quote_b"] in words[second]
        if link.kind == gold and here and not hit:
            hit = True
            total.right[gold] += 1
        else:
            total.faults.append(f"{pair['id']} false {link.kind}, wanted {gold}: {words[first]!r} / "
                                f"{words[second]!r}")  # fmt: skip
    if gold != "none" and not hit:
        total.faults.append(
            f"{pair['id']} missed {gold}: {pair['quote_a']!r} / {pair['quote_b']!r}"
        )


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", dest="only", help="first, fresh1 … fresh4; all by default")
    given = parser.parse_args()
    pairs = read_pairs(only=given.only)
    total = score(pairs)
    print("\n".join(total.faults))
    print(f"{len(pairs)} pairs")
    for kind in KINDS:
        print(
            f"{kind:13} precision {total.precision(kind):.3f} ({total.right[kind]}/"
            f"{total.found[kind]})  recall {total.recall(kind):.3f} ({total.right[kind]}/"
            f"{total.wanted[kind]})"
        )


if __name__ == "__main__":
    main()
