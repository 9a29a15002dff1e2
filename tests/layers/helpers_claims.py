"""Short ways to the stages of claim extraction, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.geo.parse import Parse, parse_article
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.attribution.attributions import find_attributions
from dateline.layers.claims.clauses import ClaimDraft, draft_claims
from dateline.layers.claims.modality import Modality, modality_of
from dateline.layers.events.events import Event, event_of
from dateline.layers.syntax.mending import mended

if TYPE_CHECKING:
    from dateline.layers.attribution.attributions import Attribution

Drafted = tuple[Parse, tuple["Attribution", ...], tuple[ClaimDraft, ...]]


def article_of(text: str) -> Article:
    """Return one paragraph as a report."""
    zone = Zone(span=Span(0, len(text)), kind="paragraph")
    return Article(id="t", text=text, sha256="", zones=(zone,))


def drafted(text: str) -> Drafted:
    """Return parse, attributions and claim drafts of a paragraph."""
    parse = mended(parse_article(article_of(text)))
    attributions = find_attributions(parse)
    return parse, attributions, draft_claims(parse, attributions)


def contents(text: str) -> list[str]:
    """Return the claims' words."""
    parse, _, drafts = drafted(text)
    return [parse.article.slice(d.content) for d in drafts]


def modality(text: str, number: int = 0) -> tuple[Modality, Article]:
    """Return the modality of one claim of a paragraph."""
    parse, attributions, drafts = drafted(text)
    return modality_of(drafts[number], parse, attributions), parse.article


def event(text: str, number: int = 0) -> Event:
    """Return the event of one claim of a paragraph."""
    parse, attributions, drafts = drafted(text)
    draft = drafts[number]
    return event_of(draft, parse, modality_of(draft, parse, attributions))
