#!/usr/bin/env python3
"""Fit the weights of layers/events/model.py on annotated sentences and reports of our own.

    python scripts/fit_event_types.py             cross-validate over the reports only
    python scripts/fit_event_types.py --write     and write layers/data/event_weights.json

Sentences: scripts/event_sentences.csv (set, type, sentence). Reports: the spent halves of
benchmarks/quality/claims/gold.jsonl, each claim's content as a sentence. Softmax regression with an
L2 penalty, by gradient steps on all examples; claims of reports count twice. Rules that were mended
on a report know it, so that only the model's own figures are held out.
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from dateline.geo.parse import parse_article
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.attribution.attributions import find_attributions
from dateline.layers.claims.clauses import draft_claims
from dateline.layers.claims.modality import modality_of
from dateline.layers.events.arguments import ArgumentReader
from dateline.layers.events.model import NO_TYPE, features
from dateline.layers.events.words import claim_words, word_weights
from dateline.layers.syntax.mending import mended

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

ROOT: Final = Path(__file__).parents[1]
SENTENCES: Final = Path(__file__).parent / "event_sentences.csv"
GOLD: Final = ROOT / "benchmarks" / "quality" / "claims" / "gold.jsonl"
WEIGHTS: Final = ROOT / "layers" / "data" / "event_weights.json"
SPENT: Final = ("open", "kept", "kept2")
FOLDS, STEPS, PENALTY, LEAST_SEEN, LEAST_WEIGHT = 4, 120, 1.0, 2, 0.1
Example = tuple[str, str, tuple[str, ...]]  # report or set, type, features


def examples() -> Iterator[Example]:
    """Walk the annotated sentences and claims with their features."""
    with SENTENCES.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if found := features_of(row["sentence"]):
                yield row["set"], row["type"], found
    spent: set[str] = set()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["record"] == "document":
            spent |= {record["doc"]} if record["half"] in SPENT else set()
        elif record["doc"] in spent:
            text = record["content"]["text"].strip()
            if found := features_of(f"{text[0].upper()}{text[1:]}."):
                yield f"report {record['doc']}", record["type"] or NO_TYPE, found


def features_of(text: str) -> tuple[str, ...]:
    """Return the features of the longest claim of a sentence."""
    zone = Zone(span=Span(0, len(text)), kind="paragraph")
    parse = mended(parse_article(Article(id="s", text=text, sha256="", zones=(zone,))))
    attributions = find_attributions(parse)
    drafts = draft_claims(parse, attributions)
    if not drafts:
        return ()
    draft = max(drafts, key=lambda d: len(d.tokens))
    modality = modality_of(draft, parse, attributions)
    read = ArgumentReader(parse.doc[draft.head], [parse.doc[i] for i in draft.subject])
    weights = dict(word_weights(draft, parse, modality))
    return features(weights, claim_words(draft, parse, modality), read)


def fitted(
    data: Sequence[Example],
) -> tuple[list[str], dict[str, int], NDArray[np.float32]]:
    """Return types, the row of each feature and the weights, features × types."""
    types = sorted({kind for _, kind, _ in data})
    seen: dict[str, int] = {}
    for _, _, found in data:
        for feature in found:
            seen[feature] = seen.get(feature, 0) + 1
    names = ["", *sorted(f for f, count in seen.items() if count >= LEAST_SEEN)]
    rows = {name: number for number, name in enumerate(names)}
    x = matrix(data, rows)
    y = np.zeros((len(data), len(types)), dtype=np.float32)
    y[np.arange(len(data)), [types.index(kind) for _, kind, _ in data]] = 1.0
    counts = np.array([[2.0 if d.startswith("report ") else 1.0] for d, _, _ in data], np.float32)
    w = np.zeros((len(names), len(types)), dtype=np.float32)
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        slope = x.T @ ((probabilities(x, w) - y) * counts) + PENALTY * w
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        corrected = mean / (1 - 0.9**step)
        w -= 0.05 * corrected / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return types, rows, w


def matrix(data: Sequence[Example], rows: dict[str, int]) -> NDArray[np.float32]:
    """Return examples × features, the first feature always on."""
    x = np.zeros((len(data), len(rows)), dtype=np.float32)
    x[:, 0] = 1.0
    for number, (_, _, found) in enumerate(data):
        x[number, [rows[f] for f in found if f in rows]] = 1.0
    return x


def probabilities(x: NDArray[np.float32], w: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return examples × types."""
    scores = x @ w
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float32)


def cross_validate(data: Sequence[Example]) -> None:
    """Print how many types are right on reports that the model was not fitted on."""
    reports = sorted({doc for doc, _, _ in data if doc.startswith("report ")})
    right = counted = 0
    for fold in range(FOLDS):
        held = set(reports[fold::FOLDS])
        types, rows, w = fitted([e for e in data if e[0] not in held])
        test = [e for e in data if e[0] in held]
        best = probabilities(matrix(test, rows), w).argmax(axis=1)
        for (_, kind, _), number in zip(test, best, strict=True):
            counted += bool(kind or types[number])
            right += bool(kind) and kind == types[number]
    print(f"reports held out: {right} of {counted} types right, {right / counted:.3f}")


def write(data: Sequence[Example]) -> None:
    """Write the weights that matter, rounded."""
    types, rows, w = fitted(data)
    table = {
        name: [
            [number, round(float(weight), 2)]
            for number, weight in enumerate(w[row])
            if not name or abs(weight) >= LEAST_WEIGHT
        ]
        for name, row in rows.items()
    }
    stored = {"types": types, "weights": {k: v for k, v in table.items() if v}}
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    WEIGHTS.write_text(text + "\n", encoding="utf-8")
    print(f"{WEIGHTS.name}: {len(stored['weights'])} features, {len(text)} characters")


def main() -> None:
    """Fit, report and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--skip", action="store_true", help="skip the cross-validation")
    options = parser.parse_args()
    data = list(examples())
    if not options.skip:
        cross_validate(data)
    if options.write:
        write(data)


if __name__ == "__main__":
    main()
