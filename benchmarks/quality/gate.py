#!/usr/bin/env python3
"""Are places and claims as good as they were? Measures, prints, and compares with floors.json.

    python benchmarks/quality/gate.py                       measure and compare
    python benchmarks/quality/gate.py --corpora DIR         also on development corpora
    python benchmarks/quality/gate.py --update              raise floors to what was measured
    python benchmarks/quality/gate.py --update --allow-regression    may lower them, too

Exit code 1 when a score is below its floor. The baseline row is what a program without
understanding gets: the most populous place of a name, one claim a sentence in the report's voice.
Floors of corpora that are not there are skipped, and the output says so.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.positions.positions import find_positions
from dateline.geo.recognition.toponyms import mentions_from_spans, recognize_toponyms
from dateline.geo.reports.article import Span
from dateline.geo.reports.reading import article_from_text
from dateline.geo.resolution.resolve import resolve_toponyms
from dateline.layers.claims.claims import extract_claims
from dateline.layers.claims.records import claim_record
from dateline.pipeline import analyse

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "claims")]
import score as claim_score
import score_names
import scores

if TYPE_CHECKING:
    from collections.abc import Iterable


HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
EPSILON = 0.0005
BOOTSTRAP, SEED = 1000, 7
MARGIN = 0.01  # one flipped mention of the own reports; models differ in the last bit by machine
SPENT_HALVES = ("open", "kept", "kept2", "kept3")  # of claims/: each had its one final run
CLAIM_SLOTS = ("speaker", "act", "realis", "polarity", "type", "time", "quantities")
Record = dict[str, Any]


def measure_places(docs: Iterable[Record]) -> tuple[dict[str, float], dict[str, str]]:
    """Return the scores of places with the population baseline, and their 95 % intervals."""
    gazetteer = open_gazetteer()
    rows, located, base = [], 0, 0
    for doc in docs:
        article = article_from_text(doc["text"], id=doc["doc"])
        mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse_article(article))
        found = resolve_toponyms(article, mentions, gazetteer=gazetteer)
        names = [scores.as_toponym(r) for r in found if r.mention.kind != "border"]
        spans = [Span(t["start"], t["end"]) for t in doc["toponyms"]]
        given = mentions_from_spans(article, spans, gazetteer=gazetteer)
        placed = [
            scores.as_toponym(r) for r in resolve_toponyms(article, given, gazetteer=gazetteer)
        ]
        right, wanted = scores.resolved_right(doc["toponyms"], placed)
        rows.append(
            scores.toponym_counts(doc["toponyms"], names) | {"right": right, "spans": wanted}
        )
        located += wanted
        base += scores.resolved_right(doc["toponyms"], populous(doc["toponyms"], gazetteer))[0]
    values = scores.place_scores(rows)
    spread = {}
    for key in values:
        low, high = scores.interval(rows, key, BOOTSTRAP, random.Random(SEED))
        spread[key] = f"  95 % {low:.3f}–{high:.3f}"
    return values | {"baseline_a161": base / located}, spread


def measure_names() -> dict[str, float]:
    """Return the share of the names of military and border news that are put where they are."""
    rows = score_names.measure(score_names.read_names(), open_gazetteer())
    return {f"right_{way}": _share(found) for way, found in rows.items()}


def _share(found: list[Record]) -> float:
    return sum(bool(row["right"]) for row in found) / len(found)


def populous(toponyms: list[Record], gazetteer: Any) -> list[Record]:
    """Resolve every name to its most populous place: the naive baseline."""
    out = []
    for toponym in toponyms:
        places = [place for place, _ in gazetteer.candidates(toponym["surface"])]
        places += [gazetteer.place(i) for i in gazetteer.demonym(toponym["surface"])]
        best = max((p for p in places if p), key=lambda p: p.population, default=None)
        if best is not None:
            out.append({**toponym, "lat": best.lat_deg, "lon": best.lon_deg})
    return out


def measure_claims(docs: list[Record]) -> dict[str, float]:
    """Return content F1 at two overlaps, speaker and act accuracy, places F1, and baselines."""
    gazetteer = open_gazetteer()
    n = dict.fromkeys(
        "gold found half most base speaker base_speaker act places drawn wanted borders".split(), 0
    )
    for doc in docs:
        text = doc["text"]
        article = article_from_text(text, id=doc["doc"])
        parse = parse_article(article)
        mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse)
        resolutions = resolve_toponyms(article, mentions, gazetteer=gazetteer)
        positions = find_positions(article, resolutions)
        claims = extract_claims(
            article, parse, resolutions, gazetteer=gazetteer, positions=positions
        )
        found = [claim_record(claim, article) for claim in claims]
        gold = doc["claims"]
        pairs = [(i, j, v) for i, j, v in scores.align(text, gold, found) if v >= 0.5]
        n["gold"] += len(gold)
        n["found"] += len(found)
        n["half"] += len(pairs)
        n["most"] += sum(v >= 0.9 for *_, v in pairs)
        sentences = [{"content": {"start": s.start, "end": s.end}} for s in parse.sentences]
        base = [(i, j) for i, j, v in scores.align(text, gold, sentences) if v >= 0.5]
        n["base"] += len(base)
        n["base_speaker"] += sum(gold[i]["speaker"] == "" for i, _ in base)
        for i, j, _ in pairs:
            n["speaker"] += speaker_matches(gold[i]["speaker"], found[j]["speaker"])
            n["act"] += gold[i]["act"] == found[j]["act"]
            wanted = {bare(p) for p in gold[i]["places"]}
            drawn = {
                bare(p["text"]) for p in found[j]["places"] if p["role"] != "none" and p["text"]
            }
            n["places"] += len({w for w in wanted for d in drawn if w.endswith(d) or d.endswith(w)})
            n["drawn"] += len(drawn)
            n["wanted"] += len(wanted)
        ids = {i for c in claims for p in c.places for i in p.place_ids if i.startswith("border:")}
        n["borders"] += ids == set(doc["borders"])
    return {
        "claims_f1_50": scores.f1(n["half"], n["found"], n["gold"]),
        "claims_f1_90": scores.f1(n["most"], n["found"], n["gold"]),
        "speaker": n["speaker"] / max(n["half"], 1),
        "act": n["act"] / max(n["half"], 1),
        "places_f1": scores.f1(n["places"], n["drawn"], n["wanted"]),
        "borders": n["borders"] / max(len(docs), 1),
        "baseline_recall_50": n["base"] / n["gold"],
        "baseline_speaker": n["base_speaker"] / max(n["base"], 1),
    }


def measure_report_claims(scorer_file: Path) -> dict[str, dict[str, float]]:
    """Return per half of claims/ what claims/score.py prints; {} where claimeval.py is not."""
    if not scorer_file.exists():
        return {}
    scorer = claim_score.load_scorer(scorer_file)
    gold = claim_score.load(claim_score.HERE / "gold.jsonl")
    docs = [doc for doc in gold if doc["record"] == "document" and doc["half"] in SPENT_HALVES]
    found = [record for doc in docs for record in _predicted(doc)]
    out = {}
    for half in SPENT_HALVES:
        ours, theirs, text = claim_score.joined(gold, found, half)
        plain = ([claim_score.folded(r) for r in records] for records in (ours, theirs))
        measured = scorer.score_claims(*plain, text)
        slots = {key: measured["slots"][key]["accuracy"] for key in CLAIM_SLOTS}
        out[f"claims_{half}"] = {
            "claims_f1_50": measured["claims"]["f1"],
            "claims_f1_90": measured["claims90"]["f1"],
            "places_f1": measured["places"]["f1"],
            "pins_f1": measured["place_resolution"]["f1"],
        } | slots
    return out


def _predicted(doc: Record) -> list[Record]:
    """Return the claims of one report as `dateline claims --jsonl` prints them."""
    text = (claim_score.HERE / "reports" / doc["file"]).read_bytes().decode("utf-8")
    analysis = analyse(article_from_text(text, id=doc["doc"], date=doc.get("dct") or None))
    return [claim_record(claim, analysis.article) for claim in analysis.claims]


def bare(words: str) -> str:
    """Return the words without case and article, for comparing place phrases."""
    return re.sub(r"^(?:the|a|an) ", "", words.casefold())


def speaker_matches(gold: str, speaker: Record) -> bool:
    """Whether the speaker's last name or word is the annotated one ("" is the report itself)."""
    if speaker["kind"] == "outlet" or not gold:
        return (speaker["kind"] == "outlet") == (not gold)
    return gold.casefold() in str(speaker["name"]).casefold()


def corpus(folder: Path) -> list[Record]:
    """Read a corpus folder: gold.jsonl and a .txt per document."""
    docs = []
    for line in (folder / "gold.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        record["text"] = (folder / f"{record['doc']}.txt").read_bytes().decode("utf-8")
        docs.append(record)
    return docs


def compare(
    measured: dict[str, dict[str, float]],
    floors: dict[str, dict[str, float]],
    spreads: dict[str, dict[str, str]],
) -> int:
    """Print the table and return how many scores are below their floor."""
    low = 0
    for name, values in measured.items():
        for key, value in values.items():
            floor = floors.get(name, {}).get(key)
            mark = "" if floor is None else f"  floor {floor:.3f}"
            if floor is not None and value < floor - EPSILON:
                low += 1
                mark += "  BELOW"
            print(f"{name:12} {key:20} {value:.3f}{spreads.get(name, {}).get(key, '')}{mark}")
    for name in floors.keys() - measured.keys():
        print(f"{name:12} not measured: the corpus is not here")
    return low


def updated(
    measured: dict[str, dict[str, float]], floors: dict[str, dict[str, float]], *, lower: bool
) -> dict[str, dict[str, float]]:
    """Return new floors: never lower than the old ones unless `lower`; baselines have none."""
    out = {name: dict(values) for name, values in floors.items()}
    for name, values in measured.items():
        row = out.setdefault(name, {})
        for key, value in values.items():
            if not key.startswith("baseline"):
                kept = value - MARGIN if lower else max(value - MARGIN, row.get(key, 0.0))
                row[key] = round(kept, 3)
    return out


def main() -> int:
    """Run the gate."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--corpora", type=Path, help="folder with trnews/; claimeval.py is in ../gold"
    )
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    docs = [json.loads(line) for line in (HERE / "gold.jsonl").open(encoding="utf-8")]
    own, spread = measure_places(docs)
    measured = {"own_places": own, "own_claims": measure_claims(docs), "names": measure_names()}
    spreads = {"own_places": spread}
    if options.corpora and (options.corpora / "trnews").is_dir():
        measured["trnews"], spreads["trnews"] = measure_places(corpus(options.corpora / "trnews"))
    if options.corpora:
        measured |= measure_report_claims(options.corpora.parent / "gold" / "claimeval.py")
    print(
        f"dateline {version('dateline')}, spaCy {version('spacy')}, Python {sys.version.split()[0]}"
    )
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    low = compare(measured, floors, spreads)
    if options.update:
        new = updated(measured, floors, lower=options.allow_regression)
        FLOORS.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if low:
        print(f"{low} score(s) below the floor; see benchmarks/quality/gate.py --help")
    return 1 if low and not (options.update and options.allow_regression) else 0


if __name__ == "__main__":
    sys.exit(main())
