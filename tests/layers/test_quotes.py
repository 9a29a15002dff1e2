"""Quotation marks of all styles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.geo.reports.article import Article, Span, Zone
from dateline.layers.attribution.quotes import Quotation, find_quotations


def quotations(*paragraphs: str) -> tuple[Article, tuple[Quotation, ...]]:
    zones, start = [], 0
    for paragraph in paragraphs:
        zones.append(Zone(span=Span(start, start + len(paragraph)), kind="paragraph"))
        start += len(paragraph) + 2
    article = Article(id="q", text="\n\n".join(paragraphs), sha256="", zones=tuple(zones))
    return article, find_quotations(article)


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“The road is open now,” he said.", "The road is open now,"),
        ("«The road is open now,» he said.", "The road is open now,"),
        ("„The road is open now“, he said.", "The road is open now"),
        ('"The road is open now," he said.', "The road is open now,"),
        ("‘The road is open now,’ he said.", "The road is open now,"),
        ("''The road is open now,'' he said.", "The road is open now,"),
        ("— The road is open now, — he said.", "The road is open now,"),
        ("He said: 'The road is open now.'", "The road is open now."),
        ("”The road is open now,” he said.", "The road is open now,"),
        ("“The soldiers’ road isn’t open now,” he said.", "The soldiers’ road isn’t open now,"),
        ("‘The soldiers’ road isn’t open now,’ he said.", "The soldiers’ road isn’t open now,"),
    ],
)
def test_the_outermost_quotation_is_found(text: str, inner: str) -> None:
    article, found = quotations(text)
    assert [article.slice(q.inner) for q in found if q.depth == 0] == [inner]
    assert not found[0].scare


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers’ families didn't leave in the ’90s.",
        "It's the army's own road, and the people's, too.",
        "A plain sentence - with a dash.",
        "",
    ],
)
def test_apostrophes_and_dashes_are_no_quotations(text: str) -> None:
    if text:
        assert quotations(text)[1] == ()
    else:
        assert find_quotations(Article(id="e", text="", sha256="", zones=())) == ()


def test_a_quotation_in_a_quotation_is_deeper() -> None:
    article, found = quotations("“He told us ‘leave the town at once’ and left,” she said.")
    assert [(q.depth, article.slice(q.inner)) for q in found][1] == (1, "leave the town at once")


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph_and_is_carried_on() -> None:
    article, found = quotations("“We left at night.", "“We came back at dawn,” he said.", "Rain.")
    assert [q.closed for q in found] == [False, True]
    assert article.slice(found[0].span) == "“We left at night."
    assert found[0].group == found[1].group


def test_a_closed_quotation_is_not_carried_on() -> None:
    _, found = quotations("“We left at night.”", "“We came back at dawn,” he said.")
    assert found[0].group != found[1].group


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “special operation” went on.",
        "They played “Bridge of Spies” for the troops.",
        "On Radio Two’s “Open Skies,” the envoy spoke of peace.",
    ],
)
def test_scare_quotes_and_titles_are_told_apart(text: str) -> None:
    assert [q.scare for q in quotations(text)[1]] == [True]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="ab «»“”„\"'‘’.,—s", min_size=1, max_size=60))
def test_quotations_nest_and_stay_in_their_paragraph(text: str) -> None:
    _, found = quotations(text)
    assert list(found) == sorted(found, key=lambda q: (q.span.start, -q.span.end))
    for quotation in found:
        assert quotation.span.start <= quotation.inner.start
        assert quotation.inner.end <= quotation.span.end <= len(text)
    for one in found:
        for two in found:
            if one.span.start < two.span.start < one.span.end:
                assert two.span.end <= one.span.end
                assert two.depth > one.depth
