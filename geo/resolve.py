"""Which place does each mention mean (toponym resolution)?

All candidates of the gazetteer are scored (`geo/candidate_scores.py`) and made into probabilities
by a softmax. One sense per report: mentions with the same words are resolved together. What cannot
be resolved stays in the result, with its reason.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from dateline.geo.border_resolution import resolve_border
from dateline.geo.candidate_scores import (
    Group,
    border_pass,
    group_mentions,
    local_pass,
    report_pass,
)
from dateline.geo.places import Candidate, Resolution

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.article import Article
    from dateline.geo.gazetteer import Gazetteer
    from dateline.geo.places import Place
    from dateline.geo.toponyms import Mention

SHOWN: Final = 8
# A homonym is more likely than the place itself when it is small (fewer people than this), …
WELL_KNOWN: Final = 100_000
# … hardly pulled by any other place of the report (about 500 km from the nearest), …
FAINT: Final = 0.03
# … and the report names this many other places to judge by.
ENOUGH_PLACES: Final = 3


def resolve_toponyms(
    article: Article, mentions: Sequence[Mention], *, gazetteer: Gazetteer
) -> tuple[Resolution, ...]:
    """Choose the place that each mention means.

    Parameters
    ----------
    article
        The report the mentions count in.
    mentions
        In any order; what they call a name is taken as given.
    gazetteer
        Gives the candidates.

    Returns
    -------
    tuple of Resolution
        One for each mention, in the order given; a name that the gazetteer lacks is unresolved.
    """
    groups = group_mentions(article, mentions, gazetteer)
    fixed = demonym_places(mentions, gazetteer)
    local_pass(groups, article, mentions, gazetteer)
    for _ in range(2):
        report_pass(groups, fixed)
    chosen = _choose(mentions, groups, fixed, gazetteer)
    borders = _border_places(chosen)
    if borders:
        border_pass(groups, borders)
        chosen = _choose(mentions, groups, fixed, gazetteer)
    return chosen


def _choose(
    mentions: Sequence[Mention],
    groups: Mapping[str, Group],
    fixed: Mapping[int, Place],
    gazetteer: Gazetteer,
) -> tuple[Resolution, ...]:
    """Take the best candidate of every group, then resolve the borders by what was chosen."""
    chosen = {}
    elsewhere = len({place.id for place in fixed.values()} | _places_of(groups)) - 1
    for group in groups.values():
        for index in group.mentions:
            chosen[index] = _resolution(mentions[index], group, gazetteer, elsewhere=elsewhere)
    for index, place in fixed.items():
        chosen[index] = _fixed(mentions[index], place)
    ordered = [chosen.get(index) for index in range(len(mentions))]
    return tuple(
        resolution or resolve_border(mentions[index], mentions, ordered, gazetteer=gazetteer)
        for index, resolution in enumerate(ordered)
    )


def _border_places(chosen: Sequence[Resolution]) -> list[str]:
    """Pairs ("BY-PL") of the borders that the report speaks of."""
    found = {
        r.place.id.removeprefix("border:")
        for r in chosen
        if r.mention.kind == "border" and r.place is not None
    }
    return sorted(found)


def demonym_places(mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[int, Place]:
    """Return by mention index what the demonyms among the mentions stand for."""
    places = {}
    for index, mention in enumerate(mentions):
        if mention.kind == "demonym":
            for place_id in gazetteer.demonym(mention.surface):
                place = gazetteer.place(place_id)
                if place is not None:
                    places[index] = place
                    break
    return places


# ------------------------------------------------------------------ results
def _resolution(
    mention: Mention, group: Group, gazetteer: Gazetteer, *, elsewhere: int
) -> Resolution:
    if not group.options:
        reason = f"the gazetteer has no place called “{mention.surface}”"
        return _unresolved(mention, (), reason)
    top = max(group.scores)
    total = sum(math.exp(score - top) for score in group.scores)
    ranked = sorted(
        zip(group.scores, group.options, strict=True), key=lambda pair: (-pair[0], pair[1][0].id)
    )
    candidates = tuple(
        Candidate(
            place=place,
            score=round(score, 4),
            features=tuple((k, round(v, 4)) for k, v in sorted(features.items()) if v),
        )
        for score, (place, features) in ranked[:SHOWN]
    )
    if elsewhere >= ENOUGH_PLACES and _is_stranded(candidates[0]):
        reason = f"no “{mention.surface}” that we know is near any other place of the report"
        return _unresolved(mention, candidates, reason)
    return Resolution(
        mention=mention,
        place=candidates[0].place,
        probability=round(1.0 / total, 4),
        candidates=candidates,
        reason=_reason(candidates, len(group.options), gazetteer),
    )


def _is_stranded(best: Candidate) -> bool:
    """Whether the best candidate is a small place that nothing else in the report speaks for."""
    place, features = best.place, dict(best.features)
    if place.geometry == "area" or place.population > WELL_KNOWN:
        return False
    support = ("in_next", "type_word", "country_named", "country_votes", "dateline_city")
    return not any(features.get(key) for key in support) and features.get("nearest", 0.0) < FAINT


def _places_of(groups: Mapping[str, Group]) -> set[str]:
    return {group.best.id for group in groups.values() if group.best is not None}


def _unresolved(mention: Mention, candidates: tuple[Candidate, ...], reason: str) -> Resolution:
    return Resolution(
        mention=mention, place=None, probability=0.0, candidates=candidates, reason=reason
    )


def _fixed(mention: Mention, place: Place) -> Resolution:
    return Resolution(
        mention=mention,
        place=place,
        probability=1.0,
        candidates=(Candidate(place=place, score=0.0, features=()),),
        reason=f"“{mention.surface}” is the word for what belongs to {place.name}",
    )


def _reason(candidates: Sequence[Candidate], total: int, gazetteer: Gazetteer) -> str:
    place, features = candidates[0].place, dict(candidates[0].features)
    where = place.name
    if place.country and not place.feature_code.startswith("PCL"):
        country = gazetteer.country(place.country)
        where += f", {country.name}" if country is not None else ""
    if total == 1:
        return f"the only place of this name: {where}"
    grounds = []
    if features.get("in_next"):
        grounds.append("the report names what it lies in")
    if features.get("type_word"):
        grounds.append("it is the kind of place that the words say")
    if features.get("nearest", 0.0) > 0.4:
        grounds.append("close to other places of the report")
    if features.get("near_border", 0.0) > 0.3:
        grounds.append("beside the border that the report speaks of")
    if features.get("country_named"):
        grounds.append("its country is named in the report")
    if not grounds:
        grounds.append("the best known of them")
    return f"{where}, among {total} of this name: " + ", ".join(grounds)
