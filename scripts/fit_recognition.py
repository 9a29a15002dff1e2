#!/usr/bin/env python3
"""Fit the chains of geo/recognition/sequence_model.py on annotated and made-up reports; cross-validate.

    python scripts/fit_recognition.py CORPUS_DIR            cross-validate only
    python scripts/fit_recognition.py CORPUS_DIR --write    and write geo/data/recognition.json

CORPUS_DIR holds gold.jsonl ({"doc", "toponyms": [{"start", "end"}]}) and a .txt per document. Made-up
reports come from scripts/recognition_sources. Every report counts with and without syntax. Needs
python-crfsuite (only here). Only numbers leave the corpus: weights of classes of words.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pycrfsuite
from recognition_sources import templates
from recognition_sources.names import Names

from dateline.geo.gazetteer.gazetteer import open_gazetteer
from dateline.geo.parse import parse_article
from dateline.geo.recognition import place_names as recognition
from dateline.geo.recognition.sequence_model import LABELS, models_of
from dateline.geo.recognition.toponyms import recognize_toponyms
from dateline.geo.reports.reading import article_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.parse import Parse
    from dateline.geo.reports.article import Article

DATA: Final = Path(__file__).parents[1] / "geo" / "data" / "recognition.json"
FOLDS, INNER_FOLDS, SEED, ROUNDS = 5, 4, 7, 3
PARAMETERS: Final = {
    "c1": 0.1, "c2": 0.5, "max_iterations": 150, "feature.possible_transitions": True,
}  # fmt: skip
DECIMALS: Final = 2
Spans = set[tuple[int, int]]
# A view of a report: its sequences and the labels of their words.
View = list[tuple[recognition.WordSequence, list[str]]]
Example = tuple[list[list[str]], list[str]]


def corpus(folder: Path) -> Iterator[tuple[Article, Spans]]:
    """Yield the reports of a corpus with their annotated spans."""
    for line in (folder / "gold.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        text = (folder / f"{record['doc']}.txt").read_bytes().decode("utf-8")
        spans = {(t["start"], t["end"]) for t in record["toponyms"]}
        yield article_from_text(text, id=record["doc"]), spans


def made_up(gazetteer: Gazetteer) -> Iterator[tuple[Article, Spans]]:
    """Yield the made-up reports."""
    names = Names(gazetteer.path, random.Random(SEED))
    for text, spans in templates.examples(names, ROUNDS):
        yield article_from_text(text, id="template"), spans


def views(article: Article, gold: Spans, gazetteer: Gazetteer, parse: Parse | None) -> list[View]:
    """Return the labelled sequences of a report, with its parse and without."""
    out = []
    for given in (parse, None):
        read = recognition.sequences_of(*recognition.prepare(article, gazetteer, given))
        out.append([(sequence, labels(sequence, gold)) for sequence in read])
    return out


def labels(sequence: recognition.WordSequence, gold: Spans) -> list[str]:
    """Return the annotated label of every word of a sequence."""
    ends = dict(gold)
    found, end = [], -1
    for index in sequence.indices:
        word = sequence.words[index]
        if word.start in ends:
            found.append("B")
            end = ends[word.start]
        else:
            found.append("I" if word.start < end else "O")
    return found


def fit(examples: Iterable[Example]) -> dict[str, Any]:
    """Return the weights of one chain: L-BFGS with L1 and L2 penalties."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for features, wanted in examples:
        trainer.append(features, wanted)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    by_feature: dict[str, dict[str, float]] = {}
    for (feature, label), weight in info.state_features.items():
        by_feature.setdefault(feature, {})[label] = weight
    weights = {}
    for feature, at in sorted(by_feature.items()):
        row = [round(at.get(label, 0.0) - at.get("O", 0.0), DECIMALS) for label in LABELS[1:]]
        if any(row):
            weights[feature] = row
    steps = {
        one: [round(info.transitions.get((one, other), 0.0), DECIMALS) for other in LABELS]
        for one in LABELS
    }
    return {"transitions": steps, "features": weights}


def plain(reports: Iterable[Sequence[View]]) -> Iterator[Example]:
    """Yield the examples of the first pass."""
    for report in reports:
        for view in report:
            for sequence, wanted in view:
                yield sequence.features, wanted


def voted(report: Sequence[View], first: dict[str, Any]) -> Iterator[Example]:
    """Yield the examples of the second pass: with the votes of a first pass that never saw them."""
    models = models_of({"first": first, "second": first})
    for view in report:
        read = [sequence for sequence, _ in view]
        emitted = [[models.emit(features) for features in s.features] for s in read]
        ballot = recognition.votes(read, emitted, models)
        for (sequence, wanted), more in zip(view, ballot, strict=True):
            yield [own + extra for own, extra in zip(sequence.features, more, strict=True)], wanted


def fit_both(reports: Sequence[Sequence[View]]) -> dict[str, Any]:
    """Return the weights of both passes; the second learns from a jackknifed first."""
    second: list[Example] = []
    for fold in range(INNER_FOLDS):
        seen = [r for i, r in enumerate(reports) if i % INNER_FOLDS != fold]
        first = fit(plain(seen))
        for report in reports[fold::INNER_FOLDS]:
            second += voted(report, first)
    return {"first": fit(plain(reports)), "second": fit(second)}


def score(
    data: dict[str, Any],
    docs: Iterable[tuple[Article, Spans, Parse]],
    gazetteer: Gazetteer,
    *,
    parsed: bool,
) -> tuple[list[int], list[str], list[str]]:
    """Return (right, found, annotated), what was missed and what was found too much."""
    models = models_of(data)
    counts = [0, 0, 0]
    missed: list[str] = []
    extra: list[str] = []
    for article, gold, parse in docs:
        found = recognize_toponyms(
            article, gazetteer=gazetteer, parse=parse if parsed else None, models=models
        )
        spans = {(m.span.start, m.span.end) for m in found if m.kind != "border"}
        counts = [
            a + b for a, b in zip(counts, (len(spans & gold), len(spans), len(gold)), strict=True)
        ]
        missed += [_shown(article.text, *span) for span in sorted(gold - spans)]
        extra += [_shown(article.text, *span) for span in sorted(spans - gold)]
    return counts, missed, extra


def _shown(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 25) : start]!r} [{text[start:end]}] {text[end : end + 15]!r}"


def main() -> None:
    """Cross-validate, and write the weights if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--no-validation", action="store_true")
    parser.add_argument("--show", action="store_true", help="list misses and extras")
    options = parser.parse_args()
    gazetteer = open_gazetteer(options.gazetteer)
    docs = [(a, gold, parse_article(a)) for a, gold in corpus(options.corpus)]
    reports = [views(a, gold, gazetteer, parse) for a, gold, parse in docs]
    ours = [views(a, gold, gazetteer, parse_article(a)) for a, gold in made_up(gazetteer)]
    totals = {True: [0, 0, 0], False: [0, 0, 0]}
    for fold in range(0 if options.no_validation else FOLDS):
        seen = [r for i, r in enumerate(reports) if i % FOLDS != fold]
        data = fit_both(seen + ours)
        for parsed, total in totals.items():
            counts, missed, extra = score(data, docs[fold::FOLDS], gazetteer, parsed=parsed)
            totals[parsed] = [a + b for a, b in zip(total, counts, strict=True)]
            if options.show and parsed:
                print(*(f"missed {row}" for row in missed), sep="\n")
                print(*(f"extra  {row}" for row in extra), sep="\n")
    for parsed, (right, found, wanted) in totals.items():
        name = "with syntax" if parsed else "without"
        if found:
            f1 = 2 * right / (found + wanted)
            print(f"{name:12} P {right / found:.3f} R {right / wanted:.3f} F1 {f1:.3f}", flush=True)
    if options.write:
        note = "Weights of two linear-chain CRFs; see scripts/fit_recognition.py"
        data = {"note": note, **fit_both(reports + ours)}
        lines = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
        DATA.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
