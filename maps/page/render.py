"""How do a report's claims and layers become one self-contained page?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from dateline.maps.drawing.arrows import Areas
from dateline.maps.drawing.features import DRAWING_ORDER, features_of
from dateline.maps.drawing.geometry import pack_lines
from dateline.maps.drawing.labels import named_labels
from dateline.maps.drawing.static import static_map
from dateline.maps.drawing.symbols_svg import symbol_defs, symbol_switch, used_symbols
from dateline.maps.drawing.tongues import spoken, spoken_labels, tongues
from dateline.maps.drawing.view import choose_view, squarish
from dateline.maps.escape import Html, framed, join, json_data, tag, text, web_address
from dateline.maps.page.card_links import links_by_claim
from dateline.maps.page.card_words import packed_words
from dateline.maps.page.cards import claim_cards
from dateline.maps.page.corrections_panel import corrections_html
from dateline.maps.page.datasets import show_datasets
from dateline.maps.page.large import (
    LARGE,
    is_large,
    large_data,
    many_scripts,
    short_cards,
    short_text,
)
from dateline.maps.page.panels import credits_html, legend_html, sources_html, unplaced_html
from dateline.maps.page.payload import page_data, position_evidence
from dateline.maps.page.report_text import report_html
from dateline.maps.page.several import (
    PageReport,
    cited_reports,
    drawn_links,
    reports_list,
    set_byline,
    set_notice,
    set_sources,
    set_texts,
    set_title,
    set_unplaced,
    speakers_of,
)
from dateline.maps.page.takeaway import packed, report_pack, review_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.gazetteer.places import Resolution
    from dateline.geo.parse import Parse
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article
    from dateline.layers.build import Layer
    from dateline.layers.claims.claims import Claim
    from dateline.layers.corrections.corrections import Applied
    from dateline.layers.datasets.datasets import Dataset
    from dateline.layers.links.across import ReportLink
    from dateline.maps.drawing.features import Feature
    from dateline.maps.drawing.tongues import Language
    from dateline.maps.page.datasets import ShownDatasets
    from dateline.maps.page.tiles import Tiles

BASEMAP_BYTES: Final = 330_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """A finished page.

    Attributes
    ----------
    html
        The whole document; UTF-8 when written. It names no file and no address to load.
    title
        Its heading.
    """

    html: str
    title: str

    def _repr_html_(self) -> str:
        """Show the page in a notebook: in a frame that the notebook's other cells cannot reach."""
        return framed(self.html, title=self.title)


def render_map(
    article: Article,
    resolutions: Sequence[Resolution],
    claims: Sequence[Claim | Mapping[str, Any]],
    layers: Sequence[Layer],
    *,
    parse: Parse | None = None,  # noqa: ARG001
    title: str | None = None,
    positions: Sequence[Position] = (),
    applied: Applied | None = None,
    tiles: Tiles | None = None,
    datasets: Sequence[Dataset] = (),
    whole: bool = False,
    language: Language = "en",
) -> MapPage:
    """Render one report as a page with map, claims, text, gaps and sources.

    Parameters
    ----------
    article
        The report; its text is shown whole.
    resolutions
        Places and their evidence; those without a place are listed as unplaced.
    claims
        Claims, or their JSON records, in reading order.
    layers
        As `build_layers` gives them, EPSG:4326.
    parse
        Not needed for the page now; accepted so that callers may always pass it.
    title
        Heading; by default the report's title, else its headline, else its id.
    positions
        As from `find_positions`: marked in the report, and listed where they could not be placed.
    applied
        What became of an analyst's corrections: those that found no place in the report are listed,
        and a review in the page goes on with all.
    tiles
        An online layer that is off until the reader turns it on; by default there is none.
    datasets
        Events of data sets to show beside the claims, as `read_dataset` gives them.
    whole
        Whether all their rows are shown, and not only those in the report's region and time.

    language
        Of the names on the map until the reader chooses another: English, Russian, or as people
        there write.

    Returns
    -------
    MapPage
        The same input gives the same bytes. A report without claims or places gives a page that
        says so.
    """
    records = [_record(claim, article) for claim in claims]
    features = features_of(layers)
    heading = title or heading_of(article)
    kept = [record for record in records if record.get("status") != "rejected"]
    shown = show_datasets(
        datasets, features, kept, published=[article.published], whole=whole
    )  # fmt: skip
    parts, data = _parts(
        article, resolutions, kept, features, heading, positions, language, shown=shown
    )
    rejected = [record for record in records if record.get("status") == "rejected"]
    parts["unplaced"] += corrections_html(applied, rejected)
    own = report_pack(
        article, resolutions, records, applied=applied, positions=positions, large=is_large(kept)
    )
    if is_large(kept):
        data["rest"] = packed_words(kept, links_by_claim(kept, (), speakers_of(kept)))
    data |= review_words() | {"pack": packed([own], resolutions, [applied])}
    return _page(parts, data, heading, tiles=tiles, shown=shown)


def render_reports(
    reports: Sequence[PageReport],
    layers: Sequence[Layer],
    *,
    title: str | None = None,
    links: Sequence[ReportLink] = (),
    tiles: Tiles | None = None,
    datasets: Sequence[Dataset] = (),
    whole: bool = False,
    language: Language = "en",
) -> MapPage:
    """Render several reports as one page.

    Parameters
    ----------
    reports
        In the order of the set, at least one; ids are those of the set.
    layers
        As `build_set_layers` gives them, EPSG:4326.
    title
        Heading; by default the first report's title and how many others there are.
    links
        Between claims of two reports: on the cards of both, and as a line where places differ.
    tiles, datasets, whole, language
        As in `render_map`.

    Returns
    -------
    MapPage
        The same input gives the same bytes.
    """
    features = features_of(layers)
    heading = title or set_title(reports)
    known = {r.key: [_record(claim, r.article) for claim in r.claims] for r in reports}
    kept = {key: [c for c in own if c.get("status") != "rejected"] for key, own in known.items()}
    rejected = {
        key: [c for c in own if c.get("status") == "rejected"] for key, own in known.items()
    }
    records = [record for own in kept.values() for record in own]
    resolutions = [resolution for report in reports for resolution in report.resolutions]
    days = [report.article.published for report in reports]
    shown = show_datasets(datasets, features, records, published=days, whole=whole)
    parts, data = _map_parts(resolutions, records, features, language=language, shown=shown)
    for report in reports:
        own = position_evidence(report.positions, report.resolutions, features)
        data["places"] = own | data["places"]
    data |= {"reports": cited_reports(reports), "links": drawn_links(records, links)}
    packs = [
        report_pack(
            r.article, r.resolutions, known[r.key], key=r.key, applied=r.applied,
            positions=r.positions, large=is_large(records),
        )
        for r in reports
    ]  # fmt: skip
    data |= review_words() | {"pack": packed(packs, resolutions, [r.applied for r in reports])}
    counts = {key: len(own) for key, own in kept.items()}
    linked = links_by_claim(records, links, speakers_of(records))
    if is_large(records):
        data["rest"] = packed_words(records, linked)
    parts |= {
        "title": text(heading),
        "byline": set_byline(reports, len(records), features),
        "reports": reports_list(reports, counts),
        "notice": set_notice(reports),
        "cards": short_cards(records, titles={r.key: r.title for r in reports})
        if is_large(records)
        else claim_cards(records, linked=linked),
        "report": set_texts(reports, kept),
        "unplaced": set_unplaced(reports, features, rejected),
        "sources": set_sources(reports, resolutions, features),
    }
    return _page(parts, data, heading, more_scripts=("reports",), tiles=tiles, shown=shown)


def _page(
    parts: Mapping[str, str],
    data: Mapping[str, Any],
    heading: str,
    *,
    more_scripts: Sequence[str] = (),
    tiles: Tiles | None = None,
    shown: ShownDatasets | None = None,
) -> MapPage:
    from dateline.maps.page.elements import PageFigure, PageLayer, PageMap

    more_scripts = (*many_scripts(data["features"]), *more_scripts)
    if data["view"]["all"][2] > 180:
        more_scripts = (*more_scripts, "seam")
    if len(data["claims"]) > LARGE:
        data, more_scripts = large_data(data), (*more_scripts, "large", "large_text")
    if tiles is not None:
        more_scripts = (*more_scripts, "tiles")
        data = {**data, "tiles": tiles.for_page()}
    if shown is not None:
        more_scripts, data = (*more_scripts, "datasets"), {**data, "datasets": shown.data}
        parts = {**parts, **{name: parts[name] + words for name, words in shown.parts.items()}}
    figure = PageFigure(
        {**parts, "data": json_data(data)},
        more_scripts=more_scripts,
        first_scripts=("columns",) if "large" in more_scripts else (),
        more_styles=("datasets",) if shown is not None else (),
        image_hosts=(tiles.origin,) if tiles is not None else (),
    )
    page_map = PageMap(figure)
    for name in DRAWING_ORDER:
        PageLayer(name).add_to(page_map)
    return MapPage(html=figure.render(), title=heading)


def _record(claim: Claim | Mapping[str, Any], article: Article) -> Mapping[str, Any]:
    if isinstance(claim, Mapping):
        return claim
    from dateline.layers.claims.records import claim_record

    return cast("Mapping[str, Any]", claim_record(claim, article))


def heading_of(article: Article) -> str:
    """Return what a report's map is headed by: its title, else its headline, else its id."""
    return article.title or _headline(article) or article.id


def _headline(article: Article) -> str:
    zones = (zone for zone in article.zones if zone.kind == "headline")
    return next((" ".join(article.slice(zone.span).split()) for zone in zones), "")


def _parts(
    article: Article,
    resolutions: Sequence[Resolution],
    records: Sequence[Mapping[str, Any]],
    features: Sequence[Feature],
    heading: str,
    positions: Sequence[Position],
    language: Language,
    *,
    shown: ShownDatasets | None,
) -> tuple[dict[str, str], dict[str, Any]]:
    parts, data = _map_parts(
        resolutions, records, features, positions, language=language, shown=shown
    )
    data["reports"] = [_cited(article, heading)]
    parts |= {
        "title": text(heading),
        "byline": _byline(article, records, features),
        "notice": _notice(article),
        "cards": short_cards(records) if is_large(records) else claim_cards(records),
        "reports": Html(""),
        "report": short_text(article, records)
        if is_large(records)
        else report_html(article, resolutions, records, positions),
        "unplaced": unplaced_html(resolutions, features, positions),
        "sources": sources_html(article, resolutions, features),
    }
    return parts, data


def _map_parts(
    resolutions: Sequence[Resolution],
    records: Sequence[Mapping[str, Any]],
    features: Sequence[Feature],
    positions: Sequence[Position] = (),
    *,
    language: Language = "en",
    shown: ShownDatasets | None = None,
) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the parts of the page that the map makes, and the data of its script."""
    from dateline.maps.drawing.basemap import basemap_for

    view = choose_view(features)
    basemap = basemap_for(squarish(view.core), BASEMAP_BYTES)
    areas = Areas(features)
    data = page_data(features, resolutions, records, view, positions, areas=areas)
    names = {r.place.id: r.place.name for r in resolutions if r.place is not None}
    named = named_labels(features, view, names)
    labels = [label.row for label in named]
    data |= {"labels": labels, "tongues": tongues(named, features), "basemap": pack_lines(basemap)}
    data |= {"language": language} if language != "en" else {}
    still, words = spoken(features, language), spoken_labels(named, language)
    marks = {claim: entry["mark"] for claim, entry in data["claims"].items()}
    parts: dict[str, str] = {
        "legend": legend_html(features),
        "symbols": symbol_defs(used_symbols(features).values()),
        "symbol_switch": symbol_switch(features),
        "static_map": static_map(
            still,
            view,
            basemap,
            words,
            symbols=True,
            areas=areas,
            marks=marks,
            events=shown.marks if shown is not None else (),
        ),
        "credits": credits_html(features),
        "count": text(str(len(records))),
    }
    return parts, data


def _cited(article: Article, heading: str) -> dict[str, str]:
    """What a citation says of a report."""
    facts = {
        "id": article.id,
        "title": article.title or _headline(article) or heading,
        "source": article.source or "",
        "published": article.published or "",
    }
    return {key: value for key, value in facts.items() if value}


def _byline(
    article: Article, records: Sequence[Mapping[str, Any]], features: Sequence[Feature]
) -> Html:
    address = web_address(article.url)
    source = article.source or ""
    origin = tag("a", source or "source", href=address, rel="noreferrer noopener") \
        if address else text(source)  # fmt: skip
    places = len({f.place_id for f in features if f.shape is not None and f.layer != "movements"})
    parts = [
        origin,
        text(article.published or "report date unknown"),
        text(_plural(len(records), "claim")),
        text(f"{_plural(places, 'place')} on the map"),
    ]
    return join([part for part in parts if part], " · ")


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _notice(article: Article) -> Html:
    if article.published:
        return Html("")
    return tag(
        "p",
        "The report’s date is unknown: times such as “on Monday” or “in May” stay without a year.",
        class_="notice",
    )
