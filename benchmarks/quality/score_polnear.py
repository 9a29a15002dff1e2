"""How well are attributions found on PolNeAR? Prints the scores, fails below the floors.

Usage: ``python benchmarks/quality/score_polnear.py [SHARED]``; SHARED is the folder that holds
``corpora/polnear/dev.jsonl`` and ``gold/claimeval.py`` (by default ``../shared`` beside the
checkout). Skips, saying so, where it is absent: the corpus is no part of dateline.

Which relations are scored: all but the nested and the relay ones, as PolNeAR marks each word
once, for the outermost speaker (`emitted`). A *direct quotation* is a relation, gold or found,
whose content begins with a quotation mark or lies wholly between two.

Every relation belongs to one *family* (`family_of`, the same rule for gold and found): headline
(content begins in the first line), direct, noun (the cue has a noun and no verb), belief or
intention (the cue's verb or adjective thinks, hopes, plans, expects, perceives or judges), mixed
(a quotation in the content) and indirect (the rest, "according to" among them). *Speech cues*
cut across them: the cue has a verb of uttering words (`UTTERING`) or "according".
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.geo.parse import parse_article
from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.attribution.attributions import Attribution, find_attributions
from dateline.layers.attribution.cues import load_cues
from dateline.layers.attribution.quotes import find_quotations

if TYPE_CHECKING:
    from types import ModuleType

    from dateline.geo.parse import Parse

FLOORS = {"all": 0.70, "direct": 0.89, "source": 0.92, "speech recall": 0.86}
HEADLINE_WORDS = 20
FAMILIES = ("direct", "indirect", "mixed", "belief or intention", "noun", "headline")
SPEECH = "speech cues"
# Written down here so that the measure stays when the lexicon grows.
UTTERING = frozenset(
    "say tell add write tweet post reply respond answer ask explain continue declare state "
    "announce insist argue warn note stress emphasize emphasise conclude claim recall admit "
    "acknowledge concede joke quip assert complain comment remark observe read report suggest "
    "shout yell cry exclaim describe retort counter reiterate underline underscore confirm chant "
    "deny urge caution testify boast lament maintain reveal".split()
)
THINKING = frozenset({"think", "hope", "plan", "expect", "perceive", "evaluate"})
Spans = list[list[int]]
Relations = list[dict[str, Spans]]
Pair = tuple[int, int]


def as_article(name: str, text: str) -> Article:
    """Make a report of lines: the first short one is the headline, the others paragraphs."""
    zones: list[Zone] = []
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped)
            short = not zones and len(stripped.split()) <= HEADLINE_WORDS
            zones.append(
                Zone(
                    span=Span(start, start + len(stripped)),
                    kind="headline" if short else "paragraph",
                )
            )
        position += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=name, text=text, sha256=digest, zones=tuple(zones))


def emitted(attribution: Attribution) -> bool:
    """Say whether a relation is one of the flat, univocal ones that PolNeAR has."""
    return attribution.kind not in {"nested", "relay"}


def as_record(attribution: Attribution) -> dict[str, Spans]:
    """Return a relation in the layout of claimeval."""
    return {
        role: [[span.start, span.end] for span in getattr(attribution, role)]
        for role in ("source", "cue", "content")
    }


def is_direct(record: dict[str, Spans], article: Article, quoted: list[Span]) -> bool:
    """Say whether a content begins with a quotation mark or lies wholly between two."""
    pieces = record["content"]
    if not pieces:
        return False
    inside = all(any(q.start <= s and e <= q.end for q in quoted) for s, e in pieces)
    return inside or article.text[pieces[0][0]] in "“\"‘'«„"


def load_scorer(shared: Path) -> ModuleType:
    """Load claimeval from the shared folder."""
    spec = importlib.util.spec_from_file_location("claimeval", shared / "gold" / "claimeval.py")
    if spec is None or spec.loader is None:
        msg = "claimeval.py cannot be loaded"
        raise ImportError(msg)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cue_words(record: dict[str, Spans], parse: Parse) -> list[tuple[str, str]]:
    """Return lemma and part of speech of the words of a cue."""
    words = [token for start, end in record["cue"] for token in parse.tokens(Span(start, end))]
    return [(token.lemma_.lower(), token.pos_) for token in words]


def has_speech_cue(record: dict[str, Spans], parse: Parse) -> bool:
    """Say whether a cue utters words."""
    return any(
        (lemma in UTTERING and pos in {"VERB", "AUX"}) or lemma in {"accord", "according"}
        for lemma, pos in cue_words(record, parse)
    )


def family_of(record: dict[str, Spans], parse: Parse, quoted: list[Span]) -> str:
    """Return the family of a relation, gold or found."""
    article, content = parse.article, record["content"]
    first = article.zones[0]
    if first.kind == "headline" and content and content[0][0] < first.span.end:
        return "headline"
    if is_direct(record, article, quoted):
        return "direct"
    words = cue_words(record, parse)
    verbs = [lemma for lemma, pos in words if pos == "VERB"]
    parts = {pos for _, pos in words}
    if not verbs and parts & {"NOUN", "PROPN"}:
        return "noun"
    lexicon = load_cues()
    classes = {lexicon[v, "verb"][0].cue_class for v in verbs if (v, "verb") in lexicon}
    if classes & THINKING or (not verbs and "ADJ" in parts):
        return "belief or intention"
    inside = any(s < q.end and q.start < e for s, e in content for q in quoted)
    return "mixed" if inside else "indirect"


def right_ones(scorer: ModuleType, gold: Relations, found: Relations, text: str) -> set[Pair]:
    """Return the pairs of gold and found relations that agree in content, cue and source.

    The same alignment and the same tests as `claimeval.score_attributions`.
    """
    tokens = scorer.tokenise(text)
    left, right = (
        [{role: scorer.token_set(r[role], tokens) for role in scorer.ROLES} for r in records]
        for records in (gold, found)
    )
    overlap = scorer.token_f1
    matrix = [
        [overlap(g["content"], f["content"]) + 0.01 * overlap(g["cue"], f["cue"]) for f in right]
        for g in left
    ]
    return {
        (i, j)
        for i, j in scorer.align(matrix)
        if overlap(left[i]["content"], right[j]["content"]) >= 0.5
        and (left[i]["cue"] & right[j]["cue"] or not (left[i]["cue"] or right[j]["cue"]))
        and scorer._source_ok(left[i]["source"], right[j]["source"], text, tokens)  # noqa: SLF001
    }


def table(counts: Counter[tuple[str, str]]) -> list[str]:
    """Return a line for each family: precision, recall, and of how many."""
    lines = []
    for name in (*FAMILIES, SPEECH):
        gold, found = counts[name, "gold"], counts[name, "found"]
        precision = counts[name, "right found"] / max(found, 1)
        recall = counts[name, "right gold"] / max(gold, 1)
        lines.append(f"{name:20} P {precision:.3f} of {found:4}   R {recall:.3f} of {gold:4}")
    return lines


def main(argv: list[str]) -> int:
    """Score, print and compare with the floors."""
    shared = Path(argv[1]) if len(argv) > 1 else Path(__file__).parents[3] / "shared"
    corpus = shared / "corpora" / "polnear" / "dev.jsonl"
    if not corpus.exists():
        print(f"skipped: {corpus} is absent")
        return 0
    scorer = load_scorer(shared)
    gold, found, gold_direct, found_direct = {}, {}, {}, {}
    counts: Counter[tuple[str, str]] = Counter()
    for line in corpus.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        name = document["doc"]
        article = as_article(name, document["text"])
        quoted = [q.span for q in find_quotations(article)]
        parse = parse_article(article)
        records = [as_record(a) for a in find_attributions(parse) if emitted(a)]
        pairs = right_ones(scorer, document["attributions"], records, document["text"])
        for side, relations in (("gold", document["attributions"]), ("found", records)):
            right = {pair[side == "found"] for pair in pairs}
            for number, relation in enumerate(relations):
                families = [family_of(relation, parse, quoted)]
                families += [SPEECH] * has_speech_cue(relation, parse)
                for family in families:
                    counts[family, side] += 1
                    counts[family, f"right {side}"] += number in right
        gold[name], found[name] = document, {"attributions": records}
        gold_direct[name] = {
            "text": document["text"],
            "attributions": [r for r in document["attributions"] if is_direct(r, article, quoted)],
        }
        found_direct[name] = {"attributions": [r for r in records if is_direct(r, article, quoted)]}
    everything = scorer.score_attributions(gold, found)["relation"]
    direct = scorer.score_attributions(gold_direct, found_direct)["relation"]
    scores = {
        "all": everything["all"]["f1"],
        "direct": direct["all"]["f1"],
        "source": everything["source_accuracy_given_content"],
        "speech recall": counts[SPEECH, "right gold"] / max(counts[SPEECH, "gold"], 1),
    }
    print("\n".join(table(counts)))
    print(f"relations P {everything['all']['p']:.3f}  R {everything['all']['r']:.3f}")
    for name, score in scores.items():
        print(f"{name:14} {score:.3f}  (floor {FLOORS[name]:.2f})")
    return int(any(score < FLOORS[name] for name, score in scores.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv))
