"""What kind of event is a claim probably about, where no trigger stands well enough?

A multinomial logit over the words of the claim by their place, their classes, the classes of who
acts and what it is done to, and the types whose triggers have such words. It also overrules a
trigger where it is nearly sure. ``scripts/fit_event_types.py`` fits it on sentences and reports of
our own.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dateline.layers.events.triggers import read_table, types_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from dateline.layers.events.arguments import ArgumentReader

LEAST_PROBABLE: Final = 0.3
NEARLY_SURE: Final = 0.8  # from here it overrules a trigger
# Weights of places (see event_words.py) from which a word is the claim's verb, or stands beside it.
_VERB: Final = 2.4
_BESIDE: Final = 1.2
_FUNCTION_WORDS: Final = (
    "no", "not", "nobody", "never", "only", "will", "would", "may", "could", "if",
)  # fmt: skip
NO_TYPE: Final = ""


def likely_type(
    weights: Mapping[Token, float], words: frozenset[str], read: ArgumentReader
) -> tuple[str | None, float]:
    """Return the likeliest type of a claim and its probability.

    Parameters
    ----------
    weights
        The words of the claim with the weights of their places.
    words
        All words and lemmas of the claim.
    read
        Reads who acts and what it is done to.

    Returns
    -------
    tuple[str | None, float]
        A type of the own vocabulary, None for unclassified; 0 to 1.
    """
    names, table = _model()
    scores = [0.0] * len(names)
    for feature in ("", *features(weights, words, read)):
        for number, weight in table.get(feature, ()):
            scores[number] += weight
    top = max(range(len(names)), key=scores.__getitem__)
    total = math.fsum(math.exp(score - scores[top]) for score in scores)
    return names[top] or None, 1.0 / total


def features(
    weights: Mapping[Token, float], words: frozenset[str], read: ArgumentReader
) -> tuple[str, ...]:
    """Return the features of a claim, each once, in a fixed order."""
    return tuple(sorted(set(_features(weights, words, read))))


def _features(
    weights: Mapping[Token, float], words: frozenset[str], read: ArgumentReader
) -> Iterator[str]:
    classes = _classes()
    listed = _listed()
    for token, weight in weights.items():
        lemma = token.lemma_.lower()
        place = "v" if weight >= _VERB else "b" if weight >= _BESIDE else "d"
        verbal = "verb" if token.pos_ in {"VERB", "AUX"} else "noun"
        yield f"{place}={lemma}"
        yield f"w={lemma}"
        for word in (lemma, token.lower_):
            for name in classes.get(word, ()):
                yield f"{place}@{name}"
                yield f"w@{name}"
            yield from (f"{place}:{verbal}:{kind}" for kind in listed.get((verbal, word), ()))
        if place == "v":
            for role, found in (("agent", read.agent(token)), ("patient", read.patient(token))):
                for word in found:
                    yield from (f"{role}@{name}" for name in classes.get(word, ()))
                    yield from (f"{role}:{kind}" for kind in listed.get((role, word), ()))
                    if word.startswith("@"):
                        yield f"{role}{word}"
    for word in words:
        yield from (f"needs:{kind}" for kind in listed.get(("needs", word), ()))
    yield from (f"f={word}" for word in _FUNCTION_WORDS if word in words)


@lru_cache(maxsize=1)
def _listed() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return which types have rows with a word, by column and word."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for rule in types_table().rules:
        columns = (
            ("verb", rule.verbs),
            ("noun", rule.nouns),
            ("patient", rule.patient.some),
            ("agent", rule.agent.some),
            ("needs", rule.needs.some),
        )
        for column, words in columns:
            for word in words:
                found.setdefault((column, word), {})[rule.type] = None
    return {key: tuple(kinds) for key, kinds in found.items()}


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in read_table("word_classes.csv"):
        for word in dict.fromkeys(row["words"].split()):
            found.setdefault(word, []).append(row["class"])
    return {word: tuple(names) for word, names in found.items()}


@lru_cache(maxsize=1)
def _model() -> tuple[tuple[str, ...], Mapping[str, tuple[tuple[int, float], ...]]]:
    """Return the types and, per feature, the weights that it adds to some of them."""
    text = files("dateline.layers").joinpath("data", "event_weights.json").read_text("utf-8")
    stored = json.loads(text)
    table = {
        feature: tuple((int(number), float(weight)) for number, weight in pairs)
        for feature, pairs in stored["weights"].items()
    }
    return tuple(stored["types"]), table
