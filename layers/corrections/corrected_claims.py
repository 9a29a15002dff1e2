"""What does each claim say, once an analyst has corrected it?

A field that the analyst set wins over what was inferred; `Claim.corrected` keeps what that was.
Rejected claims stay in the list, marked: layers and links leave them out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from dateline.errors import InputError
from dateline.layers.claims.claims import CorrectedField
from dateline.layers.corrections.added_drafts import can_be_added
from dateline.layers.corrections.anchor import find_anchors
from dateline.layers.corrections.corrections import OrphanEntry
from dateline.layers.language_model.grounding import event_codes
from dateline.layers.links.within import link_claims
from dateline.layers.speakers.speakers import OUTLET, Speaker
from dateline.layers.times.edtf import read_edtf
from dateline.layers.times.times import TimeExpression

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Article, Span
    from dateline.layers.claims.claims import Claim
    from dateline.layers.corrections.corrections import ClaimCorrection

GIVEN: Final = "given by the analyst"
# Least share of both claims' words, for a claim whose words were cut otherwise than they were when
# it was corrected (the report or dateline has changed).
_SHARED: Final = 0.5
_PLAIN: Final = ("act", "realis")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedClaims:
    """Claims with the corrections in them, and the entries that found no claim."""

    claims: tuple[Claim, ...]
    orphans: tuple[OrphanEntry, ...]


def added_spans(
    article: Article, corrections: Iterable[ClaimCorrection], parse: Parse
) -> tuple[Span, ...]:
    """Return the words that an analyst calls claims, where the report has them, for extraction."""
    wanted = [entry for entry in corrections if entry.add]
    found = (span for _, span, _ in find_anchors(article, wanted) if span is not None)
    return tuple(span for span in found if can_be_added(parse, span))


def correct_claims(
    article: Article,
    claims: Sequence[Claim],
    corrections: Iterable[ClaimCorrection],
    *,
    gazetteer: Gazetteer,
) -> CorrectedClaims:
    """Set what an analyst says of the claims.

    Parameters
    ----------
    article, claims
        The report, and its claims with those of `added_spans` among them.
    corrections
        Of this report.
    gazetteer
        Knows the codes of countries.

    Returns
    -------
    CorrectedClaims
        Aligned with `claims`; ids stay. Links are drawn anew among the claims not rejected.

    Raises
    ------
    InputError
        A `speaker_country` is no code of a country.
    """
    out = list(claims)
    by_name = {OUTLET.name: OUTLET} | {c.speaker.name: c.speaker for c in reversed(claims)}
    orphans = []
    for entry, span, why in find_anchors(article, corrections):
        number = _hit(claims, span, exact=entry.add) if span is not None else None
        if number is None:
            reason = why or (
                "these words stand in no sentence" if entry.add else "no claim has these words"
            )
            orphans.append(OrphanEntry(entry=entry, reason=reason))
        else:
            out[number] = _corrected(out[number], entry, by_name, gazetteer)
    if out != list(claims):
        out = _linked(out)
    return CorrectedClaims(claims=tuple(out), orphans=tuple(orphans))


def _hit(claims: Sequence[Claim], span: Span, *, exact: bool) -> int | None:
    """Return the number of the claim whose words these are, or which shares most of them."""

    def shared(claim: Claim) -> float:
        one = claim.content
        both = min(one.end, span.end) - max(one.start, span.start)
        return max(0, both) / (max(one.end, span.end) - min(one.start, span.start))

    best = max(range(len(claims)), key=lambda n: (shared(claims[n]), -n), default=None)
    if best is None or shared(claims[best]) < (1.0 if exact else _SHARED):
        return None
    return best


def _corrected(
    claim: Claim, entry: ClaimCorrection, by_name: dict[str, Speaker], gazetteer: Gazetteer
) -> Claim:
    """Return the claim with the fields of an entry, and with what they replace beside them."""
    new: dict[str, Any] = {}
    before: dict[str, str | None] = {}
    if entry.speaker is not None or entry.speaker_country is not None:
        new |= {"speaker": _speaker(claim, entry, by_name, gazetteer)}
        if entry.speaker is not None:
            new["source_resolution"] = GIVEN
            before["speaker"] = claim.speaker.name
        if entry.speaker_country is not None:
            before["speaker_country"] = claim.speaker.country
    if entry.time is not None:
        before["time"] = claim.time.value or claim.time.text if claim.time else None
        new["time"] = _time(claim, entry.time)
    for name in _PLAIN:
        if (value := getattr(entry, name)) is not None:
            before[name] = getattr(claim, name)
            new[name] = value
    if entry.type is not None:
        before["type"] = claim.type
        codes = [code or None for code in event_codes()[entry.type]]
        new |= {"type": entry.type, "plover": codes[0], "mode": codes[1], "acled": codes[2]}
        new["confidence"] = 1.0
    if entry.grade is not None:
        new |= {"grade": entry.grade, "graded_by": entry.graded_by}
    if entry.note is not None:
        new["note"] = entry.note
    if entry.status is not None:
        new["status"] = entry.status
    told = tuple(CorrectedField(field=name, inferred=was) for name, was in before.items())
    return replace(claim, **new, corrected=claim.corrected + told)


def _speaker(
    claim: Claim, entry: ClaimCorrection, by_name: dict[str, Speaker], gazetteer: Gazetteer
) -> Speaker:
    """Return the speaker that is meant: one of the report's where the name is one of theirs."""
    speaker = claim.speaker
    if entry.speaker is not None and entry.speaker != speaker.name:
        speaker = by_name.get(entry.speaker, Speaker(name=entry.speaker, kind="unknown"))
    if entry.speaker_country is None:
        return speaker
    code = entry.speaker_country
    alpha3 = gazetteer.alpha3(code) if len(code) == 2 else code
    if not alpha3 or not gazetteer.alpha2(alpha3):
        msg = f"{entry.where}: `speaker_country`: no country has the code {code!r}"
        raise InputError(msg, hint="three letters of ISO 3166-1, such as TJK")
    return replace(speaker, country=alpha3)


def _time(claim: Claim, text: str) -> TimeExpression:
    """Return the time that an analyst gives, with the report's words where it has some."""
    given = read_edtf(text)
    known = claim.time
    return TimeExpression(
        span=known.span if known else claim.content,
        core_span=known.core_span if known else claim.content,
        text=known.text if known else "",
        core=known.core if known else "",
        timex=given.value,
        mod=None,
        value=given.value,
        precision=given.precision,
        bound=given.bound,
        resolvable_without_dct=True,
        earliest=given.earliest,
        latest=given.latest,
    )


def _linked(claims: Sequence[Claim]) -> list[Claim]:
    """Relate the claims to each other by what they say now; a rejected one relates to none."""
    kept = [claim for claim in claims if claim.status != "rejected"]
    links = dict(zip((c.id for c in kept), link_claims(kept), strict=True))
    return [replace(claim, links=links.get(claim.id, ())) for claim in claims]
