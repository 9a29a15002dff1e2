"""How good are places and claims against annotations? Scores from sets of spans."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

NEAR_KM = 161.0
_TOKEN = re.compile(r"\w+")
Record = dict[str, Any]


def f1(hit: float, predicted: float, wanted: float) -> float:
    """Return F1 from counts; 0.0 where nothing is predicted or wanted."""
    return 2 * hit / (predicted + wanted) if predicted + wanted else 0.0


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres (sphere of 6,371.009 km)."""
    p, q = math.radians(lat1), math.radians(lat2)
    half = math.sin((q - p) / 2) ** 2
    half += math.cos(p) * math.cos(q) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.009 * math.asin(min(1.0, math.sqrt(half)))


def near(gold: Record, found: Record) -> bool:
    """Whether a prediction lies within 161 km (100 miles) of the annotation."""
    if gold.get("lat") is None or found.get("lat") is None:
        return False
    return distance_km(gold["lat"], gold["lon"], found["lat"], found["lon"]) <= NEAR_KM


def by_span(toponyms: list[Record]) -> dict[tuple[int, int], Record]:
    """Index toponyms by (start, end)."""
    return {(t["start"], t["end"]): t for t in toponyms}


def toponym_counts(gold: list[Record], found: list[Record]) -> dict[str, int]:
    """Count for recognition (exact span) and end to end (span and within 161 km).

    Predictions on annotated names without coordinates count in neither direction end to end.
    """
    g, p = by_span(gold), by_span(found)
    located = {span: t for span, t in g.items() if t.get("lat") is not None}
    open_ended = sum(1 for span in p if span in g and span not in located)
    return {
        "hit": sum(span in g for span in p),
        "predicted": len(p),
        "wanted": len(g),
        "near": sum(span in located and near(located[span], t) for span, t in p.items()),
        "located_predicted": len(p) - open_ended,
        "located": len(located),
    }


def resolved_right(gold: list[Record], found: list[Record]) -> tuple[int, int]:
    """Return (right within 161 km, all with coordinates) for predictions on the gold spans."""
    p = by_span(found)
    located = [t for t in gold if t.get("lat") is not None]
    right = sum(near(t, p.get((t["start"], t["end"]), {})) for t in located)
    return right, len(located)


def as_toponym(resolution: Any) -> Record:
    """Return the scored form of a resolution."""
    span, place = resolution.mention.span, resolution.place
    return {
        "start": span.start,
        "end": span.end,
        "lat": place.lat_deg if place else None,
        "lon": place.lon_deg if place else None,
    }


def place_scores(rows: Iterable[dict[str, int]]) -> dict[str, float]:
    """Return recognition F1, A@161 on the annotated spans and end-to-end F1@161 of documents.

    Each row is `toponym_counts` of a document with "right" and "spans" of `resolved_right`.
    """
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row)
    return {
        "recognition_f1": f1(total["hit"], total["predicted"], total["wanted"]),
        "a161_gold_spans": total["right"] / max(total["spans"], 1),
        "end_to_end_f1": f1(total["near"], total["located_predicted"], total["located"]),
    }


def interval(
    rows: Sequence[dict[str, int]], score: str, rounds: int, rng: random.Random
) -> tuple[float, float]:
    """Return the 95 % interval of a score by bootstrap over documents (percentiles)."""
    values = sorted(place_scores(rng.choices(rows, k=len(rows)))[score] for _ in range(rounds))
    return values[int(0.025 * rounds)], values[min(rounds - 1, int(0.975 * rounds))]


def token_set(text: str, start: int, end: int) -> frozenset[int]:
    """Return the positions of the words in ``text[start:end]``."""
    return frozenset(m.start() for m in _TOKEN.finditer(text, start, end))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the F1 of two sets of words."""
    return f1(len(one & other), len(one), len(other))


def align(text: str, gold: list[Record], found: list[Record]) -> list[tuple[int, int, float]]:
    """Pair claims one to one by the overlap of their words, best pairs first."""
    spans = [
        [token_set(text, c["content"]["start"], c["content"]["end"]) for c in claims]
        for claims in (gold, found)
    ]
    pairs = sorted(
        ((overlap(a, b), i, j) for i, a in enumerate(spans[0]) for j, b in enumerate(spans[1])),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for value, i, j in pairs:
        if value > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            chosen.append((i, j, value))
    return sorted(chosen)
