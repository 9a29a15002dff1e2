"""What does the report claim, who says so, how surely, since when, and where?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.parse import Parse
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article, Span
    from dateline.layers.attribution.attributions import Attribution
    from dateline.layers.checks.checks import Check
    from dateline.layers.quantities.quantities import Quantity
    from dateline.layers.speakers.speakers import Speaker
    from dateline.layers.times.times import TimeExpression

Act = Literal[
    "assert", "promise", "plan", "hope", "expect", "request", "deny", "threaten", "warn", "question"
]
Realis = Literal["actual", "future", "conditional", "hypothetical"]
Certainty = Literal["CT", "PR", "PS", "Uu"]  # FactBank: certain, probable, possible, unknown
Tense = Literal["past", "present", "future"]
Tier = Literal["core", "headline", "background", "presupposed"]
PlaceRole = Literal[
    "location", "origin", "destination", "border", "recipient_place", "threat_origin", "none"
]
LinkKind = Literal["summarises", "repeats", "elaborates", "corroborates", "contradicts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """A relay: through whom the report has the statement."""

    name: str
    explicit: bool
    source: Span | None = None
    cue: Span | None = None
    kind: str = "news agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts or receives. `country` is ISO 3166-1 alpha-3, "IGO", "IMG" or None; `sector` is
    PLOVER's (GOV, MIL, REB, CVL, REF …).
    """

    text: str
    span: Span | None = None
    resolves_to: str | None = None
    country: str | None = None
    sector: str | None = None
    metonym: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPlace:
    """A place of a claim with its role.

    Attributes
    ----------
    text, span
        The words in the claim's own sentence; both None where carried over from elsewhere.
    resolves_to
        Name of the place; None where unresolved or not to be drawn.
    place_ids
        Ids of `Place` records (a unit with three garrisons has three), or of a `Position`
        (``position:…``); empty where not drawn.
    precision
        UCDP GED where_prec as text ("1" exact … "6" country), "line", "region", "multi", or None.
    reason
        One short sentence: why this place has this role and meaning.
    """

    text: str | None
    span: Span | None
    role: PlaceRole
    resolves_to: str | None
    place_ids: tuple[str, ...] = ()
    precision: str | None = None
    metonym: bool = False
    demonym: bool = False
    anaphor: bool = False
    implicit: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation to another claim of the set. A repeat by one speaker is no corroboration."""

    kind: LinkKind
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedField:
    """A field of a claim that an analyst set, and what had been inferred, as text (None: nothing)."""

    field: str
    inferred: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of a report. `as_record` in layers/claims/records.py writes it as JSON.

    Attributes
    ----------
    sentence, content
        Spans; the exact quote is ``article.slice(content)``.
    source, cue
        Words of the attribution; empty in the report's own voice.
    source_resolution
        How the speaker was found: "literal", "surname", "role …", "pronoun …", "no cue".
    places
        With words in the claim's own sentence; `implied_places` are carried over from others.
    type, plover, mode, acled
        Event type (own vocabulary), PLOVER event type and mode, ACLED sub-event; None: unclassified.
    condition
        The words of the condition of a conditional claim.
    flags
        Warnings for the reader ("possibly indirect speech").
    grade, graded_by, note, gloss
        The analyst's alone, never inferred: Admiralty code (F6 until set), who gave it, a remark,
        a paraphrase.
    tense
        Of the claim's verb; says what a claim without a time expression refers to. None: timeless
        (lengths, distances).
    checks
        What our geometry and reference tables say beside the claim's words.
    status
        The analyst's: a rejected claim is listed and not drawn. None until somebody has judged.
    corrected
        What an analyst set in place of what was inferred; "added" where the whole claim is theirs.
    """

    id: str
    tier: Tier
    sentence: Span
    sentence_id: str
    content: Span
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: Speaker
    source_resolution: str
    via: Via | None
    type: str | None
    plover: str | None
    mode: str | None
    acled: str | None
    act: Act
    realis: Realis
    certainty: Certainty
    polarity: Literal["+", "-"]
    author_certainty: str
    hedges: tuple[Span, ...]
    condition: Span | None
    negation: Span | None
    time: TimeExpression | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    places: tuple[ClaimPlace, ...]
    implied_places: tuple[ClaimPlace, ...]
    quantities: tuple[Quantity, ...]
    links: tuple[Link, ...]
    flags: tuple[str, ...] = ()
    grade: str = "F6"
    confidence: float = 1.0
    tense: Tense | None = "present"
    checks: tuple[Check, ...] = ()
    graded_by: str | None = None
    note: str | None = None
    gloss: str | None = None
    status: Literal["accepted", "rejected"] | None = None
    corrected: tuple[CorrectedField, ...] = ()


def extract_claims(
    article: Article,
    parse: Parse,
    resolutions: Sequence[Resolution],
    *,
    gazetteer: Gazetteer,
    attributions: Sequence[Attribution] | None = None,
    positions: Sequence[Position] = (),
    added: Sequence[Span] = (),
) -> tuple[Claim, ...]:
    """Find the claims of a report with all their slots.

    Parameters
    ----------
    article, parse, resolutions
        The report, its parse, and what its place names mean.
    gazetteer
        Knows countries and their codes.
    attributions
        As from `find_attributions` where the caller has them already; by default found here.
    positions
        As from `find_positions`: a claim "30 km north of X" happens in that area, not in X.
    added
        Words that are claims as well, because an analyst says so.

    Returns
    -------
    tuple of Claim
        In reading order. The headline is C00; the others are C01, C02 … A report without
        running text gives an empty tuple. Claims of `added` words have the last numbers.
    """
    from dateline.layers.attribution.attributions import find_attributions
    from dateline.layers.checks.reference_checks import with_checks
    from dateline.layers.claims.extraction import assemble_claims

    if attributions is None:
        attributions = find_attributions(parse)
    claims = assemble_claims(
        article,
        parse,
        resolutions,
        attributions,
        gazetteer=gazetteer,
        positions=positions,
        added=added,
    )
    return with_checks(article, claims, resolutions, gazetteer=gazetteer, positions=positions)
