"""Can a service on the network place the names that the offline gazetteer lacks?

Only where the user asks for it (``--geocoder``). What a service says is judged like any other
evidence: a result with the same name, in a country that the report speaks of, is preferred; one far
from everything else in the report is shown as a candidate and not drawn. docs/geocoders.md says
what is sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.geo.gazetteer.names import fold_name
from dateline.geo.gazetteer.places import Candidate, Resolution
from dateline.geo.online.answers import read_answer
from dateline.geo.online.service import NoAnswerError
from dateline.geo.shapes.geodesy import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place
    from dateline.geo.online.answers import Found
    from dateline.geo.online.service import OnlineService
    from dateline.geo.reports.article import Article

MOST_NAMES: Final = 50  # asked in one report: these services are not for bulk
SHOWN: Final = 8
LONGEST_NAME: Final = 100
SAME_PLACE_KM: Final = 50.0  # a town, its boundary and its station are one place
FAR_KM: Final = 500.0
ENOUGH_PLACES: Final = 3  # other places of the report, to call a result far from them
_KINDS: Final = frozenset({"name", "embedded"})
_COMMA: Final = re.compile(r",\s*(?:in\s+)?|\s*\(\s*|\s+in\s+(?:the\s+)?")
# How sure a placed name is (docs/geocoders.md): its only place of this name; the only one of this
# name in a country of the report; one of several as good; a place that the service calls otherwise.
_ONLY, _ONLY_HERE, _ONE_OF_MANY, _OTHER_NAME = 0.8, 0.6, 0.4, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What the report's other places say: their countries, their points, how many they are."""

    countries: frozenset[str]
    points: tuple[tuple[float, float], ...]
    size: int


def place_online(
    article: Article,
    resolutions: Sequence[Resolution],
    service: OnlineService,
    *,
    gazetteer: Gazetteer | None = None,
    countries: Sequence[str] = (),
) -> tuple[Resolution, ...]:
    """Ask a service for the names that the gazetteer has no place for.

    Parameters
    ----------
    article
        The report; nothing of it is sent but the names.
    resolutions
        As `resolve_toponyms` gives them.
    service
        From `open_service`. Each name is asked once a report, at most `MOST_NAMES` of them.
    gazetteer
        Knows the codes of countries; the one that ships with dateline by default.
    countries
        ISO 3166-1 alpha-2 of those that the user expects (``--country``): they count like those
        that the report speaks of, and are not sent.

    Returns
    -------
    tuple of Resolution
        In the order given. A name that the service knows has a place with id
        ``online:service:…``; the others stay unresolved, and the reason says what was tried.
    """
    asked: dict[str, list[int]] = {}
    for index, resolution in enumerate(resolutions):
        if _is_unknown(resolution):
            asked.setdefault(fold_name(resolution.mention.surface), []).append(index)
    if not asked:
        return tuple(resolutions)
    if gazetteer is None:
        from dateline.geo.gazetteer.gazetteer import open_gazetteer

        gazetteer = open_gazetteer()
    report = _report(resolutions, countries)
    hints = _hinted_countries(article, resolutions)
    out = list(resolutions)
    for number, group in enumerate(asked.values()):
        hint = next((hints[index] for index in group if index in hints), "")
        first = resolutions[group[0]]
        answer = _asked(first, service, gazetteer, report, hint=hint, late=number >= MOST_NAMES)
        for index in group:
            out[index] = replace(answer, mention=resolutions[index].mention)
    return tuple(out)


def _is_unknown(resolution: Resolution) -> bool:
    """Whether the gazetteer has no place of this name, and the name can be asked for."""
    mention = resolution.mention
    if resolution.place is not None or resolution.candidates or mention.kind not in _KINDS:
        return False
    words = mention.surface
    letters = any(char.isalpha() for char in words)
    return (
        letters and len(words) <= LONGEST_NAME and not any(0xD800 <= ord(c) < 0xE000 for c in words)
    )


def _asked(
    unresolved: Resolution,
    service: OnlineService,
    gazetteer: Gazetteer,
    report: _Report,
    *,
    hint: str,
    late: bool,
) -> Resolution:
    """Return what becomes of one name."""
    name = " ".join(unresolved.mention.surface.split())
    try:
        answer = service.look_up(name, country=hint, cached_only=late)
    except NoAnswerError as error:
        return replace(unresolved, reason=f"{unresolved.reason}; {error}")
    found = [
        replace(item, place=_with_alpha2(item.place, gazetteer))
        for item in read_answer(service.name, answer.results, source=service.source)
    ]
    if hint:
        found = [item for item in found if item.place.country in {hint, ""}]
    if not found:
        return replace(unresolved, reason=f"{unresolved.reason}; {service.host} knows none either")
    day = f" on {answer.retrieved}" if answer.retrieved else ""
    return _placed(unresolved, found, report, hint=hint, by=f"{service.host}{day}")


def _with_alpha2(place: Place, gazetteer: Gazetteer) -> Place:
    if len(place.country) != 3:
        return place
    return replace(place, country=gazetteer.alpha2(place.country))


# ------------------------------------------------------------------ choosing
def _placed(
    unresolved: Resolution, found: Sequence[Found], report: _Report, *, hint: str, by: str
) -> Resolution:
    key = fold_name(unresolved.mention.surface)
    candidates = sorted(
        (_candidate(item, key, rank, report, hint) for rank, item in enumerate(found)),
        key=lambda candidate: (-candidate.score, candidate.place.id),
    )
    best = candidates[0]
    shown = tuple(candidates[:SHOWN])
    if not hint and _is_stranded(best.place, report):
        reason = f"{unresolved.reason}; what {by} knows is far from every other place of the report"
        return replace(unresolved, candidates=shown, reason=reason)
    probability, ground = _surety(best, candidates)
    return Resolution(
        mention=unresolved.mention,
        place=best.place,
        probability=probability,
        candidates=shown,
        reason=f"placed by {by} (not in the offline gazetteer): {ground}",
    )


def _candidate(item: Found, key: str, rank: int, report: _Report, hint: str) -> Candidate:
    features = {
        "country_hinted": float(bool(hint) and item.place.country == hint),
        "country_of_report": float(item.place.country in report.countries),
        "service_rank": float(rank),
        "same_name": float(any(fold_name(name) == key for name in item.names)),
    }
    score = 2 * features["same_name"] + features["country_of_report"] - 0.1 * rank
    return Candidate(
        place=item.place,
        score=round(score, 4),
        features=tuple((name, value) for name, value in sorted(features.items()) if value),
    )


def _surety(best: Candidate, candidates: Sequence[Candidate]) -> tuple[float, str]:
    """Return the probability of the best candidate by the rule, and the words for it."""
    features = dict(best.features)
    if not features.get("same_name"):
        return _OTHER_NAME, f"it calls the place “{best.place.name}”"
    rivals = [
        other
        for other in candidates
        if dict(other.features).get("same_name")
        and distance_km(_point(best.place), _point(other.place)) > SAME_PLACE_KM
    ]
    if not rivals:
        return _ONLY, "the only place of this name there"
    several = f"of {len(rivals) + 1} places of this name there"
    here = features.get("country_of_report")
    if here and not any(dict(rival.features).get("country_of_report") for rival in rivals):
        return _ONLY_HERE, f"the only one {several} in a country of the report"
    return _ONE_OF_MANY, f"the first {several}"


def _is_stranded(place: Place, report: _Report) -> bool:
    """Whether a place lies far from all others of a report that has enough to judge by."""
    if report.size < ENOUGH_PLACES or place.country in report.countries:
        return False
    return all(distance_km(_point(place), point) > FAR_KM for point in report.points)


def _point(place: Place) -> tuple[float, float]:
    return place.lon_deg, place.lat_deg


# ------------------------------------------------------------------ what the report says
def _report(resolutions: Sequence[Resolution], expected: Sequence[str]) -> _Report:
    places = {r.place.id: r.place for r in resolutions if r.place is not None}
    return _Report(
        countries=frozenset(place.country for place in places.values()) - {""} | set(expected),
        points=tuple(_point(place) for place in places.values()),
        size=len(places),
    )


def _hinted_countries(article: Article, resolutions: Sequence[Resolution]) -> dict[int, str]:
    """Return by index the country in "Name, Country" and "Name, Province"."""
    order = sorted(range(len(resolutions)), key=lambda i: resolutions[i].mention.span)
    found = {}
    for index, successor in pairwise(order):
        place = resolutions[successor].place
        start, end = resolutions[index].mention.span.end, resolutions[successor].mention.span.start
        between = article.text[start:end] if 0 < end - start <= 8 else ""
        if place is None or not place.country or not _COMMA.fullmatch(between):
            continue
        if place.feature_code.startswith("PCL") or place.feature_code in {"ADM1", "ADM2"}:
            found[index] = place.country
    return found
