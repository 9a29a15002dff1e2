"""Which place does each mention mean (toponym resolution)?

All candidates of the gazetteer are scored (`geo/resolution/candidate_scores.py`): first by the words beside a
name, then by what the report's other names mean (`geo/resolution/report_votes.py`). Scores become probabilities
by a softmax, with "none of these" among the choices. One sense per report: mentions with the same
words are resolved together. What cannot be resolved stays in the result, with its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.places import Candidate, Resolution
from dateline.geo.resolution.border_resolution import resolve_border
from dateline.geo.resolution.candidate_scores import score
from dateline.geo.resolution.candidates import (
    candidates_of,
    countries_named,
    group_mentions,
    without_trifles,
)
from dateline.geo.resolution.local_words import local_pass
from dateline.geo.resolution.report_votes import vote, weigh_borders, weigh_hints
from dateline.geo.shapes.geodesy import sphere_km

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place
    from dateline.geo.recognition.toponyms import Mention
    from dateline.geo.reports.article import Article
    from dateline.geo.resolution.candidate_scores import Group

SHOWN: Final = 8
# A place less likely than this, and hardly likelier than the next, is not drawn: a wrong pin
# misleads more than a name in a list.
LEAST: Final = 0.3
ENOUGH_PLACES: Final = 3  # other places that a report must name to tell that a name fits none
CLEARLY: Final = 2.0  # times as likely as the next
# Candidates this near to each other are one place to a reader (a town and its district).
SAME_KM: Final = 25.0


def resolve_toponyms(
    article: Article,
    mentions: Sequence[Mention],
    *,
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
    home: Place | None = None,
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
    countries
        Alpha-2 codes of countries that the report is likely to speak of, as the user says.
    home
        Where the outlet is at home: names are likelier near it.

    Returns
    -------
    tuple of Resolution
        One for each mention, in the order given; a name that the gazetteer lacks is unresolved.
    """
    groups, fixed = scored_groups(
        article, mentions, gazetteer=gazetteer, countries=countries, home=home
    )
    chosen = _choose(mentions, groups, fixed, gazetteer)
    borders = _border_places(chosen)
    if borders:
        weigh_borders(groups, borders)
        chosen = _choose(mentions, groups, fixed, gazetteer)
    return chosen


def scored_groups(
    article: Article,
    mentions: Sequence[Mention],
    *,
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
    home: Place | None = None,
) -> tuple[dict[str, Group], dict[int, Place]]:
    """Return the scored candidates of every name, and by mention index what demonyms stand for."""
    groups = group_mentions(article, mentions, gazetteer)
    fixed = demonym_places(mentions, gazetteer)
    if countries or home is not None:
        weigh_hints(groups, countries, home)
    local_pass(groups, article, mentions, gazetteer, lambda name: candidates_of(name, gazetteer))
    spoken_of = countries_named(groups.values(), fixed.values())
    telling = len({place.id for place in fixed.values()})
    telling += sum(bool(group.options) for group in groups.values())
    for group in groups.values():
        without_trifles(group, spoken_of)
        group.context = min(1.0, max(0, telling - 1) / ENOUGH_PLACES)
        score(group)
    vote(groups, fixed, mentions, spoken_of)
    return groups, fixed


def _choose(
    mentions: Sequence[Mention],
    groups: Mapping[str, Group],
    fixed: Mapping[int, Place],
    gazetteer: Gazetteer,
) -> tuple[Resolution, ...]:
    """Take the best candidate of every group, then resolve the borders by what was chosen."""
    chosen = {}
    for group in groups.values():
        for index in group.mentions:
            chosen[index] = _resolution(mentions[index], group, gazetteer)
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
def _resolution(mention: Mention, group: Group, gazetteer: Gazetteer) -> Resolution:
    if not group.options:
        reason = f"the gazetteer has no place called “{mention.surface}”"
        return _unresolved(mention, (), reason)
    order = sorted(
        range(len(group.options)), key=lambda i: (-group.scores[i], group.options[i][0].id)
    )
    candidates = tuple(
        Candidate(
            place=group.options[i][0],
            score=round(group.scores[i], 4),
            features=tuple((k, round(v, 4)) for k, v in sorted(group.options[i][1].items()) if v),
        )
        for i in order[:SHOWN]
    )
    best = candidates[0].place
    here = [
        sphere_km(best.lon_deg, best.lat_deg, place.lon_deg, place.lat_deg) <= SAME_KM
        for place, _ in group.options
    ]
    chances = list(zip(here, group.probabilities, strict=True))
    probability = sum(chance for near, chance in chances if near)
    second = max((chance for near, chance in chances if not near), default=0.0)
    if group.absent > 0.5:
        reason = f"no “{mention.surface}” that we know fits the report’s other places"
        return _unresolved(mention, candidates, reason)
    if probability < min(LEAST, CLEARLY * second) or probability < group.absent:
        reason = f"{len(order)} places are called “{mention.surface}”, and none is likely enough"
        return _unresolved(mention, candidates, reason)
    return Resolution(
        mention=mention,
        place=best,
        probability=round(probability, 4),
        candidates=candidates,
        reason=_reason(candidates, len(group.options), gazetteer),
    )


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
    if features.get("own_table"):
        grounds.append("it is in the user’s own table")
    if features.get("in_next") or features.get("in_previous"):
        grounds.append("the report names what it lies in")
    if features.get("type_word"):
        grounds.append("it is the kind of place that the words say")
    if features.get("nearest", 0.0) > 0.4:
        grounds.append("close to other places of the report")
    if features.get("near_border", 0.0) > 0.3:
        grounds.append("beside the border that the report speaks of")
    if features.get("near_home", 0.0) > 0.5:
        grounds.append("near the outlet’s home")
    if features.get("hinted_country"):
        grounds.append("in a country that the user named")
    if features.get("country_named"):
        grounds.append("its country is named in the report")
    if not grounds:
        grounds.append("the best known of them")
    return f"{where}, among {total} of this name: " + ", ".join(grounds)
