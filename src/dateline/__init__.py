"""dateline: news reports about military and border facts into maps that can be checked.

    from dateline import analyse, draw, read_article, write_page

    analysis = analyse(read_article("report.txt"))
    write_page(draw(analysis), "map.html")

The names below are imported when first used: ``import dateline`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.errors import DataError, DatelineError, InputError
    from dateline.geo.gazetteer.gazetteer import open_gazetteer
    from dateline.geo.reports.article import Article, Span, Zone
    from dateline.geo.reports.reading import article_from_text, read_article
    from dateline.layers.claims.records import claim_record, document_record
    from dateline.layers.corrections.corrections import Corrections
    from dateline.layers.corrections.read import read_corrections
    from dateline.layers.corrections.write import write_corrections
    from dateline.layers.datasets.datasets import Dataset, read_dataset
    from dateline.layers.exports.claim_export import write_claims
    from dateline.layers.exports.claim_import import read_claims
    from dateline.layers.exports.export import write_layers
    from dateline.maps.page.render import MapPage
    from dateline.maps.write import write_page
    from dateline.pipeline import (
        Analysis,
        AnalysisSet,
        analyse,
        draw,
        draw_set,
        join_reports,
        layers_of,
        locate,
        map_report,
        set_layers,
    )

__all__ = [
    "Analysis",
    "AnalysisSet",
    "Article",
    "Corrections",
    "DataError",
    "Dataset",
    "DatelineError",
    "InputError",
    "MapPage",
    "Span",
    "Zone",
    "__version__",
    "analyse",
    "article_from_text",
    "claim_record",
    "document_record",
    "draw",
    "draw_set",
    "join_reports",
    "layers_of",
    "locate",
    "map_report",
    "open_gazetteer",
    "read_article",
    "read_claims",
    "read_corrections",
    "read_dataset",
    "set_layers",
    "write_claims",
    "write_corrections",
    "write_layers",
    "write_page",
]

_HOME = {
    "Analysis": "dateline.pipeline",
    "AnalysisSet": "dateline.pipeline",
    "Article": "dateline.geo.reports.article",
    "Corrections": "dateline.layers.corrections.corrections",
    "DataError": "dateline.errors",
    "Dataset": "dateline.layers.datasets.datasets",
    "DatelineError": "dateline.errors",
    "InputError": "dateline.errors",
    "MapPage": "dateline.maps.page.render",
    "Span": "dateline.geo.reports.article",
    "Zone": "dateline.geo.reports.article",
    "analyse": "dateline.pipeline",
    "article_from_text": "dateline.geo.reports.reading",
    "claim_record": "dateline.layers.claims.records",
    "document_record": "dateline.layers.claims.records",
    "draw": "dateline.pipeline",
    "draw_set": "dateline.pipeline",
    "join_reports": "dateline.pipeline",
    "layers_of": "dateline.pipeline",
    "locate": "dateline.pipeline",
    "map_report": "dateline.pipeline",
    "open_gazetteer": "dateline.geo.gazetteer.gazetteer",
    "read_article": "dateline.geo.reports.reading",
    "read_claims": "dateline.layers.exports.claim_import",
    "read_corrections": "dateline.layers.corrections.read",
    "read_dataset": "dateline.layers.datasets.datasets",
    "set_layers": "dateline.pipeline",
    "write_claims": "dateline.layers.exports.claim_export",
    "write_corrections": "dateline.layers.corrections.write",
    "write_layers": "dateline.layers.exports.export",
    "write_page": "dateline.maps.write",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("dateline")
    if name not in _HOME:
        msg = f"module 'dateline' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
