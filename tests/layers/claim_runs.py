"""Runs the own reports once through the whole of claim extraction."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from claim_reports import REPORTS

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.recognition.toponyms import recognize_toponyms
from dateline.geo.reports.reading import article_from_text
from dateline.geo.resolution.resolve import resolve_toponyms
from dateline.layers.claims.claims import extract_claims

if TYPE_CHECKING:
    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Claim


def extract(text: str, name: str) -> tuple[Article, Parse, tuple[Claim, ...]]:
    """Return a report, its parse and its claims."""
    gazetteer = open_gazetteer()
    article = article_from_text(text, id=name)
    parse = parse_article(article)
    mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse)
    resolutions = resolve_toponyms(article, mentions, gazetteer=gazetteer)
    return article, parse, extract_claims(article, parse, resolutions, gazetteer=gazetteer)


@lru_cache(maxsize=8)
def run(name: str) -> tuple[Article, Parse, tuple[Claim, ...]]:
    """Return one of the own reports, extracted."""
    return extract(REPORTS[name][0], name)
