"""From report to map: the seven functions in a row, and nothing more.

    read_article -> recognize_toponyms -> resolve_toponyms -> extract_claims
                 -> build_layers -> render_map -> write_page

Modules are imported where they are used, so that a caller pays only for the stages it asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dateline.geo.article import Article, Span
    from dateline.geo.gazetteer import Gazetteer
    from dateline.geo.online_service import OnlineService
    from dateline.geo.parse import Parse
    from dateline.geo.places import Place, Resolution
    from dateline.geo.positions import Position
    from dateline.geo.reading import Format
    from dateline.layers.attribution import Attribution
    from dateline.layers.build import Layer
    from dateline.layers.claims import Claim
    from dateline.maps.render import MapPage

    Report = Callable[[str], None]


def _silent(stage: str) -> None:
    """Report a stage to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What a report says, and where: everything short of drawing it.

    Attributes
    ----------
    article, parse
        The report, and its words and sentences.
    resolutions
        Every mention of a place with what it means; ``resolution.mention`` is the mention.
    attributions
        Who says what: source, cue and content, nested and relayed ones too.
    claims
        In reading order.
    gazetteer
        The one that was used.
    positions
        Coordinates, distances, directions and betweens: uncertain areas measured from the names.
    """

    article: Article
    parse: Parse
    resolutions: tuple[Resolution, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    gazetteer: Gazetteer
    positions: tuple[Position, ...] = ()


def locate(
    article: Article,
    *,
    spans: Sequence[Span] | None = None,
    gazetteer: Gazetteer | None = None,
    countries: Sequence[str] = (),
    home: Place | None = None,
    online: OnlineService | None = None,
) -> tuple[Resolution, ...]:
    """Find the places of a report, or resolve the given spans and recognise nothing else."""
    from dateline.geo.gazetteer import open_gazetteer
    from dateline.geo.resolve import resolve_toponyms
    from dateline.geo.toponyms import mentions_from_spans, recognize_toponyms

    gazetteer = gazetteer or open_gazetteer()
    if spans is not None:
        mentions = mentions_from_spans(article, spans, gazetteer=gazetteer)
    else:
        from dateline.geo.parse import parse_article

        parse = parse_article(article)
        mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse)
    resolutions = resolve_toponyms(
        article, mentions, gazetteer=gazetteer, countries=countries, home=home
    )
    return _placed_online(article, resolutions, online, gazetteer=gazetteer, countries=countries)


def _placed_online(
    article: Article,
    resolutions: tuple[Resolution, ...],
    online: OnlineService | None,
    *,
    gazetteer: Gazetteer,
    countries: Sequence[str],
) -> tuple[Resolution, ...]:
    """Ask the service, if one was chosen, for the names that the gazetteer lacks."""
    if online is None:
        return resolutions
    from dateline.geo.online import place_online

    return place_online(article, resolutions, online, gazetteer=gazetteer, countries=countries)


def analyse(
    article: Article,
    *,
    gazetteer: Gazetteer | None = None,
    countries: Sequence[str] = (),
    home: Place | None = None,
    online: OnlineService | None = None,
    report: Report = _silent,
) -> Analysis:
    """Find the places and the claims of a report.

    Parameters
    ----------
    article
        From `read_article` or `article_from_text`.
    gazetteer
        The one that ships with dateline by default.
    countries
        ISO 3166-1 alpha-2 codes of countries that the report is likely to tell of.
    home
        Where the outlet is at home, if known; see `dateline.geo.hints`.
    online
        From `dateline.geo.online_service.open_service`: asked for names that the gazetteer lacks.
        By default nothing is asked and nothing leaves the machine.
    report
        Is told the name of each stage as it begins.
    """
    report("load the language model")
    from dateline.geo.parse import load_model, parse_article

    load_model()
    report("read the sentences")
    parse = parse_article(article)
    report("find the places")
    from dateline.geo.gazetteer import open_gazetteer
    from dateline.geo.resolve import resolve_toponyms
    from dateline.geo.toponyms import recognize_toponyms

    gazetteer = gazetteer or open_gazetteer()
    mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse)
    resolutions = resolve_toponyms(
        article, mentions, gazetteer=gazetteer, countries=countries, home=home
    )
    resolutions = _placed_online(
        article, resolutions, online, gazetteer=gazetteer, countries=countries
    )
    from dateline.geo.positions import find_positions

    positions = find_positions(article, resolutions)
    report("find the claims")
    from dateline.layers.attribution import find_attributions
    from dateline.layers.claims import extract_claims

    attributions = find_attributions(parse)
    claims = extract_claims(
        article,
        parse,
        resolutions,
        gazetteer=gazetteer,
        attributions=attributions,
        positions=positions,
    )
    return Analysis(
        article=article,
        parse=parse,
        resolutions=resolutions,
        attributions=attributions,
        claims=claims,
        gazetteer=gazetteer,
        positions=positions,
    )


def layers_of(analysis: Analysis, *, report: Report = _silent) -> tuple[Layer, ...]:
    """Build the map layers (GeoDataFrames) of an analysis."""
    report("build the layers")
    from dateline.layers.build import build_layers

    return build_layers(
        analysis.article,
        analysis.resolutions,
        analysis.claims,
        gazetteer=analysis.gazetteer,
        positions=analysis.positions,
    )


def draw(analysis: Analysis, *, title: str | None = None, report: Report = _silent) -> MapPage:
    """Render the map page of an analysis."""
    layers = layers_of(analysis, report=report)
    report("draw the map")
    from dateline.maps.render import render_map

    return render_map(
        analysis.article,
        analysis.resolutions,
        analysis.claims,
        layers,
        parse=analysis.parse,
        title=title,
        positions=analysis.positions,
    )


def map_report(
    path: str | Path,
    *,
    format: Format | None = None,  # noqa: A002 -- the word of `read_article`
    date: str | None = None,
    title: str | None = None,
    source: str | None = None,
    gazetteer: Gazetteer | None = None,
    countries: Sequence[str] = (),
    home: Place | None = None,
    online: OnlineService | None = None,
    report: Report = _silent,
) -> MapPage:
    """Turn a report into a map page.

    Parameters
    ----------
    path, format, date, title, source
        As in `read_article`.
    gazetteer, countries, home, online, report
        As in `analyse`.

    Raises
    ------
    InputError
        The report cannot be read.
    """
    from dateline.geo.reading import read_article

    article = read_article(path, format=format, date=date, title=title, source=source)
    analysis = analyse(
        article, gazetteer=gazetteer, countries=countries, home=home, online=online, report=report
    )
    return draw(analysis, report=report)
