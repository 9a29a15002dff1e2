"""Where is each claim? Places with roles, pronouns and carried-over places resolved.

`places` have words in the claim's own sentence; `implied_places` are carried over from another
sentence and flagged as such. A metonym or a party gets role "none": nothing is drawn for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dateline.geo.reports.article import Span
from dateline.layers.claims.claims import ClaimPlace
from dateline.layers.places.anaphors import taken_up
from dateline.layers.places.implied import implied_places, share_among_siblings
from dateline.layers.places.known import Known, shown_name
from dateline.layers.places.named_lines import known_place, named_lines
from dateline.layers.places.positions import (
    MEASURED,
    ClaimPositions,
    position_places,
    precision_of_position,
)
from dateline.layers.places.roles import role_of
from dateline.layers.places.words import LOOSE, LYING, PART_OF_A_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.parse import Parse
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.claims.clauses import ClaimDraft

_OF_TELLER: Final = "says who tells it"
_IF: Final = frozenset({"if", "unless", "case", "event", "should", "provided"})
_PLACE_ROLES: Final = frozenset({"location", "origin", "destination", "recipient_place", "border"})


def assign_places(
    article: Article,
    parse: Parse,
    resolutions: Sequence[Resolution],
    drafts: Sequence[ClaimDraft],
    *,
    gazetteer: Gazetteer,
    positions: Sequence[Position] = (),
    sources: Sequence[Sequence[Span]] = (),
) -> tuple[tuple[tuple[ClaimPlace, ...], tuple[ClaimPlace, ...]], ...]:
    """Give every claim draft its places.

    Parameters
    ----------
    article, parse, resolutions
        The report, its parse, and what its mentions mean.
    drafts
        The claims' words, in reading order.
    gazetteer
        Names countries.
    positions
        Distances, coordinates and betweens, as from `find_positions`.
    sources
        Per draft the words that say who tells it, which may stand amid what is told.

    Returns
    -------
    tuple of (places, implied_places)
        Aligned with `drafts`.
    """
    lines, on_lines = named_lines(article, parse, resolutions)
    known = _told_anywhere(parse, resolutions, gazetteer)
    lost = [
        r.mention.span.start for r in resolutions if r.place is None and r.mention.kind == "name"
    ]
    explicit: list[list[ClaimPlace]] = []
    ordered = sorted(resolutions, key=lambda resolution: resolution.mention.span)
    starts = [resolution.mention.span.start for resolution in ordered]
    told = ClaimPositions(positions, resolutions)
    by_id = (
        {r.place.id: r.place for r in resolutions if r.place is not None} | told.places() | lines
    )
    by_span = {r.mention.span: r for r in resolutions}
    for index, draft in enumerate(drafts):
        condition = _condition_tokens(draft, parse.doc)
        own = {parse.starts[i] for i in draft.subject}
        teller = [
            s
            for s in (sources[index] if sources else ())
            if not any(s.start <= i < s.end for i in own)
        ]
        low, high = (bisect_left(starts, at) for at in (draft.content.start, draft.content.end))
        measured, ends = told.measured(draft.content), told.ends(draft.content)
        crossed = [p for p in on_lines if p.span and _holds(draft.content, p.span)]
        inside = [
            r
            for r in ordered[low:high]
            if not any(
                p.span and p.span.start <= r.mention.span.start < p.span.end for p in crossed
            )
        ]
        of_teller = [r for r in inside if any(_holds(s, r.mention.span) for s in teller)]
        inside = [r for r in inside if r not in of_teller]
        places = [*_named(draft, parse, inside, condition, gazetteer, measured, ends), *crossed]
        places += [_nowhere(r, _OF_TELLER) for r in of_teller if r.mention.kind != "border"]
        told_of = _subject_is_placed(draft, parse, places, known, gazetteer)
        if not told_of:
            drawn = told.drawn(draft.content)
            places, left = _at_positions(places, drawn)
            places += position_places(left, parse, condition, by_span=by_span)
        _remember(places, draft, by_id, known)
        spans = [p.span for p in places if p.span]
        more = list(
            taken_up(draft, parse, known, gazetteer, taken=spans, condition=condition, lost=lost)
        )
        by_id.update(_places_of(more, by_id, gazetteer))
        _remember(more, draft, by_id, known)
        places += more
        explicit.append(sorted(places, key=lambda place: place.span or Span(0, 1)))
    share_among_siblings(explicit, drafts, parse)
    names = {place_id: place.name for place_id, place in by_id.items()}
    implied = implied_places(explicit, drafts, parse, names)
    return tuple((tuple(e), tuple(i)) for e, i in zip(explicit, implied, strict=True))


# ------------------------------------------------------------------ names in the claim
def _named(
    draft: ClaimDraft,
    parse: Parse,
    resolutions: Sequence[Resolution],
    condition: frozenset[int],
    gazetteer: Gazetteer,
    measured: frozenset[Span],
    ends: frozenset[Span],
) -> Iterator[ClaimPlace]:
    inside = [r for r in resolutions if _holds(draft.content, r.mention.span)]
    listed = _listed(inside, parse)
    before: ClaimPlace | None = None
    borders = [r.mention.span for r in inside if r.mention.kind == "border" and r.place is not None]
    for resolution in inside:
        mention = resolution.mention
        covered = any(_holds(b, mention.span) for b in borders)
        if mention.span in measured:
            if mention.span not in ends:
                yield _nowhere(resolution, MEASURED)
        elif mention.kind == "border":
            if not _names_a_force(parse.tokens(mention.span)):
                yield _border(resolution)
        elif mention.kind == "metonym":
            yield _metonym(resolution, gazetteer)
        elif mention.kind == "embedded":
            yield _nowhere(resolution, PART_OF_A_NAME)
        elif not covered:
            tokens = parse.tokens(mention.span)
            if tokens:
                place = _place(resolution, tokens, parse, condition)
                if mention.span in listed and before is not None:
                    place = _like(place, before, resolution)
                before = place
                yield place


def _listed(resolutions: Sequence[Resolution], parse: Parse) -> frozenset[Span]:
    """Return the names that go on a list of names: of "in A, B and C" those of B and C."""
    text = parse.article.text
    names = [r.mention.span for r in resolutions if r.mention.kind == "name"]
    found: list[Span] = []
    chain: list[Span] = []
    for left, right in pairwise(names):
        gap = " ".join(text[left.end : right.start].split())
        if gap == ",":
            chain.append(right)
        elif gap in {"and", ", and", "or"}:
            found += [*chain, right]
            chain = []
        else:
            chain = []
    return frozenset(found)


def _like(place: ClaimPlace, before: ClaimPlace, resolution: Resolution) -> ClaimPlace:
    """Give a listed name the role of the one before it, where a parser has lost it."""
    shared = before.role in {"location", "origin", "destination"} and before.precision != "6"
    country = place.demonym or (
        resolution.place is not None and resolution.place.feature_code.startswith("PCL")
    )
    if place.role != "none" or not shared or country:
        return place
    found = resolution.place
    return replace(
        place,
        role=before.role,
        place_ids=(found.id,) if found else (),
        precision=precision_of(found) if found else None,
        reason=before.reason if found else place.reason,
    )


def _at_positions(
    places: Sequence[ClaimPlace], positions: Sequence[Position]
) -> tuple[list[ClaimPlace], list[Position]]:
    """Set a name that no gazetteer has where the report says it lies: "X, 40 km west of Y".

    Returns
    -------
    tuple of (places, positions)
        The places, and the positions that no name of them stands for.
    """
    by_span = {p.span: at for at, p in enumerate(places) if p.role != "none" and not p.place_ids}
    out, left = list(places), []
    for position in positions:
        at = next(
            (i for span, i in by_span.items()
             if span and position.describes and _holds(span, position.describes)), None,
        )  # fmt: skip
        if at is None or out[at].place_ids:
            left.append(position)
            continue
        out[at] = replace(
            out[at],
            resolves_to=" ".join((out[at].text or "").split()),
            place_ids=(position.id,),
            precision=precision_of_position(position),
            reason=f"{out[at].reason}; drawn where the report says it lies. {position.reason}",
        )
    return out, left


def _nowhere(resolution: Resolution, reason: str) -> ClaimPlace:
    """A place that is named, but where the claim says nothing to happen."""
    mention, place = resolution.mention, resolution.place
    return ClaimPlace(
        text=mention.surface,
        span=mention.span,
        role="none",
        resolves_to=place.name if place else None,
        reason=reason,
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _names_a_force(tokens: Sequence[Token]) -> bool:
    """Whether the word belongs to a name that goes on: "the Border | Guard"."""
    last = tokens[-1] if tokens else None
    return last is not None and last.dep_ == "compound" and last.head.i == last.i + 1


def _border(resolution: Resolution) -> ClaimPlace:
    place, mention = resolution.place, resolution.mention
    return ClaimPlace(
        text=mention.surface,
        span=mention.span,
        role="border",
        resolves_to=place.name if place else None,
        place_ids=(place.id,) if place else (),
        precision="line" if place else None,
        implicit=len(mention.sides) < 2,
        reason=resolution.reason,
    )


def _metonym(resolution: Resolution, gazetteer: Gazetteer) -> ClaimPlace:
    mention, place = resolution.mention, resolution.place
    country = gazetteer.country_name(place.country) if place else mention.surface
    return ClaimPlace(
        text=mention.surface,
        span=mention.span,
        role="none",
        resolves_to=f"{country} (government; metonym)",
        metonym=True,
        reason="stands for a government: nothing happens in the city itself",
    )


def _place(
    resolution: Resolution, tokens: Sequence[Token], parse: Parse, condition: frozenset[int]
) -> ClaimPlace:
    mention, place = resolution.mention, resolution.place
    country = mention.kind == "demonym" or (
        place.feature_code.startswith("PCL") if place is not None else tokens[-1].tag_ == "JJ"
    )
    if len(tokens) > 1 and tokens[-1].lower_ in LOOSE and not country:
        tokens = tokens[:-1]  # "the Kulob area" is Kulob
    role = role_of(tokens, country=country, condition=condition)
    span = parse.span(role.phrase) if role.name != "none" else mention.span
    drawn = place is not None and role.name != "none"
    return ClaimPlace(
        text=parse.article.slice(span),
        span=span,
        role=role.name,
        resolves_to=shown_name(resolution),
        place_ids=(place.id,) if drawn and place else (),
        precision=precision_of(place) if drawn and place else None,
        demonym=mention.kind == "demonym",
        reason=role.reason if place else resolution.reason,
    )


def precision_of(place: Place) -> str:
    """Return UCDP GED's where_prec (1 exact, 3 ADM2, 4 ADM1, 6 country), "line" or "region"."""
    code = place.feature_code
    if code.startswith("PCL"):
        return "6"
    if place.geometry == "line":
        return "line"
    return {"ADM1": "4", "ADM2": "3"}.get(code, "region" if place.geometry == "area" else "1")


# ------------------------------------------------------------------ what words take up
def _told_anywhere(
    parse: Parse, resolutions: Sequence[Resolution], gazetteer: Gazetteer
) -> list[Known]:
    """Return what is named at all, places of speaking too: "here" may mean those.

    A government stands for its country: "Kabul says that nobody left its territory".
    """
    sentences = [span.start for span in parse.sentences]
    found = []
    for resolution in sorted(resolutions, key=lambda r: r.mention.span):
        place, mention = resolution.place, resolution.mention
        tokens = parse.tokens(mention.span)
        if mention.kind == "metonym" and place is not None:
            place = gazetteer.country(place.country)
        if place is None or not tokens or mention.kind not in {"name", "demonym", "metonym"}:
            continue
        country = mention.kind == "demonym" or place.feature_code.startswith("PCL")
        role = role_of(tokens, country=country, condition=frozenset()).name
        if role == "none" and not country:
            role = "location"  # where who speaks is at home: "here" may mean that
        at = (mention.span.start, bisect_right(sentences, mention.span.start) - 1)
        name = "" if mention.kind == "metonym" else shown_name(resolution) or ""
        found.append(
            Known(*at, place, role, precision_of(place), drawn=False,
                  name="" if name == place.name else name, words=mention.surface)
        )  # fmt: skip
    return found


def _places_of(
    taken: Sequence[ClaimPlace], by_id: Mapping[str, Place], gazetteer: Gazetteer
) -> Iterator[tuple[str, Place]]:
    """Yield the places that are known by a word alone ("the country"), by id."""
    for place_id in {i: None for place in taken for i in place.place_ids if i not in by_id}:
        if (place := known_place(place_id, gazetteer)) is not None:
            yield place_id, place


def _remember(
    places: Sequence[ClaimPlace],
    draft: ClaimDraft,
    by_id: Mapping[str, Place],
    known: list[Known],
) -> None:
    for place in places:
        if place.span is not None and place.place_ids and place.role in _PLACE_ROLES:
            entry = by_id[place.place_ids[0]]
            name = place.resolves_to if place.resolves_to != entry.name else ""
            at = (place.span.start, draft.sentence)
            known.append(
                Known(*at, entry, place.role, place.precision, name=name or "",
                      words="" if place.anaphor else place.text or "")
            )  # fmt: skip
    known.sort(key=lambda item: (item.position, item.drawn))


def _subject_is_placed(
    draft: ClaimDraft,
    parse: Parse,
    places: Sequence[ClaimPlace],
    known: Sequence[Known],
    gazetteer: Gazetteer,
) -> bool:
    """Whether the claim only tells how far a known place lies: "The reef is 40 km off Cebu"."""
    if parse.doc[draft.head].lemma_.lower() not in LYING:
        return False
    subject = {parse.starts[i] for i in draft.subject}
    named = [p for p in places if p.role != "none"]
    named += taken_up(draft, parse, known, gazetteer)
    return any(p.span and any(p.span.start <= at < p.span.end for at in subject) for p in named)


def _condition_tokens(draft: ClaimDraft, doc: Doc) -> frozenset[int]:
    """Tokens of the draft that stand in a conditional clause or phrase."""
    found: set[int] = set()
    for i in draft.tokens:
        token = doc[i]
        if token.lower_ in _IF and token.dep_ in {"mark", "pobj", "prep", "aux"}:
            root = token.head if token.dep_ in {"mark", "aux"} else token
            found |= {t.i for t in root.subtree if t.i in draft.tokens}
    return frozenset(found)
