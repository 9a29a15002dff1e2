#!/usr/bin/env python3
"""Is the gold well formed? Checks offsets, fields, values and counts; prints a table of reports.

Every span must slice back from its report, every value must be one that
layers/data/claim.schema.json allows, ids must count up, links must lead to claims of the report.

    python benchmarks/quality/claims/check.py

Exit code 1 when something is wrong.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SCHEMA = HERE.parents[2] / "layers" / "data" / "claim.schema.json"
WORDS = (130, 320)
CLAIM_FIELDS = (
    "record id tier gloss sentence content source cue speaker source_resolution via type plover "
    "act realis certainty polarity factuality hedges condition time actors recipients places "
    "quantities links note doc negation"
).split()
DOCUMENT_FIELDS = (
    "record doc file half style conflict chars bytes sha256 offsets dct boilerplate headline "
    "sentences"
).split()
STYLES = ("wire", "ministry", "local", "analysis")
HALVES = ("open", "kept", "kept2", "kept3")

Record = dict[str, Any]


def referred(node: Record, schema: Record) -> Record:
    """Return the node, or what it refers to."""
    definition: Record = schema["$defs"][node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node
    return definition


def allowed(schema: Record, *path: str) -> list[Any]:
    """Return the values that the schema allows at a path of property names."""
    node = schema
    for name in path:
        choices = [referred(c.get("items", c), schema) for c in [node, *node.get("oneOf", [])]]
        node = next(c["properties"][name] for c in choices if name in c.get("properties", {}))
    return list(referred(node, schema)["enum"])


def spans(node: object) -> Iterator[Record]:
    """Yield every record with start, end and text, at any depth."""
    if isinstance(node, dict):
        if node.get("text") is not None and "start" in node:
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def document_faults(record: Record, raw: str, data: bytes) -> Iterator[str]:
    """Yield what is wrong with a document record."""
    yield from (f"no field {f!r}" for f in DOCUMENT_FIELDS if f not in record)
    if record["chars"] != len(raw) or record["bytes"] != len(data):
        yield "length differs from the report's"
    if record["sha256"] != hashlib.sha256(data).hexdigest():
        yield "sha256 differs from the report's"
    if record["style"] not in STYLES or record["half"] not in HALVES:
        yield "style or half unknown"
    if not WORDS[0] <= len(raw.split()) <= WORDS[1]:
        yield f"{len(raw.split())} words"
    at = 0
    for sentence in record["sentences"]:
        if raw[at : sentence["start"]].strip() or sentence["start"] < at:
            yield f"words between sentences before {sentence['id']}"
        at = sentence["end"]
    if raw[at:].strip():
        yield "words after the last sentence"


def value_faults(claim: Record, schema: Record) -> Iterator[str]:
    """Yield the values of a claim that the schema does not allow."""
    for field in ("tier", "type", "act", "realis", "certainty", "polarity"):
        if claim[field] not in allowed(schema, field):
            yield f"{field} {claim[field]!r}"
    kind = claim["speaker"]["kind"]
    if kind not in allowed(schema, "speaker", "kind"):
        yield f"kind of speaker {kind!r}"
    for side in ("speaker", "author"):
        if claim["factuality"][side] not in allowed(schema, "factuality", side):
            yield f"factuality of the {side}"
    for field in ("precision", "bound"):
        value = (claim["time"] or {}).get(field)
        if value is not None and value not in allowed(schema, "time", field):
            yield f"time {field} {value!r}"


def place_faults(claim: Record, schema: Record) -> Iterator[str]:
    """Yield what is wrong with the places of a claim."""
    for place in claim["places"]:
        if place["role"] not in allowed(schema, "places", "role"):
            yield f"role {place['role']!r}"
        if place["precision"] not in (None, 1, 2, 3, 4, 5, 6, 7, "line", "region", "multi"):
            yield f"precision {place['precision']!r}"
        if place.get("metonym") and place["role"] != "none":
            yield f"metonym with a pin {place['text']!r}"
        if not place["resolves_to"]:
            yield f"place without a name {place['text']!r}"


def claim_faults(claim: Record, ids: set[str], schema: Record) -> Iterator[str]:
    """Yield what is wrong with a claim record, offsets apart."""
    yield from (f"no field {f!r}" for f in CLAIM_FIELDS if f not in claim)
    yield from value_faults(claim, schema)
    yield from place_faults(claim, schema)
    speaker, content, sentence = claim["speaker"], claim["content"], claim["sentence"]
    outlet = speaker["kind"] == "outlet"
    fields = ("name", "kind") if outlet else ("name", "kind", "role", "country")
    yield from (f"speaker without {f}" for f in fields if f not in speaker)
    if not outlet and not (claim["source"] and claim["cue"]):
        yield "a speaker without source and cue"
    if not sentence["start"] <= content["start"] < sentence["end"]:
        yield "content begins outside its sentence"
    if claim["realis"] == "conditional" and not claim["condition"]:
        yield "conditional without a condition"
    time = claim["time"] or {}
    if time.get("text") and time["core"] not in time["text"]:
        yield "core outside the time's text"
    for quantity in claim["quantities"]:
        if not isinstance(quantity["value"], int | float) or not quantity["unit"]:
            yield f"quantity {quantity['text']!r}"
    for link in claim["links"]:
        if link["rel"] not in allowed(schema, "links", "rel") or link["to"] not in ids:
            yield f"link {link}"


def main() -> int:
    """Check gold.jsonl, print faults and the table, and return the exit code."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    records = [json.loads(x) for x in (HERE / "gold.jsonl").read_text("utf-8").splitlines()]
    documents = [r for r in records if r["record"] == "document"]
    faults: list[str] = []
    checked = 0
    halves: dict[str, int] = {}
    for document in documents:
        doc = document["doc"]
        data = (HERE / "reports" / document["file"]).read_bytes()
        raw = data.decode("utf-8")
        claims = [r for r in records if r["record"] == "claim" and r["doc"] == doc]
        faults += [f"{doc}: {f}" for f in document_faults(document, raw, data)]
        ids = [c["id"] for c in claims]
        first = int(ids[0][1:])
        if first > 1 or ids != [f"C{first + i:02}" for i in range(len(ids))]:
            faults.append(f"{doc}: ids do not count up")
        for record in [document, *claims]:
            for span in spans(record):
                checked += 1
                if raw[span["start"] : span["end"]] != span["text"]:
                    faults.append(f"{doc} {record.get('id')}: span {span['text']!r}")
        starts = [c["content"]["start"] for c in claims]
        if starts != sorted(starts):
            faults.append(f"{doc}: claims out of order")
        for claim in claims:
            faults += [f"{doc} {claim['id']}: {f}" for f in claim_faults(claim, set(ids), schema)]
        halves[document["half"]] = halves.get(document["half"], 0) + len(claims)
        attributed = sum(c["speaker"]["kind"] != "outlet" for c in claims)
        pins = sum(p["role"] != "none" and bool(p.get("text")) for c in claims for p in c["places"])
        print(f"| {doc} | {document['half']} | {document['style']} | {document['conflict']} | "
              f"{document['dct'] or '–'} | {len(raw.split())} | {len(claims)} | {attributed} | "
              f"{pins} |")  # fmt: skip
    print(f"{len(documents)} reports, claims by half {halves}, {checked} spans slice back")
    for fault in faults:
        print("FAULT", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
