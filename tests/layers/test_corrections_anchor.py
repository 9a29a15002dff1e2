"""A correction finds its words again, wherever edits elsewhere have moved them."""

from __future__ import annotations

import pytest
from corrections_samples import TEXT, report, span_of
from hypothesis import given
from hypothesis import strategies as st

from dateline.geo.reports.article import Span
from dateline.layers.corrections.anchor import anchor_at, find_anchors
from dateline.layers.corrections.corrections import Anchor, ClaimCorrection

WORDS = [
    "Kassala",
    "It rained",
    "The road to Kassala was closed",
    "convoy",
    "t",
    "Two convoys left",
]


def _entry(anchor: Anchor) -> ClaimCorrection:
    return ClaimCorrection(anchor=anchor, add=True)


def _found(text: str, *anchors: Anchor) -> list[tuple[Span | None, str]]:
    entries = [_entry(anchor) for anchor in anchors]
    found = {id(e): (span, why) for e, span, why in find_anchors(report(text), entries)}
    return [found[id(entry)] for entry in entries]


def _spots(text: str) -> list[Span]:
    """Every place where one of the words stands."""
    return [
        Span(at, at + len(words))
        for words in WORDS
        for at in range(len(text))
        if text.startswith(words, at)
    ]


@pytest.mark.parametrize("span", _spots(TEXT), ids=str)
def test_in_the_same_report_an_anchor_finds_its_own_words(span: Span) -> None:
    anchor = anchor_at(report(), span)
    if anchor.words == "t" and (TEXT[span.start - 1] + TEXT[span.end]).strip(" \n.,"):
        return  # part of a longer word
    assert _found(TEXT, anchor) == [(span, "")]


@given(
    st.sampled_from(_spots(TEXT)),
    st.integers(0, len(TEXT)),
    st.integers(0, 60),
    st.text("ab KIt.\n“é\U0001f9c2", max_size=80),
)
def test_edits_elsewhere_never_change_what_an_anchor_hits(
    span: Span, at: int, cut: int, new: str
) -> None:
    anchor = anchor_at(report(), span)
    if anchor.words == "t":
        return
    low, high = span.start - len(anchor.prefix), span.end + len(anchor.suffix)
    end = min(len(TEXT), at + cut)
    if not (end <= low or at >= high):
        return  # not elsewhere
    text = TEXT[:at] + new + TEXT[end:]
    moved = len(new) - (end - at) if end <= low else 0
    assert _found(text, anchor) == [(Span(span.start + moved, span.end + moved), "")]


@given(
    st.sampled_from(_spots(TEXT)),
    st.integers(0, len(TEXT)),
    st.integers(0, 40),
    st.text(max_size=30),
)
def test_whatever_the_edit_an_anchor_hits_its_words_or_says_why_not(
    span: Span, at: int, cut: int, new: str
) -> None:
    anchor = anchor_at(report(), span)
    text = TEXT[:at] + new + TEXT[at + cut :]
    if not text:
        return
    ((found, reason),) = _found(text, anchor)
    assert (found is None) == bool(reason)
    if found is not None:
        assert text[found.start : found.end] == anchor.words


def test_words_in_equal_surroundings_get_longer_ones() -> None:
    text = "It rained in the north. " * 5 + "It ended."
    spans = [Span(at, at + 9) for at in range(0, 120, 24)]
    anchors = [anchor_at(report(text), span) for span in spans]
    assert any(len(anchor.suffix) > 32 for anchor in anchors)
    moved = "Corrected on 3 May. " + text
    assert [found for found, _ in _found(moved, *anchors)] == [
        Span(s.start + 20, s.end + 20) for s in spans
    ]


def test_a_copy_of_the_passage_does_not_take_the_correction_away() -> None:
    passage = "Traders in Kassala saw no trucks. The road to Kassala was closed in March.\n\n"
    span = span_of("Traders in Kassala")
    anchor = anchor_at(report(), span)
    after = TEXT + "\nUpdate of Friday:\n\n" + passage + "Drivers say the road"
    assert _found(after, anchor)[0][0] == span


def test_of_two_equal_passages_the_one_that_moved_like_the_rest_is_taken() -> None:
    span = span_of("saw no trucks")
    first, second = anchor_at(report(), span_of("Two convoys left")), anchor_at(report(), span)
    copy = TEXT[span.start - 40 : span.end + 40]  # with all that the anchor knows it by
    front = "x" * (span.start - 60) + copy + "\n\n"  # nearer to where the words once began
    found = _found(front + TEXT, first, second)
    assert found[1][0] == Span(span.start + len(front), span.end + len(front))
    # alone, nothing tells that the report has moved: the nearest is taken
    assert _found(front + TEXT, second)[0][0] == Span(span.start - 20, span.end - 20)


def test_by_hand_words_alone_do_where_they_stand_once() -> None:
    assert _found(TEXT, Anchor(words="Port Sudan for")) == [(span_of("Port Sudan for"), "")]
    ((found, reason),) = _found(TEXT, Anchor(words="Kassala"))
    assert found is None
    assert "stand in the report 4 times" in reason
    second = span_of("Kassala", nth=1)
    assert _found(TEXT, Anchor(words="Kassala", position=second.start))[0][0] == second
    assert _found(TEXT, Anchor(words="Kassala", prefix="Traders in "))[0][0] == second


def test_a_word_is_not_found_inside_of_a_longer_one() -> None:
    ((found, reason),) = _found(TEXT, Anchor(words="rain"))
    assert (found, reason) == (None, "these words are not in the report")
    assert _found("in rain, rainy", Anchor(words="rain"))[0][0] == Span(3, 7)


def test_other_quotes_spaces_and_dashes_are_the_same_words() -> None:
    text = "The “third\u00a0convoy” left – late."
    anchor = Anchor(words='"third convoy" left - late')
    assert _found(text, anchor)[0][0] == Span(4, len(text) - 1)


def test_words_in_other_company_are_not_taken() -> None:
    anchor = anchor_at(report(), span_of("trucks"))
    text = "A museum shows old trucks and trams of the last century, free of charge on Sundays."
    assert _found(text, anchor) == [(None, "these words stand in other company now")]
