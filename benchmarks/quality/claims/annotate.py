#!/usr/bin/env python3
"""Which records do the readable annotations make? Writes gold.jsonl from annotations/*.txt.

Annotated by hand from the definitions of a claim (README.md) before any rule ran on the reports.
An annotation quotes words; this script finds their offsets, and stops where the words are missing
or stand more than once. `words~2` is the second occurrence. README.md explains the lines.

    python benchmarks/quality/claims/annotate.py
    python benchmarks/quality/claims/annotate.py --show mali-menaka-wire    print what was found
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OUTLET = {"name": "(publication’s own voice)", "kind": "outlet"}
ABBREVIATIONS = {"Feb", "Aug", "Nov", "a.m", "p.m"}
TENSES = {"past": "PAST_REF", "pres": "PRESENT_REF", "fut": "FUTURE_REF", "none": None}
TIERS = ("core", "headline", "background", "presupposed")
CERTAINTIES = ("CT", "PR", "PS", "Uu")

# PLOVER's event type for an event, where the manual gives one; what the speaker does overrules it.
PLOVER_OF_TYPE = {
    "military_aid": "AID", "armed_movement": "MOBILIZE", "deployment": "MOBILIZE",
    "armed_conflict": "ASSAULT", "attack": "ASSAULT", "shelling": "ASSAULT",
    "air_strike": "ASSAULT", "explosion": "ASSAULT", "casualties": "ASSAULT",
    "capture": "ASSAULT", "territorial_control": "ASSAULT", "shootdown": "ASSAULT",
    "abduction": "ASSAULT", "damage": "ASSAULT", "training": "AID", "withdrawal": "RETREAT",
    "prisoner_exchange": "RETREAT", "aid_request": "REQUEST", "humanitarian_aid": "AID",
    "military_response": "THREATEN", "negotiation": "CONSULT", "agreement": "AGREE",
    "basing_agreement": "AGREE", "cooperation": "COOPERATE", "expulsion": "SANCTION",
    "restriction": "COERCE", "border_closure": "COERCE", "blockade": "COERCE",
    "border_incident": "THREATEN", "border_barrier": "MOBILIZE", "mining": "MOBILIZE",
    "mobilization": "MOBILIZE", "accusation": "ACCUSE", "support": "SUPPORT",
    "rejection": "REJECT", "threat": "THREATEN", "investigation": "ACCUSE",
    "arrest": "COERCE", "ceasefire": "RETREAT", "protest": "PROTEST",
}  # fmt: skip
PLOVER_OF_ACT = {"promise": "AGREE", "threaten": "THREATEN", "warn": "THREATEN",
                 "request": "REQUEST"}  # fmt: skip

Record = dict[str, Any]


class Finder:
    """Finds quoted words in a report; a no-break space counts as a space, one for one."""

    def __init__(self, doc: str, raw: str) -> None:
        self.doc, self.raw = doc, raw
        self.plain = raw.replace("\N{NO-BREAK SPACE}", " ")

    def span(self, start: int, end: int) -> Record:
        """Return the span with its words."""
        return {"start": start, "end": end, "text": self.raw[start:end]}

    def hits(self, words: str, start: int = 0, end: int | None = None) -> list[int]:
        """Return where the words stand, whole words only."""
        left = r"(?<!\w)" if words[:1].isalnum() else ""
        right = r"(?!\w)" if words[-1:].isalnum() else ""
        found = re.compile(left + re.escape(words) + right)
        return [m.start() for m in found.finditer(self.plain, start, end or len(self.plain))]

    def unique(self, quote: str, *areas: tuple[int, int]) -> Record:
        """Return the span of a quote in the first of the areas that has it."""
        words, _, nth = quote.partition("~")
        for start, end in areas:
            found = self.hits(words, start, end)
            if len(found) > 1 and not nth:
                raise SystemExit(f"{self.doc}: {len(found)} times, say which: {quote!r}")
            if found:
                at = found[int(nth or 1) - 1]
                return self.span(at, at + len(words))
        raise SystemExit(f"{self.doc}: not in the report: {quote!r}")

    def nearest(self, words: str, content: tuple[int, int]) -> Record:
        """Return the occurrence inside the content, else the closest to it."""
        start, end = content
        spans = [(at, at + len(words)) for at in self.hits(words)]
        outside = [s for s in spans if s[1] <= start or s[0] >= end]
        if not spans:
            raise SystemExit(f"{self.doc}: not in the report: {words!r}")
        inside = [s for s in spans if s not in outside]
        best = min(inside or outside, key=lambda s: max(start - s[1], s[0] - end))
        return self.span(*best)


def sentences(text: str, first: int) -> list[Record]:
    """Return the sentence table: lines, then ends of sentences; the headline is H."""
    out: list[Record] = []
    for line in re.finditer(r"[^\n]+", text):
        starts = [line.start()]
        for found in re.finditer(r"[.!?][\"”’»“]?\s+(?=[\"“«„]?\w)", line.group()):
            word = re.split(r"\s", line.group()[: found.start()])[-1]
            after = line.group()[found.end() :].lstrip('"“«„')[:1]
            if after.isupper() and word not in ABBREVIATIONS and not re.fullmatch(r"\d", word):
                starts.append(line.start() + found.end())
        for start, stop in zip(starts, [*starts[1:], line.end()], strict=True):
            end = start + len(text[start:stop].rstrip())
            out.append({"id": f"S{len(out) + 1 - first}", "start": start, "end": end})
    return out


def parts(line: str, count: int) -> list[str]:
    """Split at bars, trim, and fill up with empty fields."""
    fields = [f.strip() for f in line.split(" |")] if line else []
    return (fields + [""] * count)[:count]


def read(path: Path) -> tuple[Record, list[list[tuple[str, str]]]]:
    """Return the head of an annotation file, and of each claim its lines as (key, rest)."""
    head: Record = {"furniture": [], "who": {}, "headline": None}
    claims: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        if line.startswith("["):
            claims.append([("id", line[1:].replace("]", "", 1))])
        elif claims:
            key, _, rest = line.partition(" ")
            claims[-1].append((key, rest))
        elif line.startswith("who "):
            key, _, rest = line[4:].partition(" = ")
            name, kind, role, country = parts(rest, 4)
            head["who"][key] = {"name": name, "role": role or None, "kind": kind,
                                "country": country or None}  # fmt: skip
        else:
            key, _, rest = line.partition(": ")
            if key == "furniture":
                head["furniture"].append(rest.split(" | ", 1))
            else:
                head[key] = rest
    return head, claims


def time_record(finder: Finder, rest: str, areas: list[tuple[int, int]]) -> Record:
    """Return the time of a claim from its line."""
    text, core, timex, normal, precision, more = parts(rest, 6)
    span = finder.unique(text, *areas)
    inner = finder.unique(core, (span["start"], span["end"]))
    options = dict(o.split("=") for o in more.split() if "=" in o)
    return {
        "text": span["text"], "core": inner["text"], "timex": timex,
        "normal": None if normal == "-" else normal, "precision": precision,
        "mod": options.get("mod"), "bound": options.get("bound"),
        "resolvable_without_dct": "abs" in more.split(),
        "start": span["start"], "end": span["end"],
    }  # fmt: skip


def actor(rest: str) -> Record:
    """Return an actor from its line; `words -> name` says whom the words stand for."""
    text, country, sector = parts(rest, 3)
    words, _, name = text.partition(" -> ")
    out: Record = {"text": words, "country": country or None, "sector": sector or None}
    return out | ({"resolves_to": name} if name else {})


def claim(finder: Finder, head: Record, rows: list[tuple[str, str]], table: list[Record]) -> Record:
    """Return the record of one claim."""
    many: dict[str, list[str]] = {}
    for key, rest in rows:
        many.setdefault(key, []).append(rest)
    one = {key: rests[0] for key, rests in many.items()}
    ident, kind, act, realis, *flags = one["id"].split()
    whole = (0, len(finder.raw))
    area = whole
    if "headline" in flags:
        area = (table[0]["start"], table[0]["end"])
    elif table[0]["id"] == "H":
        area = (table[0]["end"], whole[1])
    content = finder.unique(one["c"], area)
    at = (content["start"], content["end"])
    sentence = next(s for s in table if s["start"] <= at[0] < s["end"])
    last = next(s for s in table if s["start"] < at[1] <= s["end"])
    areas = [at, (sentence["start"], last["end"]), (0, at[0]), whole]

    def found(quote: str) -> Record:
        return finder.unique(quote, *areas)

    source, cue, who, how = parts(one.get("s", ""), 4)
    via = None
    if "v" in one:
        name, via_kind, via_source, via_cue = parts(one["v"], 4)
        via = {"name": name, "kind": via_kind, "explicit": True,
               "source": finder.nearest(via_source, at), "cue": finder.nearest(via_cue, at)}  # fmt: skip
    speaker = OUTLET if who in ("", "outlet") else head["who"][who]
    polarity = "-" if "neg" in flags else "+"
    certainty = next((c for c in CERTAINTIES if c in flags), "CT")
    stance = "Uu" if certainty == "Uu" else certainty + polarity
    own = speaker is OUTLET and act in ("assert", "plan")
    tense = next((t for t in TENSES if t in flags), "pres" if realis == "actual" else "fut")
    time: Record | None = None
    if "t" in one:
        time = time_record(finder, one["t"], areas)
    elif TENSES[tense]:
        time = {"text": None, "timex": TENSES[tense], "normal": None, "precision": "document",
                "resolvable_without_dct": False}  # fmt: skip
    places, quantities = [], []
    hedges = [found(h) for h in many.get("h", [])]
    for row in many.get("p", []):
        text, role, name, precision, marks = parts(row, 5)
        place: Record = {"text": None, "role": role, "resolves_to": name}
        place["precision"] = int(precision) if precision.isdigit() else precision or None
        place |= dict.fromkeys(marks.split(), True)
        places.append(place | (found(text) if text != "-" else {}))
    for row in many.get("n", []):
        text, value, unit, modifier, of = parts(row, 5)
        words = found(text)
        quantities.append({"value": float(value) if "." in value else int(value), "unit": unit,
                           "modifier": modifier or None, "of": of or None, **words})  # fmt: skip
        if modifier in ("approximately", "less_than"):
            first = finder.span(words["start"], words["start"] + words["text"].index(" "))
            hedges += [first] if first not in hedges else []
    plover = PLOVER_OF_ACT.get(act) or PLOVER_OF_TYPE.get(kind)
    record: Record = {
        "record": "claim", "doc": finder.doc, "id": ident,
        "tier": next((t for t in TIERS if t in flags), "core"), "gloss": None,
        "sentence": {"id": sentence["id"], **finder.span(sentence["start"], sentence["end"])},
        "content": content,
        "source": finder.nearest(source, at) if source not in ("", "-") else None,
        "cue": finder.nearest(cue, at) if cue else None,
        "speaker": speaker, "source_resolution": how or "no cue", "via": via,
        "type": None if kind == "?" else kind, "plover": one.get("plover", plover),
        "act": act, "realis": realis, "certainty": certainty, "polarity": polarity,
        "factuality": {
            "speaker": stance,
            "author": one.get("au") or (stance if own else "Uu"),
        },
        "hedges": sorted(hedges, key=lambda h: h["start"]),
        "condition": found(one["if"]) if "if" in one else None,
        "negation": found(one["neg"]) if "neg" in one else None,
        "time": time, "actors": [actor(a) for a in many.get("a", [])],
        "recipients": [actor(r) for r in many.get("r", [])], "places": places,
        "quantities": quantities,
        "links": [dict(zip(("rel", "to"), x.split(), strict=True)) for x in many.get("l", [])],
        "note": one.get("x"),
    }  # fmt: skip
    if "cp" in one:
        record["content_pieces"] = [finder.unique(p, at) for p in one["cp"].split(" || ")]
    return record


def document(path: Path) -> list[Record]:
    """Return the document record of a report, then its claims."""
    doc = path.stem
    data = (HERE / "reports" / f"{doc}.txt").read_bytes()
    finder = Finder(doc, data.decode("utf-8"))
    head, claims = read(path)
    table = sentences(finder.raw, 1 if head["headline"] else 0)
    if head["headline"]:
        table[0]["id"] = "H"
    record: Record = {
        "record": "document", "doc": doc, "file": f"{doc}.txt", "half": head["half"],
        "style": head["style"], "conflict": head["conflict"], "chars": len(finder.raw),
        "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(),
        "offsets": "unicode code points, end exclusive",
        "dct": None if head["date"] == "-" else head["date"],
        "boilerplate": [{"kind": kind, **finder.unique(words + "~1", (0, len(finder.raw)))}
                        for kind, words in head["furniture"]],
        "headline": None, "sentences": table,
    }  # fmt: skip
    if head["headline"]:
        title = finder.unique(head["headline"], (0, table[0]["end"]))
        record["headline"] = {"start": title["start"], "end": title["end"]}
    return [record, *(claim(finder, head, rows, table) for rows in claims)]


def show(records: list[Record]) -> None:
    """Print the spans that lie outside their claim's content, for reading over."""
    for r in records[1:]:
        start, end = r["content"]["start"], r["content"]["end"]
        spans = [*r["places"], *r["quantities"], *r["hedges"], r["condition"] or {},
                 r["negation"] or {}, r["time"] or {}]  # fmt: skip
        out = [s["text"] for s in spans if s.get("text") and not start <= s["start"] < end]
        quote = {k: (r[k] or {}).get("text") for k in ("source", "cue")}
        print(r["id"], r["sentence"]["id"], quote, r["speaker"]["name"], "|", *out)


if __name__ == "__main__":
    paths = sorted((HERE / "annotations").glob("*.txt"))
    if sys.argv[1:2] == ["--show"]:
        show(document(HERE / "annotations" / f"{sys.argv[2]}.txt"))
    else:
        with (HERE / "gold.jsonl").open("w", encoding="utf-8", newline="\n") as target:
            for record in (r for path in paths for r in document(path)):
                target.write(json.dumps(record, ensure_ascii=False) + "\n")
