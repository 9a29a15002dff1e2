"""Short ways from a text to its attributions, for tests."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from dateline.geo.parse import Parse, parse_article
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.attribution.attributions import find_attributions

if TYPE_CHECKING:
    from collections.abc import Iterable


def read(text: str, *, headline: bool = False) -> Parse:
    """Parse a text whose lines are paragraphs, the first one a headline if asked."""
    zones = tuple(
        Zone(
            span=Span(found.start(), found.end()),
            kind="headline" if headline and not number else "paragraph",
        )
        for number, found in enumerate(re.finditer(r"\S[^\n]*\S", text))
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse_article(Article(id="test", text=text, sha256=digest, zones=zones))


def said(parse: Parse, spans: Iterable[Span]) -> str:
    """Return the words of pieces, with bars between them."""
    return " | ".join(parse.article.slice(span) for span in spans)


def triples(parse: Parse) -> list[tuple[str, str, str, str]]:
    """Return kind, source, cue and content of every attribution."""
    return [
        (a.kind, said(parse, a.source), said(parse, a.cue), said(parse, a.content))
        for a in find_attributions(parse)
    ]
