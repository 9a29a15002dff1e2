"""Which place does each name mean, once an analyst has said so?

A correction wins over the resolver; what had been inferred and its candidates stay beside it. It is
applied before claims are read, so that they carry the corrected place everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError
from dateline.geo.gazetteer.names import fold_name
from dateline.geo.gazetteer.places import Candidate, Corrected, Place, Resolution
from dateline.geo.recognition.toponyms import mentions_from_spans
from dateline.geo.resolution.border_resolution import resolve_border
from dateline.layers.corrections.anchor import find_anchors
from dateline.layers.corrections.corrections import OrphanEntry, PlaceCorrection, for_report
from dateline.layers.places.named_lines import known_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.reports.article import Article, Span
    from dateline.layers.corrections.corrections import Corrections

CORRECTED: Final = "corrected by the analyst"
CONFIRMED: Final = "confirmed by the analyst"
NO_PLACE: Final = "no place, says the analyst"
SOURCE: Final = "the analyst"
_SHOWN: Final = 8  # candidates, as geo/resolution/resolve.py
_POINT_CODE: Final = (
    "L",
    "LCTY",
)  # as geo/gazetteer/user_table.py: a spot of which nothing more is said


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedPlaces:
    """Resolutions with the corrections in them, and the entries that found no place."""

    resolutions: tuple[Resolution, ...]
    orphans: tuple[OrphanEntry, ...]


def correct_places(
    article: Article,
    resolutions: Sequence[Resolution],
    corrections: Iterable[PlaceCorrection],
    *,
    gazetteer: Gazetteer,
) -> CorrectedPlaces:
    """Set the places that an analyst has chosen.

    Parameters
    ----------
    article, resolutions
        The report and what its mentions were taken for.
    corrections
        Of this report. Words that no mention was found in become one.
    gazetteer
        Knows the places by id.

    Returns
    -------
    CorrectedPlaces
        Sorted by position where a mention was added, else aligned with `resolutions`. Borders that
        name one side or none are resolved anew, by the countries that are now named.

    Raises
    ------
    InputError
        A place's id is known neither to the gazetteer nor among the candidates of the words.
    """
    found = list(resolutions)
    orphans: list[OrphanEntry] = []
    chosen: dict[tuple[Span, str], PlaceCorrection] = {}
    # "this" after "all": what is said of one mention wins over what is said of all.
    anchored = sorted(find_anchors(article, corrections), key=lambda item: item[0].scope == "this")
    for entry, span, why in anchored:
        reason = why
        if span is not None and not any(r.mention.span == span for r in found):
            if entry.none:
                reason = "no place was read in these words"
            else:
                found = _with_mention(article, found, span, gazetteer)
        hit = [r.mention for r in found if _is_meant(r, entry, span)]
        chosen |= {(mention.span, mention.kind): entry for mention in hit}
        if not hit:
            orphans.append(OrphanEntry(entry=entry, reason=reason))
    out = [
        _corrected(r, chosen[key], gazetteer) if (key := (r.mention.span, r.mention.kind)) in chosen
        else r
        for r in found
    ]  # fmt: skip
    return CorrectedPlaces(
        resolutions=_borders_anew(out, gazetteer) if chosen else tuple(out),
        orphans=tuple(sorted(orphans, key=lambda o: o.entry.anchor.position or 0)),
    )


def place_orphans(
    article: Article,
    resolutions: Sequence[Resolution],
    corrections: Corrections,
    *,
    gazetteer: Gazetteer,
) -> tuple[OrphanEntry, ...]:
    """Return the places' entries, about this report, that found no place among its mentions."""
    mine, _ = for_report(corrections, article)
    return correct_places(article, resolutions, mine.places, gazetteer=gazetteer).orphans


def places_in(resolutions: Iterable[Resolution]) -> tuple[Resolution, ...]:
    """Return the resolutions without the words that an analyst calls no place."""
    return tuple(r for r in resolutions if r.mention.kind != "none")


def _is_meant(resolution: Resolution, entry: PlaceCorrection, span: Span | None) -> bool:
    mention = resolution.mention
    if mention.span == span:
        return True
    return entry.scope == "all" and fold_name(mention.surface) == fold_name(entry.anchor.words)


def _with_mention(
    article: Article, resolutions: Sequence[Resolution], span: Span, gazetteer: Gazetteer
) -> list[Resolution]:
    """Add a mention of these words; names that overlap it give way, borders stay."""
    (mention,) = mentions_from_spans(article, [span], gazetteer=gazetteer)
    kept = [
        r
        for r in resolutions
        if r.mention.kind == "border"
        or r.mention.span.end <= span.start
        or span.end <= r.mention.span.start
    ]
    new = Resolution(
        mention=mention, place=None, probability=0.0, candidates=(), reason="not found as a name"
    )
    return sorted([*kept, new], key=lambda r: (r.mention.span, r.mention.kind))


def _corrected(resolution: Resolution, entry: PlaceCorrection, gazetteer: Gazetteer) -> Resolution:
    mention = resolution.mention
    before = Corrected(
        place=resolution.place,
        probability=resolution.probability,
        reason=resolution.reason,
        note=entry.note,
    )
    if entry.none:
        return replace(
            resolution,
            mention=replace(mention, kind="none", sides=()),
            place=None,
            probability=0.0,
            reason=f"{NO_PLACE}; {_was(resolution)}",
            corrected=before,
        )
    place = _place(resolution, entry, gazetteer)
    same = resolution.place is not None and resolution.place.id == place.id
    kind = "name" if mention.kind in {"metonym", "embedded"} and not same else mention.kind
    return Resolution(
        mention=replace(mention, kind=kind),
        place=place,
        probability=1.0,
        candidates=_with_candidate(resolution.candidates, place),
        reason=CONFIRMED if same and kind == mention.kind else f"{CORRECTED}; {_was(resolution)}",
        corrected=before,
    )


def _was(resolution: Resolution) -> str:
    """Say what had been inferred."""
    place = resolution.place
    if place is None:
        return f"not placed before: {resolution.reason}"
    where = ", ".join(dict.fromkeys(p for p in (place.name, place.admin1, place.country) if p))
    return f"taken for {where} before, with a probability of {resolution.probability:.2f}"


def _place(resolution: Resolution, entry: PlaceCorrection, gazetteer: Gazetteer) -> Place:
    if entry.place is None:
        return point_place(
            entry.lon_deg or 0.0, entry.lat_deg or 0.0, name=entry.name or entry.anchor.words
        )
    options = {c.place.id: c.place for c in resolution.candidates}
    place = options.get(entry.place) or place_of_id(entry.place, gazetteer)
    if place is None:
        msg = f"{entry.where}: the gazetteer has no place with the id {entry.place!r}"
        hint = (
            "dateline gazetteer find NAME shows ids; of a place in your own table give --gazetteer"
        )
        raise InputError(msg, hint=hint)
    return place


def place_of_id(place_id: str, gazetteer: Gazetteer) -> Place | None:
    """Return the place of an id, a border too; None where there is none."""
    try:
        return known_place(place_id, gazetteer)
    except (TypeError, ValueError):  # "border:" with something else than two codes
        return None


def point_place(lon_deg: float, lat_deg: float, *, name: str) -> Place:
    """Return a spot that an analyst gives as a place.

    Parameters
    ----------
    lon_deg, lat_deg
        Degrees, WGS 84.
    name
        What to call it.

    Returns
    -------
    Place
        A point with the country and division that it lies in, id ``point:LAT,LON``.
    """
    from dateline.geo.shapes.areas import area_of, locate
    from dateline.layers.corrections.write import degrees_text

    here = locate(lon_deg, lat_deg)
    division = area_of(here.admin1)
    return Place(
        id=f"point:{degrees_text(lat_deg)},{degrees_text(lon_deg)}",
        name=" ".join(name.split()),
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        country=here.country,
        admin1=division.name if division is not None else "",
        feature_class=_POINT_CODE[0],
        feature_code=_POINT_CODE[1],
        population=0,
        geometry="point",
        source=SOURCE,
    )


def _with_candidate(candidates: Sequence[Candidate], place: Place) -> tuple[Candidate, ...]:
    if any(c.place.id == place.id for c in candidates):
        return tuple(candidates)
    own = Candidate(place=place, score=0.0, features=(("given_by_analyst", 1.0),))
    return (own, *candidates)[:_SHOWN]


def _borders_anew(
    resolutions: Sequence[Resolution], gazetteer: Gazetteer
) -> tuple[Resolution, ...]:
    """Resolve borders by the corrected countries; those that were corrected themselves stay."""
    named = places_in(resolutions)
    mentions = [r.mention for r in named]
    names = [None if r.mention.kind == "border" else r for r in named]
    return tuple(
        resolve_border(r.mention, mentions, names, gazetteer=gazetteer)
        if r.mention.kind == "border" and r.corrected is None
        else r
        for r in resolutions
    )
