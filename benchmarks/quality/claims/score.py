#!/usr/bin/env python3
"""How good are predicted claims on one half of the reports? Scores by claimeval.py, all at once.

claimeval.py scores one report; here the reports of a half are laid end to end, with their claims,
so that the figures are over all claims of the half (micro-averages).

    python benchmarks/quality/claims/score.py PREDICTIONS.jsonl --half open
    python benchmarks/quality/claims/score.py PREDICTIONS.jsonl --half kept --reason "final run"

PREDICTIONS.jsonl: records with `doc` (file stem) and `record: claim`, as `dateline claims --jsonl`
prints them. `--details` prints every pair, `--scorer` says where claimeval.py is. The kept halves
(kept, kept2, kept3) ask for a reason: each is for one final run.

claimeval.py reads every letter beyond a-z as a space, so that "Ménaka" is neither "Menaka" nor one
word. Names of speakers and places lose their accents here on both sides first; `--raw` leaves them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).parent
SCORER = HERE.parents[3] / "shared" / "gold" / "claimeval.py"
Record = dict[str, Any]


def load(path: Path) -> list[Record]:
    """Return the records of a JSON Lines file."""
    return [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()]


def load_scorer(path: Path) -> ModuleType:
    """Import claimeval.py from where it is."""
    spec = importlib.util.spec_from_file_location("claimeval", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path}: no scorer there; say where it is with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def moved(record: Record, doc: str, by: int) -> Record:
    """Return a claim record with its content moved by `by` code points and its id made unique."""
    content = record["content"]
    place = {"start": content["start"] + by, "end": content["end"] + by}
    return record | {"id": f"{doc} {record.get('id')}", "content": content | place}


def folded(record: Record) -> Record:
    """Return a claim record whose names of speaker and places have no accents."""

    def plain(item: Record) -> Record:
        """Return an item with plain letters in its names."""
        out = dict(item)
        for key in {"name", "text", "resolves_to"} & item.keys():
            letters = unicodedata.normalize("NFKD", item[key] or "")
            out[key] = "".join(c for c in letters if not unicodedata.combining(c)) or item[key]
        return out

    places = [plain(p) for p in record.get("places") or []]
    return record | {"speaker": plain(record.get("speaker") or {}), "places": places}


def joined(
    gold: list[Record], found: list[Record], half: str
) -> tuple[list[Record], list[Record], str]:
    """Return gold, predictions and text of a half, reports laid end to end."""
    text = ""
    ours: list[Record] = []
    theirs: list[Record] = []
    for document in (r for r in gold if r["record"] == "document" and r["half"] == half):
        doc = document["doc"]
        for records, out in ((gold, ours), (found, theirs)):
            out += [
                moved(r, doc, len(text))
                for r in records
                if r.get("record", "claim") == "claim" and Path(str(r.get("doc"))).stem == doc
            ]
        text += (HERE / "reports" / document["file"]).read_bytes().decode("utf-8") + "\n"
    return ours, theirs, text


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description="Score predicted claims on one half.")
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--half", choices=("open", "kept", "kept2", "kept3"), required=True)
    parser.add_argument("--reason", help="why a kept half is scored")
    parser.add_argument("--details", action="store_true", help="print every pair of claims")
    parser.add_argument("--raw", action="store_true", help="leave accents in names")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    options = parser.parse_args()
    if options.half != "open" and not options.reason:
        raise SystemExit("a kept half is for one final run; say why with --reason")
    scorer = load_scorer(options.scorer)
    gold, found, text = joined(load(HERE / "gold.jsonl"), load(options.predictions), options.half)
    if not options.raw:
        gold, found = [folded(r) for r in gold], [folded(r) for r in found]
    measured = scorer.score_claims(gold, found, text)
    if not options.details:
        measured |= {"missed": [f"{len(measured['missed'])} claims"], "extra": [], "pairs": []}
    scorer.show_claims(measured)


if __name__ == "__main__":
    main()
