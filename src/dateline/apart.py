"""How is a report read on a second core while this one loads what draws it?

Reading (spaCy) and drawing (geopandas, folium) spend most of a cold run on importing, and share
none of it. On Linux the command line therefore forks: the child reads, the parent imports, and the
child's findings come back as plain records. Elsewhere, and with one core, all is done in turn; the
result is the same.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.geo.article import Article
    from dateline.geo.places import Resolution
    from dateline.layers.claims import Claim
    from dateline.pipeline import Analysis, Report


def analyse_apart(article: Article, *, report: Report) -> Analysis:
    """Do the same as `pipeline.analyse`, in half the time where a second core is free.

    Parameters
    ----------
    article
        From `read_article`.
    report
        Is told the name of each stage as it begins.

    Returns
    -------
    Analysis
        Its `parse` is None where the report was read in the other process.
    """
    if sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        from dateline.lean import import_spacy
        from dateline.pipeline import analyse

        import_spacy()
        return analyse(article, report=report)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    report("read the sentences")
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        findings = pool.submit(_read, article)
        _load_what_draws()
        report("find places and claims")
        resolutions, claims = findings.result()
        pool.shutdown(wait=False)
    from dateline.geo.gazetteer import open_gazetteer
    from dateline.pipeline import Analysis

    return Analysis(
        article=article,
        parse=None,
        resolutions=resolutions,
        claims=claims,
        gazetteer=open_gazetteer(),
    )


def _read(article: Article) -> tuple[tuple[Resolution, ...], tuple[Claim, ...]]:
    """Run in the child: what cannot travel (the parse, the open gazetteer) stays there."""
    from dateline.lean import import_spacy
    from dateline.pipeline import analyse

    import_spacy()
    analysis = analyse(article)
    return analysis.resolutions, analysis.claims


def _load_what_draws() -> None:
    for name in ("geopandas", "folium", "dateline.layers.build", "dateline.maps.render"):
        import_module(name)
