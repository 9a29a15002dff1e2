"""What is unsure in the reading of a report, most useful to be told first?

An answer is worth the chance that it changes something, times the claims that it would change.
The resolver gives a probability for each place; for speakers, types and times the chances below
are judgements that put the questions into an order, not measured frequencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dateline.geo.gazetteer.names import fold_name
from dateline.geo.gazetteer.spelling import near_names
from dateline.layers.speakers.speakers import OUTLET_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.reports.article import Article, Span
    from dateline.layers.claims.claims import Claim

DoubtKind = Literal["place", "speaker", "type", "time"]

LEAST: Final = 0.05  # chance of a change below which nothing is asked
UNUSED: Final = 0.25  # claims that a name in no claim counts as: it may belong to one
_MOST_OPTIONS: Final = 8
# How likely another speaker is meant, by the first word of how the speaker was found.
_SPEAKER_STEPS: Final = {"pronoun": 0.3, "role": 0.2, "short": 0.1, "abbreviation": 0.1, "no": 0.15}
_SPEAKER_FLAGGED: Final = 0.35  # "possibly indirect speech"
_NO_CUE: Final = "no cue"
_NO_TYPE: Final = 0.2
_OPEN_TIME: Final = 0.5
_UNDATED: Final = 0.25  # the report's date would tell all of them at once
_TYPE_WEIGHT: Final = 0.5  # a wrong type misleads less than a wrong place or speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer: its value as the file of corrections has it, and words for it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that an analyst may know better.

    Attributes
    ----------
    spans
        The words in question: of a place its mentions, else the claims' words; code points.
    claims
        Ids of the claims that an answer would change.
    inferred
        What is taken for right now, in words; "" where nothing is.
    current
        The same as a value of the file; None where it cannot be written as one.
    chance
        Of a change, 0 to 1.
    worth
        What the questions are sorted by: chance times claims.
    """

    kind: DoubtKind
    question: str
    spans: tuple[Span, ...]
    claims: tuple[str, ...]
    inferred: str
    current: str | None
    reason: str
    options: tuple[Option, ...]
    chance: float
    worth: float


def find_doubts(
    article: Article,
    resolutions: Sequence[Resolution],
    claims: Sequence[Claim],
    *,
    gazetteer: Gazetteer,
) -> tuple[Doubt, ...]:
    """List what is unsure.

    Parameters
    ----------
    article, resolutions, claims
        The report as read, with the corrections that exist already: what an analyst has set,
        accepted or rejected is not asked again.
    gazetteer
        Knows names written nearly like one that it lacks.

    Returns
    -------
    tuple of Doubt
        Most useful first; equals by their place in the report.
    """
    open_claims = [claim for claim in claims if claim.status is None]
    found = [
        *_places(resolutions, open_claims, gazetteer),
        *_speakers(open_claims),
        *_types(open_claims),
        *_times(open_claims, dated=article.published is not None),
    ]
    return tuple(sorted(found, key=lambda d: (-d.worth, d.spans[0], d.kind)))


# ------------------------------------------------------------------ places
def _places(
    resolutions: Iterable[Resolution],
    claims: Sequence[Claim],
    gazetteer: Gazetteer,
) -> Iterator[Doubt]:
    """Ask once for mentions of equal words that were taken for the same."""
    groups: dict[tuple[str, str, str], list[Resolution]] = {}
    for resolution in resolutions:
        mention, place = resolution.mention, resolution.place
        if resolution.corrected is None and mention.kind not in {"metonym", "none"}:
            key = (fold_name(mention.surface), mention.kind, place.id if place else "")
            groups.setdefault(key, []).append(resolution)
    for group in groups.values():
        first = group[0]
        if first.mention.kind == "embedded" and first.place is not None:
            continue  # not drawn, and so no harm
        chance = 1.0 - first.probability if first.place is not None else 1.0
        if chance < LEAST:
            continue
        touched = _touched(group, claims)
        yield Doubt(
            kind="place",
            question=f"Which place is “{_line(first.mention.surface)}”?",
            spans=tuple(r.mention.span for r in group),
            claims=touched,
            inferred=place_words(first.place) if first.place else "",
            current=first.place.id if first.place else None,
            reason=first.reason,
            options=_place_options(first, gazetteer),
            chance=round(chance, 4),
            worth=round(chance * max(len(touched), UNUSED), 4),
        )


def _touched(group: Sequence[Resolution], claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return the claims that name the place or hold its words."""
    place = group[0].place
    spans = [r.mention.span for r in group]
    return tuple(
        claim.id
        for claim in claims
        if (
            place is not None
            and any(place.id in p.place_ids for p in (*claim.places, *claim.implied_places))
        )
        or any(claim.content.start <= s.start and s.end <= claim.content.end for s in spans)
    )


def _place_options(resolution: Resolution, gazetteer: Gazetteer) -> tuple[Option, ...]:
    places = [candidate.place for candidate in resolution.candidates]
    if not places and resolution.mention.kind != "border":
        near = near_names(resolution.mention.surface, gazetteer=gazetteer)
        places = [place for name in near for place, _ in gazetteer.candidates(name)[:2]]
    return place_options(places)


def place_options(places: Iterable[Place]) -> tuple[Option, ...]:
    """Return places as answers, each once."""
    unique = {place.id: place for place in places}
    return tuple(
        Option(value=place.id, words=place_words(place))
        for place in list(unique.values())[:_MOST_OPTIONS]
    )


def place_words(place: Place) -> str:
    """Return "Kulob, Khatlon, TJ: seat of a first-order administrative division, 101,160 people"."""
    from dateline.geo.gazetteer.feature_codes import feature_words

    where = ", ".join(dict.fromkeys(p for p in (place.name, place.admin1, place.country) if p))
    people = f", {place.population:,} people" if place.population else ""
    return f"{where}: {feature_words(place.feature_class, place.feature_code)}{people}"


# ------------------------------------------------------------------ claims
def _speakers(claims: Sequence[Claim]) -> Iterator[Doubt]:
    """Ask once for claims of the same words of attribution; without such, for each claim."""
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        if not _is_set(claim, "speaker"):
            groups.setdefault(claim.source or claim.id, []).append(claim)
    names = list(dict.fromkeys(claim.speaker.name for claim in claims))
    for group in groups.values():
        first = group[0]
        chance = _speaker_chance(first)
        if chance < LEAST:
            continue
        others = [n for n in dict.fromkeys([*names, OUTLET_NAME]) if n != first.speaker.name]
        options = [first.speaker.name, *others][:_MOST_OPTIONS]
        yield Doubt(
            kind="speaker",
            question="Who says this?",
            spans=tuple(claim.content for claim in group),
            claims=tuple(claim.id for claim in group),
            inferred=first.speaker.name,
            current=first.speaker.name,
            reason="; ".join((f"found by: {first.source_resolution}", *first.flags)),
            options=tuple(Option(value=name, words=name) for name in options),
            chance=chance,
            worth=round(chance * len(group), 4),
        )


def _speaker_chance(claim: Claim) -> float:
    if claim.flags:
        return _SPEAKER_FLAGGED
    if claim.source_resolution == _NO_CUE:
        return 0.0
    return _SPEAKER_STEPS.get(claim.source_resolution.split(" ")[0], 0.0)


def _types(claims: Iterable[Claim]) -> Iterator[Doubt]:
    for claim in claims:
        chance = _NO_TYPE if claim.type is None else 1.0 - claim.confidence
        if chance < LEAST or _is_set(claim, "type"):
            continue
        yield Doubt(
            kind="type",
            question="What kind of event is this?",
            spans=(claim.content,),
            claims=(claim.id,),
            inferred=claim.type or "",
            current=claim.type,
            reason="no trigger word was found" if claim.type is None else "weak trigger words",
            options=(),
            chance=round(chance, 4),
            worth=round(chance * _TYPE_WEIGHT, 4),
        )


def _times(claims: Iterable[Claim], *, dated: bool) -> Iterator[Doubt]:
    for claim in claims:
        time = claim.time
        if time is None or time.value is not None or time.kind not in {"DATE", "TIME"}:
            continue
        if _is_set(claim, "time"):
            continue
        why = "the words name no day" if dated else "the report’s date is not known: --date says it"
        yield Doubt(
            kind="time",
            question=f"When is “{_line(time.text)}”?",
            spans=(claim.content,),
            claims=(claim.id,),
            inferred="",
            current=None,
            reason=why,
            options=(),
            chance=_OPEN_TIME if dated else _UNDATED,
            worth=_OPEN_TIME if dated else _UNDATED,
        )


def _is_set(claim: Claim, name: str) -> bool:
    return any(item.field == name for item in claim.corrected)


def _line(text: str) -> str:
    return " ".join(text.split())
