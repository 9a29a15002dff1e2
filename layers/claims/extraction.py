"""How do a claim's slots come together? Drafts, modality, events, actors, places, times, links."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.attribution.speech_acts import with_speech_acts
from dateline.layers.claims.claims import Claim, CorrectedField, Via
from dateline.layers.claims.clauses import draft_claims
from dateline.layers.claims.modality import modality_of
from dateline.layers.corrections.added_drafts import added_drafts
from dateline.layers.events.actors import actors_of, settle_roles
from dateline.layers.events.events import event_of
from dateline.layers.links.within import link_claims
from dateline.layers.places.claim_places import assign_places
from dateline.layers.quantities.quantities import find_quantities
from dateline.layers.speakers.speakers import OUTLET_NAME, Speaker, identify_speakers
from dateline.layers.syntax.mending import mended
from dateline.layers.times.claim_times import time_of
from dateline.layers.times.times import find_times

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.parse import Parse
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article, Span
    from dateline.layers.attribution.attributions import Attribution
    from dateline.layers.claims.claims import Tier
    from dateline.layers.claims.clauses import ClaimDraft
    from dateline.layers.quantities.quantities import Quantity

OUTLET: Final = Speaker(name=OUTLET_NAME, kind="outlet")
_ADDED: Final = (CorrectedField(field="added", inferred=None),)
_INDIRECT: Final = "possibly indirect speech"
_BACKGROUND_TYPES: Final = frozenset({"membership"})
_TIMELESS: Final = frozenset({"geographic_fact"})

Spoken = tuple[Speaker, str]


def assemble_claims(
    article: Article,
    parse: Parse,
    resolutions: Sequence[Resolution],
    attributions: Sequence[Attribution],
    *,
    gazetteer: Gazetteer,
    positions: Sequence[Position] = (),
    added: Sequence[Span] = (),
) -> tuple[Claim, ...]:
    """Build the claims of a report from its parts; parameters as in `extract_claims`."""
    parse = mended(parse)
    attributions = with_speech_acts(parse, attributions)
    drafts = draft_claims(parse, attributions)
    found = len(drafts)
    drafts += added_drafts(parse, attributions, added, known=drafts)
    spoken = _speakers(drafts, attributions, identify_speakers(parse, attributions, resolutions))
    sources = [
        attributions[d.attribution].source if d.attribution is not None else () for d in drafts
    ]
    places = assign_places(
        article,
        parse,
        resolutions,
        drafts,
        gazetteer=gazetteer,
        positions=positions,
        sources=sources,
    )
    vias = _relays(parse, drafts, attributions, [speaker for speaker, _ in spoken])
    times = find_times(parse, published=article.published)
    quantities = find_quantities(parse, times=times)
    claims: list[Claim] = []
    for index, draft in enumerate(drafts):
        speaker, step = spoken[index]
        people = actors_of(draft, parse, resolutions, gazetteer=gazetteer, speaker=speaker)
        shown = _shown_attribution(draft, attributions)
        claims.append(
            _claim(
                f"C{index + _first_number(drafts):02d}",
                draft,
                parse,
                attributions,
                actors=people[0],
                recipients=people[1],
                source=shown.source if shown else (),
                cue=shown.cue if shown else (),
                speaker=speaker,
                source_resolution=step,
                via=vias[index],
                places=places[index][0],
                implied_places=places[index][1],
                time=time_of(draft, parse, times),
                quantities=_quantities(draft, quantities),
                flags=_flags(drafts, index) if index < found else (),
                corrected=() if index < found else _ADDED,
                earlier=_type_before(claims, drafts, index),
            )
        )
    claims = _in_reading_order(claims, found)
    linked = link_claims(claims)
    return tuple(replace(c, links=links) for c, links in zip(claims, linked, strict=True))


def _in_reading_order(claims: Sequence[Claim], found: int) -> list[Claim]:
    """Put the claims that were added, the last ones, where their words stand."""
    out = list(claims[:found])
    for claim in claims[found:]:
        after = (n for n, c in enumerate(out) if c.content.start > claim.content.start)
        out.insert(next(after, len(out)), claim)
    return out


def _claim(
    name: str,
    draft: ClaimDraft,
    parse: Parse,
    attributions: Sequence[Attribution],
    **slots: Any,
) -> Claim:
    """Add what follows from a draft's own words to the slots found elsewhere."""
    earlier = slots.pop("earlier")
    modality = modality_of(
        draft, parse, attributions, speaker=slots["speaker"], own_side=_own_side(slots)
    )
    event = event_of(
        draft,
        parse,
        modality,
        cue=draft_cue(draft, attributions),
        places=[p.span for p in slots["places"] if p.span and p.role != "none"],
        earlier=earlier,
    )
    slots["actors"], slots["recipients"] = settle_roles(
        slots["actors"], slots["recipients"], event.type
    )
    return Claim(
        id=name,
        tier=_tier(draft, event.type),
        sentence=parse.sentences[draft.sentence],
        sentence_id=sentence_ids(parse)[draft.sentence],
        content=draft.content,
        type=event.type,
        plover=event.plover,
        mode=event.mode,
        acled=event.acled,
        act=modality.act,
        realis=modality.realis,
        certainty=modality.certainty,
        polarity=modality.polarity,
        author_certainty=modality.author_certainty,
        hedges=modality.hedges,
        condition=modality.condition,
        negation=modality.negation,
        links=(),
        confidence=event.confidence,
        tense=None if event.type in _TIMELESS else modality.tense,
        **slots,
    )


def _type_before(claims: Sequence[Claim], drafts: Sequence[ClaimDraft], index: int) -> str | None:
    """Return the type of the claim before, where it stands in this sentence or the last."""
    if not index or drafts[index - 1].headline:
        return None
    near = 0 <= drafts[index].sentence - drafts[index - 1].sentence <= 1
    return claims[index - 1].type if near else None


def _own_side(slots: Mapping[str, Any]) -> bool | None:
    """Whether the first actor is of the speaker's country; None where one of them has none."""
    country = slots["speaker"].country
    theirs = [a.country for a in slots["actors"] if a.country]
    return theirs[0] == country if country and theirs else None


@lru_cache(maxsize=4)
def sentence_ids(parse: Parse) -> tuple[str, ...]:
    """Return the sentences' names: "H" for the headline, then S1, S2 … in reading order."""
    names: list[str] = []
    number = 0
    for span in parse.sentences:
        token = parse.tokens(span)[0]
        if parse.article.zones[parse.zone_of[token.i]].kind == "headline":
            names.append("H")
        else:
            number += 1
            names.append(f"S{number}")
    return tuple(names)


def _first_number(drafts: Sequence[ClaimDraft]) -> int:
    """C00 is the headline's; without one the first claim is C01."""
    return 0 if drafts and drafts[0].headline else 1


def _tier(draft: ClaimDraft, event_type: str | None) -> Tier:
    if draft.headline:
        return "headline"
    if draft.nominal and draft.attribution is not None:
        return "presupposed"
    return "background" if event_type in _BACKGROUND_TYPES else "core"


# ------------------------------------------------------------------ who says it
def _speakers(
    drafts: Sequence[ClaimDraft], attributions: Sequence[Attribution], known: Sequence[Spoken]
) -> list[Spoken]:
    out: list[Spoken] = []
    for draft in drafts:
        if draft.attribution is not None:
            out.append(known[draft.attribution])
        elif draft.stances and (earlier := _goes_on(draft, drafts, attributions, known)):
            out.append(earlier)
        elif draft.stances:
            out.append(
                (OUTLET, f"no one is said to have told it ({draft_cue(draft, attributions)})")
            )
        else:
            out.append((OUTLET, "no cue"))
    return out


def _goes_on(
    draft: ClaimDraft,
    drafts: Sequence[ClaimDraft],
    attributions: Sequence[Attribution],
    known: Sequence[Spoken],
) -> Spoken | None:
    """Return the speaker of the sentence before when a pronoun takes that speaker up.

    "Officials said …. They expect …": whoever told the first told the second.
    """
    number = draft.stances[0]
    source = attributions[number].source
    if attributions[number].cue_lemma in {"agree", "ask", "accept", "request"}:
        return None  # told by the report: an event
    if not source or source[0].end - source[0].start > len("they"):
        return None
    name = known[number][0].name
    before = [d.attribution for d in drafts if draft.sentence - d.sentence == 1]
    told = any(n is not None and known[n][0].name == name for n in before)
    return known[number] if told else None


def draft_cue(draft: ClaimDraft, attributions: Sequence[Attribution]) -> str:
    """Return the lemma of the cue that governs a draft, "" where none does."""
    return attributions[draft.stances[0]].cue_lemma if draft.stances else ""


def _shown_attribution(
    draft: ClaimDraft, attributions: Sequence[Attribution]
) -> Attribution | None:
    """Return the attribution whose words stand with the claim."""
    if draft.attribution is not None:
        return attributions[draft.attribution]
    own = [n for n in draft.stances if attributions[n].kind != "relay"]
    return attributions[own[0]] if own else None


def _relays(
    parse: Parse,
    drafts: Sequence[ClaimDraft],
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
) -> list[Via | None]:
    """Return through whom the report has each statement; inferred for the speaker's later ones."""
    relay_of = {n: a for a in attributions if a.kind == "relay" for n in a.relay_of}
    known: dict[str, Via] = {}
    out: list[Via | None] = []
    for draft, speaker in zip(drafts, speakers, strict=True):
        relay = next((relay_of[n] for n in draft.stances if n in relay_of), None)
        if relay is None:
            passed_on = [attributions[n] for n in draft.stances]
            relay = next((a for a in passed_on if a.kind == "relay"), None)
        if relay is not None and relay.source and draft.attribution is not None:
            via = Via(
                name=parse.article.slice(relay.source[0]).replace("\xa0", " "),
                explicit=True,
                source=relay.source[0],
                cue=relay.cue[0] if relay.cue else None,
            )
            known[speaker.name] = replace(via, explicit=False, source=None, cue=None)
            out.append(via)
        else:
            out.append(None if draft.headline else known.get(speaker.name))
    return out


def _flags(drafts: Sequence[ClaimDraft], index: int) -> tuple[str, ...]:
    """Warn where a sentence without a cue follows a quoted one and may go on with it."""
    draft = drafts[index]
    if draft.attribution is not None or draft.headline or draft.stances:
        return ()
    last = drafts[index - 1] if index else None
    if last is None or last.headline or last.attribution is None:
        return ()
    return (_INDIRECT,) if draft.sentence - last.sentence <= 1 else ()


# ------------------------------------------------------------------ when and how much
def _quantities(draft: ClaimDraft, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    content = draft.content
    return tuple(
        q for q in quantities if content.start <= q.span.start and q.span.end <= content.end
    )
