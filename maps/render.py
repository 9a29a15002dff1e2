"""How do a report's claims and layers become one self-contained page?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from dateline.maps.cards import claim_cards
from dateline.maps.escape import Html, join, json_data, tag, text, web_address
from dateline.maps.features import DRAWING_ORDER, features_of
from dateline.maps.labels import labels_for
from dateline.maps.panels import credits_html, legend_html, sources_html, unplaced_html
from dateline.maps.payload import page_data
from dateline.maps.report_text import report_html
from dateline.maps.static import static_map
from dateline.maps.view import choose_view, squarish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.geo.article import Article
    from dateline.geo.parse import Parse
    from dateline.geo.places import Resolution
    from dateline.geo.positions import Position
    from dateline.layers.build import Layer
    from dateline.layers.claims import Claim
    from dateline.maps.features import Feature

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


def render_map(
    article: Article,
    resolutions: Sequence[Resolution],
    claims: Sequence[Claim | Mapping[str, Any]],
    layers: Sequence[Layer],
    *,
    parse: Parse | None = None,  # noqa: ARG001
    title: str | None = None,
    positions: Sequence[Position] = (),
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

    Returns
    -------
    MapPage
        The same input gives the same bytes. A report without claims or places gives a page that
        says so.
    """
    from dateline.maps.elements import PageFigure, PageLayer, PageMap

    records = [_record(claim, article) for claim in claims]
    features = features_of(layers)
    heading = title or article.title or _headline(article) or article.id
    figure = PageFigure(_parts(article, resolutions, records, features, heading, positions))
    page_map = PageMap(figure)
    for name in DRAWING_ORDER:
        PageLayer(name).add_to(page_map)
    return MapPage(html=figure.render(), title=heading)


def _record(claim: Claim | Mapping[str, Any], article: Article) -> Mapping[str, Any]:
    if isinstance(claim, Mapping):
        return claim
    from dateline.layers.records import claim_record

    return cast("Mapping[str, Any]", claim_record(claim, article))


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
) -> dict[str, str]:
    from dateline.maps.basemap import basemap_for

    view = choose_view(features)
    basemap = basemap_for(squarish(view.core), BASEMAP_BYTES)
    data = page_data(features, resolutions, records, view, positions)
    names = {r.place.id: r.place.name for r in resolutions if r.place is not None}
    labels = labels_for(features, view, names)
    data |= {"labels": labels, "basemap": basemap}
    return {
        "title": text(heading),
        "byline": _byline(article, records, features),
        "notice": _notice(article),
        "cards": claim_cards(records),
        "report": report_html(article, resolutions, records, positions),
        "unplaced": unplaced_html(resolutions, features, positions),
        "sources": sources_html(article, resolutions, features),
        "legend": legend_html(features),
        "static_map": static_map(features, view, basemap, labels),
        "credits": credits_html(features),
        "count": text(str(len(records))),
        "data": json_data(data),
    }


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
