"""What does a page of several reports have that a page of one has not?

A list of the reports with a box for each, their texts one after another, what is unplaced and whence
it comes by report, and the links between their claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.layers.report_sets import report_name, report_of_claim
from dateline.maps.escape import Html, join, tag, text
from dateline.maps.page.cards import speaker_words
from dateline.maps.page.corrections_panel import corrections_html
from dateline.maps.page.large import LARGE, short_text
from dateline.maps.page.panels import data_sources, report_facts, unplaced_html
from dateline.maps.page.report_text import report_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.claims.claims import Claim
    from dateline.layers.corrections.corrections import Applied
    from dateline.layers.links.across import ReportLink
    from dateline.maps.drawing.features import Feature

Records = "Sequence[Mapping[str, Any]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReport:
    """One report of a page of several.

    Attributes
    ----------
    key
        "r1", "r2" …; the ids of `claims` and `positions` begin with it.
    article, resolutions, claims, positions, applied
        As `render_map` takes them.
    """

    key: str
    article: Article
    resolutions: Sequence[Resolution]
    claims: Sequence[Claim | Mapping[str, Any]]
    positions: Sequence[Position] = ()
    applied: Applied | None = None

    @property
    def name(self) -> str:
        """What people call it: "Report 2"."""
        return report_name(self.key)

    @property
    def title(self) -> str:
        """Its title, else its id."""
        return self.article.title or self.article.id


def set_title(reports: Sequence[PageReport]) -> str:
    """Return the heading of a page of several reports."""
    return joined_title(reports[0].title, len(reports) - 1)


def joined_title(first: str, rest: int) -> str:
    """Return the first report's title and how many others there are."""
    return f"{first}, and {rest} other report{'s' if rest > 1 else ''}" if rest else first


def cited_reports(reports: Sequence[PageReport]) -> list[dict[str, str]]:
    """Return what a citation and the filter say of each report; no two titles are the same."""
    titles = [report.title for report in reports]
    out = []
    for report in reports:
        twin = titles.count(report.title) > 1
        facts = {
            "id": report.key,
            "title": f"{report.title} ({report.name})" if twin else report.title,
            "source": report.article.source or "",
            "published": report.article.published or "",
        }
        out.append({key: value for key, value in facts.items() if value})
    return out


def reports_list(reports: Sequence[PageReport], counts: Mapping[str, int]) -> Html:
    """Return the list of the reports: a box to show or hide each, and the way to its text."""
    items = [_entry(report, counts.get(report.key, 0)) for report in reports]
    return tag(
        "fieldset",
        tag("legend", "Reports"),
        tag("ul", *items, class_="plain", id="report-list"),
        class_="reports",
    )


def _entry(report: PageReport, count: int) -> Html:
    box = tag(
        "input", type="checkbox", id=f"show-{report.key}", class_="js-only", checked="",
        attrs={"data-report": report.key},
    )  # fmt: skip
    name = tag("strong", report.name)
    label = tag("label", name, " ", tag("bdi", report.title), for_=f"show-{report.key}")
    facts = [report.article.source, report.article.published or "date unknown", _claims(count)]
    line = tag(
        "span",
        text(" · ".join(fact for fact in facts if fact)),
        " · ",
        tag("a", "text", href=f"#report-{report.key}", aria_label=f"Text of {report.name}"),
        class_="reason",
    )
    return tag("li", box, tag("div", label, line), attrs={"data-of": report.key})


def _claims(count: int) -> str:
    return f"{count} claim" if count == 1 else f"{count} claims"


def set_byline(reports: Sequence[PageReport], claims: int, features: Sequence[Feature]) -> Html:
    """Return how many reports of which days, claims and places the page has."""
    days = sorted(r.article.published for r in reports if r.article.published)
    span = days[0] if days and days[0] == days[-1] else f"{days[0]} to {days[-1]}" if days else ""
    places = len({f.place_id for f in features if f.shape is not None and f.layer != "movements"})
    parts = [
        f"{len(reports)} reports", span or "dates unknown", _claims(claims),
        f"{places} place{'' if places == 1 else 's'} on the map",
    ]  # fmt: skip
    return text(" · ".join(parts))


def set_notice(reports: Sequence[PageReport]) -> Html:
    """Say which reports have no date."""
    undated = [report.name for report in reports if not report.article.published]
    if not undated:
        return Html("")
    which = f"The date of {undated[0]} is" if len(undated) == 1 else (
        f"The dates of {', '.join(undated[:-1])} and {undated[-1]} are"
    )  # fmt: skip
    words = f"{which} unknown: times such as “on Monday” or “in May” stay without a year there."
    return tag("p", words, class_="notice")


def set_texts(
    reports: Sequence[PageReport], records: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Html:
    """Return the reports one after another, each under its heading."""
    return join(
        tag(
            "section",
            tag("h3", f"{report.name}: ", tag("bdi", report.title), class_="report-head"),
            short_text(report.article, records[report.key])
            if sum(map(len, records.values())) > LARGE
            else report_html(
                report.article, report.resolutions, records[report.key], report.positions
            ),
            id=f"report-{report.key}",
            class_="of-report",
            attrs={"data-of": report.key},
        )
        for report in reports
    )


def set_unplaced(
    reports: Sequence[PageReport],
    features: Sequence[Feature],
    rejected: Mapping[str, Sequence[Mapping[str, Any]]],
) -> Html:
    """Return by report what is not on the map, and what an analyst rejected."""
    return join(
        tag(
            "section",
            tag("h3", f"{report.name}: ", tag("bdi", report.title), class_="report-head"),
            unplaced_html(report.resolutions, _of(features, report.key), report.positions),
            corrections_html(report.applied, rejected[report.key]),
            class_="of-report",
            attrs={"data-of": report.key},
        )
        for report in reports
    )


def _of(features: Sequence[Feature], key: str) -> list[Feature]:
    return [f for f in features if any(report_of_claim(c) == key for c in f.claim_ids)]


def set_sources(
    reports: Sequence[PageReport],
    resolutions: Sequence[Resolution],
    features: Sequence[Feature],
) -> Html:
    """Return each report's particulars, then the origin and licence of all data."""
    facts = [report_facts(report.article, heading=report.name) for report in reports]
    return join([*facts, data_sources(resolutions, features)])


def speakers_of(records: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return per claim id who speaks."""
    return {str(record["id"]): speaker_words(record) for record in records}


def drawn_links(
    records: Sequence[Mapping[str, Any]], across: Sequence[ReportLink]
) -> list[list[str]]:
    """Return all links as [from, to, kind], for the lines between places."""
    shown = {str(record["id"]) for record in records}
    found = [[link.from_id, link.to_id, link.kind] for link in across]
    known = {(link.from_id, link.to_id) for link in across}
    for record in records:
        own = str(record["id"])
        found += [
            [own, str(link["to"]), str(link["rel"])]
            for link in record.get("links") or ()
            if (own, str(link["to"])) not in known
        ]
    return [link for link in found if link[0] in shown and link[1] in shown]
