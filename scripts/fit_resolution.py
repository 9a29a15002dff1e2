#!/usr/bin/env python3
"""Fit the weights of geo/resolution/candidate_scores.py on annotated documents; report cross-validation.

    python scripts/fit_resolution.py CORPUS_DIR            cross-validate only
    python scripts/fit_resolution.py CORPUS_DIR --write    and write geo/data/resolution.json

CORPUS_DIR as for fit_recognition.py, toponyms with "lat" and "lon". Conditional logit: the
probability of the candidates within 161 km of the annotation is maximised, with an L2 penalty that
draws each weight to its value in `START`. Features that depend on the other places of a report are
made anew with each round's weights.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.recognition import toponyms
from dateline.geo.reports.article import Span
from dateline.geo.reports.reading import article_from_text
from dateline.geo.resolution import candidate_scores, resolve
from dateline.geo.resolution.candidate_scores import FEATURES, absent_features
from dateline.geo.shapes.geodesy import sphere_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.recognition.toponyms import Mention
    from dateline.geo.reports.article import Article

DATA: Final = Path(__file__).parents[1] / "geo" / "data" / "resolution.json"
FOLDS, ROUNDS, STEPS, RATE, PENALTY, NEAR_KM = 5, 4, 400, 0.5, 1e-3, 161.0
Weights = dict[str, float]
Gold = list[tuple[float | None, float | None]]
Doc = tuple["Article", "Sequence[Mention]", Gold]
# Too rare in any corpus to be fitted, or not to be learnt from one country's news; set by hand from
# what the words mean.
BY_HAND: Final[Weights] = {
    "near_border": 2.0,
    "neighbour_named": 1.0,
    "country_by_alternate": -4.0,
    "capital": 2.0,
    "capital_namesake": -2.5,
    "holds_previous": 2.5,
    "dateline_city": 2.0,
    "type_word": 2.0,
    "primary_name": 1.2,
    "own_table": 6.0,
    "own_list": 1.5,
    "hinted_country": 5.0,
    "near_home": 5.0,
    "none": 2.5,
    "none_alone": 0.5,
    "none_of_known": -4.0,
}
START: Final[Weights] = dict.fromkeys(FEATURES, 0.0) | {
    "country": 4.0, "admin1": 2.5, "admin2": 0.0, "seat": 1.0, "city": 0.5,
    "region": 2.0, "population": 5.0, "primary_name": 1.0, "in_next": 4.0, "not_in_next": -2.0,
    "in_previous": 3.0, "other_type_word": -1.0, "country_named": 1.0, "country_votes": 2.0,
    "admin1_votes": 2.0, "country_close": 1.0, "near": 1.0, "nearest": 2.0, "none_in_next": 1.0,
} | BY_HAND  # fmt: skip


def load(folder: Path, gazetteer: Gazetteer) -> Iterator[Doc]:
    """Yield the reports of a corpus with their mentions as annotated, and where these lie."""
    for line in (folder / "gold.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        text = (folder / f"{record['doc']}.txt").read_bytes().decode("utf-8")
        article = article_from_text(text, id=record["doc"])
        tops = list(record["toponyms"])
        mentions = toponyms.mentions_from_spans(
            article, [Span(t["start"], t["end"]) for t in tops], gazetteer=gazetteer
        )
        yield article, mentions, [(t["lat"], t["lon"]) for t in tops]


def examples(
    docs: Iterable[Doc], gazetteer: Gazetteer, weights: Weights
) -> Iterator[tuple[NDArray[Any], NDArray[Any], float]]:
    """Yield (candidates x features, right candidates, weight) for every name of every report.

    The last candidate is "none of these": right where no candidate is.
    """
    candidate_scores.feature_weights = lambda: weights  # type: ignore[assignment]
    for article, mentions, gold in docs:
        groups, _ = resolve.scored_groups(article, mentions, gazetteer=gazetteer)
        for group in groups.values():
            spot = next((gold[i] for i in group.mentions if gold[i][0] is not None), None)
            if spot is None or not group.options:
                continue
            lat, lon = spot
            right = [
                sphere_km(lon, lat, p.lon_deg, p.lat_deg) <= NEAR_KM  # type: ignore[arg-type]
                for p, _ in group.options
            ]
            rows = [f for _, f in group.options] + [absent_features(group)]
            matrix = np.array([[row.get(k, 0.0) for k in FEATURES] for row in rows])
            yield matrix, np.array([*right, not any(right)]), group.weight


def fit(docs: Sequence[Doc], gazetteer: Gazetteer) -> Weights:
    """Return the weights that make the annotated places likeliest (gradient ascent)."""
    start = np.array([START[k] for k in FEATURES])
    vector, weights = start.copy(), dict(START)
    held = [FEATURES.index(key) for key in BY_HAND]
    for _ in range(ROUNDS):
        batch = list(examples(docs, gazetteer, weights))
        for step in range(STEPS):
            gradient = -PENALTY * len(batch) * (vector - start)
            for matrix, right, weight in batch:
                scores = matrix @ vector
                p = np.exp(scores - scores.max())
                p /= p.sum()
                target = p * right
                target /= max(target.sum(), 1e-12)
                gradient += weight * (matrix.T @ (target - p))
            gradient[held] = 0.0
            vector = vector + RATE / (1 + step / 100) * gradient / len(batch)
        weights = dict(zip(FEATURES, vector.tolist(), strict=True))
    return weights


def evaluate(
    docs: Iterable[Doc], gazetteer: Gazetteer, weights: Weights
) -> list[tuple[str, Resolution, bool, bool]]:
    """Return for every annotated name: document, result, right within 161 km, best candidate right."""
    candidate_scores.feature_weights = lambda: weights  # type: ignore[assignment]
    rows = []
    for article, mentions, gold in docs:
        found = resolve.resolve_toponyms(article, mentions, gazetteer=gazetteer)
        for resolution, (lat, lon) in zip(found, gold, strict=True):
            if lat is None or lon is None:
                continue
            place = resolution.place
            best = place or (resolution.candidates[0].place if resolution.candidates else None)
            near = best is not None and (sphere_km(lon, lat, best.lon_deg, best.lat_deg) <= NEAR_KM)
            rows.append((article.id, resolution, near and place is not None, near))
    return rows


def calibration(rows: Sequence[tuple[str, Resolution, bool, bool]]) -> float:
    """Return the expected calibration error of the probabilities, in ten bins.

    C. Guo et al., "On calibration of modern neural networks", ICML 2017, section 2.
    """
    placed = [(r.probability, right) for _, r, right, _ in rows if r.place is not None]
    error = 0.0
    for low in range(10):
        inside = [(p, right) for p, right in placed if low <= min(p, 0.9999) * 10 < low + 1]
        if inside:
            gap = sum(p for p, _ in inside) - sum(right for _, right in inside)
            error += abs(gap) / len(placed)
    return error


def main() -> None:
    """Cross-validate, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    gazetteer = open_gazetteer(options.gazetteer)
    docs = list(load(options.corpus, gazetteer))
    rows = []
    for fold in range(FOLDS):
        weights = fit([doc for i, doc in enumerate(docs) if i % FOLDS != fold], gazetteer)
        rows += evaluate(docs[fold::FOLDS], gazetteer, weights)
    total = len(rows)
    print(
        f"cross-validated  A@161 {sum(right for *_, right, _ in rows) / total:.3f} of {total}; "
        f"best candidate {sum(near for *_, near in rows) / total:.3f}; "
        f"calibration error {calibration(rows):.3f}"
    )
    weights = fit(docs, gazetteer)
    if options.show:
        for doc, resolution, right, near in rows:
            if not right:
                place = resolution.place
                print(doc, resolution.mention.surface, place and place.id, "(best right)" * near,
                      resolution.probability, resolution.reason)  # fmt: skip
        for key, value in weights.items():
            print(f"{key:18}{value:8.3f}")
    if options.write:
        note = "Conditional logit weights; see scripts/fit_resolution.py and docs/evaluation.md"
        data = {"note": note, "weights": {k: round(v, 3) for k, v in weights.items()}}
        DATA.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
