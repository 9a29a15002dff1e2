"""How does a page of very many claims stay small? Short cards, and data in columns.

A page of more than `LARGE` claims carries each claim once in words: a short card (who, how it is
meant, the exact words, when, and places that the words do not name), which reads without scripts and
which assets/large.js fills when it comes into the list. What the scripts need besides stands in columns: a column is the list of its
values, or, where they repeat, each value once and packed numbers that point to it::

    {"v": ["stated", "promised"], "i": "00110"}        or        {"v": [...]}

assets/columns.js reads them back. The document of claims travels the same way: spans relative to
the claim's words, and words that stand in the report left out (`thin_document`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final
from unicodedata import bidirectional

from dateline.layers.report_sets import report_name, report_of_claim
from dateline.maps.drawing.geometry import pack
from dateline.maps.escape import Html, tag, text
from dateline.maps.page.cards import place_words, speaker_words
from dateline.maps.page.marks import mark_of
from dateline.maps.page.report_text import zone_note
from dateline.maps.page.time_text import time_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from dateline.geo.reports.article import Article

    Record = Mapping[str, Any]

LARGE: Final = 1000  # claims
MANY_SIGNS: Final = 60  # points that stand alone whatever the zoom
MANY_LINES: Final = 300  # lines and areas that are elements of the page
# In names of movements, which are not written where very many are painted.
ARROW: Final = " \u2192 "
_IN_CARD: Final = frozenset({"quote", "who", "words", "when"})
_SPANS: Final = (("start", "end", "text"), ("core_start", "core_end", "core"))
_CONTEXT: Final = 32  # code points of prefix and suffix, as layers/claims/records.py writes them


def many_scripts(features: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the scripts that a page of these features needs because they are many."""
    points = sum(feature["shape"]["t"] == "point" for feature in features)
    lines = len(features) - points
    return (("clusters",) if points > MANY_SIGNS else ()) + (
        ("canvas",) if lines > MANY_LINES else ()
    )


def is_large(records: Sequence[Record]) -> bool:
    """Tell whether a page of these claims carries them short."""
    return len(records) > LARGE


def short_cards(records: Sequence[Record], *, titles: Mapping[str, str] | None = None) -> Html:
    """Return the list of claims, each in one line of four parts.

    Parameters
    ----------
    records
        Claim records, in the order of the page.
    titles
        Of several reports by their keys: they stand above their claims where no script runs.
    """
    items = []
    report = ""
    for record in records:
        own = report_of_claim(str(record["id"])) if titles else ""
        if titles and own != report:
            title = [f"{report_name(own)}: ", tag("bdi", titles[own])]
            items.append(tag("li", tag("a", *title, href=f"#report-{own}"), class_="report-head"))
        report = own
        items.append(_short_card(record))
    return tag("ol", *items, class_="cards is-short", id="claim-list")


def _short_card(record: Record) -> Html:
    quote = str(record["content"]["text"])
    elsewhere = [f"{role} {name}" for role, name in place_words(record)[0] if name not in quote]
    return tag(
        "li",
        tag("b", speaker_words(record)),
        tag("i", mark_of(record).words),
        tag("q", quote),
        tag("small", time_words(record)),
        *([tag("span", "; ".join(elsewhere))] if elsewhere else []),
        id=f"claim-{record['id']}",
    )


def short_text(article: Article, records: Sequence[Record]) -> Html:
    """Return the report with its claims marked in as few letters as can be.

    Names of places are marked by assets/large_text.js where somebody looks.
    """
    cuts = {edge for zone in article.zones for edge in (zone.span.start, zone.span.end)}
    covering: dict[int, list[str]] = {}
    spans = [(r["content"]["start"], r["content"]["end"], str(r["id"])) for r in records]
    ordered = sorted(cuts | {edge for start, end, _ in spans for edge in (start, end)})
    for start, end, claim_id in spans:
        for cut in ordered[bisect_left(ordered, start) : bisect_left(ordered, end)]:
            covering.setdefault(cut, []).append(claim_id)
    blocks = []
    for zone in article.zones:
        first, last = (bisect_left(ordered, edge) for edge in (zone.span.start, zone.span.end))
        pieces = [
            _marked(article.text[low:high], covering.get(low, ()))
            for low, high in pairwise(ordered[first : last + 1])
        ]
        css = "zone" if zone.kind == "paragraph" else f"zone zone-{zone.kind}"
        blocks.append(tag("p", *pieces, *zone_note(zone), class_=css))
    return tag("div", *blocks, class_="report-text is-short", dir=direction(article.text))


def direction(words: str) -> str:
    """Return "rtl" or "ltr" as the first letter that has a direction says.

    So a browser does where it is told "auto"; but it asks anew at each of an element's children as
    it reads them, which takes it minutes where they are a hundred thousand.

    Examples
    --------
    >>> direction("1. Kulob"), direction("\u05d0"), direction("")
    ('ltr', 'rtl', 'ltr')
    """
    kinds = (bidirectional(letter) for letter in words)
    return "rtl" if next((k for k in kinds if k in {"L", "R", "AL"}), "L") != "L" else "ltr"


def _marked(words: str, claims: Sequence[str]) -> Html:
    return tag("mark", words, attrs={"data-claims": " ".join(claims)}) if claims else text(words)


def columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return records as columns by key; a value that a record lacks is null.

    Examples
    --------
    >>> columns([{"a": "x"}, {"a": "x"}, {"a": "y", "b": 1}])
    {'a': {'v': ['x', 'x', 'y']}, 'b': {'v': [None, None, 1]}}
    """
    keys = dict.fromkeys(key for row in rows for key in row)
    return {key: column([row.get(key) for row in rows]) for key in keys}


def column(values: Sequence[Any]) -> dict[str, Any]:
    """Return one column; see `columns`."""
    keys = [_key(value) for value in values]
    first = dict(zip(reversed(keys), reversed(values), strict=True))
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    if len(numbers) * 2 > len(values):
        return {"v": list(values)}
    return {"v": [first[key] for key in numbers], "i": pack(numbers[key] for key in keys)}


def _key(value: Any) -> Hashable:
    """What two values share that are written alike; of one that is no plain word, its Python text."""
    return value if value is None or type(value) in {str, int} else (repr(value),)


def large_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the page's data with claims and features as columns.

    Parameters
    ----------
    data
        As `dateline.maps.page.payload.page_data` gives it; claims in the order of the short cards.
    """
    claims: Mapping[str, Mapping[str, Any]] = data["claims"]
    order = {claim_id: number for number, claim_id in enumerate(claims)}
    rows = [{k: v for k, v in claim.items() if k not in _IN_CARD} for claim in claims.values()]
    arrows = "canvas" not in many_scripts(data["features"])
    return {
        **data,
        "claims": columns(rows),
        "features": columns([_flat(feature, order) for feature in data["features"]]),
        "places": columns([_brief(place, entry) for place, entry in data["places"].items()]),
        "labels": [label for label in data["labels"] if label[3:5] != [0, "point"]],
        "tongues": {
            tongue: {name: own for name, own in names.items() if arrows or ARROW not in name}
            for tongue, names in data.get("tongues", {}).items()
        },
        "large": True,
    }


def _flat(feature: Mapping[str, Any], order: Mapping[str, int]) -> dict[str, Any]:
    """One feature: its shape in two fields, its claims as packed steps from number to number."""
    row = {key: value for key, value in feature.items() if key not in {"shape", "claims"}}
    if row.get("label") == row.get("name"):
        row.pop("label", None)
    numbers = sorted(order[claim] for claim in feature.get("claims", ()) if claim in order)
    steps = [b - a for a, b in zip([0, *numbers], numbers, strict=False)]
    kind, _, rest = row["id"].partition(":")
    if rest and rest == row.get("place"):
        row["id"] = f"{kind}:"  # read back as "event:" + place; no other id ends so
    return row | {"claims": pack(steps), "t": feature["shape"]["t"], "p": feature["shape"]["p"]}


def _brief(place_id: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Evidence without lists of one candidate: the page shows them only where there was a choice.

    The first reading stands in fields of its own, which columns keep short; its words are left out
    where they are the place's name.
    """
    first, *others = [
        {**one, "candidates": one["candidates"] if len(one["candidates"]) > 1 else []}
        for one in entry["why"]
    ]
    row = {"id": place_id, "name": entry["name"], "source": entry["source"], "others": others}
    own = {key: value for key, value in first.items() if value != entry["name"]}
    return row | {f"why_{key}": value for key, value in own.items()}


def thin_document(document: str, text: str) -> dict[str, Any]:
    """Return a report's document of claims in columns, without words that the report has.

    Parameters
    ----------
    document
        JSON, as `dateline.layers.exports.claim_export.document_bytes` gives it.
    text
        The report's text; offsets are code points of it.

    Returns
    -------
    dict
        ``head`` (the document without its claims) and ``rows`` (columns). assets/columns.js makes
        the same records of them.
    """
    head = json.loads(document)
    records = head.pop("claims")
    return {"head": head, "rows": columns([_thin_record(record, text) for record in records])}


def _thin_record(record: Record, text: str) -> dict[str, Any]:
    start, end = record["content"]["start"], record["content"]["end"]
    row = {key: _thin(value, text, start) for key, value in record.items()}
    row["content"]["start"] = start
    if record.get("prefix") == text[max(0, start - _CONTEXT) : start]:
        row["prefix"] = 0
    if record.get("suffix") == text[end : end + _CONTEXT]:
        row["suffix"] = 0
    return row


def _thin(node: Any, text: str, base: int) -> Any:
    """Spans as start from `base` and length; their words 0 where they stand in the text."""
    if isinstance(node, list):
        return [_thin(one, text, base) for one in node]
    if not isinstance(node, dict):
        return node
    out = {
        key: _thin(value, text, base) if isinstance(value, dict | list) else value
        for key, value in node.items()
    }
    for low, high, words in _SPANS:
        start, end = node.get(low), node.get(high)
        if isinstance(start, int) and isinstance(end, int):
            out[low], out[high] = start - base, end - start
            if words in node and node[words] == text[start:end]:
                out[words] = 0
    return out
