"""How do two extractions of a report look side by side at a terminal?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.layers.claims.comparison import FIELDS, slots
from dateline.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Claim
    from dateline.layers.claims.comparison import ClaimPair


def comparison_text(article: Article, pairs: Sequence[ClaimPair], *, width: int) -> str:
    """Return pairs of claims as tables of two columns; ``≠`` marks what differs.

    Parameters
    ----------
    article
        The report of both sides.
    pairs
        As from `compare_claims`: rules first, model second.
    width
        Columns of the terminal.
    """
    if not pairs:
        return f"no claim found in {article.id}"
    blocks = [_block(article, pair, width) for pair in pairs]
    both = [pair for pair in pairs if pair.first and pair.second]
    same = sum(not pair.differences for pair in both)
    rules, model = (
        sum(pair.second is None for pair in pairs),
        sum(pair.first is None for pair in pairs),
    )
    blocks.append(
        f"{len(both)} claims on both sides ({same} the same in every slot), "
        f"{rules} of the rules alone, {model} of the model alone"
    )
    return "\n\n".join(blocks)


def _block(article: Article, pair: ClaimPair, width: int) -> str:
    mine, theirs = _slots(article, pair.first), _slots(article, pair.second)
    differ = {difference.field for difference in pair.differences}
    rows = [
        ["≠" if name in differ else " ", name, mine.get(name, ""), theirs.get(name, "")]
        for name in FIELDS
        if mine.get(name) or theirs.get(name)
    ]
    sides = [
        f"rules {pair.first.id}" if pair.first else "rules: –",
        f"model {pair.second.id}" if pair.second else "model: –",
    ]
    return table([" ", "", *sides], rows, width=width, indented=True)


def _slots(article: Article, claim: Claim | None) -> dict[str, str]:
    return slots(article, claim) if claim is not None else {}
