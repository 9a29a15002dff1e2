"""The chain's decoder against counting every labelling by hand."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from dateline.geo.recognition.sequence_model import Chain, models_of, recognition_models

NEVER = -1e9


def chain(rng: random.Random) -> Chain:
    rows = [[rng.uniform(-2, 2) for _ in range(3)] for _ in range(3)]
    rows[0][2] = NEVER
    return Chain((tuple(rows[0]), tuple(rows[1]), tuple(rows[2])))  # type: ignore[arg-type]


def all_scores(steps: Chain, emitted: list[tuple[float, float]]) -> dict[tuple[int, ...], float]:
    """Score of every possible labelling; a name cannot begin with I."""
    scores = {}
    for labels in itertools.product(range(3), repeat=len(emitted)):
        total = NEVER if labels[0] == 2 else 0.0
        total += sum((0.0, *row)[label] for row, label in zip(emitted, labels, strict=True))
        total += sum(steps.steps[a][b] for a, b in itertools.pairwise(labels))
        scores[labels] = total
    return scores


@pytest.mark.parametrize("seed", range(40))
def test_the_best_labels_and_the_chances_are_those_of_enumeration(seed: int) -> None:
    rng = random.Random(seed)
    steps = chain(rng)
    emitted = [(rng.uniform(-4, 4), rng.uniform(-4, 4)) for _ in range(rng.randint(1, 6))]
    scores = all_scores(steps, emitted)
    assert tuple(steps.best(emitted)) == max(scores, key=scores.__getitem__)
    total = sum(math.exp(score) for score in scores.values())
    for at, chance in enumerate(steps.in_name(emitted)):
        inside = sum(math.exp(s) for labels, s in scores.items() if labels[at])
        assert chance == pytest.approx(inside / total, abs=1e-9)


def test_nothing_gives_nothing() -> None:
    assert chain(random.Random(1)).best([]) == []
    assert chain(random.Random(1)).in_name([]) == []


def test_extreme_weights_do_not_overflow() -> None:
    steps = chain(random.Random(2))
    emitted = [(900.0, -900.0), (-900.0, 900.0), (-900.0, -900.0)]
    chances = steps.in_name(emitted)
    assert all(0.0 <= chance <= 1.0 for chance in chances)
    assert steps.best(emitted) == [1, 2, 0]


def test_a_feature_counts_in_the_pass_that_has_it() -> None:
    def table(features: dict[str, list[float]]) -> dict[str, dict[str, list[float]]]:
        return {"transitions": {label: [0.0, 0.0, 0.0] for label in "OBI"}, "features": features}

    models = models_of({"first": table({"a": [1, 2], "b": [4, 8]}), "second": table({"b": [3, 5]})})
    assert models.emit(["a", "b", "unknown"]) == (5.0, 10.0, 3.0, 5.0)


def test_the_model_that_ships_is_small_and_speaks_of_classes_of_words() -> None:
    models = recognition_models()
    assert 500 < len(models.weights) < 8_000
    assert "g=S:country" in models.weights
