#!/usr/bin/env python3
"""Fit the weights of geo/candidate_scores.py on annotated documents; report cross-validation.

    python scripts/fit_resolution.py CORPUS_DIR            cross-validate only
    python scripts/fit_resolution.py CORPUS_DIR --write    and write geo/data/resolution.json

CORPUS_DIR as for fit_recognition.py, toponyms with "lat" and "lon". Conditional logit: the
probability of the candidates within 161 km of the annotation is maximised, with an L2 penalty.
Features that depend on the other places of a report are made anew with each round's weights.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np

from dateline.geo import candidate_scores, resolve, toponyms
from dateline.geo.article import Span
from dateline.geo.gazetteer import open_gazetteer
from dateline.geo.reading import article_from_text

DATA = Path(__file__).parents[1] / "geo" / "data" / "resolution.json"
FOLDS, ROUNDS, STEPS, RATE, PENALTY, NEAR_KM = 5, 4, 400, 0.5, 1e-3, 161.0


def load(folder: Path, gazetteer):
    for line in (folder / "gold.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        text = (folder / f"{record['doc']}.txt").read_bytes().decode("utf-8")
        article = article_from_text(text, id=record["doc"])
        tops = list(record["toponyms"])
        mentions = toponyms.mentions_from_spans(
            article, [Span(t["start"], t["end"]) for t in tops], gazetteer=gazetteer
        )
        yield article, mentions, [(t["lat"], t["lon"]) for t in tops]


def km(lat1, lon1, lat2, lon2):
    p, q = math.radians(lat1), math.radians(lat2)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * (
        math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.009 * math.asin(min(1.0, math.sqrt(h)))


def examples(docs, gazetteer, weights):
    """Yield (matrix candidates x features, right candidates) per group of equal mentions."""
    candidate_scores.feature_weights = lambda: weights
    for article, mentions, gold in docs:
        groups = candidate_scores.group_mentions(article, mentions, gazetteer)
        fixed = resolve.demonym_places(mentions, gazetteer)
        candidate_scores.local_pass(groups, article, mentions, gazetteer)
        for _ in range(2):
            candidate_scores.report_pass(groups, fixed)
        for group in groups.values():
            if len(group.options) < 2:
                continue
            lat, lon = next(((a, b) for i in group.mentions for a, b in [gold[i]] if a is not None),
                            (None, None))  # fmt: skip
            if lat is None:
                continue
            right = [km(lat, lon, p.lat_deg, p.lon_deg) <= NEAR_KM for p, _ in group.options]
            if any(right) and not all(right):
                matrix = [
                    [f.get(k, 0.0) for k in candidate_scores.FEATURES] for _, f in group.options
                ]
                yield np.array(matrix), np.array(right), 1 + math.log(len(group.mentions))


def fit(docs, gazetteer, start):
    weights = dict(start)
    vector = np.array([weights[k] for k in candidate_scores.FEATURES])
    held = [candidate_scores.FEATURES.index(key) for key in BY_HAND]
    for _ in range(ROUNDS):
        batch = list(examples(docs, gazetteer, weights))
        for step in range(STEPS):
            gradient = -PENALTY * len(batch) * vector
            for matrix, right, weight in batch:
                scores = matrix @ vector
                p = np.exp(scores - scores.max())
                p /= p.sum()
                target = p * right
                target /= max(target.sum(), 1e-12)
                gradient += weight * (matrix.T @ (target - p))
            gradient[held] = 0.0
            vector = vector + RATE / (1 + step / 100) * gradient / len(batch)
        weights = dict(zip(candidate_scores.FEATURES, vector.tolist(), strict=True))
    return weights


def evaluate(docs, gazetteer, weights):
    candidate_scores.feature_weights = lambda: weights
    hit = wanted = 0
    wrong = []
    for article, mentions, gold in docs:
        found = resolve.resolve_toponyms(article, mentions, gazetteer=gazetteer)
        for resolution, (lat, lon) in zip(found, gold, strict=True):
            if lat is None:
                continue
            wanted += 1
            place = resolution.place
            if place is not None and km(lat, lon, place.lat_deg, place.lon_deg) <= NEAR_KM:
                hit += 1
            else:
                wrong.append((article.id, resolution.mention.surface, place and place.id, lat, lon))
    return hit, wanted, wrong


# Too rare in any corpus to be fitted; set by hand from what the words mean.
BY_HAND = {
    "near_border": 2.0,
    "country_by_alternate": -4.0,
    "capital": 2.5,
    "capital_namesake": -2.5,
    "holds_previous": 2.5,
    "dateline_city": 2.0,
}
START = dict.fromkeys(candidate_scores.FEATURES, 0.0) | {
    "country": 4.0, "admin1": 2.5, "admin2": 0.0, "seat": 1.0, "city": 0.5,
    "region": 2.0, "population": 5.0, "primary_name": 1.0, "in_next": 4.0, "not_in_next": -2.0,
    "type_word": 2.0, "other_type_word": -1.0, "country_named": 1.0, "country_votes": 2.0,
    "admin1_votes": 2.0, "near": 1.0, "nearest": 2.0,
} | BY_HAND  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    docs = list(load(options.corpus, gazetteer))
    hit, wanted, _ = evaluate(docs, gazetteer, START)
    print(f"by hand          A@161 {hit / wanted:.3f} of {wanted}")
    hit = wanted = 0
    wrong = []
    for fold in range(FOLDS):
        train = [doc for i, doc in enumerate(docs) if i % FOLDS != fold]
        weights = fit(train, gazetteer, START)
        h, w, bad = evaluate(docs[fold::FOLDS], gazetteer, weights)
        hit, wanted, wrong = hit + h, wanted + w, wrong + bad
    print(f"cross-validated  A@161 {hit / wanted:.3f} of {wanted}")
    weights = fit(docs, gazetteer, START)
    if options.show:
        for row in wrong:
            print(*row)
        for key, value in weights.items():
            print(f"{key:18}{value:8.3f}")
    if options.write:
        note = "Conditional logit weights; see scripts/fit_resolution.py and docs/evaluation.md"
        data = {"note": note, "weights": {k: round(v, 3) for k, v in weights.items()}}
        DATA.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
