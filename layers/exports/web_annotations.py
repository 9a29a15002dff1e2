"""How do claims look as annotations of the report (W3C Web Annotation Data Model, JSON-LD)?

One Annotation a claim. Its target is the report, with the words (TextQuoteSelector) and their
place (TextPositionSelector; code points, as the standard counts); its body holds the claim's record
as it is. Our own words are explained in the context of the file: nothing has to be fetched.
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from dateline.errors import InputError
from dateline.layers.claims.schema_check import VERSION, definition, resolved, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Record = dict[str, Any]

ANNOTATION_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
TERMS: Final = "urn:dateline:terms:1#"
SOFTWARE: Final = {"id": "urn:dateline:software", "type": "Software", "name": "dateline"}
_IRI: Final = re.compile(r"https?://[^\s\x00-\x20<>\"{}|\\^`\ud800-\udfff]+\Z")
_HINT: Final = "write the file anew: dateline claims REPORT -o claims.jsonld"


def own_context() -> Record:
    """Return the context of our terms.

    Within "claim" and "report" only these hold, since a claim's `type`, `source` and `start` are
    not what the standard means by these words. Lists keep their order.
    """
    lists = {name: {"@container": "@list"} for name in sorted(_list_names(definition("claim")))}
    inside: list[Any] = [None, {"@vocab": TERMS, **lists}]
    return {
        "dateline": TERMS,
        "Claim": "dateline:Claim",
        "claim": {"@id": "dateline:claim", "@context": inside},
        "report": {"@id": "dateline:report", "@context": inside},
        "schema_version": "dateline:schema_version",
    }


def _list_names(node: Record) -> Iterator[str]:
    node = resolved(node)
    for choice in node.get("oneOf", ()):
        yield from _list_names(choice)
    for name, item in node.get("properties", {}).items():
        if resolved(item).get("type") == "array":
            yield name
            yield from _list_names(resolved(item).get("items", {}))
        yield from _list_names(item)


# ------------------------------------------------------------------ writing
def annotation_collection(report: Mapping[str, Any], records: Sequence[Record]) -> Record:
    """Return an AnnotationCollection with all claims on one page.

    Parameters
    ----------
    report
        Follows the schema's "article".
    records
        Claims as `claim_record` gives them.

    Returns
    -------
    dict
        JSON-LD. It says nothing of when it was made: equal claims give equal bytes.
    """
    base = f"urn:dateline:{report['sha256'] or quote(report['id'], safe='', errors='replace')}"
    items = [_annotation(record, base, report_iri(report)) for record in records]
    page = {"id": f"{base}:claims:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    label = report["title"] or report["id"]
    return {
        "@context": [ANNOTATION_CONTEXT, own_context()],
        "id": f"{base}:claims",
        "type": "AnnotationCollection",
        "label": f"Claims of {label}",
        "creator": SOFTWARE,
        "schema_version": VERSION,
        "report": dict(report),
        "total": len(items),
        "first": page,
    }


def report_iri(report: Mapping[str, Any]) -> str:
    """Return the report's address where it has one, else a name made of its hash."""
    url = report["url"] or ""
    if _IRI.match(url):
        return str(url)
    if report["sha256"]:
        return f"urn:sha256:{report['sha256']}"
    return f"urn:dateline:report:{quote(report['id'], safe='', errors='replace')}"


def _annotation(record: Record, base: str, source: str) -> Record:
    content = record["content"]
    return {
        "id": f"{base}:{quote(record['id'], safe='')}",
        "type": "Annotation",
        "motivation": "classifying" if record["type"] else "describing",
        "creator": SOFTWARE,
        "body": [
            {"type": "Claim", "claim": record},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "value": _summary(record),
                "format": "text/plain",
                "language": "en",
            },
        ],
        "target": {
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": content["text"],
                    "prefix": record["prefix"],
                    "suffix": record["suffix"],
                },
                {
                    "type": "TextPositionSelector",
                    "start": content["start"],
                    "end": content["end"],
                },
            ],
        },
    }


def _summary(record: Record) -> str:
    """Return a claim in a line, for programs that show text alone; not read back."""
    via = f" (via {record['via']['name']})" if record["via"] else ""
    how = [record["act"], record["realis"], *(["negated"] if record["polarity"] == "-" else [])]
    kind = (record["type"] or "unclassified").replace("_", " ")
    return f"{record['speaker']['name']}{via}: {', '.join(how)}; {kind}"


# ------------------------------------------------------------------ reading
def read_annotations(data: Any) -> tuple[list[tuple[str, Record]], list[tuple[str, Record]]]:
    """Return the claims of a collection (or of a list of annotations), and the report it names.

    Where an annotation's selectors differ from its claim's words, the file has been edited by a
    program that moved the annotation: that is an error, not a guess.

    Returns
    -------
    tuple
        Claims and reports, each with the words that say where it stands ("annotation 4"); not yet
        checked beyond that.

    Raises
    ------
    InputError
        It is no collection of ours.
    """
    if not isinstance(data, dict) or data.get("type") != "AnnotationCollection":
        msg = "not an AnnotationCollection"
        raise InputError(msg, hint=_HINT)
    page = data.get("first")
    items = page.get("items") if isinstance(page, dict) else None
    if not isinstance(items, list):
        msg = "the collection does not hold its annotations: `first.items` must be a list"
        raise InputError(msg, hint=_HINT)
    if (isinstance(page, dict) and page.get("next")) or data.get("total") != len(items):
        msg = f"the collection has {shown(data.get('total'))} annotations, its first page {len(items)}"  # fmt: skip
        raise InputError(msg, hint="give the whole collection on one page")
    claims = [(f"annotation {n}", _claim(item, n)) for n, item in enumerate(items, start=1)]
    return claims, [("the collection", data.get("report", {}))]


def _claim(item: Any, number: int) -> Record:
    where = f"annotation {number}"
    bodies = item.get("body") if isinstance(item, dict) else None
    bodies = bodies if isinstance(bodies, list) else [bodies]
    found = [b["claim"] for b in bodies if isinstance(b, dict) and isinstance(b.get("claim"), dict)]
    if len(found) != 1:
        msg = f"{where}: {len(found)} bodies hold a claim, it must be one"
        raise InputError(msg, hint=_HINT)
    record: Record = found[0]
    content = record.get("content")
    if not isinstance(content, dict) or _selected(item) != tuple(
        content.get(name) for name in ("text", "start", "end")
    ):
        msg = f"{where}: its selectors and its claim's `content` do not say the same"
        raise InputError(msg, hint=_HINT)
    return record


def _selected(item: Record) -> tuple[Any, Any, Any]:
    """Return exact words, start and end that the selectors give."""
    target = item.get("target")
    selectors = target.get("selector") if isinstance(target, dict) else None
    by_type = {
        s.get("type"): s
        for s in (selectors if isinstance(selectors, list) else [])
        if isinstance(s, dict) and isinstance(s.get("type"), str)
    }
    words, place = by_type.get("TextQuoteSelector", {}), by_type.get("TextPositionSelector", {})
    return words.get("exact"), place.get("start"), place.get("end")
