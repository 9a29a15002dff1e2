#!/usr/bin/env python3
"""How good is the whole way on documents that nothing was fitted on? Cross-validation end to end.

    python scripts/cross_validate.py CORPUS_DIR [--bootstrap 1000]

In each of five folds over documents both models are fitted on the other documents (as
fit_recognition.py and fit_resolution.py do) and then find and place the names of the fold. Prints
recognition F1, A@161 on the annotated spans and end-to-end F1@161 with 95 % intervals by bootstrap
over documents, for the way with syntax and without.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any, Final

import fit_recognition
import fit_resolution

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.recognition.sequence_model import models_of
from dateline.geo.recognition.toponyms import recognize_toponyms
from dateline.geo.resolution import candidate_scores
from dateline.geo.resolution.resolve import resolve_toponyms

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks/quality"))
import scores

FOLDS: Final = fit_recognition.FOLDS
SEED: Final = 7
Record = dict[str, Any]


def main() -> None:
    """Cross-validate and print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--bootstrap", type=int, default=1000)
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    texts = list(fit_recognition.corpus(options.corpus))
    parses = [parse_article(article) for article, _ in texts]
    reports = [
        fit_recognition.views(article, gold, gazetteer, parse)
        for (article, gold), parse in zip(texts, parses, strict=True)
    ]
    ours = [
        fit_recognition.views(article, gold, gazetteer, parse_article(article))
        for article, gold in fit_recognition.made_up(gazetteer)
    ]
    given = list(fit_resolution.load(options.corpus, gazetteer))
    gold = [json.loads(line)["toponyms"] for line in (options.corpus / "gold.jsonl").open()]
    counts: dict[str, list[dict[str, int]]] = {"with syntax": [], "without": []}
    for fold in range(FOLDS):
        seen = [i for i in range(len(texts)) if i % FOLDS != fold]
        models = models_of(fit_recognition.fit_both([reports[i] for i in seen] + ours))
        weights = fit_resolution.fit([given[i] for i in seen], gazetteer)
        candidate_scores.feature_weights = lambda weights=weights: weights  # type: ignore[assignment]
        for i in range(fold, len(texts), FOLDS):
            article, mentions, _ = given[i]
            spans = resolve_toponyms(article, mentions, gazetteer=gazetteer)
            right, located = scores.resolved_right(gold[i], [scores.as_toponym(r) for r in spans])
            for name, parse in (("with syntax", parses[i]), ("without", None)):
                found = recognize_toponyms(article, gazetteer=gazetteer, parse=parse, models=models)
                placed = resolve_toponyms(article, found, gazetteer=gazetteer)
                rows = [scores.as_toponym(r) for r in placed if r.mention.kind != "border"]
                row = scores.toponym_counts(gold[i], rows) | {"right": right, "spans": located}
                counts[name].append(row)
    for name, rows in counts.items():
        for score, value in scores.place_scores(rows).items():
            low, high = scores.interval(rows, score, options.bootstrap, random.Random(SEED))
            print(f"{name:12} {score:16} {value:.3f}  ({low:.3f}–{high:.3f})")


if __name__ == "__main__":
    main()
