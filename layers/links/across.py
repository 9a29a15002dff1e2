"""How do claims of different reports stand to each other: repeated, confirmed, contradicted?

Precision goes before recall: a contradiction that is none costs the reader's trust, one that is
missed only a look. Claims are compared only where they share a place (or, where both name countries
alone, a country and an actor), so that the work grows with what the reports have in common.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.layers.claims.claims import Link
from dateline.layers.links.context import carried_on, with_known_places
from dateline.layers.links.contradictions import contradiction
from dateline.layers.links.counts import agree
from dateline.layers.links.facts import UNTYPED, facts_of, likeness, one_event, overlap
from dateline.layers.links.sides import actors_fit, holder_of, surely_one
from dateline.layers.links.voices import independent, same_voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.layers.claims.claims import Claim, LinkKind
    from dateline.layers.links.facts import Fact
    from dateline.layers.report_sets import ReportClaims

SAME_WORDS: Final = 0.7  # share of wording from which on a claim is told again, not in more detail
COPIED: Final = 0.85  # of wording in two papers' own voices
SAME_THING: Final = 0.5  # share of the shorter wording that two claims of one event have in common
SAME_VERB: Final = 0.75  # the same of two claims whose type is not known
FULL_LINK: Final = 8  # firm links that a claim keeps to one other report
_FIRM: Final = frozenset({"contradicts", "corroborates", "summarises"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLink:
    """A relation between claims of two reports.

    Attributes
    ----------
    from_id, to_id
        Ids of the set. The link points from the later report to the earlier; only a headline may
        point forward, to what it summarises.
    from_words, to_words
        Of a contradiction: what each side says, for the reader ("12 soldiers killed"); "" else.
    """

    kind: LinkKind
    from_id: str
    to_id: str
    from_words: str = ""
    to_words: str = ""


def link_reports(reports: Sequence[ReportClaims]) -> tuple[ReportLink, ...]:
    """Relate the claims of several reports to each other.

    Parameters
    ----------
    reports
        In the order of the set. Links within one report are `link_claims`' and not repeated here.

    Returns
    -------
    tuple of ReportLink
        In reading order of the claims that they start from. A claim has all its contradictions
        and confirmations, and of repeats and details the nearest one.
    """
    facts = with_known_places(
        [
            fact
            for number, report in enumerate(reports)
            for fact in carried_on(report, facts_of(report, number))
        ]
    )
    found: dict[tuple[int, int], list[tuple[float, ReportLink, int]]] = defaultdict(list)
    for later, earlier in _pairs(facts):
        link = _relation(later, earlier)
        if link is None:
            continue
        kind, first, second, words = link
        score = likeness(later, earlier)
        made = ReportLink(kind=kind, from_id=first.claim.id, to_id=second.claim.id,
                          from_words=words[0], to_words=words[1])  # fmt: skip
        found[first.report, first.order].append((score, made, second.report))
    return tuple(link for key in sorted(found) for link in _kept(found[key]))


def with_links(claims: Iterable[Claim], links: Iterable[ReportLink]) -> tuple[Claim, ...]:
    """Add links to the claims that they start from."""
    own: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        own[link.from_id].append(Link(kind=link.kind, to=link.to_id))
    return tuple(replace(c, links=(*c.links, *own[c.id])) if c.id in own else c for c in claims)


# ------------------------------------------------------------------ who is compared
def _pairs(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the pairs of facts of two reports that share a block, each once, later one first."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        for key in _block_keys(fact):
            blocks[key].append(index)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        for position, index in enumerate(members):
            for other in members[:position]:
                if facts[index].report != facts[other].report and (index, other) not in seen:
                    seen.add((index, other))
                    yield facts[index], facts[other]


def _block_keys(fact: Fact) -> set[tuple[str, ...]]:
    """Return under what a fact is filed: place and family of type, place and what is counted."""
    if fact.claim.status == "rejected":
        return set()
    if fact.claim.act == "question" or not fact.family:
        kinds: list[tuple[str, ...]] = []
    else:
        kinds = [(fact.family,)]
    kinds += [("count", *count.key) for count in fact.counts]
    if fact.places:
        return {(place, *kind) for place in fact.places for kind in kinds}
    people = {a.country or a.text.casefold() for a in fact.claim.actors}
    return {(c, who, *kind) for c in fact.countries for who in people for kind in kinds}


# ------------------------------------------------------------------ how they stand
def _relation(later: Fact, earlier: Fact) -> tuple[LinkKind, Fact, Fact, tuple[str, str]] | None:
    """Return the kind of link, from which to which, and the words of both; None where unrelated."""
    headlines = [f for f in (later, earlier) if f.claim.tier == "headline"]
    if len(headlines) == 2:
        return None
    if headlines:
        head, told = headlines[0], earlier if headlines[0] is later else later
        same = head.claim.type == told.claim.type and _one_thing(head, told)
        return ("summarises", head, told, ("", "")) if same else None
    against = contradiction(later, earlier)
    if against is not None:
        return "contradicts", later, earlier, against
    if not _one_thing(later, earlier):
        return None
    kind = _agreement(later, earlier)
    return (kind, later, earlier, ("", "")) if kind is not None else None


def _one_thing(one: Fact, other: Fact) -> bool:
    """Whether two claims tell of one event in the same sense."""
    claims = one.claim, other.claim
    return (
        bool(one.family)
        and one.family == other.family
        and claims[0].realis == claims[1].realis
        and claims[0].polarity == claims[1].polarity
        and _same_place(one, other)
        and one_event(one, other)
        and actors_fit(claims[0], claims[1])
        and overlap(one, other) >= (SAME_VERB if one.family.startswith(UNTYPED) else SAME_THING)
        and _counts_fit(one, other)
        and (one.family != "control" or _one_holder(one, other))
    )


def _one_holder(one: Fact, other: Fact) -> bool:
    mine, theirs = holder_of(one), holder_of(other)
    return mine is not None and theirs is not None and surely_one(mine, theirs)


def _same_place(one: Fact, other: Fact) -> bool:
    if one.places and other.places:
        return bool(one.places & other.places)
    return not one.places and not other.places and bool(one.countries & other.countries)


def _counts_fit(one: Fact, other: Fact) -> bool:
    """Whether the numbers that both give are the same; those that only one gives are detail.

    Numbers of which none is of the same fate ("5 killed", "9 wounded") are of two claims.
    """
    fates = [{count.key[0] for count in fact.counts} for fact in (one, other)]
    if all(fates) and not fates[0] & fates[1]:
        return False
    for count in one.counts:
        rivals = [c for c in other.counts if c.key[0] == count.key[0]]
        if rivals and not any(agree(count, rival) for rival in rivals):
            return False
    return True


def _agreement(later: Fact, earlier: Fact) -> LinkKind | None:
    alike = likeness(later, earlier)
    claims = later.claim, earlier.claim
    if same_voice(later.voice, earlier.voice):
        return "repeats" if alike >= SAME_WORDS else "elaborates"
    if independent(later.voice, earlier.voice):
        stated = all(c.act == "assert" and c.realis == "actual" for c in claims)
        return "corroborates" if stated else "elaborates"
    return "repeats" if alike >= COPIED else "elaborates"


def _kept(links: list[tuple[float, ReportLink, int]]) -> Iterator[ReportLink]:
    """Keep what is firm, and of repeats and details the one that is most alike."""
    per_report: dict[int, int] = defaultdict(int)
    best = sorted(links, key=lambda item: (item[2], -item[0], item[1].to_id))
    loose = [item for item in best if item[1].kind not in _FIRM]
    for _, link, report in best:
        if link.kind in _FIRM and per_report[report] < FULL_LINK:
            per_report[report] += 1
            yield link
    repeats = [item for item in loose if item[1].kind == "repeats"]
    if chosen := (repeats or loose):
        yield max(chosen, key=lambda item: item[0])[1]
