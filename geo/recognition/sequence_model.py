"""Which label has each word of a sequence? A linear-chain conditional random field, decoded.

J. Lafferty, A. McCallum, F. Pereira, "Conditional Random Fields", ICML 2001. The weights are plain
numbers in ``data/recognition.json``: for every feature what it adds to B (a name begins) and to I
(a name goes on) over O (no name), and for every pair of labels what the step adds.
scripts/fit_recognition.py made them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LABELS: Final = ("O", "B", "I")
_NEVER: Final = -1e9
_Scores = tuple[float, float, float]
# What the features of a word add to B and to I, in the first pass and in the second.
_Weights = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain over the labels O, B and I.

    Attributes
    ----------
    steps
        ``steps[i][j]``: what label `j` after label `i` adds; I never follows O, nor begins.
    """

    steps: tuple[_Scores, _Scores, _Scores]

    def best(self, emitted: Sequence[tuple[float, float]]) -> list[int]:
        """Return the best label of every word (Viterbi).

        Parameters
        ----------
        emitted
            For each word what its features add to B and to I; O is the zero.

        Returns
        -------
        list of int
            Indices of `LABELS`.
        """
        if not emitted:
            return []
        (oo, ob, _), (bo, bb, bi), (io, ib, ii) = self.steps
        o, b, i = 0.0, emitted[0][0], _NEVER
        back: list[tuple[int, int, int]] = []
        for begin, inside in emitted[1:]:
            to_o = (o + oo, b + bo, i + io)
            to_b = (o + ob, b + bb, i + ib)
            best_o, best_b = max(to_o), max(to_b)
            from_i = 2 if i + ii > b + bi else 1
            back.append((to_o.index(best_o), to_b.index(best_b), from_i))
            inner = (i + ii if from_i == 2 else b + bi) + inside
            o, b, i = best_o, best_b + begin, inner
        last = (o, b, i)
        label = last.index(max(last))
        labels = [label]
        for step in reversed(back):
            label = step[label]
            labels.append(label)
        labels.reverse()
        return labels

    def in_name(self, emitted: Sequence[tuple[float, float]]) -> list[float]:
        """Return for every word the probability that it is in a name, 0 to 1 (forward-backward).

        Parameters
        ----------
        emitted
            As in `best`.
        """
        if not emitted:
            return []
        (oo, ob, _), (bo, bb, bi), (io, ib, ii) = (
            tuple(math.exp(step) for step in row) for row in self.steps
        )
        factors = [_factors(begin, inside) for begin, inside in emitted]
        o, b, _ = factors[0]
        i = 0.0
        ahead = [_shares(o, b, i)]
        for none, begin, inside in factors[1:]:
            o, b, i = ahead[-1]
            ahead.append(
                _shares(
                    none * (o * oo + b * bo + i * io),
                    begin * (o * ob + b * bb + i * ib),
                    inside * (b * bi + i * ii),
                )
            )
        behind = (1.0, 1.0, 1.0)
        chances = [1.0 - _shares(*ahead[-1])[0]]
        for (none, begin, inside), (o, b, i) in zip(
            reversed(factors[1:]), reversed(ahead[:-1]), strict=True
        ):
            to_o, to_b, to_i = none * behind[0], begin * behind[1], inside * behind[2]
            behind = _shares(
                to_o * oo + to_b * ob,
                to_o * bo + to_b * bb + to_i * bi,
                to_o * io + to_b * ib + to_i * ii,
            )
            chances.append(1.0 - _shares(o * behind[0], b * behind[1], i * behind[2])[0])
        chances.reverse()
        return chances


def _factors(begin: float, inside: float) -> _Scores:
    """Return factors in the ratio of O, B and I, the largest of them 1."""
    top = max(0.0, begin, inside)
    return math.exp(-top), math.exp(begin - top), math.exp(inside - top)


def _shares(o: float, b: float, i: float) -> _Scores:
    """Return the three as shares of their sum."""
    total = o + b + i
    return o / total, b / total, i / total


@dataclass(frozen=True, slots=True)
class RecognitionModels:
    """The chains of the two passes of place recognition, and the weights of both by feature."""

    first: Chain
    second: Chain
    weights: Mapping[str, _Weights]

    def emit(self, features: Iterable[str]) -> _Weights:
        """Return what features add to B and I in the first pass, and to B and I in the second."""
        known = self.weights
        b1 = i1 = b2 = i2 = 0.0
        for feature in features:
            weight = known.get(feature)
            if weight is not None:
                b1 += weight[0]
                i1 += weight[1]
                b2 += weight[2]
                i2 += weight[3]
        return b1, i1, b2, i2


def models_of(data: Mapping[str, Mapping[str, Mapping[str, Sequence[float]]]]) -> RecognitionModels:
    """Return the models of a decoded JSON object: "transitions" and "features" of both passes."""
    chains, tables = [], []
    for name in ("first", "second"):
        rows = []
        for label in LABELS:
            row = [float(value) for value in data[name]["transitions"][label]]
            rows.append((row[0], row[1], _NEVER if label == "O" else row[2]))
        chains.append(Chain((rows[0], rows[1], rows[2])))
        tables.append(data[name]["features"])
    none = (0.0, 0.0)
    weights = {
        key: (*map(float, tables[0].get(key, none)), *map(float, tables[1].get(key, none)))
        for key in {**tables[0], **tables[1]}
    }
    return RecognitionModels(chains[0], chains[1], weights)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def recognition_models() -> RecognitionModels:
    """Return the models that ship with dateline."""
    text = (files("dateline.geo") / "data" / "recognition.json").read_text("utf-8")
    return models_of(json.loads(text))
