"""Corrections of a made-up report, and hypothesis strategies for any."""

from __future__ import annotations

from claim_samples import HOSTILE
from hypothesis import strategies as st

from dateline.geo.reports.article import Article, Span
from dateline.geo.reports.reading import article_from_text
from dateline.layers.corrections.corrections import (
    Anchor,
    ClaimCorrection,
    Corrections,
    PlaceCorrection,
    ReportName,
)

TEXT = (
    "Convoys leave Port Sudan\n\n"
    "Two convoys left Port Sudan for Kassala on Tuesday, the governor said. "
    "He added that a third convoy will follow when the road is dry.\n\n"
    "Traders in Kassala saw no trucks. The road to Kassala was closed in March.\n\n"
    "Drivers say the road to Kassala was closed in March. It rained. It rained.\n"
)


def report(text: str = TEXT, **more: str) -> Article:
    """Return the report, or another text of the same name."""
    return article_from_text(text, id="convoys", **more)  # type: ignore[arg-type]


def span_of(words: str, *, text: str = TEXT, nth: int = 0) -> Span:
    """Return where words stand, for the first time or a later one."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


_WORDS = HOSTILE.filter(lambda text: bool(text.strip()))
_SOME = HOSTILE.filter(bool)
_MAYBE = st.none() | _SOME


def _anchors(reports: list[str | None]) -> st.SearchStrategy[Anchor]:
    return st.builds(
        Anchor,
        words=_WORDS,
        prefix=HOSTILE,
        suffix=HOSTILE,
        position=st.none() | st.integers(0, 10**9),
        report=st.sampled_from(reports),
    )


def _degrees(most: int) -> st.SearchStrategy[float]:
    return st.integers(-most * 10**6, most * 10**6).map(lambda n: n / 10**6 + 0.0)


@st.composite
def corrections(draw: st.DrawFn) -> Corrections:
    """Draw corrections with hostile words in every field that takes words."""
    ids = draw(st.lists(_SOME, max_size=3, unique=True))
    names = tuple(
        ReportName(id=name, title=draw(st.none() | HOSTILE), sha256=draw(st.sampled_from([None, "0f" * 32])))
        for name in ids
    )  # fmt: skip
    several = len(ids) > 1
    anchors = _anchors([*ids] if several else [None, *ids])
    meaning = st.one_of(
        st.fixed_dictionaries({"place": _SOME}),
        st.just({"none": True}),
        st.fixed_dictionaries({"lat_deg": _degrees(90), "lon_deg": _degrees(180), "name": _MAYBE}),
    )
    places = [
        PlaceCorrection(
            anchor=anchor, scope=draw(st.sampled_from(["this", "all"])), note=draw(_MAYBE),
            **draw(meaning),
        )
        for anchor in draw(st.lists(anchors, max_size=3))
    ]  # fmt: skip
    claims = [
        ClaimCorrection(
            anchor=anchor,
            add=draw(st.booleans()),
            status=draw(st.sampled_from([None, "accepted", "rejected"])),
            speaker=draw(_MAYBE),
            speaker_country=draw(st.sampled_from([None, "SDN", "TJ"])),
            time=draw(st.sampled_from([None, "2021-07~", "../2042", "[2021-03-04,2021-04-03]"])),
            act=draw(st.sampled_from([None, "promise", "warn"])),
            realis=draw(st.sampled_from([None, "future"])),
            type=draw(st.sampled_from([None, "shelling"])),
            grade=draw(st.just("B2")),
            graded_by=draw(_MAYBE),
            note=draw(_MAYBE),
        )
        for anchor in draw(st.lists(anchors, max_size=3))
    ]
    unique_places = {
        (p.anchor.report, p.anchor.words, p.anchor.position, p.scope): p for p in places
    }
    unique_claims = {(c.anchor.report, c.anchor.words, c.anchor.position): c for c in claims}
    return Corrections(
        reports=names,
        places=tuple(unique_places.values()),
        claims=tuple(unique_claims.values()),
    )
