"""What does a claim take from the claims around it, and a report from the other reports?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.layers.links.facts import WORDS_KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.layers.links.facts import Fact
    from dateline.layers.report_sets import ReportClaims

REACH: Final = 2  # sentences after which "the attack" is no longer the one told of before


def carried_on(report: ReportClaims, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Give "The attack killed 23 people" the place and day of the attack told of beside it.

    Parameters
    ----------
    report
        Of all the facts.
    facts
        In reading order. What is beside: in the same sentence, or up to `REACH` sentences before,
        if all claims of violence there are of one place.
    """
    sentences = [report.parse.sentence_of(f.claim.content.start) for f in facts]
    out = []
    for index, fact in enumerate(facts):
        if fact.places or fact.countries or fact.family != "violence":
            out.append(fact)
            continue
        beside = [
            other
            for n, other in enumerate(facts)
            if other.family == "violence"
            and other.places
            and 0 <= sentences[index] - sentences[n] <= (REACH if n < index else 0)
        ]
        if len({other.places for other in beside}) == 1:
            told = fact.days is not None and fact.days.told
            days = fact.days if told else beside[-1].days
            fact = replace(fact, places=beside[-1].places, days=days)  # noqa: PLW2901
        out.append(fact)
    return tuple(out)


def with_known_places(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Give a name that one report cannot place the place that all others have for it."""
    meant: dict[str, set[str]] = {}
    for fact in facts:
        for word, place_id in fact.names:
            meant.setdefault(f"{WORDS_KEY}{word}", set()).add(place_id)
    sure = {word: next(iter(ids)) for word, ids in meant.items() if len(ids) == 1}
    out = []
    for fact in facts:
        found = {key: sure[key] for key in fact.places if key in sure}
        if found:
            places = frozenset(found.get(key, key) for key in fact.places)
            names = {(key.removeprefix(WORDS_KEY), place) for key, place in found.items()}
            fact = replace(fact, places=places, names=fact.names | names)  # noqa: PLW2901
        out.append(fact)
    return tuple(out)
