"""Figures that follow from stated ones are marked; numbered units have one key."""

from __future__ import annotations

import pytest
from tests.layers.helpers_claims import article_of

from dateline.geo.parse import parse_article
from dateline.geo.reports.article import Span
from dateline.layers.places.units import unit_at
from dateline.layers.quantities.derived import share_of
from dateline.layers.quantities.quantities import Quantity, find_quantities


def _found(text: str) -> tuple[Quantity, ...]:
    return find_quantities(parse_article(article_of(text)))


def test_a_share_of_a_length_names_the_words_that_it_comes_from() -> None:
    part, whole = _found("About a quarter of the fence, 640 kilometres long, is down.")
    figure = share_of(part, whole)
    assert figure is not None
    assert (figure.value, figure.unit, figure.modifier) == (160, "kilometre", "approximately")
    assert figure.derived_from == ("About a quarter", "640 kilometres")
    assert part.derived_from == whole.derived_from == ()


def test_a_share_of_a_range_has_its_ends() -> None:
    part, whole = _found("Half of it, 200 to 300 miles, and no more.")
    figure = share_of(part, whole)
    assert figure is not None
    assert (figure.low, figure.high, figure.value) == (100, 150, 125)


def test_two_different_vague_words_make_an_approximation() -> None:
    part, whole = _found("At least 20 percent of the wall, over 90 kilometres, is gone.")
    figure = share_of(part, whole)
    assert figure is not None
    assert (figure.value, figure.modifier) == (18, "approximately")


@pytest.mark.parametrize("unit", ["person", "kilometre", ""])
def test_what_is_no_share_derives_nothing(unit: str) -> None:
    part = Quantity(span=Span(0, 2), text="12", value=12, unit=unit)
    whole = Quantity(span=Span(6, 12), text="400 km", value=400, unit="kilometre")
    assert share_of(part, whole) is None


def test_a_derived_figure_is_never_derived_from_again() -> None:
    part, whole = _found("Half of the road, 80 kilometres, is mined.")
    first = share_of(part, whole)
    assert first is not None
    assert share_of(part, first) is None


@pytest.mark.parametrize(
    ("sentence", "noun", "key"),
    [
        ("The 12th Mountain Brigade left.", "Brigade", "12th brigade"),
        ("The 4th division\u2019s 31st tank battalion left.", "battalion", "31st battalion"),
        ("The brigade left.", "brigade", None),
        ("The 9th of May left its mark on the brigade.", "brigade", None),
    ],
)
def test_a_numbered_unit_has_the_key_of_its_number_and_kind(
    sentence: str, noun: str, key: str | None
) -> None:
    doc = parse_article(article_of(sentence)).doc
    (head,) = (token for token in doc if token.text == noun)
    assert unit_at(head) == key
