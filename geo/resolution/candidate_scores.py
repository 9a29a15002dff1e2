"""How well does each place of a name fit the report? Named features, weights, probabilities.

The score of a candidate is a weighted sum of its features (a conditional logit: D. McFadden,
"Conditional logit analysis of qualitative choice behavior", 1974). Weights are plain numbers in
``data/resolution.json`` (scripts/fit_resolution.py made them; docs/evaluation.md says on what, and
how well they hold). docs/resolution.md tells what each feature means.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.geo.gazetteer.places import Place

# What the place itself is.
OWN: Final = (
    "country", "country_by_alternate", "admin1", "admin2", "capital", "seat", "city",
    "part_of_city", "region", "feature", "population", "population_gap",
    "area_population", "primary_name", "abbreviation", "code",
)  # fmt: skip
# What the words beside its mentions say.
LOCAL: Final = (
    "in_next", "not_in_next", "in_previous", "holds_previous", "capital_namesake", "type_word",
    "other_type_word", "dateline_city",
)  # fmt: skip
# What the report's other places say, what the user says, and where the report's borders run.
REPORT: Final = (
    "country_named", "country_votes", "admin1_votes", "country_close", "neighbour_named",
    "near", "nearest",
    "near_border", "own_table", "own_list", "hinted_country", "near_home",
)  # fmt: skip
# "None of them": a place that the gazetteer lacks.
NONE: Final = ("none", "none_alone", "none_of_known", "none_in_next")
FEATURES: Final = OWN + LOCAL + REPORT + NONE
KNOWN: Final = 50_000  # people


@dataclass(slots=True)
class Group:
    """All mentions with the same words: one decision (one sense per report).

    Attributes
    ----------
    mentions
        Their indices.
    type_words
        Words beside or in them that say what kind of place it is ("province").
    options
        The candidates with their features so far.
    scores, probabilities
        Of the options, after `score`; probabilities sum to 1 with `absent`.
    absent
        Probability that the place meant is none of the options.
    pulls
        Whether its places speak for their neighbourhood: a government's seat does not.
    context
        How much the report tells beside this name, 0 to 1 (three other places): alone, a name is
        what the gazetteer has of it.
    """

    key: str
    surface: str
    mentions: list[int] = field(default_factory=list)
    type_words: frozenset[str] = frozenset()
    options: list[tuple[Place, dict[str, float]]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    probabilities: list[float] = field(default_factory=list)
    absent: float = 1.0
    pulls: bool = True
    context: float = 0.0

    @property
    def weight(self) -> float:
        """How much the group counts beside others: more mentions, somewhat more."""
        return 1.0 + math.log(len(self.mentions))

    @property
    def best(self) -> Place | None:
        """The likeliest place so far, None without candidates."""
        if not self.options:
            return None
        return self.options[max(range(len(self.scores)), key=self.scores.__getitem__)][0]


@lru_cache(maxsize=1)
def feature_weights() -> dict[str, float]:
    """Return the weight of every feature, from ``data/resolution.json``."""
    data = json.loads((files("dateline.geo") / "data" / "resolution.json").read_text("utf-8"))
    return {key: float(data["weights"].get(key, 0.0)) for key in FEATURES}


def absent_features(group: Group) -> dict[str, float]:
    """Return the features of "none of these": hardly ever so where one of them is well known."""
    return {
        "none": group.context,
        "none_alone": group.context * (len(group.options) == 1),
        "none_in_next": float(
            any("not_in_next" in features for _, features in group.options)
            and not any("in_next" in features for _, features in group.options)
        ),
        "none_of_known": group.context * any(_well_known(*option) for option in group.options),
    }


def _well_known(place: Place, features: dict[str, float]) -> bool:
    """Whether a writer may name it without more words: a town by its size, all else by being listed."""
    if place.feature_class == "P":
        known = place.population >= KNOWN or place.feature_code == "PPLC"
        return known and "primary_name" in features
    return place.feature_class != "A" or "primary_name" in features


def score(group: Group) -> None:
    """Set the scores and probabilities of a group's candidates from their features."""
    weights = feature_weights()
    group.scores = [
        sum(weights[key] * value for key, value in features.items())
        for _, features in group.options
    ]
    absent = sum(weights[key] * value for key, value in absent_features(group).items())
    top = max([absent, *group.scores])
    chances = [math.exp(value - top) for value in group.scores]
    rest = math.exp(absent - top)
    total = sum(chances) + rest
    group.probabilities = [chance / total for chance in chances]
    group.absent = rest / total
