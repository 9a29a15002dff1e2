"""Where is each claim? Places with roles, pronouns and carried-over places resolved.

`places` have words in the claim's own sentence; `implied_places` are carried over from another
sentence and flagged as such. A metonym or a party gets role "none": nothing is drawn for it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.geo.article import Span
from dateline.geo.positions import POSITION
from dateline.layers.claims import ClaimPlace
from dateline.layers.cues import load_cues
from dateline.layers.place_roles import role_of
from dateline.layers.position_places import MEASURED, ClaimPositions, position_places
from dateline.layers.units import garrisons, mentioned_units, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from dateline.geo.article import Article
    from dateline.geo.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.places import Place, Resolution
    from dateline.geo.positions import Position
    from dateline.layers.claims import PlaceRole
    from dateline.layers.clauses import ClaimDraft

_IF: Final = frozenset({"if", "unless", "case", "event", "should", "provided"})
_PLACE_ROLES: Final = frozenset({"location", "origin", "destination", "recipient_place", "border"})
_ANAPHORS: Final = frozenset({"there", "country", "republic", "its"})
_MEASURES: Final = frozenset({"length", "width", "stretch", "extent"})
_LIGHT: Final = frozenset("be have do make take give get show see go come".split())
_REACH: Final = 3  # sentences back that "there" or "the country" may reach


@dataclass(frozen=True, slots=True)
class _Known:
    """A place already met in reading order, for what later words take up."""

    position: int
    sentence: int
    place: Place
    role: PlaceRole
    precision: str | None


def assign_places(
    article: Article,
    parse: Parse,
    resolutions: Sequence[Resolution],
    drafts: Sequence[ClaimDraft],
    *,
    gazetteer: Gazetteer,
    positions: Sequence[Position] = (),
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

    Returns
    -------
    tuple of (places, implied_places)
        Aligned with `drafts`.
    """
    known: list[_Known] = []
    explicit: list[list[ClaimPlace]] = []
    ordered = sorted(resolutions, key=lambda resolution: resolution.mention.span)
    starts = [resolution.mention.span.start for resolution in ordered]
    told = ClaimPositions(positions, resolutions)
    by_id = {r.place.id: r.place for r in resolutions if r.place is not None} | told.places()
    for draft in drafts:
        condition = _condition_tokens(draft, parse.doc)
        low, high = (bisect_left(starts, at) for at in (draft.content.start, draft.content.end))
        measured = told.measured(draft.content)
        places = list(_named(draft, parse, ordered[low:high], condition, gazetteer, measured))
        places += position_places(told.drawn(draft.content), parse, condition)
        _remember(places, draft, by_id, known)
        places += _taken_up(draft, article, parse, known, gazetteer)
        explicit.append(sorted(places, key=lambda place: place.span or Span(0, 1)))
    _share_among_siblings(explicit, drafts)
    names = {place_id: place.name for place_id, place in by_id.items()}
    implied = _implied(explicit, drafts, parse, names)
    return tuple((tuple(e), tuple(i)) for e, i in zip(explicit, implied, strict=True))


# ------------------------------------------------------------------ names in the claim
def _named(
    draft: ClaimDraft,
    parse: Parse,
    resolutions: Sequence[Resolution],
    condition: frozenset[int],
    gazetteer: Gazetteer,
    measured: frozenset[Span],
) -> Iterator[ClaimPlace]:
    inside = [r for r in resolutions if _holds(draft.content, r.mention.span)]
    borders = [r.mention.span for r in inside if r.mention.kind == "border" and r.place is not None]
    for resolution in inside:
        mention = resolution.mention
        covered = any(_holds(b, mention.span) for b in borders)
        if mention.span in measured:
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
                yield _place(resolution, tokens, parse, condition)


PART_OF_A_NAME: Final = "part of the name of a body or road"


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
        place is not None and place.feature_code.startswith("PCL")
    )
    role = role_of(tokens, country=country, condition=condition)
    span = parse.span(role.phrase) if role.name != "none" else mention.span
    drawn = place is not None and role.name != "none"
    return ClaimPlace(
        text=parse.article.slice(span),
        span=span,
        role=role.name,
        resolves_to=place.name if place else None,
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
def _remember(
    places: Sequence[ClaimPlace],
    draft: ClaimDraft,
    by_id: Mapping[str, Place],
    known: list[_Known],
) -> None:
    for place in places:
        if place.span is not None and place.place_ids and place.role in _PLACE_ROLES:
            entry = by_id[place.place_ids[0]]
            known.append(
                _Known(place.span.start, draft.sentence, entry, place.role, place.precision)
            )
    known.sort(key=lambda item: item.position)


def _taken_up(
    draft: ClaimDraft,
    article: Article,
    parse: Parse,
    known: Sequence[_Known],
    gazetteer: Gazetteer,
) -> Iterator[ClaimPlace]:
    for i in sorted(draft.tokens):
        token = parse.doc[i]
        if token.lower_ not in _ANAPHORS:
            continue
        before = [k for k in known if k.position < parse.starts[i]]
        recent = [k for k in before if draft.sentence - k.sentence <= _REACH]
        if token.lower_ == "there" and token.dep_ == "advmod":
            source = _last(recent, {"location", "destination", "origin"})
            role: PlaceRole = "destination" if token.head.lemma_ in {"move", "go"} else "location"
            span = parse.span(token)
        elif token.lower_ in {"country", "republic"} and _is_the(token):
            source = _last(recent, {"location", "destination", "origin", "recipient_place"})
            role = role_of([token], country=True, condition=frozenset()).name
            span = Span(parse.starts[i - 1], parse.ends[i])
        elif token.lower_ == "its" and token.head.lemma_.lower() in _MEASURES:
            source = _last(recent, {"border"})
            role = "border"
            span = parse.span(token)
        else:
            continue
        if source is None or role == "none":
            continue
        yield _anaphor(article, span, role, source, gazetteer)


def _is_the(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].lower_ == "the"


def _last(known: Sequence[_Known], roles: set[str]) -> _Known | None:
    return next((k for k in reversed(known) if k.role in roles), None)


def _anaphor(
    article: Article, span: Span, role: PlaceRole, source: _Known, gazetteer: Gazetteer
) -> ClaimPlace:
    place, precision = source.place, source.precision
    if article.slice(span).lower().endswith(("country", "republic")) and place.country:
        place = gazetteer.country(place.country) or place
        precision = precision_of(place)
    return ClaimPlace(
        text=article.slice(span),
        span=span,
        role=role,
        resolves_to=place.name,
        place_ids=(place.id,),
        precision=precision,
        anaphor=True,
        reason=f"takes up {source.place.name}, the last place named before",
    )


# ------------------------------------------------------------------ shared and carried over
def _share_among_siblings(explicit: list[list[ClaimPlace]], drafts: Sequence[ClaimDraft]) -> None:
    """Let conjoined claims of one sentence share the place that holds for both.

    A verb without a place takes its sister's widest one (never a town: that would be false
    precision); a movement into a country crosses the border of it that the sentence names.
    """
    by_sentence: dict[int, list[int]] = {}
    for index, draft in enumerate(drafts):
        by_sentence.setdefault(draft.sentence, []).append(index)
    for index, draft in enumerate(drafts):
        sisters = [j for j in by_sentence[draft.sentence] if j != index]
        drawn = [p for p in explicit[index] if p.role != "none"]
        for j in sisters:
            related = drafts[j].inherits_from == index or draft.inherits_from == j
            if not drawn and related:
                wide = [p for p in explicit[j] if p.precision == "6" and p.role == "location"]
                if wide:
                    explicit[index].append(replace(wide[-1], implicit=True, reason=_SHARED))
                    break
            border = _crossed(drawn, explicit[j])
            if border is not None and not any(p.role == "border" for p in explicit[index]):
                explicit[index].append(replace(border, implicit=True, reason=_CROSSED))
                break


_SHARED: Final = "shared with the other verb of the sentence"
_CROSSED: Final = "the sentence names this border of the country moved into"


def _crossed(drawn: Sequence[ClaimPlace], others: Sequence[ClaimPlace]) -> ClaimPlace | None:
    countries = {
        i.removeprefix("country:")
        for place in drawn
        if place.role == "destination"
        for i in place.place_ids
    }
    for other in others:
        if other.role == "border" and other.place_ids:
            sides = set(other.place_ids[0].removeprefix("border:").split("-"))
            if sides & countries:
                return other
    return None


def _implied(
    explicit: Sequence[Sequence[ClaimPlace]],
    drafts: Sequence[ClaimDraft],
    parse: Parse,
    names: Mapping[str, str],
) -> list[list[ClaimPlace]]:
    points = [tuple(i for p in places if p.precision in {"1", "2"} for i in p.place_ids)
              for places in explicit]  # fmt: skip
    units = units_of(drafts, parse.doc)
    stands = garrisons(drafts, units, points, parse.doc)
    implied: list[list[ClaimPlace]] = []
    for index, draft in enumerate(drafts):
        subject = units[index]
        named = mentioned_units(draft, parse.doc)
        carried = [
            _garrison(unit, stands[unit][1], names)
            for unit in dict.fromkeys([subject, *named] if subject else named)
            if unit in stands and stands[unit][0] != index
        ]
        if not carried and not any(p.role != "none" for p in explicit[index]):
            carried = _same_event(index, drafts, explicit, parse)
        implied.append(carried)
    return implied


def _garrison(unit: str, ids: tuple[str, ...], names: Mapping[str, str]) -> ClaimPlace:
    near = any(i.startswith(POSITION) for i in ids)
    return ClaimPlace(
        text=None,
        span=None,
        role="location",
        resolves_to="; ".join(names[i] for i in ids),
        place_ids=ids,
        precision="multi" if len(ids) > 1 else "2" if near else "1",
        implicit=True,
        reason=f"where the report says the {unit} stands",
    )


def _same_event(
    index: int,
    drafts: Sequence[ClaimDraft],
    explicit: Sequence[Sequence[ClaimPlace]],
    parse: Parse,
) -> list[ClaimPlace]:
    """Carry over the places of the same event told just before ("these movements")."""
    draft = drafts[index]
    stems = {_stem(parse.doc[i]) for i in draft.tokens if parse.doc[i].pos_ in {"NOUN", "VERB"}}
    for earlier in range(index - 1, -1, -1):
        if draft.sentence - drafts[earlier].sentence > _REACH:
            break
        told = parse.doc[drafts[earlier].head]
        same = _stem(told) in stems and not _is_light(told)
        places = [p for p in explicit[earlier] if p.role != "none"]
        if same and places:
            return [
                replace(p, text=None, span=None, implicit=True, reason="same event told before")
                for p in places
            ]
    return []


def _is_light(token: Token) -> bool:
    """Whether a verb names no event of its own: shows, has, promises."""
    lemma = token.lemma_.lower()
    return lemma in _LIGHT or (token.pos_ == "VERB" and (lemma, "verb") in load_cues())


def _stem(token: Token) -> str:
    return token.lemma_.lower()[:4]


def _condition_tokens(draft: ClaimDraft, doc: Doc) -> frozenset[int]:
    """Tokens of the draft that stand in a conditional clause or phrase."""
    found: set[int] = set()
    for i in draft.tokens:
        token = doc[i]
        if token.lower_ in _IF and token.dep_ in {"mark", "pobj", "prep", "aux"}:
            root = token.head if token.dep_ in {"mark", "aux"} else token
            found |= {t.i for t in root.subtree if t.i in draft.tokens}
    return frozenset(found)
