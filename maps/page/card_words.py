"""What do the cards of a page of very many claims say besides? Words in columns, packed.

Short cards hold four parts of a claim (maps/page/large.py). The others travel compressed, in the words that
a small page's cards have, and assets/large.js puts them into the cards that are looked at.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dateline.maps.page.card_links import link_words
from dateline.maps.page.cards import (
    check_words,
    context_of,
    fact_words,
    flag_words,
    place_words,
    tier_words,
)
from dateline.maps.page.inline import deflated
from dateline.maps.page.large import columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.maps.page.card_links import CardLink

    Record = Mapping[str, Any]


def packed_words(
    records: Sequence[Record], linked: Mapping[str, Sequence[CardLink]] | None = None
) -> str:
    """Return the rest of all cards, compressed, in base64.

    Parameters
    ----------
    records
        Claim records, in the order of the short cards.
    linked
        Per claim id its links, as `links_by_claim` gives them.
    """
    rows = [card_row(record, (linked or {}).get(str(record["id"]), ())) for record in records]
    return deflated(json.dumps(columns(rows), separators=(",", ":"), allow_nan=False))


def card_row(record: Record, links: Sequence[CardLink] = ()) -> dict[str, Any]:
    """Return what a short card lacks; empty fields are left out.

    ``about`` is how much of the sentence stands before and after the claim's words, in UTF-16 units
    of the text as a page holds it.
    """
    context = context_of(record)
    places, how = place_words(record)
    row = {
        "tier": tier_words(record),
        "about": [_length(words) for words in context] if context else None,
        "where": places,
        "how": how,
        "facts": [[name, words] for name, words in fact_words(record).items() if words],
        "links": [link_words(link) for link in links],
        "checks": check_words(record),
        "flags": flag_words(record),
    }
    return {key: value for key, value in row.items() if value}


def _length(words: str) -> int:
    whole = words.replace("\r\n", "\n")  # as a browser reads them
    return len(whole.encode("utf-16-le", "surrogatepass")) // 2
