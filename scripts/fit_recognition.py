#!/usr/bin/env python3
"""Fit the weights of geo/recognition.py on annotated documents; report cross-validation.

    python scripts/fit_recognition.py CORPUS_DIR            cross-validate only
    python scripts/fit_recognition.py CORPUS_DIR --write    and write geo/data/recognition.json

CORPUS_DIR holds gold.jsonl ({"doc", "toponyms": [{"start", "end"}]}) and a .txt per document.
Needs scikit-learn (only here). Only numbers leave the corpus: one weight per named feature.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from dateline.geo import recognition, toponyms
from dateline.geo.gazetteer import open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.reading import article_from_text
from dateline.geo.words import split_words

DATA = Path(__file__).parents[1] / "geo" / "data" / "recognition.json"
FOLDS = 5
PARSE_FREE = 0.5  # every document counts once with and once without syntax, at this weight


def load(folder: Path):
    for line in (folder / "gold.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        text = (folder / f"{record['doc']}.txt").read_bytes().decode("utf-8")
        article = article_from_text(text, id=record["doc"])
        yield article, parse_article(article), {(t["start"], t["end"]) for t in record["toponyms"]}


def instances(article, parse, gold, gazetteer):
    evidence = recognition.DocumentEvidence.collect(article, parse, gazetteer)
    for zone in article.zones:
        words = split_words(article.text, zone.span.start, zone.span.end)
        chosen, position = [], 0
        while position < len(words):
            hit = None
            for name in toponyms.name_runs(words, position, article.text, gazetteer):
                where = toponyms.span_of(name, words, article.text, gazetteer)
                span = (where.start, where.end)
                values = recognition.feature_values(
                    name, words, article.text, gazetteer, evidence, chosen
                )
                yield values, span in gold
                if span in gold:
                    hit = name
                    break
            if hit is not None:
                chosen.append(hit)
            position = hit.last + 1 if hit else position + 1


# Set by hand: the corpus is Anglo-American, where every word is also a village of the country.
BY_HAND = {"country_in_report": 0.8, "well_known": 1.0}


def fit(rows):
    x = np.array([[values.get(key, 0.0) for key in recognition.FEATURES] for values, _, _ in rows])
    x[:, [recognition.FEATURES.index(key) for key in BY_HAND]] = 0.0
    y = np.array([label for _, label, _ in rows])
    weight = np.array([w for _, _, w in rows])
    model = LogisticRegression(C=1.0, max_iter=3000, fit_intercept=False)
    model.fit(x, y, sample_weight=weight)
    return dict(zip(recognition.FEATURES, model.coef_[0].tolist(), strict=True)) | BY_HAND


def evaluate(docs, gazetteer, weights, parsed):
    recognition.feature_weights = lambda: weights
    hit = predicted = wanted = 0
    misses, extras = [], []
    for article, parse, gold in docs:
        found = toponyms.recognize_toponyms(
            article, gazetteer=gazetteer, parse=parse if parsed else None
        )
        spans = {(m.span.start, m.span.end) for m in found if m.kind != "border"}
        hit, predicted, wanted = hit + len(spans & gold), predicted + len(spans), wanted + len(gold)
        misses += [article.text[s:e] for s, e in sorted(gold - spans)]
        extras += [article.text[s:e] for s, e in sorted(spans - gold)]
    return np.array([hit, predicted, wanted]), misses, extras


def f1(counts):
    hit, predicted, wanted = counts
    precision, recall = hit / max(predicted, 1), hit / max(wanted, 1)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true", help="list misses and extras")
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    docs = list(load(options.corpus))
    rows = []
    for article, parse, gold in docs:
        with_syntax = list(instances(article, parse, gold, gazetteer))
        without = list(instances(article, None, gold, gazetteer))
        rows.append(
            [(v, label, 1.0) for v, label in with_syntax]
            + [(v, label, PARSE_FREE) for v, label in without]
        )
    totals = {True: np.zeros(3), False: np.zeros(3)}
    misses, extras = [], []
    for fold in range(FOLDS):
        weights = fit([row for i, doc in enumerate(rows) if i % FOLDS != fold for row in doc])
        held_out = docs[fold::FOLDS]
        for parsed in (True, False):
            counts, m, e = evaluate(held_out, gazetteer, weights, parsed)
            totals[parsed] += counts
            if parsed:
                misses, extras = misses + m, extras + e
    for parsed, counts in totals.items():
        print(
            "with syntax" if parsed else "without   ",
            "P {:.3f} R {:.3f} F1 {:.3f}".format(*f1(counts)),
        )
    weights = fit([row for doc in rows for row in doc])
    if options.show:
        from collections import Counter

        print("missed", Counter(misses).most_common(80))
        print("extra", Counter(extras).most_common(80))
        for key, value in sorted(weights.items(), key=lambda item: -abs(item[1])):
            print(f"{key:22}{value:8.3f}")
    if options.write:
        note = "Logistic regression weights; see scripts/fit_recognition.py and docs/evaluation.md"
        data = {"note": note, "weights": {k: round(v, 3) for k, v in weights.items()}}
        DATA.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
