"""Which places hold for a claim though other words name them?

Conjoined claims of one sentence share a place; a claim without one takes those of the same event
told just before, and a unit's claims the towns where the report says that it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.geo.positions.positions import POSITION
from dateline.layers.attribution.cues import load_cues
from dateline.layers.claims.claims import ClaimPlace
from dateline.layers.places.anaphors import REACH
from dateline.layers.places.units import garrisons, mentioned_units, units_of
from dateline.layers.syntax.moment_clauses import harming_clause

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Token

    from dateline.geo.parse import Parse
    from dateline.layers.claims.clauses import ClaimDraft

_ANSWERING: Final = frozenset("return respond retaliate answer reply".split())
_LIGHT: Final = frozenset("be have do make take give get show see go come".split())


def share_among_siblings(
    explicit: list[list[ClaimPlace]], drafts: Sequence[ClaimDraft], parse: Parse
) -> None:
    """Let conjoined claims of one sentence share the place that holds for both.

    A verb without a place takes its sister's widest one (never a town: that would be false
    precision); a movement into a country crosses the border of it that the sentence names; whoever is
    harmed when something happens is harmed where it happens.
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
            if not drawn and _is_harmed_by(parse.doc, draft, drafts[j]):
                explicit[index] += [
                    replace(p, implicit=True, reason=_HARMED)
                    for p in explicit[j]
                    if p.role == "location"
                ]
                break
            border = _crossed(drawn, explicit[j])
            if border is not None and not any(p.role == "border" for p in explicit[index]):
                explicit[index].append(replace(border, implicit=True, reason=_CROSSED))
                break


_SHARED: Final = "shared with the other verb of the sentence"
_HARMED: Final = "where what did the harm happened"
_CROSSED: Final = "the sentence names this border of the country moved into"


def _is_harmed_by(doc: Doc, harmed: ClaimDraft, other: ClaimDraft) -> bool:
    clause = harming_clause(doc[harmed.head])
    return clause is not None and other.head == clause.i


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


def implied_places(
    explicit: Sequence[Sequence[ClaimPlace]],
    drafts: Sequence[ClaimDraft],
    parse: Parse,
    names: Mapping[str, str],
) -> list[list[ClaimPlace]]:
    """Return the places that claims take from other sentences.

    Parameters
    ----------
    explicit, drafts
        Aligned: the places with words, and the claims' words.
    parse
        The report's parse.
    names
        Names of places by id.

    Returns
    -------
    list of list of ClaimPlace
        Aligned with `drafts`; all without words of their own.
    """
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
    if parse.doc[draft.head].lemma_.lower() in _ANSWERING:
        return []  # "We returned fire": the other way
    stems = {_stem(parse.doc[i]) for i in draft.tokens if parse.doc[i].pos_ in {"NOUN", "VERB"}}
    for earlier in range(index - 1, -1, -1):
        if draft.sentence - drafts[earlier].sentence > REACH:
            break
        told = parse.doc[drafts[earlier].head]
        same = _stem(told) in stems and not _is_light(told)
        places = [p for p in explicit[earlier] if p.role not in {"none", "origin"}]
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
