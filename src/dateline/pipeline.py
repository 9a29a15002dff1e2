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

    import geopandas as gpd
    import pandas as pd

    from dateline.geo.gazetteer.gazetteer import Gazetteer
    from dateline.geo.gazetteer.places import Place, Resolution
    from dateline.geo.online.service import OnlineService
    from dateline.geo.parse import Parse
    from dateline.geo.positions.positions import Position
    from dateline.geo.reports.article import Article, Span
    from dateline.geo.reports.reading import Format
    from dateline.layers.attribution.attributions import Attribution
    from dateline.layers.build import Layer
    from dateline.layers.claims.claims import Claim
    from dateline.layers.corrections.corrections import Applied, Corrections
    from dateline.layers.datasets.datasets import Dataset
    from dateline.layers.links.across import ReportLink
    from dateline.layers.report_sets import ReportClaims
    from dateline.maps.drawing.tongues import Language
    from dateline.maps.page.render import MapPage
    from dateline.maps.page.tiles import Tiles

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
    applied
        What became of the corrections; None where none were given.
    """

    article: Article
    parse: Parse
    resolutions: tuple[Resolution, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    gazetteer: Gazetteer
    positions: tuple[Position, ...] = ()
    applied: Applied | None = None

    def layers(self) -> dict[str, gpd.GeoDataFrame]:
        """Return the map's layers by name: areas, borders, movements, bases, events.

        Returns
        -------
        dict of str to geopandas.GeoDataFrame
            EPSG:4326, in drawing order; a layer without features is empty. The column
            ``claim_ids`` names the claims behind each feature.
        """
        return {layer.name: layer.frame for layer in layers_of(self)}

    def table(self) -> pd.DataFrame:
        """Return the claims as a table, a row a claim, with the columns of the CSV file."""
        import io

        import pandas as pd

        from dateline.layers.exports.claim_export import claims_bytes

        data = claims_bytes(self.claims, article=self.article, format="csv")
        return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)

    def _repr_html_(self) -> str:
        """Show the map in a notebook."""
        return draw(self)._repr_html_()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSet:
    """Several reports read together.

    Attributes
    ----------
    analyses
        In the order given. Claims and positions have ids of the set (``r1-C01``), and claims have
        their links across reports.
    links
        Those across reports, with the words of both sides.
    """

    analyses: tuple[Analysis, ...]
    links: tuple[ReportLink, ...]

    @property
    def reports(self) -> tuple[ReportClaims, ...]:
        """The reports with their keys and claims."""
        from dateline.layers.report_sets import ReportClaims, report_key

        return tuple(
            ReportClaims(key=report_key(n), article=a.article, parse=a.parse, claims=a.claims)
            for n, a in enumerate(self.analyses)
        )

    def layers(self) -> dict[str, gpd.GeoDataFrame]:
        """Return the layers of all reports together, as `Analysis.layers`; ``report`` says whose."""
        return {layer.name: layer.frame for layer in set_layers(self)}

    def _repr_html_(self) -> str:
        """Show the map of all reports in a notebook."""
        return draw_set(self)._repr_html_()


def locate(
    article: Article,
    *,
    spans: Sequence[Span] | None = None,
    gazetteer: Gazetteer | None = None,
    countries: Sequence[str] = (),
    home: Place | None = None,
    online: OnlineService | None = None,
    corrections: Corrections | None = None,
) -> tuple[Resolution, ...]:
    """Find the places of a report, or resolve the given spans and recognise nothing else."""
    from dateline.geo.gazetteer.gazetteer import open_gazetteer
    from dateline.geo.recognition.toponyms import mentions_from_spans, recognize_toponyms
    from dateline.geo.resolution.resolve import resolve_toponyms

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
    if corrections is not None:
        from dateline.layers.corrections.corrected_places import correct_places
        from dateline.layers.corrections.corrections import for_report

        mine, _ = for_report(corrections, article)
        resolutions = correct_places(
            article, resolutions, mine.places, gazetteer=gazetteer
        ).resolutions
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
    from dateline.geo.online.online import place_online

    return place_online(article, resolutions, online, gazetteer=gazetteer, countries=countries)


def analyse(
    article: Article,
    *,
    gazetteer: Gazetteer | None = None,
    countries: Sequence[str] = (),
    home: Place | None = None,
    online: OnlineService | None = None,
    corrections: Corrections | None = None,
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
        From `dateline.geo.online.service.open_service`: asked for names that the gazetteer lacks.
        By default nothing is asked and nothing leaves the machine.
    corrections
        From `dateline.layers.corrections.read.read_corrections`: what an analyst says of places and
        claims wins over what is inferred (docs/corrections.md).
    report
        Is told the name of each stage as it begins.
    """
    report("load the language model")
    from dateline.geo.parse import load_model, parse_article

    load_model()
    report("read the sentences")
    parse = parse_article(article)
    report("find the places")
    from dateline.geo.gazetteer.gazetteer import open_gazetteer
    from dateline.geo.recognition.toponyms import recognize_toponyms
    from dateline.geo.resolution.resolve import resolve_toponyms

    gazetteer = gazetteer or open_gazetteer()
    mentions = recognize_toponyms(article, gazetteer=gazetteer, parse=parse)
    resolutions = resolve_toponyms(
        article, mentions, gazetteer=gazetteer, countries=countries, home=home
    )
    from dateline.layers.corrections.corrected_places import correct_places, places_in
    from dateline.layers.corrections.corrections import Applied, Corrections, for_report

    mine, others = for_report(corrections or Corrections(), article)
    placed = correct_places(article, resolutions, mine.places, gazetteer=gazetteer)
    resolutions = _placed_online(
        article, placed.resolutions, online, gazetteer=gazetteer, countries=countries
    )
    from dateline.geo.positions.positions import find_positions

    positions = find_positions(article, places_in(resolutions))
    report("find the claims")
    from dateline.layers.attribution.attributions import find_attributions
    from dateline.layers.claims.claims import extract_claims

    attributions = find_attributions(parse)
    from dateline.layers.corrections.corrected_claims import added_spans, correct_claims

    claims = extract_claims(
        article,
        parse,
        places_in(resolutions),
        gazetteer=gazetteer,
        attributions=attributions,
        positions=positions,
        added=added_spans(article, mine.claims, parse),
    )
    said = correct_claims(article, claims, mine.claims, gazetteer=gazetteer)
    orphans = placed.orphans + said.orphans
    return Analysis(
        article=article,
        parse=parse,
        resolutions=resolutions,
        attributions=attributions,
        claims=said.claims,
        gazetteer=gazetteer,
        positions=positions,
        applied=None
        if corrections is None
        else Applied(corrections=mine, orphans=orphans, others=others),
    )


def join_reports(analyses: Sequence[Analysis], *, report: Report = _silent) -> AnalysisSet:
    """Put several analysed reports together: ids of the set, and links between their claims.

    Raises
    ------
    InputError
        A report is given twice.
    """
    report("compare the reports")
    from dataclasses import replace

    from dateline.layers.links.across import link_reports, with_links
    from dateline.layers.report_sets import (
        check_distinct,
        claims_in_set,
        report_key,
        shared_positions,
    )

    check_distinct([analysis.article for analysis in analyses])
    positions = shared_positions([analysis.positions for analysis in analyses])
    renamed = [
        {old.id: new.id for old, new in zip(analysis.positions, own, strict=True)}
        for analysis, own in zip(analyses, positions, strict=True)
    ]
    named = tuple(
        replace(
            analysis,
            claims=claims_in_set(analysis.claims, key=report_key(n), positions=renamed[n]),
            positions=positions[n],
        )
        for n, analysis in enumerate(analyses)
    )
    links = link_reports(AnalysisSet(analyses=named, links=()).reports)
    linked = tuple(replace(a, claims=with_links(a.claims, links)) for a in named)
    return AnalysisSet(analyses=linked, links=links)


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


def draw(
    analysis: Analysis,
    *,
    title: str | None = None,
    tiles: Tiles | None = None,
    datasets: Sequence[Dataset] = (),
    whole: bool = False,
    language: Language = "en",
    report: Report = _silent,
) -> MapPage:
    """Render the map page of an analysis.

    Parameters
    ----------
    title, tiles, datasets, whole, language
        As in `dateline.maps.page.render.render_map`: an online layer to offer, off at first; events of
        data sets beside the claims, those near the report or, with `whole`, all; the language of
        the names on the map.
    report
        Is told the name of each stage as it begins.
    """
    layers = layers_of(analysis, report=report)
    report("draw the map")
    from dateline.maps.page.render import render_map

    return render_map(
        analysis.article,
        analysis.resolutions,
        analysis.claims,
        layers,
        parse=analysis.parse,
        title=title,
        positions=analysis.positions,
        applied=analysis.applied,
        tiles=tiles,
        datasets=datasets,
        whole=whole,
        language=language,
    )


def set_layers(reports: AnalysisSet, *, report: Report = _silent) -> tuple[Layer, ...]:
    """Build the layers of several reports; a place of two reports is one feature."""
    report("build the layers")
    from dateline.layers.build_set import ReportLayersInput, build_set_layers
    from dateline.layers.report_sets import report_key

    inputs = [
        ReportLayersInput(
            key=report_key(n),
            article=a.article,
            resolutions=a.resolutions,
            claims=a.claims,
            positions=a.positions,
        )
        for n, a in enumerate(reports.analyses)
    ]
    return build_set_layers(inputs, gazetteer=reports.analyses[0].gazetteer)


def draw_set(
    reports: AnalysisSet,
    *,
    title: str | None = None,
    tiles: Tiles | None = None,
    datasets: Sequence[Dataset] = (),
    whole: bool = False,
    language: Language = "en",
    report: Report = _silent,
) -> MapPage:
    """Render one page of several reports; `tiles` and what follows as in `draw`."""
    layers = set_layers(reports, report=report)
    report("draw the map")
    from dateline.layers.report_sets import report_key
    from dateline.maps.page.render import render_reports
    from dateline.maps.page.several import PageReport

    pages = [
        PageReport(
            key=report_key(n),
            article=a.article,
            resolutions=a.resolutions,
            claims=a.claims,
            positions=a.positions,
            applied=a.applied,
        )
        for n, a in enumerate(reports.analyses)
    ]
    return render_reports(
        pages, layers, title=title, links=reports.links, tiles=tiles, datasets=datasets,
        whole=whole, language=language,
    )  # fmt: skip


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
    corrections: Corrections | None = None,
    report: Report = _silent,
) -> MapPage:
    """Turn a report into a map page.

    Parameters
    ----------
    path, format, date, title, source
        As in `read_article`.
    gazetteer, countries, home, online, corrections, report
        As in `analyse`.

    Raises
    ------
    InputError
        The report cannot be read.
    """
    from dateline.geo.reports.reading import read_article

    article = read_article(path, format=format, date=date, title=title, source=source)
    analysis = analyse(
        article,
        gazetteer=gazetteer,
        countries=countries,
        home=home,
        online=online,
        corrections=corrections,
        report=report,
    )
    return draw(analysis, report=report)
