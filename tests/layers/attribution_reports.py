"""Reads the short reports annotated for speakers and scores claims against them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claim_runs import extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.layers.claims.claims import Claim

DATA = Path(__file__).parent / "data"
ALIGNED = 0.5
NEARLY = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One annotated claim; `who` is "*" for the publication."""

    content: str
    start: int
    who: str
    act: str
    realis: str
    polarity: str


def reports(name: str) -> Iterator[tuple[str, str, list[Told]]]:
    """Yield id, text and annotated claims of the reports of a file."""
    for block in (DATA / name).read_text(encoding="utf-8").split("### ")[1:]:
        head, rest = block.split("\n", 1)
        text, lines = rest.split("\n---\n")
        told, after = [], 0
        for line in lines.splitlines():
            if line.startswith("= "):
                content, who, how = (x.strip() for x in line[2:].split(" | "))
                start = text.find(content, after)
                start = start if start >= 0 else text.index(content)
                after = start + 1
                act, realis = how.split()[:2]
                polarity = "-" if "neg" in how.split() else "+"
                told.append(
                    Told(
                        content=content,
                        start=start,
                        who=who,
                        act=act,
                        realis=realis,
                        polarity=polarity,
                    )
                )
        yield head, text + "\n", told


def _overlap(claim: Claim, told: Told) -> float:
    end = told.start + len(told.content)
    shared = min(claim.content.end, end) - max(claim.content.start, told.start)
    return 2 * max(0, shared) / (claim.content.end - claim.content.start + len(told.content))


def _last_word(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum() or c == " ").split()[-1]


def _same_speaker(claim: Claim, told: Told) -> bool:
    if told.who == "*" or claim.speaker.kind == "outlet":
        return told.who == "*" and claim.speaker.kind == "outlet"
    return _last_word(claim.speaker.name) == _last_word(told.who)


def scores(name: str) -> dict[str, float]:
    """Return F1 of content at 90 % of its characters and the accuracies of aligned claims."""
    found = gold = near = 0
    right = dict.fromkeys(("speaker", "act", "realis", "polarity"), 0)
    aligned = 0
    for head, text, told in reports(name):
        claims = list(extract(text, head)[2])
        found, gold = found + len(claims), gold + len(told)
        for item in told:
            best = max(claims, key=lambda c: _overlap(c, item), default=None)
            if best is None or _overlap(best, item) < ALIGNED:
                continue
            claims.remove(best)
            aligned += 1
            near += _overlap(best, item) >= NEARLY
            right["speaker"] += _same_speaker(best, item)
            right["act"] += best.act == item.act
            right["realis"] += best.realis == item.realis
            right["polarity"] += best.polarity == item.polarity
    out = {key: value / aligned for key, value in right.items()}
    return out | {"content": 2 * near / (found + gold)}
