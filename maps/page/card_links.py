"""How does a card say what other claims have to do with it, of other reports too?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from dateline.layers.report_sets import report_name, report_of_claim
from dateline.maps.escape import Html, join, tag, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.layers.links.across import ReportLink

LINK_WORDS: Final = {
    "summarises": "sums up",
    "repeats": "repeats",
    "elaborates": "adds detail to",
    "corroborates": "agrees with",
    "contradicts": "contradicts",
}
_BACK_WORDS: Final = {
    "summarises": "is summed up by",
    "repeats": "is repeated by",
    "elaborates": "is told in more detail by",
    "corroborates": "agrees with",
    "contradicts": "contradicts",
}
_ORDER: Final = ("contradicts", "corroborates", "repeats", "elaborates", "summarises")
SHOWN: Final = 6  # links that a card shows at once


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLink:
    """A link as one of its two claims has it.

    Attributes
    ----------
    other
        Id of the other claim.
    who
        Who speaks in the other claim.
    back
        Whether the link leads from the other claim to this one.
    near
        Whether both claims are of one report.
    own_words, other_words
        Of a contradiction: what each side says; "" else.
    """

    kind: str
    other: str
    who: str
    back: bool
    near: bool
    own_words: str = ""
    other_words: str = ""


def links_by_claim(
    records: Sequence[Mapping[str, Any]],
    across: Sequence[ReportLink],
    speakers: Mapping[str, str],
) -> dict[str, list[CardLink]]:
    """Return the links of each claim of a set, both ways across reports, contradictions first.

    Parameters
    ----------
    records
        Claim records with ids of the set; only those within one report are read from them, which
        lead one way as on the page of a report alone.
    across
        Links across reports; those to a claim that is not on the page are left out.
    speakers
        Per claim id who speaks.
    """
    out: dict[str, list[CardLink]] = defaultdict(list)
    for link in across:
        one, other = link.from_id, link.to_id
        if one in speakers and other in speakers:
            out[one].append(
                CardLink(kind=link.kind, other=other, who=speakers[other], back=False, near=False,
                         own_words=link.from_words, other_words=link.to_words)
            )  # fmt: skip
            out[other].append(
                CardLink(kind=link.kind, other=one, who=speakers[one], back=True, near=False,
                         own_words=link.to_words, other_words=link.from_words)
            )  # fmt: skip
    for record in records:
        own = str(record["id"])
        for told in record.get("links") or ():
            other = str(told["to"])
            if report_of_claim(own) == report_of_claim(other) and other in speakers:
                out[own].append(
                    CardLink(kind=str(told["rel"]), other=other, who=speakers[other], back=False,
                             near=True)
                )  # fmt: skip
    return {claim: sorted(links, key=_rank) for claim, links in out.items()}


def _rank(link: CardLink) -> tuple[bool, int]:
    kind = _ORDER.index(link.kind) if link.kind in _ORDER else len(_ORDER)
    return link.near, kind


def card_links(links: Sequence[CardLink]) -> Html:
    """Return the links of one card as a list; many of them behind a word."""
    if not links:
        return Html("")
    items = [tag("li", _words(link), attrs={"data-link": link.kind}) for link in links]
    shown = tag("ul", *items[:SHOWN], class_="card-links")
    rest = items[SHOWN:]
    if not rest:
        return shown
    more = tag("summary", f"{len(rest)} more")
    return join([shown, tag("details", more, tag("ul", *rest, class_="card-links"))])


def link_words(link: CardLink) -> tuple[str, ...]:
    """Return the link's kind, what it is called, the other claim's id and, of another report, more.

    More is the other report's name, who speaks there and, of a contradiction, what each side says.
    """
    called = (_BACK_WORDS if link.back else LINK_WORDS).get(link.kind, link.kind)
    words: tuple[str, ...] = (link.kind, called, link.other)
    if link.near:
        return words
    words += (report_name(report_of_claim(link.other)), link.who)
    told = (link.own_words, link.other_words)
    return words + told if all(told) else words


def _words(link: CardLink) -> Html:
    _, called, other, *more = link_words(link)
    parts = [tag("span", called, class_="link-kind"), text(" ")]
    parts.append(tag("a", other, href=f"#claim-{other}"))
    if more:
        parts.append(join([f" in {more[0]}, ", tag("bdi", more[1])]))
    if len(more) > 2:
        parts.append(join([": ", tag("bdi", more[2]), " here, ", tag("bdi", more[3]), " there"]))
    return join(parts)
